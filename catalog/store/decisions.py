"""What named reviewers decided of rows of kept comparisons: added, never changed; the last of a row counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from catalog.store import tables
from catalog.store.queue import timestamp

if TYPE_CHECKING:
    from catalog.database import Database

__all__ = ["Decision", "DecisionStore"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One reviewer's verdict on one row of a run, beside the engine's own."""

    run: str
    row: str
    verdict: str
    by: str
    reason: str
    at: str


class DecisionStore:
    """Decisions by run, oldest first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put_decision(self, run: str, row: str, verdict: str, *, by: str, reason: str) -> Decision:
        """Add a decision; an earlier one on the same row stays in the history."""
        decided = Decision(run, row, verdict, by, reason, timestamp())
        values = {
            "run_id": run,
            "row": row,
            "verdict": verdict,
            "decided_by": by,
            "reason": reason,
            "at": decided.at,
        }
        with self._database.begin() as connection:
            connection.execute(sa.insert(tables.decision).values(values))
        return decided

    def decisions_of(self, run: str) -> list[Decision]:
        """Return everything that was decided of the rows of a run, oldest first."""
        columns = tables.decision.c
        statement = (
            sa.select(columns.run_id, columns.row, columns.verdict, columns.decided_by, columns.reason, columns.at)
            .where(columns.run_id == run)
            .order_by(columns.id)
        )
        with self._database.connect() as connection:
            return [Decision(*row) for row in connection.execute(statement)]
