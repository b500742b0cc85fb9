import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from factcheck.report.safe import (
    safe_cell,
    safe_json,
    safe_markdown,
    safe_page,
    safe_terminal,
    shorten,
)

ANY_TEXT = st.text(st.characters(codec=None), max_size=60)


@given(ANY_TEXT)
def test_nothing_reaches_a_terminal_that_could_steer_it(text: str) -> None:
    safe = safe_terminal(text)
    assert not any(
        unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in safe
    )
    assert not set(safe) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    safe.encode()


def test_escapes_stay_visible_but_without_effect() -> None:
    assert safe_terminal("a\x1b[31mb\x9b2Jc\r\nd") == "a�[31mb�2Jc d"


def test_words_in_any_script_pass() -> None:
    for text in ("Été à Łódź", "В Москве", "قال الوزير", "東京で"):
        assert safe_terminal(text) == safe_page(text) == safe_cell(text) == text


@given(ANY_TEXT)
def test_a_page_can_be_encoded_and_holds_no_control_character(text: str) -> None:
    safe = safe_page(text)
    safe.encode()
    assert not any(unicodedata.category(c) == "Cc" and c not in "\t\n\r" for c in safe)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "  =", "＝", "|", "%"])
def test_a_cell_is_never_a_formula(start: str) -> None:
    assert safe_cell(f"{start}1+1").startswith("'")


def test_a_cell_of_words_stays_as_it_is() -> None:
    assert safe_cell("12 people, she said: no = sign") == "12 people, she said: no = sign"
    assert safe_cell("") == ""


def test_json_escapes_keep_the_text() -> None:
    assert safe_json('"a\u2028\ud800\x9b\u202eé"') == '"a\\u2028\\ud800\\u009b\\u202eé"'


HARMLESS = {"paragraph_open", "paragraph_close", "inline"}


def rendered(markdown: str) -> str:
    """The text of ``markdown``, which must be one paragraph of nothing but text."""
    tokens = (
        MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown)
    )
    assert {token.type for token in tokens} <= HARMLESS
    children = [child for token in tokens for child in token.children or []]
    assert {child.type for child in children} <= {"text", "text_special"}
    return "".join(child.content for child in children)


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<!-- gone -->",
        "[a](javascript:alert(1))",
        "![a](x.png)",
        "[a]: x",
        "<javascript:alert(1)>",
        "# heading",
        "- item",
        "+ item",
        "* item",
        "1. item",
        "12) item",
        "> quote",
        "---",
        "===",
        "***",
        "~~~",
        "```\ncode\n```",
        "    code",
        "`code`",
        "**a** _b_ ~~c~~",
        "| a | b |\n| - | - |\n| c | d |",
        "a\n===",
        "a  \nb",
        "a\\",
        "&lt;b&gt; &#60;",
        "$x$",
    ],
)
def test_markdown_renders_as_the_words_it_was(attack: str) -> None:
    assert rendered(safe_markdown(attack)) == " ".join(attack.split())


@given(ANY_TEXT)
def test_any_text_in_markdown_is_text(text: str) -> None:
    rendered(safe_markdown(text))


def test_addresses_do_not_turn_into_links() -> None:
    safe = safe_markdown("http://a.example WWW.a.example me@a.example mailto:x")
    assert "://" not in safe
    assert "WWW." not in safe
    assert "@a" not in safe
    assert "mailto:" not in safe


def test_shorten_says_how_much_it_leaves_out() -> None:
    assert shorten("abc", 3) == "abc"
    assert shorten("a" * 20 + "b" * 20, 12) == "aaaaaaaa [… 28 characters …] bbbb"
