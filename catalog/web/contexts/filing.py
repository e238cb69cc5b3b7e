"""Pages of filing: my work, and the steps of a draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from catalog.comparison.reports import Words
    from catalog.web.contexts.account import FieldError
    from catalog.web.contexts.comparisons import ComparisonView
    from catalog.web.contexts.steps import StepShown

__all__ = [
    "BenchmarkChoice",
    "BenchmarkPage",
    "CheckShown",
    "DraftShown",
    "MyWorkPage",
    "NewPage",
    "ProductsPage",
    "PublishPage",
    "PublishedShown",
    "StandardPage",
]


@dataclass(frozen=True, slots=True)
class DraftShown:
    """A draft in the list of my work."""

    href: str
    designation: str
    title: str
    changed: str


@dataclass(frozen=True, slots=True)
class PublishedShown:
    """A declaration of the firm."""

    href: str
    designation: str
    title: str
    published: str
    state: str
    revise_href: str | None = None
    withdraw_href: str | None = None


@dataclass(frozen=True, slots=True)
class MyWorkPage:
    """Everything that the firm is working on and has published."""

    template: ClassVar[str] = "pages/file/index.html"
    firm_name: str
    firm_href: str
    is_verified: bool
    drafts: tuple[DraftShown, ...]
    published: tuple[PublishedShown, ...]


@dataclass(frozen=True, slots=True)
class NewPage:
    """Hand in a file or paste the text."""

    template: ClassVar[str] = "pages/file/new.html"
    text: str = ""
    limit_mb: int = 20
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class StandardPage:
    """The standard itself: number, title, dates, as read from the document and corrected."""

    template: ClassVar[str] = "pages/file/standard.html"
    steps: tuple[StepShown, ...]
    draft_id: str
    version: int
    saved: str
    form: dict[str, str]
    filename: str
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class ProductsPage:
    """The products that the declaration covers."""

    template: ClassVar[str] = "pages/file/products.html"
    steps: tuple[StepShown, ...]
    draft_id: str
    version: int
    saved: str
    products: tuple[dict[str, str], ...]
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class BenchmarkChoice:
    """A benchmark that could apply, and why it is proposed."""

    key: str
    designation: str
    title: str
    rows: int
    shared: int
    reason_zh: str
    reason_en: str
    is_proposed: bool


@dataclass(frozen=True, slots=True)
class BenchmarkPage:
    """Choose what the declaration is held against."""

    template: ClassVar[str] = "pages/file/benchmark.html"
    steps: tuple[StepShown, ...]
    draft_id: str
    version: int
    saved: str
    choices: tuple[BenchmarkChoice, ...]
    chosen: str
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckShown:
    """One check of the rules: whether it holds, its sentence in both languages, where to mend it."""

    is_well: bool
    stops: bool
    zh: str
    en: str
    source: str
    href: str | None


@dataclass(frozen=True, slots=True)
class PublishPage:
    """The last step: the comparison and the notice as they will be public, the checks, the commitment."""

    template: ClassVar[str] = "pages/file/publish.html"
    steps: tuple[StepShown, ...]
    draft_id: str
    version: int
    saved: str
    comparison: ComparisonView | None
    is_without_benchmark: bool
    checks: tuple[CheckShown, ...]
    commitment: Words
    form: dict[str, str]
    errors: tuple[FieldError, ...] = ()
