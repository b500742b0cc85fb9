"""The few words by which two claims oppose each other, for a reader to see at a glance.

Everything is read from the words of the two claims, without a parser: which of them are shared,
what is negated, what differs in a shared frame.  Where nothing clear can be pointed at, nothing
is.
"""

from __future__ import annotations

from factcheck.model import Claim, Relation, Span
from factcheck.opposition.marks.charge import charge
from factcheck.opposition.marks.contrast import antonyms, differing
from factcheck.opposition.marks.denied import bare, dismissed, negated
from factcheck.opposition.marks.figures import opposing_figures, opposing_times
from factcheck.opposition.marks.reading import Marks, Words, folded_names, read, spans

#: Words marked in one claim at most.
MOST = 8
#: How alike the words about two figures must be, where the claims need not differ in a figure.
_SURE = 3
#: Words of a claim that can hardly be about anything but its negation, where accounts differ.
_VERY_BRIEF = 10


def opposing_words(
    a: Claim, b: Claim, relation: Relation
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The stretches of ``a`` and of ``b`` that carry their opposition under ``relation``.

    Spans of the claims' documents in code points, in order, each inside one content span, at
    most ``MOST`` words a claim; empty where nothing clear can be pointed at.  Pure, and linear
    in the length of the contents; swapping the claims swaps the result.
    """
    if (a.id, a.document.sha256) > (b.id, b.document.sha256):
        return opposing_words(b, a, relation)[::-1]
    names = folded_names((a, b))
    a_words, b_words = read(a, names), read(b, names)
    a_marks, b_marks = _marks(a, a_words, b, b_words, relation)
    return spans(a, a_words, a_marks, MOST), spans(b, b_words, b_marks, MOST)


def _marks(a: Claim, a_words: Words, b: Claim, b_words: Words, relation: Relation) -> Marks:
    """Ranges of words in each claim, those that matter most first."""
    if relation is Relation.MUTUAL_BLAME:
        return charge(a_words), charge(b_words)
    if relation is Relation.NUMERIC_CONFLICT:
        return opposing_figures(a, a_words, b, b_words, least=1) or ([], [])
    if relation is Relation.DIFFERING_ACCOUNT:
        found = (
            negated(a, a_words, b, b_words, least=2.0)
            or differing(a_words, b_words)
            or opposing_times(a, a_words, b, b_words)
            or antonyms(a_words, b_words)
            or bare(a, a_words, b, b_words, brief=_VERY_BRIEF)
        )
        return found or ([], [])
    found = (
        negated(a, a_words, b, b_words)
        or antonyms(a_words, b_words)
        or opposing_figures(a, a_words, b, b_words, least=_SURE)
        or differing(a_words, b_words)
        or dismissed(a_words, b_words)
        or bare(a, a_words, b, b_words)
    )
    return found or ([], [])
