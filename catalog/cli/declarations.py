"""``duibiao declaration``: how one stands, what changed, what authorities decided, whose basis was replaced."""

from __future__ import annotations

import click

from catalog.cli.output import print_json, workplace_of

__all__ = ["declaration"]

DECISIONS = ("correction_ordered", "publicised", "number_revoked", "annulled")


@click.group(
    epilog="Examples:\n\n  duibiao declaration show 7f3k9m2p4q --on 2026-01-01\n\n  duibiao declaration basis --dry-run"
)
def declaration() -> None:
    """Show how a declaration stood on a day and what changed; record decisions and replaced standards."""


@declaration.command(epilog="Example: duibiao declaration show 7f3k9m2p4q --on 2026-01-01")
@click.argument("identity")
@click.option("--on", "day", help="As it stood at the end of that day (YYYY-MM-DD, by the calendar of China).")
@click.pass_context
def show(ctx: click.Context, identity: str, day: str | None) -> None:
    """Print a declaration as JSON: as it is now, or as it stood on a day."""
    from catalog.services.checking import today  # noqa: PLC0415 - the services load only here
    from catalog.services.life import read_day, standing_of  # noqa: PLC0415 - the same

    with workplace_of(ctx) as workplace:
        standing = standing_of(workplace, identity, read_day(day) if day else today())
        revision = standing.revision
        said = workplace.declarations.signed_revision(identity, revision.number) if revision else None
    print_json(
        {
            "on": standing.day.isoformat(),
            "state": standing.state,
            "in_force": standing.is_in_force,
            "revision": revision.number if revision else None,
            "said": said,
        }
    )


@declaration.command(epilog="Example: duibiao declaration changes 7f3k9m2p4q 1 2")
@click.argument("identity")
@click.argument("old", type=click.IntRange(1))
@click.argument("new", type=click.IntRange(1))
@click.option("--json", "as_json", is_flag=True, help="Machine-readable.")
@click.pass_context
def changes(ctx: click.Context, identity: str, old: int, new: int, *, as_json: bool) -> None:
    """Say what differs between two revisions."""
    from catalog.services.life import compare_revisions  # noqa: PLC0415 - the services load only here
    from declarations.change_words import change_lines, changes_to_json  # noqa: PLC0415 - the same

    with workplace_of(ctx) as workplace:
        found = compare_revisions(workplace, identity, old, new)
    if as_json:
        print_json(changes_to_json(found))
        return
    for line in change_lines(found):
        click.echo(line.sentence.en)


@declaration.command(
    epilog="Example: duibiao declaration decide 7f3k9m2p4q annulled --authority 某省市场监督管理局 "
    "--decision 某市监标〔2026〕1号 --date 2026-05-01"
)
@click.argument("identity")
@click.argument("decision_kind", metavar="DECISION", type=click.Choice(DECISIONS))
@click.option("--authority", required=True, help="Name of the authority.")
@click.option("--decision", required=True, help="Number of its decision.")
@click.option("--date", "day", required=True, help="Day of the decision (YYYY-MM-DD).")
@click.option("--due", default="", help="Day by which it has to be corrected (YYYY-MM-DD).")
@click.option("--reason", default="", help="Reason, as it will be public.")
@click.pass_context
def decide(
    ctx: click.Context,
    identity: str,
    decision_kind: str,
    *,
    authority: str,
    decision: str,
    day: str,
    due: str,
    reason: str,
) -> None:
    """Record what an authority decided of a declaration: its page shows the decision, nothing is deleted."""
    from catalog.services.life import record_decision  # noqa: PLC0415 - the services load only here
    from declarations import AuthorityOrder  # noqa: PLC0415 - the same

    with workplace_of(ctx) as workplace:
        order = AuthorityOrder(authority, decision, day, due, reason)
        record_decision(workplace, identity, decision_kind, order, by="command line")
    click.echo(f"{identity}: {decision_kind}")


@declaration.command(epilog="Example: duibiao declaration basis --dry-run")
@click.option("--dry-run", is_flag=True, help="Only list them.")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable.")
@click.pass_context
def basis(ctx: click.Context, *, dry_run: bool, as_json: bool) -> None:
    """Note on every declaration which cited standards were replaced; the clock of the firm starts then."""
    from catalog.services.life import mark_changed_bases  # noqa: PLC0415 - the services load only here

    with workplace_of(ctx) as workplace:
        noted = mark_changed_bases(workplace, dry_run=dry_run)
    if as_json:
        print_json([{"declaration": identity, "replaced": list(replaced)} for identity, replaced in noted])
        return
    for identity, replaced in noted:
        click.echo(f"{identity}: {', '.join(replaced)}")
