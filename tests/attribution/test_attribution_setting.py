"""Where words stand, and speech of several sentences cut into claims."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factcheck.attribution.setting import Setting, merged
from factcheck.attribution.types import Attribution, Construction, Range
from factcheck.model import Act, Form
from factcheck.parsing import parse


def at(text: str, words: str) -> Range:
    start = text.index(words)
    return start, start + len(words)


def spoken(text: str, *content: str, cue: str | None = None) -> tuple[Setting, Attribution]:
    """A quotation of ``text`` as one attribution."""
    setting = Setting(parse(text))
    ranges = tuple(at(text, words) for words in content)
    mark = at(text, cue) if cue is not None else None
    return setting, Attribution(
        source=None,
        cue=mark,
        content=ranges,
        sentence=setting.around(ranges),
        form=setting.form(ranges),
        act=Act.ASSERTION,
        construction=Construction.QUOTATION,
    )


def parts(text: str, *content: str, cue: str | None = None) -> list[tuple[str, ...]]:
    setting, whole = spoken(text, *content, cue=cue)
    return [tuple(text[a:b] for a, b in part.content) for part in setting.split(whole)]


def test_each_sentence_of_a_speech_is_a_claim() -> None:
    text = "“The road is closed now. The bridge will stay open.” So spoke the envoy."
    assert parts(text, "“The road is closed now. The bridge will stay open.”") == [
        ("“The road is closed now.",),
        ("The bridge will stay open.”",),
    ]


def test_a_sentence_of_few_words_stays_with_the_one_before() -> None:
    text = "“The road is closed now. Not so. The bridge will stay open.” He left."
    assert parts(text, "“The road is closed now. Not so. The bridge will stay open.”") == [
        ("“The road is closed now. Not so.",),
        ("The bridge will stay open.”",),
    ]


def test_a_speech_that_goes_on_after_its_cue_is_one_sentence() -> None:
    text = "“The road is closed,” she said, “and the bridge will stay open.”"
    halves = ("“The road is closed,”", "“and the bridge will stay open.”")
    assert parts(text, *halves, cue="said") == [halves]


def test_a_speech_that_begins_anew_after_its_cue_is_two() -> None:
    text = "“The road is closed,” she said. “The bridge will stay open.”"
    halves = ("“The road is closed,”", "“The bridge will stay open.”")
    assert parts(text, *halves, cue="said") == [(halves[0],), (halves[1],)]


def test_each_part_keeps_its_cue_and_has_its_own_sentence() -> None:
    text = "“The road is closed now. The bridge will stay open,” she said. It rained."
    content = "“The road is closed now. The bridge will stay open,”"
    setting, whole = spoken(text, content, cue="said")
    first, second = setting.split(whole)
    assert first.cue == second.cue == whole.cue
    assert text[slice(*second.sentence)] == "The bridge will stay open,” she said."


def test_the_predicate_goes_to_the_part_it_stands_in() -> None:
    text = "“The road is closed now. The bridge will stay open.” She left."
    setting, whole = spoken(text, "“The road is closed now. The bridge will stay open.”")
    stay = next(token.i for token in setting.doc if token.text == "stay")
    assert [part.head for part in setting.split(replace(whole, head=stay))] == [None, stay]


@pytest.mark.parametrize("form", [Form.INDIRECT, Form.MIXED])
def test_what_is_not_all_quoted_stays_whole(form: Form) -> None:
    text = "“The road is closed now. The bridge will stay open.” She left."
    setting, whole = spoken(text, "“The road is closed now. The bridge will stay open.”")
    assert setting.split(replace(whole, form=form)) == [replace(whole, form=form)]


def test_what_is_framed_stays_whole() -> None:
    text = "“The road is closed now. The bridge will stay open.” She left."
    setting, whole = spoken(text, "“The road is closed now. The bridge will stay open.”")
    framed = replace(whole, construction=Construction.FRAMED)
    assert setting.split(framed) == [framed]


def test_nothing_of_a_speech_is_lost() -> None:
    text = "“One road is closed now. Two? Three bridges are still open! Four more dams held.”"
    told = parts(text, text)
    assert len(told) == 3
    assert " ".join(piece for part in told for piece in part) == text


def test_forms() -> None:
    text = "She said the road was “closed for good” and “shut”."
    setting = Setting(parse(text))
    assert setting.form((at(text, "closed for good"),)) is Form.DIRECT
    assert setting.form((at(text, "the road was"),)) is Form.INDIRECT
    assert setting.form((at(text, "the road was “closed"),)) is Form.MIXED


def test_merged() -> None:
    assert merged([(5, 9), (0, 2), (2, 4), (6, 7)]) == [(0, 4), (5, 9)]
    assert merged([]) == []
