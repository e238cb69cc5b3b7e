"""Pages on which a firm looks at the rows that were read, each beside its place in the document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote

from catalog.comparison.showing import class_text
from catalog.services.correcting import by_surety, can_merge, checked, merged_limit
from catalog.services.drafts import RowState, shown_limit, shown_methods
from catalog.web.contexts.steps import StepShown, steps_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from catalog.comparison.requirements import Source
    from catalog.services.drafts import DraftContent, DraftRow
    from catalog.web.contexts.account import FieldError
    from declarations import Draft

__all__ = [
    "MergePage",
    "PictureShown",
    "RowShown",
    "RowsPage",
    "SourceShown",
    "SplitPage",
    "merge_page",
    "row_form",
    "rows_page",
    "split_page",
]

AROUND = 3
"""Lines of the document shown before and after a row's own."""
MARGIN = 24.0
"""Points of the page around a row's box in the part that is shown large."""
LEAST_WIDTH, LEAST_HEIGHT = 300.0, 90.0
"""Points of the part that is shown large, at least."""
PADDING = 2.5
"""Points between the print and the frame that marks it."""


@dataclass(frozen=True, slots=True)
class RowShown:
    """One row that was read: what, from which words, with which assumptions."""

    id: str
    href: str
    name: str
    limits: tuple[tuple[str, str], ...]
    """(class in words or empty, limit) for each cell."""
    conditions: tuple[str, ...]
    methods: tuple[str, ...]
    clause: str
    printed: str
    grade: str
    problem: str
    flags: tuple[str, ...]
    state: str
    is_known: bool
    """The characteristic is in the dictionary."""


@dataclass(frozen=True, slots=True)
class PictureShown:
    """A page as a picture: where it is fetched, its size in points, the row's frame and the part around it."""

    href: str
    page: int
    width: float
    height: float
    frame: tuple[float, float, float, float] | None = None
    part: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class SourceShown:
    """Where a row was read: a picture of the page, or lines as (number, words, the row's own)."""

    picture: PictureShown | None = None
    lines: tuple[tuple[int, str, bool], ...] = ()
    line: int | None = None
    page: int | None = None
    sheet: str = ""
    is_typed: bool = False


@dataclass(frozen=True, slots=True)
class RowsPage:
    """All rows, those that are unsure first, the chosen one beside its place in the document with its form."""

    template: ClassVar[str] = "pages/file/rows.html"
    steps: tuple[StepShown, ...]
    draft_id: str
    version: int
    saved: str
    open_rows: tuple[RowShown, ...]
    checked_rows: tuple[RowShown, ...]
    unsure: int
    notices: tuple[tuple[str, str, str, str, str], ...]
    issues: tuple[tuple[int, str, str, str], ...]
    removed: tuple[RowShown, ...]
    chosen: str = ""
    source: SourceShown | None = None
    form: dict[str, str] = field(default_factory=dict)
    before: str = ""
    after: str = ""
    added: dict[str, str] = field(default_factory=dict)
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class SplitPage:
    """Say what the two rows are that one holds."""

    template: ClassVar[str] = "pages/file/split.html"
    steps: tuple[StepShown, ...]
    draft_id: str
    version: int
    row: RowShown
    source: SourceShown
    form: dict[str, str]
    moved: tuple[str, ...]
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class MergePage:
    """Say which row belongs to this one, and what the two say together."""

    template: ClassVar[str] = "pages/file/merge.html"
    steps: tuple[StepShown, ...]
    draft_id: str
    version: int
    row: RowShown
    source: SourceShown
    candidates: tuple[RowShown, ...]
    other: RowShown | None
    form: dict[str, str]
    errors: tuple[FieldError, ...] = ()


def row_form(row: DraftRow) -> dict[str, str]:
    """Return the fields of a row as the form shows them."""
    requirement = row.requirement
    limits = {f"limit-{n}": shown_limit(requirement, n) for n in range(len(requirement.cells))}
    return {"name": requirement.name, "method": shown_methods(requirement)} | limits


def rows_page(
    draft: Draft,
    content: DraftContent,
    chosen: DraftRow | None = None,
    *,
    form: dict[str, str] | None = None,
    added: dict[str, str] | None = None,
    errors: tuple[FieldError, ...] = (),
) -> RowsPage:
    """Return the page of all rows; without ``chosen`` the first that nobody looked at is open, else the first."""
    ordered = by_surety(content)
    chosen = chosen or (ordered[0] if ordered else None)
    place = next((n for n, row in enumerate(ordered) if row is chosen), 0)
    shown = [_row(draft, row) for row in ordered]
    unchecked = len(ordered) - checked(content)
    return RowsPage(
        *(steps_of(draft, content, "rows"), draft.id, draft.version, draft.updated_at),
        open_rows=tuple(shown[:unchecked]),
        checked_rows=tuple(shown[unchecked:]),
        unsure=sum(row.state is RowState.READ and row.requirement.grade != "A" for row in ordered),
        notices=content.notices,
        issues=tuple(issue for issue in content.issues if issue[1]),
        removed=tuple(_row(draft, row) for row in content.removed),
        chosen=chosen.requirement.id if chosen else "",
        source=_source(draft, content, chosen) if chosen else None,
        form=form or (row_form(chosen) if chosen else {}),
        before=shown[place - 1].href if place else "",
        after=shown[place + 1].href if place + 1 < len(shown) else "",
        added=added or {},
        errors=errors,
    )


def split_page(
    draft: Draft,
    content: DraftContent,
    row: DraftRow,
    *,
    form: dict[str, str] | None = None,
    moved: Sequence[int] = (),
    errors: tuple[FieldError, ...] = (),
) -> SplitPage:
    """Return the page to make two rows of one."""
    name, limit = row.requirement.name, shown_limit(row.requirement, 0)
    return SplitPage(
        *(steps_of(draft, content, "rows"), draft.id, draft.version),
        row=_row(draft, row),
        source=_source(draft, content, row),
        form=form or {"name-1": name, "limit-1": limit, "name-2": name, "limit-2": limit},
        moved=tuple(str(number) for number in moved),
        errors=errors,
    )


def merge_page(
    draft: Draft,
    content: DraftContent,
    row: DraftRow,
    other: DraftRow | None,
    *,
    form: dict[str, str] | None = None,
    errors: tuple[FieldError, ...] = (),
) -> MergePage:
    """Return the page to make one row of two, the rows that stand nearest in the document offered first."""
    place = content.rows.index(row)
    near = sorted(
        (one for one in enumerate(content.rows) if can_merge(row.requirement, one[1].requirement)),
        key=lambda one: abs(one[0] - place),
    )
    is_joined = other is not None and can_merge(row.requirement, other.requirement) and not row.requirement.axes
    limit = merged_limit(row.requirement, other.requirement) if other is not None and is_joined else ""
    return MergePage(
        *(steps_of(draft, content, "rows"), draft.id, draft.version),
        row=_row(draft, row),
        source=_source(draft, content, row),
        candidates=tuple(_row(draft, one) for _, one in near),
        other=_row(draft, other) if other else None,
        form=form or {"name": row.requirement.name, "limit-0": limit},
        errors=errors,
    )


def _row(draft: Draft, row: DraftRow) -> RowShown:
    requirement = row.requirement
    return RowShown(
        id=requirement.id,
        href=f"/file/{draft.id}/rows/{quote(requirement.id)}",
        name=requirement.name,
        limits=tuple(
            (
                class_text(cell.classes, requirement.axes[0].unit if len(requirement.axes) == 1 else None),
                shown_limit(requirement, number),
            )
            for number, cell in enumerate(requirement.cells)
        ),
        conditions=tuple(condition.printed or condition.value for condition in requirement.conditions),
        methods=tuple(method.printed or method.designation or "" for method in requirement.methods),
        clause=requirement.clause or "",
        printed=row.printed,
        grade=requirement.grade,
        problem=requirement.problem_reason or "",
        flags=requirement.flags,
        state=row.state,
        is_known=requirement.characteristic is not None,
    )


def _source(draft: Draft, content: DraftContent, row: DraftRow) -> SourceShown:
    source = row.requirement.source
    if row.state is RowState.ADDED:
        return SourceShown(is_typed=True)
    if source.page is not None and source.page <= len(content.page_sizes):
        return SourceShown(picture=_picture(draft, content, source), page=source.page)
    own = source.line or _line_of(row.printed, content.lines)
    lines: tuple[tuple[int, str, bool], ...] = ((0, row.printed, True),) if row.printed else ()
    if own:
        first = max(own - AROUND, 1)
        around = enumerate(content.lines[first - 1 : own + AROUND], first)
        lines = tuple((number, words, number == own) for number, words in around)
    sheet = f"{source.sheet} {source.cell or ''}".strip() if source.sheet else ""
    return SourceShown(lines=lines, line=source.line, page=source.page, sheet=sheet)


def _picture(draft: Draft, content: DraftContent, source: Source) -> PictureShown:
    page = source.page or 1
    width, height = content.page_sizes[page - 1]
    shown = PictureShown(f"/file/{draft.id}/pages/{page}.png", page, width, height)
    if source.box is None:
        return shown
    left, top, right, bottom = source.box
    left, top = max(left - PADDING, 0), max(top - PADDING, 0)
    right, bottom = min(right + PADDING, width), min(bottom + PADDING, height)
    across = _stretch(left - MARGIN, right + MARGIN, LEAST_WIDTH, width)
    down = _stretch(top - MARGIN, bottom + MARGIN, LEAST_HEIGHT, height)
    return PictureShown(
        *(shown.href, page, width, height),
        frame=_rounded(left, top, right - left, bottom - top),
        part=_rounded(across[0], down[0], across[1] - across[0], down[1] - down[0]),
    )


def _stretch(start: float, end: float, least: float, whole: float) -> tuple[float, float]:
    """Return a stretch of at least a length, inside the page."""
    missing = max(least - (end - start), 0) / 2
    start, end = start - missing, end + missing
    start, end = (0, end - start) if start < 0 else (start, end)
    return (max(start - (end - whole), 0), whole) if end > whole else (start, end)


def _rounded(*sides: float) -> tuple[float, float, float, float]:
    x, y, width, height = (round(side, 1) for side in sides)
    return x, y, width, height


def _line_of(printed: str, lines: Sequence[str]) -> int | None:
    """Return the number of the line that holds the words of a row, in a file whose rows have no line."""
    wanted = re.sub(r"\s+", "", printed)
    if not wanted:
        return None
    return next((n for n, line in enumerate(lines, 1) if wanted in re.sub(r"\s+", "", line)), None)
