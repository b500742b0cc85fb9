from __future__ import annotations

import pytest

from factcheck.opposition.blamed import blamed
from factcheck.parties import Gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Russia is to blame for the collapse of the truce.", "RUS"),
        ("The collapse of the truce is Russia's fault.", "RUS"),
        ("The US failed to separate the rebels.", "USA"),
        ("The blame lies with Washington.", "USA"),
        ("France did not honour the agreement.", "FRA"),
        ("Moscow bombed the hospital.", "RUS"),
        ("Russia is not to blame for it.", None),
        ("Russia and France met in Vienna.", None),
        ("The harvest was good.", None),
    ],
)
def test_whom_a_sentence_blames(gazetteer: Gazetteer, text: str, party: str | None) -> None:
    found = blamed(text, gazetteer)

    assert (found.party.id if found else None) == party


def test_plain_blame_names_no_deed(gazetteer: Gazetteer) -> None:
    plain = blamed("Russia is to blame for the collapse of the truce.", gazetteer)
    deed = blamed("Russia bombed the hospital.", gazetteer)

    assert plain is not None
    assert plain.plain
    assert deed is not None
    assert not deed.plain
