"""The records of standards: bulk writing that leaves unchanged records alone, and the questions pages ask."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from catalog.standard_codec import load_standard, prepare_standard
from catalog.standards import Status
from catalog.store import tables
from catalog.store.queue import Action, enqueue, insert_many, timestamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy.engine import Connection

    from catalog.database import Database
    from catalog.standards import Relation, RelationKind, Standard

__all__ = ["PutResult", "StandardStore"]

_PARAMETERS = 1000
"""How many keys one question carries."""

_PAGE = 1000
"""How many records are read at once while going through all of them."""

_MUTABLE = ("work_key", "slug", "level", "status", "published", "stored_at", "hash", "document")


@dataclass(frozen=True, slots=True)
class PutResult:
    """What a batch did."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0

    def __add__(self, other: PutResult) -> PutResult:
        """Add two batches up."""
        return PutResult(self.created + other.created, self.updated + other.updated, self.unchanged + other.unchanged)


class StandardStore:
    """Standards by key. The later record of a key takes the place of the earlier one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put_standards(self, records: Iterable[Standard]) -> PutResult:
        """Write a batch of records and their queue entries in one transaction; unchanged records are not touched.

        Where a batch has a key twice, the last record counts. Batches of about 2,000 are fastest.
        """
        return self.put_prepared([prepare_standard(record) for record in records])

    def put_prepared(self, rows: Sequence[dict[str, Any]]) -> PutResult:
        """Write rows of :func:`prepare_standard` (made in another process, say) as :meth:`put_standards` does."""
        # sorted, neighbours share pages of the indexes: a fifth faster where the source is in no order
        by_key = {row["key"]: row for row in sorted(rows, key=itemgetter("key"))}
        if not by_key:
            return PutResult()
        with self._database.begin() as connection:
            self._database.serialize(connection, "standards")
            held = _hashes(connection, list(by_key))
            created = [row for key, row in by_key.items() if key not in held]
            updated = [row for key, row in by_key.items() if key in held and held[key] != row["hash"]]
            at = timestamp()
            self._upsert(connection, created, updated, at)
            enqueue(connection, "standard", [row["key"] for row in created + updated])
        unchanged = len(by_key) - len(created) - len(updated)
        return PutResult(len(created), len(updated), unchanged)

    def delete_standards(self, keys: Iterable[str]) -> int:
        """Take out records that never should have been there, from the index too, and return how many there were."""
        with self._database.begin() as connection:
            self._database.serialize(connection, "standards")
            held = list(_hashes(connection, list(keys)))
            if held:
                values = [{"name": key} for key in held]
                _forget_relations(connection, held)
                connection.execute(
                    sa.delete(tables.standard).where(tables.standard.c.key == sa.bindparam("name")), values
                )
                enqueue(connection, "standard", held, Action.DELETE)
        return len(held)

    def find_standard(self, key: str) -> Standard | None:
        """Return the record with that (dated) key."""
        return self._find(sa.select(tables.standard.c.document).where(tables.standard.c.key == key))

    def get_standards(self, keys: Iterable[str]) -> list[Standard]:
        """Return those records of the keys that are held, in the order of the keys."""
        return [load_standard(text) for text in self.get_documents(keys)]

    def get_documents(self, keys: Iterable[str]) -> list[str]:
        """Return the JSON texts of those records of the keys that are held, in the order of the keys."""
        wanted = list(dict.fromkeys(keys))
        found: dict[str, str] = {}
        columns = tables.standard.c
        with self._database.connect() as connection:
            for part in _parts(wanted):
                statement = sa.select(columns.key, columns.document).where(columns.key.in_(part))
                found.update((key, text) for key, text in connection.execute(statement))
        return [found[key] for key in wanted if key in found]

    def find_by_slug(self, slug: str) -> Standard | None:
        """Return the record with that address; of two that share one, the first by key."""
        columns = tables.standard.c
        return self._find(sa.select(columns.document).where(columns.slug == slug).order_by(columns.key).limit(1))

    def editions(self, work_key: str) -> list[Standard]:
        """Return every edition of a work, those in force first and each kind newest first; supplements come last."""
        columns = tables.standard.c
        with self._database.connect() as connection:
            texts = connection.execute(sa.select(columns.document).where(columns.work_key == work_key)).scalars()
            return sorted((load_standard(text) for text in texts), key=_by_precedence)

    def relations_to(self, key: str, *kinds: RelationKind) -> list[tuple[Standard, Relation]]:
        """Return who points at ``key`` and with which relation (of the given kinds, if any), by key of the pointer."""
        columns = tables.standard.c
        statement = (
            sa.select(columns.document)
            .join(tables.relation, tables.relation.c.source_key == columns.key)
            .where(tables.relation.c.target_key == key)
            .order_by(columns.key)
        )
        with self._database.connect() as connection:
            sources = [load_standard(text) for text in connection.execute(statement).scalars()]
        return [
            (source, relation)
            for source in sources
            for relation in source.relations
            if relation.target_key == key and (not kinds or relation.kind in kinds)
        ]

    def iter_standards(self, *, prefix: str = "") -> Iterator[Standard]:
        """Go through the records by key, read page by page so that nothing is held open; ``prefix`` starts the key."""
        for _, text in self.iter_documents(prefix=prefix):
            yield load_standard(text)

    def iter_documents(self, *, prefix: str = "") -> Iterator[tuple[str, str]]:
        """Go through key and JSON text of the records, as :meth:`iter_standards` does."""
        columns = tables.standard.c
        statement = sa.select(columns.key, columns.document).order_by(columns.key).limit(_PAGE)
        if prefix:
            statement = statement.where(columns.key >= prefix, columns.key < prefix + "\U0010ffff")
        last = ""
        while True:
            with self._database.connect() as connection:
                rows = connection.execute(statement.where(columns.key > last)).all()
            yield from rows
            if len(rows) < _PAGE:
                return
            last = rows[-1][0]

    def count_standards(self) -> int:
        """Return how many records are held."""
        with self._database.connect() as connection:
            return connection.execute(sa.select(sa.func.count()).select_from(tables.standard)).scalar_one()

    def count_by(self, column: str) -> dict[str, int]:
        """Return how many records each ``level`` or ``status`` has."""
        chosen = {"level": tables.standard.c.level, "status": tables.standard.c.status}[column]
        with self._database.connect() as connection:
            rows = connection.execute(sa.select(chosen, sa.func.count()).group_by(chosen).order_by(chosen))
            return {row[0]: row[1] for row in rows}

    def changed_at(self) -> str | None:
        """Return when the newest record was written: the version of the catalogue, as runs cite it."""
        with self._database.connect() as connection:
            newest: str | None = connection.execute(sa.select(sa.func.max(tables.standard.c.stored_at))).scalar()
            return newest

    def put_import(self, report: dict[str, Any]) -> None:
        """Keep the report of a finished import (``source`` names it), for coverage statements."""
        row = {"source": report["source"], "at": timestamp(), "report": orjson.dumps(report).decode()}
        with self._database.begin() as connection:
            connection.execute(sa.insert(tables.source_import).values(row))

    def imports(self) -> list[dict[str, Any]]:
        """Return the report of the newest import of each source, with the moment as ``at``, by source."""
        columns = tables.source_import.c
        newest = sa.select(sa.func.max(columns.id)).group_by(columns.source)
        statement = sa.select(columns.at, columns.report).where(columns.id.in_(newest)).order_by(columns.source)
        with self._database.connect() as connection:
            return [{**orjson.loads(report), "at": at} for at, report in connection.execute(statement)]

    def _find(self, statement: sa.Select[str]) -> Standard | None:
        with self._database.connect() as connection:
            text = connection.execute(statement).scalar()
        return None if text is None else load_standard(text)

    def _upsert(
        self, connection: Connection, created: list[dict[str, Any]], updated: list[dict[str, Any]], at: str
    ) -> None:
        """Write the rows and the narrow table of who points at whom."""
        if updated:
            _forget_relations(connection, [row["key"] for row in updated])
            new: dict[str, Any] = {name: sa.bindparam(f"new_{name}") for name in _MUTABLE}
            statement = sa.update(tables.standard).where(tables.standard.c.key == sa.bindparam("name")).values(new)
            connection.execute(
                statement,
                [
                    {"name": row["key"], "new_stored_at": at}
                    | {f"new_{name}": row[name] for name in _MUTABLE if name != "stored_at"}
                    for row in updated
                ],
            )
        if created:
            insert_many(connection, sa.insert(tables.standard), [{**row, "stored_at": at} for row in created])
        pairs = [
            {"target_key": target, "source_key": row["key"]} for row in created + updated for target in row["targets"]
        ]
        if pairs:
            insert = (postgresql if self._database.dialect == "postgresql" else sqlite).insert(tables.relation)
            insert_many(connection, insert.on_conflict_do_nothing(), pairs)


def _hashes(connection: Connection, keys: Sequence[str]) -> dict[str, bytes]:
    """Return the content hash of each of the keys that is held."""
    held: dict[str, bytes] = {}
    columns = tables.standard.c
    for part in _parts(keys):
        rows = connection.execute(sa.select(columns.key, columns.hash).where(columns.key.in_(part)))
        held.update({key: bytes(digest) for key, digest in rows})
    return held


def _forget_relations(connection: Connection, keys: Sequence[str]) -> None:
    """Delete the narrow rows of records by the targets in their stored documents: no second index is needed for it."""
    columns = tables.standard.c
    pairs: list[dict[str, str]] = []
    for part in _parts(keys):
        for key, text in connection.execute(sa.select(columns.key, columns.document).where(columns.key.in_(part))):
            targets = {relation.get("target_key") for relation in orjson.loads(text).get("relations", ())}
            pairs += [{"target": target, "source": key} for target in targets if target]
    if pairs:
        statement = sa.delete(tables.relation).where(
            tables.relation.c.target_key == sa.bindparam("target"),
            tables.relation.c.source_key == sa.bindparam("source"),
        )
        connection.execute(statement, pairs)


def _parts(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(keys), _PARAMETERS):
        yield keys[start : start + _PARAMETERS]


def _by_precedence(standard: Standard) -> tuple[bool, bool, int, str]:
    designation = standard.designation
    year = designation.year or (standard.published.text[:4] if standard.published else "")
    newest = -int(year) if year.isdecimal() else 0
    return (designation.amendment is not None, standard.status is not Status.CURRENT, newest, standard.key)
