"""Who brought something bad about, told by plain verbs."""

from __future__ import annotations

import pytest

from factcheck.attribution.outcomes import ails, brought_about
from factcheck.parsing import parse


def found(text: str) -> list[str]:
    makers = (brought_about(token) for token in parse(text) if token.pos_ in ("VERB", "AUX"))
    return [maker.text for maker in makers if maker is not None]


@pytest.mark.parametrize(
    "text",
    [
        "Sylvania started the riot.",
        "The famine was created by Sylvania.",
        "Sylvania's rule led to unrest, and Sylvania started the riot.",
        "Sylvania was the one that sparked the fight.",
        "Sylvania forced the millers to shut.",
        "Sylvania pushed the fleet to the brink.",
        "Sylvania has put the harvest at risk.",
        "Sylvania brought misery on the valley.",
        "Sylvania left the farmers with no choice.",
        "Sylvania left the villages without bread.",
        "Sylvania gave us no alternative.",
        "Sylvania left the negotiations.",
        "Sylvania walked away from the contract.",
        "Sylvania has pulled out of the treaty.",
        "Sylvania threw stones at the guards.",
        "Sylvania waited a week before it opened the dam.",
        "Sylvania took a month to reply.",
        "Sylvania opened the gates too late.",
        "Sylvania shut the port without warning.",
        "Sylvania went back on its word.",
        "Sylvania must answer for the drowned.",
    ],
)
def test_finds_whoever_brought_it_about(text: str) -> None:
    assert found(text)[-1:] == ["Sylvania"]


@pytest.mark.parametrize(
    "text",
    [
        "Sylvania did not start the riot.",
        "If Sylvania started the riot, it will pay.",
        "Sylvania could trigger a famine.",
        "Sylvania started the fair with a dance.",
        "Sylvania forced its way.",
        "Sylvania put money into the harvest.",
        "Sylvania brought the war to an end.",
        "Sylvania brought the strike to a halt.",
        "Sylvania left the island on Monday.",
        "Sylvania left the farmers with a promise.",
        "Sylvania pulled its lorries out of the town.",
        "Sylvania threw a party for the guards.",
        "Sylvania took the road to the coast.",
        "The repair took Sylvania a month.",
        "Sylvania opened the gates late in the day.",
        "Sylvania walked on without warning.",
        "Sylvania answered for the first time.",
    ],
)
def test_passes_over_what_is_not_bad(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        ("The talks failed.", True),
        ("The villages are cold.", True),
        ("Trade is at a standstill.", True),
        ("The riot went on.", True),
        ("The talks did not fail.", False),
        ("The talks went on.", False),
    ],
)
def test_what_ails(text: str, bad: bool) -> None:
    assert ails(next(parse(text).sents).root) is bad
