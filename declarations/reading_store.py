"""Everything public of the declarations, as pages, exports and the index ask for it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson
import sqlalchemy as sa

from catalog.errors import NotFoundError
from declarations import tables_store as tables
from declarations.codec import (
    content_from_json,
    firm_from_json,
    imported_from_json,
    order_from_json,
    withdrawal_from_json,
)
from declarations.model import (
    IN_FORCE,
    Change,
    Declaration,
    DeclarationKind,
    DeclarationState,
    Firm,
    PublishedDeclaration,
    Revision,
    RevisionState,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy.engine import RowMapping

    from catalog.database import Database

__all__ = ["AuditEntry", "ReadingStore", "chained_digest"]

_PAGE = 500


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One thing that somebody did to a record: never changed, never deleted."""

    id: int
    at: str
    actor: str
    action: str
    subject: str
    details: dict[str, Any]


def chained_digest(before: str, document: str) -> str:
    """Return the digest of a revision: SHA-256 of the digest before it (empty for the first) and its JSON text."""
    return hashlib.sha256(f"{before}\n{document}".encode()).hexdigest()


class ReadingStore:
    """Published declarations with their newest revisions, and the chain behind them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find_declaration(self, declaration_id: str) -> PublishedDeclaration | None:
        """Return a declaration as it stands now."""
        return next(iter(self.get_public([declaration_id])), None)

    def get_declaration(self, declaration_id: str) -> PublishedDeclaration:
        """Return a declaration as it stands now; raises NotFoundError."""
        found = self.find_declaration(declaration_id)
        if found is None:
            raise _no_declaration(declaration_id)
        return found

    def get_public(self, ids: Iterable[str]) -> list[PublishedDeclaration]:
        """Return those declarations of the ids that there are, in the order of the ids."""
        wanted = list(dict.fromkeys(ids))
        found: dict[str, PublishedDeclaration] = {}
        for start in range(0, len(wanted), _PAGE):
            part = wanted[start : start + _PAGE]
            found.update({it.id: it for it in self._select(tables.declaration.c.id.in_(part))})
        return [found[name] for name in wanted if name in found]

    def iter_public(self) -> Iterator[PublishedDeclaration]:
        """Go through every declaration by id, read page by page so that nothing is held open."""
        last = ""
        while page := self._select(tables.declaration.c.id > last, order=(tables.declaration.c.id,), limit=_PAGE):
            yield from page
            last = page[-1].id

    def newest(self, *, limit: int = 50, region: str = "") -> list[PublishedDeclaration]:
        """Return what was published last; ``region`` is the start of a region's code."""
        columns = tables.declaration.c
        conditions = [columns.kind != DeclarationKind.IMPORTED]
        if region:
            conditions.append(columns.region.startswith(region, autoescape=True))
        return self._select(*conditions, limit=limit)

    def of_firm(self, uscc: str) -> list[PublishedDeclaration]:
        """Return every declaration of a firm, the newest first, imported records among them."""
        return self._select(tables.declaration.c.uscc == uscc)

    def by_standard(self, key: str) -> list[PublishedDeclaration]:
        """Return the declarations of the standard with that key, whether in force or not, the newest first."""
        return self._select(tables.declaration.c.standard_key == key)

    def mentioning(self, kind: str, value: str) -> list[PublishedDeclaration]:
        """Return the declarations that mention a ``reference`` or ``benchmark`` (key) or a ``gtin``, newest first."""
        mention = tables.mention.c
        ids = sa.select(mention.declaration_id).where(mention.kind == kind, mention.value == value)
        return self._select(tables.declaration.c.id.in_(ids))

    def find_by_designation(self, key: str) -> Revision | None:
        """Return the newest revision of the declaration in force that has that number, filed ones before imported."""
        own = self._select(
            tables.declaration.c.standard_key == key,
            tables.declaration.c.kind != DeclarationKind.PUBLIC_STANDARD,
            tables.declaration.c.state.in_(sorted(IN_FORCE)),
        )
        own.sort(key=lambda it: it.declaration.kind is DeclarationKind.IMPORTED)
        return own[0].revision if own else None

    def find_filed(self, key: str) -> str | None:
        """Return the id of the declaration in force that a firm filed here under that number of its own."""
        columns = tables.declaration.c
        statement = sa.select(columns.id).where(
            columns.standard_key == key,
            columns.kind == DeclarationKind.OWN_STANDARD,
            columns.state.in_(sorted(IN_FORCE)),
        )
        with self._database.connect() as connection:
            return connection.execute(statement.order_by(columns.id).limit(1)).scalar()

    def revisions(self, declaration_id: str) -> list[Revision]:
        """Return the whole chain, the first revision first; raises NotFoundError."""
        statement = sa.select(tables.revision).where(tables.revision.c.declaration_id == declaration_id)
        with self._database.connect() as connection:
            rows = connection.execute(statement.order_by(tables.revision.c.number)).mappings().all()
        if not rows:
            raise _no_declaration(declaration_id)
        return [read_revision(row) for row in rows]

    def get_revision(self, declaration_id: str, number: int) -> Revision:
        """Return one revision; raises NotFoundError."""
        columns = tables.revision.c
        statement = sa.select(tables.revision).where(columns.declaration_id == declaration_id, columns.number == number)
        with self._database.connect() as connection:
            row = connection.execute(statement).mappings().first()
        if row is None:
            raise _no_declaration(f"{declaration_id}/revisions/{number}")
        return read_revision(row)

    def chain_holds(self, declaration_id: str) -> bool:
        """Tell whether every digest of the chain follows from what the revisions say; raises NotFoundError."""
        columns = tables.revision.c
        statement = sa.select(columns.digest, columns.document).where(columns.declaration_id == declaration_id)
        with self._database.connect() as connection:
            rows = connection.execute(statement.order_by(columns.number)).all()
        if not rows:
            raise _no_declaration(declaration_id)
        before = ""
        for digest, document in rows:
            if digest != chained_digest(before, document):
                return False
            before = digest
        return True

    def count_declarations(self, *, by: str = "state") -> dict[str, int]:
        """Return how many declarations each ``state``, ``kind`` or ``region`` has."""
        columns = tables.declaration.c
        chosen = {"state": columns.state, "kind": columns.kind, "region": columns.region}[by]
        with self._database.connect() as connection:
            rows = connection.execute(sa.select(chosen, sa.func.count()).group_by(chosen).order_by(chosen))
            return {row[0]: row[1] for row in rows}

    def find_firm(self, uscc: str) -> Firm | None:
        """Return a firm: as it signed up, else as the newest imported record names it."""
        with self._database.connect() as connection:
            row = connection.execute(sa.select(tables.firm).where(tables.firm.c.uscc == uscc)).mappings().first()
        if row is not None:
            return read_firm(row)
        records = self.of_firm(uscc)
        return records[0].declaration.firm if records else None

    def list_firms(self, *, verified: bool | None = None) -> list[Firm]:
        """Return the firms that signed up, by code; only verified or unverified ones where asked."""
        statement = sa.select(tables.firm).order_by(tables.firm.c.uscc)
        if verified is not None:
            statement = statement.where(tables.firm.c.verified == verified)
        with self._database.connect() as connection:
            return [read_firm(row) for row in connection.execute(statement).mappings()]

    def audit_of(self, subject: str) -> list[AuditEntry]:
        """Return what was done to a declaration or firm, the first first."""
        columns = tables.audit.c
        with self._database.connect() as connection:
            rows = connection.execute(sa.select(tables.audit).where(columns.subject == subject).order_by(columns.id))
            return [
                AuditEntry(row.id, row.at, row.actor, row.action, row.subject, orjson.loads(row.document))
                for row in rows
            ]

    def _select(
        self,
        *conditions: sa.ColumnElement[bool],
        order: Sequence[sa.ColumnElement[Any]] = (),
        limit: int | None = None,
    ) -> list[PublishedDeclaration]:
        """Read declarations with their newest revision and the firm as it is now, the newest first."""
        now = tables.declaration.c
        revision = tables.revision.c
        firm = tables.firm.c
        joined = tables.declaration.join(
            tables.revision, sa.and_(revision.declaration_id == now.id, revision.number == now.revision)
        ).join(tables.firm, firm.uscc == now.uscc, isouter=True)
        statement = (
            sa.select(
                *(column.label(f"d_{column.name}") for column in now),
                *(column.label(f"r_{column.name}") for column in revision),
                *(column.label(f"f_{column.name}") for column in firm),
            )
            .select_from(joined)
            .where(*conditions)
            .order_by(*(order or (now.published_at.desc(), now.id)))
            .limit(limit)
        )
        with self._database.connect() as connection:
            return [_published(row) for row in connection.execute(statement).mappings()]


def read_firm(row: RowMapping | dict[str, Any]) -> Firm:
    """Return the firm of a row."""
    industry = orjson.loads(row["document"]).get("industry", "")
    return Firm(row["uscc"], row["name"], row["region"], industry, bool(row["verified"]))


def read_revision(row: RowMapping | dict[str, Any]) -> Revision:
    """Return the revision of a row."""
    document = orjson.loads(row["document"])
    return Revision(
        declaration_id=row["declaration_id"],
        number=row["number"],
        change=Change(document["change"]),
        state=RevisionState(row["state"]),
        published_at=row["published_at"],
        digest=row["digest"],
        firm=firm_from_json(document["firm"]),
        content=content_from_json(document["content"]),
    )


def read_declaration(row: RowMapping | dict[str, Any], firm: Firm) -> Declaration:
    """Return the declaration of a row."""
    document = orjson.loads(row["document"])
    return Declaration(
        id=row["id"],
        kind=DeclarationKind(row["kind"]),
        state=DeclarationState(row["state"]),
        firm=firm,
        standard_key=row["standard_key"],
        revision=row["revision"],
        published_at=row["published_at"],
        changed_at=row["changed_at"],
        supersedes=document.get("supersedes"),
        superseded_by=document.get("superseded_by"),
        withdrawal=withdrawal_from_json(document.get("withdrawal")),
        order=order_from_json(document.get("order")),
        basis=tuple(document.get("basis", ())),
        basis_due=document.get("basis_due", ""),
        imported=imported_from_json(document.get("imported")),
    )


def _published(row: RowMapping) -> PublishedDeclaration:
    parts: dict[str, dict[str, Any]] = {"d": {}, "r": {}, "f": {}}
    for name, value in row.items():
        table, _, column = str(name).partition("_")
        parts[table][column] = value
    revision = read_revision(parts["r"])
    # an imported record speaks of the firm as its source does, even where a firm of that code signed up here
    is_imported = parts["d"]["kind"] == DeclarationKind.IMPORTED
    firm = revision.firm if is_imported or parts["f"]["uscc"] is None else read_firm(parts["f"])
    return PublishedDeclaration(read_declaration(parts["d"], firm), revision)


def _no_declaration(name: str) -> NotFoundError:
    return NotFoundError(
        f"No declaration is stored under {name}: check the address.",
        f"没有编号为 {name} 的声明：请核对网址。",
        code="declaration-not-found",
    )
