"""``duibiao verify`` and ``duibiao keys``: check receipts without asking anybody, change the key that signs them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from catalog.cli.output import print_json, read_file, settings_of, workplace_of
from catalog.errors import UnusableInputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from declarations import PublicKey
    from declarations.verifying import Finding

__all__ = ["keys", "verify"]

LARGEST = 1 << 30
"""Bytes of a file that is held against a receipt."""
EXISTING = click.Path(dir_okay=False, path_type=Path)


@click.command(
    epilog="Examples:\n\n  duibiao verify duibiao-receipt-17.json standard.docx --keys keys.json\n\n"
    "  duibiao verify duibiao-receipts.jsonl --keys keys.json\n\n  duibiao verify --chain"
)
@click.argument("receipt", required=False, type=EXISTING)
@click.argument("files", nargs=-1, type=EXISTING)
@click.option("--keys", "keys_file", type=EXISTING, help="Public keys of the site (from /receipts/keys.json).")
@click.option("--chain", is_flag=True, help="Check every receipt, revision and file of the store.")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable.")
@click.pass_context
def verify(
    ctx: click.Context,
    receipt: Path | None,
    files: tuple[Path, ...],
    keys_file: Path | None,
    *,
    chain: bool,
    as_json: bool,
) -> None:
    """Check a receipt (or a chain of them, one on each line) and files that belong to it.

    Nothing is asked of the site: the keys are those of --keys, else of the home folder. Exit code 1 where something
    does not hold.
    """
    from catalog.services.receipts import check_handed_in, verify_store  # noqa: PLC0415 - loads only here

    found: list[Finding] = []
    if receipt is None and not chain:
        raise UnusableInputError("name a receipt, or ask for --chain", "请指定回执文件，或使用 --chain")
    if receipt is not None:
        named = [(str(file), read_file(file, LARGEST)) for file in files]
        _, found = check_handed_in(read_file(receipt, LARGEST), named, _keys(ctx, keys_file))
    if chain:
        with workplace_of(ctx) as workplace:
            found += verify_store(workplace)
            if receipt is not None:
                found += check_handed_in(read_file(receipt, LARGEST), [], _keys(ctx, keys_file), workplace)[1]
    holds = all(finding.holds for finding in found)
    if as_json:
        print_json({"holds": holds, "findings": [finding.to_json() for finding in found]})
    else:
        _tell(found)
    if not holds:
        sys.exit(1)


def _keys(ctx: click.Context, file: Path | None) -> tuple[PublicKey, ...]:
    from catalog.services.receipts import keys_of  # noqa: PLC0415 - loads only here
    from declarations import SiteKeys  # noqa: PLC0415 - the same

    return keys_of(read_file(file, LARGEST)) if file else SiteKeys(settings_of(ctx).signing_keys_file).public()


def _tell(findings: Iterable[Finding]) -> None:
    for finding in findings:
        number = f"{finding.number}: " if finding.number else ""
        click.echo(f"{'ok ' if finding.holds else '!! '} {number}{finding.en}")


@click.group(epilog="Examples:\n\n  duibiao keys list\n\n  duibiao keys rotate")
def keys() -> None:
    """List or change the keys that sign receipts."""


@keys.command("list", epilog="Example: duibiao keys list > keys.json")
@click.pass_context
def list_(ctx: click.Context) -> None:
    """Print the public keys as JSON, as the site publishes them at /receipts/keys.json."""
    from declarations import SiteKeys  # noqa: PLC0415 - loads only here

    print_json({"keys": [key.to_json() for key in SiteKeys(settings_of(ctx).signing_keys_file).public()]})


@keys.command(epilog="Example: duibiao keys rotate")
@click.pass_context
def rotate(ctx: click.Context) -> None:
    """Retire the key in use and make a new one; what was signed stays valid, running servers follow at once."""
    from declarations import SiteKeys  # noqa: PLC0415 - loads only here

    click.echo(SiteKeys(settings_of(ctx).signing_keys_file).rotate())
