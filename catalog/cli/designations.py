"""``duibiao designation``: parse the designations in texts."""

from __future__ import annotations

import sys

import click

from catalog.cli.output import json_lines, write_line
from catalog.designations import Designation, find_designations

__all__ = ["designation"]

MORE = ("version", "edition", "month")


def _to_json(found: Designation) -> dict[str, object]:
    shape: dict[str, object] = {
        "prefix": found.prefix,
        "number": found.number,
        "part": found.part,
        "year": found.year,
        "amendment": found.amendment,
        "normalized": found.normalized,
        "key": found.key,
        "start": found.start,
        "end": found.end,
        "repaired": found.repaired,
    }
    return shape | {name: getattr(found, name) for name in MORE if getattr(found, name)}


def _answer(text: str, name: object = None) -> dict[str, object]:
    head = {} if name is None else {"id": name}
    return head | {"text": text, "designations": [_to_json(found) for found in find_designations(text)]}


@click.command(epilog="Example: duibiao designation 'GB／T 19001—2016 idt ISO 9001:2015'")
@click.argument("texts", nargs=-1, metavar="[TEXT…]")
@click.option("--json", "as_json", is_flag=True, help="The same; the output is always JSON lines.")
def designation(texts: tuple[str, ...], as_json: bool) -> None:  # noqa: ARG001, FBT001 - every command takes --json
    """Parse the designations in texts: arguments, or JSON lines {"id": …, "text": …} on standard input."""
    for text in texts:
        write_line(_answer(text))
    if texts:
        return
    problems = False
    for line, error in json_lines(sys.stdin.buffer):
        given = None if line is None else line.get("text")
        if line is not None and isinstance(given, str):
            write_line(_answer(given, line.get("id")))
        else:
            problems = True
            write_line({"error": error or 'the object has no "text" that is a string'})
    if problems:
        sys.exit(1)
