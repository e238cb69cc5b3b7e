"""What changes a published declaration: publishing, withdrawing, orders of authorities. Each is one transaction.

The transaction writes the revision, its receipt, the state of the declaration, the entry for the index and the entry of
the audit together. Nothing that was published is deleted.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson
import sqlalchemy as sa

from catalog.designations import designation_key
from catalog.errors import ConflictError, ForbiddenError, NotFoundError, UnusableInputError
from catalog.store import enqueue, timestamp
from declarations import tables_store as tables
from declarations.codec import content_to_json, firm_to_json, flat_to_json
from declarations.drafts_store import take_draft
from declarations.model import (
    ALLOWED_CHANGES,
    IN_FORCE,
    Change,
    DeclarationKind,
    DeclarationState,
    RevisionState,
    new_identity,
)
from declarations.reading_store import chained_digest, read_firm
from declarations.receipts_store import last_receipt, write_receipt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection, RowMapping

    from catalog.database import Database
    from declarations.model import AuthorityOrder, Firm, RevisionContent, Withdrawal
    from declarations.receipts import Receipt
    from declarations.signing import Signer, SiteKeys

__all__ = ["PublishingStore", "Writer"]


@dataclass(frozen=True, slots=True)
class Writer:
    """The rows of one declaration inside an open transaction."""

    connection: Connection
    at: str
    signer: Signer | None = None
    last: Receipt | None = None

    def sign(self, declaration_id: str, number: int) -> int:
        """Write the receipt of a revision at the end of the chain and return its number."""
        if self.signer is None:  # a programming error: only the transactions of :meth:`PublishingStore._signing` sign
            raise AssertionError
        return write_receipt(self.connection, declaration_id, number, self.signer, self.last)

    def lock(self, declaration_id: str) -> RowMapping:
        """Return the row of a declaration and keep others from changing it; raises NotFoundError."""
        statement = sa.select(tables.declaration).where(tables.declaration.c.id == declaration_id).with_for_update()
        row = self.connection.execute(statement).mappings().first()
        if row is None:
            raise NotFoundError(
                f"No declaration is stored under {declaration_id}: check the address.",
                f"没有编号为 {declaration_id} 的声明：请核对网址。",
                code="declaration-not-found",
            )
        return row

    def add_declaration(self, kind: DeclarationKind, firm: Firm, content: RevisionContent, **values: Any) -> str:  # noqa: ANN401  # columns of the table
        """Write a new declaration without its first revision and return its id."""
        identity = new_identity()
        document = {name: value for name, value in values.pop("document", {}).items() if value}
        row = {
            "id": identity,
            "kind": kind.value,
            "state": DeclarationState.PUBLISHED.value,
            "uscc": firm.uscc,
            "region": firm.region,
            "standard_key": content.standard.key,
            "source_record": None,
            "revision": 0,
            "published_at": self.at,
            "changed_at": self.at,
            "document": orjson.dumps(document).decode(),
            **values,
        }
        self.connection.execute(sa.insert(tables.declaration).values(row))
        return identity

    def add_revision(self, declaration_id: str, firm: Firm, content: RevisionContent, change: Change) -> int:
        """Put a revision at the end of the chain and return its number; the one before it becomes history."""
        columns = tables.revision.c
        of_this = columns.declaration_id == declaration_id
        last = self.connection.execute(
            sa.select(columns.number, columns.digest).where(of_this).order_by(columns.number.desc()).limit(1)
        ).first()
        number, before = (last.number + 1, last.digest) if last else (1, "")
        document = orjson.dumps(
            {"change": change.value, "firm": firm_to_json(firm), "content": content_to_json(content)}
        ).decode()
        self.connection.execute(sa.update(tables.revision).where(of_this).values(state=RevisionState.SUPERSEDED.value))
        row = {
            "declaration_id": declaration_id,
            "number": number,
            "state": RevisionState.CURRENT.value,
            "published_at": self.at,
            "digest": chained_digest(before, document),
            "document": document,
        }
        self.connection.execute(sa.insert(tables.revision).values(row))
        self._mention(declaration_id, content)
        return number

    def change(self, row: RowMapping, state: DeclarationState, *, number: int | None = None, **facts: Any) -> None:  # noqa: ANN401  # JSON
        """Bring a declaration to another state; raises ConflictError where the rules do not allow that.

        ``facts`` go into its document; those that are none are taken out.
        """
        now = DeclarationState(row["state"])
        if state not in ALLOWED_CHANGES[now]:
            raise ConflictError(
                f"A declaration that is {now.value} cannot become {state.value}: look at its history.",
                f"状态为“{now.value}”的声明不能变为“{state.value}”：请查看其历史。",
                code="state",
            )
        document = orjson.loads(row["document"]) | facts
        values: dict[str, Any] = {
            "state": state.value,
            "changed_at": self.at,
            "document": orjson.dumps({name: value for name, value in document.items() if value}).decode(),
        }
        if number is not None:
            values["revision"] = number
        statement = sa.update(tables.declaration).where(tables.declaration.c.id == row["id"])
        self.connection.execute(statement.values(values))

    def finish(self, declaration_id: str, actor: str, action: str, **details: Any) -> None:  # noqa: ANN401  # JSON
        """Write down who did what, and tell the index."""
        row = {
            "at": self.at,
            "actor": actor,
            "action": action,
            "subject": declaration_id,
            "document": orjson.dumps({name: value for name, value in details.items() if value}).decode(),
        }
        self.connection.execute(sa.insert(tables.audit).values(row))
        enqueue(self.connection, "declaration", [declaration_id])

    def _mention(self, declaration_id: str, content: RevisionContent) -> None:
        """Write what the declaration is found by; files of earlier revisions stay public."""
        columns = tables.mention.c
        old = sa.delete(tables.mention).where(columns.declaration_id == declaration_id, columns.kind != "file")
        self.connection.execute(old)
        files = sa.select(columns.value).where(columns.declaration_id == declaration_id, columns.kind == "file")
        held = set(self.connection.execute(files).scalars())
        mentions = {("reference", designation_key(text)) for text in content.references}
        mentions |= {("benchmark", choice.key) for choice in content.benchmarks}
        mentions |= {("gtin", product.gtin) for product in content.products}
        mentions |= {("file", file.sha256) for file in content.files if file.sha256 not in held}
        rows = [
            {"kind": kind, "value": value, "declaration_id": declaration_id}
            for kind, value in sorted((kind, value) for kind, value in mentions if value)
        ]
        if rows:
            self.connection.execute(sa.insert(tables.mention), rows)


class PublishingStore:
    """Publishing and what can happen to a declaration afterwards."""

    def __init__(self, database: Database, keys: SiteKeys) -> None:
        self._database = database
        self._keys = keys

    @contextmanager
    def _signing(self) -> Iterator[Writer]:
        """Open a transaction that ends with a receipt: one at a time, with the key in use and the end of the chain."""
        signer = self._keys.signer()
        with self._database.begin() as connection:
            self._database.serialize(connection, "declarations")
            last = last_receipt(connection)
            # the clocks of several machines differ: no receipt is of an earlier time than the one before it
            yield Writer(connection, max(timestamp(), last.time if last else ""), signer, last)

    def publish(
        self,
        content: RevisionContent,
        *,
        uscc: str,
        by: str,
        kind: DeclarationKind = DeclarationKind.OWN_STANDARD,
        draft: tuple[str, int] | None = None,
        supersedes: str | None = None,
    ) -> str:
        """Publish a new declaration and return its id; the draft (id, version) that it was is gone then.

        ``supersedes`` is the firm's declaration that this one takes the place of. Raises ConflictError where the number
        is declared already or the draft was changed meanwhile, NotFoundError and ForbiddenError for what is not theirs.
        """
        with self._signing() as writer:
            connection = writer.connection
            firm = self._firm(connection, uscc)
            if draft is not None:
                take_draft(connection, uscc, *draft)
            self._require_own_files(connection, uscc, content)
            identity = writer.add_declaration(kind, firm, content, document={"supersedes": supersedes})
            if supersedes is not None:
                old = self._own(writer, supersedes, uscc)
                writer.change(old, DeclarationState.SUPERSEDED, superseded_by=identity)
                writer.finish(supersedes, by, "supersede", superseded_by=identity)
            if kind is DeclarationKind.OWN_STANDARD:
                self._require_free_number(connection, content, identity)
            number = writer.add_revision(identity, firm, content, Change.FIRST)
            statement = sa.update(tables.declaration).where(tables.declaration.c.id == identity)
            connection.execute(statement.values(revision=number))
            writer.finish(identity, by, "publish", revision=number, receipt=writer.sign(identity, number))
        return identity

    def revise(
        self,
        declaration_id: str,
        content: RevisionContent,
        *,
        uscc: str,
        by: str,
        change: Change,
        draft: tuple[str, int] | None = None,
    ) -> int:
        """Publish an amendment or correction of the same number and return the number of the new revision.

        Raises UnusableInputError for another number (that is a new declaration), ConflictError where the declaration
        is no longer in force or the draft was changed meanwhile, NotFoundError or ForbiddenError if not theirs.
        """
        with self._signing() as writer:
            connection = writer.connection
            firm = self._firm(connection, uscc)
            row = self._own(writer, declaration_id, uscc)
            if content.standard.key != row["standard_key"]:
                raise UnusableInputError(
                    f"A revision keeps its number ({row['standard_key']}): publish a new number as a new declaration.",
                    f"修订不改变编号（{row['standard_key']}）：新编号请作为新的声明公开。",
                    code="number-changed",
                )
            if draft is not None:
                take_draft(connection, uscc, *draft)
            self._require_own_files(connection, uscc, content)
            was_amended = row["state"] == DeclarationState.AMENDED
            amended = change is Change.AMENDMENT or was_amended
            state = DeclarationState.AMENDED if amended else DeclarationState.PUBLISHED
            number = writer.add_revision(declaration_id, firm, content, change)
            writer.change(row, state, number=number, order=None, basis=None, basis_due=None)
            receipt = writer.sign(declaration_id, number)
            writer.finish(declaration_id, by, change.value, revision=number, receipt=receipt)
        return number

    def withdraw(self, declaration_id: str, withdrawal: Withdrawal, *, uscc: str, by: str) -> None:
        """Take a declaration back; its page stays with date and reason.

        Raises UnusableInputError without a reason, ConflictError where it is not in force or a correction was ordered,
        NotFoundError and ForbiddenError for what is not theirs.
        """
        if not withdrawal.reason.strip():
            raise UnusableInputError(
                "The reason is missing: say why the declaration is withdrawn; the page will show it.",
                "缺少理由：请说明废止原因，页面将予公示。",
                code="reason-missing",
            )
        with self._database.begin() as connection:
            writer = Writer(connection, timestamp())
            row = self._own(writer, declaration_id, uscc)
            writer.change(row, DeclarationState.WITHDRAWN, withdrawal=flat_to_json(withdrawal))
            writer.finish(declaration_id, by, "withdraw", **flat_to_json(withdrawal))

    def record_order(self, declaration_id: str, state: DeclarationState, order: AuthorityOrder, *, by: str) -> None:
        """Record a decision of an authority: correction ordered, publicised, number revoked or annulled.

        Raises ConflictError where the rules do not allow that state now, NotFoundError, or UnusableInputError.
        """
        by_authority = (
            DeclarationState.CORRECTION_ORDERED,
            DeclarationState.PUBLICISED,
            DeclarationState.NUMBER_REVOKED,
            DeclarationState.ANNULLED,
        )
        if state not in by_authority:
            raise UnusableInputError(f"{state.value} is not a decision of an authority.", code="state")
        with self._database.begin() as connection:
            writer = Writer(connection, timestamp())
            writer.change(writer.lock(declaration_id), state, order=flat_to_json(order))
            writer.finish(declaration_id, by, state.value, **flat_to_json(order))

    def mark_basis_changed(
        self, declaration_id: str, replaced: tuple[str, ...], *, due: str = "", by: str = "system"
    ) -> None:
        """Note that cited standards were replaced and by when the firm has to follow.

        Raises ConflictError where the declaration is not in force or that was noted already.
        """
        facts: dict[str, Any] = {"basis": list(replaced), "basis_due": due}
        with self._database.begin() as connection:
            writer = Writer(connection, timestamp())
            writer.change(writer.lock(declaration_id), DeclarationState.BASIS_CHANGED, **facts)
            writer.finish(declaration_id, by, "basis_changed", **facts)

    def set_verified(self, uscc: str, *, verified: bool, by: str, evidence: str) -> None:
        """Note whether the firm's identity was verified and by what evidence; raises NotFoundError."""
        self._change_firm(uscc, by, "verify" if verified else "unverify", {"verified": verified}, evidence=evidence)

    def update_firm(self, firm: Firm, *, by: str) -> None:
        """Change name, region and industry of a firm that signed up (revisions keep the old name); or NotFoundError."""
        document = orjson.dumps(firm_to_json(firm)).decode()
        values = {"name": firm.name, "region": firm.region, "document": document}
        self._change_firm(str(firm.uscc), by, "update", values, name=firm.name, region=firm.region)

    def _change_firm(self, uscc: str, by: str, action: str, values: dict[str, Any], **details: str) -> None:
        columns = tables.declaration.c
        with self._database.begin() as connection:
            changed = connection.execute(sa.update(tables.firm).where(tables.firm.c.uscc == uscc).values(values))
            if changed.rowcount != 1:
                raise _no_firm(uscc)
            row = {"at": timestamp(), "actor": by, "action": action, "subject": uscc}
            connection.execute(sa.insert(tables.audit).values(row | {"document": orjson.dumps(details).decode()}))
            ids = connection.execute(sa.select(columns.id).where(columns.uscc == uscc).order_by(columns.id)).scalars()
            enqueue(connection, "declaration", ids.all())

    def _firm(self, connection: Connection, uscc: str) -> Firm:
        row = connection.execute(sa.select(tables.firm).where(tables.firm.c.uscc == uscc)).mappings().first()
        if row is None:
            raise _no_firm(uscc)
        return read_firm(row)

    def _own(self, writer: Writer, declaration_id: str, uscc: str) -> RowMapping:
        row = writer.lock(declaration_id)
        if row["uscc"] != uscc or row["kind"] == DeclarationKind.IMPORTED:
            raise ForbiddenError(
                "This declaration is not one that your firm filed: only the firm itself can change it.",
                "该声明不是贵企业提交的：只能由提交企业自行修改。",
                code="not-yours",
            )
        return row

    def _require_free_number(self, connection: Connection, content: RevisionContent, identity: str) -> None:
        columns = tables.declaration.c
        same = sa.select(columns.id).where(
            columns.standard_key == content.standard.key,
            columns.kind == DeclarationKind.OWN_STANDARD.value,
            columns.state.in_(sorted(IN_FORCE)),
            columns.id != identity,
        )
        other = connection.execute(same.limit(1)).scalar()
        if other is not None:
            raise ConflictError(
                f"{content.standard.designation} is declared already ({other}): revise that declaration, "
                "or check the number.",
                f"{content.standard.designation} 已有声明（{other}）：请修订该声明，或核对编号。",
                code="number-taken",
            )

    def _require_own_files(self, connection: Connection, uscc: str, content: RevisionContent) -> None:
        wanted = {file.sha256 for file in content.files}
        columns = tables.firm_file.c
        held = connection.execute(sa.select(columns.sha256).where(columns.uscc == uscc, columns.sha256.in_(wanted)))
        if wanted - set(held.scalars()):
            raise UnusableInputError(
                "A file of this declaration was not handed in by your firm: hand it in again.",
                "声明中的文件不是贵企业上传的：请重新上传。",
                code="file-not-yours",
            )


def _no_firm(uscc: str) -> NotFoundError:
    return NotFoundError(f"No firm has signed up with {uscc}.", f"没有以 {uscc} 注册的企业。", code="firm-not-found")
