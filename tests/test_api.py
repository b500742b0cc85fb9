from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import factcheck


def test_extract_takes_a_text() -> None:
    claims = factcheck.extract("Norway denied that it had closed the strait.")

    assert [c.statement for c in claims] == ["Norway had not closed the strait."]
    assert claims[0].act == "denial"
    assert claims[0].content[0].text == "that it had closed the strait"


def test_index_report_and_query(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.txt").write_text(
        "Norway said its navy had closed the strait. Sweden said Norway had not closed the strait."
    )

    factcheck.build([str(reports)], tmp_path / "index")
    report = factcheck.load_report(tmp_path / "index")
    answer = factcheck.ask("Norway closed the strait.", tmp_path / "index")

    assert {c.party.id for c in report.claims if c.party} == {"NOR", "SWE"}
    assert {m.claim.party.id for m in answer.matches if m.claim.party} == {"NOR", "SWE"}


def test_every_public_name_is_there() -> None:
    for name in factcheck.__all__:
        assert getattr(factcheck, name) is not None
    assert list(factcheck.__all__) == sorted(factcheck.__all__)


def test_no_other_name() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        _ = factcheck.nothing


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = (
        "import sys, factcheck; print([m for m in ('numpy', 'spacy', 'torch') if m in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
