import io
import sys
from pathlib import Path

import pytest

from factcheck.documents import Failure, Found, TextReader, find, read_all, reader_for, register
from factcheck.documents import reader as registry
from factcheck.errors import InputError
from factcheck.model import Document


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in ("b.txt", "a.TXT", "sub/c.md", "sub/deep/d.markdown", "picture.png", "[x].txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"A text called {name}.")
    for name in (".hidden.txt", ".git/e.txt", "sub/.f.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("hidden")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(found):
    return [str(item.path) for item in found]


def test_a_folder_is_read_recursively_sorted_and_without_what_is_hidden(folder):
    assert names(find(["."])) == ["[x].txt", "a.TXT", "b.txt", "sub/c.md", "sub/deep/d.markdown"]


def test_each_file_comes_once_in_the_order_named(folder):
    assert names(find(["b.txt", "sub", "./b.txt", "."])) == [
        "b.txt",
        "sub/c.md",
        "sub/deep/d.markdown",
        "[x].txt",
        "a.TXT",
    ]


def test_patterns_are_expanded_where_the_shell_did_not(folder):
    assert names(find(["*.txt"])) == ["[x].txt", "b.txt"]
    assert names(find(["s*"])) == ["sub/c.md", "sub/deep/d.markdown"]
    assert names(find(["**/*.md"])) == ["sub/c.md"]
    assert names(find([str(folder / "b.*")])) == [str(folder / "b.txt")]


def test_a_file_whose_name_is_a_pattern_is_that_file(folder):
    assert find(["[x].txt"]) == [Found(Path("[x].txt"), named=True)]


def test_a_linked_folder_is_not_followed_round_in_circles(folder):
    (folder / "sub" / "up").symlink_to(folder)
    assert names(find(["sub"])) == ["sub/c.md", "sub/deep/d.markdown"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing.txt", "missing.txt does not exist"),
        ("picture.png", "save it as plain text$"),
        ("*.docx", "matches no"),
        ("a**b", "pattern"),
        ("nul\0.txt", "NUL"),
        ("line\nbreak", "line\\\\nbreak does not exist"),
        ("x" * 5000, "does not exist or cannot be reached"),
    ],
)
def test_a_named_path_that_is_no_document_is_an_error(folder, name, said):
    with pytest.raises(InputError, match=said) as error:
        find([name])
    assert "\n" not in str(error.value)


def test_a_folder_without_documents_is_an_error(tmp_path):
    (tmp_path / "x.png").touch()
    with pytest.raises(InputError, match="holds no"):
        read_all([str(tmp_path)])


def test_a_pdf_says_how_to_get_its_text(tmp_path):
    (tmp_path / "x.pdf").touch()
    with pytest.raises(InputError, match="pdftotext"):
        find([str(tmp_path / "x.pdf")])


def test_a_named_file_without_suffix_is_plain_text(folder):
    (folder / "notes").write_text("Some notes.")
    assert [document.text for document in read_all(["notes"])] == ["Some notes."]


def test_one_bad_file_among_good_ones_leaves_the_good_ones(folder):
    (folder / "b.txt").write_bytes(b"\x00\x01")
    read = list(read_all(["."]))
    assert [type(item) for item in read] == [Document, Document, Failure, Document, Document]
    failure = read[2]
    assert (failure.path, failure.named) == ("b.txt", False)
    assert str(failure) == f"b.txt {failure.message}"
    assert next(iter(read_all(["b.txt"]))).named


def test_a_folder_that_cannot_be_listed_is_named(folder, monkeypatch):
    def walk(top, onerror):
        onerror(PermissionError(13, "Permission denied", str(top / "sub")))
        yield str(top), ["sub"], ["b.txt"]

    monkeypatch.setattr("factcheck.documents.paths.os.walk", walk)
    found = find([str(folder)])
    assert found[0] == Found(folder / "b.txt")
    assert "Permission denied" in str(found[1])


def test_standard_input_is_read_once(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Said so.\n")))
    (document,) = read_all(["-", "-"])
    assert (document.path, document.text) == ("-", "Said so.\n")


def test_other_formats_plug_in(tmp_path, monkeypatch):
    class Shouting:
        suffixes = (".shout",)

        def read(self, path):
            return Document(path.read_text().upper(), str(path))

    monkeypatch.setattr(registry, "_BY_SUFFIX", dict(registry._BY_SUFFIX))
    register(Shouting())
    (tmp_path / "x.shout").write_text("quiet")
    (document,) = read_all([str(tmp_path)])
    assert document.text == "QUIET"


def test_readers_are_chosen_whatever_the_case():
    assert isinstance(reader_for(Path("A.Txt")), TextReader)
    assert reader_for(Path("a.png")) is None
