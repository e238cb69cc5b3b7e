"""Declarations as the record: drafts, publishing, reading, imported records and the files that belong to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declarations.drafts_store import DraftStore
from declarations.importing_store import ImportingStore
from declarations.publishing_store import PublishingStore
from declarations.reading_store import ReadingStore

if TYPE_CHECKING:
    from catalog.database import Database
    from declarations.files import FileStore

__all__ = ["DeclarationStore"]


class DeclarationStore(ReadingStore, PublishingStore, DraftStore, ImportingStore):
    """Everything that firms write and declare. Each method is one transaction of its own."""

    def __init__(self, database: Database, files: FileStore) -> None:
        DraftStore.__init__(self, database, files)
        self.database = database
        self.files = files
