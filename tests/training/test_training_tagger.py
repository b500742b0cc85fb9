"""The tagger's training: its labels, a tiny run, and what is exported."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from factcheck.attribution.card import CARD, READER, ROLES, identity, read_card
from factcheck.attribution.decoding import CUE_LABELS, ROLE_LABELS
from factcheck.attribution.onnx_tagger import CLS, MARK_KIND, SEP, OnnxTagger
from factcheck.attribution.windows import REACH, reach, windows
from factcheck.bench.attribution import Article, Offsets, Spans
from factcheck.training import encoders
from factcheck.training.tagger import Example, Recipe, Training, batches, examples, losses, tagged
from factcheck.training.tagger_card import tagger_card
from factcheck.training.tagger_export import export
from factcheck.training.tagger_model import Place, TaggerModel, padded, places_fed, windows_fed

VOCABULARY = [
    *("the", "minister", "said", "that", "border", "was", "open", "chile", "denied", "it"),
    *("rain", "fell", ".", ","),
]
RECIPE = Recipe(epochs=1, batch=1, rate=1e-3, head_rate=1e-2)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a tiny untrained encoder and a tokenizer of whole words."""
    import torch
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
    from transformers import BertConfig, BertModel

    torch.manual_seed(3)
    folder = tmp_path_factory.mktemp("encoder")
    known = {"[PAD]": 0, "[UNK]": 100, "[CLS]": CLS, "[SEP]": SEP}
    known |= {word: 110 + n for n, word in enumerate(VOCABULARY)}
    tokenizer = Tokenizer(models.WordLevel(known, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.save(str(folder / "tokenizer.json"))
    BertModel(
        BertConfig(
            vocab_size=160,
            hidden_size=32,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=48,
            max_position_embeddings=256,
        ),
        add_pooling_layer=False,
    ).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def tokenizer(start: Path) -> Any:
    from factcheck.training.finetune import load_tokenizer

    return load_tokenizer(start)


def spans(text: str, source: str | None, cue: str | None, *content: str) -> Spans:
    def at(*words: str) -> Offsets:
        return tuple((text.index(some), text.index(some) + len(some)) for some in words)

    return Spans(at(source) if source else (), at(cue) if cue else (), at(*content))


TEXT = "The minister said that the border was open.\nChile denied it."
SAID = spans(TEXT, "The minister", "said", "that the border was open")
DENIED = spans(TEXT, "Chile", "denied", "it.")
ARTICLES = [
    Article("a", TEXT, (SAID, DENIED)),
    Article("b", "Rain fell.", ()),
]


def learnt(example: Example) -> tuple[list[str], list[list[str]]]:
    """The labels by their names."""
    return (
        [CUE_LABELS[label] for label in example.cues],
        [[ROLE_LABELS[label] for label in labels] for labels in example.roles],
    )


# -- labels ------------------------------------------------------------------------------------


def test_labels_of_words(tokenizer: Any) -> None:
    (example,) = examples(ARTICLES[0], tokenizer)
    cues, roles = learnt(example)
    assert cues == ["O", "O", "B", *["O"] * 6, "O", "B", "O", "O"]
    assert example.places == (Place(0, 2, 3, 0, 9), Place(0, 10, 11, 9, 13))
    assert roles == [
        [
            *("B-source", "E-source", "O"),
            *("B-content", "I-content", "I-content", "I-content", "E-content", "O"),
        ],
        ["S-source", "O", "B-content", "E-content"],
    ]


def test_a_text_without_attributions_is_learnt_from_too(tokenizer: Any) -> None:
    (example,) = examples(ARTICLES[1], tokenizer)
    assert learnt(example) == (["O"] * 3, [])
    assert list(examples(Article("c", " \n", ()), tokenizer)) == []


def test_a_cue_of_several_words(tokenizer: Any) -> None:
    text = "The minister was said that it fell."
    one = spans(text, None, "was said", "that", "it fell")
    (example,) = examples(Article("a", text, (one,)), tokenizer)
    cues, roles = learnt(example)
    assert cues == ["O", "O", "B", "I", "O", "O", "O", "O"]
    assert roles == [[*["O"] * 4, "S-content", "B-content", "E-content", "O"]]


def test_what_has_no_cue_is_not_learnt(tokenizer: Any) -> None:
    article = Article("a", TEXT, (spans(TEXT, "The minister", None, "that the border"),))
    (example,) = examples(article, tokenizer)
    assert (set(example.cues), example.places, example.roles) == ({0}, (), ())


def test_of_two_attributions_of_one_cue_the_first_is_learnt(tokenizer: Any) -> None:
    other = spans(TEXT, "Chile", "said", "open")
    (example,) = examples(Article("a", TEXT, (SAID, other)), tokenizer)
    assert len(example.places) == 1
    assert example.roles[0][:2] == (1, 3)


def test_a_source_in_another_paragraph_is_left_out(tokenizer: Any) -> None:
    far = Spans(DENIED.source, SAID.cue, SAID.content)
    (example,) = examples(Article("a", TEXT, (far,)), tokenizer)
    assert "source" not in " ".join(learnt(example)[1][0])


def test_an_attribution_of_another_window_is_no_part_of_this_one(tokenizer: Any) -> None:
    filler = "rain " * 250
    text = f"{filler}\n{TEXT}"
    moved = [
        Spans(*(tuple((a + 1251, b + 1251) for a, b in r) for r in (s.source, s.cue, s.content)))
        for s in (SAID, DENIED)
    ]
    first, second = examples(Article("a", text, tuple(moved)), tokenizer)
    assert (set(first.cues), first.places) == ({0}, ())
    assert learnt(second) == learnt(next(examples(ARTICLES[0], tokenizer)))


def test_words_out_of_reach_are_no_part_of_a_content(tokenizer: Any) -> None:
    text = f"Chile said {'rain ' * 200}fell."
    one = Spans(((0, 5),), ((6, 10),), ((11, len(text) - 1),))
    (example,) = examples(Article("a", text, (one,)), tokenizer)
    (place,) = example.places
    assert (place.low, place.high) == (0, 2 + REACH)
    assert learnt(example)[1][0][-1] == "E-content"


# -- batches and the network -------------------------------------------------------------------


def test_batches_hold_every_example_once(tokenizer: Any) -> None:
    recipe = replace(RECIPE, batch=2)
    texts = ["rain " * n for n in range(1, 40)]
    made = [e for t in texts for e in examples(Article("a", t, ()), tokenizer)]
    drawn = list(batches(made, recipe, 0))
    assert sorted(map(len, drawn)) == [1, *[2] * 19]
    sizes = sorted(len(e.window.pieces) for batch in drawn for e in batch)
    assert sizes == list(range(1, 40))
    assert list(batches(made, recipe, 0)) == drawn
    assert list(batches(made, recipe, 1)) != drawn


def test_padding() -> None:
    assert padded([[1, 2], [3]], 9).tolist() == [[1, 2], [3, 9]]


def test_marks_stand_round_each_window(tokenizer: Any) -> None:
    short, long = (next(windows(text, tokenizer)) for text in ("rain", "rain fell"))
    fed = windows_fed([short, long])
    assert fed["pieces"][0].tolist() == [CLS, *short.pieces, SEP, 0]
    assert fed["kinds"][1].tolist() == [MARK_KIND, *long.kinds, MARK_KIND]
    assert fed["mask"].tolist() == [[1, 1, 1, 0], [1, 1, 1, 1]]
    assert fed["heads"].tolist() == [[1, 0], [1, 2]]


def test_padding_changes_no_number(start: Path, tokenizer: Any) -> None:
    import torch

    model = TaggerModel(start).eval()
    window = next(windows(TEXT, tokenizer))
    other = next(windows("rain " * 40, tokenizer))
    with torch.inference_mode():
        alone = model.read(**windows_fed([window]))
        both = model.read(**windows_fed([window, other]))
        torch.testing.assert_close(both[0, : len(window.words)], alone[0], atol=1e-5, rtol=1e-4)
        near = Place(0, 2, 3, 0, 9)
        single = model.judge(**places_fed(alone, [near]))
        several = model.judge(**places_fed(both, [near, Place(1, 3, 4, 0, 40)]))
        torch.testing.assert_close(several[0, :9], single[0], atol=1e-5, rtol=1e-4)


def test_losses_of_a_batch(start: Path, tokenizer: Any) -> None:
    model = TaggerModel(start)
    made = [e for article in ARTICLES for e in examples(article, tokenizer)]
    of_cues, of_roles = losses(model, made)
    assert of_cues.item() > 0
    assert of_roles.item() > 0
    (of_roles + of_cues).backward()
    assert model.role.weight.grad is not None
    assert model.encoder.embeddings.word_embeddings.weight.grad is None
    assert losses(model, made[1:])[1].item() == 0


def test_a_cue_that_runs_over_a_paragraph_end_does_not_raise(start: Path, tokenizer: Any) -> None:
    import torch

    model = TaggerModel(start).eval()
    with torch.no_grad():
        model.cue.weight.zero_()
        model.cue.bias.copy_(torch.tensor([0.0, 0.0, 5.0]))
    (found,) = tagged(model, TEXT, tokenizer)
    assert found.cue == ((0, len(TEXT)),)
    assert (found.source, found.content) == ((), ())


# -- a run -------------------------------------------------------------------------------------


def test_a_run_goes_on_from_its_checkpoint(
    start: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import torch

    first = Training(start, tmp_path, RECIPE)
    before = {name: value.clone() for name, value in first.model.state_dict().items()}
    first.run([ARTICLES[0]] * 2, ARTICLES)
    after = first.model.state_dict()
    vectors = "encoder.embeddings.word_embeddings.weight"
    assert torch.equal(before[vectors], after[vectors])
    assert not torch.equal(before["cue.weight"], after["cue.weight"])
    assert not torch.equal(before["role.weight"], after["role.weight"])

    second = Training(start, tmp_path, replace(RECIPE, epochs=2))
    assert second.epoch == 1
    assert all(torch.equal(v, after[name]) for name, v in second.model.state_dict().items())
    assert second.optimizer.state_dict()["state"].keys()
    second.run(ARTICLES, ARTICLES)
    third = Training(start, tmp_path, replace(RECIPE, epochs=2))
    third.run(ARTICLES, ARTICLES)
    assert third.epoch == 2

    log = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert [line["epoch"] for line in log] == [1, 2]
    assert set(log[0]["development"]) == {"source", "cue", "content", "content_words"}
    assert json.loads((tmp_path / "recipe.json").read_text()) == asdict(replace(RECIPE, epochs=2))
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "checkpoint.pt",
        "log.jsonl",
        "recipe.json",
    ]
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_two_articles_can_be_learnt_by_heart(
    start: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recipe = Recipe(epochs=60, batch=2, rate=3e-3, head_rate=3e-3)
    training = Training(start, tmp_path, recipe)
    training._save = lambda: None
    training.run(ARTICLES, ARTICLES)
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert last["development"] == dict.fromkeys(("source", "cue", "content", "content_words"), 1.0)
    training.model.eval()
    assert tagged(training.model, TEXT, training.tokenizer) == [SAID, DENIED]


# -- export ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[TaggerModel, Path, dict[str, Any]]:
    """An untrained model on the genuine encoder, what was written of it, and its figures."""
    import torch

    torch.manual_seed(5)
    model = TaggerModel(encoders.locate(encoders.SMALL, Path()))
    out = tmp_path_factory.mktemp("export") / "weights"
    out.mkdir()
    (out / "stale").touch()
    return model, out, export(model, out, asdict(RECIPE), [ARTICLES[0]])


def test_what_is_exported(exported: tuple[TaggerModel, Path, dict[str, Any]]) -> None:
    _, out, figures = exported
    assert sorted(path.name for path in out.iterdir()) == ["README.md", CARD, READER, ROLES]
    assert [path.name for path in out.parent.iterdir()] == ["weights"]
    card = read_card(out)
    assert card["figures"] == figures
    assert card["recipe"] == asdict(RECIPE)
    assert (out / "README.md").read_text(encoding="utf-8") == tagger_card(card)
    assert (out / READER).stat().st_size < 13_000_000


def test_the_graphs_agree_with_the_model(
    exported: tuple[TaggerModel, Path, dict[str, Any]],
) -> None:
    import torch

    model, out, _ = exported
    tagger = OnnxTagger(out)
    assert tagger.name == identity(read_card(out))
    (window,) = windows(TEXT, tagger._tokenizer)
    place = Place(0, 2, 3, *reach(window, 2, 3))
    with torch.inference_mode():
        states = model.read(**windows_fed([window]))
        cues = model.cue(states)[0].numpy()
        roles = model.judge(**places_fed(states, [place])).numpy()
    fed = {name: value.numpy() for name, value in windows_fed([window]).items()}
    ours, our_cues = tagger._reader.run(
        None, {"pieces": fed["pieces"], "kinds": fed["kinds"], "heads": fed["heads"][0]}
    )
    assert np.corrcoef(ours.ravel(), states[0].numpy().ravel())[0, 1] > 0.99
    np.testing.assert_allclose(our_cues, cues, atol=0.1)
    judged = tagger._judged(states[0].numpy(), [(2, 3)], place.low, place.high)
    np.testing.assert_allclose(judged, roles, atol=0.1)


def test_the_exported_tagger_tags(exported: tuple[TaggerModel, Path, dict[str, Any]]) -> None:
    for one in OnnxTagger(exported[1]).tag(TEXT):
        for first, last in [one.cue, *([one.source] if one.source else []), *one.content]:
            assert 0 <= first < last <= len(TEXT)


def test_the_card_tells_figures_and_recipe() -> None:
    ratios = {"precision": 0.5, "recall": 0.25, "f1": 0.3333}
    by_role = dict.fromkeys(("source", "cue", "content"), ratios)
    text = tagger_card(
        {
            "name": "a-tagger",
            "recipe": asdict(Recipe(epochs=4, seed=12)),
            "figures": {"exact": by_role, "words": by_role},
        }
    )
    assert text.startswith("# a-tagger\n")
    assert text.count("| 0.500 | 0.250 | 0.333 | 0.333 |") == 3
    assert "4 passes" in text
    assert "seed 12" in text
    assert "states no\nlicence" in text
