"""Keep a signed receipt of every publication from now on; the database itself refuses to change or delete one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_REASON = "rows of receipt stay as they were written"


def upgrade() -> None:
    op.create_table(
        "receipt",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("declaration_id", _KEY, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_receipt")),
        sa.ForeignKeyConstraint(
            ["declaration_id", "revision"],
            ["revision.declaration_id", "revision.number"],
            name=op.f("fk_receipt_declaration_id_revision"),
        ),
        sa.UniqueConstraint("declaration_id", "revision", name=op.f("uq_receipt_declaration_id_revision")),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION receipt_stays() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_REASON}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        op.execute(
            "CREATE TRIGGER receipt_stays BEFORE UPDATE OR DELETE ON receipt "
            "FOR EACH ROW EXECUTE FUNCTION receipt_stays()"
        )
        return
    for operation in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER receipt_stays_on_{operation.lower()} BEFORE {operation} ON receipt "
            f"BEGIN SELECT RAISE(ABORT, '{_REASON}'); END"
        )
