"""A firm's own standard, read into requirements with their sources. It only proposes: a person confirms each row.

The readers load on first use, so that whoever reads in a process of its own (:func:`read_isolated`) starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from importers.documents.decoding import Decoded, decode
    from importers.documents.drafts import ReadingIssue
    from importers.documents.facts import DocumentFacts, Reference
    from importers.documents.formats import MAX_BYTES, media_type_of
    from importers.documents.isolation import draw_isolated, keep_ready, measure_isolated, read_isolated
    from importers.documents.reading import DocumentReading, read_document

__all__ = [
    "MAX_BYTES",
    "Decoded",
    "DocumentFacts",
    "DocumentReading",
    "ReadingIssue",
    "Reference",
    "decode",
    "draw_isolated",
    "keep_ready",
    "measure_isolated",
    "media_type_of",
    "read_document",
    "read_isolated",
]

_ROOMS = {
    "MAX_BYTES": "formats",
    "Decoded": "decoding",
    "DocumentFacts": "facts",
    "DocumentReading": "reading",
    "ReadingIssue": "drafts",
    "Reference": "facts",
    "decode": "decoding",
    "draw_isolated": "isolation",
    "keep_ready": "isolation",
    "measure_isolated": "isolation",
    "media_type_of": "formats",
    "read_document": "reading",
    "read_isolated": "isolation",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the room holds
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
