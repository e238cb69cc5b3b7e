"""Two runs side by side: which rows changed and what differs between the runs that could be why."""

from __future__ import annotations

from dataclasses import replace

from catalog.comparison.documents import compare_documents
from catalog.comparison.reading import read_requirement
from catalog.comparison.reports import DocumentRequirements, VerdictKind
from catalog.comparison.run_changes import changes_to_json, compare_runs, row_key


def document(designation, *texts, side):
    letter = side[0]
    rows = tuple(read_requirement(text, id=f"{letter}{n}", side=side) for n, text in enumerate(texts, 1))
    return DocumentRequirements(designation, "饮用水", rows)


DECLARED = document("Q/A 1-2026", "铅 ≤ 0.005 mg/L", "镉 ≤ 0.01 mg/L", side="declared")
BENCHMARK = document("GB 1-2024", "铅 ≤ 0.01 mg/L", "镉 ≤ 0.005 mg/L", "汞 ≤ 0.001 mg/L", side="benchmark")
OLD = replace(compare_documents(DECLARED, BENCHMARK), run="old")


def test_the_same_run_twice_has_no_difference():
    changes = compare_runs(OLD, OLD)
    assert (changes.differences, changes.rows, changes.unchanged) == ((), (), 3)


def test_a_changed_declared_row_is_the_cause_of_its_verdict():
    better = document("Q/A 1-2026", "铅 ≤ 0.005 mg/L", "镉 ≤ 0.005 mg/L", side="declared")
    changes = compare_runs(OLD, compare_documents(better, BENCHMARK))
    (row,) = changes.rows
    assert (row.name, row.kind, row.because) == ("镉", "verdict", ("declared",))
    assert (row.old.verdict.verdict, row.new.verdict.verdict) == ("LOOSER", "EQUAL")
    assert [one.what for one in changes.differences] == ["declared_rows"]
    assert changes.unchanged == 2
    assert changes.verdicts_changed == 1


def test_another_edition_of_the_benchmark_is_named_and_its_rows_are_paired_by_what_they_are():
    # the new edition numbers its rows otherwise, asks half the lead, and has nothing on mercury
    edition = document("GB 1-2026", "镉 ≤ 0.005 mg/L", "铅 ≤ 0.004 mg/L", side="benchmark")
    changes = compare_runs(OLD, compare_documents(DECLARED, edition))
    found = {row.name: row for row in changes.rows}
    assert found["铅"].kind == "verdict"
    assert found["铅"].because == ("benchmark",)
    assert found["铅"].new.verdict.verdict is VerdictKind.LOOSER
    assert found["汞"].kind == "gone"
    assert "镉" not in found
    assert [(one.what, one.old, one.new) for one in changes.differences] == [
        ("benchmark", "GB 1-2024", "GB 1-2026"),
        ("benchmark_rows", "3", "2"),
    ]


def test_where_the_words_are_the_same_the_versions_are_what_remains():
    verdict = replace(OLD.rows[0].verdict, verdict=VerdictKind.UNDETERMINED, code="PARSE")
    new = replace(OLD, rows=(replace(OLD.rows[0], verdict=verdict), *OLD.rows[1:]), dictionary_version="2099.1")
    (row,) = compare_runs(OLD, new).rows
    assert row.because == ("dictionary",)


def test_a_row_that_the_dictionary_matches_otherwise_says_dictionary():
    rows = (replace(DECLARED.requirements[0], characteristic="c:other"), *DECLARED.requirements[1:])
    new = compare_documents(replace(DECLARED, requirements=rows), BENCHMARK)
    lead = next(row for row in compare_runs(OLD, new).rows if row.name == "铅" and row.kind == "verdict")
    assert lead.new.verdict.verdict is VerdictKind.MISSING
    assert "declared" in lead.because  # no declared row answers it any more


def test_where_nothing_differs_the_cause_is_said_to_be_unknown():
    verdict = replace(OLD.rows[0].verdict, verdict=VerdictKind.EQUAL)
    new = replace(OLD, rows=(replace(OLD.rows[0], verdict=verdict), *OLD.rows[1:]))
    (row,) = compare_runs(OLD, new).rows
    assert row.because == ("unknown",)


def test_a_row_is_called_by_the_benchmark_or_as_declared():
    extra = compare_documents(DECLARED, document("GB 2-2024", "铅 ≤ 0.01 mg/L", side="benchmark"))
    assert [row_key(row) for row in extra.rows] == ["b1", "declared:d2"]


def test_the_json_holds_both_verdicts_and_the_cause():
    better = document("Q/A 1-2026", "铅 ≤ 0.005 mg/L", "镉 ≤ 0.005 mg/L", side="declared")
    told = changes_to_json(compare_runs(OLD, replace(compare_documents(better, BENCHMARK), run="new")))
    assert (told["old"], told["new"], told["verdicts_changed"], told["unchanged"]) == ("old", "new", 1, 2)
    (row,) = told["rows"]
    assert (row["old"]["verdict"], row["new"]["verdict"], row["because"]) == ("LOOSER", "EQUAL", ["declared"])
