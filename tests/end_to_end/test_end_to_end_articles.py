"""Two real articles about one dispute, where they are at hand beside the repository."""

import json
from pathlib import Path

import pytest

ARTICLES = Path(__file__).parents[3] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not ARTICLES.is_dir(), reason="../shared/seeds is not here")


@pytest.fixture(scope="module")
def folder(factcheck, tmp_path_factory):
    made = tmp_path_factory.mktemp("articles") / "index"
    done = factcheck("build", ARTICLES, "--index", made)
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="module")
def report(exported, folder):
    return exported(folder)


@pytest.fixture(scope="module")
def pairs(report):
    claims = {claim["id"]: claim for claim in report["claims"]}
    return [
        (found["relation"], claims[found["a"]], claims[found["b"]])
        for found in report["oppositions"]
    ]


def written(claim):
    return " ".join(span["text"] for span in claim["content"]).casefold()


def blames(pairs, party, words, other, other_words):
    """Whether a mutual blame joins a charge of ``party`` in ``words`` with one of ``other``."""
    for relation, *claims in pairs:
        for one, two in (claims, claims[::-1]):
            if (
                relation == "mutual_blame"
                and (one["party"]["id"], two["party"]["id"]) == (party, other)
                and all(word in written(one) for word in words)
                and all(word in written(two) for word in other_words)
            ):
                return True
    return False


def test_a_spokeswoman_and_a_spokesman_blame_each_other(pairs):
    assert blames(pairs, "RUS", ["did not fulfil"], "USA", ["unwilling", "unable"])


def test_two_capitals_blame_each_other(pairs):
    assert blames(pairs, "RUS", ["failed to separate"], "USA", ["failing to rein"])


def test_nobody_opposes_their_own_side(pairs):
    assert pairs
    for relation, one, two in pairs:
        if relation != "position_change":
            assert one["party"]["id"] != two["party"]["id"]


def test_figures_of_different_things_are_no_conflict(report, pairs):
    written_of = [written(claim) for claim in report["claims"]]
    assert any("45 civilians" in text for text in written_of)
    assert any("350" in text for text in written_of)
    for _, one, two in pairs:
        both = {"45 civilians" in written(one), "45 civilians" in written(two)}
        attacks = {"350" in written(one), "350" in written(two)}
        assert not (True in both and True in attacks)


def test_a_query_finds_both_sides(factcheck, folder):
    done = factcheck(
        "query", "Russia is to blame for the collapse of the truce", "--index", folder, "-f", "json"
    )
    matches = json.loads(done.stdout)["matches"]
    charges = {
        (match["stance"], match["claim"]["party"]["id"])
        for match in matches
        if match["claim"]["act"] == "accusation" and match["claim"]["party"]
    }
    assert ("supports", "USA") in charges
    assert ("refutes", "RUS") in charges
