"""``duibiao export``: everything of a kind as JSON lines or CSV, streamed."""

from __future__ import annotations

import csv
import io
import sys
from typing import TYPE_CHECKING, Any

import click

from catalog.cli.output import workplace_of, write_line
from catalog.cli.reports import disarmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalog.services.workplace import Workplace

__all__ = ["export"]


def _standards(workplace: Workplace) -> Iterator[dict[str, Any]]:
    from catalog.standard_codec import standard_to_json  # noqa: PLC0415 - loads with the store

    for standard in workplace.catalog.iter_standards():
        yield {"key": standard.key} | standard_to_json(standard)


def _declarations(workplace: Workplace) -> Iterator[dict[str, Any]]:
    from catalog.services.records import describe_declaration  # noqa: PLC0415 - loads with the store

    for item in workplace.declarations.iter_public():
        yield describe_declaration(item)


def _standard_rows(workplace: Workplace) -> Iterator[dict[str, Any]]:
    """Yield what a table has of each standard: the same columns for all, whatever a record lacks."""
    for standard in workplace.catalog.iter_standards():
        titles = {title.language: title.text for title in standard.titles}
        yield {
            "designation": standard.designation.normalized,
            "title_zh": titles.get("zh"),
            "title_en": titles.get("en"),
            "level": standard.level,
            "nature": standard.nature,
            "status": standard.status,
            "published": standard.published and standard.published.text,
            "effective": standard.effective and standard.effective.text,
            "withdrawn": standard.withdrawn and standard.withdrawn.text,
            "publisher": standard.publisher,
            "ics": " ".join(standard.ics),
            "ccs": " ".join(standard.ccs),
            "key": standard.key,
        }


KINDS = {"standards": _standards, "declarations": _declarations}


@click.command(
    epilog="Examples:\n\n  duibiao export standards > standards.jsonl\n\n  duibiao export declarations --format csv\n\n"
    "Example of the use of a part: duibiao export standards | head -1"
)
@click.argument("kind", type=click.Choice(sorted(KINDS)))
@click.option("--format", "shape", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Short for --format jsonl.")
@click.pass_context
def export(ctx: click.Context, kind: str, shape: str, as_json: bool) -> None:  # noqa: FBT001 - click gives flags by name
    """Stream everything of a KIND on standard output."""
    with workplace_of(ctx) as workplace:
        if as_json or shape == "jsonl":
            for record in KINDS[kind](workplace):
                write_line(record)
        elif kind == "standards":
            _write_csv(_standard_rows(workplace))
        else:
            _write_csv(_declarations(workplace))
    sys.stdout.buffer.flush()


def _write_csv(records: Iterator[dict[str, Any]]) -> None:
    """Write the plain fields of each record; what has parts of its own is in the JSON lines."""
    columns: list[str] | None = None
    for record in records:
        plain = {name: value for name, value in record.items() if not isinstance(value, (dict, list))}
        buffer = io.StringIO(newline="")
        writer = csv.writer(buffer)
        if columns is None:
            columns = list(plain)
            writer.writerow(columns)
        writer.writerow([disarmed(str(plain.get(name) or "")) for name in columns])
        sys.stdout.buffer.write(buffer.getvalue().encode())
