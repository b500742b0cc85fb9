"""Write ``states.json``, the table of states, from the library ``countryinfo``.

Run as ``python -m factcheck.parties.make_states`` after an upgrade of that library.  The
table is shipped, because reading the library's files at every start costs half a second.
"""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

from factcheck.parties.vocabulary import word_list

STATES = Path(__file__).with_name("states.json")

_WITHDRAWN = frozenset({"ANT", "SCG"})

# English long forms; the library's other spellings are native names and codes, many of which
# are common words or names in English text ("Island", "Mann", "Thai").
_LONG_FORM = re.compile(
    r"(?:[A-Z]\S+ )*(?:Republic|Kingdom|State|Federation|Confederation|Commonwealth|Union|"
    r"Principality|Sultanate|Nation|Duchy)\b[A-Za-z' -]*"
)

# Capitals that are better known as something else, or that stand for somebody else.
_NO_METONYM = word_list("capitals_of_other_meaning") | {
    "George Town",
    "San José",
    "Panama City",
    "City of Victoria",
    "The Valley",
    "West Island",
}
_SMALLEST_METONYM = 300_000  # inhabitants: below it, a capital's name is a place and no more
_SHORT_NAMES = {
    "BHS": "Bahamas",
    "COD": "Democratic Republic of the Congo",
    "COG": "Republic of the Congo",
    "CZE": "Czechia",
    "FSM": "Micronesia",
    "GMB": "Gambia",
    "MKD": "North Macedonia",
    "PSE": "Palestine",
    "SWZ": "Eswatini",
    "VAT": "Holy See",
}


def _latin(name: str) -> bool:
    return all(char in " '-." or "LATIN" in unicodedata.name(char, "") for char in name)


def states(folder: Path) -> dict[str, dict[str, Any]]:
    """The table read from ``countryinfo``'s ``folder`` of one JSON file a state.

    Maps ISO 3166-1 alpha-3 to ``name``, ``aliases``, ``adjectives`` and ``capital``.
    """
    rows: dict[str, dict[str, Any]] = {}
    people: dict[str, int] = {}
    adjectives: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        code = row.get("ISO", {}).get("alpha3")
        if not code or code in _WITHDRAWN or not re.fullmatch("[A-Z]{3}", code):
            continue
        size = int(row.get("population") or 0)
        if code in rows and size <= people[code]:
            continue
        name = _SHORT_NAMES.get(code, row["name"])
        aliases = {row["name"].removeprefix("The ")} | {
            spelling.strip()
            for spelling in row.get("altSpellings", [])
            if _LONG_FORM.fullmatch(spelling.strip())
        }
        capital = row.get("capital")
        capital = capital if isinstance(capital, str) else ""
        if size < _SMALLEST_METONYM or capital in _NO_METONYM or "/" in capital:
            capital = ""
        rows[code] = {
            "name": name,
            "aliases": sorted(a for a in aliases if a != name and "," not in a and _latin(a)),
            "capital": capital,
        }
        people[code] = size
        adjectives[code] = [
            word.strip() for word in re.split("[,/]", row.get("demonym") or "") if word.strip()
        ]
    owner: dict[str, str] = {}
    for code in sorted(rows, key=lambda code: (-people[code], code)):
        rows[code]["adjectives"] = []
        for word in adjectives[code]:
            # "French" is France's and not also Martinique's: the most populous keeps it.
            if word != rows[code]["name"] and owner.setdefault(word, code) == code:
                rows[code]["adjectives"].append(word)
    return dict(sorted(rows.items()))


def main() -> None:
    """Write the table beside this module."""
    import countryinfo

    table = states(Path(countryinfo.__file__).parent / "data")
    lines = ",\n".join(
        f"{json.dumps(code)}: {json.dumps(row, ensure_ascii=False)}" for code, row in table.items()
    )
    STATES.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
