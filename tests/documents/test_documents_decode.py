import io
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.documents import decode as decoding
from factcheck.documents.decode import STDIN, decode, printable, read_text
from factcheck.errors import InputError

NAME = Path("some report.txt")
VISIBLE = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1)


@given(st.lists(VISIBLE, min_size=1), st.sampled_from(["\n", "\r\n", "\r", "\u2028", " \t\n"]))
def test_text_is_the_bytes_decoded_and_nothing_else(lines, newline):
    text = newline + "x" + newline.join(lines) + newline
    assert decode(text.encode(), NAME) == text


def test_a_byte_order_mark_stays_so_that_offsets_stay(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfLavrov said so.\r\n")
    assert read_text(path) == "\ufeffLavrov said so.\r\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00\x00", "binary"),
        (b"text with a \x00 in it", "binary"),
        (bytes(range(1, 9)) * 20 + b"some text", "binary"),
        (b"%PDF-1.7 ...", "pdftotext"),
        (b"PK\x03\x04rest", "pandoc"),
        ("Ministers met.".encode("utf-16"), "iconv -f UTF-16 -t UTF-8 'some report.txt'"),
        ("Ministers met again today.".encode("utf-16-le"), "UTF-16LE"),
        ("Ministers met again today.".encode("utf-16-be"), "UTF-16BE"),
        ("Ministers met.".encode("utf-32"), "UTF-32"),
        ("The café of the Élysée was full.".encode("latin-1"), "ISO-8859-1"),
        ("He called it “senseless” again.".encode("cp1252"), "iconv -f WINDOWS-1252"),
        ("Министр сказал, что это неправда.".encode("cp1251"), "iconv -f ENCODING"),
        ("Министр сказал".encode() + b"\xff\xfe and more plain words", "is not UTF-8 (byte 27"),
    ],
)
def test_what_is_no_utf8_text_is_refused_with_a_way_out(data, said):
    with pytest.raises(InputError) as error:
        decode(data, NAME)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused(data):
    refusal = ""
    text = ""
    try:
        text = decode(data, NAME)
    except InputError as error:
        refusal = str(error)
    assert "\n" not in refusal
    assert refusal or text.encode() == data


def test_too_large_a_file_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(decoding, "MAX_BYTES", 10)
    path = tmp_path / "a.txt"
    path.write_text("0123456789")
    assert read_text(path) == "0123456789"
    path.write_text("0123456789a")
    with pytest.raises(InputError, match="larger than"):
        read_text(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_an_unreadable_file_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("text")
    path.chmod(0)
    with pytest.raises(InputError, match="permission"):
        read_text(path)


def test_permission_denied_says_what_to_do(monkeypatch):
    def refuse(self, mode):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="read permission"):
        read_text(NAME)


def test_a_folder_is_no_text(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_text(tmp_path)


def test_standard_input_is_read_as_bytes(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"one\r\ntwo"), "latin-1"))
    assert read_text(STDIN) == "one\r\ntwo"


def test_printable_leaves_one_harmless_line():
    assert printable("a\nb\u202e\udcffc\x1b") == "a\\nb\\u202e\\udcffc\\x1b"
    assert printable("Алеппо.txt") == "Алеппо.txt"
