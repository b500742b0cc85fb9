import csv
import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from factcheck.errors import InputError
from factcheck.report import FORMATS, render
from factcheck.report.as_card import to_card
from factcheck.report.as_csv import to_csv
from factcheck.report.as_markdown import to_markdown
from factcheck.report.as_table import to_table
from factcheck.report.view import Report


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_input_gives_the_same_text(report: Report, form: str) -> None:
    turned = replace(report, claims=report.claims[::-1], oppositions=report.oppositions[::-1])
    assert render(report, form) == render(report, form)
    assert render(turned, form) == render(report, form)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_takes_anything(report: Report, hostile: Report, form: str) -> None:
    bare = replace(report, oppositions=[], parties={}, documents=[], texts={}, run={})
    for given in (hostile, Report([]), bare):
        text = render(given, form)
        text.encode()
        assert text == "" or text.endswith("\n")


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(InputError, match="use one of: csv, html, json, jsonl, markdown, table"):
        render(Report([]), "pdf")


def test_csv_holds_a_finding_a_row(report: Report) -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(report))))
    assert [row["relation"] for row in rows] == ["contradiction", "denial", "numeric_conflict"]
    row = rows[1]
    assert row["first_party_id"] == "UFS"
    assert row["second_party"] == "Valdoria"
    assert row["second_speaker"] == "Ilse Tarn"
    assert row["first_published"] == "2031-03-04"
    text = report.texts[report.findings[1].first.document.sha256]
    assert text[int(row["first_start"]) : int(row["first_end"])] == row["first_verbatim"]


def test_csv_keeps_formulas_from_running(report: Report) -> None:
    claims = [replace(claim, statement="=cmd|'/c calc'!A1") for claim in report.claims]
    rows = list(csv.DictReader(io.StringIO(to_csv(replace(report, claims=claims)))))
    assert all(row["first_statement"] == "'=cmd|'/c calc'!A1" for row in rows)
    assert all(float(row["score"]) > 0 for row in rows)


def test_markdown_reads_as_intended(report: Report) -> None:
    text = to_markdown(report)
    assert "| Valdoria / United Ferran States | 1 | 1 |  | 2 |" in text
    assert "## The ferry" in text
    assert "**likely, 0.86**" in text
    assert "accused Valdoria of ***shelling the ferry* on Monday**." in text
    assert "texts/morning.txt, characters 210–238" in text


def test_markdown_lets_no_markup_of_the_text_through(hostile: Report) -> None:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = parser.parse(to_markdown(hostile))
    kinds = {token.type for token in tokens}
    kinds |= {child.type for token in tokens for child in token.children or []}
    assert not kinds & {
        "html_block", "html_inline", "link_open", "image", "code_inline", "code_block", "fence",
        "em_open", "s_open",
    }  # fmt: skip
    headings = [token.tag for token in tokens if token.type == "heading_open"]
    assert headings == ["h1", "h2", "h2", "h3", "h2", "h2"]


def test_the_table_names_parties_relations_and_scores(report: Report) -> None:
    text = to_table(report, width=100)
    assert "Valdoria (Ilse Tarn)" in text
    assert "Conflicting figures" in text
    assert "0.86" in text
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 100


def test_the_text_formats_name_further_combinations_in_short(combined: Report) -> None:
    best, *others = (finding.opposition.id for finding in combined.findings)
    table = to_table(combined, width=140)
    assert f"2 more of the same kind: {others[0][:8]}, {others[1][:8]}" in table
    assert table.count("Mutual blame") == 3
    text = to_markdown(combined)
    assert text.count("### Mutual blame") == 3
    assert "Also, 2 more of the same kind:\n\n- 0.80 · " in text
    assert f"Others cut the cable. (finding {others[0]})" in text
    assert best not in text
    rows = list(csv.DictReader(io.StringIO(to_csv(combined))))
    assert [row["score"][:4] for row in rows] == ["0.9", "0.8", "0.7", "0.65", "0.6"]


def test_the_table_has_colours_where_asked_for(report: Report) -> None:
    assert "\x1b[1;31m" in to_table(report, colour=True)


@pytest.mark.parametrize("width", [20, 60, 200])
def test_hostile_text_does_not_steer_the_terminal(hostile: Report, width: int) -> None:
    shown = to_table(hostile, width=width)
    for item in (*hostile.claims, *hostile.findings):
        shown += to_card(hostile, item, width=width)
    assert not set(shown) & set("\x1b\x9b\u202e\x00\ud800\r")


def test_a_long_table_is_complete(large_report: Callable[[int], Report]) -> None:
    text = to_table(large_report(60), width=120)
    assert sum("Party of the" in line for line in text.splitlines()) >= 60


def test_a_claim_in_its_context(report: Report) -> None:
    text = to_card(report, report.claims[2], width=200)
    assert "United Ferran States · accuses, reported speech · against Valdoria" in text
    assert "accused Valdoria of ⟦shelling the ferry on Monday⟧." in text
    assert "texts/morning.txt, characters 210–238" in text


def test_a_finding_in_its_context(report: Report) -> None:
    text = to_card(report, report.findings[0], width=200)
    assert text.startswith("Contradiction · very likely, 0.93 · ")
    assert "⟦“Valdoria’s soldiers never left the valley,”⟧ said General Odo Brandt" in text
    assert "NLI, first to second: entailment" in text


def test_in_colours_the_content_needs_no_brackets(report: Report) -> None:
    text = to_card(report, report.claims[2], width=200, colour=True)
    assert "⟦" not in text
    assert "\x1b[1;7mshelling the ferry on Monday\x1b[0m" in text


def test_a_card_says_what_a_reviewer_made_of_the_finding(report: Report, labelled: Report) -> None:
    said = "A reviewer calls this finding wrong (6 March 2031): <b>no</b>"
    assert said in to_card(labelled, labelled.findings[1])
    assert "A reviewer" not in to_card(labelled, labelled.findings[0])
    assert "A reviewer" not in to_card(report, report.findings[1])
