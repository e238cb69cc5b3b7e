"""Which constraints can be held against each other at all, and what closes where they cannot."""

import itertools
from fractions import Fraction

import pytest

from catalog.comparison.gates.kinds import check_kinds, check_references
from catalog.comparison.gates.trail import Pair, Trail
from catalog.comparison.requirements import (
    Boolean,
    ByReference,
    CapabilityRange,
    Cell,
    GradeSet,
    Limits,
    NotDetected,
    Number,
    NumberInterval,
    Requirement,
    SamplingPlan,
    Text,
    Tolerance,
    WordSet,
)

ONE = Number(Fraction(1), "1")
LIMIT = Limits((NumberInterval(None, ONE),))
TOLERANCE = Tolerance(ONE, ONE, ONE)
RANGE = CapabilityRange((NumberInterval(ONE, None),))
GRADE = GradeSet("grey_scale", "ge", "4")
ABSENT, BAN = Boolean(value=False), Boolean(value=False, subject="use")
WORDS = WordSet(frozenset({"white"}))
NOTHING, NOTHING_IN = NotDetected(), NotDetected(None, ONE, "g")
PLAN, NO_PLAN = SamplingPlan(5, 1, ONE), SamplingPlan(5, 0, Number(Fraction(0), "0"))
REFERENCE, CLAUSE = ByReference("按图样"), ByReference("按5.3", "GB/T 7345-2008", "5.3")
FORMULA, DESCRIPTION = Text("a+b", "a formula"), Text("光滑", "description")
NC, UD = "NOT_COMPARABLE", "UNDETERMINED"


def asked(left, right):
    sides = [Requirement("r1", "某项", "…", (Cell(item),)) for item in (left, right)]
    trail = Trail()
    pair = Pair(*sides, None, sides[0].cells[0], sides[1].cells[0])
    return check_kinds(pair, trail), trail, check_references(pair)


@pytest.mark.parametrize(
    ("left", "right", "verdict", "code"),
    [
        *[
            (REFERENCE, other, UD, "REF_UNRESOLVED")
            for other in (LIMIT, GRADE, WORDS, ABSENT, REFERENCE, CLAUSE, FORMULA)
        ],
        *[(FORMULA, other, UD, "KIND") for other in (LIMIT, GRADE, WORDS, ABSENT, DESCRIPTION, FORMULA)],
        (DESCRIPTION, DESCRIPTION, UD, "KIND"),
        *[(DESCRIPTION, other, NC, "QUALITATIVE") for other in (LIMIT, TOLERANCE, RANGE, GRADE)],
        *[(DESCRIPTION, other, NC, "KIND") for other in (WORDS, ABSENT, NOTHING, PLAN)],
        *[(PLAN, other, NC, "SAMPLING") for other in (LIMIT, TOLERANCE, RANGE, NOTHING_IN)],
        *[(PLAN, other, NC, "KIND") for other in (GRADE, WORDS, ABSENT)],
        (PLAN, NOTHING, UD, "SAMPLING"),
        (NO_PLAN, NOTHING, UD, "SAMPLING"),
        (NO_PLAN, NOTHING_IN, UD, "SAMPLING"),
        (ABSENT, GRADE, NC, "SCALE"),
        (BAN, GRADE, NC, "SCALE"),
        *[(ABSENT, other, NC, "KIND") for other in (LIMIT, TOLERANCE, NOTHING, WORDS)],
        *[(BAN, other, NC, "KIND") for other in (LIMIT, NOTHING, WORDS, ABSENT)],
        *[(WORDS, other, NC, "QUALITATIVE") for other in (LIMIT, TOLERANCE, RANGE, GRADE)],
        (WORDS, NOTHING, NC, "KIND"),
        *[(GRADE, other, NC, "SCALE") for other in (LIMIT, TOLERANCE, RANGE, NOTHING)],
        (Boolean(value=True, subject="odour"), Boolean(value=True, subject="mould"), NC, "QUANTITY"),
        (Boolean(value=False, subject="odour"), Boolean(value=False, subject="mould"), NC, "QUANTITY"),
        (Boolean(value=False, subject="odour"), Boolean(value=True, subject="odour+mould"), NC, "QUANTITY"),
    ],
)
def test_constraints_of_two_kinds_close_the_gate(left, right, verdict, code):
    for one, other in ((left, right), (right, left)):
        closed, trail, _ = asked(one, other)
        assert (closed.verdict.value, closed.code) == (verdict, code)
        assert [step[:2] for step in trail.steps] == [("unit", "kinds differ")]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        *itertools.product((LIMIT, TOLERANCE, RANGE), repeat=2),
        (LIMIT, NOTHING),
        (NOTHING, LIMIT),
        (GRADE, GRADE),
        (WORDS, WORDS),
        (PLAN, NO_PLAN),
        (ABSENT, Boolean(value=True)),
        (BAN, BAN),
        (CLAUSE, CLAUSE),
        (Boolean(value=False, subject="odour"), Boolean(value=False, subject="odour+mould")),
    ],
)
def test_constraints_that_can_be_compared_pass(left, right):
    closed, trail, references = asked(left, right)
    assert closed is None
    assert references is None
    assert not trail.steps


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ByReference("…"), ByReference("…")),
        (ByReference("…", "GB/T 7345-2008"), ByReference("…", "GB/T 7345-2008")),
        (ByReference("…", "GB/T 7345", "5.3"), ByReference("…", "GB/T 7345", "5.3")),
        (ByReference("…", "GB/T 7345-2008", "5.3"), ByReference("…", "GB/T 7345-2008", "5.4")),
        (ByReference("…", "GB/T 7345-2008", "5.3"), ByReference("…", "GB/T 7346-2008", "5.3")),
        (ByReference("…", None, "5.3"), ByReference("…", None, "5.3")),
        (CLAUSE, LIMIT),
    ],
)
def test_only_one_clause_of_one_edition_says_the_same_unseen(one, other):
    for pair in ((one, other), (other, one)):
        closed, _, references = asked(*pair)
        assert closed.code == references.code == "REF_UNRESOLVED"
