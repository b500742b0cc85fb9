"""Signed letters, whose words are the signer's."""

from __future__ import annotations

import pytest

from factcheck.attribution import attribute
from factcheck.attribution.letters import letters
from factcheck.parsing import parse

LETTER = """Letters

Dear Editor,

Your report left out half of the story. The quarry never asked us.

It must close.

Yours faithfully,

— Ann Reed, chair of the Hollin Residents' Association

The editor writes: we stand by it.
"""


def _parts(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*signed)], text[slice(*words)]) for signed, words in letters(text)]


def test_what_stands_above_a_signature_is_the_signer_s() -> None:
    signed = "Ann Reed, chair of the Hollin Residents' Association"
    assert _parts(LETTER) == [
        (signed, "Your report left out half of the story. The quarry never asked us."),
        (signed, "It must close."),
    ]


@pytest.mark.parametrize("greeting", ["Sir, -", "Sir –", "Dear Madam:", "To the Editor,", "Sirs,"])
def test_greetings(greeting: str) -> None:
    assert len(_parts(LETTER.replace("Dear Editor,", greeting))) == 2


def test_each_letter_has_its_own_signature() -> None:
    text = LETTER + "\nSir, - The quarry feeds us.\n\nTom Benn\n"
    assert _parts(text)[-1] == ("Tom Benn", "The quarry feeds us.")


@pytest.mark.parametrize(
    "text",
    [
        LETTER.replace("Dear Editor,", "Dear old Hollin is loud."),
        LETTER.replace("— Ann Reed, chair of the Hollin Residents' Association", "Hollin"),
        "Sir Ian Moor said no.\n\nAnn Reed\n",
        "Our reporter wrote it.\n\nAnn Reed\n",
    ],
)
def test_what_is_not_greeted_or_not_signed_is_no_letter(text: str) -> None:
    assert _parts(text) == []


def test_a_letter_s_sentences_are_claims_of_its_signature() -> None:
    found = attribute(parse(LETTER))
    sources = {LETTER[slice(*a.source)] for a in found if a.source is not None}
    said = [LETTER[a.content[0][0] : a.content[-1][1]] for a in found]
    assert "It must close." in said
    assert sources == {"Ann Reed, chair of the Hollin Residents' Association", "The editor"}
