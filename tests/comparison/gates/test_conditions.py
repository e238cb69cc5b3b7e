"""Conditions: equal after conversion, equivalent by an entry, harsher by an entry, or not comparable."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.comparison.dictionary import dictionary
from catalog.comparison.gates.conditions import Severity, check_conditions
from catalog.comparison.gates.trail import Closed, Pair, Trail
from catalog.comparison.requirements import (
    Boolean,
    CapabilityRange,
    Cell,
    Condition,
    Limits,
    Number,
    NumberInterval,
    Requirement,
    WordSet,
)

LIMITS = Limits((NumberInterval(None, Number(Fraction(1), "1")),))


def at(name, value, unit=None, printed=None):
    if unit is None:
        return Condition(name, value, printed=printed or "")
    return Condition(name, f"{value} {unit}", Number(Fraction(value), value), unit, printed or f"{value} {unit}")


def found(left=(), right=(), *, name="某项", entry=None, constraint=LIMITS, units=(None, None), cells=((), ())):
    sides = [
        Requirement("r1", name, "…", (Cell(constraint, conditions=own),), conditions=tuple(given_), unit_printed=unit)
        for given_, unit, own in zip((left, right), units, cells, strict=True)
    ]
    trail = Trail()
    book = dictionary()
    pair = Pair(*sides, book.get(entry), sides[0].cells[0], sides[1].cells[0])
    return check_conditions(pair, trail), trail


HOT, HOT_K, COLD = at("temperature", "70", "Cel"), at("temperature", "343.15", "K"), at("temperature", "20", "Cel")
DAY, HOURS, WEEK = at("duration", "1", "d"), at("duration", "24", "h"), at("duration", "168", "h")


def test_no_condition_on_either_side_is_the_same():
    severity, trail = found()
    assert severity is Severity.SAME
    assert not trail.steps


def test_equal_conditions_are_the_same_and_noted():
    severity, trail = found([HOT], [HOT])
    assert severity is Severity.SAME
    assert [step[:2] for step in trail.steps] == [("condition", "same")]
    assert not trail.flags
    severity, trail = found([HOT, HOURS], [HOURS, HOT])
    assert severity is Severity.SAME
    assert len(trail.steps) == 2


def test_equal_after_conversion_is_the_same_and_flagged():
    for left, right in ((HOT, HOT_K), (HOT_K, HOT), (DAY, HOURS)):
        severity, trail = found([left], [right])
        assert severity is Severity.SAME
        assert list(trail.flags) == ["CONDITION_CONVERTED"]
        assert trail.steps[-1][:2] == ("condition", "same after conversion")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (HOT, COLD),
        (HOT, at("temperature", "70", "K")),
        (HOT, at("temperature", "70", "h")),
        (HOT, at("temperature", "hot")),
        (at("load", "5", "N/(5.cm)"), at("load", "5", "N/(10.cm)")),
        (at("load", "5", "N"), at("load", "5", "nosuchunit")),
        (at("load", "5", "nosuchunit"), at("load", "5", "N")),
        (at("state", "wet"), at("state", "dry")),
        (at("unread", "", printed="浸渍后"), at("unread", "", printed="老化后")),
        (HOURS, WEEK),
    ],
)
def test_conditions_that_differ_close_the_gate(left, right):
    for one, other in ((left, right), (right, left)):
        closed, trail = found([one], [other])
        assert (closed.verdict.value, closed.code) == ("NOT_COMPARABLE", "CONDITION")
        assert trail.steps[-1][:2] == ("condition", "different")
        assert not trail.flags


def test_words_that_were_not_understood_are_the_same_only_literally():
    one, other = at("unread", "x", printed="浸渍 后"), at("unread", "y", printed="浸渍后")
    assert found([one], [other])[0] is Severity.SAME
    assert found([at("unread", "浸渍后")], [one])[0] is Severity.SAME
    assert isinstance(found([at("unread", "浸渍后")], [at("unread", "浸渍前")])[0], Closed)


def test_two_words_with_a_quantity_each_in_words():
    assert found([at("state", "wet")], [at("state", "wet", printed="湿态")])[0] is Severity.SAME


@pytest.mark.parametrize("entry", ["c:elec.insulation_resistance", None, "c:elec.rated_power"])
def test_states_are_equivalent_only_by_an_entry_for_the_characteristic(entry):
    cold, room = at("state", "cold"), at("state", "normal_atmosphere")
    result, trail = found([cold], [room], entry=entry)
    if entry == "c:elec.insulation_resistance":
        assert result is Severity.SAME
        assert trail.steps[-1][:2] == ("condition", "equivalent")
    else:
        assert result.code == "CONDITION"


def test_a_condition_of_one_side_only_is_left_open():
    for pair in (([HOT], []), ([], [HOT]), ([HOT, HOURS], [HOT]), ([HOURS], [HOURS, HOT])):
        closed, trail = found(*pair)
        assert (closed.verdict.value, closed.code) == ("UNDETERMINED", "QUANTITY")
        assert trail.steps[-1][:2] == ("condition", "unstated")


def test_what_both_sides_state_comes_first():
    closed, _ = found([COLD, at("humidity", "65", "%")], [HOT])
    assert closed.code == "CONDITION"
    closed, _ = found([COLD], [HOT, at("humidity", "65", "%")])
    assert closed.code == "CONDITION"


@pytest.mark.parametrize("size", ["thickness", "diameter", "frame_size", "working_voltage", "rated_power"])
def test_a_size_that_only_the_benchmark_prints_leaves_the_declared_limit_for_all_sizes(size):
    condition = at(size, "5", "mm")
    severity, trail = found([], [condition])
    assert severity is Severity.SAME
    assert trail.steps[-1][:2] == ("condition", "holds for all sizes")
    closed, trail = found([condition], [])
    assert (closed.verdict.value, closed.code) == ("UNDETERMINED", "CLASS")
    # A flammability class holds only at the thickness at which it was tested.
    closed, _ = found([], [condition], entry="c:mech.flammability")
    assert closed.verdict.value == "UNDETERMINED"


def test_the_same_number_of_conditions_of_one_name_is_needed():
    closed, _ = found([HOT, COLD], [HOT])
    assert closed.code == "CONDITION"
    assert found([HOT, COLD], [COLD, HOT])[0] is Severity.SAME
    assert found([HOT, COLD], [HOT, HOT])[0].code == "CONDITION"
    assert found([COLD, HOT], [COLD, COLD])[0].code == "CONDITION"


@pytest.mark.parametrize("constraint", [Boolean(value=False), WordSet(frozenset({"no rust"}))])
@pytest.mark.parametrize(
    ("name", "less", "more"),
    [("duration", HOURS, WEEK), ("duration", DAY, WEEK), ("cycles", at("cycles", "5", "1"), at("cycles", "10", "1"))],
)
def test_a_test_passed_for_longer_includes_the_shorter_one(name, less, more, constraint):
    severity, trail = found([more], [less], constraint=constraint)
    assert severity is Severity.HARSHER
    assert list(trail.flags) == ["MONOTONE_CONDITION"]
    assert trail.steps[-1][:2] == ("condition", "monotone")
    assert found([less], [more], constraint=constraint)[0] is Severity.MILDER
    assert found([less], [replace(less)], constraint=constraint)[0] is Severity.SAME


def test_only_time_and_cycles_are_harsher_by_themselves():
    passed = Boolean(value=False)
    assert isinstance(found([HOT], [COLD], constraint=passed)[0], Closed)
    load = at("load", "5", "N"), at("load", "10", "N")
    assert isinstance(found([load[0]], [load[1]], constraint=passed)[0], Closed)


def test_a_harsher_and_a_milder_condition_together_are_not_comparable():
    passed = Boolean(value=False)
    few, many = at("cycles", "5", "1"), at("cycles", "10", "1")
    closed, trail = found([WEEK, few], [HOURS, many], constraint=passed)
    assert (closed.verdict.value, closed.code) == ("NOT_COMPARABLE", "CONDITION")
    assert trail.steps[-1][:2] == ("condition", "mixed")
    assert found([WEEK, many], [HOURS, few], constraint=passed)[0] is Severity.HARSHER
    assert found([HOURS, few], [WEEK, many], constraint=passed)[0] is Severity.MILDER
    assert found([WEEK, many], [HOURS, many], constraint=passed)[0] is Severity.HARSHER
    assert found([WEEK, few], [WEEK, many], constraint=passed)[0] is Severity.MILDER


MONOTONE = dictionary().get("c:coat.nss")


def withstood(left, right, **changes):
    entry = replace(MONOTONE, **changes)
    sides = [
        Requirement("r1", "某项", "…", (Cell(changes_constraint),), conditions=(given_,))
        for given_, changes_constraint in ((left, LIMITS), (right, LIMITS))
    ]
    trail = Trail()
    pair = Pair(*sides, entry, sides[0].cells[0], sides[1].cells[0])
    return check_conditions(pair, trail), trail


@pytest.mark.parametrize(
    ("monotone", "answer"),
    [
        ({"duration": ("up", "logical", None)}, Severity.HARSHER),
        ({"duration": ("up", "empirical", "a source")}, Severity.HARSHER),
        ({"duration": ("up", "empirical", None)}, None),
        ({"duration": ("down", "logical", None)}, None),
        ({"duration": ("down", "empirical", "a source")}, None),
    ],
)
def test_an_empirical_entry_needs_a_source_and_a_logical_one_none(monotone, answer):
    result, trail = withstood(WEEK, HOURS, monotone=monotone)
    if answer is None:
        assert result.code == "CONDITION"
    else:
        assert result is answer
        assert trail.steps[-1][:2] == ("condition", "monotone")


@pytest.mark.parametrize(
    ("changes", "printed", "harsher"),
    [
        ({"capability": True, "default_op": "ge"}, None, True),
        ({"capability": False, "default_op": "ge"}, None, False),
        ({"capability": True, "default_op": "le"}, None, False),
        ({"capability": True, "default_op": "ge"}, "浸泡 168 h 后", False),
        ({"capability": True, "default_op": "ge"}, "after 168 h", False),
        ({"capability": True, "default_op": "ge"}, "aged 168 h", False),
        ({"capability": True, "default_op": "ge"}, "老化 168 h", False),
        ({"capability": True, "default_op": "ge"}, "soaked 168 h", False),
        ({"capability": True, "default_op": "ge"}, "immersed 168 h", False),
    ],
)
def test_what_is_withstood_for_longer_is_more_but_the_time_of_a_treatment_is_not(changes, printed, harsher):
    longer = WEEK if printed is None else replace(WEEK, printed=printed)
    for left, right, answer in ((longer, HOURS, Severity.HARSHER), (HOURS, longer, Severity.MILDER)):
        result, _ = withstood(left, right, monotone={}, **changes)
        assert result is answer if harsher else result.code == "CONDITION"


def test_several_ranges_to_be_covered_are_no_single_demand():
    two = CapabilityRange((LIMITS.intervals[0], LIMITS.intervals[0]))
    one = CapabilityRange((LIMITS.intervals[0],))
    entry = replace(MONOTONE, monotone={}, capability=True, default_op="ge")
    for constraint, closed in ((two, True), (one, False)):
        sides = [Requirement("r1", "某项", "…", (Cell(constraint),), conditions=(given_,)) for given_ in (WEEK, HOURS)]
        pair = Pair(*sides, entry, sides[0].cells[0], sides[1].cells[0])
        assert isinstance(check_conditions(pair, Trail()), Closed) is closed


def test_the_unit_may_state_the_kind_of_current():
    assert found(units=("V DC", "V d.c."))[0] is Severity.SAME
    assert found(units=("kV AC", "V(a.c.)"))[0] is Severity.SAME
    assert found(units=("V DC", "V AC"))[0].code == "CONDITION"
    assert found(units=("mA DC", "mA"))[0].code == "QUANTITY"
    assert found(units=("V", "V"))[0] is Severity.SAME
    state = at("state", "dc")
    assert found([state], [], units=("V", "V DC"))[0] is Severity.SAME
    assert found([at("state", "ac")], [], units=("V", "V AC"))[0] is Severity.SAME


def test_a_cell_has_conditions_and_a_unit_of_its_own():
    assert found(cells=((HOT,), (HOT,)))[0] is Severity.SAME
    assert found([HOT], cells=((), (HOT,)))[0] is Severity.SAME
    row = Requirement("r1", "某项", "…", (Cell(LIMITS, unit_printed="V DC"),), unit_printed="V")
    plain = Requirement("r1", "某项", "…", (Cell(LIMITS),), unit_printed="V DC")
    assert check_conditions(Pair(row, plain, None, row.cells[0], plain.cells[0]), Trail()) is Severity.SAME


def test_quantities_in_the_brackets_of_a_name_are_conditions():
    bracketed = Requirement("r1", "压缩永久变形(70℃×22 h)", "…", (Cell(LIMITS),))
    conditions = (at("temperature", "70", "Cel"), at("duration", "22", "h"))
    stated = Requirement("r1", "压缩永久变形", "…", (Cell(LIMITS),), conditions=conditions)
    for one, other in ((bracketed, stated), (stated, bracketed), (bracketed, bracketed)):
        assert check_conditions(Pair(one, other, None, one.cells[0], other.cells[0]), Trail()) is Severity.SAME
    silent = replace(stated, conditions=())
    result = check_conditions(Pair(bracketed, silent, None, bracketed.cells[0], silent.cells[0]), Trail())
    assert result.code == "QUANTITY"
    english = replace(bracketed, name="compression set (70 °C and 22 h)")
    assert check_conditions(Pair(english, stated, None, english.cells[0], stated.cells[0]), Trail()) is Severity.SAME
    for name in ("某项(DOP 2)", "某项(第2部分)", "某项(X)"):
        other = replace(bracketed, name=name)
        assert check_conditions(Pair(other, silent, None, other.cells[0], silent.cells[0]), Trail()) is Severity.SAME


def test_a_name_that_states_its_condition_needs_no_other_word_for_it():
    entry = replace(MONOTONE, implies=(("state", "dry"),), monotone={})
    dry, wet = at("state", "dry"), at("state", "wet")
    for left, right, same in (((dry,), (), True), ((), (dry,), True), ((wet,), (), False), ((dry, wet), (wet,), True)):
        sides = [Requirement("r1", "干摩擦", "…", (Cell(LIMITS),), conditions=given_) for given_ in (left, right)]
        result = check_conditions(Pair(*sides, entry, sides[0].cells[0], sides[1].cells[0]), Trail())
        assert (result is Severity.SAME) is same


@given(st.permutations([HOT, HOURS, at("humidity", "65", "%")]))
def test_the_order_of_conditions_changes_nothing(order):
    assert found(order, [HOT, HOURS, at("humidity", "65", "%")])[0] is Severity.SAME
