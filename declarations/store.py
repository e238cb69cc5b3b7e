"""Declarations as the record: drafts, publishing, receipts, reading, imported records and their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declarations.drafts_store import DraftStore
from declarations.importing_store import ImportingStore
from declarations.publishing_store import PublishingStore
from declarations.reading_store import ReadingStore
from declarations.receipts_store import ReceiptStore

if TYPE_CHECKING:
    from catalog.database import Database
    from declarations.files import FileStore
    from declarations.signing import SiteKeys

__all__ = ["DeclarationStore"]


class DeclarationStore(ReadingStore, PublishingStore, DraftStore, ImportingStore, ReceiptStore):
    """Everything that firms write and declare. Each method is one transaction of its own."""

    def __init__(self, database: Database, files: FileStore, keys: SiteKeys) -> None:
        DraftStore.__init__(self, database, files)
        PublishingStore.__init__(self, database, keys)
        self.database = database
        self.files = files
        self.keys = keys
