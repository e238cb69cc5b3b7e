"""``duibiao gaps``: what is not adopted, behind, or late, with what the answer rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from catalog.cli.output import console, print_json, workplace_of

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["gaps"]

_SHOWN = 40
_WORDS = {"adopted": "adopted", "not_adopted": "not adopted", "unknown": "unknown"}


@click.group(epilog="Example: duibiao gaps adoption --from ISO --to CN --field 59.080")
def gaps() -> None:
    """Ask what one side has that the other has not; what cannot be known is said to be unknown."""


@gaps.command(epilog="Example: duibiao gaps adoption --from ISO --to CN --field 59.080 --as-of 2026-01-01")
@click.option("--from", "source", required=True, metavar="BODY", help="Whose standards: ISO, IEC or ITU.")
@click.option("--to", "target", required=True, metavar="COUNTRY", help="Who adopts: CN, JP, EU, DE, GB, IN …")
@click.option("--field", "field", required=True, metavar="ICS", help="ICS code with all below it: 59.080.")
@click.option("--as-of", "as_of", metavar="DAY", help="The day asked for (default: today).")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable.")
@click.pass_context
def adoption(
    ctx: click.Context,
    source: str,
    target: str,
    field: str,
    as_of: str | None,
    as_json: bool,  # noqa: FBT001 - click gives flags by name
) -> None:
    """Show which international standards a country has adopted, not adopted, or adopted in an older edition."""
    from catalog.services.gaps import ask_adoption_gap, describe_adoption_gap  # noqa: PLC0415 - the store loads only here

    with workplace_of(ctx) as workplace:
        answer = describe_adoption_gap(ask_adoption_gap(workplace, source, target, field, as_of=as_of))
    if as_json:
        print_json(answer)
    else:
        _print(console(), answer)


def _print(out: Console, answer: dict[str, Any]) -> None:
    out.print(answer["conclusion"]["en"], markup=False, soft_wrap=True)
    shown = [it for it in answer["members"] if it["adopted_by"] or it["state"] == "not_adopted"]
    for it in shown[:_SHOWN]:
        by = ", ".join(
            f"{a['designation']} ({a['degree'] if a['degree'] != 'unknown' else 'degree not told'}, edition "
            f"{a['edition'] or 'not told'})"
            for a in it["adopted_by"]
        )
        behind = f" behind by {it['behind_for_months']} months" if it["behind"] else ""
        out.print(f"{it['designation']:24} {_WORDS[it['state']]:12} {by}{behind}", markup=False, soft_wrap=True)
    if len(shown) > _SHOWN:
        out.print(f"… {len(shown) - _SHOWN} more; --json has all", markup=False)
    for side in ("from", "to"):
        coverage = answer["coverage"][side]
        names = ", ".join(
            f"{it['source']} {it['records']:,} (read {it['read_on'] or 'at an unknown time'})"
            for it in coverage["sources"]
        )
        held = f"{answer[side]}: {coverage['records']:,} records held: {names or 'none'}"
        out.print(held, markup=False, soft_wrap=True)
    out.print(answer["definition"]["en"], style="dim", markup=False, soft_wrap=True)


@gaps.command(
    epilog="Example: duibiao gaps complete national-list --to CN --field 59 --since 2025-01-01 --until 2026-01-01"
    " --words 'All national standards of textiles'"
)
@click.argument("source")
@click.option("--to", "country", required=True, metavar="COUNTRY", help="Whose adoptions: CN, JP …")
@click.option("--field", metavar="ICS", help="The field that it covers (default: all).")
@click.option("--since", required=True, metavar="DAY", help="First day for which it is complete.")
@click.option("--until", required=True, metavar="DAY", help="Last day for which it is complete.")
@click.option("--words", required=True, help="The source's own words that say so.")
@click.pass_context
def complete(ctx: click.Context, /, source: str, country: str, field: str | None, **said: str) -> None:
    """Keep that a SOURCE declares itself complete for a country's adoptions: only then "not adopted" can be said."""
    from catalog.adoptions import Completeness  # noqa: PLC0415 - the store loads only here
    from catalog.services.gaps import declare_complete  # noqa: PLC0415 - the same

    declared = Completeness(source, country.upper(), field, said["since"], said["until"], said["words"])
    with workplace_of(ctx) as workplace:
        declare_complete(workplace, declared)
    click.echo(f"{source} counts as complete for {country.upper()}, {field or 'all fields'}.")
