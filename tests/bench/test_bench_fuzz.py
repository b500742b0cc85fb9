from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck import pieces
from factcheck.bench import fuzz
from factcheck.bench.mutations import FOREIGN, HOSTILE, LABELS, QUOTES, WORDS, mutated
from factcheck.model import Document
from factcheck.parties import Gazetteer

GAZETTEER = Gazetteer.load()
FIXTURES = [p.read_text("utf-8") for p in sorted(fuzz.FIXTURES.glob("*/0[13]*.txt"))]
QUICK = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
_PARTS = (*WORDS, *LABELS, *FOREIGN, *map("".join, QUOTES), *(h for h in HOSTILE if len(h) < 99))


@QUICK
@given(st.lists(st.sampled_from([*_PARTS, " ", ". ", "\n", "\n\n"]), max_size=30).map(" ".join))
def test_what_must_hold_holds_for_parts_of_reports(text):
    fuzz.check(text, GAZETTEER)


@QUICK
@given(st.integers(0, 10**6))
def test_what_must_hold_holds_for_broken_reports(number):
    fuzz.check(mutated(Random(number), FIXTURES)[:1_500], GAZETTEER)


@QUICK
@given(st.integers(0, 10**6))
def test_what_must_hold_holds_in_pieces(number):
    fuzz.check(mutated(Random(number), FIXTURES)[:2_000], GAZETTEER, piece=400)


@QUICK
@given(st.text(max_size=200))
def test_what_must_hold_holds_for_any_text(text):
    fuzz.check(text, GAZETTEER)


def test_one_seed_gives_the_same_texts():
    def some(seed):
        return [text for text, _ in zip(fuzz.texts(seed, FIXTURES), range(40), strict=False)]

    assert some(3) == some(3) != some(4)


BROKEN = {
    "outside": lambda c: replace(c, cue=replace(c.cue, end=10**6)),
    "not the slice": lambda c: replace(c, cue=replace(c.cue, text="no")),
    "several lines": lambda c: replace(c, statement="a\nb"),
    "is empty": lambda c: replace(c, statement=" "),
}


@pytest.mark.parametrize(("what", "broken"), BROKEN.items())
def test_what_does_not_hold_is_told(what, broken, monkeypatch):
    text = "Peru said that Chile had closed the road."
    good = pieces.read(Document(text, "a.txt"), GAZETTEER)
    assert good.claims
    bad = replace(good, claims=[broken(claim) for claim in good.claims])
    monkeypatch.setattr(pieces, "read", lambda *_, **__: bad)
    with pytest.raises(fuzz.BrokenError, match=what):
        fuzz.check(text, GAZETTEER)


def test_the_smallest_text_that_breaks_is_kept_with_how_to_repeat(tmp_path, monkeypatch, capsys):
    def check(text, *_, **__):
        if "e" in text and "x" in text:
            raise ValueError
        return []

    monkeypatch.setattr(fuzz, "check", check)
    tally, [path] = fuzz.run(60, 1, tmp_path, documents=12)
    assert sorted(path.read_text()) == ["e", "x"]
    assert tally.documents == 12
    assert f"--repeat {path}" in capsys.readouterr().out


def test_a_text_that_is_well_ends_in_0(tmp_path, capsys):
    path = tmp_path / "a.txt"
    path.write_text("Peru said that Chile had closed the road.")
    assert fuzz.main(["--repeat", str(path)]) == 0
    assert "all is well" in capsys.readouterr().out
