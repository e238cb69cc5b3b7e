"""The inclusion test for one interval on each side, without the general machinery of interval sets.

Nine of ten requirements are one interval; :class:`~catalog.comparison.sets.IntervalSet` answers the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog.comparison.sets import Interval, IntervalSet, Relation, order

if TYPE_CHECKING:
    from fractions import Fraction

__all__ = ["clipped", "relate", "set_of"]


def set_of(intervals: list[Interval]) -> IntervalSet:
    """Return the union of some intervals."""
    if len(intervals) == 1 and _is_plain(intervals[0]):
        return IntervalSet((intervals[0],))
    return IntervalSet.of(intervals)


def _is_plain(interval: Interval) -> bool:
    """Tell whether an interval holds something and a side without a limit is written in the one usual way."""
    low, high = interval.low, interval.high
    usual = (low is not None or interval.low_closed) and (high is not None or interval.high_closed)
    return usual and not _is_empty(interval)


def _is_empty(interval: Interval) -> bool:
    low, high = interval.low, interval.high
    if low is None or high is None:
        return False
    apart = order(low, high)
    return apart > 0 or (apart == 0 and not (interval.low_closed and interval.high_closed))


def _low_order(a: Interval, b: Interval) -> int:
    """Return less than 0 where ``a`` begins before ``b``, more where after, 0 where both begin at one place."""
    if a.low is None or b.low is None:
        return (a.low is not None) - (b.low is not None)
    return order(a.low, b.low) or b.low_closed - a.low_closed


def _high_order(a: Interval, b: Interval) -> int:
    """Return less than 0 where ``a`` ends before ``b``, more where after, 0 where both end at one place."""
    if a.high is None or b.high is None:
        return (a.high is None) - (b.high is None)
    return order(a.high, b.high) or a.high_closed - b.high_closed


def _ends_before(a: Interval, b: Interval) -> bool:
    """Tell whether all of ``a`` lies below all of ``b``."""
    if a.high is None or b.low is None:
        return False
    return a.high < b.low or (a.high == b.low and not (a.high_closed and b.low_closed))


def relate(left: IntervalSet, right: IntervalSet) -> Relation:
    """Return how two sets lie to each other."""
    if len(left.parts) != 1 or len(right.parts) != 1:
        return left.relation(right)
    a, b = left.parts[0], right.parts[0]
    low, high = _low_order(a, b), _high_order(a, b)
    if low == 0 and high == 0:
        return Relation.EQUAL
    if low >= 0 and high <= 0:
        return Relation.INSIDE
    if low <= 0 and high >= 0:
        return Relation.AROUND
    return Relation.DISJOINT if _ends_before(a, b) or _ends_before(b, a) else Relation.OVERLAP


def clipped(accepted: IntervalSet, low: Fraction | None, high: Fraction | None) -> IntervalSet:
    """Return a set cut to the natural domain from ``low`` to ``high``, both included."""
    if len(accepted.parts) != 1:
        return accepted & IntervalSet((Interval(low, high),))
    part = accepted.parts[0]
    new_low, low_closed = part.low, part.low_closed
    if low is not None and (new_low is None or order(new_low, low) < 0):
        new_low, low_closed = low, True
    new_high, high_closed = part.high, part.high_closed
    if high is not None and (new_high is None or order(new_high, high) > 0):
        new_high, high_closed = high, True
    if new_low is part.low and new_high is part.high:
        return accepted
    return set_of([Interval(new_low, new_high, low_closed, high_closed)])
