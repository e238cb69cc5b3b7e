"""The common refinement of two tables: every class that either side tells apart, with the cells that cover it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise, product
from typing import TYPE_CHECKING

from catalog.comparison.dictionary import fold_name
from catalog.comparison.links import classes
from catalog.comparison.remembering import once_for_a_row
from catalog.comparison.requirements import Axis, AxisType, Band, Number, NumberInterval
from catalog.comparison.units import unit_by_code
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.requirements import Cell, Requirement

__all__ = ["RefinedAxis", "Region", "part_key", "refine"]

_TYPE_NAMES = {
    AxisType.POSITION: "part",
    AxisType.PART: "part",
    AxisType.QUALITY_GRADE: "grade",
    AxisType.REGULATORY_CLASS: "class",
}
_OPPOSITES = (
    ("经向", "纬向"),
    ("纵向", "横向"),
    ("正面", "反面"),
    ("内侧", "外侧"),
    ("内层", "外层"),
    ("上层", "下层"),
    ("水平", "垂直"),
    ("顺纹", "横纹"),
)
_COMPLEMENTS = {a: b for pair in _OPPOSITES for a, b in (pair, pair[::-1])} | {"直向": "横向"}
_OTHER_POSITIONS = "其他位置"
"""Every position but the printed one, where the other side's limit holds for all and the position has no opposite."""
_PARTS = {
    "变色": ("变色", "(change)", "colour change", "change in colour", "(变色)"),
    "沾色": ("沾色", "(staining)", "staining", "(stain)", "(沾色)"),
}
_ADDED = regex(r"\([^()+]+(?:\+[^()+]+)+\)$")
"""What a total adds up, behind its name: ``总养分(N+P₂O₅+K₂O)`` is the part 总养分."""
_EXTREME = (0, Fraction(0), 0)
Edge = tuple[int, Fraction, int]
"""A place on a rating axis: (infinite?, value, just before −1 or just after +1)."""


@dataclass(frozen=True, slots=True)
class RefinedAxis:
    """One axis of the refinement: its name in reports, type, unit, and which side prints it."""

    name: str
    type: AxisType
    unit: str | None
    declared: bool
    benchmark: bool


@dataclass(frozen=True, slots=True)
class Region:
    """One class of the refinement; a cell is ``None`` where that side says nothing of it.

    ``gap`` tells that the declared side has bands below and above, and none here; ``listed`` that the class lies
    outside the benchmark's table and is shown without being compared.
    """

    classes: tuple[tuple[str, Band | str], ...]
    declared: Cell | None
    benchmark: Cell | None
    unit: str | None = None
    gap: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class _Slot:
    """One elementary class of one axis, with what each side calls it."""

    value: Band | str
    low: Edge
    high: Edge
    order: int


def _key(axis: Axis) -> str:
    return _TYPE_NAMES.get(axis.type, axis.name)


def _fold_value(value: str, axis_type: AxisType) -> str:
    if axis_type is AxisType.REGULATORY_CLASS:
        return classes().find(value)
    return part_key(value)


@lru_cache(maxsize=8192)
def part_key(value: str) -> str:
    """Return the word by which a part is compared: 变色 and 沾色 of whatever fastness, else the folded words."""
    folded = _ADDED.sub("", fold_name(value))
    if folded == "change" or (folded.endswith("change") and "fastness" in folded):
        return "变色"
    for word, forms in _PARTS.items():
        if folded.endswith(forms):
            return word
    return folded


def _edges(interval: NumberInterval, factor: Fraction) -> tuple[Edge, Edge]:
    low: Edge = (-1, Fraction(0), 0)
    high: Edge = (1, Fraction(0), 0)
    if interval.low is not None:
        low = (0, interval.low.value * factor, -1 if interval.low_closed else 1)
    if interval.high is not None:
        high = (0, interval.high.value * factor, 1 if interval.high_closed else -1)
    return low, high


class _Table:
    """One side's cells with their classes in the axes of the refinement."""

    def __init__(self, requirement: Requirement, factors: dict[str, Fraction]) -> None:
        self.keys = {axis.name: _key(axis) for axis in requirement.axes}
        self.types = {_key(axis): axis.type for axis in requirement.axes}
        self.rows: list[tuple[Cell, dict[str, tuple[Edge, Edge] | str]]] = []
        for cell in requirement.cells:
            row: dict[str, tuple[Edge, Edge] | str] = {}
            for name, value in cell.classes:
                key = self.keys.get(name, name)
                if isinstance(value, Band):
                    row[key] = _edges(value.interval, factors.get(key, Fraction(1)))
                else:
                    row[key] = _fold_value(value, self.types.get(key, AxisType.PART))
            self.rows.append((cell, row))

    def find(self, slots: dict[str, _Slot], folded: dict[str, str]) -> Cell | None:
        """Return the first cell that covers the elementary class."""
        for cell, row in self.rows:
            if all(_covers(value, slots.get(key), folded.get(key)) for key, value in row.items()):
                return cell
        return None


def _table(requirement: Requirement, axes: list[RefinedAxis]) -> _Table:
    factors = _factors(requirement, axes)
    return _Table(requirement, factors) if factors else _own_table(requirement)


@once_for_a_row
def _own_table(requirement: Requirement) -> _Table:
    """Return the table in its own units, which mostly are the other side's too."""
    return _Table(requirement, {})


def _covers(value: tuple[Edge, Edge] | str, slot: _Slot | None, folded: str | None) -> bool:
    if slot is None:
        return True
    if isinstance(value, str):
        return value == folded
    return value[0] <= slot.low and slot.high <= value[1]


def _named_slots(sides: tuple[Requirement, Requirement], key: str) -> list[tuple[str, str]]:
    """Return the named classes of an axis, folded and printed, benchmark's order first."""
    out: dict[str, str] = {}
    for side in (sides[1], sides[0]):
        for axis in side.axes:
            if _key(axis) != key:
                continue
            for cell in side.cells:
                for name, value in cell.classes:
                    if name == axis.name and isinstance(value, str):
                        out.setdefault(_fold_value(value, axis.type), value)
    values = list(out.items())
    if key == "part" and len(values) == 1 and not all(any(_key(a) == key for a in s.axes) for s in sides):
        position = any(axis.type is AxisType.POSITION for side in sides for axis in side.axes)
        other = _COMPLEMENTS.get(values[0][1]) or (_OTHER_POSITIONS if position else None)
        if other is not None:
            values.append((fold_name(other), other))
    return values


def _rating_slots(tables: tuple[_Table, _Table], key: str) -> list[_Slot]:
    edges: set[Edge] = set()
    for table in tables:
        for _, row in table.rows:
            value = row.get(key)
            if value is not None and not isinstance(value, str):
                edges.update(value)
    ordered = sorted(edges)
    return [_Slot("", low, high, order) for order, (low, high) in enumerate(pairwise(ordered))]


def _band(low: Edge, high: Edge) -> Band:
    return Band(
        NumberInterval(
            None if low[0] else _number(low[1]),
            None if high[0] else _number(high[1]),
            low_closed=low[2] <= 0,
            high_closed=high[2] >= 0,
        )
    )


def _number(value: Fraction) -> Number:
    return Number(value, Number(value, "").exact)


def _axes(declared: Requirement, benchmark: Requirement) -> list[RefinedAxis]:
    found: dict[str, RefinedAxis] = {}
    for side, mine in ((benchmark, False), (declared, True)):
        for axis in side.axes:
            key = _key(axis)
            known = found.get(key)
            if known is None:
                found[key] = RefinedAxis(key, axis.type, axis.unit, declared=mine, benchmark=not mine)
            else:
                found[key] = RefinedAxis(
                    key, known.type, known.unit, declared=known.declared or mine, benchmark=known.benchmark
                )
    return list(found.values())


def _factors(side: Requirement, axes: list[RefinedAxis]) -> dict[str, Fraction]:
    """Return by what each rating of a side is multiplied to stand in the refinement's unit."""
    out: dict[str, Fraction] = {}
    units = {axis.name: axis.unit for axis in axes}
    for axis in side.axes:
        target, own = unit_by_code(units.get(axis.name) or ""), unit_by_code(axis.unit or "")
        if target is not None and own is not None and own.kind == target.kind and own.code != target.code:
            out[axis.name] = own.factor / target.factor
    return out


def refine(declared: Requirement, benchmark: Requirement) -> tuple[list[RefinedAxis], list[Region]]:
    """Return the axes and the classes of the common refinement of two tables."""
    axes = _axes(declared, benchmark)
    tables = _table(declared, axes), _table(benchmark, axes)
    choices: list[list[tuple[_Slot, str]]] = []
    for axis in axes:
        if axis.type is AxisType.RATING and not _has_names(tables, axis.name):
            choices.append([(slot, "") for slot in _rating_slots(tables, axis.name)])
        else:
            named = _named_slots((declared, benchmark), axis.name)
            choices.append(
                [(_Slot(printed, _EXTREME, _EXTREME, i), folded) for i, (folded, printed) in enumerate(named)]
            )
    regions = []
    for combination in product(*choices):
        slots = {axis.name: slot for axis, (slot, _) in zip(axes, combination, strict=True)}
        folded = {axis.name: text for axis, (_, text) in zip(axes, combination, strict=True)}
        left, right = tables[0].find(slots, folded), tables[1].find(slots, folded)
        if left is not None or right is not None:
            regions.append((slots, left, right))
    return axes, _merge(axes, regions, declared)


def _has_names(tables: tuple[_Table, _Table], key: str) -> bool:
    return any(isinstance(row.get(key), str) for table in tables for _, row in table.rows)


_Piece = tuple[dict[str, _Slot], "Cell | None", "Cell | None"]


def _merge(axes: list[RefinedAxis], pieces: list[_Piece], declared: Requirement) -> list[Region]:
    """Join neighbours on a rating axis that have the same cells on both sides, and mark gaps and what is outside."""
    ratings = [axis for axis in axes if axis.type is AxisType.RATING]
    last = ratings[-1].name if ratings and axes[-1].type is AxisType.RATING else None
    merged: list[_Piece] = []
    for slots, left, right in pieces:
        if merged and last is not None:
            before, a, b = merged[-1]
            same = a is left and b is right and all(before[k] is v or k == last for k, v in slots.items())
            if (
                same
                and isinstance(slots[last].value, str)
                and not slots[last].value
                and before[last].high == slots[last].low
            ):
                merged[-1] = ({**before, last: _Slot("", before[last].low, slots[last].high, slots[last].order)}, a, b)
                continue
        merged.append((slots, left, right))
    own_ratings = [axis for axis in ratings if axis.declared]
    out = []
    for slots, left, right in merged:
        if left is None and right is None:
            continue
        if right is None and not _counts_outside(axes, slots):
            if not any(axis.declared and axis.type is not AxisType.POSITION for axis in axes):
                continue
            out.append(_region(axes, slots, left, right, listed=True))
            continue
        beyond = (axis for axis in ratings if axis.declared and not axis.benchmark)
        if left is None and any(not _is_hole(axis.name, slots, merged) for axis in beyond):
            out.append(_region(axes, slots, left, right, listed=True))
            continue
        gap = left is None and any(_is_hole(axis.name, slots, merged) for axis in own_ratings)
        out.append(_region(axes, slots, left, right, gap=gap))
    return out or [_region([], {}, None, None)] if not declared.cells else out


def _counts_outside(axes: list[RefinedAxis], slots: dict[str, _Slot]) -> bool:
    """Tell whether a class that only the declared side fills counts: positions and parts do, others are listed."""
    return all(axis.type in (AxisType.POSITION, AxisType.PART) for axis in axes) and bool(slots)


def _is_hole(name: str, slots: dict[str, _Slot], pieces: list[_Piece]) -> bool:
    here = slots[name]
    covered = [piece[0][name] for piece in pieces if piece[1] is not None]
    return any(slot.high <= here.low for slot in covered) and any(here.high <= slot.low for slot in covered)


def _region(
    axes: list[RefinedAxis],
    slots: dict[str, _Slot],
    left: Cell | None,
    right: Cell | None,
    *,
    gap: bool = False,
    listed: bool = False,
) -> Region:
    values: list[tuple[str, Band | str]] = []
    unit = None
    for axis in axes:
        slot = slots[axis.name]
        if isinstance(slot.value, str) and not slot.value:
            values.append((axis.name, _band(slot.low, slot.high)))
            unit = axis.unit or unit
        else:
            values.append((axis.name, slot.value))
    return Region(tuple(values), left, right, unit, gap=gap, listed=listed)
