from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.errors import ModelError
from factcheck.parsing import MAX_BLOCK, blocks, load, model_name, parse, parse_all


def cut(text: str, start: int = 0) -> list[str]:
    return [text[begin:end] for begin, end in blocks(text, start)]


def test_blank_lines_part_blocks() -> None:
    assert cut("One.\n\nTwo.\n \nThree.") == ["One.\n\n", "Two.\n \n", "Three."]


def test_a_wrapped_line_reads_on() -> None:
    text = "The ferry that sailed from the old harbour\nwas never seen again in these waters."
    assert cut(text) == [text]


def test_a_line_that_ends_a_sentence_or_is_short_ends_its_block() -> None:
    assert cut("Headline here\nThe ferry sank.\nNobody drowned.") == [
        "Headline here\n",
        "The ferry sank.\n",
        "Nobody drowned.",
    ]


def test_list_items_are_blocks() -> None:
    text = "The ministry has listed the following\n- ships\n- boats"
    assert len(cut(text)) == 3


def test_an_endless_line_is_cut_at_spaces() -> None:
    text = "word " * MAX_BLOCK
    parts = cut(text)
    assert all(len(part) <= MAX_BLOCK and part.endswith(" ") for part in parts)


def test_a_word_without_end_is_cut_anywhere() -> None:
    text = "x" * (2 * MAX_BLOCK + 1)
    assert all(len(part) <= MAX_BLOCK for part in cut(text))
    assert "".join(cut(text)) == text


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("ab .,!\n\r\t-*”\u2028\x00")), max_size=200))
def test_blocks_cover_any_text(text: str) -> None:
    assert "".join(cut(text)) == text


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.text(max_size=100))
def test_tokens_keep_their_offsets_in_any_text(text: str) -> None:
    doc = parse(text)
    assert len(doc.text) == len(text)
    for token in doc:
        written = text[token.idx : token.idx + len(token)]
        assert all(a == b or b == "\ufffd" for a, b in zip(written, token.text, strict=True))


def test_what_stands_before_the_start_keeps_its_place() -> None:
    text = "---\ntitle: x\n---\nRenn said the pass was shut."
    doc = parse(text, 17)
    assert doc.text == text
    said = next(t for t in doc if t.text == "said")
    assert text[said.idx : said.idx + 4] == "said"
    assert said.dep_ == "ROOT"


def test_no_sentence_runs_over_a_paragraph() -> None:
    text = "The ferry sank near the pier\n\nNobody drowned in the storm"
    assert [s.text.strip() for s in parse(text).sents] == [
        "The ferry sank near the pier",
        "Nobody drowned in the storm",
    ]


def test_several_texts_one_after_the_other() -> None:
    docs = list(parse_all([("One man left.", 0), ("", 0), ("Two men came.", 0)]))
    assert [doc.text for doc in docs] == ["One man left.", "", "Two men came."]


def test_the_model_is_named_with_its_version() -> None:
    name, version = model_name().rsplit("-", 1)
    assert name.startswith("en_")
    assert version[0].isdigit()


def test_a_missing_model_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    load.cache_clear()
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ModelError, match="pip install"):
        load()
