"""Requirements that depend on a class, a size or a position: the common refinement and the overall verdict."""

from fractions import Fraction

import pytest

from catalog.comparison.reports import CellVerdict, VerdictKind
from catalog.comparison.requirements import (
    Axis,
    AxisType,
    Band,
    CapabilityRange,
    Cell,
    Limits,
    NoRequirement,
    Number,
    NumberInterval,
    Requirement,
)
from catalog.comparison.tables import overall
from catalog.comparison.verdicts import Context, compare_requirements


def number(text):
    return Number(Fraction(text), text)


def band(text):
    """``[10,30)`` or ``(100,)`` as a band."""
    low, high = text[1:-1].split(",")
    return Band(
        NumberInterval(
            number(low) if low else None,
            number(high) if high else None,
            low_closed=text[0] == "[",
            high_closed=text[-1] == "]",
        )
    )


def withstand(value):
    return CapabilityRange((NumberInterval(None, number(value)),))


def at_most(value):
    return Limits((NumberInterval(None, number(value)),))


def table(name, axis, rows, unit, constraint=withstand, kind=AxisType.RATING, **fields):
    cells = tuple(
        Cell(constraint(value), ((axis, band(label) if kind is AxisType.RATING else label),)) for label, value in rows
    )
    return Requirement("r1", name, name, cells, (Axis(axis, kind),), unit=unit, unit_printed=unit, **fields)


BENCHMARK_VOLTAGE = table(
    "试验电压",
    "working_voltage",
    [("[10,30)", "250"), ("[30,60)", "500"), ("[60,130)", "750"), ("[130,220)", "1000"), ("[220,270]", "1500")],
    "V",
)
DECLARED_VOLTAGE = table(
    "工频耐电压", "working_voltage", [("(,24)", "300"), ("(24,100]", "500"), ("(100,)", "1500")], "V"
)
BENCHMARK_PULL = table("引出线强度", "frame_size", [("(,130)", "6"), ("[130,160)", "9"), ("[160,)", "12")], "N")
DECLARED_PULL = table("引出线强度", "frame_size", [("(,110)", "9"), ("[110,)", "15")], "N")


def cell_at(verdict, value, name):
    for cell in verdict.cells:
        interval = dict(cell.classes)[name].interval
        low, high = interval.low, interval.high
        above = low is None or low.value < value or (low.value == value and interval.low_closed)
        below = high is None or value < high.value or (high.value == value and interval.high_closed)
        if above and below:
            return cell
    raise AssertionError(value)


def test_the_pull_on_a_lead_is_stricter_for_every_frame_size():
    verdict = compare_requirements(DECLARED_PULL, BENCHMARK_PULL)
    assert verdict.verdict is VerdictKind.STRICTER
    assert {cell.verdict for cell in verdict.cells} == {VerdictKind.STRICTER}
    assert len(verdict.cells) == 4


@pytest.mark.parametrize(
    ("voltage", "expected"),
    [
        (10, "STRICTER"),
        (23, "STRICTER"),
        (24, "MISSING"),
        (25, "STRICTER"),
        (30, "EQUAL"),
        (59, "EQUAL"),
        (60, "LOOSER"),
        (100, "LOOSER"),
        (101, "STRICTER"),
        (219, "STRICTER"),
        (220, "EQUAL"),
        (270, "EQUAL"),
    ],
)
def test_the_test_voltage_differs_from_band_to_band(voltage, expected):
    verdict = compare_requirements(DECLARED_VOLTAGE, BENCHMARK_VOLTAGE)
    assert cell_at(verdict, voltage, "working_voltage").verdict.value == expected


def test_the_test_voltage_is_mixed_overall_and_the_hole_is_flagged():
    verdict = compare_requirements(DECLARED_VOLTAGE, BENCHMARK_VOLTAGE)
    assert verdict.verdict is VerdictKind.OVERLAP
    assert "CLASS_GAP" in verdict.flags
    hole = cell_at(verdict, 24, "working_voltage")
    assert "CLASS_GAP" in hole.flags
    assert hole.declared is None
    assert hole.benchmark is not None


def test_a_rating_outside_the_benchmark_is_listed_and_not_compared():
    verdict = compare_requirements(DECLARED_VOLTAGE, BENCHMARK_VOLTAGE)
    outside = cell_at(verdict, 600, "working_voltage")
    assert (outside.verdict, outside.flags) == (VerdictKind.EXTRA, ("OUTSIDE_SCOPE",))


def test_swapping_two_tables_swaps_every_shared_cell():
    forward = compare_requirements(DECLARED_PULL, BENCHMARK_PULL)
    backward = compare_requirements(BENCHMARK_PULL, DECLARED_PULL)
    assert backward.verdict is VerdictKind.LOOSER
    assert len(forward.cells) == len(backward.cells)


def test_a_value_without_a_size_holds_for_all_sizes():
    plain = Requirement("r1", "引出线强度", "9 N", (Cell(withstand("9")),), unit="N", unit_printed="N")
    verdict = compare_requirements(plain, BENCHMARK_PULL)
    assert [cell.verdict.value for cell in verdict.cells] == ["STRICTER", "EQUAL", "LOOSER"]
    assert verdict.verdict is VerdictKind.OVERLAP


def test_bands_in_another_unit_are_converted():
    declared = table("径向间隙", "diameter", [("[10,20]", "0.02")], "mm", at_most)
    declared = Requirement(**{**fields(declared), "axes": (Axis("diameter", AxisType.RATING, "mm"),)})
    benchmark = table("径向间隙", "diameter", [("[1,2]", "0.03")], "mm", at_most)
    benchmark = Requirement(**{**fields(benchmark), "axes": (Axis("diameter", AxisType.RATING, "cm"),)})
    verdict = compare_requirements(declared, benchmark)
    assert verdict.verdict is VerdictKind.STRICTER
    assert len(verdict.cells) == 1


def fields(requirement):
    return {name: getattr(requirement, name) for name in requirement.__slots__}


def test_a_cell_without_a_requirement_is_missing():
    rows = (Cell(at_most("5"), (("part", "经向"),)), Cell(NoRequirement("—"), (("part", "纬向"),)))
    axes = (Axis("part", AxisType.POSITION),)
    declared = Requirement("r1", "断裂伸长率", "…", rows, axes, unit="%", unit_printed="%")
    both = (Cell(at_most("5"), (("part", "经向"),)), Cell(at_most("5"), (("part", "纬向"),)))
    benchmark = Requirement("b1", "断裂伸长率", "…", both, axes, unit="%", unit_printed="%")
    verdict = compare_requirements(declared, benchmark)
    assert [cell.verdict.value for cell in verdict.cells] == ["EQUAL", "MISSING"]
    assert verdict.verdict is VerdictKind.LOOSER


def test_a_looser_cell_breaches_a_mandatory_benchmark_even_inside_a_mixed_row():
    verdict = compare_requirements(DECLARED_VOLTAGE, BENCHMARK_VOLTAGE, Context(mandatory=True))
    assert "MANDATORY_BREACH" in verdict.flags


@pytest.mark.parametrize(
    ("kinds", "positional", "expected"),
    [
        ("EQUAL EQUAL", True, "EQUAL"),
        ("MISSING MISSING", True, "MISSING"),
        ("EQUAL DISJOINT", True, "DISJOINT"),
        ("EQUAL DISJOINT", False, "OVERLAP"),
        ("STRICTER LOOSER", True, "OVERLAP"),
        ("STRICTER MISSING", True, "OVERLAP"),
        ("EXTRA LOOSER", True, "OVERLAP"),
        ("EQUAL OVERLAP", True, "OVERLAP"),
        ("STRICTER LOOSER UNDETERMINED", False, "OVERLAP"),
        ("EQUAL UNDETERMINED", False, "UNDETERMINED"),
        ("STRICTER NOT_COMPARABLE", False, "UNDETERMINED"),
        ("EQUAL STRICTER", True, "STRICTER"),
        ("EQUAL EXTRA", True, "STRICTER"),
        ("EQUAL LOOSER MISSING", True, "LOOSER"),
        ("EQUAL MISSING", True, "LOOSER"),
    ],
)
def test_the_overall_verdict_is_the_first_line_that_fits(kinds, positional, expected):
    cells = [
        CellVerdict((), VerdictKind(kind), code="KIND" if kind in ("UNDETERMINED", "NOT_COMPARABLE") else None)
        for kind in kinds.split()
    ]
    kind, code = overall(cells, positional=positional)
    assert kind.value == expected
    assert (code is not None) == (expected in ("UNDETERMINED", "NOT_COMPARABLE"))
