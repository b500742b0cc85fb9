"""The negations of a claim and the words that each governs."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.opposition.marks.reading import OPPOSITES, Word, Words, key_of, listed

#: How many words a negation governs, and how many of those with a key stand close to it.
SCOPE, CLOSE = 12, 3


@dataclass(frozen=True, slots=True)
class Negation:
    """The words of a negation, and the words with a key that it governs, nearest first."""

    words: range
    scope: tuple[int, ...]

    @property
    def reached(self) -> tuple[int, ...]:
        """The words that it surely turns round: the next two, and the nearest with a key."""
        return (*range(self.words.stop, self.words.stop + 2), *self.scope[:1])


def negations(words: Words) -> list[Negation]:
    """The negations of ``words`` in order, each with what it governs in its clause.

    Its scope ends at a conjunction that turns ("but", "because") and at the next negation.
    """
    found = []
    for index, word in enumerate(words):
        after = words[index + 1] if index + 1 < len(words) else None
        if not (_fails(word, after) or _negates(word, after)):
            continue
        if index and words[index - 1].form in ("or", "rather"):
            continue
        start = index
        while start and start > index - 2 and words[start].joined and _helps(words[start - 1]):
            start -= 1
        scope = []
        for i in range(index + 1, min(index + 1 + SCOPE, len(words))):
            if words[i].clause != word.clause or words[i].form in OPPOSITES["turning"]:
                break
            if words[i].form in OPPOSITES["negating"] or words[i].form.endswith("n't"):
                break
            if words[i].key and not words[i].quantity:
                scope.append(i)
        found.append(Negation(range(start, index + 1), tuple(scope)))
    return found


def _negates(word: Word, after: Word | None) -> bool:
    if word.form not in OPPOSITES["negating"] and not word.form.endswith("n't"):
        return False
    if after is None or (word.form == "not" and after.form == "been"):
        return after is None
    numeric = word.form == "not" and after.quantity and after.form not in ("one", "all", "every")
    return after.form not in OPPOSITES["idle"] and not numeric


def _fails(word: Word, after: Word | None) -> bool:
    """Whether ``word`` negates the verb, or the test, that comes after it: "failed to pay"."""
    if after is None or word.key not in listed("failing"):
        return False
    return after.form == "to" or word.key == key_of("fail")


def _helps(word: Word) -> bool:
    return word.form in OPPOSITES["auxiliary"]
