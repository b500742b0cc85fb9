"""Questions that sound like attributions and report nothing."""

from __future__ import annotations

import pytest

from factcheck.attribution import attribute
from factcheck.parsing import parse


@pytest.mark.parametrize(
    "text",
    [
        "Why do the bakers say that?",
        "What does the ministry say?",
        "Did Norway deny that its navy had closed the strait?",
        "Who says the bridge is safe?",
    ],
)
def test_what_is_asked_for_is_not_reported(text: str) -> None:
    assert attribute(parse(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "The bakers say that profits fell.",
        "“Why did the bakers strike?” the mayor asked.",
        "Norway denied that its navy had closed the strait. Who had?",
    ],
)
def test_what_is_said_beside_a_question_is_reported(text: str) -> None:
    assert len(attribute(parse(text))) == 1
