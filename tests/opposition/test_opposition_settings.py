from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from factcheck.model import Claim
from factcheck.opposition.grid import of_steps, steps
from factcheck.opposition.settings import likeness, settings_of

Make = Callable[..., Claim]


def _reports(claims: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """The settings of two reports of one dispute, whose claims share a fifth of what they say."""
    draw = np.random.default_rng(seed)
    dispute = draw.normal(size=300)
    own = draw.normal(size=(2, claims, 300))
    said = np.sqrt(0.25) * dispute + np.sqrt(0.75) * own
    means = said.mean(axis=1)
    one, other = means / np.linalg.norm(means, axis=1, keepdims=True)
    return one, other


def _mean_likeness(claims: int) -> tuple[float, float]:
    cosines = [float(np.dot(*_reports(claims, seed))) for seed in range(60)]
    told = [likeness(cosine, claims, claims) for cosine in cosines]
    return float(np.mean(cosines)), float(np.mean(told))


def test_short_reports_of_a_dispute_are_as_like_as_long_ones() -> None:
    plain, told = zip(*(_mean_likeness(claims) for claims in (6, 10, 18, 36)), strict=True)

    assert max(plain) - min(plain) > 0.2
    assert max(told) - min(told) < 0.02


def test_reports_of_usual_length_are_taken_as_they_are() -> None:
    assert likeness(0.7, 18, 18) == pytest.approx(0.7)


def test_a_short_report_is_no_more_than_wholly_like_another() -> None:
    assert likeness(0.98, 7, 7) == 1.0


def test_two_or_three_claims_tell_nothing_more() -> None:
    assert likeness(0.4, 2, 18) == likeness(0.4, 6, 18)


def test_the_setting_of_a_document_is_the_mean_of_all_its_claims(claim: Make) -> None:
    claims = [
        claim("The ferry sank.", document="a.txt"),
        claim("The quay is closed.", document="a.txt"),
        claim("Rain fell.", document="b.txt"),
    ]
    a = claims[0].document.sha256
    vectors = steps(np.array([[1, 0], [0, 1], [1, 0]], np.float32))

    found = settings_of(claims, vectors, {a: 0})

    assert of_steps(found) == pytest.approx(np.array([[0.7071, 0.7071]]), abs=1e-3)
