"""The words by which two claims oppose each other, in every format that shows quotations."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt

from factcheck.model import Document
from factcheck.report.as_card import to_card
from factcheck.report.as_html import to_html
from factcheck.report.as_json import to_json
from factcheck.report.as_markdown import to_markdown
from factcheck.report.context import Piece, Role
from factcheck.report.view import Finding, Report


class Marks(HTMLParser):
    """The texts of the quotations and of the opposing words in them, and all tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.opposing: list[str] = []
        self.quotations: list[str] = []
        self.tags: set[str] = set()
        self._into: list[str] = []
        self.feed(html.partition("<article")[2])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "blockquote":
            self.quotations.append("")
        if tag == "mark":
            self._into.append(dict(attrs).get("class") or "content")
            if self._into[-1] == "opposing":
                self.opposing.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._into.pop()

    def handle_data(self, data: str) -> None:
        if self._into:
            self.quotations[-1] += data
            if self._into[-1] == "opposing":
                self.opposing[-1] += data


@pytest.fixture
def denial(report: Report) -> Callable[[str, str], Report]:
    """A function that makes a report of one finding out of a charge and a denial."""

    def make(charge: str, answer: str) -> Report:
        finding = report.findings[1]
        texts, claims = {}, []
        sides = (finding.first, charge), (finding.second, answer)
        for claim, text in sides:
            document = Document(text, claim.document.path)
            texts[document.sha256] = text
            whole = document.span(0, len(text))
            bare = replace(claim, source=None, cue=None, statement="A claim.")
            claims.append(replace(bare, document=document.info, content=(whole,), sentence=whole))
        documents = [claim.document for claim in claims]
        found = [replace(finding.opposition, reason="They differ.")]
        return replace(report, claims=claims, oppositions=found, texts=texts, documents=documents)

    return make


def test_the_words_of_a_finding_go_with_its_claims(report: Report) -> None:
    found = [[[span.text for span in side] for side in f.words] for f in report.findings]
    assert found == [
        [["withdrawn", "valley"], ["never left the valley"]],
        [["shelling the ferry"], ["shelled the ferry"]],
        [["At least 40 people drowned"], ["drowned", "12"]],
    ]
    turned = Finding(
        report.findings[1].opposition, report.findings[1].second, report.findings[1].first
    )
    assert turned.words == report.findings[1].words[::-1]


def test_the_page_marks_them_within_the_content(report: Report) -> None:
    html = to_html(report)
    assert '<mark class="opposing">shelling the ferry</mark><mark> on Monday</mark>' in html
    assert '<mark>that Valdoria had </mark><mark class="opposing">shelled the ferry</mark>' in html
    quotations = Marks(html).quotations
    assert "“Valdoria’s soldiers never left the valley,”" in quotations
    style = re.search(r"mark\.opposing \{([^}]*)\}", html)
    assert style
    assert "underline" in style[1]


def test_markdown_sets_them_in_bold_italics(report: Report) -> None:
    text = to_markdown(report)
    assert "***shelling the ferry* on Monday**." in text
    assert "**that Valdoria had *shelled the ferry***, and" in text
    tokens = MarkdownIt("commonmark").parse(text)
    children = [child for token in tokens for child in token.children or []]
    inside, level = [], 0
    for child in children:
        level += (child.type == "em_open") - (child.type == "em_close")
        inside += [child.content] if level and child.content else []
    words = [span.text for finding in report.findings for side in finding.words for span in side]
    assert inside == words


def test_the_card_underlines_them_where_there_are_colours(report: Report) -> None:
    shown = to_card(report, report.findings[1], width=200, colour=True)
    assert "\x1b[1;4;7mshelling the ferry\x1b[0m\x1b[1;7m on Monday\x1b[0m" in shown
    assert "⟦shelling the ferry on Monday⟧" in to_card(report, report.findings[1], width=200)
    alone = to_card(report, report.findings[1].first, width=200, colour=True)
    assert "\x1b[1;7mshelling the ferry on Monday\x1b[0m" in alone


def test_json_has_them_by_claim(report: Report) -> None:
    data = json.loads(to_json(report))
    claims = {claim["id"]: claim for claim in data["claims"]}
    for opposition in data["oppositions"]:
        assert list(opposition["words"]) == ["a", "b"]
        for side in ("a", "b"):
            claim = claims[opposition[side]]
            text = report.texts[claim["document"]["sha256"]]
            spans = opposition["words"][side]
            assert spans
            for span in spans:
                assert text[span["start"] : span["end"]] == span["text"]
                assert claim["content"][0]["start"] <= span["start"]
                assert span["end"] <= claim["content"][0]["end"]


def test_they_are_marked_where_a_quotation_is_shortened(
    denial: Callable[[str, str], Report],
) -> None:
    rain, snow = ", and it rained" * 400, "; some snow fell" * 400
    report = denial(f"They shelled the ferry{rain}", f"We never shelled the ferry{snow}")
    marks = Marks(to_html(report))
    assert marks.opposing == ["shelled the ferry", "never shelled the ferry"]
    assert all(re.search(r"\[… [\d,]+ characters …\]|(rained|fell)$", q) for q in marks.quotations)
    assert to_html(report).count("characters …]") == 2
    assert all(len(quotation) < 2_000 for quotation in marks.quotations)
    assert "**They *shelled the ferry*, and it rained" in to_markdown(report)
    assert "\x1b[1;4;7mnever shelled the ferry" in to_card(
        report, report.findings[0], colour=True, width=200
    )


def test_without_the_text_of_the_document_they_are_marked_in_the_sentence(report: Report) -> None:
    assert Marks(to_html(replace(report, texts={}))).opposing == Marks(to_html(report)).opposing


ATTACK = "<script>alert(1)</script> *bold* `code` [x](javascript:y) </mark> \x1b[31m \u202e"


def test_hostile_words_stay_text_inside_the_marks(denial: Callable[[str, str], Report]) -> None:
    plain = denial("They shelled the ferry", "We never shelled the ferry")
    report = denial(
        f"They {ATTACK} shelled the{ATTACK} ferry", f"We never {ATTACK}shelled {ATTACK} it"
    )
    html = to_html(report)
    marks = Marks(html)
    assert marks.tags == Marks(to_html(plain)).tags
    assert marks.opposing
    assert html.count("<script>") == 1
    assert "</mark> *bold*" not in html
    assert "\x1b" not in html
    tokens = MarkdownIt("commonmark", {"html": True}).parse(to_markdown(report))
    kinds = {child.type for token in tokens for child in token.children or []}
    assert not kinds & {"html_inline", "link_open", "code_inline"}
    assert "\x1b[31m" not in to_card(report, report.findings[0], colour=True)


def test_a_mark_stands_between_any_signs_in_markdown(denial: Callable[[str, str], Report]) -> None:
    report = denial("“Shelled” the *ferry*, they", "“Never”—shelled_the ‘ferry’")
    tokens = MarkdownIt("commonmark").parse(to_markdown(report))
    quotes = [
        token.children
        for before, token in pairwise(tokens)
        if before.type == "paragraph_open" and before.level == 1 and token.children
    ]
    shown = ["".join(child.content for child in children) for children in quotes if children]
    assert "“Shelled” the *ferry*, they" in shown
    assert "“Never”—shelled_the ‘ferry’" in shown


def test_only_content_is_marked(report: Report) -> None:
    claim = report.findings[1].first
    pieces = report.context(claim, (claim.sentence,))
    assert [piece for piece in pieces if piece.opposing] == [
        Piece("shelling the ferry on Monday", Role.CONTENT, True)
    ]
    assert not any(piece.opposing for piece in report.context(claim))
