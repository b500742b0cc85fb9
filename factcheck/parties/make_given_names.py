"""Write ``given_names.json``, whose names are whose, from the data of ``nomquamgender``.

Run as ``python -m factcheck.parties.make_given_names`` after an upgrade of that library.  The
table is shipped, because reading the library's 22 MB takes half a second.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from factcheck.parties.given_names import TABLE

#: How many sources and bearers a name needs, and the most that may be of the other sex.
_SOURCES, _BEARERS, _OTHERS = 10, 200, 0.03
_NAME = re.compile("[a-z]{2,}")


def table(names: Mapping[str, Sequence[float]]) -> dict[str, str]:
    """The names of each sex, "m" and "f", parted by spaces.

    ``names`` maps a name to how many sources have it, how many bearers, and which share of these
    is female, in the balance of the sources.
    """
    found: dict[str, list[str]] = {"m": [], "f": []}
    for name, (sources, bearers, female, *_) in sorted(names.items()):
        if _NAME.fullmatch(name) is None or sources < _SOURCES or bearers < _BEARERS:
            continue
        if min(female, 1 - female) <= _OTHERS:
            found["f" if female > 0.5 else "m"].append(name)
    return {sex: " ".join(each) for sex, each in found.items()}


def main() -> None:
    """Write the table beside this module.

    Raises:
        ModuleNotFoundError: the library is not installed.

    """
    package = find_spec("nomquamgender")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("nomquamgender is missing: pip install --no-deps nomquamgender")
    data = Path(package.origin).with_name("name_data.json")
    lists = table(json.loads(data.read_text(encoding="utf-8")))
    TABLE.write_text(json.dumps(lists, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
