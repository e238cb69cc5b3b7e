"""The catalogue as the record: standards, their requirements, comparison runs, and the queue of the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog.standard_codec import prepare_standard
from catalog.store.decisions import Decision, DecisionStore
from catalog.store.queue import Action, IndexQueue, QueueEntry, enqueue, timestamp
from catalog.store.runs import RequirementStore, RunStore
from catalog.store.standards import PutResult, StandardStore

if TYPE_CHECKING:
    from catalog.database import Database

__all__ = [
    "Action",
    "CatalogStore",
    "Decision",
    "IndexQueue",
    "PutResult",
    "QueueEntry",
    "enqueue",
    "prepare_standard",
    "timestamp",
]


class CatalogStore(StandardStore, RequirementStore, RunStore, DecisionStore):
    """Everything that the catalogue keeps; ``queue`` is what the index has still to learn.

    Each method is one transaction of its own.
    """

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.database = database
        self.queue = IndexQueue(database)
