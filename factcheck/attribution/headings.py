"""Headings: lines over a text, whose words are the editor's and nobody's claim."""

from __future__ import annotations

import re

from factcheck.attribution.types import Range
from factcheck.documents.headline import looks_like_headline

_MARKED = re.compile(r"^ {0,3}#{1,6}[ \t]+\S[^\n]*", re.MULTILINE)
_OPENING = re.compile(
    r"\s*(?P<line>\S[^\n]*)\n[^\S\n]*\n\s*(?P<below>\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*)"
)
_SENTENCE = re.compile(r"[.!?][\"'”’»)]*\s*$")


def headings(text: str) -> list[Range]:
    r"""The headings of ``text``, in order: its marked lines, and a headline that it opens with.

    A first line is one where it stands apart, has a headline's shape, and sentences follow.

    >>> headings("Mayor quits, aide says\n\nThe mayor left. It rained.")
    [(0, 22)]
    """
    found = [m.span() for m in _MARKED.finditer(text)]
    opening = _OPENING.match(text)
    if opening is not None and _SENTENCE.search(opening["below"]):
        span = opening.span("line")
        if span not in found and looks_like_headline(opening["line"]):
            found.insert(0, span)
    return found
