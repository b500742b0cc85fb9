from collections.abc import Callable
from dataclasses import replace

from factcheck.report.summary import summary
from factcheck.report.view import Report


def test_the_summary_says_who_opposes_whom(report: Report) -> None:
    assert summary(report) == (
        "2 documents read; 6 claims by 3 parties found.",
        "Valdoria and the United Ferran States oppose each other in 2 findings: "
        "1 contradiction and 1 denial of a charge.",
        "Valdoria and the River Guard Front oppose each other in 1 conflict of figures.",
        "The findings concern 2 matters; the most disputed is “the ferry”, with 2 findings.",
    )


def test_without_findings_it_says_so(report: Report) -> None:
    assert summary(replace(report, oppositions=[])) == (
        "2 documents read; 6 claims by 3 parties found.",
        "No two claims were found to oppose each other.",
    )
    assert summary(Report([]))[0] == "0 documents read; no party’s claim found."


def test_one_party_is_at_odds_with_itself(report: Report) -> None:
    claims = [replace(claim, party=report.parties["VAL"]) for claim in report.claims]
    sentence = summary(replace(report, claims=claims))[1]
    assert sentence.startswith("Valdoria is at odds with itself in 3 findings: 1 contradiction, ")


def test_sources_of_no_party_are_named_as_such(report: Report) -> None:
    claims = [
        replace(c, party=None) if c.party and c.party.id == "UFS" else c for c in report.claims
    ]
    sentences = summary(replace(report, claims=claims))
    assert sentences[1].startswith("Valdoria and sources of no identified party oppose each other")
    assert sentences[-1] == "For 2 claims no party could be identified."
    nobody = replace(report, claims=[replace(claim, party=None) for claim in report.claims])
    assert summary(nobody)[1].startswith("Claims of no identified party oppose each other in 3")


def test_many_pairs_are_summed_up(large_report: Callable[[int], Report]) -> None:
    sentences = summary(large_report(100))
    assert len(sentences) == 9
    assert "further pairs of parties oppose each other in" in sentences[7]
