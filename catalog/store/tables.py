"""The tables of the catalogue: what is asked for is a column, the rest of a record one JSON document."""

from __future__ import annotations

import sqlalchemy as sa

from catalog.database import KeyText, metadata

__all__ = [
    "decision",
    "index_queue",
    "lease",
    "relation",
    "requirement_set",
    "run",
    "source_import",
    "standard",
]

standard = sa.Table(
    "standard",
    metadata,
    sa.Column("key", KeyText(), primary_key=True),
    sa.Column("work_key", KeyText(), nullable=False, index=True),
    sa.Column("slug", KeyText(), nullable=False, index=True),
    sa.Column("level", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("published", sa.Text),
    sa.Column("stored_at", sa.Text, nullable=False, index=True),
    sa.Column("hash", sa.LargeBinary, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
)

relation = sa.Table(
    "relation",
    metadata,
    sa.Column("target_key", KeyText(), primary_key=True),
    sa.Column("source_key", KeyText(), primary_key=True),
    sqlite_with_rowid=False,
)
"""Who points at a key: one narrow row for each pair; what kind of arrow it is stands in the source's document."""

requirement_set = sa.Table(
    "requirement_set",
    metadata,
    sa.Column("key", KeyText(), primary_key=True),
    sa.Column("title", sa.Text),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("stored_at", sa.Text, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
)

run = sa.Table(
    "run",
    metadata,
    sa.Column("id", KeyText(), primary_key=True),
    sa.Column("declared_key", KeyText(), index=True),
    sa.Column("declared_revision", sa.Integer),
    sa.Column("benchmark_key", KeyText(), index=True),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("versions", sa.Text, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
)

decision = sa.Table(
    "decision",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("run_id", KeyText(), sa.ForeignKey("run.id"), nullable=False, index=True),
    sa.Column("row", KeyText(), nullable=False),
    sa.Column("verdict", sa.Text, nullable=False),
    sa.Column("decided_by", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sqlite_autoincrement=True,
)
"""What named people decided of rows of runs: only ever added to; the last one of a row counts."""

source_import = sa.Table(
    "source_import",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("source", KeyText(), nullable=False, index=True),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("report", sa.Text, nullable=False),
)

index_queue = sa.Table(
    "index_queue",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("record_id", KeyText(), nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("enqueued_at", sa.Text, nullable=False),
    sqlite_autoincrement=True,
)

lease = sa.Table(
    "lease",
    metadata,
    sa.Column("name", KeyText(), primary_key=True),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("until", sa.Double, nullable=False),
)
