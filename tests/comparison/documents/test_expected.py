"""Whole documents against the tables that were worked out by hand (expected_*.json)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from catalog.benchmarks import find_benchmark, iter_sample_declarations
from catalog.comparison.documents import compare_documents
from catalog.comparison.reports import Scope, ScopeState, VerdictKind, Words
from catalog.comparison.requirements import Band
from catalog.pack_rows import read_band_text

HERE = Path(__file__).parent
BY_PERSON = Scope(ScopeState.INSIDE, "person", Words("由人判断", "said by a person"))


def table(name):
    return json.loads((HERE / f"tables/{name}.json").read_text(encoding="utf-8"))


def documents(expected):
    declared = {d.id: d.document for d in iter_sample_declarations()}.get(expected["declared"])
    return declared or find_benchmark(expected["declared"]).document, find_benchmark(expected["benchmark"]).document


def compare(expected, **more):
    declared, benchmark = documents(expected)
    return compare_documents(declared, benchmark, product_classes=expected.get("product_classes", {}), **more)


@pytest.fixture(scope="module")
def hkt():
    return compare(table("hkt"))


def rows_by_benchmark(report):
    return {row.benchmark.id: row for row in report.rows if row.benchmark is not None}


def said(verdict):
    return verdict.verdict.value + (f"/{verdict.code}" if verdict.code else "")


@pytest.mark.parametrize("expected", table("hkt")["rows"], ids=lambda row: row["benchmark"])
def test_hkt_row(hkt, expected):
    row = rows_by_benchmark(hkt)[expected["benchmark"]]
    wanted = expected["verdict"] + (f"/{expected['code']}" if expected["code"] else "")
    assert said(row.verdict) == wanted, expected["why"]
    assert (row.declared.id if row.declared else None) == expected["declared"]
    assert set(expected["flags"]) <= set(row.verdict.flags)


def interval(band):
    low, high = band.interval.low, band.interval.high
    return (
        low and (low.value, band.interval.low_closed),
        high and (high.value, band.interval.high_closed),
    )


@pytest.mark.parametrize(
    "expected", [r for r in table("hkt")["rows"] if "cells" in r], ids=lambda row: row["benchmark"]
)
def test_hkt_cells(hkt, expected):
    row = rows_by_benchmark(hkt)[expected["benchmark"]]
    found = {}
    for cell in row.verdict.cells:
        ((_, value),) = cell.classes
        found[interval(value) if isinstance(value, Band) else value] = cell.verdict.value
    wanted = {interval(read_band_text(k)) if k[0] in "[(" else k: v for k, v in expected["cells"]}
    assert {key: found.get(key) for key in wanted} == wanted


def test_hkt_lies_inside_because_it_cites_the_benchmark(hkt):
    assert (hkt.scope.state, hkt.scope.by) == (ScopeState.INSIDE, "reference")


def test_hkt_counts_and_shares(hkt):
    expected = table("hkt")
    assert hkt.counts == expected["counts"]
    assert hkt.applicable == expected["applicable"] == sum(hkt.counts.values())
    shares = {
        "coverage": hkt.coverage,
        "assessed": hkt.assessed,
        "strictly_exceeds": hkt.strictly_exceeds,
    }
    assert {name: f"{a}/{b}" for name, (a, b) in shares.items()} == {name: expected[name] for name in shares}
    assert [f"{a}/{b}" for a, b in hkt.meets_or_exceeds] == expected["meets_or_exceeds"]


def test_hkt_not_shown_to_meet_and_notice_lists(hkt):
    expected = table("hkt")
    assert list(hkt.not_shown_to_meet) == expected["not_shown_to_meet"]
    for name, ids in expected["notice"].items():
        assert list(getattr(hkt.notice, name)) == ids, name


def test_hkt_extra_rows_are_what_the_benchmark_does_not_ask(hkt):
    extra = [row for row in hkt.rows if row.benchmark is None]
    assert [row.declared.id for row in extra] == table("hkt")["extra"]
    assert {row.verdict.verdict for row in extra} == {VerdictKind.EXTRA}
    assert hkt.extra == len(extra)


def test_hkt_notice_says_the_numbers_in_both_languages(hkt):
    zh, en = hkt.notice.text.zh, hkt.notice.text.en
    assert "第十四条" in zh
    assert "article 14" in en
    for words in ("径向间隙", "＞ 20 MΩ", "≥ 50 MΩ", "仅就收录的条款", "未公开", "不是检验结果"):
        assert words in zh
    for words in ("an excerpt", "not test results"):
        assert words in en


def test_hkt_warnings_say_what_is_held_and_what_is_not_known(hkt):
    words = " ".join(w.en for w in hkt.warnings)
    assert "Only some clauses" in words
    assert "not known whether GB/T 43726-2024 is in force" in words


@pytest.mark.parametrize("name", ["tqdz", "pmrz"])
def test_outside_the_scope_there_is_no_notice_and_no_interval(name):
    expected = table(name)
    report = compare(expected)
    assert report.scope.state is ScopeState.OUTSIDE
    assert all(word in text for word in expected["scope_evidence"] for text in (report.scope.reason.zh,))
    assert report.notice is None
    assert report.meets_or_exceeds is None
    assert all("OUTSIDE_SCOPE" in row.verdict.flags for row in report.rows if row.benchmark)


TABLES = ("tqdz", "pmrz", "rice_db32", "rice_gbt19266", "water_us", "water_nl", "gb_us", "gb_nl")


@pytest.fixture(scope="module")
def reports():
    water = {"scope": BY_PERSON}
    return {name: compare(table(name), **(water if name[:2] in ("wa", "gb") else {})) for name in TABLES}


@pytest.mark.parametrize(
    ("name", "expected"),
    [pytest.param(name, row, id=f"{name}-{row['benchmark']}") for name in TABLES for row in table(name)["rows"]],
)
def test_row_of_another_pair_of_documents(reports, name, expected):
    row = rows_by_benchmark(reports[name])[expected["benchmark"]]
    assert said(row.verdict) == expected["verdict"], expected["why"]
    assert set(expected["flags"]) <= set(row.verdict.flags)
    if expected["declared"] != "any":
        assert (row.declared.id if row.declared else None) == expected["declared"]


@pytest.mark.parametrize("name", TABLES)
def test_the_tables_name_every_row_that_counts(reports, name):
    expected = table(name)
    named = {row["benchmark"] for row in expected["rows"]}
    assert set(rows_by_benchmark(reports[name])) == named
    assert not named & {*expected.get("not_counted", ()), *expected.get("not_applicable", ())}
    assert reports[name].scope.state.value == expected["scope"]


@pytest.mark.parametrize("name", ["rice_db32", "rice_gbt19266"])
def test_rice_has_no_verdict_with_a_direction_and_lists_the_rest(reports, name):
    """Nothing in the two texts is one quantity by one method: a direction anywhere would be a wrong number."""
    report = reports[name]
    assert report.assessed == (0, 15)
    assert [row.declared.id for row in report.rows if row.benchmark is None] == table(name)["extra"]
    assert any("only some clauses" in w.en.lower() for w in report.warnings)
    assert any("Pecks" in w.en for w in report.warnings)


def test_a_mandatory_benchmark_puts_the_breach_first_and_shows_no_score(reports):
    report = reports["water_us"]
    assert report.meets_or_exceeds is None
    assert "mandatory standard GB 5749-2022" in report.warnings[0].en
    assert "氟化物" in report.warnings[0].zh
    assert "第二十一条" in report.notice.text.zh


def test_rows_typed_from_a_picture_cap_every_grade(reports):
    for name in ("water_nl", "water_us"):
        assert all(row.verdict.grade.value >= "B" for row in reports[name].rows if row.benchmark)


def test_guidance_values_are_listed_and_not_counted(reports):
    assert any("总α放射性" in w.zh and "不计入" in w.zh for w in reports["water_nl"].warnings)


def test_a_rating_above_the_last_band_is_listed_never_compared():
    declared, benchmark = documents(table("hkt"))
    report = compare_documents(declared, benchmark, product_classes={"working_voltage": "310"})
    assert "b13" not in rows_by_benchmark(report)
    assert report.applicable == 28
    assert any("试验电压" in w.zh for w in report.warnings)


def test_a_product_class_decides_a_table():
    declared, benchmark = documents(table("hkt"))
    report = compare_documents(declared, benchmark, product_classes={"working_voltage": "72"})
    assert rows_by_benchmark(report)["b13"].verdict.verdict is VerdictKind.LOOSER


def test_a_row_says_where_it_stands_and_that_it_was_typed_from_a_picture(reports):
    lead = rows_by_benchmark(reports["water_us"])["b7"].benchmark
    assert (lead.clause, lead.table, lead.row, lead.transcribed) == ("4.2", "1", 7, True)
    arsenic = rows_by_benchmark(reports["gb_us"])["u01002"]
    assert (arsenic.declared.transcribed, arsenic.benchmark.transcribed) == (True, False)
    assert not any(row.benchmark and row.benchmark.transcribed for row in reports["rice_db32"].rows)


def test_a_declared_excerpt_says_what_missing_means(reports):
    words = " ".join(w.en for w in reports["gb_us"].warnings)
    assert "missing means missing in these" in words
    assert "The declared values were typed from a picture" in words
