"""What one claim denies and the other says: the denial, and the words that they share."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import Act, Claim
from factcheck.opposition.marks.charge import deed
from factcheck.opposition.marks.negation import CLOSE, Negation, negations
from factcheck.opposition.marks.reading import (
    OPPOSITES,
    Marks,
    Word,
    Words,
    clauses,
    goes_on,
    key_of,
    listed,
    phrases,
    verbal,
)

#: How far before a shared noun its verb is looked for.
_VERB_BEFORE = 4
#: A claim that says little else than that the other is false, in words with a key; and one
#: whose only negation is what it is about, in words.
_SHORT_CLAIM, BRIEF = 3, 16
#: What shared words weigh that say little of the deed: names, and "man" or "year".
_SLIGHT = 0.4
_ARTICLES = frozenset(("a", "an", "the", "this", "any"))


def negated(a: Claim, a_words: Words, b: Claim, b_words: Words, least: float = 1.0) -> Marks | None:
    """A negation with what it negates in one claim, and the same unnegated in the other.

    A denial whose cue denies ("denied firing on the boat") negates the whole of its content.
    """
    forth = _one_negated(a, a_words, b_words)
    back = _one_negated(b, b_words, a_words)
    best = max(forth[0], back[0])
    if best < least:
        return None
    return forth[1] if forth[0] == best else back[1][::-1]


def _one_negated(claim: Claim, words: Words, other: Words) -> tuple[float, Marks]:
    """How much of what ``words`` negate ``other`` holds unnegated, and the marks for it."""
    best: tuple[float, Marks] = (0.0, ([], []))
    found = negations(words)
    denied = _denies(claim)
    if denied and not found:
        whole = tuple(i for i, word in enumerate(words) if word.key and not word.quantity)
        found = [Negation(range(0), whole)]
    governed = {i for negation in negations(other) for i in negation.scope}
    for negation in found:
        scope = [i for i in negation.scope if not words[i].party]
        weights = {
            words[i].key: _weight(words[i], rank < CLOSE or not negation.words)
            for rank, i in reversed(list(enumerate(scope)))
        }
        matched = _richest_clause(other, weights, governed)
        keys = {other[i].key for i in matched}
        total = sum(weights[key] for key in keys)
        if total > best[0]:
            shared = [i for i in scope if words[i].key in keys]
            best = total, (_ours(words, negation, shared), _with_verbs(other, matched))
    return best


def _weight(word: Word, close: bool) -> float:
    """What it counts that ``word`` is shared."""
    if word.name or word.key in listed("slight"):
        return _SLIGHT
    return 1.0 if close else 0.5


def _denies(claim: Claim) -> bool:
    """Whether the cue of ``claim`` denies its content."""
    if claim.cue is None or claim.act is not Act.DENIAL:
        return False
    return any(key_of(w) in listed("denying") for w in claim.cue.text[:100].casefold().split())


def _richest_clause(words: Words, weights: dict[str, float], but: set[int]) -> list[int]:
    """The clause of ``words`` that holds most of the keys in ``weights``: where they stand."""
    best: list[int] = []
    most = 0.0
    for clause in clauses(words):
        first: dict[str, int] = {}
        for i in clause:
            if words[i].key in weights and i not in but and not words[i].party:
                first.setdefault(words[i].key, i)
        total = sum(weights[key] for key in first)
        if total > most:
            best, most = sorted(first.values()), total
    return best


def _ours(words: Words, negation: Negation, shared: Sequence[int]) -> list[range]:
    """The negation with the nearest word that it governs, then the further shared words."""
    if not negation.words:
        return _with_verbs(words, shared)
    near = [i for i in shared if i - negation.words.stop < CLOSE + 2]
    first = near[:1] or list(negation.scope[:1])
    stop = first[0] + 1 if first else negation.words.stop
    joined = range(negation.words.start, stop + 1 if goes_on(words, stop) else stop)
    runs = phrases(words, {*joined, *shared})
    return sorted(runs, key=lambda run: (joined.start not in run, run.start))


def _with_verbs(words: Words, shared: Sequence[int]) -> list[range]:
    """``shared`` words, each with the verb that stands close before it in the clause."""
    chosen = set(shared)
    if not any(verbal(words[i]) for i in shared):
        for index in shared[:1]:
            for i in range(index - 1, max(-1, index - 1 - _VERB_BEFORE), -1):
                if not words[i + 1].joined or words[i].clause != words[index].clause:
                    break
                if verbal(words[i]) and (not i or words[i - 1].form not in _ARTICLES):
                    chosen |= set(range(i, index))
                    break
    return phrases(words, chosen, 3)


def dismissed(a: Words, b: Words) -> Marks | None:
    """A word that calls the other claim false, in a claim that says little else."""
    found: list[list[range]] = []
    for words in (a, b):
        keyed = [i for i, word in enumerate(words) if word.key]
        said = [i for i in keyed if words[i].form in OPPOSITES["dismissing"]]
        found.append([range(i, i + 1) for i in said[:1]] if len(keyed) <= _SHORT_CLAIM else [])
    return (found[0], found[1]) if any(found) else None


def bare(a: Claim, a_words: Words, b: Claim, b_words: Words, brief: int = BRIEF) -> Marks | None:
    """The negation that one of the claims is about, and the deed that the other one charges.

    It must be the only one of a denial, or of both claims where the one is too ``brief``, in
    words, to be about something else.
    """
    ours, theirs = negations(a_words), negations(b_words)
    alone = len(ours) + len(theirs) == 1
    lone = _is_about(a, a_words, ours, brief * alone), _is_about(b, b_words, theirs, brief * alone)
    if lone[0] == lone[1]:
        return None
    if lone[0]:
        return _whole(a_words, ours[0]), _deeds(b, b_words)
    return _deeds(a, a_words), _whole(b_words, theirs[0])


def _is_about(claim: Claim, words: Words, found: Sequence[Negation], brief: int) -> bool:
    """Whether ``claim`` has one negation, and is about it."""
    if len(found) != 1 or not found[0].scope:
        return False
    start = found[0].words.start
    if words[found[0].words.stop - 1].form == "without" or _appended(words, start):
        return False
    return claim.act is Act.DENIAL or len(words) <= brief


def _appended(words: Words, start: int) -> bool:
    """Whether what starts there only comes on top: "a forgery, and not a clever one"."""
    if start < 2 or words[start - 1].form != "and":
        return False
    return words[start - 1].start - words[start - 2].end > 1


def _deeds(claim: Claim, words: Words) -> list[range]:
    charged = deed(words) if claim.act is Act.ACCUSATION else range(0)
    return [charged] if charged else []


def _whole(words: Words, negation: Negation) -> list[range]:
    """The negation from its verb, where it stands before, to the verb or the thing negated."""
    start, stop = negation.words.start, negation.scope[0] + 1
    if start and verbal(words[start - 1]) and words[start].start == words[start - 1].end + 1:
        start -= 1
    if goes_on(words, stop):
        stop += 1
    for i in negation.scope[1:]:
        if i - stop >= CLOSE:
            break
        if verbal(words[i]):
            stop = i + 1
            break
    return [range(start, stop)]
