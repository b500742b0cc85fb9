"""Proof that a model's class names are true: pairs that no inference model gets wrong.

Published models swap two classes between the names in their configuration and their
outputs; nothing but asking them shows it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import ModelError
from factcheck.nli.judge import LABELS
from factcheck.nli.labels import ORDERS

#: (premise, hypothesis, label), four of each class.
PAIRS = (
    (
        "The bridge collapsed on Tuesday and four people were killed.",
        "Four people died when the bridge collapsed.",
        "entailment",
    ),
    ("All of the ministers resigned on Monday.", "The finance minister resigned.", "entailment"),
    (
        "The company was fined two million euros for dumping waste in the river.",
        "The company had to pay a fine.",
        "entailment",
    ),
    (
        "A doctor examined the child in the morning.",
        "The child was seen by a doctor.",
        "entailment",
    ),
    (
        "The mayor opened a new library in the old town.",
        "The library cost three million euros.",
        "neutral",
    ),
    ("A man is walking along the beach.", "The man is a retired teacher.", "neutral"),
    (
        "The committee met on Thursday.",
        "The committee talked about the price of bread.",
        "neutral",
    ),
    (
        "The museum bought a painting by a Dutch artist.",
        "The museum hired two new guards last year.",
        "neutral",
    ),
    ("The ferry arrived exactly on time.", "The ferry arrived three hours late.", "contradiction"),
    (
        "Nobody was hurt in the fire.",
        "Several people were badly hurt in the fire.",
        "contradiction",
    ),
    (
        "The court found the banker guilty.",
        "The court found the banker not guilty.",
        "contradiction",
    ),
    (
        "The factory has been closed since May.",
        "The factory has never been closed.",
        "contradiction",
    ),
)
#: Right answers that prove an order: two classes swapped cannot reach it beside the true one.
ENOUGH = 9


def prove(
    outputs: NDArray[np.floating], order: Sequence[str] | None, model: str
) -> tuple[str, ...]:
    """The order of a model's classes, proved on its (12, 3) ``outputs`` for :data:`PAIRS`.

    ``order`` is what its configuration, or the user, says; None where the names say nothing.

    Raises:
        ModelError: no order was given, another one is right, or none is.

    """
    chosen = outputs.argmax(axis=1)

    def right(names: Sequence[str]) -> int:
        return sum(
            names[column] == label for column, (_, _, label) in zip(chosen, PAIRS, strict=True)
        )

    if order is not None and right(order) >= ENOUGH:
        return tuple(order)
    best = max(ORDERS, key=right)
    solved = f"{right(best)} of {len(PAIRS)} obvious pairs"
    if right(best) < ENOUGH:
        hint = "" if order else " and does not name its classes"
        raise ModelError(
            f"{model} solves only {solved} in any order of its classes{hint}; "
            "name a model trained for natural language inference"
        )
    if order is None:
        raise ModelError(
            f"{model} does not name its classes; give labels {','.join(best)}, "
            f"the order in which it solves {solved}"
        )
    raise ModelError(
        f"{model} says its classes are {','.join(order)} but solves {solved} as "
        f"{','.join(best)}; give labels {','.join(best)} if you trust it"
    )


def sentences() -> list[tuple[str, str]]:
    """The pairs without their labels."""
    return [(premise, hypothesis) for premise, hypothesis, _ in PAIRS]


def gold() -> NDArray[np.int64]:
    """The labels of :data:`PAIRS` as (12,) indices into LABELS."""
    return np.array([LABELS.index(label) for _, _, label in PAIRS], dtype=np.int64)
