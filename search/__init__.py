"""Search: a small port with an engine behind it, one analyser of our own, and the worker that keeps the index current.

Other packages import from here only. ``search.embedded`` is the one door to tantivy.
"""

from __future__ import annotations

from search.backend import BackendStatus, Deletion, RebuildWriter, SearchBackend, open_backend
from search.documents import Document, SearchDocument, document_id, prepare_stored, standard_document, with_ancestors
from search.fields import FACETS, FILTERS
from search.indexing import IndexQueue, Loader, QueueEntry, Worker, drain
from search.query import FacetValue, Hit, SearchRequest, SearchResult, Snippet, Sort

__all__ = [
    "FACETS",
    "FILTERS",
    "BackendStatus",
    "Deletion",
    "Document",
    "FacetValue",
    "Hit",
    "IndexQueue",
    "Loader",
    "QueueEntry",
    "RebuildWriter",
    "SearchBackend",
    "SearchDocument",
    "SearchRequest",
    "SearchResult",
    "Snippet",
    "Sort",
    "Worker",
    "document_id",
    "drain",
    "open_backend",
    "prepare_stored",
    "standard_document",
    "with_ancestors",
]
