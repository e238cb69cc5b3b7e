"""``duibiao verdict`` and ``duibiao compare``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from catalog.cli.output import json_lines, optional_workplace, read_file, workplace_of, write_line
from catalog.comparison import compare_texts
from catalog.comparison.codec import verdict_to_json
from catalog.errors import UnusableInputError

if TYPE_CHECKING:
    from catalog.services.comparing import Side

__all__ = ["compare", "verdict"]

MAX_DOCUMENT = 20 * 1024 * 1024
"""Largest document that is compared from a file, in bytes."""

FORMATS = ("table", "json", "csv", "html", "xlsx")

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


def _read_side(word: str) -> Side | str:
    from catalog.services.comparing import side_of_file  # noqa: PLC0415 - loads the readers

    return side_of_file(read_file(word, MAX_DOCUMENT), word) if _names_a_file(word) else word


def _benchmarks(words: tuple[str, ...], set_id: str | None) -> list[Side | str]:
    """Return what is compared with: the words, and the members of a benchmark set."""
    from catalog.benchmarks import find_benchmark, iter_benchmark_sets  # noqa: PLC0415 - reads the packs
    from catalog.services.comparing import Side  # noqa: PLC0415 - loads the readers

    found = [_read_side(word) for word in words]
    if set_id is not None:
        chosen = next((one for one in iter_benchmark_sets() if one.id == set_id), None)
        if chosen is None:
            known = ", ".join(one.id for one in iter_benchmark_sets())
            raise UnusableInputError(f"--benchmark-set {set_id}: no set has this name; there are {known}")
        packs = [find_benchmark(member) for member in chosen.members]
        found += [Side(pack.document, pack.document.designation or pack.key) for pack in packs]
    if not found:
        raise UnusableInputError("name a benchmark: a file, a number such as 'GB/T 43726-2024', or --benchmark-set ID")
    return found


@click.command(
    epilog="Examples:\n\n  duibiao compare my-standard.md 'GB/T 43726-2024'\n\n"
    "  duibiao compare my-standard.md benchmark.md --format json\n\n"
    "  duibiao compare my-standard.md 'GB 5749-2022' eu-2020-2184\n\n"
    "  duibiao compare my-standard.md --benchmark-set drinking-water --format xlsx --output water.xlsx\n\n"
    "  duibiao compare 'Q/HKT 16016-2026' 'GB/T 43726-2024' --class frame_size=130"
)
@click.argument("declared")
@click.argument("benchmarks", nargs=-1, metavar="BENCHMARK...")
@click.option("--benchmark-set", "set_id", metavar="ID", help="A stored set: every member is compared with.")
@click.option(
    "--class", "classes", multiple=True, metavar="KEY=VALUE", help="Class or size of the product; repeatable."
)
@click.option("--format", "shape", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Short for --format json.")
@click.option(
    "--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Of the table, CSV and page."
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="File of --format xlsx.")
@click.option("--no-keep", is_flag=True, help="Do not keep the comparison as a run.")
@click.option("--home", type=click.Path(file_okay=False, path_type=Path), help="As before the command.")
@click.pass_context
def compare(  # noqa: PLR0913, PLR0917 - click gives each option by name
    ctx: click.Context,
    declared: str,
    benchmarks: tuple[str, ...],
    set_id: str | None,
    classes: tuple[str, ...],
    shape: str,
    as_json: bool,  # noqa: FBT001 - click gives flags by name
    language: str,
    output: Path | None,
    no_keep: bool,  # noqa: FBT001 - the same
    home: Path | None,
) -> None:
    """Compare DECLARED with each BENCHMARK, each a file or a designation in the store.

    Where there is an installation the comparison is kept as a run. Several benchmarks give, beside each comparison, the
    strictest of them row by row. Exit code 1 means that something is lower, missing or in conflict, or that nothing
    could be assessed.
    """
    from catalog.cli.comparisons import Shown, run_decisions, write_comparison  # noqa: PLC0415 - rich, the templates
    from catalog.services.comparing import compare_with_set  # noqa: PLC0415 - loads the readers

    if home is not None:
        ctx.find_root().obj = home
    shape = "json" if as_json else shape
    if (shape == "xlsx") != (output is not None):
        raise UnusableInputError("--format xlsx and --output FILE belong together")
    product_classes = _classes(classes)
    sides = (_read_side(declared), _benchmarks(benchmarks, set_id))
    needs_store = any(isinstance(side, str) for side in (sides[0], *sides[1]))
    with workplace_of(ctx) if needs_store else optional_workplace(ctx, wanted=not no_keep) as workplace:
        reports, strictest = compare_with_set(
            *sides, workplace=workplace, product_classes=product_classes, keep_as=None if no_keep else "person"
        )
        decisions = [run_decisions(workplace, report.run) for report in reports]
    shown = Shown(reports, decisions, strictest if len(reports) > 1 else (), set_id)
    write_comparison(shown, shape, language, output)
    if any(report.not_shown_to_meet or not report.rows for report in reports):
        sys.exit(1)
