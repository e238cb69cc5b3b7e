"""What stands beside a kept run: reviewers' decisions on its rows, and the benchmarks that could have been chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from catalog.comparison.reports import Words
from catalog.web.contexts.documents import language_of_text, standard_href

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from catalog.store import Decision

__all__ = ["CandidateView", "DecisionView", "candidate_views", "decision_views"]


@dataclass(frozen=True, slots=True)
class DecisionView:
    """One reviewer's verdict on a row."""

    verdict: str
    by: str
    reason: str
    reason_lang: str
    at: str


@dataclass(frozen=True, slots=True)
class CandidateView:
    """A benchmark that could apply: why, and why it was left out (none for the one that was chosen)."""

    designation: str
    title: str | None
    href: str | None
    because: tuple[Words, ...]
    is_held: bool
    left_out: Words | None


def decision_views(decisions: Sequence[Decision]) -> dict[str, tuple[DecisionView, ...]]:
    """Return the decisions by row, the newest of each row first: that one counts."""
    found: dict[str, tuple[DecisionView, ...]] = {}
    for one in decisions:
        shown = DecisionView(one.verdict, one.by, one.reason, language_of_text(one.reason), one.at)
        found[one.row] = (shown, *found.get(one.row, ()))
    return found


def candidate_views(candidates: Sequence[Mapping[str, Any]]) -> tuple[CandidateView, ...]:
    """Return the candidates of a run's JSON as pages show them."""
    return tuple(
        CandidateView(
            one["designation"],
            one["title"],
            standard_href(one["designation"]),
            tuple(Words(why["zh"], why["en"]) for why in one["because"]),
            one["held"],
            Words(one["left_out"]["zh"], one["left_out"]["en"]) if one["left_out"] else None,
        )
        for one in candidates
    )
