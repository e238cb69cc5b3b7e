"""Markdown and plain text to blocks, line by line, in time that grows with the length of the text.

Both kinds go through the same reader, since a firm's plain text has the clause numbers, lists and often the tables of
Markdown, and its Markdown often has headings that are only numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from importers.documents.blocks import Block, Blocks, Formula, Paragraph, Progress, Quote, Row, Ruler, Table
from importers.documents.captions import with_captions
from importers.documents.decoding import decode
from importers.documents.flow import Flow
from importers.documents.html_tables import read_html_table
from importers.documents.inline import plain_inline

__all__ = ["MAX_LINE", "blocks_of", "read_blocks"]

MAX_LINE = 10_000
"""Longest line that is read: no paragraph of a standard is longer, and a file in one line has lost its structure."""

_ATX = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+|(?=[^#\s]))(.*?)[ \t]*#*[ \t]*$")
_RULER = re.compile(r"^ {0,3}([-*_=])(?:[ \t]*\1){2,}[ \t]*$")
_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_TERMINAL = "。；;：:！!？?.|"
_MAX_FORMULA_LINES = 40


@dataclass(slots=True)
class _Reader(Flow):
    lines: list[str] = field(default_factory=list)
    wrap: int | None = None
    at: int = 0

    def run(self) -> list[Block]:
        while self.at < len(self.lines):
            start = self.at
            self._line(self.lines[start], start + 1)
            if self.at == start:
                self.at += 1
        return self.blocks

    def _line(self, raw: str, number: int) -> None:
        if not raw.strip(" \t\u3000"):
            self.fresh = True
            return
        if len(raw) > MAX_LINE:
            self.add(Paragraph(raw[:MAX_LINE], number))
            return
        if self._contents_line(raw) or self._mark_up(raw, number):
            return
        hard_break = raw.endswith(("  ", "\\"))
        text = plain_inline(raw.rstrip("\\") if raw.endswith("\\") and "\\(" not in raw else raw)
        if text:
            self.text(text, number, is_wrapped=self._is_wrapped(number))
            if hard_break or text[-1] in _TERMINAL:
                self.fresh = True

    def _contents_line(self, raw: str) -> bool:
        heading = _ATX.match(raw)
        ends = heading is not None or _RULER.match(raw) is not None
        return self.is_contents(plain_inline(heading[2] if heading else raw), ends=ends)

    def _mark_up(self, raw: str, number: int) -> bool:
        """Read what the file's own mark-up tells; false if the line is plain text."""
        stripped = raw.strip()
        if _FENCE.match(raw):
            self._fence(stripped[:3], number)
        elif stripped.startswith(("$$", "\\[")):
            self._formula(stripped, number)
        elif stripped.startswith(">"):
            self.add(Quote(plain_inline(stripped.lstrip("> ")), number))
        elif stripped.startswith("![") and stripped.endswith(")"):
            self.add(Quote(plain_inline(stripped), number))
        elif stripped[:6].lower() == "<table":
            self._html_table(number)
        elif self._is_table_line(stripped):
            self._table(number)
        elif heading := _ATX.match(raw):
            self.heading(plain_inline(heading[2]), number, len(heading[1]))
        elif _RULER.match(raw):
            self.add(Ruler(number))
        else:
            return False
        return True

    def _is_wrapped(self, line: int) -> bool:
        """Tell whether the line before was full, in a file whose lines were broken at a width."""
        return self.wrap is not None and _width(self.lines[line - 2]) * 100 >= self.wrap * 85

    def _fence(self, fence: str, number: int) -> None:
        end = self.at + 1
        while end < len(self.lines) and not self.lines[end].strip().startswith(fence):
            end += 1
        self.add(Quote("\n".join(self.lines[self.at + 1 : end])[:MAX_LINE], number))
        self.at = end + 1

    def _formula(self, stripped: str, number: int) -> None:
        close = "$$" if stripped.startswith("$$") else "\\]"
        if stripped.endswith(close) and len(stripped) > len(close) + 1:
            self.add(Formula(stripped[2:-2].strip(), number))
            return
        for end in range(self.at + 1, min(self.at + _MAX_FORMULA_LINES, len(self.lines))):
            if self.lines[end].strip().endswith(close):
                body = "\n".join(self.lines[self.at : end + 1]).strip()
                self.add(Formula(body[2:-2].strip(), number))
                self.at = end + 1
                return
        self.add(Formula(stripped.strip("$\\[] "), number))

    def _is_table_line(self, stripped: str) -> bool:
        if stripped.startswith("|"):
            return True
        following = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else ""
        return "|" in stripped and "|" in following and _is_separator(following)

    def _table(self, number: int) -> None:
        rows: list[Row] = []
        header: tuple[str, ...] | None = None
        end = self.at
        while end < len(self.lines) and "|" in self.lines[end] and len(self.lines[end]) <= MAX_LINE:
            line = self.lines[end]
            if _is_separator(line):
                if header is None and rows:
                    header = rows.pop().cells
            elif header is not None and not line.strip().startswith("|") and line.count("|") < len(header) // 2:
                break
            else:
                rows.append(Row(_cells(line), end + 1))
            end += 1
        if header is None and rows:
            header = rows.pop(0).cells
        self.add(Table(header or (), tuple(rows), number))
        self.at = max(end, self.at + 1)

    def _html_table(self, number: int) -> None:
        end = self.at
        while end < len(self.lines) and "</table" not in self.lines[end].lower():
            end += 1
        body = self.lines[self.at : end + 1]
        rows = [Row(tuple(map(plain_inline, cells)), number) for cells in read_html_table("\n".join(body))]
        if rows:
            self.add(Table(rows[0].cells, tuple(rows[1:]), number))
        self.at = end + 1


def read_blocks(data: bytes, name: str, *, progress: Progress | None = None) -> Blocks:
    """Return a text file as blocks; raises UnusableInputError for what :func:`decode` refuses."""
    del progress
    decoded = decode(data, name)
    blocks = blocks_of(decoded.text)
    return Blocks(tuple(blocks), decoded.format, decoded.encoding, lines=tuple(decoded.text.split("\n")))


def blocks_of(text: str) -> list[Block]:
    """Return the blocks of a document in order; captions, units and continuations belong to their tables."""
    lines = text.split("\n")
    return with_captions(_Reader(lines=lines, wrap=_wrap_width(lines)).run())


def _is_separator(line: str) -> bool:
    return "-" in line and "|" in line and set(line) <= set("|:-— \t")


def _cells(line: str) -> tuple[str, ...]:
    line = line.strip().replace("\\|", "\x00")
    line = line.removeprefix("|").removesuffix("|")
    return tuple(plain_inline(cell.replace("\x00", "|")) for cell in line.split("|"))


def _width(line: str) -> int:
    return sum(2 if char > "\u2e7f" else 1 for char in line.rstrip())


def _wrap_width(lines: list[str]) -> int | None:
    """Return the width at which the file's lines were broken, or ``None`` if they were not."""
    widths = sorted(_width(line) for line in lines if line.strip() and "|" not in line and len(line) <= MAX_LINE)
    if len(widths) < 20:  # noqa: PLR2004 - too few to tell
        return None
    ninth, longest = widths[len(widths) * 9 // 10], widths[-1]
    full = sum(1 for width in widths if width * 100 >= longest * 85)
    return longest if ninth >= 40 and longest <= 120 and full * 5 >= len(widths) else None  # noqa: PLR2004 - usual widths
