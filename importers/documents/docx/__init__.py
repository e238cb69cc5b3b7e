"""Word documents (DOCX): numbered headings, merged cells, raised digits, changes as accepted, text boxes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from importers.documents.blocks import Formula, Paragraph, Place
from importers.documents.building import Builder, GridCell
from importers.documents.docx.numbering import Labels
from importers.documents.docx.properties import Styles, attribute, child, integer
from importers.documents.docx.runs import Words, formula
from importers.documents.docx.tables import grid_of
from importers.documents.packages import open_package
from importers.documents.safe_xml import local_name, unreadable

if TYPE_CHECKING:
    from lxml import etree

    from importers.documents.blocks import Blocks, Progress
    from importers.documents.packages import Package

__all__ = ["read_blocks"]

MAX_PARAGRAPHS = 50_000
_CLAUSE_LABEL = re.compile(r"^(?:第\s*)?[A-Z]?\d*(?:\.\d+)*\.?(?:\s*[章节条])?$")
_TAKEN_OUT = frozenset({"del", "moveFrom", "Fallback"})
_STEP = 200


def read_blocks(data: bytes, name: str, *, progress: Progress | None = None) -> Blocks:
    """Read a document; raises UnusableInputError for one that is damaged, locked or unfolds to too much."""
    package = open_package(data, name)
    body = child(package.xml("word/document.xml"), "body")
    if body is None:
        raise unreadable(name, "its part word/document.xml", " word/document.xml 部分")
    reader = _Reader(package, Builder("docx"))
    if next(body.iter("{*}ins", "{*}del", "{*}moveFrom", "{*}moveTo"), None) is not None:
        reader.builder.tell("the document has tracked changes: it was read as if all of them were accepted")
    for done, part in enumerate(body, start=1):
        reader.block(part)
        if progress is not None and done % _STEP == 0:
            progress(done, len(body))
    return reader.finish()


def _optional(package: Package, part: str) -> etree._Element | None:
    return package.xml(part) if package.has(part) else None


class _Reader:
    """Walks through the body in reading order."""

    def __init__(self, package: Package, builder: Builder) -> None:
        self.builder = builder
        self.styles = Styles.of(_optional(package, "word/styles.xml"))
        self.labels = Labels.of(_optional(package, "word/numbering.xml"))
        self.words = Words(self.styles)
        self.carried = ""
        if any(part.lower().endswith("vbaproject.bin") for part in package.names):
            builder.tell("the document has macros: they were not run")

    def block(self, element: etree._Element) -> None:
        """Add a paragraph, a table, or what a content control or an insertion holds."""
        name = local_name(element)
        if name == "p":
            self.paragraph(element)
        elif name == "tbl":
            self.table(element)
        elif name not in _TAKEN_OUT:
            for part in element if name not in {"sectPr", "sdtPr"} else ():
                self.block(part)

    def paragraph(self, element: etree._Element) -> None:
        """Add a paragraph with its automatic number; one whose end was deleted goes on in the next."""
        properties = child(element, "pPr")
        own = child(properties, "pStyle")
        style = self.styles.get(attribute(own, "val") if own is not None else None)
        formulas = [part for part in element if local_name(part) == "oMathPara"]
        text = self.words.of(element)
        if formulas and text == " ".join(formula(part) for part in formulas):
            self.builder.add(Formula(text, self.number(text)))
        elif child(child(properties, "rPr"), "del") is not None:
            self.carried += text
            return
        elif not style.is_contents:
            text, self.carried = self.carried + text, ""
            outline = child(properties, "outlineLvl")
            level = integer(outline, "val", 9) + 1 if outline is not None else style.heading
            self.text(text, self.label(properties, style.numbering, text), level)
        boxes, self.words.boxes = self.words.boxes, []
        for box in boxes:
            for part in box:
                self.block(part)

    def label(self, properties: etree._Element | None, of_style: tuple[str, int] | None, text: str) -> str:
        """Return the automatic number of a paragraph; an empty paragraph shows none and takes none."""
        found = child(properties, "numPr")
        number, level = of_style or ("0", 0)
        if found is not None:
            named, at = child(found, "numId"), child(found, "ilvl")
            number = (attribute(named, "val") or "0") if named is not None else number
            level = integer(at, "val", 0) if at is not None else level
        return self.labels.label(number, level) if text and number != "0" else ""

    def text(self, text: str, label: str, level: int | None) -> None:
        """Add words as heading, list item or paragraph."""
        if not text or len(self.builder.lines) > MAX_PARAGRAPHS:
            return
        is_clause = bool(label) and _CLAUSE_LABEL.match(label) is not None
        shown = f"{label.rstrip('.')} {text}" if is_clause else f"{label} {text}".strip()
        flow = self.builder.flow
        if flow.is_contents(text, ends=level is not None and level < 10):  # noqa: PLR2004 - ten is body text
            return
        number = self.number(shown)
        if level is not None and level < 10:  # noqa: PLR2004 - the same
            flow.heading(shown, number, level)
        elif label and not is_clause and not re.match(r"^[表图]", label):
            self.builder.add(Paragraph(text, number, marker=label))
        else:
            flow.text(shown, number)
        flow.fresh = True

    def number(self, text: str) -> int:
        """Return the number of a piece of text, which is also its place."""
        return self.builder.number(text, Place(paragraph=len(self.builder.lines) + 1))

    def table(self, element: etree._Element) -> None:
        """Add a table; one that only arranges words (one row, one column) is read as paragraphs."""
        grid = grid_of(element, self.words)
        if len(grid.rows) == 1 or all(len(set(row)) <= 1 for row in grid.rows):
            for text in (text for row in grid.rows for text in dict.fromkeys(row)):
                self.text(text, "", None)
        else:
            rows = [[GridCell(text) for text in row] for row in grid.rows]
            self.builder.table(rows, grid.headers, place=Place(paragraph=len(self.builder.lines) + 1))
        boxes, self.words.boxes = self.words.boxes, []
        for box in boxes:
            for part in box:
                self.block(part)

    def finish(self) -> Blocks:
        """Return the blocks, with what was told of the words."""
        if len(self.builder.lines) > MAX_PARAGRAPHS:
            self.builder.tell(f"more than {MAX_PARAGRAPHS} paragraphs: the rest is not read")
        for reason in self.words.told:
            self.builder.tell(reason)
        return self.builder.finish()
