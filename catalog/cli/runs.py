"""``duibiao run``: kept comparisons, made again, held side by side, and decided row by row by named reviewers."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from catalog.cli.output import console, print_json, workplace_of

if TYPE_CHECKING:
    from catalog.comparison.run_changes import RowChange, RunChanges

__all__ = ["run"]

LANGUAGE = click.Choice(["zh", "en"])
CAUSES = {
    "declared": ("声明的内容不同", "the declared row says something else"),
    "benchmark": ("基准的内容不同", "the benchmark's row says something else"),
    "dictionary": ("词典版本不同", "another dictionary"),
    "engine": ("引擎版本不同", "another engine"),
    "links": ("方法关系表版本不同", "other method links"),
    "scope": ("适用范围的判断不同", "the scope was judged otherwise"),
    "classes": ("产品类别不同", "another class of product"),
    "unknown": ("没有可指明的差别", "nothing that could be named differs"),
}
KINDS = {
    "verdict": ("结论改变", "verdict changed"),
    "details": ("细节改变", "details changed"),
    "added": ("新增", "added"),
    "gone": ("不再出现", "gone"),
}


@click.group(
    epilog="Examples:\n\n  duibiao run list 'GB/T 43726-2024'\n\n  duibiao run changes OLD NEW\n\n"
    "  duibiao run decide RUN b31 EQUAL --by 王芳 --reason '两种方法等效，见附录 A'"
)
def run() -> None:
    """Kept comparisons. A run never changes; what is made anew is a run of its own."""


@run.command("list", epilog="Example: duibiao run list 'GB/T 43726-2024'")
@click.argument("designation", required=False)
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Machine-readable.")
@click.pass_context
def list_(ctx: click.Context, designation: str | None, limit: int, as_json: bool) -> None:  # noqa: FBT001 - click
    """List the newest runs, all or those with DESIGNATION on either side."""
    with workplace_of(ctx) as workplace:
        found = workplace.catalog.list_runs(_normalized(designation), limit=limit)
    rows: list[dict[str, object]] = [
        {"run": one.run, "at": one.at, "declared": one.declared, "benchmark": one.benchmark, **one.versions}
        for one in found
    ]
    if as_json:
        print_json(rows)
        return
    from rich.table import Table  # noqa: PLC0415 - rich loads only for the table

    table = Table("run", "made at", "declared", "benchmark", "engine", "dictionary")
    for column in table.columns:
        column.no_wrap = True  # an id that is cut off is worse than a long line
    for one in found:
        versions = [one.versions.get(name) or "" for name in ("engine_version", "dictionary_version")]
        table.add_row(one.run, one.at[:16], one.declared or "—", one.benchmark or "—", *versions)
    console(width=None if sys.stdout.isatty() else 160).print(table)


def _normalized(designation: str | None) -> str | None:
    from catalog.designations import find_designations  # noqa: PLC0415 - only this command parses

    found = find_designations(designation or "")
    return found[0].normalized if found else designation


@run.command(epilog="Example: duibiao run show 3x5abc7defgh2345 --json")
@click.argument("identity", metavar="RUN")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable, with the decisions.")
@click.option("--language", type=LANGUAGE, default="zh", show_default=True)
@click.pass_context
def show(ctx: click.Context, identity: str, as_json: bool, language: str) -> None:  # noqa: FBT001 - click
    """Show a run as it was made, with what reviewers decided since."""
    from catalog.cli.reports import write_table  # noqa: PLC0415 - loads rich
    from catalog.services.runs import get_run  # noqa: PLC0415 - loads the stores

    with workplace_of(ctx) as workplace:
        kept = get_run(workplace, identity)
    if as_json:
        print_json(kept.to_json())
        return
    write_table(kept.report, language, kept.decisions)
    for one in kept.facts.get("candidates", ()):
        if one["left_out"]:
            click.echo(f"{one['designation']}: {one['left_out'][language]}")
    for decision in kept.decisions:
        words = f"{decision.at[:10]} {decision.row} {decision.verdict} {decision.by}: {decision.reason}"
        click.echo(words)


@run.command(epilog="Example: duibiao run again 3x5abc7defgh2345")
@click.argument("identity", metavar="RUN")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable.")
@click.pass_context
def again(ctx: click.Context, identity: str, as_json: bool) -> None:  # noqa: FBT001 - click
    """Make a run again with today's engine, dictionary and catalogue; the old one stays."""
    from catalog.services.runs import compare_again  # noqa: PLC0415 - loads the stores

    with workplace_of(ctx) as workplace:
        made = compare_again(workplace, identity)
    if as_json:
        print_json({"old": identity, "run": made.run, "same": made.run == identity})
        return
    same = made.run == identity
    click.echo(
        f"{made.run}: nothing changed" if same else f"{made.run}: see `duibiao run changes {identity} {made.run}`"
    )


@run.command(epilog="Example: duibiao run changes 3x5abc7defgh2345 4y6bcd8efghi3456")
@click.argument("old")
@click.argument("new")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable.")
@click.option("--language", type=LANGUAGE, default="zh", show_default=True)
@click.pass_context
def changes(ctx: click.Context, old: str, new: str, as_json: bool, language: str) -> None:  # noqa: FBT001 - click
    """Hold two runs side by side: which rows changed, and what differs that could be why."""
    from catalog.comparison.run_changes import changes_to_json  # noqa: PLC0415 - loads the engine
    from catalog.services.runs import compare_kept  # noqa: PLC0415 - loads the stores

    with workplace_of(ctx) as workplace:
        found = compare_kept(workplace, old, new)
    if as_json:
        print_json(changes_to_json(found))
        return
    _print_changes(found, language)


def _print_changes(found: RunChanges, language: str) -> None:
    from rich.table import Table  # noqa: PLC0415 - rich loads only for the table

    place = 0 if language == "zh" else 1
    out = console(width=None if sys.stdout.isatty() else 160)
    for one in found.differences:
        out.print(f"{one.what}: {one.old} → {one.new}", markup=False)
    titles = (("项目", "变化", "原结论", "现结论", "差别"), ("row", "change", "was", "is", "what differs"))[place]
    table = Table(*titles, show_lines=True)
    for row in found.rows:
        causes = "；".join(CAUSES[name][place] for name in row.because)
        cells = (row.name, KINDS[row.kind][place], _said(row, "old", language), _said(row, "new", language), causes)
        table.add_row(*(cell.replace("[", "\\[") for cell in cells))
    if found.rows:
        out.print(table)
    unchanged = (f"没有变化：{found.unchanged} 行", f"Unchanged: {found.unchanged} rows")[place]
    out.print(unchanged, markup=False)


def _said(change: RowChange, which: str, language: str) -> str:
    from catalog.services.tabulating import verdict_word  # noqa: PLC0415 - loads the engine

    row: Any = getattr(change, which)
    if row is None:
        return "—"
    code = f" [{row.verdict.code}]" if row.verdict.code else ""
    sides = [side.value if side else "—" for side in (row.declared, row.benchmark)]
    return f"{verdict_word(row.verdict.verdict, language)}{code}\n{sides[0]} / {sides[1]}"


@run.command(epilog="Example: duibiao run decide RUN b31 EQUAL --by 王芳 --reason '两种方法等效，见附录 A'")
@click.argument("identity", metavar="RUN")
@click.argument("row")
@click.argument("verdict")
@click.option("--by", required=True, help="The reviewer's name, as it will be public.")
@click.option("--reason", required=True, help="Why, in words that a reader can follow; public.")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable.")
@click.pass_context
def decide(
    ctx: click.Context,
    identity: str,
    row: str,
    verdict: str,
    by: str,
    reason: str,
    as_json: bool,  # noqa: FBT001 - click gives flags by name
) -> None:
    """Decide ROW of RUN (a benchmark row's id, or declared:ID of an extra row) as VERDICT.

    The engine's verdict stays beside the decision; a decision that is replaced later stays in the history.
    """
    from catalog.services.runs import decide_row  # noqa: PLC0415 - loads the stores

    with workplace_of(ctx) as workplace:
        made = decide_row(workplace, identity, row, verdict, by=by, reason=reason)
    if as_json:
        print_json(
            {
                "run": made.run,
                "row": made.row,
                "verdict": made.verdict,
                "by": made.by,
                "reason": made.reason,
                "at": made.at,
            }
        )
        return
    click.echo(f"{made.row}: {made.verdict}, {made.by}, {made.at}")
