"""The cache of what an NLI model said of pairs: nothing is asked of a model twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

from factcheck.store.database import Database

#: (entailment, neutral, contradiction), summing to 1.
Verdict = tuple[float, float, float]

_CHUNK = 50_000


def keys_of(pairs: Sequence[tuple[str, str]], model: str) -> list[str]:
    """The key of each (premise, hypothesis): SHA-256 of it and the model's name."""
    return [
        hashlib.sha256(
            f"{premise}\x1f{hypothesis}\x1f{model}".encode("utf-8", "surrogatepass")
        ).hexdigest()
        for premise, hypothesis in pairs
    ]


def read(database: Database, keys: Sequence[str]) -> list[Verdict | None]:
    """The verdict under each of ``keys``, None where there is none."""
    known: dict[str, Verdict] = {}
    for start in range(0, len(keys), _CHUNK):
        rows = database.query(
            "SELECT key, entailment, neutral, contradiction FROM verdicts "
            "WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(keys[start : start + _CHUNK]),),
        )
        known.update((key, (e, n, c)) for key, e, n, c in rows)
    return [known.get(key) for key in keys]


def write(database: Database, rows: Mapping[str, Verdict]) -> None:
    """Put in each verdict under its key, in place of any before."""
    database.write_many(
        "INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?, ?)",
        [(key, *verdict) for key, verdict in rows.items()],
    )
