"""Each of several substances and their sum, against products that hold every small amount of each."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from catalog.comparison.gates.groups import Group, group_of, is_grouped, relate_groups
from catalog.comparison.gates.inclusion import relate
from catalog.comparison.gates.trail import Trail
from catalog.comparison.gates.values import Numbers, Side
from catalog.comparison.requirements import Cell, Requirement, Text
from catalog.comparison.sets import Interval, IntervalSet, Relation

A, B, C = "c:one.lead", "c:two.cadmium", "c:three.arsenic"
AMOUNTS = [Fraction(n) for n in range(10)]
PRODUCTS = list(itertools.product(AMOUNTS, repeat=2))
GROUPS = [
    Group(frozenset({A}), total=False),
    Group(frozenset({B}), total=False),
    Group(frozenset({A, B}), total=False),
    Group(frozenset({A, B}), total=True),
]


def side(*intervals):
    return Side((), None, None, IntervalSet.of(intervals))


def numbers(one, other):
    return Numbers(relate(one.accepted, other.accepted), one, other)


def met(group, interval):
    place = {A: 0, B: 1}
    out = set()
    for product in PRODUCTS:
        amounts = [product[place[member]] for member in group.members]
        if all(amount in interval for amount in ([sum(amounts)] if group.total else amounts)):
            out.add(product)
    return out


def expected(left, right):
    if left == right:
        return Relation.EQUAL
    if left <= right:
        return Relation.INSIDE
    return Relation.AROUND if left >= right else Relation.OVERLAP


@given(st.sampled_from(GROUPS), st.sampled_from(GROUPS), st.integers(1, 4), st.integers(1, 4), st.booleans())
def test_limits_on_groups_lie_as_the_products_that_meet_them(one, other, a, b, upper):
    assume(one != other)
    make = (lambda n: Interval(None, Fraction(n))) if upper else (lambda n: Interval(Fraction(n), None))
    found = relate_groups(one, other, numbers(side(make(a)), side(make(b))), Trail())
    assert found is expected(met(one, make(a)), met(other, make(b)))


@given(st.sampled_from(GROUPS), st.sampled_from(GROUPS), st.integers(1, 3))
def test_a_limit_that_is_not_included_is_not_met_by_equality(one, other, a):
    """``< x`` and ``≤ x`` on the same sum differ in the end point only."""
    assume(one == other)
    open_, closed = Interval(None, Fraction(a), high_closed=False), Interval(None, Fraction(a))
    assert relate_groups(one, other, numbers(side(open_), side(closed)), Trail()) is Relation.INSIDE


SUM, EACH = Group(frozenset({A, B}), total=True), Group(frozenset({A, B}), total=False)


@pytest.mark.parametrize(
    ("one", "a", "other", "b", "relation"),
    [
        # Each below 1 gives a sum below 2.
        (
            EACH,
            Interval(None, Fraction(1), high_closed=False),
            SUM,
            Interval(None, Fraction(2), high_closed=False),
            "in",
        ),
        (EACH, Interval(None, Fraction(1)), SUM, Interval(None, Fraction(2), high_closed=False), "over"),
        (SUM, Interval(None, Fraction(1)), EACH, Interval(None, Fraction(1)), "in"),
        (SUM, Interval(None, Fraction(1)), EACH, Interval(None, Fraction(1), high_closed=False), "over"),
        (SUM, Interval(Fraction(0), Fraction(1)), EACH, Interval(None, Fraction(1)), "in"),
        # Each at least 1 gives a sum of at least 2.
        (EACH, Interval(Fraction(1), None), SUM, Interval(Fraction(2), None), "in"),
        (EACH, Interval(Fraction(1), None), SUM, Interval(Fraction(2), None, low_closed=False), "over"),
        (SUM, Interval(Fraction(2), None), EACH, Interval(Fraction(1), None), "around"),
    ],
)
def test_a_sum_limits_each_of_its_members_and_not_the_other_way_round(one, a, other, b, relation):
    wanted = {"in": Relation.INSIDE, "around": Relation.AROUND, "over": Relation.OVERLAP}[relation]
    trail = Trail()
    assert relate_groups(one, other, numbers(side(a), side(b)), trail) is wanted
    assert relate_groups(other, one, numbers(side(b), side(a)), Trail()) is wanted.swapped
    assert trail.steps[-1].gate == "inclusion"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ([Interval(Fraction(1), Fraction(2))], [Interval(None, Fraction(3))]),
        ([Interval(None, Fraction(3))], [Interval(Fraction(1), Fraction(2))]),
        ([Interval(Fraction(1), None)], [Interval(None, Fraction(3))]),
        ([Interval(None, Fraction(1)), Interval(Fraction(2), Fraction(3))], [Interval(None, Fraction(3))]),
        ([Interval(None, Fraction(3))], [Interval(None, Fraction(1)), Interval(Fraction(2), Fraction(3))]),
    ],
)
def test_groups_are_compared_only_as_upper_or_as_lower_limits(a, b):
    trail = Trail()
    found = relate_groups(SUM, EACH, numbers(side(*a), side(*b)), trail)
    assert (found.verdict.value, found.code) == ("UNDETERMINED", "KIND")
    assert trail.steps[-1].gate == "inclusion"


@pytest.mark.parametrize("members", [{"某某物质"}, {"c:one.lead.i", "c:one.lead.ii"}])
def test_members_that_no_entry_knows_or_that_may_be_one_decide_nothing(members):
    whole, limit = Group(frozenset({C, *members}), total=True), side(Interval(None, Fraction(1)))
    trail = Trail()
    found = relate_groups(whole, Group(frozenset({C}), total=False), numbers(limit, limit), trail)
    assert (found.verdict.value, found.code) == ("UNDETERMINED", "QUANTITY")
    assert trail.steps[-1].gate == "inclusion"


def test_the_same_group_on_both_sides_is_a_plain_limit():
    both = numbers(side(Interval(None, Fraction(1))), side(Interval(None, Fraction(2))))
    assert relate_groups(SUM, SUM, both, Trail()) is Relation.INSIDE
    ranges = numbers(side(Interval(Fraction(1), Fraction(2))), side(Interval(Fraction(1), Fraction(3))))
    assert relate_groups(EACH, EACH, ranges, Trail()) is Relation.INSIDE


def row(name, members=(), aggregate=None):
    return Requirement("r1", name, name, (Cell(Text("…", "")),), members=members, aggregate=aggregate)


def test_which_rows_limit_several_substances():
    assert is_grouped(row("DEHP、DBP 各", ("DEHP", "DBP"), "each"))
    assert is_grouped(row("DEHP+DBP+BBP"))
    assert is_grouped(row("邻苯二甲酸酯(DEHP+DBP+BBP)"))
    assert not is_grouped(row("DEHP"))
    assert not is_grouped(row("某物+某剂"))
    assert not is_grouped(row("DEHP", ("DEHP",)))


def test_a_name_that_adds_substances_up_means_their_sum():
    assert group_of(row("DEHP+DBP+BBP")) == group_of(row("…", ("DEHP", "DBP", "BBP"), "sum"))
    assert group_of(row("邻苯二甲酸酯(DEHP+DBP)")).total
    assert group_of(row("DEHP + DBP")) == group_of(row("…", ("DEHP", "DBP"), "sum"))
    assert not group_of(row("…", ("DEHP", "DBP"), "each")).total
    assert not group_of(row("…", ("DEHP",), "sum")).total
    assert not group_of(row("DEHP")).total
    assert len(group_of(row("某物+某剂")).members) == 1
    assert len(group_of(row("…", ("DEHP", "某某剂"), "sum")).members) == 2
