import sqlite3
from pathlib import Path

import numpy as np
import pytest

from factcheck.model import Judgement, Opposition, Relation, stable_id
from factcheck.store import Store, labels
from factcheck.store.verify import Fault, Mend, faults

EVIDENCE = {"nli": {"a_to_b": {"entailment": 0.1, "neutral": 0.2, "contradiction": 0.7}}}


@pytest.fixture
def whole(full):
    """An index with something in every table, and its cache."""
    a, b = sorted(claim.id for claim in full.claims()[1:3])
    finding = Opposition(stable_id(a, b), a, b, Relation.DENIAL, 0.5, "why", "what", EVIDENCE)
    full.replace_oppositions([finding])
    full.add_verdicts([("a", "b")], "model", np.array([[0.2, 0.3, 0.5]]))
    full.set_meta(
        encoder="e",
        parties='[["p.toml", "", true]]',
        spellings='{"x": [null, ["F", "France"], []]}',
    )
    labels.put(full, finding.id, Judgement.WRONG, "not the same canal")
    full.search(np.ones((1, 8), np.float32), 1)
    return full


def found(store):
    return list(faults(store.database, store.folder))


def damage(store, *statements):
    """Change the file as no command would."""
    raw = sqlite3.connect(store.folder / "factcheck.sqlite")
    with raw:
        for statement in statements:
            raw.execute(statement)
    raw.close()


def test_a_sound_index_has_no_faults(whole):
    assert found(whole) == []


def test_an_empty_index_has_no_faults(store):
    assert found(store) == []


@pytest.mark.parametrize(
    ("statement", "table", "problem", "mend"),
    [
        ("UPDATE documents SET text = text || '.' WHERE path = 'report-1.txt'",
         "documents", "SHA-256", Mend.REPLACE),
        ("UPDATE documents SET text = CAST(x'ff' AS TEXT) WHERE path = 'report-1.txt'",
         "documents", "SHA-256", Mend.REPLACE),
        ("UPDATE documents SET title = CAST(x'ff' AS TEXT) WHERE path = 'report-1.txt'",
         "documents", "its title is no UTF-8", Mend.MAKE_AGAIN),
        ("UPDATE claims SET body = 'x' WHERE id = ?", "claims", "no JSON", Mend.TAKE_OUT),
        ("UPDATE claims SET body = '[]' WHERE id = ?", "claims", "no JSON object", Mend.TAKE_OUT),
        ("UPDATE claims SET body = '{}' WHERE id = ?", "claims", "act or form", Mend.TAKE_OUT),
        ("UPDATE claims SET act = 'song' WHERE id = ?", "claims", "act or form", Mend.TAKE_OUT),
        ("UPDATE claims SET party = 'X' WHERE id = ?", "claims", "party X", Mend.TAKE_OUT),
        ("UPDATE claims SET body = json_set(body, '$.statement', 1) WHERE id = ?",
         "claims", "statement", Mend.TAKE_OUT),
        ("UPDATE claims SET body = json_set(body, '$.content', json('[]')) WHERE id = ?",
         "claims", "lacks a span", Mend.TAKE_OUT),
        ("UPDATE claims SET body = json_set(body, '$.content[0].start', '16') WHERE id = ?",
         "claims", "malformed", Mend.TAKE_OUT),
        ("UPDATE claims SET body = json_set(body, '$.form', json('{}')) WHERE id = ?",
         "claims", "act or form", Mend.TAKE_OUT),
        ("UPDATE claims SET body = json_set(body, '$.source.end', 999) WHERE id = ?",
         "claims", "its source 0–999 reaches outside", Mend.READ_AGAIN),
        ("UPDATE claims SET body = json_set(body, '$.cue.start', -1) WHERE id = ?",
         "claims", "its cue -1–15 reaches outside", Mend.READ_AGAIN),
        ("UPDATE claims SET body = json_set(body, '$.cue.text', 'denied') WHERE id = ?",
         "claims", "its cue 11–15 is not what the text says there", Mend.READ_AGAIN),
        ("UPDATE claims SET body = json_set(body, '$.sentence.end', 38) WHERE id = ?",
         "claims", "its sentence 0–38 is not", Mend.READ_AGAIN),
        ("UPDATE claims SET body = json_set(body, '$.confidence', 1.5) WHERE id = ?",
         "claims", "confidence 1.5", Mend.READ_AGAIN),
        ("UPDATE claims SET start = 3 WHERE id = ?", "claims", "offset 3", Mend.READ_AGAIN),
        ("DELETE FROM vectors WHERE claim = ?", "vectors", "not there", Mend.REPAIR),
        ("UPDATE vectors SET vector = x'00' WHERE claim = ?", "vectors", "1 bytes", Mend.REPAIR),
        ("UPDATE vectors SET vector = zeroblob(32) WHERE claim = ?",
         "vectors", "length is 0.0000", Mend.REPAIR),
        ("UPDATE vectors SET vector = CAST(x'0000c07f' || zeroblob(28) AS BLOB) WHERE claim = ?",
         "vectors", "finite", Mend.REPAIR),
        ("UPDATE verdicts SET neutral = 0.9", "verdicts", "sum to 1", Mend.REPAIR),
        ("UPDATE verdicts SET neutral = -0.3, contradiction = 1.1",
         "verdicts", "sum to 1", Mend.REPAIR),
        ("UPDATE oppositions SET score = 1.5", "oppositions", "score 1.5", Mend.REPAIR),
        ("UPDATE oppositions SET score = 9e999", "oppositions", "score inf", Mend.REPAIR),
        ("UPDATE oppositions SET relation = 'quarrel'", "oppositions", "'quarrel'", Mend.REPAIR),
        ("UPDATE oppositions SET id = '0000000000000000'", "oppositions", "its id", Mend.REPAIR),
        ("UPDATE oppositions SET a = b, b = a", "oppositions", "order of its claims", Mend.REPAIR),
        ("UPDATE oppositions SET b = 'x'", "oppositions", "a claim of it", Mend.REPAIR),
        ("UPDATE oppositions SET evidence = '{'", "oppositions", "no JSON", Mend.REPAIR),
        ("UPDATE oppositions SET evidence = '{\"x\": NaN}'", "oppositions", "no JSON", Mend.REPAIR),
        ("UPDATE oppositions SET matter = CAST(x'ff' AS TEXT)",
         "oppositions", "no UTF-8", Mend.REPAIR),
        ("UPDATE labels SET labelled = 'yesterday'", "labels", "no ISO time", Mend.LABEL),
        ("UPDATE meta SET value = 'x' WHERE key = 'dimension'",
         "meta", "cannot be read", Mend.REPAIR),
        ("DELETE FROM meta WHERE key = 'generation'", "meta", "not there", Mend.REPAIR),
        ("UPDATE meta SET value = '[[1]]' WHERE key = 'parties'",
         "meta", "--parties FILE", Mend.TAKE_OUT),
        ("UPDATE meta SET value = '{\"x\": 1}' WHERE key = 'spellings'",
         "meta", "cannot be read", Mend.TAKE_OUT),
        ("UPDATE meta SET value = '[' WHERE key = 'spellings'",
         "meta", "cannot be read", Mend.TAKE_OUT),
    ],
)  # fmt: skip
def test_each_damage_is_one_fault(whole, statement, table, problem, mend):
    (claim,) = (c.id for c in whole.claims()[:1])
    cache = whole.folder / "claims.faiss"
    if table in ("vectors", "meta"):
        cache.unlink()
    damage(whole, statement.replace("?", f"'{claim}'"))
    (fault,) = found(whole)
    assert fault.table == table
    assert problem in fault.problem
    assert fault.mend is mend
    assert "\n" not in fault.what + fault.cure(whole.folder)


def test_a_body_nested_too_deep_is_unreadable(whole):
    deep = "[" * 200 + "]" * 200
    damage(whole, f"UPDATE oppositions SET evidence = '{{\"x\": {deep}}}'")
    assert "too deep" in found(whole)[0].problem
    damage(whole, f"UPDATE oppositions SET evidence = '{{\"x\": {deep * 1000}}}'")
    assert "no JSON" in found(whole)[0].problem


def test_an_id_that_the_content_does_not_give_is_told(whole):
    claim = whole.claims()[0].id
    damage(
        whole,
        f"UPDATE claims SET id = '00' WHERE id = '{claim}'",
        f"UPDATE vectors SET claim = '00' WHERE claim = '{claim}'",
    )
    assert [f.what.split(": ", 1) for f in found(whole) if f.table == "claims"] == [
        ["claims 00", "report-1.txt: its id is not the one that its content gives"]
    ]


def test_rows_that_belong_to_none_are_told(whole):
    claim = whole.claims()[0]
    damage(whole, f"DELETE FROM claims WHERE id = '{claim.id}'")
    (fault, _) = found(whole)
    assert (fault.table, fault.mend) == ("vectors", Mend.REPAIR)
    assert "claims that is not there" in fault.problem


def test_damaged_pages_are_told_and_nothing_else(whole):
    damage(
        whole,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = 'CREATE INDEX claims_party ON claims (act)' "
        "WHERE name = 'claims_party'",
    )
    whole.close()
    with Store.open(whole.folder) as store:
        told = found(store)
    assert {fault.table for fault in told} == {"factcheck.sqlite"}
    assert "claims_party" in told[0].problem


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda data: b"", "damaged"),
        (lambda data: data[:-3], "damaged"),
        (lambda data: data[:-17] + b"\xff" * 8 + data[-9:], "damaged"),
        (lambda data: data[:60] + bytes((data[60] ^ 1,)) + data[61:], "checksum"),
    ],
)
def test_a_damaged_cache_is_told(whole, change, problem):
    path = whole.folder / "claims.faiss"
    path.write_bytes(change(path.read_bytes()))
    (fault,) = found(whole)
    assert (fault.table, fault.mend) == ("claims.faiss", Mend.REPAIR)
    assert problem in fault.problem


def test_a_cache_of_an_earlier_state_is_no_fault_and_of_a_later_one_is(whole, make):
    make.fill(whole, 4)
    assert found(whole) == []
    whole.search(np.ones((1, 8), np.float32), 1)
    damage(whole, "UPDATE meta SET value = '0' WHERE key = 'generation'")
    assert "later state" in found(whole)[0].problem
    damage(whole, "UPDATE meta SET value = 'other' WHERE key = 'identity'")
    assert "another index" in found(whole)[0].problem


def test_a_cache_with_other_vectors_is_told(whole, make):
    claim = whole.claims()[-1].id
    other = make.vectors(make.document(9))[0].astype("<f4").tobytes().hex()
    damage(whole, f"UPDATE vectors SET vector = x'{other}' WHERE claim = '{claim}'")
    (fault,) = found(whole)
    assert "not those of the database" in fault.problem


def test_the_command_that_mends_is_named_and_quoted():
    fault = Fault("documents", "ab", "is wrong", Mend.REPLACE, "it's here.txt")
    assert fault.what == "documents ab: it's here.txt: is wrong"
    assert fault.cure(Path("my index")).endswith(
        "factcheck build --remove 'it'\"'\"'s here.txt' --index 'my index' && "
        "factcheck build 'it'\"'\"'s here.txt' --index 'my index'"
    )
    again = Fault("claims", "ab", "is wrong", Mend.READ_AGAIN, "a.txt")
    assert again.cure(Path("i")).endswith(
        "factcheck verify --repair --index i && factcheck build a.txt --index i"
    )
    assert again.cure(Path("i"), repaired=True).endswith(", run: factcheck build a.txt --index i")
