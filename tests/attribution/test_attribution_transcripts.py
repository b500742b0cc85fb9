from __future__ import annotations

from factcheck.attribution.transcripts import turns

INTERVIEW = """RADIO CENTRAL: Is the pass open?
MARA VOSS: It is open. We cleared it.
RADIO CENTRAL: Who closed it?
VOSS: Sylvania did.
RADIO CENTRAL: Thank you.
"""


def said(text: str) -> list[tuple[str, str, bool]]:
    return [(text[slice(*t.label)], text[slice(*t.said)], t.question) for t in turns(text)]


def test_labels_in_capitals_are_speakers_and_who_mostly_asks_is_the_interviewer() -> None:
    assert said(INTERVIEW) == [
        ("RADIO CENTRAL", "Is the pass open?", True),
        ("MARA VOSS", "It is open. We cleared it.", False),
        ("RADIO CENTRAL", "Who closed it?", True),
        ("VOSS", "Sylvania did.", False),
        ("RADIO CENTRAL", "Thank you.", True),
    ]


def test_a_label_in_small_letters_has_to_come_back() -> None:
    text = "Mara Voss: We signed.\nIvo Renn: We did not.\nMara Voss: You did.\nIvo Renn: We left.\n"
    assert [label for label, _, _ in said(text)] == ["Mara Voss", "Ivo Renn"] * 2
    assert said("Weather: rain.\nRoads: open.\n") == []


def test_question_and_answer_labels() -> None:
    assert said("Q: Who fired?\nA: Nobody fired.\nQ: And then?\nA: Nothing more.\n") == [
        ("Q", "Who fired?", True),
        ("A", "Nobody fired.", False),
        ("Q", "And then?", True),
        ("A", "Nothing more.", False),
    ]


def test_bold_labels_of_markdown() -> None:
    text = "**VOSS:** We signed.\n\n**RENN:** We did not.\n"
    assert [(label, words) for label, words, _ in said(text)] == [
        ("VOSS", "We signed."),
        ("RENN", "We did not."),
    ]


def test_lines_about_the_document_are_no_turns() -> None:
    assert turns("SOURCE: Agency\nDATE: Monday\nPHOTO: a bridge\n") == []


def test_one_labelled_line_is_no_transcript() -> None:
    assert turns("WARNING: the road is closed.\nNothing else here.\n") == []


BRIEFING = """MODERATOR: Good morning, everyone.

MINISTER VOSS: Thank you. We signed.

They did not. That is all.

(Laughter.)

QUESTION (via interpreter): And the road?

VOSS (continuing): The road is open.

[00:01:12] RENN [through translator]: It is
closed to us.

Copyright 2019
"""


def test_what_bears_no_label_goes_on_from_the_last_one() -> None:
    assert said(BRIEFING) == [
        ("MODERATOR", "Good morning, everyone.", True),
        ("MINISTER VOSS", "We signed.", False),
        ("MINISTER VOSS", "They did not. That is all.", False),
        ("QUESTION", "And the road?", True),
        ("VOSS", "The road is open.", False),
        ("RENN", "It is\nclosed to us.", False),
    ]


def test_a_label_may_have_a_line_to_itself() -> None:
    text = "VOSS:\nWe signed.\n\nRENN:\n\nWe did not.\n\nVOSS:\nYou did.\n"
    assert [words for _, words, _ in said(text)] == ["We signed.", "We did not.", "You did."]


def test_a_reporter_who_narrates_is_no_speaker() -> None:
    text = (
        "ELLEN HART, HOST:\nWho closed the road?\n\nTOM BECK, BYLINE: Peru says it is open.\n\n"
        "ANA VOSS: It is open.\n\nBECK: Chile says it is not.\n\nHART: Thank you.\n"
    )
    assert said(text) == [
        ("ELLEN HART, HOST", "Who closed the road?", True),
        ("ANA VOSS", "It is open.", False),
        ("HART", "Thank you.", True),
    ]


def test_answers_are_those_of_whom_the_opening_names() -> None:
    text = (
        "We spoke to the foreign minister, Ana Voss.\n\n"
        "Q. Who closed it?\nA. Yes. They did.\n\nQ   And then?\nA   We left.\n"
    )
    assert said(text) == [
        ("Q", "Who closed it?", True),
        ("Ana Voss", "They did.", False),
        ("Q", "And then?", True),
        ("Ana Voss", "We left.", False),
    ]


def test_section_headings_in_capitals_take_no_paragraphs() -> None:
    text = "THE WAR: It began.\n\nPeru said no.\n\nOUTLOOK: Talks go on.\n\nChile left.\n"
    assert [words for _, words, _ in said(text)] == ["It began.", "Talks go on."]


def test_a_long_line_of_labels_costs_linear_time() -> None:
    assert turns("A: " * 50_000) == []
    assert len(turns("VOSS: We left.\nRENN: You did.\n" * 5_000)) == 10_000


def test_one_label_is_enough_where_somebody_says_we_or_replies() -> None:
    ticker = (
        "17:15\nThe pass is shut.\n\n17:20\nRenn: We proposed a truce. Peru has not answered.\n"
    )
    assert said(ticker) == [("Renn", "We proposed a truce. Peru has not answered.", False)]
    letter = "The road is shut.\n\nCouncillor Voss replies: The road is open. It was mended.\n"
    assert said(letter) == [("Councillor Voss", "The road is open. It was mended.", False)]


def test_a_headline_and_a_list_are_no_labels() -> None:
    assert said("Blackout: What we know about it\nPublished 2 May\n\nThe pass is shut.\n") == []
    assert said("The pass is shut.\n\nRoads: open.\n") == []
    assert said("TRANSCRIPT: Evening Hour\n\nVOSS: We left.\n\nRENN: You did.\n")[0][0] == "VOSS"
