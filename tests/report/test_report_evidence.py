from dataclasses import replace

from factcheck.report.evidence import evidence_of
from factcheck.report.view import Finding, Report


def with_evidence(finding: Finding, **evidence: object) -> Finding:
    return replace(finding, opposition=replace(finding.opposition, evidence=evidence))


def test_directions_are_named_as_the_reader_sees_the_claims(report: Report) -> None:
    finding = report.findings[0]
    nli = finding.opposition.evidence["nli"]
    one, other = evidence_of(finding).verdicts
    assert (one.direction, other.direction) == ("First to second", "Second to first")
    assert one.contradiction == nli["b_a" if finding.swapped else "a_b"]["contradiction"]


def test_facts_are_put_in_words(report: Report) -> None:
    finding = replace(report.findings[1], first=report.findings[1].first)
    shown = evidence_of(
        with_evidence(
            finding,
            similarity=0.81234,
            same_wire=False,
            dates=["2031-03-04", None],
            blame={"a": {"who": "x"}, "b": {"who": "y"}},
        )
    )
    first = "y" if finding.swapped else "x"
    second = "x" if finding.swapped else "y"
    assert shown.facts == (
        ("Blame, first claim, who", first),
        ("Blame, second claim, who", second),
        ("Dates", "2031-03-04, –"),
        ("Same wire", "no"),
        ("Similarity", "0.81"),
    )


def test_its_size_is_bounded(report: Report) -> None:
    deep: dict[str, object] = {"end": 1}
    for _ in range(50):
        deep = {"k": deep}
    many = {f"f{n}": "x" * 10_000 for n in range(500)}
    shown = evidence_of(with_evidence(report.findings[0], deep=deep, **many))
    assert len(shown.facts) == 60
    assert all(len(value) < 500 for _, value in shown.facts)


def test_none_is_none(report: Report) -> None:
    shown = evidence_of(with_evidence(report.findings[0]))
    assert shown.verdicts == shown.facts == ()


def test_lists_of_mappings_and_figures_are_readable(report: Report) -> None:
    figures = [{"value": 4000.0, "unit": "people"}, {"value": 12.5, "unit": "people"}]
    shown = evidence_of(with_evidence(report.findings[0], figures=figures))
    assert shown.facts == (("Figures", "value: 4,000; unit: people / value: 12.50; unit: people"),)


def test_copies_are_no_evidence(report: Report) -> None:
    finding = with_evidence(report.findings[0], carriers_a=["x"], carriers_b=["y"])
    assert evidence_of(finding).facts == ()
