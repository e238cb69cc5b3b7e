"""``duibiao search``, ``show`` and ``reindex``."""

from __future__ import annotations

import click

from catalog.cli.output import console, print_json, workplace_of
from catalog.errors import UnusableInputError

__all__ = ["reindex", "search", "show"]

SORTS = ("relevance", "newest", "designation")


def _filters(pairs: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    filters: dict[str, tuple[str, ...]] = {}
    for pair in pairs:
        field, equals, value = pair.partition("=")
        if not equals or not field or not value:
            raise UnusableInputError(f"--filter {pair}: write FIELD=VALUE, for example --filter level=national")
        filters[field] = (*filters.get(field, ()), value)
    return filters


@click.command(epilog="Examples:\n\n  duibiao search 力矩电动机\n\n  duibiao search 'GB／T 43726—2024'\n\n"
    "  duibiao search 'drinking water' --filter level=national --facet status")  # fmt: skip
@click.argument("text", default="")
@click.option("--filter", "filters", multiple=True, metavar="FIELD=VALUE", help="Repeatable; same field twice: either.")
@click.option("--facet", "facets", multiple=True, metavar="FIELD", help="Count the values of a field; repeatable.")
@click.option(
    "--sort", type=click.Choice(["relevance", "newest", "designation"]), default="relevance", show_default=True
)
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True)
@click.option("--cursor", help="The `next` of the answer before.")
@click.option("--kind", type=click.Choice(["standard", "declaration", "all"]), default="all", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Machine-readable.")
@click.pass_context
def search(  # noqa: PLR0913, PLR0917 - one parameter for each option of the command
    ctx: click.Context,
    text: str,
    filters: tuple[str, ...],
    facets: tuple[str, ...],
    sort: str,
    limit: int,
    cursor: str | None,
    kind: str,
    as_json: bool,  # noqa: FBT001 - click gives flags by name
) -> None:
    """Search standards and declarations: numbers in any spelling, words, "phrases"."""
    from search import SearchRequest  # noqa: PLC0415 - the engine loads only here

    request = SearchRequest(
        text=text,
        filters=_filters(filters),
        facets=facets,
        sort=sort,
        limit=limit,
        cursor=cursor,
        kind=None if kind == "all" else kind,
    )
    with workplace_of(ctx) as workplace:
        result = workplace.search.search(request)
    if as_json:
        print_json(result.to_json())
        return
    out = console()
    if result.relaxed:
        out.print("No record has all the words; these have most of them.", style="yellow")
    for hit in result.hits:
        title = hit.titles.get("zh") or hit.titles.get("en") or ""
        words = f"{hit.status or ''} {hit.kind if hit.kind != 'standard' else ''}".strip()
        title = title.replace("[", "\\[")
        out.print(f"[bold]{hit.designation}[/]  {title}  [dim]{words}[/]", soft_wrap=True)
    for field, values in result.facets.items():
        counts = ", ".join(f"{value.value} {value.count}" for value in values)
        out.print(f"{field}: {counts or 'no values'}", markup=False, soft_wrap=True)
    out.print(f"{result.total} found in {result.took_ms:.1f} ms", style="dim")


@click.command(epilog="Example: duibiao show 'GB/T 43726-2024'")
@click.argument("designation")
@click.option("--on", metavar="DAY", help="Tell what was in force on that day (2020-10-01).")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable.")
@click.pass_context
def show(ctx: click.Context, /, designation: str, *, on: str | None, as_json: bool) -> None:
    """Show one record with its relations; with --on, an undated number is the edition in force on that day."""
    from catalog.services.records import describe_standard  # noqa: PLC0415 - the store loads only here

    with workplace_of(ctx) as workplace:
        record = describe_standard(workplace, designation, on=on)
    if as_json:
        print_json(record)
        return
    out = console()
    for name, value in record.items():
        if value in (None, [], {}):
            continue
        lines = value if isinstance(value, list) else [value]
        for number, line in enumerate(lines):
            text = (
                " ".join(str(part) for part in line.values() if part and part is not True)
                if isinstance(line, dict)
                else str(line)
            )
            if isinstance(line, dict) and "in_force" in line:
                text += {True: " in force", False: " not in force", None: " not known"}[line["in_force"]]
            out.print(f"{name if number == 0 else '':17} {text}", markup=False, soft_wrap=True)


@click.command(epilog="Example: duibiao reindex")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable.")
@click.pass_context
def reindex(ctx: click.Context, as_json: bool) -> None:  # noqa: FBT001 - click gives flags by name
    """Rebuild the index beside the live one, then switch; a failed rebuild changes nothing."""
    from catalog.services.indexing import rebuild_index  # noqa: PLC0415 - the engine loads only here

    with workplace_of(ctx) as workplace:
        count = rebuild_index(workplace)
    if as_json:
        print_json({"indexed": count})
    else:
        click.echo(f"{count} records indexed.")
