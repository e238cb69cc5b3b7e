"""Which picture a cell of a comparison gets: the constraints of both sides, brought to one unit, as accepted sets."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from catalog.comparison.requirements import (
    Band,
    CapabilityRange,
    Cell,
    GradeSet,
    Limits,
    NotDetected,
    Number,
    NumberInterval,
    Requirement,
    Tolerance,
)
from catalog.comparison.scales import scales
from catalog.comparison.sets import Interval, IntervalSet
from catalog.comparison.units import convert, unit_by_code
from catalog.web.numberlines import NumberLine, StepLine, draw_line, draw_steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from catalog.comparison.scales import Scale

__all__ = ["draw_cell"]

Classes = tuple[tuple[str, Band | str], ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """One side's accepted set in the unit of the picture, the nominal value and the printed forms of its numbers."""

    accepted: IntervalSet
    nominal: Fraction | None
    printed: dict[Fraction, str]
    is_capability: bool
    is_relative: bool


LOOSER_SOMEWHERE = frozenset({"LOOSER", "OVERLAP", "DISJOINT"})
NOWHERE_LOOSER = frozenset({"EQUAL", "STRICTER"})
ONE_SIDED = frozenset({"MISSING", "EXTRA"})


def draw_cell(
    declared: Requirement | None, benchmark: Requirement | None, classes: Classes, verdict: str
) -> NumberLine | StepLine | None:
    """Return the picture for the products of ``classes``; none where a side is neither numbers nor grades.

    Both sides are drawn in the benchmark's unit where there is one. Sides that cannot be compared are not put on one
    scale, and a picture that would say something else than the verdict (an alternative, a natural limit) is not drawn.
    """
    steps = _steps(_cell_for(declared, classes), _cell_for(benchmark, classes), verdict)
    if steps is not None:
        return steps
    line = _draw(declared, benchmark, classes)
    if line is None or verdict in ONE_SIDED:
        return line
    if verdict in (LOOSER_SOMEWHERE if line.hatches else NOWHERE_LOOSER):
        return line
    return None


def _steps(declared: Cell | None, benchmark: Cell | None, verdict: str) -> StepLine | None:
    """Return the grades of one scale as steps, where what each side accepts agrees with the verdict.

    A grade without an operator may mean itself or at least itself; the reading that gave the verdict is drawn.
    """
    sides = [cell and cell.constraint for cell in (declared, benchmark)]
    known = [side for side in sides if isinstance(side, GradeSet)]
    if not known or len(known) != sum(side is not None for side in sides) or len({one.scale for one in known}) > 1:
        return None
    scale = scales().get(known[0].scale)
    if scale is None:
        return None
    for reads in (_accepted, _at_least):
        one, other = (reads(scale, side) if isinstance(side, GradeSet) else None for side in sides)
        if verdict in ONE_SIDED and (one or other):
            return draw_steps(scale.grades, one, other)
        if one and other and verdict == _relation(one, other):
            return draw_steps(scale.grades, one, other)
    return None


def _accepted(scale: Scale, side: GradeSet) -> frozenset[str] | None:
    return scale.accepted(side.operator, scale.normal(side.grade) or side.grade)


def _at_least(scale: Scale, side: GradeSet) -> frozenset[str] | None:
    return scale.at_least(scale.normal(side.grade) or side.grade)


def _relation(declared: frozenset[str], benchmark: frozenset[str]) -> str:
    if declared == benchmark:
        return "EQUAL"
    if declared < benchmark:
        return "STRICTER"
    if declared > benchmark:
        return "LOOSER"
    return "OVERLAP" if declared & benchmark else "DISJOINT"


def _draw(declared: Requirement | None, benchmark: Requirement | None, classes: Classes) -> NumberLine | None:
    declared_cell, benchmark_cell = _cell_for(declared, classes), _cell_for(benchmark, classes)
    unit_code = _unit(benchmark, benchmark_cell) or _unit(declared, declared_cell)
    sides: list[_Side | None] = []
    for requirement, cell in ((declared, declared_cell), (benchmark, benchmark_cell)):
        if requirement is None or cell is None:
            sides.append(None)
            continue
        side = _side(cell, _conversion(_unit(requirement, cell), unit_code))
        if side is None:
            return None
        sides.append(side)
    known = [side for side in sides if side]
    if not known or len({(side.is_capability, side.is_relative) for side in known}) > 1:
        return None
    printed = {value: text for side in known for value, text in side.printed.items()}
    one, other = sides
    return draw_line(
        one.accepted if one else None,
        other.accepted if other else None,
        unit=_unit_printed(benchmark, benchmark_cell) or _unit_printed(declared, declared_cell),
        nominals=(one.nominal if one else None, other.nominal if other else None),
        printed=printed,
        is_capability=known[0].is_capability,
    )


def _cell_for(requirement: Requirement | None, classes: Classes) -> Cell | None:
    """Return the cell of ``requirement`` that holds for all products of ``classes``."""
    if requirement is None or (len(requirement.cells) > 1 and not classes):
        return None
    wanted = dict(classes)
    for cell in requirement.cells:
        if all(name not in wanted or _covers(value, wanted[name]) for name, value in cell.classes):
            return cell
    return None


def _covers(wide: Band | str, narrow: Band | str) -> bool:
    if isinstance(wide, Band) and isinstance(narrow, Band):
        return IntervalSet.of([_interval(narrow.interval)]) <= IntervalSet.of([_interval(wide.interval)])
    return wide == narrow


def _interval(interval: NumberInterval, convert_value: Callable[[Fraction], Fraction] | None = None) -> Interval:
    change = convert_value or (lambda value: value)
    return Interval(
        None if interval.low is None else change(interval.low.value),
        None if interval.high is None else change(interval.high.value),
        interval.low_closed,
        interval.high_closed,
    )


def _unit(requirement: Requirement | None, cell: Cell | None) -> str | None:
    return (cell and cell.unit) or (requirement and requirement.unit) or None


def _unit_printed(requirement: Requirement | None, cell: Cell | None) -> str | None:
    return (cell and cell.unit_printed) or (requirement and requirement.unit_printed) or None


def _conversion(source: str | None, target: str | None) -> Callable[[Fraction], Fraction] | None:
    """Return the function that brings values of ``source`` into ``target``; none where they are not of one kind."""
    if source == target or source is None or target is None:
        return lambda value: value
    one, other = unit_by_code(source), unit_by_code(target)
    if one is None or other is None or one.kind != other.kind or one.specimen != other.specimen:
        return None
    return lambda value: convert(value, one, other)


def _side(cell: Cell, change: Callable[[Fraction], Fraction] | None) -> _Side | None:
    if change is None:
        return None
    constraint = cell.constraint
    if isinstance(constraint, (Limits, CapabilityRange)):
        intervals = [_interval(part, change) for part in constraint.intervals]
        numbers = [number for part in constraint.intervals for number in (part.low, part.high) if number]
        return _Side(
            IntervalSet.of(intervals),
            None,
            _printed(numbers, change),
            isinstance(constraint, CapabilityRange),
            is_relative=False,
        )
    if isinstance(constraint, Tolerance):
        return _tolerance(constraint, change)
    if isinstance(constraint, NotDetected) and constraint.limit is not None:
        limit = Interval(None, change(constraint.limit.value), high_closed=False)
        return _Side(
            IntervalSet.of([limit]), None, _printed([constraint.limit], change), is_capability=False, is_relative=False
        )
    return None


def _tolerance(tolerance: Tolerance, change: Callable[[Fraction], Fraction]) -> _Side:
    """Return the set round the nominal value; without one, the deviation itself is drawn (in per cent if relative)."""
    if tolerance.nominal is None:
        scale = 100 if tolerance.relative else 1
        low, high = -tolerance.minus.value * scale, tolerance.plus.value * scale
        return _Side(
            IntervalSet.of([Interval(low, high)]), None, {}, is_capability=False, is_relative=tolerance.relative
        )
    nominal = tolerance.nominal.value
    size = nominal if tolerance.relative else Fraction(1)
    around = Interval(change(nominal - tolerance.minus.value * size), change(nominal + tolerance.plus.value * size))
    printed = _printed([tolerance.nominal], change)
    return _Side(IntervalSet.of([around]), change(nominal), printed, is_capability=False, is_relative=False)


def _printed(numbers: Iterable[Number], change: Callable[[Fraction], Fraction]) -> dict[Fraction, str]:
    """Return how the document prints its numbers, for those that were not converted."""
    return {number.value: number.printed for number in numbers if change(number.value) == number.value}
