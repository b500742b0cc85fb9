from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.opposition.polarity import positive


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Norland did not fire on the boat.", "Norland did fire on the boat."),
        ("No patrol came near the dam.", "A patrol came near the dam."),
        ("Neither Norland nor Sudmark signed it.", "Both Norland and Sudmark signed it."),
        ("None of its ships were there.", "Some of its ships were there."),
        ("The army hasn't left.", "The army has left."),
        ("Norland can't pay.", "Norland can pay."),
        ("Norland failed to withdraw.", "Norland managed to withdraw."),
        ("Norland denies that it fired.", "It fired."),
    ],
)
def test_takes_the_negation_away(text: str, plain: str) -> None:
    assert positive(text) == plain


def test_a_positive_statement_has_nothing_to_take_away() -> None:
    assert positive("Norland fired on the boat.") is None


@given(st.text())
def test_any_text(text: str) -> None:
    turned = positive(text)
    assert turned is None or turned
