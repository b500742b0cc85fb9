"""Documents read in several processes at once.

Each worker is handed one document while it reads another, so that memory stays the same
however many there are.  Workers die with this process, and none hears Ctrl-C: it is this
process that stops them.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import connection, get_context, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from typing import TYPE_CHECKING, NoReturn

from factcheck.errors import FactcheckError
from factcheck.model import Document

if TYPE_CHECKING:
    from factcheck.attribution.tagged import Tagger
    from factcheck.parties import Gazetteer
    from factcheck.pieces import Reading

#: Characters of documents for which it pays to start one more process: its start takes some
#: three seconds of a processor, and reading so many four.
WORTH = 30_000
#: Bytes of memory that a process takes with its models.
_MEMORY = 600_000_000
#: Documents that a worker has at a time: one that it reads, and the next.
_AT_HAND = 2


@dataclass(frozen=True, slots=True)
class _Fault:
    """Why a document could not be read; ``defect`` is a trace of what nobody foresaw."""

    message: str
    defect: str | None = None


@dataclass
class _Worker:
    """A process, our end of the pipe to it, and the numbers of the documents that it has."""

    process: SpawnProcess
    pipe: Connection
    numbers: deque[int] = field(default_factory=deque)


def usable() -> int:
    """How many processes this machine is good for: one a processor, in half of its memory."""
    try:
        processors = len(os.sched_getaffinity(0))
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return os.cpu_count() or 1
    return max(1, min(processors, memory // 2 // _MEMORY))


def readings(
    documents: Sequence[Document], gazetteer: Gazetteer, tagger: Tagger | None, jobs: int = 1
) -> Generator[tuple[int, Reading], None, None]:
    """The place of each of ``documents`` and what is read in it, in whatever order they end.

    Up to ``jobs`` processes read (0: as many as are :func:`usable`), this one alone where more
    are not worth their start.
    Those are started anew, without this one's memory, and get ``gazetteer`` and ``tagger``
    pickled.  Close what is not read to its end (``contextlib.closing``): that stops them.

    Raises:
        FactcheckError: a worker died, or what reading a document raises.

    """
    from factcheck.pieces import read

    jobs = min(
        jobs or usable(), len(documents), sum(len(d.text) for d in documents) // max(1, WORTH)
    )
    if jobs > 1:
        with closing(_shared(documents, gazetteer, tagger, jobs)) as shared:
            yield from shared
        return
    for number, document in enumerate(documents):
        yield number, read(document, gazetteer, tagger)


def _shared(
    documents: Sequence[Document], gazetteer: Gazetteer, tagger: Tagger | None, jobs: int
) -> Generator[tuple[int, Reading], None, None]:
    waiting = iter(range(len(documents)))
    workers: list[_Worker] = []

    def hand(worker: _Worker, what: object) -> None:
        try:
            worker.pipe.send(what)
        except OSError:
            _died(worker, documents)

    def hand_next(worker: _Worker) -> None:
        number = next(waiting, None)
        if number is not None:
            worker.numbers.append(number)
            hand(worker, documents[number])

    try:
        _start(workers, jobs)
        for worker in workers:
            hand(worker, (gazetteer, tagger))
        for _ in range(_AT_HAND):
            for worker in workers:
                hand_next(worker)
        while busy := {worker.pipe: worker for worker in workers if worker.numbers}:
            for pipe in connection.wait(list(busy)):
                worker = next(w for w in busy.values() if w.pipe is pipe)
                found = _received(worker, documents)
                number = worker.numbers.popleft()
                hand_next(worker)
                yield number, found
    finally:
        for worker in workers:
            worker.process.kill()
        for worker in workers:
            worker.process.join()
            worker.pipe.close()


def _start(workers: list[_Worker], jobs: int) -> None:
    """Start ``jobs`` processes, each put into ``workers`` as soon as there is something to stop."""
    context = get_context("spawn")
    for _ in range(jobs):
        with _without_interrupts():
            ours, theirs = context.Pipe()
            with theirs:
                process = context.Process(target=_work, args=(theirs,), daemon=True)
                process.start()
            workers.append(_Worker(process, ours))


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Within, Ctrl-C waits; what is started within never hears it, from its first instruction on.

    A process inherits which signals are blocked.
    """
    # Its own start would let interrupts through again.
    resource_tracker.ensure_running()
    heard: list[int] = []
    usual = None
    if threading.current_thread() is threading.main_thread():
        # The signal may come to any other thread, which does not block it.
        usual = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    _mask(signal.SIG_BLOCK)
    try:
        yield
    finally:
        _mask(signal.SIG_UNBLOCK)
        if usual is not None:
            signal.signal(signal.SIGINT, usual)
    if heard and callable(usual):
        usual(signal.SIGINT, None)


def _received(worker: _Worker, documents: Sequence[Document]) -> Reading:
    try:
        found: Reading | _Fault = worker.pipe.recv()
    except (EOFError, OSError):
        _died(worker, documents)
    if not isinstance(found, _Fault):
        return found
    if found.defect is not None:
        raise RuntimeError(f"{documents[worker.numbers[0]].path}: {found.defect}")
    raise FactcheckError(found.message)


def _died(worker: _Worker, documents: Sequence[Document]) -> NoReturn:
    worker.process.join()
    code = worker.process.exitcode or 0
    how = f"was killed by signal {-code}" if code < 0 else f"ended with status {code}"
    what = f" while it read {documents[worker.numbers[0]].path}" if worker.numbers else ""
    raise FactcheckError(
        f"a worker process {how}{what}, perhaps for want of memory: what was read is kept, so run "
        "the command again, with a smaller --jobs if memory is short"
    )


def _mask(how: int) -> None:
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(how, {signal.SIGINT})


def _work(pipe: Connection) -> None:
    """Read what comes through ``pipe`` until its other end is closed."""
    with suppress(EOFError, OSError):
        gazetteer, tagger = pipe.recv()
        documents: SimpleQueue[Document] = SimpleQueue()
        threading.Thread(target=_receive, args=(pipe, documents), daemon=True).start()
        while True:
            pipe.send(_read(documents.get(), gazetteer, tagger))


def _receive(pipe: Connection, documents: SimpleQueue[Document]) -> None:
    """Take documents in while others are read; end the process as soon as nobody waits for it."""
    with suppress(EOFError, OSError):
        while True:
            documents.put(pipe.recv())
    os._exit(0)


def _read(document: Document, gazetteer: Gazetteer, tagger: Tagger | None) -> Reading | _Fault:
    import traceback

    from factcheck.pieces import read

    try:
        return read(document, gazetteer, tagger)
    except FactcheckError as error:
        return _Fault(str(error))
    except MemoryError:
        os._exit(1)
    except Exception:
        return _Fault("", traceback.format_exc())
