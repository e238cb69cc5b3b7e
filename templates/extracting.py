"""Bring the message catalogues up to date with the templates: ``python -m templates.extracting``.

New messages are added without a translation, those that no template has any more are taken out. The extraction is what
the tests compare the catalogues with, so a page cannot ship half translated.
"""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from jinja2.ext import babel_extract

from templates import vocabulary
from templates.catalogues import read_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

__all__ = ["collect_messages", "main", "update"]

KEYWORDS = ("_", "gettext", "ngettext")
TRANSLATED = ("zh",)
HEADER = "# The words of the pages. English stands in the templates; `python -m templates.extracting` adds what is new."
LEFT_OUT = tuple(
    f'"{name}'
    for name in (
        "Project-Id",
        "Report-Msgid",
        "POT-Creation",
        "PO-Revision",
        "Last-Translator",
        "Language-Team",
        "Generated",
    )
)
"""Header lines that change without a reason or say nothing."""


def collect_messages() -> Catalog:
    """Return every message of the templates and of the vocabulary, without translations."""
    catalogue = Catalog(charset="utf-8")
    for name, source in _templates():
        options = {"extensions": "jinja2.ext.do", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
        for _line, function, message, _comments in babel_extract(BytesIO(source), KEYWORDS, [], options):
            words = [word for word in (message if isinstance(message, tuple) else (message,)) if word]
            catalogue.add(tuple(words[:2]) if function == "ngettext" else words[0], locations=[(name, 0)])
    for context, english in vocabulary.messages():
        catalogue.add(english, context=context, locations=[("templates/vocabulary.py", 0)])
    return catalogue


def update(language: str) -> str:
    """Return the catalogue of ``language`` with the messages of today, as the text of its file."""
    fresh = collect_messages()
    fresh.locale = language
    fresh.fuzzy = False
    fresh.header_comment = HEADER
    held = read_catalogue(language) or Catalog(locale=language)
    for message in fresh:
        known = held.get(message.id, context=message.context)
        if message.id and known is not None:
            message.string = known.string
    out = BytesIO()
    write_po(out, fresh, width=0, omit_header=False, include_lineno=False, sort_output=False)
    lines = out.getvalue().decode("utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith(LEFT_OUT)) + "\n"


def _templates() -> Iterator[tuple[str, bytes]]:
    for folder in ("pages", "macros"):
        yield from _html(files("templates").joinpath(folder), f"templates/{folder}")


def _html(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda found: found.name):
        if entry.is_dir():
            yield from _html(entry, f"{name}/{entry.name}")
        elif entry.name.endswith((".html", ".xml")):
            yield f"{name}/{entry.name}", entry.read_bytes()


def main() -> None:
    """Write the catalogues anew beside the templates."""
    folder = Path(__file__).parent / "translations"
    for language in TRANSLATED:
        (folder / f"{language}.po").write_text(update(language), encoding="utf-8")


if __name__ == "__main__":
    main()
