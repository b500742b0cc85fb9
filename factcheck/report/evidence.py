"""What a decision rests on, set out for a reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from factcheck.report.safe import shorten
from factcheck.report.view import CARRIERS, Finding

_CLASSES = ("entailment", "neutral", "contradiction")
_MAX_ROWS = 60
_MAX_DEPTH = 5
_MAX_VALUE = 400
_INITIALISMS = {"nli": "NLI", "id": "id", "url": "URL"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """NLI probabilities in one direction."""

    direction: str
    entailment: float
    neutral: float
    contradiction: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """Verdicts of the NLI model, and everything else as labelled text."""

    verdicts: tuple[Verdict, ...]
    facts: tuple[tuple[str, str], ...]


def evidence_of(finding: Finding) -> Evidence:
    """The evidence of ``finding``, its keys put in words.

    A mapping that holds the three NLI classes becomes a verdict, wherever it stands.  In keys,
    ``a`` and ``b`` become the first and the second claim as the reader sees them.  Copies of a
    claim are left to ``Report.copies``.
    """
    verdicts: list[Verdict] = []
    facts: list[tuple[str, str]] = []
    for path, value in _leaves(finding.opposition.evidence):
        if path[0].startswith(CARRIERS):
            continue
        if isinstance(value, Mapping):
            numbers = {name: float(value[name]) for name in _CLASSES}
            verdicts.append(Verdict(_label(path[-1:], finding.swapped), **numbers))
        elif len(facts) < _MAX_ROWS:
            facts.append((_label(path, finding.swapped), shorten(_value(value), _MAX_VALUE)))
    # By label, so that what concerns the first claim stands before what concerns the second.
    return Evidence(tuple(sorted(verdicts, key=lambda v: v.direction)), tuple(sorted(facts)))


def _leaves(
    value: Mapping[str, object], path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], object]]:
    """Values and verdicts in ``value`` with the keys that lead to them."""
    for key, item in value.items():
        here = (*path, str(key))
        if not isinstance(item, Mapping) or _is_verdict(item):
            yield here, item
        elif len(here) < _MAX_DEPTH:
            yield from _leaves(item, here)
        else:
            yield here, str(item)


def _is_verdict(value: Mapping[str, object]) -> bool:
    """Whether ``value`` holds a probability for each of the three classes."""
    return all(isinstance(value.get(name), int | float) for name in _CLASSES)


def _label(path: tuple[str, ...], swapped: bool) -> str:
    """Keys in words: ``("blame", "a", "object")`` as "Blame, first claim, object"."""
    first, second = ("second", "first") if swapped else ("first", "second")
    parts = []
    for key in path:
        words = key.replace("→", "_to_").replace("->", "_to_").replace("-", "_").split("_")
        joined = [word for word in words if word]
        if joined in (["ab"], ["a", "b"], ["a", "to", "b"], ["forward"]):
            parts.append(f"{first} to {second}")
        elif joined in (["ba"], ["b", "a"], ["b", "to", "a"], ["backward"], ["reverse"]):
            parts.append(f"{second} to {first}")
        else:
            named = {"a": f"{first} claim", "b": f"{second} claim", **_INITIALISMS}
            parts.append(" ".join(named.get(word, word) for word in joined))
    label = ", ".join(part for part in parts if part)
    return label[:1].upper() + label[1:]


def _value(value: object) -> str:
    """A value as text: fractions with two decimals, lists joined, nothing as a dash."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() else f"{value:.2f}"
    if isinstance(value, list | tuple):
        separator = " / " if any(isinstance(item, Mapping) for item in value) else ", "
        return separator.join(_value(item) for item in value[:_MAX_ROWS]) or "–"
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_value(item)}" for key, item in value.items())
    return str(value)
