"""Reports and readings for a terminal: tables with colours, CSV, a page of HTML."""

from __future__ import annotations

import csv
import io
import sys
from typing import TYPE_CHECKING

import click

from catalog.cli.output import console
from catalog.comparison.run_changes import row_key
from catalog.comparison.showing import limit_text
from catalog.services.tabulating import verdict_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from catalog.comparison.reports import Report, Row, RowSide
    from catalog.comparison.requirements import Source
    from catalog.store import Decision
    from importers.documents import DocumentReading
    from importers.documents.blocks import Place

__all__ = ["csv_text", "place_text", "reading_table", "write_csv", "write_html", "write_table"]

TONES = {
    "EQUAL": "cyan",
    "STRICTER": "blue",
    "LOOSER": "bold yellow",
    "OVERLAP": "magenta",
    "DISJOINT": "bold red",
    "MISSING": "bold yellow",
    "EXTRA": "dim",
    "NOT_COMPARABLE": "white",
    "UNDETERMINED": "white",
}

COLUMNS = {
    "zh": ("条款", "项目", "基准", "声明", "结论", "说明"),
    "en": ("clause", "characteristic", "benchmark", "declared", "verdict", "why"),
}


def _side(side: RowSide | None) -> str:
    return side.value or side.text if side else "—"


def _reason(row: Row, language: str) -> str:
    text = row.verdict.reason.zh if language == "zh" else row.verdict.reason.en
    code = f" [{row.verdict.code}]" if row.verdict.code else ""
    flags = f" ({', '.join(row.verdict.flags)})" if row.verdict.flags else ""
    return text + code + flags


def _decided(decision: Decision | None, language: str) -> str:
    """Return who decided a row how and why, on a line of its own, or nothing."""
    if decision is None:
        return ""
    word, day = verdict_word(decision.verdict, language), decision.at[:10]
    if language == "zh":
        return f"\n{decision.by} {day} 复核为“{word}”：{decision.reason}"
    return f"\nDecided by {decision.by} on {day}: {word}. {decision.reason}"


def _rows(report: Report, language: str, decisions: Sequence[Decision] = ()) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    latest = {one.row: one for one in decisions}
    for row in report.rows:
        shown = row.benchmark or row.declared
        rows.append(
            (
                (shown.clause if shown else None) or "",
                row.name + (f"（{'，'.join(row.conditions)}）" if row.conditions else ""),
                _side(row.benchmark),
                _side(row.declared),
                verdict_word(row.verdict.verdict, language),
                _reason(row, language) + _decided(latest.get(row_key(row)), language),
            )
        )
    return rows


def write_table(report: Report, language: str, decisions: Sequence[Decision] = ()) -> None:
    """Print the report as a table with colours, the answer in a sentence first and the notice last."""
    from rich.table import Table  # noqa: PLC0415 - rich loads only for the table

    out = console(width=None if sys.stdout.isatty() else 160)
    titles = [f"{side.designation or ''} {side.title or ''}".strip() for side in (report.declared, report.benchmark)]
    out.print(f"{titles[0]}\n→ {titles[1]}", style="bold", markup=False)
    scope = report.scope.reason.zh if language == "zh" else report.scope.reason.en
    out.print(scope, markup=False)
    for warning in report.warnings:
        out.print(f"! {warning.zh if language == 'zh' else warning.en}", style="yellow", markup=False)
    table = Table(*COLUMNS[language], show_lines=True, expand=False)
    for column in table.columns:
        column.overflow = "fold"  # a limit that is cut off is worse than a long row
    for row, cells in zip(report.rows, _rows(report, language, decisions), strict=True):
        tone = TONES[row.verdict.verdict]
        table.add_row(*(_plain(cell) for cell in cells[:4]), f"[{tone}]{_plain(cells[4])}[/]", _plain(cells[5]))
    out.print(table)
    counts = "  ".join(
        f"{verdict_word(kind, language)} {count}" for kind, count in report.counts.items() if kind != "EXTRA"
    )
    out.print(f"N = {report.applicable}   {counts}   {verdict_word('EXTRA', language)} {report.extra}", markup=False)
    if report.run:
        out.print(f"{'对标记录' if language == 'zh' else 'Kept as run'} {report.run}", markup=False)
    if report.notice:
        out.print()
        text = report.notice.text.zh if language == "zh" else report.notice.text.en
        out.print(text, markup=False, soft_wrap=True)  # one paragraph, to be copied into a standard


def _plain(text: str) -> str:
    return text.replace("[", "\\[")


def write_csv(report: Report, language: str, decisions: Sequence[Decision] = ()) -> None:
    """Write the rows as CSV on standard output; a cell that a spreadsheet would run as a formula is disarmed."""
    click.echo(csv_text(COLUMNS[language], _rows(report, language, decisions)), nl=False)


def csv_text(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return lines as CSV; a cell that a spreadsheet would run as a formula is disarmed."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(columns)
    writer.writerows(tuple(disarmed("" if cell is None else str(cell)) for cell in row) for row in rows)
    return buffer.getvalue()


def disarmed(cell: str) -> str:
    """Return ``cell`` so that no spreadsheet takes it for a formula (a leading apostrophe where it could)."""
    return f"'{cell}" if cell[:1] in ("=", "+", "@", "\t", "\r") or (cell[:1] == "-" and not _is_number(cell)) else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def write_html(report: Report, language: str) -> None:
    """Write the comparison page on standard output."""
    from catalog.web.pages import comparison_page  # noqa: PLC0415 - the templates load only for a page

    click.echo(comparison_page(report, language))


def place_text(place: Place | Source | None, line: int | None) -> str:
    """Return where words stand, as short as a person needs it: a line, page, paragraph or cell."""
    if line is not None:
        return f"line {line}"
    if place is None:
        return "file"
    if place.cell is not None:
        return f"{place.sheet}!{place.cell}"
    if place.page is not None:
        return f"page {place.page}"
    return f"paragraph {place.paragraph}" if place.paragraph is not None else place.sheet or "file"


def reading_table(reading: DocumentReading) -> Table:
    """Return the requirements that were read as a table."""
    from rich.table import Table  # noqa: PLC0415 - rich loads only for the table

    table = Table("place", "clause", "name", "limit", "conditions", "characteristic", "grade", show_lines=False)
    for column in table.columns:
        column.overflow = "fold"
    for requirement in reading.requirements:
        table.add_row(
            _plain(place_text(requirement.source, requirement.source.line)),
            requirement.clause or "",
            _plain(requirement.name),
            _plain(limit_text(requirement)),
            _plain(", ".join(condition.printed or condition.value for condition in requirement.conditions)),
            _plain(requirement.characteristic or ""),
            requirement.grade,
        )
    return table
