"""Markdown: the text stays the raw file, mark-up and front matter included."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from factcheck.documents.decode import read_text
from factcheck.documents.metadata import HEAD, front_matter_end, read_front_matter, read_metadata
from factcheck.model import Document

_ATX = re.compile(r" {0,3}#{1,2}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*$")
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()]{0,500}\)")
_EMPHASIS = re.compile(r"(\*\*|__|\*|`|(?<!\w)_|_(?!\w))")


class MarkdownReader:
    """Reads a Markdown file, whose title is its front matter's or its first heading."""

    suffixes: tuple[str, ...] = (".md", ".markdown")

    def read(self, path: Path) -> Document:
        """The document at ``path``; raises ``InputError``."""
        text = read_text(path)
        known = read_metadata(text, path.name)
        if not read_front_matter(text).title:
            known = replace(known, title=_heading(text) or known.title)
        return Document(text, str(path), known.title, known.outlet, known.published, known.url)


def _heading(text: str) -> str | None:
    """The first heading, where one stands among the first lines after the front matter."""
    body = text[front_matter_end(text) :][:HEAD].removeprefix("\ufeff")
    lines = [line for line in body.splitlines() if line.strip()][:6]
    for index, line in enumerate(lines):
        if len(line) > 400:
            continue
        atx = _ATX.match(line)
        if atx:
            return _plain(atx[1])
        if index + 1 < len(lines) and _UNDERLINE.match(lines[index + 1]):
            return _plain(line)
    return None


def _plain(markup: str) -> str | None:
    return _EMPHASIS.sub("", _LINK.sub(r"\1", markup)).strip() or None
