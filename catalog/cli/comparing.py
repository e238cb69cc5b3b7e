"""``duibiao verdict`` and ``duibiao compare``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from catalog.cli.output import json_lines, print_json, read_file, workplace_of, write_line
from catalog.comparison import compare_texts
from catalog.comparison.codec import report_to_json, verdict_to_json
from catalog.errors import UnusableInputError

__all__ = ["compare", "verdict"]

MAX_DOCUMENT = 20 * 1024 * 1024
"""Largest document that is compared from a file, in bytes."""

DOCUMENT_ENDINGS = (".md", ".markdown", ".txt", ".pdf", ".docx")


def _side(line: dict[str, Any], name: str) -> str | None:
    value = line.get(name)
    if value is not None and not isinstance(value, str):
        raise UnusableInputError(f'"{name}" must be a string or null')
    return value


def _answer(line: dict[str, Any]) -> dict[str, Any]:
    """Return the verdict of one line; raises UnusableInputError where its fields are not of the right kind."""
    context = line.get("context")
    if context is not None and not isinstance(context, dict):
        raise UnusableInputError('"context" must be an object')
    return verdict_to_json(compare_texts(_side(line, "declared"), _side(line, "benchmark"), context))


@click.command(
    epilog='Example: echo \'{"declared": "甲醛 ≤ 20 mg/kg，GB/T 2912.1", "benchmark": "甲醛 ≤ 75 mg/kg，GB/T 2912.1"}\''
    " | duibiao verdict"
)
@click.option("--json", "as_json", is_flag=True, help="The same; the output is always JSON lines.")
def verdict(as_json: bool) -> None:  # noqa: ARG001, FBT001 - every command takes --json
    """Compare single requirements: JSON lines {"id", "declared", "benchmark", "context"} in, one answer for each."""
    problems = False
    for line, error in json_lines(sys.stdin.buffer):
        head = {"id": line["id"]} if line is not None and "id" in line else {}
        try:
            answer = {"error": error} if line is None else _answer(line)
        except UnusableInputError as refused:
            answer = {"error": refused.en}
        problems = problems or "error" in answer
        write_line(head | answer)
    if problems:
        sys.exit(1)


def _names_a_file(word: str) -> bool:
    """Tell a file from a number: what is there, and what has the ending of a document and so was meant to be."""
    return Path(word).is_file() or Path(word).suffix.lower() in DOCUMENT_ENDINGS


def _classes(pairs: tuple[str, ...]) -> dict[str, str]:
    classes = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key.strip() or not value.strip():
            raise UnusableInputError(f"--class {pair}: write KEY=VALUE, for example --class frame_size=130")
        classes[key.strip()] = value.strip()
    return classes


@click.command(
    epilog="Examples:\n\n  duibiao compare my-standard.md 'GB/T 43726-2024'\n\n"
    "  duibiao compare my-standard.md benchmark.md --format json\n\n"
    "  duibiao compare 'Q/HKT 16016-2026' 'GB/T 43726-2024' --class frame_size=130"
)
@click.argument("declared")
@click.argument("benchmark")
@click.option(
    "--class", "classes", multiple=True, metavar="KEY=VALUE", help="Class or size of the product; repeatable."
)
@click.option(
    "--format", "shape", type=click.Choice(["table", "json", "csv", "html"]), default="table", show_default=True
)
@click.option("--json", "as_json", is_flag=True, help="Short for --format json.")
@click.option(
    "--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Of the table, CSV and page."
)
@click.option("--home", type=click.Path(file_okay=False, path_type=Path), help="As before the command.")
@click.pass_context
def compare(
    ctx: click.Context,
    declared: str,
    benchmark: str,
    classes: tuple[str, ...],
    shape: str,
    as_json: bool,  # noqa: FBT001 - click gives flags by name
    language: str,
    home: Path | None,
) -> None:
    """Compare DECLARED with BENCHMARK, each a file or a designation in the store.

    Exit code 1 means that something is lower, missing or in conflict, or that nothing could be assessed.
    """
    from catalog.cli.reports import write_csv, write_html, write_table  # noqa: PLC0415 - rich and the templates
    from catalog.services.comparing import Side, compare_sides, side_of_file  # noqa: PLC0415 - loads the readers

    if home is not None:
        ctx.find_root().obj = home
    product_classes = _classes(classes)
    sides: list[Side | str] = [
        side_of_file(read_file(word, MAX_DOCUMENT), word) if _names_a_file(word) else word
        for word in (declared, benchmark)
    ]
    if all(isinstance(side, Side) for side in sides):
        report = compare_sides(sides[0], sides[1], product_classes=product_classes)
    else:
        with workplace_of(ctx) as workplace:
            report = compare_sides(sides[0], sides[1], workplace=workplace, product_classes=product_classes)
    if as_json or shape == "json":
        print_json(report_to_json(report))
    elif shape == "csv":
        write_csv(report, language)
    elif shape == "html":
        write_html(report, language)
    else:
        write_table(report, language)
    if report.not_shown_to_meet or not report.rows:
        sys.exit(1)
