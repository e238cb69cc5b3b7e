"""Tables to drafts: classes in columns, classes in rows, lists of parameters; other tables are issues, not guesses."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from catalog.comparison.dictionary import dictionary
from catalog.comparison.requirements import (
    Axis,
    Band,
    CapabilityRange,
    Condition,
    Grade,
    Limits,
    NumberInterval,
    SamplingPlan,
)
from importers.documents.axes import axis_for, class_value, grade_axis
from importers.documents.brackets import bracketed
from importers.documents.drafts import ClassValue, Draft, ReadingIssue
from importers.documents.headers import Header, column_kind, is_circumstance_column, note_unit, read_header, unit_of
from importers.documents.limits import ReadLimit, conditions_of, is_empty, limit_of, methods_of, reference_of
from importers.documents.phrases import is_service, plain_name
from importers.documents.words import Words

if TYPE_CHECKING:
    from importers.documents.blocks import Row, Table
    from importers.documents.sentence import TableMention

__all__ = ["TableContext", "read_table"]

_OPERATOR_SIGN = re.compile(r"[≤≥<>±~]|不[大小低高]于|以[上下]")
_BARE = re.compile(r"^[-+]?\d[\d.]*\s*%?$")
_UNITLESS = frozenset(
    {"ph", "one", "ordinal", "count", "text", "grade", "score", "boolean", "octane", "cetane", "ratio", "hardness"}
)
_NO_VALUE = re.compile(r"^[-/\\—]*$")


@dataclass(slots=True)
class TableContext:
    """What the clause says about its table: number, title, how the text speaks of the table."""

    clause: str | None
    title: str
    name: str
    mentions: tuple[TableMention, ...] = ()
    drafts: list[Draft] = field(default_factory=list)
    issues: list[ReadingIssue] = field(default_factory=list)
    group: int = 0
    row_numbers: dict[int, int] = field(default_factory=dict)

    @property
    def op(self) -> str | None:
        """Return the operator that the text gives for the table, if it gives one and only one."""
        found = {mention.op for mention in self.mentions if mention.op}
        return found.pop() if len(found) == 1 else None

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Return the conditions under which the text speaks of the table."""
        return tuple(dict.fromkeys(c for mention in self.mentions for c in mention.conditions))

    @property
    def applies_if(self) -> tuple[str, ...]:
        """Return the kinds of product that the text limits the table to."""
        return tuple(dict.fromkeys(a for mention in self.mentions for a in mention.applies_if))


def read_table(table: Table, context: TableContext) -> None:
    """Add the requirements of a table to the context's drafts, and what was not read to its issues."""
    header = table.header
    if len(header) < 2 or not table.rows:  # noqa: PLR2004 - a table has at least a name and a value
        _issue(context, table, table.line, " | ".join(header), "table without rows that can be read")
        return
    ragged = [row for row in table.rows if len(row.cells) != len(header)]
    if ragged:
        for row in ragged:
            _issue(
                context,
                table,
                row.line,
                " | ".join(row.cells),
                f"row with {len(row.cells)} cells under {len(header)} headers: not read",
            )
        table = replace(table, rows=tuple(row for row in table.rows if len(row.cells) == len(header)))
    context.row_numbers = {id(row): index for index, row in enumerate(table.rows, start=1)}
    axis = axis_for(header[0])
    if axis is not None and all(_class(axis, cell) is not None for cell in header[1:]):
        _classes_in_columns(table, axis, context)
        return
    if _has_plan(header):
        _sampling_plans(table, context)
        return
    parameters = _parameter_columns(header)
    if parameters is not None:
        _parameters(table, parameters, context)
        return
    first = 1 if column_kind(header[0]) == "number" else 0
    axis = axis_for(read_header(header[first]).name) if first < len(header) - 1 else None
    if axis is not None and all(_class(axis, row.cells[first]) is not None for row in table.rows):
        _classes_in_rows(table, axis, first, context)
        return
    for row in table.rows:
        _issue(context, table, row.line, " | ".join(row.cells), "row of a table without limits that can be read")


def _class(axis: Axis, printed: str) -> Band | str | None:
    head = read_header(printed)
    if head.unit is not None and axis.unit is not None and head.unit.code != axis.unit:
        return None
    return class_value(axis, printed)


# -- classes in columns ------------------------------------------------------------------------------------------------


def _classes_in_columns(table: Table, axis: Axis, context: TableContext) -> None:
    """Read ``机座号 | 25～55 | 55～90``: each row is a characteristic, or a test condition of the row before it."""
    values = [_class(axis, cell) for cell in table.header[1:]]
    heads = [read_header(row.cells[0]) for row in table.rows]
    circumstances = _circumstance_rows(table, heads, context)
    added: list[list[Draft]] = []
    for index, (row, head) in enumerate(zip(table.rows, heads, strict=True)):
        if index in circumstances:
            continue
        drafts = []
        for column, (printed, value) in enumerate(zip(row.cells[1:], values, strict=True), start=2):
            if value is None or _NO_VALUE.match(printed.strip()):
                continue
            draft = _draft(table, row, column, head, printed, context, classes=((axis, value),))
            if draft is not None:
                drafts.append(draft)
        added.append(drafts)
        context.group += 1
    for index in circumstances:
        _attach_row(table.rows[index], heads[index], table.header, added, context, table)


def _circumstance_rows(table: Table, heads: list[Header], context: TableContext) -> set[int]:
    """Return which rows are test conditions: bare numbers under a name that neither title nor caption has."""
    wanted = f"{context.title} {table.caption}"
    named = [plain_name(head.name) in wanted for head in heads]
    found = set()
    for index, row in enumerate(table.rows):
        bare = all(_BARE.match(Words.of(cell).folded) or not cell for cell in row.cells[1:])
        if (
            bare
            and heads[index].op is None
            and not named[index]
            and (any(named) or is_circumstance_column(heads[index].name))
        ):
            found.add(index)
    return found if len(found) < len(table.rows) else set()


def _attach_row(
    row: Row, head: Header, header: tuple[str, ...], added: list[list[Draft]], context: TableContext, table: Table
) -> None:
    if len(added) != 1:
        _issue(
            context,
            table,
            row.line,
            " | ".join(row.cells),
            "a test condition that cannot be given to one characteristic",
        )
        return
    by_column = {draft.column: draft for draft in added[0]}
    for column, printed in enumerate(row.cells[1:], start=2):
        draft = by_column.get(column)
        if draft is None or not printed:
            continue
        for condition in _quantity_conditions(head, printed):
            draft.cell_conditions = (*draft.cell_conditions, condition)
    del header


_CONDITION_NAMES = (
    ("径向推力", "radial_thrust"),
    ("轴向推力", "axial_thrust"),
    ("时间", "duration"),
    ("次数", "cycles"),
    ("方向", "direction"),
    ("频率", "frequency"),
)


def _quantity_conditions(head: Header, printed: str) -> tuple[Condition, ...]:
    """Return a cell of a condition row or column as a condition named after its header."""
    words = Words.of(printed)
    name = next((word for part, word in _CONDITION_NAMES if part in head.name), "stated")
    read = (
        limit_of(words, name=head.name, unit_printed=head.unit_printed, default_op="eq")
        if re.match(r"^\d", words.folded)
        else None
    )
    number = None
    if read is not None and isinstance(read.constraint, Limits) and len(read.constraint.intervals) == 1:
        interval = read.constraint.intervals[0]
        number = interval.low if interval.low == interval.high else None
    if number is not None:
        unit = head.unit.code if head.unit else read.unit if read else None
        value = f"{number.exact} {unit or ''}".strip()
        return (Condition(name, value, number, unit, f"{head.name} {printed} {head.unit_printed or ''}".strip()),)
    found = conditions_of(printed)
    if found and name == "stated":
        return found
    value = re.sub(r"\s", "", words.folded)
    return (Condition(name, f"{head.name}={value}" if name == "stated" else value, printed=f"{head.name} {printed}"),)


# -- classes in rows -----------------------------------------------------------------------------------------------------


def _classes_in_rows(table: Table, axis: Axis, first: int, context: TableContext) -> None:
    """Read ``工作电压 | 试验电压``: each column is a characteristic, or a test condition of the others."""
    head = read_header(table.header[first])
    if head.unit is not None and axis.unit is None:
        axis = replace(axis, unit=head.unit.code)
    heads = {column: read_header(table.header[column]) for column in range(first + 1, len(table.header))}
    empty = {c for c in heads if all(not row.cells[c].strip() for row in table.rows)}
    for column in empty:
        _issue(context, table, table.line, table.header[column], "column without values")
    circumstances = {
        c for c, h in heads.items() if c not in empty and is_circumstance_column(h.name) and len(heads) - len(empty) > 1
    }
    for column, column_head in heads.items():
        if column in circumstances or column in empty:
            continue
        kind = column_kind(table.header[column])
        if kind in {"remark", "method", "number", "clause"}:
            continue
        for row in table.rows:
            value = _class(axis, row.cells[first])
            if value is None or _NO_VALUE.match(row.cells[column].strip()):
                continue
            draft = _draft(table, row, column + 1, column_head, row.cells[column], context, classes=((axis, value),))
            if draft is not None:
                for other in circumstances:
                    if row.cells[other].strip():
                        draft.cell_conditions = (
                            *draft.cell_conditions,
                            *_quantity_conditions(heads[other], row.cells[other]),
                        )
        context.group += 1


# -- lists of parameters ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Columns:
    name: int
    values: tuple[int, ...]
    axis: Axis | None
    unit: int | None
    method: int | None


def _parameter_columns(header: tuple[str, ...]) -> _Columns | None:
    kinds = [column_kind(cell) for cell in header]
    names = [index for index, kind in enumerate(kinds) if kind == "name"]
    values = [index for index, kind in enumerate(kinds) if kind == "value"]
    unit = kinds.index("unit") if "unit" in kinds else None
    method = kinds.index("method") if "method" in kinds else None
    if not names:
        return None
    rest = tuple(i for i, kind in enumerate(kinds) if kind is None)
    axis = grade_axis(tuple(header[i] for i in rest)) if rest else None
    if values:
        return _Columns(names[0], tuple(values[:1]), None, unit, method)
    if axis is not None:
        return _Columns(names[0], rest, axis, unit, method)
    if len(rest) == 1 and unit is not None:
        return _Columns(names[0], rest, None, unit, method)
    return None


def _parameters(table: Table, columns: _Columns, context: TableContext) -> None:
    """Read ``项目 | 单位 | 要求 | 试验方法``: each row is a characteristic."""
    name = ""
    for row in table.rows:
        name = row.cells[columns.name].strip() or name
        if not name:
            _issue(context, table, row.line, " | ".join(row.cells), "row without a name")
            continue
        head = read_header(name)
        if columns.unit is not None:
            unit, unit_printed = unit_of(row.cells[columns.unit])
            if head.unit_printed is None:
                head = replace(head, unit=unit, unit_printed=unit_printed)
        for column in columns.values:
            printed = row.cells[column].strip()
            if not printed or _NO_VALUE.match(printed):
                continue
            classes: tuple[ClassValue, ...] = ()
            if columns.axis is not None:
                value = class_value(columns.axis, table.header[column])
                classes = ((columns.axis, value),) if value is not None else ()
            draft = _draft(table, row, column + 1, head, printed, context, classes=classes)
            if draft is not None and columns.method is not None:
                draft.methods = tuple(dict.fromkeys((*draft.methods, *methods_of(row.cells[columns.method]))))
        context.group += 1


def _has_plan(header: tuple[str, ...]) -> bool:
    return {"n", "c", "m"} <= {Words.of(cell).folded for cell in header}


def _sampling_plans(table: Table, context: TableContext) -> None:
    """Read ``项目 | n | c | m | M``: an attributes plan of microbiology in each row."""
    columns = {Words.of(cell).folded: index for index, cell in enumerate(table.header)}
    method = next((index for index, cell in enumerate(table.header) if column_kind(cell) == "method"), None)
    for row in table.rows:
        head = read_header(row.cells[0])
        values = [(key, row.cells[columns[key]].strip()) for key in ("n", "c", "m", "M") if key in columns]
        printed = ", ".join(f"{key}={value}" for key, value in values if not _NO_VALUE.match(value))
        unit = f" {head.unit_printed}" if head.unit_printed else ""
        read = limit_of(Words.of(printed + unit), name=head.name)
        if read is None or not isinstance(read.constraint, SamplingPlan):
            _issue(
                context, table, row.line, " | ".join(row.cells), "sampling plan that could not be read with certainty"
            )
            continue
        draft = Draft(
            head.name,
            f"{head.name} {printed}{unit}",
            row.line,
            read.constraint,
            context.clause,
            read.unit,
            read.unit_printed,
        )
        draft.table, draft.row, draft.context = table.label, context.row_numbers.get(id(row)), context.title
        if method is not None:
            draft.methods = methods_of(row.cells[method])
        context.drafts.append(draft)


# -- one cell ----------------------------------------------------------------------------------------------------------------


def _draft(
    table: Table,
    row: Row,
    column: int,
    head: Header,
    printed: str,
    context: TableContext,
    *,
    classes: tuple[ClassValue, ...],
) -> Draft | None:
    """Read one cell; what cannot be read becomes an issue."""
    words = Words.of(printed)
    beside = bracketed(head.name)
    name = plain_name(head.name) or context.name
    unit, unit_printed = head.unit.code if head.unit else None, head.unit_printed
    if unit_printed is None:
        noted, noted_printed = note_unit(table.notes)
        unit, unit_printed = noted.code if noted else None, noted_printed
    read = limit_of(words, name=name, unit_printed=unit_printed, default_op=head.op or context.op)
    if read is None:
        reference = reference_of(words)
        read = ReadLimit(reference) if reference else None
    if read is not None and is_empty(read):
        return None
    if read is None or (read.rest and re.search(r"\d", read.rest)):
        _issue(
            context,
            table,
            row.line,
            f"{head.name}：{printed}",
            "cell without a limit that could be read with certainty",
            column=column,
            row=row,
        )
        return None
    if head.op or context.op:
        read = replace(read, flags=tuple(flag for flag in read.flags if flag != "IMPLIED_OPERATOR"))
    read = _withstood(read, words, name, context)
    number = isinstance(read.constraint, Limits | CapabilityRange)
    if read.unit_printed is None and unit_printed is not None:
        read = replace(read, unit=unit, unit_printed=unit_printed)
    if read.unit_printed is None and number and classes and _wants_unit(name):
        if not context.issues or context.issues[-1].line != row.line:
            _issue(context, table, row.line, head.name, "no unit is printed for these values", row=row)
    found = (*beside.conditions, *conditions_of(head.condition))
    if re.search(r"噪声|声[功压]", name):
        found = tuple(replace(c, name="distance") if c.name == "length" else c for c in found)
    conditions = tuple(dict.fromkeys((*context.conditions, *found, *read.conditions)))
    if head.condition and not conditions_of(head.condition):
        conditions = (*conditions, Condition("stated", head.condition.replace(" ", ""), printed=head.condition))
    draft = Draft(
        name=name,
        text=f"{head.name} {printed}"
        + (
            f" {unit_printed}"
            if read.unit_printed == unit_printed and unit_printed and unit_printed not in printed
            else ""
        ),
        line=row.line,
        constraint=read.constraint,
        clause=context.clause,
        unit=read.unit,
        unit_printed=read.unit_printed,
        conditions=conditions,
        classes=(*classes, *([beside.position] if beside.position else [])),
        basis=beside.basis or read.basis,
        applies_if=context.applies_if,
        alternative=read.alternative,
        methods=tuple(dict.fromkeys((*read.methods, *methods_of(head.name)))),
        flags=read.flags,
        grade=Grade.A,
        table=table.label,
        row=context.row_numbers.get(id(row)),
        column=column,
        context=f"{context.title} {table.caption} {head.name} {' '.join(m.subject for m in context.mentions)}",
        group=context.group,
    )
    context.drafts.append(draft)
    return draft


def _withstood(read: ReadLimit, words: Words, name: str, context: TableContext) -> ReadLimit:
    """Return a bare value as a capability where the text says 应能承受, or the name is something to work over."""
    if not isinstance(read.constraint, Limits):
        return read
    if is_service(name, service_chapter=False):
        return replace(read, constraint=CapabilityRange(read.constraint.intervals))
    capable = any(mention.is_capability for mention in context.mentions) or re.search(r"试验电压|耐电?压", name)
    if capable and _BARE.match(words.folded) and "漏电流" not in name:
        found = read.constraint.intervals[0]
        number = found.high or found.low
        return replace(read, constraint=CapabilityRange((NumberInterval(None, number),)), flags=())
    return read


def _wants_unit(name: str) -> bool:
    """Tell whether a value of this name means nothing without a unit; pH and ratios need none."""
    entry = dictionary().find(name)
    return entry is None or entry.kind not in _UNITLESS


def _issue(
    context: TableContext,
    table: Table,
    line: int,
    text: str,
    reason: str,
    *,
    column: int | None = None,
    row: Row | None = None,
) -> None:
    del column, row
    context.issues.append(ReadingIssue(line, text, reason, context.clause, table.label))
