"""``duibiao account``: accounts and roles."""

from __future__ import annotations

import click

from catalog.cli.output import console, print_json, workplace_of

__all__ = ["account"]

ROLES = ("supervisor", "curator", "administrator")


@click.group(epilog="Examples:\n\n  duibiao account list\n\n  duibiao account add somebody --role curator")
def account() -> None:
    """Accounts and roles. Firms sign up on the web; other roles are given here."""


@account.command("list", epilog="Example: duibiao account list")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable.")
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:  # noqa: FBT001 - click gives flags by name
    """List every account with its role and firm."""
    with workplace_of(ctx) as workplace:
        accounts = workplace.accounts.list_accounts()
    rows = [
        {"name": it.name, "role": it.role, "uscc": it.uscc, "created_at": it.created_at, "open": it.is_open}
        for it in accounts
    ]
    if as_json:
        print_json(rows)
        return
    from rich.table import Table  # noqa: PLC0415 - rich loads only for the table

    table = Table("name", "role", "firm", "created", "open")
    for row in rows:
        table.add_row(*(str(value) if value is not None else "" for value in row.values()))
    console().print(table)


@account.command(epilog="Example: duibiao account add somebody --role curator")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.password_option()
@click.pass_context
def add(ctx: click.Context, name: str, role: str, password: str) -> None:
    """Make an account of a supervisor, curator or administrator; the password is asked for."""
    from declarations import Role  # noqa: PLC0415 - the store loads only here

    with workplace_of(ctx) as workplace:
        made = workplace.accounts.add_account(name, password, Role(role))
    click.echo(f"{made.name}: {made.role}")


@account.command(epilog="Example: duibiao account verify 91150101MAGCP0MQ20 --evidence 'business licence seen'")
@click.argument("uscc")
@click.option("--evidence", required=True, help="What was seen; kept in the audit.")
@click.pass_context
def verify(ctx: click.Context, uscc: str, evidence: str) -> None:
    """Note that the identity of a firm was verified, and by what."""
    with workplace_of(ctx) as workplace:
        workplace.declarations.set_verified(uscc, verified=True, by="command line", evidence=evidence)
    click.echo(f"{uscc}: identity verified")
