"""Several benchmarks at once: the strictest row of them with its source, and what is declared against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from catalog.comparison.showing import condition_texts_en
from catalog.web.contexts.documents import DocumentView, document_view, language_of_text
from catalog.web.contexts.naming import meaning_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from catalog.comparison.reports import Report, Row, Words
    from catalog.comparison.strictest import Member, Standoff, StrictestRow

__all__ = ["ComparisonSetPage", "MemberView", "SetMember", "StandoffView", "StrictestView", "build_comparison_set"]

STATES = ("one", "not_comparable", "mixed", "alone")


@dataclass(frozen=True, slots=True)
class SetMember:
    """One of the benchmarks with its comparison; ``href`` shows that one alone."""

    document: DocumentView
    href: str
    counts: tuple[tuple[str, int], ...]
    applicable: int
    warnings: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class MemberView:
    """A row of one benchmark: what it asks, where it stands, and the verdict of the declared side against it."""

    designation: str
    href: str
    clause: str | None
    value: str
    verdict: str | None


@dataclass(frozen=True, slots=True)
class StandoffView:
    """Two rows of which neither is the stricter, and why."""

    one: str
    other: str
    verdict: str
    reason: Words


@dataclass(frozen=True, slots=True)
class StrictestView:
    """One characteristic: the strictest rows, the others, what is declared, and what stands in the way of an order."""

    anchor: str
    name: str
    name_lang: str
    meaning: Words | None
    conditions: tuple[str, ...]
    conditions_en: tuple[str, ...]
    clause: None
    state: str
    strictest: tuple[MemberView, ...]
    others: tuple[MemberView, ...]
    declared: tuple[str, ...]
    standoffs: tuple[StandoffView, ...]
    apart: tuple[StandoffView, ...]


@dataclass(frozen=True, slots=True)
class ComparisonSetPage:
    """A declared document against several benchmarks at once."""

    template: ClassVar[str] = "pages/comparison_set.html"
    declared: DocumentView
    members: tuple[SetMember, ...]
    states: tuple[tuple[str, int], ...]
    rows: tuple[StrictestView, ...]
    json_href: str
    csv_href: str
    xlsx_href: str


def build_comparison_set(
    reports: Sequence[Report],
    rows: Sequence[StrictestRow],
    *,
    hrefs: Sequence[str],
    downloads: tuple[str, str, str],
) -> ComparisonSetPage:
    """Return the page of several comparisons; ``hrefs`` show each alone, ``downloads`` are JSON, CSV and workbook."""
    answers = {
        (place, row.benchmark.id): row
        for place, report in enumerate(reports)
        for row in report.rows
        if row.benchmark is not None
    }
    shown = tuple(_row(row, number, answers, hrefs) for number, row in enumerate(rows, 1))
    return ComparisonSetPage(
        declared=document_view(reports[0].declared),
        members=tuple(
            SetMember(
                document_view(report.benchmark),
                href,
                tuple((verdict, count) for verdict, count in report.counts.items() if count),
                report.applicable,
                report.warnings,
            )
            for report, href in zip(reports, hrefs, strict=True)
        ),
        states=tuple((state, sum(row.state == state for row in shown)) for state in STATES),
        rows=tuple(sorted(shown, key=lambda row: STATES.index(row.state))),
        json_href=downloads[0],
        csv_href=downloads[1],
        xlsx_href=downloads[2],
    )


def _row(row: StrictestRow, number: int, answers: dict[tuple[int, str], Row], hrefs: Sequence[str]) -> StrictestView:
    def view(member: Member) -> MemberView:
        answer = answers.get((member.document, member.side.id))
        href = f"{hrefs[member.document]}#c-{member.side.id}"
        verdict = str(answer.verdict.verdict) if answer else None
        return MemberView(member.designation, href, member.side.clause, member.side.value, verdict)

    found = [answers.get((member.document, member.side.id)) for member in row.members]
    first = row.members[0].requirement
    return StrictestView(
        anchor=f"s{number}",
        name=row.name,
        name_lang=language_of_text(row.name),
        meaning=meaning_of(first),
        conditions=row.conditions,
        conditions_en=condition_texts_en(first),
        clause=None,
        state=row.state,
        strictest=tuple(view(member) for member in row.strictest),
        others=tuple(view(member) for member in row.members if member not in row.strictest),
        declared=tuple(dict.fromkeys(one.declared.value for one in found if one and one.declared)),
        standoffs=tuple(_standoff(standoff) for standoff in row.standoffs),
        apart=tuple(_standoff(standoff) for standoff in row.apart),
    )


def _standoff(standoff: Standoff) -> StandoffView:
    one, other = (f"{member.designation} {member.side.value}" for member in (standoff.one, standoff.other))
    return StandoffView(one, other, str(standoff.verdict.verdict), standoff.verdict.reason)
