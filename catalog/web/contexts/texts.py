"""The pages that explain: about, method, glossary."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar

from catalog.comparison.reports import VerdictKind
from catalog.comparison.sets import Interval, IntervalSet
from catalog.web.numberlines import draw_line
from importers.sources import SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from catalog.web.numberlines import NumberLine

__all__ = [
    "GATES",
    "VERDICTS",
    "AboutPage",
    "GlossaryPage",
    "MethodPage",
    "SourceLine",
    "source_lines",
    "worked_example",
]

VERDICTS = tuple(kind.value for kind in VerdictKind)
"""The nine verdicts in the order in which they are explained."""

GATES = (
    "parse",
    "characteristic",
    "modality",
    "class",
    "condition",
    "method",
    "unit",
    "basis",
    "domain",
    "inclusion",
    "materiality",
)
"""The gates in the order in which a row passes them."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source of records, with how many are held of it."""

    name: str
    publisher: str
    licence: str
    records: int | None


@dataclass(frozen=True, slots=True)
class AboutPage:
    """What this is, who is behind it, where the data come from."""

    template: ClassVar[str] = "pages/about.html"
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class MethodPage:
    """How a verdict is made, with one worked example."""

    template: ClassVar[str] = "pages/method.html"
    example: NumberLine | None
    verdicts_shown: tuple[str, ...]
    gates: tuple[str, ...]
    engine_version: str


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    """The words of the pages, with what each means."""

    template: ClassVar[str] = "pages/glossary.html"
    verdicts_shown: tuple[str, ...]
    codes: tuple[str, ...]
    flags: tuple[str, ...]


def worked_example() -> NumberLine | None:
    """Return the picture of the example: at least 20 MΩ declared, at least 50 MΩ asked."""
    declared = IntervalSet.of([Interval(Fraction(20), None, low_closed=False)])
    benchmark = IntervalSet.of([Interval(Fraction(50))])
    return draw_line(declared, benchmark, unit="MΩ")


def source_lines(imports: Iterable[Mapping[str, Any]]) -> tuple[SourceLine, ...]:
    """Return the sources that were imported, from the reports of their newest imports."""
    lines = []
    for report in imports:
        known = SOURCES.get(str(report["source"]))
        lines.append(
            SourceLine(
                known.title if known else str(report["source"]),
                known.publisher if known else "",
                known.licence if known else "",
                report.get("created", 0) + report.get("updated", 0) + report.get("unchanged", 0),
            )
        )
    return tuple(lines)
