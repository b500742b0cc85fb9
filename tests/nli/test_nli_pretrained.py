"""Models that are damaged, incomplete or hostile: one line each, and nothing of theirs runs."""

from __future__ import annotations

import json
import os
import pickle
import re
import shutil
import socket

import numpy as np
import pytest

from factcheck.errors import ModelError
from factcheck.nli import LABELS, load_judge
from factcheck.nli.pretrained import line
from factcheck.nli.selftest import gold, sentences


@pytest.fixture
def folder(tiny):
    return tiny(LABELS)


def change(path, **fields):
    content = json.loads(path.read_text())
    path.write_text(json.dumps({**content, **fields}))


def cut(path):
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def refused(folder, message):
    with pytest.raises(ModelError, match=message) as caught:
        load_judge(str(folder), device="cpu")
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 500
    assert "; " in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("model.safetensors", "its weights cannot be used .damaged or cut short"),
        ("config.json", "config.json' is not a valid JSON file"),
        ("tokenizer.json", "its tokenizer cannot be used"),
        ("tokenizer_config.json", "its tokenizer cannot be used"),
    ],
)
def test_files_cut_short(folder, name, message):
    cut(folder / name)
    refused(folder, message)


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["model.safetensors"], "weights cannot be used .*no file named"),
        (["config.json"], "model_type"),
        (["tokenizer.json"], "its tokenizer cannot be used"),
        (["tokenizer.json", "tokenizer_config.json"], "it has no tokenizer.json"),
    ],
)
def test_files_missing(folder, names, message):
    for name in names:
        (folder / name).unlink()
    refused(folder, message)


@pytest.mark.parametrize("name", ["/nowhere", "./nowhere", "a/b/c", "~/nowhere", "", "no where"])
def test_a_path_that_is_no_folder_asks_no_network(name, monkeypatch):
    monkeypatch.setattr(socket, "socket", None)
    refused(name, "there is no such folder")


@pytest.mark.parametrize(
    "name", ["-x", "a--b", "x" * 200, "x" * 5000, "/" + "x" * 5000, "no/such.", "LICENSE"]
)
def test_a_name_that_can_be_none(name, monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    refused(name, "cannot load")


def test_a_file_in_place_of_its_folder(folder):
    refused(folder / "model.safetensors", "name the folder")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"vocab_size": 50}, "they do not fit its config.json"),
        ({"model_type": "wat"}, "its config.json cannot be used"),
        ({"id2label": {"a": "x"}}, "its config.json cannot be used"),
        ({"id2label": ["entailment", "neutral", "contradiction"]}, "config.json cannot be used"),
        ({"id2label": {"0": "LABEL_0"}}, "gives one score, as cross-encoders for similarity"),
        ({"id2label": {str(n): f"\x1b[3{n}m\n" for n in range(999)}}, "tells 999 classes apart"),
        ({"id2label": {"0": "x\ny", "1": "é", "2": "c"}}, r"calls its classes x\\ny, \\xe9, c"),
        ({"max_position_embeddings": 8}, "takes 8 tokens at once"),
    ],
)
def test_configurations_that_do_not_fit(folder, fields, message):
    change(folder / "config.json", **fields)
    refused(folder, message)


def test_what_is_no_configuration_at_all(folder):
    for content in ("[]", "{}", "null", "7"):
        (folder / "config.json").write_text(content)
        refused(folder, "cannot load")


def test_a_tokenizer_of_another_model(folder):
    tokenizer = json.loads((folder / "tokenizer.json").read_text())
    tokenizer["model"]["vocab"]["zeppelin"] = 5000
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer))
    refused(folder, "a tokenizer of 5,001 tokens and weights for")


def test_a_tokenizer_that_is_slow_only(folder):
    (folder / "tokenizer.json").unlink()
    (folder / "vocab.txt").write_text("x\ny\n")
    content = {"tokenizer_class": "BertJapaneseTokenizer"}
    (folder / "tokenizer_config.json").write_text(json.dumps(content))
    refused(folder, "has only a slow tokenizer")


def test_a_word_list_alone_is_a_tokenizer(folder):
    words = json.loads((folder / "tokenizer.json").read_text())["model"]["vocab"]
    (folder / "tokenizer.json").unlink()
    (folder / "vocab.txt").write_text("\n".join(sorted(words, key=words.get)))
    (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "BertTokenizer"}')
    judge = load_judge(str(folder), device="cpu")
    np.testing.assert_array_equal(judge.probabilities(sentences()).argmax(axis=1), gold())


def test_a_token_added_and_never_trained_is_unknown(folder):
    tokenizer = json.loads((folder / "tokenizer.json").read_text())
    flags = dict.fromkeys(("single_word", "lstrip", "rstrip", "normalized", "special"), False)
    tokenizer["added_tokens"].append({"id": 5000, "content": "zeppelin", **flags})
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer))
    judge = load_judge(str(folder), device="cpu")
    assert judge._encoder.rows([("zeppelin", "a")])[0].ids[1] >= judge._known
    found = judge.probabilities([("the zeppelin fell", "a"), ("the ~ fell", "a")])
    np.testing.assert_allclose(found[0], found[1], atol=1e-6)


class Evil:
    def __init__(self, mark):
        self.mark = mark

    def __reduce__(self):
        return os.mkdir, (str(self.mark),)


@pytest.mark.parametrize("form", ["zip", "plain"])
def test_pickled_weights_run_nothing(folder, tmp_path, form):
    import torch

    (folder / "model.safetensors").unlink()
    evil = {"a": Evil(tmp_path / "mark")}
    if form == "zip":
        torch.save(evil, folder / "pytorch_model.bin")
    else:
        (folder / "pytorch_model.bin").write_bytes(pickle.dumps(evil, protocol=4))
    refused(folder, "they are pickled and hold more than numbers")
    assert not (tmp_path / "mark").exists()


def test_pickled_numbers_are_read(folder):
    import torch
    from safetensors.torch import load_file

    torch.save(load_file(folder / "model.safetensors"), folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()
    judge = load_judge(str(folder), device="cpu")
    np.testing.assert_array_equal(judge.probabilities(sentences()).argmax(axis=1), gold())


CODE = """
import pathlib
pathlib.Path({mark!r}).touch()
from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast
class Config(BertConfig):
    model_type = "evil"
class Model(BertForSequenceClassification):
    config_class = Config
class Tokenizer(BertTokenizerFast):
    pass
"""
MAPS = {"AutoConfig": "evil.Config", "AutoModelForSequenceClassification": "evil.Model"}


@pytest.fixture(params=["evil", "bert", "tokenizer", "attention", "own attention"])
def armed(request, folder, tmp_path):
    """A model that asks for code of its own, and the file that would show that it ran."""
    mark = tmp_path / "mark"
    (folder / "evil.py").write_text(CODE.format(mark=str(mark)))
    if request.param == "tokenizer":
        maps = {"AutoTokenizer": ["evil.Tokenizer", "evil.Tokenizer"]}
        change(folder / "tokenizer_config.json", auto_map=maps)
    elif request.param == "attention":
        change(folder / "config.json", attn_implementation="evil/kernel")
    elif request.param == "own attention":
        change(folder / "config.json", _attn_implementation="evil/kernel")
    else:
        change(folder / "config.json", auto_map=MAPS, model_type=request.param)
    return folder, mark


def test_code_that_comes_with_a_model_is_refused(armed):
    folder, mark = armed
    refused(folder, "asks for code of its own to be run, which factcheck never does")
    assert not mark.exists()


def test_no_input_line_says_yes_to_code(folder, factcheck, tmp_path):
    mark = tmp_path / "mark"
    (folder / "evil.py").write_text(CODE.format(mark=str(mark)))
    change(folder / "config.json", auto_map=MAPS, model_type="evil")
    done = factcheck("nli", "--nli-model", folder, text="y\ny\n")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "asks for code of its own" in done.stderr
    assert not mark.exists()


@pytest.mark.parametrize("device", ["meta", "hpu", "cuda:99", "abacus", "x\ny"])
def test_devices_that_are_not_there(folder, device):
    with pytest.raises(ModelError, match="no device") as caught:
        load_judge(str(folder), device=device)
    assert str(caught.value).isprintable()


def test_a_network_that_fails_is_one_line(folder, monkeypatch):
    judge = load_judge(str(folder), device="cpu")

    def fails(**tensors):
        raise RuntimeError("out of memory\nTried to allocate 7 GiB")

    monkeypatch.setattr(judge._network, "forward", fails)
    with pytest.raises(ModelError, match=r"does not run on cpu \(out of memory Tried") as caught:
        judge.probabilities([("a", "b")])
    assert str(caught.value).isprintable()


def test_what_is_no_number_is_no_verdict(folder):
    import torch

    judge = load_judge(str(folder), device="cpu")
    with torch.no_grad():
        judge._network.classifier.bias[0] = float("nan")
    with pytest.raises(ModelError, match="what is no number"):
        judge.probabilities([("a", "b")])


def test_half_precision_is_widened(folder):
    import torch
    from safetensors.torch import load_file, save_file

    weights = {n: w.half() for n, w in load_file(folder / "model.safetensors").items()}
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    change(folder / "config.json", dtype="float16")
    judge = load_judge(str(folder), device="cpu")
    assert {weight.dtype for weight in judge._network.parameters()} == {torch.float32}


@pytest.mark.parametrize("threads", [1, 10**9])
def test_threads_are_torchs_and_bounded(folder, threads):
    import torch

    before = torch.get_num_threads()
    try:
        load_judge(str(folder), device="cpu", threads=threads)
        assert torch.get_num_threads() == min(threads, os.cpu_count())
    finally:
        torch.set_num_threads(before)


def test_what_was_set_before_is_set_after(folder, monkeypatch):
    from transformers.utils import logging

    monkeypatch.setenv("HF_DEACTIVATE_ASYNC_LOAD", "0")
    monkeypatch.delenv("DISABLE_SAFETENSORS_CONVERSION", raising=False)
    before = logging.get_verbosity(), logging.is_progress_bar_enabled()
    load_judge(str(folder), device="cpu")
    assert (logging.get_verbosity(), logging.is_progress_bar_enabled()) == before
    assert os.environ["HF_DEACTIVATE_ASYNC_LOAD"] == "0"
    assert "DISABLE_SAFETENSORS_CONVERSION" not in os.environ


def test_the_filter_takes_a_model_and_the_order_of_its_classes(tiny, factcheck):
    true = ("neutral", "contradiction", "entailment")
    folder = tiny(["LABEL_0", "LABEL_1", "LABEL_2"], true)
    rows = [{"premise": a, "hypothesis": b} for a, b in sentences()]
    text = "".join(json.dumps(row) + "\n" for row in rows)
    done = factcheck("nli", "--nli-model", folder, "--device", "cpu", text=text)
    assert (done.returncode, done.stdout) == (2, "")
    (order,) = re.findall(r"give labels ([a-z,]+),", done.stderr)
    assert done.stderr.count("\n") == 1
    done = factcheck("nli", "--nli-model", folder, "--labels", order, "--threads", "1", text=text)
    assert (done.returncode, done.stderr) == (0, "")
    found = [json.loads(row) for row in done.stdout.splitlines()]
    assert [LABELS.index(max(LABELS, key=row.get)) for row in found] == gold().tolist()


def test_a_model_downloaded_before_asks_no_network(folder, factcheck, tmp_path):
    place = tmp_path / "hub" / "models--someone--tiny"
    (place / "refs").mkdir(parents=True)
    (place / "refs" / "main").write_text("0123abcd")
    shutil.copytree(folder, place / "snapshots" / "0123abcd")
    text = json.dumps({"premise": "a", "hypothesis": "b"}) + "\n"
    with socket.create_server(("127.0.0.1", 0)) as server:
        env = {
            "HF_HUB_OFFLINE": "0",
            "HF_HUB_CACHE": str(tmp_path / "hub"),
            "HF_ENDPOINT": f"http://127.0.0.1:{server.getsockname()[1]}",
        }
        done = factcheck("nli", "--nli-model", "someone/tiny", text=text, env=env)
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["premise"] == "a"


def test_a_model_that_cannot_be_had_is_one_line(factcheck, tmp_path):
    env = {"HF_HUB_CACHE": str(tmp_path)}
    done = factcheck("nli", "--nli-model", "someone/tiny", text="", env=env)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("factcheck: cannot load someone/tiny (")
    assert done.stderr.count("\n") == 1


def test_lines_are_short_and_printable():
    assert line("a\n\x1b[1m b") == "a [1m b"
    assert line("x" * 10**7, 20) == "x" * 19 + "…"
