"""Counts that do not lie: how many rows of each verdict, out of which total, and what is not shown to meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog.comparison.reports import Verdict, VerdictKind

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "COUNTED",
    "count_verdicts",
    "is_lower_somewhere",
    "is_not_shown_to_meet",
    "meets_or_exceeds",
    "strictly_exceeds",
]

COUNTED = (
    VerdictKind.EQUAL,
    VerdictKind.STRICTER,
    VerdictKind.LOOSER,
    VerdictKind.OVERLAP,
    VerdictKind.DISJOINT,
    VerdictKind.MISSING,
    VerdictKind.NOT_COMPARABLE,
    VerdictKind.UNDETERMINED,
)
"""The eight verdicts whose counts make up the total; EXTRA stands outside."""

_FAILS = frozenset({VerdictKind.LOOSER, VerdictKind.DISJOINT, VerdictKind.MISSING, VerdictKind.OVERLAP})
_LOWER_CELL = frozenset({VerdictKind.LOOSER, VerdictKind.DISJOINT, VerdictKind.MISSING})
_TRIVIAL = frozenset({"BOUNDARY_ONLY", "MARGIN_SMALL"})


def count_verdicts(verdicts: Sequence[Verdict]) -> dict[str, int]:
    """Return the eight counts by the name of the verdict."""
    return {kind.value: sum(verdict.verdict is kind for verdict in verdicts) for kind in COUNTED}


def is_lower_somewhere(verdict: Verdict) -> bool:
    """Tell whether a cell of the row is looser, in conflict or missing."""
    return any(cell.verdict in _LOWER_CELL for cell in verdict.cells)


def is_not_shown_to_meet(verdict: Verdict) -> bool:
    """Tell whether the row, or a cell inside it, is looser, in conflict, missing or overlapping."""
    return verdict.verdict in _FAILS or is_lower_somewhere(verdict)


def meets_or_exceeds(counts: dict[str, int]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the share that meets or exceeds as an interval: what is shown, and what cannot be excluded."""
    total = sum(counts.values())
    shown = counts["EQUAL"] + counts["STRICTER"]
    open_rows = counts["NOT_COMPARABLE"] + counts["UNDETERMINED"]
    return (shown, total), (shown + open_rows, total)


def strictly_exceeds(verdicts: Sequence[Verdict]) -> tuple[int, int]:
    """Return how many rows are stricter by more than an end point or a rounding, over all."""
    count = sum(v.verdict is VerdictKind.STRICTER and not _TRIVIAL & set(v.flags) for v in verdicts)
    return count, len(verdicts)
