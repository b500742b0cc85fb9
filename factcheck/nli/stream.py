"""Inference as a filter over JSON lines: ``factcheck nli [FILE|-] --format jsonl``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, NoReturn

from factcheck.nli.engine import MAX_CHARACTERS
from factcheck.nli.judge import LABELS, Judge

#: The longest line that is read; the rest of a longer one is passed over.
MAX_LINE = 4_000_000
_BATCH_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Failure:
    """A line that could not be judged: its number, counted from 1, and why, in one line."""

    line: int
    message: str


def read_lines(handle: BinaryIO, limit: int = MAX_LINE) -> Iterator[bytes]:
    """The lines of ``handle``, each cut after ``limit`` + 1 bytes, so that none fills memory."""
    while line := handle.readline(limit + 1):
        yield line
        while len(line) > limit and not line.endswith(b"\n"):
            line = handle.readline(limit + 1)


def judge_lines(
    lines: Iterable[bytes | str], judge: Judge, *, batch: int = 256
) -> Iterator[dict[str, Any] | Failure]:
    """For each line, in order, its object with three probabilities, or why there are none.

    An object needs the strings ``premise`` and ``hypothesis``; its other fields pass through
    unchanged, and ``entailment``, ``neutral`` and ``contradiction`` (6 decimals, summing to
    1) are set.  Blank lines are passed over but counted.  At most ``batch`` objects are held
    at a time.
    """
    waiting: list[dict[str, Any] | Failure] = []
    size = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = _parsed(line)
        except _BrokenLineError as broken:
            waiting.append(Failure(number, str(broken)))
        else:
            waiting.append(row)
            size += len(row["premise"]) + len(row["hypothesis"])
        if len(waiting) >= batch or size >= _BATCH_CHARACTERS:
            yield from _judged(waiting, judge)
            waiting, size = [], 0
    yield from _judged(waiting, judge)


def to_json(row: dict[str, Any]) -> str:
    """``row`` as one line of JSON that any stream of UTF-8 can take."""
    text = json.dumps(row, ensure_ascii=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(row)
    return text


class _BrokenLineError(ValueError):
    """What is wrong with a line."""


def _judged(waiting: list[dict[str, Any] | Failure], judge: Judge) -> Iterator[Any]:
    rows = [row for row in waiting if not isinstance(row, Failure)]
    judged = judge.probabilities([(row["premise"], row["hypothesis"]) for row in rows])
    for row, probabilities in zip(rows, judged.tolist(), strict=True):
        row.update(zip(LABELS, _rounded(probabilities), strict=True))
    yield from waiting


def _rounded(probabilities: list[float]) -> list[float]:
    """Six decimals; the largest takes up what rounding leaves of 1."""
    found = [round(p, 6) for p in probabilities]
    top = found.index(max(found))
    found[top] = round(1.0 - sum(p for i, p in enumerate(found) if i != top), 6)
    return found


def _parsed(line: bytes | str) -> dict[str, Any]:
    if len(line) > MAX_LINE:
        raise _BrokenLineError(f"the line is longer than {MAX_LINE} bytes; split its text")
    try:
        text = line.decode("utf-8-sig") if isinstance(line, bytes) else line.removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _BrokenLineError(
            f"not UTF-8 at byte {error.start}; convert the file to UTF-8"
        ) from None
    try:
        row = json.loads(text, parse_constant=_no_constant, parse_float=_finite)
    except RecursionError:
        raise _BrokenLineError("the JSON is nested too deeply") from None
    except json.JSONDecodeError as error:
        raise _BrokenLineError(f"not JSON: {error.msg} at column {error.colno}") from None
    except ValueError as error:
        raise _BrokenLineError(f"not JSON: {str(error).split(';')[0]}") from None
    if not isinstance(row, dict):
        raise _BrokenLineError("not a JSON object with premise and hypothesis")
    for side in ("premise", "hypothesis"):
        if side not in row:
            raise _BrokenLineError(f"the object has no {side}")
        if not isinstance(row[side], str):
            raise _BrokenLineError(f"{side} is not a string")
        if not row[side].strip():
            raise _BrokenLineError(f"{side} is empty")
        if len(row[side]) > MAX_CHARACTERS:
            raise _BrokenLineError(f"{side} is longer than {MAX_CHARACTERS} characters; split it")
    return row


def _no_constant(name: str) -> NoReturn:
    raise _BrokenLineError(f"not JSON: {name} is no JSON value")


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise _BrokenLineError("not JSON that can be passed on: a number is out of range")
    return number
