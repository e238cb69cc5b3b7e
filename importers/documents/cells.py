"""One cell with its header, the table's notes and what the text says of the table, to a draft or an issue."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from catalog.comparison.dictionary import dictionary
from catalog.comparison.requirements import CapabilityRange, Condition, Limits, NumberInterval
from importers.documents.brackets import bracketed
from importers.documents.drafts import ClassValue, Draft, ReadingIssue
from importers.documents.headers import Header, note_unit
from importers.documents.limits import ReadLimit, conditions_of, is_empty, limit_of, methods_of, reference_of
from importers.documents.phrases import is_service, plain_name
from importers.documents.words import Words

if TYPE_CHECKING:
    from importers.documents.blocks import Row, Table
    from importers.documents.sentence import TableMention

__all__ = ["BARE", "NO_VALUE", "UNITLESS", "TableContext", "quantity_conditions", "read_cell"]

BARE = re.compile(r"^[-+]?\d[\d.]*\s*%?$")
NO_VALUE = re.compile(r"^[-/\\—]*$|^(?:non applicable|sans objet)$", re.IGNORECASE)
UNITLESS = frozenset(
    {"ph", "one", "ordinal", "count", "text", "grade", "score", "boolean", "octane", "cetane", "ratio", "hardness"}
)
_CONDITION_NAMES = (
    ("径向推力", "radial_thrust"),
    ("轴向推力", "axial_thrust"),
    ("时间", "duration"),
    ("次数", "cycles"),
    ("方向", "direction"),
    ("频率", "frequency"),
)


@dataclass(slots=True)
class TableContext:
    """What is known around one table: its clause, how the text speaks of it; drafts and issues collect here."""

    clause: str | None
    title: str
    name: str
    table: Table
    mentions: tuple[TableMention, ...] = ()
    drafts: list[Draft] = field(default_factory=list)
    issues: list[ReadingIssue] = field(default_factory=list)
    group: int = 0
    is_single: bool = True
    """Whether the table is about one characteristic: only then does an operator without a subject belong to it."""

    def mentions_of(self, name: str) -> list[TableMention]:
        """Return how the text speaks of the table where it means the characteristic ``name``."""
        return [
            mention
            for mention in self.mentions
            if self.is_single or (mention.subject and (mention.subject in name or name in mention.subject))
        ]

    def op_of(self, name: str) -> str | None:
        """Return the operator that the text gives for ``name``, if it gives one and only one."""
        found = {mention.op for mention in self.mentions_of(name) if mention.op}
        return found.pop() if len(found) == 1 else None

    def issue(self, line: int, text: str, reason: str) -> None:
        """Note something that was not read."""
        self.issues.append(ReadingIssue(line, text, reason, self.clause, self.table.label))

    def issue_row(self, row: Row, reason: str) -> None:
        """Note a whole row that was not read."""
        self.issue(row.line, " | ".join(row.cells), reason)


def quantity_conditions(head: Header, printed: str) -> tuple[Condition, ...]:
    """Return a cell of a row or column of test conditions as a condition named after its header."""
    words = Words.of(printed)
    name = next((word for part, word in _CONDITION_NAMES if part in head.name), "stated")
    read = None
    if words.folded[:1].isdigit():
        read = limit_of(words, name=head.name, unit_printed=head.unit_printed, default_op="eq")
    if read is not None and isinstance(read.constraint, Limits) and len(read.constraint.intervals) == 1:
        interval = read.constraint.intervals[0]
        number = interval.low if interval.low == interval.high else None
        if number is not None:
            unit = head.unit.code if head.unit else read.unit
            value = f"{number.exact} {unit or ''}".strip()
            return (Condition(name, value, number, unit, f"{head.name} {printed} {head.unit_printed or ''}".strip()),)
    found = conditions_of(printed)
    if found and name == "stated":
        return found
    value = re.sub(r"\s", "", words.folded)
    return (Condition(name, f"{head.name}={value}" if name == "stated" else value, printed=f"{head.name} {printed}"),)


def read_cell(
    context: TableContext, row: Row, column: int, head: Header, *, classes: tuple[ClassValue, ...] = ()
) -> Draft | None:
    """Read the cell in ``column`` (from 0) of ``row``; what cannot be read becomes an issue, a dash nothing."""
    printed = row.cells[column].strip()
    if NO_VALUE.match(printed):
        return None
    name = plain_name(head.name) or context.name
    read = _limit(context, head, name, Words.of(printed))
    if read is None:
        context.issue(row.line, f"{head.name}：{printed}", "cell without a limit that could be read with certainty")
        return None
    if is_empty(read):
        return None
    beside = bracketed(head.name)
    text = f"{head.name} {printed}"
    if read.unit_printed and read.unit_printed not in printed and read.unit_printed not in head.name:
        text = f"{text} {read.unit_printed}"
    _tell_missing_unit(context, row, head, name, read)
    draft = Draft(
        name=name,
        text=text,
        line=row.line,
        constraint=read.constraint,
        clause=context.clause,
        unit=read.unit,
        unit_printed=read.unit_printed,
        conditions=_conditions(context, head, name, read),
        classes=(*classes, *([beside.position] if beside.position else [])),
        basis=beside.basis or read.basis,
        applies_if=tuple(dict.fromkeys(a for mention in context.mentions for a in mention.applies_if)),
        alternative=read.alternative,
        methods=tuple(dict.fromkeys((*read.methods, *methods_of(head.name)))),
        flags=read.flags,
        table=context.table.label,
        row=row.number,
        column=column + 1,
        context=" ".join((context.title, context.table.caption, head.name, *(m.subject for m in context.mentions))),
        group=context.group,
    )
    context.drafts.append(draft)
    return draft


def _limit(context: TableContext, head: Header, name: str, words: Words) -> ReadLimit | None:
    """Return the limit of a cell, in the unit of cell, header or note, with the operator printed for it."""
    unit, unit_printed = (head.unit.code if head.unit else None), head.unit_printed
    if unit_printed is None:
        noted, unit_printed = note_unit(context.table.notes)
        unit = noted.code if noted else None
    op = head.op or context.op_of(name)
    read = limit_of(words, name=name, unit_printed=unit_printed, default_op=op)
    if read is None:
        reference = reference_of(words)
        return ReadLimit(reference) if reference else None
    if op:
        read = replace(read, flags=tuple(flag for flag in read.flags if flag != "IMPLIED_OPERATOR"))
    if read.unit_printed is None and unit_printed is not None:
        read = replace(read, unit=unit, unit_printed=unit_printed)
    return _withstood(context, read, words, name)


def _withstood(context: TableContext, read: ReadLimit, words: Words, name: str) -> ReadLimit:
    """Return a bare value as a capability where the text says 应能承受, or the name is something to work over."""
    if not isinstance(read.constraint, Limits):
        return read
    if is_service(name, service_chapter=False):
        return replace(read, constraint=CapabilityRange(read.constraint.intervals))
    borne = any(mention.is_capability for mention in context.mentions_of(name)) or re.search(r"试验电压|耐电?压", name)
    if borne and BARE.match(words.folded) and "漏电流" not in name:
        found = read.constraint.intervals[0]
        interval = NumberInterval(None, found.high or found.low)
        return replace(read, constraint=CapabilityRange((interval,)), flags=())
    return read


def _conditions(context: TableContext, head: Header, name: str, read: ReadLimit) -> tuple[Condition, ...]:
    """Return the conditions of the text, of the header's brackets, of its leading value and of the cell."""
    leading = conditions_of(head.condition)
    if head.condition and not leading:
        leading = (Condition("stated", head.condition.replace(" ", ""), printed=head.condition),)
    beside = bracketed(head.name).conditions
    if re.search(r"噪声|声[功压]", name):
        beside = tuple(replace(c, name="distance") if c.name == "length" else c for c in beside)
    said = (condition for mention in context.mentions for condition in mention.conditions)
    return tuple(dict.fromkeys((*said, *beside, *leading, *read.conditions)))


def _tell_missing_unit(context: TableContext, row: Row, head: Header, name: str, read: ReadLimit) -> None:
    """Note numbers for which the table prints no unit anywhere; pH and ratios need none."""
    if read.unit_printed is not None or not isinstance(read.constraint, Limits | CapabilityRange):
        return
    entry = dictionary().find(name)
    told = bool(context.issues) and context.issues[-1].line == row.line
    if not told and (entry is None or entry.kind not in UNITLESS):
        context.issue(row.line, head.name, "no unit is printed for these values")
