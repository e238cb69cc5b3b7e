"""What both forms of XML standards have in common: paragraphs that hold lists and tables become blocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from importers.documents.blocks import Formula, Heading, Paragraph, Place, Quote
from importers.documents.building import GridCell
from importers.documents.safe_xml import local_name
from importers.documents.sts.words import Inline, table_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from importers.documents.building import Builder

__all__ = ["Walker"]

_BLOCK_NAMES = frozenset(
    [
        "list",
        "ul",
        "ol",
        "table-wrap",
        "table",
        "array",
        "disp-formula",
        "formula",
        "disp-quote",
        "def-list",
        "dl",
        "fig",
        "figure",
        "non-normative-note",
        "non-normative-example",
        "normative-note",
        "note",
        "admonition",
        "example",
        "p",
    ]
)
_SHOWN_ONLY = frozenset(
    [
        "non-normative-note",
        "non-normative-example",
        "note",
        "example",
        "def-list",
        "dl",
        "fig",
        "figure",
        "disp-quote",
        "preformat",
        "sourcecode",
        "fn-group",
        "termnote",
        "termexample",
        "termsource",
        "quote",
    ]
)
_NOTES = frozenset({"non-normative-note", "fn", "fn-group", "note"})
_LISTS = frozenset({"list", "ul", "ol"})


@dataclass(slots=True)
class Walker:
    """Turns elements into blocks, in reading order; a paragraph's place is its number."""

    builder: Builder
    inline: Inline = field(default_factory=Inline)
    numbers: Mapping[str, str] = field(default_factory=dict)
    """The number that a table has where the file prints none."""

    def number(self, text: str) -> int:
        """Return the number of a piece of text, which is also its place."""
        return self.builder.number(text, Place(paragraph=len(self.builder.lines) + 1))

    def heading(self, number: str | None, title: str, level: int = 1) -> None:
        """Add a heading."""
        words = f"{number} {title}" if number else title
        self.builder.add(Heading(title, self.number(words), number, level))

    def paragraph(self, text: str, number: str | None = None, marker: str | None = None) -> None:
        """Add a paragraph that is not empty; ``number`` is that of a clause without title."""
        if text:
            words = " ".join(part for part in (number or marker, text) if part)
            self.builder.add(Paragraph(text, self.number(words), number, marker))

    def quote(self, element: etree._Element) -> None:
        """Add words that are shown and never read as requirements."""
        if text := self.inline.text(element):
            self.builder.add(Quote(text, self.number(text)))

    def block(self, element: etree._Element, number: str | None = None, marker: str | None = None) -> None:
        """Add the blocks of one element of a clause's body."""
        name = local_name(element)
        if name in _SHOWN_ONLY:
            self.quote(element)
        elif name in _LISTS:
            self.list_items(element)
        elif name in {"disp-formula", "formula", "stem"}:
            text = self.inline.text(element, without=frozenset({"label", "dl", "def-list"}))
            self.builder.add(Formula(text, self.number(text)))
        elif name in {"table-wrap", "array"}:
            self.table_wrap(element)
        elif name == "table":
            self.table(element, label=self.numbers.get(element.get("id", ""), ""))
        elif name:
            self.mixed(element, number, marker)

    def mixed(self, element: etree._Element, number: str | None = None, marker: str | None = None) -> None:
        """Add a paragraph; lists, tables and formulas inside it stand between its parts."""
        words = element.text or ""
        for child in element:
            if local_name(child) in _BLOCK_NAMES:
                self.paragraph(" ".join(words.split()), number, marker)
                if words.strip():
                    number = marker = None
                self.block(child, number, marker)
                number = marker = None
                words = child.tail or ""
            else:
                words += self.inline.part(child) + (child.tail or "")
        self.paragraph(" ".join(words.split()), number, marker)

    def list_items(self, element: etree._Element) -> None:
        """Add each item of a list, with the mark that is printed before it or a dash."""
        for at, item in enumerate(e for e in element if local_name(e) in {"list-item", "li"}):
            label = next((e for e in item if local_name(e) == "label"), None)
            printed = self.inline.text(label) if label is not None else ""
            marker = printed or (f"{chr(97 + at % 26)})" if local_name(element) == "ol" else "—")
            rest: str | None = marker
            if (item.text or "").strip() and label is None:
                self.mixed(item, None, marker)
                continue
            for child in item:
                if child is not label and local_name(child):
                    self.block(child, None, rest)
                    rest = None

    def table_wrap(self, element: etree._Element) -> None:
        """Add the table of a frame that has label, caption and notes."""
        parts = {local_name(child): child for child in reversed(element) if local_name(child)}
        caption = parts.get("caption")
        title = next((e for e in caption if local_name(e) == "title"), caption) if caption is not None else None
        label = self.inline.text(parts.get("label"))
        tables = [e for e in element.iter() if local_name(e) == "table"]
        for table in tables:
            self.table(table, label=label, caption=self.inline.text(title))
        for name in ("table-wrap-foot", "non-normative-note"):
            if name in parts:
                self.quote(parts[name])

    def table(self, element: etree._Element, *, label: str = "", caption: str = "") -> None:
        """Add a table; words of its foot stand behind it as paragraphs, its notes as notes."""
        source = table_rows(element)
        names = {local_name(child): child for child in reversed(element) if local_name(child)}
        caption = caption or self.inline.text(names.get("name"))
        rows: list[list[GridCell]] = []
        notes: list[etree._Element] = []
        for cells, spans in zip(source.rows, source.spans, strict=True):
            if len(rows) >= source.headers and len(cells) == 1 and _holds_notes_only(cells[0]):
                notes.append(cells[0])
                continue
            rows.append([GridCell(self.inline.text(c), *span) for c, span in zip(cells, spans, strict=True)])
        place = Place(paragraph=len(self.builder.lines) + 1)
        self.builder.table(rows, source.headers, label=label, caption=caption, place=place)
        for cell in source.foot:
            for part in cell if len(cell) else (cell,):
                self.block(part)
        for note in (*notes, *(e for e in element if local_name(e) == "note")):
            self.quote(note)


def _holds_notes_only(cell: etree._Element) -> bool:
    names = [local_name(child) for child in cell]
    return bool(names) and not (cell.text or "").strip() and set(names) <= _NOTES
