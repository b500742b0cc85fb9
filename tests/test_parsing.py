import pytest

from factcheck import parsing


@pytest.mark.parametrize(
    "text",
    [
        "",
        "One paragraph.\n\nAnother one.\n- a list\n- of two\n",
        "word " * 20_000,
        "x" * 50_000,
        '"' * 1_000 + " and " + "(" * 1_000,
    ],
)
def test_blocks_cover_the_text_and_are_bounded(text):
    found = list(parsing.blocks(text))
    assert "".join(text[start:end] for start, end in found) == text
    assert all(end - start <= parsing.MAX_BLOCK for start, end in found)


def test_runs_without_spaces_are_cut():
    ends = [end for _, end in parsing.blocks("x" * 1_000)]
    assert ends == [400, 800, 1000]


def test_the_parse_keeps_every_character_and_offset():
    text = "---\ntitle: x\n---\nFrance said no.\n\n" + "x" * 900 + " \ud800 Spain said “yes”.\n"
    doc = parsing.parse(text, 17)
    assert doc.text == text.replace("\ud800", "\ufffd")
    token = next(token for token in doc if token.text == "Spain")
    assert text[token.idx : token.idx + 5] == "Spain"


@pytest.mark.parametrize(
    "dateline",
    [
        "LIMA, March 3 (Reuters) - ",
        "LIMA — ",
        "LA PAZ, Bolivia (AP) — ",
        "Lima (AFP) – ",
        "Lima, Peru, 3 March 2019 (Xinhua) -- ",
        "UNITED NATIONS (AP) —",
        "MOSCOW. March 3. INTERFAX - ",
        "PORT-AU-PRINCE, Haiti, Jan. 12 - ",
    ],
)
def test_a_dateline_is_a_block(dateline):
    text = f"Bridge closed\n\n{dateline}Peru accused Chile of closing the bridge.\n"
    assert text[slice(*list(parsing.blocks(text))[1])] == dateline


@pytest.mark.parametrize(
    "opening", ["Peru - the smaller of the two - said", "Ana Voss (Peru) – who left – said", "US-"]
)
def test_other_openings_are_no_dateline(opening):
    text = f"{opening} Chile closed the bridge."
    assert list(parsing.blocks(text)) == [(0, len(text))]


@pytest.mark.parametrize(
    "kicker", ["Read more: ", "FILE PHOTO: ", "BREAKING: ", "UPDATE 2-", "Opinion | ", "Caption: "]
)
def test_what_stands_before_a_headline_or_caption_is_a_block(kicker):
    text = f"{kicker}Peru accused Chile of closing the bridge."
    assert list(parsing.blocks(text)) == [(0, len(kicker)), (len(kicker), len(text))]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("*Peru* said **Chile** lied.", " Peru  said   Chile   lied."),
        ("Peru [said](http://a.b/c) so.", "Peru  said                so."),
        ("![Peru said](a.jpg) It <b>rained</b>.", "                    It    rained    ."),
        ("**Who did it?**\n", "**Who did it?**\n"),
        ("**VOSS:** No. **Renn**: yes.", "**VOSS:** No. **Renn**: yes."),
        ("5 * 3 * 2 and a_b_c and [1]", "5 * 3 * 2 and a_b_c and [1]"),
    ],
)
def test_mark_up_inside_a_line_is_white_space(text, plain):
    assert parsing.parse(text).text == plain


def test_mark_up_costs_linear_time():
    for part in ("*", "_a", "**a ", "[", "[a](", "<a ", "![]("):
        assert len(parsing.parse(part * 3_000).text) == len(part) * 3_000


def test_a_text_that_is_all_front_matter_has_sentences() -> None:
    text = "---\ne:\n---\n"
    assert [s.text for s in parsing.parse(text, len(text)).sents]
