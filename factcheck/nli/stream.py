"""Inference as a filter over JSON lines: ``factcheck nli [FILE|-] --format jsonl``.

Lines are judged as they come: whatever has arrived is judged before the next read may block,
so that someone at the other end of a pipe who waits for a verdict before asking again gets it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import BufferedIOBase
from typing import Any, BinaryIO, NoReturn

from factcheck.errors import InputError
from factcheck.nli.engine import MAX_CHARACTERS, noting_cuts
from factcheck.nli.judge import LABELS, Judge
from factcheck.nli.verdicts import bounds, verdict

#: The longest line that is read; the rest of a longer one is passed over.
MAX_LINE = 4_000_000
_PART = 1_000_000
_BATCH_CHARACTERS = 1_000_000
_FIRST_BATCH = 16

#: How files begin that hold no JSON lines, what they are, and what to do.
_FOREIGN = (
    (b"\x1f\x8b", "gzip", "gzip -dc"),
    (b"BZh", "bzip2", "bzip2 -dc"),
    (b"\xfd7zXZ", "xz", "xz -dc"),
    (b"(\xb5/\xfd", "Zstandard", "zstd -dc"),
    (b"PK\x03\x04", "a ZIP archive", "unzip -p"),
    (b"\xff\xfe\0\0", "UTF-32", "iconv -f UTF-32 -t UTF-8"),
    (b"\0\0\xfe\xff", "UTF-32", "iconv -f UTF-32 -t UTF-8"),
    (b"\xff\xfe", "UTF-16", "iconv -f UTF-16 -t UTF-8"),
    (b"\xfe\xff", "UTF-16", "iconv -f UTF-16 -t UTF-8"),
    (b"{\0", "UTF-16", "iconv -f UTF-16LE -t UTF-8"),
    (b"\0{", "UTF-16", "iconv -f UTF-16BE -t UTF-8"),
)


@dataclass(frozen=True, slots=True)
class Failure:
    """A line that could not be judged: its number, counted from 1, and why, in one line."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What should be known about the verdict that comes next; ``line`` as in a failure."""

    line: int
    message: str


def read_lines(handle: BinaryIO, limit: int = MAX_LINE) -> Iterator[bytes]:
    """The lines of ``handle`` without their ends, each cut after ``limit`` + 1 bytes."""
    parts = iter(partial(handle.read, _PART), b"")
    return (line for line in _split(parts, limit) if line is not None)


def arriving_lines(
    handle: BufferedIOBase, name: str = "standard input", limit: int = MAX_LINE
) -> Iterator[bytes | None]:
    """As :func:`read_lines`, and None before any read that may block.

    Raises:
        InputError: ``handle`` cannot be read or begins as something else than JSON lines
            does; the message calls it ``name``.

    """
    return _split(_arriving(handle, name), limit)


def judge_lines(
    lines: Iterable[bytes | str | None], judge: Judge, *, batch: int = 256, say: bool = False
) -> Iterator[dict[str, Any] | Failure | Remark]:
    """For each line, in order, its object with three probabilities, or why there are none.

    An object needs the strings ``premise`` and ``hypothesis``; its other fields pass through
    unchanged, and ``entailment``, ``neutral`` and ``contradiction`` (6 decimals, summing to
    1) are set; ``say`` adds ``verdict`` (see :mod:`factcheck.nli.verdicts`).  Where a
    hypothesis was too long for the model, a remark goes before it.  Blank lines are passed
    over but counted; None is no line, but says that what is there should be judged now.  At
    most ``batch`` objects are held at a time, and fewer at first,
    so that a slow model shows that it works.
    """
    waiting: list[tuple[int, dict[str, Any] | Failure]] = []
    number = size = 0
    most = min(_FIRST_BATCH, batch)
    for line in lines:
        if line is not None:
            number += 1
            if not line.strip():
                continue
            item = _parsed(line, number)
            waiting.append((number, item))
            if not isinstance(item, Failure):
                size += len(item["premise"]) + len(item["hypothesis"])
            if len(waiting) < most and size < _BATCH_CHARACTERS:
                continue
            most = min(2 * most, batch)
        if waiting:
            yield from _judged(waiting, judge, say=say)
            waiting, size = [], 0
    if waiting:
        yield from _judged(waiting, judge, say=say)


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


def _split(parts: Iterable[bytes], limit: int) -> Iterator[bytes | None]:
    """The lines in ``parts``, cut so that none fills memory, and None after each part."""
    held = bytearray()
    for part in parts:
        *ended, begun = part.split(b"\n")
        for piece in ended:
            held += piece[: limit + 1 - len(held)]
            yield bytes(held)
            held.clear()
        held += begun[: limit + 1 - len(held)]
        yield None
    if held:
        yield bytes(held)


def _arriving(handle: BufferedIOBase, name: str) -> Iterator[bytes]:
    first = True
    try:
        while part := handle.read1(_PART):
            if first:
                _refuse_foreign(part, name)
                first = False
            yield part
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise InputError(f"{name}: {reason}; name a file of JSON lines, or -") from error


def _refuse_foreign(start: bytes, name: str) -> None:
    for magic, kind, tool in _FOREIGN:
        if start.startswith(magic):
            raise InputError(
                f"{name} is {kind}, not JSON lines in UTF-8; try: {tool} FILE | factcheck nli"
            )


def _judged(
    waiting: Sequence[tuple[int, dict[str, Any] | Failure]], judge: Judge, *, say: bool
) -> Iterator[dict[str, Any] | Failure | Remark]:
    rows = [row for _, row in waiting if not isinstance(row, Failure)]
    pairs = [(row["premise"], row["hypothesis"]) for row in rows]
    with noting_cuts() as cuts:
        verdicts = iter(judge.probabilities(pairs).tolist() if pairs else [])
    for number, row in waiting:
        if not isinstance(row, Failure):
            kept = cuts.get((row["premise"], row["hypothesis"]))
            if kept is not None:
                yield Remark(
                    number,
                    "the hypothesis is longer than the model takes; it was judged by its "
                    f"first {kept:,} of {len(row['hypothesis']):,} characters",
                )
            three = _rounded(next(verdicts))
            row.update(zip(LABELS, three, strict=True))
            if say:
                row["verdict"] = verdict(three, bounds(judge)).value
        yield row


def _rounded(probabilities: list[float]) -> list[float]:
    """Six decimals; the largest takes up what rounding leaves of 1."""
    found = [round(p, 6) for p in probabilities]
    top = found.index(max(found))
    found[top] = round(1.0 - sum(p for i, p in enumerate(found) if i != top), 6)
    return found


def _parsed(line: bytes | str, number: int) -> dict[str, Any] | Failure:
    try:
        return _object(line)
    except _BrokenLineError as broken:
        return Failure(number, str(broken))


def _object(line: bytes | str) -> dict[str, Any]:
    if len(line) > MAX_LINE:
        raise _BrokenLineError(f"the line is longer than {MAX_LINE} bytes; split its text")
    try:
        text = line.decode("utf-8-sig") if isinstance(line, bytes) else line.removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _BrokenLineError(
            f"not UTF-8 at byte {error.start}; convert the file to UTF-8"
        ) from None
    try:
        row = json.loads(
            text, parse_constant=_no_constant, parse_float=_finite, object_pairs_hook=_once
        )
    except _BrokenLineError:
        raise
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


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _BrokenLineError(f"the key {twice[:40]!a} stands twice in one object")
    return found


def _no_constant(name: str) -> NoReturn:
    raise _BrokenLineError(f"not JSON: {name} is no JSON value")


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise _BrokenLineError("not JSON that can be passed on: a number is out of range")
    return number
