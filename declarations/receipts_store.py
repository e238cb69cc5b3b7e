"""Receipts in the store: written in the transaction that publishes, read one by one or as the whole chain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson
import sqlalchemy as sa

from catalog.errors import NotFoundError
from declarations import tables_store as tables
from declarations.model import DeclarationKind
from declarations.receipts import make_receipt, receipt_from_json, signed_revision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection, RowMapping

    from catalog.database import Database
    from declarations.receipts import Receipt
    from declarations.signing import Signer

__all__ = ["ReceiptStore", "SignedRevision", "last_receipt", "write_receipt"]

_PAGE = 500


@dataclass(frozen=True, slots=True)
class SignedRevision:
    """A revision as its receipt has to vouch for it, and the number of that receipt, if it has one."""

    declaration: str
    number: int
    document: dict[str, Any]
    receipt: int | None


def last_receipt(connection: Connection) -> Receipt | None:
    """Return the end of the chain, as the open transaction sees it."""
    statement = sa.select(tables.receipt.c.document).order_by(tables.receipt.c.number.desc()).limit(1)
    document = connection.execute(statement).scalar()
    return None if document is None else receipt_from_json(orjson.loads(document))


def write_receipt(
    connection: Connection, declaration_id: str, number: int, signer: Signer, last: Receipt | None
) -> int:
    """Put the receipt of a revision that was just written at the end of the chain and return its number."""
    columns = tables.revision.c
    statement = sa.select(tables.revision).where(columns.declaration_id == declaration_id, columns.number == number)
    revision = _signed(connection.execute(statement).mappings().one())
    receipt = make_receipt(revision, signer, number=last.number + 1 if last else 1, before=last.sha256 if last else "")
    row = {
        "number": receipt.number,
        "declaration_id": declaration_id,
        "revision": number,
        "at": receipt.time,
        "sha256": receipt.sha256,
        "document": orjson.dumps(receipt.to_json()).decode(),
    }
    connection.execute(sa.insert(tables.receipt).values(row))
    return receipt.number


class ReceiptStore:
    """The chain of receipts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get_receipt(self, number: int) -> Receipt:
        """Return one receipt; raises NotFoundError."""
        found = self._receipts(tables.receipt.c.number == number)
        if not found:
            raise NotFoundError(
                f"There is no receipt {number}: check the number.",
                f"没有 {number} 号回执：请核对编号。",
                code="receipt-not-found",
            )
        return found[0]

    def receipts_of(self, declaration_id: str) -> dict[int, Receipt]:
        """Return the receipts of a declaration by the number of their revision."""
        return {one.revision: one for one in self._receipts(tables.receipt.c.declaration_id == declaration_id)}

    def iter_receipts(self) -> Iterator[Receipt]:
        """Go through the whole chain by number, page by page."""
        last = 0
        while page := self._receipts(tables.receipt.c.number > last, limit=_PAGE):
            yield from page
            last = page[-1].number

    def receipt_after(self, number: int) -> Receipt | None:
        """Return the receipt that follows in the chain, if there is one yet."""
        return next(iter(self._receipts(tables.receipt.c.number == number + 1)), None)

    def signed_revision(self, declaration_id: str, number: int) -> dict[str, Any]:
        """Return the JSON that the receipt of a revision vouches for; raises NotFoundError."""
        columns = tables.revision.c
        statement = sa.select(tables.revision).where(columns.declaration_id == declaration_id, columns.number == number)
        with self._database.connect() as connection:
            row = connection.execute(statement).mappings().first()
        if row is None:
            raise NotFoundError(
                f"No revision {number} of {declaration_id} is stored: check the address.",
                f"没有 {declaration_id} 的第 {number} 次修订：请核对网址。",
                code="declaration-not-found",
            )
        return _signed(row)

    def iter_signed_revisions(self) -> Iterator[SignedRevision]:
        """Go through every revision that a firm filed here, with the number of its receipt."""
        revision, receipt = tables.revision.c, tables.receipt.c
        joined = tables.revision.join(tables.declaration, tables.declaration.c.id == revision.declaration_id).join(
            tables.receipt,
            sa.and_(receipt.declaration_id == revision.declaration_id, receipt.revision == revision.number),
            isouter=True,
        )
        statement = (
            sa.select(tables.revision, receipt.number.label("receipt"))
            .select_from(joined)
            .where(tables.declaration.c.kind != DeclarationKind.IMPORTED)
            .order_by(revision.declaration_id, revision.number)
            .limit(_PAGE)
        )
        last = ("", 0)
        while True:
            after = sa.or_(
                revision.declaration_id > last[0],
                sa.and_(revision.declaration_id == last[0], revision.number > last[1]),
            )
            with self._database.connect() as connection:
                rows = connection.execute(statement.where(after)).mappings().all()
            if not rows:
                return
            for row in rows:
                yield SignedRevision(row["declaration_id"], row["number"], _signed(row), row["receipt"])
            last = (rows[-1]["declaration_id"], rows[-1]["number"])

    def _receipts(self, condition: sa.ColumnElement[bool], *, limit: int | None = None) -> list[Receipt]:
        statement = sa.select(tables.receipt.c.document).where(condition).order_by(tables.receipt.c.number)
        with self._database.connect() as connection:
            documents = connection.execute(statement.limit(limit)).scalars().all()
        return [receipt_from_json(orjson.loads(document)) for document in documents]


def _signed(row: RowMapping) -> dict[str, Any]:
    return signed_revision(row["declaration_id"], row["number"], row["published_at"], orjson.loads(row["document"]))
