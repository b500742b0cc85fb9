"""The card of the shipped tagger, and cards that are none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from factcheck.attribution.card import CARD, FOLDER, READER, ROLES, identity, read_card
from factcheck.errors import ModelError
from factcheck.nli.card import verified

GOOD: dict[str, Any] = {
    "name": "tagger",
    "bias": 0.5,
    "sha256": {READER: "0123456789abcdef", ROLES: "fedcba9876543210"},
}


def write(folder: Path, text: str) -> Path:
    (folder / CARD).write_text(text, encoding="utf-8")
    return folder


def test_the_shipped_card_pins_the_shipped_graphs() -> None:
    card = read_card()
    for name in (READER, ROLES):
        assert verified(FOLDER / name, card["sha256"][name])


def test_a_card_is_read(tmp_path: Path) -> None:
    assert read_card(write(tmp_path, json.dumps(GOOD))) == GOOD


def test_the_identity_changes_with_either_graph() -> None:
    assert identity(GOOD) == "tagger-01234567fedcba98"
    for name in (READER, ROLES):
        other = {**GOOD, "sha256": {**GOOD["sha256"], name: "f00"}}
        assert identity(other) != identity(GOOD)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        json.dumps({**GOOD, "bias": None}),
        json.dumps({**GOOD, "bias": "much"}),
        json.dumps({**GOOD, "sha256": {READER: "0"}}),
        json.dumps({**GOOD, "sha256": 7}),
        json.dumps({"bias": 0, "sha256": GOOD["sha256"]}),
    ],
)
def test_a_damaged_card_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(ModelError, match="is damaged; reinstall factcheck") as caught:
        read_card(write(tmp_path, text))
    assert "\n" not in str(caught.value)


def test_a_missing_card_names_the_way_without(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="or use --attribution rules"):
        read_card(tmp_path / "nowhere")
