"""Reading ahead: pieces become rows of the store in processes of their own, while this one writes.

The first pieces are read here, so that a small import starts nothing. The helpers are plain child processes that speak
over their pipes: they neither share nor start anything of the program that imports. One that dies costs only that its
pieces are read here.
"""

from __future__ import annotations

import os
import pickle
import queue
import sys
import threading
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, Self

from catalog.processes import collect_rarely, start_beside
from catalog.standard_codec import prepare_standard
from importers.relaton import read_piece
from importers.sources import SOURCES

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Generator, Iterable, Iterator

    from importers.issues import Issue
    from importers.pipeline import Piece

__all__ = ["Prepared", "iter_prepared", "prepare_pieces", "serve"]

CHUNK = 400
HERE_FIRST = 5
"""Chunks that are read in this process before helpers are started."""
_MOST_HELPERS = 3
_AHEAD = 2
"""Chunks that each helper may have before its oldest answer is taken."""
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
    with _Helpers(source_id, min(count, _MOST_HELPERS)) as helpers_at_work:
        while chunk := list(islice(pieces, CHUNK)):
            yield from helpers_at_work.exchange(chunk)
        yield from helpers_at_work.rest()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Helpers:
    """Child processes that are asked in turn, so that their answers come in order.

    Nothing here runs in a thread: a thread that unpickles answers would slow down the writing by more than it saves.
    """

    def __init__(self, source_id: str, count: int) -> None:
        self._source_id = source_id
        self._processes = [_start(source_id) for _ in range(count)]
        self._waiting: deque[tuple[int, list[Piece]]] = deque()
        self._next = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.kill()
            for stream in (process.stdin, process.stdout):
                with suppress(OSError):
                    if stream:
                        stream.close()
            process.wait()

    def exchange(self, chunk: list[Piece]) -> list[Prepared]:
        """Give a chunk to the next helper and return the oldest answer, if it is time to take it."""
        answer = self._take() if len(self._waiting) >= _AHEAD * len(self._processes) else []
        helper = self._next = (self._next + 1) % len(self._processes)
        with suppress(OSError, ValueError):
            stream = self._processes[helper].stdin
            if stream:
                _send(stream, chunk)
        self._waiting.append((helper, chunk))
        return answer

    def rest(self) -> Iterator[Prepared]:
        """Yield the answers that are still to come."""
        while self._waiting:
            yield from self._take()

    def _take(self) -> list[Prepared]:
        """Return the oldest answer; what a helper that died was given is read here."""
        helper, chunk = self._waiting.popleft()
        stream = self._processes[helper].stdout
        if stream is None:
            return prepare_pieces(self._source_id, chunk)
        try:
            answer: list[Prepared] = _receive(stream)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            return prepare_pieces(self._source_id, chunk)
        return answer


def _start(source_id: str) -> subprocess.Popen[bytes]:
    return start_beside("import sys; from importers.ahead import serve; serve(sys.argv[1])", source_id)


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
    """Answer chunk after chunk until the pipe is closed, taking in the next ones meanwhile."""
    collect_rarely()
    chunks: queue.SimpleQueue[list[Piece] | None] = queue.SimpleQueue()
    answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def take_in() -> None:
        with suppress(EOFError, OSError):
            while True:
                chunks.put(_receive(sys.stdin.buffer))
        chunks.put(None)

    def give_out() -> None:
        with suppress(OSError):
            while data := answers.get():
                sys.stdout.buffer.write(len(data).to_bytes(_LENGTH, "big") + data)
                sys.stdout.buffer.flush()

    threading.Thread(target=take_in, daemon=True).start()
    writer = threading.Thread(target=give_out, daemon=True)
    writer.start()
    while (chunk := chunks.get()) is not None:
        answers.put(pickle.dumps(prepare_pieces(source_id, chunk), pickle.HIGHEST_PROTOCOL))
    answers.put(b"")
    writer.join()
