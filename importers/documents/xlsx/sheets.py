"""A workbook's sheets as rows of cells with what a person sees in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from importers.documents.inline import raised
from importers.documents.safe_xml import local_name
from importers.documents.xlsx.formats import BUILT_IN, shown_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from importers.documents.packages import Package

__all__ = ["MAX_COLUMNS", "MAX_ROWS", "Cell", "Sheet", "Workbook", "column_name", "open_workbook"]

MAX_ROWS, MAX_COLUMNS, MAX_SHEETS, MAX_MERGED = 20_000, 512, 100, 200_000
_REFERENCE = re.compile(r"^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$")
_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATIONSHIP = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows; ``problem`` says why it may not be what the firm means."""

    text: str
    problem: str = ""


@dataclass(slots=True)
class Sheet:
    """One sheet: cells by (row, column) from 1, merged areas filled out, and what a person does not see."""

    title: str
    is_hidden: bool = False
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Areas as (first row, first column, last row, last column)."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    is_cut: bool = False


@dataclass(slots=True)
class Workbook:
    """The sheets that are read one after the other, and what is told of the file."""

    package: Package
    strings: list[str]
    formats: list[str]
    sheets: list[tuple[str, str, bool]]
    """Title, part, whether it is hidden."""
    from_1904: bool = False

    def __iter__(self) -> Iterator[Sheet]:
        for title, part, is_hidden in self.sheets[:MAX_SHEETS]:
            yield self._sheet(title, part, is_hidden=is_hidden)

    def _sheet(self, title: str, part: str, *, is_hidden: bool) -> Sheet:
        sheet = Sheet(title, is_hidden)
        if is_hidden:
            return sheet
        root = self.package.xml(part)
        row_number = 0
        for element in root.iter("{*}col", "{*}row", "{*}mergeCell"):
            name = local_name(element)
            if name == "row":
                row_number = _number(element.get("r"), row_number + 1)
                if row_number > MAX_ROWS:
                    sheet.is_cut = True
                    continue
                if element.get("hidden") in {"1", "true"}:
                    sheet.hidden_rows.add(row_number)
                self._row(element, row_number, sheet)
            elif name == "col" and element.get("hidden") in {"1", "true"}:
                first, last = _number(element.get("min"), 1), _number(element.get("max"), 1)
                sheet.hidden_columns.update(range(first, min(last, MAX_COLUMNS) + 1))
            elif name == "mergeCell" and (area := _area(element.get("ref", ""))):
                sheet.merged.append(area)
        _fill_merged(sheet)
        return sheet

    def _row(self, element: etree._Element, row_number: int, sheet: Sheet) -> None:
        column = 0
        for cell in element.iter("{*}c"):
            place = _REFERENCE.match(cell.get("r", ""))
            column = _column(place[1]) if place else column + 1
            if column > MAX_COLUMNS:
                sheet.is_cut = True
                return
            shown = self._shown(cell)
            if shown.text or shown.problem:
                sheet.cells[row_number, column] = shown

    def _shown(self, cell: etree._Element) -> Cell:
        parts = {local_name(child): child for child in cell if local_name(child)}
        kind, value = cell.get("t", "n"), parts.get("v")
        stored = (value.text or "").strip() if value is not None else ""
        has_formula = "f" in parts
        if kind == "inlineStr":
            return Cell(_rich_text(parts["is"])) if "is" in parts else Cell("")
        if not stored and kind != "str":
            return Cell("", "a formula without a saved value: not read") if has_formula else Cell("")
        problem = "a formula: the value that was saved last is taken" if has_formula else ""
        if kind == "s":
            at = _number(stored, -1)
            return (
                Cell(self.strings[at], problem) if 0 <= at < len(self.strings) else Cell("", "a cell that is damaged")
            )
        if kind == "e":
            return Cell("", f"the cell shows the error {stored}: not read")
        if kind in {"str", "d"}:
            return Cell(_unescaped(value.text or "" if value is not None else ""), problem)
        if kind == "b":
            return Cell("TRUE" if stored == "1" else "FALSE", problem)
        return self._number_shown(stored, _number(cell.get("s"), 0), problem)

    def _number_shown(self, stored: str, style: int, problem: str) -> Cell:
        code = self.formats[style] if style < len(self.formats) else "General"
        try:
            shown = shown_number(stored, code, from_1904=self.from_1904)
        except ValueError:
            return Cell(stored[:80], "a number that is damaged: read as words")
        if shown.is_rounded:
            held = shown_number(stored, "General").text
            problem = problem or f"the cell shows {shown.text} and holds {held}: what it shows is taken"
        return Cell(shown.text, problem)


def _fill_merged(sheet: Sheet) -> None:
    """Put what the first cell of a merged area shows in each of its places; enormous areas are only their first."""
    places = 0
    for top, left, bottom, right in sheet.merged:
        first = sheet.cells.get((top, left))
        places += (bottom - top + 1) * (right - left + 1)
        if first is None or places > MAX_MERGED:
            continue
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                sheet.cells[row, column] = first


def open_workbook(package: Package) -> Workbook:
    """Return a workbook of a package; raises UnusableInputError where a part is damaged."""
    book = package.xml("xl/workbook.xml")
    targets = _targets(package)
    sheets = []
    for element in book.iter("{*}sheet"):
        part = targets.get(element.get(_RELATIONSHIP) or element.get(_STRICT_RELATIONSHIP) or "")
        if part is not None and package.has(part):
            sheets.append((element.get("name", ""), part, element.get("state", "visible") != "visible"))
    strings = []
    if package.has("xl/sharedStrings.xml"):
        strings = [_rich_text(item) for item in package.xml("xl/sharedStrings.xml").iter("{*}si")]
    formats = _formats(package.xml("xl/styles.xml")) if package.has("xl/styles.xml") else []
    old = any(e.get("date1904") in {"1", "true"} for e in book.iter("{*}workbookPr"))
    return Workbook(package, strings, formats, sheets, old)


def _targets(package: Package) -> dict[str, str]:
    part = "xl/_rels/workbook.xml.rels"
    if not package.has(part):
        return {}
    found = {}
    for element in package.xml(part):
        target = (element.get("Target") or "").lstrip("/")
        found[element.get("Id", "")] = target if target.startswith("xl/") else f"xl/{target}"
    return found


def _formats(styles: etree._Element) -> list[str]:
    """Return the format code of each cell style by its number."""
    own = {_number(e.get("numFmtId"), -1): e.get("formatCode", "General") for e in styles.iter("{*}numFmt")}
    known = BUILT_IN | own
    return [
        known.get(_number(style.get("numFmtId"), 0), "General")
        for group in styles.iter("{*}cellXfs")
        for style in group.iter("{*}xf")
    ]


def _rich_text(item: etree._Element) -> str:
    """Return the words of a string with its raised digits; readings for pronunciation are left out."""
    runs = [child for child in item if local_name(child) == "r"]
    if not runs:
        return _unescaped("".join(t.text or "" for t in item if local_name(t) == "t"))
    text = ""
    for run in runs:
        words = "".join(t.text or "" for t in run if local_name(t) == "t")
        is_raised = any(e.get("val") == "superscript" for e in run.iter("{*}vertAlign"))
        text += (raised(words.strip()) or f"^{words}") if is_raised and words.strip() else words
    return _unescaped(text)


def _unescaped(text: str) -> str:
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return " ".join("".join(max(c, " ") for c in text.replace("\u00a0", " ")).split())


def _area(reference: str) -> tuple[int, int, int, int] | None:
    ends = [_REFERENCE.match(end) for end in reference.split(":")]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:  # noqa: PLR2004 - two corners
        return None
    (left, top), (right, bottom) = ((_column(e[1]), int(e[2])) for e in (ends[0], ends[1]))
    return top, left, min(bottom, MAX_ROWS, top + 2_000), min(right, MAX_COLUMNS)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_name(number: int) -> str:
    """Return the letters of a column (1 gives ``A``)."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _number(value: str | None, otherwise: int) -> int:
    value = (value or "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else otherwise  # noqa: PLR2004 - sane
