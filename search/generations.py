"""Folders of an index on disk: one for each rebuild, a pointer to the live one, one writer at a time.

Everything here is plain files; what is in a generation's folder is the engine's affair.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from catalog.errors import ServiceDownError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Generations", "IndexBusyError"]

_POINTER = "current"
_LOCK = "writer.lock"
_SCHEMA = "schema.json"


class IndexBusyError(ServiceDownError):
    """Another process writes the index, and did not finish while it was waited for."""

    code = "index-busy"


class Generations:
    """The generations of the index in one folder, which is made where it is missing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def live(self) -> Path | None:
        """Return the folder of the live generation; none where no index was made yet."""
        try:
            name = (self._folder / _POINTER).read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        return self._folder / name

    def version(self, generation: Path) -> int | None:
        """Return the schema version that the generation was built with; none where it does not say."""
        try:
            return int(json.loads((generation / _SCHEMA).read_text(encoding="ascii"))["version"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    @contextmanager
    def writing(self, wait: float) -> Iterator[None]:
        """Hold the writer's lock; the system frees it when the process dies.

        Raises IndexBusyError where another writer holds it for longer than ``wait`` seconds.
        """
        deadline = time.monotonic() + wait
        pause = 0.01
        with (self._folder / _LOCK).open("w", encoding="ascii") as handle:
            while True:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() + pause > deadline:
                        raise IndexBusyError(
                            f"another process is writing the search index in {self._folder}; try again when it is done",
                            f"另一个进程正在写入 {self._folder} 中的检索索引；请等它完成后再试",
                        ) from None
                time.sleep(pause)
                pause = min(pause * 2, 0.5)
            yield

    def create(self) -> Path:
        """Make the folder of a new generation beside the live one; hold the writer's lock.

        Folders that an interrupted rebuild left, and generations that the last switch replaced, are removed.
        """
        live = self.live()
        for old in self._folder.glob("g-*"):
            if old != live:
                shutil.rmtree(old, ignore_errors=True)
        number = int(live.name.split("-")[1]) + 1 if live else 1
        # The random end keeps a reader from taking a new folder for an old one of the same number.
        generation = self._folder / f"g-{number:08d}-{secrets.token_hex(4)}"
        generation.mkdir()
        return generation

    def switch(self, generation: Path, version: int) -> None:
        """Make a finished generation the live one: its files are on disk before the pointer is renamed into place."""
        _write(generation / _SCHEMA, json.dumps({"version": version}))
        for file in generation.iterdir():
            _sync(file)
        _sync(generation)
        _write(self._folder / _POINTER, generation.name)
        _sync(self._folder)

    def discard(self, generation: Path) -> None:
        """Remove a generation that was not finished."""
        shutil.rmtree(generation, ignore_errors=True)


def _write(file: Path, text: str) -> None:
    """Write a small file whole or not at all."""
    beside = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    with beside.open("w", encoding="ascii") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())
    beside.replace(file)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
