"""Reading ahead: pieces become rows of the store in processes of their own, while this one writes.

The first pieces are read here, so that a small import starts nothing. The helpers are plain child processes that speak
over their pipes: they neither share nor start anything of the program that imports. One that dies costs only that its
pieces are read here.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, Self

from catalog.store import prepare_standard
from importers.relaton import read_piece
from importers.sources import SOURCES

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from importers.issues import Issue
    from importers.pipeline import Piece

__all__ = ["Prepared", "iter_prepared", "prepare_pieces", "serve"]

CHUNK = 400
HERE_FIRST = 5
"""Chunks that are read in this process before helpers are started."""
_MOST_HELPERS = 3
_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Prepared:
    """One piece, read: the row for the store, or none where it was refused; then ``raw`` is what was refused."""

    row: dict[str, Any] | None
    issues: tuple[Issue, ...]
    filled: tuple[str, ...] = ()
    raw: Any = None


def prepare_pieces(source_id: str, pieces: Iterable[Piece]) -> list[Prepared]:
    """Read the pieces of a source into rows."""
    source = SOURCES[source_id]
    prepared = []
    for piece in pieces:
        reading = read_piece(piece, source)
        standard = reading.standard
        if standard is None:
            prepared.append(Prepared(None, reading.issues, (), reading.raw))
            continue
        has = {
            "title": standard.titles,
            "status": standard.status_printed,
            "ics": standard.ics,
            "published": standard.published,
        }
        filled = tuple(name for name, value in has.items() if value)
        prepared.append(Prepared(prepare_standard(standard), reading.issues, filled))
    return prepared


def iter_prepared(
    source_id: str, pieces: Iterator[Piece], *, helpers: int | None = None
) -> Generator[Prepared, None, None]:
    """Yield what became of each piece, in order; ``helpers`` processes may help, by default one for each core."""
    count = _cores() if helpers is None else helpers
    for _ in range(HERE_FIRST if count > 1 else sys.maxsize):
        chunk = list(islice(pieces, CHUNK))
        if not chunk:
            return
        yield from prepare_pieces(source_id, chunk)
    with _Helpers(source_id, min(count, _MOST_HELPERS)) as pool:
        waiting: deque[Future[list[Prepared]]] = deque()
        while chunk := list(islice(pieces, CHUNK)):
            waiting.append(pool.submit(chunk))
            if len(waiting) > count + 2:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Helpers:
    """Child processes, each with the thread that talks to it."""

    def __init__(self, source_id: str, count: int) -> None:
        self._source_id = source_id
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="duibiao-reading")
        self._idle: deque[subprocess.Popen[bytes]] = deque(_start(source_id) for _ in range(count))
        self._all = tuple(self._idle)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(cancel_futures=True)
        for process in self._all:
            for stream in (process.stdin, process.stdout):
                with suppress(OSError):
                    if stream:
                        stream.close()
            with suppress(subprocess.TimeoutExpired):
                process.wait(2)
            if process.poll() is None:
                process.kill()
                process.wait()

    def submit(self, chunk: list[Piece]) -> Future[list[Prepared]]:
        return self._threads.submit(self._ask, chunk)

    def _ask(self, chunk: list[Piece]) -> list[Prepared]:
        """Let an idle helper read the chunk; one that does not answer is not asked again."""
        try:
            process = self._idle.popleft()
        except IndexError:
            return prepare_pieces(self._source_id, chunk)
        try:
            if process.stdin is None or process.stdout is None:
                raise BrokenPipeError
            _send(process.stdin, chunk)
            answer: list[Prepared] = _receive(process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError):
            return prepare_pieces(self._source_id, chunk)
        self._idle.append(process)
        return answer


def _start(source_id: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path or "." for path in sys.path)}
    return subprocess.Popen(  # noqa: S603 - our own module, run by our own interpreter
        [sys.executable, "-c", "import sys; from importers.ahead import serve; serve(sys.argv[1])", source_id],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )


def _send(stream: IO[bytes], value: object) -> None:
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    stream.write(len(data).to_bytes(_LENGTH, "big"))
    stream.write(data)
    stream.flush()


def _receive(stream: IO[bytes]) -> Any:  # noqa: ANN401 - what was sent
    length = stream.read(_LENGTH)
    if len(length) < _LENGTH:
        raise EOFError
    return pickle.loads(stream.read(int.from_bytes(length, "big")))  # noqa: S301 - from the process that we started


def serve(source_id: str) -> None:
    """Answer chunk after chunk until the pipe is closed."""
    with suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        while True:
            _send(sys.stdout.buffer, prepare_pieces(source_id, _receive(sys.stdin.buffer)))
