"""Child processes that work beside this program, run by its own interpreter with the modules that it sees.

They are plain processes that speak over their pipes: they neither share nor start anything of the program that asks
them. One that dies costs only that its chunks are done here.
"""

from __future__ import annotations

import gc
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections import deque
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any, Generic, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["Helpers", "collecting_rarely", "count_cores", "serve"]

_ALLOCATIONS = 100_000
_AHEAD = 2
"""Chunks that each helper may have before its oldest answer is taken."""
_LENGTH = 8

Given = TypeVar("Given")
Made = TypeVar("Made")


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Look for cycles seldom: records are trees, and looking for cycles among them takes a quarter of the time."""
    before = gc.get_threshold()
    gc.set_threshold(_ALLOCATIONS)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def count_cores() -> int:
    """Return how many cores this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Helpers(Generic[Given, Made]):
    """Processes that do ``work(*arguments, chunk)`` for chunk after chunk, asked in turn: their answers come in order.

    ``work`` is a function of a module. The first ``here_first`` chunks are done here, so that little work starts
    nothing. Nothing here runs in a thread: a thread that unpickles answers would slow down this program by more than
    it saves.
    """

    def __init__(
        self, work: Callable[..., Made], *arguments: str, count: int | None = None, here_first: int = 0
    ) -> None:
        self._work = work
        self._arguments = arguments
        self._count = count_cores() if count is None else count
        self._here_left = here_first
        self._processes: list[subprocess.Popen[bytes]] = []
        self._waiting: deque[tuple[int, Given]] = deque()
        self._next = 0

    def __enter__(self) -> Self:
        """Start nothing yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """End every process."""
        for process in self._processes:
            process.kill()
            for stream in (process.stdin, process.stdout):
                with suppress(OSError):
                    if stream:
                        stream.close()
            process.wait()

    def map(self, chunks: Iterable[Given]) -> Iterator[Made]:
        """Yield the answer to each chunk, in order."""
        for chunk in chunks:
            if self._here_left or not self._count:
                self._here_left = max(self._here_left - 1, 0)
                yield self._work(*self._arguments, chunk)
                continue
            if not self._processes:
                self._processes = [_start(self._work, self._arguments) for _ in range(self._count)]
            if len(self._waiting) >= _AHEAD * self._count:
                yield self._take()
            self._give(chunk)
        while self._waiting:
            yield self._take()

    def _give(self, chunk: Given) -> None:
        helper = self._next = (self._next + 1) % self._count
        with suppress(OSError, ValueError):
            stream = self._processes[helper].stdin
            if stream:
                _send(stream, chunk)
        self._waiting.append((helper, chunk))

    def _take(self) -> Made:
        """Return the oldest answer; what a helper that died was given is done here."""
        helper, chunk = self._waiting.popleft()
        with suppress(OSError, EOFError, ValueError, pickle.UnpicklingError):
            stream = self._processes[helper].stdout
            if stream:
                answer: Made = _receive(stream)
                return answer
        return self._work(*self._arguments, chunk)


def _start(work: Callable[..., object], arguments: tuple[str, ...]) -> subprocess.Popen[bytes]:
    code = f"from {work.__module__} import {work.__name__} as work; from {__name__} import serve; serve(work)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path or "." for path in sys.path)}
    return subprocess.Popen(  # noqa: S603 - our own module, run by our own interpreter
        [sys.executable, "-c", code, *arguments],
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


def serve(work: Callable[..., object]) -> None:
    """Be a helper: answer chunk after chunk until the pipe is closed, taking in the next ones meanwhile."""
    gc.freeze()
    arguments = sys.argv[1:]
    chunks: queue.SimpleQueue[tuple[object] | None] = queue.SimpleQueue()
    answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def take_in() -> None:
        with suppress(EOFError, OSError):
            while True:
                chunks.put((_receive(sys.stdin.buffer),))
        chunks.put(None)

    def give_out() -> None:
        with suppress(OSError):
            while data := answers.get():
                sys.stdout.buffer.write(len(data).to_bytes(_LENGTH, "big") + data)
                sys.stdout.buffer.flush()

    threading.Thread(target=take_in, daemon=True).start()
    writer = threading.Thread(target=give_out, daemon=True)
    writer.start()
    with collecting_rarely():
        while (given := chunks.get()) is not None:
            answers.put(pickle.dumps(work(*arguments, *given), pickle.HIGHEST_PROTOCOL))
    answers.put(b"")
    writer.join()
