"""What ``duibiao compare`` and ``duibiao run`` print: one comparison, or several with the strictest row by row."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from catalog.cli.output import console, print_json
from catalog.cli.reports import csv_text, write_csv, write_html, write_table
from catalog.comparison.codec import report_to_json
from catalog.comparison.run_changes import row_key
from catalog.errors import UnusableInputError
from catalog.services.tabulating import comparison_sheets, comparisons_to_json, strictest_lines, verdict_word
from catalog.workbooks import write_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from catalog.comparison.reports import Report
    from catalog.comparison.strictest import StrictestRow
    from catalog.services.workplace import Workplace
    from catalog.store import Decision

__all__ = ["Shown", "run_decisions", "write_comparison"]


@dataclass(frozen=True, slots=True)
class Shown:
    """One comparison with its decisions, or several with the strictest of their benchmarks."""

    reports: Sequence[Report]
    decisions: Sequence[Sequence[Decision]]
    strictest: Sequence[StrictestRow] = ()
    set_id: str | None = None


def run_decisions(workplace: Workplace | None, run: str | None) -> Sequence[Decision]:
    """Return what reviewers decided of the rows of a run before, if it is kept."""
    return workplace.catalog.decisions_of(run) if workplace and run else ()


def write_comparison(shown: Shown, shape: str, language: str, output: Path | None) -> None:
    """Print one comparison or several in the shape that was asked for."""
    if shape == "xlsx":
        _write_workbook(shown, language, output)
    elif len(shown.reports) > 1:
        _write_several(shown, shape, language)
    elif shape == "json":
        print_json(_with_decisions(shown.reports[0], shown.decisions[0]))
    elif shape == "csv":
        write_csv(shown.reports[0], language, shown.decisions[0])
    elif shape == "html":
        write_html(shown.reports[0], language)
    else:
        write_table(shown.reports[0], language, shown.decisions[0])


def _with_decisions(report: Report, decisions: Sequence[Decision]) -> dict[str, Any]:
    """Return the report as JSON; a row that was decided carries the decision that counts."""
    told = report_to_json(report)
    latest = {one.row: one for one in decisions}
    for row, shown in zip(report.rows, told["rows"], strict=True):
        shown["row"] = row_key(row)
        found = latest.get(row_key(row))
        if found:
            shown["decision"] = {"verdict": found.verdict, "by": found.by, "reason": found.reason, "at": found.at}
    return told


def _write_several(shown: Shown, shape: str, language: str) -> None:
    if shape == "json":
        told = [_with_decisions(*one) for one in zip(shown.reports, shown.decisions, strict=True)]
        print_json(comparisons_to_json(shown.reports, shown.strictest, told, benchmark_set=shown.set_id))
        return
    if shape == "html":
        raise UnusableInputError("--format html shows one comparison; name one benchmark, or use another format")
    columns, lines = strictest_lines(shown.reports, shown.strictest, language)
    if shape == "csv":
        click.echo(csv_text(columns, lines), nl=False)
        return
    from rich.table import Table  # noqa: PLC0415 - rich loads only for the table

    out = console(width=None if sys.stdout.isatty() else 160)
    table = Table(*columns, show_lines=True)
    for column in table.columns:
        column.overflow = "fold"
    for line in lines:
        table.add_row(*("" if cell is None else str(cell).replace("[", "\\[") for cell in line))
    out.print(table)
    for report in shown.reports:
        counts = "  ".join(f"{verdict_word(kind, language)} {count}" for kind, count in report.counts.items())
        name = report.benchmark.designation or report.benchmark.title or "—"
        out.print(f"{name}: N = {report.applicable}   {counts}" + (f"   {report.run}" if report.run else ""))


def _write_workbook(shown: Shown, language: str, output: Path | None) -> None:
    if output is None:  # the command line asks for it
        return
    sheets = comparison_sheets(shown.reports, shown.strictest, language, shown.decisions)
    try:
        output.write_bytes(write_workbook(sheets))
    except OSError as error:
        raise UnusableInputError(f"{output}: cannot be written ({error.strerror})") from error
    click.echo(str(output), err=True)
