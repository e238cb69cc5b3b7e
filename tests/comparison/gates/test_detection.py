"""Sampling plans against every result that samples can have, and what is found in no sample of a stated amount."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.comparison.dictionary import dictionary
from catalog.comparison.gates.detection import compare_plans, compare_samples, is_zero, zero_as_not_detected
from catalog.comparison.gates.trail import Closed, Pair, Trail
from catalog.comparison.requirements import (
    Cell,
    Limits,
    NotDetected,
    Number,
    NumberInterval,
    Requirement,
    SamplingPlan,
)
from catalog.comparison.sets import Relation

SAMPLES = 3
RESULTS = list(itertools.product(range(6), repeat=SAMPLES))


def number(value):
    return None if value is None else Number(Fraction(value), str(value))


def pair_of(left, right, *, units=("[CFU]/g", "[CFU]/g"), name="菌落总数", texts=("…", "…")):
    sides = [
        Requirement("r1", name, text, (Cell(constraint),), unit=unit)
        for constraint, unit, text in zip((left, right), units, texts, strict=True)
    ]
    return Pair(*sides, dictionary().find(name), sides[0].cells[0], sides[1].cells[0])


@st.composite
def plans(draw):
    m = draw(st.integers(1, 3))
    top = draw(st.none() | st.integers(m, 4))
    return SamplingPlan(SAMPLES, draw(st.integers(0, SAMPLES - 1)), number(m), number(top))


def met(plan):
    """Return the results that meet a plan: none above M, and no more than c above m."""
    limit, top = plan.m.value, None if plan.M is None else plan.M.value
    return {
        result
        for result in RESULTS
        if sum(count > limit for count in result) <= plan.c and (top is None or max(result) <= top)
    }


@given(plans(), plans())
def test_two_plans_lie_as_the_results_that_meet_them(one, other):
    left, right = met(one), met(other)
    if left == right:
        expected = Relation.EQUAL
    elif left <= right:
        expected = Relation.INSIDE
    else:
        expected = Relation.AROUND if left >= right else Relation.OVERLAP
    trail = Trail()
    assert compare_plans(pair_of(one, other), trail) is expected
    assert trail.steps[-1][:2] == ("inclusion", expected.value)


def test_a_plan_in_another_unit_is_converted():
    one, other = SamplingPlan(3, 1, number(10), number(100)), SamplingPlan(3, 1, number(1000), number(10000))
    pair = pair_of(one, other, units=("[CFU]/g", "[CFU]/(100.g)"))
    assert compare_plans(pair, Trail()) is Relation.EQUAL
    assert compare_plans(pair_of(one, one, units=(None, None)), Trail()) is Relation.EQUAL


@pytest.mark.parametrize(
    ("one", "other", "units", "code"),
    [
        (SamplingPlan(5, 1, number(10), number(100)), SamplingPlan(3, 1, number(10), number(100)), None, "SAMPLING"),
        (
            SamplingPlan(5, 1, number(10), number(100)),
            SamplingPlan(5, 1, number(10), number(100)),
            ("[CFU]/g", "[CFU]/mL"),
            "BASIS",
        ),
        (
            SamplingPlan(5, 1, number(10), number(100)),
            SamplingPlan(5, 1, number(10), number(100)),
            ("[CFU]/g", None),
            "BASIS",
        ),
        (
            SamplingPlan(5, 0, number(0), None, number(25), "g"),
            SamplingPlan(5, 0, number(0), None, number(25), "mL"),
            None,
            "SAMPLING",
        ),
    ],
)
def test_plans_that_count_otherwise_are_not_comparable(one, other, units, code):
    for left, right, sides in ((one, other, units), (other, one, units and units[::-1])):
        trail = Trail()
        found = compare_plans(pair_of(left, right, units=sides or ("[CFU]/g", "[CFU]/g")), trail)
        assert isinstance(found, Closed)
        assert (found.verdict.value, found.code) == ("NOT_COMPARABLE", code)


def absence(n, c, amount, unit="g"):
    return SamplingPlan(n, c, number(0), None, number(amount), unit)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (absence(5, 0, 25), absence(5, 0, 25), Relation.EQUAL),
        (absence(5, 0, 50), absence(5, 0, 25), Relation.INSIDE),
        (absence(5, 0, 10), absence(5, 0, 25), Relation.AROUND),
    ],
)
def test_nothing_in_a_larger_sample_is_the_stricter_demand(one, other, relation):
    assert compare_plans(pair_of(one, other, units=(None, None), name="沙门氏菌"), Trail()) is relation


def test_a_plan_whose_sample_only_one_text_states_is_left_open():
    one, other = absence(5, 0, 25), SamplingPlan(5, 0, number(0))
    for left, right in ((one, other), (other, one)):
        found = compare_plans(pair_of(left, right, units=(None, None), name="沙门氏菌"), Trail())
        assert (found.verdict.value, found.code) == ("UNDETERMINED", "SAMPLING")


AMOUNTS = [
    (25, "g", 10, "g", Relation.INSIDE),
    (10, "g", 25, "g", Relation.AROUND),
    (25, "g", 25000, "mg", Relation.EQUAL),
    (100, "mL", 250, "mL", Relation.AROUND),
    (1, "L", 250, "mL", Relation.INSIDE),
]


@pytest.mark.parametrize(("amount", "unit", "other_amount", "other_unit", "relation"), AMOUNTS)
def test_not_detected_in_a_larger_amount_is_the_stricter_demand(amount, unit, other_amount, other_unit, relation):
    one = NotDetected(None, number(amount), unit)
    other = NotDetected(None, number(other_amount), other_unit)
    trail = Trail()
    pair = pair_of(one, other, units=(None, None), name="大肠埃希氏菌")
    assert compare_samples(pair, trail) is relation
    assert trail.steps[-1][:2] == ("inclusion", "by sample")
    assert compare_samples(pair_of(other, one, units=(None, None), name="大肠埃希氏菌"), Trail()) is relation.swapped


def test_amounts_by_mass_and_by_volume_are_not_comparable():
    one, other = NotDetected(None, number(25), "g"), NotDetected(None, number(25), "mL")
    trail = Trail()
    found = compare_samples(pair_of(one, other, units=(None, None), name="沙门氏菌"), trail)
    assert (found.verdict.value, found.code) == ("NOT_COMPARABLE", "SAMPLING")
    assert trail.steps[-1].gate == "inclusion"


@pytest.mark.parametrize("sides", [(1, 0), (0, 1), (0, 0)])
def test_a_microbe_in_an_amount_that_is_not_stated_is_left_open(sides):
    stated, silent = NotDetected(None, number(25), "g"), NotDetected()
    left, right = ((silent, stated)[side] for side in sides)
    trail = Trail()
    found = compare_samples(pair_of(left, right, units=(None, None), name="沙门氏菌"), trail)
    assert (found.verdict.value, found.code) == ("UNDETERMINED", "SAMPLING")
    assert trail.steps[-1].gate == "inclusion"


def test_a_substance_is_not_looked_for_in_an_amount():
    assert compare_samples(pair_of(NotDetected(), NotDetected(), name="甲醛"), Trail()) is None
    # An amount that is stated counts for a substance too.
    one, other = NotDetected(None, number(25), "g"), NotDetected(None, number(10), "g")
    assert compare_samples(pair_of(one, other, name="甲醛"), Trail()) is Relation.INSIDE
    assert isinstance(compare_samples(pair_of(one, NotDetected(), name="甲醛"), Trail()), Closed)


def test_the_unit_of_a_count_names_the_amount_that_was_tested():
    for unit, amount, relation in (
        ("[CFU]/(100.mL)", 100, Relation.EQUAL),
        ("[CFU]/mL", 100, Relation.AROUND),
        ("[MPN]/(100.mL)", 50, Relation.INSIDE),
    ):
        stated = NotDetected(None, number(amount), "mL")
        assert (
            compare_samples(pair_of(NotDetected(), stated, units=(unit, None), name="总大肠菌群"), Trail()) is relation
        )
        # What the text states itself comes before what its unit says.
        assert (
            compare_samples(pair_of(stated, stated, units=(unit, None), name="总大肠菌群"), Trail()) is Relation.EQUAL
        )


def test_colonies_and_most_probable_numbers_do_not_convert():
    sample = NotDetected(None, number(100), "mL")
    for texts in (("0 CFU/100mL", "0 MPN/100mL"), ("0 mpn/100 mL", "0 cfu/100 mL")):
        trail = Trail()
        found = compare_samples(pair_of(sample, sample, name="总大肠菌群", texts=texts), trail)
        assert (found.verdict.value, found.code) == ("NOT_COMPARABLE", "BASIS")
        assert trail.steps[-1].gate == "unit"
    for texts in (("0 CFU/100mL", "不得检出/100 mL"), ("0 cfu", "0 CFU"), ("不得检出", "0 MPN")):
        assert compare_samples(pair_of(sample, sample, name="总大肠菌群", texts=texts), Trail()) is Relation.EQUAL


def limits(low, high, *more):
    return Cell(Limits((NumberInterval(number(low), number(high)), *more)))


def test_what_accepts_only_the_value_zero():
    assert is_zero(limits(None, 0))
    assert is_zero(limits(0, 0))
    assert not is_zero(limits(None, 1))
    assert not is_zero(limits(0, None))
    assert not is_zero(limits(0, 1))
    assert not is_zero(limits(-1, 0))
    assert not is_zero(limits(None, 0, NumberInterval(number(5), number(6))))
    assert not is_zero(Cell(NotDetected()))


def test_a_count_of_zero_beside_not_detected_is_absence_in_the_amount_of_its_unit():
    zero = Limits((NumberInterval(None, number(0)),))
    for left, right, units, side in (
        (zero, NotDetected(), ("[CFU]/(100.mL)", None), 0),
        (NotDetected(), zero, (None, "[CFU]/(100.mL)"), 1),
    ):
        trail = Trail()
        pair = zero_as_not_detected(pair_of(left, right, units=units, name="总大肠菌群"), trail)
        cell = (pair.declared_cell, pair.benchmark_cell)[side]
        assert cell.constraint == NotDetected(None, Number(Fraction(100), "100"), "mL")
        assert list(trail.flags) == ["ZERO_AS_ND"]
        assert trail.steps[-1].gate == "inclusion"


@pytest.mark.parametrize(
    ("left", "right", "name"),
    [
        (Limits((NumberInterval(None, number(0)),)), NotDetected(), "甲醛"),
        (Limits((NumberInterval(None, number(1)),)), NotDetected(), "总大肠菌群"),
        (Limits((NumberInterval(None, number(0)),)), Limits((NumberInterval(None, number(0)),)), "总大肠菌群"),
        (NotDetected(), NotDetected(), "总大肠菌群"),
    ],
)
def test_other_zeros_stay_what_they_are(left, right, name):
    trail = Trail()
    pair = pair_of(left, right, name=name)
    assert zero_as_not_detected(pair, trail) == pair
    assert not trail.flags
    assert not trail.steps


def test_a_zero_without_a_unit_is_absence_in_an_amount_that_is_not_known():
    zero = Limits((NumberInterval(None, number(0)),))
    pair = zero_as_not_detected(pair_of(zero, NotDetected(), units=(None, None), name="总大肠菌群"), Trail())
    assert pair.declared_cell.constraint == NotDetected()
