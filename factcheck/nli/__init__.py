"""Natural language inference: does one sentence entail or contradict another?

A :class:`Judge` gives three probabilities for each pair.  :func:`load_judge` loads the
weights that ship with the package, or any Hugging Face sequence classifier;
:func:`cached` makes sure that no pair is judged twice.
"""

from __future__ import annotations

from factcheck.nli.cache import CachedJudge, MemoryCache, VerdictCache, cached
from factcheck.nli.judge import CONTRADICTION, ENTAILMENT, LABELS, NEUTRAL, Judge, both_directions
from factcheck.nli.loading import load_judge, voices_of

__all__ = [
    "CONTRADICTION",
    "ENTAILMENT",
    "LABELS",
    "NEUTRAL",
    "CachedJudge",
    "Judge",
    "MemoryCache",
    "VerdictCache",
    "both_directions",
    "cached",
    "load_judge",
    "voices_of",
]
