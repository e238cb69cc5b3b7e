"""The port: what every search engine behind Duibiao can do. ``tests/search/contract.py`` is its definition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from catalog.errors import UnusableInputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from search.documents import Document
    from search.query import SearchRequest, SearchResult

__all__ = ["BackendStatus", "Deletion", "RebuildWriter", "SearchBackend", "open_backend"]


@dataclass(frozen=True, slots=True)
class Deletion:
    """The order to take the document of that id out of the index."""

    id: str


@dataclass(frozen=True, slots=True)
class BackendStatus:
    """How an engine is: ``state`` is ``ok``, ``empty`` (never built), ``outdated``, ``damaged`` or ``down``."""

    engine: str
    state: str
    documents: int | None
    detail: str = ""

    @property
    def is_ready(self) -> bool:
        """Tell whether searches are answered."""
        return self.state in {"ok", "empty"}


class RebuildWriter(Protocol):
    """Takes the documents of a rebuild."""

    def add(self, document: Document) -> None:
        """Add one document; where two have one id, the later counts."""
        ...


class SearchBackend(Protocol):
    """A search engine. Methods raise ServiceDownError where it does not answer or its index cannot be used."""

    batch: int
    """Changes that are best written in one commit where many wait."""

    def apply(self, changes: Iterable[Document | Deletion]) -> int:
        """Put and delete documents in one commit and return how many changes there were.

        The iterable is read while this writer is the only one: what it loads cannot be older than what another wrote.
        """
        ...

    def index(self, documents: Iterable[Document]) -> int:
        """Put documents, in place of those with the same id, in one commit; return how many."""
        ...

    def delete(self, ids: Iterable[str]) -> int:
        """Delete documents in one commit and return how many were named; ids that are not there are no error."""
        ...

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer a question from the last commit. Raises UnusableInputError for a cursor of another question."""
        ...

    def count(self) -> int:
        """Return how many documents the index holds."""
        ...

    def rebuild(self) -> AbstractContextManager[RebuildWriter]:
        """Build a new index beside the live one and switch at the end; after an exception the live one stays."""
        ...

    def status(self) -> BackendStatus:
        """Say how the engine is; never raises."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...


def open_backend(url: str, folder: Path) -> SearchBackend:
    """Return the engine at ``url``: ``embedded`` keeps its index in ``folder``, ``http://…`` is an Elasticsearch.

    An index that cannot be used is found out when it is used (ServiceDownError), so that it can be rebuilt.
    Raises UnusableInputError where the address is of no known engine, or its client is not installed.
    """
    if url == "embedded":
        from search.embedded import EmbeddedBackend  # noqa: PLC0415 - the engine loads only where it is used

        return EmbeddedBackend(folder)
    if url.startswith(("http://", "https://")):
        try:
            from search.elastic import ElasticBackend  # noqa: PLC0415 - an extra that most installations lack
        except ImportError as error:
            raise UnusableInputError(
                "the Elasticsearch client is not installed; install duibiao[elasticsearch]",
                "没有安装 Elasticsearch 客户端；请安装 duibiao[elasticsearch]",
            ) from error
        return ElasticBackend(url)
    raise UnusableInputError(
        f"the search address {url!r} is of no known engine; use `embedded` or the http address of an Elasticsearch",
        f"检索地址 {url} 不属于任何已支持的引擎；请使用 embedded 或 Elasticsearch 的 http 地址",
    )
