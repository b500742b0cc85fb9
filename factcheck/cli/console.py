"""What a person reads while a command works: stderr, plain when it is no terminal."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import TaskID

_UNITS = {"files": "Reading", "claims": "Embedding", "pairs": "Judging"}
#: Between two plain lines about one step.
_SECONDS = 15.0


def complain(message: str) -> None:
    """One line on stderr, with control characters of hostile names made visible."""
    from factcheck.report.safe import safe_terminal

    print(f"factcheck: {safe_terminal(' '.join(message.split()))}", file=sys.stderr)


def tell(message: str) -> None:
    """A line for the person on stderr."""
    from factcheck.report.safe import safe_terminal

    print(safe_terminal(message), file=sys.stderr)


def _counted(what: str, number: int) -> str:
    from factcheck.report.words import counted

    return counted(number, what.removesuffix("s"), what)


class Bars:
    """Progress bars on a terminal; elsewhere a plain line now and then, and when a step ends."""

    def __init__(self) -> None:
        """Look whether stderr is a terminal."""
        self._bars = None
        self._told = time.monotonic()
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
            self._plain(what, done, total)
            return
        if what not in self._tasks:
            self._tasks[what] = self._bars.add_task(_UNITS.get(what, what), total=total, unit=what)
        self._bars.update(self._tasks[what], completed=done, total=total)

    def _plain(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if done == total:
            tell(f"{_UNITS.get(what, what)}: {_counted(what, total)}")
        elif now - self._told >= _SECONDS:
            tell(f"{_UNITS.get(what, what)}: {done:,} of {_counted(what, total)}")
        else:
            return
        self._told = now
