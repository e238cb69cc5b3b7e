"""Tables of Word as grids: cells that are merged across and downwards stand in each of their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from importers.documents.building import MAX_SPAN
from importers.documents.docx.properties import attribute, child, integer, is_on
from importers.documents.safe_xml import local_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from importers.documents.docx.runs import Words

__all__ = ["Grid", "grid_of"]


@dataclass(frozen=True, slots=True)
class Grid:
    """The words of each place, and how many rows the header has."""

    rows: list[list[str]]
    headers: int


def grid_of(table: etree._Element, words: Words) -> Grid:
    """Return a table; rows and cells that a tracked change takes out are left out."""
    rows: list[list[str]] = []
    marked = deepest = 0
    is_grouped = False
    for row in _inside(table, "tr"):
        properties = child(row, "trPr")
        if child(properties, "del") is not None:
            continue
        above = rows[-1] if rows else []
        before = child(properties, "gridBefore")
        cells = [""] * min(integer(before, "val", 0) if before is not None else 0, MAX_SPAN)
        for cell in _inside(row, "tc"):
            own = child(cell, "tcPr")
            if child(own, "cellDel") is not None:
                continue
            span = child(own, "gridSpan")
            across = min(max(integer(span, "val", 1) if span is not None else 1, 1), MAX_SPAN)
            text, goes_on = _text(cell, words), _goes_on(own)
            if goes_on and len(cells) < len(above):
                text = above[len(cells)]
                deepest = len(rows) if deepest == len(rows) - 1 else deepest
            is_grouped = is_grouped or (not rows and across > 1)
            cells += [text] * across
        if is_on(properties, "tblHeader") and marked == len(rows):
            marked += 1
        rows.append(cells)
    width = max(map(len, rows), default=0)
    rows = [cells + [""] * (width - len(cells)) for cells in rows]
    # a group over several columns has their names in the row below it
    told = marked or deepest + 1
    return Grid(rows, max(told, 2 if is_grouped and len(rows) > 2 else 1))  # noqa: PLR2004 - group, names, a row


def _inside(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield rows or cells, also those inside content controls and accepted insertions."""
    for part in element:
        own = local_name(part)
        if own == name:
            yield part
        elif own in {"sdt", "sdtContent", "ins", "moveTo", "customXml"}:
            yield from _inside(part, name)


def _goes_on(properties: etree._Element | None) -> bool:
    merge = child(properties, "vMerge")
    return merge is not None and (attribute(merge, "val") or "continue") == "continue"


def _text(cell: etree._Element, words: Words) -> str:
    return " ".join(text for text in (words.of(p) for p in cell.iter("{*}p")) if text)
