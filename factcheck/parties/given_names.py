"""Whether a given name is a man's or a woman's.

``given_names.json`` holds the names of which nearly all bearers are of one sex in ten or more of
the 36 sources that Van Buskirk, Clauset and Larremore joined (2023, "An open-source cultural
consensus approach to name-based gender classification", ICWSM); ``nomquamgender`` ships them,
under the MIT licence, © 2022 Ian Van Buskirk.  ``python -m factcheck.parties.make_given_names``
writes it.  The names of ``words.toml`` go before it.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from pathlib import Path

from factcheck.parties.vocabulary import word_list

TABLE = Path(__file__).with_name("given_names.json")

_MALE, _FEMALE = word_list("male_names"), word_list("female_names")


def sex_of(name: str, *, alone: bool = False) -> str | None:
    """What a given name, capitalised, tells of its bearer: "m" or "f"; None where nothing.

    One that stands ``alone`` may be a surname, as most names of the table are somewhere.

    >>> sex_of("Antonín"), sex_of("Noriko"), sex_of("Robin"), sex_of("Clinton", alone=True)
    ('m', 'f', None, None)
    """
    if name in _MALE or name in _FEMALE:
        return "m" if name in _MALE else "f"
    return None if alone or not name[:1].isupper() else _table().get(plain(name))


def plain(name: str) -> str:
    """The name in small letters, without accents."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@cache
def _table() -> dict[str, str]:
    lists = json.loads(TABLE.read_text(encoding="utf-8"))
    return {name: sex for sex in ("m", "f") for name in lists[sex].split()}
