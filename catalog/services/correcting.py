"""What a firm does with the rows that were read: take, put back, split, merge; nothing is stored."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from catalog.comparison.requirements import Grade
from catalog.errors import NotFoundError, UnusableInputError
from catalog.services.drafts import MAX_ROWS, DraftContent, DraftRow, RowState, correct_row, shown_limit, shown_methods

if TYPE_CHECKING:
    from collections.abc import Sequence

    from catalog.comparison.requirements import Cell, Requirement, Source

__all__ = [
    "by_surety",
    "can_merge",
    "checked",
    "confirm_all",
    "merge_rows",
    "merged_limit",
    "put_back",
    "split_row",
]

_RANK = {Grade.C: 0, Grade.B: 1, Grade.A: 2}


def by_surety(content: DraftContent) -> list[DraftRow]:
    """Return the rows in the order in which a person looks at them: unchecked before checked, unsure before sure."""
    return sorted(content.rows, key=_surety)


def _surety(row: DraftRow) -> tuple[bool, int, bool]:
    if row.state is not RowState.READ:
        return True, 0, False
    return False, _RANK[row.requirement.grade], row.requirement.problem is None


def checked(content: DraftContent) -> int:
    """Return how many rows a person has looked at."""
    return sum(row.state is not RowState.READ for row in content.rows)


def confirm_all(content: DraftContent) -> DraftContent:
    """Return the draft with every row taken as right that nobody looked at."""
    return replace(
        content,
        rows=tuple(
            replace(row, state=RowState.CONFIRMED) if row.state is RowState.READ else row for row in content.rows
        ),
    )


def put_back(content: DraftContent, row_id: str) -> DraftContent:
    """Return the draft with a row again that was left out; raises NotFoundError where none was."""
    for row in content.removed:
        if row.requirement.id == row_id:
            rest = tuple(other for other in content.removed if other is not row)
            return replace(content, rows=(*content.rows, row), removed=rest)
    raise NotFoundError(f"no row {row_id} was left out", f"没有被略去的第 {row_id} 行")


def split_row(
    content: DraftContent,
    row_id: str,
    names: tuple[str, str],
    limits: tuple[str, str] = ("", ""),
    moved: Sequence[int] = (),
) -> DraftContent:
    """Return the draft with one row as two, the second behind the first, both with the place they were read from.

    Of a row with one limit each part gets its own; of a row with several the cells ``moved`` go to the second part.
    Raises UnusableInputError, with ``name-1``, ``limit-2`` and the like as code, where a part is none.
    """
    row = content.row(row_id)
    if len(content.rows) >= MAX_ROWS:
        raise UnusableInputError(
            f"a declaration holds at most {MAX_ROWS} rows", f"一份声明最多 {MAX_ROWS} 行", code="name-1"
        )
    second = replace(row.requirement, id=content.new_row_id())
    if len(row.requirement.cells) == 1:
        parts: tuple[DraftRow, ...] = (
            _part(row, row.requirement, names[0], (limits[0],), 1),
            _part(row, second, names[1], (limits[1],), 2),
        )
    else:
        cells = row.requirement.cells
        stay = tuple(cell for number, cell in enumerate(cells) if number not in moved)
        go = tuple(cell for number, cell in enumerate(cells) if number in moved)
        if not stay or not go:
            raise UnusableInputError(
                "choose at least one class for the second row, and leave one for the first",
                "请为第二行至少选择一个类别，并为第一行至少保留一个",
                code="moved",
            )
        parts = tuple(
            _part(row, one, name, tuple(shown_limit(one, n) for n in range(len(one.cells))), number)
            for number, (one, name) in enumerate(
                zip((replace(row.requirement, cells=stay), replace(second, cells=go)), names, strict=True), start=1
            )
        )
    place = content.rows.index(row)
    return replace(content, rows=(*content.rows[:place], *parts, *content.rows[place + 1 :]))


def _part(row: DraftRow, requirement: Requirement, name: str, limits: tuple[str, ...], number: int) -> DraftRow:
    if not name:
        raise UnusableInputError("the name of the indicator is missing", "缺少指标名称", code=f"name-{number}")
    try:
        part = correct_row(replace(row, requirement=requirement), name, limits, shown_methods(requirement))
    except UnusableInputError as error:
        raise UnusableInputError(error.en, error.zh, code=f"limit-{number}") from error
    return replace(part, state=RowState.CORRECTED)


def can_merge(one: Requirement, other: Requirement) -> bool:
    """Tell whether two rows can be one: both with a single limit, or both by the same classes."""
    if one.id == other.id:
        return False
    if one.axes or other.axes:
        return one.axes == other.axes
    return len(one.cells) == len(other.cells) == 1


def merged_limit(one: Requirement, other: Requirement) -> str:
    """Return the words that are proposed as the limit of two rows with one limit each."""
    first, second = shown_limit(one, 0), shown_limit(other, 0)
    return first if first == second else f"{first}，{second}"


def merge_rows(content: DraftContent, row_id: str, other_id: str, name: str, limit: str = "") -> DraftContent:
    """Return the draft with two rows as one, in the place of the first.

    Rows by the same classes keep the limits of all classes; of two rows with one limit ``limit`` is what they say
    together. Raises UnusableInputError where that cannot be.
    """
    row, other = content.row(row_id), content.row(other_id)
    one, two = row.requirement, other.requirement
    if not can_merge(one, two):
        raise UnusableInputError(
            "only two rows with one limit each, or two by the same classes, can be one row",
            "只能合并两个各有一个限值的行，或两个按相同类别分列的行",
            code="other",
        )
    methods = tuple(dict.fromkeys((*one.methods, *two.methods)))
    joined = replace(one, source=_around(one.source, two.source), text=_together(one.text, two.text), methods=methods)
    row = replace(row, requirement=joined, printed=_together(row.printed, other.printed))
    if one.axes:
        both = {repr(cell.classes) for cell in one.cells} & {repr(cell.classes) for cell in two.cells}
        if both:
            raise UnusableInputError(
                "both rows have a limit for the same class; correct or leave out one of them first",
                "两行对同一类别都有限值；请先更正或略去其中一行",
                code="other",
            )
        own = tuple(_with_unit(cell, two) if two.unit != one.unit else cell for cell in two.cells)
        row = replace(row, requirement=replace(joined, cells=(*one.cells, *own)))
        limits = tuple(shown_limit(row.requirement, n) for n in range(len(row.requirement.cells)))
    else:
        limits = (limit,)
    merged = replace(correct_row(row, name, limits, shown_methods(joined)), state=RowState.CORRECTED)
    rows = tuple(merged if kept.requirement.id == row_id else kept for kept in content.rows)
    return replace(content, rows=tuple(kept for kept in rows if kept.requirement.id != other_id))


def _with_unit(cell: Cell, requirement: Requirement) -> Cell:
    return replace(
        cell,
        unit=cell.unit or requirement.unit,
        unit_printed=cell.unit_printed or requirement.unit_printed,
    )


def _together(one: str, other: str) -> str:
    return one if other in one else other if one in other else f"{one} {other}"


def _around(one: Source, other: Source) -> Source:
    """Return the place that holds both, where they stand on one page."""
    if one.page is None or one.page != other.page or one.box is None or other.box is None:
        return one
    left, top, right, bottom = zip(one.box, other.box, strict=True)
    return replace(one, box=(min(left), min(top), max(right), max(bottom)))
