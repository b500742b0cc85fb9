"""A report as one HTML file that needs nothing else: no server, no network, no script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from factcheck.model import Party, Relation
from factcheck.report import words
from factcheck.report.as_markdown import run_lines
from factcheck.report.evidence import evidence_of
from factcheck.report.safe import safe_page, shorten
from factcheck.report.summary import summary
from factcheck.report.view import PartyPair, Report

if TYPE_CHECKING:
    from jinja2 import Environment

_GRID_SIZE = 12
_SHADES = 4
_LONGEST = 1500
_LONGEST_IN_LIST = 400
_LONGEST_LABEL = 80


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the matrix; ``shade`` grows from 1 to 4 with the number of findings."""

    pair: PartyPair | None
    shade: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The matrix of parties: a row and a column a party, and the pairs that found no room."""

    parties: tuple[Party, ...]
    rows: tuple[tuple[Party, tuple[Cell, ...]], ...]
    further: tuple[PartyPair, ...]


def to_html(report: Report) -> str:
    """``report`` as a self-contained page.

    Style and script stand in the page, and its content security policy allows these two by
    their hash and nothing else, neither scripts nor requests.
    """
    style, script = _asset("report.css"), _asset("report.js")
    # The policy hashes the text between the tags to the letter, so it is put in unchanged.
    policy = (
        f"default-src 'none'; style-src '{_source_hash(style)}'; "
        f"script-src '{_source_hash(script)}'; base-uri 'none'; form-action 'none'"
    )
    page = _environment().get_template("report.html.jinja")
    text = page.render(
        report=report,
        policy=policy,
        style=style,
        script=script,
        summary=summary(report),
        grid=grid(report),
        relations=_relations(report),
        period=words.period(report.documents),
        run_lines=[tuple(line.partition(": ")[::2]) for line in run_lines(report.run)],
    )
    return f"{text.strip()}\n"


def grid(report: Report, size: int = _GRID_SIZE) -> Grid:
    """The matrix of the ``size`` parties with most findings; further pairs as a list."""
    parties = report.opposing_parties[:size]
    pairs: Mapping[frozenset[str], PartyPair] = {
        frozenset((pair.first.id, pair.second.id)): pair for pair in report.matrix
    }
    most = max((pair.total for pair in report.matrix), default=1)
    rows = []
    for row in parties:
        cells = []
        for column in parties:
            pair = pairs.get(frozenset((row.id, column.id)))
            shade = 0 if pair is None else max(1, -(-pair.total * _SHADES // most))
            cells.append(Cell(pair, shade))
        rows.append((row, tuple(cells)))
    shown = {party.id for party in parties}
    further = tuple(p for p in report.matrix if not {p.first.id, p.second.id} <= shown)
    return Grid(parties, tuple(rows), further)


def _relations(report: Report) -> Sequence[tuple[Relation, int]]:
    """Relations that occur, with their number of findings."""
    present = [finding.opposition.relation for finding in report.findings]
    return [(relation, present.count(relation)) for relation in Relation if relation in present]


def _asset(name: str) -> str:
    """A file of the templates folder."""
    return (resources.files("factcheck.report") / "templates" / name).read_text("utf-8")


def _source_hash(text: str) -> str:
    """``text`` as a hash source of the Content Security Policy (Level 3, section 2.3.1)."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _environment() -> Environment:
    """Templates with everything escaped that does not say it is markup of our own."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    def clean(value: object) -> object:
        return safe_page(value) if type(value) is str else value

    environment = Environment(
        loader=PackageLoader("factcheck.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=clean,
    )
    environment.filters.update(
        brief=_brief,
        counted=words.counted,
        evidence=evidence_of,
        likelihood=words.likelihood_words,
        labelled=words.label_words,
        long_date=words.long_date,
        offsets=words.offsets,
        sentence=words.sentence_case,
        short=lambda text: shorten(text, _LONGEST_IN_LIST),
        shown=lambda text: shorten(text, _LONGEST),
        own=Markup,
        web=_web_address,
        where=words.where,
    )
    environment.globals.update(
        acts=words.ACT_NAMES,
        forms=words.FORM_NAMES,
        meanings=words.RELATION_MEANINGS,
        names=words.RELATION_NAMES,
        near_misses=words.NEAR_MISSES,
        score_meaning=words.SCORE_MEANING,
    )
    return environment


def _brief(text: str, limit: int = _LONGEST_LABEL) -> str:
    """``text`` cut to ``limit`` characters, for a label that stands in full elsewhere."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def _web_address(url: str | None) -> str | None:
    """``url`` where it leads to the web and nowhere else, so that no link can run anything."""
    if url and url.lower().startswith(("https://", "http://")):
        return url
    return None
