"""One build at a time: an advisory lock on the folder of an index, and who holds it.

The lock is the operating system's own, so it dies with the process that holds it.  Who holds
it stands in a file beside it, for the message that another build gets.
"""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from factcheck.errors import StoreError

FILE = "factcheck.lock"
HOLDER_FILE = "factcheck.lock.json"
#: Seconds that a build waits for another one.
WAIT = 5.0
_LONGEST_COMMAND = 200


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the lock: process, machine, command, and since when (ISO local time)."""

    pid: int
    host: str
    command: str
    since: str

    @classmethod
    def this(cls) -> Self:
        """The process that asks, from now on."""
        now = datetime.now().astimezone().isoformat(sep=" ", timespec="seconds")
        return cls(os.getpid(), _host(), _command(), now)

    def __str__(self) -> str:
        """Process, command and time, for a message."""
        where = "" if self.host == _host() else f" on {self.host}"
        return f"process {self.pid}{where}, {self.command!r}, since {self.since}"

    @property
    def gone(self) -> bool:
        """Whether there surely is no such process any more."""
        if self.host != _host():
            return False
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return True
        except OSError:
            return False
        return False


@contextmanager
def only_build(folder: Path, *, create: bool, wait: float = WAIT) -> Iterator[None]:
    """Hold the lock of the index in ``folder``, made where there is none if ``create``.

    Where the folder takes no file nothing is locked: nothing can be built there either, and
    opening the index says why.  Readers take no lock.

    Raises:
        StoreError: after ``wait`` seconds another process still holds it.

    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / FILE, timeout=wait)
    try:
        if create:
            folder.mkdir(parents=True, exist_ok=True)
        if folder.is_dir():
            lock.acquire()
    except Timeout:
        raise StoreError(
            f"another build works on the index {folder} ({holder(folder) or 'it does not say who'}"
            "): wait until it ends, or stop it, then run this one again"
        ) from None
    except OSError:
        lock.release()
    try:
        if lock.is_locked:
            with suppress(OSError):
                (folder / HOLDER_FILE).write_text(json.dumps(asdict(Holder.this())), "utf-8")
        yield
    finally:
        if lock.is_locked:
            with suppress(OSError):
                (folder / HOLDER_FILE).unlink(missing_ok=True)
        lock.release()


def holder(folder: Path) -> Holder | None:
    """The other process that builds the index in ``folder``; None where none is known."""
    try:
        found = Holder(**json.loads((folder / HOLDER_FILE).read_text("utf-8")))
        return None if found.pid == os.getpid() or found.gone else found
    except (OSError, ValueError, TypeError):
        return None


def _host() -> str:
    import socket

    return socket.gethostname()


def _command() -> str:
    name = Path(sys.argv[0]).name
    name = "factcheck" if name == "__main__.py" else name
    return shlex.join([name, *sys.argv[1:]])[:_LONGEST_COMMAND]
