"""What a comparison says: verdict, cells, steps, rows, counts and notice, as frozen values.

:mod:`catalog.comparison.codec` turns them into the JSON shapes that programs rely on, and back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from catalog.comparison.requirements import Band, Grade, Requirement

__all__ = [
    "CellVerdict",
    "Completeness",
    "DocumentRequirements",
    "Notice",
    "Report",
    "Row",
    "RowSide",
    "Scope",
    "ScopeState",
    "Step",
    "Verdict",
    "VerdictKind",
    "Words",
]


class VerdictKind(StrEnum):
    """The nine answers. 严于, 等同, 低于, 互有宽严, 冲突, 缺项, 增项, 不可比, 待判."""

    EQUAL = "EQUAL"
    STRICTER = "STRICTER"
    LOOSER = "LOOSER"
    OVERLAP = "OVERLAP"
    DISJOINT = "DISJOINT"
    MISSING = "MISSING"
    EXTRA = "EXTRA"
    NOT_COMPARABLE = "NOT_COMPARABLE"
    UNDETERMINED = "UNDETERMINED"


@dataclass(frozen=True, slots=True)
class Words:
    """The same sentence in both languages of the product."""

    zh: str
    en: str


class Step(NamedTuple):
    """One gate with what it found.

    ``gate`` is ``characteristic``, ``modality``, ``class``, ``condition``, ``method``, ``unit``, ``basis``, ``domain``,
    ``inclusion`` or ``materiality``; ``outcome`` a word, ``evidence`` words.
    """

    gate: str
    outcome: str
    evidence: str


@dataclass(frozen=True, slots=True)
class CellVerdict:
    """The verdict of one cell of the common refinement; ``declared`` and ``benchmark`` are limits as printed."""

    classes: tuple[tuple[str, Band | str], ...]
    verdict: VerdictKind
    declared: str | None = None
    benchmark: str | None = None
    code: str | None = None
    flags: tuple[str, ...] = ()
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of one pair of requirements; ``code`` is set for NOT_COMPARABLE and UNDETERMINED and only there."""

    verdict: VerdictKind
    reason: Words
    code: str | None = None
    flags: tuple[str, ...] = ()
    grade: Grade = Grade.A
    cells: tuple[CellVerdict, ...] = ()
    steps: tuple[Step, ...] = ()


class Completeness(StrEnum):
    """Whether all requirements of a document are held, or only some clauses."""

    FULL = "full"
    EXCERPT = "excerpt"


class ScopeState(StrEnum):
    """Whether the declared product lies inside the benchmark's scope."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Scope:
    """The answer of the scope gate, who gave it (``by``: ``reference``, ``title``, ``person``, ``engine``) and why."""

    state: ScopeState
    by: str
    reason: Words


@dataclass(frozen=True, slots=True)
class DocumentRequirements:
    """One side of a document comparison.

    ``mandatory`` tells whether the whole document is a mandatory standard; ``scope_text`` is its printed scope;
    ``product`` names the product it is about; ``references`` are normalized designations it cites; ``status`` the
    edition's status word; ``transcribed`` marks rows typed from a picture and checked once only.
    """

    designation: str | None
    title: str | None
    requirements: tuple[Requirement, ...]
    level: str | None = None
    completeness: Completeness = Completeness.FULL
    clauses_held: tuple[str, ...] = ()
    mandatory: bool = False
    scope_text: str | None = None
    product: str | None = None
    references: tuple[str, ...] = ()
    status: str | None = None
    published: str | None = None
    effective: str | None = None
    transcribed: bool = False
    not_read: tuple[tuple[str, str], ...] = ()
    """What the reader saw and did not read: (printed words, reason)."""


@dataclass(frozen=True, slots=True)
class RowSide:
    """What one side says in a row: id, clause, printed text, and the limit in short (``≥ 50 MΩ``).

    ``table`` and ``row`` tell where in the clause it stands; ``transcribed`` marks what was typed from a picture and
    checked once only.
    """

    id: str
    clause: str | None
    text: str
    value: str
    table: str | None = None
    row: int | None = None
    transcribed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a report: a benchmark requirement with what was declared, or an extra declared one."""

    name: str
    verdict: Verdict
    benchmark: RowSide | None
    declared: RowSide | None
    conditions: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    """Ids of other declared rows that could have been paired and were not."""


@dataclass(frozen=True, slots=True)
class Notice:
    """The statement of 企业标准化促进办法 art. 14: ids of benchmark rows in four lists, and the text to be pasted."""

    fewer: tuple[str, ...]
    lower: tuple[str, ...]
    undisclosed: tuple[str, ...]
    not_assessed: tuple[str, ...]
    text: Words


@dataclass(frozen=True, slots=True)
class Report:
    """A whole comparison of two documents. ``applicable`` is N; ``extra`` stands outside the counts.

    ``notice`` and ``meets_or_exceeds`` are ``None`` where the scope is outside or unknown.
    """

    declared: DocumentRequirements
    benchmark: DocumentRequirements
    scope: Scope
    rows: tuple[Row, ...]
    counts: dict[str, int]
    applicable: int
    extra: int
    coverage: tuple[int, int]
    assessed: tuple[int, int]
    meets_or_exceeds: tuple[tuple[int, int], tuple[int, int]] | None
    strictly_exceeds: tuple[int, int]
    not_shown_to_meet: tuple[str, ...]
    notice: Notice | None
    engine_version: str
    dictionary_version: str
    links_version: str
    warnings: tuple[Words, ...] = ()
    product_classes: dict[str, str] = field(default_factory=dict)
    run: str | None = None
