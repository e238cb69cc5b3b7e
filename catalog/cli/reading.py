"""``duibiao read`` and ``duibiao check``: what a document says, and what filing it would meet."""

from __future__ import annotations

import dataclasses
import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import click

from catalog.cli.output import console, print_json, read_file, settings_of, workplace_of
from catalog.errors import UnusableInputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from importers.documents import DocumentReading
    from importers.documents.blocks import Progress

__all__ = ["check", "read"]

MAX_DOCUMENT = 20 * 1024 * 1024
"""Largest document that is read, in bytes."""


@click.command(epilog="Example: duibiao read my-standard.md --format table")
@click.argument("file")
@click.option("--format", "shape", type=click.Choice(["json", "table", "xlsx"]), default="json", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Short for --format json.")
def read(file: str, shape: str, as_json: bool) -> None:  # noqa: FBT001 - click gives flags by name
    """Read a document into requirements with their sources: PDF, Word, Excel, STS, HTML, Markdown or text.

    With --format xlsx the rows come as a workbook that can be corrected and read again: duibiao read FILE --format xlsx
    > rows.xlsx
    """
    from importers.documents import read_isolated  # noqa: PLC0415 - the readers load only here

    data = read_file(file, MAX_DOCUMENT)
    with page_progress(file) as progress:
        reading = read_isolated(data, file, progress=progress)
    if shape == "xlsx" and not as_json:
        write_rows(reading)
        return
    if as_json or shape == "json":
        print_json(reading.to_json())
        return
    from catalog.cli.reports import place_text, reading_table  # noqa: PLC0415 - rich loads only for the table

    console(width=None if sys.stdout.isatty() else 160).print(reading_table(reading))
    for issue in reading.issues:
        console(stderr=True).print(
            f"{place_text(issue.place, issue.line)}: {issue.text} - {issue.reason}",
            style="yellow",
            markup=False,
            soft_wrap=True,
        )


@click.command(epilog="Example: duibiao check my-standard.md")
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable.")
@click.pass_context
def check(ctx: click.Context, file: str, as_json: bool) -> None:  # noqa: FBT001 - click gives flags by name
    """Make the checks that filing FILE would make, without filing. Exit code 1 when something must be mended."""
    from catalog.services.checking import check_document  # noqa: PLC0415 - the readers load only here
    from declarations import Severity, stops  # noqa: PLC0415 - the same

    data = read_file(file, MAX_DOCUMENT)
    settings = settings_of(ctx)
    with ExitStack() as stack:
        has_home = settings.database_url is not None or (settings.home / "duibiao.sqlite3").exists()
        workplace = stack.enter_context(workplace_of(ctx)) if has_home else None
        progress = stack.enter_context(page_progress(file))
        results = check_document(workplace, data, file, progress=progress)
    if as_json:
        print_json([dataclasses.asdict(result) for result in results])
    else:
        out = console()
        marks = {Severity.STOP: "STOP", Severity.WARN: "note", Severity.NOT_CHECKED: " -- ", Severity.PASSED: " ok "}
        for result in results:
            out.print(f"{marks[result.severity]} {result.en} {result.todo_en}".rstrip(), markup=False, soft_wrap=True)
    if stops(results):
        sys.exit(1)


@contextmanager
def page_progress(file: str) -> Iterator[Progress | None]:
    """Show on a terminal how many pages or sheets of a document are read; yield nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415 - only for a person

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task(f"reading {file}", total=None)

        def show(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield show


def write_rows(reading: DocumentReading) -> None:
    """Write the rows as a workbook on standard output; raises UnusableInputError where that is a terminal."""
    from catalog.workbooks import Sheet, write_workbook  # noqa: PLC0415 - openpyxl loads only here
    from importers.documents.template import template_sheets  # noqa: PLC0415 - the same

    if sys.stdout.isatty():
        raise UnusableInputError(
            "a workbook is no text for a terminal; send it to a file: duibiao read FILE --format xlsx > rows.xlsx",
            "工作簿不能显示在终端上；请输出到文件：duibiao read FILE --format xlsx > rows.xlsx",
        )
    sheets = [Sheet(name, columns, rows) for name, columns, rows in template_sheets(reading)]
    sys.stdout.buffer.write(write_workbook(sheets))
    sys.stdout.buffer.flush()
