"""Files to documents: find what the user named, read each format, keep every offset honest."""

from factcheck.documents.markdown import MarkdownReader
from factcheck.documents.metadata import front_matter_end
from factcheck.documents.paths import Failure, Found, find, read_all, read_found
from factcheck.documents.reader import Reader, known_suffixes, reader_for, register
from factcheck.documents.text import TextReader

__all__ = [
    "Failure",
    "Found",
    "MarkdownReader",
    "Reader",
    "TextReader",
    "find",
    "front_matter_end",
    "known_suffixes",
    "read_all",
    "read_found",
    "reader_for",
    "register",
]

register(TextReader())
register(MarkdownReader())
