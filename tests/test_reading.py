import pytest

from factcheck import reading
from factcheck.documents import Failure
from factcheck.errors import InputError
from factcheck.tools import Table


def test_failures_keep_their_place(tmp_path):
    for name, text in (("a.txt", ""), ("b.txt", "Text."), ("c.txt", "")):
        (tmp_path / name).write_text(text)
    items = list(reading.documents([str(tmp_path)]))
    assert [isinstance(item, Failure) for item in items] == [True, False, True]


def test_nothing_readable_is_an_error_at_once(tmp_path):
    (tmp_path / "a.txt").write_text("")
    with pytest.raises(InputError, match=r"a\.txt is empty"):
        reading.documents([str(tmp_path)])


def test_the_longest_report(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MAX_CHARACTERS", 1_000)
    path = tmp_path / "a.txt"
    path.write_text("x" * 1_000)
    assert len(next(reading.documents([str(path)])).text) == 1_000
    path.write_text("x" * 1_001)
    with pytest.raises(InputError, match=r"1,001 characters.*1,000.*split it"):
        reading.documents([str(path)])


def test_tables_beside_documents_come_before_those_named(tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text("Text.")
        (tmp_path / folder / "parties.toml").write_text(f"# {folder}")
    own = tmp_path / "own.toml"
    own.write_text("# own")
    tables = reading.tables([str(tmp_path), "-"], [own])
    assert [(t.text, t.named) for t in tables] == [
        ("# one", False),
        ("# two", False),
        ("# own", True),
    ]
    beside = tmp_path / "one" / "parties.toml"
    assert reading.tables([str(tmp_path / "one")], [beside]) == [
        Table(str(beside), "# one", named=True)
    ]
