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
    text = "Mara Voss: We signed.\nIvo Renn: We did not.\nMara Voss: You did.\nIvo Renn: No.\n"
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
