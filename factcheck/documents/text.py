"""Plain text."""

from __future__ import annotations

from pathlib import Path

from factcheck.documents.decode import read_text
from factcheck.documents.metadata import read_metadata
from factcheck.model import Document


class TextReader:
    """Reads a plain text file; the document's text is the file's content, unchanged."""

    suffixes: tuple[str, ...] = (".txt", ".text")

    def read(self, path: Path) -> Document:
        """The document at ``path`` (``-`` is standard input); raises ``InputError``."""
        text = read_text(path)
        known = read_metadata(text, path.name)
        return Document(text, str(path), known.title, known.outlet, known.published, known.url)
