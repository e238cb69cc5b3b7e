"""Tables whose header says once that all its columns are limits, and whose rows or columns are kinds of goods."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from catalog.comparison.requirements import Axis, AxisType
from importers.documents.cells import TableContext, read_cell
from importers.documents.headers import column_kind, read_header
from importers.documents.words import Words

if TYPE_CHECKING:
    from importers.documents.headers import Header

__all__ = ["read_matrix"]

COMMODITY = Axis("commodity", AxisType.REGULATORY_CLASS)
_MOST = re.compile(
    r"\bmaxim(?:um|ales?|al|aux)\b|\bmax\.|\bnot more than\b|\bupper limit"
    r"|最大(?:限量|值|允许)?|最高(?:限量|值)?|上限|限量",
    re.IGNORECASE,
)
_LEAST = re.compile(
    r"\bminim(?:um|ales?|al|aux)\b|\bmin\.|\bat least\b|\blower limit|最小值?|最低值?|下限", re.IGNORECASE
)
_PREPOSITION = re.compile(r"(?<=\s)(?:in|for|of|at|to)\s*$", re.IGNORECASE)
_GOODS = re.compile(r"种类|类别|品种|食品|产品|样品|\b(?:food|foodstuff|product|commodity|category)", re.IGNORECASE)
_SUBSTANCE = re.compile(r"^(?P<name>.+?)\s*(?:的)?(?:最[大高])?限量(?:值|标准)?\s*(?:[/(（]|$)")


def read_matrix(context: TableContext) -> bool:
    """Read a table of limits by kind of goods; false where it is another kind of table."""
    header = context.table.header
    if any(column_kind(cell) is not None for cell in header[1:]) or not header[0].strip():
        return False
    if len(header) == 2:  # noqa: PLR2004 - goods and one limit
        return _goods_in_rows(context)
    return _goods_in_columns(context)


def _goods_in_rows(context: TableContext) -> bool:
    """Read ``食品种类 | 铅限量（mg/kg）``: the substance is in the header, each row is a kind of food."""
    goods, printed = context.table.header
    found = _SUBSTANCE.match(printed)
    if found is None or not _GOODS.search(goods):
        return False
    whole = read_header(printed)
    unit_printed = whole.unit_printed or _bracketed(printed)
    head = replace(whole, name=found["name"], unit_printed=unit_printed, op="le")
    context.is_single = True
    for row in context.table.rows:
        name = row.cells[0].strip()
        if not name:
            context.issue_row(row, "row without a name")
            continue
        read_cell(context, row, 1, head, classes=((COMMODITY, name),))
    context.group += 1
    return True


def _bracketed(printed: str) -> str | None:
    found = re.search(r"[(（]([^()（）]{1,40})[)）]\s*$", printed)
    return found[1].strip() if found else None


def _goods_in_columns(context: TableContext) -> bool:
    """Read a header such as ``Defect | Maximum … in husked rice | Maximum … in milled rice``."""
    shared = _shared_words(context.table.header[1:])
    most, least = _MOST.search(shared) is not None, _LEAST.search(shared) is not None
    if most == least:
        return False
    classes = [cell[len(shared) :].strip() for cell in context.table.header[1:]]
    if len(set(classes)) != len(classes) or not all(classes):
        return False
    op = "le" if most else "ge"
    unit = read_header(shared)
    for row in context.table.rows:
        head = _row_head(row.cells[0], unit, op)
        if not head.name:
            context.issue_row(row, "row without a name")
            continue
        for column, value in enumerate(classes, start=1):
            read_cell(context, row, column, head, classes=((COMMODITY, value),))
        context.group += 1
    return True


def _row_head(printed: str, shared: Header, op: str) -> Header:
    head = read_header(printed)
    if head.unit_printed is None and shared.unit_printed is not None:
        head = replace(head, unit=shared.unit, unit_printed=shared.unit_printed)
    return replace(head, op=head.op or op)


def _shared_words(cells: tuple[str, ...]) -> str:
    """Return the words with which all cells begin, up to the last space."""
    first, last = min(cells), max(cells)
    length = next(
        (at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last))
    )
    shared = _PREPOSITION.sub("", first[:length])
    shared = shared[: shared.rfind(" ") + 1] if Words.of(shared) and " " in shared else shared
    # What stands behind a unit is the goods' own: "… % riz décortiqué", "… % riz usiné".
    words = shared.split()
    ends = (" ".join(words[:end]) for end in range(len(words), 0, -1) if words[end - 1].lower() != "in")
    return next((f"{part} " for part in ends if read_header(part).unit is not None), shared)
