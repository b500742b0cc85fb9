import shlex
from pathlib import Path

import pytest

from factcheck.documents import Failure, Found, find, reader_for
from factcheck.documents.unread import ADVICE, is_unread_document, why_unread
from factcheck.errors import InputError

NO_DOCUMENTS = ("parties.toml", "photo.PNG", "data.json", "fetch.py", "~$letter.docx", ".x.pdf")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "sub").mkdir()
    for name in ("a.txt", "b.PDF", "sub/c d.docx", "sub/e.md", *NO_DOCUMENTS):
        (tmp_path / name).write_text("Some words.")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("named", [".", "*", "**/*"])
def test_documents_that_nobody_reads_are_named_and_other_files_are_not(folder, named):
    found = find([named])
    assert [(type(item), str(item.path)) for item in found] == [
        (Found, "a.txt"),
        (Failure, "b.PDF"),
        (Failure, "sub/c d.docx"),
        (Found, "sub/e.md"),
    ]


def test_the_advice_names_the_file(folder):
    pdf, word = (item for item in find(["."]) if isinstance(item, Failure))
    assert str(pdf).startswith("b.PDF is not read, no reader takes .PDF files (.markdown, .md, ")
    assert str(pdf).endswith("extract its text: pdftotext b.PDF b.txt")
    assert str(word).endswith("pandoc -t plain --wrap=none 'sub/c d.docx' -o 'sub/c d.txt'")


@pytest.mark.parametrize("text", ["b.txt", "b.TXT", "b.md"])
def test_who_followed_the_advice_is_not_told_again(folder, text):
    (folder / text).write_text("Its text.")
    assert not is_unread_document(Path("b.PDF"))
    assert [i.path for i in find(["."]) if isinstance(i, Failure)] == ["sub/c d.docx"]


def test_a_folder_of_nothing_else_is_no_folder_without_documents(tmp_path):
    (tmp_path / "a.pdf").touch()
    (failure,) = find([str(tmp_path)])
    assert isinstance(failure, Failure)


def test_a_named_file_gets_the_same_advice(folder):
    with pytest.raises(InputError) as error:
        find(["b.PDF"])
    assert str(error.value) == f"b.PDF {why_unread(Path('b.PDF'))}"


@pytest.mark.parametrize("suffix", sorted(ADVICE))
def test_every_kind_has_advice_on_one_line_and_no_reader(suffix):
    path = Path("two\nlines", f"it's{suffix}")
    assert reader_for(path) is None
    advice = why_unread(path)
    assert advice.isprintable()
    assert "{" not in advice
    assert len(shlex.split(why_unread(Path(f"a b{suffix}")))) > 8
