"""The scope gate over product names: a rule, with products that no list holds."""

from __future__ import annotations

import pytest

from catalog.comparison.reports import DocumentRequirements, ScopeState
from catalog.comparison.scope import cites, judge_scope, product_name


def document(title=None, *, product=None, designation=None, references=(), scope=None):
    return DocumentRequirements(designation, title, (), product=product, references=references, scope_text=scope)


TORQUE = document("无刷直流力矩电动机通用技术条件", designation="GB/T 43726-2024")


@pytest.mark.parametrize(
    ("title", "product"),
    [
        ("无刷直流力矩电动机通用技术条件", "无刷直流力矩电动机"),
        ("无刷直流力矩电动机产品规范", "无刷直流力矩电动机"),
        ("生活饮用水卫生标准", "生活饮用水"),
        ("直流无刷减速电机", "直流无刷减速电机"),
        ("General specification for brushless DC torque motors", "brushless DC torque motors"),
        ("大米", "大米"),
        ("国家纺织产品基本安全技术规范", "纺织产品"),
    ],
)
def test_the_product_is_the_title_without_the_kind_of_document(title, product):
    assert product_name(document(title)) == product


def test_a_named_product_goes_before_the_title():
    assert product_name(document("产品规范", product="电动机")) == "电动机"


@pytest.mark.parametrize(
    ("title", "state"),
    [
        ("无刷直流力矩电动机产品规范", ScopeState.INSIDE),
        ("直流无刷力矩电机", ScopeState.INSIDE),
        ("机器人用无刷直流力矩电动机技术条件", ScopeState.INSIDE),
        ("直流无刷减速电机", ScopeState.OUTSIDE),
        ("滚筒洗衣机用无刷直流电动机", ScopeState.OUTSIDE),
        ("无刷电动机", ScopeState.OUTSIDE),
        ("电动机", ScopeState.OUTSIDE),
        ("步进电动机", ScopeState.UNKNOWN),
        ("生活饮用水", ScopeState.UNKNOWN),
        ("brushless DC torque motors", ScopeState.UNKNOWN),
    ],
)
def test_inside_needs_the_head_noun_and_all_qualifiers(title, state):
    assert judge_scope(document(title), TORQUE).state is state


def test_a_citation_is_named_as_what_the_answer_rests_on():
    inside = judge_scope(document("无刷直流力矩电动机", references=("GB/T 43726-2024",)), TORQUE)
    assert (inside.state, inside.by) == (ScopeState.INSIDE, "reference")
    assert "GB/T 43726-2024" in inside.reason.zh


def test_a_citation_alone_does_not_put_another_product_inside():
    found = judge_scope(document("直流无刷减速电机", references=("GB/T 43726-2024",)), TORQUE)
    assert found.state is ScopeState.OUTSIDE


def test_outside_says_which_qualifier_conflicts_or_is_missing():
    assert "减速" in judge_scope(document("直流无刷减速电机"), TORQUE).reason.zh
    more_general = judge_scope(document("无刷电动机"), TORQUE).reason
    assert "更宽" in more_general.zh
    assert "more general" in more_general.en


def test_a_scope_sentence_that_names_the_product_counts_and_one_that_excludes_it_does_not():
    inside = document("伺服系统用电动机", scope="本标准适用于无刷直流力矩电动机。")
    excluded = document("伺服系统用电动机", scope="本标准不适用于无刷直流力矩电动机。")
    assert judge_scope(inside, TORQUE).state is ScopeState.INSIDE
    assert judge_scope(excluded, TORQUE).state is not ScopeState.INSIDE


def test_without_a_product_nothing_is_said():
    found = judge_scope(document(None), TORQUE)
    assert found.state is ScopeState.UNKNOWN
    assert found.reason.en


def test_english_names_follow_the_same_rule():
    benchmark = document("General specification for brushless DC torque motors")
    assert judge_scope(document("Brushless DC torque motors for robots"), benchmark).state is ScopeState.INSIDE
    assert judge_scope(document("DC motors"), benchmark).state is ScopeState.OUTSIDE


def test_another_edition_is_a_citation_of_the_same_work():
    declared = document("电动机", references=("GB/T 755—2008", "GB/T 7345"))
    assert cites(declared, "GB/T 755-2019") == "GB/T 755—2008"
    assert cites(declared, "GB/T 755.1-2019") is None
    assert cites(declared, None) is None


@pytest.mark.parametrize(
    ("declared", "benchmark", "state"),
    [
        ("射阳大米 / Sheyang rice", "大米 / rice", ScopeState.INSIDE),
        ("射阳大米", "大米 / rice", ScopeState.INSIDE),
        ("Sheyang rice", "大米 / rice", ScopeState.INSIDE),
        ("rice", "大米", ScopeState.UNKNOWN),
        ("大米 / rice", "射阳大米 / Sheyang rice", ScopeState.OUTSIDE),
        ("小麦 / wheat", "大米 / rice", ScopeState.UNKNOWN),
    ],
)
def test_names_are_compared_in_a_language_that_both_have(declared, benchmark, state):
    found = judge_scope(document(None, product=declared), document(None, product=benchmark))
    assert found.state is state
    assert " / " not in found.reason.zh
