"""The command line: one group, one module per noun, every command loaded only when it is called."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import click

from catalog.errors import DuibiaoError, ServiceDownError

__all__ = ["main"]

# Commands are named here and imported on use, so that `--help` and the pure commands start at once.
COMMANDS = {
    "account": "catalog.cli.accounts:account",
    "check": "catalog.cli.reading:check",
    "compare": "catalog.cli.comparing:compare",
    "declaration": "catalog.cli.declarations:declaration",
    "designation": "catalog.cli.designations:designation",
    "doctor": "catalog.cli.installation:doctor",
    "export": "catalog.cli.exporting:export",
    "gaps": "catalog.cli.gaps:gaps",
    "import": "catalog.cli.importing:import_",
    "init": "catalog.cli.installation:init",
    "keys": "catalog.cli.receipts:keys",
    "read": "catalog.cli.reading:read",
    "reindex": "catalog.cli.searching:reindex",
    "run": "catalog.cli.runs:run",
    "search": "catalog.cli.searching:search",
    "serve": "catalog.cli.serving:serve",
    "show": "catalog.cli.searching:show",
    "sources": "catalog.cli.importing:sources",
    "verdict": "catalog.cli.comparing:verdict",
    "verify": "catalog.cli.receipts:verify",
}

SUMMARIES = {
    "account": "Accounts and roles.",
    "check": "The checks that filing would make, without filing.",
    "compare": "Compare documents: files, or designations in the store.",
    "declaration": "Declarations: how one stood on a day, what changed, decisions, replaced standards.",
    "designation": "Parse the designations in texts.",
    "doctor": "Say what is configured, reachable, stale or missing.",
    "export": "Stream everything of a kind as JSON lines or CSV.",
    "gaps": "What is not adopted, behind or late; what cannot be known is unknown.",
    "import": "Read a catalogue source into the store.",
    "init": "Make the home folder, the database and an empty index.",
    "keys": "The keys that sign receipts.",
    "read": "Read a document into requirements with their sources.",
    "reindex": "Rebuild the index beside the live one and switch.",
    "run": "Kept comparisons: list, show, make again, hold side by side, decide a row.",
    "search": "Search standards and declarations.",
    "serve": "Run the web front end.",
    "show": "One record with its relations.",
    "sources": "List the sources that import knows.",
    "verdict": "Compare single requirements, JSON lines in and out.",
    "verify": "Check a receipt and its files offline, or the whole store.",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, not when the program starts."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of all commands in order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the same
        """Import and return one command, or none where there is no such name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), attribute)
        if not isinstance(command, click.Command):  # a programming error, found by the first test that runs
            message = f"{module}:{attribute} is not a command"
            raise TypeError(message)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - the same
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, SUMMARIES[name]) for name in sorted(COMMANDS)])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="Examples:\n\n  duibiao init --samples\n\n  duibiao search 力矩电动机\n\n"
    "  duibiao compare my-standard.md 'GB/T 43726-2024'\n\n"
    "Exit codes: 0 done, 1 done with problems reported, 2 wrong usage or unusable input, 3 a needed service is down.",
)
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="DUIBIAO_HOME",
    help="Folder of the database, index and files (default: ~/.duibiao).",
)
@click.version_option(package_name="duibiao", prog_name="duibiao")
@click.pass_context
def cli(ctx: click.Context, home: Path | None) -> None:
    """Hold declared indicators against national and international standards, with evidence."""
    ctx.obj = home


def _one_line(error: click.ClickException) -> str:
    """Return what click has to say of wrong usage as one line that leads to the help of the command."""
    words = " ".join(error.format_message().split())
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"duibiao: {words} See `{context.command_path} --help`." if context else f"duibiao: {words}"


def main() -> None:
    """Run the command line; a known error becomes one line on standard error and an exit code."""
    try:
        cli(prog_name="duibiao", standalone_mode=False)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(2)
    except click.ClickException as error:
        click.echo(_one_line(error), err=True)
        sys.exit(2)
    except click.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except DuibiaoError as error:
        click.echo(f"duibiao: {error.en}", err=True)
        sys.exit(3 if isinstance(error, ServiceDownError) else 2)
