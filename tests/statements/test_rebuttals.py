"""A denial of other words becomes the denial of what they say, where it is known which they are."""

from __future__ import annotations

import pytest

from factcheck import api
from factcheck.model import Act

CHARGE = "Norway accused Denmark of dumping waste off the coast. "


def _last(text: str):
    return api.extract(text)[-1]


@pytest.mark.parametrize(
    "denial",
    [
        "Denmark rejected the accusation.",
        "Denmark denied the allegations.",
        "Denmark called the accusation groundless.",
        "“Rubbish,” said Denmark's fisheries minister, Mette Holm.",
        "Denmark said the accusation was wholly without merit.",
        "Denmark's fisheries minister dismissed the Norwegian claim.",
        "“That is not true,” Denmark's fisheries minister Mette Holm said.",
        "“It’s a lie from beginning to end,” Denmark's fisheries minister Mette Holm said.",
        "Denmark said there was no truth in the report.",
        "Denmark denied it.",
        "Denmark has effectively ruled that out.",
        "Denmark has denied this.",
        "Asked about it in Copenhagen on Tuesday, Denmark denied this.",
        "Denmark disputes that account.",
        "Denmark dismissed the charges as politically motivated.",
        "Denmark strongly rejected the Norwegian accusations on Tuesday as unfounded.",
    ],
)
def test_a_bare_denial_takes_the_words_that_it_denies(denial) -> None:
    claim = _last(CHARGE + denial)
    assert claim.statement == "It is false that Denmark dumped waste off the coast."
    assert claim.act is Act.DENIAL
    assert claim.party is not None
    assert claim.party.id == "DNK"


@pytest.mark.parametrize(
    ("before", "denial"),
    [
        # Nobody charged Denmark with anything.
        ("Norway said the herring had moved north. ", "Denmark rejected the accusation."),
        # The Swedish account is not Norway's.
        (CHARGE, "Denmark said Sweden's account was false."),
        # It says more than that.
        (CHARGE, "Denmark said the accusation was true."),
        (CHARGE, "Denmark said the claim was nonsense in the view of its own scientists."),
        # What it rejects is said.
        (CHARGE, "Denmark rejected the accusation of greed."),
        # A report holds many things.
        (
            "Norway said Denmark had dumped waste. Norway said 30 seals had died. ",
            "Denmark said the report was false.",
        ),
        # What it points at stands in its own sentence.
        (CHARGE, "The fishing grounds lie off Skagen, although Denmark disputes this."),
        # Too far away to be pointed at.
        (CHARGE + "The weather was fine all week. " * 20, "“That is a lie,” Denmark said."),
        # A party does not answer itself.
        ("Denmark accused Norway of greed. ", "Denmark said the accusation was baseless."),
    ],
)
def test_otherwise_it_stays_as_it_is(before, denial) -> None:
    assert "It is false that" not in _last(before + denial).statement


def test_the_first_of_several_sentences_is_denied() -> None:
    said = "“Denmark dumped waste. It did so twice,” Norway said. Denmark denied the charge."
    assert _last(said).statement == "It is false that Denmark dumped waste."


def test_what_hangs_on_the_charge_is_left_out() -> None:
    said = "Norway accused Denmark of dumping waste off the coast, killing 30 seals. "
    claim = _last(said + "Denmark denied the charge.")
    assert claim.statement == "It is false that Denmark dumped waste off the coast."


def test_a_denial_is_not_denied_in_turn() -> None:
    text = CHARGE + "Denmark rejected the accusation. Norway called the claim false."
    assert _last(text).statement == "The claim is false."


@pytest.mark.parametrize(
    "text",
    [
        "Norway accused Sweden of closing the ferry link, a charge Stockholm denies.",
        "Norway said Sweden closed the ferry link, something the Swedish government denied.",
        "Norway said Sweden closed the ferry link, which Stockholm has always denied.",
    ],
)
def test_a_denial_that_hangs_on_the_words_denies_them(text: str) -> None:
    said, denied = api.extract(text)
    assert said.statement == "Sweden closed the ferry link."
    assert denied.statement == "It is false that Sweden closed the ferry link."
    assert denied.party is not None
    assert denied.party.id == "SWE"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Bakers said the mill had cut their pay, a charge the company called nonsense.",
            "It is false that the mill had cut bakers' pay.",
        ),
        (
            "Norway accused Denmark of overfishing herring, a charge Copenhagen firmly denies.",
            "It is false that Denmark overfished herring.",
        ),
        # What is only supposed is not what is called untrue.
        (
            "Norway said Denmark had hidden the nets. “We would have come at once,” Norway's "
            "fisheries minister Liv Berg said. Denmark said that was untrue.",
            "It is false that Denmark had hidden the nets.",
        ),
        (
            "Norway said nine seals had died. It said the sea was warm. Denmark disputed the "
            "figure.",
            "It is false that nine seals had died.",
        ),
        # What it gives instead stays.
        (
            "Norway said Denmark had hidden the nets. Denmark said that was untrue: the nets had "
            "been lost in May.",
            "It is false that Denmark had hidden the nets; the nets had been lost in May.",
        ),
        # Whoever charged it has no name.
        (
            "Elm said its barges had sailed.\n\nThe growers' lobby accused Elm of hiding them. "
            "Elm denied this.",
            "It is false that Elm hid them.",
        ),
        (
            "Denmark said claims that seals had died were entirely untrue.",
            "It is false that seals had died.",
        ),
        (
            "Denmark said claims that seals had died were sent to Oslo.",
            "Claims that seals had died were sent to Oslo.",
        ),
    ],
)
def test_denials_that_hang_on_their_words_or_hold_them(text: str, expected: str) -> None:
    assert _last(text).statement == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Only the auxiliary is said.
        (
            "Norway said Denmark had hidden the nets. “We had not,” said Denmark's fisheries "
            "minister, Mette Holm.",
            "It is false that Denmark had hidden the nets.",
        ),
        # Another auxiliary answers something else.
        (
            "Norway said Denmark will hide the nets. “We had not,” said Denmark's fisheries "
            "minister, Mette Holm.",
            "Denmark had not.",
        ),
        ("Norway said seals had died. Denmark said the opposite was true.", "seals had died."),
        (
            "Norway said nine seals had died. “That is a lie, and they know it,” said Denmark's "
            "fisheries minister, Mette Holm.",
            "It is false that nine seals had died.",
        ),
        # Whoever is spoken to, and whoever speaks, have names elsewhere.
        (
            "“You hid the nets in May,” Norway's envoy, Per Aas, told Denmark's minister, Mette "
            "Holm. Holm denied it.",
            "It is false that Mette Holm hid the nets in May.",
        ),
    ],
)
def test_denials_in_few_words(text: str, expected: str) -> None:
    assert _last(text).statement.endswith(expected)
