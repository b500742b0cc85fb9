"""One claim as it is compared: its words and figures, its day, whom it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from factcheck.model import Act, Claim
from factcheck.naming import REBUTTAL, named
from factcheck.opposition.figures import Figure, figures
from factcheck.opposition.polarity import positive
from factcheck.opposition.texts import WORD, stems
from factcheck.opposition.voiced import SOMEBODY, voiced
from factcheck.wordlists import word_lists

_LISTS = word_lists(Path(__file__).parent / "words.toml")
_LEANING = _LISTS["leaning"]
_TURNING = _LISTS["turning"]
#: Words for being to blame, and for being the cause.
RESPONSIBILITY, CAUSING = _LISTS["responsibility"], _LISTS["causing"]
#: Words for not doing what was owed, whatever it was, and these and others for failing at it.
UNDONE = _LISTS["undone"]
_FAILING = _LISTS["failing"] | UNDONE | RESPONSIBILITY
#: "It was Norland's army that": whom somebody points at among several.
_SINGLED_OUT = re.compile(
    r"\bit (?:is|was) (?!not\b|only\b|false\b)([^,;.:]{2,60}?),? (?:that|which|who)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Side:
    """One claim with its comparable text, the figures in it and its day.

    ``positive`` is the text without its negation, the text itself where it has none;
    ``company`` are the ids of the parties that speak or are named in the same document,
    ``names`` those of the parties that the claim itself speaks of, and ``titles`` the stems of
    these parties' names and its own, which are no subject to share; ``talked_of`` are the ids of
    the parties of which somebody else speaks in the same document.
    """

    claim: Claim
    text: str
    positive: str
    figures: tuple[Figure, ...]
    day: date | None
    company: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    talked_of: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        claim: Claim,
        text: str,
        company: frozenset[str] = frozenset(),
        names: frozenset[str] = frozenset(),
        titles: frozenset[str] = frozenset(),
        talked_of: frozenset[str] = frozenset(),
    ) -> Side:
        """Read figures and date once."""
        plain = positive(text) or text
        found, day = figures(text), day_of(claim)
        return cls(claim, text, plain, found, day, company, names, titles, talked_of)

    @property
    def party(self) -> str:
        """The party's id; empty where unknown."""
        return self.claim.party.id if self.claim.party is not None else ""

    @property
    def name(self) -> str:
        """The party by name; empty where unknown."""
        return named(self.claim.party.name) if self.claim.party is not None else ""

    @property
    def alone(self) -> bool:
        """Whether somebody speaks for nobody but themselves: a voter, a witness, a newspaper.

        States and bodies that speak under their own names are sides; of names a body's is told by
        the article it takes, or is one word.
        """
        party = self.claim.party
        if party is None or party.name != self.claim.speaker or party.id.isupper():
            return False
        return " " in party.name and named(party.name) == party.name

    @property
    def voice(self) -> str:
        """The statement with its maker."""
        return voiced(self.name or SOMEBODY, self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the text, folded."""
        return frozenset(word.casefold() for word in WORD.findall(self.text))

    @property
    def negated(self) -> bool:
        """Whether the text has a negation."""
        return self.positive != self.text

    @property
    def rebuts(self) -> bool:
        """Whether the text only says of other words that they are false, and which."""
        return self.text.startswith(REBUTTAL)

    @property
    def responsibility(self) -> bool:
        """Whether the text speaks of blame in so many words: "is to blame for", "because of"."""
        return not self.words.isdisjoint(RESPONSIBILITY | CAUSING)

    @property
    def fails(self) -> bool:
        """Whether something owed was not done, or is a fault: "ignored", "did not keep"."""
        return self.negated or not self.words.isdisjoint(_FAILING)

    def charges(self, other: Side) -> bool:
        """Whether it lays a fault on the party of ``other`` in so many words.

        So does "it was Norland that left the table", whatever the verb.
        """
        if self.claim.act is Act.ACCUSATION and other.party in self.claim.targets:
            return True
        if self.claim.act not in (Act.ACCUSATION, Act.ASSERTION):
            return False
        name = other.name.removeprefix("the ")
        return bool(name) and any(
            re.search(rf"\b{re.escape(name)}\b", whom) for whom in self._singled_out
        )

    @cached_property
    def _singled_out(self) -> tuple[str, ...]:
        """Whom it points at among several: "it was Norland's army that ..."."""
        return tuple(found[1] for found in _SINGLED_OUT.finditer(self.text))

    @cached_property
    def turns(self) -> bool:
        """Whether it is admitted, or says that something is given up: "conceded", "dropped"."""
        cue = self.claim.cue.text if self.claim.cue is not None else ""
        words = self.words | {word.casefold() for word in WORD.findall(cue)}
        return not words.isdisjoint(_TURNING)

    @property
    def question(self) -> bool:
        """Whether the text asks and states nothing."""
        return self.text.rstrip().endswith("?")

    @cached_property
    def framed(self) -> bool:
        """Whether the statement keeps its cue ("X never mentioned Y"): said of X more than by X."""
        if self.claim.cue is None:
            return False
        content = " ".join(span.text for span in self.claim.content)
        return bool(stems(self.claim.cue.text) & stems(self.text) - stems(content))

    @property
    def leaning(self) -> bool:
        """Whether the statement opens with a word that points outside it: a piece of something."""
        opener = WORD.match(self.text)
        return opener is not None and opener.group().casefold() in _LEANING


def day_of(claim: Claim) -> date | None:
    """The day of the claim's document; None where it is unknown."""
    return day(claim.document.published)


def day(published: str | None) -> date | None:
    """The day of an ISO date; None where it is none."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
