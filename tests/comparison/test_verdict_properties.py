"""What holds for every pair of requirements, whatever the values: reflexive, antisymmetric, transitive, unit-free."""

import json
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from catalog.comparison.codec import requirement_from_json, requirement_to_json, verdict_from_json, verdict_to_json
from catalog.comparison.reports import VerdictKind
from catalog.comparison.requirements import (
    Axis,
    AxisType,
    Band,
    Boolean,
    ByReference,
    CapabilityRange,
    Cell,
    Condition,
    Grade,
    GradeSet,
    Limits,
    Method,
    NotDetected,
    Number,
    NumberInterval,
    Requirement,
    SamplingPlan,
    Text,
    Tolerance,
    WordSet,
)
from catalog.comparison.verdicts import compare_requirements

# The tables load with the first pair, which is slow once and says nothing about the rules.
settings.register_profile("tables", deadline=None)
settings.load_profile("tables")
SWAPPED = {"STRICTER": "LOOSER", "LOOSER": "STRICTER", "MISSING": "EXTRA", "EXTRA": "MISSING"}
DIRECTIONS = {"EQUAL", "STRICTER", "LOOSER", "OVERLAP", "DISJOINT"}

numbers = st.integers(0, 400).map(lambda n: Number(Fraction(n, 4), f"{n / 4:g}"))


@st.composite
def intervals(draw):
    low, high = draw(st.none() | numbers), draw(st.none() | numbers)
    assume(low is not None or high is not None)
    if low is not None and high is not None:
        assume(low.value < high.value)
    return NumberInterval(low, high, low_closed=draw(st.booleans()), high_closed=draw(st.booleans()))


@st.composite
def limits(draw, unit="mg/kg", name="铅", **fields):
    constraint = Limits((draw(intervals()),))
    return Requirement("r1", name, f"{name} …", (Cell(constraint),), unit=unit, unit_printed=unit, **fields)


@given(limits())
def test_a_requirement_equals_itself(requirement):
    assert compare_requirements(requirement, requirement).verdict is VerdictKind.EQUAL


@given(limits(), limits())
def test_swapping_the_sides_swaps_the_verdict(one, other):
    forward, backward = compare_requirements(one, other), compare_requirements(other, one)
    assert backward.verdict.value == SWAPPED.get(forward.verdict.value, forward.verdict.value)
    assert set(backward.flags) == set(forward.flags)


@given(limits(), limits())
def test_a_change_of_unit_changes_nothing(one, other):
    grams = tuple(
        NumberInterval(
            None if i.low is None else Number(i.low.value / 1000, ""),
            None if i.high is None else Number(i.high.value / 1000, ""),
            low_closed=i.low_closed,
            high_closed=i.high_closed,
        )
        for i in one.cells[0].constraint.intervals
    )
    same = Requirement("r1", one.name, one.text, (Cell(Limits(grams)),), unit="g/kg", unit_printed="g/kg")
    assert compare_requirements(same, other).verdict is compare_requirements(one, other).verdict
    assert compare_requirements(same, one).verdict is VerdictKind.EQUAL


@st.composite
def upper_limits(draw):
    interval = NumberInterval(None, draw(numbers), high_closed=draw(st.booleans()))
    return Requirement("r1", "铅", "铅 …", (Cell(Limits((interval,))),), unit="mg/kg", unit_printed="mg/kg")


@given(st.lists(upper_limits(), min_size=3, max_size=3))
def test_strictness_is_transitive(three):
    def bound(requirement):
        interval = requirement.cells[0].constraint.intervals[0]
        return interval.high.value, interval.high_closed

    a, b, c = sorted(three, key=bound)
    at_least = (VerdictKind.STRICTER, VerdictKind.EQUAL)
    assume(all(bound(one) != (Fraction(0), False) for one in three))
    assert compare_requirements(a, b).verdict in at_least
    assert compare_requirements(b, c).verdict in at_least
    assert compare_requirements(a, c).verdict in at_least


def _holds(interval, value):
    low, high = interval.low, interval.high
    above = low is None or value > low.value or (interval.low_closed and value == low.value)
    below = high is None or value < high.value or (interval.high_closed and value == high.value)
    return above and below


@given(limits(), limits())
def test_the_inclusion_test_agrees_with_trying_every_value(one, other):
    a, b = one.cells[0].constraint.intervals[0], other.cells[0].constraint.intervals[0]
    # A content lies between 0 and all of it; an eighth is finer than any printed end.
    tried = [Fraction(n, 8) for n in range(1000)]
    left = {value for value in tried if _holds(a, value)}
    right = {value for value in tried if _holds(b, value)}
    assume(left)
    assume(right)
    expected = (
        "EQUAL"
        if left == right
        else "STRICTER"
        if left < right
        else "LOOSER"
        if left > right
        else "OVERLAP"
        if left & right
        else "DISJOINT"
    )
    assert compare_requirements(one, other).verdict.value == expected


@given(limits(), limits(), st.text(alphabet="浸渍老化处理后abc", min_size=1, max_size=8))
def test_a_condition_that_was_not_understood_never_yields_a_direction(one, other, words):
    fields = {name: getattr(one, name) for name in one.__slots__}
    fields["conditions"] = (Condition("unread", words, printed=words),)
    assert compare_requirements(Requirement(**fields), other).verdict.value not in DIRECTIONS


@given(limits(), limits())
def test_a_method_of_one_side_only_never_orders_a_method_defined_value(one, other):
    fields = {name: getattr(one, name) for name in one.__slots__}
    fields |= {"name": "甲醛", "methods": (Method("GB/T 2912.1", printed="GB/T 2912.1"),)}
    plain = {name: getattr(other, name) for name in other.__slots__} | {"name": "甲醛"}
    verdict = compare_requirements(Requirement(**fields), Requirement(**plain))
    assert (verdict.verdict, verdict.code) == (VerdictKind.UNDETERMINED, "METHOD_UNSTATED")


GRADES = ["1", "1-2", "2", "2-3", "3", "3-4", "4", "4-5", "5"]


@given(st.sampled_from(GRADES), st.sampled_from(GRADES))
def test_grades_follow_the_order_of_their_scale(one, other):
    def row(grade):
        constraint = GradeSet("grey_scale", "ge", grade)
        return Requirement("r1", "耐水色牢度(变色)", "…", (Cell(constraint),))

    order = GRADES.index(one) - GRADES.index(other)
    expected = "EQUAL" if order == 0 else "STRICTER" if order > 0 else "LOOSER"
    assert compare_requirements(row(one), row(other)).verdict.value == expected


constraints = st.one_of(
    intervals().map(lambda i: Limits((i,))),
    intervals().map(lambda i: CapabilityRange((i,))),
    st.builds(Tolerance, st.none() | numbers, numbers, numbers, st.booleans(), st.none() | st.just("mean")),
    st.builds(GradeSet, st.just("grey_scale"), st.sampled_from(["ge", "le", "eq"]), st.sampled_from(GRADES)),
    st.builds(Boolean, st.booleans(), st.sampled_from(["presence", "use", "odour"])),
    st.builds(WordSet, st.frozensets(st.sampled_from(["white", "red", "304"]), min_size=1)),
    st.builds(NotDetected, st.none() | numbers, st.none() | numbers, st.none() | st.just("g")),
    st.builds(SamplingPlan, st.just(5), st.integers(0, 3), numbers, st.none() | numbers),
    st.builds(ByReference, st.just("按图样"), st.none() | st.just("GB/T 7345-2008"), st.none() | st.just("5.3")),
    st.builds(Text, st.just("表面光滑"), st.just("description")),
)


@st.composite
def requirements(draw):
    classes = (("frame_size", Band(draw(intervals()), "25～55")),) if draw(st.booleans()) else ()
    cell = Cell(draw(constraints), classes, "…", draw(st.none() | st.just("%")), draw(st.none() | st.just("%")))
    return Requirement(
        "r7",
        "名称",
        "文字",
        (cell,),
        (Axis("frame_size", AxisType.RATING),) if classes else (),
        clause=draw(st.none() | st.just("5.1")),
        basis=draw(st.none() | st.just("dry")),
        conditions=draw(
            st.just(()) | st.builds(lambda n: (Condition("temperature", "25 Cel", n, "Cel", "25 ℃"),), numbers)
        ),
        methods=draw(st.just(()) | st.just((Method("GB/T 1", "strip", "4.2", "GB/T 1"),))),
        grade=draw(st.sampled_from(list(Grade))),
        flags=draw(st.just(()) | st.just(("IMPLIED_OPERATOR",))),
    )


@given(requirements())
def test_a_requirement_survives_its_json(requirement):
    assert requirement_from_json(json.loads(json.dumps(requirement_to_json(requirement)))) == requirement


@given(requirements(), requirements())
def test_any_two_requirements_get_a_verdict_that_survives_its_json(one, other):
    verdict = compare_requirements(one, other)
    assert verdict_from_json(json.loads(json.dumps(verdict_to_json(verdict)))) == verdict
    assert (verdict.code is None) == (verdict.verdict.value not in ("NOT_COMPARABLE", "UNDETERMINED"))
