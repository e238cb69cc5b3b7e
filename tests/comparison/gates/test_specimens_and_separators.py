"""What a unit says beside its size, and numbers whose point or comma may separate thousands."""

from fractions import Fraction

import pytest

from catalog.comparison.gates.separators import separator_doubtful
from catalog.comparison.gates.specimens import check_units
from catalog.comparison.gates.trail import Pair, Trail
from catalog.comparison.gates.values import Side, side_unit, tolerance_interval
from catalog.comparison.requirements import Cell, Limits, Number, NumberInterval, Requirement, Text, Tolerance
from catalog.comparison.sets import IntervalSet
from catalog.comparison.units import find_unit, unit_by_code


def pair_of(left, right):
    sides = [
        Requirement("r1", "某项", "…", (Cell(Text("…", "")),), unit=unit and find_unit(unit).code, unit_printed=unit)
        for unit in (left, right)
    ]
    return Pair(*sides, None, sides[0].cells[0], sides[1].cells[0])


@pytest.mark.parametrize(
    ("left", "right", "verdict", "code", "gate"),
    [
        ("N/5cm", "N/10cm", "NOT_COMPARABLE", "CONDITION", "condition"),
        ("N/5cm", "N/m", "NOT_COMPARABLE", "CONDITION", "condition"),
        ("N/5cm", "N", "UNDETERMINED", "QUANTITY", "condition"),
        ("HRC", "HV", "NOT_COMPARABLE", "SCALE", "unit"),
        ("HRC", "HRB", "NOT_COMPARABLE", "SCALE", "unit"),
        ("dB", "dB(A)", "UNDETERMINED", "QUANTITY", "unit"),
        ("dB(C)", "dB(A)", "NOT_COMPARABLE", "QUANTITY", "unit"),
        ("dBm", "dB(A)", "NOT_COMPARABLE", "QUANTITY", "unit"),
    ],
)
def test_units_that_name_another_specimen_scale_or_weighting_close(left, right, verdict, code, gate):
    for one, other in ((left, right), (right, left)):
        trail = Trail()
        found = check_units(pair_of(one, other), trail)
        assert (found.verdict.value, found.code) == (verdict, code)
        assert trail.steps[-1].gate == gate


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("N/5cm", "kN/5cm"),
        ("N/5cm", "N/5cm"),
        ("N", "kN"),
        ("N", "MPa"),
        ("N/m", "N"),
        ("HV", "N"),
        ("N", "HV"),
        ("dB", "N"),
        ("N", "dB"),
        (None, "dB"),
        ("dB", None),
        ("mg/kg", "N/5cm"),
        ("HRC", "dB(A)"),
        ("N/5cm", "mg/kg"),
    ],
)
def test_what_the_unit_gate_decides_is_left_to_it(left, right):
    trail = Trail()
    assert check_units(pair_of(left, right), trail) is None
    assert not trail.steps


def side(printed, unit=None):
    value = Fraction(printed.replace(",", ""))
    number = Number(value, printed)
    return Side((NumberInterval(None, number),), unit and unit_by_code(unit), None, IntervalSet())


@pytest.mark.parametrize(
    ("one", "other", "doubtful"),
    [
        # As printed the two lie more than a hundredfold apart, and as thousands within a factor of ten.
        (side("1.200"), side("1000"), True),
        (side("1.200"), side("1200"), True),
        (side("1.200"), side("11999"), True),
        (side("1.200"), side("12000"), False),
        (side("1.200"), side("121"), True),
        (side("1.200"), side("120"), False),
        (side("1.200"), side("1.3"), False),
        (side("1.2"), side("1000"), False),
        (side("0.200"), side("200"), False),
        (side("1.2000"), side("1000"), False),
        (side("-1200"), side("1000"), False),
        (side("1,200"), side("1.1"), True),
        (side("1,200"), side("1100"), False),
        (side("1,200"), side("12"), False),
        (side("1.200"), side("0"), False),
        (side("1.200", "kg"), side("1000", "kg"), True),
        # 1.200 kg are 1200 g: near as printed.
        (side("1.200", "kg"), side("1000", "g"), False),
        (side("1.200", "g"), side("1.1", "kg"), True),
        (side("1.200", "g"), side("1000"), True),
    ],
)
def test_a_mark_that_may_separate_thousands_leaves_the_pair_open(one, other, doubtful):
    assert separator_doubtful(one, other) is doubtful
    assert separator_doubtful(other, one) is doubtful


def test_every_end_of_a_range_counts():
    low, high = Number(Fraction("1.2"), "1.200"), Number(Fraction(2), "2")
    whole = Side((NumberInterval(low, high),), None, None, IntervalSet())
    assert separator_doubtful(whole, side("1000"))
    assert not separator_doubtful(Side((NumberInterval(None, high),), None, None, IntervalSet()), side("1000"))


def test_a_cell_may_have_a_unit_of_its_own():
    row = Requirement("r1", "某项", "…", (), unit="mg/kg", unit_printed="mg/kg")
    plain, own = Cell(Text("…", "")), Cell(Text("…", ""), unit="g/kg", unit_printed="g/kg")
    assert side_unit(row, plain) == (unit_by_code("mg/kg"), "mg/kg")
    assert side_unit(row, own) == (unit_by_code("g/kg"), "g/kg")
    assert side_unit(Requirement("r1", "某项", "…", ()), plain) == (None, None)


def number(text):
    return Number(Fraction(text), text)


@pytest.mark.parametrize(
    ("tolerance", "low", "high"),
    [
        (Tolerance(number("100"), number("5"), number("10")), "95", "110"),
        (
            Tolerance(number("200"), Number(Fraction(1, 20), ""), Number(Fraction(1, 10), ""), relative=True),
            "190",
            "220",
        ),
        (
            Tolerance(number("-200"), Number(Fraction(1, 20), ""), Number(Fraction(1, 20), ""), relative=True),
            "-210",
            "-190",
        ),
        (Tolerance(None, number("3"), number("4")), "-3", "4"),
        (Tolerance(None, Number(Fraction(1, 20), "5"), Number(Fraction(1, 20), "5"), relative=True), "-0.05", "0.05"),
    ],
)
def test_a_tolerance_accepts_what_lies_between_its_ends(tolerance, low, high):
    interval = tolerance_interval(tolerance)
    assert (interval.low.value, interval.high.value) == (Fraction(low), Fraction(high))
    assert (interval.low.printed, interval.high.printed) == (low, high)
    assert interval.low_closed
    assert interval.high_closed
    assert Limits((interval,)).intervals == (interval,)
