"""The inclusion test against plain trying: a product is a point, and both requirements accept it or refuse it."""

from hypothesis import given
from hypothesis import strategies as st

from catalog.comparison.gates.inclusion import clipped, relate, set_of
from catalog.comparison.sets import IntervalSet, Relation
from tests.comparison.stretches import ENDS, STRETCHES, expected, tried


@given(st.lists(STRETCHES, max_size=3))
def test_the_union_of_stretches_holds_what_one_of_them_holds(intervals):
    union = set_of(intervals)
    assert tried(union) == tried(intervals)
    assert union.relation(IntervalSet.of(intervals)) is Relation.EQUAL
    assert union.is_empty == (not tried(intervals))


@given(st.lists(STRETCHES, min_size=1, max_size=2), st.lists(STRETCHES, min_size=1, max_size=2))
def test_two_sets_lie_as_the_products_that_they_accept(one, other):
    assert relate(set_of(one), set_of(other)) is expected(tried(one), tried(other))


@given(st.lists(STRETCHES, min_size=1, max_size=1), st.lists(STRETCHES, min_size=2, max_size=2))
def test_one_stretch_lies_to_several_as_the_products_that_they_accept(one, other):
    assert relate(set_of(one), set_of(other)) is expected(tried(one), tried(other))
    assert relate(set_of(other), set_of(one)) is expected(tried(other), tried(one))


@given(st.lists(STRETCHES, min_size=1, max_size=3), st.none() | ENDS, st.none() | ENDS)
def test_the_natural_domain_takes_away_what_lies_outside_and_nothing_else(intervals, low, high):
    kept = {v for v in tried(intervals) if (low is None or v >= low) and (high is None or v <= high)}
    assert tried(clipped(set_of(intervals), low, high)) == kept


@given(STRETCHES)
def test_a_set_that_lies_within_the_domain_stays_the_same_one(interval):
    whole = set_of([interval])
    assert clipped(whole, None, None) == whole
    assert clipped(whole, interval.low, interval.high) == whole


@given(st.lists(STRETCHES, min_size=2, max_size=2), st.lists(STRETCHES, min_size=2, max_size=2))
def test_products_of_two_characteristics_are_ordered_cell_by_cell(declared, benchmark):
    """Whoever must meet two limits meets both of the other side's exactly where each limit lies inside its own."""
    left = {(a, b) for a in tried(declared[:1]) for b in tried(declared[1:])}
    right = {(a, b) for a in tried(benchmark[:1]) for b in tried(benchmark[1:])}
    each = [relate(set_of([one]), set_of([other])) for one, other in zip(declared, benchmark, strict=True)]
    within = (Relation.EQUAL, Relation.INSIDE)
    if left:
        assert (left <= right) == all(relation in within for relation in each)
