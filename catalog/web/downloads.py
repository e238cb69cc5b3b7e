"""Lists as CSV for spreadsheets: with a byte-order mark, and no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

from fastapi.responses import Response

from catalog.services.tabulating import REPORT_COLUMNS, report_lines, report_sheets
from catalog.workbooks import MEDIA_TYPE, write_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from catalog.comparison.reports import Report
    from catalog.store import Decision
    from catalog.workbooks import Sheet
    from search.query import Hit

__all__ = ["csv_response", "hit_rows", "report_rows", "sheets_response", "workbook_response"]

HARMLESS = re.compile(r"[+-]\d[^|!=(@]*")
HIT_COLUMNS = ("kind", "designation", "title_zh", "title_en", "status", "level", "publisher", "year", "address")


def csv_response(columns: Sequence[str], rows: Iterable[Sequence[object]], filename: str) -> Response:
    """Return rows as a CSV file to be saved."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_disarmed(cell) for cell in row] for row in rows)
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return Response("\ufeff" + text.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _disarmed(cell: object) -> str:
    """Return the cell as text; a sign before digits is a number unless what follows could call something."""
    text = "" if cell is None else str(cell)
    is_signed = text[:1] in {"+", "-"} and text[1:]
    is_formula = text[:1] in {"=", "@", "\t", "\r"} or (is_signed and not HARMLESS.fullmatch(text))
    return f"'{text}" if is_formula else text


def report_rows(
    report: Report, language: str, decisions: Sequence[Decision] = ()
) -> tuple[tuple[str, ...], Sequence[Sequence[object]]]:
    """Return columns and rows of a comparison: one line per row, and below it one per class."""
    return REPORT_COLUMNS, report_lines(report, language, decisions)


def workbook_response(
    report: Report,
    language: str,
    filename: str,
    facts: Mapping[str, Any] | None = None,
    decisions: Sequence[Decision] = (),
) -> Response:
    """Return a comparison as a workbook to be saved."""
    return sheets_response(report_sheets(report, language, facts, decisions), filename)


def sheets_response(sheets: Sequence[Sheet], filename: str) -> Response:
    """Return sheets as a workbook to be saved."""
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return Response(write_workbook(sheets), media_type=MEDIA_TYPE, headers=headers)


def hit_rows(hits: Iterable[Hit], address: str) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Return columns and rows of a list of hits; ``address`` is the site's."""
    from catalog.web.contexts.results import hit_view  # noqa: PLC0415 - beside its only use

    lines: list[tuple[object, ...]] = []
    for hit in hits:
        view = hit_view(hit, "zh")
        titles = (hit.titles.get("zh"), hit.titles.get("en"))
        lines.append(
            (hit.kind, hit.designation, *titles, hit.status, hit.level, view.publisher, view.year, address + view.href)
        )
    return HIT_COLUMNS, lines
