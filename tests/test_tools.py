import pickle

import numpy as np

from factcheck import tools
from factcheck.nli import load_judge
from factcheck.parsing import model_name
from factcheck.parties import Gazetteer
from factcheck.store import Store
from factcheck.tools import Table

SENTENCE = "France said the harbour was open."


def test_what_is_named_without_loading_is_what_is_loaded():
    lazy = tools.Tools.load(Gazetteer.load())
    assert lazy.parser == model_name()
    assert lazy.judge.name == load_judge().name
    vectors = lazy.encoder.encode(["The harbour was open."])
    assert vectors.shape == (1, lazy.encoder.dimension)
    said = lazy.judge.probabilities([("It rained.", "It was dry.")])
    assert np.allclose(said.sum(axis=1), 1, atol=1e-5)


def test_tables_found_are_ordered_by_path_and_named_ones_as_named():
    known = [Table("b", "1"), Table("z", "2", named=True)]
    more = [Table("a", "3"), Table("y", "4", named=True), Table("b", "5")]
    order = [(t.path, t.text) for t in tools.joined(known, more)]
    assert order == [("a", "3"), ("b", "5"), ("z", "2"), ("y", "4")]


def test_tables_are_remembered(tmp_path):
    tables = [Table("a", 'party = [{id = "XFR", name = "Freedonia"}]')]
    with Store.open(tmp_path, create=True) as store:
        assert tools.remembered(store) == []
        store.set_meta(parties=tools.remember(tables))
        assert tools.remembered(store) == tables
        assert tools.gazetteer_of(store).party("XFR").name == "Freedonia"


def test_a_tagger_that_is_loaded_can_be_handed_to_another_process():
    one = tools.tagger()
    found = list(one.tag(SENTENCE))
    other = pickle.loads(pickle.dumps(one))
    assert found
    assert (other.name, list(other.tag(SENTENCE))) == (one.name, found)
