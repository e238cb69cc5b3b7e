"""The packs against the raw data they were taken from, read here in another way than they were made."""

from __future__ import annotations

import csv
import json
import re
from fractions import Fraction

import pytest

from catalog.benchmarks import (
    find_benchmark,
    iter_benchmark_sets,
    iter_benchmarks,
    iter_sample_declarations,
    iter_sample_records,
)
from catalog.comparison.documents import compare_documents
from catalog.comparison.reports import DocumentRequirements
from catalog.comparison.requirements import (
    Band,
    ByReference,
    CapabilityRange,
    GradeSet,
    Limits,
    Modality,
    NoRequirement,
    NotDetected,
    Tolerance,
)
from catalog.designations import designation_key, find_designations
from catalog.errors import NotFoundError, UnusableInputError
from catalog.pack_rows import read_band_text, read_row


def rows_of(pack_id):
    return {row.id: row for row in find_benchmark(pack_id).document.requirements}


def ends(cell):
    """Return the numbers of a cell's limit, in the order they are printed."""
    constraint = cell.constraint
    if isinstance(constraint, Tolerance):
        return [constraint.plus.value * (100 if constraint.relative else 1)]
    if isinstance(constraint, (Limits, CapabilityRange)):
        found = [n.value for i in constraint.intervals for n in (i.low, i.high) if n is not None]
        return found[:1] if len(set(found)) == 1 else found
    return []


def numbers(text):
    return [Fraction(n) for n in re.findall(r"\d+(?:\.\d+)?", text)]


# GB 5749-2022: the JSON of the transcription


@pytest.fixture
def gb5749(shared_data):
    return json.loads((shared_data / "limits/cn-env/GB5749-2022.json").read_text(encoding="utf-8"))


def test_every_row_of_gb_5749_has_the_number_of_the_transcription(gb5749):
    rows = rows_of("gb-5749-2022")
    table1 = [row for row in gb5749["limits"] if "limit" in row]
    assert len(table1) == 39
    for raw in table1:
        row = rows[f"b{raw['seq']}"]
        limit = raw["limit"]
        expected = [Fraction(str(limit))] if isinstance(limit, int | float) else numbers(limit)
        assert ends(row.cells[0]) == expected, raw["name"]
        assert raw["name"].replace("（", "").replace(" ", "")[:2] in row.name.replace("（", "")


def test_what_must_not_be_found_is_not_detected_in_100_ml(gb5749):
    rows = rows_of("gb-5749-2022")
    for raw in gb5749["limits"]:
        if raw.get("limit") == "不应检出":
            constraint = rows[f"b{raw['seq']}"].cells[0].constraint
            assert isinstance(constraint, NotDetected)
            assert constraint.sample.value == 100


def test_table_2_of_gb_5749_has_limit_residuals_and_contact_time(gb5749):
    rows = rows_of("gb-5749-2022")
    table2 = [row for row in gb5749["limits"] if row.get("table") == "表 2"]
    assert len(table2) == 4
    for raw in table2:
        works, tap = rows[f"b{raw['seq']}"].cells
        residual = numbers(raw["factoryResidual"])
        assert ends(works) == [*residual, *numbers(raw["factoryLimit"])]
        assert ends(tap) == numbers(raw["tapResidual"])
        assert ends(rows[f"b{raw['seq']}t"].cells[0]) == numbers(raw["contactTimeMin"])


def test_the_relaxations_for_small_supplies_are_the_footnotes_numbers(gb5749):
    footnote = next(q["text"] for q in gb5749["qualitative"] if q["key"] == "small-supply-relaxation")
    relaxed = {note.row: note.limit for note in find_benchmark("gb-5749-2022").relaxations}
    assert set(relaxed) == {"b3", "b10", "b11", "b23"}
    for limit in relaxed.values():
        assert re.search(r"[\d.]+", limit)[0] in footnote


def test_guidance_values_do_not_bind():
    rows = rows_of("gb-5749-2022")
    assert [i for i, row in rows.items() if row.modality is Modality.SHOULD] == ["b38", "b39"]


def test_rows_typed_from_a_picture_and_read_once_have_no_grade_a():
    document = find_benchmark("gb-5749-2022").document
    assert document.transcribed
    assert {row.grade.value for row in document.requirements} == {"B"}
    assert not find_benchmark("nl-drinkwaterbesluit").document.transcribed


# United States: the CSV of the data set


def test_every_us_row_has_the_value_of_the_data_set(shared_data):
    with (shared_data / "limits/us-benchmarks/benchmarks.csv").open(encoding="utf-8") as file:
        raw = {row["pcode"]: row for row in csv.DictReader(file)}
    rows = rows_of("us-epa-mcl")
    units = {"micrograms per liter": "μg/L", "milligrams per liter": "mg/L", "picocuries per liter": "pCi/L"}
    for row in rows.values():
        source = raw[row.clause]
        assert ends(row.cells[0]) == [Fraction(source["mcl"])], row.name
        unit = next(short for long, short in units.items() if long in source["parm_nm"])
        assert row.unit_printed == unit
        assert (row.basis == "as:N") == ("as nitrogen" in source["parm_nm"])


def test_every_mcl_of_the_data_set_is_held_or_named_as_left_out(shared_data):
    with (shared_data / "limits/us-benchmarks/benchmarks.csv").open(encoding="utf-8") as file:
        codes = {row["pcode"] for row in csv.DictReader(file) if row["mcl"]}
    pack = find_benchmark("us-epa-mcl")
    held = {row.clause for row in pack.document.requirements}
    left = {code for clause, _, _ in pack.left_out for code in re.findall(r"\d{5}", clause)}
    assert codes == held | left
    assert not held & left


def test_an_action_level_is_not_a_limit(shared_data):
    with (shared_data / "limits/us-benchmarks/benchmarks.csv").open(encoding="utf-8") as file:
        actions = {row["pcode"] for row in csv.DictReader(file) if "action level" in row["remark"]}
    rows = {row.clause: row for row in rows_of("us-epa-mcl").values()}
    assert {rows[code].modality for code in actions if code in rows} == {Modality.SHOULD}


# Netherlands: the Markdown of the decree


@pytest.fixture
def dutch_tables(shared_data):
    text = (shared_data / "limits/nl-drinkingwater/BWBR0030111.md").read_text(encoding="utf-8")
    annex = text[text.index("###Bijlage A") : text.index("###Bijlage B")]
    cells = [
        [c.strip().strip("*") for c in line.split("|")[1:5]] for line in annex.splitlines() if line.startswith("|")
    ]
    return {re.sub(r"\s+", " ", row[0].replace("*", "")).strip(): row for row in cells if len(row) == 4}


DUTCH_NAMES = {
    "PAK (som)": "Polycyclische aromatische koolwaterstoffen (PAK’s) (som)",
    "PCB (individueel)": "Polychloorbifenylen (PCB’s) (individueel)",
    "PCB (som)": "PCB’s (som)",
    "N-nitrosodimethylamine (NDMA)": "N- nitrosodimethylamine (NDMA)",
    "Zuurgraad (pH)": "Zuurgraad",
}
DUTCH_ELSEWHERE = {
    *("Broomdichloormethaan", "Totale α", "Totale ß", "Tritium", "Indicatieve dosis (totaal)"),
    *("Oxideerbaarheid met KMnO4", "Temperatuur", "Saturatie Index (SI)"),
}
"""In a note, or in a cell with several values: checked by their own tests."""


def test_every_dutch_row_has_the_numbers_of_the_decree(dutch_tables):
    seen = 0
    for row in rows_of("nl-drinkwaterbesluit").values():
        if row.name in DUTCH_ELSEWHERE or row.name == "Bromaat" or row.id == "n31m" or not ends(row.cells[0]):
            continue
        source = dutch_tables[DUTCH_NAMES.get(row.name, row.name)]
        found = [n for cell in row.cells for n in ends(cell)]
        assert found == numbers(source[1].replace(",", ".").split("bij")[0]), row.name
        assert row.unit_printed == source[2].replace("pH-eenheden", "pH")
        seen += 1
    assert seen >= 45


def test_dutch_values_that_stand_in_notes_and_shared_cells(shared_data):
    text = (shared_data / "limits/nl-drinkingwater/BWBR0030111.md").read_text(encoding="utf-8")
    rows = {row.name: row for row in rows_of("nl-drinkwaterbesluit").values()}
    assert "broomdichloormethaan mag niet hoger zijn dan 15 μg/l" in text
    assert ends(rows["Broomdichloormethaan"].cells[0]) == [15]
    assert "| Totale α  Totale ß  Tritium  Indicatieve dosis (totaal)  | 0,1  1  100  0,10  |" in text
    assert [ends(rows[name].cells[0]) for name in ("Totale α", "Totale ß", "Tritium")] == [
        [Fraction("0.1")],
        [1],
        [100],
    ]
    assert ends(rows["Indicatieve dosis (totaal)"].cells[0]) == [Fraction("0.10")]
    assert "(norm 5,0 mg/l O<sub>2</sub>)" in text
    assert ends(rows["Oxideerbaarheid met KMnO4"].cells[0]) == [5]
    assert re.search(r"\| Temperatuur  \| 25\s°C  \|", text)
    assert ends(rows["Temperatuur"].cells[0]) == [25]
    assert re.search(r"\| Saturatie Index \(SI\)  \| >\s–0,2  \|", text)
    assert ends(rows["Saturatie Index (SI)"].cells[0]) == [Fraction("-0.2")]
    assert "De somwaarde van 25 μg/l geldt als 90 percentiel, met een maximum van 50 μg/l" in text
    assert ends(rows_of("nl-drinkwaterbesluit")["n31m"].cells[0]) == [50]
    bromate = [row for row in rows_of("nl-drinkwaterbesluit").values() if row.name == "Bromaat"]
    assert "maximale waarde van 5,0 μg/l (als 90 percentielwaarde, met een maximum van 10 μg/l)" in text
    assert [ends(row.cells[0]) for row in bromate] == [[1], [10]]


def test_decimal_commas_stay_as_printed():
    antimony = next(row for row in rows_of("nl-drinkwaterbesluit").values() if row.name == "Antimoon")
    assert antimony.cells[0].constraint.intervals[0].high.printed == "5,0"


# Rice: the source of the table


def test_every_cell_of_the_rice_table_is_the_documents(shared_data):
    folder = shared_data / "rice/iso-17301-1-2016/sources/international-standard/rice-2016/sections-en"
    source = (folder / "04-specifications.adoc").read_text(encoding="utf-8")
    table = source[source.index("Maximum permissible mass fraction of defects\n|===") :]
    raw = {}
    for line in table.splitlines():
        if line.startswith("| ") and line.count("|") == 5:
            name, *values = (cell.strip() for cell in line.split("|")[1:])
            raw[re.sub(r"footnote:.*", "", name).strip()] = [re.sub(r"footnote:.*", "", v).strip() for v in values]
    rows = {row.name: row for row in rows_of("iso-17301-1-2016").values() if row.source.table == "1"}
    assert set(rows) == set(raw)
    for name, values in raw.items():
        for cell, value in zip(rows[name].cells, values, strict=True):
            if value == "Not applicable":
                assert isinstance(cell.constraint, NoRequirement)
            else:
                assert ends(cell) == [Fraction(value.replace(",", "."))]
                assert cell.constraint.intervals[0].high.printed == value


def test_rice_footnote_c_is_a_condition_of_its_cells():
    rows = {row.name: row for row in rows_of("iso-17301-1-2016").values()}
    milled = [bool(cell.conditions) for cell in rows["HDK"].cells]
    assert milled == [True, False, True, False]
    assert ends(rows["moisture"].cells[0]) == [15]


# GB/T 43726: the Markdown of the excerpt


@pytest.fixture
def motor_text(shared_data):
    return (shared_data / "cn-enterprise-and-group/GBT_43726-2024__excerpt.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("row_id", "label"),
    [
        ("b1", "径向间隙 mm"),
        ("b2", "轴向间隙 mm"),
        ("b3", "轴伸径向圆跳动"),
        ("b4", "安装配合面的同轴度"),
        ("b14", "峰值漏电流 mA"),
        ("b23", "转矩-电流特性线性度"),
    ],
)
def test_motor_tables_by_frame_size(motor_text, row_id, label):
    line = next(line for line in motor_text.splitlines() if line.startswith(f"| {label} |"))
    row = rows_of("gbt-43726-2024")[row_id]
    assert [ends(cell) for cell in row.cells] == [numbers(value) for value in line.split("|")[2:6]]
    frames = next(line for line in motor_text.splitlines() if line.startswith("| 机座号 |")).split("|")[2:6]
    for cell, printed in zip(row.cells, frames, strict=True):
        band = dict(cell.classes)["frame_size"].interval
        low, high = numbers(printed.split("（")[0])
        assert (band.low.value, band.high.value) == (low, high)
        assert band.high_closed == ("不含" not in printed)


@pytest.mark.parametrize(("row_id", "label"), [("b1", "径向推力 N"), ("b2", "轴向推力 N")])
def test_motor_second_header_rows_are_conditions_of_the_cells(motor_text, row_id, label):
    line = next(line for line in motor_text.splitlines() if line.startswith(f"| {label} |"))
    cells = rows_of("gbt-43726-2024")[row_id].cells
    assert [cell.conditions[0].number.value for cell in cells] == [n for v in line.split("|")[2:6] for n in numbers(v)]


def test_motor_torque_ripple_has_a_row_for_each_control(motor_text):
    lines = [line for line in motor_text.splitlines() if line.startswith("| 转矩波动系数 |")]
    rows = rows_of("gbt-43726-2024")
    for row_id, line in zip(("b21", "b22"), lines, strict=True):
        assert [ends(cell) for cell in rows[row_id].cells] == [numbers(value) for value in line.split("|")[2:6]]


def test_motor_test_voltages(motor_text):
    lines = re.findall(r"^\| (\d+～\d+)(（不含\d+）)? \| (\d+) \|", motor_text, re.MULTILINE)
    row = rows_of("gbt-43726-2024")["b13"]
    assert len(lines) == len(row.cells) == 5
    for cell, (band, without, voltage) in zip(row.cells, lines, strict=True):
        interval = dict(cell.classes)["working_voltage"].interval
        assert [interval.low.value, interval.high.value] == numbers(band)
        assert interval.high_closed == (not without)
        assert ends(cell) == numbers(voltage)


@pytest.mark.parametrize(
    ("row_id", "words"),
    [
        ("b9", "正常试验大气条件下，应不小于50 MΩ"),
        ("b10", "在低温条件下，应不小于50 MΩ"),
        ("b11", "在高温条件下，应不小于10 MΩ"),
        ("b12", "湿热试验后电机恢复至常态，应不小于50 MΩ"),
        ("b16", "容差范围应不大于规定值的±12.5%"),
        ("b17", "电阻的差值应不大于规定值的5%"),
        ("b19", "容差范围应不大于规定值的±30%"),
        ("b20", "正反转速差应不大于平均值的5%"),
        ("b24", "温升应不大于85 K"),
        ("b29", "组装式电机的寿命为2000 h"),
    ],
)
def test_motor_single_values_stand_in_the_sentences(motor_text, row_id, words):
    assert words in motor_text
    assert ends(rows_of("gbt-43726-2024")[row_id].cells[0]) == numbers(words)[-1:]


def test_motor_storage_and_working_temperatures(motor_text):
    rows = rows_of("gbt-43726-2024")
    for row_id, words in (("b25", "低温-45℃"), ("b26", "低温-40℃"), ("b27", "高温+75℃"), ("b28", "高温+70℃")):
        assert words in motor_text
        value = ends(rows[row_id].cells[0])
        assert value == [Fraction(re.search(r"[-+]\d+", words)[0])]
        assert rows[row_id].alternative
        assert bool(rows[row_id].applies_if) == (row_id in ("b25", "b27"))


def test_motor_pull_on_leads_and_terminals(motor_text):
    rows = rows_of("gbt-43726-2024")
    assert "130（不含130）以下机座号电机的每根引出线应能承受6N" in motor_text
    assert [ends(cell) for cell in rows["b6"].cells] == [[6], [9], [12]]
    for row_id, clause in (("b7", "5.3.1.3"), ("b8", "5.3.1.4")):
        reference = rows[row_id].cells[0].constraint
        assert isinstance(reference, ByReference)
        assert (reference.designation, reference.clause) == ("GB/T 7345-2008", clause)
        assert f"GB/T 7345—2008中{clause}" in motor_text


def test_the_clauses_held_are_those_of_the_excerpt(motor_text):
    chapters = set(re.findall(r"^#{3,4} (5\.\d+(?:\.\d+)?) ", motor_text, re.MULTILINE))
    held = set(find_benchmark("gbt-43726-2024").document.clauses_held)
    assert {c if c in held else c.rsplit(".", 1)[0] for c in chapters} == held


# Declarations: every number of a row stands in the published document


@pytest.mark.parametrize(
    ("declaration_id", "file"),
    [
        ("q-hkt-16016-2026", "Q_003__Q_HKT_16016-2026.md"),
        ("q-tqdz-004-2026", "Q_002__Q_TQDZ_004-2026.md"),
        ("q-pmrz-9-2024", "Q_004__Q_PMRZ_9-2024.md"),
    ],
)
def test_every_number_of_a_declared_row_stands_in_its_document(shared_data, declaration_id, file):
    printed = set(numbers((shared_data / "cn-enterprise-and-group" / file).read_text(encoding="utf-8")))
    declaration = next(d for d in iter_sample_declarations() if d.id == declaration_id)
    for row in declaration.document.requirements:
        for cell in row.cells:
            assert {abs(n) for n in ends(cell)} <= printed, row.id
            for _, band in cell.classes:
                if isinstance(band, Band):
                    assert {n.value for n in (band.interval.low, band.interval.high) if n} <= printed


def test_no_declaration_has_an_invented_code():
    assert {d.uscc for d in iter_sample_declarations()} == {None}
    assert all(d.firm for d in iter_sample_declarations())


# Packs as such


def test_every_pack_says_its_origin_and_every_row_its_clause():
    packs = list(iter_benchmarks())
    assert [pack.id for pack in packs] == sorted(pack.id for pack in packs)
    for pack in packs:
        assert pack.origin.document
        assert pack.origin.licence in {"G", "Y", "R"}
        assert all(row.clause for row in pack.document.requirements)
        ids = [row.id for row in pack.document.requirements]
        assert len(ids) == len(set(ids))


def test_every_row_with_a_unit_has_a_unit_code_or_is_known_not_to_have_one():
    without = {
        (pack.id, row.unit_printed)
        for pack in iter_benchmarks()
        for row in pack.document.requirements
        if row.unit_printed and row.unit is None
    }
    assert without <= {("nl-drinkwaterbesluit", "mSv/j"), ("us-epa-mcl", "pCi/L")}


def test_sets_name_packs_that_exist():
    known = {pack.id for pack in iter_benchmarks()}
    for chosen in iter_benchmark_sets():
        assert set(chosen.members) <= known
        assert chosen.version
        assert chosen.author


def test_a_pack_is_found_by_id_key_and_designation():
    assert find_benchmark("GB/T 43726-2024") is find_benchmark("gbt-43726-2024") is find_benchmark("GB/T 43726:2024")
    with pytest.raises(NotFoundError):
        find_benchmark("GB/T 0-1900")


@pytest.mark.parametrize("text", ["25,55", "[25,55", "[a,5]", "25"])
def test_a_band_in_another_form_is_refused(text):
    with pytest.raises(UnusableInputError):
        read_band_text(text)


def test_a_limit_of_an_unknown_form_is_refused():
    row = {"id": "x", "name": "温升", "text": "温升", "cells": [{"limit": {"about": "5"}}]}
    with pytest.raises(UnusableInputError):
        read_row(row, title="")


# Sample records


def test_all_references_of_the_sample_declarations_resolve():
    records = list(iter_sample_records())
    known = {record.key for record in records} | {record.work_key for record in records}
    for declaration in iter_sample_declarations():
        for printed in declaration.document.references:
            if printed != "CNCA-C04-01":  # a certification rule, not a standard
                assert designation_key(printed) in known, printed


def test_references_of_the_group_standard_resolve():
    records = {record.key: record for record in iter_sample_records()}
    known = set(records) | {record.work_key for record in records.values()}
    group = records[designation_key("T/ZZB 1064-2019")]
    cited = [relation.target_key for relation in group.relations]
    assert len(cited) == 18
    assert set(cited) <= known


def test_sample_records_are_some_hundreds_without_doubles():
    keys = [record.key for record in iter_sample_records()]
    assert 300 <= len(keys) <= 700
    assert len(keys) == len(set(keys))


def test_iso_sample_dates_and_stages_are_those_of_the_source(shared_data):
    zstandard = pytest.importorskip("zstandard")
    raw = {}
    path = shared_data / "relaton/iso/iso.dev80.jsonl.zst"
    with path.open("rb") as file:
        reader = zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(file)
        for line in reader.read().splitlines():
            if b"13934" in line or b"ISO 712" in line or b"ISO 7301" in line:
                record = json.loads(line)
                docid = record.get("docid") or [{}]
                number = (docid if isinstance(docid, dict) else docid[0]).get("id")
                raw.setdefault(number, record)
    checked = 0
    for record in iter_sample_records():
        source = raw.get(record.designation.normalized)
        if source is None or record.published is None:
            continue
        dates = [d["value"] for d in source["date"] if d["type"] == "published"]
        assert record.published.text in dates
        assert record.title("en") in {t["content"] for t in source["title"]}
        checked += 1
    assert checked >= 3


def test_adoptions_of_the_sample_carry_edition_and_degree():
    records = {record.key: record for record in iter_sample_records()}
    adopted = records[designation_key("GB/T 755-2008")].relations[0]
    assert adopted.target_key == find_designations("IEC 60034-1:2004")[0].key
    assert adopted.degree.value == "IDT"
    badge = records[designation_key("GB/T 1.1-2000")].relations[0]
    assert badge.target_key is None


# European Union: the collected lines of annex I


def test_every_eu_row_has_the_number_of_the_collected_lines(shared_data):
    path = shared_data / "benchmarks/water-and-air/EU_2020_2184.csv"
    with path.open(encoding="utf-8-sig") as file:
        raw = {f"e{number}": row for number, row in enumerate(csv.DictReader(file), start=1)}
    rows = rows_of("eu-2020-2184")
    assert len(rows) >= 45
    for row_id, row in rows.items():
        source = raw[row_id]
        assert ends(row.cells[0]) == numbers(source["value"].replace(",", ".")), row.name
        assert row.name.split(" (")[0] in source["characteristic"]
        assert (row.modality is Modality.SHOULD) == ("indicator" in source["operator"])


# Textiles: the collected lines of table 1


def test_every_textile_cell_is_the_collected_line_that_two_pages_print(shared_data):
    path = shared_data / "benchmarks/consumer-products/GB_18401-2010.csv"
    with path.open(encoding="utf-8-sig") as file:
        raw = [row for row in csv.DictReader(file) if row["confidence"] == "high"]
    rows = {row.name: row for row in rows_of("gb-18401-2010").values()}
    seen = set()
    for line in raw:
        words = re.sub(r"\(.*", "", line["characteristic"]).split()
        name = f"{words[1]}色牢度" if words[0] == "染色牢度" else words[0]
        for cell in rows[name].cells:
            letter = dict(cell.classes).get("regulatory_class")
            if letter is not None and not line["class_or_scope"].startswith(letter):
                continue
            seen.add((name, letter))
            if line["value"] in ("无", "禁用"):
                continue
            if isinstance(cell.constraint, NoRequirement):
                assert line["value"] == "--"
            elif isinstance(cell.constraint, GradeSet):
                assert cell.constraint.grade == line["value"]
            else:
                assert ends(cell) == numbers(line["value"])
    assert len(seen) == 7 * 3 + 2


def test_infant_wear_is_held_against_class_a():
    infant = DocumentRequirements(
        "Q/ABC 1-2026", "婴幼儿针织服装", (rows_of("gb-18401-2010")["b1"],), product="婴幼儿针织服装"
    )
    report = compare_documents(infant, find_benchmark("gb-18401-2010").document)
    formaldehyde = next(row for row in report.rows if row.benchmark and row.benchmark.id == "b1")
    assert formaldehyde.verdict.verdict.value == "EQUAL"
