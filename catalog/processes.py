"""Child processes that work beside this program, run by its own interpreter with the modules that it sees."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["collect_rarely", "collecting_rarely", "start_beside"]

_ALLOCATIONS = 100_000


def start_beside(code: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a process that runs ``code`` with ``sys.argv[1:]`` as given, and speaks over its standard streams."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path or "." for path in sys.path)}
    return subprocess.Popen(  # noqa: S603 - our own module, run by our own interpreter
        [sys.executable, "-c", code, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )


def collect_rarely() -> None:
    """Look for cycles seldom: records are trees, and looking for cycles among them takes a quarter of the time."""
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS)


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Do the same within the block."""
    before = gc.get_threshold()
    gc.set_threshold(_ALLOCATIONS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
