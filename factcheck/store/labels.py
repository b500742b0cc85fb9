"""What reviewers said of findings: kept by the finding's id, whatever is built anew."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from factcheck.model import Judgement, Label
from factcheck.store.rows import text_value

if TYPE_CHECKING:
    from factcheck.store.store import Store


def labels(store: Store) -> dict[str, Label]:
    """Every label of ``store`` by the id of its finding, also where that is not found any more."""
    rows = store.database.query(
        "SELECT finding, label, note, labelled FROM labels ORDER BY finding"
    )
    return {row[0]: Label(row[0], Judgement(row[1]), row[2], row[3]) for row in rows}


def put(store: Store, finding: str, judgement: Judgement, note: str = "") -> Label:
    """Keep what is said of ``finding`` now, in place of what was said before.

    Raises:
        StoreError: the index cannot be written.

    """
    label = Label(finding, judgement, note, datetime.now(UTC).isoformat(timespec="seconds"))
    with store.transaction():
        store.database.query(
            "INSERT OR REPLACE INTO labels VALUES (?, ?, CAST(? AS TEXT), ?)",
            (finding, judgement.value, text_value(note), label.labelled),
        )
    return label
