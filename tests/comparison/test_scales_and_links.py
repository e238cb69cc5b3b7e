"""Scales, method links, conditions and classes: the facts that gates stand on."""

import pytest

from catalog.comparison.links import MethodRelation, classes, condition_rules, method_key, method_links
from catalog.comparison.scales import ip_protections, scales


def accepted(scale, operator, grade):
    return scales().get(scale).accepted(operator, grade)


def test_half_grades_of_colour_fastness_stand_between_the_whole_ones():
    assert accepted("grey_scale", "ge", "4") < accepted("grey_scale", "ge", "3-4") < accepted("grey_scale", "ge", "3")


def test_the_best_energy_grade_is_one():
    assert accepted("energy_grade", "le", "2") == {"1", "2"}


def test_pencils_run_from_9b_to_9h():
    order = scales().get("pencil").grades
    assert (
        order.index("2B")
        < order.index("B")
        < order.index("HB")
        < order.index("F")
        < order.index("H")
        < order.index("2H")
    )


@pytest.mark.parametrize(
    ("one", "other", "includes"),
    [
        ("IP65", "IP54", True),
        ("IP67", "IP65", False),
        ("IP68", "IP67", True),
        ("IP66", "IP65", True),
        ("IP65/IP67", "IP65", True),
        ("IPX7", "IPX4", True),
        ("IPX7", "IPX6", False),
        ("IPX9", "IPX7", False),
        ("IP20", "IP2X", True),
        ("IP2X", "IP20", True),
    ],
)
def test_ip_codes_include_each_other_by_iec_60529(one, other, includes):
    assert (ip_protections(one) >= ip_protections(other)) is includes


def test_property_classes_of_bolts_have_no_order():
    assert accepted("bolt_property", "ge", "8.8") is None


def test_e0_has_a_value_by_its_standard_only():
    assert scales().resolve("E0", "GB/T 39600", "2021").printed == "0.050"
    assert scales().resolve("E1", "GB 18580", None).printed == "0.124"
    assert scales().resolve("E0", "GB 18580", "2017") is None
    assert scales().resolve("E1", "GB 18580", "2001") is None


@pytest.mark.parametrize(
    ("one", "other", "relation", "older"),
    [
        ("GB/T 2912.1-2009", "ISO 14184-1:1998", "MOD", False),
        ("GB/T 2912.1-2009", "ISO 14184-1:2011", "MOD", True),
        ("GB/T 2912.1", "ISO 14184-1", "MOD", False),
        ("GB/T 3921", "ISO 105-C10:2006", "MOD", False),
        ("GB/T 10125", "ISO 9227", "adopted", False),
        ("GB/T 3920-1997", "GB/T 3920-2008", "edition", False),
        ("GB 18580-2001", "GB 18580-2017", "changed", False),
        ("GB/T 3923.1", "GB/T 3923.1-2013", "same", False),
        ("EN ISO 527-2", "ISO 527-2", "IDT", False),
        ("BS EN ISO 527-2", "DIN EN ISO 527-2", "same", False),
        ("GB/T 17592", "EN ISO 14362-1", "none", False),
        ("GB/T 3923.1", "GB/T 3923.2", "none", False),
        ("GB/T 4208-2008", "IEC 60529:2001", "IDT", False),
    ],
)
def test_method_links(one, other, relation, older):
    link = method_links().relation(method_key(one), method_key(other))
    assert (link.relation, link.older) == (MethodRelation(relation), older)
    back = method_links().relation(method_key(other), method_key(one))
    assert (back.relation, back.older) == (link.relation, link.older)


def test_a_method_may_fix_its_limit_of_detection_and_its_variant():
    fact = method_links().fact(method_key("GB/T 2912.1-2009"))
    assert (fact.lod, fact.lod_unit) == (20, "mg/kg")
    assert method_links().fact(method_key("ASTM D5034")).variant == "grab"


def test_withdrawn_editions_name_their_successor():
    assert method_links().withdrawn(method_key("GB/T 3920-1997")) == "GB/T 3920-2008"
    assert method_links().withdrawn(method_key("GB/T 3920")) is None


def test_cold_is_normal_atmosphere_for_insulation_resistance_only():
    rules = condition_rules()
    assert rules.equivalent("state", "cold", "normal_atmosphere", "c:elec.insulation_resistance")
    assert rules.equivalent("state", "cold", "normal_atmosphere", "c:elec.efficiency") is None
    assert rules.equivalent("state", "hot", "normal_atmosphere", "c:elec.insulation_resistance") is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("B类", "直接接触皮肤的产品", True),
        ("C类", "非直接接触皮肤", True),
        ("婴幼儿纺织产品 B类", "A类", True),
        ("A类", "C类", False),
        ("大米", "polished rice", True),
        ("大米", "糙米", False),
        ("玉米淀粉", "玉米", False),
    ],
)
def test_classes_are_the_product_s(one, other, same):
    assert (classes().find(one) == classes().find(other)) is same


def test_the_lowest_grade_is_known_by_its_word():
    assert classes().lowest_grade(("合格品", "优等品", "一等品")) == "合格品"
    assert classes().lowest_grade(("一级", "三级", "二级")) == "三级"
