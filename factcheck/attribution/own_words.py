"""A statement in the first person: what its issuer says without quoting itself.

"We have made four offers" in a press release has no reporter.  Where a text that somebody issued
says "we" outside quotations, all its sentences are its issuer's words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from factcheck.attribution.setting import Setting
from factcheck.attribution.types import Attribution, Construction, Range
from factcheck.model import Act, Form

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_SUBJECT = ("nsubj", "nsubjpass", "poss")
_WE = frozenset(["we", "our"])
#: Where what is stated ends and what every release of the house says begins.
_CLOSING = re.compile(
    r"^[^\S\n#*]*[#*]*[^\S\n]*(?:(?-i:About [A-Z]|ABOUT )|notes? (?:to|for) editors"
    r"|(?:media|press) (?:contact|enquiries|inquiries)|contacts?:"
    r"|for (?:further|more) information|-?\s?ends?\s?-?$)",
    re.IGNORECASE | re.MULTILINE,
)
_MOST = 0.6  # share of a sentence's words that are what is said in it
_SHORTEST = 4  # words of a sentence that states something
_ADDRESS = re.compile(r"@|www\.|https?:|\+\d")


def own_words(doc: Doc, found: Sequence[Attribution]) -> list[Attribution]:
    """The sentences of an issued text that ``found`` says nothing of, up to its closing lines.

    Empty where no sentence of the text that stands outside quotations says "we".
    """
    setting = Setting(doc)
    closing = _CLOSING.search(setting.text)
    end = closing.start() if closing is not None else len(setting.text)
    free = [s for s in _untold(doc, setting, found) if s[0] < end]
    ours = [s for s in free if _states(doc, setting, s)]
    told = (s for s in setting.sentences if s[1] <= end and _states(doc, setting, s))
    return [_stated(setting, s) for s in ours] if any(_of_us(doc, s) for s in told) else []


def told_whole(doc: Doc, found: Sequence[Attribution]) -> list[Attribution]:
    """``found`` without what an issuer says by the way of having said ("when we asked for it").

    There the whole sentence is the issuer's claim.  "We believe that …" stays, whose content is
    nearly all that the sentence says.
    """
    return [each for each in found if not _by_the_way(doc, each)]


def _by_the_way(doc: Doc, each: Attribution) -> bool:
    if each.source is None or each.verb is None or each.form is not Form.INDIRECT:
        return False
    source = doc.char_span(*each.source, alignment_mode="expand")
    if source is None or len(source) > 1 or source[0].lower_ not in ("we", "i"):
        return False
    verb = doc[each.verb]
    said = sum(t.is_alpha for s, e in each.content for t in _words(doc, (s, e)))
    whole = sum(t.is_alpha for t in _words(doc, each.sentence))
    return bool(verb.dep_ != "ROOT" or said < _MOST * whole)


def _words(doc: Doc, bounds: Range) -> Iterable[Token]:
    return doc.char_span(*bounds, alignment_mode="expand") or ()


def _untold(doc: Doc, setting: Setting, found: Sequence[Attribution]) -> list[Range]:
    """The sentences that no attribution stands in, but for a noun's: "the claim that …"."""
    nouns = ("NOUN", "PROPN")
    taken = sorted(a.sentence for a in found if a.verb is None or doc[a.verb].pos_ not in nouns)
    starts = [low for low, _ in taken]
    reach = list(accumulate((high for _, high in taken), max))
    free = []
    for low, high in setting.sentences:
        before = bisect_left(starts, high)
        if not before or reach[before - 1] <= low:
            free.append((low, high))
    return free


def _states(doc: Doc, setting: Setting, sentence: Range) -> bool:
    """Whether the range is a whole sentence of the text that states something."""
    low, high = sentence
    if setting.silent(low) or setting.turn(low) is not None or setting.quoted(low) is not None:
        return False
    words = setting.text[low:high]
    if not words.rstrip("\"'”’)").endswith((".", "!")) or _ADDRESS.search(words):
        return False
    span = doc.char_span(low, high, alignment_mode="expand") or ()
    finite = any(t.tag_ in _FINITE for t in span)
    return finite and sum(t.is_alpha for t in span) >= _SHORTEST


def _of_us(doc: Doc, sentence: Range) -> bool:
    span = doc.char_span(*sentence, alignment_mode="expand") or ()
    return any(t.lower_ in _WE and t.dep_ in _SUBJECT for t in span)


def _stated(setting: Setting, sentence: Range) -> Attribution:
    return Attribution(
        source=None,
        cue=None,
        content=(sentence,),
        sentence=setting.around((sentence,)),
        form=Form.DIRECT,
        act=Act.ASSERTION,
        construction=Construction.QUOTATION,
    )
