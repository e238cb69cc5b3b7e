"""Pages in HTML: headings, paragraphs, lists and tables as a browser shows them; scripts and styles are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as markup

from importers.documents.blocks import Formula, Paragraph, Place
from importers.documents.building import Builder, GridCell
from importers.documents.decoding import decode
from importers.documents.inline import raised

if TYPE_CHECKING:
    from importers.documents.blocks import Blocks, Progress

__all__ = ["read_blocks"]

_LEFT_OUT = frozenset(
    {"script", "style", "head", "template", "noscript", "iframe", "object", "svg", "select", "textarea"}
)
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "body",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "ul",
    }
)
_MAX_DEPTH = 200


def read_blocks(data: bytes, name: str, *, progress: Progress | None = None) -> Blocks:
    """Read a page; raises UnusableInputError for one that is empty, too large or in no known encoding."""
    decoded = decode(data, name)
    builder = Builder("html")
    parser = markup.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = markup.document_fromstring(decoded.text, parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return builder.finish()
    body = root.find("body")
    if body is not None:
        _Reader(builder).walk(body, 0)
    if progress is not None:
        progress(1, 1)
    return builder.finish()


class _Reader:
    """Walks through a page in reading order."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.words: list[str] = []

    def walk(self, element: etree._Element, depth: int) -> None:
        """Add the blocks inside an element."""
        self.words.append(element.text or "")
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag in _LEFT_OUT or depth > _MAX_DEPTH:
                pass
            elif tag == "table":
                self.flush()
                self.table(child)
            elif tag in _BLOCKS:
                self.flush()
                self.block(child, tag, depth)
            elif any(isinstance(e.tag, str) and e.tag in _BLOCKS for e in child.iterdescendants()):
                self.walk(child, depth + 1)
            else:
                self.words.append(inline_text(child))
            self.words.append(child.tail or "")
        self.flush()

    def block(self, element: etree._Element, tag: str, depth: int) -> None:
        """Add one block, or what is inside it."""
        text = _one_line(inline_text(element))
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            if text:
                self.builder.flow.heading(text, self.number(text), int(tag[1]))
        elif tag == "li" and element.find(".//p") is None and element.find(".//li") is None:
            if text:
                self.builder.add(Paragraph(text, self.number(text), marker="—"))
        elif tag == "math":
            self.builder.add(Formula(text, self.number(text)))
        else:
            self.walk(element, depth + 1)

    def flush(self) -> None:
        """Add the words that were collected as a paragraph."""
        text = _one_line("".join(self.words))
        self.words = []
        if text:
            self.builder.flow.text(text, self.number(text))
            self.builder.flow.fresh = True

    def number(self, text: str) -> int:
        """Return the number of a piece of text, which is also its place."""
        return self.builder.number(text, Place(paragraph=len(self.builder.lines) + 1))

    def table(self, table: etree._Element) -> None:
        """Add a table; one inside a cell of another is read as words."""
        rows: list[list[GridCell]] = []
        headers = 0
        for row in table.iter("tr"):
            if next(row.iterancestors("table")) is not table:
                continue
            cells = [cell for cell in row if cell.tag in {"td", "th"}]
            if cells and len(rows) == headers and all(cell.tag == "th" for cell in cells):
                headers += 1
            rows.append([GridCell(_one_line(inline_text(c)), _span(c, "rowspan"), _span(c, "colspan")) for c in cells])
        if not headers and rows:
            headers = max((cell.rows for cell in rows[0]), default=1)
        captions = table.findall("caption")
        caption = _one_line(inline_text(captions[0])) if captions else ""
        self.builder.table(rows, headers, caption=caption, place=Place(paragraph=len(self.builder.lines) + 1))


def _span(cell: etree._Element, name: str) -> int:
    value = (cell.get(name) or "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 5 and value != "0" else 1  # noqa: PLR2004 - a number of digits or marks, plain where it stands


def inline_text(element: etree._Element) -> str:
    """Return the words inside an element with its raised digits; blocks inside it are set apart by spaces."""
    text = element.text or ""
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag not in _LEFT_OUT and tag:
            inner = inline_text(child)
            if tag == "sup":
                inner = raised(inner.strip()) or f"^{inner.strip()}"
            elif tag == "br" or tag in _BLOCKS:
                inner = f" {inner} "
            text += inner
        text += child.tail or ""
    return text


def _one_line(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u200b", "").split())
