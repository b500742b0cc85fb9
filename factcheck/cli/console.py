"""What a person reads while a command works: stderr, plain when it is no terminal."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import TaskID

_UNITS = {"files": "Reading", "claims": "Embedding", "pairs": "Judging"}
#: Between two plain lines about one step.
_SECONDS = 15.0


class Interrupted(Exception):  # noqa: N818
    """Ctrl-C in a command that has something to say about it, in one line."""


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


@dataclass
class _Pace:
    """When a step began, in seconds, and how much of it was done before then."""

    began: float
    before: int

    def rate(self, done: int, now: float) -> float | None:
        """How many a second; None where that cannot be told yet."""
        took = now - self.began
        return (done - self.before) / took if took > 0 and done > self.before else None


def _remaining(rate: float, left: int) -> str:
    """As in: 12 a second, about 3 min left."""
    pace = f"{rate:,.0f} a second" if rate >= 10 else f"{rate:.1f} a second"
    if rate < 1:
        pace = f"{60 * rate:.1f} a minute"
    seconds = left / rate
    if seconds < 90:
        return f"{pace}, about {seconds:.0f} s left"
    if seconds < 90 * 60:
        return f"{pace}, about {seconds / 60:.0f} min left"
    return f"{pace}, about {seconds / 3600:.1f} h left"


class Bars:
    """Progress bars on a terminal; elsewhere a plain line now and then, and when a step ends."""

    def __init__(self) -> None:
        """Look whether stderr is a terminal."""
        self._bars = None
        self._told = time.monotonic()
        self._paces: dict[str, _Pace] = {}
        self._tasks: dict[str, TaskID] = {}
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            self._bars = Progress(
                TextColumn("{task.description:<10}"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[unit]}"),
                TextColumn("{task.fields[pace]}"),
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
        """``done`` of ``total`` ``what`` are finished.

        What was done at the first call cost nothing now, and counts for no rate.
        """
        now = time.monotonic()
        rate = self._paces.setdefault(what, _Pace(now, done)).rate(done, now)
        pace = "" if rate is None or done == total else _remaining(rate, total - done)
        if self._bars is None:
            self._plain(what, done, total, pace, now)
            return
        if what not in self._tasks:
            self._tasks[what] = self._bars.add_task(
                _UNITS.get(what, what), total=total, unit=what, pace=""
            )
        self._bars.update(self._tasks[what], completed=done, total=total, pace=pace)

    def _plain(self, what: str, done: int, total: int, pace: str, now: float) -> None:
        if done == total:
            tell(f"{_UNITS.get(what, what)}: {_counted(what, total)}")
        elif now - self._told >= _SECONDS:
            parts = [f"{done:,} of {_counted(what, total)}", *([pace] if pace else [])]
            tell(f"{_UNITS.get(what, what)}: {', '.join(parts)}")
        else:
            return
        self._told = now
