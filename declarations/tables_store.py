"""The tables of declarations and accounts: what is asked for is a column, the rest of a record one JSON document."""

from __future__ import annotations

import sqlalchemy as sa

from catalog.database import KeyText, metadata

__all__ = [
    "account",
    "audit",
    "declaration",
    "draft",
    "firm",
    "firm_file",
    "mention",
    "receipt",
    "revision",
    "session",
    "sign_in_attempt",
]

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")

firm = sa.Table(
    "firm",
    metadata,
    sa.Column("uscc", KeyText(), primary_key=True),
    sa.Column("name", sa.Text, nullable=False, index=True),
    sa.Column("region", sa.Text, nullable=False),
    sa.Column("verified", sa.Boolean, nullable=False),
    sa.Column("created_at", sa.Text, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
)

account = sa.Table(
    "account",
    metadata,
    sa.Column("id", KeyText(), primary_key=True),
    sa.Column("name", KeyText(), nullable=False, unique=True),
    sa.Column("password_hash", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("uscc", KeyText(), sa.ForeignKey("firm.uscc"), index=True),
    sa.Column("created_at", sa.Text, nullable=False),
    sa.Column("closed_at", sa.Text),
)

session = sa.Table(
    "session",
    metadata,
    sa.Column("token_hash", KeyText(), primary_key=True),
    sa.Column("public_id", KeyText(), nullable=False, unique=True),
    sa.Column("account_id", KeyText(), sa.ForeignKey("account.id"), nullable=False, index=True),
    sa.Column("created_at", sa.Text, nullable=False),
    sa.Column("seen_at", sa.Double, nullable=False),
    sa.Column("expires_at", sa.Double, nullable=False),
    sa.Column("client", sa.Text, nullable=False),
)

sign_in_attempt = sa.Table(
    "sign_in_attempt",
    metadata,
    sa.Column("id", _ID, primary_key=True),
    sa.Column("name", KeyText(), nullable=False),
    sa.Column("address", KeyText(), nullable=False),
    sa.Column("at", sa.Double, nullable=False),
    sa.Index(None, "name", "at"),
    sa.Index(None, "address", "at"),
)
"""Failed attempts only: a name that signs in clears its own."""

draft = sa.Table(
    "draft",
    metadata,
    sa.Column("id", KeyText(), primary_key=True),
    sa.Column("uscc", KeyText(), sa.ForeignKey("firm.uscc"), nullable=False, index=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("created_at", sa.Text, nullable=False),
    sa.Column("updated_at", sa.Text, nullable=False),
    sa.Column("updated_by", sa.Text, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
)

declaration = sa.Table(
    "declaration",
    metadata,
    sa.Column("id", KeyText(), primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("uscc", KeyText(), index=True),
    sa.Column("region", sa.Text, nullable=False),
    sa.Column("standard_key", KeyText(), nullable=False, index=True),
    sa.Column("source_record", KeyText(), unique=True),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("published_at", sa.Text, nullable=False),
    sa.Column("changed_at", sa.Text, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
    sa.Index(None, "published_at", "id"),
    sa.Index(None, "region", "state"),
)

revision = sa.Table(
    "revision",
    metadata,
    sa.Column("declaration_id", KeyText(), sa.ForeignKey("declaration.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("published_at", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
)
"""``digest`` is the SHA-256 of the digest before it and of the document: a changed past does not add up."""

receipt = sa.Table(
    "receipt",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("declaration_id", KeyText(), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
    sa.ForeignKeyConstraint(["declaration_id", "revision"], ["revision.declaration_id", "revision.number"]),
    sa.UniqueConstraint("declaration_id", "revision"),
)
"""One chain for the site: ``number`` counts from 1 without a gap, each names the SHA-256 of the one before it."""

firm_file = sa.Table(
    "firm_file",
    metadata,
    sa.Column("uscc", KeyText(), sa.ForeignKey("firm.uscc"), primary_key=True),
    sa.Column("sha256", KeyText(), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("added_at", sa.Text, nullable=False),
)

mention = sa.Table(
    "mention",
    metadata,
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("value", KeyText(), primary_key=True),
    sa.Column("declaration_id", KeyText(), sa.ForeignKey("declaration.id"), primary_key=True, index=True),
)
"""What a declaration can be found by: keys of cited standards and benchmarks, bar codes, files of every revision."""

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("id", _ID, primary_key=True),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("subject", KeyText(), nullable=False, index=True),
    sa.Column("document", sa.Text, nullable=False),
    sqlite_autoincrement=True,
)
