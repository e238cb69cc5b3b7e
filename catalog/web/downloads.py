"""Lists as CSV for spreadsheets: with a byte-order mark, and no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from fastapi.responses import Response

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from catalog.comparison.reports import Report, RowSide
    from search.query import Hit

__all__ = ["csv_response", "hit_rows", "report_rows"]

REPORT_COLUMNS = (
    "name", "conditions", "class", "benchmark_id", "benchmark_clause", "benchmark", "declared_id", "declared_clause",
    "declared", "verdict", "code", "flags", "grade", "reason",
)  # fmt: skip
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


def report_rows(report: Report, language: str) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Return columns and rows of a comparison: one line per row, and below it one per class."""
    from catalog.comparison.showing import class_text  # noqa: PLC0415 - loads the dictionary, only here

    lines: list[tuple[object, ...]] = []
    for row in report.rows:
        verdict = row.verdict
        conditions = "; ".join(row.conditions)
        sides = (*_side(row.benchmark), *_side(row.declared))
        reason = verdict.reason.zh if language == "zh" else verdict.reason.en
        flags = " ".join(verdict.flags)
        lines.append((row.name, conditions, "", *sides, verdict.verdict, verdict.code, flags, verdict.grade, reason))
        for cell in verdict.cells:
            shown = (*sides[:2], cell.benchmark, *sides[3:5], cell.declared)
            where = class_text(cell.classes, cell.unit)
            lines.append((row.name, conditions, where, *shown, cell.verdict, cell.code, " ".join(cell.flags), "", ""))
    return REPORT_COLUMNS, lines


def _side(side: RowSide | None) -> tuple[str, str, str]:
    return (side.id, side.clause or "", side.value) if side else ("", "", "")


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
