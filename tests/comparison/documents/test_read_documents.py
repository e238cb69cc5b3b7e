"""The same demands on documents as the reader gives them: a firm's file, held against the benchmark's file or pack."""

from __future__ import annotations

import pytest

from catalog.benchmarks import find_benchmark
from catalog.comparison.documents import compare_documents
from catalog.comparison.reports import Completeness, ScopeState, VerdictKind
from importers.documents import read_document

BENCHMARK = "GBT_43726-2024__excerpt.md"
FILES = {
    "hkt": "Q_003__Q_HKT_16016-2026.md",
    "tqdz": "Q_002__Q_TQDZ_004-2026.md",
    "pmrz": "Q_004__Q_PMRZ_9-2024.md",
}


@pytest.fixture(scope="module")
def read(shared_data):
    folder = shared_data / "cn-enterprise-and-group"
    return lambda name: read_document((folder / name).read_bytes(), name).to_document_requirements()


@pytest.fixture(scope="module", params=["file", "pack"])
def hkt(request, read):
    benchmark = read(BENCHMARK) if request.param == "file" else find_benchmark("gbt-43726-2024").document
    return compare_documents(read(FILES["hkt"]), benchmark)


def rows_named(report, name, clause=None):
    return [
        row
        for row in report.rows
        if row.benchmark and name in row.name and (clause is None or row.benchmark.clause.startswith(clause))
    ]


@pytest.mark.parametrize(
    ("name", "clause", "answer"),
    [
        ("引出线拉力", "5.8.3", "STRICTER"),
        ("螺纹接线柱强度", "5.8.3", "EQUAL"),
        ("接线片强度", "5.8.3", "EQUAL"),
        ("试验电压", "5.10", "OVERLAP"),
        ("峰值漏电流", "5.10", "UNDETERMINED/REF_UNRESOLVED"),
        ("径向间隙", "5.3", "MISSING"),
        ("轴向间隙", "5.4", "MISSING"),
        ("圆跳动", "5.5", "MISSING"),
        ("同轴度", "5.6", "MISSING"),
        ("线性度", "5.25", "MISSING"),
        ("低温贮存", "5.29.1", "STRICTER"),
        ("低温工作", "5.29.2", "STRICTER"),
        ("高温贮存", "5.30.1", "STRICTER"),
        ("高温工作", "5.30.2", "STRICTER"),
        ("正反转速差", "5.14", "UNDETERMINED/REF_UNRESOLVED"),
    ],
)
def test_the_file_gives_the_answers_of_the_hand_made_table(hkt, name, clause, answer):
    (row,) = rows_named(hkt, name, clause)
    verdict = row.verdict
    assert verdict.verdict.value + (f"/{verdict.code}" if verdict.code else "") == answer


def test_insulation_in_cold_state_is_looser_than_in_normal_conditions(hkt):
    rows = rows_named(hkt, "绝缘电阻")
    looser = [row for row in rows if row.verdict.verdict is VerdictKind.LOOSER]
    assert len(rows) == 4
    assert [row.benchmark.value for row in looser] == ["≥ 50 MΩ"]
    assert looser[0].declared.value == "＞ 20 MΩ"
    assert any("正常试验大气条件" in condition for condition in looser[0].conditions)


def test_temperature_rise_and_life_stand_behind_references(hkt):
    for name, clause in (("温升", "5.26"), ("寿命", "5.37")):
        rows = rows_named(hkt, name, clause)
        assert rows
        assert {(row.verdict.verdict, row.verdict.code) for row in rows} == {
            (VerdictKind.UNDETERMINED, "REF_UNRESOLVED")
        }


def test_conditional_rows_say_so(hkt):
    for name in ("径向间隙", "轴向间隙", "转矩波动系数", "贮存", "寿命"):
        for row in rows_named(hkt, name):
            assert "APPLIES_IF" in row.verdict.flags, row.name
    for name in ("低温", "高温"):
        for row in rows_named(hkt, name, "5.29") + rows_named(hkt, name, "5.30"):
            assert "ALTERNATIVE" in row.verdict.flags


def test_speed_fluctuation_is_shown_as_a_candidate_and_never_taken_for_torque_ripple(hkt):
    rows = rows_named(hkt, "转矩波动系数")
    assert [row.verdict.verdict for row in rows] == [VerdictKind.MISSING] * 2
    extra = {row.declared.id for row in hkt.rows if row.benchmark is None and "转速波动" in row.name}
    assert all(extra <= set(row.candidates) for row in rows)


def test_what_the_reader_did_not_read_is_not_called_missing(read):
    report = compare_documents(read(FILES["hkt"]), find_benchmark("gbt-43726-2024").document)
    (colours,) = rows_named(report, "引出线颜色")
    assert (colours.verdict.verdict, colours.verdict.code) == (VerdictKind.UNDETERMINED, "PARSE")


@pytest.mark.parametrize("name", ["tqdz", "pmrz"])
def test_other_products_lie_outside(read, name):
    report = compare_documents(read(FILES[name]), read(BENCHMARK))
    assert report.scope.state is ScopeState.OUTSIDE
    assert report.notice is None
    assert report.meets_or_exceeds is None


def test_a_file_that_skips_clauses_is_an_excerpt(read):
    benchmark = read(BENCHMARK)
    assert benchmark.completeness is Completeness.EXCERPT
    assert {"5.3", "5.10", "5.37"} <= set(benchmark.clauses_held)
    report = compare_documents(read(FILES["hkt"]), benchmark)
    assert any("Only some clauses" in w.en for w in report.warnings)
    assert "仅就收录的条款" in report.notice.text.zh
    assert {read(name).completeness for name in FILES.values()} == {Completeness.FULL}


def test_a_file_whose_contents_promise_more_is_an_excerpt(shared_data):
    path = next((shared_data / "cn-enterprise-and-group").glob("T_002*.md"))
    reading = read_document(path.read_bytes(), path.name)
    assert reading.to_document_requirements().completeness is Completeness.EXCERPT
    assert reading.missing == ("7", "8", "9", "10")
