"""Workbooks for spreadsheets (XLSX): text stays text, whatever it begins with."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.cell import Cell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["MEDIA_TYPE", "Sheet", "write_workbook"]

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NOT_ALLOWED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LONGEST_CELL = 32_767
"""Characters that a cell can hold."""
_FIXED = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The day that stands in every file: the same comparison gives the same bytes."""
_NARROWEST, _WIDEST = 8, 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its heading line, and its lines; ``None`` is an empty cell, whole numbers stay numbers."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | None, ...], ...]

    def renamed(self, name: str) -> Sheet:
        """Return the same sheet under another name."""
        return replace(self, name=name)


def write_workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook with ``sheets``: headings stay in sight, columns can be filtered, no cell is a formula."""
    from openpyxl import Workbook  # noqa: PLC0415 - a quarter of a second that only a workbook should pay
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - the same
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415 - the same

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.created = book.properties.modified = _FIXED
    book.properties.creator = "Duibiao"
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        _set_widths(page, sheet)
        for place, row in enumerate((sheet.columns, *sheet.rows), 1):
            for column, value in enumerate(row, 1):
                _fill(page.cell(place, column), value, is_heading=place == 1)
        page.freeze_panes = "A2"
        page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        if sheet.rows:
            page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(cell: Cell | MergedCell, value: str | int | None, *, is_heading: bool) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - as above

    cell.value = _NOT_ALLOWED.sub("", value)[:_LONGEST_CELL] if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"  # else "=1+1" would be a formula
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if is_heading:
        cell.font = Font(bold=True)


def _set_widths(page: Worksheet, sheet: Sheet) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    for number, title in enumerate(sheet.columns, 1):
        longest = max((_width(row[number - 1]) for row in sheet.rows), default=0)
        width = min(max(_width(title) + 2, longest + 1, _NARROWEST), _WIDEST)
        page.column_dimensions[get_column_letter(number)].width = width


def _width(value: str | int | None) -> int:
    """Return about how wide a value is in characters; a Han character takes two places."""
    text = "" if value is None else str(value)
    return max((sum(1 + (letter > "\u2e7f") for letter in line) for line in text.split("\n")), default=0)
