"""Sentences that invite a wrong number, unit or operator. A row is right or there is none; all of them are made up."""

from __future__ import annotations

import pytest

from importers.documents import read_document
from tests.importers.documents.expectations import canonical, class_text

HEAD = (
    "# Q/ZAOJIA 3-2026 虚构电源\n\n## 1 范围\n\n本文件规定了虚构电源的技术要求。\n\n"
    "## 4 技术要求\n\n### 4.1 电气性能\n\n"
)


def reading(body: str):
    return read_document((HEAD + body).encode(), "made-up.md")


def limits(body: str) -> list[tuple[str, str]]:
    return [(r.name, canonical(cell.constraint)) for r in reading(body).requirements for cell in r.cells]


@pytest.mark.parametrize(
    "sentence",
    [
        "当环境温度超过 41 ℃时，应降额使用。",
        "电压偏差为额定值的±11%时，电源应能正常工作。",
        "泄漏电流 ≤ 0.21 mA（Ⅰ类≤0.71 mA）。",
        "功率偏差：+5%，-11%。",
        "使用寿命不少于 4 年或 9 万次。",
        "输出电压 13 V，允差 ±4%。",
        "接触放电 ±3 kV，空气放电 ±7 kV。",
        "每批抽样 7 台，合格率应不低于 91%。",
        "试验箱温度波动应不大于 3 ℃。",
        "重复试验时，试验电压为规定值的 81%。",
        "计算结果低于 0.31 MΩ 时，统一按 0.31 MΩ 考核。",
        "测试条件：电压不低于 210 V。",
        "试验电压应缓慢上升（至少 4 s）。",
        "电压峰值应不超过有效值的 1.4 倍。",
        "频率 11 Hz～51 Hz，振幅 0.31 mm，试验后功能正常。",
    ],
)
def test_what_is_no_plain_limit_is_told_and_gives_no_row(sentence):
    found = reading(sentence + "\n")
    assert limits(sentence + "\n") == []
    assert found.issues


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("转速不低于 3100 r/min 时，噪声不大于 61 dB(A)。", [("噪声", "[-,61]")]),
        ("电源线长度不小于 1.4 m，且不大于 3.1 m。", [("电源线长度", "[1.4,3.1]")]),
        (
            "表面温升：金属部分不超过 34 K，塑料部分不超过 51 K。",
            [("表面温升（金属部分）", "[-,34]"), ("表面温升（塑料部分）", "[-,51]")],
        ),
        ("绝缘电阻：510 V DC 下≥110 MΩ。", [("绝缘电阻", "[110,-]")]),
        ("工作电压范围：AC 86 V～261 V。", [("工作电压范围", "can [86,261]")]),
        ("开机浪涌电流 31 A 以下。", [("开机浪涌电流", "[-,31]")]),
        ("质量不超过 2.6kg（不含附件）。", [("质量", "[-,2.6]")]),
        ("外壳阻燃等级应不低于 V-1 级。", [("外壳阻燃等级", "grade V-1")]),
        ("轴承的最高温度不应超过 96 ℃。", [("轴承的最高温度", "[-,96]")]),
        (
            "镀层厚度平均值应 $\\geq 61\\ \\mu m$，最小值不应小于 $51\\mu m$。",
            [("镀层厚度平均值", "[61,-]"), ("镀层厚度最小值", "[51,-]")],
        ),
        ("贮存温度-21℃至51℃。", [("贮存温度", "can [-21,51]")]),
        ("游离甲醛含量不得检出。", [("游离甲醛含量", "NotDetected")]),
        ("效率 ≥ 84 %，功率因数 ≥ 0.91。", [("效率", "[84,-]"), ("功率因数", "[0.91,-]")]),
    ],
)
def test_limits_with_words_around_them(sentence, expected):
    assert limits(sentence + "\n") == expected


def test_the_operator_of_a_condition_is_kept():
    (row,) = reading("转速不低于 3100 r/min 时，噪声不大于 61 dB(A)。\n").requirements
    assert [(c.name, c.value.split()[0]) for c in row.conditions] == [("speed", "ge")]


def test_models_in_rows_are_classes_and_columns_are_characteristics():
    table = "| 型号 | 输出电流 A | 效率 % |\n|---|---|---|\n| A-12 | ≤2 | ≥81 |\n| A-24 | ≤3 | ≥82 |\n"
    found = [
        (r.name, r.unit_printed, [(class_text(c.classes[0][1]), canonical(c.constraint)) for c in r.cells])
        for r in reading(table).requirements
    ]
    assert found == [
        ("输出电流", "A", [("A-12", "[-,2]"), ("A-24", "[-,3]")]),
        ("效率", "%", [("A-12", "[81,-]"), ("A-24", "[82,-]")]),
    ]


def test_columns_of_smallest_typical_and_largest_values():
    table = (
        "| 参数 | 最小值 | 典型值 | 最大值 | 单位 |\n|---|---|---|---|---|\n"
        "| 输入电压 | 91 | 220 | 261 | V |\n| 纹波 | - | 51 | 121 | mV |\n"
    )
    assert limits(table) == [("输入电压", "can [91,261]"), ("纹波", "[-,121]")]


def test_bands_with_two_units_do_not_mix():
    table = "| 额定功率 W | 效率 % |\n|---|---|\n| 11 | ≥51 |\n| 2 kW | ≥61 |\n"
    for requirement in reading(table).requirements:
        for cell in requirement.cells:
            assert class_text(cell.classes[0][1]) != "[2,2]"


@pytest.mark.parametrize(
    "table",
    [
        "| 额定功率 kW | 0.75 | 1.1 |\n|---|---|---|\n| 效率 % ≥ | 71 | 73 |\n",
        "| 额定功率 (kW) | 效率 (%) ≥ |\n|---|---|\n| 0.75 | 71 |\n| 1.1 | 73 |\n",
    ],
)
def test_the_unit_of_a_class_is_the_one_in_its_header(table):
    (requirement,) = reading(table).requirements
    assert [(axis.name, axis.unit) for axis in requirement.axes] == [("rated_power", "kW")]
    assert [(class_text(c.classes[0][1]), canonical(c.constraint)) for c in requirement.cells] == [
        ("[0.75,0.75]", "[71,-]"),
        ("[1.1,1.1]", "[73,-]"),
    ]
