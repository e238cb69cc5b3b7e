"""The pages of benchmarks: which documents' requirements are held, and one of them with its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

__all__ = ["BenchmarkLine", "BenchmarksPage"]


@dataclass(frozen=True, slots=True)
class BenchmarkLine:
    """A document whose requirements are held; ``href`` is its page in the catalogue, ``compare_href`` the form."""

    designation: str
    title: str | None
    title_lang: str | None
    href: str
    compare_href: str
    rows: int
    completeness: str | None
    mandatory: bool


@dataclass(frozen=True, slots=True)
class BenchmarksPage:
    """All of them."""

    template: ClassVar[str] = "pages/benchmarks.html"
    benchmarks: tuple[BenchmarkLine, ...]
