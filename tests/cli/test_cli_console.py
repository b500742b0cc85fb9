"""Progress where stderr is no terminal; on one, ``test_cli_process.py`` looks at it."""

import re

import pytest

from factcheck.cli import console
from factcheck.cli.console import Bars


@pytest.fixture
def told(monkeypatch, capsys):
    """The lines that some steps lead to, when any time is long enough for a line."""

    def tell(*steps, seconds=0.0):
        monkeypatch.setattr(console, "_SECONDS", seconds)
        with Bars() as bars:
            for step in steps:
                bars.step(*step)
        return capsys.readouterr().err.splitlines()

    return tell


def test_a_line_tells_rate_and_time_left(told):
    first, second, last = told(("files", 5, 1000), ("files", 6, 1000), ("files", 1000, 1000))
    assert first == "Reading: 5 of 1,000 files"
    assert re.fullmatch(r"Reading: 6 of 1,000 files, [\d,.]+ a second, about \d+ s left", second)
    assert last == "Reading: 1,000 files"


def test_lines_are_rare(told):
    steps = [("pairs", done, 5) for done in range(1, 6)]
    assert told(*steps, seconds=3600.0) == ["Judging: 5 pairs"]


@pytest.mark.parametrize(
    ("rate", "left", "said"),
    [
        (1234.5, 2469, "1,234 a second, about 2 s left"),
        (2.0, 600, "2.0 a second, about 5 min left"),
        (0.05, 360, "3.0 a minute, about 2.0 h left"),
    ],
)
def test_rates_are_in_units_that_can_be_read(rate, left, said):
    assert console._remaining(rate, left) == said
