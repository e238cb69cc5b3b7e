"""How long until something happens, with cases in which it has not happened yet (Kaplan and Meier 1958)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from catalog.standards import PartialDate

__all__ = ["Step", "months_between", "quantile", "survival"]

_MIDDLE = 7
"""A year without a month counts as its July."""


@dataclass(frozen=True, slots=True)
class Step:
    """At ``months`` there were ``at_risk`` cases, ``events`` of them ended; ``open_share`` is open afterwards."""

    months: int
    at_risk: int
    events: int
    open_share: Fraction


def months_between(first: PartialDate, second: PartialDate) -> int:
    """Return the whole months from one date to another; a date known to the year counts as July."""
    return _months(second) - _months(first)


def _months(date: PartialDate) -> int:
    month = int(date.text[5:7]) if len(date.text) > len("2018") else _MIDDLE
    return date.year * 12 + month


def survival(observations: Iterable[tuple[int, bool]]) -> tuple[Step, ...]:
    """Return the steps of the curve from pairs of months and whether it has happened; open cases leave at their time.

    A negative time (published before the document that it adopts) counts as none.
    """
    cases = sorted((max(0, months), happened) for months, happened in observations)
    steps = []
    share = Fraction(1)
    for months in sorted({time for time, happened in cases if happened}):
        at_risk = sum(time >= months for time, _ in cases)
        events = sum(time == months and happened for time, happened in cases)
        share *= Fraction(at_risk - events, at_risk)
        steps.append(Step(months, at_risk, events, share))
    return tuple(steps)


def quantile(steps: Sequence[Step], share: Fraction) -> int | None:
    """Return after how many months at least ``share`` of the cases had ended; none where so many never did."""
    return next((step.months for step in steps if step.open_share <= 1 - share), None)
