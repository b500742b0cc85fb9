from __future__ import annotations

import json
from pathlib import Path

import pytest

from factcheck import inverted
from factcheck.cli import app as application
from factcheck.opposition import reach
from factcheck.store import Store


@pytest.mark.parametrize(
    ("most", "query", "build"), [(10, "exact", "all others"), (-1, "inverted file", "within reach")]
)
def test_how_a_query_searches_and_a_build_compares_are_told_apart(
    most: int,
    query: str,
    build: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(inverted, "EXACT", most)
    monkeypatch.setattr(inverted, "centres", lambda count: 16)
    monkeypatch.setattr(reach, "REACH", most)
    with Store.open(tmp_path / "index", create=True):
        pass

    assert application.run(["status", "--index", str(tmp_path / "index"), "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert query in said["search"]
    assert build in said["comparison"]

    shown = ["status", "--index", str(tmp_path / "index"), "--format", "table"]
    assert application.run(shown) == 0
    lines = capsys.readouterr().out.splitlines()
    assert f"  of a query: {said['search']}" in lines
    assert f"  of a build: {said['comparison']}" in lines
