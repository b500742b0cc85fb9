"""What a document is about, and how near two documents are in that.

A document is about what its claims say on average.  The fewer the claims, the more of that average
is chance: of the development stories the cosine between reports of one dispute falls from 0.75
with nineteen claims each to 0.64 with ten and to 0.53 with six, and between reports of two
disputes from 0.45 to 0.39 and 0.31.  So cosines of short and of long reports are made comparable
by what each document's mean is worth (correction for attenuation: Spearman 1904, The Proof and
Measurement of Association between Two Things).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt

import numpy as np

from factcheck.model import Claim
from factcheck.opposition.grid import Steps, of_steps, steps

#: Cosine of two claims of one report: 0.18 on average in the development stories, and this where
#: they keep to one matter.
_WITHIN = 0.25
#: Claims of each of two documents of which the cosine is taken as it is.
_PLAIN = 18
#: Documents of fewer claims count as if they had so many: of two or three nothing is known.
_LEAST = 6


def settings_of(claims: Sequence[Claim], vectors: Steps, at: Mapping[str, int]) -> Steps:
    """The unit mean of the vectors of all claims of each document that has a row ``at``."""
    found = np.zeros((len(at), vectors.shape[1]), np.int32)
    for claim, vector in zip(claims, vectors, strict=True):
        if claim.document.sha256 in at:
            found[at[claim.document.sha256]] += vector
    means = of_steps(found)
    lengths = np.linalg.norm(means, axis=1, keepdims=True)
    return steps(means / np.where(lengths > 0, lengths, 1))


def likeness(cosine: float, one: int, other: int) -> float:
    """What the ``cosine`` of two settings would be if both documents had as many claims.

    ``one`` and ``other`` are how many claims they have; at most 1.
    """
    return min(1.0, cosine * _worth(_PLAIN) / sqrt(_worth(one) * _worth(other)))


def _worth(claims: int) -> float:
    """The share of the mean of so many ``claims`` that is not chance (Spearman-Brown)."""
    count = max(claims, _LEAST)
    return count * _WITHIN / (1 + (count - 1) * _WITHIN)
