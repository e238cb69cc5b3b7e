"""Editions, mandatory benchmarks and the words of the notice, on small made-up documents."""

from __future__ import annotations

from fractions import Fraction

import pytest

from catalog.comparison.documents import compare_documents
from catalog.comparison.reports import Completeness, DocumentRequirements, Scope, ScopeState, Words
from catalog.comparison.requirements import Cell, Limits, Modality, Number, NumberInterval, Requirement

INSIDE = Scope(ScopeState.INSIDE, "person", Words("由人判断", "said by a person"))
UNKNOWN = Scope(ScopeState.UNKNOWN, "engine", Words("无法判断", "cannot be told"))


def temperature_rise(id_, value, **more):
    limit = Limits((NumberInterval(high=Number(Fraction(value), value)),))
    return Requirement(
        id_,
        "温升",
        f"温升 ≤ {value} K",
        (Cell(limit),),
        characteristic="c:elec.temperature_rise",
        clause="5",
        unit_printed="K",
        unit="K",
        **more,
    )


def declared(*rows, **more):
    return DocumentRequirements("Q/ABC 1-2026", "电动机", rows, level="enterprise", **more)


def benchmark(*rows, **more):
    more.setdefault("level", "national")
    return DocumentRequirements(more.pop("designation", "GB/T 1-2020"), "电动机", rows, **more)


def warned(report):
    return " ".join(words.en for words in report.warnings)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("withdrawn", "has been withdrawn"),
        ("superseded", "has been superseded"),
        ("draft", "is a draft"),
        ("approved", "not yet in force"),
        (None, "not known whether"),
    ],
)
def test_an_edition_that_is_not_in_force_is_named(status, words):
    report = compare_documents(declared(), benchmark(temperature_rise("b1", "80"), status=status), scope=INSIDE)
    assert words in warned(report)


def test_a_current_edition_gives_no_warning():
    report = compare_documents(declared(), benchmark(temperature_rise("b1", "80"), status="current"), scope=INSIDE)
    assert report.warnings == ()


def test_a_benchmark_that_came_into_force_later_is_named_with_both_dates():
    report = compare_documents(
        declared(effective="2019-05-01"), benchmark(status="current", effective="2020-01-01"), scope=INSIDE
    )
    assert "2020-01-01" in warned(report)
    assert "2019-05-01" in warned(report)


def test_another_edition_in_the_references_is_named():
    report = compare_documents(declared(references=("GB/T 1-2008",)), benchmark(status="current"), scope=INSIDE)
    assert "cites GB/T 1-2008, another edition" in warned(report)


def test_lower_than_a_recommended_standard_is_stated_with_both_values():
    report = compare_documents(
        declared(temperature_rise("d1", "90")), benchmark(temperature_rise("b1", "80"), status="current"), scope=INSIDE
    )
    assert report.notice.lower == ("b1",)
    assert "推荐性国家标准" in report.notice.text.zh
    assert "≤ 90 K，标准为 ≤ 80 K" in report.notice.text.zh
    assert "≤ 90 K against ≤ 80 K" in report.notice.text.en
    assert "temperature rise (5)" in report.notice.text.en


def test_nothing_fewer_and_nothing_lower_is_said_in_words():
    report = compare_documents(
        declared(temperature_rise("d1", "70")), benchmark(temperature_rise("b1", "80"), status="current"), scope=INSIDE
    )
    assert report.notice.fewer == report.notice.lower == ()
    assert "没有少于或者低于" in report.notice.text.zh
    assert "No row is fewer or lower" in report.notice.text.en
    assert report.meets_or_exceeds == ((1, 1), (1, 1))


def test_below_a_mandatory_standard_stands_on_top_without_a_score():
    report = compare_documents(
        declared(temperature_rise("d1", "90")),
        benchmark(temperature_rise("b1", "80"), designation="GB 1-2020", mandatory=True, status="current"),
        scope=INSIDE,
    )
    assert report.not_shown_to_meet == ("b1",)
    assert report.meets_or_exceeds is None
    assert "Does not meet the mandatory standard GB 1-2020" in report.warnings[0].en
    assert "MANDATORY_BREACH" in report.rows[0].verdict.flags


def test_a_mandatory_standard_that_is_met_shows_its_interval():
    report = compare_documents(
        declared(temperature_rise("d1", "70")),
        benchmark(temperature_rise("b1", "80"), designation="GB 1-2020", mandatory=True, status="current"),
        scope=INSIDE,
    )
    assert report.meets_or_exceeds == ((1, 1), (1, 1))
    assert report.warnings == ()


def test_a_mandatory_standard_for_another_product_is_no_breach():
    report = compare_documents(
        declared(temperature_rise("d1", "90")),
        benchmark(temperature_rise("b1", "80"), designation="GB 1-2020", mandatory=True, status="current"),
        scope=UNKNOWN,
    )
    assert "MANDATORY_BREACH" not in report.rows[0].verdict.flags
    assert "SCOPE_UNKNOWN" in report.rows[0].verdict.flags
    assert report.notice is None


def test_advice_of_the_benchmark_is_listed_and_not_counted():
    advice = temperature_rise("b2", "60", modality=Modality.SHOULD)
    report = compare_documents(
        declared(temperature_rise("d1", "70")),
        benchmark(temperature_rise("b1", "80"), advice, status="current"),
        scope=INSIDE,
    )
    assert report.applicable == 1
    assert "not counted" in warned(report)


def test_an_excerpt_says_so_in_the_notice_and_in_a_warning():
    report = compare_documents(
        declared(),
        benchmark(
            temperature_rise("b1", "80"),
            status="current",
            completeness=Completeness.EXCERPT,
            clauses_held=("5.2", "5.3"),
        ),
        scope=INSIDE,
    )
    assert "5.2、5.3" in report.notice.text.zh
    assert "Only some clauses" in warned(report)


def test_what_was_not_read_is_counted_in_a_warning():
    report = compare_documents(
        declared(not_read=(("…", "formula"), ("…", "picture"))), benchmark(status="current"), scope=INSIDE
    )
    assert "2 places of the declared document" in warned(report)


def test_an_empty_benchmark_gives_zero_of_zero():
    report = compare_documents(declared(temperature_rise("d1", "70")), benchmark(status="current"), scope=INSIDE)
    assert (report.coverage, report.assessed, report.extra) == ((0, 0), (0, 0), 1)
    assert report.rows[0].verdict.verdict.value == "EXTRA"
