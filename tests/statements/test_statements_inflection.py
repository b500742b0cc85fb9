"""Verbs beside a name that took the place of a pronoun."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.statements import Voice

PELL = Voice("Nora Pell", "Nora Pell", official=False, pronoun="she")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pell said she’s not leaving.", "Nora Pell is not leaving."),
        ("Pell said she’s taken pains to listen.", "Nora Pell has taken pains to listen."),
        ("“I’m not so sure,” Pell said.", "Nora Pell is not so sure."),
        ("“I ran twice,” Pell said.", "Nora Pell ran twice."),
        ("“I have paid,” Pell said.", "Nora Pell has paid."),
    ],
)
def test_verbs_agree(stated: Callable[..., list[str]], text: str, expected: str) -> None:
    assert stated(text, PELL) == [expected]
