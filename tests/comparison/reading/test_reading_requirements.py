"""Whole requirements in words: name, value, conditions, methods, classes, and what could not be read."""

from __future__ import annotations

import pytest

from catalog.comparison.reading import find_conditions, find_methods, read_limit, read_requirement
from catalog.comparison.requirements import (
    AxisType,
    Band,
    Boolean,
    ByReference,
    CapabilityRange,
    Grade,
    GradeSet,
    Limits,
    Modality,
    NoRequirement,
    NotDetected,
    Requirement,
    SamplingPlan,
    Text,
    WordSet,
)


def read(text: str) -> Requirement:
    found = read_requirement(text)
    assert isinstance(found, Requirement)
    return found


def ends(text: str) -> list[tuple[dict[str, str], str | None, str | None]]:
    """Return (classes, low, high) of every cell."""
    out = []
    for cell in read(text).cells:
        assert isinstance(cell.constraint, Limits | CapabilityRange)
        (only,) = cell.constraint.intervals
        classes = {
            axis: value
            if isinstance(value, str)
            else "..".join(str(end and end.exact) for end in (value.interval.low, value.interval.high))
            for axis, value in cell.classes
        }
        out.append((classes, only.low and only.low.exact, only.high and only.high.exact))
    return out


def conditions(text: str) -> set[tuple[str, str]]:
    return {(condition.name, condition.value) for condition in read(text).conditions}


# -- nothing required, references, formulas ---------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["（标准未规定）", "（企业标准未规定）", "—", "-", "/", "N/A", "不作要求", "不适用", "", "not applicable"]
)
def test_nothing_is_required(text: str) -> None:
    assert isinstance(read_requirement(text), NoRequirement)


@pytest.mark.parametrize(
    "text",
    ["甲醛含量/(mg/kg)：—", "甲醛含量：不作要求", "甲醛含量 不适用", "formaldehyde: not applicable", "甲醛含量 N/A"],
)
def test_a_named_characteristic_without_a_requirement(text: str) -> None:
    assert isinstance(read(text).cells[0].constraint, NoRequirement)
    assert read(text).characteristic == "c:formaldehyde.content"


def test_a_reference_to_a_clause_keeps_designation_and_clause() -> None:
    found = read("电机的螺纹接线柱强度应符合GB/T 7345—2008中5.3.1.3的规定")
    constraint = found.cells[0].constraint
    assert isinstance(constraint, ByReference)
    assert (constraint.designation, constraint.clause) == ("GB/T 7345-2008", "5.3.1.3")
    assert found.methods == ()


@pytest.mark.parametrize(
    "text",
    [
        "320以上机座号组装式电机的径向间隙应符合产品专用技术条件的规定",
        "尺寸 按图样",
        "外观 应符合客户仕样书的要求",
        "整机重量不超过供需双方协商约定数值",
        "hardness: by agreement",
    ],
)
def test_a_value_behind_a_private_specification(text: str) -> None:
    constraint = read(text).cells[0].constraint
    assert isinstance(constraint, ByReference)
    assert constraint.designation is None


def test_a_private_specification_in_a_cell() -> None:
    assert isinstance(read_limit("符合产品专用技术条件的规定", name="径向间隙").constraint, ByReference)
    assert isinstance(read_limit("—", name="径向间隙").constraint, NoRequirement)


@pytest.mark.parametrize(
    "text", ["热态绝缘电阻计算公式：R=Udmax/(1000+P/100)", r"$$R=\frac{U}{1000}$$", "试验电压 = 2U + 1000 V"]
)
def test_a_formula_is_kept_as_text(text: str) -> None:
    constraint = read(text).cells[0].constraint
    assert isinstance(constraint, Text)
    assert constraint.reason == "formula"


def test_a_text_that_is_no_requirement_says_so() -> None:
    found = read("除非")
    assert found.problem == "PARSE"
    assert found.grade is Grade.C


def test_a_text_that_is_too_long_is_refused() -> None:
    assert read("甲醛含量 ≤ 75 mg/kg；" * 200).problem == "PARSE"


# -- modality, alternatives, limits on the kind of product ------------------------------------------


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("铅应不大于 0.5 mg/kg", Modality.SHALL),
        ("铅 ≤ 0.5 mg/kg", Modality.SHALL),
        ("铅宜不大于 0.5 mg/kg", Modality.SHOULD),
        ("lead should not exceed 0.5 mg/kg", Modality.SHOULD),
        ("lead may be up to 0.5 mg/kg", Modality.MAY),
        ("铅 ≤ 0.5 mg/kg（指导值）", Modality.SHOULD),
    ],
)
def test_modality(text: str, modality: Modality) -> None:
    assert read(text).modality is modality


def test_an_alternative_is_kept_in_words() -> None:
    found = read("额定寿命≥20000h，或按产品专用技术条件")
    assert found.alternative == "或按产品专用技术条件"
    assert ends("额定寿命≥20000h，或按产品专用技术条件") == [({}, "20000", None)]


def test_words_that_limit_the_kind_of_product() -> None:
    assert read("组装式电机的寿命为2000 h或由产品专用技术条件的规定").applies_if == ("组装式电机",)
    assert read("当有要求时，电机应能在高温+75℃的条件下贮存").applies_if == ("当有要求时",)


# -- positions, grades, classes, parts, sizes -------------------------------------------------------

WARP_AND_WEFT = [({"position": "经向"}, "300", None), ({"position": "纬向"}, "250", None)]


@pytest.mark.parametrize(
    "text",
    [
        "断裂强力 经向/纬向 ≥ 300/250 N",
        "断裂强力(经向/纬向) ≥ 300/250 N",
        "断裂强力(经/纬) ≥ 300/250 N",
        "断裂强力 经向≥300 N，纬向≥250 N",
        "断裂强力 经向≥300，纬向≥250 N",
        "断裂强力 经向 ≥ 300 N 纬向 ≥ 250 N",
        "breaking force warp/weft ≥ 300/250 N",
        "breaking force: warp ≥ 300 N, weft ≥ 250 N",
    ],
)
def test_positions(text: str) -> None:
    assert ends(text) == WARP_AND_WEFT
    assert read(text).axes[0].type is AxisType.POSITION
    assert read(text).characteristic == "c:textile.breaking_force"
    assert read(text).unit == "N"


@pytest.mark.parametrize("text", ["断裂强力 ≥ 280 N（经、纬向）", "breaking force ≥ 280 N (warp and weft)"])
def test_one_limit_for_two_positions(text: str) -> None:
    assert ends(text) == [({"position": "经向"}, "280", None), ({"position": "纬向"}, "280", None)]


@pytest.mark.parametrize("text", ["断裂强力(经向) ≥ 300 N", "经向断裂强力 ≥ 300 N", "breaking force (warp) ≥ 300 N"])
def test_one_position_alone(text: str) -> None:
    assert ends(text) == [({"position": "经向"}, "300", None)]


def test_numbers_without_enough_labels_are_refused() -> None:
    assert read("断裂强力 ≥ 300/250 N").problem == "PARSE"


def test_quality_grades() -> None:
    text = "断裂强力 优等品≥300 N，一等品≥280 N，合格品≥250 N"
    assert ends(text) == [
        ({"quality_grade": "优等品"}, "300", None),
        ({"quality_grade": "一等品"}, "280", None),
        ({"quality_grade": "合格品"}, "250", None),
    ]
    assert read(text).axes[0].type is AxisType.QUALITY_GRADE


@pytest.mark.parametrize(
    "text",
    [
        "甲醛含量 A类≤20，B类≤75，C类≤300 mg/kg",
        "甲醛含量 A/B/C类 ≤ 20/75/300 mg/kg",
        "甲醛含量 婴幼儿 ≤ 20 mg/kg，直接接触皮肤 ≤ 75 mg/kg，非直接接触皮肤 ≤ 300 mg/kg",
    ],
)
def test_regulatory_classes(text: str) -> None:
    assert ends(text) == [
        ({"regulatory_class": "A"}, None, "20"),
        ({"regulatory_class": "B"}, None, "75"),
        ({"regulatory_class": "C"}, None, "300"),
    ]
    assert read(text).unit == "mg/kg"


@pytest.mark.parametrize(
    "text",
    [
        "甲醛含量 ≤ 300 mg/kg（C类）",
        "甲醛含量 ≤ 300 mg/kg（C类 非直接接触皮肤）",
        "C类 甲醛含量 ≤ 300 mg/kg",
        "甲醛含量(C类) ≤ 300 mg/kg",
    ],
)
def test_a_class_that_limits_the_row(text: str) -> None:
    assert read(text).product_class == "C"


def test_the_definition_of_a_class_is_the_class() -> None:
    assert read("直接接触皮肤的产品 pH值 4.0~8.5").product_class == "B"


@pytest.mark.parametrize(
    ("text", "commodity"),
    [("大米 无机砷 ≤ 0.2 mg/kg", "大米"), ("husked rice: inorganic arsenic ≤ 0.35 mg/kg", "husked rice")],
)
def test_a_commodity(text: str, commodity: str) -> None:
    assert read(text).product_class == commodity
    assert read(text).characteristic == "c:chem.arsenic.inorganic"


def test_parts_of_a_compound() -> None:
    text = "总养分 ≥ 40%，且单一养分 ≥ 4%"
    assert ends(text) == [({"part": "总养分"}, "40", None), ({"part": "单一养分"}, "4", None)]
    assert read(text).axes[0].type is AxisType.PART


@pytest.mark.parametrize(
    ("text", "aggregate"),
    [
        ("DEHP、DBP、BBP 各 ≤ 0.1%", "each"),
        ("sum of DEHP, DBP and BBP ≤ 0.1 %", "sum"),
        ("DEHP、DBP、BBP之和 ≤ 0.1%", "sum"),
        ("DEHP+DBP+BBP ≤ 0.1%", "sum"),
    ],
)
def test_limits_on_several_substances(text: str, aggregate: str) -> None:
    found = read(text)
    assert found.members == ("DEHP", "DBP", "BBP")
    assert found.aggregate == aggregate


def test_sizes_in_a_sentence() -> None:
    text = (
        "130（不含130）以下机座号电机的每根引出线应能承受6N的拉力，130～160（不含160）机座号的电机每根引出线应能承受9N的拉力，"
        "160及以上机座号电机的每根引出线应能承受12N的拉力"
    )
    found = read(text)
    assert found.characteristic == "c:elec.lead_pull"
    assert ends(text) == [
        ({"frame_size": "None..130"}, None, "6"),
        ({"frame_size": "130..160"}, None, "9"),
        ({"frame_size": "160..None"}, None, "12"),
    ]
    band = found.cells[0].classes[0][1]
    assert isinstance(band, Band)
    assert not band.interval.high_closed
    assert all(isinstance(cell.constraint, CapabilityRange) for cell in found.cells)


def test_a_size_before_a_colon() -> None:
    assert ends("机座号＜110：单根引出线承受拉力9N") == [({"frame_size": "None..110"}, None, "9")]


def test_a_size_in_brackets() -> None:
    assert ends("断裂强力（厚度≥3 mm） ≥ 300 N") == [({"thickness": "3..None"}, "300", None)]


# -- conditions, basis, methods ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("断裂强力 ≥ 300 N（20℃，65%RH）", {("temperature", "20 Cel"), ("humidity", "65 %{RH}")}),
        ("断裂强力 ≥ 300 N (20 °C and 65 % RH)", {("temperature", "20 Cel"), ("humidity", "65 %{RH}")}),
        ("黏度(25℃) 500~1000 mPa·s", {("temperature", "25 Cel")}),
        ("viscosity at 298.15 K: 500 to 1000 cP", {("temperature", "298.15 K")}),
        ("抗压强度(3 d) ≥ 17.0 MPa", {("duration", "3 d")}),
        ("光通维持率(6000 h) ≥ 70%", {("duration", "6000 h")}),
        ("洗涤50次后抑菌率 ≥ 70%", {("wash_cycles", "50 {times}")}),
        ("冷态绝缘电阻：＞20MΩ", {("state", "cold")}),
        ("绝缘电阻在正常试验大气条件下，应不小于50 MΩ", {("state", "normal_atmosphere")}),
        ("绝缘电阻 湿热试验后 ≥ 50 MΩ", {("state", "after_damp_heat")}),
        ("绝缘电阻：常温下 ≥ 20 MΩ（500 V 兆欧表）", {("state", "room_temperature"), ("voltage", "500 V")}),
        ("阻燃等级 V-0（1.6 mm）", {("thickness", "1.6 mm")}),
        ("空载 1 m 处噪声 ≤ 55 dB（A）", {("distance", "1 m"), ("state", "no_load")}),
        ("噪声（空载-1m） ≤ 55 dB（A）", {("distance", "1 m"), ("state", "no_load")}),
        ("16000 r/min 时，噪声不超过 64 dB(A)", {("speed", "16000 {rev}/min")}),
        ("耐中性盐雾(NSS) ≥ 96 h 无红锈", {("criterion", "no_red_rust")}),
        ("NSS 48 h no red rust", {("criterion", "no_red_rust")}),
    ],
)
def test_conditions(text: str, expected: set[tuple[str, str]]) -> None:
    assert conditions(text) == expected


def test_words_that_are_not_understood_are_kept() -> None:
    assert ("unread", "某种特别处理之后") in conditions("断裂强力 ≥ 300 N（某种特别处理之后）")


@pytest.mark.parametrize(
    "text", ["断裂强力 ≥ 300 N（未分等级）", "甲醛释放量 E0级（未引用标准）", "甲醛含量 ≤ 75 mg/kg（未标类别）"]
)
def test_remarks_without_content_are_passed_over(text: str) -> None:
    assert read(text).conditions == ()


def test_conditions_of_a_heading() -> None:
    assert [(c.name, c.value) for c in find_conditions("20℃，65%RH")] == [
        ("temperature", "20 Cel"),
        ("humidity", "65 %{RH}"),
    ]
    assert [(c.name, c.value) for c in find_conditions("冷态")] == [("state", "cold")]


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("铅(以Pb计) ≤ 0.5 mg/kg", "as:Pb"),
        ("亚硝酸盐（以NaNO₂计）≤ 30 mg/kg", "as:NaNO2"),
        ("nitrite (as NO₂⁻) ≤ 30 mg/kg", "as:NO2-"),
        ("氯化钠(干基) ≥ 99.1%", "dry"),
        ("氯化钠 ≥ 99.1%，以干基计", "dry"),
        ("sodium chloride (dry basis) ≥ 99.1 %", "dry"),
        ("氯化钠(湿基) ≥ 99.1%", "wet"),
    ],
)
def test_basis(text: str, basis: str) -> None:
    assert read(text).basis == basis


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("灰分 ≤ 0.3%(质量分数)", "%{m}"),
        ("水分(质量分数) ≤ 5%", "%{m}"),
        ("酒精度 ≥ 40%(体积分数)", "%{vol}"),
        ("断裂强力/N ≥ 300", "N"),
        ("甲醛含量/(mg/kg)　≤７５", "mg/kg"),
        ("氨基酸 (per 100 g) ≥ 3.0 g", "g/(100.g)"),
        ("硬度 ≥ HRC 58", "[HRC]"),
        ("hardness (Shore A) 60 ± 5", "[ShoreA]"),
    ],
)
def test_units_that_stand_elsewhere(text: str, unit: str) -> None:
    assert read(text).unit == unit
    assert read(text).problem is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("断裂强力 ≥ 300 N，GB/T 3923.1（条样法）", [("GB/T 3923.1", "strip")]),
        ("breaking force ≥ 300 N, ASTM D5034 (grab)", [("ASTM D5034", "grab")]),
        ("水洗尺寸变化率 -2.0%～+1.0%，GB/T 8629 4N", [("GB/T 8629", "4N")]),
        ("甲醛释放量 ≤ 0.124 mg/m³，1 m³气候箱法", [(None, "chamber_1m3")]),
        ("甲醛释放量 ≤ 0.5 mg/L（干燥器法）", [(None, "desiccator")]),
        ("闪点(闭口) ≥ 61 ℃", [(None, "closed_cup")]),
        ("flash point (open cup) ≥ 61 °C", [(None, "open_cup")]),
        ("lead (total) ≤ 0.5 mg/kg, ICP-MS", [(None, "icp_ms")]),
        ("assay (titration) 98.0 % to 101.0 %", [(None, "titration")]),
        ("含量(滴定法) ≥ 99.0%", [(None, "titration")]),
        ("绕组温升 ≤ 80 K（电阻法）", [(None, "resistance_method")]),
        ("耐光色牢度 ≥ 4级(GB/T 8427 方法3)", [("GB/T 8427", "方法3")]),
        ("odour grade ≤ 3 (VDA 270)", [("VDA 270", None)]),
    ],
)
def test_methods(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert [(method.designation, method.variant) for method in read(text).methods] == expected


def test_methods_of_any_text() -> None:
    assert [(m.designation, m.variant) for m in find_methods("按GB/T 3923.1（条样法）测定")] == [
        ("GB/T 3923.1", "strip")
    ]


# -- grades, words, bans, detection, plans ----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "scale", "operator", "grade"),
    [
        ("耐皂洗色牢度(变色)不低于3-4级", "grey_scale", "ge", "3-4"),
        ("colour fastness to washing (change) ≥ 4", "grey_scale", "ge", "4"),
        ("起球 3～4级", "grey_scale", "ge", "3-4"),
        ("阻燃等级 V-0", "ul94", "ge", "V-0"),
        ("阻燃等级不低于 V-2", "ul94", "ge", "V-2"),
        ("防护等级 IP67", "ip", "ge", "IP67"),
        ("铅笔硬度 ≥ HB", "pencil", "ge", "HB"),
        ("铅笔硬度 ≥ 2H", "pencil", "ge", "2H"),
        ("绝缘等级 B 级（130℃）", "insulation", "ge", "B"),
        ("thermal class F", "insulation", "ge", "F"),
        ("能效等级 2级，GB 12021.2-2015", "energy_grade", "le", "2"),
        ("能效等级不低于2级", "energy_grade", "le", "2"),
        ("energy efficiency grade 2 or better", "energy_grade", "le", "2"),
        ("odour grade ≤ 3 (VDA 270)", "vda270", "le", "3"),
        ("附着力 1级", "crosscut", "le", "1"),
        ("reaction to fire class C, EN 13501-1", "en13501", "ge", "C"),
        ("燃烧性能 B1级，GB 8624-2012", "gb8624", "ge", "B1"),
    ],
)
def test_grades(text: str, scale: str, operator: str, grade: str) -> None:
    found = read(text)
    constraint = found.cells[0].constraint
    assert found.problem is None
    assert isinstance(constraint, GradeSet)
    assert (constraint.scale, constraint.operator, constraint.grade) == (scale, operator, grade)
    assert found.conditions == ()


def test_a_sign_on_a_scale_whose_first_grade_is_best_is_ambiguous() -> None:
    assert read("能效等级 ≥ 2级").problem == "AMBIGUOUS_OPERATOR"


def test_a_class_symbol_keeps_the_standard_that_defines_it() -> None:
    constraint = read("甲醛释放量 E1级，GB 18580-2017").cells[0].constraint
    assert isinstance(constraint, GradeSet)
    assert constraint.defined_by == "GB 18580-2017"
    alone = read("甲醛释放量 E0级（未引用标准）").cells[0].constraint
    assert isinstance(alone, GradeSet)
    assert alone.defined_by is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("色泽：白色或微黄色", {"white", "slightly yellow"}),
        ("colour: white or slightly yellow", {"white", "slightly yellow"}),
        ("材质：304或316L", {"304", "316l"}),
        ("material: 304, 316 or 316L", {"304", "316", "316l"}),
    ],
)
def test_lists_of_words(text: str, words: set[str]) -> None:
    assert read(text).cells[0].constraint == WordSet(allowed=frozenset(words))


@pytest.mark.parametrize(
    "text", ["苯 禁用", "不得添加苯", "苯：禁止使用", "benzene shall not be used", "benzene is prohibited"]
)
def test_a_ban_on_use(text: str) -> None:
    assert read(text).cells[0].constraint == Boolean(value=False, subject="use")
    assert read(text).characteristic == "c:chem.benzene"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("应无异味", "odour"),
        ("no odour", "odour"),
        ("外观 无裂纹、无气泡", "blister+crack"),
        ("不得含有石棉", "presence"),
        ("free from lead", "presence"),
    ],
)
def test_what_must_be_absent(text: str, subject: str) -> None:
    assert read(text).cells[0].constraint == Boolean(value=False, subject=subject)


@pytest.mark.parametrize(
    ("text", "limit", "sample", "unit"),
    [
        ("铜绿假单胞菌 不得检出（100 mL）", None, "100", "mL"),
        ("沙门氏菌 不得检出/25g", None, "25", "g"),
        ("Salmonella: absent in 25 g", None, "25", "g"),
        ("沙门氏菌 0/25g", None, "25", "g"),
        ("甲醛 不得检出", None, None, None),
        ("甲醛 不得检出（GB/T 2912.1，检出限20 mg/kg）", "20", None, None),
        ("农药残留 未检出(<0.01 mg/kg)", "0.01", None, None),
        ("芳香胺 不得检出（限量值 20 mg/kg）", "20", None, None),
        ("铅 ND (LOD 0.01 mg/kg)", "0.01", None, None),
    ],
)
def test_not_detected(text: str, limit: str | None, sample: str | None, unit: str | None) -> None:
    constraint = read(text).cells[0].constraint
    assert isinstance(constraint, NotDetected)
    assert (constraint.limit and constraint.limit.exact) == limit
    assert (constraint.sample and constraint.sample.exact) == sample
    assert constraint.sample_unit == unit


def test_sampling_plans() -> None:
    constraint = read("菌落总数 n=5, c=2, m=1000, M=10000 CFU/g").cells[0].constraint
    assert isinstance(constraint, SamplingPlan)
    assert (constraint.n, constraint.c, constraint.m.exact, constraint.M and constraint.M.exact) == (
        5,
        2,
        "1000",
        "10000",
    )
    salmonella = read("沙门氏菌 n=5，c=0，m=0/25 g").cells[0].constraint
    assert isinstance(salmonella, SamplingPlan)
    assert (
        salmonella.m.exact,
        salmonella.M,
        salmonella.sample and salmonella.sample.exact,
        salmonella.sample_unit,
    ) == ("0", None, "25", "g")


# -- capabilities -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "characteristic", "low", "high"),
    [
        ("工作温度 -40℃～+70℃", "c:env.operating_temperature", "-40", "70"),
        ("电机应能在低温-40℃的条件下工作", "c:env.operating_temperature", "-40", None),
        ("电机应能在高温+75℃的条件下贮存", "c:env.storage_temperature", None, "75"),
        ("工作海拔：≤5000m", "c:env.altitude", None, "5000"),
        ("每根引出线应能承受6N的拉力", "c:elec.lead_pull", None, "6"),
        ("工频耐压 ≥ 1500 V", "c:elec.dielectric_test", None, "1500"),
    ],
)
def test_capabilities(text: str, characteristic: str, low: str | None, high: str | None) -> None:
    found = read(text)
    constraint = found.cells[0].constraint
    assert found.characteristic == characteristic
    assert isinstance(constraint, CapabilityRange)
    (only,) = constraint.intervals
    assert (only.low and only.low.exact, only.high and only.high.exact) == (low, high)


# -- names ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "characteristic"),
    [
        ("released formaldehyde ≤ 75 mg/kg", "c:formaldehyde.released"),
        ("可迁移铅 ≤ 90 mg/kg", "c:chem.lead.migratable"),
        ("甲醇 ≤ 75 mg/kg", "c:chem.methanol"),
        ("电机绕组对机壳或定子铁芯的绝缘电阻应不小于50 MΩ", "c:elec.insulation_resistance"),
        ("某某释放甲醛 ≤ 75 mg/kg", None),
        ("quasi formaldehyde ≤ 75 mg/kg", None),
    ],
)
def test_a_name_is_never_shortened_into_another_characteristic(text: str, characteristic: str | None) -> None:
    assert read(text).characteristic == characteristic


def test_a_vitamin_keeps_its_letter() -> None:
    assert read("维生素A ≥ 5 mg/kg").name == "维生素A"
    assert read("vitamin A ≥ 5 mg/kg").name == "vitamin A"


def test_the_printed_text_stays() -> None:
    text = "甲醛含量/(mg/kg)　≤７５，GB/T 2912.1"
    found = read_requirement(text, id="r7")
    assert isinstance(found, Requirement)
    assert (found.id, found.text, found.cells[0].text) == ("r7", text, "≤７５")


# -- nothing is lost or guessed ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "断裂强力 300～",
        "断裂强力 ～300 N",
        "断裂强力 >= 3OO N",
        "断裂强力 ≥ l00 N",
        "甲醛含量 ≤",
        "甲醛含量 ≤ mg/kg",
        "断裂强力 ≥ 300 N 且 ≤ 200 N",
    ],
)
def test_a_damaged_value_is_refused(text: str) -> None:
    assert read(text).problem == "PARSE"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pH值(10g/L溶液) 6.0~8.5", "10g/L溶液"),
        ("耐酸性（5% H2SO4，24 h） 无变化", "5% H2SO4，24 h"),
        ("精度 ±0.1%FS", "FS"),
    ],
)
def test_words_beside_a_name_or_value_are_kept(text: str, words: str) -> None:
    assert [condition.printed for condition in read(text).conditions if condition.name == "unread"] == [words]


@pytest.mark.parametrize(
    "text", ["Lead (Pb), mg/kg, max. 0.5", "铅, mg/kg ≤ 0.5", "铅（以Pb计）/（mg/kg） ≤ 0.5", "lead, max: 0.5 mg/kg"]
)
def test_the_unit_behind_a_name(text: str) -> None:
    found = read(text)
    assert (found.characteristic, found.unit, found.problem) == ("c:chem.lead.total", "mg/kg", None)
    assert ends(text) == [({}, None, "0.5")]


def test_a_unit_with_a_bracket_behind_a_name() -> None:
    assert read("moisture content, % (m/m), max. 14").unit == "%{m}"


def test_the_members_of_a_group_in_brackets() -> None:
    found = read("邻苯二甲酸酯 (DEHP+DBP+BBP) ≤ 0.1%")
    assert (found.name, found.members, found.aggregate) == ("邻苯二甲酸酯", ("DEHP", "DBP", "BBP"), "sum")


def test_a_quantity_on_a_characteristic_of_grades_is_a_quantity() -> None:
    assert ends("附着力(拉开法) ≥ 5 MPa") == [({}, "5", None)]


def test_words_about_a_measured_characteristic_are_a_description_and_no_list() -> None:
    assert isinstance(read("甲醛含量：很少").cells[0].constraint, Text)
