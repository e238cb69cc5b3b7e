"""The words of an element as printed: raised digits stay raised, marks of footnotes and machine ids are left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from importers.documents.inline import raised
from importers.documents.safe_xml import entity_text, local_name
from importers.documents.sts.formulas import formula_text

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Inline", "TableSource", "table_rows"]

_LEFT_OUT = frozenset(
    [
        "fn",
        "std-id-group",
        "std-id",
        "object-id",
        "index",
        "indexterm",
        "bookmark",
        "target",
        "graphic",
        "inline-graphic",
        "image",
        "termEntry",
        "concept",
        "asciimath",
        "latexmath",
    ]
)
_FOOTNOTE_MARK = re.compile(r"^(?:[a-z]|\d{1,2}|\*{1,3})\)?$")
_BREAKS = frozenset({"br", "break"})
_APART = frozenset({"p", "list-item", "li", "title", "td", "th", "def", "dd"})


@dataclass(frozen=True, slots=True)
class Inline:
    """Reads words; ``labels`` gives what a cross reference without words of its own stands for."""

    labels: Mapping[str, str] = field(default_factory=dict)

    def text(self, element: etree._Element | None, *, without: frozenset[str] = frozenset()) -> str:
        """Return the words of an element in one line, without those of the parts that are named."""
        return "" if element is None else " ".join(self.raw(element, without).split())

    def raw(self, element: etree._Element, without: frozenset[str] = frozenset()) -> str:
        """Return the words inside an element with their white space."""
        return (element.text or "") + "".join(self.part(child, without) + (child.tail or "") for child in element)

    def part(self, element: etree._Element, without: frozenset[str] = frozenset()) -> str:
        """Return the words that an element adds to its line."""
        name = local_name(element)
        if not name:
            return entity_text(element) if isinstance(element, etree._Entity) else ""  # noqa: SLF001 - lxml's only name
        if name in _LEFT_OUT or name in without:
            return ""
        if name == "math":
            return formula_text(element)
        if name == "sup":
            return self._raised(element, without)
        if name in _BREAKS:
            return " "
        if name in {"xref", "eref", "link", "std"}:
            return self._reference(element, name, without)
        inner = self.raw(element, without)
        return f" {inner} " if name in _APART else inner

    def _raised(self, element: etree._Element, without: frozenset[str]) -> str:
        words = re.sub(r"\s", "", self.raw(element, without))
        above, left = element.getparent(), element.getprevious()
        before = (left.tail if left is not None else above.text if above is not None else "") or ""
        if words.endswith(")") or (_FOOTNOTE_MARK.match(words) and words != "n" and not words.isdigit()):
            return ""
        if words.isdigit() and before.rstrip().endswith((".", ",", ";", ":")):
            return ""
        return raised(words) or f"^{words}"

    def _reference(self, element: etree._Element, name: str, without: frozenset[str]) -> str:
        if name == "xref" and element.get("ref-type") in {"fn", "table-fn"}:
            return ""
        if name == "eref" and element.get("type") == "footnote":
            return ""
        inner = self.raw(element, without)
        if inner.strip():
            return inner
        target = element.get("target") or element.get("rid") or ""
        return element.get("citeas") or self.labels.get(target, "")


@dataclass(frozen=True, slots=True)
class TableSource:
    """The rows of a table in the file's own form, of which the first ``headers`` are its header."""

    rows: tuple[tuple[etree._Element, ...], ...]
    spans: tuple[tuple[tuple[int, int], ...], ...]
    headers: int
    foot: tuple[etree._Element, ...] = ()


def table_rows(table: etree._Element) -> TableSource:
    """Return the cells of an XHTML or CALS table with the rows and columns that each spans."""
    rows: list[tuple[etree._Element, ...]] = []
    spans: list[tuple[tuple[int, int], ...]] = []
    foot: list[etree._Element] = []
    headers = 0
    columns = _column_numbers(table)
    for row in (e for e in table.iter(etree.Element) if local_name(e) in {"tr", "row"}):
        above = row.getparent()
        section = local_name(above) if above is not None else ""
        cells = tuple(e for e in row if local_name(e) in {"td", "th", "entry"})
        if section == "tfoot":
            foot += cells
            continue
        if section == "thead" or (len(rows) == headers and cells and all(local_name(c) == "th" for c in cells)):
            headers += 1
        rows.append(cells)
        spans.append(tuple(_span(cell, columns) for cell in cells))
    return TableSource(tuple(rows), tuple(spans), headers or 1, tuple(foot))


def _column_numbers(table: etree._Element) -> dict[str, int]:
    names: dict[str, int] = {}
    for at, spec in enumerate(e for e in table.iter(etree.Element) if local_name(e) == "colspec"):
        number = spec.get("colnum", "")
        names[spec.get("colname", "")] = int(number) if number.isdigit() and len(number) < 4 else at + 1  # noqa: PLR2004 - a number of digits or marks, plain where it stands
    return names


def _span(cell: etree._Element, columns: dict[str, int]) -> tuple[int, int]:
    if local_name(cell) == "entry":
        first, last = columns.get(cell.get("namest", "")), columns.get(cell.get("nameend", ""))
        across = last - first + 1 if first is not None and last is not None else 1
        return _count(cell.get("morerows"), 0) + 1, max(across, 1)
    return _count(cell.get("rowspan"), 1), _count(cell.get("colspan"), 1)


def _count(value: str | None, otherwise: int) -> int:
    value = (value or "").strip()
    return int(value) if value.isdigit() and len(value) < 5 and int(value) > 0 else otherwise  # noqa: PLR2004 - sane
