from dataclasses import replace

import pytest

from factcheck.errors import InputError
from factcheck.model import Relation
from factcheck.report.view import NOBODY, Finding, Report


def test_findings_are_ordered_by_score(report: Report) -> None:
    relations = [finding.opposition.relation for finding in report.findings]
    assert relations == [Relation.CONTRADICTION, Relation.DENIAL, Relation.NUMERIC_CONFLICT]


def test_order_does_not_depend_on_the_order_of_input(report: Report) -> None:
    turned = replace(
        report,
        claims=report.claims[::-1],
        oppositions=report.oppositions[::-1],
        documents=report.documents[::-1],
    )
    assert turned.findings == report.findings
    assert turned.ordered_claims == report.ordered_claims
    assert turned.ordered_documents == report.ordered_documents


def test_matters_follow_their_best_score_and_the_unnamed_come_last(report: Report) -> None:
    assert [m.label for m in report.matters] == ["the soldiers in the valley", "the ferry"]
    best = report.findings[0].opposition
    others = [o for o in report.oppositions if o.id != best.id]
    unnamed = replace(report, oppositions=[replace(best, matter=" "), *others])
    assert [m.label for m in unnamed.matters] == ["the ferry", ""]


def test_combinations_of_the_same_claims_stand_under_the_best(combined: Report) -> None:
    (matter,) = combined.matters
    scores = [
        (group.best.opposition.score, [other.opposition.score for other in group.others])
        for group in matter.groups
    ]
    assert scores == [(0.9, [0.8, 0.7]), (0.65, []), (0.6, [])]


def test_other_relations_and_parties_stand_for_themselves(combined: Report) -> None:
    second = combined.findings[1].opposition
    others = [o for o in combined.oppositions if o.id != second.id]
    mixed = replace(
        combined, oppositions=[replace(second, relation=Relation.CONTRADICTION), *others]
    )
    assert [len(group.others) for group in mixed.matters[0].groups] == [1, 0, 0, 0]
    claims = [
        replace(claim, party=None, speaker=f"Speaker {i}")
        for i, claim in enumerate(combined.claims)
    ]
    unnamed = replace(combined, claims=claims)
    assert not any(group.others for group in unnamed.matters[0].groups)


def test_the_charge_is_read_before_its_denial_and_the_earlier_before_the_later(
    report: Report,
) -> None:
    contradiction, denial, _ = report.findings
    assert denial.second.statement == "Valdoria did not shell the ferry."
    assert contradiction.first.document.published == "2031-03-04"
    claims = [
        replace(claim, document=replace(claim.document, published="2031-03-01"))
        if claim.act == "denial"
        else claim
        for claim in report.claims
    ]
    earlier = replace(report, claims=claims).findings[1]
    assert earlier.second.statement == "Valdoria did not shell the ferry."


def test_matrix_counts_unordered_pairs_by_relation(report: Report) -> None:
    first, second = report.matrix
    assert {first.first.id, first.second.id} == {"VAL", "UFS"}
    assert first.counts == {Relation.CONTRADICTION: 1, Relation.DENIAL: 1}
    assert first.total == 2
    assert {second.first.id, second.second.id} == {"VAL", "river-guard-front"}
    assert sum(pair.total for pair in report.matrix) == len(report.findings)


def test_parties_are_ordered_by_their_findings(report: Report) -> None:
    assert [p.id for p in report.opposing_parties] == ["VAL", "UFS", "river-guard-front"]


def test_a_party_against_itself_is_counted_once(report: Report) -> None:
    claims = [replace(claim, party=report.parties["VAL"]) for claim in report.claims]
    alone = replace(report, claims=claims)
    (pair,) = alone.matrix
    assert pair.first == pair.second == report.parties["VAL"]
    assert pair.total == 3
    assert [p.id for p in alone.opposing_parties] == ["VAL"]


def test_claims_without_a_party_are_nobodys_and_come_last(report: Report) -> None:
    claims = [replace(report.claims[0], party=None), *report.claims[1:]]
    nameless = replace(report, claims=claims)
    assert nameless.claims_by_party[-1] == (NOBODY, (claims[0],))
    assert NOBODY in nameless.opposing_parties


def test_an_unknown_party_is_named_by_its_claim_or_its_id(report: Report) -> None:
    unnamed = replace(report, parties={})
    assert unnamed.party("VAL").name == "Valdoria"
    assert unnamed.party("XYZ").name == "XYZ"


def test_an_opposition_without_its_claims_is_refused(report: Report) -> None:
    with pytest.raises(KeyError):
        assert replace(report, claims=[]).findings


def test_find_takes_an_id_or_the_start_of_one(report: Report) -> None:
    claim, finding = report.claims[0], report.findings[0]
    assert report.find(claim.id) is claim
    assert report.find(claim.id[:8]) is claim
    found = report.find(finding.opposition.id[:6])
    assert isinstance(found, Finding)
    assert found == finding


def test_find_says_what_is_wrong_with_an_id(report: Report) -> None:
    with pytest.raises(InputError, match="no claim or finding has the id 'zzzz'"):
        report.find("zzzz")
    with pytest.raises(InputError, match="no claim or finding"):
        report.find(report.claims[0].id[:1])
    twins = [replace(report.claims[0], id=f"abcdef{n}") for n in range(2)]
    with pytest.raises(InputError, match=r"2 claims and findings .* give more of it"):
        Report(twins).find("abcd")


def test_copies_are_the_claims_that_the_evidence_names(report: Report) -> None:
    finding = report.findings[0]
    other = report.findings[1].first
    evidence = {"carriers_b": [other.id, "gone"], "carriers_a": "nonsense"}
    opposition = replace(finding.opposition, evidence=evidence)
    copied = replace(report, oppositions=[opposition])
    (found,) = copied.findings
    by_id = {claim.id: copied.copies(found, claim) for claim in (found.first, found.second)}
    assert by_id == {opposition.a: (), opposition.b: (other,)}
