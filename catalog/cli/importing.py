"""``duibiao import`` and ``duibiao sources``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from catalog.cli.output import console, print_json, workplace_of
from catalog.errors import UnusableInputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.progress import Progress

    from catalog.services.workplace import Workplace

__all__ = ["import_", "sources"]

MAX_SHOWN = 80
"""Characters of a refused value that the report shows; the rejects file has it whole."""


@click.command(
    "import",
    epilog="Example: duibiao import relaton-iso iso.jsonl.zst --rejects rejected.jsonl",
)
@click.argument("source", required=False)
@click.argument("paths", nargs=-1, metavar="PATH…")
@click.option("--all", "folder", type=click.Path(file_okay=False, exists=True, path_type=Path), metavar="FOLDER")
@click.option("--limit", type=click.IntRange(min=1), help="Read at most this many files or lines.")
@click.option("--rejects", type=click.Path(dir_okay=False, path_type=Path), help="File for refused records.")
@click.option("--dry-run", is_flag=True, help="Read and report, store nothing.")
@click.option("--whole", is_flag=True, help="The input is the whole source: fewer records than expected are an error.")
@click.option("--below-floors", is_flag=True, help="Import even if far fewer records than usual have a field.")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable.")
@click.pass_context
def import_(
    ctx: click.Context,
    /,
    source: str | None,
    paths: tuple[str, ...],
    folder: Path | None,
    *,
    as_json: bool,
    **options: Any,  # noqa: ANN401 - click gives options by name
) -> None:
    """Read a catalogue SOURCE into the store: files, folders, .zst .gz .zip .tar.zst of them, or - for standard input.

    Exit code 1 when records were refused; --rejects keeps them in a file that import takes again. "merged" counts
    second descriptions of a document by the same source. --all FOLDER imports every source that the folder holds in the
    places that "duibiao sources --json" tells (where); each then has a rejects file of its own.
    """
    from catalog.services.importing import find_sources  # noqa: PLC0415 - the importers load only here

    if (folder is None) == (not (source and paths)) or (folder and (source or paths)):
        raise click.UsageError("give a SOURCE and its PATHs, or --all FOLDER")
    plan = find_sources(folder) if folder else [(source or "", list(paths))]
    with workplace_of(ctx) as workplace, _progress() as progress:
        reports = [_imported(workplace, progress, name, files, options, is_one=not folder) for name, files in plan]
    if not any(report["read"] for report in reports):
        where = str(folder) if folder else ", ".join(paths)
        raise UnusableInputError(
            f"{where}: no records of {source or 'any source'} were found; nothing was imported",
            f"{where}：没有找到{source or '任何来源'}的记录，未导入任何内容",
        )
    if as_json:
        print_json({"sources": reports} if folder else reports[0])
    else:
        for report in reports:
            _print_report(report)
    if any(report["rejected"] for report in reports):
        sys.exit(1)


def _imported(
    workplace: Workplace,
    progress: Progress,
    source: str,
    paths: Sequence[str | Path],
    options: dict[str, Any],
    *,
    is_one: bool,
) -> dict[str, Any]:
    """Import one source and return its report; of several sources each has a rejects file of its own."""
    from catalog.services.importing import (  # noqa: PLC0415 - the importers load only here
        import_and_index,
        import_source,
    )

    task = progress.add_task(f"Reading {source}", total=None)

    def shown(read: int, total: int | None) -> None:
        progress.update(task, completed=read, total=total or None)

    settings = {name: options[name] for name in ("limit", "rejects", "whole", "below_floors")}
    if settings["rejects"] and not is_one:
        settings["rejects"] = settings["rejects"].with_stem(f"{settings['rejects'].stem}-{source}")
    if options["dry_run"]:
        report = import_source(workplace.catalog, source, paths, dry_run=True, progress=shown, **settings)
    else:
        report = import_and_index(workplace, source, paths, progress=shown, **settings)
    return report.to_json()


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
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TaskProgressColumn(show_speed=True),
        TimeRemainingColumn(),
        console=console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),  # a log keeps no bars, and no empty line in their place
    )


@click.command(epilog="Example: duibiao sources")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable.")
@click.option("--template", is_flag=True, help="Print the header of the project's own form (CSV) instead.")
def sources(*, as_json: bool, template: bool) -> None:
    """List the sources that import knows: name, publisher, licence, formats; --template prints the form for any other.

    The columns of the form are explained in importers/README.md; only "designation" must be filled.
    """
    if template:
        from importers.rows import COLUMNS  # noqa: PLC0415 - the importers load only here

        click.echo(",".join(COLUMNS))
        return
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
