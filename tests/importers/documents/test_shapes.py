"""Shapes of requirements in made-up documents: every number, firm and sentence here is invented."""

from __future__ import annotations

import pytest

from importers.documents import read_document
from tests.importers.documents.expectations import canonical, class_text, conditions_text

HEAD = "# Q/ZAOJIA 7-2026 虚构风扇\n\n## 1 范围\n\n本文件规定了虚构风扇的技术要求。\n\n## 4 技术要求\n\n"


def read(body: str):
    return read_document((HEAD + body).encode(), "made-up.md")


def rows(body: str) -> list[tuple[str, str]]:
    """Return (name, limit) of every row, one pair for each cell."""
    out = []
    for requirement in read(body).requirements:
        for cell in requirement.cells:
            classes = "".join(f"{class_text(value)} " for _, value in cell.classes)
            out.append((requirement.name, classes + canonical(cell.constraint)))
    return out


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("### 4.1 泄漏电流\n\n风扇的泄漏电流应不大于 0.25 mA。\n", [("泄漏电流", "[-,0.25]")]),
        ("4.1 泄漏电流：不超过 0.25 mA；\n", [("泄漏电流", "[-,0.25]")]),
        (
            "### 4.1 电气性能\n\na) 泄漏电流：≤0.25 mA；\nb) 功率因数：≥0.6。\n",
            [("泄漏电流", "[-,0.25]"), ("功率因数", "[0.6,-]")],
        ),
        (
            "### 4.1 电气性能\n\n- 泄漏电流 ＜ 0.25 mA\n- 输入功率不低于 20 W\n",
            [("泄漏电流", "[-,0.25)"), ("输入功率", "[20,-]")],
        ),
        ("### 4.1 摇头角度\n\n摇头角度为 60°～90°。\n", [("摇头角度", "[60,90]")]),
    ],
)
def test_prose_with_a_limit_gives_one_row(body, expected):
    assert rows(body) == expected


def test_one_sentence_with_states_gives_one_row_for_each_state():
    reading = read("### 4.1 绝缘电阻\n\n绝缘电阻在低温条件下，应不小于 30 MΩ；在高温条件下，应不小于 8 MΩ。\n")
    found = [(canonical(r.cells[0].constraint), conditions_text(r)) for r in reading.requirements]
    assert [limit for limit, _ in found] == ["[30,-]", "[8,-]"]
    assert "低温" in found[0][1]
    assert "高温" in found[1][1]


def test_classes_in_a_sentence_are_cells_of_one_row():
    body = (
        "### 4.1 引线强度\n\na）40（不含40）以下机座号电机的引线应能承受 3 N 的拉力，"
        "40及以上机座号电机的引线应能承受 7 N 的拉力。\n"
    )
    assert rows(body) == [("引线拉力", "(-,40) can [-,3]"), ("引线拉力", "[40,-) can [-,7]")]


def test_classes_in_columns_with_a_row_of_test_conditions():
    table = (
        "表1 窜动\n\n| 机座号 | 20～40（不含40） | 40～80 |\n|---|---|---|\n"
        "| 窜动 mm | ≤0.2 | ≤0.4 |\n| 轴向推力 N | 11 | 22 |\n"
    )
    reading = read(f"### 4.1 窜动\n\n{table}")
    assert rows(f"### 4.1 窜动\n\n{table}") == [("窜动", "[20,40) [-,0.2]"), ("窜动", "[40,80] [-,0.4]")]
    (requirement,) = reading.requirements
    assert [[c.number.exact for c in cell.conditions] for cell in requirement.cells] == [["11"], ["22"]]
    assert requirement.unit == "mm"


def test_classes_in_rows_with_the_operator_in_the_text():
    body = (
        "### 4.1 效率\n\n风扇的效率应不低于表2的规定值。\n\n**表2 效率**\n\n"
        "| 额定功率 (W) | 900 r/min 效率 (%) |\n|---|---|\n| 15 | 31 |\n| 25 | 36 |\n"
    )
    assert rows(body) == [("效率", "[15,15] [31,-]"), ("效率", "[25,25] [36,-]")]
    assert "900" in conditions_text(read(body).requirements[0])


def test_a_parameter_table_gives_one_row_for_each_line():
    body = (
        "### 4.1 基本参数\n\n| 序号 | 项目 | 单位 | 要求 | 试验方法 |\n|---|---|---|---|---|\n"
        "| 1 | 输入功率 | W | ≤33 | GB/T 9999 |\n| 2 | 效率 | % | ≥41 | — |\n"
    )
    reading = read(body)
    assert [(r.name, canonical(r.cells[0].constraint), r.unit_printed) for r in reading.requirements] == [
        ("输入功率", "[-,33]", "W"),
        ("效率", "[41,-]", "%"),
    ]
    assert [m.designation for m in reading.requirements[0].methods] == ["GB/T 9999"]


@pytest.mark.parametrize("header", ["直线度（单位：mm）", "直线度"])
def test_the_unit_of_a_caption_or_note_is_the_unit_of_the_cells(header):
    note = "" if "单位" in header else "\n（单位：mm）\n"
    body = f"### 4.1 直线度\n\n表3 {header}\n\n| 机座号 | 20～40 |\n|---|---|\n| 直线度 | ≤0.3 |\n{note}"
    (requirement,) = read(body).requirements
    assert requirement.unit == "mm"


def test_a_value_without_any_unit_is_read_and_told():
    reading = read("### 4.1 直线度\n\n表3 直线度\n\n| 机座号 | 20～40 |\n|---|---|\n| 直线度 | ≤0.3 |\n")
    assert reading.requirements[0].unit is None
    assert any("no unit" in issue.reason for issue in reading.issues)


def test_a_table_over_a_page_break_is_one_table():
    part = "| 额定功率 (W) | 效率 (%) |\n|---|---|\n"
    body = (
        f"### 4.1 效率\n\n效率应不低于表4的规定。\n\n表4 效率\n\n{part}| 15 | 31 |\n\n表4（续）\n\n{part}| 25 | 36 |\n"
    )
    assert rows(body) == [("效率", "[15,15] [31,-]"), ("效率", "[25,25] [36,-]")]
    assert len(read(body).requirements) == 1


def test_a_table_of_colours_is_told_and_gives_no_row():
    reading = read("### 4.1 接线\n\n| 引线 | 颜色 |\n|---|---|\n| 甲 | 橙 |\n")
    assert reading.requirements == ()
    assert [issue.line for issue in reading.issues] == [15 - 2]


@pytest.mark.parametrize(
    ("text", "name", "designation"),
    [
        ("风扇的安全应符合 GB 99999 的要求。", "安全", "GB 99999"),
        ("风扇的线圈电阻应符合产品专用技术条件的规定。", "线圈电阻", None),
        ("外壳尺寸符合图纸要求。", "外壳尺寸", None),
        ("风扇的转速应符合客户仕样书的要求。", "转速", None),
    ],
)
def test_a_value_behind_another_text_is_a_reference(text, name, designation):
    (requirement,) = read(f"### 4.1 其他要求\n\n{text}\n").requirements
    assert requirement.name == name
    assert requirement.cells[0].constraint.designation == designation


def test_when_required_and_the_alternative_stand_with_the_row():
    body = (
        "### 4.1 低温贮存\n\n当有要求时，风扇应能在低温-33℃的条件下贮存，或符合产品专用技术条件中低温贮存试验的规定。\n"
    )
    (requirement,) = read(body).requirements
    assert canonical(requirement.cells[0].constraint) == "can [-33,-]"
    assert requirement.applies_if == ("当有要求时",)
    assert "产品专用技术条件" in requirement.alternative


def test_a_kind_of_product_is_a_condition_on_the_row():
    reading = read("### 4.1 寿命\n\n台式风扇的寿命应不小于 900 h，壁式风扇的寿命由产品专用技术条件的规定。\n")
    assert [(canonical(r.cells[0].constraint)) for r in reading.requirements] == ["[900,-]", "ref"]


def test_a_formula_is_an_issue_and_a_row_in_words():
    reading = read("### 4.1 噪声\n\n风扇噪声计算公式：\n\n$$L = 10 \\lg \\frac{P}{P_0}$$\n\nL：噪声，单位dB；\n")
    assert [canonical(r.cells[0].constraint) for r in reading.requirements] == ["text"]
    assert sum(issue.reason.startswith("formula") for issue in reading.issues) == 2


@pytest.mark.parametrize(
    "chapter",
    [
        "## 6 检验规则\n\n不合格率应不大于 2%。\n",
        "## 7 标志、包装\n\n包装箱高度应不超过 2 m。\n",
        "## 5 试验方法\n\n电压应不大于 5 V。\n",
    ],
)
def test_chapters_that_require_nothing_of_the_product_give_no_row(chapter):
    assert read(f"### 4.1 外观\n\n漆面应光滑。\n\n{chapter}").requirements == ()


def test_tests_are_joined_to_their_requirements_by_clause():
    body = (
        "### 4.1 电阻\n\n电阻应不大于 5 Ω。\n\n### 4.2 质量\n\n质量应不大于 5 kg。\n\n"
        "## 5 试验方法\n\n5.1 按 GB/T 9998 测量，应符合 4.1 条的要求。\n"
    )
    first, second = read(body).requirements
    assert [m.designation for m in first.methods] == ["GB/T 9998"]
    assert second.methods == ()


def test_a_demand_that_is_not_read_is_an_issue():
    reading = read("### 4.1 外壳\n\n外壳应坚固。\n\n### 4.2 温度\n\n重复试验取规定值的 80%。\n")
    assert reading.requirements == ()
    assert [issue.text for issue in reading.issues] == ["外壳应坚固", "重复试验取规定值的 80%"]


def test_numbers_are_those_of_the_document_or_there_is_no_row():
    reading = read("### 4.1 菌落\n\n菌落总数应不大于 1×104 CFU/g。\n")
    assert all("104" not in canonical(r.cells[0].constraint) for r in reading.requirements if not r.problem)
    assert reading.requirements == () or reading.requirements[0].problem


def test_headings_without_mark_up_are_found_by_their_numbers():
    text = (
        "Q/ZAOJIA 8-2026 虚构水泵\n\n1 范围\n本文件规定了虚构水泵的要求。\n4 技术要求\n4.1 扬程\n"
        "4.1.1 扬程应不小于 7 m。\n4.2 质量\n水泵质量应不大于 9 kg。\n6 检验规则\n6.1 质量应不大于 8 kg。\n"
    )
    reading = read_document(text.encode("gb18030"), "made-up.txt")
    assert reading.document.encoding == "gb18030"
    assert [(r.clause, r.name, canonical(r.cells[0].constraint)) for r in reading.requirements] == [
        ("4.1.1", "扬程", "[7,-]"),
        ("4.2", "质量", "[-,9]"),
    ]


def test_a_value_at_the_start_of_a_line_is_no_clause_number():
    reading = read("### 4.1 厚度\n\n厚度应不大于\n\n4.5 mm以下为薄板。\n")
    assert all(r.clause == "4.1" for r in reading.requirements)


def test_json_has_the_published_shape():
    data = read("### 4.1 电阻\n\n电阻应不大于 5 Ω。\n").to_json()
    assert set(data) == {"document", "references", "requirements", "issues"}
    assert {
        "designation",
        "title",
        "level",
        "firm",
        "uscc",
        "issued",
        "effective",
        "replaces",
        "format",
        "pages",
    } <= set(data["document"])
    (row,) = data["requirements"]
    assert row["source"]["line"] == 11
    assert row["cells"][0]["constraint"]["intervals"][0]["high"] == "5"


def test_a_document_becomes_one_side_of_a_comparison():
    document = read("### 4.1 电阻\n\n电阻应不大于 5 Ω。\n").to_document_requirements()
    assert (document.designation, document.product, document.clauses_held) == (
        "Q/ZAOJIA 7-2026",
        "虚构风扇",
        ("4", "4.1"),
    )


def test_the_demonstration_standard_is_read_without_a_remainder():
    from importlib.resources import files  # noqa: PLC0415 - only this test needs the package's data

    data = files("catalog").joinpath("data/samples/demo-standard.md").read_bytes()
    reading = read_document(data, "demo-standard.md")
    assert reading.document.designation == "Q/DEMO 001-2026"
    assert reading.document.firm == "示例电机有限公司（虚构）"
    assert reading.document.replaces == ("Q/DEMO 001-2023",)
    assert len(reading.requirements) == 21
    assert reading.issues == ()


def test_a_table_that_is_not_there_is_told():
    reading = read("### 4.1 振摆\n\n风扇的振摆应不大于表9的规定。\n")
    assert reading.requirements == ()
    assert [(issue.line, issue.table) for issue in reading.issues] == [(11, "表9")]
