"""A grid and the characters in it to a table: header, rows, what spans, what stands below."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from importers.documents.pdf.lines import box_around, lines_of, text_of
from importers.documents.pdf.signs import UNKNOWN

if TYPE_CHECKING:
    from importers.documents.pdf.grids import Area, Grid
    from importers.documents.pdf.ink import Box, Glyph
    from importers.documents.pdf.lines import Line

__all__ = ["Cell", "PageTable", "joined_text", "table_of"]

_VALUE = re.compile(
    r"^[±≤≥<>＜＞~～\-−–+]?\s*\d|^[-−–—/]+$|^(?:Not applicable|Non applicable|N/?A|不适用|不得检出|ND|未检出)$",
    re.IGNORECASE,
)
_DASHED = re.compile(r"^(?:[—–]|-(?=\s))\s*")
_WITHIN = re.compile(r"^(?:其中|内)\s*[:：]?\s*")
_LEVEL = 2.0
_SHORT = 12
_UNREADABLE = "（无法识别的字符）"
_GENERIC = re.compile(
    r"^(?:技术|质量|性能)?(?:要求|指标|规定|限值|限量|参数)(?:值)?$|^标准值$|^requirements?$|^limits?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one place of a table prints, and the box around the print."""

    text: str
    box: Box | None = None


@dataclass(slots=True)
class PageTable:
    """A table of one page; ``title`` is a caption and ``below`` are lines of notes inside its frame."""

    box: Box
    header: tuple[Cell, ...]
    rows: list[tuple[Cell, ...]]
    edges: tuple[float, ...]
    title: str = ""
    below: list[Cell] = field(default_factory=list)


@dataclass(slots=True)
class _Filled:
    """An area of the grid with its printed lines."""

    area: Area
    lines: list[Line]

    @property
    def cell(self) -> Cell:
        if not self.lines:
            return Cell("")
        return Cell(_told(joined_text([text_of(line) for line in self.lines])), _box(self.lines))


def table_of(grid: Grid, glyphs: list[Glyph]) -> PageTable | None:
    """Return the table that a grid makes of the characters in it; ``None`` where it holds no table."""
    filled = _filled(grid, glyphs)
    rows, columns = len(grid.ys) - 1, len(grid.xs) - 1
    at = {
        (r, c): f
        for f in filled
        for r in range(f.area.row, f.area.row_end)
        for c in range(f.area.column, f.area.column_end)
    }
    if columns < 2 or len(at) < rows * columns:  # noqa: PLR2004 - a table has a name and a value
        return None
    first, title = 0, ""
    while first < rows and at[first, 0].area.column_end == columns and first < rows - 1:
        title = f"{title} {at[first, 0].cell.text}".strip()
        first = at[first, 0].area.row_end
    if first >= rows:
        return None
    body = max(at[first, c].area.row_end for c in range(columns))
    body = _with_second_row(at, first, body, columns)
    if body >= rows or (body - first > 4):  # noqa: PLR2004 - no header is that high
        body = first + 1
    if body >= rows:
        return None
    header, groups = _header(at, first, body, columns)
    table = PageTable(grid.box, header, [], tuple(grid.xs[start] for start, _ in groups), title)
    for row in range(body, rows):
        _add_row(table, at, row, groups, columns)
    _name_parents(table)
    return table if table.rows else None


def _with_second_row(at: dict[tuple[int, int], _Filled], first: int, body: int, columns: int) -> int:
    """Return where the body begins: cells under a header cell that spans columns are headers too."""
    if body == first + 1 and any(
        at[first, c].area.column_end - at[first, c].area.column > 1 for c in range(1, columns)
    ):
        below = [at.get((body, c)) for c in range(columns)]
        spanned = [c for c in range(columns) if at[first, c].area.column_end - at[first, c].area.column > 1]
        texts = [f.cell.text for c in spanned if (f := below[c]) is not None]
        if texts and not any(_VALUE.match(text) for text in texts) and below[0] is not None and not below[0].cell.text:
            return body + 1
    return body


def _filled(grid: Grid, glyphs: list[Glyph]) -> list[_Filled]:
    areas: dict[tuple[int, int], Area] = {}
    held: dict[Area, list[Glyph]] = {area: [] for area in grid.areas}
    for area in grid.areas:
        for r in range(area.row, area.row_end):
            for c in range(area.column, area.column_end):
                areas[r, c] = area
    for glyph in glyphs:
        row = bisect_right(grid.ys, glyph.base - 0.35 * glyph.size) - 1
        column = bisect_right(grid.xs, (glyph.x0 + glyph.x1) / 2) - 1
        if (row, column) in areas:
            held[areas[row, column]].append(glyph)
    return [_Filled(area, lines_of(inside)) for area, inside in held.items()]


def _header(
    at: dict[tuple[int, int], _Filled], first: int, body: int, columns: int
) -> tuple[tuple[Cell, ...], list[tuple[int, int]]]:
    """Return the header's cells and the columns of the grid that each stands over; 指标 over all is left out."""
    stacks = [list({id(at[r, c]): at[r, c] for r in range(first, body)}.values()) for c in range(columns)]
    groups: list[tuple[int, int]] = []
    for column in range(columns):
        same = groups and [id(f) for f in stacks[column]] == [id(f) for f in stacks[groups[-1][0]]]
        if same:
            groups[-1] = (groups[-1][0], column + 1)
        else:
            groups.append((column, column + 1))
    wide = {
        id(f)
        for f in stacks[-1][:-1]
        if f.area.column <= (groups[1][0] if len(groups) > 1 else 0)
        and f.area.column > 0
        and f.area.column_end == columns
    }
    header: list[Cell] = []
    for start, _ in groups:
        cells = [
            f for f in stacks[start] if id(f) not in wide or f.area.row_end == body or not _GENERIC.match(f.cell.text)
        ]
        texts = [f.cell for f in cells if f.cell.text]
        boxes = [cell.box for cell in texts if cell.box]
        header.append(Cell(" ".join(cell.text for cell in texts), boxes[-1] if boxes else None))
    return tuple(header), groups


def _add_row(
    table: PageTable, at: dict[tuple[int, int], _Filled], row: int, groups: list[tuple[int, int]], columns: int
) -> None:
    areas = [at[row, c] for c in range(columns)]
    if all(f.area.row < row for f in areas) and table.rows:
        return
    if areas[0].area.column_end == columns:
        if areas[0].area.row == row and areas[0].lines:
            table.below += [Cell(_told(text_of(line)), _box([line])) for line in areas[0].lines]
        return
    if table.below:
        # Words over the whole width above other rows are a heading of these rows, not a note.
        table.below.clear()
    for split in _split(areas, groups):
        table.rows.append(tuple(split))


def _split(areas: list[_Filled], groups: list[tuple[int, int]]) -> list[list[Cell]]:
    """Return the rows that a ruled row holds: several where its values stand on several lines side by side."""
    columns = [list({id(f): f for f in areas[start:end]}.values()) for start, end in groups]
    bases = [sorted({round(line.base, 1) for f in column for line in f.lines}) for column in columns]
    values = bases[1:]
    deepest = max((len(b) for b in values), default=0)
    texts = [text_of(line) for column in columns[1:] for f in column for line in f.lines]
    if deepest < 2 or not all(map(_VALUE.match, texts)) or not _agree(bases[0], values):  # noqa: PLR2004 - several lines
        return [[_joined_cell(column) for column in columns]]
    out: list[list[Cell]] = []
    for base in bases[0]:
        row = []
        for column in columns:
            lines = [line for f in column for line in f.lines if abs(line.base - base) <= 0.3 * line.size]
            row.append(Cell(_told(joined_text([text_of(line) for line in lines])), _box(lines) if lines else None))
        out.append(row)
    return out


def _agree(names: list[float], values: list[list[float]]) -> bool:
    """Tell whether every line of values stands beside a line of the names, and at least two columns have several."""
    several = [column for column in values if len(column) > 1]
    return (len(several) >= 2 or len(values) == 1) and all(  # noqa: PLR2004 - side by side
        any(abs(base - name) <= _LEVEL for name in names) for column in values for base in column
    )


def _joined_cell(column: list[_Filled]) -> Cell:
    cells = [f.cell for f in column if f.lines]
    texts = [cell.text for cell in cells]
    if len(texts) > 1 and _WITHIN.match(texts[-1]):
        texts = [_WITHIN.sub("", texts[-1])]
    boxes = [cell.box for cell in cells if cell.box]
    return Cell(" ".join(texts), _around(boxes) if boxes else None)


def _name_parents(table: PageTable) -> None:
    """Put the name of a row without values before the dashed rows under it."""
    parent = ""
    out: list[tuple[Cell, ...]] = []
    for row in table.rows:
        name = row[0].text
        if name and not any(cell.text for cell in row[1:]):
            parent = name.rstrip(":：")
            out.append(row)
            continue
        if parent and _DASHED.match(name):
            out.append((replace(row[0], text=f"{parent} {_DASHED.sub('', name)}"), *row[1:]))
            continue
        parent = parent if _DASHED.match(name) else ""
        within = _WITHIN.match(name)
        out.append((replace(row[0], text=name[within.end() :]), *row[1:]) if within else row)
    table.rows = out


def joined_text(texts: list[str]) -> str:
    """Join the lines of one cell or paragraph: a space between words, none between Chinese or behind a dash."""
    out = ""
    for text in texts:
        if not text:
            continue
        if out and out[-1] < "\u2e80" and text[0] < "\u2e80" and not re.search(r"(?<=\S)[-—–/]$", out):
            out += " "
        out += text
    return out


def _told(text: str) -> str:
    return (
        _UNREADABLE
        if UNKNOWN in text.lstrip(UNKNOWN + " ") or (UNKNOWN in text and len(text) < _SHORT)
        else text.lstrip(UNKNOWN + " ")
    )


def _box(lines: list[Line]) -> Box:
    return box_around(g for line in lines for g in line.glyphs)


def _around(boxes: list[Box]) -> Box:
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
