"""Where a content ends: limits stay in it, narration stays out."""

from __future__ import annotations

import pytest

from factcheck.attribution import attribute
from factcheck.attribution.edges import edged
from factcheck.attribution.setting import Setting
from factcheck.attribution.types import Attribution
from factcheck.model import Form
from factcheck.parsing import parse

LIMITED = [
    ("The ferry line denied cancelling any crossings except those to Sorm.", "to Sorm"),
    ("The mayor said the well was clean, although its pump had rusted.", "rusted"),
    ("The mayor said the well was clean, but not fit for infants.", "infants"),
    ("The pilots said nobody would fly unless the runway was mended.", "mended"),
    ("The pilots said nobody would fly until the runway was mended.", "mended"),
    ("The club said it had sold no player except Moreno, Diaz and Holt.", "Holt"),
]
COMMENTED = [
    ("The mayor said the well was clean, though she gave no details.", "clean"),
    ("The mayor said the well was clean, although the doctors said it was not.", "clean"),
]
UNTOLD = [
    ("The mayor said the well was shut in May, although she gave no date.", "May"),
    ("The guild said two men had drowned, though it did not say how.", "drowned"),
    ("The guild said a miner had struck a clerk, whom it did not name.", "clerk"),
    ("The guild said two men had drowned, without giving details.", "drowned"),
    ("The guild said two men had drowned without elaborating.", "drowned"),
    ("The guild said two men had drowned, according to a transcript of the talks.", "drowned"),
]
NARRATED = [
    ("The army said it had taken the pass, as fighting entered its second month.", "pass"),
    (
        "The bank said it had lost nothing, as its owners and the tax office traded blame.",
        "nothing",
    ),
    ("The guild said it would leave the talks, in the latest blow to the mediators.", "talks"),
    ("The guild said it would leave the talks, in a setback for the mediators.", "talks"),
    ("The guild said two men had died, in the deadliest accident since March.", "died"),
    ("The guild said it would leave the talks, amid growing anger over wages.", "talks"),
]
TOLD = [
    "The mayor said the bus had stopped, as most drivers had stayed at home.",
    "The mayor said the fund would grow, as it had done in May.",
    "The mayor said the shop stood in the largest square, in the oldest street of the town.",
    "The mayor said the tower had burnt in the first year of the war.",
    "The mayor said the bus had left, without waiting for the nurse.",
    "The mayor said the bus had left, although he gave no order.",
]


def _said(text: str) -> list[str]:
    """The words of each attribution, with all of its content from first to last."""
    return [text[a.content[0][0] : a.content[-1][1]] for a in attribute(parse(text))]


def _short(text: str, words: str) -> Attribution:
    """What a reader finds in the text who stops after ``words``."""
    (found,) = (a for a in attribute(parse(text)) if words in text[slice(*a.content[-1])])
    start, end = found.content[-1]
    return Attribution(
        source=found.source,
        cue=found.cue,
        content=((start, text.index(words, start, end) + len(words)),),
        sentence=found.sentence,
        form=found.form,
        act=found.act,
        construction=found.construction,
        verb=found.verb,
        head=found.head,
    )


@pytest.mark.parametrize(("text", "end"), LIMITED)
def test_a_clause_that_turns_the_sense_stays(text: str, end: str) -> None:
    (said,) = _said(text)
    assert said.endswith(end)


@pytest.mark.parametrize(
    ("text", "stopped"),
    [
        ("The firm said it would sell nothing, unless the court allowed it.", "sell nothing"),
        ("The firm said it had paid all debts, except those of the mine.", "all debts"),
        ("The firm said it had shut the mine, though not the smelter.", "the mine"),
    ],
)
def test_a_content_that_stops_short_is_read_on(text: str, stopped: str) -> None:
    doc = parse(text)
    (whole,) = edged(doc, Setting(doc), [_short(text, stopped)])
    assert text[whole.content[-1][1] :] == "."


@pytest.mark.parametrize(("text", "end"), COMMENTED)
def test_what_limits_the_telling_is_the_reporter_s(text: str, end: str) -> None:
    assert _said(text)[0].endswith(end)


def test_a_limit_after_the_cue_belongs_to_the_quotation() -> None:
    text = "“We will not sail,” the captain said, unless the engine was mended."
    (found,) = attribute(parse(text))
    assert [text[s:e] for s, e in found.content][-1] == "unless the engine was mended"
    assert found.form is Form.MIXED


@pytest.mark.parametrize(("text", "end"), NARRATED + UNTOLD)
def test_narration_after_a_claim_is_no_part_of_it(text: str, end: str) -> None:
    said = _said(text)[0]
    assert said.endswith(end)


@pytest.mark.parametrize("text", TOLD)
def test_what_the_source_tells_stays(text: str) -> None:
    (said,) = _said(text)
    assert text.endswith(said + ".")


def test_a_deed_that_stirs_hopes_or_fears_utters_none() -> None:
    text = "The guild left the talks, dimming hopes that the mill could be saved."
    assert not [said for said in _said(text) if "could be saved" in said]
    told = "The guild left the talks, saying that the mill would close."
    assert [said for said in _said(told) if "would close" in said]
