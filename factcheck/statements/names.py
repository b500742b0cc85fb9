"""How a statement names those it speaks of, and whether their verbs are singular."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.tree import child
from factcheck.naming import is_plural
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Token

#: No plural of a name ends so: "Datalis", "Cyprus", "Northpass".
_SINGULAR_ENDINGS = ("is", "us", "ss")
_WORDS = word_lists(Path(__file__).parent / "words.toml")
_SINGULAR_NAMES = _WORDS["singular_names"]
_COLLECTIVES = _WORDS["collectives"]


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, as a statement names them.

    ``person`` is the speaker's name, ``party`` the party's; either may be missing, not both
    where a pronoun is to be replaced.  ``other`` is the party that "they" means in a
    quotation without an antecedent of its own.  ``official`` tells that what the person does
    is the party's doing, as a minister's is; ``pronoun`` is "he" or "she" where it is known
    which the person is.  ``published`` is the ISO date of the document.  ``group`` is what a side
    without a name is called, where the source's own words cannot stand for it ("its chairwoman").
    ``charged`` is the one person on whom the claim lays something.
    """

    person: str | None
    party: str | None
    other: str | None = None
    official: bool = True
    pronoun: str | None = None
    published: str | None = None
    group: str | None = None
    charged: str | None = None

    @property
    def singular(self) -> str | None:
        """Whom "I" means."""
        return self.person or self.party

    @property
    def plural(self) -> str | None:
        """Whom "we" means."""
        return self.party or self.person


def plural_noun(noun: Token, *, joined: bool = True) -> bool:
    """Whether the noun phrase under ``noun`` takes a plural verb ("the rebels", "A and B").

    Without ``joined`` what is joined to it by "and" does not count.
    """
    if joined and child(noun, "conj") is not None and child(noun, "cc") is not None:
        return all(c.lower_ != "or" for c in noun.children)
    if noun.lower_ in _COLLECTIVES:
        return True
    if noun.lower_ in _SINGULAR_NAMES and noun.pos_ == "PROPN":
        return False
    if noun.text[:1].isupper() and noun.lower_.endswith(_SINGULAR_ENDINGS) and noun.tag_ != "NN":
        return False
    return noun.tag_ in ("NNS", "NNPS") or is_plural(noun.text)


def possessive(name: str, *, plural: bool) -> str:
    """The genitive of a noun phrase: a plural in "s" and "the … s" take the mark alone."""
    common = plural or name.startswith("the ") or name.rsplit(None, 1)[-1].islower()
    bare = name.endswith("s") and common
    return name + ("'" if bare else "'s")
