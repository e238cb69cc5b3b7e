"""Numbers such as ``1.200`` and ``1,200``: a point or comma may separate thousands."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.gates.values import Side
    from catalog.comparison.requirements import Number

__all__ = ["separator_doubtful"]

_GROUPED = regex(r"[1-9]\d{0,2}[.,]\d{3}")
_THOUSAND, _FAR, _NEAR = Fraction(1000), Fraction(100), Fraction(10)


def separator_doubtful(declared: Side, benchmark: Side) -> bool:
    """Tell whether a grouped number of one side fits the other side only when its mark separates thousands."""
    left, right = declared.numbers, benchmark.numbers
    if not (any(_is_grouped(number.printed) for number in left) or any(_is_grouped(n.printed) for n in right)):
        return False
    scale = Fraction(1)
    if declared.unit is not None and benchmark.unit is not None:
        scale = declared.unit.factor / benchmark.unit.factor
    return any(_may_be_thousands(a, abs(a.value) * scale, abs(b.value)) for a in left for b in right) or any(
        _may_be_thousands(b, abs(b.value), abs(a.value) * scale) for a in left for b in right
    )


@lru_cache(maxsize=8192)
def _is_grouped(printed: str) -> bool:
    return _GROUPED.fullmatch(printed) is not None


def _may_be_thousands(number: Number, value: Fraction, other: Fraction) -> bool:
    """Tell whether ``1.200`` lies far from the other side's value as printed, and near it as 1200."""
    if not _is_grouped(number.printed) or not value or not other:
        return False
    grouped = number.printed.replace(",", "").replace(".", "")
    as_printed, as_thousands = value, value / number.value * Fraction(grouped)
    if as_thousands == as_printed:
        as_thousands = as_printed / _THOUSAND
    return _apart(as_printed, other) > _FAR and _apart(as_thousands, other) < _NEAR


def _apart(one: Fraction, other: Fraction) -> Fraction:
    return max(one, other) / min(one, other)
