"""A pair of claims and everything the relations look at."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from factcheck.attribution.tree import DAYS
from factcheck.model import Act, Claim
from factcheck.opposition.comparing import agree, bare_conflict, conflict, only_later
from factcheck.opposition.figures import FATES, Figure
from factcheck.opposition.polarity import implied
from factcheck.opposition.side import CAUSING, RESPONSIBILITY, UNDONE, Side
from factcheck.opposition.texts import stems

#: Characters between two claims of one document over which their nearness falls to a third.
NEAR = 150
#: Cosine without negation from which two statements are one proposition.
SAME = 0.6
#: Sides without a name: the one that others are organs of, and these.
AUTHORITIES = "authorities"
ORGANS = frozenset(("investigators", "police", "prosecutors"))
#: Cosine without negation, or share of the words, from which two statements are about one thing.
AKIN = 0.5
#: Share of their characters from which two contents are one.
SHARED = 0.8
#: Words of blame are what is said, not what it is said of.
BLAMING = stems(" ".join(RESPONSIBILITY))
#: Nor are words for being the cause, or for when it was.
_IMMATERIAL = BLAMING | stems(" ".join(CAUSING | UNDONE | DAYS))
_WORDS = re.compile(r"\w+")
#: Spaces between words from which words are a clause, and no phrase that others may use too.
_CLAUSE = 3
Verdict = tuple[float, float, float]
#: The verdicts of a pair that has not been judged.
UNJUDGED: tuple[Verdict, Verdict] = ((0.0, 0.0, 0.0), (0.0, 0.0, 0.0))


@dataclass(frozen=True)
class Pair:
    """Two claims side by side.

    ``similarity`` is the cosine of their embeddings, ``aligned`` that of their positive forms
    and ``setting`` that of what their documents are about; ``common`` are the stems they share
    besides party names, ``covered`` their share of the shorter one's.

    ``nli`` holds (entailment, neutral, contradiction) for a→b and b→a of the bare statements,
    ``voiced`` the same of the statements with who makes them, and ``blame`` how likely each
    lays blame on the other's party; zeros where the model has not been asked.
    """

    a: Side
    b: Side
    similarity: float
    nli: tuple[Verdict, Verdict]
    common: tuple[str, ...]
    aligned: float = 0.0
    covered: float = 0.0
    setting: float = 0.0
    voiced: tuple[Verdict, Verdict] = UNJUDGED
    blame: tuple[float, float] = (0.0, 0.0)

    @property
    def polar(self) -> bool:
        """Whether just one of the two is negated.

        "Failed to" negates only what the other plainly says was done.
        """
        if self.a.negated == self.b.negated:
            return False
        by_verb = implied((self.a if self.a.negated else self.b).text)
        return not by_verb or self.aligned >= SAME

    @cached_property
    def conflict(self) -> tuple[Figure, Figure] | None:
        """Two figures of one measure that cannot both be right; None where there are none.

        What each side counts of its own ("we raised 21 million") is not one measure.
        """
        return None if self.own_affairs else conflict(self.a.figures, self.b.figures)

    @property
    def one_office(self) -> bool:
        """Whether one is the authorities and the other an organ of theirs, both without a name."""
        parties = {self.a.party, self.b.party}
        return AUTHORITIES in parties and not parties.isdisjoint(ORGANS)

    @property
    def risen(self) -> bool:
        """Whether the later of two tolls of dead or hurt is the higher: more were found, mostly."""
        a, b = self.a, self.b
        if self.conflict is None or a.day is None or b.day is None or a.day == b.day:
            return False
        earlier, later = self.conflict if a.day < b.day else self.conflict[::-1]
        return earlier.kind in FATES and earlier.high < later.low

    @cached_property
    def clash(self) -> tuple[Figure, Figure] | None:
        """As :attr:`conflict`, times of day and dates among them."""
        found = self.conflict or conflict(self.a.figures, self.b.figures, dated=True)
        return None if found and self.own_affairs and not found[0].dated else found

    @property
    def comparable(self) -> bool:
        """Whether each has a figure of one sort with one of the other's: counts, days, hours."""
        sorts = [{f.kind if f.dated else "" for f in side.figures} for side in (self.a, self.b)]
        return not sorts[0].isdisjoint(sorts[1])

    @cached_property
    def bare_conflict(self) -> bool:
        """Whether one has but one figure, of nothing, that agrees with none of the other's."""
        return bare_conflict(self.a.figures, self.b.figures)

    @cached_property
    def same_figures(self) -> bool:
        """Whether the two differ only in how they write figures that agree.

        "It lasted a week" and "it lasted seven days" are one, whatever inference hears.
        """
        if self.conflict is not None or self.polar or not agree(self.a.figures, self.b.figures):
            return False
        one, other = (
            stems(side.text) - stems(" ".join(figure.written for figure in side.figures))
            for side in (self.a, self.b)
        )
        return one <= other or other <= one

    @cached_property
    def only_later(self) -> bool:
        """Whether one denies something until a time, and the other puts it at no earlier one.

        "They did not know until 9 March" leaves them told on the 12th, whatever inference hears.
        """
        return self.clash is None and only_later(self.a.figures, self.b.figures)

    @property
    def contradiction(self) -> float:
        """Probability of contradiction in the better direction."""
        return max(self.nli[0][2], self.nli[1][2])

    @property
    def voiced_contradiction(self) -> float:
        """Probability that the voiced statements contradict each other, mean of both directions."""
        return sum(verdict[2] for verdict in self.voiced) / 2

    @property
    def worse(self) -> float:
        """Probability of contradiction in the other direction."""
        return min(self.nli[0][2], self.nli[1][2])

    @property
    def entailment(self) -> float:
        """Probability of entailment in the better direction."""
        return max(self.nli[0][0], self.nli[1][0])

    @property
    def margin(self) -> float:
        """Contradiction over the stronger of the other classes, in its better direction."""
        return max(p[2] - max(p[0], p[1]) for p in self.nli)

    @property
    def same_party(self) -> bool:
        """Whether one party speaks in both."""
        return self.a.party == self.b.party

    @property
    def days(self) -> int | None:
        """Days between the two documents; None where a date is unknown."""
        if self.a.day is None or self.b.day is None:
            return None
        return abs((self.a.day - self.b.day).days)

    @property
    def given_up(self) -> bool:
        """Whether one party, later, admits something or says that it is given up."""
        a, b = self.a, self.b
        if not self.same_party or a.day is None or b.day is None or a.day == b.day:
            return False
        return max((a, b), key=lambda side: side.day or date.min).turns

    @property
    def same_document(self) -> bool:
        """Whether both stand in one document."""
        return self.a.claim.document.sha256 == self.b.claim.document.sha256

    @cached_property
    def near(self) -> float:
        """How near each other both stand in one document, from 0 to 1; 0 in two documents.

        Who reports a dispute sets an answer beside what it answers.
        """
        if not self.same_document:
            return 0.0
        a, b = self.a.claim.content, self.b.claim.content
        between = max(a[0].start, b[0].start) - min(a[-1].end, b[-1].end)
        return math.exp(-max(0, between) / NEAR)

    @property
    def one_content(self) -> bool:
        """Whether both are the same words of one document, credited to two.

        Words within other words may well meet: a charge, and the sentence that rejects it.
        """
        if not self.same_document:
            return False
        a, b = self.a.claim.content, self.b.claim.content
        both = sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)
        return both > SHARED * (sum(span.end - span.start for span in (*a, *b)) - both)

    @property
    def retold(self) -> bool:
        """Whether one's statement, which takes up its whole sentence, holds the other's words.

        So it is where what is said is no clause of its own: "they warn that it leaks, to the
        praise of Oslo" makes two claims.  A denial may hold what it denies.
        """
        a, b = self.a.claim, self.b.claim
        if a.sentence != b.sentence or not self.same_document or Act.DENIAL in (a.act, b.act):
            return False
        return _holds(a, b) or _holds(b, a)

    @property
    def mutual(self) -> bool:
        """Whether each accuses the other's party, or says that it was that one and nobody else."""
        return self.a.charges(self.b) and self.b.charges(self.a) and not self.same_party

    @property
    def rival_blame(self) -> bool:
        """Whether each says in so many words that the other is to blame, for one thing.

        Then what is laid on the one is laid on the other too, however each puts it.
        """
        plain = self.a.responsibility and self.b.responsibility
        return plain and self.mutual and bool(self.matter)

    @property
    def mutual_failure(self) -> bool:
        """Whether each charges the other with failing at something: at what both owed, mostly.

        Charges of harm are of two deeds, and seldom meet.
        """
        return self.mutual and self.a.fails and self.b.fails

    @cached_property
    def matter(self) -> frozenset[str]:
        """The stems that both share and that say more than when, or that somebody is to blame.

        That both "failed" at something or "refused" it is no matter either.
        """
        shared = frozenset(self.common) - _IMMATERIAL
        return frozenset(word for word in shared if not word[0].isdigit())

    @property
    def strangers(self) -> bool:
        """Whether neither party appears where the other speaks: no dispute joins them."""
        a, b = self.a, self.b
        return not self.same_party and a.party not in b.company and b.party not in a.company

    @property
    def bystanders(self) -> bool:
        """Whether two that nobody else speaks of, one of them alone, just stand in one report.

        What two outlets, voters or witnesses tell goes side by side; only what they count, a
        denial, or that just what the other tells is not so, meets what another says.
        """
        if not (self.a.alone or self.b.alone) or Act.DENIAL in (self.a.claim.act, self.b.claim.act):
            return False
        if self.a.figures and self.b.figures:
            return False
        if self.polar and (self.aligned >= AKIN or self.covered >= AKIN):
            return False
        known = self.a.talked_of | self.b.talked_of
        return self.a.party not in known and self.b.party not in known

    @property
    def same_blame(self) -> bool:
        """Whether both lay blame on one party: they agree, in whatever words."""
        a, b = self.a.claim, self.b.claim
        return (
            a.act is Act.ACCUSATION
            and b.act is Act.ACCUSATION
            and bool(set(a.targets) & set(b.targets))
        )

    @property
    def own_affairs(self) -> bool:
        """Whether each speaks of its own party and not of the other's: of two things, mostly."""
        a, b = self.a, self.b
        apart = b.party not in a.names and a.party not in b.names
        return apart and a.party in a.names and b.party in b.names and not self.same_party

    @property
    def quotes_opponent(self) -> bool:
        """Whether one side only passes on what the other's party says."""
        return self.a.claim.reports == self.b.party or self.b.claim.reports == self.a.party

    def charge_first(self) -> Pair | None:
        """The pair turned so that ``a`` charges the party of ``b``; None where neither does."""
        if self.b.party in self.a.claim.targets and self.a.claim.act is Act.ACCUSATION:
            return self
        if self.a.party in self.b.claim.targets and self.b.claim.act is Act.ACCUSATION:
            return self.turned
        return None

    @property
    def turned(self) -> Pair:
        """The pair with its sides changed over."""
        return replace(
            self,
            a=self.b,
            b=self.a,
            nli=self.nli[::-1],
            voiced=self.voiced[::-1],
            blame=self.blame[::-1],
        )


def _holds(one: Claim, other: Claim) -> bool:
    """Whether the statement of ``one`` holds the words of ``other``, which it did not say."""
    said = _plain(" ".join(span.text for span in other.content))
    own = _plain(" ".join(span.text for span in one.content))
    return said.count(" ") >= _CLAUSE and said in _plain(one.statement) and said not in own


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))


def paired(
    a: Side,
    b: Side,
    similarity: float,
    nli: Sequence[Sequence[float]],
    aligned: float,
    setting: float = 0.0,
) -> Pair:
    """The pair of two sides, with the subject words that they share."""
    words = [stems(side.text) - a.titles - b.titles for side in (a, b)]
    common = words[0] & words[1]
    shorter = min(len(w) for w in words)
    forward, back = (tuple(p) for p in nli)
    return Pair(
        a,
        b,
        similarity,
        ((forward[0], forward[1], forward[2]), (back[0], back[1], back[2])),
        tuple(sorted(common)),
        aligned,
        len(common) / shorter if shorter else 0.0,
        setting,
    )
