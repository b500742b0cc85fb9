"""Two sources in one sentence: where the words of one stop."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The union says the gap is 350; the trust says that it is 90.",
            [("The union", "the gap is 350"), ("the trust", "that it is 90")],
        ),
        (
            "Ivo Renn said he had waited a week; the bank said the wait had been a day.",
            [("Ivo Renn", "he had waited a week"), ("the bank", "the wait had been a day")],
        ),
        (
            "The boat was inside, according to the navy; Borduria maintains that it was outside.",
            [("the navy", "The boat was inside"), ("Borduria", "that it was outside")],
        ),
        (
            "Renn said the pass was shut, but Voss insisted that it was open.",
            [("Renn", "the pass was shut"), ("Voss", "that it was open")],
        ),
        (
            "Renn said the pass was shut, while Voss said it was open.",
            [("Renn", "the pass was shut"), ("Voss", "it was open")],
        ),
        ("The wall fell; the road was shut, Renn said.", [("Renn", "the road was shut")]),
        (
            "Renn said that the wall fell; the road was shut.",
            [("Renn", "that the wall fell; the road was shut")],
        ),
    ],
)
def test_each_source_has_its_own_words(said, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(s.source, s.content[0]) for s in said(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Renn conceded that acid had reached the lake but maintained that it was harmless.",
            [
                ("conceded", "that acid had reached the lake"),
                ("maintained", "that it was harmless"),
            ],
        ),
        (
            "Renn said officers had found no key, adding that the inquiry was continuing.",
            [("said", "officers had found no key"), ("adding", "that the inquiry was continuing")],
        ),
        (
            "The mill now admits that 700 litres escaped - after insisting that it was 20.",
            [("now admits", "that 700 litres escaped"), ("insisting", "that it was 20")],
        ),
    ],
)
def test_a_second_cue_has_words_of_its_own(said, text: str, expected: list[object]) -> None:
    assert [(s.cue, s.content[0]) for s in said(text)] == expected


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "Renn told a hearing of the council that the agency had known.",
            "Renn",
            "told",
            ("that the agency had known",),
        ),
        (
            "Renn hit back that the deal is worth more.",
            "Renn",
            "hit back",
            ("that the deal is worth more",),
        ),
        ("Renn slammed the claim as “vile”.", "Renn", "slammed", ("the claim as “vile”",)),
        ("That, replied Ivo Renn, was a lie.", "Ivo Renn", "replied", ("That", "was a lie")),
        (
            "Not true, snapped hospital boss Dr Ada Renn: the union had accepted it.",
            "hospital boss Dr Ada Renn",
            "snapped",
            ("the union had accepted it",),
        ),
    ],
)
def test_further_ways_to_say(said, text: str, source: str, cue: str, content: object) -> None:
    [only] = said(text)
    assert (only.source, only.cue, only.content) == (source, cue, content)


@pytest.mark.parametrize(
    "text",
    ["The deal, announced Tuesday, was shelved.", "The pass, confirmed closed, was empty."],
)
def test_participles_between_commas_say_nothing(said, text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Renn accused Borduria of sinking a boat, a charge that Borduria rejected at once.",
            "Borduria of sinking a boat",
        ),
        (
            "Renn accused Borduria of sinking a boat, an allegation Borduria denies.",
            "Borduria of sinking a boat",
        ),
        (
            "Renn said the army had shelled the port, a claim the army rejected.",
            "the army had shelled the port",
        ),
        (
            "Renn said the army had shelled the port, which it denies.",
            "the army had shelled the port",
        ),
    ],
)
def test_the_reporters_note_of_an_answer_is_left_out(said, text: str, content: str) -> None:
    assert said(text)[0].content == (content,)


def test_a_clause_begins_at_its_that(said) -> None:
    [only] = said("Renn acknowledged, when pressed, that six workers had been hurt.")
    assert only.content == ("that six workers had been hurt",)


def test_a_promise_keeps_what_was_promised(said) -> None:
    [only] = said("Renn accused the trust of breaking a promise, made last May, to hire nurses.")
    assert only.content == ("the trust of breaking a promise, made last May, to hire nurses",)


def test_a_quotation_that_begins_with_its_verb_keeps_its_subject(said) -> None:
    [*_, last] = said("She criticised the board too: the board, “has four clerks for two towns”.")
    assert last.content == ("the board", "“has four clerks for two towns”")


def test_what_stands_before_a_colon_with_a_cue_is_another_claim(said) -> None:
    found = said("He held the trust responsible for the fire: its men, he said, had left the gate.")
    assert [(s.cue, s.content) for s in found] == [
        ("held", ("the trust responsible for the fire",)),
        ("said", ("its men", "had left the gate")),
    ]


def test_a_cleft_sentence_keeps_its_first_half(said) -> None:
    [only] = said("It was Borduria, she said, that had delayed the rescue.")
    assert only.content == ("It was Borduria", "that had delayed the rescue")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Its chair, Ada Renn, called on the nurses to suspend the strike.", "Its chair, Ada Renn"),
        ("Mr Renn, who last week promised to restart on Monday, has left.", "Mr Renn"),
    ],
)
def test_the_source_ends_before_its_cue(said, text: str, source: str) -> None:
    assert said(text)[0].source == source
