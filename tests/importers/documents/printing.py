"""Documents printed to PDF by two producers, so that the same words can be read from print."""

from __future__ import annotations

import html
import re
import subprocess
from io import BytesIO
from pathlib import Path

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph as Words
from reportlab.platypus import SimpleDocTemplate
from reportlab.platypus import Table as Grid

from importers.documents.blocks import Block, Formula, Heading, Paragraph, Quote, Ruler, Table

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+−n")
RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ]+")

STYLE = """
@page { size: A4; margin: 22mm 20mm; }
body { font: 10.5pt/1.6 'Noto Serif CJK SC', serif; text-align: justify; }
h1 { font-size: 15pt; text-align: center; }
h2, h3, h4 { font: bold 10.5pt 'Noto Sans CJK SC', sans-serif; margin: 8pt 0; }
p { margin: 3pt 0; } p.words { text-indent: 2em; } p.caption { text-align: center; font-weight: bold; }
table { border-collapse: collapse; width: 100%; font-size: 9pt; margin: 4pt 0; }
td, th { border: 0.5pt solid; padding: 2pt 4pt; text-align: center; }
thead { display: table-header-group; }
"""


def _marked(text: str, tag: str) -> str:
    return RAISED.sub(lambda m: f"<{tag}>{m[0].translate(SUPERSCRIPTS)}</{tag}>", html.escape(text, quote=False))


def _lines(block: Block) -> str:
    number = getattr(block, "number", None)
    marker = getattr(block, "marker", None)
    head = number or (f"{marker} " if marker and marker not in "-*+•·" else "—— " if marker else "")
    text = block.title if isinstance(block, Heading) else block.text
    return f"{head}{'  ' if number else ''}{text}"


def _caption(table: Table) -> str:
    return f"{table.label or ''}  {table.caption}".strip()


def html_of(blocks: list[Block]) -> str:
    """Return the blocks as a page of HTML."""
    out = [f"<!DOCTYPE html><html lang=zh-CN><meta charset=utf-8><title>标准</title><style>{STYLE}</style><body>"]
    for block in blocks:
        if isinstance(block, Ruler):
            continue
        if isinstance(block, Table):
            if title := _caption(block):
                out.append(f"<p class=caption>{_marked(title, 'sup')}</p>")
            out += [f"<p>{_marked(note, 'sup')}</p>" for note in block.notes if note.startswith("单位")]
            head = "".join(f"<th>{_marked(cell, 'sup')}</th>" for cell in block.header)
            rows = "".join(
                "<tr>" + "".join(f"<td>{_marked(cell, 'sup')}</td>" for cell in row.cells) + "</tr>"
                for row in block.rows
            )
            out.append(f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")
            out += [f"<p>{_marked(note, 'sup')}</p>" for note in block.notes if not note.startswith("单位")]
        elif isinstance(block, Heading):
            depth = "h1" if block.number is None and not out[1:] else "h2"
            out.append(f"<{depth}>{_marked(_lines(block), 'sup')}</{depth}>")
        else:
            plain = isinstance(block, Paragraph) and block.number is None and block.marker is None
            out.append(f"<p{' class=words' if plain else ''}>{_marked(_lines(block), 'sup')}</p>")
    return "\n".join(out) + "</body></html>"


def by_chromium(program: str, source: str, folder: Path) -> bytes:
    """Return a page of HTML as Chromium prints it, with its own header and page numbers."""
    page, target = folder / "page.html", folder / "page.pdf"
    page.write_text(source, encoding="utf-8")
    command = [program, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    subprocess.run([*command, f"--print-to-pdf={target}", page.as_uri()], check=True, capture_output=True, timeout=120)
    return target.read_bytes()


def by_reportlab(blocks: list[Block]) -> bytes:
    """Return the blocks as ReportLab sets them: another font technique, three-line tables, running headers."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    body = ParagraphStyle("body", fontName="STSong-Light", fontSize=10.5, leading=16, wordWrap="CJK", spaceAfter=2)
    first = ParagraphStyle("first", parent=body, firstLineIndent=21)
    cell = ParagraphStyle("cell", parent=body, fontSize=9, leading=12, alignment=TA_CENTER)
    caption = ParagraphStyle("caption", parent=body, alignment=TA_CENTER)

    def words(text: str, style: ParagraphStyle) -> Words:
        return Words(_marked(text, "super"), style)

    story: list[object] = []
    for block in blocks:
        if isinstance(block, Ruler):
            continue
        if isinstance(block, Table):
            if title := _caption(block):
                story.append(words(title, caption))
            story += [words(note, body) for note in block.notes if note.startswith("单位")]
            rows = [block.header, *(row.cells for row in block.rows if len(row.cells) == len(block.header))]
            lines = [
                ("LINEABOVE", (0, 0), (-1, 0), 1, 0),
                ("LINEBELOW", (0, 0), (-1, 0), 0.5, 0),
                ("LINEBELOW", (0, -1), (-1, -1), 1, 0),
            ]
            story.append(Grid([[words(text, cell) for text in row] for row in rows], style=lines, repeatRows=1))
            story += [words(note, body) for note in block.notes if not note.startswith("单位")]
            continue
        plain = (
            isinstance(block, Paragraph | Formula | Quote)
            and not getattr(block, "number", None)
            and not getattr(block, "marker", None)
        )
        story.append(words(_lines(block) or " ", first if plain else body))

    def edges(canvas: object, document: object) -> None:
        canvas.setFont("STSong-Light", 9)
        canvas.drawRightString(520, 805, "企业标准")
        canvas.drawCentredString(297, 30, str(document.page))

    out = BytesIO()
    SimpleDocTemplate(out, pagesize=A4).build(story, onFirstPage=edges, onLaterPages=edges)
    return out.getvalue()
