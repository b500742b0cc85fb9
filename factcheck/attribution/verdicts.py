"""Words of others that a source calls false: "called the claim that X had left absurd".

The parser often takes the verdict for part of what it judges, so its place is told by the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORDS = word_lists(Path(__file__).parent / "words.toml")
_CALLING = _WORDS["calling"]
_SAID = _WORDS["said_by_others"]
#: Of these only a clause can be false: "the idea of a truce" is no words of anybody.
_SUPPOSED = _WORDS["supposed"]
#: Words by which something said is not so.
FALSE = _WORDS["false"] | _WORDS["lies"]
_STRESS = _WORDS["stress"]
#: These need no "as" before the verdict.
_NAMING = frozenset(["brand", "call", "label"])
_FARTHEST = 4  # words before the noun


class Verdict(NamedTuple):
    """Where in the content's tokens the noun of what is judged, and the verdict, stand.

    ``clause``: a clause follows the noun ("that"), not an "of".
    """

    noun: int
    start: int
    clause: bool


def verdict(cue: str, tokens: Sequence[Token]) -> Verdict | None:
    """Where a source calls words of others false by a cue of the lemma ``cue``; None if nowhere.

    ``tokens`` are those of the content, without quotation marks.
    """
    if cue not in _CALLING:
        return None
    nouns = _SAID | _SUPPOSED
    at = next((n for n, t in enumerate(tokens[:_FARTHEST]) if t.lemma_.lower() in nouns), None)
    if at is None or at + 2 >= len(tokens) or any(t.is_punct for t in tokens[:at]):
        return None
    link = tokens[at + 1].lower_
    if link != "that" and (link != "of" or tokens[at].lemma_.lower() in _SUPPOSED):
        return None
    last = len(tokens) - 1
    while last and tokens[last].is_punct:
        last -= 1
    start = last + 1
    while start and (tokens[start - 1].lower_ in FALSE or tokens[start - 1].lower_ in _STRESS):
        start -= 1
    judged = tokens[start : last + 1]
    if start <= at + 2 or not any(t.lower_ in FALSE for t in judged):
        return None
    led = judged[0].lower_ == "as" if cue not in _NAMING else tokens[start - 1].lemma_ != "be"
    return Verdict(at, start, link == "that") if led else None
