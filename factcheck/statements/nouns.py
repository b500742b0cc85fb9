"""What a noun stands for, as far as it shows: one person, people, a body, a thing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.asides import names_person
from factcheck.attribution.tree import child, children
from factcheck.parties.titles import BODIES
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORDS = word_lists(Path(__file__).parent / "words.toml")
_BODIES = BODIES | _WORDS["bodies"]
#: What only bodies, countries and people have.
_OWNED = _WORDS["owned"]
#: Nouns that end as those for people do.
_THINGS = _WORDS["things"]
#: Nouns for people whose ending does not tell.
_KIN = _WORDS["kin"]
#: Nouns with these endings are no people, though "-ent" and "-or" are endings of people.
_NOBODY = ("ment", "vior", "viour")
#: A body, or one of its people.
_ONE_OR_MANY = frozenset(["guard"])
_NOBODIES = frozenset(["any", "neither", "no"])
#: Where a name stands for somebody who does or suffers something.
ARGUMENT = frozenset(["nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj", "agent"])


def human(noun: Token) -> bool:
    """Whether "he" or "she" could mean the noun: one person, by name or by what they are."""
    if noun.ent_type_ == "PERSON":
        return True
    if noun.lower_ in _THINGS or noun.lower_.endswith(_NOBODY):
        return False
    single = noun.tag_ in ("NN", "NNP") and noun.lower_ not in _BODIES - _ONE_OR_MANY
    known = noun.lower_ in _KIN or names_person(noun)
    return single and noun.ent_type_ not in ("NORP", "ORG", "GPE") and known


def may_be_person(noun: Token) -> bool:
    """Whether a name is not known for a person's, yet could be one's surname ("Darrow")."""
    if noun.pos_ != "PROPN" or noun.dep_ not in (*ARGUMENT, "poss"):
        return False
    if noun.ent_type_ not in ("", "ORG", "PERSON", "NORP", "PRODUCT", "WORK_OF_ART"):
        return False
    known = noun.lower_ in _BODIES or noun.is_upper or not noun.text.istitle()
    return not known and not children(noun, "det")


def unclear(name: Token) -> bool:
    """Whether "it" cannot tell the name's kind: it may be a person's."""
    return name.pos_ == "PROPN" and name.ent_type_ in ("", "PERSON")


def people(noun: Token) -> bool:
    """Whether the plural noun is one for people."""
    return not _thing(noun) and (names_person(noun) or noun.ent_type_ == "NORP")


def holder(noun: Token) -> bool:
    """Whether the noun is a body, a country or people, who have troops, members and a capital."""
    body = noun.lower_ in _BODIES or noun.ent_type_ in ("ORG", "GPE", "NORP")
    return body or noun.pos_ in ("PROPN", "NUM") or human(noun) or people(noun)


def owned(pronoun: Token) -> bool:
    """Whether "its" owns what only a body or a country has: headquarters, members."""
    return pronoun.head.lower_ in _OWNED or for_people(pronoun.head)


def for_people(noun: Token) -> bool:
    """Whether the noun, one or many, is for people: "members", "leader"."""
    return noun.pos_ == "NOUN" and not _thing(noun) and names_person(noun)


def _thing(noun: Token) -> bool:
    """Whether the noun, one or many, ends as one for people does, and is none."""
    return noun.lower_ in _THINGS or noun.lemma_.lower() in _THINGS


def somebody(noun: Token) -> bool:
    """Whether the noun is a person: not a "letter", though it ends as "teacher" does."""
    return noun.ent_type_ == "" and noun.lower_ not in _THINGS and human(noun)


def nobody(noun: Token) -> bool:
    """Whether the noun is nobody and nothing that a pronoun could take up: "any observer"."""
    return any(c.lower_ in _NOBODIES for c in children(noun, "det"))


def bare(noun: Token) -> bool:
    """Whether a singular common noun has no word of its own before it: "on sale"."""
    return bool(noun.tag_ == "NN") and all(c.i > noun.i for c in noun.children)


def in_relative(noun: Token) -> bool:
    """Whether the noun stands in a clause about another noun."""
    return any(t.dep_ in ("relcl", "acl") for t in (noun.head, noun.head.head))


def label(noun: Token) -> bool:
    """Whether the word is the name before a turn of speech ("COUNSEL:")."""
    following = noun.i + 1 < len(noun.doc) and noun.doc[noun.i + 1].text == ":"
    return bool(following and noun.is_upper)


def same_name(one: Token, other: Token) -> bool:
    """Whether both words belong to the same name."""
    return any(e.start <= one.i < e.end and e.start <= other.i < e.end for e in other.sent.ents)


def phrasal(noun: Token) -> bool:
    """Whether the noun stands in a set phrase and for no thing: "in force", "on sale"."""
    return noun.dep_ == "pobj" and noun.head.lower_ in ("in", "on", "at", "under") and bare(noun)


def within(token: Token, noun: Token) -> bool:
    """Whether the pronoun stands inside the noun's own phrase ("a member of her staff")."""
    while token.head.i != token.i and token.dep_ not in ("conj", "relcl", "acl"):
        token = token.head
        if token.i == noun.i:
            return True
    return False


def held(pronoun: Token, noun: Token) -> bool:
    """Whether the pronoun stands in what the noun says: "a finding that its drug had failed"."""
    return any(
        t.dep_ in ("acl", "ccomp") and t.head == noun and child(t, "mark") is not None
        for t in pronoun.ancestors
    )
