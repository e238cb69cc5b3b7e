"""Tables to drafts: classes in columns, classes in rows, lists of parameters; other tables are issues, not guesses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from catalog.comparison.requirements import Axis, Band, SamplingPlan
from importers.documents.axes import axis_for, class_value, grade_axis, is_known_class
from importers.documents.cells import BARE, NO_VALUE, TableContext, quantity_conditions, read_cell
from importers.documents.drafts import ClassValue, Draft
from importers.documents.headers import (
    Header,
    column_kind,
    end_of,
    is_circumstance_column,
    is_typical,
    read_header,
    unit_of,
)
from importers.documents.limits import limit_of, methods_of
from importers.documents.matrices import read_matrix
from importers.documents.phrases import plain_name
from importers.documents.words import Words

if TYPE_CHECKING:
    from importers.documents.blocks import Row, Table

__all__ = ["read_table"]

_ASIDE = frozenset({"remark", "method", "number", "clause"})


def read_table(context: TableContext) -> None:
    """Add the requirements of the context's table to its drafts, and what was not read to its issues."""
    table = context.table = _even(context)
    header = table.header
    if len(header) < 2 or not table.rows:  # noqa: PLR2004 - a table has at least a name and a value
        context.issue(table.line, " | ".join(header), "table without rows that can be read")
        return
    axis = _in_unit(axis_for(read_header(header[0]).name), read_header(header[0]))
    first = 1 if column_kind(header[0]) == "number" else 0
    row_head = read_header(header[first])
    row_axis = _in_unit(axis_for(row_head.name), row_head) if first < len(header) - 1 else None
    if axis is not None and all(_is_class_column(axis, cell) for cell in header[1:]):
        _classes_in_columns(context, axis)
    elif {"n", "c", "m"} <= {Words.of(cell).folded for cell in header}:
        _sampling_plans(context)
    elif (columns := _parameter_columns(header)) is not None:
        _parameters(context, columns)
    elif row_axis is not None and all(_class(row_axis, row.cells[first]) is not None for row in table.rows):
        _classes_in_rows(context, row_axis, first)
    elif not read_matrix(context):
        for row in table.rows:
            context.issue_row(row, "row of a table without limits that can be read")


def _even(context: TableContext) -> Table:
    """Return the table without rows that do not fit its header, and with numbered rows."""
    table = context.table
    rows = []
    for number, row in enumerate(table.rows, start=1):
        if len(row.cells) == len(table.header):
            rows.append(replace(row, number=number))
        else:
            context.issue_row(row, f"row with {len(row.cells)} cells under {len(table.header)} headers: not read")
    return replace(table, rows=tuple(rows))


def _in_unit(axis: Axis | None, head: Header) -> Axis | None:
    """Return the axis in the unit that its header prints (额定功率 kW)."""
    if axis is None or axis.unit is None or head.unit is None:
        return axis
    return replace(axis, unit=head.unit.code)


def _class(axis: Axis, printed: str) -> Band | str | None:
    head = read_header(printed)
    if head.unit is not None and axis.unit is not None and head.unit.code != axis.unit:
        return None
    return class_value(axis, printed)


def _is_class_column(axis: Axis, header: str) -> bool:
    """Tell whether a header prints a class that is known as one: a band, a grade; no free words."""
    value = _class(axis, header)
    return isinstance(value, Band) or (isinstance(value, str) and is_known_class(axis, header))


# -- classes in columns ------------------------------------------------------------------------------------------------


def _classes_in_columns(context: TableContext, axis: Axis) -> None:
    """Read ``机座号 | 25～55 | 55～90``: each row is a characteristic, or a test condition of the row before it."""
    table = context.table
    values = [_class(axis, cell) for cell in table.header[1:]]
    heads = [read_header(row.cells[0]) for row in table.rows]
    circumstances = _circumstance_rows(table, heads, context.title)
    context.is_single = len(table.rows) - len(circumstances) == 1
    added: list[Draft] = []
    for index, (row, head) in enumerate(zip(table.rows, heads, strict=True)):
        if index in circumstances:
            continue
        for column, value in enumerate(values, start=1):
            draft = None if value is None else read_cell(context, row, column, head, classes=((axis, value),))
            if draft is not None:
                added.append(draft)
        context.group += 1
    for index in circumstances:
        row = table.rows[index]
        if not context.is_single:
            context.issue_row(row, "a test condition that cannot be given to one characteristic")
            continue
        for draft in added:
            printed = row.cells[(draft.column or 1) - 1]
            if printed:
                draft.cell_conditions = (*draft.cell_conditions, *quantity_conditions(heads[index], printed))


def _circumstance_rows(table: Table, heads: list[Header], title: str) -> set[int]:
    """Return which rows are test conditions: bare numbers under a name that neither title nor caption has."""
    wanted = f"{title} {table.caption}"
    named = [plain_name(head.name) in wanted for head in heads]
    found = set()
    for index, row in enumerate(table.rows):
        bare = all(BARE.match(Words.of(cell).folded) or not cell for cell in row.cells[1:])
        other = any(named) or is_circumstance_column(heads[index].name)
        if bare and heads[index].op is None and not named[index] and other:
            found.add(index)
    return found if len(found) < len(table.rows) else set()


# -- classes in rows ---------------------------------------------------------------------------------------------------


def _classes_in_rows(context: TableContext, axis: Axis, first: int) -> None:
    """Read ``工作电压 | 试验电压``: each column is a characteristic, or a test condition of the others."""
    table = context.table
    filled: dict[int, Header] = {}
    for column in range(first + 1, len(table.header)):
        if all(not row.cells[column].strip() for row in table.rows):
            context.issue(table.line, table.header[column], "column without values")
        elif column_kind(table.header[column]) not in _ASIDE:
            filled[column] = read_header(table.header[column])
    circumstances = {c: h for c, h in filled.items() if len(filled) > 1 and is_circumstance_column(h.name)}
    limits = {c: h for c, h in filled.items() if c not in circumstances}
    context.is_single = len({h.name for h in limits.values()}) == 1
    for column, column_head in limits.items():
        for row in table.rows:
            value = _class(axis, row.cells[first])
            draft = None if value is None else read_cell(context, row, column, column_head, classes=((axis, value),))
            if draft is not None:
                for other, other_head in circumstances.items():
                    if row.cells[other].strip():
                        more = quantity_conditions(other_head, row.cells[other])
                        draft.cell_conditions = (*draft.cell_conditions, *more)
        context.group += 1


# -- lists of parameters -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Columns:
    name: int
    values: tuple[int, ...]
    axis: Axis | None
    unit: int | None
    method: int | None


def _parameter_columns(header: tuple[str, ...]) -> _Columns | None:
    kinds = [column_kind(cell) for cell in header]
    if "name" not in kinds and kinds[0] == "value":
        kinds[0] = "name"
    if "name" not in kinds:
        return None
    name = kinds.index("name")
    unit = kinds.index("unit") if "unit" in kinds else None
    method = kinds.index("method") if "method" in kinds else None
    ends = [index for index, cell in enumerate(header) if end_of(cell) is not None]
    if ends and all(index in ends or kinds[index] or is_typical(header[index]) for index in range(len(header))):
        return _Columns(name, tuple(ends), None, unit, method)
    if "value" in kinds:
        return _Columns(name, (kinds.index("value"),), None, unit, method)
    rest = tuple(index for index, kind in enumerate(kinds) if kind is None)
    axis = grade_axis(tuple(header[index] for index in rest))
    if axis is not None or (len(rest) == 1 and unit is not None):
        return _Columns(name, rest, axis, unit, method)
    return None


def _parameters(context: TableContext, columns: _Columns) -> None:
    """Read ``项目 | 单位 | 要求 | 试验方法``: each row is a characteristic."""
    table = context.table
    context.is_single = len(table.rows) == 1
    name = ""
    for row in table.rows:
        name = row.cells[columns.name].strip() or name
        if not name:
            context.issue_row(row, "row without a name")
            continue
        head = read_header(name)
        if columns.unit is not None:
            head = _with_unit(head, name, row.cells[columns.unit])
        if end_of(table.header[columns.values[0]]) is not None:
            _between(context, row, columns, head)
            context.group += 1
            continue
        for column in columns.values:
            draft = read_cell(context, row, column, head, classes=_grade(columns.axis, table.header[column]))
            if draft is not None and columns.method is not None:
                draft.methods = tuple(dict.fromkeys((*draft.methods, *methods_of(row.cells[columns.method]))))
        context.group += 1


def _with_unit(head: Header, printed_name: str, printed_unit: str) -> Header:
    """Return a row's name with the unit of its unit column, where ``22 °C`` in a name is a condition and no unit."""
    unit, printed = unit_of(printed_unit)
    if printed is None or (head.unit is not None and head.unit == unit):
        return head
    return replace(head, name=printed_name if head.unit_printed else head.name, unit=unit, unit_printed=printed)


def _between(context: TableContext, row: Row, columns: _Columns, head: Header) -> None:
    """Read ``最小值 | 最大值``: the two ends of one interval in two columns."""
    ends = {end_of(context.table.header[column]): column for column in columns.values}
    given = {end: column for end, column in ends.items() if not NO_VALUE.match(row.cells[column].strip())}
    if len(given) == 2:  # noqa: PLR2004 - both ends
        joined = f"{row.cells[given['ge']].strip()}～{row.cells[given['le']].strip()}"
        cells = (*row.cells[: given["le"]], joined, *row.cells[given["le"] + 1 :])
        read_cell(context, replace(row, cells=cells), given["le"], head)
        return
    for end, column in given.items():
        read_cell(context, row, column, replace(head, op=end))


def _grade(axis: Axis | None, printed: str) -> tuple[ClassValue, ...]:
    value = class_value(axis, printed) if axis is not None else None
    return ((axis, value),) if axis is not None and value is not None else ()


def _sampling_plans(context: TableContext) -> None:
    """Read ``项目 | n | c | m | M``: an attributes plan of microbiology in each row."""
    table = context.table
    columns = {Words.of(cell).folded: index for index, cell in enumerate(table.header)}
    method = next((index for index, cell in enumerate(table.header) if column_kind(cell) == "method"), None)
    for row in table.rows:
        head = read_header(row.cells[0])
        values = [(key, row.cells[columns[key]].strip()) for key in ("n", "c", "m", "M") if key in columns]
        printed = ", ".join(f"{key}={value}" for key, value in values if not NO_VALUE.match(value))
        unit = f" {head.unit_printed}" if head.unit_printed else ""
        read = limit_of(Words.of(printed + unit), name=head.name)
        if read is None or not isinstance(read.constraint, SamplingPlan):
            context.issue_row(row, "sampling plan that could not be read with certainty")
            continue
        draft = Draft(head.name, f"{head.name} {printed}{unit}", row.line, read.constraint, context.clause)
        draft.unit, draft.unit_printed, draft.context = read.unit, read.unit_printed, context.title
        draft.table, draft.row = table.label, row.number
        draft.methods = methods_of(row.cells[method]) if method is not None else ()
        context.drafts.append(draft)
