"""The training mix: splits, shares, and the neutral pairs that are mined."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.training.mix import (
    CONTRADICTION,
    ENTAILMENT,
    GENERAL,
    LABELS,
    LATELY,
    LEANING,
    NEUTRAL,
    RECALLED,
    REFRESHED,
    SHARE,
    SWAPPED,
    Pair,
    contents,
    general,
    held_out,
    labelled,
    lately,
    leaning,
    mined,
    neighbours,
    normalise,
    own,
    read_pairs,
    thin,
    whole,
)

Encode = Callable[[Sequence[str]], np.ndarray]
WriteLines = Callable[[Path, Iterable[Any]], None]


def row(premise: str, hypothesis: str, label: str, source: str = "lingnli") -> dict[str, str]:
    return {"premise": premise, "hypothesis": hypothesis, "label": label, "source": source}


# Text


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("The pass was shut , he said .", "The pass was shut, he said."),
        ("It did n't rain ; they 've left", "It didn't rain; they've left"),
        ("the minister 's car", "the minister's car"),
        ("`` No , '' she said", '" No, " she said'),
        ("two -LRB- or three -RRB- men", "two (or three) men"),
        ("snow -- and hail", "snow - and hail"),
        ("costs $ 5 ( about 4 % )", "costs $5 (about 4%)"),
        ("  a\tb\u00a0 c\n", "a b c"),
        ("'scythe and nothing", "'scythe and nothing"),
    ],
)
def test_tokenised_text_reads_as_it_was_written(given: str, expected: str) -> None:
    assert normalise(given) == expected


@given(st.text())
def test_white_space_is_squeezed_whatever_the_text(text: str) -> None:
    found = normalise(text)
    assert found == " ".join(found.split())
    letters = [c for c in text if c.isalpha() and c not in "LRBSCOON"]
    assert [c for c in found if c.isalpha() and c not in "LRBSCOON"] == letters


def test_lines_without_a_side_or_a_known_label_are_left_out(
    tmp_path: Path, write_lines: WriteLines
) -> None:
    write_lines(
        tmp_path / "x.gz",
        [
            row("It rained .", "It was wet", "entailment"),
            row(" ", "It was wet", "entailment"),
            row("It rained", "", "neutral"),
            row("It rained", "It was wet", "-"),
        ],
    )
    assert list(read_pairs(tmp_path / "x.gz")) == [
        Pair("It rained.", "It was wet", ENTAILMENT, "lingnli")
    ]


# The split


def test_no_premise_is_on_both_sides_of_the_split(tmp_path: Path, write_lines: WriteLines) -> None:
    names = ("train_core", "train_fv", "train_opt")
    forms = ("Report {} is out .", "report {} is out.", "REPORT {}  is out.")
    for name, form in zip(names, forms, strict=True):
        write_lines(
            tmp_path / "nli" / f"{name}.jsonl.gz",
            [row(form.format(n), f"{name} {n}", LABELS[n % 3]) for n in range(600)],
        )
    train, development = labelled(tmp_path)
    assert len(train) + len(development) == 1800
    sides = [{pair.premise.casefold() for pair in some} for some in (train, development)]
    assert not sides[0] & sides[1]
    assert len(sides[1]) * 3 == len(development)
    assert len(sides[0]) + len(sides[1]) == 600


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_the_split_sees_no_letter_case(premise: str) -> None:
    assert held_out(premise) == held_out(premise.upper()) == held_out(premise.lower())


def test_one_premise_in_twenty_is_held_out() -> None:
    assert sum(held_out(str(n)) for n in range(8000)) == pytest.approx(400, abs=60)


def test_own_pairs_are_parted_as_their_files_say(tmp_path: Path) -> None:
    for name, split in (("b", "train"), ("a", "test"), ("c", "train")):
        line = json.dumps({**row(name, "h", "contradiction"), "split": split})
        (tmp_path / f"{name}.jsonl").write_text(line + "\n")
    (tmp_path / "README.md").write_text("not pairs")
    train, test = own(tmp_path)
    assert train == [Pair(name, "h", CONTRADICTION, "own") for name in "bc"]
    assert test == [Pair("a", "h", CONTRADICTION, "own")]


# Shares


@pytest.mark.parametrize("source", ["snli_nyu", "mpe", "own", "lingnli", "distilled"])
def test_a_source_is_taken_in_its_share(source: str) -> None:
    given = [Pair(str(n), "h", NEUTRAL, source) for n in range(4000)]
    taken = Counter(thin(given, random.Random(1)))
    share = SHARE.get(source, 1.0)
    assert taken.total() == pytest.approx(4000 * share, abs=120 * (share % 1 > 0))
    assert set(taken.values()) == {max(1, int(share))}


def test_some_contradictions_are_turned_round_and_nothing_else() -> None:
    kinds = (ENTAILMENT, NEUTRAL, CONTRADICTION, (0.1, 0.1, 0.8))
    given = [Pair(f"p{n}", f"h{n}", label, "lingnli") for label in kinds for n in range(4000)]
    taken = thin(given, random.Random(1))
    assert len(taken) == len(given)
    turned = [pair for pair in taken if pair.premise.startswith("h")]
    assert {pair.label for pair in turned} == {CONTRADICTION}
    assert len(turned) == pytest.approx(4000 * SWAPPED, abs=120)
    back = [
        Pair(p.hypothesis, p.premise, p.label, p.source) if p.premise.startswith("h") else p
        for p in taken
    ]
    assert back == given


def test_each_pass_is_thinned_anew_and_the_same_for_a_seed() -> None:
    given = [Pair(str(n), "h", n % 3, "snli_nyu") for n in range(200)]
    one, again, other = (thin(given, random.Random(seed)) for seed in (1, 1, 2))
    assert one == again != other


# Neighbours


def test_contents_are_those_of_some_length_with_their_article(
    tmp_path: Path, write_lines: WriteLines
) -> None:
    long = " ".join(["snow"] * 46)
    text = f"He said that the “ pass was shut ” by snow on Monday . Short one . {long}"

    def at(words: str) -> list[int]:
        return [text.index(words), text.index(words) + len(words)]

    said = [at("that the “ pass was shut ”"), at("on Monday .")]
    attributions = [{"content": some} for some in (said, [at("Short one .")], [at(long)])]
    rows = [
        {"text": "Rain fell.", "attributions": []},
        {"text": text, "attributions": attributions},
    ]
    write_lines(tmp_path / "polnear" / "train.jsonl.gz", rows)
    write_lines(tmp_path / "polnear" / "dev.jsonl.gz", rows[:1])
    assert list(contents(tmp_path)) == [("the pass was shut on Monday.", 1)]
    assert list(contents(tmp_path, "dev")) == []


@given(
    vectors=st.lists(st.floats(0.0, 1.5), min_size=2, max_size=30),
    groups=st.integers(1, 5),
    count=st.integers(1, 40),
    seed=st.integers(0, 5),
)
def test_neighbours_are_alike_and_from_different_groups(
    vectors: list[float], groups: int, count: int, seed: int
) -> None:
    # Angles in the plane: the cosine of two texts is that of their difference.
    angles = np.array(vectors, dtype=np.float32)
    plane = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    texts = [str(n) for n in range(len(vectors))]
    given = [n % groups for n in range(len(vectors))]
    found = neighbours(texts, given, lambda _: plane, count=count, source="near", seed=seed)
    alike = plane @ plane.T
    allowed = (alike > 0.42) & (alike < 0.74)
    allowed &= np.not_equal.outer(given, given)
    for pair in found:
        assert allowed[int(pair.premise), int(pair.hypothesis)]
        assert (pair.label, pair.source) == (NEUTRAL, "near")
    # Every text that has a neighbour is a premise once, until there are enough.
    assert len(found) == min(count, int(allowed.any(axis=1).sum()))
    assert len({pair.premise for pair in found}) == len(found)
    again = neighbours(texts, given, lambda _: plane, count=count, source="near", seed=seed)
    assert found == again


@pytest.fixture
def data(
    tmp_path: Path,
    write_lines: WriteLines,
    write_titles: Callable[[Path, Iterable[str]], None],
) -> Path:
    """Claims, evidence and titles that overlap by half with their like."""
    shared = "the minister of snow and"
    contents = [f"{shared} a{n} b{n} c{n} d{n} e{n}" for n in range(60)]
    write_lines(
        tmp_path / "polnear" / "train.jsonl.gz",
        [{"text": text, "attributions": [{"content": [[0, len(text)]]}] * 2} for text in contents],
    )
    shared = "a report on rain and hail"
    evidence = [
        # Each claim has two pieces of evidence, and those pieces two claims.
        row(
            f"{shared} f{n // 2} g{n // 2} h{n // 2}",
            f"{shared} i{(n + 1) // 2} j{(n + 1) // 2} k{(n + 1) // 2}",
            "entailment",
            "scifact",
        )
        for n in range(80)
    ]
    write_lines(tmp_path / "nli" / "train_fv.jsonl.gz", evidence)
    write_titles(tmp_path, [f"storm over fog l{n // 2} m{n // 2} o{n // 2}" for n in range(80)])
    return tmp_path


def test_mined_pairs_are_neutral_and_never_of_the_development_split(
    data: Path, encode: Encode
) -> None:
    found = mined(data, encode, 7)
    counted = Counter(pair.source for pair in found)
    assert set(counted) == {"mined_polnear", "mined_evidence", "mined_euvsdisinfo"}
    assert min(counted.values()) >= 30
    assert {pair.label for pair in found} == {NEUTRAL}
    assert not any(held_out(pair.premise) for pair in found)
    assert all(pair.premise != pair.hypothesis for pair in found)
    assert mined(data, encode, 7) == found != mined(data, encode, 8)


def test_evidence_is_not_neutral_to_any_of_its_own_claims(data: Path, encode: Encode) -> None:
    evidence = read_pairs(data / "nli" / "train_fv.jsonl.gz")
    known = {(pair.premise, pair.hypothesis) for pair in evidence}
    crossed = {
        (pair.premise, pair.hypothesis)
        for seed in range(5)
        for pair in mined(data, encode, seed)
        if pair.source == "mined_evidence"
    }
    assert len(crossed) > 100
    assert not crossed & known
    assert {claim for _, claim in crossed} <= {claim for _, claim in known}


def test_the_baseline_takes_every_pair_once_and_as_it_is():
    pairs = [Pair(str(n), "h", n % 3, source) for n in range(60) for source in ("mpe", "own")]
    assert whole(pairs, random.Random(1)) == pairs


def test_the_last_run_leans_on_claims_and_recalls_the_rest() -> None:
    sources = ("news_voiced", "told_bare", "mnli_nyu20k", "covidfact")
    mix = [Pair(f"p{n}", "h", ENTAILMENT, source) for source in sources for n in range(2000)]
    taken = Counter(pair.source for pair in leaning(mix, random.Random(3)))
    shares = {
        "news_voiced": LEANING["news_voiced"],
        "told_bare": LEANING["told_bare"],
        "mnli_nyu20k": RECALLED * SHARE["mnli_nyu20k"],
        "covidfact": RECALLED,
    }
    for source, share in shares.items():
        assert taken[source] == pytest.approx(2000 * share, abs=90)


def test_the_latest_run_takes_fresh_disputes_first_and_little_of_all_else() -> None:
    sources = ("fresh_news_voiced", "fresh_told_bare", "news_voiced", "covidfact")
    mix = [Pair(f"p{n}", "h", ENTAILMENT, source) for source in sources for n in range(2000)]
    taken = Counter(pair.source for pair in lately(mix, random.Random(3)))
    shares = {source: LATELY[source] for source in sources[:3]} | {"covidfact": REFRESHED}
    for source, share in shares.items():
        assert taken[source] == pytest.approx(2000 * share, abs=90)


def test_the_general_run_takes_captions_whole_and_claims_thinner() -> None:
    sources = ("news_voiced", "snli_nyu", "mnli_nyu20k", "lingnli")
    mix = [Pair(f"p{n}", "h", ENTAILMENT, source) for source in sources for n in range(2000)]
    taken = Counter(pair.source for pair in general(mix, random.Random(3)))
    shares = {
        "news_voiced": GENERAL["news_voiced"],
        "snli_nyu": GENERAL["snli_nyu"],
        "mnli_nyu20k": SHARE["mnli_nyu20k"],
        "lingnli": 1.0,
    }
    for source, share in shares.items():
        assert taken[source] == pytest.approx(2000 * share, abs=90)
    assert GENERAL["news_voiced"] < SHARE["news_voiced"]
    assert GENERAL["snli_nyu"] > SHARE["snli_nyu"]
