"""Nameless people who speak: "a lorry driver who saw it said …", and then "he said"."""

from __future__ import annotations

from factcheck.parties.lexical import Lexical
from factcheck.parties.subjects import Subject, Subjects
from factcheck.parties.titles import BODIES
from factcheck.parties.vocabulary import word_list
from factcheck.parties.works import WORKS

_ONE = frozenset(("a", "an", "another", "one"))
#: Several people in one word, of whom none is the "he" that follows.
_SEVERAL = frozenset(("couple", "crowd", "family", "household", "pair", "team"))
_GENDERS = {
    "m": word_list("men") | {"boy", "man"},
    "f": word_list("women") | {"girl", "woman"},
}


def passer_by(lex: Lexical, subjects: Subjects, subject: Subject, wanted: str) -> bool:
    """Whether the subject is one nameless person who speaks and may be a he or a she.

    ``wanted`` is the gender, "m" or "f", that the pronoun asks for.
    """
    if lex.lower(subject.first) not in _ONE or not subjects.speaks(subject):
        return False
    head = subjects.head(subject)
    noun = lex.lower(head)
    if lex.plural[head] or not lex.words[head].text.islower():
        return False
    if noun in BODIES or noun in WORKS or noun in _SEVERAL:
        return False
    return all(noun not in nouns for gender, nouns in _GENDERS.items() if gender != wanted)
