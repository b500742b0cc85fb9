"""The content of a claim as words with their places, keyed for comparison with another claim's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from factcheck.model import Claim, Span
from factcheck.opposition.texts import WORD, stem, stems
from factcheck.wordlists import word_lists

#: Words of a claim that are looked at, so that the cost does not grow with hostile input.
READ = 300
_LONGEST_WORD = 40
_TOKEN = re.compile(r"\d{1,12}(?:[.,:]\d{1,12})+|" + WORD.pattern)
_CLAUSE_END = re.compile(r"[.!?;:…—–]|\n\s*\n")
#: Words that stand further apart are not marked in one stretch.
_WIDEST_GAP = 4
_PARTING = frozenset("\n<>")
_SAME_NAME = 5

OPPOSITES = word_lists(Path(__file__).parent / "opposites.toml")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: document offsets, its folded form and the key that it is compared by.

    ``key`` is empty for words that say nothing by themselves.  ``clause`` counts the clauses
    of the content.  ``joined``: nothing but a short gap parts it from the word before.
    ``name``: written with a capital; ``party``: part of the name of one of the two parties.
    """

    start: int
    end: int
    text: str
    form: str
    key: str
    clause: int
    joined: bool
    name: bool
    party: bool

    @property
    def quantity(self) -> bool:
        """Whether it is a number or says how many."""
        return self.form[:1].isdigit() or self.form in quantities()


Words = tuple[Word, ...]
Marks = tuple[list[range], list[range]]
"""Ranges of word indices in each of two claims, those that matter most first."""


def read(claim: Claim, names: frozenset[str]) -> Words:
    """The first ``READ`` words of the content of ``claim``; ``names`` are folded party names.

    A content span whose offsets do not fit its text is passed over.
    """
    words: list[Word] = []
    clause = 0
    tail = "."
    for span in claim.content:
        if span.end - span.start != len(span.text):
            continue
        clause += not _goes_through(tail, span.text)
        tail = span.text[-_LONGEST_WORD:]
        last: int | None = None
        for match in _TOKEN.finditer(span.text):
            if len(words) == READ:
                return tuple(words)
            gap = span.text[last : match.start()] if last is not None else ""
            clause += last is not None and bool(_CLAUSE_END.search(gap[:_LONGEST_WORD]))
            words.append(_word(span.start, match, clause, last is not None, gap, names))
            last = match.end()
    return tuple(words)


def _goes_through(tail: str, text: str) -> bool:
    """Whether a clause runs from the ``tail`` of one content span on into ``text``."""
    first = next((c for c in text[:_LONGEST_WORD] if c.isalnum()), "")
    return not _CLAUSE_END.search(tail[-3:]) and not first.isupper()


def _word(
    offset: int, match: re.Match[str], clause: int, follows: bool, gap: str, names: frozenset[str]
) -> Word:
    text = match[0] if len(match[0]) <= _LONGEST_WORD else ""
    form = text.casefold().replace("’", "'")
    return Word(
        start=offset + match.start(),
        end=offset + match.end(),
        text=text,
        form=form,
        key=_content_key(form),
        clause=clause,
        joined=follows and len(gap) <= _WIDEST_GAP and not set(gap) & _PARTING,
        name=text[:1].isupper(),
        party=text[:1].isupper() and _part_of(form, names),
    )


def folded_names(claims: Iterable[Claim]) -> frozenset[str]:
    """The folded words of the names of the parties and speakers of ``claims``."""
    return frozenset(
        word.group()
        for claim in claims
        for name in (claim.party.name if claim.party else "", claim.speaker or "")
        for word in WORD.finditer(name[:200].casefold())
        if len(word.group()) > 2
    )


def _part_of(form: str, names: frozenset[str]) -> bool:
    """Whether ``form`` is one of ``names`` or derived from it: "kestrian" of "kestria"."""
    bare = form.removesuffix("'s")
    return bare in names or any(
        len(name) >= _SAME_NAME and bare[:_SAME_NAME] == name[:_SAME_NAME] for name in names
    )


@lru_cache(maxsize=65536)
def key_of(word: str) -> str:
    """What ``word``, folded, is compared by: one key for its inflections and for its kin."""
    found = _root(word)
    return _kin().get(found, found)


def _content_key(form: str) -> str:
    """The key of a word that says something by itself, else nothing."""
    if form[:1].isdigit() or form in quantities():
        return _numbers().get(form, form)
    bare = form.removesuffix("'s")
    listed_as_kin = _irregular().get(bare, bare) in _kin_words()
    return key_of(bare) if listed_as_kin or stems(bare) else ""


def _root(word: str) -> str:
    """The stem, cut further than ``stem`` does, which leaves short words as they are."""
    word = _irregular().get(word, word)
    if len(word) > 4 and word.endswith(("ied", "ies")):
        word = word[:-3] + "y"
    cut = stem(word)
    if cut == word:
        for ending in ("ing", "ed", "es", "s", "e"):
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                cut = word[: -len(ending)]
                break
    if len(cut) > 3 and cut[-1] == cut[-2] and cut[-1].isalpha():
        cut = cut[:-1]
    cut = cut[:-2] if len(cut) >= 6 and cut.endswith("at") else cut
    cut = cut[:-1] if len(cut) > 3 and cut.endswith("e") else cut
    return cut[:-1] + "i" if cut.endswith("y") else cut


@cache
def _irregular() -> Mapping[str, str]:
    return dict(pair.split("=") for pair in sorted(OPPOSITES["irregular"]))


@cache
def _kin() -> Mapping[str, str]:
    """The key of the first word of each group, for the roots of all of its words."""
    groups = (group.split("=") for group in sorted(OPPOSITES["kin"]))
    return {_root(word): _root(group[0]) for group in groups for word in group}


@cache
def _kin_words() -> frozenset[str]:
    return frozenset(word for group in OPPOSITES["kin"] for word in group.split("="))


@cache
def quantities() -> frozenset[str]:
    """Words for numbers and quantities, folded."""
    return OPPOSITES["quantities"] | _numbers().keys()


@cache
def _numbers() -> Mapping[str, str]:
    """Words for numbers with their digits."""
    words = word_lists(Path(__file__).parent.parent / "words.toml")
    return dict(pair.split("=") for pair in sorted(words["numbers"]))


def listed(name: str) -> frozenset[str]:
    """The keys of the words of a list in ``opposites.toml``."""
    return frozenset(key_of(word) for word in OPPOSITES[name])


def phrases(words: Words, chosen: Iterable[int], reach: int = 2) -> list[range]:
    """Ranges of word indices that hold ``chosen``, bridging up to ``reach`` - 1 words between.

    No range crosses the end of a clause or a wide gap.
    """
    found: list[range] = []
    for index in sorted(set(chosen)):
        if found and index - found[-1].stop < reach and _bridged(words, found[-1].stop, index):
            found[-1] = range(found[-1].start, index + 1)
        else:
            found.append(range(index, index + 1))
    return found


def _bridged(words: Words, start: int, end: int) -> bool:
    """Whether the words from ``start`` to ``end`` go on from one another in one clause."""
    return all(
        words[i].joined and words[i].clause == words[i - 1].clause for i in range(start, end + 1)
    )


def spans(claim: Claim, words: Words, ranges: Iterable[range], most: int) -> tuple[Span, ...]:
    """``ranges`` as spans of the document in order, those first in ``ranges`` within ``most``.

    ``most`` counts words; a range that does not fit is cut, or left out where none is left.
    """
    chosen: set[int] = set()
    for one in ranges:
        chosen |= set([i for i in one if i not in chosen][: most - len(chosen)])
    stretches: list[tuple[int, int]] = []
    for i in sorted(chosen):
        if stretches and i - 1 in chosen and words[i].joined:
            stretches[-1] = (stretches[-1][0], words[i].end)
        else:
            stretches.append((words[i].start, words[i].end))
    return tuple(_slices(claim, stretches))


def _slices(claim: Claim, stretches: Iterable[tuple[int, int]]) -> Iterator[Span]:
    """The stretches as spans, in order and apart, each inside one span of the content."""
    reached = -1
    for start, end in sorted(stretches):
        for span in claim.content:
            if span.start <= start and end <= span.end and span.end - span.start == len(span.text):
                if start >= reached:
                    low, reached = _with_signs(span.text, start - span.start, end - span.start)
                    yield Span(low + span.start, reached + span.start, span.text[low:reached])
                    reached += span.start
                break


def _with_signs(text: str, start: int, end: int) -> tuple[int, int]:
    """The ends of a stretch, moved over the signs that belong to its figures: "$", "%"."""
    currency = start > 0 and text[start - 1] in "$€£" and text[start].isdigit()
    percent = end < len(text) and text[end] == "%" and text[end - 1].isdigit()
    return start - currency, end + percent


def clauses(words: Words) -> Iterator[range]:
    """The clauses of ``words`` as ranges of indices."""
    starts = [i for i in range(len(words)) if i == 0 or words[i].clause != words[i - 1].clause]
    for start, stop in pairwise([*starts, len(words)]):
        yield range(start, stop)


def verbal(word: Word) -> bool:
    """Whether the form of ``word`` is that of a verb that tells a deed."""
    if not word.key or word.quantity or word.name:
        return False
    return (len(word.form) > 4 and word.form.endswith(("ed", "ing"))) or word.form in _pasts()


@cache
def _pasts() -> frozenset[str]:
    pairs = (pair.split("=") for pair in OPPOSITES["irregular"])
    return frozenset(form for form, base in pairs if base not in ("man", "woman", "child"))


def goes_on(words: Words, index: int) -> bool:
    """Whether the word at ``index`` belongs to the one before: "main obligation"."""
    if index >= len(words) or not words[index].key or verbal(words[index]):
        return False
    if words[index].quantity or words[index].form in OPPOSITES["turning"]:
        return False
    return words[index].joined and words[index].start == words[index - 1].end + 1
