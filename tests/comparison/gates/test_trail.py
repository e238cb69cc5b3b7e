"""Confidence: the lowest grade of both readings and of the assumptions that were made on the way."""

import pytest

from catalog.comparison.gates.trail import Trail, not_comparable, undetermined
from catalog.comparison.reports import Step, VerdictKind, Words
from catalog.comparison.requirements import Grade

ONE_ASSUMPTION = [
    "IMPLIED_OPERATOR",
    "PPM_AS_MASS_FRACTION",
    "METHOD_MOD",
    "METHOD_ADOPTED",
    "METHOD_EDITION",
    "ADOPTS_OLDER_EDITION",
    "WITHDRAWN_REFERENCE",
    "BASELINE_GRADE",
    "ZERO_AS_ND",
    "STOICHIOMETRIC_FACTOR",
    "BASIS_INEQUALITY",
    "METHOD_RATIONAL",
    "SAME_NAME",
    "ALTERNATIVE",
]
TWO_ASSUMPTIONS = ["TEXT_SET", "METHOD_UNSTATED"]
NO_ASSUMPTION = ["METHOD_IDT", "BOUNDARY_ONLY", "MARGIN_SMALL", "DIGITS_DIFFER", "CONDITION_CONVERTED", "DOMAIN_CLIP"]


def graded(*flags, sides=(Grade.A, Grade.A)):
    trail = Trail()
    trail.flag(*flags)
    return trail.grade(*sides)


@pytest.mark.parametrize("flag", ONE_ASSUMPTION)
def test_one_assumption_gives_b_and_another_one_c(flag):
    assert graded(flag) is Grade.B
    other = ONE_ASSUMPTION[ONE_ASSUMPTION.index(flag) - 1]
    assert graded(flag, other) is Grade.C


@pytest.mark.parametrize("flag", TWO_ASSUMPTIONS)
def test_words_compared_as_words_and_a_method_of_one_side_give_c(flag):
    assert graded(flag) is Grade.C


def test_what_is_explicit_keeps_a_and_the_worse_reading_counts():
    assert graded(*NO_ASSUMPTION) is Grade.A
    assert graded(sides=(Grade.A, Grade.B)) is Grade.B
    assert graded(sides=(Grade.C, Grade.A)) is Grade.C
    assert graded("SAME_NAME", sides=(Grade.C, Grade.A)) is Grade.C
    assert graded("TEXT_SET", sides=(Grade.A, Grade.B)) is Grade.C


def test_flags_and_steps_stand_in_the_order_in_which_the_gates_gave_them():
    trail = Trail()
    trail.flag("METHOD_MOD", "ALTERNATIVE")
    trail.flag("METHOD_MOD")
    trail.step("method", "mod", "why")
    trail.step("unit", "same")
    assert list(trail.flags) == ["METHOD_MOD", "ALTERNATIVE"]
    assert trail.steps == [Step("method", "mod", "why"), Step("unit", "same", "")]


def test_a_closed_gate_says_which_of_the_two_it_is():
    assert not_comparable("METHOD", "不同。", "Different.") == (
        VerdictKind.NOT_COMPARABLE,
        "METHOD",
        Words("不同。", "Different."),
    )
    assert undetermined("LOD", "未知。", "Unknown.") == (VerdictKind.UNDETERMINED, "LOD", Words("未知。", "Unknown."))
