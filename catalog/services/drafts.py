"""A draft as a value: what a firm has handed in and corrected so far, and the changes that can be made to it.

Nothing here is stored or published; :mod:`catalog.services.filing` does that. Each change returns a new draft.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from catalog.comparison.codec import requirement_from_json, requirement_to_json
from catalog.comparison.dictionary import dictionary
from catalog.comparison.reading import find_methods, read_limit, read_requirement
from catalog.comparison.reports import DocumentRequirements
from catalog.comparison.requirements import (
    CapabilityRange,
    Constraint,
    Grade,
    Limits,
    Method,
    NoRequirement,
    NumberInterval,
    Requirement,
    Source,
    Text,
    WordSet,
)
from catalog.comparison.showing import cell_text
from catalog.designations import designation_key
from catalog.errors import NotFoundError, UnusableInputError
from catalog.services.prechecking import checks_of_reading, place_of_issue

if TYPE_CHECKING:
    from importers.documents import DocumentReading

__all__ = ["DraftContent", "DraftProduct", "DraftRow", "Revising", "RowState", "draft_of_reading"]

MAX_ROWS = 2000
"""Rows of one declaration at most: the largest published product standards hold some hundreds."""


class RowState(StrEnum):
    """What the firm did with a row that was read."""

    READ = "read"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One requirement with what the firm did with it, and the words of the document it was read from."""

    requirement: Requirement
    state: RowState = RowState.READ
    printed: str = ""


@dataclass(frozen=True, slots=True)
class DraftProduct:
    """A product that the declaration covers. ``gtin`` is a GS1 number (8, 12, 13 or 14 digits) or empty."""

    name: str
    model: str = ""
    specification: str = ""
    gtin: str = ""


@dataclass(frozen=True, slots=True)
class Revising:
    """What the draft is to become of: a declaration that is public, and how.

    ``how`` is ``amendment``, ``correction`` or ``new_version``; ``words`` say publicly what changes and why; ``weight``
    is that of a correction.
    """

    declaration: str
    how: str
    words: str
    weight: str = ""


@dataclass(frozen=True, slots=True)
class DraftContent:
    """Everything of a draft. Dates are ISO 8601 texts; empty words mean "not filled in yet".

    ``issues`` are sentences that were not read, as (line, words, reason, place in words). ``notices`` tell what stood
    in the way of reading, as (code, zh, en, what to do zh, what to do en). ``removed`` are rows that the firm left out.
    ``page_sizes`` are width and height in points of the pages of a PDF, none where they cannot be drawn. ``benchmark``
    is the key of the chosen benchmark. ``file_sha256`` names the file that was handed in.
    """

    designation: str = ""
    title: str = ""
    issued: str = ""
    effective: str = ""
    replaces: str = ""
    scope_text: str = ""
    rows: tuple[DraftRow, ...] = ()
    references: tuple[str, ...] = ()
    issues: tuple[tuple[int, str, str, str], ...] = ()
    products: tuple[DraftProduct, ...] = ()
    benchmark: str = ""
    commitment: bool = False
    approver_post: str = ""
    approved_on: str = ""
    filename: str = ""
    file_sha256: str = ""
    lines: tuple[str, ...] = field(default=(), repr=False)
    notices: tuple[tuple[str, str, str, str, str], ...] = ()
    removed: tuple[DraftRow, ...] = ()
    page_sizes: tuple[tuple[float, float], ...] = ()
    revising: Revising | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the draft as JSON values, for the store."""
        plain = {
            name: getattr(self, name)
            for name in (
                *("designation", "title", "issued", "effective", "replaces", "scope_text", "benchmark", "commitment"),
                *("approver_post", "approved_on", "filename", "file_sha256"),
            )
        }
        return plain | {
            "references": list(self.references),
            "issues": [list(issue) for issue in self.issues],
            "lines": list(self.lines),
            "notices": [list(notice) for notice in self.notices],
            "page_sizes": [list(size) for size in self.page_sizes],
            "revising": asdict(self.revising) if self.revising else None,
            "products": [
                {"name": p.name, "model": p.model, "specification": p.specification, "gtin": p.gtin}
                for p in self.products
            ],
            "rows": [_row_to_json(row) for row in self.rows],
            "removed": [_row_to_json(row) for row in self.removed],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> DraftContent:
        """Return the draft that :meth:`to_json` wrote."""
        known = {
            **data,
            "rows": tuple(map(_row_from_json, data["rows"])),
            "removed": tuple(map(_row_from_json, data.get("removed", ()))),
            "notices": tuple(map(tuple, data.get("notices", ()))),
            "page_sizes": tuple((width, height) for width, height in data.get("page_sizes", ())),
            "references": tuple(data["references"]),
            "issues": tuple((*issue, "")[:4] for issue in data["issues"]),
            "products": tuple(DraftProduct(**product) for product in data["products"]),
            "lines": tuple(data["lines"]),
            "revising": Revising(**data["revising"]) if data.get("revising") else None,
        }
        return cls(**known)

    @property
    def key(self) -> str:
        """Return the key of the standard's number, or the number as typed where it cannot be read."""
        return designation_key(self.designation) or self.designation

    def row(self, row_id: str) -> DraftRow:
        """Return one row; raises NotFoundError where the draft has none of that name."""
        for row in self.rows:
            if row.requirement.id == row_id:
                return row
        raise NotFoundError(f"this draft has no row {row_id}", f"此草稿没有第 {row_id} 行")

    def with_row(self, changed: DraftRow) -> DraftContent:
        """Return the draft with one row put in the place of the row of the same id."""
        self.row(changed.requirement.id)
        rows = tuple(changed if row.requirement.id == changed.requirement.id else row for row in self.rows)
        return replace(self, rows=rows)

    def without_row(self, row_id: str) -> DraftContent:
        """Return the draft without one row, which is kept among those that the firm left out."""
        row = self.row(row_id)
        rows = tuple(row for row in self.rows if row.requirement.id != row_id)
        return replace(self, rows=rows, removed=(*self.removed, row))

    def new_row_id(self) -> str:
        """Return an id that no row of the draft has or had."""
        ids = [row.requirement.id[1:] for row in (*self.rows, *self.removed)]
        return f"r{max((int(number) for number in ids if number.isdigit()), default=0) + 1}"

    def with_added_row(self, name: str, limit: str, method: str, clause: str) -> DraftContent:
        """Return the draft with a row that the firm typed; raises UnusableInputError where the limit cannot be read."""
        if len(self.rows) >= MAX_ROWS:
            raise UnusableInputError(
                f"a declaration holds at most {MAX_ROWS} rows", f"一份声明最多 {MAX_ROWS} 行", code="limit"
            )
        if not name:
            raise UnusableInputError("the name of the indicator is missing", "缺少指标名称", code="name")
        requirement = replace(_read_words(self.new_row_id(), name, limit, method), clause=clause or None)
        return replace(self, rows=(*self.rows, DraftRow(requirement, RowState.ADDED, requirement.text)))

    def document(self) -> DocumentRequirements:
        """Return the rows as one side of a comparison."""
        return DocumentRequirements(
            designation=self.designation or None,
            title=self.title or None,
            requirements=tuple(row.requirement for row in self.rows),
            level="enterprise",
            scope_text=self.scope_text or None,
            product=self.products[0].name if self.products else None,
            references=self.references,
            not_read=tuple((words, reason) for _, words, reason, _ in self.issues),
        )


def draft_of_reading(reading: DocumentReading, lines: tuple[str, ...], filename: str, sha256: str) -> DraftContent:
    """Return the first draft of a document that was read; ``lines`` are its lines of text, shown beside the rows."""
    facts = reading.document
    return DraftContent(
        designation=facts.designation or "",
        title=facts.title or "",
        issued=facts.issued or "",
        effective=facts.effective or "",
        replaces="、".join(facts.replaces),
        scope_text=facts.scope_text or "",
        rows=tuple(
            DraftRow(requirement, RowState.READ, _printed(requirement.source, lines) or requirement.text)
            for requirement in reading.requirements[:MAX_ROWS]
        ),
        references=tuple(reference.normalized for reference in reading.references if reference.normalized),
        issues=tuple((issue.line or 0, issue.text, issue.reason, place_of_issue(issue)) for issue in reading.issues),
        notices=tuple(
            (check.code, check.zh, check.en, check.todo_zh, check.todo_en) for check in checks_of_reading(reading)
        ),
        products=(DraftProduct(name=facts.product),) if facts.product else (),
        filename=filename,
        file_sha256=sha256,
        lines=lines,
    )


def _row_to_json(row: DraftRow) -> dict[str, Any]:
    return {"requirement": requirement_to_json(row.requirement), "state": row.state.value, "printed": row.printed}


def _row_from_json(row: dict[str, Any]) -> DraftRow:
    return DraftRow(requirement_from_json(row["requirement"]), RowState(row["state"]), row["printed"])


def correct_row(row: DraftRow, name: str, limits: tuple[str, ...], method: str) -> DraftRow:
    """Return the row as corrected: its name, the limit of each of its cells, its method, each as typed.

    What was not changed keeps what was read, conditions and classes always. Raises UnusableInputError where a limit
    cannot be read.
    """
    old = row.requirement
    if len(limits) != len(old.cells) or not name:
        raise UnusableInputError("the name or a limit is missing", "缺少名称或限值", code="limit")
    new = replace(old, name=name) if name != old.name else old
    if name != old.name:
        found = dictionary().find(name, f"{name} {limits[0]}")
        new = replace(new, characteristic=found.id if found else None)
    if method != shown_methods(old):
        new = replace(new, methods=_methods(method))
    for number, text in enumerate(limits):
        if text != shown_limit(old, number):
            new = _with_limit(new, number, text)
    if new == old:
        return replace(row, state=RowState.CONFIRMED)
    return DraftRow(replace(new, grade=Grade.A, problem=None, problem_reason=None), RowState.CORRECTED, row.printed)


def shown_methods(requirement: Requirement) -> str:
    """Return the words of a row's methods as the correction form shows them."""
    return "；".join(method.printed or method.designation or "" for method in requirement.methods)


def shown_limit(requirement: Requirement, number: int) -> str:
    """Return the words of one cell's limit as the correction form shows them."""
    return cell_text(requirement, requirement.cells[number])


def _read_words(row_id: str, name: str, limit: str, method: str) -> Requirement:
    # the limit is read by itself first: beside a method, words that are no limit would pass for a reference to it
    alone = read_requirement(f"{name} {limit}", id=row_id)
    if isinstance(alone, NoRequirement) or alone.problem or not limit or _is_unread(alone, limit):
        why = getattr(alone, "problem_reason", None) or "no limit was found in the words"
        raise UnusableInputError(
            f"“{limit}” cannot be read as a limit ({why}); write for example ≥ 50 MΩ, 0.02～0.10 mm or 3-4 级",
            f"“{limit}”无法读作限值；可写成 ≥ 50 MΩ、0.02～0.10 mm 或 3-4 级",
            code="limit",
        )
    return replace(alone, name=name, methods=_methods(method) or alone.methods)


def _methods(method: str) -> tuple[Method, ...]:
    return tuple(find_methods(method)) or ((Method(None, printed=method),) if method else ())


def _is_unread(requirement: Requirement, limit: str) -> bool:
    """Tell whether words of the limit were not understood."""
    left = [condition.printed or condition.value for condition in requirement.conditions if condition.name == "unread"]
    return any(isinstance(cell.constraint, Text) for cell in requirement.cells) or any(part in limit for part in left)


def _with_limit(requirement: Requirement, number: int, text: str) -> Requirement:
    """Return the requirement with another limit in one cell; the only cell of a row changes the row's unit."""
    cell = requirement.cells[number]
    unit = cell.unit_printed or requirement.unit_printed
    read = read_limit(text, name=requirement.name, unit_printed=unit)
    why = "nothing is written" if not text else read.rest.strip(" ，,;；。") and f"“{read.rest}” was not understood"
    if isinstance(read.constraint, Text):
        why = read.constraint.reason
    elif isinstance(read.constraint, WordSet) and isinstance(cell.constraint, Limits):
        why = "the limit was a number"
    if why:
        raise UnusableInputError(f"“{text}” cannot be read as a limit ({why})", f"“{text}”无法读作限值", code="limit")
    constraint = _as_before(cell.constraint, read.constraint)
    changed = replace(cell, constraint=constraint, text=text, reading_flags=tuple(read.flags))
    if read.unit != (cell.unit or requirement.unit):
        if len(requirement.cells) == 1:
            requirement = replace(requirement, unit=read.unit, unit_printed=read.unit_printed)
        else:
            changed = replace(changed, unit=read.unit, unit_printed=read.unit_printed)
    cells = (*requirement.cells[:number], changed, *requirement.cells[number + 1 :])
    return replace(requirement, cells=cells)


def _as_before(old: Constraint, new: Constraint) -> Constraint:
    """Return what was typed in the sense of what stood there: a bare value in place of a load is a load."""
    if not (isinstance(old, CapabilityRange) and isinstance(new, Limits) and len(old.intervals) == len(new.intervals)):
        return new
    pairs = zip(old.intervals, new.intervals, strict=True)
    return CapabilityRange(tuple(_stretched(before, typed) for before, typed in pairs))


def _stretched(before: NumberInterval, typed: NumberInterval) -> NumberInterval:
    is_point = typed.low is not None and typed.high is not None and typed.low.value == typed.high.value
    was_point = before.low is not None and before.high is not None and before.low.value == before.high.value
    return replace(before, high=typed.high) if is_point and not was_point else typed


def _printed(source: Source, lines: tuple[str, ...]) -> str:
    return lines[source.line - 1].strip() if source.line and source.line <= len(lines) else ""
