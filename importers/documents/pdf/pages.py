"""One page of a PDF: its lines in reading order and its tables, each with its box, and what is wrong with its text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from importers.documents.pdf.cells import PageTable, table_of
from importers.documents.pdf.columns import in_reading_order
from importers.documents.pdf.grids import flat_rules, grids_of
from importers.documents.pdf.ink import Glyph, Ink, Rule
from importers.documents.pdf.lines import box_around, lines_of, text_of, unknown_share, without_doubles, words_of
from importers.documents.pdf.three_line import glyphs_in, three_line_grids

if TYPE_CHECKING:
    from importers.documents.pdf.grids import Grid
    from importers.documents.pdf.ink import Box
    from importers.documents.pdf.lines import Line

__all__ = ["PrintedLine", "PrintedPage", "read_page"]

_FULL_PAGE = 0.6
_MOST_TURNED = 0.6


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of print: its text, box, baseline, size, weight; ``runs`` counts its pieces between wide gaps."""

    text: str
    box: Box
    base: float
    size: float
    bold: bool
    runs: int = 1
    mark: bool = False
    """Whether it begins with a raised character: a footnote."""


@dataclass(slots=True)
class PrintedPage:
    """A page as read. ``is_ocr`` tells of words under a picture of the page, ``is_scan`` of a picture without words."""

    number: int
    width: float
    height: float
    lines: list[PrintedLine] = field(default_factory=list)
    tables: list[PageTable] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    is_ocr: bool = False
    is_scan: bool = False
    unknown: float = 0.0
    doubled: int = 0
    turn: int = 0

    def shown(self, box: Box) -> Box:
        """Return a box of a page that was turned for reading as it lies on the page that is shown."""
        x0, y0, x1, y1 = box
        if self.turn == 1:
            box = (y0, self.width - x1, y1, self.width - x0)
        elif self.turn == 3:  # noqa: PLR2004 - three quarters
            box = (self.height - y1, x0, self.height - y0, x1)
        return (round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1))


def read_page(number: int, ink: Ink) -> PrintedPage:
    """Return lines and tables of what a page shows."""
    ink, turn = _upright(ink)
    page = PrintedPage(number, ink.width, ink.height, turn=turn)
    whole = max((_area(picture) for picture in ink.pictures), default=0.0) / max(ink.width * ink.height, 1)
    seen = [g for g in ink.glyphs if not g.hidden]
    if whole >= _FULL_PAGE:
        page.is_ocr = len(seen) < len(ink.glyphs) / 2 and len(ink.glyphs) > 0
        page.is_scan = not ink.glyphs
    glyphs, page.doubled = without_doubles(ink.glyphs if page.is_ocr else seen)
    page.unknown = unknown_share(glyphs)
    page.rules = ink.rules
    if page.is_ocr:
        page.lines = [_printed(line) for line in lines_of(glyphs)]
        return page
    grids = grids_of(ink.rules)
    rest = _take_tables(page, grids, glyphs)
    lines = lines_of(rest)
    open_grids = three_line_grids(flat_rules(ink.rules, grids), lines)
    if open_grids:
        lines = lines_of(_take_tables(page, open_grids, rest))
    page.lines = [_printed(line) for line in in_reading_order(lines, ink.width)]
    return page


def _take_tables(page: PrintedPage, grids: list[Grid], glyphs: list[Glyph]) -> list[Glyph]:
    """Add the tables that the grids make; return the characters that are in none."""
    for grid in grids:
        table = table_of(grid, glyphs_in(grid.box, glyphs))
        if table is None:
            continue
        page.tables.append(table)
        inside = {id(g) for g in glyphs_in(grid.box, glyphs)}
        glyphs = [g for g in glyphs if id(g) not in inside]
    return glyphs


def _printed(line: Line) -> PrintedLine:
    return PrintedLine(
        text_of(line),
        box_around(line.glyphs),
        line.base,
        line.size,
        line.is_bold,
        len(words_of(line, 1.8)),
        id(line.glyphs[0]) in line.small,
    )


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _upright(ink: Ink) -> tuple[Ink, int]:
    """Return the page so that most of its text runs from left to right; text that runs otherwise is left out."""
    turns = [g.turn for g in ink.glyphs]
    most = max((1, 3), key=turns.count)
    if not turns or turns.count(most) < _MOST_TURNED * len(turns):
        ink.glyphs = [g for g in ink.glyphs if g.turn == 0]
        return ink, 0
    width, height = ink.width, ink.height
    turned = Ink(height, width)
    for g in ink.glyphs:
        if g.turn != most:
            continue
        x0, x1, base = (height - g.x1, height - g.x0, g.base) if most == 1 else (g.x0, g.x1, width - g.base)
        turned.glyphs.append(replace(g, x0=x0, x1=x1, base=base, turn=0))
    for r in ink.rules:
        xs, ys = (
            ((height - r.y1, height - r.y0), (r.x0, r.x1))
            if most == 1
            else ((r.y0, r.y1), (width - r.x1, width - r.x0))
        )
        turned.rules.append(Rule(xs[0], ys[0], xs[1], ys[1]))
    for x0, y0, x1, y1 in ink.pictures:
        turned.pictures.append((height - y1, x0, height - y0, x1) if most == 1 else (y0, width - x1, y1, width - x0))
    return turned, most
