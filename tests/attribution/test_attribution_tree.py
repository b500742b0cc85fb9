from __future__ import annotations

import pytest

from factcheck.attribution.tree import phrase, ranges, sentences, subject, text_of, trim, verb_group
from factcheck.parsing import parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  a word, ", "a word"),
        ("the end.", "the end"),
        ("the U.S.", "the U.S."),
        ("Ivo Renn Jr.", "Ivo Renn Jr."),
        ("“quoted.”", "“quoted.”"),
    ],
)
def test_trim(text: str, expected: str) -> None:
    bounds = trim(text, 0, len(text))
    assert bounds is not None
    assert text[slice(*bounds)] == expected


@pytest.mark.parametrize("text", ["", " ,;: ", "—", "“”"])
def test_trim_leaves_nothing_of_marks(text: str) -> None:
    assert trim(text, 0, len(text)) is None


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Renn said it.", "said", "Renn"),
        ("It was said by Renn.", "said", "Renn"),
        ("Renn came and said it.", "said", "Renn"),
        ("Saying it, Renn left.", "Saying", "Renn"),
        ("Renn, who said it, left.", "said", "Renn"),
        ("They met on Friday and Renn said it.", "said", "Renn"),
        ("It was said.", "said", None),
    ],
)
def test_subject(text: str, verb: str, expected: str | None) -> None:
    token = next(t for t in parse(text) if t.text == verb)
    found = subject(token)
    assert (found.text if found is not None else None) == expected


def test_ranges_join_over_small_gaps() -> None:
    doc = parse("a b c d e")
    assert ranges(doc, [0, 1, 3]) == [(0, 3), (6, 7)]
    assert ranges(doc, [0, 1, 3], gap=1) == [(0, 7)]


def test_phrase_holds_the_whole_name() -> None:
    text = "The defence minister, Ivo Renn, left."
    token = next(t for t in parse(text) if t.text == "minister")
    bounds = phrase(parse(text), token)
    assert bounds is not None
    assert text[slice(*bounds)] == "The defence minister, Ivo Renn"


def test_verb_group_holds_auxiliaries_and_particles() -> None:
    doc = parse("Renn has not ruled out a pause.")
    verb = next(t for t in doc if t.text == "ruled")
    assert [doc[i].text for i in verb_group(verb)] == ["has", "not", "ruled", "out"]


def test_sentences_keep_a_stray_closing_mark() -> None:
    text = "“We left. They stayed.” Rain fell."
    assert [text[slice(*s)] for s in sentences(parse(text))][-1] == "Rain fell."


def test_text_is_put_together_once() -> None:
    doc = parse("Renn left.")
    assert text_of(doc) == "Renn left."
    assert text_of(doc) is text_of(doc)
