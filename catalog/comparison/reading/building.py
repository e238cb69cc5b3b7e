"""Put rows together into a requirement: cells, axes, unit, basis, flags."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from catalog.comparison.reading.quantities import find_unit_printed
from catalog.comparison.requirements import Axis, AxisType, Cell, Condition, Grade, Requirement

if TYPE_CHECKING:
    from catalog.comparison.reading.drafts import Draft
    from catalog.comparison.reading.names import FoundName
    from catalog.comparison.requirements import Band, Constraint

__all__ = ["Row", "build"]


@dataclass(frozen=True, slots=True)
class Row:
    """One constraint with its classes (axis, type, value), unit, conditions and what was assumed."""

    constraint: Constraint
    classes: tuple[tuple[str, AxisType, Band | str], ...] = ()
    text: str = ""
    unit: str | None = None
    unit_printed: str | None = None
    conditions: tuple[Condition, ...] = ()
    flags: tuple[str, ...] = ()
    basis: str | None = None
    problem: str | None = None
    reason: str | None = None


def _with_name(condition: Condition, name: FoundName) -> Condition:
    """Return a bare length as what it is for the characteristic: a distance for a level, else the thickness."""
    if condition.name != "length":
        return condition
    kind = name.characteristic.kind if name.characteristic else ""
    return replace(condition, name="distance" if kind.startswith("level") else "thickness")


_FRACTION_UNITS = {"mass_fraction": "%(m/m)", "volume_fraction": "%(V/V)", "mole_fraction": "%(mol/mol)"}


def build(raw: str, draft: Draft, name: FoundName, rows: tuple[Row, ...], grade: Grade) -> Requirement:
    """Return the requirement of a draft with its rows as cells."""
    basis, rows = _with_fraction(draft, rows)
    for row in rows:
        if row.problem:
            draft.fail(row.problem, row.reason or row.problem)
    axes: dict[str, Axis] = {}
    sizes = tuple((axis, AxisType.RATING, band) for axis, band in draft.sizes)
    for row in rows:
        for axis, kind, _ in (*row.classes, *sizes):
            axes.setdefault(axis, Axis(axis, kind))
    unit, unit_printed = rows[0].unit, rows[0].unit_printed
    draft.conditions = [_with_name(condition, name) for condition in draft.conditions]
    cells = tuple(
        Cell(
            row.constraint,
            tuple((axis, value) for axis, _, value in (*row.classes, *sizes)),
            row.text,
            None if row.unit_printed == unit_printed else row.unit_printed,
            None if row.unit == unit else row.unit,
            row.conditions,
            row.flags,
        )
        for row in rows
    )
    flags = tuple(dict.fromkeys([*draft.flags, *(flag for row in rows for flag in row.flags)]))
    if draft.problem:
        grade = Grade.C
    elif flags and grade is Grade.A:
        grade = Grade.B
    methods = tuple(dict.fromkeys(draft.methods))
    return Requirement(
        "r1",
        name.name,
        raw,
        cells,
        tuple(axes.values()),
        name.characteristic.id if name.characteristic else None,
        modality=draft.modality,
        unit_printed=unit_printed,
        unit=unit,
        basis=basis,
        conditions=tuple(draft.conditions),
        applies_if=tuple(draft.applies_if),
        alternative=draft.alternative,
        product_class=draft.product_class,
        members=name.members,
        aggregate=name.aggregate,
        methods=methods,
        rounding=draft.rounding,
        grade=grade,
        flags=flags,
        problem=draft.problem,
        problem_reason=draft.problem_reason,
    )


def _with_fraction(draft: Draft, rows: tuple[Row, ...]) -> tuple[str | None, tuple[Row, ...]]:
    """Return the basis, and rows whose bare percent is the fraction that the text names beside it."""
    bases = [row.basis for row in rows if row.basis]
    basis = bases[0] if bases else draft.basis
    if draft.basis in _FRACTION_UNITS and all(row.unit_printed == "%" for row in rows):
        printed = _FRACTION_UNITS[draft.basis]
        unit = find_unit_printed(printed)
        rows = tuple(replace(row, unit=unit.code if unit else row.unit, unit_printed=printed) for row in rows)
        basis = bases[0] if bases else None
    elif draft.basis in _FRACTION_UNITS:
        basis = bases[0] if bases else None
    return basis, rows
