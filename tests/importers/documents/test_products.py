"""Made-up standards of other products: the reader must not be a reader of motors. Everything here is invented."""

from __future__ import annotations

import pytest

from importers.documents import read_document
from tests.importers.documents.expectations import canonical, class_text, conditions_text

SHIRT = """# Q/ZAOJIA 12-2026 虚构针织衫

## 4 要求

### 4.1 内在质量

内在质量应符合表1规定。

表1 内在质量

| 项目 | 单位 | 优等品 | 一等品 | 合格品 |
|---|---|---|---|---|
| 断裂强力（经向） ≥ | N | 310 | 260 | 210 |
| 甲醛含量 | mg/kg | ≤21 | ≤71 | ≤71 |
| pH值 | — | 4.1～7.4 | 4.1～8.4 | 4.1～8.4 |
| 水洗尺寸变化率 | % | -2.1～+1.1 | -3.1～+2.1 | ±4.1 |

### 4.2 耐摩擦色牢度

耐干摩擦色牢度应不低于3-4级，耐湿摩擦色牢度不低于3级。

## 5 试验方法

### 5.1 耐摩擦色牢度

按GB/T 3920规定执行。
"""

SAUCE = """# Q/ZJSP 0001S-2026 虚构调味酱

## 3 技术要求

### 3.1 理化指标

| 项目 | 指标 | 检验方法 |
|---|---|---|
| 水分/(g/100g) ≤ | 61.0 | GB 5009.3 |
| 铅(以Pb计)/(mg/kg) | ≤0.7 | GB 5009.12 |
| 食盐(以NaCl计)/(g/100g) | ≥7.0 | GB 5009.44 |

### 3.2 微生物指标

| 项目 | n | c | m | M | 检验方法 |
|---|---|---|---|---|---|
| 大肠菌群/(CFU/g) | 5 | 2 | 10 | 10² | GB 4789.3 |

### 3.3 净含量

净含量负偏差不大于4%。
"""

PUMP = """Q/ZJBY 003-2025
代替 Q/ZJBY 003-2019
虚构离心泵
2025-05-01 发布　　　　2025-06-01 实施
虚构泵业有限公司 发布
1 范围
本文件规定了虚构离心泵的技术要求、试验方法和检验规则。
3 技术要求
3.1 一般要求
泵应按经规定程序批准的图样制造。
3.2 性能
3.2.1 泵在规定转速下，流量为 11 m³/h 时，扬程应不低于 21 m。
3.2.2 泵的效率应不低于 61%。
3.2.3 额定功率不大于 1.6 kW 的泵，噪声应不大于 66 dB(A)；额定功率大于 1.6 kW 的泵，噪声应不大于 73 dB(A)。
3.3 水压试验
泵体应能承受 0.7 MPa 的水压试验，持续 11 min，不得有渗漏。
3.4 电源适应性
在额定电压的 86%～109% 范围内应能正常工作。
3.5 质量
泵的质量应为 13 kg±0.4 kg。
3.6 泄漏电流
在 1.06 倍额定电压下，泄漏电流不应大于 3.4 mA。
5 检验规则
5.1 出厂检验项目为 3.2、3.3。
"""


def found(text: str) -> list[tuple[str, list[str], str | None]]:
    """Return name, limits with their classes, and printed unit of every row."""
    out = []
    for requirement in read_document(text.encode(), "made-up.md").requirements:
        cells = [
            " ".join([*(class_text(value) for _, value in cell.classes), canonical(cell.constraint)])
            for cell in requirement.cells
        ]
        out.append((requirement.name, cells, requirement.unit_printed))
    return out


def test_grades_in_columns_and_units_in_a_column():
    assert found(SHIRT) == [
        ("断裂强力", ["优等品 经向 [310,-]", "一等品 经向 [260,-]", "合格品 经向 [210,-]"], "N"),
        ("甲醛含量", ["优等品 [-,21]", "一等品 [-,71]", "合格品 [-,71]"], "mg/kg"),
        ("pH值", ["优等品 [4.1,7.4]", "一等品 [4.1,8.4]", "合格品 [4.1,8.4]"], None),
        ("水洗尺寸变化率", ["优等品 [-2.1,1.1]", "一等品 [-3.1,2.1]", "合格品 [-4.1,4.1]"], "%"),
        ("耐干摩擦色牢度", ["grade 3-4"], None),
        ("耐湿摩擦色牢度", ["grade 3"], None),
    ]


def test_a_method_with_the_title_of_the_requirement_is_its_method():
    fastness = read_document(SHIRT.encode(), "made-up.md").requirements[-1]
    assert [method.designation for method in fastness.methods] == ["GB/T 3920"]


def test_units_behind_a_slash_a_basis_and_a_sampling_plan():
    requirements = read_document(SAUCE.encode(), "made-up.md").requirements
    assert [(r.name, r.basis, r.unit) for r in requirements] == [
        ("水分", None, "g/(100.g)"),
        ("铅", "as:Pb", "mg/kg"),
        ("食盐", "as:NaCl", "g/(100.g)"),
        ("大肠菌群", None, "[CFU]/g"),
        ("净含量负偏差", None, "%"),
    ]
    plan = requirements[3].cells[0].constraint
    assert (plan.n, plan.c, plan.m.exact, plan.M.exact) == (5, 2, "10", "100")


def test_plain_text_of_a_pump():
    reading = read_document(PUMP.encode(), "made-up.txt")
    facts = reading.document
    assert (facts.designation, facts.title, facts.replaces) == ("Q/ZJBY 003-2025", "虚构离心泵", ("Q/ZJBY 003-2019",))
    assert (facts.firm, facts.issued, facts.effective) == ("虚构泵业有限公司", "2025-05-01", "2025-06-01")
    assert [(r.clause, r.name, [canonical(c.constraint) for c in r.cells]) for r in reading.requirements] == [
        ("3.2.1", "扬程", ["[21,-]"]),
        ("3.2.2", "效率", ["[61,-]"]),
        ("3.2.3", "噪声", ["[-,66]", "[-,73]"]),
        ("3.3", "泵体水压试验", ["can [-,0.7]"]),
        ("3.4", "额定电压范围", ["can [86,109]"]),
        ("3.5", "质量", ["tolerance"]),
        ("3.6", "泄漏电流", ["[-,3.4]"]),
    ]


def test_a_kind_of_product_is_a_class_in_the_unit_that_is_printed():
    noise = read_document(PUMP.encode(), "made-up.txt").requirements[2]
    assert [(axis.name, axis.unit) for axis in noise.axes] == [("rated_power", "kW")]
    assert [class_text(cell.classes[0][1]) for cell in noise.cells] == ["(-,1.6]", "(1.6,-)"]


def test_a_multiple_of_the_rated_voltage_is_not_the_rated_voltage():
    leakage = read_document(PUMP.encode(), "made-up.txt").requirements[-1]
    assert "1.06" in conditions_text(leakage)
    assert all(condition.value != "rated_voltage" for condition in leakage.conditions)


def test_an_operator_for_one_column_is_not_that_of_its_neighbour():
    text = (
        "# 4 技术要求\n\n## 4.1 性能\n\n水泵的效率应不低于表1的规定。\n\n表1 性能\n\n"
        "| 额定功率 (W) | 效率 (%) | 振摆 (mm) |\n|---|---|---|\n| 11 | 31 | 0.3 |\n"
    )
    for name, cells, _ in found(text):
        assert (name, cells) != ("振摆", ["[11,11] [0.3,-]"])
    assert ("效率", ["[11,11] [31,-]"], "%") in found(text)


def test_english_sentences_are_read_as_a_whole():
    text = "# 4 Requirements\n\n## 4.1 Luminous flux\n\nThe luminous flux shall be not less than 410 lm.\n"
    assert found(text) == [("luminous flux", ["[410,-]"], "lm")]


@pytest.mark.parametrize(
    "printed", ["$\\leq 0.5$ mm", "\\(\\le 0.5\\) mm", "&le;0.5 mm", "≦０．５ ｍｍ", "**≤0.5 mm**"]
)
def test_the_same_limit_in_other_mark_up(printed):
    text = f"# 4 技术要求\n\n## 4.1 间隙\n\n| 项目 | 要求 |\n|---|---|\n| 间隙 | {printed} |\n"
    assert found(text) == [("间隙", ["[-,0.5]"], "mm")] or found(text)[0][:2] == ("间隙", ["[-,0.5]"])
