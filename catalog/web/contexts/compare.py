"""The pages that put two documents side by side: the form and the result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from catalog.web.contexts.account import FieldError
    from catalog.web.contexts.benchmarks import HeldDocument
    from catalog.web.contexts.comparisons import ComparisonView

__all__ = ["CompareForm", "ComparisonPage", "EarlierRun"]


@dataclass(frozen=True, slots=True)
class CompareForm:
    """The form: two numbers, or files in their place."""

    template: ClassVar[str] = "pages/compare.html"
    declared: str
    benchmark: str
    held: tuple[HeldDocument, ...]
    declarations: tuple[HeldDocument, ...]
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class EarlierRun:
    """Another kept run of the same two documents; ``href`` holds the two side by side."""

    run: str
    at: str
    href: str


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """The result for two documents; files that were sent and not kept have no downloads.

    ``keep_sides`` are the two numbers where the comparison can be kept as a run; ``earlier`` are other runs of them.
    """

    template: ClassVar[str] = "pages/comparison.html"
    view: ComparisonView
    json_href: str | None
    csv_href: str | None
    swap_href: str | None
    xlsx_href: str | None = None
    keep_sides: tuple[str, str] | None = None
    earlier: tuple[EarlierRun, ...] = ()
