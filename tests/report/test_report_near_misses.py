"""What comes near to a finding and is none: from an index, and in every format."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from factcheck.errors import StoreError
from factcheck.model import Act, Claim, Document, Form, Opposition, Party, Relation, stable_id
from factcheck.opposition.near_miss import Kind
from factcheck.report.as_html import to_html
from factcheck.report.as_json import to_json
from factcheck.report.as_markdown import to_markdown
from factcheck.report.as_table import to_table
from factcheck.report.near_misses import MOST
from factcheck.report.of_store import report_of
from factcheck.report.view import NearMiss, Report
from factcheck.store import Store

NORLAND, SUDMARK = Party("NRL", "Norland"), Party("SDM", "Sudmark")
MATTER = "the harbour"
VOICES = "voices"
Said = tuple[float, float, float]
UNCONCERNED: Said = (0.02, 0.95, 0.03)


def claimed(
    document: Document, place: int, statement: str, party: Party, act: Act, *targets: str
) -> Claim:
    span = document.span(place, place + 1)
    return Claim(
        id=stable_id(document.sha256, place),
        document=document.info,
        source=None,
        cue=None,
        content=(span,),
        sentence=span,
        statement=statement,
        speaker=None,
        party=party,
        form=Form.INDIRECT,
        act=act,
        targets=targets,
    )


@pytest.fixture
def index(tmp_path: Path) -> Callable[..., Report]:
    """The report of an index with one finding, of charges and denials, and what was asked."""

    def index(*denials: str, said: Said | None = UNCONCERNED, listed: bool | None = None) -> Report:
        document = Document("x" * 100, "a.txt", published="2031-05-04")
        charge = claimed(document, 0, "Sudmark bombed the harbour.", NORLAND, Act.ACCUSATION, "SDM")
        denied = claimed(document, 1, "Sudmark did not bomb the harbour.", SUDMARK, Act.DENIAL)
        others = [
            claimed(document, place, words, SUDMARK, Act.DENIAL)
            for place, words in enumerate(denials, 2)
        ]
        claims = [charge, denied, *others]
        a, b = sorted((charge.id, denied.id))
        finding = Opposition(stable_id(a, b), a, b, Relation.DENIAL, 0.9, "They differ.", MATTER)
        with Store.open(tmp_path / "index", create=True) as store:
            store.add(document, claims, np.tile(np.array([1, 0], np.float32), (len(claims), 1)))
            store.replace_oppositions([finding])
            store.set_meta(nli="bare", judge=f"1.0/bare/{VOICES}/ffff")
            if said is not None:
                voice = f"Norland: {charge.statement}"
                asked = [(voice, f"Sudmark: {other.statement}") for other in others]
                asked += [(other, one) for one, other in asked]
                store.add_verdicts(asked, VOICES, np.array([said] * len(asked), np.float32))
            if listed is not None:
                near = [charge.id] if listed else [denied.id]
                profile = json.dumps([others[0].statement, "words", [], [], [], []])
                store.keep_comparisons(
                    (c.id, profile, None, "s", np.array(ids, "<u8").tobytes(), b"")
                    for c, ids in (
                        (charge, []),
                        (others[0], [int(id_, 16) for id_ in near]),
                    )
                )
            return report_of(store)

    return index


MINED = "Sudmark had not mined the harbour."


def test_a_denial_of_another_deed_is_told_from_the_findings(index: Callable[..., Report]) -> None:
    (matter,) = index(MINED).matters
    (miss,) = matter.near_misses
    assert miss.kind is Kind.OTHER_DEED
    assert [claim.party for claim in (miss.first, miss.second)] == [NORLAND, SUDMARK]


def test_what_was_not_asked_is_not_told(index: Callable[..., Report]) -> None:
    assert index(MINED, said=None).near_misses == {}


def test_nor_what_sounds_opposed_and_has_no_reason(index: Callable[..., Report]) -> None:
    assert index(MINED, said=(0.02, 0.08, 0.9)).near_misses == {}


def test_what_an_earlier_build_asked_counts_no_more(index: Callable[..., Report]) -> None:
    assert index(MINED, listed=False).near_misses == {}


def test_what_the_last_build_compared_counts(index: Callable[..., Report]) -> None:
    assert len(index(MINED, listed=True).near_misses[MATTER]) == 1


def test_what_a_build_left_damaged_is_said_in_one_line(
    index: Callable[..., Report], tmp_path: Path
) -> None:
    index(MINED, listed=True)
    with Store.open(tmp_path / "index") as store:
        store.database.query("UPDATE comparisons SET profile = '[1]'")
        with pytest.raises(StoreError, match="damaged"):
            report_of(store)


def test_a_claim_is_in_one_near_miss_of_a_matter(index: Callable[..., Report]) -> None:
    denials = [f"Sudmark had not mined the harbour in {year}." for year in range(2020, 2030)]
    (misses,) = index(*denials).near_misses.values()
    ids = [claim.id for miss in misses for claim in (miss.first, miss.second)]
    assert len(misses) <= MOST
    assert len(set(ids)) == len(ids)


@pytest.fixture
def with_near_miss(report: Report) -> Report:
    """The invented report, a near miss in its second matter."""
    (_, second) = report.matters
    first, other = report.claims[0], report.claims[5]
    miss = NearMiss(first, other, Kind.OTHER_DEED, "what is denied is not what is charged")
    return replace(report, near_misses={second.label: (miss,)})


def test_each_format_says_why(with_near_miss: Report) -> None:
    why = "hat is denied is not what is charged"
    page = to_html(with_near_miss)
    assert page.count('<details class="near-misses">') == 1
    assert f"W{why}." in page
    markdown = to_markdown(with_near_miss)
    assert markdown.count("Close to these, and no opposition") == 1
    assert f"- W{why} · Valdoria: " in markdown
    shown = " ".join(to_table(with_near_miss, width=200).split())
    assert "No opposition" in shown
    (fields,) = json.loads(to_json(with_near_miss))["near_misses"]
    assert fields["kind"] == "other_deed"
    assert fields["why"] == f"w{why}"
    assert fields["a"] < fields["b"]
    assert fields["matter"] == with_near_miss.matters[1].label


def test_without_findings_of_the_matter_nothing_is_near_to_them(with_near_miss: Report) -> None:
    bare = replace(with_near_miss, oppositions=[])
    assert json.loads(to_json(bare))["near_misses"] == []
    assert "no opposition" not in to_markdown(bare)
