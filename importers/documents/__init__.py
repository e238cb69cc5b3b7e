"""A firm's own standard, read into requirements with their sources. It only proposes: a person confirms each row."""

from __future__ import annotations

from importers.documents.decoding import MAX_BYTES, Decoded, decode
from importers.documents.drafts import ReadingIssue
from importers.documents.facts import DocumentFacts, Reference
from importers.documents.reading import DocumentReading, read_document

__all__ = [
    "MAX_BYTES",
    "Decoded",
    "DocumentFacts",
    "DocumentReading",
    "ReadingIssue",
    "Reference",
    "decode",
    "read_document",
]
