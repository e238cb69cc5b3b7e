"""``duibiao init`` and ``duibiao doctor``: make an installation, and say how it is."""

from __future__ import annotations

import sys

import click

from catalog.cli.output import console, print_json, settings_of, workplace_of

__all__ = ["doctor", "init"]


@click.command(epilog="Examples:\n\n  duibiao init\n\n  duibiao --home demo init --samples")
@click.option("--samples", is_flag=True, help="Also load the shipped sample catalogue, benchmarks and declarations.")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable.")
@click.pass_context
def init(ctx: click.Context, samples: bool, as_json: bool) -> None:  # noqa: FBT001 - click gives flags by name
    """Make the home folder, the database and an empty index; harmless when repeated."""
    from catalog.services.indexing import drain_all  # noqa: PLC0415 - the engine loads only here
    from catalog.services.workplace import initialise  # noqa: PLC0415 - SQLAlchemy loads only here

    settings = settings_of(ctx)
    initialise(settings)
    answer: dict[str, object] = {"home": str(settings.home)}
    with workplace_of(ctx) as workplace:
        if samples:
            from catalog.services.samples import load_samples  # noqa: PLC0415 - only when asked for

            answer["samples"] = load_samples(workplace)
        drain_all(workplace)
        answer["records"] = workplace.search.count()
    if as_json:
        print_json(answer)
    else:
        click.echo(f"Ready: {settings.home} ({answer['records']} records searchable)", err=True)


@click.command(epilog="Example: duibiao doctor")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable.")
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:  # noqa: FBT001 - click gives flags by name
    """Say in plain words what is configured, reachable, stale or missing.

    Exit code 1 when something is wrong, 3 when a needed service is down.
    """
    from catalog.services.health import examine  # noqa: PLC0415 - the services load only here

    findings = examine(settings_of(ctx))
    if as_json:
        print_json([finding.to_json() for finding in findings])
    else:
        from rich.markup import escape  # noqa: PLC0415 - rich loads only for a person

        out = console()
        for finding in findings:
            mark, tone = ("ok ", "green") if finding.is_well else ("!! ", "bold yellow")
            out.print(f"[{tone}]{mark}[/] {finding.subject:12} {escape(finding.words)}", soft_wrap=True)
    if any(finding.is_down for finding in findings):
        sys.exit(3)
    if not all(finding.is_well for finding in findings):
        sys.exit(1)
