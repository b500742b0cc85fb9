"""A denial of which only the auxiliary is said: "It had not", "We did not"."""

from __future__ import annotations

import re

from factcheck.model import Claim
from factcheck.statements.answers import KINDS

_ELIDED = re.compile(
    r"(?:no, )?(?P<who>[^\W\d_][\w.\-'’ ]{0,40}?) (?P<aux>[a-z]+?)(?: not|n['’]t| never)\.?",
    re.IGNORECASE,
)
_PRONOUNS = frozenset(["he", "i", "it", "she", "that", "there", "they", "we"])
_WORD = re.compile(r"\w+")
#: Characters between what is said and its denial: a cue and its source.
_NEAR = 80
#: Letters of a word that names somebody.
_NAME = 4


def elided(statement: str, said: Claim, denial: Claim) -> bool:
    """Whether ``statement``, the first words of ``denial``, denies the claim ``said`` before it.

    It does by the auxiliary of what was said, right after it, of whom that was said.
    """
    found = _ELIDED.fullmatch(statement)
    if found is None or not 0 <= denial.content[0].start - said.content[-1].end <= _NEAR:
        return False
    words = [word.casefold() for word in _WORD.findall(said.statement)]
    aux, who = found["aux"].casefold(), _WORD.findall(found["who"].casefold())
    kind = next((kind for kind in KINDS if aux in kind), None)
    used = [each for each in KINDS if not each.isdisjoint(words)]
    did = kind is not None and "did" in kind and all("had" in each for each in used)
    if not did and kind not in used:
        return False
    known = who[-1] in _PRONOUNS or any(w in words for w in who if len(w) >= _NAME)
    known = known or "you" in words
    return known or (denial.party is not None and denial.party.id in said.targets)
