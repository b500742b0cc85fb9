"""The shipped tagger's folder: two graphs and the card that pins them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from factcheck.errors import ModelError

FOLDER = Path(__file__).parent / "weights"
READER, ROLES, CARD = "reader.onnx", "roles.onnx", "card.json"


def read_card(folder: Path = FOLDER) -> dict[str, Any]:
    """The card of the weights in ``folder``.

    Raises:
        ModelError: there are none, or the card is damaged.

    """
    try:
        card: dict[str, Any] = json.loads((folder / CARD).read_text(encoding="utf-8"))
        float(card["bias"]), str(card["name"]), card["sha256"][READER], card["sha256"][ROLES]
    except OSError:
        raise ModelError(
            f"no tagger in {str(folder)!r}; reinstall factcheck, or use --attribution rules"
        ) from None
    except (ValueError, KeyError, TypeError):
        raise ModelError(f"{str(folder / CARD)!r} is damaged; reinstall factcheck") from None
    return card


def identity(card: dict[str, Any]) -> str:
    """Name and hash of the weights that a card describes."""
    return f"{card['name']}-{card['sha256'][READER][:8]}{card['sha256'][ROLES][:8]}"
