"""The counts and shares of section 1.5, on made-up verdicts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from catalog.comparison.counting import (
    COUNTED,
    count_verdicts,
    is_not_shown_to_meet,
    meets_or_exceeds,
    strictly_exceeds,
)
from catalog.comparison.reports import CellVerdict, Verdict, VerdictKind, Words

WORDS = Words("…", "…")


def verdict(kind, *, cells=(), flags=()):
    return Verdict(VerdictKind(kind), WORDS, flags=flags, cells=tuple(CellVerdict((), VerdictKind(c)) for c in cells))


def test_the_interval_runs_from_what_is_shown_to_what_cannot_be_excluded():
    rows = [
        verdict(k) for k in ("EQUAL", "STRICTER", "STRICTER", "LOOSER", "MISSING", "NOT_COMPARABLE", "UNDETERMINED")
    ]
    assert meets_or_exceeds(count_verdicts(rows)) == ((3, 7), (5, 7))


def test_an_end_point_or_a_rounding_does_not_exceed():
    rows = [
        verdict("STRICTER"),
        verdict("STRICTER", flags=("BOUNDARY_ONLY",)),
        verdict("STRICTER", flags=("MARGIN_SMALL",)),
        verdict("EQUAL"),
    ]
    assert strictly_exceeds(rows) == (1, 4)


def test_a_looser_cell_inside_another_row_is_not_shown_to_meet():
    assert is_not_shown_to_meet(verdict("UNDETERMINED", cells=("LOOSER", "UNDETERMINED")))
    assert is_not_shown_to_meet(verdict("OVERLAP"))
    assert not is_not_shown_to_meet(verdict("STRICTER", cells=("STRICTER", "EQUAL")))
    assert not is_not_shown_to_meet(verdict("UNDETERMINED"))


@given(st.lists(st.sampled_from(COUNTED)))
def test_the_eight_counts_make_up_the_total_and_the_interval_never_turns_round(kinds):
    counts = count_verdicts([verdict(kind) for kind in kinds])
    assert sum(counts.values()) == len(kinds)
    (low, total), (high, same) = meets_or_exceeds(counts)
    assert total == same == len(kinds)
    assert 0 <= low <= high <= total
