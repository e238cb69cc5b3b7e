"""Comparison runs and the requirements of documents, kept as the JSON that pages and exports show."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from catalog.errors import NotFoundError
from catalog.store import tables
from catalog.store.queue import enqueue, timestamp

if TYPE_CHECKING:
    from catalog.comparison.reports import DocumentRequirements
    from catalog.database import Database

__all__ = ["BenchmarkHeld", "RequirementStore", "RunLine", "RunStore"]

BenchmarkHeld = tuple[str, str | None, int]
"""Key, title and number of requirements of a document whose requirements are held."""


@dataclass(frozen=True, slots=True)
class RunLine:
    """A kept run in a list: its id, when it was made, what was compared, and with which versions."""

    run: str
    at: str
    declared: str | None
    benchmark: str | None
    versions: dict[str, str]


_VERSIONS = ("engine_version", "dictionary_version", "links_version", "catalogue_version", "set_version")


class RunStore:
    """Comparison runs: written once, never changed, so that a page that was cited can be shown again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save_run(self, report: dict[str, Any], *, declared_revision: int | None = None) -> str:
        """Keep a report and return its id, which is a digest of what it says.

        Saving the same report again changes nothing and gives the same id; its ``run`` field does not count.
        """
        content = {name: value for name, value in report.items() if name != "run"}
        canonical = orjson.dumps([content, declared_revision], option=orjson.OPT_SORT_KEYS)
        identity = base64.b32encode(hashlib.sha256(canonical).digest()[:10]).decode().lower()
        row = {
            "id": identity,
            "declared_key": _designation(report, "declared"),
            "declared_revision": declared_revision,
            "benchmark_key": _designation(report, "benchmark"),
            "at": timestamp(),
            "versions": orjson.dumps({name: report[name] for name in _VERSIONS if name in report}).decode(),
            "document": orjson.dumps({**content, "run": identity}).decode(),
        }
        insert = (postgresql if self._database.dialect == "postgresql" else sqlite).insert(tables.run)
        with self._database.begin() as connection:
            connection.execute(insert.values(row).on_conflict_do_nothing())
        return identity

    def get_run(self, identity: str) -> dict[str, Any]:
        """Return the report of a run, with its id as ``run`` and the moment it was made as ``at``.

        Raises NotFoundError where no run has that id.
        """
        with self._database.connect() as connection:
            row = connection.execute(sa.select(tables.run).where(tables.run.c.id == identity)).first()
        if row is None:
            raise NotFoundError(
                f"No comparison is stored under {identity}: check the address.",
                f"没有编号为 {identity} 的对标记录：请核对网址。",
                code="run-not-found",
            )
        report: dict[str, Any] = orjson.loads(row.document)
        return {**report, "run": row.id, "at": row.at}

    def runs_of(self, key: str, *, limit: int = 100) -> list[str]:
        """Return the ids of the newest runs that compared ``key``, on either side."""
        either = sa.or_(tables.run.c.declared_key == key, tables.run.c.benchmark_key == key)
        statement = sa.select(tables.run.c.id).where(either).order_by(tables.run.c.at.desc(), tables.run.c.id)
        with self._database.connect() as connection:
            return list(connection.execute(statement.limit(limit)).scalars())

    def list_runs(self, designation: str | None = None, *, limit: int = 100) -> list[RunLine]:
        """Return the newest runs, of all or of those that compared ``designation`` on either side."""
        columns = tables.run.c
        statement = sa.select(columns.id, columns.at, columns.declared_key, columns.benchmark_key, columns.versions)
        if designation is not None:
            statement = statement.where(
                sa.or_(columns.declared_key == designation, columns.benchmark_key == designation)
            )
        statement = statement.order_by(columns.at.desc(), columns.id).limit(limit)
        with self._database.connect() as connection:
            return [RunLine(*row[:4], orjson.loads(row[4])) for row in connection.execute(statement)]

    def count_runs(self) -> int:
        """Return how many runs are kept."""
        with self._database.connect() as connection:
            return connection.execute(sa.select(sa.func.count()).select_from(tables.run)).scalar_one()


class RequirementStore:
    """The requirements of documents by key: benchmarks to compare with."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put_requirements(self, key: str, document: DocumentRequirements) -> None:
        """Keep the requirements of the document ``key`` in place of what was held, and have it indexed again."""
        from catalog.comparison.codec import document_to_json  # noqa: PLC0415  # the engine loads only where it is used

        row = {
            "key": key,
            "title": document.title,
            "count": len(document.requirements),
            "stored_at": timestamp(),
            "document": orjson.dumps(document_to_json(document)).decode(),
        }
        insert = (postgresql if self._database.dialect == "postgresql" else sqlite).insert(tables.requirement_set)
        statement = insert.values(row)
        new = {name: statement.excluded[name] for name in row if name != "key"}
        with self._database.begin() as connection:
            connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_=new))
            enqueue(connection, "standard", [key])

    def find_requirements(self, key: str) -> DocumentRequirements | None:
        """Return the requirements of the document ``key``, if they are held."""
        from catalog.comparison.codec import document_from_json  # noqa: PLC0415  # as above

        statement = sa.select(tables.requirement_set.c.document).where(tables.requirement_set.c.key == key)
        with self._database.connect() as connection:
            text = connection.execute(statement).scalar()
        return None if text is None else document_from_json(orjson.loads(text))

    def benchmarks_held(self) -> list[BenchmarkHeld]:
        """Return key, title and number of requirements of every document whose requirements are held, by key."""
        columns = tables.requirement_set.c
        with self._database.connect() as connection:
            rows = connection.execute(sa.select(columns.key, columns.title, columns.count).order_by(columns.key))
            return [(row[0], row[1], row[2]) for row in rows]


def _designation(report: dict[str, Any], side: str) -> str | None:
    """Return what names one side of a report: its key if it has one, else its designation as printed."""
    named: dict[str, Any] = report.get(side) or {}
    return named.get("key") or named.get("designation")
