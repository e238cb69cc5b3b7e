"""Keeping the index behind the database: draining the queue, rebuilding."""

from __future__ import annotations

import secrets
import select
import sys
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Self

import orjson

from catalog.errors import ServiceDownError
from catalog.processes import collect_rarely, start_beside
from catalog.services.workplace import open_workplace
from catalog.settings import Settings
from declarations import declaration_document
from search import SearchDocument, Worker, drain, stored_document

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator

    from catalog.services.workplace import Workplace
    from search import Loader

__all__ = [
    "IndexingBeside",
    "document_loader",
    "drain_all",
    "drain_beside",
    "every_document",
    "indexing_worker",
    "rebuild_index",
]

_WHOLE_BATCH = 10_000
"""Changes that are worth a commit of the index while more are coming."""
_LEASE = 60.0
_PAUSE = 0.2
_AT_ONCE = 1000
"""Records that are held while their documents are made."""


def document_loader(workplace: Workplace) -> Loader:
    """Return the function that makes search documents of records as they are now in the database."""

    def load(kind: str, record_ids: list[str]) -> Iterator[SearchDocument]:
        if kind == "standard":
            for start in range(0, len(record_ids), _AT_ONCE):
                for text in workplace.catalog.get_documents(record_ids[start : start + _AT_ONCE]):
                    yield stored_document(orjson.loads(text))
        else:
            for declaration in workplace.declarations.get_public(record_ids):
                yield declaration_document(declaration)

    return load


def drain_all(workplace: Workplace, progress: Callable[[int], None] | None = None) -> int:
    """Index everything that waits in the queue, now; return how many changes were indexed.

    Raises ServiceDownError where the search engine does not take them; they stay in the queue.
    """
    total = 0
    load = document_loader(workplace)
    while count := drain(workplace.catalog.queue, load, workplace.search, batches=1):
        total += count
        if progress:
            progress(count)
    return total


def every_document(workplace: Workplace) -> Iterator[SearchDocument]:
    """Yield the search document of every record of the database."""
    for _, text in workplace.catalog.iter_documents():
        yield stored_document(orjson.loads(text))
    for declaration in workplace.declarations.iter_public():
        yield declaration_document(declaration)


def rebuild_index(workplace: Workplace) -> int:
    """Build the index anew beside the live one and switch; return how many documents it holds.

    Raises ServiceDownError where the engine fails; the live index then stays as it was.
    """
    count = 0
    try:
        with workplace.search.rebuild() as writer:
            for document in every_document(workplace):
                writer.add(document)
                count += 1
    except OSError as error:
        raise ServiceDownError(f"the index could not be rebuilt ({error}); the old one is still in use") from error
    drain_all(workplace)
    return count


def indexing_worker(workplace: Workplace) -> Worker:
    """Return the background thread that keeps the index behind the database; start and stop it with the process."""
    return Worker(workplace.catalog.queue, document_loader(workplace), workplace.search, interval=0.5)


class IndexingBeside:
    """Drains the queue in a process of its own, once started, while this one stores; the end of the block ends it.

    One that dies costs nothing: what it has not done is in the queue.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process:
            self._process.kill()
            self.finish()

    def start(self) -> None:
        """Start the process, unless it runs already."""
        if self._process is None:
            self._process = start_beside("from catalog.services.indexing import drain_beside; drain_beside()")
            if self._process.stdin:
                with suppress(OSError):
                    self._process.stdin.write(self._settings.model_dump_json(exclude={"secret_key"}).encode() + b"\n")
                    self._process.stdin.flush()

    def finish(self) -> None:
        """Let it index what is left, and wait for its end."""
        if self._process:
            self._process.communicate()
            self._process = None


def drain_beside() -> None:
    """Be the process of :class:`IndexingBeside`: settings come in by standard input, whose end is the end of storing.

    Until then it takes whole batches only; it leaves the queue to the worker of a server, if that holds the lease.
    """
    collect_rarely()
    settings = Settings.model_validate_json(sys.stdin.readline())
    with closing(open_workplace(settings)) as workplace:
        queue, load, owner = workplace.catalog.queue, document_loader(workplace), secrets.token_hex(8)
        is_last = False
        while queue.lease(owner, _LEASE):
            if queue.pending() >= (1 if is_last else _WHOLE_BATCH):
                drain(queue, load, workplace.search, batches=1)
            elif is_last:
                break
            else:
                is_last = bool(select.select([sys.stdin], [], [], _PAUSE)[0])
        queue.release(owner)
