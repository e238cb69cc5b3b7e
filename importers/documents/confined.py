"""The reader process: it imports the readers once, and forks for each document a child that can do nothing but read it.

A child has limits on time and memory, writes no file, starts no program and opens no connection. Where there is no
``fork`` (Windows) the process itself reads one document and ends.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import signal
import socket
import sys
import traceback
from base64 import b64encode
from typing import IO, TYPE_CHECKING, Any

from catalog.errors import UnusableInputError
from importers.documents.frames import read_bytes, read_frame, to_plain, write_frame
from importers.documents.reading import read_document

if TYPE_CHECKING:
    from importers.documents.blocks import Progress

__all__ = ["confine", "serve_many", "serve_one"]

LONGEST_REQUEST = 64 << 20
READERS = tuple(f"importers.documents.{name}" for name in ("docx", "html", "pdf", "pdf.picturing", "sts", "xlsx"))
"""Readers that a process which lives long imports, with their libraries, before it forks."""

_FIRST = "# 4 要求\n\n## 4.1 电阻\n\n电阻应不大于 5 Ω。\n".encode()
"""A document that makes the process load its tables, which every child then has."""

_REFUSED_EVENTS = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile",
    "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.chmod", "os.chown", "os.truncate",
    "os.kill", "urllib.", "http.client", "ftplib.", "smtplib.", "webbrowser.", "shutil.", "tempfile.",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def serve_many(control: socket.socket) -> None:
    """Fork a child for every channel that arrives on ``control`` until its other end is closed.

    The byte that comes with it is ``R`` to read a document, ``P`` to import all readers beforehand.
    """
    signal.signal(signal.SIGCHLD, _reap)
    read_document(_FIRST, "first.md")
    gc.collect()
    gc.freeze()
    while True:
        try:
            order, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        except InterruptedError:
            continue
        if not order:
            return
        if order == b"P":
            _import_readers()
            gc.freeze()
            continue
        for descriptor in descriptors:
            if os.fork() == 0:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                control.close()
                _serve_descriptor(descriptor)
            os.close(descriptor)


def _reap(_signal: int, _frame: object) -> None:
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _import_readers() -> None:
    for name in READERS:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def _serve_descriptor(descriptor: int) -> None:
    """Answer on one channel, then end without any clean-up that the parent process would do."""
    try:
        os.setsid()
        with os.fdopen(descriptor, "rb", closefd=False) as ask, os.fdopen(descriptor, "wb", closefd=False) as answer:
            serve_one(ask, answer)
    finally:
        os._exit(0)


def serve_one(ask: IO[bytes], answer: IO[bytes]) -> None:
    """Read or draw the one document that is asked for, inside the limits that come with it, and answer."""
    write_frame(answer, {"pid": os.getpid()})
    request = read_frame(ask, LONGEST_REQUEST)
    data = read_bytes(ask, LONGEST_REQUEST) if request else None
    if request is None or data is None:
        return
    confine(seconds=int(request["seconds"]), memory=int(request["memory"]))

    def progress(done: int, total: int) -> None:
        write_frame(answer, {"progress": [done, total]})

    write_frame(answer, _answer_to(request, data, progress))


def _answer_to(request: dict[str, Any], data: bytes, progress: Progress) -> dict[str, Any]:
    try:
        if "page" in request:
            return _picture(data, int(request["page"]))
        return {"reading": to_plain(read_document(data, request["filename"], progress=progress))}
    except UnusableInputError as error:
        return {"refusal": {"en": error.en, "zh": error.zh, "code": error.code}}
    except MemoryError:
        return {"failure": "memory"}
    except RecursionError:
        return {"failure": "depth"}
    except Exception:  # noqa: BLE001 - whatever a hostile file provokes must reach the parent as one message
        return {"failure": "fault", "detail": traceback.format_exc()[-4000:]}


def _picture(data: bytes, page: int) -> dict[str, Any]:
    """Return one page as a picture, or for page 0 the sizes of all pages."""
    from importers.documents.pdf.picturing import page_sizes, picture_of  # noqa: PLC0415 - few readings need it

    if page == 0:
        return {"sizes": page_sizes(data)}
    return {"picture": b64encode(picture_of(data, page)).decode("ascii")}


def confine(*, seconds: int, memory: int) -> None:
    """Take from this process, for good, all that reading a document does not need."""
    sys.dont_write_bytecode = True
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        pass
    else:
        for kind, limit in (
            (resource.RLIMIT_CPU, seconds + 1),
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(kind, (limit, limit))
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        mode, flags = arguments[1], arguments[2]
        if (isinstance(mode, str) and set(mode) & set("wax+")) or (isinstance(flags, int) and flags & _WRITING):
            raise PermissionError("a reader writes no file")
    elif event.startswith(_REFUSED_EVENTS):
        raise PermissionError(f"a reader does not use {event}")


def main() -> None:
    """Serve on the file descriptor that the last argument names, or on standard input and output without one."""
    if len(sys.argv) > 1:
        serve_many(socket.socket(fileno=int(sys.argv[-1])))
        return
    ask, answer = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    silent = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(silent, descriptor)
    serve_one(ask, answer)
