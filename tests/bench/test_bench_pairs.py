"""The audit of labelled pairs: near copies, and what a sentence gives away by itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.bench import likeness, partial_input
from factcheck.bench.pairs import OwnPair, audit, main, most_alike, read_own, varying
from factcheck.errors import InputError
from factcheck.nli import LABELS

OWN = Path(__file__).parents[2] / "fixtures" / "pairs"


def pair(group, premise, hypothesis, label=0, split="train"):
    return OwnPair(group, premise, hypothesis, label, "any", split)


FERRY = "The ferry from Harwich to Esbjerg was cancelled after two hours of fog."
COACH = "The coach from Dover to Ostend was cancelled after nine hours of fog."
DAM = "Engineers opened the gates of the dam as soon as the river rose."


def test_names_and_numbers_are_masked_and_the_first_word_only_if_it_is_one():
    common = likeness.common_words(["The dam and the river rose."])
    masked = likeness.masked_words("The Free Workers of Ostend hold twenty-two of 40 seats", common)
    assert masked == ["the", "_", "of", "_", "hold", "_", "of", "_", "seats"]
    assert likeness.masked_words("Ostend rose", common) == ["_", "rose"]


def test_likeness_is_of_runs_of_three_words():
    a = likeness.shingles(["a", "b", "c", "d"])
    b = likeness.shingles(["b", "c", "d", "e"])
    assert likeness.jaccard(a, b) == pytest.approx(1 / 3)
    assert likeness.jaccard(a, a) == 1.0
    assert likeness.jaccard(likeness.shingles(["a"]), likeness.shingles(["b"])) == 0.0


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=9), max_size=9))
def test_the_index_finds_what_comparing_all_finds(sentences):
    sets = [likeness.shingles(each) for each in sentences]
    found = likeness.alike(sets, 0.3)
    for at, near in enumerate(found):
        slow = {
            other: likeness.jaccard(sets[at], sets[other])
            for other in range(len(sets))
            if other != at and likeness.jaccard(sets[at], sets[other]) >= 0.3
        }
        assert near == pytest.approx(slow)


def collection():
    """A pair and its copy in another group with other names; both parts, two classes."""
    return [
        pair("a", FERRY, "No ferry left Harwich for hours.", 0),
        pair("a", DAM, "No ferry left Harwich for hours.", 2),
        pair("b", COACH.replace("coach", "ferry"), "No ferry left Dover for hours.", 0, "test"),
        pair("b", "Nobody in Spain had heard of it.", "No ferry left Dover for hours.", 2, "test"),
    ]


def test_a_copy_with_other_names_shows_masked():
    found = audit(collection())
    assert (found.plain.pairs, found.plain.across, found.plain.sentences) == (0, 0, 0)
    assert found.masked.pairs == pytest.approx(0.5)
    assert found.masked.across == pytest.approx(0.5)
    assert found.masked.sentences == pytest.approx(4 / 6)
    assert found.plain.greatest < found.bound < found.masked.greatest


def test_a_sentence_that_groups_share_word_for_word_is_a_copy():
    pairs = [pair("a", FERRY, DAM), pair("b", FERRY, "All was well.", 1), pair("b", FERRY, "No.")]
    assert audit(pairs).plain.sentences == pytest.approx(1 / 4)
    assert audit(pairs).plain.pairs == 0
    assert audit([*pairs, pair("c", FERRY, DAM)]).plain.pairs == pytest.approx(0.5)


def test_pairs_of_one_group_are_no_copies_of_each_other():
    pairs = [pair("a", FERRY, DAM), pair("a", FERRY, DAM, 1)]
    assert audit(pairs).plain.pairs == audit(pairs).plain.sentences == 0


def test_the_most_alike_come_first_and_once():
    found = most_alike(collection(), 5)
    assert [(each.first.group, each.second.group) for each in found] == [("a", "b")]
    assert found[0].likeness > 0.5
    assert most_alike(collection(), 0) == []


def test_the_sentence_that_varies():
    shared_premise = [pair("c", DAM, FERRY), pair("c", DAM, COACH, 1)]
    apart = varying([*collection(), *shared_premise])
    assert [apart[each] for each in collection()[:2]] == [FERRY, DAM]
    assert [apart[each] for each in shared_premise] == [FERRY, COACH]


def test_a_word_that_gives_the_label_away_is_learnt_and_named():
    told = ["never", "perhaps", "indeed"]
    texts = [
        (f"{place} was {told[label]} {deed}", label)
        for place in ("Ostend", "Harwich", "Dover", "Esbjerg", "Calais")
        for deed in ("flooded", "closed", "warned", "paid")
        for label in range(3)
    ]
    assert partial_input.accuracy(texts[:48], texts[48:], 3) == 1.0
    first = partial_input.telling(texts, 3)[:3]
    assert {(each.word, each.label) for each in first} == {
        (word, label) for label, word in enumerate(told)
    }
    assert (first[0].count, first[0].share) == (20, 1.0)
    assert first[0].z == pytest.approx((2 / 3) / (2 / 9 / 20) ** 0.5)


def test_words_that_say_nothing_teach_nothing():
    texts = [(f"{place} was closed", label) for place in ("Ostend", "Dover") for label in range(3)]
    assert partial_input.accuracy(texts, texts, 3) == pytest.approx(1 / 3)
    assert partial_input.accuracy([], texts, 3) == 0.0
    assert partial_input.accuracy(texts, [], 3) == 0.0


def write(folder, pairs):
    lines = [
        json.dumps(
            {
                "group": each.group,
                "premise": each.premise,
                "hypothesis": each.hypothesis,
                "label": LABELS[each.label],
                "phenomenon": each.phenomenon,
                "split": each.split,
            }
        )
        for each in pairs
    ]
    (folder / "topic.jsonl").write_text("\n".join(lines) + "\n")


def test_the_audit_as_json(tmp_path, capsys):
    write(tmp_path, collection())
    assert main([str(tmp_path), "--format", "json", "--similar", "3", "--telling", "3"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["pairs"], found["groups"]) == (4, 2)
    assert found["labels"]["contradiction"] == {"train": 1, "test": 1}
    assert found["phenomena"]["neutral"] == {}
    assert found["partial_input"]["chance"] == 0.5
    assert len(found["similar"]) == 1


def test_a_hypothesis_that_gives_too_much_away_is_a_failure(tmp_path, capsys):
    telling = [
        pair(f"{split}-{place}", DAM, f"{place} was {word} paid.", label, split)
        for split, places in (("train", ["Ostend", "Dover", "Calais"]), ("test", ["Harwich"]))
        for place in places
        for label, word in enumerate(["indeed", "perhaps", "never"])
    ]
    write(tmp_path, telling)
    assert main([str(tmp_path), "--similar", "2", "--telling", "2"]) == 1
    out = capsys.readouterr().out
    assert "the hypothesis                               100.0%" in out
    assert "test pairs" in out


@pytest.mark.parametrize("content", [None, b"", b"\xff\n", b"{}\n", b"[]\n", b'{"group": 1}\n'])
def test_what_is_no_collection_is_one_line_and_2(tmp_path, capsys, content):
    if content is not None:
        (tmp_path / "topic.jsonl").write_bytes(content)
    with pytest.raises(InputError):
        read_own(tmp_path)
    assert main([str(tmp_path)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1


def test_the_projects_own_pairs():
    """Whole groups, one pair of each label; no copies; the hypothesis says little."""
    pairs = read_own(OWN)
    groups: dict[str, list[OwnPair]] = {}
    for each in pairs:
        groups.setdefault(each.group, []).append(each)
    for name, some in groups.items():
        assert sorted(each.label for each in some) == [0, 1, 2], name
        assert len({each.split for each in some}) == 1, name
        sides = {len({e.premise for e in some}), len({e.hypothesis for e in some})}
        assert sides == {1, 3}, name
    found = audit(pairs)
    assert found.masked.pairs == found.plain.pairs == 0
    assert found.partial_input.hypothesis <= found.partial_input.chance + 0.08
