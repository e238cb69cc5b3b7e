"""Keeping the index behind the database: draining the queue, rebuilding."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from catalog.errors import ServiceDownError
from catalog.processes import Helpers, collecting_rarely, count_cores
from declarations import declaration_document
from search import Worker, drain, prepare_stored
from search.documents import PreparedDocument

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from catalog.services.workplace import Workplace
    from search import Document, Loader

__all__ = [
    "document_loader",
    "drain_all",
    "indexing_worker",
    "rebuild_index",
]

_AT_ONCE = 400
"""Records that are held while their documents are made."""
_HERE_FIRST = 5
"""So many times as many records are made here, before a process beside this one is worth its start."""
_MOST_HELPERS = 3

Preparing: TypeAlias = Helpers[list[str], list[PreparedDocument]]


def _helpers() -> Preparing:
    """Return who makes documents while this process writes them: one fewer than cores, since the engine has its own."""
    return Helpers(prepare_stored, count=min(count_cores() - 1, _MOST_HELPERS), here_first=_HERE_FIRST)


def _prepared(texts: Iterable[list[str]], helpers: Preparing) -> Iterator[PreparedDocument]:
    for documents in helpers.map(texts):
        yield from documents


def document_loader(workplace: Workplace, helpers: Preparing | None = None) -> Loader:
    """Return the function that makes documents for the index of records as they are now in the database."""
    helpers = helpers or Helpers(prepare_stored, count=0)

    def load(kind: str, record_ids: list[str]) -> Iterator[Document]:
        if kind == "standard":
            parts = (record_ids[start : start + _AT_ONCE] for start in range(0, len(record_ids), _AT_ONCE))
            yield from _prepared(map(workplace.catalog.get_documents, parts), helpers)
        else:
            for declaration in workplace.declarations.get_public(record_ids):
                yield declaration_document(declaration)

    return load


def drain_all(workplace: Workplace, progress: Callable[[int], None] | None = None) -> int:
    """Index everything that waits in the queue, now; return how many changes were indexed.

    Raises ServiceDownError where the search engine does not take them; they stay in the queue.
    """
    total = 0
    with collecting_rarely(), _helpers() as helpers:
        load = document_loader(workplace, helpers)
        while count := drain(workplace.catalog.queue, load, workplace.search, batches=1):
            total += count
            if progress:
                progress(count)
    return total


def _every_document(workplace: Workplace, helpers: Preparing) -> Iterator[Document]:
    """Yield the document of every record of the database."""
    texts = (text for _, text in workplace.catalog.iter_documents())
    yield from _prepared(iter(lambda: list(islice(texts, _AT_ONCE)), []), helpers)
    for declaration in workplace.declarations.iter_public():
        yield declaration_document(declaration)


def rebuild_index(workplace: Workplace) -> int:
    """Build the index anew beside the live one and switch; return how many documents it holds.

    Raises ServiceDownError where the engine fails; the live index then stays as it was.
    """
    count = 0
    try:
        with collecting_rarely(), _helpers() as helpers, workplace.search.rebuild() as writer:
            for document in _every_document(workplace, helpers):
                writer.add(document)
                count += 1
    except OSError as error:
        raise ServiceDownError(f"the index could not be rebuilt ({error}); the old one is still in use") from error
    drain_all(workplace)
    return count


def indexing_worker(workplace: Workplace) -> Worker:
    """Return the background thread that keeps the index behind the database; start and stop it with the process."""
    return Worker(workplace.catalog.queue, document_loader(workplace), workplace.search, interval=0.5)
