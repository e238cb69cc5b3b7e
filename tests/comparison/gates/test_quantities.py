"""Numbers: one unit, one basis, the natural domain, and what a text leaves open about any of them."""

from fractions import Fraction

import pytest

from catalog.comparison import compare_texts
from catalog.comparison.dictionary import dictionary
from catalog.comparison.gates.capabilities import is_capability, named_range
from catalog.comparison.gates.quantities import compare_numbers
from catalog.comparison.gates.trail import Closed, Pair, Trail
from catalog.comparison.gates.values import Numbers
from catalog.comparison.requirements import (
    CapabilityRange,
    Cell,
    Limits,
    Number,
    NumberInterval,
    Requirement,
    Tolerance,
)
from catalog.comparison.sets import Relation


def number(text):
    return None if text is None else Number(Fraction(text), str(text))


def limit(low, high, **ends):
    return Limits((NumberInterval(number(low), number(high), **ends),))


def able(low, high):
    return CapabilityRange((NumberInterval(number(low), number(high)),))


def found(
    left, right, *, units=(None, None), printed=None, name="某项", entry=None, names=None, bases=(None, None), **fields
):
    sides = [
        Requirement("r1", called, called, (Cell(item),), unit=unit, unit_printed=shown, basis=basis, **fields)
        for item, unit, shown, basis, called in zip(
            (left, right), units, printed or units, bases, names or (name, name), strict=True
        )
    ]
    trail = Trail()
    pair = Pair(*sides, dictionary().get(entry) if entry else None, sides[0].cells[0], sides[1].cells[0])
    return compare_numbers(pair, trail), trail


def relation(*args, **kwargs):
    result, _ = found(*args, **kwargs)
    return result.relation if isinstance(result, Numbers) else result.code


def test_values_in_two_units_of_one_kind_are_converted():
    result, trail = found(limit(None, "75"), limit(None, "0.075"), units=("mg/kg", "g/kg"))
    assert result.relation is Relation.EQUAL
    assert ("unit", "converted") in [step[:2] for step in trail.steps]
    assert trail.steps[-1].gate == "inclusion"
    result, trail = found(limit(None, "75"), limit(None, "75"), units=("mg/kg", "mg/kg"))
    assert ("unit", "same") in [step[:2] for step in trail.steps]
    assert relation(limit(None, "25"), limit(None, "298.15"), units=("Cel", "K")) is Relation.EQUAL


@pytest.mark.parametrize(
    ("units", "printed", "answer"),
    [
        ((None, None), (None, None), Relation.EQUAL),
        ((None, None), ("某单位", "某单位"), Relation.EQUAL),
        ((None, None), ("某单位", "某 单位"), Relation.EQUAL),
        ((None, None), ("某单位", "别的"), "QUANTITY"),
        ((None, None), ("某单位", None), "QUANTITY"),
        ((None, "mg/kg"), (None, "mg/kg"), "QUANTITY"),
        (("mg/kg", None), ("mg/kg", None), "QUANTITY"),
        (("[pH]", None), ("pH", None), Relation.EQUAL),
        ((None, "[pH]"), (None, "pH"), Relation.EQUAL),
        (("[pH]", None), ("pH", "某单位"), "QUANTITY"),
        (("mg/kg", "mg/L"), None, "BASIS"),
    ],
)
def test_a_unit_of_one_side_only_leaves_the_pair_open(units, printed, answer):
    result, trail = found(limit(None, "7"), limit(None, "7"), units=units, printed=printed)
    if isinstance(answer, Relation):
        assert result.relation is answer
    else:
        assert result.code == answer
        assert trail.steps[-1].gate == "unit"


@pytest.mark.parametrize("unit", ["[ppm]", "[ppb]", "[pptr]"])
def test_parts_per_million_of_a_mass_are_an_assumption(unit):
    kwargs = {"entry": "c:chem.lead.total", "name": "铅"}
    for units in ((unit, "mg/kg"), ("mg/kg", unit)):
        _, trail = found(limit(None, "1"), limit(None, "1"), units=units, **kwargs)
        assert "PPM_AS_MASS_FRACTION" in trail.flags
    _, trail = found(limit(None, "1"), limit(None, "1"), units=(unit, unit), **kwargs)
    assert "PPM_AS_MASS_FRACTION" not in trail.flags


@pytest.mark.parametrize(
    ("declared", "benchmark", "verdict", "code"),
    [
        ("铅 ≤ 90 ppm", "铅 ≤ 90 mg/kg", "EQUAL", None),
        ("铅 ≤ 90 mg/kg", "lead ≤ 0.01 %", "STRICTER", None),
        ("与平均值偏差 ≤ ±5 %", "与规定值容差 ±12.5 %", "NOT_COMPARABLE", "QUANTITY"),
        ("pH 4.0～7.5", "pH 4.0～8.5", "STRICTER", None),
        ("温升 ≤ 60 K", "温升 ≤ 60 ℃", "EQUAL", None),
    ],
)
def test_texts_with_numbers(declared, benchmark, verdict, code):
    got = compare_texts(declared, benchmark)
    assert (got.verdict.value, got.code) == (verdict, code), got.steps


def deviation(plus, reference=None, *, relative=True):
    value = Number(Fraction(plus, 100), str(plus))
    return Tolerance(None, value, value, relative, reference)


def test_two_deviations_need_one_reference():
    kwargs = {"units": ("%", "%")}
    assert relation(deviation(5, "mean"), deviation(5, "mean"), **kwargs) is Relation.EQUAL
    assert relation(deviation(5, "mean"), deviation(12, "mean"), **kwargs) is Relation.INSIDE
    for pair, verdict in (
        ((deviation(5, "mean"), deviation(5, "specified")), "NOT_COMPARABLE"),
        ((deviation(5, "mean"), deviation(5)), "UNDETERMINED"),
        ((deviation(5), deviation(5, "mean")), "UNDETERMINED"),
    ):
        result, trail = found(*pair, **kwargs)
        assert (result.verdict.value, result.code) == (verdict, "QUANTITY")
        assert trail.steps[-1].gate == "basis"


def test_a_share_of_the_rated_value_is_no_share_of_another():
    for bases, answer in (
        (("of:rated", "of:rated"), Relation.EQUAL),
        (("of:rated", "of:mean"), "QUANTITY"),
        (("of:rated", None), "QUANTITY"),
    ):
        for order in (bases, bases[::-1]):
            assert relation(limit(None, "30"), limit(None, "30"), units=("%", "%"), bases=order) == answer


def test_a_deviation_both_ways_against_one_limit_is_ambiguous():
    kwargs = {"units": ("%", "%")}
    for other, open_ in ((limit(None, "5"), True), (limit("5", None), True), (limit("-5", "5"), False)):
        for pair in ((deviation(5), other), (other, deviation(5))):
            result, trail = found(*pair, **kwargs)
            if open_:
                assert (result.verdict.value, result.code) == ("UNDETERMINED", "AMBIGUOUS_OPERATOR")
                assert trail.steps[-1].gate == "inclusion"
            else:
                assert isinstance(result, Numbers)
    both = Limits((NumberInterval(None, number("5")), NumberInterval(number("7"), number("9"))))
    assert relation(deviation(5), both, **kwargs) == "AMBIGUOUS_OPERATOR"
    nominal = Tolerance(number("5"), number("1"), number("1"))
    assert isinstance(found(nominal, limit(None, "6"), **kwargs)[0], Numbers)


def test_a_content_is_cut_at_nothing_and_at_all_of_it():
    lead = {"entry": "c:chem.lead.total", "name": "铅", "units": ("mg/kg", "mg/kg")}
    result, trail = found(limit("0", "5"), limit(None, "5"), **lead)
    assert result.relation is Relation.EQUAL
    assert "DOMAIN_CLIP" in trail.flags
    assert ("domain", "clipped") in [step[:2] for step in trail.steps]
    result, trail = found(limit(None, "5"), limit(None, "6"), **lead)
    assert result.relation is Relation.INSIDE
    assert "DOMAIN_CLIP" not in trail.flags
    # A name that no entry has: the unit says that it is a content, or nothing does.
    for unit, cut in (("mg/kg", True), ("mg/L", True), ("mg/m3", True), ("Cel", False), ("%", False)):
        result, _ = found(limit("0", "5"), limit(None, "5"), units=(unit, unit))
        assert (result.relation is Relation.EQUAL) is cut, unit
    for name in ("某物含量", "某物残留量", "some content", "some residue"):
        assert relation(limit("0", "5"), limit(None, "5"), units=("%", "%"), name=name) is Relation.EQUAL
    assert relation(limit("0", "5"), limit(None, "5")) is Relation.INSIDE


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        (limit(None, "0.5"), Limits((NumberInterval(None, number("0.50")),)), Relation.EQUAL),
        (limit(None, "0.5"), limit(None, "0.54"), Relation.INSIDE),
    ],
)
def test_full_values_are_compared_unless_a_text_says_rounded(one, other, answer):
    assert relation(one, other) is answer
    result, trail = found(one, other, rounding="rounded")
    assert isinstance(result, Numbers)
    assert "DIGITS_DIFFER" in trail.flags
    assert ("inclusion", "rounded values") in [step[:2] for step in trail.steps]


def test_a_rounded_value_admits_half_a_unit_of_its_last_digit():
    """0.5 rounded admits up to 0.55, and 0.50 rounded up to 0.505 (GB/T 8170, 4.3.3)."""
    wide, narrow = limit(None, "0.5"), Limits((NumberInterval(None, number("0.50")),))
    assert relation(narrow, wide, rounding="rounded") is Relation.INSIDE
    assert relation(wide, narrow, rounding="rounded") is Relation.AROUND


def test_a_range_to_be_covered_is_the_stricter_the_wider_it_is():
    assert relation(able("0", "100"), able("0", "60")) is Relation.INSIDE
    assert relation(able("0", "60"), able("0", "100")) is Relation.AROUND
    assert relation(able("0", "60"), able("0", "60")) is Relation.EQUAL
    # No range excludes another: a product may cover both.
    assert relation(able("0", "1"), able("2", "3")) is Relation.OVERLAP
    for pair in ((able("0", "60"), limit("0", "60")), (limit("0", "60"), able("0", "60"))):
        result, trail = found(*pair)
        assert (result.verdict.value, result.code) == ("UNDETERMINED", "AMBIGUOUS_OPERATOR")
        assert trail.steps[-1].gate == "inclusion"


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        (("-40", "70"), ("-40", "-40"), Relation.INSIDE),
        (("-40", "-40"), ("-40", "70"), Relation.AROUND),
        (("-40", "70"), ("70", "70"), Relation.INSIDE),
        (("-40", "-40"), ("-20", "-20"), Relation.INSIDE),
        (("70", "70"), ("60", "60"), Relation.INSIDE),
        (("-40", "-40"), ("70", "70"), Relation.OVERLAP),
        (("-40", "70"), ("-50", "-50"), Relation.OVERLAP),
        (("-40", None), ("-20", None), Relation.INSIDE),
        (("-40", None), (None, "70"), Relation.OVERLAP),
        (("15", "15"), ("15", "15"), Relation.EQUAL),
        (("15", "15"), ("10", "10"), Relation.OVERLAP),
        (("35", "35"), ("40", "40"), Relation.OVERLAP),
    ],
)
def test_a_single_temperature_is_an_end_of_a_range_where_it_is_clearly_cold_or_hot(one, other, answer):
    entry = {"entry": "c:env.operating_temperature", "name": "工作温度", "units": ("Cel", "Cel")}
    assert relation(able(*one), able(*other), **entry) is answer
    assert relation(able(*other), able(*one), **entry) is answer.swapped


def test_which_names_of_a_range_mean_a_capability():
    for name in (
        "适用范围",
        "调节范围",
        "可调范围",
        "测量范围",
        "检测范围",
        "输入范围",
        "输出范围",
        "控制范围",
        "设定范围",
        "感应范围",
        "扫描范围",
    ):
        assert named_range(f"某{name}") == "capability", name
    for name in (
        "adjustable range",
        "operating range",
        "measuring range",
        "supply range",
        "input range",
        "control range",
    ):
        assert named_range(f"some {name}") == "capability", name
    assert named_range("某某范围") == "doubtful"
    assert named_range("某某") == "set"
    assert named_range("工作温度的范围") == "capability"
    assert named_range("pH范围") == "set"
    assert named_range("pH range") == "set"


def test_a_nominal_value_with_a_tolerance_is_a_range_to_cover_only_for_a_capability():
    supply = dictionary().get("c:env.supply_voltage_range")
    voltage = Cell(Tolerance(number("220"), number("22"), number("22")))
    assert is_capability(voltage, supply) is supply.capability
    assert not is_capability(voltage, None)
    assert not is_capability(voltage, dictionary().get("c:chem.lead.total"))
    assert not is_capability(Cell(Tolerance(None, number("5"), number("5"))), supply)
    assert is_capability(Cell(able("1", "2")), None)
    assert not is_capability(Cell(limit("1", "2")), supply)


def test_a_range_of_an_unknown_name_is_left_open_unless_it_is_the_same():
    result, trail = found(limit("1", "2"), limit("1", "3"), name="某某范围")
    assert (result.verdict.value, result.code) == ("UNDETERMINED", "AMBIGUOUS_OPERATOR")
    assert trail.steps[-1].gate == "inclusion"
    assert relation(limit("1", "2"), limit("1", "2"), name="某某范围") is Relation.EQUAL
    assert relation(limit("1", "3"), limit("1", "2"), name="某调节范围") is Relation.INSIDE
    assert relation(limit("1", "2"), limit("1", "3"), name="某某") is Relation.INSIDE


def test_a_thousands_mark_leaves_the_pair_open():
    one = Limits((NumberInterval(None, Number(Fraction("1.2"), "1.200")),))
    result, trail = found(one, limit(None, "1000"))
    assert isinstance(result, Closed)
    assert (result.code, trail.steps[-1].gate) == ("PARSE", "parse")
