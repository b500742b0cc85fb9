"""Text from files made harmless for the place where it is about to appear.

What a document says is never trusted: it may hold terminal escapes, markup, formulas, lone
surrogates, or characters that reverse the reading direction.
"""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"
"""Stands where a character was that must not be shown."""

_ZERO_WIDTH_SPACE = "\u200b"
_SPACES = re.compile(r"\s+")
_TERMINAL_HOSTILE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_PAGE_HOSTILE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufffe\uffff]"
)
_JSON_HOSTILE = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20|%")
_MARKUP = re.compile(r"([\\`*_{}\[\]#~|^$!])")
_LIST_NUMBER = re.compile(r"^(\d+)([.)])")
_LINKS = re.compile(r"(://|www\.|@|mailto:|xmpp:)", re.IGNORECASE)


def one_line(text: str) -> str:
    """``text`` with every run of white space, line ends included, as one space."""
    return _SPACES.sub(" ", text).strip()


def safe_terminal(text: str) -> str:
    """``text`` on one line, fit to be written to a terminal.

    Escapes, other control characters, direction overrides and lone surrogates become U+FFFD,
    so that hostile text can neither move the cursor nor colour, rename or reorder anything.
    """
    return _TERMINAL_HOSTILE.sub(REPLACEMENT, one_line(text))


def safe_page(text: str) -> str:
    """``text`` without what no page may hold; escaping of markup is left to the template.

    Marks and isolates that right-to-left writing needs stay; overrides, control characters and
    lone surrogates become U+FFFD.
    """
    return _PAGE_HOSTILE.sub(REPLACEMENT, text)


def safe_json(serialised: str) -> str:
    r"""JSON text with invisible and unencodable characters as ``\u`` escapes; nothing is lost."""
    return _JSON_HOSTILE.sub(lambda found: f"\\u{ord(found[0]):04x}", serialised)


def safe_cell(text: str) -> str:
    """``text`` as a spreadsheet cell that no program takes for a formula.

    A cell whose first character (leading spaces aside) could start one gets an apostrophe
    before it, as the OWASP page on CSV injection advises.
    """
    clean = _PAGE_HOSTILE.sub(REPLACEMENT, text)
    starts_formula = clean.startswith(_FORMULA) or clean.lstrip().startswith(_FORMULA)
    return f"'{clean}" if starts_formula else clean


def safe_markdown(text: str) -> str:
    """``text`` on one line as Markdown that renders as itself and as nothing else.

    Markup is escaped with backslashes, HTML with entities.  Addresses get an invisible space
    that keeps them from turning into links, which no escape would on every renderer.
    """
    clean = _TERMINAL_HOSTILE.sub(REPLACEMENT, one_line(text))
    clean = _MARKUP.sub(r"\\\1", clean)
    clean = clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    clean = _LINKS.sub(lambda found: found[0][:1] + _ZERO_WIDTH_SPACE + found[0][1:], clean)
    clean = _LIST_NUMBER.sub(r"\1\\\2", clean)
    return f"\\{clean}" if clean[:1] in {"-", "+", "="} else clean


def shorten(text: str, limit: int) -> str:
    """``text``, or its head and tail with the number of characters left out between them."""
    if len(text) <= limit:
        return text
    head, tail = limit * 2 // 3, limit // 3
    return f"{text[:head]} [… {len(text) - head - tail:,} characters …] {text[-tail:]}"
