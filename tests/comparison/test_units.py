"""Units: exact factors held against Pint, and what must never convert."""

from fractions import Fraction

import pint
import pytest

from catalog.comparison.units import (
    convert,
    difference_unit,
    find_unit,
    fold_surface,
    is_unit,
    match_unit,
    unit_by_code,
    unit_codes,
)

REGISTRY = pint.UnitRegistry()
BASES = {}
for code in unit_codes():
    unit = unit_by_code(code)
    if unit.pint and unit.offset == 0:
        BASES.setdefault(unit.kind, unit)
CHECKED = [code for code in unit_codes() if unit_by_code(code).pint and unit_by_code(code).offset == 0]
# Quantities that only their kind tells apart; Pint sees the same dimension in all of them.
APART = [
    ("mg/kg", "mg/L"),
    ("g/100g", "g/100mL"),
    ("mg/m3", "mg/L"),
    ("CFU/g", "MPN/g"),
    ("CFU/g", "CFU/mL"),
    ("dB", "dB(A)"),
    ("N", "N/5cm"),
    ("N/5cm", "N/10cm"),
    ("HRC", "HV"),
    ("NTU", "FNU"),
    ("%vol", "%(m/m)"),
    ("mol%", "%vol"),
    ("g/m2", "mg/dm2"),
    ("r/min", "rad/s"),
    ("IU/g", "U/g"),
    ("月", "d"),
]


def test_most_units_can_be_checked():
    assert len(CHECKED) > 350


@pytest.mark.parametrize("code", CHECKED)
def test_the_factor_is_what_pint_says(code):
    unit = unit_by_code(code)
    base = BASES[unit.kind]
    ratio = (REGISTRY.parse_expression(unit.pint) / REGISTRY.parse_expression(base.pint)).to("dimensionless").magnitude
    assert float(unit.factor / base.factor) == pytest.approx(float(ratio), rel=1e-9)


@pytest.mark.parametrize(("one", "other"), APART)
def test_kinds_that_look_alike_do_not_convert(one, other):
    with pytest.raises(ValueError, match="not of one kind"):
        convert(Fraction(1), find_unit(one), find_unit(other))


@pytest.mark.parametrize(
    ("value", "one", "other", "expected"),
    [
        ("0.075", "g/kg", "mg/kg", "75"),
        ("25", "℃", "K", "298.15"),
        ("131", "°F", "℃", "55"),
        ("25", "kgf/mm²", "MPa", "245.16625"),
        ("150", "D", "dtex", "500/3"),
        ("30", "MPN/100g", "MPN/g", "0.3"),
        ("1", "kWh/24h", "Wh/d", "1000"),
        ("360", "kcal/100g", "kJ/100g", "1506.24"),
    ],
)
def test_conversions_are_exact(value, one, other, expected):
    assert convert(Fraction(value), find_unit(one), find_unit(other)) == Fraction(expected)


def test_a_difference_of_temperatures_has_no_offset():
    celsius, kelvin = difference_unit(find_unit("℃")), difference_unit(find_unit("K"))
    assert convert(Fraction(60), celsius, kelvin) == 60


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("µg/g", "ug/g"),
        ("μg/g", "ug/g"),
        ("ug/g", "ug/g"),
        ("毫克／千克", "mg/kg"),
        ("mg·kg⁻¹", "mg/kg"),
        ("g / 100 mL", "g/(100.mL)"),
        ("％", "%"),
        ("㎡", "m2"),
        ("(mg/kg)", "mg/kg"),
        ("dB（A）", "dB(A)"),
        ("W/(m·K)", "W/(m.K)"),
    ],
)
def test_surface_forms_fold(printed, code):
    assert find_unit(printed).code == code


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("75mg/kg，GB/T 2912.1", "mg/kg", "，GB/T 2912.1"),
        ("6N的拉力", "N", "的拉力"),
        ("300 N/5cm", "N/(5.cm)", ""),
        ("3.0 g/100mL", "g/(100.mL)", ""),
        ("180 g/m²", "g/m2", ""),
        ("300 N GB/T 3923.1", "N", " GB/T 3923.1"),
    ],
)
def test_the_longest_form_is_taken(text, code, rest):
    start = next(i for i, char in enumerate(text) if not (char.isdigit() or char == "."))
    unit, end = match_unit(text, start)
    assert (unit.code, text[end:]) == (code, rest)


@pytest.mark.parametrize("text", ["5 in the box", "5 mg/frobnitz", "5 unknown", "5 Newcastle"])
def test_words_are_no_units(text):
    assert match_unit(text, 1) is None


@pytest.mark.parametrize("printed", ["mg/kg", "MG/KG", "(mg/kg)", "(MPa)", "mg / kg", "n/5 cm", "级", "℃"])
def test_a_unit_is_known_for_one_whatever_its_case(printed):
    assert is_unit(printed)


@pytest.mark.parametrize("printed", ["", "某某", "(某某)", "(mg/kg", "mg/kg)", "dry", "mg/kgx"])
def test_words_are_not_known_for_units(printed):
    assert not is_unit(printed)


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        (" mg / kg ", "mg/kg"),
        ("mg·kg⁻¹", "mg·kg-1"),
        ("g/100 mL", "g/100mL"),
        ("fl oz", "fl oz"),
        ("N / 5 cm", "N/5cm"),
        ("毫克 每 千克", "毫克每千克"),
        ("µg∕g", "μg/g"),
        ("W／(m × K)", "W/(m·K)"),
    ],
)
def test_idle_spaces_and_signs_fold_and_words_stay_apart(printed, folded):
    assert fold_surface(printed) == folded


def test_every_code_leads_to_its_unit():
    assert len(unit_codes()) == len(set(unit_codes()))
    assert all(unit_by_code(code).code == code for code in unit_codes())
    assert unit_by_code("nosuchunit") is None


def test_a_bracketed_unit_needs_both_brackets():
    assert find_unit("[mg/kg]").code == "mg/kg"
    assert find_unit("(mg/kg") is None
    assert find_unit("()") is None


def test_a_difference_keeps_everything_else():
    kelvin = difference_unit(find_unit("℃"))
    assert (kelvin.kind, kelvin.factor, kelvin.offset) == ("temperature_difference", 1, 0)
    assert difference_unit(find_unit("mg/kg")) is find_unit("mg/kg")
