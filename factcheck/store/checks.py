"""What a row of an index must be, table by table; each check says what is wrong with one row."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from typing import Any

from factcheck.model import Act, Claim, DocumentInfo, Form, Party, Relation, Span, stable_id
from factcheck.store.rows import Row, claim_of

#: How far the length of a vector, or the sum of three probabilities, may be from 1.
TOLERANCE = 1e-3
#: How deep JSON may be nested; what the tool writes is four deep.
_DEEPEST = 20


def decoded(data: bytes | None, what: str) -> str | None:
    """``data`` as text.

    Raises:
        ValueError: it is no UTF-8; the message names ``what``.

    """
    try:
        return None if data is None else data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise ValueError(f"{what} is no UTF-8") from error


def text_problem(sha256: str, text: bytes) -> str | None:
    """What is wrong with a document's stored text, if anything is."""
    if hashlib.sha256(text).hexdigest() != sha256:
        return "its text does not have the SHA-256 that it is kept under"
    try:
        decoded(text, "its text")
    except ValueError as error:
        return str(error)
    return None


def readable_claim(row: Row, document: DocumentInfo) -> Claim:
    """The claim in (id, act, body, party id, party name), its body as bytes.

    Raises:
        ValueError: no command could work with it; the message says why.

    """
    identifier, act, encoded, party, name = row
    body = _object(encoded, "its body")
    if act not in tuple(Act) or body.get("form") not in tuple(Form):
        raise ValueError("its act or form is not one of those that there are")
    if party is not None and name is None:
        raise ValueError(f"its party {party} is not in the table of parties")
    for key, kinds in _BODY.items():
        if key not in body or type(body[key]) not in kinds:
            raise ValueError(f"its {key} is missing or of the wrong type")
    spans = [body["source"], body["cue"], body["sentence"], *body["content"]]
    if not body["content"] or not all(_is_span(s) for s in spans if s is not None):
        raise ValueError("it lacks a span, or one is malformed")
    if None in body["content"] or not all(type(t) is str for t in body["targets"]):
        raise ValueError("its content or targets hold something else")
    if _deeper(body, _DEEPEST):
        raise ValueError("its body is nested too deep")
    return claim_of((identifier, act, encoded, party, name), document)


def claim_problem(claim: Claim, start: int, text: str) -> str | None:
    """What of a readable claim does not agree with its document's ``text``, if anything."""
    named = [("source", claim.source), ("cue", claim.cue), ("sentence", claim.sentence)]
    for name, span in [*named, *(("content", span) for span in claim.content)]:
        if span is None:
            continue
        if not 0 <= span.start <= span.end <= len(text):
            return f"its {name} {_place(span)} reaches outside the text"
        if text[span.start : span.end] != span.text:
            return f"its {name} {_place(span)} is not what the text says there"
    offsets = (p for span in claim.content for p in (span.start, span.end))
    if claim.id != stable_id(claim.document.sha256, *offsets):
        return "its id is not the one that its content gives"
    if start != claim.content[0].start:
        return f"it is ordered by offset {start}, and its content begins elsewhere"
    if not 0 <= claim.confidence <= 1:
        return f"its confidence {claim.confidence} is not between 0 and 1"
    return None


def opposition_problem(row: Row) -> str | None:
    """What is wrong with (id, a, b, relation, score, evidence as bytes, claims there)."""
    identifier, a, b, relation, score, evidence, present = row
    if present != 2:
        return "a claim of it is not in the index"
    if a >= b or identifier != stable_id(a, b):
        return "its id or the order of its claims is not the one that they give"
    if relation not in tuple(Relation):
        return f"there is no relation {relation[:40]!a}"
    if not 0 <= score <= 1:
        return f"its score {score} is not between 0 and 1"
    try:
        values = _object(evidence, "its evidence")
    except ValueError as error:
        return str(error)
    return "its evidence is nested too deep" if _deeper(values, _DEEPEST) else None


def note_problem(key: str, value: str) -> str | None:
    """What is wrong with a note of the index, where its form is known."""
    check = _NOTES.get(key)
    try:
        good = check is None or check(value)
    except (ValueError, RecursionError):
        good = False
    if good:
        return None
    named = ", and tables of parties are to be named again with --parties FILE"
    return f"it cannot be read{named if key == 'parties' else ''}"


def _object(encoded: bytes, what: str) -> dict[str, Any]:
    """The JSON object in ``encoded``; raises ValueError, naming ``what``, where it is none."""
    try:
        value = json.loads(decoded(encoded, what) or "", parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{what} is no JSON that can be read") from error
    if not isinstance(value, dict):
        raise ValueError(f"{what} is no JSON object")
    return value


def refuse(constant: str) -> None:
    """Refuse what JSON has no word for, such as NaN; raises ``ValueError``."""
    raise ValueError(f"{constant} is no JSON")


_BODY: Mapping[str, tuple[type, ...]] = {
    "source": (dict, type(None)),
    "cue": (dict, type(None)),
    "content": (list,),
    "sentence": (dict,),
    "statement": (str,),
    "speaker": (str, type(None)),
    "targets": (list,),
    "reports": (str, type(None)),
    "confidence": (float, int),
}


def _is_span(value: object) -> bool:
    return (
        isinstance(value, dict)
        and type(value.get("start")) is int
        and type(value.get("end")) is int
        and type(value.get("text")) is str
    )


def _place(span: Span) -> str:
    return f"{span.start}–{span.end}"


def _deeper(value: object, depth: int) -> bool:
    """Whether ``value`` is nested deeper than ``depth``, or holds a number without end."""
    if isinstance(value, dict | list):
        items = value.values() if isinstance(value, dict) else value
        return depth == 0 or any(_deeper(item, depth - 1) for item in items)
    return isinstance(value, float) and not math.isfinite(value)


def _dimension(value: str) -> bool:
    return value.isascii() and value.isdigit() and int(value) > 0


def _tables(value: str) -> bool:
    """Whether ``value`` is a list of parties' tables: path, TOML, whether it was named."""
    rows = json.loads(value)
    return isinstance(rows, list) and all(
        isinstance(row, list) and [type(cell) for cell in row] == [str, str, bool] for row in rows
    )


def _spellings(value: str) -> bool:
    """Whether ``value`` maps claims to speaker, party and targets as written."""
    rows = json.loads(value)
    return isinstance(rows, dict) and all(
        isinstance(row, list)
        and len(row) == 3
        and type(row[0]) in (str, type(None))
        and (row[1] is None or (isinstance(row[1], list) and _is_party(row[1])))
        and isinstance(row[2], list)
        and all(type(target) is str for target in row[2])
        for row in rows.values()
    )


def _is_party(row: list[object]) -> bool:
    return [type(cell) for cell in row] == [str] * len(Party.__slots__)


_NOTES = {
    "dimension": _dimension,
    "generation": str.isdecimal,
    "parties": _tables,
    "spellings": _spellings,
}
