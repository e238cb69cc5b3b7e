"""``duibiao import`` and ``duibiao sources``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from catalog.cli.output import console, print_json, workplace_of
from catalog.errors import UnusableInputError

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["import_", "sources"]

MAX_SHOWN = 80
"""Characters of a refused value that the report shows; the rejects file has it whole."""


@click.command(
    "import",
    epilog="Example: duibiao import relaton-iso iso.jsonl.zst --rejects rejected.jsonl",
)
@click.argument("source")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--limit", type=click.IntRange(min=1), help="Read at most this many records.")
@click.option("--rejects", type=click.Path(dir_okay=False, path_type=Path), help="File for refused records.")
@click.option("--dry-run", is_flag=True, help="Read and report, store nothing.")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable.")
@click.pass_context
def import_(
    ctx: click.Context,
    source: str,
    paths: tuple[str, ...],
    limit: int | None,
    rejects: Path | None,
    dry_run: bool,  # noqa: FBT001 - click gives flags by name
    as_json: bool,  # noqa: FBT001 - click gives flags by name
) -> None:
    """Read a catalogue SOURCE into the store: files, folders, .zst .gz .zip .tar.zst of them, or - for standard input.

    Exit code 1 when records were refused; --rejects keeps them in a file that import takes again. "merged" counts
    second descriptions of a document by the same source.
    """
    from catalog.services.importing import (  # noqa: PLC0415 - the importers load only here
        import_and_index,
        import_source,
    )

    with workplace_of(ctx) as workplace, _progress() as progress:
        task = progress.add_task(f"Reading {source}", total=None)

        def shown(read: int, total: int | None) -> None:
            progress.update(task, completed=read, total=total)

        if dry_run:
            report = import_source(
                workplace.catalog, source, paths, limit=limit, rejects=rejects, dry_run=True, progress=shown
            )
        else:
            report = import_and_index(workplace, source, paths, limit=limit, rejects=rejects, progress=shown)
    if not report.read:
        raise UnusableInputError(
            f"{', '.join(paths)}: no records of {source} were found; nothing was imported",
            f"{'、'.join(paths)}：没有找到 {source} 的记录，未导入任何内容",
        )
    if as_json:
        print_json(report.to_json())
    else:
        _print_report(report.to_json())
    if report.rejected:
        sys.exit(1)


def _print_report(report: dict[str, Any]) -> None:
    """Print the figures of a report, then each kind of issue with the first records that have it."""
    out = console()
    lines = [f"{name:20} {value}" for name, value in report.items() if not isinstance(value, (dict, list))]
    lines += [f"{'with ' + name:20} {share:.1%}" for name, share in report["fill_rates"].items()]
    for code, count in report["issues"].items():
        lines.append(f"{'issue':20} {code}: {count:,}")
        for it in report["examples"].get(code, []):
            value = " ".join(str(it["value"]).split())[:MAX_SHOWN]
            lines.append(f"{'':20}   {it['record']} {it['field']} {value!r}: {it['reason']}")
    lines += [f"{'warning':20} {words}" for words in report["warnings"]]
    for line in lines:
        out.print(line, markup=False, soft_wrap=True)


def _progress() -> Progress:
    from rich.progress import (  # noqa: PLC0415 - rich loads only here
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),  # a log keeps no bars, and no empty line in their place
    )


@click.command(epilog="Example: duibiao sources")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable.")
def sources(as_json: bool) -> None:  # noqa: FBT001 - click gives flags by name
    """List the sources that import knows: name, publisher, licence, formats."""
    from importers import SOURCES  # noqa: PLC0415 - the importers load only here

    if as_json:
        print_json([source.to_json() for source in SOURCES.values()])
        return
    from rich.table import Table  # noqa: PLC0415 - rich loads only for the table

    table = Table("source", "title", "publisher", "licence", "formats", "expected records")
    for column in table.columns:
        column.overflow = "fold"
    for source in SOURCES.values():
        shown = source.to_json()
        table.add_row(
            *(str(shown[name]) for name in ("id", "title", "publisher", "licence")),
            ", ".join(shown["formats"]),
            f"{shown['expected_records']:,}",
        )
    console(width=None if sys.stdout.isatty() else 160).print(table)
