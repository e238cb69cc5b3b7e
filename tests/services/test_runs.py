"""Kept comparisons: what a run names, what makes it another one, reviewers' decisions, warnings of the catalogue."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

import catalog.services.runs
from catalog.comparison.reading import read_requirement
from catalog.comparison.reports import DocumentRequirements
from catalog.designations import parse_designation
from catalog.errors import NotFoundError, UnusableInputError
from catalog.services.candidates import find_candidates
from catalog.services.comparing import Side, compare_sides, compare_with_set
from catalog.services.editions import edition_warnings
from catalog.services.runs import compare_again, compare_kept, decide_row, get_run
from catalog.services.workplace import initialise, open_workplace
from catalog.settings import Settings
from catalog.standards import Level, PartialDate, Relation, RelationKind, Standard, Status, Title


def document(designation, title, *texts, side="benchmark", **more):
    rows = tuple(read_requirement(text, id=f"{side[0]}{n}", side=side) for n, text in enumerate(texts, 1))
    return DocumentRequirements(designation, title, rows, **more)


def record(number, title, **more):
    return Standard(parse_designation(number), level=Level.NATIONAL, titles=(Title("zh", title),), **more)


GB = "GB/T 99001-2020"
GB_OLD = "GB/T 99001-2010"
OTHER = "GB/T 99002-2020"
DECLARED = document(
    "Q/ABC 001-2026",
    "棉布",
    "甲醛 ≤ 20 mg/kg，GB/T 2912.1",
    "pH 4.0～7.5，GB/T 7573",
    "单位面积质量 ≥ 180 g/m²",
    side="declared",
    references=("GB/T 99001-2020", "GB/T 99003-2020", "GB/T 2912.1"),
)


@pytest.fixture
def workplace(tmp_path):
    settings = Settings(home=tmp_path / "home")
    initialise(settings)
    opened = open_workplace(settings)
    opened.catalog.put_standards(
        [
            record(GB, "棉布", status=Status.CURRENT, published=PartialDate("2020-05-01"), ccs=("W10",)),
            record(GB_OLD, "棉布", status=Status.SUPERSEDED),
            record(OTHER, "布", status=Status.CURRENT),
            record("GB/T 99003-2020", "棉布", status=Status.CURRENT),
        ]
    )
    for number, title in ((GB, "棉布"), (GB_OLD, "棉布"), (OTHER, "麻布")):
        limits = ("甲醛 ≤ 75 mg/kg，GB/T 2912.1", "pH 4.0～9.0，GB/T 7573")
        opened.catalog.put_requirements(parse_designation(number).key, document(number, title, *limits))
    yield opened
    opened.close()


def kept(workplace, benchmark=GB, declared=DECLARED):
    return compare_sides(Side(declared, "q.md"), benchmark, workplace=workplace, keep_as="person")


def test_a_run_names_what_it_was_made_of(workplace):
    report = kept(workplace)
    facts = workplace.catalog.get_run(report.run)
    assert facts["chosen_by"] == "person"
    assert facts["inputs"]["declared"]["origin"] == "q.md"
    assert facts["inputs"]["benchmark"]["origin"] == GB
    assert all(len(side["sha256"]) == 64 for side in facts["inputs"].values())
    assert facts["catalogue"]["benchmark"]["status"] == "current"
    assert facts["catalogue"]["declared"] is None
    assert facts["catalogue_version"]
    assert {"engine_version", "dictionary_version", "links_version"} <= facts.keys()


def test_the_same_comparison_is_the_same_run_and_another_input_another(workplace):
    first = kept(workplace).run
    assert kept(workplace).run == first
    looser = replace(DECLARED, requirements=DECLARED.requirements[:1])
    assert kept(workplace, declared=looser).run != first
    assert workplace.catalog.count_runs() == 2


def test_a_new_dictionary_gives_a_new_run_and_the_old_one_stays(workplace, monkeypatch):
    report = kept(workplace)
    before = workplace.catalog.get_run(report.run)
    real = catalog.services.runs.compare_documents

    def newer(*sides, **more):
        return replace(real(*sides, **more), dictionary_version="2099.1")

    monkeypatch.setattr(catalog.services.runs, "compare_documents", newer)
    again = compare_again(workplace, report.run)
    assert again.run != report.run
    assert workplace.catalog.get_run(report.run) == before
    changes = compare_kept(workplace, report.run, again.run)
    assert [(one.what, one.new) for one in changes.differences] == [("dictionary", "2099.1")]
    assert changes.rows == ()


def test_made_again_with_nothing_new_it_is_the_same_run(workplace):
    report = kept(workplace)
    assert compare_again(workplace, report.run).run == report.run


def test_made_again_after_the_held_rows_changed_it_says_which(workplace):
    report = kept(workplace)
    key = parse_designation(GB).key
    workplace.catalog.put_requirements(
        key, document(GB, "棉布", "甲醛 ≤ 15 mg/kg，GB/T 2912.1", "pH 4.0～9.0，GB/T 7573")
    )
    again = compare_again(workplace, report.run)
    (row,) = compare_kept(workplace, report.run, again.run).rows
    assert (row.old.verdict.verdict, row.new.verdict.verdict, row.because) == ("STRICTER", "LOOSER", ("benchmark",))


def test_the_candidates_say_why_they_could_apply_and_why_they_were_left_out(workplace):
    facts = workplace.catalog.get_run(kept(workplace).run)
    found = {one["designation"]: one for one in facts["candidates"]}
    assert found[GB]["chosen"]
    assert [why["from"] for why in found[GB]["because"]] == ["reference", "product"]
    assert found[GB_OLD]["left_out"]["en"] == "this edition has been superseded"
    assert found["GB/T 99003-2020"]["left_out"]["en"] == "none of its requirements are held here"
    assert not found["GB/T 99003-2020"]["held"]
    assert OTHER not in found  # 麻布 is another product, and nothing cites it
    assert facts["candidates_left_out"] == [GB_OLD, "GB/T 99003-2020"]


def test_what_the_catalogue_classes_alike_is_proposed(workplace):
    workplace.catalog.put_standards(
        [record("Q/ABC 001-2026", "棉布", ccs=("W10",)), record(OTHER, "布", status=Status.CURRENT, ccs=("W10",))]
    )
    benchmark = workplace.catalog.find_requirements(parse_designation(GB).key)
    found = {one.designation: one for one in find_candidates(workplace, DECLARED, [benchmark])}
    assert [source for source, _ in found[OTHER].because] == ["classification"]
    assert "CCS W10" in found[OTHER].because[0][1].en
    assert found[OTHER].left_out.en == f"{GB} was chosen for the comparison"


def test_a_decision_stands_beside_the_engines_verdict_and_history_stays(workplace):
    run = kept(workplace).run
    decide_row(workplace, run, "b1", "equal", by="王芳", reason="企业以另一方法复测，视为等同")
    decide_row(workplace, run, "b1", "LOOSER", by="李 强", reason="复测方法不适用于本产品")
    decide_row(workplace, run, "declared:d3", "EXTRA", by="李 强", reason="标准没有这一项目")
    told = get_run(workplace, run).to_json()
    row = next(row for row in told["rows"] if row["row"] == "b1")
    assert row["verdict"] == "STRICTER"
    assert (row["decision"]["verdict"], row["decision"]["by"]) == ("LOOSER", "李 强")
    assert [one["verdict"] for one in told["decisions"]] == ["EQUAL", "LOOSER", "EXTRA"]
    assert (told["counts"]["LOOSER"], told["counts"]["STRICTER"]) == (0, 2)
    assert (told["decided_counts"]["LOOSER"], told["decided_counts"]["STRICTER"]) == (1, 1)
    assert "decision" not in workplace.catalog.get_run(run)["rows"][0]


@pytest.mark.parametrize(
    ("row", "verdict", "by", "reason", "words"),
    [
        ("b9", "EQUAL", "王芳", "有充分理由", "has no row b9"),
        ("b1", "BETTER", "王芳", "有充分理由", "no verdict"),
        ("b1", "EXTRA", "王芳", "有充分理由", "no verdict"),
        ("b1", "EQUAL", " ", "有充分理由", "--by"),
        ("b1", "EQUAL", "王芳", "好", "reason"),
    ],
)
def test_a_decision_that_says_nothing_is_refused(workplace, row, verdict, by, reason, words):
    run = kept(workplace).run
    with pytest.raises(UnusableInputError, match=words):
        decide_row(workplace, run, row, verdict, by=by, reason=reason)
    assert workplace.catalog.decisions_of(run) == []


def test_a_decision_on_an_unknown_run_is_refused(workplace):
    with pytest.raises(NotFoundError):
        decide_row(workplace, "nothing", "b1", "EQUAL", by="王芳", reason="有充分理由")


def test_several_benchmarks_give_a_report_each_and_the_strictest(workplace):
    reports, rows = compare_with_set(Side(DECLARED, "q.md"), [GB, OTHER], workplace=workplace, keep_as="person")
    assert [report.benchmark.designation for report in reports] == [GB, OTHER]
    assert all(report.run for report in reports)
    assert [(row.name, row.state) for row in rows] == [("甲醛", "one"), ("pH", "one")]


def warned(workplace, number, day="2026-11-24"):
    held = document(number, "棉布")
    return [words.en for words in edition_warnings(workplace, held, today=dt.date.fromisoformat(day))]


def test_an_edition_in_force_without_amendments_needs_no_warning(workplace):
    assert warned(workplace, GB) == []


def test_an_old_edition_names_the_one_in_force(workplace):
    assert warned(workplace, GB_OLD) == [f"The edition in force is {GB}."]


def test_a_replaced_standard_names_its_successor(workplace):
    replacing = Relation(RelationKind.REPLACES, OTHER, parse_designation(OTHER).key)
    workplace.catalog.put_standards([record("GB/T 99009-2025", "布", status=Status.CURRENT, relations=(replacing,))])
    assert warned(workplace, OTHER) == [f"{OTHER} is replaced by GB/T 99009-2025."]


@pytest.mark.parametrize(("day", "count"), [("2027-03-31", 1), ("2027-04-01", 0)])
def test_an_edition_that_is_not_yet_in_force_says_from_when(workplace, day, count):
    new = record("GB/T 99001-2026", "棉布", status=Status.CURRENT, effective=PartialDate("2027-04-01"))
    workplace.catalog.put_standards([new])
    found = warned(workplace, "GB/T 99001-2026", day)
    assert len(found) == count
    assert all("2027-04-01" in sentence and day in sentence for sentence in found)


def test_amendments_of_the_edition_are_named_and_those_of_another_are_not(workplace):
    workplace.catalog.put_standards(
        [
            record("GB/T 99001-2020/XG1-2022", "第1号修改单", status=Status.CURRENT),
            record("GB/T 99001-2010/XG1-2012", "第1号修改单", status=Status.CURRENT),
        ]
    )
    (sentence,) = warned(workplace, GB)
    assert "GB/T 99001-2020/XG1-2022" in sentence
    assert "2012" not in sentence
    assert any("XG1-2022" in words.en for words in kept(workplace).warnings)
