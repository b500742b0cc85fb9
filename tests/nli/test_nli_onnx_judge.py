from __future__ import annotations

import itertools
import json

import numpy as np
import pytest

from factcheck.errors import ModelError
from factcheck.nli import LABELS
from factcheck.nli.onnx_judge import OnnxJudge

PAIRS = [("rain fell in the town", "yes"), ("it", "maybe it was wet"), ("no", "sun")]


@pytest.mark.parametrize("labels", list(itertools.permutations(LABELS)))
def test_any_label_order_gives_the_fixed_columns(onnx_folder, labels):
    found = OnnxJudge(onnx_folder(labels), threads=1).probabilities(PAIRS)
    assert found.dtype == np.float32
    np.testing.assert_array_equal(found.argmax(axis=1), [0, 1, 2])
    np.testing.assert_allclose(found.sum(axis=1), 1.0, atol=1e-6)


def test_no_pairs(onnx_folder):
    assert OnnxJudge(onnx_folder()).probabilities([]).shape == (0, 3)


def test_the_temperature_of_the_card_is_applied(onnx_folder):
    sharp = OnnxJudge(onnx_folder()).probabilities([("it", "no")])
    soft = OnnxJudge(onnx_folder(temperature=2.0)).probabilities([("it", "no")])
    np.testing.assert_allclose(
        np.log(sharp / sharp[:, :1]) / 2, np.log(soft / soft[:, :1]), atol=1e-5
    )


def test_the_name_changes_with_whatever_changes_verdicts(onnx_folder):
    folders = [
        onnx_folder(),
        onnx_folder(temperature=2.0),
        onnx_folder(("neutral", "entailment", "contradiction")),
        onnx_folder(max_tokens=64),
    ]
    names = [OnnxJudge(folder).name for folder in folders]
    assert len(set(names)) == len(names)
    assert OnnxJudge(onnx_folder()).name == names[0]
    assert names[0].startswith("votes-")


@pytest.mark.parametrize("threads", [1, 3])
def test_threads_are_respected_and_change_no_verdict(onnx_folder, threads, monkeypatch):
    import threading

    judge = OnnxJudge(onnx_folder(), threads=threads)
    used = set()
    run = judge._logits

    def recorded(ids, mask, types):
        used.add(threading.get_ident())
        assert len(ids) == 1
        return run(ids, mask, types)

    monkeypatch.setattr(judge, "_logits", recorded)
    found = judge.probabilities(PAIRS * 40)
    assert len(used) <= threads
    np.testing.assert_array_equal(found.argmax(axis=1), [0, 1, 2] * 40)
    assert judge._session.get_session_options().intra_op_num_threads == 1


@pytest.mark.parametrize("name", ["model.onnx", "model.onnx.zz", "tokenizer.json"])
@pytest.mark.parametrize("damage", ["cut", "changed", "gone"])
def test_a_damaged_file_is_told(onnx_folder, name, damage):
    folder = onnx_folder(packed=name.endswith(".zz"))
    path = folder / name
    content = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(content[:-10] if damage == "cut" else b"\0" + content[1:])
    with pytest.raises(ModelError, match=r"reinstall factcheck$") as caught:
        OnnxJudge(folder)
    assert "\n" not in str(caught.value)
    assert name in str(caught.value)


def test_a_packed_model_judges_as_the_plain_one(onnx_folder):
    plain, packed = OnnxJudge(onnx_folder()), OnnxJudge(onnx_folder(packed=True))
    np.testing.assert_array_equal(plain.probabilities(PAIRS), packed.probabilities(PAIRS))


@pytest.mark.parametrize("size", [-1, 0, 1, 10_000_000])
def test_a_packed_model_of_another_size_is_told(onnx_folder, size):
    with pytest.raises(ModelError, match=r"(card\.json|model\.onnx\.zz)' is damaged"):
        OnnxJudge(onnx_folder(packed=True, model_bytes=size))


def test_a_packed_model_that_is_none_is_told(onnx_folder):
    import hashlib

    folder = onnx_folder(packed=True)
    (folder / "model.onnx.zz").write_bytes(b"no such coding")
    card = json.loads((folder / "card.json").read_text())
    card["model_sha256"] = hashlib.sha256(b"no such coding").hexdigest()
    (folder / "card.json").write_text(json.dumps(card))
    with pytest.raises(ModelError, match=r"model\.onnx\.zz' is damaged"):
        OnnxJudge(folder)


@pytest.mark.parametrize(
    "fields",
    [
        {"labels": ["entailment", "entailment", "neutral"]},
        {"labels": 3},
        {"temperature": 0},
        {"temperature": "hot"},
        {"max_tokens": 1},
        {"sure": {"entailment": 0.5}},
        {"sure": 0.5},
        {"model_bytes": "many"},
    ],
)
def test_a_card_that_makes_no_sense_is_told(onnx_folder, fields):
    folder = onnx_folder()
    card = json.loads((folder / "card.json").read_text())
    (folder / "card.json").write_text(json.dumps({**card, **fields}))
    with pytest.raises(ModelError, match=r"card\.json' is damaged"):
        OnnxJudge(folder)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b"null", b"{}"])
def test_a_broken_card_is_told(onnx_folder, content):
    folder = onnx_folder()
    (folder / "card.json").write_bytes(content)
    with pytest.raises(ModelError, match=r"card\.json' is damaged"):
        OnnxJudge(folder)


def test_a_model_that_the_runtime_does_not_know(onnx_folder):
    import hashlib

    folder = onnx_folder()
    (folder / "model.onnx").write_bytes(b"no model")
    card = json.loads((folder / "card.json").read_text())
    card["model_sha256"] = hashlib.sha256(b"no model").hexdigest()
    (folder / "card.json").write_text(json.dumps(card))
    with pytest.raises(ModelError, match="pip install -U onnxruntime"):
        OnnxJudge(folder)
