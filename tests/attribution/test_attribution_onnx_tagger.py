"""The shipped tagger: easy sentences, hostile ones, and folders that hold none."""

from __future__ import annotations

import shutil
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.attribution.card import CARD, FOLDER, READER, ROLES, identity, read_card
from factcheck.attribution.onnx_tagger import OnnxTagger
from factcheck.attribution.tagged import Tagged
from factcheck.errors import ModelError

OPEN = "The minister said that the border was open."
PARTS = ["He said ", "“", "”", " that ", "it rained", ".", "\n\n", ", ", "Ruritania", " denied "]
HOSTILE = st.one_of(
    st.text(max_size=200),
    st.text(st.sampled_from("a said\x00\x1b\u202e\u200b\ufeff\ud800\udfff\n“"), max_size=200),
    st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=5)), max_size=60).map("".join),
)


@lru_cache(maxsize=1)
def tagger() -> OnnxTagger:
    return OnnxTagger()


def tagged(text: str, start: int = 0) -> list[Tagged]:
    """What is found, once its ranges have been looked at."""
    found = list(tagger().tag(text, start))
    for one in found:
        for first, last in [one.cue, *([one.source] if one.source else []), *one.content]:
            assert start <= first < last <= len(text)
        assert list(one.content) == sorted(one.content)
        assert 0 < one.probability <= 1
    assert [one.cue for one in found] == sorted({one.cue for one in found})
    return found


def test_an_easy_sentence() -> None:
    (one,) = tagged(OPEN)
    assert one.source is not None
    assert OPEN[slice(*one.source)] == "The minister"
    assert OPEN[slice(*one.cue)] == "said"
    assert [OPEN[slice(*piece)] for piece in one.content] == ["that the border was open"]
    assert one.probability > 0.5


def test_the_card_names_the_weights() -> None:
    assert tagger().name == identity(read_card())


def test_offsets_are_those_of_the_whole_text() -> None:
    (one,) = tagged(f"\u202e\ud800𝄞\n\n{OPEN}")
    (own,) = tagged(OPEN)
    assert one.cue == (own.cue[0] + 5, own.cue[1] + 5)


def test_what_stands_before_the_start_is_not_read() -> None:
    text = f"{OPEN}\n{OPEN}"
    assert len(tagged(text)) == 2
    (one,) = tagged(text, len(OPEN))
    assert one.cue[0] > len(OPEN)


def test_roles_stay_in_the_paragraph_of_their_cue() -> None:
    text = f"{OPEN}\n{OPEN}\n\n{OPEN}"
    for one in tagged(text):
        parts = [one.cue, *([one.source] if one.source else []), *one.content]
        assert "\n" not in text[min(p[0] for p in parts) : max(p[1] for p in parts)]


def test_what_is_found_does_not_depend_on_other_windows() -> None:
    filler = "The road is long. " * 70
    own = [one.cue for one in tagged(OPEN)]
    after = f"{filler}\n{OPEN}"
    assert [
        c[0] - len(filler) - 1 for c in (o.cue for o in tagged(after)) if c[0] > len(filler)
    ] == [start for start, _ in own]


@settings(max_examples=60, deadline=None)
@given(HOSTILE)
def test_no_text_raises(text: str) -> None:
    tagged(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n \t",
        "said",
        "\ud800" * 500,
        "x" * 30_000,
        "said,“" * 300,
        "He said\x00 \x1b[31mthat\x1b[0m it rained.",
        f"{'𝄞' * 3_000} {OPEN}",
    ],
    ids=str.__len__,
)
def test_extremes_do_not_raise(text: str) -> None:
    tagged(text)


def test_a_long_word_beside_a_sentence_changes_no_offset() -> None:
    text = f"{'x' * 30_000}\n{OPEN}"
    (own,) = tagged(OPEN)
    assert tagged(text)[-1].cue == (own.cue[0] + 30_001, own.cue[1] + 30_001)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "weights"))


@pytest.mark.parametrize("name", [READER, ROLES])
def test_other_weights_than_the_cards_are_refused(folder: Path, name: str) -> None:
    with (folder / name).open("ab") as graph:
        graph.write(b"\0")
    with pytest.raises(ModelError, match="reinstall") as caught:
        OnnxTagger(folder)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_graph_is_told(folder: Path) -> None:
    (folder / ROLES).unlink()
    with pytest.raises(ModelError, match="reinstall"):
        OnnxTagger(folder)


def test_a_graph_that_is_none_is_told(folder: Path) -> None:
    import hashlib
    import json

    (folder / READER).write_bytes(b"no graph")
    card = read_card(folder)
    card["sha256"][READER] = hashlib.sha256(b"no graph").hexdigest()
    (folder / CARD).write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(ModelError, match="the tagger cannot be run") as caught:
        OnnxTagger(folder)
    assert "\n" not in str(caught.value)


def test_a_folder_without_weights_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="--attribution rules"):
        OnnxTagger(tmp_path)
