"""Keeping the index behind the record: the queue of changes is drained into the engine, by one worker at a time.

An entry leaves the queue after the commit of the index, never before, and what is indexed is the record as it is when
the engine's only writer reads it. So a crash at any point costs nothing but work done twice.
"""

from __future__ import annotations

import logging
import secrets
import threading
from typing import TYPE_CHECKING, Protocol, TypeAlias

from search.backend import Deletion
from search.documents import document_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from search.backend import SearchBackend
    from search.documents import Document

__all__ = ["IndexQueue", "Loader", "QueueEntry", "Worker", "drain"]

Loader: TypeAlias = "Callable[[str, list[str]], Iterable[Document]]"
"""Gives the search documents of the records of one kind as they are now."""

_log = logging.getLogger(__name__)

_LEASE = 60.0
"""Seconds for which a worker may drain alone; prolonged before each batch."""
_LONGEST_PAUSE = 60.0


class QueueEntry(Protocol):
    """One change that waits: ids grow with time."""

    @property
    def id(self) -> int: ...  # noqa: D102 - said by the class
    @property
    def kind(self) -> str: ...  # noqa: D102 - a protocol, the name says it
    @property
    def record_id(self) -> str: ...  # noqa: D102 - a protocol, the name says it


class IndexQueue(Protocol):
    """The queue as the store keeps it."""

    def next_batch(self, limit: int) -> Sequence[QueueEntry]:
        """Return the oldest entries, oldest first; they stay until :meth:`done`."""
        ...

    def done(self, ids: Sequence[int]) -> None:
        """Take entries off the queue."""
        ...

    def pending(self) -> int:
        """Return how many entries wait."""
        ...

    def lease(self, owner: str, seconds: float) -> bool:
        """Take or prolong the right to drain; false where another owner has it."""
        ...

    def release(self, owner: str) -> None:
        """Give the right to drain back."""
        ...


def _nothing() -> None:
    """Stand in for a hook that nobody set."""


def drain(
    queue: IndexQueue,
    load: Loader,
    backend: SearchBackend,
    batch: int | None = None,
    *,
    batches: int | None = None,
    before_commit: Callable[[], None] = _nothing,
    after_commit: Callable[[], None] = _nothing,
) -> int:
    """Index what waits, ``batches`` batches of it or all, and return how many entries left the queue.

    A batch is what the engine takes best at once, if not said otherwise.

    ``load(kind, record_ids)`` gives the documents of records as they are now; a record that it does not give is taken
    out of the index. ``before_commit`` runs when a batch is written and not committed, ``after_commit`` when it is
    committed and still in the queue. Raises ServiceDownError where the engine does not take the changes; they stay
    in the queue.
    """
    total = 0
    while batches is None or batches > 0:
        entries = queue.next_batch(batch or backend.batch)
        if not entries:
            break
        # Loaded inside the engine's write, so no other writer's newer state can be written over.
        backend.apply(_changes(entries, load, before_commit))
        after_commit()
        queue.done([entry.id for entry in entries])
        total += len(entries)
        batches = None if batches is None else batches - 1
    return total


def _changes(
    entries: Sequence[QueueEntry], load: Loader, before_commit: Callable[[], None]
) -> Iterator[Document | Deletion]:
    """Yield one change for each record that the entries name, however often they name it."""
    wanted: dict[str, dict[str, None]] = {}
    for entry in entries:
        wanted.setdefault(entry.kind, {})[entry.record_id] = None
    for kind, names in wanted.items():
        missing = {document_id(kind, name) for name in names}
        for document in load(kind, list(names)):
            missing.discard(document.id)
            yield document
        yield from (Deletion(name) for name in sorted(missing))
    before_commit()


class Worker:
    """A background thread that drains the queue while it holds the lease, and waits longer after each failure.

    ``problem`` is the sentence of the last failure; none while all is well.
    """

    def __init__(
        self,
        queue: IndexQueue,
        load: Loader,
        backend: SearchBackend,
        *,
        interval: float = 1.0,
        batch: int | None = None,
    ) -> None:
        self._queue = queue
        self._load = load
        self._backend = backend
        self._interval = interval
        self._batch = batch
        self._owner = secrets.token_hex(8)
        self._stopping = threading.Event()
        self._woken = threading.Event()
        self._thread = threading.Thread(target=self._run, name="duibiao-indexing", daemon=True)
        self.problem: str | None = None

    def start(self) -> None:
        """Begin to drain."""
        self._thread.start()

    def wake(self) -> None:
        """Look at the queue now rather than at the end of the pause."""
        self._woken.set()

    def stop(self, timeout: float = 30.0) -> bool:
        """Finish the batch at hand and give the lease back; tell whether that was done within ``timeout`` seconds."""
        self._stopping.set()
        self._woken.set()
        if self._thread.ident is not None:
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        pause = self._interval
        while not self._stopping.is_set():
            pause = self._interval if self._drain() else min(max(pause, 0.05) * 2, _LONGEST_PAUSE)
            self._woken.wait(pause)
            self._woken.clear()
        try:
            self._queue.release(self._owner)
        except Exception:  # noqa: BLE001 - whatever is down, the thread ends quietly
            _log.warning("the lease was not given back; it runs out by itself")

    def _drain(self) -> bool:
        """Drain while there is something and the lease is held; tell whether all went well."""
        try:
            while not self._stopping.is_set() and self._queue.lease(self._owner, _LEASE):
                if not drain(self._queue, self._load, self._backend, self._batch, batches=1):
                    break
        except Exception as error:  # noqa: BLE001 - whatever is down, the worker outlives it
            if self.problem is None:
                _log.warning("indexing waits: %s", error)
            self.problem = str(error)
            return False
        self.problem = None
        return True
