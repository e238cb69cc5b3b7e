"""Two runs side by side: what differs between them, and which rows changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from catalog.web.contexts.documents import DocumentView, document_view, language_of_text
from catalog.web.contexts.naming import meaning_of

if TYPE_CHECKING:
    from catalog.comparison.reports import Report, Row, Words
    from catalog.comparison.requirements import Requirement
    from catalog.comparison.run_changes import RowChange, RunChanges, VersionChange

__all__ = ["ChangeView", "RunChangesPage", "RunHead", "SaidView", "build_run_changes"]

ORDER = ("verdict", "added", "gone", "details")


@dataclass(frozen=True, slots=True)
class RunHead:
    """One of the two runs."""

    run: str
    href: str
    at: str
    declared: DocumentView
    benchmark: DocumentView


@dataclass(frozen=True, slots=True)
class SaidView:
    """What one run says of a row."""

    verdict: str
    code: str | None
    declared: str | None
    benchmark: str | None
    reason: Words


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A row that changed; ``old`` or ``new`` is none where that run has no such row."""

    name: str
    name_lang: str
    meaning: Words | None
    conditions: tuple[str, ...]
    kind: str
    old: SaidView | None
    new: SaidView | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunChangesPage:
    """Two runs side by side."""

    template: ClassVar[str] = "pages/run_changes.html"
    old: RunHead
    new: RunHead
    differences: tuple[VersionChange, ...]
    rows: tuple[ChangeView, ...]
    verdicts_changed: int
    unchanged: int


def build_run_changes(changes: RunChanges, moments: tuple[str, str]) -> RunChangesPage:
    """Return the page of two runs; ``moments`` are when each was made."""
    rows = [_change(row, changes) for row in changes.rows]
    return RunChangesPage(
        old=_head(changes.old, moments[0]),
        new=_head(changes.new, moments[1]),
        differences=changes.differences,
        rows=tuple(sorted(rows, key=lambda row: ORDER.index(row.kind))),
        verdicts_changed=changes.verdicts_changed,
        unchanged=changes.unchanged,
    )


def _head(report: Report, at: str) -> RunHead:
    run = report.run or ""
    return RunHead(run, f"/runs/{run}", at, document_view(report.declared), document_view(report.benchmark))


def _change(change: RowChange, changes: RunChanges) -> ChangeView:
    row, report = (change.new, changes.new) if change.new else (change.old, changes.old)
    return ChangeView(
        name=change.name,
        name_lang=language_of_text(change.name),
        meaning=meaning_of(_asking(row, report)),
        conditions=row.conditions if row else (),
        kind=change.kind,
        old=_said(change.old),
        new=_said(change.new),
        because=change.because,
    )


def _asking(row: Row | None, report: Report) -> Requirement | None:
    side = (row.benchmark or row.declared) if row else None
    rows = report.benchmark.requirements if row and row.benchmark else report.declared.requirements
    return next((one for one in rows if side and one.id == side.id), None)


def _said(row: Row | None) -> SaidView | None:
    if row is None:
        return None
    return SaidView(
        str(row.verdict.verdict),
        row.verdict.code,
        row.declared.value if row.declared else None,
        row.benchmark.value if row.benchmark else None,
        row.verdict.reason,
    )
