"""Where a source's verdict on the words of others stands."""

from __future__ import annotations

import pytest

from factcheck.attribution.verdicts import verdict
from factcheck.parsing import parse


@pytest.mark.parametrize(
    ("content", "judged", "clause"),
    [
        ("the suggestion of arson absurd", "absurd", False),
        ("any claim that it was burnt as pure nonsense", "as pure nonsense", True),
        ("the theory that it was burnt false", "false", True),
    ],
)
def test_the_verdict_ends_the_content(content: str, judged: str, clause: bool) -> None:
    tokens = list(parse(content))
    found = verdict("call", tokens)
    assert found is not None
    assert " ".join(t.text for t in tokens[found.start :]) == judged
    assert found.clause is clause
    assert verdict("say", tokens) is None


@pytest.mark.parametrize(
    "content",
    ["the theory of arson false", "the claim absurd", "the claim that it was false", "the pier"],
)
def test_other_words_hold_none(content: str) -> None:
    found = verdict("call", list(parse(content)))
    assert found is None


def test_without_an_as_the_words_may_be_those_of_the_clause() -> None:
    assert verdict("reject", list(parse("the claim that he had told a lie"))) is None
    assert verdict("reject", list(parse("the claim that he had left as a lie"))) is not None
