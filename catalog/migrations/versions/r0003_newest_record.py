"""Find the newest record of the catalogue without looking at all of them: every step of a filing asks for it."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_index(op.f("ix_standard_stored_at"), "standard", ["stored_at"])
