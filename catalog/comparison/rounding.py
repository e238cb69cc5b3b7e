"""Printed digits: the unit of the last one, and what a rounded-value comparison admits (GB/T 8170-2008, 4.3.2)."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from catalog.comparison.sets import Interval
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.requirements import Number, NumberInterval

__all__ = ["last_digit", "places", "widened"]

_PLAIN = regex(r"[-+−]?[\d\s,]*\d(?:\.(\d+))?$|[-+−]?\.(\d+)$")
_COMMA = regex(r"[-+−]?(?:0,(\d+)|\d+,(\d{1,2}|\d{4,}))$")
"""A comma before three digits groups thousands, unless a zero stands before it; every other one is a decimal comma."""
_POWER = regex(r"^[-+−]?\d+(?:\.(\d+))?\s*[×xX*]\s*10\^?\(?([-−]?\d+|[⁻⁺⁰¹²³⁴-⁹]+)\)?$")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−", "0123456789-+-")


@lru_cache(maxsize=8192)
def places(printed: str) -> int | None:
    """Return how many decimals a plain printed number has; ``None`` for powers of ten, fractions and words."""
    text = printed.strip().replace("，", ",")
    match = _COMMA.match(text) or _PLAIN.match(text)
    return None if match is None else len(match[1] or match[2] or "")


@lru_cache(maxsize=8192)
def last_digit(printed: str) -> Fraction | None:
    """Return the unit of the last printed digit (``0.50`` → 1/100, ``1×10⁴`` → 10000), or ``None``."""
    decimals = places(printed)
    if decimals is not None:
        return Fraction(1, 10**decimals)
    match = _POWER.match(printed.strip())
    if match is None:
        return None
    exponent = int(match[2].translate(_SUPERSCRIPTS)) - len(match[1] or "")
    return Fraction(10) ** exponent


def _even(value: Fraction, unit: Fraction) -> bool:
    return (value / unit) % 2 == 0


def widened(interval: NumberInterval) -> Interval:
    """Return the exact values that round (half to even) into the printed interval."""
    low, low_closed = _edge(interval.low, closed=interval.low_closed, outward=-1)
    high, high_closed = _edge(interval.high, closed=interval.high_closed, outward=1)
    return Interval(low, high, low_closed, high_closed)


def _edge(number: Number | None, *, closed: bool, outward: int) -> tuple[Fraction | None, bool]:
    if number is None:
        return None, True
    unit = last_digit(number.printed)
    if unit is None:
        return number.value, closed
    if closed:
        return number.value + outward * unit / 2, _even(number.value, unit)
    inner = number.value - outward * unit
    return inner + outward * unit / 2, _even(inner, unit)
