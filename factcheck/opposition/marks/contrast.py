"""What differs between two claims that say much the same: rival words, and antonyms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from factcheck.opposition.marks.negation import negations
from factcheck.opposition.marks.reading import OPPOSITES, Marks, Word, Words, key_of, phrases

#: Words with a key that are aligned, those of a difference, and differences.
_ALIGNED, _WIDEST, _MOST_GAPS = 60, 3, 3
#: How many words two claims must share, and which share of all, to differ in the rest.
_FRAME, _SHARE = 2, 0.5
_NEARLY_ALL = 0.75


def antonyms(a: Words, b: Words) -> Marks | None:
    """Two words that cannot both be said, where the claims share something else.

    Neither, or both, stand under a negation: "not open" and "closed" do not oppose each other.
    """
    pairs = _antonym_pairs()
    places: dict[str, int] = {}
    for j, word in reversed(list(enumerate(b))):
        places[_antonym_key(word)] = j
    shared = {w.key for w in a if _common(w)} & {w.key for w in b if _common(w)}
    negated = [{i for each in negations(words) for i in each.reached} for words in (a, b)]
    best: tuple[int, int] | None = None
    most = 0
    for i, word in enumerate(a):
        mine = _antonym_key(word)
        for opposite in (*pairs.get(mine, ()), *_prefixed(mine)):
            j = places.get(opposite, -1)
            if j < 0 or (i in negated[0]) != (j in negated[1]):
                continue
            near = _keys_near(a, i) & _keys_near(b, j)
            weight = 2 * len(near) + len(shared - {word.key, b[j].key})
            weight -= 2 * (not word.key or not b[j].key) * (not near)
            if weight > most:
                best, most = (i, j), weight
    return ([range(best[0], best[0] + 1)], [range(best[1], best[1] + 1)]) if best else None


def _common(word: Word) -> bool:
    return bool(word.key) and not word.quantity and not word.party


def _antonym_key(word: Word) -> str:
    return word.key or key_of(word.form)


@cache
def _antonym_pairs() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in OPPOSITES["antonyms"]:
        one, other = (key_of(word) for word in pair.split("="))
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {key: frozenset(sorted(others)) for key, others in found.items()}


def _prefixed(key: str) -> tuple[str, ...]:
    """``key`` with and without a negating prefix: "paid" for "unpaid" and the reverse."""
    if len(key) < 3:
        return ()
    bare = [key.removeprefix(p) for p in ("un", "dis", "non-", "in") if key.startswith(p)]
    return (*(k for k in bare if len(k) >= 4), f"un{key}", f"dis{key}", f"non-{key}", f"in{key}")


def _keys_near(words: Words, index: int) -> set[str]:
    around = words[max(0, index - 4) : index] + words[index + 1 : index + 5]
    return {w.key for w in around if _common(w) and w.clause == words[index].clause}


def differing(a: Words, b: Words) -> Marks | None:
    """The words that differ where the rest of two claims is the same.

    The words are aligned by their keys; half of them must be shared, or nearly all words
    whatever they are, and what differs must stand between, or next to, shared words.
    """
    one = [i for i, word in enumerate(a) if word.key][:_ALIGNED]
    other = [j for j, word in enumerate(b) if word.key][:_ALIGNED]
    anchors = _aligned([a[i].key for i in one], [b[j].key for j in other])
    if not _framed(a, b, sum(_common(a[one[x]]) for x, _ in anchors)):
        return None
    gaps: list[tuple[int, list[int], list[int]]] = []
    for (x0, y0), (x1, y1) in pairwise([(-1, -1), *anchors, (len(one), len(other))]):
        ours, theirs = one[x0 + 1 : x1], other[y0 + 1 : y1]
        counted = any(a[i].quantity for i in ours), any(b[j].quantity for j in theirs)
        if ours and theirs and counted[0] == counted[1]:
            gaps.append((max(len(ours), len(theirs)), ours, theirs))
    gaps = sorted(gap for gap in gaps if gap[0] <= _WIDEST)
    if not gaps or len(gaps) > _MOST_GAPS:
        return None
    return (
        [r for _, ours, _ in gaps for r in phrases(a, ours)],
        [r for _, _, theirs in gaps for r in phrases(b, theirs)],
    )


def _framed(a: Words, b: Words, solid: int) -> bool:
    """Whether two claims that share ``solid`` words with a key say much the same."""
    keyed = sum(bool(word.key) for word in (*a, *b))
    if solid >= _FRAME and 2 * solid >= _SHARE * keyed:
        return True
    forms = Counter(word.form for word in a) & Counter(word.form for word in b)
    return solid > 0 and 2 * forms.total() >= _NEARLY_ALL * (len(a) + len(b))


def _aligned(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """The longest common subsequence of two lists as pairs of indices."""
    lengths = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) - 1, -1, -1):
        for j in range(len(other) - 1, -1, -1):
            lengths[i][j] = (
                lengths[i + 1][j + 1] + 1
                if one[i] == other[j]
                else max(lengths[i + 1][j], lengths[i][j + 1])
            )
    found = []
    i = j = 0
    while i < len(one) and j < len(other):
        if one[i] == other[j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return found
