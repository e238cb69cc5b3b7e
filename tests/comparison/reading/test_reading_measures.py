"""Ranges, tolerances, bands, lists and pairs."""

from __future__ import annotations

import pytest

from catalog.comparison.reading import read_band, read_limit, read_requirement
from catalog.comparison.requirements import CapabilityRange, Limits, NumberInterval, Requirement, Tolerance


def shown(interval: NumberInterval) -> str:
    """Return an interval as people write it."""
    low = "-∞" if interval.low is None else interval.low.exact
    high = "∞" if interval.high is None else interval.high.exact
    left = "[" if interval.low and interval.low_closed else "("
    right = "]" if interval.high and interval.high_closed else ")"
    return f"{left}{low}, {high}{right}"


def read(text: str) -> Requirement:
    found = read_requirement(text)
    assert isinstance(found, Requirement)
    return found


def values(text: str) -> list[str]:
    found = read(text)
    assert found.problem is None, found.problem_reason
    constraint = found.cells[0].constraint
    assert isinstance(constraint, Limits | CapabilityRange), constraint
    return [shown(interval) for interval in constraint.intervals]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pH值 4.0~8.5", "[4, 8.5]"),
        ("pH值 4.0～8.5", "[4, 8.5]"),
        ("pH值 4.0—8.5", "[4, 8.5]"),
        ("pH值 4.0-8.5", "[4, 8.5]"),
        ("pH值 4.0–8.5", "[4, 8.5]"),
        ("pH值 4.0至8.5", "[4, 8.5]"),
        ("pH 4.0 to 8.5", "[4, 8.5]"),
        ("pH between 4.0 and 8.5", "[4, 8.5]"),
        ("pH值应在4.0~8.5之间", "[4, 8.5]"),
        ("4.0≤pH≤8.5", "[4, 8.5]"),
        ("pH 4.0<pH≤8.5", "(4, 8.5]"),
        ("pH值不小于 4.0 且不大于 8.5", "[4, 8.5]"),
        ("pH值 ≥4.0，≤8.5", "[4, 8.5]"),
        ("pH值大于4.0小于8.5", "(4, 8.5)"),
        ("milkfat min 26 % m/m and less than 42 % m/m", "[26, 42)"),
        ("抗拉强度 370~500 MPa", "[370, 500]"),
        ("抗拉强度 370 MPa~500 MPa", "[370, 500]"),
        ("水洗尺寸变化率 -2.0%～＋1.0%", "[-2, 1]"),
        ("水洗尺寸变化率 -2.0～+1.0 %", "[-2, 1]"),
        ("水洗尺寸变化率 ±2.0%", "[-2, 2]"),
        ("质量 0.2 g~500 mg", "[200, 500]"),
        ("输入功率偏差 +5%～-10%", "[-10, 5]"),
    ],
)
def test_a_range(text: str, expected: str) -> None:
    assert values(text) == [expected]


@pytest.mark.parametrize("text", ["贮存温度 -5--1 ℃", "贮存温度 -5℃～-1℃", "贮存温度 -5 to -1 °C"])
def test_a_range_of_negative_numbers(text: str) -> None:
    assert values(text) == ["[-5, -1]"]


@pytest.mark.parametrize(
    "text", ["抗拉强度 500~370 MPa", "抗拉强度 ≥ 370~500 MPa", "抗拉强度 370 MPa~500 N", "抗拉强度 370~500 MPa以上"]
)
def test_a_range_that_contradicts_itself_is_refused(text: str) -> None:
    assert read(text).problem == "PARSE"


@pytest.mark.parametrize(
    ("text", "nominal", "minus", "plus", "relative"),
    [
        ("长度 100±1 mm", "100", "1", "1", False),
        ("长度 100 mm ± 1 mm", "100", "1", "1", False),
        ("长度 (100±1) mm", "100", "1", "1", False),
        ("长度 100 +0.5/-0.2 mm", "100", "0.2", "0.5", False),
        ("长度 100 +0.5 −0.2 mm", "100", "0.2", "0.5", False),
        ("长度 100 (+0.5, -0.2) mm", "100", "0.2", "0.5", False),
        ("长度 100 0/-0.2 mm", "100", "0.2", "0", False),
        ("长度 100 mm +0.5/0", "100", "0", "0.5", False),
        ("单位面积质量 180±5% g/m²", "180", "0.05", "0.05", True),
        ("单位面积质量 180 g/m² ±5%", "180", "0.05", "0.05", True),
        ("单位面积质量 180 g/m²，允差±5%", "180", "0.05", "0.05", True),
        ("单位面积质量 180±5 g/m²", "180", "5", "5", False),
        ("电压 220(1±10%) V", "220", "0.1", "0.1", True),
        ("电压 220 V (+10%, -15%)", "220", "0.15", "0.1", True),
        ("质量 500 g，允差 +5 g/-3 g", "500", "3", "5", False),
        ("熔体流动速率 2.0 ± 0.3 g/10 min", "2", "0.3", "0.3", False),
    ],
)
def test_a_tolerance(*, text: str, nominal: str, minus: str, plus: str, relative: bool) -> None:
    found = read(text)
    assert found.problem is None, found.problem_reason
    constraint = found.cells[0].constraint
    assert isinstance(constraint, Tolerance)
    assert constraint.nominal is not None
    assert (constraint.nominal.exact, constraint.minus.exact, constraint.plus.exact, constraint.relative) == (
        nominal,
        minus,
        plus,
        relative,
    )


def test_a_percentage_of_a_value_without_a_unit_is_refused() -> None:
    assert read("某某指标 180±5%").problem == "PARSE"


@pytest.mark.parametrize(
    ("text", "share", "reference"),
    [
        ("定子电阻容差范围应不大于规定值的±12.5%", "0.125", "specified"),
        ("冷态电阻与同批次平均值偏差≤±5%", "0.05", "mean"),
        ("空载转速：与标称值偏差 ≤ ±8%", "0.08", "nominal"),
        ("电源电压波动：额定电压的 ±10%", "0.1", "rated_voltage"),
    ],
)
def test_a_tolerance_on_a_value_that_is_not_printed_names_its_reference(text: str, share: str, reference: str) -> None:
    found = read(text)
    constraint = found.cells[0].constraint
    assert isinstance(constraint, Tolerance)
    assert constraint.nominal is None
    assert (constraint.minus.exact, constraint.plus.exact, constraint.relative, constraint.reference) == (
        share,
        share,
        True,
        reference,
    )


@pytest.mark.parametrize("text", ["空载电流 ≤ 额定电流的 30%", "no-load current ≤ 30 % of the rated current"])
def test_a_share_of_a_rated_value_keeps_what_it_is_a_share_of(text: str) -> None:
    found = read(text)
    assert found.basis == "of:rated_current"
    assert values(text) == ["(-∞, 30]"]


def test_several_accepted_values() -> None:
    assert values("额定电压：12V DC、24V DC") == ["[12, 12]", "[24, 24]"]
    assert values("额定电压：12 V/24 V，允许偏差 ±10%") == ["[10.8, 13.2]", "[21.6, 26.4]"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25～55（不含55）", "[25, 55)"),
        ("10～30（不含30）", "[10, 30)"),
        ("30～60（不含60）V", "[30, 60)"),
        ("160～320", "[160, 320]"),
        ("＜24V", "(-∞, 24)"),
        ("24V＜U≤100V", "(24, 100]"),
        ("＞100V", "(100, ∞)"),
        ("130（不含130）以下", "(-∞, 130)"),
        ("130以下", "(-∞, 130]"),
        ("160及以上", "[160, ∞)"),
        ("320以上", "[320, ∞)"),
        ("16（含）~230（含）", "[16, 230]"),
        ("25 to 55 (55 not included)", "[25, 55)"),
        ("机座号＜110", "(-∞, 110)"),
        ("机座号≥110", "[110, ∞)"),
        ("≤2.5 mm", "(-∞, 2.5]"),
        ("[25, 55)", "[25, 55)"),
        ("200", "[200, 200]"),
    ],
)
def test_a_band_of_sizes(text: str, expected: str) -> None:
    band = read_band(text)
    assert band is not None
    assert shown(band.interval) == expected


@pytest.mark.parametrize("text", ["", "—", "A类", "机座号", "55～25", "1×104", "约30"])
def test_what_is_no_band(text: str) -> None:
    assert read_band(text) is None


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("≤0.02", "mm", "(-∞, 0.02]"),
        ("0.02～0.10", "mm", "[0.02, 0.1]"),
        ("≤0.02", None, "(-∞, 0.02]"),
        ("15%", None, "(-∞, 15]"),
    ],
)
def test_a_cell_of_a_table(text: str, unit: str | None, expected: str) -> None:
    found = read_limit(text, name="转矩波动系数" if "%" in text else "径向间隙", unit_printed=unit, default_op="le")
    assert isinstance(found.constraint, Limits)
    assert [shown(interval) for interval in found.constraint.intervals] == [expected]
    assert found.problem is None


def test_the_unit_of_the_header_is_the_unit_of_a_cell_without_one() -> None:
    assert read_limit("≤0.02", name="径向间隙", unit_printed="mm").unit == "mm"
    assert read_limit("≤0.02 μm", name="径向间隙", unit_printed="mm").problem == "PARSE"
