"""A value as printed, before anybody knows what is measured, and what all its forms share."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from catalog.comparison.reading.references import REFERENCE_PHRASE, reference_word
from catalog.comparison.requirements import Number, NumberInterval
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.reading.quantities import Quantity

__all__ = [
    "PERCENT_SIGN",
    "PLUS_MINUS",
    "SEPARATOR",
    "Measure",
    "common_unit",
    "interval_for",
    "same_unit",
    "with_reference_after",
]


@dataclass(frozen=True, slots=True)
class Measure:
    """A value as printed.

    The attribute ``shape`` is ``limit`` (with an operator), ``range``, ``tolerance``, ``deviation`` (± with
    nothing before it), ``list``, ``pair`` (one number for each of several labels) or ``plain``.
    """

    shape: str
    start: int
    end: int
    intervals: tuple[NumberInterval, ...] = ()
    numbers: tuple[Number, ...] = ()
    op: str | None = None
    minus: Number | None = None
    plus: Number | None = None
    relative: bool = False
    quantity: Quantity | None = None
    symbol: str | None = None
    relative_to: str | None = None
    trouble: str | None = None
    op_word: bool = False
    advice: bool = False
    op_printed: str = ""

    @property
    def unit_printed(self) -> str | None:
        """Return the unit as printed, if any."""
        return self.quantity.unit_printed if self.quantity else None


def interval_for(op: str, number: Number) -> NumberInterval:
    """Return the accepted stretch of one operator and number."""
    if op in {"le", "lt"}:
        return NumberInterval(None, number, high_closed=op == "le")
    if op in {"ge", "gt"}:
        return NumberInterval(number, None, low_closed=op == "ge")
    return NumberInterval(number, number)


SEPARATOR = regex(r"\s*(?:(~|至|到|\.{2,3}|…{1,2}|\bto\b|\bthrough\b|÷)|(--?))\s*", re.IGNORECASE | re.ASCII)


PLUS_MINUS = regex(r"\s*(?:±|\+\s?/\s?-|\+-|[(]\+/-[)]|\bplus\s+or\s+minus\b|正负)\s*", re.IGNORECASE | re.ASCII)


_REFERENCE_AFTER = regex(
    rf"\s*(?:\bof\b\s+(?:the\s+)?|(?=额定|标称|公称|规定|平均))(?:{REFERENCE_PHRASE})", re.IGNORECASE | re.ASCII
)


def with_reference_after(text: str, measure: Measure) -> Measure:
    """Return the measure with what it is a share of, if that is printed behind it."""
    reference = _REFERENCE_AFTER.match(text, measure.end)
    if reference is None or measure.relative_to:
        return measure
    return replace(measure, end=reference.end(), relative_to=reference_word(reference[0]))


def common_unit(first: Quantity | None, second: Quantity) -> tuple[Number, Number] | None:
    """Return both numbers in the unit of ``second`` (or of ``first`` where ``second`` has none)."""
    if first is None or first.unit_printed is None or second.unit_printed is None:
        return (first.number if first else second.number), second.number
    if first.unit_printed == second.unit_printed or (
        first.unit and second.unit and first.unit.code == second.unit.code
    ):
        return first.number, second.number
    if (
        first.unit is None
        or second.unit is None
        or first.unit.kind != second.unit.kind
        or first.unit.offset != second.unit.offset
    ):
        return None
    value = first.number.value * first.unit.factor / second.unit.factor
    return Number(value, first.number.printed), second.number


def same_unit(one: Quantity, two: Quantity) -> bool:
    """Tell whether two quantities print the same unit."""
    return one.unit_printed == two.unit_printed or (
        one.unit is not None and two.unit is not None and one.unit.code == two.unit.code
    )


PERCENT_SIGN = {"%": Fraction(1, 100), "‰": Fraction(1, 1000)}
