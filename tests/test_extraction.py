from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.extraction import claims
from factcheck.model import Act, Claim, Document, Form, Span
from factcheck.parsing import parse
from factcheck.parties import Gazetteer

REPORT = """Talks break down

GENEVA - Russian Foreign Minister Sergei Lavrov accused the United States of failing to separate
the rebels from the militants and of hiding its plans. “We kept our word,” he said.

The US State Department denied hiding any plans. It said Russia had bombed a hospital.

Rain fell on the lake all day, and the delegates went home.
"""
GAZETTEER = Gazetteer.load()


def extract(text: str, *, narration: bool = False) -> list[Claim]:
    return claims(Document(text, "report.txt"), parse(text), GAZETTEER, narration=narration)


def test_claims_of_a_report() -> None:
    found = extract(REPORT)
    assert [(c.party.id if c.party else None, c.act, c.targets) for c in found] == [
        ("RUS", Act.ACCUSATION, ("USA",)),
        ("RUS", Act.ACCUSATION, ("USA",)),
        ("RUS", Act.ASSERTION, ()),
        ("USA", Act.DENIAL, ()),
        ("USA", Act.ACCUSATION, ("RUS",)),
    ]
    assert [c.statement for c in found] == [
        "The United States failed to separate the rebels from the militants.",
        "The United States hid its plans.",
        "Russia kept its word.",
        "The United States did not hide any plans.",
        "Russia had bombed a hospital.",
    ]


def test_narration_is_nobodys_and_comes_only_when_asked_for() -> None:
    found = extract(REPORT, narration=True)
    told = [c for c in found if c.form is Form.NARRATION]
    assert [c.statement for c in told] == [
        "Rain fell on the lake all day, and the delegates went home."
    ]
    assert all(c.party is None and c.source is None for c in told)
    assert [c for c in found if c.form is not Form.NARRATION] == extract(REPORT)


def test_order_is_that_of_the_contents() -> None:
    found = extract(REPORT, narration=True)
    assert found == sorted(found, key=lambda c: (c.content[0].start, c.content[-1].end))


def test_confidence_is_a_share() -> None:
    assert all(0 < c.confidence < 1 for c in extract(REPORT))


def test_what_one_side_says_the_other_said() -> None:
    [claim] = extract("Moscow said Washington had told it that the talks were over.")
    assert claim.party is not None
    assert (claim.party.id, claim.reports) == ("RUS", "USA")


def _spans(claim: Claim) -> list[Span]:
    named = [s for s in (claim.source, claim.cue) if s is not None]
    return [*claim.content, claim.sentence, *named]


def _check(text: str) -> None:
    found = extract(text, narration=True)
    assert len({c.id for c in found}) == len(found)
    for claim in found:
        for span in _spans(claim):
            assert 0 <= span.start < span.end <= len(text)
            assert span.text == text[span.start : span.end]
    assert found == extract(text, narration=True)


_PIECES = st.sampled_from(
    [
        "Lavrov said ", "the US ", "accused Moscow of ", "lying", "and of ", "hiding it", "denied ",
        "that it had ", "we ", "they ", "attacked us", "“", "”", '"', "‘", "’", "'", "«", "»", "''",
        ", ", ". ", "? ", ": ", "\n", "\n\n", "KERRY: ", "\x00", "\x1b[31m", "\u202e", "\ud800",
        "😀", "مرحبا", "<b>", "\u2028", "Russian " * 40,
    ]
)  # fmt: skip


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.lists(_PIECES, max_size=25).map("".join))
def test_any_news_like_text_gives_true_spans(text: str) -> None:
    _check(text)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.text(max_size=120))
def test_any_text_gives_true_spans(text: str) -> None:
    _check(text)


def test_a_person_of_no_known_side_accuses_nobody_of_a_refusal() -> None:
    [only] = extract("Peru would do neither, Ivo Renn said.")
    assert only.act is not Act.ACCUSATION
    assert only.targets == ()


def test_its_ministry_is_of_the_side_that_the_words_are_about() -> None:
    found = extract("Peru said rain fell. Chile had opened the port on Monday, its navy said.")

    assert [c.party.id if c.party else None for c in found] == ["PER", "CHL"]


def test_a_denial_that_its_ministry_passes_on_is_the_side_s_own() -> None:
    found = extract("Chile denied it had closed the port, its foreign ministry said.")

    assert [(c.party.id if c.party else None, c.act, c.statement) for c in found] == [
        ("CHL", Act.DENIAL, "Chile had not closed the port.")
    ]


def test_its_ministry_is_not_of_the_side_that_the_words_charge() -> None:
    found = extract("Chile said rain fell. Peru had bombed the port, its navy said.")

    assert all(c.party is None or c.party.id != "PER" for c in found)


def test_they_are_who_charged_the_speaker_before() -> None:
    text = (
        "Russian officials accused Turkey of sinking a trawler.\n\n"
        "“They rammed our boat,” Turkish Foreign Minister Emre Aksoy said.\n"
    )
    assert [c.targets for c in extract(text)] == [("TUR",), ("RUS",)]
