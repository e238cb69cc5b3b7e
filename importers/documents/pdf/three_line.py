"""Three-line tables (三线表): horizontal rules alone bound the table; columns are where no line of it has ink."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from importers.documents.pdf.grids import Area, Grid
from importers.documents.pdf.lines import text_of, words_of

if TYPE_CHECKING:
    from importers.documents.pdf.ink import Box, Glyph, Rule
    from importers.documents.pdf.lines import Line

__all__ = ["glyphs_in", "is_caption", "three_line_grids"]

_CAPTION = re.compile(r"^(?:续\s*)?(?:表|Table|Tableau|TABLE)\s*[A-Z]?\s*[.．]?\s*\d{1,3}")
_NOT_A_CAPTION = re.compile(
    r"[。；;.，,、]$|^(?:表|Table|Tableau)\s*[A-Z]?[.．]?\d+\s*(?:[的中所规、，,和及与或至~～]|and\b|shall\b|et\b|or\b)"
)
_CLAUSE = re.compile(r"^\d{1,2}(?:\.\d{1,3})+\s+\S")
_SIGN = re.compile(r"^[≤≥<>＜＞≯≮±]$")
_SAME = 6.0
_MIN_GUTTER = 3.0
_MIN_WIDTH = 80.0
_RULED_ROWS = 3
_MANY_LINES = 4


@dataclass(frozen=True, slots=True)
class _Word:
    """A run of characters without a wide gap."""

    text: str
    x0: float
    x1: float
    base: float
    size: float


def is_caption(text: str) -> bool:
    """Tell whether a line is the caption of a table and not words that begin with its number."""
    return _CAPTION.match(text) is not None and _NOT_A_CAPTION.search(text) is None


def three_line_grids(rules: list[Rule], lines: list[Line]) -> list[Grid]:
    """Return the tables that have only horizontal rules, as grids."""
    long = [r for r in sorted(rules, key=lambda r: r.y0) if r.x1 - r.x0 >= _MIN_WIDTH]
    out: list[Grid] = []
    used = 0
    for at, top in enumerate(long):
        if at < used:
            continue
        run = [at]
        for following in range(at + 1, len(long)):
            rule = long[following]
            if abs(rule.x0 - top.x0) > _SAME or abs(rule.x1 - top.x1) > _SAME:
                continue
            between = _within(lines, top, long[run[-1]].y0, rule.y0)
            if not between or any(_is_prose(line, top) for line in between):
                break
            run.append(following)
        if len(run) < 3:  # noqa: PLR2004 - three lines
            continue
        grid = _grid([long[i] for i in run], lines)
        if grid is not None:
            out.append(grid)
            used = run[-1] + 1
    return out


def _within(lines: list[Line], rule: Rule, top: float, bottom: float) -> list[Line]:
    return [
        line
        for line in lines
        if top < line.base - 0.3 * line.size < bottom and line.x0 >= rule.x0 - _SAME and line.x1 <= rule.x1 + _SAME
    ]


def _is_prose(line: Line, rule: Rule) -> bool:
    """Tell whether a line cannot be part of a table: a caption, a clause, a full line without a gap."""
    text = text_of(line)
    if is_caption(text) or _CLAUSE.match(text):
        return True
    return len(words_of(line)) == 1 and line.x1 - line.x0 > 0.85 * (rule.x1 - rule.x0) and not text.startswith("注")


def _words(lines: list[Line], gap: float = 0.9) -> list[_Word]:
    return [
        _Word(text_of(line, word), word[0].x0, max(g.x1 for g in word), line.base, line.size)
        for line in lines
        for word in words_of(line, gap)
    ]


def _grid(rules: list[Rule], lines: list[Line]) -> Grid | None:
    """Return the grid of a table between its first and last rule, or ``None`` where it has no columns."""
    top, bottom = rules[0], rules[-1]
    head = _within(lines, top, top.y0, rules[1].y0)
    body = _within(lines, top, rules[1].y0, bottom.y0)
    printed = _words(body)
    gutters = _gutters(printed, top, [(w.x0, w.x1) for w in _words(head, 0.3)])
    gutters = sorted([*gutters, *_empty_columns(head, printed, gutters)])
    if not gutters:
        return None
    xs = (top.x0, *gutters, top.x1)
    segments = list(pairwise(rules[1:]))
    rows: list[float] = []
    for above, below in segments:
        inside = _within(lines, top, above.y0, below.y0)
        # Rules between all rows part them already, unless many lines stand between two.
        if len(segments) < _RULED_ROWS or len(inside) > _MANY_LINES:
            rows += _row_edges(inside, xs)
        rows.append(below.y0)
    header, levels = _header(head, xs, (top.y0, rules[1].y0), body)
    ys = (*levels, *rows)
    first = len(levels) - 1
    areas = header + [
        Area(r, c, r + 1, c + 1, (xs[c], ys[r], xs[c + 1], ys[r + 1]))
        for r in range(first, len(ys) - 1)
        for c in range(len(xs) - 1)
    ]
    return Grid(xs, ys, tuple(areas))


def _gutters(words: list[_Word], rule: Rule, head: list[tuple[float, float]]) -> list[float]:
    """Return where columns part: in stretches that no word covers, and there where no header word stands."""
    spans = sorted((word.x0, word.x1) for word in words)
    if not spans:
        return []
    out: list[float] = []
    end = spans[0][1]
    for x0, x1 in spans[1:]:
        if x0 - end >= _MIN_GUTTER and rule.x0 < end:
            out.append(_free_middle(end, x0, head))
        end = max(end, x1)
    return out


def _empty_columns(head: list[Line], words: list[_Word], gutters: list[float]) -> list[float]:
    """Return where the last header line parts columns of which one has no words at all in the body."""
    last = max(head, key=lambda line: line.base, default=None)
    named = _words([last]) if last else []
    gaps = [(before.x1, behind.x0) for before, behind in pairwise(named)]
    return [
        (low + high) / 2
        for low, high in gaps
        if not any(low - 1 <= gutter <= high + 1 for gutter in gutters)
        and not any(word.x0 < (low + high) / 2 < word.x1 for word in words)
    ]


def _free_middle(start: float, end: float, taken: list[tuple[float, float]]) -> float:
    """Return the middle of the widest stretch between two columns that no header word covers."""
    free: list[tuple[float, float]] = []
    at = start
    for x0, x1 in sorted(taken):
        if x1 <= start or x0 >= end:
            continue
        if x0 > at:
            free.append((at, x0))
        at = max(at, x1)
    if at < end:
        free.append((at, end))
    low, high = max(free, key=lambda stretch: stretch[1] - stretch[0]) if free else (start, end)
    return (low + high) / 2


def _row_edges(lines: list[Line], xs: tuple[float, ...]) -> list[float]:
    """Return where a row ends and the next begins: wrapped lines stay with the row that has their values."""
    groups: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.base):
        full = any(word.x0 > xs[1] for word in _words([line])) and line.x0 < xs[1]
        near = bool(groups) and line.base - groups[-1][-1].base < 0.75 * max(line.size, 1) * 1.9
        previous_full = bool(groups) and any(_is_full(other, xs) for other in groups[-1])
        tight = bool(groups) and line.base - groups[-1][-1].base < 1.35 * line.size
        if (groups and not full and (tight or (near and not previous_full))) or (
            groups and full and not previous_full and tight
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        (max(line.bottom for line in above) + min(line.top for line in below)) / 2 for above, below in pairwise(groups)
    ]


def _is_full(line: Line, xs: tuple[float, ...]) -> bool:
    return line.x0 < xs[1] and line.x1 > xs[1]


def _header(
    head: list[Line], xs: tuple[float, ...], ends: tuple[float, float], body: list[Line]
) -> tuple[list[Area], tuple[float, ...]]:
    """Return the header's cells and the edges of its one or two levels: words over several columns, words of each."""
    top, bottom = ends
    lines = sorted(head, key=lambda line: line.base)
    columns = len(xs) - 1
    signs = _sign_columns(body, xs)
    own = next((at for at in range(len(lines) - 1, -1, -1) if _fills(lines[at], xs, signs)), None)
    wide = [] if own is None else [span for line in lines[:own] for span in _spans([line], xs) if span[1] > span[0]]
    if own is None:
        return _level(_spans(lines, xs), xs, ends, signs), (top, bottom)
    units = [c for c in range(columns) if c not in signs]
    if not wide:
        return _level([(c, c) for c in units], xs, ends, signs), (top, bottom)
    middle = (lines[own - 1].bottom + lines[own].top) / 2
    over = {c: span for span in wide for c in range(span[0], span[1] + 1)}
    areas = [Area(0, a, 1, b + 1, (xs[a], top, xs[b + 1], middle)) for a, b in sorted(set(wide))]
    for area in _level([(c, c) for c in units], xs, ends, signs):
        under = area.column in over
        box = (area.box[0], middle if under else top, area.box[2], bottom)
        areas.append(Area(1 if under else 0, area.column, 2, area.column_end, box))
    return areas, (top, middle, bottom)


def _fills(line: Line, xs: tuple[float, ...], signs: set[int]) -> bool:
    """Tell whether a header line has words of its own in every column of values, none of them across a border."""
    if any(g.x0 + 1 < x < g.x1 - 1 for x in xs[1:-1] for g in line.glyphs):
        return False
    found = {max(c for c in range(len(xs) - 1) if c == 0 or xs[c] <= (g.x0 + g.x1) / 2) for g in line.glyphs}
    return found | signs >= set(range(1, len(xs) - 1))


def _spans(lines: list[Line], xs: tuple[float, ...]) -> list[tuple[int, int]]:
    """Return the first and last column that each run of header words covers, runs that share a column joined."""
    spans = sorted(
        (
            max(c for c in range(len(xs) - 1) if c == 0 or xs[c] <= word.x0 + 1),
            max(c for c in range(len(xs) - 1) if c == 0 or xs[c] < word.x1 - 1),
        )
        for word in _words(lines)
    )
    merged: list[tuple[int, int]] = []
    for first, last in spans:
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def _level(
    spans: list[tuple[int, int]], xs: tuple[float, ...], ends: tuple[float, float], signs: set[int]
) -> list[Area]:
    """Return the cells of one level, each as wide as the columns to the next one that have no words."""
    out: list[Area] = []
    column = 0
    for index, (first, last) in enumerate(spans):
        start = column if index == 0 or column > first else first
        end = last + 1
        while end in signs and not any(f <= end <= e for f, e in spans):
            end += 1
        if out and start > column:
            out[-1] = _area(out[-1].column, start, xs, ends)
        out.append(_area(start, end, xs, ends))
        column = end
    if out and column < len(xs) - 1:
        out[-1] = _area(out[-1].column, len(xs) - 1, xs, ends)
    return out or [_area(0, len(xs) - 1, xs, ends)]


def _sign_columns(body: list[Line], xs: tuple[float, ...]) -> set[int]:
    """Return the columns that hold only operators: they belong to the column before them."""
    held: dict[int, list[str]] = {}
    for word in _words(body):
        column = max(c for c in range(len(xs) - 1) if c == 0 or xs[c] <= word.x0 + 1)
        held.setdefault(column, []).append(word.text)
    return {column for column, texts in held.items() if column and all(_SIGN.match(text) for text in texts)}


def _area(start: int, end: int, xs: tuple[float, ...], ends: tuple[float, float]) -> Area:
    return Area(0, start, 1, end, (xs[start], ends[0], xs[end], ends[1]))


def glyphs_in(box: Box, glyphs: list[Glyph]) -> list[Glyph]:
    """Return the characters whose middle is in the box."""
    left, top, right, bottom = box
    return [g for g in glyphs if left <= (g.x0 + g.x1) / 2 <= right and top <= g.base - 0.35 * g.size <= bottom]
