"""The queue between the record and the index: what changed and is not in the index yet.

An entry is written in the transaction of the change itself. Whoever drains reads the present state of each record, so
an entry may be handled twice, or stand for several changes, and the index still ends as the record is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from catalog.store import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.engine import Connection

    from catalog.database import Database

__all__ = ["Action", "IndexQueue", "QueueEntry", "enqueue", "insert_many", "timestamp"]

_PARAMETERS = 10_000
"""How many values one statement may carry, well under the 32,766 of SQLite."""


_BY_NAME = {
    "sqlite": sqlite.dialect(paramstyle="named"),
    "postgresql": postgresql.dialect(paramstyle="pyformat"),  # type: ignore[no-untyped-call]  # the library leaves it
}
"""The two dialects in the forms in which their drivers take a row as a dict."""


class Action(StrEnum):
    """What the index has to do with a record."""

    PUT = "put"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """One change: ``kind`` (``standard``, ``declaration``) and ``record_id`` name the record; ids grow with time."""

    id: int
    kind: str
    record_id: str
    action: str
    enqueued_at: str


def timestamp() -> str:
    """Return the present moment as the stores write it: ISO 8601 in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def enqueue(connection: Connection, kind: str, record_ids: Iterable[str], action: str = Action.PUT) -> None:
    """Write one entry for each record into the open transaction of the change."""
    at = timestamp()
    rows = [{"kind": kind, "record_id": name, "action": str(action), "enqueued_at": at} for name in record_ids]
    if rows:
        insert_many(connection, sa.insert(tables.index_queue), rows)


def insert_many(connection: Connection, statement: sa.Insert, rows: Sequence[Mapping[str, Any]]) -> None:
    """Hand rows to the driver as they are, which takes half the time; what is no column of the table is left out.

    For tables whose values need no conversion, such as text and bytes.
    """
    names = [column.name for column in statement.table.columns if column.name in rows[0]]
    compiled = statement.compile(dialect=_BY_NAME[connection.dialect.name], column_keys=names)
    connection.exec_driver_sql(str(compiled), rows)


class IndexQueue:
    """The queue as the indexing worker sees it, with the lease that lets one of several workers drain."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def next_batch(self, limit: int = 1000) -> list[QueueEntry]:
        """Return the oldest ``limit`` entries, oldest first; they stay until :meth:`done`."""
        with self._database.connect() as connection:
            rows = connection.execute(sa.select(tables.index_queue).order_by(tables.index_queue.c.id).limit(limit))
            return [QueueEntry(row.id, row.kind, row.record_id, row.action, row.enqueued_at) for row in rows]

    def done(self, ids: Sequence[int]) -> None:
        """Take entries off the queue; ids that are gone already are no error."""
        with self._database.begin() as connection:
            for start in range(0, len(ids), _PARAMETERS):
                part = ids[start : start + _PARAMETERS]
                connection.execute(sa.delete(tables.index_queue).where(tables.index_queue.c.id.in_(part)))

    def pending(self) -> int:
        """Return how many entries wait."""
        with self._database.connect() as connection:
            return connection.execute(sa.select(sa.func.count()).select_from(tables.index_queue)).scalar_one()

    def oldest(self) -> str | None:
        """Return when the oldest waiting entry was written; none where nothing waits."""
        with self._database.connect() as connection:
            statement = sa.select(tables.index_queue.c.enqueued_at).order_by(tables.index_queue.c.id).limit(1)
            return connection.execute(statement).scalar()

    def enqueue(self, kind: str, record_ids: Iterable[str], action: str = Action.PUT) -> None:
        """Ask for records to be indexed again, in a transaction of its own."""
        with self._database.begin() as connection:
            enqueue(connection, kind, record_ids, action)

    def lease(self, owner: str, seconds: float, *, name: str = "indexing") -> bool:
        """Take or prolong the lease ``name`` for ``owner``; false where another owner's has not run out."""
        with self._database.begin() as connection:
            now = self._database.now(connection)
            insert = (postgresql if self._database.dialect == "postgresql" else sqlite).insert(tables.lease)
            statement = insert.values(name=name, owner=owner, until=now + seconds)
            statement = statement.on_conflict_do_update(
                index_elements=[tables.lease.c.name],
                set_={"owner": statement.excluded.owner, "until": statement.excluded.until},
                where=sa.or_(tables.lease.c.owner == owner, tables.lease.c.until <= now),
            )
            return connection.execute(statement.returning(tables.lease.c.owner)).first() is not None

    def release(self, owner: str, *, name: str = "indexing") -> None:
        """Give the lease back early, if ``owner`` holds it."""
        with self._database.begin() as connection:
            holds = sa.and_(tables.lease.c.name == name, tables.lease.c.owner == owner)
            connection.execute(sa.delete(tables.lease).where(holds))
