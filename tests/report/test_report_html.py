import base64
import hashlib
import itertools
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

from factcheck.model import Party
from factcheck.report.as_html import grid, to_html
from factcheck.report.view import Report


class Page(HTMLParser):
    """Tags with their attributes, and the text outside style and script."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._raw = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._raw = tag in {"style", "script"}

    def handle_endtag(self, tag: str) -> None:
        self._raw = False

    def handle_data(self, data: str) -> None:
        if not self._raw:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_the_page_holds_what_was_found(report: Report) -> None:
    page = Page(to_html(report))
    assert "Valdoria and the United Ferran States oppose each other in 2 findings" in page.text
    assert "likely, 0.86" in page.text
    assert "Valdoria denies the shelling." in page.text
    assert "texts/morning.txt, characters 210–238" in page.text
    assert "The Kessel Mail, 4 March 2031" in page.text
    assert "models embeddingmini" in page.text
    assert page.text.count("First to second") == 1
    articles = page.all("article")
    assert [article["data-relation"] for article in articles] == [
        "contradiction",
        "denial",
        "numeric_conflict",
    ]


def test_the_content_is_marked_to_the_letter(report: Report) -> None:
    html = to_html(report)
    assert "shelling the ferry</mark><mark> on Monday</mark>" in html
    assert '<span class="cue" title="the attributing words">accused</span>' in html


def test_the_policy_allows_the_inline_style_and_script_and_nothing_else(report: Report) -> None:
    html = to_html(report)
    found = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert found
    policy = found[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (inline,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_nothing_is_loaded_from_anywhere(report: Report) -> None:
    page = Page(to_html(report))
    tags = {name for name, _ in page.tags}
    assert not tags & {"link", "img", "iframe", "object", "embed", "base", "source"}
    for _, attributes in page.tags:
        assert "src" not in attributes
        assert "style" not in attributes
        assert not any(name.startswith("on") for name in attributes)
    assert not re.search(r"url\(|@import", to_html(report))


def test_only_web_addresses_become_links(report: Report, hostile: Report) -> None:
    targets = [a["href"] for a in Page(to_html(report)).all("a")]
    assert "https://courier.example/talks" in targets
    assert all(t and t.startswith(("#", "https://courier")) for t in targets)
    documents = [replace(document, url="javascript:alert(1)") for document in report.documents]
    links = Page(to_html(replace(report, documents=documents))).all("a")
    assert all((link["href"] or "").startswith("#") for link in links)


def test_copies_of_a_claim_are_listed(report: Report) -> None:
    finding, copy = report.findings[0], report.findings[1].first
    opposition = replace(finding.opposition, evidence={"carriers_a": [copy.id]})
    text = Page(to_html(replace(report, oppositions=[opposition]))).text
    place = "The Kessel Mail, 4 March 2031, texts/morning.txt, characters 210–238"
    assert f"Also in{place}" in text.replace("Also in ", "Also in")


def test_hostile_text_is_text(report: Report, hostile: Report) -> None:
    page = Page(to_html(hostile))
    assert "<script>document.title='owned'</script>" in page.text
    assert {name for name, _ in page.tags} <= {name for name, _ in Page(to_html(report)).tags}
    assert len(page.all("script")) == len(page.all("style")) == 1


def test_ids_are_unique_and_links_within_the_page_lead_somewhere(report: Report) -> None:
    page = Page(to_html(report))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    inner = [a["href"] for a in page.all("a") if (a["href"] or "").startswith("#")]
    assert {target[1:] for target in inner if target} <= set(ids)
    labelled = [a["aria-labelledby"] for _, a in page.tags if "aria-labelledby" in a]
    assert set(labelled) <= set(ids)
    assert {label["for"] for label in page.all("label") if "for" in label} <= set(ids)


def test_headings_do_not_skip_a_level(report: Report) -> None:
    levels = [int(n[1]) for n, _ in Page(to_html(report)).tags if re.fullmatch(r"h[1-6]", n)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_combinations_are_folded_away_and_all_there(combined: Report) -> None:
    page = Page(to_html(combined))
    assert page.text.count("Also: 2 more of the same kind") == 1
    assert len(page.all("article")) == 5
    assert [tag.get("class") for tag in page.all("details")].count("alike") == 1


def test_without_findings_it_says_so_and_what_was_read(report: Report) -> None:
    page = Page(to_html(replace(report, oppositions=[])))
    assert "No two claims in these documents were found to oppose each other." in page.text
    assert "2 documents read; 6 claims by 3 parties found." in page.text
    assert not page.all("article")
    assert not page.all("form")
    assert "No document was read." in Page(to_html(Report([]))).text


def test_awkward_values_fit(report: Report) -> None:
    arabic = "قال الوزير إن القوات انسحبت من الوادي."
    path = "folder/" * 60 + "a.txt"
    claims = [
        replace(
            claim,
            statement=arabic * 2_000,
            party=Party("VAL", "V" * 500),
            document=replace(claim.document, path=path, published=None, outlet=None),
        )
        for claim in report.claims
    ]
    text = Page(to_html(replace(report, claims=claims, parties={}))).text
    assert path in text
    assert len(text) < 200_000
    assert "characters …]" in text


def test_a_large_report_stays_a_file_that_opens(large_report: Callable[[int], Report]) -> None:
    html = to_html(large_report(2_000))
    assert html.count("<article") == 2_000
    assert len(html) < 10_000_000


def test_the_grid_shows_the_busiest_parties_and_lists_the_rest(
    large_report: Callable[[int], Report],
) -> None:
    report = large_report(200)
    whole, part = grid(report), grid(report, size=3)
    assert len(whole.rows) == 9
    assert not whole.further
    assert [party.id for party in part.parties] == [p.id for p in report.opposing_parties[:3]]
    shown = [cell.pair for _, cells in part.rows for cell in cells if cell.pair]
    assert not any(pair in shown for pair in part.further)
    assert all(pair in shown or pair in part.further for pair in report.matrix)


def test_a_label_stands_in_words_under_its_finding(report: Report, labelled: Report) -> None:
    said = "A reviewer calls this finding wrong (6 March 2031): <b>no</b>"
    html = to_html(labelled)
    assert Page(html).text.count(said) == 1
    assert "<b>no</b>" not in html
    assert "A reviewer" not in Page(to_html(report)).text
