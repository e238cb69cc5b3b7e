"""Reading a document in a process of its own: a bomb, a loop or a crash costs that one reading and one clear error.

On POSIX one reader process is started on first use and forks a child for each document, from a process without
threads; elsewhere each document gets a fresh process.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from base64 import b64decode
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import IO, TYPE_CHECKING, Any

from catalog.errors import ServiceDownError, UnusableInputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from importers.documents.blocks import Progress
    from importers.documents.reading import DocumentReading

__all__ = [
    "LIMITS",
    "ReaderProcess",
    "ReadingLimits",
    "draw_isolated",
    "keep_ready",
    "measure_isolated",
    "read_isolated",
]

logger = logging.getLogger(__name__)

_START = "import json, sys; sys.path[:] = json.loads(sys.argv.pop(1)); "
_SERVE = "from importers.documents.confined import main; main()"
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP")
"""The only variables of the environment that a reader sees: none of them is a secret of the installation."""


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What one reading may cost."""

    seconds: int = 60
    memory: int = 1 << 30
    output: int = 64 << 20
    at_once: int = 2
    """How many documents one process has read at the same time; others wait, at most ``seconds``."""


LIMITS = ReadingLimits()


@dataclass(slots=True)
class _Channel:
    """The two directions of one reading, and how it is ended by force."""

    ask: IO[bytes]
    answer: IO[bytes]
    pid: int | None = None
    is_late: bool = False
    is_begun: bool = False
    """Whether a child has answered at all: one that never did could not be started."""

    def kill(self) -> None:
        if self.pid is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(self.pid, getattr(signal, "SIGKILL", signal.SIGTERM))

    def end(self) -> None:
        self.is_late = True
        self.kill()


@dataclass(slots=True)
class ReaderProcess:
    """A reader process that is started when it is first needed and ends with this one."""

    limits: ReadingLimits = LIMITS
    forks: bool = hasattr(os, "fork")
    script: str = _SERVE
    """What the process runs."""
    _control: socket.socket | None = None
    _process: subprocess.Popen[bytes] | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _places: threading.BoundedSemaphore = field(init=False)

    def __post_init__(self) -> None:
        self._places = threading.BoundedSemaphore(self.limits.at_once)

    def read(self, data: bytes, filename: str, *, progress: Progress | None = None) -> DocumentReading:
        """Read one document in a confined process.

        Raises UnusableInputError where it cannot be read inside the limits, ServiceDownError where no reader process
        can be started or all are busy.
        """
        message = self._ask({"filename": filename}, data, progress)
        return _reading_from(message.get("reading"), _short(filename), self.limits)

    def draw(self, data: bytes, page: int) -> bytes:
        """Draw one page of a PDF (from 1) as a PNG in a confined process; raises as :meth:`read`."""
        message = self._ask({"filename": f"page {page}", "page": page}, data)
        return b64decode(str(message.get("picture")))

    def measure(self, data: bytes) -> tuple[tuple[float, float], ...]:
        """Return width and height in points of every page of a PDF; raises as :meth:`read`."""
        message = self._ask({"filename": "the file", "page": 0}, data)
        return tuple((float(width), float(height)) for width, height in message.get("sizes", ()))

    def _ask(self, request: dict[str, Any], data: bytes, progress: Progress | None = None) -> dict[str, Any]:
        """Return the answer of a confined process to one request."""
        if not self._places.acquire(timeout=self.limits.seconds):
            raise ServiceDownError(
                "All readers are busy with other documents; try again in a minute.",
                "正在读取其他文件，暂时没有空闲的读取进程；请一分钟后再试。",
                code="readers-busy",
            )
        try:
            return self._exchange(request, data, progress)
        finally:
            self._places.release()

    def _exchange(self, request: dict[str, Any], data: bytes, progress: Progress | None) -> dict[str, Any]:
        from importers.documents import frames  # noqa: PLC0415 - loads while the reader process starts

        name = _short(request["filename"])
        with self._channel() as channel:
            timer = threading.Timer(self.limits.seconds, channel.end)
            timer.daemon = True
            timer.start()
            try:
                limited = request | {"seconds": self.limits.seconds, "memory": self.limits.memory}
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    frames.write_frame(channel.ask, limited)
                    frames.write_bytes(channel.ask, data)
                message = self._await(channel, progress)
            except frames.FrameError as error:
                logger.warning("the reader of %s answered %s", name, error)
                message = {"failure": "output"}
            finally:
                timer.cancel()
                channel.kill()
        if channel.is_late:
            message = {"failure": "time"}
        elif not channel.is_begun:
            raise _no_process()
        if message.keys() & {"reading", "picture", "sizes"}:
            return message
        if "refusal" in message:
            refusal = message["refusal"]
            raise UnusableInputError(str(refusal["en"]), str(refusal["zh"]), code=str(refusal["code"]))
        if "detail" in message:
            logger.error("reading %s failed: %s", name, message["detail"])
        raise _failure(str(message["failure"]), name, self.limits)

    def _await(self, channel: _Channel, progress: Progress | None) -> dict[str, Any]:
        """Return the answer, passing progress on; a channel that ends without one is a crash."""
        from importers.documents.frames import read_frame  # noqa: PLC0415 - as above

        with contextlib.suppress(ConnectionResetError):
            while (message := read_frame(channel.answer, self.limits.output)) is not None:
                if "pid" in message:
                    channel.pid = int(message["pid"])
                    channel.is_begun = True
                    if channel.is_late:
                        channel.kill()
                elif "progress" in message:
                    if progress is not None:
                        progress(*map(int, message["progress"]))
                else:
                    return message
        return {"failure": "crash"}

    @contextlib.contextmanager
    def _channel(self) -> Iterator[_Channel]:
        if not self.forks:
            with self._own_process() as channel:
                yield channel
            return
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                self._order(b"R", theirs)
            with ours.makefile("wb") as ask, ours.makefile("rb") as answer:
                yield _Channel(ask, answer)

    @contextlib.contextmanager
    def _own_process(self) -> Iterator[_Channel]:
        process = _start(self.script, ())
        if process.stdin is None or process.stdout is None:  # pragma: no cover - both are pipes
            raise _no_process()
        try:
            yield _Channel(process.stdin, process.stdout, process.pid)
        finally:
            process.kill()
            with contextlib.suppress(BrokenPipeError):
                process.stdin.close()
            process.stdout.close()
            process.wait()

    def start(self, *, with_libraries: bool = False) -> None:
        """Start the reader process now; ``with_libraries`` also imports what only some kinds of file need."""
        if self.forks:
            self._order(b"P" if with_libraries else b"", None)

    def _order(self, order: bytes, channel: socket.socket | None) -> None:
        """Send an order to the reader process, starting it where there is none or where it died."""
        with self._lock:
            for _ in range(2):
                if self._control is None or self._process is None or self._process.poll() is not None:
                    self._stop()
                    self._control, theirs = socket.socketpair()
                    with theirs:
                        self._process = _start(self.script, (theirs.fileno(),))
                if not order:
                    return
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    socket.send_fds(self._control, [order], [channel.fileno()] if channel else [])
                    return
                self._stop()
        raise _no_process()

    def _stop(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=0.5)
            if self._process.poll() is None:
                self._process.kill()
                self._process.wait()
        self._control = self._process = None

    def close(self) -> None:
        """End the reader process; the next reading starts another one."""
        with self._lock:
            self._stop()


def _short(filename: str) -> str:
    return PurePath(filename).name or "the document"


def _start(script: str, descriptors: tuple[int, ...]) -> subprocess.Popen[bytes]:
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    arguments = [sys.executable, "-I", "-c", _START + script, json.dumps(sys.path), *map(str, descriptors)]
    piped = None if descriptors else subprocess.PIPE
    try:
        return subprocess.Popen(  # noqa: S603 - this very Python, with arguments of our own
            arguments,
            stdin=piped or subprocess.DEVNULL,
            stdout=piped or subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=descriptors,
            env=environment,
            start_new_session=os.name == "posix",
        )
    except OSError as error:
        raise _no_process() from error


def _reading_from(plain: object, name: str, limits: ReadingLimits) -> DocumentReading:
    from importers.documents.frames import FrameError, from_plain  # noqa: PLC0415 - loads while the reader reads
    from importers.documents.reading import DocumentReading  # noqa: PLC0415 - the same

    try:
        reading: DocumentReading = from_plain(DocumentReading, plain)
    except FrameError as error:
        logger.warning("the reader of %s answered %s", name, error)
        raise _failure("crash", name, limits) from error
    return reading


def _no_process() -> ServiceDownError:
    return ServiceDownError(
        "No reader process could be started on this machine; tell the operator of the site.",
        "本机无法启动文件读取进程；请联系网站管理员。",
        code="no-reader",
    )


def _failure(kind: str, name: str, limits: ReadingLimits) -> UnusableInputError:
    """Return the one sentence for a reading that ended without a result."""
    what = {
        "time": (
            f"it takes longer than {limits.seconds} s; hand in the standard alone, without drawings, or save it anew",
            f"读取超过 {limits.seconds} 秒，已停止；请只提交标准正文（去掉图纸和附件），或重新另存后再试",
            "too-slow",
        ),
        "memory": (
            f"it unfolds to more than {limits.memory >> 20} MB; hand in the standard alone, or save it anew",
            f"展开后超过 {limits.memory >> 20} MB，未读取；请只提交标准正文，或重新另存后再试",
            "too-much-memory",
        ),
        "depth": (
            "its parts are nested too deeply; save it anew from the program that made it",
            "内部嵌套过深，未读取；请用原程序重新另存后再试",
            "too-deep",
        ),
        "output": (
            "more comes out of it than a standard can have; hand in the standard alone",
            "的内容超出一份标准可能的数量，未读取；请只提交标准正文",
            "too-much",
        ),
    }
    otherwise = (
        "it is damaged or made in a way that cannot be followed; save it anew, or hand it in as another kind of file",
        "已损坏或结构异常，未能读取；请用原程序重新另存，或换一种格式提交",
        "unreadable",
    )
    en, zh, code = what.get(kind, otherwise)
    return UnusableInputError(f"{name} was not read: {en}.", f"{name} {zh}。", code=code)


_shared = ReaderProcess()
atexit.register(_shared.close)


def read_isolated(data: bytes, filename: str, *, progress: Progress | None = None) -> DocumentReading:
    """Read a document in a confined process; ``progress`` is told (pages done, pages in all).

    Raises UnusableInputError where it cannot be read inside the limits, ServiceDownError where no reader process can
    be started.
    """
    return _shared.read(data, filename, progress=progress)


def draw_isolated(data: bytes, page: int) -> bytes:
    """Draw a page of a PDF (from 1) as a PNG in a confined process; raises as :func:`read_isolated`."""
    return _shared.draw(data, page)


def measure_isolated(data: bytes) -> tuple[tuple[float, float], ...]:
    """Return width and height in points of the pages of a PDF; raises as :func:`read_isolated`."""
    return _shared.measure(data)


def keep_ready() -> None:
    """Start the reader process before the first document comes, with every library that it may need."""
    _shared.start(with_libraries=True)
