"""What a numeric cell says: printed intervals with their unit, and the set that they accept."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from catalog.comparison.requirements import Number, NumberInterval
from catalog.comparison.units import Unit, unit_by_code

if TYPE_CHECKING:
    from catalog.comparison.requirements import Cell, Requirement, Tolerance
    from catalog.comparison.sets import IntervalSet, Relation

__all__ = ["Numbers", "Side", "side_unit", "tolerance_interval"]


class Side(NamedTuple):
    """One side's numbers: printed intervals, their unit (``None`` when there is none), and the set in base units."""

    intervals: tuple[NumberInterval, ...]
    unit: Unit | None
    unit_printed: str | None
    accepted: IntervalSet


class Numbers(NamedTuple):
    """Two sets in one unit with how they lie to each other."""

    relation: Relation
    declared: Side
    benchmark: Side


def side_unit(requirement: Requirement, cell: Cell) -> tuple[Unit | None, str | None]:
    """Return the unit of a cell and how it is printed."""
    code = cell.unit if cell.unit is not None else requirement.unit
    printed = cell.unit_printed if cell.unit_printed is not None else requirement.unit_printed
    return (None if code is None else unit_by_code(code)), printed


def tolerance_interval(tolerance: Tolerance) -> NumberInterval:
    """Return the interval that a nominal value with its tolerance accepts."""
    nominal = Fraction(0) if tolerance.nominal is None else tolerance.nominal.value
    span = abs(nominal) if tolerance.relative and tolerance.nominal is not None else Fraction(1)
    low, high = nominal - tolerance.minus.value * span, nominal + tolerance.plus.value * span
    return NumberInterval(_number(low), _number(high))


def _number(value: Fraction) -> Number:
    return Number(value, Number(value, "").exact)
