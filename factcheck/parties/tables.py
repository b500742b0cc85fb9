"""The files that hold tables of parties: reading them and checking what they say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from factcheck.errors import InputError
from factcheck.parties.names import slug, words

KINDS = ("state", "body", "armed-group", "political-party", "company", "person")
_LISTS = ("aliases", "adjectives", "seats", "shorts", "people", "not")
_MAPS = ("rivals", "in")
_FIELDS = frozenset({"id", "name", "kind", "holds", "stands", *_MAPS, *_LISTS})
#: What the identifier of a state looks like: ISO 3166-1 alpha-3.
STATE_ID = re.compile("[A-Z]{3}")


def read_table(path: Path) -> str:
    """The text of a table of parties.

    Raises:
        InputError: the file cannot be read or is not UTF-8.

    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot read it ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 text; save it as UTF-8") from error


def checked(path: str, text: str, known: set[str]) -> dict[str, Any]:
    """The checked content of one table; adds the ids it defines to ``known``."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: not valid TOML: {_one_line(error)}") from error
    strange = sorted(set(content) - {"party", "outlets", "never"})
    if strange:
        raise InputError(f"{path}: unknown key {strange[0]!r}; write parties as [[party]] tables")
    for key in ("outlets", "never"):
        _check_strings(content.setdefault(key, []), f"{path}: {key}")
    tables = content.setdefault("party", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise InputError(f"{path}: party is not a list of tables; write each as [[party]]")
    for number, table in enumerate(tables, 1):
        _check(table, f"{path}: party {number}", known)
        known.add(table["id"])
    return content


def _check(table: Mapping[str, Any], where: str, known: set[str]) -> None:
    strange = sorted(set(table) - _FIELDS)
    if strange:
        allowed = ", ".join(sorted(_FIELDS))
        raise InputError(f"{where}: unknown key {strange[0]!r}; the keys are {allowed}")
    id_ = table.get("id")
    if not isinstance(id_, str) or not id_:
        raise InputError(f'{where}: no id; add one, such as id = "greenfield-chemical"')
    if not STATE_ID.fullmatch(id_) and slug(id_) != id_:
        raise InputError(
            f"{where}: id {id_!r} is neither three capitals (a state) nor a slug; use {slug(id_)!r}"
        )
    for key in ("name", "holds", "stands"):
        if key in table and (not isinstance(table[key], str) or not table[key].strip()):
            raise InputError(f"{where} ({id_}): {key} must be a text that is not empty")
    if id_ not in known and "name" not in table:
        raise InputError(f'{where} ({id_}): a new party needs a name; add name = "…"')
    if "kind" in table and table["kind"] not in KINDS:
        raise InputError(f"{where} ({id_}): kind must be one of {', '.join(KINDS)}")
    for key in _LISTS:
        if key in table:
            _check_strings(table[key], f"{where} ({id_}): {key}")
    for key in _MAPS:
        mapped = table.get(key, {})
        if not isinstance(mapped, dict):
            raise InputError(f"{where} ({id_}): {key} must map a name to a list of words")
        for name, value in mapped.items():
            _check_strings(value, f"{where} ({id_}): {key} of {name!r}")


def _check_strings(value: object, where: str) -> None:
    if not isinstance(value, list) or not all(
        isinstance(item, str) and any(words(item)) for item in value
    ):
        raise InputError(f'{where} must be a list of texts that are not empty, such as ["…"]')


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
