"""A report in a few plain sentences."""

from __future__ import annotations

from factcheck.naming import named
from factcheck.report.view import NOBODY, PartyPair, Report
from factcheck.report.words import (
    counted,
    counted_relation,
    listed,
    sentence_case,
)

_PAIRS = 6


def reading(report: Report) -> str:
    """What was read, in one sentence."""
    parties = sum(party.id != NOBODY.id for party, _ in report.claims_by_party)
    if not report.claims:
        return f"{counted(len(report.documents), 'document')} read; no party’s claim found."
    return (
        f"{counted(len(report.documents), 'document')} read; "
        f"{counted(len(report.claims), 'claim')} by {counted(parties, 'party', 'parties')} found."
    )


def summary(report: Report) -> tuple[str, ...]:
    """What a reader should know first: what was read, who opposes whom, and on what."""
    sentences = [reading(report)]
    if not report.findings:
        sentences.append("No two claims were found to oppose each other.")
    sentences += [_pair_sentence(pair) for pair in report.matrix[:_PAIRS]]
    further = report.matrix[_PAIRS:]
    if further:
        total = sum(pair.total for pair in further)
        sentences.append(
            f"{counted(len(further), 'further pair')} of parties "
            f"{'opposes' if len(further) == 1 else 'oppose'} each other in "
            f"{counted(total, 'finding')}."
        )
    named = [matter for matter in report.matters if matter.label]
    if len(named) > 1:
        most = max(named, key=lambda matter: len(matter.findings))
        sentences.append(
            f"The findings concern {counted(len(named), 'matter')}; the most disputed is "
            f"“{most.label}”, with {counted(len(most.findings), 'finding')}."
        )
    unplaced = sum(claim.party is None for claim in report.claims)
    if unplaced:
        sentences.append(f"For {counted(unplaced, 'claim')} no party could be identified.")
    return tuple(sentences)


def _pair_sentence(pair: PartyPair) -> str:
    """How two parties, or one and itself, oppose each other."""
    listing = listed([counted_relation(n, relation) for relation, n in pair.counts.items()])
    kinds = listing if len(pair.counts) == 1 else f"{counted(pair.total, 'finding')}: {listing}"
    if pair.first.id == pair.second.id == NOBODY.id:
        return f"Claims of no identified party oppose each other in {kinds}."
    first = named(pair.first.name)
    if pair.first.id == pair.second.id:
        return sentence_case(f"{first} is at odds with itself in {kinds}.")
    if NOBODY.id in (pair.first.id, pair.second.id):
        known = pair.second if pair.first.id == NOBODY.id else pair.first
        return sentence_case(
            f"{named(known.name)} and sources of no identified party oppose each other in {kinds}."
        )
    return sentence_case(f"{first} and {named(pair.second.name)} oppose each other in {kinds}.")
