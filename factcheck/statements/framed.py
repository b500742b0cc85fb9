"""Words that do not amount to a claim by themselves: told with who does what about them.

"X linked A to B", "Y has not said that Z", "its support for W": the content alone would put
words into a mouth that never said them, so the statement keeps source and cue.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcheck.attribution.tree import children
from factcheck.model import Form
from factcheck.naming import is_plural, named
from factcheck.statements.agents import closed
from factcheck.statements.days import dated
from factcheck.statements.draft import Draft
from factcheck.statements.fragments import nor
from factcheck.statements.inflection import lemma, past
from factcheck.statements.pronouns import resolve

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_FIRST = frozenset(["i", "me", "my", "mine", "we", "us", "our", "ours"])
_PRONOUNS = frozenset(
    ["he", "she", "it", "they", "we", "i", "who", "which", "that", "his", "her", "its", "their"]
)
_SEVERAL = frozenset(["they", "we"])
_NOBODY = ("neither ", "nobody", "none ", "no ")
_LEFT = frozenset(["also", "then"])


def framed(draft: Draft, *, close: bool = False) -> str:
    """Source, cue and content as one clause; the whole sentence where they make none.

    With ``close`` also where words stand between cue and content, which needs them.
    """
    found = draft.found
    own = None if close and _parted(draft) else _own_clause(draft)
    tokens = own if own is not None else draft.tokens([found.sentence])
    if own is None and close and draft.voice.person:
        _introduce(draft, tokens, draft.voice.person)
    dated(draft, tokens)
    said = [t for t in tokens if any(a <= t.idx < b for a, b in found.content)]
    resolve(draft, [t for t in said if t.lower_ in _FIRST], third=False)
    text = draft.render(tokens)
    return f"{closed(_who(draft))} {text}" if own is not None else text


def _introduce(draft: Draft, tokens: Sequence[Token], name: str) -> None:
    """Write the speaker's name for the "he" or "she" that the sentence calls the source."""
    source = draft.found.source or (-1, -1)
    for token in tokens:
        if token.idx == source[0] and token.lower_ in ("he", "she"):
            draft.replaced[token.i] = named(name)


def _parted(draft: Draft) -> bool:
    """Whether words stand between the cue and the content, or before a "nor" and the cue."""
    found = draft.found
    if nor(draft):
        return True
    if found.cue is None or found.cue[1] >= found.content[0][0]:
        return found.cue is None
    between = draft.tokens([(found.cue[1], found.content[0][0])])
    return any(t.is_alpha and t.lower_ != "that" for t in between)


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
    if found.content[0][0] < found.cue[1]:
        return None
    if not any(t.tag_ in _FINITE for t in cue):
        if cue[0].i != verb.i and cue[0].pos_ != "ADV":
            return None
        plural = is_plural(_who(draft))
        negative = any(c.dep_ == "neg" for c in children(verb, "neg"))
        draft.replaced[verb.i] = past(lemma(verb), negative=negative, plural=plural)
    elif _words(draft).casefold() in _SEVERAL and not _several(_who(draft)):
        draft.agree(verb)
    last = cue[-1]
    if found.form is Form.DIRECT and content[0].text[:1].isupper() and last.is_alpha:
        draft.replaced[last.i] = f"{draft.replaced.get(last.i, last.text)}:"
    return [*cue, *_without_comma(content)]


def _without_comma(tokens: Sequence[Token]) -> list[Token]:
    kept = list(tokens)
    while kept and kept[-1].is_punct and kept[-1].text in ",;:–—":
        kept.pop()
    return kept


def _words(draft: Draft) -> str:
    """The source as it is written."""
    source = draft.found.source
    return draft.words([source]).rstrip(", ") if source is not None else ""


def _several(name: str) -> bool:
    return is_plural(name) or name.casefold() in _SEVERAL


def _who(draft: Draft) -> str:
    """The speaker's name, else the source's own words, else the party."""
    words = _words(draft)
    name = draft.voice.person or ""
    surname = name.casefold().endswith(words.casefold())
    if draft.group and name and not surname and not is_plural(name):
        return words
    if words.casefold().startswith(_NOBODY):
        return words
    if draft.voice.person:
        return named(draft.voice.person)
    if words and words.casefold() not in _PRONOUNS:
        return words
    return named(draft.voice.party) if draft.voice.party else ""
