"""Records of other platforms: kept apart from what was filed here, idempotent, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import orjson
import sqlalchemy as sa

from catalog.store import PutResult, timestamp
from declarations import tables_store as tables
from declarations.codec import content_to_json, firm_to_json, flat_to_json
from declarations.model import Change, DeclarationKind, DeclarationState
from declarations.publishing_store import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.engine import Connection, RowMapping

    from catalog.database import Database
    from declarations.model import Firm, ImportedFrom, RevisionContent

__all__ = ["ImportedRecord", "ImportingStore"]

_PARAMETERS = 1000


@dataclass(frozen=True, slots=True)
class ImportedRecord:
    """A declaration as another platform shows it, with the state that it shows."""

    firm: Firm
    content: RevisionContent
    imported: ImportedFrom
    state: DeclarationState = DeclarationState.PUBLISHED

    @property
    def source_record(self) -> str:
        """Return the identity of the record: source and name there."""
        return f"{self.imported.source}:{self.imported.record}"


class ImportingStore:
    """Writes imported records. The same input twice changes nothing; what changed becomes a new revision."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put_imported(self, records: Iterable[ImportedRecord], *, by: str = "import") -> PutResult:
        """Write a batch of records in one transaction, with their entries for the index."""
        by_source = {record.source_record: record for record in records}
        result = PutResult()
        with self._database.begin() as connection:
            self._database.serialize(connection, "declarations")
            held = _held(connection, list(by_source))
            writer = Writer(connection, timestamp())
            for name, record in by_source.items():
                result += _put(writer, record, held.get(name), by)
        return result


def _held(connection: Connection, names: list[str]) -> dict[str, RowMapping]:
    """Return the declarations that are held with the text of their newest revision, by source record."""
    now, revision = tables.declaration.c, tables.revision.c
    joined = tables.declaration.join(
        tables.revision, sa.and_(revision.declaration_id == now.id, revision.number == now.revision)
    )
    statement = sa.select(tables.declaration, revision.document.label("revision_document")).select_from(joined)
    found: dict[str, RowMapping] = {}
    for start in range(0, len(names), _PARAMETERS):
        part = names[start : start + _PARAMETERS]
        rows = connection.execute(statement.where(now.source_record.in_(part))).mappings()
        found.update({row["source_record"]: row for row in rows})
    return found


def _put(writer: Writer, record: ImportedRecord, held: RowMapping | None, by: str) -> PutResult:
    imported = flat_to_json(record.imported)
    if held is None:
        identity = writer.add_declaration(
            DeclarationKind.IMPORTED,
            record.firm,
            record.content,
            state=record.state.value,
            source_record=record.source_record,
            revision=1,
            document={"imported": imported},
        )
        writer.add_revision(identity, record.firm, record.content, Change.FIRST)
        writer.finish(identity, by, "import")
        return PutResult(created=1)
    said = {"firm": firm_to_json(record.firm), "content": content_to_json(record.content)}
    document = orjson.loads(held["revision_document"])
    same_content = said == {name: document[name] for name in said}
    if same_content and held["state"] == record.state and orjson.loads(held["document"])["imported"] == imported:
        return PutResult(unchanged=1)
    number = held["revision"]
    if not same_content:
        number = writer.add_revision(held["id"], record.firm, record.content, Change.CORRECTION)
    values = {
        "state": record.state.value,
        "uscc": record.firm.uscc,
        "region": record.firm.region,
        "standard_key": record.content.standard.key,
        "revision": number,
        "changed_at": writer.at,
        "document": orjson.dumps({"imported": imported}).decode(),
    }
    statement = sa.update(tables.declaration).where(tables.declaration.c.id == held["id"])
    writer.connection.execute(statement.values(values))
    writer.finish(held["id"], by, "import", revision=number, state=record.state.value)
    return PutResult(updated=1)
