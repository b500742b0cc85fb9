"""Windows cover every word once, in order, whatever the text."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.attribution.windows import (
    DISTANCES,
    KINDS,
    MAX_PIECES,
    REACH,
    Paragraph,
    Window,
    distances,
    reach,
    windows,
)
from factcheck.embedding.minilm import model_folder

WORDS = st.sampled_from(
    ["he", "said", "“no", "end”", "NATO", "Ruritania", "1,200", "…", "\n", "\n\n", " ", "\t", "'s"]
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.text(st.sampled_from("aB é中\n\x00\u202e\u0301\ud800“\"' .,"), max_size=400),
    st.lists(WORDS, max_size=700).map(" ".join),
    st.lists(WORDS, max_size=700).map("".join),
)


@lru_cache(maxsize=1)
def tokenizer() -> Any:
    from tokenizers import Tokenizer

    made = Tokenizer.from_file(str(model_folder() / "tokenizer.json"))
    made.no_padding()
    made.no_truncation()
    return made


def made(text: str, start: int = 0) -> list[Window]:
    return list(windows(text, tokenizer(), start))


def only(text: str) -> Window:
    (window,) = made(text)
    return window


@settings(max_examples=120, deadline=None)
@given(TEXTS, st.integers(0, 40))
def test_every_word_is_covered_once(text: str, start: int) -> None:
    covered = [0] * len(text)
    end = start
    for window in made(text, start):
        for first, last in window.words:
            assert end <= first < last <= len(text)
            assert "\n" not in text[first:last]
            assert " " not in text[first:last]
            covered[first:last] = [n + 1 for n in covered[first:last]]
            end = last
    wanted = [at for at in range(min(start, len(text)), len(text)) if text[at].isalnum()]
    assert all(covered[at] == 1 for at in wanted)
    assert max(covered, default=0) <= 1


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_pieces_heads_and_paragraphs_fit_each_other(text: str) -> None:
    for window in made(text):
        assert 0 < len(window.pieces) <= MAX_PIECES
        assert len(window.kinds) == len(window.pieces)
        assert all(0 <= kind < KINDS for kind in window.kinds)
        assert len(window.heads) == len(window.words)
        assert window.heads[0] == 0
        assert list(window.heads) == sorted(set(window.heads))
        assert window.heads[-1] < len(window.pieces)
        assert window.paragraphs[0].first == 0
        assert window.paragraphs[-1].last == len(window.words)
        for before, after in zip(window.paragraphs, window.paragraphs[1:], strict=False):
            assert before.last == after.first
        for paragraph in window.paragraphs:
            low, high = window.words[paragraph.first][0], window.words[paragraph.last - 1][1]
            assert "\n" not in text[low:high]


@settings(max_examples=80, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=400).map(" ".join), st.data())
def test_the_reach_of_a_cue_holds_the_cue_and_its_neighbours(
    text: str, data: st.DataObject
) -> None:
    for window in made(text):
        start = data.draw(st.integers(0, len(window.words) - 1))
        end = data.draw(st.integers(start + 1, len(window.words)))
        low, high = reach(window, start, end)
        assert 0 <= start - REACH <= low <= start or 0 <= low <= start <= REACH
        assert end <= high <= min(len(window.words), end + REACH)
        found = distances(start, end, low, high)
        assert len(found) == high - low
        assert all(0 <= distance <= 2 * DISTANCES for distance in found)
        assert [d == 0 for d in found] == [start <= w < end for w in range(low, high)]


def test_words_are_those_of_the_text() -> None:
    text = "Peru’s envoy said:\n“No.”"
    window = only(text)
    assert [text[a:b] for a, b in window.words] == [
        *["Peru", "’", "s", "envoy", "said", ":"],
        *["“", "No", ".", "”"],
    ]
    assert window.paragraphs == (Paragraph(0, 6), Paragraph(6, 10))


def test_kinds_tell_the_look_of_a_word_and_whether_it_is_quoted() -> None:
    window = only("the Envoy NATO 7 “said A”")
    by_word = [window.kinds[head] for head in window.heads]
    assert by_word == [0, 1, 2, 3, 7, 4, 5, 7]


def test_all_pieces_of_a_word_have_its_kind() -> None:
    window = only("Ruritanianesque")
    assert len(window.words) == 1
    assert len(window.pieces) > 1
    assert set(window.kinds) == {1}


def test_a_paragraph_that_does_not_fit_opens_a_window() -> None:
    line = "word " * 150
    first, second = made(f"{line}\n{line}")
    assert (len(first.words), len(second.words)) == (150, 150)
    assert len(only(f"{line}\n{'word ' * 100}").words) == 250


def test_a_long_paragraph_is_cut_between_words() -> None:
    found = made("word " * 600)
    assert [len(window.words) for window in found] == [MAX_PIECES, MAX_PIECES, 92]


@pytest.mark.parametrize("text", ["", "\n\n", " \t ", "\x00\x01", "\u0301"])
def test_without_words_there_are_no_windows(text: str) -> None:
    assert made(text) == []


@pytest.mark.parametrize(
    "text", ["x" * 45_000, "中" * 5_000, "a\u0301" * 21_000 + "a", "a,” " * 6_000]
)
def test_enormous_lines_are_bounded(text: str) -> None:
    found = made(text)
    assert all(len(window.pieces) <= MAX_PIECES for window in found)
    assert found[0].words[0][0] == 0
    assert found[-1].words[-1][1] == len(text.rstrip())


def test_lone_surrogates_shift_no_offset() -> None:
    text = "He \ud800\udfff said\udc00 no"
    words = [text[a:b] for a, b in only(text).words]
    assert words[0] == "He"
    assert words[-2:] == ["\udc00", "no"]


def test_what_stands_before_the_start_is_not_read() -> None:
    text = "title: said\n\nHe spoke."
    assert [text[a:b] for a, b in made(text, 13)[0].words] == ["He", "spoke", "."]


def test_distances_are_told_apart_one_by_one_and_then_by_doubling() -> None:
    assert distances(2, 4, 0, 8) == [DISTANCES + 2, DISTANCES + 1, 0, 0, 1, 2, 3, 4]
    far = distances(0, 1, 0, 121)
    assert far[8:18] == [8, 9, 9, 9, 9, 9, 9, 9, 10, 10]
    assert far[120] == 12
