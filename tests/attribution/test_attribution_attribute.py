"""Whole documents: quotations that go on, nesting, transcripts, and texts of any kind."""

from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.attribution import Attribution, attribute
from factcheck.attribution.tree import text_of
from factcheck.model import Act, Form
from factcheck.parsing import parse
from factcheck.statements import Voice, statement


def test_a_quotation_that_stands_alone_continues_the_speaker_before(said) -> None:
    text = "“The pass is shut today,” Ivo Renn said.\n\n“We shall open it on Monday.”"
    first, second = said(text)
    assert (first.source, second.source) == ("Ivo Renn", "Ivo Renn")
    assert second.cue is None
    assert second.found.carried
    assert not first.found.carried


def test_a_quotation_far_from_any_speaker_is_nobodys(said) -> None:
    gap = "\n\nRain fell.\n\nThe lake rose.\n\nThe town slept.\n\n"
    found = said(f"Ivo Renn said the pass was shut.{gap}“We shall open it on Monday.”")
    assert [s.source for s in found] == ["Ivo Renn", None]


def test_a_quotation_over_paragraphs_is_one_speakers(said) -> None:
    text = "“The pass is shut today,” Renn said. “It will stay shut.\n\n“We open it on Monday.”"
    found = said(text)
    assert {s.source for s in found} == {"Renn"}
    assert all(s.found.form is Form.DIRECT for s in found)


def test_speech_of_several_sentences_is_a_claim_each(said) -> None:
    found = said("“The pass is shut today. The ferry has sunk,” Renn said.")
    assert [s.content for s in found] == [("“The pass is shut today.",), ("The ferry has sunk,”",)]


def test_a_quoted_phrase_stays_with_its_sentence(said) -> None:
    [only] = said("Renn said the pass was “shut for good”.")
    assert only.content == ("the pass was “shut for good”",)


def test_a_quoted_phrase_in_narration_is_nobodys(said) -> None:
    assert said("The “old pass” has been shut since March.") == []


def test_went_on_beside_a_quotation(said) -> None:
    [only] = said("“Nobody has crossed it since then,” the admiral went on.")
    assert only.source == "the admiral"


def test_an_attribution_inside_another_is_its_background(said) -> None:
    [only] = said("Renn said Sylvania had told him that the pass was shut.")
    assert only.source == "Renn"


def test_an_outlet_passes_words_on(said) -> None:
    [only] = said("The newspaper reported that Ivo Renn had said the pass was shut.")
    assert only.source == "Ivo Renn"


def test_answers_are_claims_and_questions_are_not(said) -> None:
    text = "HOST: Is the pass shut?\nRENN: It has been shut since Monday.\nHOST: And the ferry?\n"
    found = said(text)
    assert [(s.source, s.content) for s in found] == [("RENN", ("It has been shut since Monday.",))]


def test_headlines_and_narration_are_not_claimed(said) -> None:
    assert said("Pass shut after storm\n\nSnow fell on the pass and the ferry sank.") == []


def _checked(text: str) -> list[Attribution]:
    """The attributions of ``text``, after checking what holds for every text."""
    doc = parse(text)
    assert len(text_of(doc)) == len(text)
    found = attribute(doc)
    for each in found:
        ranges = [*each.content, each.sentence]
        ranges += [r for r in (each.source, each.cue, each.agent) if r is not None]
        for start, end in ranges:
            assert 0 <= start < end <= len(text)
        assert each.sentence[0] <= min(start for start, _ in each.content)
        assert statement(doc, each, Voice("Renn", "Ruritania", "Sylvania"))
    return found


_PIECES = st.sampled_from(
    [
        "Renn said ", "the pass was shut", "he said", "accused Sylvania of ", "lying", "and of ",
        "according to ", "the army", "denied ", "that ", "we ", "our ", "it ", "urged X to go",
        "VOSS: ", "Q: ", "“", "”", '"', "‘", "’", "'", "«", "»", "„", "''", ", ", ". ", "? ",
        "\n", "\n\n", "\t", "\x00", "\u202e", "\ud800", "😀", "العربية", "[", "…", "é", "\u2028",
        "word " * 30, "12", "put the toll at ",
    ]
)  # fmt: skip


@settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.lists(_PIECES, max_size=25).map("".join))
def test_any_news_like_text_gives_ranges_inside_it(text: str) -> None:
    _checked(text)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(max_size=150))
def test_any_text_gives_ranges_inside_it(text: str) -> None:
    _checked(text)


def test_a_line_without_end_is_read() -> None:
    text = "Renn said “the pass was shut ” and " * 1000
    assert _checked(text)


@lru_cache(maxsize=1)
def _long() -> str:
    return "“The pass is shut today,” Renn said. Voss denied that the ferry had sunk.\n\n" * 40


def test_the_same_text_gives_the_same_attributions() -> None:
    assert _checked(_long()) == _checked(_long())
    assert len(_checked(_long())) == 80


def test_a_name_and_a_colon_lead_into_a_quotation(said) -> None:
    [only] = said("Ivo Renn: “The pass has been shut since March.”")
    assert (only.source, only.cue) == ("Ivo Renn", None)


def test_any_verb_beside_a_quotation_names_its_speaker(said) -> None:
    text = (
        "Mara Voss said the gate was open.\n\n"
        "“Nobody opened any gate,” Ivo Renn raged. “That lock was rusty all through.”"
    )
    _, first, second = said(text)
    assert (first.source, first.cue) == ("Ivo Renn", "raged")
    assert (second.source, second.cue) == ("Ivo Renn", None)


def test_a_quotation_that_nothing_reads_ends_the_speakers_turn(said) -> None:
    text = (
        "Mara Voss said the gate was open. The sign “do not open this gate” hung on it. "
        "“The lock was rusty all through.”"
    )
    assert [s.source for s in said(text)] == ["Mara Voss", None]


def test_somebody_else_in_between_ends_the_speakers_turn(said) -> None:
    text = "Mara Voss said the gate was open. Ivo Renn rose. “The lock was rusty all through.”"
    assert [s.source for s in said(text)] == ["Mara Voss", None]


def test_the_same_speaker_in_between_goes_on(said) -> None:
    text = "Mara Voss said the gate was open. Voss rose. “The lock was rusty all through.”"
    assert [s.source for s in said(text)] == ["Mara Voss", "Mara Voss"]


def test_a_short_sentence_in_quotation_marks_is_speech(said) -> None:
    found = said("“We sat there all night,” Renn said. “They left.”")
    assert [s.content for s in found] == [("“We sat there all night,”",), ("“They left.”",)]


def test_who_is_asked_about_says_nothing(said) -> None:
    assert said("Who was to blame for the lost nights?") == []


def test_a_charge_of_nothing_is_none() -> None:
    found = attribute(parse("The captain has been charged with no offence."))
    assert all(a.act is not Act.ACCUSATION for a in found)


def test_who_is_held_responsible_is_part_of_the_content(said) -> None:
    [only] = said("Bulgaria holds Romania responsible for the flood.")
    assert (only.source, only.content) == ("Bulgaria", ("Romania responsible for the flood",))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Vale was blunt: “The roof has leaked since May and nobody came.”", "Vale"),
        (
            "The captain had no regrets: “The roof has leaked since May and nobody came.”",
            "The captain",
        ),
        ("Vale shut the door: “The roof has leaked since May and nobody came.”", "Vale"),
    ],
)
def test_whom_the_clause_before_a_colon_is_about_says_what_follows(said, text, source) -> None:
    [only] = said(f"The fair was held in June and many came. {text}")
    assert (only.source, only.content) == (
        source,
        ("“The roof has leaked since May and nobody came.”",),
    )


def test_a_thing_before_a_colon_says_nothing(said) -> None:
    assert not [
        s
        for s in said("The sign was plain: “The roof has leaked since May and nobody came.”")
        if s.source
    ]
