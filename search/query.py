"""What is asked of a search backend and what it answers: typed values, the same for every engine."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import orjson

from catalog.errors import UnusableInputError
from search.fields import FACETS, FILTERS

__all__ = ["Cursor", "FacetValue", "Hit", "SearchRequest", "SearchResult", "Snippet", "Sort"]

LONGEST_PAGE = 1000


class Sort(StrEnum):
    """Order of the hits; ties break by id everywhere."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    DESIGNATION = "designation"


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One question.

    ``text`` may be anything. ``filters`` and ``facets`` name fields of :data:`search.fields.FILTERS`; several values of
    one field mean either; ``year`` takes ``2015`` and ``2015..2020``. ``kind`` narrows to ``standard`` or
    ``declaration``. ``cursor`` is the ``next`` of the answer before.
    Raises UnusableInputError for names that do not exist.
    """

    text: str = ""
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    sort: str = Sort.RELEVANCE
    limit: int = 20
    cursor: str | None = None
    kind: str | None = None

    def __post_init__(self) -> None:
        """Check the names and numbers."""
        for what, names, known in (("filter", self.filters, FILTERS), ("facet", self.facets, FACETS)):
            for name in names:
                if name not in known:
                    raise UnusableInputError(
                        f"there is no {what} {name!r}; choose one of {', '.join(known)}",
                        f"没有名为 {name} 的筛选项；可用：{'、'.join(known)}",
                    )
        if self.sort not in set(Sort):
            raise UnusableInputError(
                f"there is no sort {self.sort!r}; choose one of {', '.join(Sort)}",
                f"没有名为 {self.sort} 的排序方式；可用：{'、'.join(Sort)}",
            )
        if not 1 <= self.limit <= LONGEST_PAGE:
            raise UnusableInputError(
                f"limit {self.limit} is not between 1 and {LONGEST_PAGE}; page through with the cursor",
                f"每页条数 {self.limit} 应在 1 至 {LONGEST_PAGE} 之间；更多结果请翻页",
            )

    @property
    def effective_kind(self) -> str | None:
        """Return the kind that is asked for; none for all of them."""
        return None if self.kind in {None, "", "all"} else self.kind

    @property
    def fingerprint(self) -> str:
        """Return a short mark of everything that decides the hits and their order."""
        filters = {name: sorted(values) for name, values in sorted(self.filters.items())}
        asked = repr((self.text, filters, str(self.sort), self.effective_kind))
        return hashlib.blake2b(asked.encode("utf-8", "replace"), digest_size=6).hexdigest()


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place after the last hit that was shown: its sort values, and how many hits came before the next one.

    ``attempt`` tells which of the plans was shown: the strict one, or one that gives words up.
    """

    fingerprint: str
    after: tuple[str | float, ...]
    seen: int
    attempt: int = 0

    def to_text(self) -> str:
        """Return the cursor as one opaque word."""
        packed = orjson.dumps([self.fingerprint, list(self.after), self.seen, self.attempt])
        return base64.urlsafe_b64encode(packed).rstrip(b"=").decode("ascii")

    @classmethod
    def from_request(cls, request: SearchRequest) -> Cursor | None:
        """Return the cursor of the request; none on the first page.

        Raises UnusableInputError where it is not one, or belongs to another question.
        """
        if request.cursor is None:
            return None
        try:
            padded = request.cursor.encode("ascii") + b"=" * (-len(request.cursor) % 4)
            fingerprint, after, seen, attempt = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
            cursor = cls(str(fingerprint), tuple(after), int(seen), int(attempt))
            sound = _is_place(cursor.after, by_score=request.sort == Sort.RELEVANCE) and cursor.seen > 0
        except (binascii.Error, UnicodeEncodeError, ValueError, TypeError) as error:
            raise _bad_cursor() from error
        if not sound or cursor.fingerprint != request.fingerprint:
            raise _bad_cursor()
        return cursor


def _is_place(after: tuple[Any, ...], *, by_score: bool) -> bool:
    """Tell whether the values can be a place in that order; a match-all has no scores, so its place is one key."""
    if by_score and len(after) == 2:  # noqa: PLR2004 - score and id
        return isinstance(after[0], float) and isinstance(after[1], str)
    return len(after) == 1 and isinstance(after[0], str) and bool(after[0]) and not after[0].strip("0123456789abcdef")


def _bad_cursor() -> UnusableInputError:
    return UnusableInputError(
        "the cursor is not one of this search; take the `next` of the page before with the same text, filters and sort",
        "翻页标记与本次检索不符；请在检索词、筛选和排序不变的情况下使用上一页给出的标记",
    )


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of text in segments: ``(text, is_match)``; ``leading`` and ``trailing``: more stands around it."""

    segments: tuple[tuple[str, bool], ...]
    leading: bool = False
    trailing: bool = False

    def marked(self, opening: str = "⟦", closing: str = "⟧") -> str:
        """Return the text with the matches between two marks; nothing is escaped."""
        text = "".join(f"{opening}{part}{closing}" if match else part for part, match in self.segments)
        return f"{'…' if self.leading else ''}{text}{'…' if self.trailing else ''}"


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that was found; ``extra`` holds what its kind carries for show (slug, firm, year, …)."""

    id: str
    kind: str
    designation: str
    titles: dict[str, str]
    status: str | None
    level: str | None
    highlights: dict[str, tuple[Snippet, ...]]
    score: float | None
    extra: dict[str, Any]

    def to_json(self) -> dict[str, Any]:
        """Return the hit as the ``search`` command prints it."""
        marked = {name: [snippet.marked() for snippet in snippets] for name, snippets in self.highlights.items()}
        return {
            "id": self.id,
            "kind": self.kind,
            "designation": self.designation,
            "title": dict(self.titles),
            "status": self.status,
            "level": self.level,
            "highlights": marked,
            "score": self.score,
            **{name: value for name, value in self.extra.items() if value not in (None, [], {})},
        }


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet and how many records have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer. ``total`` is exact where ``relation`` is ``eq`` (always to 10,000), a floor where it is ``gte``."""

    total: int
    relation: str
    took_ms: float
    engine: str
    status: str
    relaxed: bool
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[FacetValue, ...]]
    next: str | None

    def to_json(self) -> dict[str, Any]:
        """Return the answer as the ``search`` command prints it."""
        return {
            "total": self.total,
            "relation": self.relation,
            "took_ms": self.took_ms,
            "engine": self.engine,
            "status": self.status,
            "relaxed": self.relaxed,
            "hits": [hit.to_json() for hit in self.hits],
            "facets": {
                name: [{"value": entry.value, "count": entry.count} for entry in values]
                for name, values in self.facets.items()
            },
            "next": self.next,
        }
