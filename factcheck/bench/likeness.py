"""Which sentences of a collection are near copies of each other.

Two sentences are as alike as the Jaccard index of their sets of three running words, the
resemblance of A. Z. Broder, "On the resemblance and containment of documents", SEQUENCES 1997.
Masked, a sentence keeps its small words and its frame: names, numbers and every other word
written with a capital are one and the same blank, so that a template filled in twice shows.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

SHINGLE = 3
#: What stands for a masked word, or for several in a row.
BLANK = "_"

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_NUMBER = re.compile(
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven"
    r"|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million|billion"
    r"|dozen|half|third|quarter|first|second"
)

Shingles = frozenset[tuple[str, ...]]


def words(text: str) -> list[str]:
    """The words of ``text`` in lower case, apostrophes and hyphens inside them kept."""
    return [match.lower() for match in _WORD.findall(text)]


def common_words(texts: Iterable[str]) -> frozenset[str]:
    """Words that stand in lower case somewhere: at the head of a sentence they are no names."""
    return frozenset(w for text in texts for w in _WORD.findall(text) if w[0].islower())


def masked_words(text: str, common: frozenset[str]) -> list[str]:
    """The words of ``text`` with :data:`BLANK` for names, numbers and capitalised words.

    The first word is masked only where it is not among the ``common`` ones.
    """
    found: list[str] = []
    for at, word in enumerate(_WORD.findall(text)):
        low = word.lower()
        name = not word[0].islower() and not (at == 0 and low in common)
        if not (name or any(map(_NUMBER.fullmatch, low.split("-")))):
            found.append(low)
        elif not found or found[-1] != BLANK:
            found.append(BLANK)
    return found


def shingles(sequence: Sequence[str], size: int = SHINGLE) -> Shingles:
    """The runs of ``size`` words; the whole where there are fewer."""
    starts = range(max(1, len(sequence) - size + 1))
    return frozenset(tuple(sequence[at : at + size]) for at in starts)


def jaccard(a: Shingles, b: Shingles) -> float:
    """|a ∩ b| / |a ∪ b|; 0 where both are empty."""
    shared = len(a & b)
    return shared / max(1, len(a) + len(b) - shared)


def alike(sets: Sequence[Shingles], floor: float) -> list[dict[int, float]]:
    """For each set the positions of the others that are alike by at least ``floor``, and how much.

    Only sets that share something are compared, which an inverted index finds.
    """
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, each in enumerate(sets):
        for shingle in each:
            holders[shingle].append(at)
    found: list[dict[int, float]] = [{} for _ in sets]
    for at, each in enumerate(sets):
        shared: Counter[int] = Counter()
        for shingle in each:
            shared.update(holders[shingle])
        for other, count in shared.items():
            if other != at:
                share = count / (len(each) + len(sets[other]) - count)
                if share >= floor:
                    found[at][other] = share
    return found
