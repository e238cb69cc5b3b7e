"""Search: a small port with an engine behind it, one analyser of our own, and the worker that keeps the index current.

Other packages import from here only. ``search.embedded`` is the one door to tantivy.
"""

from __future__ import annotations

from search.backend import BackendStatus, Deletion, RebuildWriter, SearchBackend, open_backend
from search.documents import SearchDocument, document_id, standard_document, stored_document, with_ancestors
from search.fields import FACETS, FILTERS
from search.indexing import IndexQueue, Loader, QueueEntry, Worker, drain
from search.query import FacetValue, Hit, SearchRequest, SearchResult, Snippet, Sort

__all__ = [
    "FACETS",
    "FILTERS",
    "BackendStatus",
    "Deletion",
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
    "standard_document",
    "stored_document",
    "with_ancestors",
]
