import string
import tempfile
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.errors import StoreError
from factcheck.model import (
    Act,
    Claim,
    Document,
    Form,
    Opposition,
    Party,
    Relation,
    Span,
    stable_id,
)
from factcheck.store import Store

TEXT = st.text(st.characters(), max_size=12)
MAYBE = st.none() | TEXT
SPAN = st.builds(Span, st.integers(0, 2**40), st.integers(0, 2**40), TEXT)
SLUG = st.text(string.ascii_lowercase + "-", min_size=1, max_size=6)
DOCUMENT = st.builds(Document, TEXT, TEXT, MAYBE, MAYBE, MAYBE, MAYBE)


@st.composite
def contents(draw):
    """Documents with claims, each party with one name."""
    filled = []
    for document in draw(st.lists(DOCUMENT, max_size=3, unique_by=lambda d: d.sha256)):
        claims = [
            Claim(
                id=stable_id(document.sha256, place),
                document=document.info,
                source=draw(st.none() | SPAN),
                cue=draw(st.none() | SPAN),
                content=tuple(draw(st.lists(SPAN, max_size=2))),
                sentence=draw(SPAN),
                statement=draw(TEXT),
                speaker=draw(MAYBE),
                party=draw(st.none() | SLUG.map(lambda slug: Party(slug, slug.upper()))),
                form=draw(st.sampled_from(Form)),
                act=draw(st.sampled_from(Act)),
                targets=tuple(draw(st.lists(SLUG, max_size=2))),
                reports=draw(st.none() | SLUG),
                confidence=draw(st.floats(0, 1)),
            )
            for place in range(draw(st.integers(0, 3)))
        ]
        filled.append((document, claims))
    return filled


@settings(deadline=None, max_examples=60)
@given(contents(), st.data())
def test_everything_survives_reopening(filled, data):
    claims = {claim.id: claim for _, claims in filled for claim in claims}
    vectors = {
        key: data.draw(st.lists(st.floats(-1, 1, width=32), min_size=3, max_size=3))
        for key in claims
    }
    ids = sorted(claims)
    oppositions = [
        Opposition(
            stable_id(a, b),
            a,
            b,
            data.draw(st.sampled_from(Relation)),
            data.draw(st.floats(0, 1)),
            data.draw(TEXT),
            data.draw(TEXT),
            data.draw(st.dictionaries(TEXT, TEXT | st.floats(0, 1) | st.lists(TEXT), max_size=2)),
        )
        for a, b in pairwise(ids)
    ]
    with tempfile.TemporaryDirectory() as folder:
        with Store.open(folder, create=True) as store, store.transaction():
            for document, said in filled:
                rows = np.array([vectors[claim.id] for claim in said], np.float32).reshape(-1, 3)
                store.add(document, said, rows)
            store.replace_oppositions(oppositions)
        with Store.open(folder) as store:
            assert {d.sha256: d for d in store.documents()} == {
                document.sha256: document.info for document, _ in filled
            }
            for document, _ in filled:
                assert store.text(document.sha256) == document.text
                assert document.info in store.by_path(document.path)
            assert {claim.id: claim for claim in store.claims()} == claims
            assert store.oppositions() == oppositions
            order, matrix = store.vectors()
            assert order == [claim.id for claim in store.claims()]
            assert matrix.dtype == np.float32
            assert [list(row) for row in matrix] == [vectors[key] for key in order]


def test_claims_come_by_path_then_offset(store, make):
    for number, path in ((1, "z.txt"), (2, "a.txt")):
        document = make.document(number, path)
        store.add(document, make.claims(document)[::-1], make.vectors(document))
    claims = store.claims()
    assert [(c.document.path, c.content[0].start) for c in claims] == [
        ("a.txt", 16),
        ("a.txt", 17),
        ("z.txt", 16),
        ("z.txt", 17),
    ]
    chosen = [claims[3].id, claims[0].id, "unknown"]
    assert store.claims(chosen) == [claims[0], claims[3]]
    assert store.claims([]) == []


def test_a_document_with_the_same_text_is_replaced(full, make):
    before = full.claims()
    document = replace(make.document(2), path="moved.txt", title="Now titled")
    full.add(document, make.claims(document, 1), make.vectors(document, 1))
    assert len(full.documents()) == 3
    assert full.by_path("report-2.txt") == []
    assert full.by_path("moved.txt")[0].title == "Now titled"
    assert len(full.claims()) == len(before) - 1


def test_of_claims_with_one_id_the_first_counts(store, make):
    document = make.document(1)
    first, second = make.claims(document)
    vectors = make.vectors(document)
    store.add(document, [first, replace(second, id=first.id)], vectors)
    assert store.claims() == [first]
    assert np.array_equal(store.vectors()[1], vectors[:1])


def test_removing_a_document_takes_all_that_hangs_on_it(full, make):
    a, b, c = (claim.id for claim in full.claims()[:3])
    full.replace_oppositions(
        [
            Opposition("1", a, b, Relation.DENIAL, 0.5, "why"),
            Opposition("2", b, c, Relation.DENIAL, 0.5, "why"),
        ]
    )
    full.remove([make.document(2).sha256, "unknown"])
    assert [info.path for info in full.documents()] == ["report-1.txt", "report-3.txt"]
    assert len(full.claims()) == len(full.vectors()[0]) == 4
    assert [opposition.id for opposition in full.oppositions()] == ["1"]


def test_parties_are_those_that_claims_are_made_by(full, make):
    assert full.parties() == [Party("FRA", "France")]
    full.remove([make.document(number).sha256 for number in (1, 2, 3)])
    assert full.parties() == []


def test_a_claim_is_found_by_the_beginning_of_its_id(full):
    claim = full.claims()[2]
    assert full.claim(claim.id) == claim
    assert full.claim(f" {claim.id[:12].upper()} ") == claim
    for prefix in ("", "%", "_", "zz", "'; --", "\ud800"):
        with pytest.raises(StoreError, match="no claim"):
            full.claim(prefix)


def test_a_prefix_of_several_claims_is_refused(store, make):
    document = make.document(1)
    first, second = make.claims(document)
    claims = [replace(first, id="abc1"), replace(second, id="abc12")]
    store.add(document, claims, make.vectors(document))
    with pytest.raises(StoreError, match="2 claims begin with abc"):
        store.claim("abc")
    assert store.claim("abc1").id == "abc1"


def test_unknown_text_is_an_error(store):
    with pytest.raises(StoreError, match="no document"):
        store.text("00")


def test_an_opposition_of_unknown_claims_is_refused_and_changes_nothing(full):
    a, b = (claim.id for claim in full.claims()[:2])
    kept = [Opposition("1", a, b, Relation.DENIAL, 0.5, "why")]
    full.replace_oppositions(kept)
    with pytest.raises(StoreError, match="refused a change"):
        full.replace_oppositions([Opposition("2", a, "unknown", Relation.DENIAL, 0.5, "why")])
    assert full.oppositions() == kept


def test_verdicts_are_remembered_by_pair_and_model(store, folder):
    pairs = [("a", "b"), ("b", "a"), ("a", "b"), ("\ud800", "\x00")]
    said = [(0.1, 0.2, 0.7), (0.2, 0.3, 0.5), (0.1, 0.2, 0.7), (1.0, 0.0, 0.0)]
    store.add_verdicts(pairs, "model@1", np.array(said, np.float32))
    with Store.open(folder) as again:
        found = again.verdicts([*pairs, ("c", "d")], "model@1")
        assert found[:4] == [pytest.approx(verdict) for verdict in said]
        assert found[4] is None
        assert again.verdicts(pairs[:1], "model@2") == [None]
    store.add_verdicts([], "model@1", np.zeros((0, 3), np.float32))
    assert store.verdicts([], "model@1") == []


def test_an_index_counts_itself(full):
    assert full.counts() == (3, 6, 0)


def test_notes_and_models(store):
    store.check_models("anything")
    store.set_meta(encoder="small@1", nli="base@1")
    assert store.meta("encoder") == "small@1"
    assert store.meta("unknown") is None
    store.check_models("small@1", "base@1")
    with pytest.raises(StoreError, match=r"small@1, not small@2: .* factcheck build PATH"):
        store.check_models("small@2", "base@1")
    with pytest.raises(StoreError, match="nli model base@1"):
        store.check_models("small@1", "base@2")


def test_vectors_must_fit(full, make):
    document = make.document(9)
    with pytest.raises(StoreError, match="have 8 dimensions, not 5"):
        full.add(document, make.claims(document), np.zeros((2, 5), np.float32))
    with pytest.raises(ValueError, match="2 claims need"):
        full.add(document, make.claims(document), np.zeros((1, 8), np.float32))
    with pytest.raises(StoreError, match="have 8 dimensions, not 5"):
        full.search(np.zeros((1, 5), np.float32), 3)
    assert len(full.documents()) == 3


def test_surroundings_are_of_documents_that_are_there(full, make):
    shas = sorted(make.document(number).sha256 for number in (1, 2, 3))
    rows = [(sha, bytes([place]) * 8, b"near", b"rank") for place, sha in enumerate(shas)]
    full.keep_surroundings(rows, shas)
    assert full.surroundings() == rows
    other = (shas[2], b"another!", b"", b"")
    full.keep_surroundings([other], shas[1:])
    assert full.surroundings() == [rows[1], other]
    full.remove([shas[1]])
    assert full.surroundings() == [other]
