"""Every check passes a good filing and says what is wrong with a bad one, where, by which rule, and what to do."""

from __future__ import annotations

import dataclasses
from datetime import date
from fractions import Fraction

import pytest

from catalog.comparison.reports import (
    DocumentRequirements,
    Notice,
    Report,
    Row,
    RowSide,
    Scope,
    ScopeState,
    Verdict,
    VerdictKind,
    Words,
)
from catalog.comparison.requirements import Cell, Limits, Method, Number, NumberInterval, Requirement
from declarations import (
    Approval,
    AttachedFile,
    DeclarationKind,
    Filing,
    Lookups,
    Product,
    Severity,
    run_checks,
    stops,
)
from declarations.checks import RULES
from tests.declarations.filings import USCC, content

TODAY = date(2026, 11, 24)
KNOWN = Lookups(status_of=lambda _: "current", declared_as=lambda _: None, catalogue_date="2026-11-01")


def requirement(identity="r1", method="GB/T 12113"):
    limit = Limits((NumberInterval(low=Number(Fraction(20), "20"), low_closed=False),))
    methods = (Method(method, printed=method),) if method else ()
    return Requirement(identity, "绝缘电阻", "绝缘电阻 ＞20 MΩ", (Cell(limit),), methods=methods)


DOCUMENT = DocumentRequirements("Q/ABC 001-2026", "无刷直流力矩电动机", (requirement(),))


def report(verdict=VerdictKind.STRICTER, *, mandatory=False, notice=True, fewer=(), lower=(), not_assessed=()):
    words = Words("……", "…")
    row = Row(
        "绝缘电阻",
        Verdict(verdict, words),
        benchmark=RowSide("b1", "5.9", "≥ 50 MΩ", "≥ 50 MΩ"),
        declared=None if verdict is VerdictKind.MISSING else RowSide("r1", "5.6", "＞ 20 MΩ", "> 20 MΩ"),
    )
    designation = "GB 18401-2010" if mandatory else "GB/T 43726-2024"
    return Report(
        declared=DOCUMENT,
        benchmark=DocumentRequirements(designation, None, (), mandatory=mandatory),
        scope=Scope(ScopeState.INSIDE, "person", words),
        rows=(row,),
        counts={},
        applicable=1,
        extra=0,
        coverage=(1, 1),
        assessed=(1, 1),
        meets_or_exceeds=None,
        strictly_exceeds=(0, 1),
        not_shown_to_meet=(),
        notice=Notice(fewer, lower, (), not_assessed, words) if notice else None,
        engine_version="1",
        dictionary_version="1",
        links_version="1",
    )


GOOD = Filing(content(), uscc=USCC, document=DOCUMENT, reports=(report(),))


def with_standard(**fields):
    standard = dataclasses.replace(GOOD.content.standard, **fields)
    return dataclasses.replace(GOOD, content=dataclasses.replace(GOOD.content, standard=standard))


def with_content(**fields):
    return dataclasses.replace(GOOD, content=dataclasses.replace(GOOD.content, **fields))


def found(filing, name, known=KNOWN):
    return [(check.code, check.severity) for check in run_checks(filing, TODAY, known) if check.name == name]


PASSED = [("ok", Severity.PASSED)]


def test_a_good_filing_passes_every_check():
    checks = run_checks(GOOD, TODAY, KNOWN)
    assert {check.severity for check in checks} == {Severity.PASSED}
    assert stops(checks) == []


def test_every_result_names_its_rule_its_field_and_says_it_in_both_languages():
    bad = Filing(dataclasses.replace(content("Q/ABC 001-19"), commitment=None, approval=None, products=()))
    for check in run_checks(bad, TODAY):
        rule = RULES[check.name]
        assert (check.rule, check.source) == (rule.rule, rule.source)
        assert check.field
        assert check.zh.endswith("。")
        assert check.en.endswith(".")
        if check.severity is Severity.STOP and check.name != "uscc":
            assert check.todo_zh
            assert check.todo_en


@pytest.mark.parametrize("number", ["Q/XXDZ 01-2026", "Q／ABC 01－2026", "Q/12ABC 003-2026"])
def test_a_number_in_the_right_form_passes(number):
    assert found(with_standard(designation=number), "number-form") == PASSED
    assert found(with_standard(designation=number), "number-year") == PASSED


@pytest.mark.parametrize(
    ("number", "code"),
    [("Q/ABC 001-19", "two-digit-year"), ("Q/公司 01-2020", "chinese-code"), ("Q/ABC-001-2020", "no-space")],
)
def test_a_number_in_the_wrong_form_stops(number, code):
    assert found(with_standard(designation=number), "number-form") == [(code, Severity.STOP)]


@pytest.mark.parametrize(
    ("number", "is_food", "expected"),
    [
        ("Q/ABC 0001S-2026", True, []),
        ("Q/ABC 0001-2026", True, [("food-without-s", Severity.WARN)]),
        ("Q/ABC 0001S-2026", False, [("s-without-food", Severity.WARN)]),
        ("Q/ABC 0001S-2026", None, []),
    ],
)
def test_the_s_of_food_is_expected_on_food_only(number, is_food, expected):
    filing = dataclasses.replace(with_standard(designation=number), is_food=is_food)
    assert found(filing, "number-food") == expected


@pytest.mark.parametrize(
    ("number", "issued", "expected"),
    [
        ("Q/ABC 001-2026", "2026-01-01", PASSED),
        ("Q/ABC 001-2027", "2026-01-01", [("future", Severity.STOP)]),
        ("Q/ABC 001-2025", "2026-01-01", [("other-year", Severity.STOP)]),
        ("Q/ABC 001-2025", "", [("no-date", Severity.NOT_CHECKED)]),
    ],
)
def test_the_year_of_the_number_is_that_of_publication_and_not_in_the_future(number, issued, expected):
    assert found(with_standard(designation=number, issued=issued), "number-year") == expected


def test_a_number_that_another_declaration_has_stops():
    taken = Lookups(declared_as=lambda key: "k3x9" if key == "Q/ABC 001:2026" else None)
    assert found(GOOD, "number-unique", taken) == [("duplicate", Severity.STOP)]
    assert found(dataclasses.replace(GOOD, revises="k3x9"), "number-unique", taken) == PASSED
    assert found(GOOD, "number-unique", Lookups()) == [("no-store", Severity.NOT_CHECKED)]


@pytest.mark.parametrize(
    ("uscc", "code", "severity"),
    [
        ("91150101MAGCP0MQ20", "ok", Severity.PASSED),
        ("91350203M0001QAY9B", "invalid", Severity.STOP),
        ("9115", "invalid", Severity.STOP),
        (None, "missing", Severity.STOP),
    ],
)
def test_the_check_digit_of_the_code_is_checked(uscc, code, severity):
    assert found(dataclasses.replace(GOOD, uscc=uscc), "uscc") == [(code, severity)]


@pytest.mark.parametrize(
    ("issued", "effective", "expected"),
    [
        ("2026-04-10", "2026-04-10", PASSED),
        ("2026-04-10", "2026-04-09", [("order", Severity.STOP)]),
        ("2026-11-25", "2026-12-01", [("future", Severity.STOP)]),
        ("", "2026-04-15", [("missing", Severity.STOP)]),
        ("10.4.2026", "2026-04-15", [("unreadable", Severity.STOP)]),
        ("2026-04-10", "20260415", [("unreadable", Severity.STOP)]),
        ("2026-04-10", "2026-02-30", [("unreadable", Severity.STOP)]),
    ],
)
def test_days_are_there_and_in_order(issued, effective, expected):
    assert found(with_standard(issued=issued, effective=effective), "dates") == expected


def test_a_replaced_number_that_cannot_be_read_is_told():
    assert found(with_standard(replaces=("Q/ABC 001-2020",)), "replaces") == []
    assert found(with_standard(replaces=("旧标准",)), "replaces") == [("unreadable", Severity.WARN)]


def test_a_title_is_needed():
    assert found(GOOD, "title") == PASSED
    assert found(with_standard(title=" "), "title") == [("missing", Severity.STOP)]


def test_a_product_is_named_and_its_model_told():
    assert found(GOOD, "products") == PASSED
    assert found(with_content(products=()), "products") == [("missing", Severity.STOP)]
    assert found(with_content(products=(Product("电机"),)), "products") == [("no-model", Severity.WARN)]


@pytest.mark.parametrize(("gtin", "stops_it"), [("6901234567892", False), ("6901234567893", True), ("", False)])
def test_the_check_digit_of_a_bar_code_is_checked(gtin, stops_it):
    filing = with_content(products=(Product("电机", "A", gtin="6901234567892"), Product("电机", "B", gtin=gtin)))
    checks = [check for check in run_checks(filing, TODAY, KNOWN) if check.name == "gtin"]
    assert [check.field for check in checks] == (["product-gtin-1"] if stops_it else [])


def test_something_is_disclosed_as_a_table_or_as_full_text():
    assert found(GOOD, "indicators") == PASSED
    without = dataclasses.replace(GOOD, document=None)
    assert found(without, "indicators") == [("none", Severity.STOP)]
    file = AttachedFile("0" * 64, "q.pdf", "application/pdf", 1)
    with_file = dataclasses.replace(without, content=dataclasses.replace(GOOD.content, files=(file,)))
    assert found(with_file, "indicators") == [("none", Severity.WARN)]


@pytest.mark.parametrize(
    ("method", "reasons", "expected"),
    [
        ("GB/T 12113", {}, PASSED),
        ("ISO 6330", {}, PASSED),
        ("Q/ABC 002-2026", {}, [("no-public-method", Severity.WARN)]),
        (None, {}, [("no-public-method", Severity.WARN)]),
        (None, {"r1": "国内外均无试验方法标准"}, PASSED),
    ],
)
def test_indicators_cite_a_public_method_or_give_a_reason(method, reasons, expected):
    document = dataclasses.replace(DOCUMENT, requirements=(requirement(method=method),))
    filing = dataclasses.replace(GOOD, document=document, method_reasons=reasons)
    assert found(filing, "methods") == expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("current", PASSED),
        ("approved", PASSED),
        ("superseded", [("not-in-force", Severity.WARN)]),
        ("withdrawn", [("not-in-force", Severity.WARN)]),
        (None, [("not-known", Severity.NOT_CHECKED)]),
    ],
)
def test_cited_standards_are_looked_up_in_the_catalogue(status, expected):
    known = Lookups(status_of=lambda key: status if key == "GB/T 755:2019" else "current", catalogue_date="2026-11-01")
    assert found(GOOD, "cited", known) == expected


def test_the_day_of_the_catalogue_is_told_with_what_it_says():
    known = Lookups(status_of=lambda _: "withdrawn", catalogue_date="2026-11-01")
    (check,) = [check for check in run_checks(GOOD, TODAY, known) if check.name == "cited"]
    assert "2026-11-01" in check.zh
    assert "2026-11-01" in check.en
    assert "GB/T 755-2019" in check.en


def test_without_a_catalogue_cited_standards_are_not_checked():
    assert found(GOOD, "cited", Lookups()) == [("no-catalogue", Severity.NOT_CHECKED)]


def test_what_is_fewer_or_lower_must_be_stated():
    less = dataclasses.replace(GOOD, reports=(report(fewer=("b2",), lower=("b1",)),))
    assert found(less, "notice") == [("stated", Severity.PASSED)]
    silent = dataclasses.replace(less, content=dataclasses.replace(GOOD.content, notice=None))
    assert found(silent, "notice") == [("not-stated", Severity.STOP)]
    (check,) = [check for check in run_checks(silent, TODAY, KNOWN) if check.name == "notice"]
    assert check.rows == ("b2", "b1")
    assert check.rule == "R7"


def test_what_was_not_assessed_is_not_taken_for_passed():
    assert found(dataclasses.replace(GOOD, reports=(report(not_assessed=("b9",)),)), "notice") == [
        ("not-assessed", Severity.NOT_CHECKED)
    ]


def test_without_a_recommended_standard_nothing_was_compared_and_that_is_said():
    alone = dataclasses.replace(GOOD, reports=())
    assert found(alone, "notice") == [("no-benchmark", Severity.WARN)]
    assert found(dataclasses.replace(alone, no_counterpart=True), "notice") == PASSED


def test_where_the_scope_is_not_settled_the_notice_is_not_checked():
    assert found(dataclasses.replace(GOOD, reports=(report(notice=False),)), "notice") == [
        ("scope", Severity.NOT_CHECKED)
    ]


@pytest.mark.parametrize(
    ("verdict", "code"),
    [
        (VerdictKind.STRICTER, "ok"),
        (VerdictKind.EQUAL, "ok"),
        (VerdictKind.MISSING, "ok"),
        (VerdictKind.NOT_COMPARABLE, "undecided"),
        (VerdictKind.UNDETERMINED, "undecided"),
        (VerdictKind.LOOSER, "below"),
        (VerdictKind.OVERLAP, "below"),
        (VerdictKind.DISJOINT, "below"),
    ],
)
def test_an_indicator_below_a_mandatory_standard_stops(verdict, code):
    silent = dataclasses.replace(GOOD.content, reasons=())
    filing = dataclasses.replace(GOOD, content=silent, reports=(report(verdict, mandatory=True), report()))
    severity = {"below": Severity.STOP, "undecided": Severity.NOT_CHECKED, "ok": Severity.PASSED}[code]
    assert found(filing, "below-mandatory") == [(code, severity)]


def test_a_stated_reason_lets_it_go_on_and_is_shown():
    reasons = (("below-mandatory", "仅供出口"),)
    stated = dataclasses.replace(GOOD.content, reasons=reasons)
    filing = dataclasses.replace(GOOD, content=stated, reports=(report(VerdictKind.LOOSER, mandatory=True),))
    (check,) = [check for check in run_checks(filing, TODAY, KNOWN) if check.name == "below-mandatory"]
    assert (check.code, check.severity, check.rows) == ("below-with-reason", Severity.WARN, ("r1",))
    assert "仅供出口" in check.zh


def test_commitment_and_approver_are_needed():
    assert found(GOOD, "commitment") == PASSED
    assert found(GOOD, "approver") == PASSED
    assert found(with_content(commitment=None), "commitment") == [("missing", Severity.STOP)]
    assert found(with_content(approval=None), "approver") == [("missing", Severity.STOP)]
    assert found(with_content(approval=Approval("总工程师", "")), "approver") == [("no-date", Severity.STOP)]


def test_a_document_alone_is_not_asked_what_only_a_firm_can_state():
    bare = dataclasses.replace(content(), commitment=None, approval=None, products=())
    filing = Filing(bare, document=DOCUMENT, reports=(report(),), document_only=True)
    assert stops(run_checks(filing, TODAY)) == []


def test_declaring_a_public_standard_asks_for_no_number_of_the_firms_own():
    shared = Filing(content("GB/T 43726-2024"), uscc=USCC, kind=DeclarationKind.PUBLIC_STANDARD, reports=(report(),))
    assert stops(run_checks(shared, TODAY, KNOWN)) == []
