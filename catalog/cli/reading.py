"""``duibiao read`` and ``duibiao check``: what a document says, and what filing it would meet."""

from __future__ import annotations

import dataclasses
import sys

import click

from catalog.cli.output import console, print_json, read_file, settings_of, workplace_of

__all__ = ["check", "read"]

MAX_DOCUMENT = 20 * 1024 * 1024
"""Largest document that is read, in bytes."""


@click.command(epilog="Example: duibiao read my-standard.md --format table")
@click.argument("file")
@click.option("--format", "shape", type=click.Choice(["json", "table"]), default="json", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Short for --format json.")
def read(file: str, shape: str, as_json: bool) -> None:  # noqa: FBT001 - click gives flags by name
    """Read a document (Markdown or text) into requirements with their sources."""
    from importers.documents import read_document  # noqa: PLC0415 - the readers load only here

    reading = read_document(read_file(file, MAX_DOCUMENT), file)
    if as_json or shape == "json":
        print_json(reading.to_json())
        return
    from catalog.cli.reports import reading_table  # noqa: PLC0415 - rich loads only for the table

    console(width=None if sys.stdout.isatty() else 160).print(reading_table(reading))
    for issue in reading.issues:
        console(stderr=True).print(
            f"line {issue.line}: {issue.text} - {issue.reason}", style="yellow", markup=False, soft_wrap=True
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
    if settings.database_url is None and not (settings.home / "duibiao.sqlite3").exists():
        results = check_document(None, data, file)
    else:
        with workplace_of(ctx) as workplace:
            results = check_document(workplace, data, file)
    if as_json:
        print_json([dataclasses.asdict(result) for result in results])
    else:
        out = console()
        marks = {Severity.STOP: "STOP", Severity.WARN: "note", Severity.NOT_CHECKED: " -- ", Severity.PASSED: " ok "}
        for result in results:
            out.print(f"{marks[result.severity]} {result.en} {result.todo_en}".rstrip(), markup=False, soft_wrap=True)
    if stops(results):
        sys.exit(1)
