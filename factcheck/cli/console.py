"""What a person reads while a command works: stderr, plain when it is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import TaskID

_UNITS = {"files": "Reading", "claims": "Embedding", "pairs": "Judging"}


def complain(message: str) -> None:
    """One line on stderr, with control characters of hostile names made visible."""
    from factcheck.report.safe import safe_terminal

    print(f"factcheck: {safe_terminal(' '.join(message.split()))}", file=sys.stderr)


def tell(message: str) -> None:
    """A line for the person on stderr."""
    from factcheck.report.safe import safe_terminal

    print(safe_terminal(message), file=sys.stderr)


class Bars:
    """Progress bars on a terminal; elsewhere a plain line when a step ends."""

    def __init__(self) -> None:
        """Look whether stderr is a terminal."""
        self._bars = None
        self._tasks: dict[str, TaskID] = {}
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import (
                BarColumn,
                MofNCompleteColumn,
                Progress,
                TextColumn,
                TimeRemainingColumn,
            )

            self._bars = Progress(
                TextColumn("{task.description:<10}"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[unit]}"),
                TimeRemainingColumn(),
                console=Console(stderr=True),
            )

    def __enter__(self) -> Self:
        if self._bars is not None:
            self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bars is not None:
            self._bars.stop()

    def step(self, what: str, done: int, total: int) -> None:
        """``done`` of ``total`` ``what`` are finished."""
        if self._bars is None:
            if done == total:
                tell(f"{_UNITS.get(what, what)}: {total} {what}")
            return
        if what not in self._tasks:
            self._tasks[what] = self._bars.add_task(_UNITS.get(what, what), total=total, unit=what)
        self._bars.update(self._tasks[what], completed=done, total=total)


@contextmanager
def working(message: str) -> Iterator[None]:
    """A spinner with a message on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(message):
        yield
