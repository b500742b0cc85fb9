"""Who supports and who refutes a claim: one that a user types in, or many at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from factcheck.bearing import NEAR, Match, as_neutral, bearing, by_blame, holds, unnegated
from factcheck.model import Act, Claim, DocumentInfo, Form, Party, Span, Stance
from factcheck.nli import Judge, both_directions
from factcheck.nli.judge import ENTAILMENT
from factcheck.opposition.blamed import blamed
from factcheck.opposition.near_miss import why_neutral
from factcheck.opposition.pairs import UNJUDGED, Pair, Verdict, paired
from factcheck.opposition.side import Side
from factcheck.opposition.texts import comparable, name_stems, stems

if TYPE_CHECKING:
    from factcheck.embedding import Encoder
    from factcheck.parties import Gazetteer
    from factcheck.store import Store

#: Claims looked at for a query, and the cosine below which none bears on it even by who blames
#: whom.
NEIGHBOURS, JOINED = 100, 0.2
#: Questions whose neighbours are looked up at once, which bounds memory, and pairs judged
#: between two reports of progress.
_AT_ONCE, _JUDGED_AT_ONCE = 256, 512
#: Sure of an entailment, and of a contradiction.
_EXTREMES: tuple[Verdict, ...] = ((1.0, 0.0, 0.0), (0.0, 0.0, 1.0))


@dataclass(frozen=True, slots=True)
class Tally:
    """How many claims of one party support, refute or only touch the queried one."""

    party: Party | None
    supports: int
    refutes: int
    neutral: int


@dataclass(frozen=True, slots=True)
class Answer:
    """All matches, best first, and the tally of each party."""

    claim: str
    matches: tuple[Match, ...]

    @property
    def parties(self) -> tuple[Tally, ...]:
        """One tally a party, in the order of the matches."""
        seen: dict[str, list[Match]] = {}
        for match in self.matches:
            key = match.claim.party.id if match.claim.party is not None else ""
            seen.setdefault(key, []).append(match)
        return tuple(
            Tally(ms[0].claim.party, *(sum(m.stance is s for m in ms) for s in Stance))
            for ms in seen.values()
        )


@dataclass(frozen=True, slots=True)
class Question:
    """A text that the index is asked about.

    ``apart`` holds the hashes of the documents whose claims do not count; ``targets`` whom the
    text blames where that is known, so that nobody else is taken for blamed by its words;
    ``said`` the ISO date on which it was said, where that is known.
    """

    text: str
    apart: frozenset[str] = frozenset()
    targets: tuple[str, ...] | None = None
    said: str | None = None


def query(
    text: str,
    store: Store,
    encoder: Encoder,
    judge: Judge,
    gazetteer: Gazetteer,
    *,
    limit: int = 20,
    exact: bool = False,
) -> Answer:
    """The indexed claims that bear on ``text``: supporting, refuting, then neutral ones.

    A claim supports the text where it entails it, refutes it where the two are contrary, and
    neither unless both are of one thing (:mod:`factcheck.bearing`).  A text that blames a party
    is supported by charges against that party, and refuted by its denials and counter-charges,
    on the same matter.  ``exact`` as in :meth:`factcheck.store.Store.search`.
    """
    (answer,) = answers([Question(text)], store, encoder, judge, gazetteer, exact=exact)
    return Answer(text, answer.matches[:limit])


def answers(
    questions: Sequence[Question],
    store: Store,
    encoder: Encoder,
    judge: Judge,
    gazetteer: Gazetteer,
    *,
    neutral: bool = True,
    spare: int = 0,
    exact: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> list[Answer]:
    """An answer to each of ``questions``, as :func:`query` gives it, with all of its matches.

    The encoder, the index and the judge are asked about many questions at once.  Without
    ``neutral`` only what supports or refutes comes, and a pair that could do neither whatever
    the judge said is not judged.  ``spare`` is how many claims more are looked at for those
    that stand apart; ``exact`` as in :meth:`factcheck.store.Store.search`; ``progress`` is told
    how many pairs of how many are judged.
    """
    found: list[tuple[int, Pair]] = []
    for start in range(0, len(questions), _AT_ONCE):
        block = questions[start : start + _AT_ONCE]
        near = _neighbours(block, store, encoder, gazetteer, NEIGHBOURS + spare, exact)
        for number, pairs in enumerate(near, start):
            found += (
                (number, pair)
                for pair in pairs
                if _undecided(pair, neutral) or _bears(bearing(pair), neutral)
            )
    matches: list[list[Match]] = [[] for _ in questions]
    judged = _judged(found, judge, neutral, progress)
    for (number, pair), one in zip(judged, _matches([p for _, p in judged], judge), strict=True):
        if one is not None and _bears(one, neutral):
            why = why_neutral(pair) if one.stance is Stance.NEUTRAL else None
            matches[number].append(replace(one, why=why))
    rank = {Stance.SUPPORTS: 0, Stance.REFUTES: 0, Stance.NEUTRAL: 1}
    for some in matches:
        some.sort(key=lambda m: (rank[m.stance], -m.score, m.claim.id))
    return [
        Answer(question.text, tuple(_once(some)))
        for question, some in zip(questions, matches, strict=True)
    ]


def _judged(
    found: list[tuple[int, Pair]],
    judge: Judge,
    neutral: bool,
    progress: Callable[[int, int], None] | None,
) -> list[tuple[int, Pair]]:
    """``found`` with the verdicts of all pairs that hang on one."""
    judged = list(found)
    todo = [place for place, (_, pair) in enumerate(found) if _undecided(pair, neutral)]
    for start in range(0, len(todo), _JUDGED_AT_ONCE):
        part = todo[start : start + _JUDGED_AT_ONCE]
        texts = [(pair.a.text, pair.b.text) for _, pair in (found[place] for place in part)]
        for place, nli in zip(part, both_directions(judge, texts).tolist(), strict=True):
            number, pair = found[place]
            judged[place] = number, replace(pair, nli=(_verdict(nli[0]), _verdict(nli[1])))
        if progress is not None:
            progress(start + len(part), len(todo))
    return judged


def _matches(pairs: Sequence[Pair], judge: Judge) -> list[Match | None]:
    """How the claim of each of ``pairs``, judged, stands to the text.

    A stance that hangs on a negation is asked about again without it.
    """
    found = [bearing(pair) for pair in pairs]
    asked = {
        place: question
        for place, (pair, one) in enumerate(zip(pairs, found, strict=True))
        if one is not None and one.stance is not Stance.NEUTRAL and by_blame(pair) is None
        if (question := unnegated(pair)) is not None
    }
    if not asked:
        return found
    follows = judge.probabilities(list(asked.values()))[:, ENTAILMENT].tolist()
    for place, entailment in zip(asked, follows, strict=True):
        if not holds(entailment):
            found[place] = as_neutral(pairs[place])
    return found


def _neighbours(
    questions: Sequence[Question],
    store: Store,
    encoder: Encoder,
    gazetteer: Gazetteer,
    depth: int,
    exact: bool,
) -> list[list[Pair]]:
    """For each question the pairs of a near claim and the question, not yet judged."""
    asked = [_side(_asked(q, gazetteer), q.text, gazetteer) for q in questions]
    texts = list(dict.fromkeys(text for side in asked for text in (side.text, side.positive)))
    vectors = encoder.encode(texts)
    row = {text: place for place, text in enumerate(texts)}
    scores, ids = store.search(vectors, depth, exact=exact)
    cosines = [dict(zip(*line, strict=True)) for line in zip(ids, scores.tolist(), strict=True)]
    near = [
        {id_: cosine for id_, cosine in cosines[row[side.text]].items() if cosine >= JOINED}
        for side in asked
    ]
    claims = store.claims({id_ for found in near for id_ in found})
    sides = {c.id: _side(c, c.statement, gazetteer) for c in claims}
    positives = list(dict.fromkeys(side.positive for side in sides.values() if side.negated))
    plain = dict(zip(positives, encoder.encode(positives) if positives else (), strict=True))
    found = []
    for question, side, cosine in zip(questions, asked, near, strict=True):
        others = [
            sides[id_]
            for id_ in cosine
            if id_ in sides and sides[id_].claim.document.sha256 not in question.apart
        ][:NEIGHBOURS]
        straight = cosines[row[side.positive]]
        vector = vectors[row[side.positive]]
        found.append(
            [
                paired(
                    other,
                    side,
                    cosine[other.claim.id],
                    UNJUDGED,
                    float(plain[other.positive] @ vector)
                    if other.negated
                    else straight.get(other.claim.id, 0.0),
                )
                for other in others
            ]
        )
    return found


def _side(claim: Claim, said: str, gazetteer: Gazetteer) -> Side:
    text = comparable(said, gazetteer)
    own = stems(claim.party.name) if claim.party is not None else frozenset()
    return Side.of(claim, text, titles=name_stems(text, gazetteer) | own)


def _asked(question: Question, gazetteer: Gazetteer) -> Claim:
    """The text as a claim that nobody has made."""
    text, targets = question.text, question.targets
    blame = blamed(text, gazetteer)
    if blame is not None and targets is not None and blame.party.id not in targets:
        blame = None
    span = Span(0, len(text), text)
    return Claim(
        id="",
        document=DocumentInfo("", "", published=question.said),
        source=None,
        cue=None,
        content=(span,),
        sentence=span,
        statement=text,
        speaker=None,
        party=None,
        form=Form.DIRECT,
        act=Act.ACCUSATION if blame is not None and blame.plain else Act.ASSERTION,
        targets=(blame.party.id,) if blame is not None else (),
    )


def _undecided(pair: Pair, neutral: bool) -> bool:
    """Whether it takes the judge to say how the claim stands to the text.

    Without ``neutral`` only where it could tell more than that the claim is neutral.
    """
    if pair.similarity < NEAR or by_blame(pair) is not None:
        return False
    if neutral:
        return True
    extremes = (replace(pair, nli=(verdict, verdict)) for verdict in _EXTREMES)
    return any(_bears(bearing(extreme), neutral) for extreme in extremes)


def _bears(one: Match | None, neutral: bool) -> bool:
    return one is not None and (neutral or one.stance is not Stance.NEUTRAL)


def _verdict(three: Sequence[float]) -> Verdict:
    entailment, neutral, contradiction = three
    return entailment, neutral, contradiction


def _once(matches: Sequence[Match]) -> list[Match]:
    """Copies of one statement by one party appear once."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for match in matches:
        party = match.claim.party.id if match.claim.party is not None else ""
        key = (party, match.claim.statement.casefold())
        if key not in seen:
            seen.add(key)
            kept.append(match)
    return kept
