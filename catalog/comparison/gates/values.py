"""What a numeric cell says: printed intervals with their unit, and the set that they accept."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from catalog.comparison.gates.inclusion import clipped
from catalog.comparison.remembering import once_for_a_cell
from catalog.comparison.requirements import Number, NumberInterval
from catalog.comparison.rounding import last_digit
from catalog.comparison.units import Unit, unit_by_code

if TYPE_CHECKING:
    from catalog.comparison.requirements import Cell, Requirement, Tolerance
    from catalog.comparison.sets import IntervalSet, Relation

WHOLE = Fraction(1)
__all__ = ["WHOLE", "Numbers", "Side", "side_unit", "tolerance_interval"]


class Side:
    """One side's numbers: printed intervals, their unit (``None`` when there is none), and the set in base units.

    What follows from them is worked out when it is first asked for.
    """

    __slots__ = ("_cut", "_digit", "_domain", "accepted", "intervals", "numbers", "unit", "unit_printed")

    def __init__(
        self,
        intervals: tuple[NumberInterval, ...],
        unit: Unit | None,
        unit_printed: str | None,
        accepted: IntervalSet,
    ) -> None:
        self.intervals = intervals
        self.unit = unit
        self.unit_printed = unit_printed
        self.accepted = accepted
        self.numbers = tuple(end for part in intervals for end in (part.low, part.high) if end is not None)
        self._digit: Fraction | None = None
        self._domain: tuple[Fraction | None, Fraction | None] = None, None
        self._cut = self

    @property
    def digit(self) -> Fraction:
        """Return the unit of the finest printed digit, in base units; 0 if it cannot be told."""
        if self._digit is None:
            units = [unit for number in self.numbers if (unit := last_digit(number.printed)) is not None]
            factor = WHOLE if self.unit is None else self.unit.factor
            known = units and len(units) == len(self.numbers)
            self._digit = min(units) * factor if known else Fraction(0)
        return self._digit

    def within(self, low: Fraction | None, high: Fraction | None) -> Side:
        """Return the side with its set cut to the natural domain, the last one asked for being kept."""
        if self._domain[0] is not low or self._domain[1] is not high:
            cut = clipped(self.accepted, low, high)
            same = cut is self.accepted
            self._cut = self if same else Side(self.intervals, self.unit, self.unit_printed, cut)
            self._domain = low, high
        return self._cut


class Numbers(NamedTuple):
    """Two sets in one unit with how they lie to each other."""

    relation: Relation
    declared: Side
    benchmark: Side


@once_for_a_cell
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
