"""Ruled tables of a page: rules to a grid of cells, with cells that span several rows or columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from importers.documents.pdf.ink import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from importers.documents.pdf.ink import Box

__all__ = ["Area", "Grid", "flat_rules", "grids_of"]

_SNAP = 3.0
_MAX_SIDE = 200
_MIN_EXTENT = 12.0


@dataclass(frozen=True, slots=True)
class Area:
    """One cell of a grid: first row and column, the ones after its last, and its box."""

    row: int
    column: int
    row_end: int
    column_end: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A table without its text: its columns' and rows' edges and its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    areas: tuple[Area, ...]

    @property
    def box(self) -> Box:
        """Return the box around the table."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def grids_of(rules: Iterable[Rule]) -> list[Grid]:
    """Return the ruled tables, from top to bottom."""
    flat, upright = _joined([r for r in rules if r.is_flat]), _joined([r for r in rules if not r.is_flat])
    grids = [grid for group in _groups(flat, upright) if (grid := _grid(*group)) is not None]
    return sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0]))


def flat_rules(rules: Iterable[Rule], grids: list[Grid]) -> list[Rule]:
    """Return the horizontal rules that are in no grid, pieces joined."""
    flat = _joined([r for r in rules if r.is_flat])
    return [
        r
        for r in flat
        if not any(g.box[1] - 2 <= r.y0 <= g.box[3] + 2 and r.x0 < g.box[2] and r.x1 > g.box[0] for g in grids)
    ]


def _joined(rules: list[Rule]) -> list[Rule]:
    """Join pieces of one rule: on the same line, touching or nearly so."""
    if not rules:
        return []
    flat = rules[0].is_flat
    keyed = sorted(((r.y0, r.x0, r.x1) if flat else (r.x0, r.y0, r.y1)) for r in rules)
    bands: list[list[tuple[float, float, float]]] = []
    for at, start, end in keyed:
        if bands and at - bands[-1][0][0] <= _SNAP:
            bands[-1].append((at, start, end))
        else:
            bands.append([(at, start, end)])
    out: list[Rule] = []
    for band in bands:
        at = sum(piece[0] for piece in band) / len(band)
        pieces = sorted((start, end) for _, start, end in band)
        first, last = pieces[0]
        for start, end in [*pieces[1:], (float("inf"), float("inf"))]:
            if start <= last + _SNAP:
                last = max(last, end)
                continue
            out.append(Rule(first, at, last, at) if flat else Rule(at, first, at, last))
            first, last = start, end
    return out


def _groups(flat: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the horizontal and vertical rules that hang together."""
    parent = list(range(len(flat) + len(upright)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for j, v in enumerate(upright):
        for i, h in enumerate(flat):
            if h.x0 - _SNAP <= v.x0 <= h.x1 + _SNAP and v.y0 - _SNAP <= h.y0 <= v.y1 + _SNAP:
                parent[root(i)] = root(len(flat) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, h in enumerate(flat):
        groups.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(upright):
        groups.setdefault(root(len(flat) + j), ([], []))[1].append(v)
    return [group for group in groups.values() if len(group[0]) >= 2 and group[1]]  # noqa: PLR2004 - two sides


def _edges(values: Iterable[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _SNAP:
            out.append(value)
    return out


def _grid(flat: list[Rule], upright: list[Rule]) -> Grid | None:
    """Return the grid of rules that hang together; sides that are not drawn are where the rules end."""
    left, right = min(r.x0 for r in flat), max(r.x1 for r in flat)
    top, bottom = min(r.y0 for r in (*flat, *upright)), max(r.y1 for r in (*flat, *upright))
    xs = _edges([left, right, *(v.x0 for v in upright)])
    # Where verticals end inside a row, the row has a border that is not drawn.
    inner = [v for v in upright if left + _SNAP < v.x0 < right - _SNAP]
    ends = [y for v in inner for y in (v.y0, v.y1)]
    ys = _edges([top, bottom, *(h.y0 for h in flat), *ends])
    if not 2 <= len(xs) <= _MAX_SIDE or not 2 <= len(ys) <= _MAX_SIDE:  # noqa: PLR2004 - two sides
        return None
    if len(xs) + len(ys) <= 4 or right - left < _MIN_EXTENT or bottom - top < _MIN_EXTENT:  # noqa: PLR2004 - a frame
        return None
    return Grid(tuple(xs), tuple(ys), tuple(_areas(xs, ys, flat, upright)))


def _areas(xs: list[float], ys: list[float], flat: list[Rule], upright: list[Rule]) -> list[Area]:
    rows, columns = len(ys) - 1, len(xs) - 1
    wall = [[_has(upright, xs[c + 1], (ys[r] + ys[r + 1]) / 2) for c in range(columns - 1)] for r in range(rows)]
    floor = [[_has_flat(flat, ys[r + 1], (xs[c] + xs[c + 1]) / 2) for c in range(columns)] for r in range(rows - 1)]
    for r in range(rows - 1):
        if not any(floor[r]) and wall[r] != wall[r + 1]:
            floor[r] = [True] * columns
    taken = [[False] * columns for _ in range(rows)]
    out: list[Area] = []
    for r in range(rows):
        for c in range(columns):
            if taken[r][c]:
                continue
            c_end = c + 1
            while c_end < columns and not wall[r][c_end - 1] and not taken[r][c_end]:
                c_end += 1
            r_end = r + 1
            while r_end < rows and _runs_on(wall, floor, r_end, c, c_end):
                r_end += 1
            for i in range(r, r_end):
                for j in range(c, c_end):
                    taken[i][j] = True
            out.append(Area(r, c, r_end, c_end, (xs[c], ys[r], xs[c_end], ys[r_end])))
    return out


def _runs_on(wall: list[list[bool]], floor: list[list[bool]], row: int, start: int, end: int) -> bool:
    """Tell whether a cell over these columns goes on in the next row."""
    return not any(floor[row - 1][c] for c in range(start, end)) and not any(
        wall[row][c] for c in range(start, end - 1)
    )


def _has(upright: list[Rule], x: float, y: float) -> bool:
    return any(abs(v.x0 - x) <= _SNAP and v.y0 - 1 <= y <= v.y1 + 1 for v in upright)


def _has_flat(flat: list[Rule], y: float, x: float) -> bool:
    return any(abs(h.y0 - y) <= _SNAP and h.x0 - 1 <= x <= h.x1 + 1 for h in flat)
