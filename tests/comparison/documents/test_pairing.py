"""Which declared row answers which: with made-up answers, so that only the choice is tried."""

from __future__ import annotations

from fractions import Fraction

import pytest

from catalog.comparison.pairing import pair_rows
from catalog.comparison.reports import Verdict, VerdictKind, Words
from catalog.comparison.requirements import (
    ByReference,
    Cell,
    Condition,
    Limits,
    Modality,
    Number,
    NumberInterval,
    Requirement,
    WordSet,
)

ROUGH = "c:mech.roughness"
WORDS = Words("…", "…")


def row(id_, value="1", *, characteristic=ROUGH, name="粗糙度", conditions=(), **more):
    number = Number(Fraction(value), value)
    cells = more.pop("cells", (Cell(Limits((NumberInterval(high=number),))),))
    return Requirement(id_, name, name, cells, characteristic=characteristic, conditions=conditions, **more)


def state(value):
    return Condition("state", value, printed=value)


def answers(table):
    """Return a comparison that looks its answer up by the ids of both rows."""

    def compare(declared, benchmark):
        key = (declared.id if declared else None, benchmark.id if benchmark else None)
        if declared is None:
            return Verdict(VerdictKind.MISSING, WORDS)
        kind, _, code = table[key].partition("/")
        return Verdict(VerdictKind(kind), WORDS, code or None)

    return compare


def test_the_row_under_the_same_condition_is_taken_and_the_others_are_shown():
    declared = [row("d1", conditions=(state("wet"),)), row("d2", conditions=(state("cold"),))]
    benchmark = [row("b1", conditions=(state("cold"),))]
    (pair,) = pair_rows(declared, benchmark, answers({("d1", "b1"): "STRICTER", ("d2", "b1"): "LOOSER"}))
    assert pair.declared.id == "d2"
    assert pair.verdict.verdict is VerdictKind.LOOSER
    assert [r.id for r in pair.candidates] == ["d1"]


def test_rows_that_answer_differently_and_fit_alike_are_never_chosen_between():
    declared = [row("d1", "1", applies_if=("甲",)), row("d2", "2", applies_if=("乙",))]
    (pair,) = pair_rows(declared, [row("b1")], answers({("d1", "b1"): "STRICTER", ("d2", "b1"): "LOOSER"}))
    assert (pair.verdict.verdict, pair.verdict.code) == (VerdictKind.UNDETERMINED, "CLASS")
    assert pair.declared is None
    assert [r.id for r in pair.candidates] == ["d1", "d2"]


def test_rows_that_answer_alike_need_no_choice():
    declared = [row("d1"), row("d2")]
    (pair,) = pair_rows(declared, [row("b1")], answers({("d1", "b1"): "EQUAL", ("d2", "b1"): "EQUAL"}))
    assert pair.declared.id == "d1"
    assert [r.id for r in pair.agreeing] == ["d2"]


def test_one_declared_row_may_answer_several():
    benchmark = [row("b1"), row("b2")]
    pairs = pair_rows([row("d1")], benchmark, answers({("d1", "b1"): "STRICTER", ("d1", "b2"): "EQUAL"}))
    assert [pair.declared.id for pair in pairs] == ["d1", "d1"]


def test_a_row_in_another_state_that_answers_elsewhere_leaves_the_benchmark_row_missing():
    declared = [row("d1", conditions=(state("cold"),))]
    benchmark = [row("b1", conditions=(state("normal_atmosphere"),)), row("b2", conditions=(state("after_damp_heat"),))]
    table = {("d1", "b1"): "LOOSER", ("d1", "b2"): "NOT_COMPARABLE/CONDITION"}
    first, second = pair_rows(declared, benchmark, answers(table))
    assert first.declared.id == "d1"
    assert second.verdict.verdict is VerdictKind.MISSING
    assert [r.id for r in second.candidates] == ["d1"]


@pytest.mark.parametrize(
    ("declared", "benchmark", "shown"),
    [
        (state("hot"), state("high_temperature"), True),
        (state("hot"), state("after_damp_heat"), False),
        (
            Condition("temperature", "25 Cel", Number(Fraction(25), "25"), "Cel"),
            Condition("temperature", "40 Cel", Number(Fraction(40), "40"), "Cel"),
            True,
        ),
        (Condition("direction", "warp"), Condition("direction", "weft"), False),
    ],
)
def test_another_condition_is_shown_beside_only_where_it_is_of_one_kind(declared, benchmark, shown):
    table = {("d1", "b1"): "NOT_COMPARABLE/CONDITION"}
    (pair,) = pair_rows([row("d1", conditions=(declared,))], [row("b1", conditions=(benchmark,))], answers(table))
    assert (pair.declared is not None) == shown
    assert pair.verdict.verdict is (VerdictKind.NOT_COMPARABLE if shown else VerdictKind.MISSING)


def test_low_and_high_are_not_taken_for_each_other():
    name = "c:env.operating_temperature"
    declared = [row("d1", characteristic=name, name="高温工作"), row("d2", characteristic=name, name="低温工作")]
    benchmark = [row("b1", characteristic=name, name="低温工作")]
    (pair,) = pair_rows(declared, benchmark, answers({("d2", "b1"): "STRICTER"}))
    assert pair.declared.id == "d2"


def test_names_outside_the_dictionary_pair_only_when_literally_equal():
    declared = [row("d1", characteristic=None, name="出料口尺寸")]
    benchmark = [row("b1", characteristic=None, name="出料口 尺寸"), row("b2", characteristic=None, name="出料口位置")]
    pairs = pair_rows(declared, benchmark, answers({("d1", "b1"): "EQUAL"}))
    assert [pair.verdict.verdict for pair in pairs] == [VerdictKind.EQUAL, VerdictKind.MISSING]


def by_reference(id_, name, characteristic, designation=None):
    cells = (Cell(ByReference("产品技术文件", designation)),)
    return row(id_, characteristic=characteristic, name=name, cells=cells)


def test_a_general_name_by_reference_may_hold_the_narrower_value():
    declared = [by_reference("d1", "漏电流", "c:elec.leakage_current")]
    benchmark = [row("b1", characteristic="c:elec.leakage_peak", name="峰值漏电流")]
    (pair,) = pair_rows(declared, benchmark, answers({}))
    assert (pair.verdict.verdict, pair.verdict.code) == (VerdictKind.UNDETERMINED, "REF_UNRESOLVED")
    assert pair.declared.id == "d1"


def test_a_general_name_with_a_value_is_not_taken_for_the_narrower():
    declared = [row("d1", characteristic="c:elec.leakage_current", name="漏电流")]
    benchmark = [row("b1", characteristic="c:elec.leakage_peak", name="峰值漏电流")]
    (pair,) = pair_rows(declared, benchmark, answers({}))
    assert (pair.verdict.verdict, pair.verdict.code) == (VerdictKind.UNDETERMINED, "QUANTITY")


def test_the_names_of_substances_are_not_general_names():
    declared = [row("d1", characteristic="c:chem.nitrate", name="硝酸盐")]
    benchmark = [row("b1", characteristic="c:chem.nitrite", name="亚硝酸盐")]
    (pair,) = pair_rows(declared, benchmark, answers({}))
    assert pair.verdict.verdict is VerdictKind.MISSING


def test_what_was_seen_and_not_read_is_not_called_missing():
    not_read = (("径向间隙按图 3 所示曲线", "a picture"),)
    (pair,) = pair_rows([], [row("b1", name="径向间隙")], answers({}), not_read=not_read)
    assert (pair.verdict.verdict, pair.verdict.code) == (VerdictKind.UNDETERMINED, "PARSE")


def test_advice_of_the_declared_text_answers_nothing():
    (pair,) = pair_rows([row("d1", modality=Modality.SHOULD)], [row("b1")], answers({("d1", "b1"): "EQUAL"}))
    assert pair.verdict.verdict is VerdictKind.MISSING


def test_a_value_that_was_taken_for_a_part_of_the_name_is_not_called_missing():
    declared = [row("d1", characteristic=None, name="pH值 4.0～7.5"), row("d2", characteristic=None, name="粗糙度样块")]
    benchmark = [row("b1", characteristic="c:ph", name="pH值"), row("b2")]
    first, second = pair_rows(declared, benchmark, answers({}))
    assert first.verdict.code == "PARSE"
    assert second.verdict.verdict is VerdictKind.MISSING


def test_a_sentence_on_how_to_test_holds_no_value():
    not_read = (("径向间隙用千分表测量", "a test method: not read as a requirement"),)
    (pair,) = pair_rows([], [row("b1", name="径向间隙")], answers({}), not_read=not_read)
    assert pair.verdict.verdict is VerdictKind.MISSING


def test_rows_for_different_kinds_of_product_are_not_chosen_between():
    declared = [row("d1", "1", applies_if=("甲",)), row("d2", "2", applies_if=("乙",))]
    table = {("d1", "b1"): "UNDETERMINED/CLASS", ("d2", "b1"): "UNDETERMINED/CLASS"}
    (pair,) = pair_rows(declared, [row("b1", applies_if=("丙",))], answers(table))
    assert pair.declared is None
    assert [r.id for r in pair.candidates] == ["d1", "d2"]


def test_the_tolerance_of_a_value_behind_a_reference_stands_there_too():
    declared = [by_reference("d1", "绕组电阻", "c:elec.stator_resistance")]
    benchmark = [row("b1", characteristic="c:elec.resistance_tolerance", name="定子电阻容差")]
    (pair,) = pair_rows(declared, benchmark, answers({}))
    assert (pair.verdict.verdict, pair.verdict.code) == (VerdictKind.UNDETERMINED, "REF_UNRESOLVED")
    assert pair.declared.id == "d1"


def test_words_of_a_list_in_an_unread_table_are_seen():
    cells = tuple(
        Cell(WordSet(frozenset({word})), (("lead", lead),), text=word) for lead, word in (("A", "红"), ("B", "黄"))
    )
    benchmark = [row("b1", characteristic="c:elec.lead_colour", name="引出线颜色", cells=cells)]
    not_read = (("U相 | 黄色 | U/A", "row of a table without limits that can be read"),)
    (pair,) = pair_rows([], benchmark, answers({}), not_read=not_read)
    assert pair.verdict.code == "PARSE"
