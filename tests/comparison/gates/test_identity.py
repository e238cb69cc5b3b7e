"""Whether two texts speak of one class of product, and what a row without a name is about."""

import pytest

from catalog.comparison.gates.identity import characteristic_of, check_product_class, same_members
from catalog.comparison.gates.trail import Trail
from catalog.comparison.requirements import Cell, GradeSet, Requirement, Text


@pytest.mark.parametrize(
    ("declared", "benchmark", "text", "answer"),
    [
        (None, None, "…", None),
        ("某种甲", "某种甲", "…", None),
        ("某种甲", "某种乙", "…", ("NOT_COMPARABLE", "CLASS")),
        ("some kind", "other kind", "…", ("NOT_COMPARABLE", "CLASS")),
        # An unknown word of another language may be the same class.
        ("某种甲", "some kind", "…", ("UNDETERMINED", "CLASS")),
        ("some kind", "某种甲", "…", ("UNDETERMINED", "CLASS")),
        ("某种甲", None, "…", ("UNDETERMINED", "CLASS")),
        (None, "某种甲", "…", ("UNDETERMINED", "CLASS")),
        ("B类", "B类", "甲醛 B类", None),
        ("B类", "A类", "甲醛 B类", ("NOT_COMPARABLE", "CLASS")),
        ("A类", "class A", "甲醛 A类", None),
        ("B类", "some kind", "甲醛 B类", ("NOT_COMPARABLE", "CLASS")),
        # Infant wear is class A whatever the label says.
        ("B类", "A类", "婴幼儿服装 甲醛 B类", None),
        ("B类", "B类", "婴幼儿服装 甲醛 B类", ("NOT_COMPARABLE", "CLASS")),
    ],
)
def test_the_class_belongs_to_the_product(declared, benchmark, text, answer):
    trail = Trail()
    closed = check_product_class(declared, benchmark, text, trail)
    assert (closed and (closed.verdict.value, closed.code)) == answer
    if declared is not None or benchmark is not None:
        assert trail.steps[-1].gate == "class"
        assert (trail.steps[-1].outcome == "same") is (answer is None)


def row(name="", grade=None, unit=None, members=()):
    constraint = Text("…", "") if grade is None else grade
    return Requirement("r1", name, "…", (Cell(constraint),), unit=unit, members=members)


def test_a_row_without_a_name_is_known_by_a_symbol_that_only_one_characteristic_has():
    assert characteristic_of(row(grade=GradeSet("ip", "ge", "IP55"))).id == "c:elec.ip"
    assert characteristic_of(row(grade=GradeSet("ul94", "ge", "V-0"))).id == "c:mech.flammability"
    assert characteristic_of(row(grade=GradeSet("ie", "ge", "IE3"))).id == "c:elec.efficiency_class"
    assert characteristic_of(row(unit="[HV]")).id == "c:mech.hardness"
    assert characteristic_of(row(unit="mg/kg")) is None
    assert characteristic_of(row()) is None
    assert characteristic_of(row("某某", grade=GradeSet("ip", "ge", "IP55"))) is None


def test_rows_on_several_substances_share_a_member_or_none():
    several = row("DEHP、DBP", members=("DEHP", "DBP"))
    assert same_members(several, row("DEHP"))
    assert same_members(row("DEHP"), several)
    assert not same_members(several, row("BBP"))
    assert not same_members(row("DEHP"), row("DEHP"))
