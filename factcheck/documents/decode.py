"""From a file's bytes to its text: UTF-8 and nothing else, with a way out for everything else."""

from __future__ import annotations

import codecs
import shlex
import sys
from pathlib import Path

from factcheck.errors import InputError

MAX_BYTES = 64 * 1024 * 1024
STDIN = Path("-")

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file: extract its text first, for instance with pdftotext"),
    (b"PK\x03\x04", "a ZIP or Office file: save it as plain text first, for instance with pandoc"),
    (b"\xd0\xcf\x11\xe0", "an old Office file: save it as plain text first"),
    (b"{\\rtf", "an RTF file: save it as plain text first"),
)
_CONTROLS = bytes(code for code in range(32) if chr(code) not in "\t\n\r\f\x1b") + b"\x7f"
_MOST_CONTROLS = 0.1
_SAMPLE = 1 << 20


def read_text(path: Path) -> str:
    """The content of the file at ``path`` (``-`` is standard input) decoded as UTF-8.

    Nothing is stripped or replaced, a byte order mark (U+FEFF) included, so that offsets
    into the text are offsets into the user's file.  Raises ``InputError`` for a file that is
    unreadable, too large, empty, binary or in another encoding.
    """
    return decode(_read_bytes(path), path)


def decode(data: bytes, path: Path) -> str:
    """``data`` as text; ``path`` only serves the messages.  Raises ``InputError``."""
    for magic, advice in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"is {advice}")
    encoding = _wide_encoding(data)
    if encoding:
        raise InputError(_not_utf8(encoding, path))
    if b"\0" in data or len(data) - len(data.translate(None, _CONTROLS)) > (
        _MOST_CONTROLS * len(data)
    ):
        raise InputError("is binary, not text: name a text file, or extract its text first")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(_not_utf8(_narrow_encoding(data), path, error.start)) from None
    if not text.removeprefix("\ufeff").strip():
        raise InputError("is empty: there is no text to read in it")
    return text


def printable(text: str) -> str:
    """``text`` on one line: whatever a terminal might obey is written as an escape."""
    return "".join(
        char
        if char.isprintable()
        else char.encode("unicode_escape", "surrogatepass").decode("ascii")
        for char in text
    )


def _read_bytes(path: Path) -> bytes:
    try:
        if path == STDIN:
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with path.open("rb") as stream:
                data = stream.read(MAX_BYTES + 1)
    except PermissionError:
        raise InputError("may not be read: ask its owner for read permission") from None
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror}): check the path") from None
    if len(data) > MAX_BYTES:
        raise InputError(
            f"is larger than {MAX_BYTES >> 20} MB: split it, one article to a file is best"
        )
    return data


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32, told by a byte order mark or by where the NUL bytes stand."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    sample = data[:4096]
    even, odd = sample[::2], sample[1::2]
    if odd and odd.count(0) > 0.7 * len(odd) and not even.count(0):
        return "UTF-16LE"
    if even and even.count(0) > 0.7 * len(even) and not odd.count(0):
        return "UTF-16BE"
    return None


def _narrow_encoding(data: bytes) -> str | None:
    """The likely encoding of a text in bytes that is not UTF-8; None where it is anyone's guess.

    Accents are a small part of the letters of a Western text; where most letters are above
    127 the text is in another script, whose encoding its bytes do not tell.
    """
    sample = data[:_SAMPLE]
    high = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    letters = sum(map(sample.count, (bytes((code,)) for code in _ASCII_LETTERS)))
    if high > 0.3 * (high + letters):
        return None
    has_c1 = len(sample.translate(None, bytes(range(0x80, 0xA0)))) < len(sample)
    if not has_c1:
        return "ISO-8859-1"
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return "WINDOWS-1252"


_ASCII_LETTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _not_utf8(encoding: str | None, path: Path, offset: int | None = None) -> str:
    where = "" if offset is None else f" (byte {offset} is not)"
    name = printable(shlex.quote(str(path)))
    looks = f"it looks like {encoding}; " if encoding else ""
    return (
        f"is not UTF-8{where}: {looks}"
        f"convert it with: iconv -f {encoding or 'ENCODING'} -t UTF-8 {name} > NEW_FILE"
    )
