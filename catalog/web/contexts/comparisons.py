"""A comparison as pages show it: the answer with its counts, the rows with picture and steps, the notice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from catalog.comparison.reports import CellVerdict, ScopeState, VerdictKind
from catalog.comparison.run_changes import row_key
from catalog.comparison.showing import cell_text, condition_texts_en
from catalog.web.contexts.decisions import CandidateView, DecisionView, candidate_views, decision_views
from catalog.web.contexts.documents import DocumentView, document_view, language_of_text
from catalog.web.contexts.drawings import draw_cell
from catalog.web.contexts.naming import meaning_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from catalog.comparison.reports import Report, Row, RowSide, Step, Verdict, Words
    from catalog.comparison.requirements import Band, Number, Requirement
    from catalog.store import Decision
    from catalog.web.numberlines import NumberLine, StepLine

__all__ = [
    "CellView",
    "ClassView",
    "ComparisonView",
    "NoticeItem",
    "NoticeView",
    "RibbonPart",
    "RowGroup",
    "RowView",
    "SideView",
    "Tally",
    "build_comparison",
]

COUNTED = tuple(kind.value for kind in VerdictKind if kind is not VerdictKind.EXTRA)
SHOWN_ORDER = ("LOOSER", "DISJOINT", "OVERLAP", "MISSING", "UNDETERMINED", "NOT_COMPARABLE", "EQUAL", "STRICTER")
NOT_SHOWN = frozenset({"LOOSER", "DISJOINT", "OVERLAP", "MISSING"})
OPEN = frozenset({"NOT_COMPARABLE", "UNDETERMINED"})
GROUP_ORDER = ("breach", "not_shown", "open", "meets", "extra")
RIBBON_WIDTH = 1000
RIBBON_GAP = 3


@dataclass(frozen=True, slots=True)
class ClassView:
    """A class of products on one axis: a named one (``text``), or a stretch from ``low`` to ``high``."""

    axis: str
    text: str | None
    low: str | None = None
    high: str | None = None
    low_closed: bool = True
    high_closed: bool = True
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class CellView:
    """One class with its verdict, both limits as printed, and its picture if there is one."""

    classes: tuple[ClassView, ...]
    declared: str | None
    benchmark: str | None
    verdict: str
    code: str | None
    flags: tuple[str, ...]
    line: NumberLine | StepLine | None


@dataclass(frozen=True, slots=True)
class SideView:
    """What one document says: clause, table and row, printed words with their language, the limit in short.

    ``transcribed`` marks what was typed from a picture and checked once only.
    """

    id: str
    clause: str | None
    text: str
    language: str
    value: str
    table: str | None = None
    row: int | None = None
    transcribed: bool = False


@dataclass(frozen=True, slots=True)
class RowView:
    """One row. ``shown`` is the cell whose picture stands in the closed row: the first that differs most.

    ``meaning`` is the dictionary name in both languages, none where it has none; ``applies_if`` are printed
    conditions on the kind of product with their language; ``decisions`` are what reviewers decided of the row, the one
    that counts first.
    """

    anchor: str
    key: str
    name: str
    name_lang: str
    meaning: Words | None
    clause: str | None
    verdict: str
    code: str | None
    grade: str
    flags: tuple[str, ...]
    conditions: tuple[str, ...]
    conditions_en: tuple[str, ...]
    applies_if: tuple[tuple[str, str], ...]
    declared: SideView | None
    benchmark: SideView | None
    cells: tuple[CellView, ...]
    shown: CellView
    reason: Words
    steps: tuple[Step, ...]
    candidates: tuple[str, ...]
    decisions: tuple[DecisionView, ...]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under one heading: ``breach``, ``not_shown``, ``open``, ``meets`` or ``extra``."""

    kind: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows have a verdict; ``href`` shows only these, or all again if they are selected."""

    verdict: str
    count: int
    href: str
    selected: bool


@dataclass(frozen=True, slots=True)
class RibbonPart:
    """One stretch of the bar of counts, out of 1000."""

    verdict: str
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """A row that the notice names, and where it stands on the page."""

    row: RowView
    href: str


@dataclass(frozen=True, slots=True)
class NoticeView:
    """The statement of art. 14 with its four lists."""

    text: Words
    fewer: tuple[NoticeItem, ...]
    lower: tuple[NoticeItem, ...]
    undisclosed: tuple[NoticeItem, ...]
    not_assessed: tuple[NoticeItem, ...]


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """A whole comparison.

    ``anchor`` names its part of the page; ``meets`` is (lowest, highest) of ``applicable``, or none. A run that was
    kept says who chose the benchmark (``firm``, ``engine``, ``curator``), what else could have been chosen, and when.
    """

    anchor: str
    declared: DocumentView
    benchmark: DocumentView
    counts: dict[str, int]
    tallies: tuple[Tally, ...]
    ribbon: tuple[RibbonPart, ...]
    applicable: int
    extra: int
    coverage: tuple[int, int]
    assessed: tuple[int, int]
    meets: tuple[int, int] | None
    strictly: tuple[int, int]
    not_shown: int
    scope_state: str
    scope_by: str
    scope_reason: Words
    groups: tuple[RowGroup, ...]
    breaches: tuple[NoticeItem, ...]
    notice: NoticeView | None
    warnings: tuple[Words, ...]
    not_read: tuple[tuple[str, str], ...]
    engine_version: str
    dictionary_version: str
    links_version: str
    run: str | None
    made_at: str | None
    chosen_by: str | None
    candidates: tuple[CandidateView, ...]
    left_out: tuple[str, ...]
    decided: int
    only: str | None
    all_href: str


def build_comparison(
    report: Report,
    *,
    anchor: str = "c",
    only: str | None = None,
    filter_href: Callable[[str | None], str],
    declared_href: str | None = None,
    kept: Mapping[str, Any] | None = None,
    decisions: Sequence[Decision] = (),
) -> ComparisonView:
    """Return ``report`` as a page shows it.

    ``only`` is the one verdict whose rows are shown; ``filter_href`` gives the address that shows one verdict, or all.
    ``kept`` is the JSON of the run, for what stands there beside the report; ``decisions`` are those on its rows.
    """
    facts = kept or {}
    decided = decision_views(decisions)
    rows = tuple(_row(row, report, anchor, number, decided) for number, row in enumerate(report.rows, 1))
    named = {
        side.id: NoticeItem(row, f"#{row.anchor}") for row in rows for side in (row.benchmark,) if side is not None
    }
    candidates = candidate_views(facts.get("candidates", ()))
    proposed = {candidate.designation for candidate in candidates}
    failing = set(report.not_shown_to_meet)
    # art. 21 binds what lies inside the scope of a mandatory standard
    binds = report.benchmark.mandatory and report.scope.state is ScopeState.INSIDE
    meets = report.meets_or_exceeds
    return ComparisonView(
        anchor=anchor,
        declared=document_view(report.declared, declared_href),
        benchmark=document_view(report.benchmark),
        counts=dict(report.counts),
        tallies=_tallies(report, only, filter_href),
        ribbon=_ribbon(report),
        applicable=report.applicable,
        extra=report.extra,
        coverage=report.coverage,
        assessed=report.assessed,
        meets=None if meets is None else (meets[0][0], meets[1][0]),
        strictly=report.strictly_exceeds,
        not_shown=len(failing),
        scope_state=str(report.scope.state),
        scope_by=report.scope.by,
        scope_reason=report.scope.reason,
        groups=_groups(rows, failing, only, binds=binds),
        breaches=tuple(named[i] for i in report.not_shown_to_meet if binds and i in named),
        notice=_notice(report, named),
        warnings=report.warnings,
        not_read=report.declared.not_read,
        engine_version=report.engine_version,
        dictionary_version=report.dictionary_version,
        links_version=report.links_version,
        run=report.run,
        made_at=facts.get("at"),
        chosen_by=facts.get("chosen_by"),
        candidates=candidates,
        left_out=tuple(name for name in facts.get("candidates_left_out", ()) if name not in proposed),
        decided=sum(bool(row.decisions) for row in rows),
        only=only,
        all_href=filter_href(None),
    )


def _groups(rows: tuple[RowView, ...], failing: set[str], only: str | None, *, binds: bool) -> tuple[RowGroup, ...]:
    found: dict[str, list[RowView]] = {kind: [] for kind in GROUP_ORDER}
    for row in rows:
        if only is None or row.verdict == only:
            found[_group_of(row, failing, binds=binds)].append(row)
    rank = {verdict: number for number, verdict in enumerate(SHOWN_ORDER)}
    return tuple(
        RowGroup(kind, tuple(sorted(members, key=lambda row: rank.get(row.verdict, 99))))
        for kind, members in found.items()
        if members
    )


def _group_of(row: RowView, failing: set[str], *, binds: bool) -> str:
    if row.verdict == "EXTRA":
        return "extra"
    if row.verdict in NOT_SHOWN or (row.benchmark and row.benchmark.id in failing):
        return "breach" if binds else "not_shown"
    return "open" if row.verdict in OPEN else "meets"


def _tallies(report: Report, only: str | None, filter_href: Callable[[str | None], str]) -> tuple[Tally, ...]:
    counts = {verdict: report.counts.get(verdict, 0) for verdict in SHOWN_ORDER} | {"EXTRA": report.extra}
    return tuple(
        Tally(verdict, count, filter_href(None if verdict == only else verdict), verdict == only)
        for verdict, count in counts.items()
    )


def _ribbon(report: Report) -> tuple[RibbonPart, ...]:
    parts: list[RibbonPart] = []
    total = sum(report.counts.get(verdict, 0) for verdict in SHOWN_ORDER)
    passed = 0
    for verdict in SHOWN_ORDER:
        count = report.counts.get(verdict, 0)
        if count:
            left, right = passed * RIBBON_WIDTH // total, (passed + count) * RIBBON_WIDTH // total
            gap = RIBBON_GAP if right < RIBBON_WIDTH else 0
            parts.append(RibbonPart(verdict, left, right - left - gap))
            passed += count
    return tuple(parts)


def _notice(report: Report, named: dict[str, NoticeItem]) -> NoticeView | None:
    notice = report.notice
    if notice is None:
        return None

    def items(ids: tuple[str, ...]) -> tuple[NoticeItem, ...]:
        return tuple(named[i] for i in ids if i in named)

    return NoticeView(
        notice.text, items(notice.fewer), items(notice.lower), items(notice.undisclosed), items(notice.not_assessed)
    )


def _row(
    row: Row, report: Report, anchor: str, number: int, decided: Mapping[str, tuple[DecisionView, ...]]
) -> RowView:
    declared = _requirement(report.declared.requirements, row.declared)
    benchmark = _requirement(report.benchmark.requirements, row.benchmark)
    units = {axis.name: axis.unit for side in (declared, benchmark) if side for axis in side.axes if axis.unit}
    found = row.verdict.cells or _one_sided_cells(row.verdict, declared, benchmark)
    cells = tuple(_cell(cell, declared, benchmark, units) for cell in found)
    alone = CellView(
        classes=(),
        declared=row.declared.value if row.declared else None,
        benchmark=row.benchmark.value if row.benchmark else None,
        verdict=str(row.verdict.verdict),
        code=row.verdict.code,
        flags=row.verdict.flags,
        line=None if cells else draw_cell(declared, benchmark, (), row.verdict.verdict),
    )
    asking = benchmark or declared
    return RowView(
        anchor=f"{anchor}-{row.benchmark.id if row.benchmark else number}",
        key=row_key(row),
        name=row.name,
        name_lang=language_of_text(row.name),
        meaning=meaning_of(asking),
        clause=asking.clause if asking else None,
        verdict=str(row.verdict.verdict),
        code=row.verdict.code,
        grade=str(row.verdict.grade),
        flags=row.verdict.flags,
        conditions=row.conditions,
        conditions_en=condition_texts_en(asking) if asking else row.conditions,
        applies_if=tuple((text, language_of_text(text)) for text in asking.applies_if) if asking else (),
        declared=_side(row.declared),
        benchmark=_side(row.benchmark),
        cells=_differing_first(cells),
        shown=_differing_first(cells)[0] if cells else alone,
        reason=row.verdict.reason,
        steps=row.verdict.steps,
        candidates=row.candidates,
        decisions=decided.get(row_key(row), ()),
    )


def _one_sided_cells(
    verdict: Verdict, declared: Requirement | None, benchmark: Requirement | None
) -> tuple[CellVerdict, ...]:
    """Return the classes of a row that only one side has: the verdict needs none, the reader wants to see them."""
    alone = {VerdictKind.MISSING: benchmark, VerdictKind.EXTRA: declared}.get(verdict.verdict)
    if alone is None or len(alone.cells) < 2:  # noqa: PLR2004 - one cell is the row itself
        return ()
    return tuple(
        CellVerdict(
            cell.classes,
            verdict.verdict,
            declared=cell_text(alone, cell) if alone is declared else None,
            benchmark=cell_text(alone, cell) if alone is benchmark else None,
        )
        for cell in alone.cells
    )


def _requirement(requirements: tuple[Requirement, ...], side: RowSide | None) -> Requirement | None:
    return next((one for one in requirements if side and one.id == side.id), None)


def _side(side: RowSide | None) -> SideView | None:
    if side is None:
        return None
    where = side.table, side.row, side.transcribed
    return SideView(side.id, side.clause, side.text, language_of_text(side.text), side.value, *where)


def _differing_first(cells: tuple[CellView, ...]) -> tuple[CellView, ...]:
    """Order cells: looser, conflicting and missing first, then what cannot be told, then stricter, then the same."""
    order = (*SHOWN_ORDER[:-2], "STRICTER", "EXTRA", "EQUAL")
    return tuple(sorted(cells, key=lambda cell: order.index(cell.verdict)))


def _cell(
    cell: CellVerdict, declared: Requirement | None, benchmark: Requirement | None, units: dict[str, str]
) -> CellView:
    return CellView(
        classes=tuple(_class(name, value, units.get(name) or cell.unit) for name, value in cell.classes),
        declared=cell.declared,
        benchmark=cell.benchmark,
        verdict=str(cell.verdict),
        code=cell.code,
        flags=cell.flags,
        line=draw_cell(declared, benchmark, cell.classes, cell.verdict),
    )


def _class(axis: str, value: Band | str, unit: str | None) -> ClassView:
    if isinstance(value, str):
        return ClassView(axis, value)
    part = value.interval
    return ClassView(axis, None, _shown(part.low), _shown(part.high), part.low_closed, part.high_closed, unit)


def _shown(number: Number | None) -> str | None:
    if number is None:
        return None
    return number.printed or number.exact
