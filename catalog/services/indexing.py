"""Keeping the index behind the database: draining the queue, rebuilding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from catalog.errors import ServiceDownError
from catalog.processes import collecting_rarely
from declarations import declaration_document
from search import SearchDocument, Worker, drain, stored_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from catalog.services.workplace import Workplace
    from search import Loader

__all__ = [
    "document_loader",
    "drain_all",
    "every_document",
    "indexing_worker",
    "rebuild_index",
]

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
    with collecting_rarely():
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
        with collecting_rarely(), workplace.search.rebuild() as writer:
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
