"""Word files made from Markdown, as a firm would have typed them."""

from __future__ import annotations

import io
import re

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from importers.documents.inline import plain_inline

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ"
PLAIN = str.maketrans(SUPERSCRIPTS, "0123456789+-n")
RULER = re.compile(r"^ {0,3}([-*_=])(?:[ \t]*\1){2,}[ \t]*$")


def add_words(paragraph, text: str) -> None:
    """Add text with its raised digits as raised runs, the way Word keeps them."""
    for part in re.findall(rf"[{SUPERSCRIPTS}]+|[^{SUPERSCRIPTS}]+", text):
        run = paragraph.add_run(part.translate(PLAIN))
        run.font.superscript = part[0] in SUPERSCRIPTS


def add_formula(document, text: str) -> None:
    paragraph = document.add_paragraph()._p
    whole, inner, run, words = (OxmlElement(f"m:{name}") for name in ("oMathPara", "oMath", "r", "t"))
    words.text = text
    run.append(words)
    inner.append(run)
    whole.append(inner)
    paragraph.append(whole)


def rows_of(lines: list[str]) -> list[list[str]]:
    split = [line.strip().removeprefix("|").removesuffix("|").split("|") for line in lines]
    return [[plain_inline(cell) for cell in cells] for cells in split if set("".join(cells)) - set(":-— \t")]


def add_table(document, rows: list[list[str]]) -> None:
    width = max(map(len, rows))
    table = document.add_table(rows=0, cols=width)
    for cells in rows:
        row = table.add_row()
        for cell, text in zip(row.cells, cells, strict=False):
            add_words(cell.paragraphs[0], text)


def word_file(markdown: str) -> bytes:
    """Return the document that a person would type from a Markdown text."""
    document = docx.Document()
    lines = markdown.replace("\r\n", "\n").split("\n")
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        at += 1
        if line.startswith("|"):
            table = [line]
            while at < len(lines) and lines[at].strip().startswith("|"):
                table.append(lines[at].strip())
                at += 1
            if rows := rows_of(table):
                add_table(document, rows)
        elif line.startswith("$$"):
            body = [line]
            while len(line) < 5 or not line.endswith("$$"):
                line = lines[at].strip()
                at += 1
                body.append(line)
            add_formula(document, " ".join(body).strip("$ "))
        elif heading := re.match(r"^(#{1,6})\s*(.*)$", line):
            add_words(document.add_heading(level=len(heading[1])), plain_inline(heading[2]))
        elif line and not RULER.match(line) and not line.startswith((">", "```", "![")):
            add_words(document.add_paragraph(), plain_inline(line))
    return saved(document)


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def tracked(name: str, *children):
    change = OxmlElement(f"w:{name}")
    change.set(qn("w:id"), "1")
    change.set(qn("w:author"), "somebody")
    for child in children:
        change.append(child)
    return change
