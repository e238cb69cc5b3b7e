"""Reports and readings for a terminal: tables with colours, CSV, a page of HTML."""

from __future__ import annotations

import csv
import io
import sys
from typing import TYPE_CHECKING

import click

from catalog.cli.output import console
from catalog.comparison.reports import VerdictKind
from catalog.comparison.showing import limit_text
from catalog.comparison.wording import VERDICT_WORDS

if TYPE_CHECKING:
    from rich.table import Table

    from catalog.comparison.reports import Report, Row, RowSide
    from importers.documents import DocumentReading

__all__ = ["reading_table", "write_csv", "write_html", "write_table"]

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


def verdict_word(kind: str, language: str) -> str:
    """Return the word of a verdict in one language."""
    words = VERDICT_WORDS[VerdictKind(kind)]
    return words.zh if language == "zh" else words.en


def _side(side: RowSide | None) -> str:
    return side.value or side.text if side else "—"


def _reason(row: Row, language: str) -> str:
    text = row.verdict.reason.zh if language == "zh" else row.verdict.reason.en
    code = f" [{row.verdict.code}]" if row.verdict.code else ""
    flags = f" ({', '.join(row.verdict.flags)})" if row.verdict.flags else ""
    return text + code + flags


def _rows(report: Report, language: str) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for row in report.rows:
        shown = row.benchmark or row.declared
        rows.append(
            (
                (shown.clause if shown else None) or "",
                row.name + (f"（{'，'.join(row.conditions)}）" if row.conditions else ""),
                _side(row.benchmark),
                _side(row.declared),
                verdict_word(row.verdict.verdict, language),
                _reason(row, language),
            )
        )
    return rows


def write_table(report: Report, language: str) -> None:
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
    for row, cells in zip(report.rows, _rows(report, language), strict=True):
        tone = TONES[row.verdict.verdict]
        table.add_row(*(_plain(cell) for cell in cells[:4]), f"[{tone}]{_plain(cells[4])}[/]", _plain(cells[5]))
    out.print(table)
    counts = "  ".join(
        f"{verdict_word(kind, language)} {count}" for kind, count in report.counts.items() if kind != "EXTRA"
    )
    out.print(f"N = {report.applicable}   {counts}   {verdict_word('EXTRA', language)} {report.extra}", markup=False)
    if report.notice:
        out.print()
        text = report.notice.text.zh if language == "zh" else report.notice.text.en
        out.print(text, markup=False, soft_wrap=True)  # one paragraph, to be copied into a standard


def _plain(text: str) -> str:
    return text.replace("[", "\\[")


def write_csv(report: Report, language: str) -> None:
    """Write the rows as CSV on standard output; a cell that a spreadsheet would run as a formula is disarmed."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS[language])
    writer.writerows(tuple(disarmed(cell) for cell in row) for row in _rows(report, language))
    click.echo(buffer.getvalue(), nl=False)


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


def reading_table(reading: DocumentReading) -> Table:
    """Return the requirements that were read as a table."""
    from rich.table import Table  # noqa: PLC0415 - rich loads only for the table

    table = Table("line", "clause", "name", "limit", "conditions", "characteristic", "grade", show_lines=False)
    for column in table.columns:
        column.overflow = "fold"
    for requirement in reading.requirements:
        table.add_row(
            str(requirement.source.line or ""),
            requirement.clause or "",
            _plain(requirement.name),
            _plain(limit_text(requirement)),
            _plain(", ".join(condition.printed or condition.value for condition in requirement.conditions)),
            _plain(requirement.characteristic or ""),
            requirement.grade,
        )
    return table
