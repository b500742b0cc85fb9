"""Statements in the first person, whose sentences are their issuer's words."""

from __future__ import annotations

from factcheck import extract

STATEMENT = """Press release
Brix Engineering Ltd
4 May 2024

Our position on the Holm bridge

We inspected the bridge in March. No crack was found. The claim by the mayor that the steel was
old is false.

"The bridge is sound," chief engineer Dora Venn said.

Do you have questions? Call us on +44 20 5550 1234.

About Brix Engineering
Founded in 1931, Brix Engineering builds bridges.
"""


def _said(text: str) -> dict[str, str | None]:
    claims = extract(text)
    return {c.content[0].text: c.party.id if c.party is not None else None for c in claims}


def test_every_sentence_of_a_statement_is_its_issuers() -> None:
    said = _said(STATEMENT)
    ours = said["We inspected the bridge in March."]
    assert ours is not None
    assert ours.startswith("brix")
    assert said["No crack was found."] == ours


def test_we_may_stand_in_a_sentence_that_attributes_something() -> None:
    told = STATEMENT.replace("We inspected the bridge", "We proposed an inspection of the bridge")
    assert "No crack was found." in _said(told)


def test_questions_numbers_and_the_closing_are_nobodys() -> None:
    said = " ".join(_said(STATEMENT))
    assert "questions" not in said
    assert "5550" not in said
    assert "Founded" not in said


def test_we_is_the_issuer_in_the_statement() -> None:
    statements = [claim.statement for claim in extract(STATEMENT)]
    assert any(s.endswith("inspected the bridge in March.") and "We" not in s for s in statements)


def test_a_release_in_the_third_person_has_its_own_reporter() -> None:
    told = STATEMENT.replace("We inspected", "Engineers inspected").replace("Our position", "News")
    assert "No crack was found." not in _said(told.replace("Call us", "Call"))


def test_a_report_is_nobodys_statement() -> None:
    report = "HOLM, May 4 - The bridge was shut. We saw cranes on Monday. No crack was found."
    assert _said(report) == {}


def test_what_is_said_by_the_way_is_told_whole() -> None:
    told = STATEMENT.replace(
        "We inspected the bridge in March.",
        "Had the mayor come when we first asked for it, the bridge would be open. We warned him "
        "twice. We believe that the steel was sound.",
    )
    statements = [claim.statement for claim in extract(told)]
    assert any(s.startswith("Had the mayor come when Brix") for s in statements)
    assert any(s.endswith("warned the mayor twice.") for s in statements)
    assert "The steel was sound." in statements
