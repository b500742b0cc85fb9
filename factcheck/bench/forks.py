"""Commands run in forks of one process that has all models loaded.

The code is that of ``factcheck``, without the seconds that its start takes, so that hundreds
of commands can be tried, killed or starved in minutes.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

#: Libraries' own threads do not live on in a fork.
_ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
#: Seconds in which a command must end, and its processes be gone.
_PATIENCE = 120.0
_POLL = 0.0005
#: Where a command's output and errors go, in its working directory.
_STREAMS = ("output", "errors")
#: The status of a fork in which something else went wrong than the command.
_ASTRAY = 70


class HangingError(Exception):
    """A command does not end, or a process of it lives on."""


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended: its status, negative for a signal, what it wrote, and its seconds."""

    status: int
    output: str
    errors: str
    seconds: float


class Forks:
    """Runs commands in ``folder``, which is their working directory, one after the other."""

    def __init__(self, folder: Path, text: str) -> None:
        """Load all models, by building an index of a report with ``text`` in ``folder``."""
        os.environ.update(_ONE_THREAD)
        from factcheck import embedding, nli
        from factcheck.building import build_index

        self._folder = folder
        # What is loaded now is what every command gets.
        nli.load_judge = cache(nli.load_judge)
        embedding.load_encoder = cache(embedding.load_encoder)
        warming = folder / "warming"
        warming.mkdir(parents=True)
        (warming / "report.txt").write_text(text, encoding="utf-8")
        build_index([str(warming)], warming / "index", threads=1)

    def run(self, command: Sequence[str]) -> Done:
        """``factcheck COMMAND``, to its end.

        Raises:
            HangingError: it comes to none.

        """
        return self.ended(self.start(command))

    def start(
        self, command: Sequence[str], *, shared: bool = False, limit: int | None = None
    ) -> int:
        """``factcheck COMMAND``, begun; the id of its process, which is that of its group too.

        Files can grow to ``limit`` bytes; ``shared`` has processes read even short documents.
        """
        self._began = time.monotonic()
        sys.stdout.flush()
        pid = os.fork()
        if pid:
            return pid
        status = _ASTRAY
        try:
            os.setsid()
            os.chdir(self._folder)
            for number, name in enumerate(_STREAMS, 1):
                os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
            sys.stdout, sys.stderr = (
                os.fdopen(number, "w", encoding="utf-8", errors="backslashreplace")
                for number in (1, 2)
            )
            if limit is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
            from factcheck import workers
            from factcheck.cli.app import run

            if shared:
                workers.WORTH = 1
            status = run(list(command))
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)

    def wait(self, pid: int, until: Callable[[], bool]) -> bool:
        """Wait for the process to end, or for ``until``; whether it was the latter."""
        late = time.monotonic() + _PATIENCE
        while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            if until():
                return True
            if time.monotonic() > late:
                os.killpg(pid, signal.SIGKILL)
                raise HangingError(f"a command hangs for {_PATIENCE:.0f} seconds")
            time.sleep(_POLL)
        return False

    def ended(self, pid: int) -> Done:
        """What the process came to, once it has ended and its group is gone.

        Raises:
            HangingError: one of them lives on.

        """
        self.wait(pid, lambda: False)
        took = time.monotonic() - self._began
        _, status = os.waitpid(pid, 0)
        late = time.monotonic() + _PATIENCE
        while _lives(pid):
            if time.monotonic() > late:
                os.killpg(pid, signal.SIGKILL)
                raise HangingError("a process lives on after its command was killed")
            time.sleep(_POLL)
        output, errors = map(self._written, _STREAMS)
        return Done(os.waitstatus_to_exitcode(status), output, errors, took)

    def _written(self, name: str) -> str:
        path = self._folder / name
        return path.read_text(encoding="utf-8") if path.exists() else ""


def _lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
