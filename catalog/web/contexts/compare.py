"""The pages that put two documents side by side: the form and the result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from catalog.web.contexts.comparisons import ComparisonView

__all__ = ["CompareForm", "ComparisonPage", "FieldError", "HeldDocument"]


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """A document whose requirements are held and that can be chosen."""

    designation: str
    title: str
    rows: int


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one entry of a form; ``field`` is the name of the control."""

    field: str
    text: str


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
class ComparisonPage:
    """The result for two documents."""

    template: ClassVar[str] = "pages/comparison.html"
    view: ComparisonView
    json_href: str
    csv_href: str
    swap_href: str | None
