"""Lines in the order of reading: where a page is set in two columns, the left one first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from importers.documents.pdf.lines import Line

if TYPE_CHECKING:
    from importers.documents.pdf.ink import Glyph

__all__ = ["in_reading_order"]

_GUTTER = 9.0
_MIN_LINES = 6
_MIN_FILL = 0.6


def in_reading_order(lines: list[Line], width: float) -> list[Line]:
    """Return the lines as they are read, cut at the gutter where the page has two columns."""
    gutter = _gutter(lines, width)
    if gutter is None:
        return lines
    out: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        before, behind = _cut(line, gutter)
        if _crosses(line, gutter):
            out += [*left, *right, line]
            left, right = [], []
            continue
        if before:
            left.append(before)
        if behind:
            right.append(behind)
    return [*out, *left, *right]


def _gutter(lines: list[Line], width: float) -> float | None:
    """Return the middle of a gap that runs down between two columns of full lines, or ``None``."""
    for x in (width * share / 100 for share in (50, 49, 51, 48, 52, 47, 53, 46, 54, 45, 55)):
        both = [line for line in lines if not _crosses(line, x) and line.x0 < x < line.x1]
        if len(both) < _MIN_LINES or len(both) * 2 < len(lines):
            continue
        parts = [_cut(line, x) for line in both]
        starts = sorted(behind.x0 for _, behind in parts if behind)
        ends = sorted(before.x1 for before, _ in parts if before)
        if not starts or not ends:
            continue
        edge, start = ends[-1 - len(ends) // 10], starts[len(starts) // 10]
        first, last = min(line.x0 for line in both), max(line.x1 for line in both)
        fill = sum(before.x1 - before.x0 for before, _ in parts if before) / (len(parts) * max(edge - first, 1))
        fill_behind = sum(behind.x1 - behind.x0 for _, behind in parts if behind) / (len(parts) * max(last - start, 1))
        if start - edge >= _GUTTER and fill >= _MIN_FILL and fill_behind >= _MIN_FILL:
            return (edge + start) / 2
    return None


def _crosses(line: Line, x: float) -> bool:
    """Tell whether the line has print over the gutter: no gap around it."""
    before = max((g.x1 for g in line.glyphs if g.x0 < x), default=None)
    behind = min((g.x0 for g in line.glyphs if g.x0 >= x), default=None)
    if before is None or behind is None:
        return False
    return behind - before < _GUTTER or before > x


def _cut(line: Line, x: float) -> tuple[Line | None, Line | None]:
    before: list[Glyph] = [g for g in line.glyphs if (g.x0 + g.x1) / 2 < x]
    behind: list[Glyph] = [g for g in line.glyphs if (g.x0 + g.x1) / 2 >= x]
    return (
        Line(before, line.base, line.size, line.small) if before else None,
        Line(behind, line.base, line.size, line.small) if behind else None,
    )
