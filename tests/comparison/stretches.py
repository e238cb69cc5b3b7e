"""An oracle of sets on the number line: stretches with ends on half units, tried at quarters between and beyond."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from catalog.comparison.sets import Interval, Relation

ENDS = st.integers(0, 6).map(lambda n: Fraction(n, 2))
POINTS = [Fraction(-1000), *(Fraction(n, 4) for n in range(-1, 14)), Fraction(1000)]
STRETCHES = st.builds(Interval, st.none() | ENDS, st.none() | ENDS, st.booleans(), st.booleans())


def holds(interval, value):
    """Tell whether a value lies in one stretch, by its ends alone."""
    low, high = interval.low, interval.high
    above = low is None or value > low or (interval.low_closed and value == low)
    below = high is None or value < high or (interval.high_closed and value == high)
    return above and below


def tried(intervals):
    """Return the points that lie in one of the stretches."""
    return {value for value in POINTS if any(holds(interval, value) for interval in intervals)}


def expected(left, right):
    """Return how two sets of points lie to each other."""
    if left == right:
        return Relation.EQUAL
    if left <= right:
        return Relation.INSIDE
    if left >= right:
        return Relation.AROUND
    return Relation.OVERLAP if left & right else Relation.DISJOINT
