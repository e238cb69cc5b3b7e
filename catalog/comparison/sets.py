"""Accepted sets: which values satisfy a requirement, and how two such sets relate.

Everything is exact: ends are :class:`fractions.Fraction`, an open end is not a closed one, and no end at all
is written ``None``. The relation between two sets is the whole of the comparison; there is no "direction".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache, total_ordering
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["EVERYTHING", "Interval", "IntervalSet", "Relation", "finite_relation", "in_base", "order", "same_value"]


class Relation(StrEnum):
    """How the set of products that satisfy D lies to the set that satisfies B."""

    EQUAL = "equal"
    INSIDE = "inside"
    """D is a proper subset of B: whoever meets D meets B, and not the other way round."""
    AROUND = "around"
    """D is a proper superset of B."""
    OVERLAP = "overlap"
    """Neither contains the other, some products meet both."""
    DISJOINT = "disjoint"
    """No product meets both."""

    @property
    def swapped(self) -> Relation:
        """Return the relation seen from the other side."""
        return {Relation.INSIDE: Relation.AROUND, Relation.AROUND: Relation.INSIDE}.get(self, self)


@total_ordering
@dataclass(frozen=True, slots=True)
class _Edge:
    """A place on the line just before (-1), at (0) or just after (+1) a value; ``side`` orders the infinities."""

    infinite: int
    value: Fraction
    nudge: int

    def __lt__(self, other: _Edge) -> bool:
        return (self.infinite, self.value, self.nudge) < (other.infinite, other.value, other.nudge)


@dataclass(frozen=True, slots=True)
class Interval:
    """One unbroken stretch of values; ``None`` as an end means no limit on that side.

    The attributes ``low`` and ``high`` are exact values in one unit, which the owner of the interval knows.
    """

    low: Fraction | None = None
    high: Fraction | None = None
    low_closed: bool = True
    high_closed: bool = True

    @property
    def start(self) -> _Edge:
        """Return where the interval begins, as an orderable edge."""
        if self.low is None:
            return _Edge(-1, Fraction(0), 0)
        return _Edge(0, self.low, -1 if self.low_closed else 1)

    @property
    def end(self) -> _Edge:
        """Return where the interval ends, as an orderable edge."""
        if self.high is None:
            return _Edge(1, Fraction(0), 0)
        return _Edge(0, self.high, 1 if self.high_closed else -1)

    @property
    def is_empty(self) -> bool:
        """Tell whether no value lies in it."""
        return not self.start < self.end

    def __contains__(self, value: Fraction) -> bool:
        point = _Edge(0, value, 0)
        return self.start < point < self.end

    def scaled(self, factor: Fraction, offset: Fraction = Fraction(0)) -> Interval:
        """Return the interval in another unit: ends times ``factor`` plus ``offset``; a negative factor turns it."""
        low = None if self.low is None else in_base(self.low, factor, offset)
        high = None if self.high is None else in_base(self.high, factor, offset)
        if factor < 0:
            return Interval(high, low, self.high_closed, self.low_closed)
        return Interval(low, high, self.low_closed, self.high_closed)


def in_base(value: Fraction, factor: Fraction, offset: Fraction) -> Fraction:
    """Return ``value * factor + offset``, remembered: exact products are dear, and limits come again and again."""
    return _in_base(*value.as_integer_ratio(), *factor.as_integer_ratio(), *offset.as_integer_ratio())


@lru_cache(maxsize=8192)
def _in_base(a: int, b: int, c: int, d: int, e: int, f: int) -> Fraction:
    return Fraction(a * c * f + b * d * e, b * d * f)


def same_value(a: Fraction | None, b: Fraction | None) -> bool:
    """Tell whether two ends are one value, or both no end at all."""
    if a is None or b is None:
        return a is b
    return a.as_integer_ratio() == b.as_integer_ratio()


def order(a: Fraction, b: Fraction) -> int:
    """Return how two values lie: negative where ``a`` is the smaller, 0 where they are equal, else positive."""
    if a is b:
        return 0
    (n, d), (m, e) = a.as_integer_ratio(), b.as_integer_ratio()
    return n * e - m * d


def _from_edges(start: _Edge, end: _Edge) -> Interval:
    low = None if start.infinite else start.value
    high = None if end.infinite else end.value
    return Interval(low, high, low_closed=start.nudge <= 0, high_closed=end.nudge >= 0)


@dataclass(frozen=True, slots=True)
class IntervalSet:
    """A set of values as disjoint intervals in rising order; the constructor :meth:`of` puts any list in that form."""

    parts: tuple[Interval, ...] = ()

    @classmethod
    def of(cls, intervals: Iterable[Interval]) -> IntervalSet:
        """Return the union of ``intervals``, merged and in order."""
        merged: list[tuple[_Edge, _Edge]] = []
        for part in sorted((i for i in intervals if not i.is_empty), key=lambda i: (i.start, i.end)):
            if merged and not merged[-1][1] < part.start:
                merged[-1] = (merged[-1][0], max(merged[-1][1], part.end))
            else:
                merged.append((part.start, part.end))
        return cls(tuple(_from_edges(a, b) for a, b in merged))

    def __iter__(self) -> Iterator[Interval]:
        return iter(self.parts)

    def __contains__(self, value: Fraction) -> bool:
        return any(value in part for part in self.parts)

    @property
    def is_empty(self) -> bool:
        """Tell whether no value lies in it."""
        return not self.parts

    def __and__(self, other: IntervalSet) -> IntervalSet:
        return IntervalSet.of(
            _from_edges(max(a.start, b.start), min(a.end, b.end))
            for a in self.parts
            for b in other.parts
            if max(a.start, b.start) < min(a.end, b.end)
        )

    def __or__(self, other: IntervalSet) -> IntervalSet:
        return IntervalSet.of((*self.parts, *other.parts))

    def __le__(self, other: IntervalSet) -> bool:
        return self & other == self

    def scaled(self, factor: Fraction, offset: Fraction = Fraction(0)) -> IntervalSet:
        """Return the set in another unit (see :meth:`Interval.scaled`)."""
        return IntervalSet.of(part.scaled(factor, offset) for part in self.parts)

    def relation(self, other: IntervalSet) -> Relation:
        """Return how this set lies to ``other``."""
        common = self & other
        if common == self == other:
            return Relation.EQUAL
        if common == self:
            return Relation.INSIDE
        if common == other:
            return Relation.AROUND
        return Relation.DISJOINT if common.is_empty else Relation.OVERLAP


EVERYTHING = IntervalSet((Interval(),))
"""The set of a requirement that was never made: all values."""


def finite_relation(declared: frozenset[object], benchmark: frozenset[object]) -> Relation:
    """Return how two finite sets (grades, words) lie to each other."""
    if declared == benchmark:
        return Relation.EQUAL
    if declared <= benchmark:
        return Relation.INSIDE
    if declared >= benchmark:
        return Relation.AROUND
    return Relation.OVERLAP if declared & benchmark else Relation.DISJOINT
