"""What a claim charges, in its own words: a failing, a harm, or plain guilt, and whose."""

from __future__ import annotations

from functools import cache

from factcheck.attribution.blame import DUTY, HARM
from factcheck.opposition.marks.negation import CLOSE, Negation, negations
from factcheck.opposition.marks.reading import (
    OPPOSITES,
    Words,
    goes_on,
    key_of,
    listed,
    phrases,
    verbal,
)

#: How far a name is looked for from what it is blamed for.
_NAME_NEAR = 8


def charge(words: Words) -> list[range]:
    """The failing or the deed that a claim lays on somebody, and the name it is laid on."""
    told = deed(words)
    if not told:
        keyed = [i for i, word in enumerate(words) if word.key]
        return phrases(words, keyed) if 0 < len(keyed) <= 3 else []
    places = list(range(told.start - 1, max(-1, told.start - 1 - _NAME_NEAR), -1))
    if words[told.start].form in OPPOSITES["guilt"]:
        places += range(told.stop, min(told.stop + _NAME_NEAR, len(words)))
    named = [range(i, i + 1) for i in places if words[i].name and words[i].key]
    return [told, *named[:1]]


def deed(words: Words) -> range:
    """The words for what is charged: a failing, a duty not done, a harm, or plain guilt."""
    for negation in negations(words):
        if negation.scope and _charged(words, negation):
            return _to_object(words, negation.words.start, negation.scope[0])
    for i, word in enumerate(words):
        if word.key in _deeds("harm") and verbal(word):
            return _to_object(words, i, i)
    for i, word in enumerate(words):
        if word.form in OPPOSITES["guilt"]:
            return range(i, i + 1)
    for negation in negations(words):
        if negation.scope and _follows(words, negation):
            return _to_object(words, negation.words.start, negation.scope[0])
    return range(0)


def _follows(words: Words, negation: Negation) -> bool:
    """Whether what is negated comes at once, with nothing but spaces between the words."""
    after = range(negation.words.stop, negation.scope[0] + 1)
    return len(after) <= CLOSE and all(words[i].start == words[i - 1].end + 1 for i in after)


def _charged(words: Words, negation: Negation) -> bool:
    """Whether to leave undone what is negated is a failing."""
    last = words[negation.words.stop - 1]
    return last.key in listed("failing") or any(
        words[i].key in _deeds("duty") for i in negation.scope[:2]
    )


@cache
def _deeds(which: str) -> frozenset[str]:
    return frozenset(key_of(word) for word in (HARM if which == "harm" else DUTY))


def _to_object(words: Words, start: int, verb: int) -> range:
    """From ``start`` past the ``verb`` to the first word that says on what it is done."""
    stop = verb + 1
    for i in range(verb + 1, min(verb + 5, len(words))):
        if words[i].start != words[i - 1].end + 1 or words[i].clause != words[verb].clause:
            break
        if words[i].form in OPPOSITES["particles"]:
            stop = i + 1
        elif words[i].key and not words[i].quantity:
            stop = i + 2 if goes_on(words, i + 1) else i + 1
            break
    return range(start, stop)
