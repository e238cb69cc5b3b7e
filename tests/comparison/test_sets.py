"""Accepted sets against plain trying: a set is right when every point that can be told apart lies on the right side."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.comparison.sets import EVERYTHING, Interval, IntervalSet, Relation, finite_relation, in_base, order
from tests.comparison.stretches import POINTS, STRETCHES, expected, holds, tried

# Ends are halves between 0 and 3; quarters lie on and between all of them, and two far points stand for the infinities.
SETS = st.lists(STRETCHES, max_size=4).map(IntervalSet.of)


@given(STRETCHES)
def test_a_stretch_holds_what_lies_between_its_ends(interval):
    assert {value for value in POINTS if value in interval} == tried([interval])
    assert interval.is_empty == (not tried([interval]))


@given(st.lists(STRETCHES, max_size=4))
def test_a_set_holds_what_one_of_its_stretches_holds(intervals):
    union = IntervalSet.of(intervals)
    assert {value for value in POINTS if value in union} == tried(intervals)
    assert union.is_empty == (not tried(intervals))


@given(SETS)
def test_the_stretches_of_a_set_rise_and_a_point_lies_in_one_only(union):
    parts = list(union)
    assert all(sum(holds(part, value) for part in parts) <= 1 for value in POINTS)
    assert [part.low for part in parts[1:]] == sorted(part.low for part in parts[1:])
    assert all(part.low is not None for part in parts[1:])


@given(SETS)
def test_a_set_has_one_form_only(union):
    pieces = [Interval(value, value) for value in tried(union)]
    assert IntervalSet.of([*pieces, *reversed(union.parts)]) == union


@given(SETS, SETS)
def test_what_both_sets_hold_and_what_one_of_them_holds(one, other):
    left, right = tried(one), tried(other)
    assert {value for value in POINTS if value in one & other} == left & right
    assert {value for value in POINTS if value in one | other} == left | right
    assert (one <= other) == (left <= right)


@given(SETS, SETS)
def test_two_sets_lie_as_the_points_that_they_hold(one, other):
    assert one.relation(other) is expected(tried(one), tried(other))
    assert other.relation(one) is one.relation(other).swapped


@given(SETS, SETS, SETS)
def test_what_lies_inside_the_inner_one_lies_inside_the_outer_one(one, two, three):
    inner, outer = one & two & three, two & three
    assert inner <= outer <= three
    assert inner.relation(three) in (Relation.EQUAL, Relation.INSIDE)


@given(SETS, st.integers(-3, 3).filter(bool).map(lambda n: Fraction(n, 2)), st.integers(-2, 2).map(Fraction))
def test_another_unit_moves_every_point_alike(union, factor, offset):
    moved = union.scaled(factor, offset)
    assert {value for value in POINTS if value * factor + offset in moved} == tried(union)


def test_a_stretch_may_be_handed_to_a_set_in_any_order_and_in_pieces():
    one, two = Interval(Fraction(1), Fraction(2), high_closed=False), Interval(Fraction(2), Fraction(3))
    assert IntervalSet.of([two, one]) == IntervalSet((Interval(Fraction(1), Fraction(3)),))
    apart = Interval(Fraction(1), Fraction(2), high_closed=False), Interval(Fraction(2), Fraction(3), low_closed=False)
    assert IntervalSet.of(apart).parts == apart


def test_a_stretch_without_words_about_its_ends_includes_them():
    assert Fraction(1) in Interval(Fraction(1), Fraction(2))
    assert Fraction(2) in Interval(Fraction(1), Fraction(2))


def test_no_limit_holds_everything_and_no_stretch_holds_nothing():
    assert all(value in EVERYTHING for value in POINTS)
    assert IntervalSet.of([Interval()]) == EVERYTHING
    assert IntervalSet.of([Interval(low_closed=False, high_closed=False)]) == EVERYTHING
    assert IntervalSet().is_empty
    assert IntervalSet() <= EVERYTHING
    assert IntervalSet().relation(IntervalSet()) is Relation.EQUAL


def test_a_stretch_without_a_limit_keeps_its_open_side_in_another_unit():
    below = Interval(None, Fraction(3), high_closed=False)
    assert below.scaled(Fraction(2), Fraction(1)) == Interval(None, Fraction(7), high_closed=False)
    assert IntervalSet((below,)).scaled(Fraction(2)) == IntervalSet((Interval(None, Fraction(6), high_closed=False),))
    assert below.scaled(Fraction(-1)) == Interval(Fraction(-3), None, low_closed=False)
    assert Interval(Fraction(1), None, low_closed=False).scaled(Fraction(2)) == Interval(
        Fraction(2), None, low_closed=False
    )


@given(st.fractions(), st.fractions(), st.fractions())
def test_a_value_in_the_base_unit_is_exact(value, factor, offset):
    assert in_base(value, factor, offset) == value * factor + offset


@given(st.fractions(), st.fractions())
def test_values_are_ordered_by_size(one, other):
    assert (order(one, other) < 0, order(one, other) == 0, order(one, other) > 0) == (
        one < other,
        one == other,
        one > other,
    )
    assert order(one, Fraction(one)) == 0


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ("ab", "ab", Relation.EQUAL),
        ("a", "ab", Relation.INSIDE),
        ("ab", "b", Relation.AROUND),
        ("ab", "bc", Relation.OVERLAP),
        ("ab", "cd", Relation.DISJOINT),
        ("", "a", Relation.INSIDE),
        ("a", "", Relation.AROUND),
    ],
)
def test_lists_of_words_lie_as_their_members(left, right, relation):
    assert finite_relation(frozenset(left), frozenset(right)) is relation


def test_seen_from_the_other_side_only_inside_and_around_change():
    assert [relation.swapped for relation in Relation] == [
        Relation.EQUAL,
        Relation.AROUND,
        Relation.INSIDE,
        Relation.OVERLAP,
        Relation.DISJOINT,
    ]
    assert [str(relation) for relation in Relation] == ["equal", "inside", "around", "overlap", "disjoint"]
