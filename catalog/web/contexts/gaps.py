"""The page of the gap question of adoption: a sentence with its coverage, the list, the curve, the degrees."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode

from catalog.adoptions import PLACES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["AdoptionGapPage", "Curve", "build_gap_page"]

WIDTH, HEIGHT, LEFT, BOTTOM = 640, 220, 44, 30
SHOWN = 200
LEVELS = ((Fraction(0), "0 %"), (Fraction(1, 2), "50 %"), (Fraction(1), "100 %"))


@dataclass(frozen=True, slots=True)
class Curve:
    """The share that is not adopted yet by months, as a stair; ``ticks`` are (x, years)."""

    width: int
    height: int
    left: int
    base: int
    path: str
    ticks: tuple[tuple[float, int], ...]
    levels: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class AdoptionGapPage:
    """The question as asked, and its answer (the JSON of the command) if there is one."""

    template: ClassVar[str] = "pages/gaps.html"
    asked: Mapping[str, str]
    sources: tuple[tuple[str, str], ...]
    targets: tuple[tuple[str, str], ...]
    problem: str | None
    answer: Mapping[str, Any] | None
    known: tuple[Mapping[str, Any], ...]
    others: tuple[Mapping[str, Any], ...]
    left_out: int
    curve: Curve | None
    json_href: str | None
    csv_href: str | None


def build_gap_page(
    asked: Mapping[str, str], answer: Mapping[str, Any] | None, problem: str | None, language: str
) -> AdoptionGapPage:
    """Return the page; adopted members come first, then the others up to a number that a page can hold."""
    members: Sequence[Mapping[str, Any]] = answer["members"] if answer else ()
    known = [it for it in members if it["adopted_by"] or it["formerly_or_not_equivalent"]]
    others = [it for it in members if not (it["adopted_by"] or it["formerly_or_not_equivalent"])]
    query = urlencode({key: value for key, value in asked.items() if value})
    return AdoptionGapPage(
        asked=asked,
        sources=_choices(language, international=True),
        targets=_choices(language, international=False),
        problem=problem,
        answer=answer,
        known=tuple(sorted(known, key=lambda it: -(it["behind_for_months"] or 0))),
        others=tuple(others[:SHOWN]),
        left_out=max(0, len(others) - SHOWN),
        curve=_curve(answer["lag"]["curve"]) if answer and answer["lag"]["curve"] else None,
        json_href=f"/gaps.json?{query}" if answer else None,
        csv_href=f"/gaps.csv?{query}" if answer else None,
    )


def _choices(language: str, *, international: bool) -> tuple[tuple[str, str], ...]:
    places = (it for it in PLACES.values() if it.international is international)
    return tuple((it.code, it.zh if language == "zh" else it.en) for it in places)


def _curve(steps: Sequence[Mapping[str, Any]]) -> Curve:
    """Return the drawing of the steps; the time axis ends with the last event, rounded up to years."""
    years = max(1, -(-int(steps[-1]["months"]) // 12))
    base, across = HEIGHT - BOTTOM, WIDTH - LEFT - 12

    def x(months: float) -> float:
        return round(LEFT + across * months / (years * 12), 1)

    def y(share: Fraction) -> float:
        return round(base - float(share) * (base - 12), 1)

    path = f"M{LEFT} {y(Fraction(1))}"
    for step in steps:
        path += f"H{x(step['months'])}V{y(Fraction(step['not_adopted_share']))}"
    every = max(1, years // 8)
    return Curve(
        WIDTH,
        HEIGHT,
        LEFT,
        base,
        path + f"H{x(years * 12)}",
        tuple((x(year * 12), year) for year in range(0, years + 1, every)),
        tuple((y(share), words) for share, words in LEVELS),
    )
