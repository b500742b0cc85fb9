"""Which output of a published classifier means what."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from factcheck.errors import ModelError
from factcheck.nli.judge import LABELS

#: All orders in which a model may give its three classes.
ORDERS = tuple(itertools.permutations(LABELS))

_SYNONYMS = {
    "entailment": "entailment entails entail entailed e support supports supported",
    "neutral": "neutral n unknown unrelated notenoughinfo nei notmentioned",
    "contradiction": (
        "contradiction contradicts contradict contradicted contradictory c refutes refute refuted"
    ),
}
_MEANING = {word: label for label, words in _SYNONYMS.items() for word in words.split()}


def parse_order(text: str) -> tuple[str, ...]:
    """The order named by ``text`` ("contradiction,entailment,neutral").

    Raises:
        ModelError: ``text`` does not name each class once.

    """
    found = tuple(_meaning(part) or part.strip() for part in text.split(","))
    if found not in ORDERS:
        raise ModelError(
            f"labels {text!r} must name entailment, neutral and contradiction once each, "
            f"in the model's order, such as {','.join(LABELS)}"
        )
    return found


def order_of(
    names: Mapping[int, str] | Sequence[str], model: str, said: tuple[str, ...] | None = None
) -> tuple[str, ...] | None:
    """The meaning of each output, from a model's ``id2label``; None where names say nothing.

    What the user ``said`` they mean goes before the names.

    Raises:
        ModelError: the model has not three classes, or its names do not fit.

    """
    listed = [names[i] for i in sorted(names)] if isinstance(names, Mapping) else list(names)
    if len(listed) == 1:
        raise ModelError(
            f"{model} gives one score, as cross-encoders for similarity or ranking do; "
            "name a model with entailment, neutral and contradiction"
        )
    if len(listed) != len(LABELS):
        raise ModelError(
            f"{model} tells {len(listed)} classes apart ({_shown(listed)}); "
            "name a model with entailment, neutral and contradiction"
        )
    if said is not None:
        return said
    if all(re.fullmatch(r"(?i)label_\d+|\d+", str(name)) for name in listed):
        return None
    found = tuple(_meaning(str(name)) for name in listed)
    if found not in ORDERS:
        raise ModelError(
            f"{model} calls its classes {_shown(listed)}; say what they mean with "
            f"labels, such as {','.join(LABELS)}"
        )
    return found  # type: ignore[return-value]  # ORDERS holds no None


def _shown(names: Sequence[object]) -> str:
    """The first few ``names``, printable: they are whatever a configuration holds."""
    few = [ascii(str(name)[:30])[1:-1] for name in names[:6]]
    return ", ".join(few) + (", …" if len(names) > len(few) else "")


def _meaning(name: str) -> str | None:
    return _MEANING.get(re.sub(r"[^a-z]", "", name.casefold()))
