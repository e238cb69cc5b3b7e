"""Make all tables of the catalogue, the declarations and the accounts."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    _catalogue()
    _accounts()
    _declarations()
    _forbid("run", "UPDATE", "DELETE")
    _forbid("audit", "UPDATE", "DELETE")
    _forbid("declaration", "DELETE")
    _forbid("revision", "UPDATE OF declaration_id, number, published_at, digest, document", "DELETE")


def _catalogue() -> None:
    _table(
        "standard",
        _key("key", primary_key=True),
        _key("work_key", index=True),
        _key("slug", index=True),
        _text("level"),
        _text("status"),
        _text("published", nullable=True),
        _text("stored_at"),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        _text("document"),
    )
    _table(
        "relation",
        _key("target_key", primary_key=True),
        _key("source_key", primary_key=True),
        sqlite_with_rowid=False,
    )
    _table(
        "requirement_set",
        _key("key", primary_key=True),
        _text("title", nullable=True),
        sa.Column("count", sa.Integer, nullable=False),
        _text("stored_at"),
        _text("document"),
    )
    _table(
        "run",
        _key("id", primary_key=True),
        _key("declared_key", nullable=True, index=True),
        sa.Column("declared_revision", sa.Integer),
        _key("benchmark_key", nullable=True, index=True),
        _text("at"),
        _text("versions"),
        _text("document"),
    )
    _table(
        "source_import",
        sa.Column("id", sa.Integer, primary_key=True),
        _key("source", index=True),
        _text("at"),
        _text("report"),
    )
    _table(
        "index_queue",
        sa.Column("id", _SERIAL, primary_key=True),
        _text("kind"),
        _key("record_id"),
        _text("action"),
        _text("enqueued_at"),
        sqlite_autoincrement=True,
    )
    _table("lease", _key("name", primary_key=True), _text("owner"), sa.Column("until", sa.Double, nullable=False))


def _accounts() -> None:
    _table(
        "firm",
        _key("uscc", primary_key=True),
        _text("name", index=True),
        _text("region"),
        sa.Column("verified", sa.Boolean, nullable=False),
        _text("created_at"),
        _text("document"),
    )
    _table(
        "account",
        _key("id", primary_key=True),
        _key("name", unique=True),
        _text("password_hash"),
        _text("role"),
        _reference("uscc", "firm.uscc", nullable=True, index=True),
        _text("created_at"),
        _text("closed_at", nullable=True),
    )
    _table(
        "session",
        _key("token_hash", primary_key=True),
        _key("public_id", unique=True),
        _reference("account_id", "account.id", index=True),
        _text("created_at"),
        sa.Column("seen_at", sa.Double, nullable=False),
        sa.Column("expires_at", sa.Double, nullable=False),
        _text("client"),
    )
    _table(
        "sign_in_attempt",
        sa.Column("id", _SERIAL, primary_key=True),
        _key("name"),
        _key("address"),
        sa.Column("at", sa.Double, nullable=False),
    )
    op.create_index(op.f("ix_sign_in_attempt_name_at"), "sign_in_attempt", ["name", "at"])
    op.create_index(op.f("ix_sign_in_attempt_address_at"), "sign_in_attempt", ["address", "at"])


def _declarations() -> None:
    _table(
        "draft",
        _key("id", primary_key=True),
        _reference("uscc", "firm.uscc", index=True),
        sa.Column("version", sa.Integer, nullable=False),
        _text("title"),
        _text("created_at"),
        _text("updated_at"),
        _text("updated_by"),
        _text("document"),
    )
    _table(
        "declaration",
        _key("id", primary_key=True),
        _text("kind"),
        _text("state"),
        _key("uscc", nullable=True, index=True),
        _text("region"),
        _key("standard_key", index=True),
        _key("source_record", nullable=True, unique=True),
        sa.Column("revision", sa.Integer, nullable=False),
        _text("published_at"),
        _text("changed_at"),
        _text("document"),
    )
    op.create_index(op.f("ix_declaration_published_at_id"), "declaration", ["published_at", "id"])
    op.create_index(op.f("ix_declaration_region_state"), "declaration", ["region", "state"])
    _table(
        "revision",
        _reference("declaration_id", "declaration.id", primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        _text("state"),
        _text("published_at"),
        _text("digest"),
        _text("document"),
    )
    _table(
        "firm_file",
        _reference("uscc", "firm.uscc", primary_key=True),
        _key("sha256", primary_key=True),
        _text("name"),
        _text("media_type"),
        sa.Column("size", sa.BigInteger, nullable=False),
        _text("added_at"),
    )
    _table(
        "mention",
        _text("kind", primary_key=True),
        _key("value", primary_key=True),
        _reference("declaration_id", "declaration.id", primary_key=True, index=True),
    )
    _table(
        "audit",
        sa.Column("id", _SERIAL, primary_key=True),
        _text("at"),
        _text("actor"),
        _text("action"),
        _key("subject", index=True),
        _text("document"),
        sqlite_autoincrement=True,
    )


def _forbid(table: str, *operations: str) -> None:
    """Let the database itself refuse to change what must stay as it was written."""
    reason = f"rows of {table} stay as they were written"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{reason}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_stays BEFORE {' OR '.join(operations)} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_stays()"
        )
        return
    for operation in operations:
        op.execute(
            f"CREATE TRIGGER {table}_stays_on_{operation.split()[0].lower()} BEFORE {operation} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{reason}'); END"
        )


def _table(name: str, *columns: sa.Column[Any], **options: bool) -> None:
    """Make a table; keys and references get the names that the naming convention of the metadata gives them."""
    constraints: list[sa.Constraint] = []
    primary = [column.name for column in columns if column.primary_key]
    constraints.append(sa.PrimaryKeyConstraint(*primary, name=op.f(f"pk_{name}")))
    for column in columns:
        if "unique" in column.info:
            constraints.append(sa.UniqueConstraint(column.name, name=op.f(f"uq_{name}_{column.name}")))
        if "target" in column.info:
            target = [column.info["target"]]
            constraints.append(sa.ForeignKeyConstraint([column.name], target, name=op.f(f"fk_{name}_{column.name}")))
    op.create_table(name, *columns, *constraints, **options)
    for column in columns:
        if "index" in column.info:
            op.create_index(op.f(f"ix_{name}_{column.name}"), name, [column.name])


def _text(name: str, *, nullable: bool = False, primary_key: bool = False, index: bool = False) -> sa.Column[str]:
    info = {"index": True} if index else {}
    return sa.Column(name, sa.Text, nullable=nullable, primary_key=primary_key, info=info)


def _key(
    name: str, *, nullable: bool = False, primary_key: bool = False, index: bool = False, unique: bool = False
) -> sa.Column[str]:
    info = {word: True for word, wanted in (("index", index), ("unique", unique)) if wanted}
    return sa.Column(name, _KEY, nullable=nullable, primary_key=primary_key, info=info)


def _reference(
    name: str, target: str, *, nullable: bool = False, primary_key: bool = False, index: bool = False
) -> sa.Column[str]:
    column = _key(name, nullable=nullable, primary_key=primary_key, index=index)
    column.info["target"] = target
    return column
