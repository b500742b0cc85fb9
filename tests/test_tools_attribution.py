"""How attributions are found is chosen, remembered by the index, and named by the claims."""

import json

import numpy as np
import pytest

from factcheck import building, tools
from factcheck.attribution import card
from factcheck.cli.app import run
from factcheck.errors import ModelError
from factcheck.model import Document, Method
from factcheck.parties import Gazetteer
from factcheck.store import Store
from factcheck.tools import LazyTagger, Tools, remembered_attribution, tagger

TEXT = "The minister said that the border was open.\n"


class FakeEncoder:
    name = "fake"
    dimension = 4

    def encode(self, texts):
        return np.full((len(texts), 4), 0.5, np.float32)


class FakeJudge:
    name = "fake-nli"

    def probabilities(self, pairs):
        return np.tile(np.array([0.1, 0.2, 0.7], np.float32), (len(pairs), 1))


@pytest.fixture
def without_weights(tmp_path, monkeypatch):
    """The tagger's folder is elsewhere, where there is nothing."""
    folder = tmp_path / "nothing"
    monkeypatch.setattr(card, "FOLDER", folder)
    monkeypatch.setattr(card.read_card, "__defaults__", (folder,))


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "one.txt"
    path.write_text(TEXT)
    return path


@pytest.fixture
def light(monkeypatch):
    """Builds load encoder and judge that cost nothing, and the real tagger."""
    monkeypatch.setattr(tools, "_encoder", lambda *_: FakeEncoder())
    monkeypatch.setattr(tools, "_judge", lambda *_: FakeJudge())


def made(method):
    return Tools(
        FakeEncoder(), FakeJudge(), FakeJudge(), Gazetteer.load(), "parser-1", tagger(method)
    )


def test_rules_have_no_tagger():
    assert tagger(Method.RULES) is None
    assert isinstance(tagger(Method.JOINED), LazyTagger)
    assert tagger().name == tagger(Method.JOINED).name


def test_the_name_is_known_before_the_weights_are_loaded():
    from factcheck.attribution.onnx_tagger import OnnxTagger

    lazy = LazyTagger()
    assert "_loaded" not in vars(lazy)
    assert lazy.name == OnnxTagger().name
    (one,) = lazy.tag(f"\n{TEXT}", 1)
    assert TEXT[one.cue[0] - 1 : one.cue[1] - 1] == "said"


def test_claims_are_named_after_the_method():
    rules, joined = made(Method.RULES), made(Method.JOINED)
    assert "/parser-1/rules/" in rules.extractor
    assert f"/parser-1/{joined.tagger.name}/" in joined.extractor


@pytest.mark.parametrize("method", Method)
def test_the_index_remembers_the_method(tmp_path, method):
    with Store.open(tmp_path / "index", create=True) as store:
        assert remembered_attribution(store) is Method.JOINED
        own = made(method)
        building.build(store, [Document(TEXT, "one.txt")], own, building.Silent())
        assert store.meta("extractor") == own.extractor
        assert remembered_attribution(store) is method


def test_a_build_with_the_other_method_reads_documents_again(document, tmp_path, light):
    index = tmp_path / "index"

    def build(method=None):
        outcome = building.build_index([str(document)], index, attribution=method)
        with Store.open(index) as store:
            return outcome, remembered_attribution(store)

    outcome, method = build(Method.RULES)
    assert (outcome.added, method) == ([str(document)], Method.RULES)
    outcome, method = build()
    assert (outcome.unchanged, outcome.again, method) == ([str(document)], [], Method.RULES)
    outcome, method = build(Method.JOINED)
    assert (outcome.again, method) == ([str(document)], Method.JOINED)
    outcome, method = build()
    assert (outcome.unchanged, outcome.again, method) == ([str(document)], [], Method.JOINED)
    outcome, method = build(Method.RULES)
    assert (outcome.again, method) == ([str(document)], Method.RULES)


def test_the_tagger_needs_its_weights_and_rules_do_not(without_weights):
    with pytest.raises(ModelError, match="--attribution rules"):
        tagger(Method.JOINED)
    assert tagger(Method.RULES) is None


def test_claims_by_rules_need_no_weights(document, without_weights, capsys):
    assert run(["claims", str(document), "--attribution", "rules"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["cue"]["text"] == "said"


def test_claims_without_weights_are_refused_in_one_line(document, without_weights, capsys):
    for command in (
        ["claims", str(document)],
        ["claims", str(document), "--attribution", "joined"],
    ):
        assert run(command) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.count("\n") == 1
        assert "--attribution rules" in err


def test_a_build_by_rules_needs_no_weights(document, tmp_path, light, without_weights, capsys):
    index = tmp_path / "index"
    arguments = ["build", str(document), "--index", str(index)]
    assert run([*arguments, "--attribution", "rules"]) == 0
    assert "1 added" in capsys.readouterr().err
    assert run(arguments) == 0
    assert "1 unchanged" in capsys.readouterr().err
    assert run([*arguments, "--attribution", "joined"]) == 2
    assert "--attribution rules" in capsys.readouterr().err
    with Store.open(index) as store:
        assert remembered_attribution(store) is Method.RULES
        assert len(store.documents()) == 1


def test_removing_keeps_the_method(document, tmp_path, light, without_weights, capsys):
    index = ["--index", str(tmp_path / "index")]
    other = document.with_name("two.txt")
    other.write_text("Chile denied that it rained.\n")
    assert run(["build", str(document), str(other), *index, "--attribution", "rules"]) == 0
    assert run(["build", "--remove", str(other), *index]) == 0
    assert "1 removed" in capsys.readouterr().err
    with Store.open(tmp_path / "index") as store:
        assert remembered_attribution(store) is Method.RULES


def test_an_unknown_method_is_named(document, capsys):
    assert run(["claims", str(document), "--attribution", "guess"]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "guess" in err
