"""Hand-marked passages for attribution: read from a file of cases, checked when read.

Cases are separated by a line ``===``; their spans are marked as in a story's ``.gold`` files, each
mark within one line.  See ``fixtures/attribution/README.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from factcheck.bench.gold import strip_markup
from factcheck.errors import InputError

SEPARATOR = "==="

Offsets = tuple[tuple[int, int], ...]
"""Spans as ``(start, end)``, in the order of the text."""


@dataclass(frozen=True, slots=True)
class MarkedAttribution:
    """One attribution; offsets count code points of the case's text.

    ``source`` and ``cue`` may be empty, ``content`` is not.
    """

    handle: str
    source: Offsets
    cue: Offsets
    content: Offsets


@dataclass(frozen=True, slots=True)
class Case:
    """One passage and all that is attributed in it, by the first mark; there may be nothing."""

    name: str
    text: str
    attributions: tuple[MarkedAttribution, ...]


def read_cases(path: Path) -> list[Case]:
    """Read a file of cases; the n-th of ``dev.gold`` is named ``dev-n``.

    Raises ``InputError``, with file and line, for a mark that is malformed, empty or not closed on
    its line, a handle used in two cases, an attribution without content, and an empty case.
    """
    cases: list[Case] = []
    users: dict[str, str] = {}
    for number, (first, lines) in enumerate(_blocks(path), start=1):
        name = f"{path.stem}-{number}"
        if not any(line.strip() for line in lines):
            raise InputError(f"{path}:{first}: the case is empty; write it or remove a {SEPARATOR}")
        cases.append(_read_case(path, name, first, lines, users))
    return cases


def outermost(attributions: Iterable[MarkedAttribution]) -> list[MarkedAttribution]:
    """Drop what lies wholly within the content of another, as PolNeAR's published spans do."""
    kept = list(attributions)
    return [one for one in kept if not any(_within(one, other) for other in kept)]


def _within(inner: MarkedAttribution, outer: MarkedAttribution) -> bool:
    spans = (*inner.source, *inner.cue, *inner.content)
    return inner is not outer and all(
        any(start <= a and b <= end for start, end in outer.content) for a, b in spans
    )


def _blocks(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the name") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8; save it as UTF-8") from error
    first, lines = 1, list[str]()
    for number, line in enumerate(text.removesuffix("\n").split("\n"), start=1):
        if line == SEPARATOR:
            yield first, lines
            first, lines = number + 1, []
        else:
            lines.append(line)
    yield first, lines


def _read_case(path: Path, name: str, first: int, lines: list[str], users: dict[str, str]) -> Case:
    texts: list[str] = []
    marks: dict[str, dict[str, list[tuple[int, int]]]] = {}
    seen_on: dict[str, int] = {}
    offset = 0
    for number, line in enumerate(lines, start=first):
        try:
            text, found = strip_markup(line)
        except InputError as error:
            raise InputError(f"{path}:{number}: {error}") from error
        for handle, roles in found.items():
            if users.setdefault(handle, name) != name:
                raise InputError(
                    f"{path}:{number}: {handle} is also in {users[handle]}; rename one"
                )
            seen_on.setdefault(handle, number)
            spans = marks.setdefault(handle, {role: [] for role in roles})
            for role, marked in roles.items():
                if any(not span.text for span in marked):
                    raise InputError(f"{path}:{number}: {handle}.{role} marks nothing; remove it")
                spans[role] += [(offset + span.start, offset + span.end) for span in marked]
        texts.append(text)
        offset += len(text) + 1
    for handle, spans in marks.items():
        if not spans["content"]:
            raise InputError(
                f"{path}:{seen_on[handle]}: {handle} has no content; mark what is attributed"
            )
    attributions = [
        MarkedAttribution(
            handle, tuple(spans["source"]), tuple(spans["cue"]), tuple(spans["content"])
        )
        for handle, spans in marks.items()
    ]
    return Case(name, "\n".join(texts), tuple(attributions))
