"""Pages to blocks: printed lines joined to paragraphs, tables carried over page breaks, every piece with its box."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from importers.documents.blocks import Blocks, Formula, Fragment, Heading, Notice, Paragraph, Place, Quote, Row, Table
from importers.documents.captions import with_captions
from importers.documents.flow import Flow
from importers.documents.numbering import Numbering, clause_key, split_number
from importers.documents.pdf.cells import PageTable, joined_text
from importers.documents.pdf.outline import is_next
from importers.documents.pdf.signs import UNKNOWN
from importers.documents.pdf.three_line import is_caption
from importers.documents.structure import Kind, kind_of_title

if TYPE_CHECKING:
    from importers.documents.pdf.cells import Cell
    from importers.documents.pdf.pages import PrintedLine, PrintedPage

__all__ = ["Assembler"]

_TERMINAL = "。；;：:！!？?.…"
_NOTE = re.compile(r"^(?:注\s*\d{0,2}\s*[:：]|NOTE\b|EXAMPLE\b|EXEMPLE\b|示例|CAUTION\b|ATTENTION\b|WARNING\b)")
_ASIDE = re.compile(r"^(?:NOTE\b|EXAMPLE\b|EXEMPLE\b|示例)")
_UNIT_NOTE = re.compile(r"^[（(]?\s*(?:计量)?单位\s*(?:为|[:：])")
_MARKER = re.compile(
    r"^(?:[-*•●■◆▪–—\ufffd]{1,2}\s+\S|[—–]{1,3}\S|[a-z]\s?[)）]|\d{1,2}[)）、]|[（(][a-z\d]{1,2}[)）]|[①-⑳])"
)
_LEADERS = re.compile(r"[.…·‥]{4,}|(?:\.\s){4,}|^[.…·‥\s]+$")
_FRONT_TITLE = re.compile(
    r"^(?:前\s*言|引\s*言|目\s*[次录]|Foreword|Introduction|Contents|Avant-propos|Sommaire|Preface|参\s*考\s*文\s*献|Bibliography|Bibliographie)$",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"^(?:目\s*[次录]|Contents|Table of contents|Sommaire)$", re.IGNORECASE)
_ANNEX = re.compile(
    r"^(?:附\s*录\s*[A-Z](?![A-Za-z0-9.])|(?:Annex|Annexe|Appendix|ANNEX|APPENDIX)\s+[A-Z\d](?![\w.]))[^。]{0,60}$"
)
_DOTTED = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)\.\s+(?=\S)")
_BARE_NUMBER = re.compile(r"^(?:\d{1,2}|[A-Z])(?:\.\d{1,3})+$")
_EQUATION = re.compile(r"=|[.…·]{3,}\s*[（(]\s*[A-Z]?\.?\d+\s*[)）]$")
_SIGNED_VALUE = re.compile(r"^[+±]\s*\d")
_LIST_DASH = re.compile(r"^(?:[—–]{2,}\s*|[—–]\s+)(?=\d)")
_DASH_OR_MINUS = re.compile(r"^[—–](?=\d)")
_SIMILAR = 0.07
_EDGE_SLACK = 7.0


@dataclass(slots=True)
class _Open:
    """A paragraph that is being put together."""

    lines: list[PrintedLine]
    pages: list[PrintedPage]
    number: str | None = None
    is_item: bool = False


@dataclass(slots=True)
class Assembler:
    """Takes pages in order; gives out numbers and keeps the place of each block, row, cell and printed line."""

    outline: set[int] = field(default_factory=set)
    """``id`` of the lines that number the clauses of the whole file (see ``outline_of``)."""
    flow: Flow = field(default_factory=Flow)
    texts: list[str] = field(default_factory=list)
    places: dict[int, Place] = field(default_factory=dict)
    cells: dict[tuple[int, int], Place] = field(default_factory=dict)
    fragments: dict[int, tuple[Fragment, ...]] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    _open: _Open | None = None
    _contents: bool = False
    _table: tuple[int, PageTable] | None = None
    _margins: tuple[float, float, float] = (0, 0, 12)
    _number_alone: PrintedLine | None = None
    _in_body: bool = False
    _dotted: bool = False
    _chapter: PrintedLine | None = None

    def add_page(self, page: PrintedPage) -> None:
        """Add what a page prints, from top to bottom."""
        self._margins = _margins_of(page)
        if self._contents:
            self._contents = any(_is_entry(line.text) for line in page.lines[:4])
        foot = _footnote_top(page, self._margins)
        pending = sorted(page.tables, key=lambda table: table.box[1])
        previous: PrintedLine | None = None
        for line in page.lines:
            while pending and _is_above(pending[0], line, page):
                self._add_table(pending.pop(0), page)
                previous = None
            if line.box[1] > foot:
                self._close()
                self._add_quote(line, page)
                continue
            self._add_line(line, page, previous)
            previous = line
        for table in pending:
            self._add_table(table, page)

    def finish(self, pages: int, notices: list[Notice]) -> Blocks:
        """Return the blocks; captions and continuations belong to their tables."""
        self._close()
        return Blocks(
            tuple(with_captions(self.flow.blocks)),
            "pdf",
            pages=pages,
            lines=tuple(self.texts),
            places=self.places,
            cells=self.cells,
            fragments=self.fragments,
            notices=(*notices, *self.notices),
        )

    # -- lines ---------------------------------------------------------------------------------------------------------

    def _add_line(self, line: PrintedLine, page: PrintedPage, previous: PrintedLine | None) -> None:
        text, printed = line.text, line
        if self._skipped(text):
            return
        if _FRONT_TITLE.match(text) or _ANNEX.match(text):
            self._add_title(line, page)
            return
        if self._number_alone is not None:
            alone, self._number_alone = self._number_alone, None
            line, printed = replace(line, text=f"{alone.text} {text}", bold=True), alone
            text = line.text
        if _BARE_NUMBER.match(text) and self._is_clause(f"{text} 名", line):
            self._close()
            self._number_alone = line
            return
        undotted = self._undotted(text)
        clause = self._is_clause(undotted, printed) and self._is_like_chapters(undotted, line)
        if clause:
            line = replace(line, text=undotted)
        if clause or self._is_new(line, page, previous):
            self._close()
            self._open = _Open([line], [page], split_number(line.text)[0] if clause else None, is_item(text))
            if clause:
                self._in_body = True
                if self._is_heading(line):
                    self._close(heading=True)
            return
        if self._open is None:
            self._open = _Open([], [])
        self._open.lines.append(line)
        self._open.pages.append(page)

    def _add_title(self, line: PrintedLine, page: PrintedPage) -> None:
        """Add the title of a part without a clause number; a table of contents is passed over from here."""
        self._close()
        self._contents = _CONTENTS.match(line.text) is not None
        if not self._contents:
            self.flow.add(Heading(line.text, self._number(line.text, [line], [page])))

    def _skipped(self, text: str) -> bool:
        """Tell whether a line is of a table of contents, or only leaders."""
        if _LEADERS.search(text) and not _EQUATION.search(text):
            return True
        return self._contents

    def _undotted(self, text: str) -> str:
        """Return a line whose clause number ends in a full stop (``2.2. The scale``) without that stop."""
        match = _DOTTED.match(text)
        if match is None:
            return text
        number = match[1]
        self._dotted = self._dotted or "." in number
        is_chapter = "." not in number and (not self._in_body or self._dotted)
        self._dotted = self._dotted or kind_of_title(text[match.end() :]) is Kind.SCOPE
        return f"{number} {text[match.end() :]}" if "." in number or is_chapter else text

    def _is_clause(self, text: str, printed: PrintedLine) -> bool:
        """Tell whether a line is the next clause; one that leaves clauses out must be in the outline of the file."""
        number, rest = split_number(text)
        if number is None:
            return False
        if number == "1" and kind_of_title(rest) is Kind.SCOPE:
            # A file may hold two documents, an amendment and what it amends: the second begins anew.
            self._close()
            self.flow.numbering = Numbering()
        last = self.flow.numbering.last
        if self._open is not None and self._open.number is not None:
            last = max(last, clause_key(self._open.number))
        if id(printed) not in self.outline and not is_next(clause_key(number), last):
            return False
        return Numbering(last).accepts(number, rest)

    def _is_like_chapters(self, text: str, line: PrintedLine) -> bool:
        """Tell whether a line with a chapter's number is set like the first chapter: a legend of a figure is not."""
        number = split_number(text)[0] or ""
        if not number.isdigit():
            return True
        if number == "1" or self._chapter is None:
            self._chapter = line
            return True
        return line.size > 0.9 * self._chapter.size and (line.bold or not self._chapter.bold)

    def _is_heading(self, line: PrintedLine) -> bool:
        """Tell whether a numbered line is a title: bold as a whole, or short of the margin and without a sentence."""
        number, rest = split_number(line.text)
        right = self._margins[1]
        if re.search(r"[。；;:：]$", rest) or (line.box[2] > right - 2 * line.size and len(rest) > 40):  # noqa: PLR2004 - a full line
            return False
        if line.bold:
            return True
        latin = re.match(r"^[A-ZÀ-Ý][^.;:≤≥]{2,100}$", rest) is not None
        return (
            latin
            and number is not None
            and not re.search(r"\b(?:shall|must|should|is|are|may|can|doit|doivent|has|have)\b", rest)
        )

    def _is_new(self, line: PrintedLine, page: PrintedPage, previous: PrintedLine | None) -> bool:
        """Tell whether a line begins a paragraph."""
        before = self._open
        if before is None or not before.lines or _begins(line.text):
            return True
        if before.lines[-1].text.endswith((":", "：")) and _SIGNED_VALUE.match(line.text):
            return False
        if not self._in_body and page.number <= 2:  # noqa: PLR2004 - a title page
            return True
        last = before.lines[-1]
        if is_caption(last.text) and len(before.lines) == 1:
            return True
        if abs(line.size - last.size) > _SIMILAR * last.size or (line.bold and not last.bold):
            return True
        if before.pages[-1] is not page or previous is None:
            return self._is_new_on_page(line, before)
        gap = line.base - last.base
        if gap > 1.3 * max(self._margins[2], last.size):
            return True
        if gap <= 0:
            # The line stands higher: the text goes on in the next column.
            return self._is_new_on_page(line, before)
        return self._is_new_by_indent(line, before)

    def _is_new_on_page(self, line: PrintedLine, before: _Open) -> bool:
        """Tell whether the first line of a page or column begins a paragraph."""
        left, right, _ = self._margins
        last = before.lines[-1]
        short = last.box[2] < right - 2.2 * last.size
        indented = line.box[0] > left + 1.2 * line.size
        ended = last.text[-1:] in _TERMINAL
        return (short and ended) or (indented and not before.is_item) or last.box[2] < right - 0.3 * (right - left)

    def _is_new_by_indent(self, line: PrintedLine, before: _Open) -> bool:
        """Tell by the ends of the lines whether a line under another one begins a paragraph."""
        left, right, _ = self._margins
        first, last = before.lines[0], before.lines[-1]
        short = last.box[2] < right - 2.2 * last.size
        if short and last.text[-1:] in _TERMINAL:
            return True
        deeper = line.box[0] > last.box[0] + 1.2 * line.size
        hangs = before.is_item and len(before.lines) == 1
        if deeper and not hangs and (short or before.number is None or len(before.lines) > 1):
            return True
        if before.is_item and line.box[0] < first.box[0] - 0.5 * line.size and short:
            return True
        return last.box[2] < right - 0.3 * (right - left) and line.box[0] <= last.box[0] + line.size

    def _close(self, *, heading: bool = False) -> None:
        """Give the open paragraph to the flow."""
        before, self._open = self._open, None
        if before is None or not before.lines:
            return
        texts = [line.text for line in before.lines]
        text = joined_text(texts)
        number = self._number(text, before.lines, before.pages)
        if len(before.lines) > 1 or len(text) > 60:  # noqa: PLR2004 - short text needs no pieces
            self.fragments[number] = tuple(
                Fragment(line.text, _place(line, page)) for line, page in zip(before.lines, before.pages, strict=True)
            )
        plain = _LIST_DASH.sub("", text.lstrip(UNKNOWN + " "))
        if UNKNOWN in plain:
            self.flow.add(Quote(text, number))
            self.notices.append(
                Notice("a character that the file does not name: not read", text[:80], self.places[number])
            )
        elif _DASH_OR_MINUS.match(plain):
            self.flow.add(Quote(text, number))
            reason = "a dash before a number, which may be a minus or the mark of a list: not read"
            self.notices.append(Notice(reason, text[:80], self.places[number]))
        elif heading:
            self.flow.heading(text, number, 0)
        elif _ASIDE.match(text):
            self.flow.add(Quote(text, number))
        elif before.number is None and not before.is_item and split_number(plain)[0] is not None:
            # A number that is no clause on the page (the legend of a figure) is none in the words either.
            self.flow.add(Paragraph(plain, number))
        elif self._is_formula(before):
            self.flow.add(Formula(text, number))
        else:
            self.flow.text(f"• {plain}" if plain != text else text, number)
            self.flow.fresh = True

    def _is_formula(self, before: _Open) -> bool:
        line = before.lines[0]
        return (
            len(before.lines) == 1
            and before.number is None
            and _EQUATION.search(line.text) is not None
            and line.box[0] > self._margins[0] + 1.8 * line.size
            and not re.search(r"[。；，]|[\u4e00-\u9fff]{8}|\b(?:shall|must|the|is)\b", line.text)
        )

    def _add_quote(self, line: PrintedLine, page: PrintedPage) -> None:
        self.flow.add(Quote(line.text, self._number(line.text, [line], [page])))

    def _number(self, text: str, lines: list[PrintedLine], pages: list[PrintedPage]) -> int:
        """Return the number of the next piece of text, whose place is the box of its lines on the first page."""
        self.texts.append(text)
        number = len(self.texts)
        page = pages[0]
        boxes = [line.box for line, on in zip(lines, pages, strict=True) if on is page]
        box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
        self.places[number] = Place(page.number, page.shown(box), is_ocr=page.is_ocr)
        return number

    # -- tables --------------------------------------------------------------------------------------------------------

    def _add_table(self, table: PageTable, page: PrintedPage) -> None:
        self._close()
        if self._contents:
            return
        if self._goes_on(table, page):
            return
        line = self._row_number(table.header, table, page)
        caption = table.title
        rows = tuple(self._row(row, table, page) for row in table.rows)
        if caption:
            # Words of the frame, never a clause: "6 Peripheral devices" may be the legend of a figure.
            self.flow.add(Paragraph(caption, self._row_number((), table, page, caption)))
        self.flow.add(Table(tuple(cell.text for cell in table.header), rows, line))
        self._table = (len(self.flow.blocks) - 1, table)
        self._add_below(table, page)

    def _goes_on(self, table: PageTable, page: PrintedPage) -> bool:
        """Add the rows of a table that goes on from the page before to that table."""
        if self._table is None:
            return False
        at, earlier = self._table
        between = self.flow.blocks[at + 1 :]
        held = self.flow.blocks[at]
        if (
            not isinstance(held, Table)
            or len(earlier.edges) != len(table.edges)
            or len(held.header) != len(table.header)
        ):
            return False
        if not all(abs(a - b) <= _EDGE_SLACK for a, b in zip(earlier.edges, table.edges, strict=True)):
            return False
        said = [block.text for block in between if isinstance(block, Paragraph)]
        told = any("续" in text or "continued" in text.lower() or "suite" in text.lower() for text in said)
        if len(said) > (1 if told else 0) or any(isinstance(block, Heading) for block in between):
            return False
        same = [cell.text for cell in table.header] == list(held.header)
        if table.box[1] > page.height * 0.35 or not (same or told or _has_values(table.header)):
            return False
        rows = [self._row(row, table, page) for row in ([] if same else [table.header]) + table.rows]
        self.flow.blocks[at] = replace(held, rows=(*held.rows, *rows))
        del self.flow.blocks[at + 1 :]
        self._table = (at, table)
        self._add_below(table, page)
        return True

    def _add_below(self, table: PageTable, page: PrintedPage) -> None:
        for cell in table.below:
            number = self._row_number((cell,), table, page, cell.text)
            if re.match(r"^(?:注|NOTE)", cell.text):
                self.flow.add(Quote(cell.text, number))
            elif re.search(r"应|不得|\bshall\b|\bmust\b|\bdoi(?:t|vent)\b", cell.text) and not re.match(
                r"^[a-z]\s", cell.text
            ):
                self.flow.add(Paragraph(cell.text, number))
            else:
                self.flow.add(Quote(cell.text, number))

    def _row(self, cells: tuple[Cell, ...], table: PageTable, page: PrintedPage) -> Row:
        return Row(tuple(cell.text for cell in cells), self._row_number(cells, table, page))

    def _row_number(self, cells: tuple[Cell, ...], table: PageTable, page: PrintedPage, text: str | None = None) -> int:
        self.texts.append(" | ".join(cell.text for cell in cells) if text is None else text)
        number = len(self.texts)
        boxes = [cell.box for cell in cells if cell.box] or [table.box]
        box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
        self.places[number] = Place(page.number, page.shown(box), is_ocr=page.is_ocr)
        for column, cell in enumerate(cells, start=1):
            if cell.box is not None:
                self.cells[number, column] = Place(page.number, page.shown(cell.box), is_ocr=page.is_ocr)
        return number


def is_item(text: str) -> bool:
    """Tell whether a line begins a list item."""
    return _MARKER.match(text) is not None


def _begins(text: str) -> bool:
    """Tell whether the words of a line say that it begins something."""
    return bool(_NOTE.match(text) or is_caption(text) or _UNIT_NOTE.match(text) or is_item(text))


def _place(line: PrintedLine, page: PrintedPage) -> Place:
    return Place(page.number, page.shown(line.box), is_ocr=page.is_ocr)


def _has_values(header: tuple[Cell, ...]) -> bool:
    return any(re.match(r"^[≤≥<>±]?\s*\d", cell.text) for cell in header[1:])


def _is_above(table: PageTable, line: PrintedLine, page: PrintedPage) -> bool:
    """Tell whether a table comes before a line: above it, and not beside it in another column."""
    middle = page.width / 2
    beside = table.box[0] > middle > line.box[2] or line.box[0] > middle > table.box[2]
    return table.box[1] < line.box[1] and not (beside and line.box[0] < table.box[0])


def _is_entry(text: str) -> bool:
    return bool(_LEADERS.search(text)) or bool(re.search(r"\s(?:\d{1,3}|[IVXivx]{1,5})$", text))


def _margins_of(page: PrintedPage) -> tuple[float, float, float]:
    """Return the left and right end of the page's full lines and the usual distance of its baselines."""
    lines = page.lines
    if not lines:
        return (0, page.width, 12)
    wide = [line for line in lines if len(line.text) > 12] or lines  # noqa: PLR2004 - not a title
    left = min(line.box[0] for line in wide)
    right = sorted(line.box[2] for line in wide)[-1 - len(wide) // 20]
    gaps = Counter(round(b.base - a.base) for a, b in pairwise(lines) if 0.9 * a.size < b.base - a.base < 3 * a.size)
    # The usual distance inside a paragraph: the smallest that is found again and again.
    often = [gap for gap, count in gaps.items() if count >= max(2, gaps.total() // 8)]
    return (left, right, float(min(often)) if often else 1.5 * lines[0].size)


def _footnote_top(page: PrintedPage, margins: tuple[float, float, float]) -> float:
    """Return where the footnotes begin: under a short rule in the lower part of the page."""
    width = margins[1] - margins[0]
    rules = [
        rule.y0
        for rule in page.rules
        if rule.is_flat
        and rule.y0 > page.height * 0.5
        and 30 < rule.x1 - rule.x0 < 0.6 * width  # noqa: PLR2004 - points
        and abs(rule.x0 - margins[0]) < 12  # noqa: PLR2004 - points
        and not any(t.box[1] - 3 <= rule.y0 <= t.box[3] + 3 for t in page.tables)
    ]
    for top in sorted(rules):
        below = [line for line in page.lines if line.box[1] > top - 1]
        if below and re.match(
            r"^(?:\d{1,2}\s?[)）]|\d{1,2}\s|[（(]?\*{1,3}|[（(]\s*[)）]|[a-z]\s?[)）])", below[0].text
        ):
            return top - 1
    return page.height
