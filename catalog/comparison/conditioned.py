"""Tell apart the values of one row that hold under different conditions (``空载≤55，满载≤60``)."""

from __future__ import annotations

from dataclasses import replace

from catalog.comparison.requirements import Axis, AxisType, Cell, Requirement

__all__ = ["by_conditions"]

_AXIS = Axis("part", AxisType.PART)


def _is_conditioned(requirement: Requirement) -> bool:
    return len(requirement.cells) > 1 and not requirement.axes


def _keys(requirement: Requirement, names: frozenset[str]) -> list[str]:
    """Return for each cell the conditions of some names, as one word for all texts."""
    return [
        ", ".join(sorted(c.value for c in (*cell.conditions, *requirement.conditions) if c.name in names))
        for cell in requirement.cells
    ]


def _names(requirement: Requirement) -> frozenset[str]:
    return frozenset(c.name for cell in requirement.cells for c in cell.conditions)


def _refused(requirement: Requirement) -> Requirement:
    if not _is_conditioned(requirement) or requirement.problem is not None:
        return requirement
    reason = "several values hold under conditions that the other text does not tell apart"
    return replace(requirement, problem="PARSE", problem_reason=reason)


def _labels(requirement: Requirement, keys: list[str], names: frozenset[str]) -> dict[str, str]:
    """Return the printed words for each key."""
    printed = [
        "，".join(c.printed or c.value for c in (*cell.conditions, *requirement.conditions) if c.name in names)
        for cell in requirement.cells
    ]
    return dict(zip(keys, printed, strict=True))


def _with_axis(requirement: Requirement, keys: list[str], labels: dict[str, str]) -> Requirement:
    cells: list[Cell] = [
        replace(cell, classes=((_AXIS.name, labels[key]),)) for cell, key in zip(requirement.cells, keys, strict=True)
    ]
    return replace(requirement, cells=tuple(cells), axes=(_AXIS,))


def by_conditions(declared: Requirement, benchmark: Requirement) -> tuple[Requirement, Requirement]:
    """Return both rows with their values as parts by condition; a row that cannot be parted so is not trusted."""
    if len(declared.cells) == 1 == len(benchmark.cells):
        return declared, benchmark
    conditioned = [side for side in (declared, benchmark) if _is_conditioned(side)]
    if not conditioned:
        return declared, benchmark
    names = frozenset().union(*map(_names, conditioned))
    keys = _keys(declared, names), _keys(benchmark, names)
    told = [set(side) for side in keys]
    clear = all("" not in side for side in told) and all(len(told[i]) == len(keys[i]) for i in (0, 1))
    if declared.axes or benchmark.axes or not clear or not (told[0] <= told[1] or told[1] <= told[0]):
        return _refused(declared), _refused(benchmark)
    labels = _labels(declared, keys[0], names) | _labels(benchmark, keys[1], names)
    return _with_axis(declared, keys[0], labels), _with_axis(benchmark, keys[1], labels)
