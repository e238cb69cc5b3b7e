"""Number lines: from two accepted sets to shapes on one scale. Pure geometry; a template macro draws it.

Declared above, benchmark below. An accepted set is a band; a closed end has a filled dot, an open end a ring, an
unlimited side an arrow. The part that only the declared side allows is hatched: that is what "looser" means. For a
capability (the product must work from -40 to 70) the bands are what is demanded, and the part that only the benchmark
demands is hatched.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalog.comparison.sets import Interval, IntervalSet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from fractions import Fraction

__all__ = ["Band", "End", "NumberLine", "Step", "StepLine", "Tick", "Track", "draw_line", "draw_steps", "subtract"]

WIDTH, HEIGHT = 320, 56
PLOT_LEFT, PLOT_RIGHT = 62.0, 306.0
TRACK_Y = {"declared": 11.0, "benchmark": 28.0}
BAND_HEIGHT = 8.0
AXIS_Y, LABEL_Y = 38.0, 51.0
MARGIN = 34.0
"""Free space left and right of the outermost ends, in which unlimited sides run out as arrows."""
LOGARITHMIC_FROM = 50
"""Ratio of the outermost ends from which a linear scale would press the lower ones into one dot."""
CHARACTER = 5.9
HATCH_STEP = 4.5
STEPS_WIDTH = PLOT_RIGHT - PLOT_LEFT


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch between two places."""

    left: float
    right: float

    @property
    def width(self) -> float:
        """Return its length."""
        return round(self.right - self.left, 1)


@dataclass(frozen=True, slots=True)
class End:
    """An end of a band: ``dot`` (the value belongs to it), ``ring`` (it does not), ``left`` or ``right`` (no limit)."""

    x: float
    shape: str


@dataclass(frozen=True, slots=True)
class Track:
    """One side: its bands with their ends, and the place of a nominal value. No bands: nothing is said on this side."""

    side: str
    y: float
    bands: tuple[Band, ...]
    ends: tuple[End, ...]
    nominal: float | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """A value under the axis: ``x`` is where it lies, ``label_x`` where there was room to write it."""

    x: float
    label_x: float
    text: str


@dataclass(frozen=True, slots=True)
class NumberLine:
    """Two tracks on one scale; ``only_declared`` are the hatched stretches as (low, high) printed, none for no end."""

    kind: str
    tracks: tuple[Track, Track]
    hatches: tuple[Band, ...]
    hatch_path: str
    hatch_y: float
    ticks: tuple[Tick, ...]
    unit: str | None
    is_logarithmic: bool
    hatched: tuple[tuple[str | None, str | None], ...]
    width: int = WIDTH
    height: int = HEIGHT
    band_height: float = BAND_HEIGHT
    axis_y: float = AXIS_Y
    label_y: float = LABEL_Y
    left: float = PLOT_LEFT
    right: float = PLOT_RIGHT


@dataclass(frozen=True, slots=True)
class Step:
    """One grade: whether each side accepts it."""

    x: float
    width: float
    label: str
    declared: bool
    benchmark: bool


@dataclass(frozen=True, slots=True)
class StepLine:
    """Grades as steps, from the laxest on the left to the strictest on the right; ``only_declared`` are hatched."""

    steps: tuple[Step, ...]
    only_declared: tuple[str, ...] = ()
    hatches: tuple[Band, ...] = ()
    hatch_path: str = ""
    width: int = WIDTH
    height: int = HEIGHT
    band_height: float = BAND_HEIGHT
    declared_y: float = TRACK_Y["declared"]
    benchmark_y: float = TRACK_Y["benchmark"]
    label_y: float = LABEL_Y


def draw_line(
    declared: IntervalSet | None,
    benchmark: IntervalSet | None,
    *,
    unit: str | None = None,
    nominals: tuple[Fraction | None, Fraction | None] = (None, None),
    printed: Mapping[Fraction, str] | None = None,
    is_capability: bool = False,
) -> NumberLine | None:
    """Return the drawing of two sets, both in ``unit``; ``None`` is a side that says nothing.

    ``printed`` gives values as the documents print them. Returns none where no side has a finite end: there is nothing
    to place on a line.
    """
    ends = sorted({value for side in (declared, benchmark) if side for value in _finite_ends(side)})
    values = sorted({*ends, *(nominal for nominal in nominals if nominal is not None)})
    if not ends:
        return None
    place, is_logarithmic = _scale(values)
    show = _shower(printed or {})
    hatched_set, hatch_side = _only_one_side(declared, benchmark, is_capability=is_capability)
    hatches = tuple(_bands(hatched_set, place))
    hatch_y = TRACK_Y[hatch_side]
    return NumberLine(
        kind="capability" if is_capability else "limit",
        tracks=(
            _track("declared", declared, place, nominals[0]),
            _track("benchmark", benchmark, place, nominals[1]),
        ),
        hatches=hatches,
        hatch_path=" ".join(_hatch(band, hatch_y) for band in hatches),
        hatch_y=hatch_y,
        ticks=_ticks(values, place, show),
        unit=unit,
        is_logarithmic=is_logarithmic,
        hatched=tuple(
            (None if part.low is None else show(part.low), None if part.high is None else show(part.high))
            for part in hatched_set
        ),
    )


def draw_steps(grades: tuple[str, ...], declared: frozenset[str] | None, benchmark: frozenset[str] | None) -> StepLine:
    """Return the drawing of a scale of grades, laxest first, with those that each side accepts.

    Where there is no room to write every grade, those at which a side begins or ends come first.
    """
    width = STEPS_WIDTH / max(len(grades), 1)
    lefts = [round(PLOT_LEFT + index * width, 1) for index in range(len(grades))]
    written = _written(grades, width, (declared, benchmark))
    only = tuple(grade for grade in grades if declared and benchmark and grade in declared - benchmark)
    hatches = tuple(
        Band(left + 1, round(left + width - 1, 1)) for left, grade in zip(lefts, grades, strict=True) if grade in only
    )
    return StepLine(
        tuple(
            Step(
                x=left,
                width=round(width, 1),
                label=grade if index in written else "",
                declared=declared is not None and grade in declared,
                benchmark=benchmark is not None and grade in benchmark,
            )
            for index, (left, grade) in enumerate(zip(lefts, grades, strict=True))
        ),
        only,
        hatches,
        " ".join(_hatch(band, TRACK_Y["declared"]) for band in hatches),
    )


def _written(grades: tuple[str, ...], width: float, sides: Iterable[frozenset[str] | None]) -> set[int]:
    """Return the places of the grades that are written: ends of what a side accepts first, then what fits between."""
    ends = []
    for side in sides:
        places = [index for index, grade in enumerate(grades) if side and grade in side]
        ends += places[:1] + places[-1:]
    written: set[int] = set()
    for index in (*ends, 0, len(grades) - 1, *range(len(grades))):
        room = all(
            abs(index - other) * width >= (len(grades[index]) + len(grades[other])) * CHARACTER / 2 + 3
            for other in written
            if other != index
        )
        if room:
            written.add(index)
    return written


def subtract(one: IntervalSet, other: IntervalSet) -> IntervalSet:
    """Return the values of ``one`` that are not in ``other``."""
    return one & _complement(other)


def _complement(values: IntervalSet) -> IntervalSet:
    gaps: list[Interval] = []
    low: Fraction | None = None
    low_closed = True
    for part in values:
        if part.low is not None:
            gaps.append(Interval(low, part.low, low_closed, high_closed=not part.low_closed))
        if part.high is None:
            return IntervalSet.of(gaps)
        low, low_closed = part.high, not part.high_closed
    gaps.append(Interval(low, None, low_closed))
    return IntervalSet.of(gaps)


def _only_one_side(
    declared: IntervalSet | None, benchmark: IntervalSet | None, *, is_capability: bool
) -> tuple[IntervalSet, str]:
    """Return the part that makes the declared side looser and the side on whose track it lies."""
    side = "benchmark" if is_capability else "declared"
    if declared is None or benchmark is None:
        return IntervalSet(), side
    return (subtract(benchmark, declared) if is_capability else subtract(declared, benchmark)), side


def _finite_ends(values: IntervalSet) -> Iterable[Fraction]:
    for part in values:
        if part.low is not None:
            yield part.low
        if part.high is not None:
            yield part.high


def _scale(values: list[Fraction]) -> tuple[Callable[[Fraction], float], bool]:
    """Return the function from value to place, and whether it is logarithmic."""
    low, high = values[0], values[-1]
    left, right = PLOT_LEFT + MARGIN, PLOT_RIGHT - MARGIN
    if low == high:
        return (lambda _value: round((left + right) / 2, 1)), False
    if low > 0 and high / low >= LOGARITHMIC_FROM:
        start, span = math.log10(low), math.log10(high / low)
        return (lambda value: round(left + (math.log10(value) - start) / span * (right - left), 1)), True
    return (lambda value: round(left + float((value - low) / (high - low)) * (right - left), 1)), False


def _bands(values: IntervalSet, place: Callable[[Fraction], float]) -> Iterable[Band]:
    for part in values:
        left = PLOT_LEFT + 4 if part.low is None else place(part.low)
        right = PLOT_RIGHT - 4 if part.high is None else place(part.high)
        yield Band(left, right)


def _track(
    side: str, values: IntervalSet | None, place: Callable[[Fraction], float], nominal: Fraction | None
) -> Track:
    if values is None:
        return Track(side, TRACK_Y[side], (), ())
    ends: list[End] = []
    for part in values:
        if part.low is None:
            ends.append(End(PLOT_LEFT + 4, "left"))
        else:
            ends.append(End(place(part.low), "dot" if part.low_closed else "ring"))
        if part.high is None:
            ends.append(End(PLOT_RIGHT - 4, "right"))
        elif part.high != part.low:
            ends.append(End(place(part.high), "dot" if part.high_closed else "ring"))
    bands = tuple(_bands(values, place))
    return Track(side, TRACK_Y[side], bands, tuple(ends), None if nominal is None else place(nominal))


def _shower(printed: Mapping[Fraction, str]) -> Callable[[Fraction], str]:
    def show(value: Fraction) -> str:
        if value in printed:
            return printed[value]
        return str(value.numerator) if value.denominator == 1 else f"{float(value):.6g}"

    return show


def _ticks(
    values: list[Fraction], place: Callable[[Fraction], float], show: Callable[[Fraction], str]
) -> tuple[Tick, ...]:
    """Return the labels under the axis, pushed apart where they would run into each other."""
    texts = [show(value) for value in values]
    halves = [len(text) * CHARACTER / 2 + 2.5 for text in texts]
    spots = [place(value) for value in values]
    shifted = list(spots)
    for _ in range(8):
        for i in range(len(shifted) - 1):
            overlap = halves[i] + halves[i + 1] - (shifted[i + 1] - shifted[i])
            if overlap > 0:
                shifted[i] -= overlap / 2
                shifted[i + 1] += overlap / 2
        for i, half in enumerate(halves):
            shifted[i] = min(max(shifted[i], PLOT_LEFT - 20 + half), PLOT_RIGHT + 10 - half)
    return tuple(Tick(spot, round(x, 1), text) for spot, x, text in zip(spots, shifted, texts, strict=True))


def _hatch(band: Band, y: float) -> str:
    """Return slanted lines that fill a band, as one path."""
    top, bottom = y - BAND_HEIGHT / 2, y + BAND_HEIGHT / 2
    lines = []
    x = band.left - BAND_HEIGHT + HATCH_STEP / 2
    while x < band.right:
        start_x, start_y, stop_x, stop_y = x, bottom, x + BAND_HEIGHT, top
        if start_x < band.left:
            start_y -= band.left - start_x
            start_x = band.left
        if stop_x > band.right:
            stop_y += stop_x - band.right
            stop_x = band.right
        if start_x < stop_x:
            lines.append(f"M{start_x:.1f} {start_y:.1f}L{stop_x:.1f} {stop_y:.1f}")
        x += HATCH_STEP
    return "".join(lines)
