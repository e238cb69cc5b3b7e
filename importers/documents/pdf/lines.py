"""Characters to printed lines: by baseline, with spaces where the print has gaps, superscripts and subscripts told."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from importers.documents.pdf.signs import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from importers.documents.pdf.ink import Box, Glyph

__all__ = ["Line", "box_around", "lines_of", "text_of", "unknown_share", "without_doubles", "words_of"]

_SUPERSCRIPTS = str.maketrans("0123456789+-−–n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ⁿ")
_EXPONENT = re.compile(r"^[-+−–]?\d{1,3}$|^n$")
_MARK = re.compile(r"^(?:\d{1,2}[)）]|[a-z]{1,2}[)）]?|\*{1,3}|\[[\d,\-–\s]+\].*|[†‡§])$")
_BEHIND_TEN = re.compile(r"(?:[×xX·*]\s*|^|[^\d.,])10$")
# A unit that can have a power, right before its exponent. Kept to units: a number behind a word is a footnote.
_UNIT = re.compile(
    r"(?:^|[\d\s/·(（.\u4e00-\u9fff*×⁻¹²³])(?:[kcdmnμµ]?m|km|KM|[mμµ]?s|min|h|d|k?g|L|mL|K|J|W|V|A|N|Pa|mol|in|ft|l)$"
)


@dataclass(slots=True)
class Line:
    """One printed line: its characters from left to right, its baseline and the size of most of its characters."""

    glyphs: list[Glyph]
    base: float
    size: float
    small: set[int] = field(default_factory=set)
    """``id`` of characters that stand higher or lower than the line."""

    @property
    def x0(self) -> float:
        """Return its left end."""
        return min(g.x0 for g in self.glyphs)

    @property
    def x1(self) -> float:
        """Return its right end."""
        return max(g.x1 for g in self.glyphs)

    @property
    def top(self) -> float:
        """Return its upper end."""
        return min(g.top for g in self.glyphs)

    @property
    def bottom(self) -> float:
        """Return its lower end."""
        return max(g.bottom for g in self.glyphs)

    @property
    def is_bold(self) -> bool:
        """Tell whether most of it is printed bold."""
        return sum(g.bold for g in self.glyphs) * 2 > len(self.glyphs)


def without_doubles(glyphs: list[Glyph]) -> tuple[list[Glyph], int]:
    """Return the characters without those printed again on the same spot, and how many were left out."""
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    out: list[Glyph] = []
    for glyph in glyphs:
        column, row = int(glyph.x0 // 2), int(glyph.base // 2)
        near = 0.12 * glyph.size
        is_double = any(
            abs(other.x0 - glyph.x0) <= near and abs(other.base - glyph.base) <= near
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for other in seen.get((glyph.text, column + dx, row + dy), ())
        )
        if is_double:
            continue
        seen.setdefault((glyph.text, column, row), []).append(glyph)
        out.append(glyph)
    return out, len(glyphs) - len(out)


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Return the lines from top to bottom; smaller characters join the line beside which they stand."""
    every = sorted(glyphs, key=lambda g: (-round(g.size * 2), g.base, g.x0))
    lines: list[Line] = []
    bases: list[float] = []
    for glyph in every:
        if glyph.text.isspace():
            continue
        line = _home(glyph, lines, bases)
        if line is None:
            at = bisect_left(bases, glyph.base)
            bases.insert(at, glyph.base)
            lines.insert(at, Line([glyph], glyph.base, glyph.size))
        else:
            line.glyphs.append(glyph)
    for line in lines:
        _settle(line)
    return _apart(sorted(lines, key=lambda line: (line.base, line.x0)))


def _home(glyph: Glyph, lines: list[Line], bases: list[float]) -> Line | None:
    """Return the line to which a character belongs: on its baseline, or small and close beside bigger ones."""
    low = bisect_left(bases, glyph.base - 14)
    best: Line | None = None
    for at in range(low, len(lines)):
        line = lines[at]
        lift = line.base - glyph.base
        if lift < -max(14.0, line.size):
            break
        if abs(lift) <= 0.26 * min(glyph.size, line.size) and (best is None or abs(lift) < abs(best.base - glyph.base)):
            if glyph.size > 0.82 * line.size or abs(lift) <= 0.04 * line.size or _touches(glyph, line):
                best = line
        elif (
            best is None
            and glyph.size <= 0.82 * line.size
            and -0.35 * line.size <= lift <= 0.75 * line.size
            and _touches(glyph, line)
        ):
            best = line
    return best


def _touches(glyph: Glyph, line: Line) -> bool:
    """Tell whether a small character stands right behind or before a character of the line."""
    gap = 0.45 * line.size
    return any(-gap <= glyph.x0 - g.x1 <= gap or -0.2 * gap <= g.x0 - glyph.x1 <= 0.5 * gap for g in line.glyphs)


def _settle(line: Line) -> None:
    """Order the characters and tell which stand higher or lower than most."""
    line.glyphs.sort(key=lambda g: g.x0)
    sizes = sorted(g.size for g in line.glyphs)
    line.size = max(line.size * 0.82, sizes[len(sizes) // 2]) if sizes[-1] > line.size else line.size
    big = [g for g in line.glyphs if g.size > 0.82 * line.size]
    if big:
        line.base = median(g.base for g in big)
    for glyph in line.glyphs:
        lift = line.base - glyph.base
        if glyph.size <= 0.82 * line.size and (lift >= 0.2 * glyph.size or lift <= -0.08 * line.size):
            line.small.add(id(glyph))


def _apart(lines: list[Line]) -> list[Line]:
    """Return the lines; a run of small characters alone on a line stays a line of its own."""
    return lines


def words_of(line: Line, gap: float = 0.9) -> list[list[Glyph]]:
    """Cut a line where the print has a gap wider than ``gap`` times its size."""
    out: list[list[Glyph]] = []
    end = 0.0
    for glyph in line.glyphs:
        if not out or glyph.x0 - end > gap * line.size:
            out.append([])
            end = glyph.x1
        out[-1].append(glyph)
        end = max(end, glyph.x1)
    return out


def text_of(line: Line, glyphs: list[Glyph] | None = None) -> str:
    """Return the text of a line or of some of its characters, with exponents as ``⁴`` and without footnote marks."""
    chosen = line.glyphs if glyphs is None else glyphs
    out = ""
    at = 0
    end = chosen[0].x0 if chosen else 0.0
    while at < len(chosen):
        glyph = chosen[at]
        if id(glyph) in line.small:
            stop = at + 1
            raised = glyph.base < line.base
            while stop < len(chosen) and id(chosen[stop]) in line.small and (chosen[stop].base < line.base) == raised:
                stop += 1
            run = "".join(g.text for g in chosen[at:stop])
            following = chosen[stop].text if stop < len(chosen) else ""
            out += _raised(run, out, following) if raised else _lowered(run, out)
            end, at = max(g.x1 for g in chosen[at:stop]), stop
            continue
        out += _space(out, glyph, glyph.x0 - end, line.size) + glyph.text
        end, at = max(end, glyph.x1), at + 1
    return out.strip()


def _space(before: str, glyph: Glyph, gap: float, size: float) -> str:
    """Return the space that the print has between two characters."""
    if not before or before[-1] == " ":
        return ""
    latin = before[-1] < "\u2e80" and glyph.text < "\u2e80"
    if glyph.spaced and gap > (0.02 if latin else 0.2) * size:
        return " "
    mixed = (before[-1] < "\u2e80") != (glyph.text[:1] < "\u2e80")
    return " " if gap > (0.17 if latin else 0.42 if mixed else 0.55) * size else ""


def _raised(run: str, before: str, following: str) -> str:
    """Return what a run of raised characters says: an exponent, a degree, a footnote mark (nothing)."""
    if (
        run in {"0", "o", "O", "○", "º", "°"}
        and re.search(r"\d\s*$|^$|[~～\-−]\s*$", before)
        and not _BEHIND_TEN.search(before)
    ):
        return "°" if following != "" or before else run
    if run in {"0", "o", "○", "º"} and following[:1] in {"C", "F"}:
        return "°"
    if _EXPONENT.match(run):
        if _BEHIND_TEN.search(before) or _UNIT.search(before):
            return run.translate(_SUPERSCRIPTS)
        return "" if before else run
    if _MARK.match(run):
        return ""
    split = re.match(r"^([-+−–]?\d)((?:\d{1,2}|[a-z])[)）])$", run)
    if split and (_BEHIND_TEN.search(before) or _UNIT.search(before)):
        return split[1].translate(_SUPERSCRIPTS)
    return run


def _lowered(run: str, before: str) -> str:
    """Return a run of lowered characters; digits never join a number before them."""
    return f"_{run}" if run[:1].isdigit() and before[-1:].isdigit() else run


def box_around(glyphs: Iterable[Glyph]) -> Box:
    """Return the box around characters."""
    every = list(glyphs)
    return (
        min(g.x0 for g in every),
        min(g.top for g in every),
        max(g.x1 for g in every),
        max(g.bottom for g in every),
    )


def unknown_share(glyphs: list[Glyph]) -> float:
    """Return which part of the characters the file does not name."""
    return sum(g.text == UNKNOWN for g in glyphs) / len(glyphs) if glyphs else 0.0
