"""A realistic report, made by hand: a motor maker's standard against an excerpt of GB/T 43726-2024."""

from __future__ import annotations

from fractions import Fraction

from catalog.comparison.reports import (
    CellVerdict,
    Completeness,
    DocumentRequirements,
    Notice,
    Report,
    Row,
    RowSide,
    Scope,
    ScopeState,
    Step,
    Verdict,
    VerdictKind,
    Words,
)
from catalog.comparison.requirements import (
    Axis,
    AxisType,
    Band,
    ByReference,
    CapabilityRange,
    Cell,
    Grade,
    Limits,
    Number,
    NumberInterval,
    Requirement,
    Tolerance,
)


def number(text: str | None) -> Number | None:
    return None if text is None else Number(Fraction(text), text)


def interval(low: str | None, high: str | None, *, open_ends: str = "") -> NumberInterval:
    return NumberInterval(number(low), number(high), "low" not in open_ends, "high" not in open_ends)


def at_least(value: str, *, strictly: bool = False) -> Limits:
    return Limits((interval(value, None, open_ends="low" if strictly else ""),))


def at_most(value: str) -> Limits:
    return Limits((interval(None, value),))


def withstands(value: str) -> CapabilityRange:
    return CapabilityRange((interval(None, value),))


def works(low: str | None, high: str | None) -> CapabilityRange:
    return CapabilityRange((interval(low, high),))


def band(low: str | None, high: str | None, *, open_ends: str = "") -> Band:
    return Band(interval(low, high, open_ends=open_ends))


def row_of(
    id_: str,
    name: str,
    text: str,
    *cells: Cell,
    unit: str | None = None,
    code: str | None = None,
    axis: Axis | None = None,
    clause: str = "5.9",
) -> Requirement:
    return Requirement(id_, name, text, cells, (axis,) if axis else (), clause=clause, unit_printed=unit, unit=code)


FRAME = Axis("frame_size", AxisType.RATING)
VOLTAGE = Axis("working_voltage", AxisType.RATING, "V")


def by(axis: Axis, value: Band, limit: Limits | CapabilityRange) -> Cell:
    return Cell(limit, ((axis.name, value),))


BENCHMARK_ROWS = (
    row_of(
        "b9", "绝缘电阻", "绕组对机壳或定子铁芯，正常试验大气条件：≥50 MΩ", Cell(at_least("50")), unit="MΩ", code="MOhm"
    ),
    row_of(
        "b6",
        "引出线拉力",
        "每根引出线应能承受：机座号＜130 为 6 N；130～160（不含160）为 9 N；160 及以上为 12 N",
        by(FRAME, band(None, "130", open_ends="high"), withstands("6")),
        by(FRAME, band("130", "160", open_ends="high"), withstands("9")),
        by(FRAME, band("160", None), withstands("12")),
        unit="N",
        code="N",
        axis=FRAME,
        clause="5.8.3 a)",
    ),
    row_of(
        "b13",
        "试验电压",
        "应能承受的试验电压（有效值）按工作电压：10～30（不含30）V 250；30～60（不含60）500；"
        "60～130（不含130）750；130～220（不含220）1000；220～270 1500",
        by(VOLTAGE, band("10", "30", open_ends="high"), withstands("250")),
        by(VOLTAGE, band("30", "60", open_ends="high"), withstands("500")),
        by(VOLTAGE, band("60", "130", open_ends="high"), withstands("750")),
        by(VOLTAGE, band("130", "220", open_ends="high"), withstands("1000")),
        by(VOLTAGE, band("220", "270"), withstands("1500")),
        unit="V",
        code="V",
        axis=VOLTAGE,
        clause="5.10",
    ),
    row_of(
        "b21",
        "低温工作",
        "电机应能在低温-40℃的条件下工作，或符合产品专用技术条件中低温工作试验的规定",
        Cell(works("-40", "-40")),
        unit="℃",
        code="Cel",
        clause="5.29.2",
    ),
    row_of(
        "b22",
        "高温工作",
        "电机应能在高温+70℃的条件下工作，或符合产品专用技术条件中高温工作试验的规定",
        Cell(works("70", "70")),
        unit="℃",
        code="Cel",
        clause="5.30.2",
    ),
    row_of(
        "b25",
        "寿命",
        "组装式电机的寿命为 2000 h 或由产品专用技术条件的规定",
        Cell(at_least("2000")),
        unit="h",
        code="h",
        clause="5.37",
    ),
    row_of(
        "b1",
        "径向间隙",
        "组装式电机按机座号：≤0.02、≤0.02、≤0.03、≤0.05 mm",
        Cell(at_most("0.02")),
        unit="mm",
        code="mm",
        clause="5.3",
    ),
    row_of(
        "b19", "温升", "定子绕组温升或机壳温升应不大于 85 K", Cell(at_most("85")), unit="K", code="K", clause="5.26"
    ),
    row_of(
        "b15",
        "定子电阻",
        "容差范围应不大于规定值的±12.5%",
        Cell(Tolerance(None, Number(Fraction(1, 8), "12.5%"), Number(Fraction(1, 8), "12.5%"), relative=True)),
        unit="%",
        clause="5.11",
    ),
    row_of(
        "b30",
        "输出轴直径",
        "20 mm ±0.05 mm",
        Cell(Tolerance(Number(Fraction(20), "20"), Number(Fraction(1, 20), "0.05"), Number(Fraction(1, 20), "0.05"))),
        unit="mm",
        code="mm",
    ),
)

DECLARED_ROWS = (
    row_of(
        "r4",
        "绝缘电阻",
        "绕组对机壳，冷态：＞20 MΩ",
        Cell(at_least("20", strictly=True)),
        unit="MΩ",
        code="MOhm",
        clause="5.6.1",
    ),
    row_of(
        "r34",
        "引出线拉力",
        "机座号＜110：单根引出线承受拉力9N；机座号≥110：单根引出线承受拉力15N",
        by(FRAME, band(None, "110", open_ends="high"), withstands("9")),
        by(FRAME, band("110", None), withstands("15")),
        unit="N",
        code="N",
        axis=FRAME,
        clause="5.24.3",
    ),
    row_of(
        "r9",
        "试验电压",
        "工频耐电压，绕组对机壳，按工作电压：＜24 V 300；24 V＜U≤100 V 500；＞100 V 1500 V",
        by(VOLTAGE, band(None, "24", open_ends="high"), withstands("300")),
        by(VOLTAGE, band("24", "100", open_ends="low"), withstands("500")),
        by(VOLTAGE, band("100", None, open_ends="low"), withstands("1500")),
        unit="V",
        code="V",
        axis=VOLTAGE,
        clause="5.8",
    ),
    row_of("r15", "工作温度", "工作温度：-55 ℃～+75 ℃", Cell(works("-55", "75")), unit="℃", code="Cel", clause="5.11"),
    row_of(
        "r30",
        "寿命",
        "额定寿命 ≥20000 h，或按产品专用技术条件",
        Cell(at_least("20000")),
        unit="h",
        code="h",
        clause="5.23",
    ),
    row_of(
        "r11",
        "温升",
        "温升按 GB/T 755-2019 第 8.10 条，环境温度 ≤40 ℃",
        Cell(ByReference("GB/T 755-2019 第 8.10 条", "GB/T 755-2019", "8.10")),
        clause="5.9",
    ),
    row_of("r17", "工作海拔", "工作海拔 ≤5000 m", Cell(withstands("5000")), unit="m", code="m", clause="5.11"),
    row_of(
        "r40",
        "输出轴直径",
        "20 mm ±0.1 mm",
        Cell(Tolerance(Number(Fraction(20), "20"), Number(Fraction(1, 10), "0.1"), Number(Fraction(1, 10), "0.1"))),
        unit="mm",
        code="mm",
    ),
)

STEPS = (
    Step("characteristic", "same", "c:electrical.insulation_resistance"),
    Step("modality", "shall", "应 / 应"),
    Step("condition", "same", "冷态 = 正常试验大气条件（GB/T 7345-2008, 3.1）"),
    Step("method", "unstated", "neither side names a test method"),
    Step("unit", "same", "MΩ"),
    Step("inclusion", "around", "(20, ∞) ⊋ [50, ∞)"),
)


def side(rows: tuple[Requirement, ...], id_: str | None, value: str) -> RowSide | None:
    found = next((row for row in rows if row.id == id_), None)
    return found and RowSide(found.id, found.clause, found.text, value)


def pair(
    name: str,
    declared: str | None,
    benchmark: str | None,
    verdict: Verdict,
    *,
    values: tuple[str, str] = ("", ""),
    conditions: tuple[str, ...] = (),
) -> Row:
    return Row(
        name, verdict, side(BENCHMARK_ROWS, benchmark, values[1]), side(DECLARED_ROWS, declared, values[0]), conditions
    )


def verdict(kind: VerdictKind, zh: str, en: str, **more: object) -> Verdict:
    return Verdict(kind, Words(zh, en), **more)


def voltage_cell(
    low: str, high: str, open_ends: str, kind: VerdictKind, declared: str | None, benchmark: str, *flags: str
) -> CellVerdict:
    return CellVerdict(
        (("working_voltage", band(low, high, open_ends=open_ends)),), kind, declared, benchmark, None, flags, "V"
    )


def frame_cell(low: str | None, high: str | None, declared: str, benchmark: str) -> CellVerdict:
    ends = "high" if high else ""
    return CellVerdict((("frame_size", band(low, high, open_ends=ends)),), VerdictKind.STRICTER, declared, benchmark)


def rows() -> tuple[Row, ...]:
    kind = VerdictKind
    return (
        pair(
            "绝缘电阻",
            "r4",
            "b9",
            verdict(
                kind.LOOSER,
                "低于推荐性国家标准：本标准＞20 MΩ，国家标准≥50 MΩ。",
                "Looser than the recommended national standard: above 20 MΩ against at least 50 MΩ.",
                grade=Grade.B,
                flags=("METHOD_UNSTATED",),
                steps=STEPS,
            ),
            values=("＞20 MΩ", "≥50 MΩ"),
            conditions=("绕组对机壳", "冷态"),
        ),
        pair(
            "引出线拉力",
            "r34",
            "b6",
            verdict(
                kind.STRICTER,
                "各机座号均严于国家标准。",
                "Stricter for every frame size.",
                cells=(
                    frame_cell(None, "110", "9 N", "6 N"),
                    frame_cell("110", "130", "15 N", "6 N"),
                    frame_cell("130", "160", "15 N", "9 N"),
                    frame_cell("160", None, "15 N", "12 N"),
                ),
                steps=STEPS[:2],
            ),
            values=("9 N；15 N", "6 N；9 N；12 N"),
        ),
        pair(
            "试验电压",
            "r9",
            "b13",
            verdict(
                kind.OVERLAP,
                "多数电压段严于国家标准；在 60 V～100 V 低于国家标准；在 24 V 处未作规定。",
                "Stricter for most voltages, looser from 60 V to 100 V, and nothing is declared at 24 V.",
                flags=("CLASS_GAP",),
                cells=(
                    voltage_cell("10", "24", "high", kind.STRICTER, "300 V", "250 V"),
                    voltage_cell("24", "24", "", kind.MISSING, None, "250 V", "CLASS_GAP"),
                    voltage_cell("24", "30", "low high", kind.STRICTER, "500 V", "250 V"),
                    voltage_cell("30", "60", "high", kind.EQUAL, "500 V", "500 V"),
                    voltage_cell("60", "100", "", kind.LOOSER, "500 V", "750 V"),
                    voltage_cell("100", "130", "low high", kind.STRICTER, "1500 V", "750 V"),
                    voltage_cell("130", "220", "high", kind.STRICTER, "1500 V", "1000 V"),
                    voltage_cell("220", "270", "", kind.EQUAL, "1500 V", "1500 V"),
                ),
                steps=STEPS,
            ),
            values=("300 V；500 V；1500 V", "250 V … 1500 V"),
            conditions=("绕组对机壳",),
        ),
        pair(
            "低温工作",
            "r15",
            "b21",
            verdict(
                kind.STRICTER,
                "可工作至 -55 ℃，国家标准为 -40 ℃。",
                "Works down to -55 ℃, the national standard asks -40 ℃.",
                flags=("ALTERNATIVE",),
                grade=Grade.B,
            ),
            values=("-55 ℃～+75 ℃", "-40 ℃"),
        ),
        pair(
            "高温工作",
            "r15",
            "b22",
            verdict(
                kind.STRICTER,
                "可工作至 +75 ℃，国家标准为 +70 ℃。",
                "Works up to +75 ℃, the national standard asks +70 ℃.",
                flags=("ALTERNATIVE",),
                grade=Grade.B,
            ),
            values=("-55 ℃～+75 ℃", "+70 ℃"),
        ),
        pair(
            "寿命",
            "r30",
            "b25",
            verdict(
                kind.UNDETERMINED,
                "声明值可由产品专用技术条件替代，该文件未公开。",
                "The declared value may be replaced by a product specification that is not public.",
                code="REF_UNRESOLVED",
            ),
            values=("≥20000 h，或按产品专用技术条件", "≥2000 h"),
        ),
        pair(
            "径向间隙",
            None,
            "b1",
            verdict(
                kind.MISSING,
                "国家标准有要求，本标准未声明。",
                "The national standard asks for it and nothing is declared.",
                flags=("APPLIES_IF",),
            ),
            values=("", "≤0.02 mm"),
            conditions=("组装式电机",),
        ),
        pair(
            "温升",
            "r11",
            "b19",
            verdict(
                kind.UNDETERMINED,
                "声明值在 GB/T 755-2019 第 8.10 条中，本库未收录。",
                "The declared value stands in GB/T 755-2019, clause 8.10, which is not held here.",
                code="REF_UNRESOLVED",
            ),
            values=("GB/T 755-2019 第 8.10 条", "≤85 K"),
        ),
        pair(
            "定子电阻",
            None,
            "b15",
            verdict(
                kind.MISSING,
                "国家标准有要求，本标准未声明。",
                "The national standard asks for it and nothing is declared.",
            ),
            values=("", "规定值 ±12.5 %"),
        ),
        pair(
            "输出轴直径",
            "r40",
            "b30",
            verdict(
                kind.LOOSER,
                "允许偏差更大：±0.1 mm，国家标准 ±0.05 mm。",
                "The tolerance is wider: ±0.1 mm against ±0.05 mm.",
            ),
            values=("20 mm ±0.1 mm", "20 mm ±0.05 mm"),
        ),
        pair(
            "工作海拔",
            "r17",
            None,
            verdict(kind.EXTRA, "国家标准对此没有要求。", "The national standard asks nothing here."),
            values=("≤5000 m", ""),
        ),
    )


def documents(*, mandatory: bool = False, full: bool = False) -> tuple[DocumentRequirements, DocumentRequirements]:
    declared = DocumentRequirements(
        "Q/HKT 16016-2026",
        "无刷直流力矩电动机产品规范",
        DECLARED_ROWS,
        level="enterprise",
        product="无刷直流力矩电动机",
        published="2026-04-10",
        effective="2026-04-15",
        status="current",
        not_read=(("热态绝缘电阻按公式 R = Udmax/(1000+P/100) 计算", "formula: not read as a limit"),),
    )
    benchmark = DocumentRequirements(
        "GB/T 43726-2024",
        "无刷直流力矩电动机通用技术条件",
        BENCHMARK_ROWS,
        level="national",
        mandatory=mandatory,
        completeness=Completeness.FULL if full else Completeness.EXCERPT,
        status="unknown",
        clauses_held=() if full else ("5.3", "5.8.3", "5.9", "5.10", "5.11", "5.26", "5.29", "5.30", "5.37"),
    )
    return declared, benchmark


def report(*, scope: ScopeState = ScopeState.INSIDE, mandatory: bool = False, full: bool = False) -> Report:
    declared, benchmark = documents(mandatory=mandatory, full=full)
    counts = {kind.value: 0 for kind in VerdictKind if kind is not VerdictKind.EXTRA}
    made = rows()
    for row in made:
        if row.benchmark:
            counts[row.verdict.verdict.value] += 1
    inside = scope is ScopeState.INSIDE
    notice = Notice(
        fewer=("b1", "b15"),
        lower=("b9", "b13", "b30"),
        undisclosed=("b25", "b19"),
        not_assessed=(),
        text=Words(
            "本企业公开的功能指标和性能指标与推荐性国家标准 GB/T 43726-2024 相比（在所收录的 10 项中）：\n"
            "少于：径向间隙、定子电阻；\n低于：绝缘电阻、试验电压（60 V～100 V）、输出轴直径；\n"
            "未公开：寿命、温升。",
            "Compared with the recommended national standard GB/T 43726-2024 (of the 10 rows held), this firm's public "
            "indicators are\nfewer: radial play, stator resistance;\n"
            "lower: insulation resistance, test voltage (60 V to 100 V), shaft diameter;\n"
            "not disclosed: life, temperature rise.",
        ),
    )
    return Report(
        declared,
        benchmark,
        Scope(
            scope, "reference", Words("本标准引用了 GB/T 43726-2024。", "The declared standard cites GB/T 43726-2024.")
        ),
        made,
        counts,
        applicable=10,
        extra=1,
        coverage=(8, 10),
        assessed=(6, 10),
        meets_or_exceeds=((3, 10), (5, 10)) if inside else None,
        strictly_exceeds=(3, 10),
        not_shown_to_meet=("b9", "b13", "b1", "b15", "b30"),
        notice=notice if inside else None,
        engine_version="1",
        dictionary_version="2026-11-24",
        links_version="2026-11-24",
        run="r-5f2c",
    )
