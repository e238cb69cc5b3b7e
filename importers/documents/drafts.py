"""Requirements while they are being read: what a sentence or a row gives, before rows of one function are joined."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from catalog.comparison.requirements import (
    Axis,
    Band,
    ByReference,
    Cell,
    Condition,
    Constraint,
    Grade,
    Method,
    Modality,
    Requirement,
    Source,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from importers.documents.blocks import Place

__all__ = ["Draft", "ReadingIssue", "finished", "merged"]

ClassValue = tuple[Axis, Band | str]


@dataclass(frozen=True, slots=True)
class ReadingIssue:
    """Something that looks like a requirement and was not read: where it stands, its words, and why."""

    line: int | None
    text: str
    reason: str
    clause: str | None = None
    table: str | None = None
    place: Place | None = None
    """Where it stands in a file without lines."""


@dataclass(slots=True)
class Draft:
    """One limit in one class, as read."""

    name: str
    text: str
    line: int
    constraint: Constraint
    clause: str | None = None
    unit: str | None = None
    unit_printed: str | None = None
    conditions: tuple[Condition, ...] = ()
    cell_conditions: tuple[Condition, ...] = ()
    classes: tuple[ClassValue, ...] = ()
    applies_if: tuple[str, ...] = ()
    alternative: str | None = None
    methods: tuple[Method, ...] = ()
    flags: tuple[str, ...] = ()
    modality: Modality = Modality.SHALL
    grade: Grade = Grade.A
    basis: str | None = None
    table: str | None = None
    row: int | None = None
    column: int | None = None
    context: str = ""
    """Words of title and sentence by which the dictionary tells characteristics of one name apart."""
    group: int | None = None
    """Drafts of one table row or column belong together whatever their words."""
    extra: list[str] = field(default_factory=list)

    @property
    def is_limit(self) -> bool:
        """Tell whether it says more than words or a reference."""
        return not isinstance(self.constraint, Text | ByReference)

    def key(self) -> tuple[object, ...]:
        """Return what drafts of one requirement have in common: all but class and limit."""
        axes = tuple((axis.name, axis.unit) for axis, _ in self.classes)
        conditions = tuple(sorted((c.name, c.value) for c in self.conditions))
        return (self.clause, self.name, self.unit, conditions, self.applies_if, self.group, axes, self.basis)


def merged(drafts: Iterable[Draft]) -> list[list[Draft]]:
    """Group the drafts that are cells of one requirement: the same words in all but the class."""
    groups: dict[object, list[Draft]] = {}
    for index, draft in enumerate(drafts):
        key: object = draft.key() if draft.classes else index
        group = groups.setdefault(key, [])
        taken = {tuple(value for _, value in other.classes) for other in group}
        if tuple(value for _, value in draft.classes) in taken:
            groups[index] = [draft]
        else:
            group.append(draft)
    return list(groups.values())


def finished(group: list[Draft], number: int, characteristic: str | None) -> Requirement:
    """Return the requirement that a group of drafts makes, numbered ``r<number>``."""
    first = group[0]
    alternatives = dict.fromkeys(draft.alternative for draft in group if draft.alternative)
    grade = max((draft.grade for draft in group), key=lambda g: g.value)
    texts = dict.fromkeys(draft.text for draft in group)
    axes = tuple(axis for axis, _ in first.classes)
    methods = tuple(
        {(m.designation, m.variant, m.clause): m for draft in group for m in reversed(draft.methods)}.values()
    )
    cells = tuple(
        Cell(
            draft.constraint,
            tuple((axis.name, value) for axis, value in draft.classes),
            text=draft.text if len(texts) > 1 else "",
            conditions=draft.cell_conditions,
        )
        for draft in group
    )
    shared = set(first.cell_conditions).intersection(*(draft.cell_conditions for draft in group))
    if shared:
        rest = [tuple(c for c in cell.conditions if c not in shared) for cell in cells]
        cells = tuple(replace(cell, conditions=own) for cell, own in zip(cells, rest, strict=True))
    return Requirement(
        id=f"r{number}",
        name=first.name,
        text="；".join(texts),
        cells=cells,
        axes=axes,
        characteristic=characteristic,
        clause=first.clause,
        modality=first.modality,
        unit_printed=first.unit_printed,
        unit=first.unit,
        basis=first.basis,
        conditions=(*first.conditions, *sorted(shared, key=lambda c: c.name)),
        applies_if=first.applies_if,
        alternative="；".join(alternatives) or None,
        methods=methods,
        source=Source(
            line=first.line, table=first.table, row=first.row, column=first.column if len(group) == 1 else None
        ),
        grade=grade,
        flags=tuple(dict.fromkeys(flag for draft in group for flag in draft.flags)),
    )
