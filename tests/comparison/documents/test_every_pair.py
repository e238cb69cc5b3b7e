"""What must hold for any two documents: tried on every pair of those that the project carries."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest

from catalog.benchmarks import iter_benchmarks, iter_sample_declarations
from catalog.comparison.codec import report_from_json, report_to_json
from catalog.comparison.documents import compare_documents
from catalog.comparison.reports import Scope, ScopeState, VerdictKind, Words

DOCUMENTS = {p.id: p.document for p in iter_benchmarks()} | {d.id: d.document for d in iter_sample_declarations()}
INSIDE = Scope(ScopeState.INSIDE, "person", Words("由人判断", "said by a person"))
PAIRS = list(product(DOCUMENTS, repeat=2))


@cache
def compared(declared, benchmark):
    return compare_documents(DOCUMENTS[declared], DOCUMENTS[benchmark], scope=INSIDE)


@pytest.mark.parametrize(("declared", "benchmark"), PAIRS, ids=lambda name: name)
def test_counts_lists_and_rows_agree(declared, benchmark):
    report = compared(declared, benchmark)
    asked = [row for row in report.rows if row.benchmark]
    extra = [row for row in report.rows if not row.benchmark]
    assert report.applicable == len(asked) == sum(report.counts.values())
    assert report.extra == len(extra)
    assert all(row.verdict.verdict is VerdictKind.EXTRA for row in extra)
    listed = [*report.notice.fewer, *report.notice.lower, *report.notice.undisclosed, *report.notice.not_assessed]
    assert len(listed) == len(set(listed))
    assert set(report.notice.fewer) == {r.benchmark.id for r in asked if r.verdict.verdict is VerdictKind.MISSING}
    assert set(report.not_shown_to_meet) == {*report.notice.fewer, *report.notice.lower}
    good = {VerdictKind.EQUAL, VerdictKind.STRICTER}
    assert set(listed) == {r.benchmark.id for r in asked if r.verdict.verdict not in good}
    for row in asked:
        assert row.verdict.reason.zh
        assert row.verdict.reason.en
        open_verdict = row.verdict.verdict in (VerdictKind.NOT_COMPARABLE, VerdictKind.UNDETERMINED)
        assert (row.verdict.code is not None) == open_verdict
    assert report_to_json(report_from_json(report_to_json(report))) == report_to_json(report)


SWAPPED = {
    VerdictKind.STRICTER: VerdictKind.LOOSER,
    VerdictKind.LOOSER: VerdictKind.STRICTER,
    VerdictKind.EQUAL: VerdictKind.EQUAL,
    VerdictKind.DISJOINT: VerdictKind.DISJOINT,
}


@pytest.mark.parametrize(("declared", "benchmark"), PAIRS, ids=lambda name: name)
def test_swapping_the_documents_swaps_the_verdicts_of_their_pairs(declared, benchmark):
    there = compared(declared, benchmark)
    back = compared(benchmark, declared)
    returned = {(r.benchmark.id, r.declared.id): r.verdict for r in back.rows if r.benchmark and r.declared}
    for row in there.rows:
        other = returned.get((row.declared.id, row.benchmark.id)) if row.declared and row.benchmark else None
        if other is None or "ALTERNATIVE" in (*row.verdict.flags, *other.flags):
            continue
        if row.verdict.verdict in SWAPPED and other.verdict in SWAPPED:
            assert other.verdict is SWAPPED[row.verdict.verdict], row.name


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_against_itself_is_nowhere_looser(name):
    report = compared(name, name)
    bad = [
        (row.name, row.verdict.verdict.value)
        for row in report.rows
        if row.benchmark and row.benchmark.id in report.not_shown_to_meet
    ]
    assert bad == []
    assert report.counts["STRICTER"] == 0
