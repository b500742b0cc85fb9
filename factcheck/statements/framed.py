"""Words that do not amount to a claim by themselves: told with who does what about them.

"X linked A to B", "Y has not said that Z", "its support for W": the content alone would put
words into a mouth that never said them, so the statement keeps source and cue.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcheck.attribution.tree import children
from factcheck.naming import named
from factcheck.statements.days import dated
from factcheck.statements.draft import Draft
from factcheck.statements.inflection import lemma, past
from factcheck.statements.names import is_plural
from factcheck.statements.pronouns import resolve

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_FIRST = frozenset(["i", "me", "my", "mine", "we", "us", "our", "ours"])
_PRONOUNS = frozenset(
    ["he", "she", "it", "they", "we", "i", "who", "which", "that", "his", "her", "its", "their"]
)
_NOBODY = ("neither ", "nobody", "none ", "no ")
_LEFT = frozenset(["also", "then"])


def framed(draft: Draft) -> str:
    """Source, cue and content as one clause; the whole sentence where they make none."""
    found = draft.found
    own = _own_clause(draft)
    tokens = own if own is not None else draft.tokens([found.sentence])
    dated(draft, tokens)
    resolve(draft, [t for t in tokens if t.lower_ in _FIRST], third=False)
    text = draft.render(tokens)
    return f"{_who(draft)} {text}" if own is not None else text


def _own_clause(draft: Draft) -> list[Token] | None:
    """Cue and content after a source, the cue's verb made finite; None where that is no clause."""
    found = draft.found
    if found.source is None or found.cue is None or found.verb is None or not _who(draft):
        return None
    verb = draft.doc[found.verb]
    cue = [t for t in draft.tokens([found.cue]) if t.lower_ not in _LEFT]
    if verb not in cue or verb.pos_ not in ("VERB", "AUX") or found.cue[0] < found.source[0]:
        return None
    content = draft.tokens(found.content)
    if not any(t.pos_ in ("NOUN", "PROPN", "VERB", "NUM") for t in content):
        return None
    if content[0].tag_ in ("WDT", "WP") and len(found.content) > 1:
        return None
    if not any(t.tag_ in _FINITE for t in cue):
        if cue[0].i != verb.i and cue[0].pos_ != "ADV":
            return None
        plural = is_plural(_who(draft))
        negative = any(c.dep_ == "neg" for c in children(verb, "neg"))
        draft.replaced[verb.i] = past(lemma(verb), negative=negative, plural=plural)
    return [*cue, *_without_comma(content)]


def _without_comma(tokens: Sequence[Token]) -> list[Token]:
    kept = list(tokens)
    while kept and kept[-1].is_punct and kept[-1].text in ",;:–—":
        kept.pop()
    return kept


def _who(draft: Draft) -> str:
    """The speaker's name, else the source's own words, else the party."""
    source = draft.found.source
    words = draft.words([source]).rstrip(", ") if source is not None else ""
    if words.casefold().startswith(_NOBODY):
        return words
    if draft.voice.person:
        return named(draft.voice.person)
    if words and words.casefold() not in _PRONOUNS:
        return words
    return named(draft.voice.party) if draft.voice.party else ""
