"""The first page: what this is, and where the visitor's thing is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from catalog.web.numberlines import NumberLine

__all__ = ["Example", "HomePage", "RecentDeclaration", "search_examples"]


@dataclass(frozen=True, slots=True)
class Example:
    """A search that works on what is held now."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class RecentDeclaration:
    """A declaration in the list of the latest."""

    designation: str
    title: str
    firm: str
    published: str
    href: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """The first page. Counts are of what is held at ``as_of``; ``specimen`` is the picture of a row."""

    template: ClassVar[str] = "pages/home.html"
    examples: tuple[Example, ...]
    standards: int
    declarations: int
    firms: int
    benchmarks: int
    as_of: datetime
    specimen: NumberLine | None
    recent: tuple[RecentDeclaration, ...] = ()
    search_down: bool = False


def search_examples(texts: Iterable[str]) -> tuple[Example, ...]:
    """Return links that search for ``texts``."""
    return tuple(Example(text, f"/search?q={quote(text)}") for text in texts)
