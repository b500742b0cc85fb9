"""Frames: who is said to do harm or to fail at a duty."""

from __future__ import annotations

import pytest

from factcheck.attribution.blame import Frame, frames
from factcheck.parsing import parse


def found(text: str) -> list[tuple[str, Frame]]:
    return [(text[slice(*f.agent)], f) for f in frames(parse(text), ((0, len(text)),))]


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("Sylvania bombed the town.", "Sylvania"),
        ("The town was bombed by Sylvania.", "Sylvania"),
        ("Sylvania had failed to mark the wreck.", "Sylvania"),
        ("Sylvania did not protect the convoy.", "Sylvania"),
        ("Sylvania has never honoured the treaty.", "Sylvania"),
        ("Sylvania is unwilling to talk.", "Sylvania"),
        ("Sylvania is to blame for the fire.", "Sylvania"),
        ("It was Sylvania that bombed the town.", "Sylvania"),
        ("It was the rebels who had not respected the truce.", "the rebels"),
        ("We hold Sylvania responsible for the fire.", "Sylvania"),
        ("Responsibility for the fire lies with Sylvania.", "Sylvania"),
        ("The blame rests with Sylvania alone.", "Sylvania"),
        ("Sylvania is backing terrorists.", "Sylvania"),
        ("The rebels had mounted forty attacks.", "The rebels"),
        ("Sylvania kept the divers from the wreck.", "Sylvania"),
        ("The Sylvanian raid was deliberate.", "The Sylvanian raid"),
        ("Sylvania would be answerable for the fire.", "Sylvania"),
        ("Sylvania used the truce to rearm.", "Sylvania"),
        ("Sylvania is trying to destroy the dam.", "Sylvania"),
        ("It was Sylvania who had left the table first.", "Sylvania"),
        ("Sylvania let the bridge rust.", "Sylvania"),
    ],
)
def test_harm_and_who_does_it(text: str, agent: str) -> None:
    assert agent in [who for who, frame in found(text) if frame.harmful]


@pytest.mark.parametrize(
    "text",
    [
        "Sylvania opened the dam.",
        "Sylvania did not bomb the town.",
        "Sylvania could bomb the town.",
        "A raid would endanger the convoy.",
        "The town could be destroyed by winter.",
        "The draft resolution does not help.",
        "The ship struck a mine.",
        "The boat fired three warning shots.",
        "Sylvania should protect the convoy.",
        "The army put the guns away.",
        "Rain fell.",
    ],
)
def test_no_harm(text: str) -> None:
    assert not [frame for _, frame in found(text) if frame.harmful]


def test_harm_that_was_not_done() -> None:
    [(who, frame)] = found("Our ships did not shell the town.")
    assert (who, frame.negated, frame.harmful) == ("Our ships", True, False)


def test_what_somebody_must_do() -> None:
    [(who, frame)] = found("Sylvania must leave the port.")
    assert (who, frame.obliged) == ("Sylvania", True)


@pytest.mark.parametrize(
    "text",
    [
        "It was Sylvania who saved the port.",
        "It was not Sylvania who left the table.",
        "Sylvania, which left the table, is small.",
        "Sylvania let the divers rest.",
    ],
)
def test_no_harm_in_being_singled_out_for_good_or_in_letting_be(text: str) -> None:
    assert not [frame for _, frame in found(text) if frame.harmful]
