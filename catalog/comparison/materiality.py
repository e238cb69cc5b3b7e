"""Gate 10: is a difference more than an end point, a rounding of units, or the number of printed decimals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog.comparison.rounding import places
from catalog.comparison.sets import IntervalSet, Relation, same_value

if TYPE_CHECKING:
    from fractions import Fraction

    from catalog.comparison.gates.trail import Trail
    from catalog.comparison.gates.values import Numbers, Side

__all__ = ["note_materiality"]

_PERCENT = 100


def note_materiality(numbers: Numbers, trail: Trail) -> None:
    """Raise BOUNDARY_ONLY, MARGIN_SMALL or DIGITS_DIFFER."""
    if numbers.relation is Relation.EQUAL:
        if _digits_differ(numbers.declared, numbers.benchmark):
            trail.flag("DIGITS_DIFFER")
            trail.step("materiality", "digits differ", "equal limits with another number of decimals")
        return
    if numbers.relation in (Relation.DISJOINT, Relation.OVERLAP):
        return
    if _same_ends(numbers.declared.accepted, numbers.benchmark.accepted):
        trail.flag("BOUNDARY_ONLY")
        trail.step("materiality", "boundary only", "the sets differ in an end point")
    elif _margin_small(numbers.declared, numbers.benchmark):
        trail.flag("MARGIN_SMALL")
        trail.step("materiality", "margin small", "the difference is below the rounding of the printed values")


def _same_ends(left: IntervalSet, right: IntervalSet) -> bool:
    """Tell whether two sets are the same but for whether their ends belong to them."""
    return len(left.parts) == len(right.parts) and all(
        same_value(a.low, b.low) and same_value(a.high, b.high) for a, b in zip(left.parts, right.parts, strict=True)
    )


def _margin_small(declared: Side, benchmark: Side) -> bool:
    if len(declared.accepted.parts) != 1 or len(benchmark.accepted.parts) != 1:
        return False
    left, right = declared.accepted.parts[0], benchmark.accepted.parts[0]
    units_differ = _unit_code(declared) != _unit_code(benchmark)
    for a, b in ((left.low, right.low), (left.high, right.high)):
        if a is None or b is None:
            if a is not b:
                return False
            continue
        (n, d), (m, e) = a.as_integer_ratio(), b.as_integer_ratio()
        # Both values in whole parts of one common unit: 1/(d·e).
        one, two = n * e, m * d
        gap = abs(one - two)
        if gap == 0 or (units_differ and gap * _PERCENT <= abs(two)):
            continue
        if gap * 3 > max(abs(one), abs(two)):
            return False
        digit, other = declared.digit, benchmark.digit
        if _exceeds(gap * 2, d * e, digit) and _exceeds(gap * 2, d * e, other):
            return False
    return True


def _unit_code(side: Side) -> str | None:
    return None if side.unit is None else side.unit.code


def _exceeds(numerator: int, denominator: int, limit: Fraction) -> bool:
    return numerator * limit.denominator > limit.numerator * denominator


def _digits_differ(declared: Side, benchmark: Side) -> bool:
    if _unit_code(declared) != _unit_code(benchmark):
        return False
    ends = declared.numbers, benchmark.numbers
    if ends[0] == ends[1]:
        return False
    left = {number.value: places(number.printed) for number in ends[0]}
    right = {number.value: places(number.printed) for number in ends[1]}
    return any(
        value in right and digits is not None and right[value] is not None and digits != right[value]
        for value, digits in left.items()
    )
