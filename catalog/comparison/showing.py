"""Short texts of limits, classes and rows, as reports and notices show them."""

from __future__ import annotations

from catalog.comparison.dictionary import dictionary, is_chinese
from catalog.comparison.remembering import once_for_a_cell, once_for_a_row
from catalog.comparison.requirements import (
    Band,
    Boolean,
    ByReference,
    CapabilityRange,
    Cell,
    Constraint,
    GradeSet,
    Limits,
    NoRequirement,
    NotDetected,
    NumberInterval,
    Requirement,
    SamplingPlan,
    Text,
    Tolerance,
    WordSet,
)

__all__ = [
    "cell_text",
    "class_text",
    "condition_texts",
    "condition_texts_en",
    "constraint_text",
    "interval_text",
    "limit_text",
    "requirement_text",
    "row_label",
    "row_label_en",
]

_GRADE_SIGNS = {"ge": "≥ ", "le": "≤ ", "gt": "＞ ", "lt": "＜ ", "eq": ""}
_CLOSE_UNITS = frozenset({"%", "‰", "°", "级"})
"""Units that stand at the number without a space."""


def interval_text(interval: NumberInterval) -> str:
    """Return an interval in signs: ``≥ 50``, ``＜ 24``, ``0.02～0.10``, ``(24, 100]`` where an end of two is open."""
    low, high = interval.low, interval.high
    if low is None and high is None:
        return "—"
    if low is None:
        assert high is not None  # noqa: S101 - one end is there
        return f"{'≤' if interval.high_closed else '＜'} {high.printed}"
    if high is None:
        return f"{'≥' if interval.low_closed else '＞'} {low.printed}"
    if low.value == high.value:
        return low.printed
    if interval.low_closed and interval.high_closed:
        return f"{low.printed}～{high.printed}"
    return f"{'[' if interval.low_closed else '('}{low.printed}, {high.printed}{']' if interval.high_closed else ')'}"


def _capability_text(constraint: CapabilityRange) -> str:
    shown = []
    for part in constraint.intervals:
        is_load = part.low is None or (part.high is not None and part.low.value == 0)
        alone = part.high if is_load else part.low if part.high is None else None
        shown.append(alone.printed if alone else interval_text(part))
    return "、".join(shown)


def _tolerance_text(constraint: Tolerance, unit: str) -> str:
    minus, plus = constraint.minus, constraint.plus
    shown = [
        f"{float(part.value * 100):g}%" if constraint.relative else f"{part.printed}{unit}" for part in (plus, minus)
    ]
    spread = f"±{shown[0]}" if minus.value == plus.value else f"+{shown[0]}/-{shown[1]}"
    return spread if constraint.nominal is None else f"{constraint.nominal.printed}{unit} {spread}"


def _special_text(constraint: Constraint, unit: str) -> str:
    match constraint:
        case Boolean(value, subject):
            return {"use": "禁用"}.get(subject, "应有" if value else "不得有")
        case WordSet(allowed, forbidden):
            return "、".join(sorted(allowed)) if allowed else "不得：" + "、".join(sorted(forbidden))
        case NotDetected(limit, sample, sample_unit):
            if sample is not None:
                return f"不得检出/{sample.printed} {sample_unit}"
            return "不得检出" if limit is None else f"不得检出（＜ {limit.printed}{unit}）"
        case SamplingPlan():
            top = "" if constraint.M is None else f", M={constraint.M.printed}"
            return f"n={constraint.n}, c={constraint.c}, m={constraint.m.printed}{top}{unit}"
        case ByReference(printed, _, _) | Text(printed, _) | NoRequirement(printed):
            return printed
    return ""


def constraint_text(constraint: Constraint, unit: str | None) -> str:
    """Return a constraint in short, with its printed unit."""
    tail = "" if unit is None else unit if unit in _CLOSE_UNITS else f" {unit}"
    match constraint:
        case Limits(intervals):
            return "、".join(map(interval_text, intervals)) + tail
        case CapabilityRange():
            return _capability_text(constraint) + tail
        case Tolerance():
            return _tolerance_text(constraint, tail)
        case GradeSet(_, operator, grade, _):
            return f"{_GRADE_SIGNS.get(operator, '')}{grade}"
    return _special_text(constraint, tail)


@once_for_a_cell
def cell_text(requirement: Requirement, cell: Cell) -> str:
    """Return the limit of one cell in short, with its unit; a set of words as it is printed."""
    if isinstance(cell.constraint, WordSet) and cell.text:
        return cell.text
    unit = cell.unit_printed if cell.unit_printed is not None else requirement.unit_printed
    return constraint_text(cell.constraint, unit)


def requirement_text(requirement: Requirement) -> str:
    """Return the limits of a requirement in short, cell by cell, without the classes."""
    return "；".join(cell_text(requirement, cell) for cell in requirement.cells)


def class_text(classes: tuple[tuple[str, Band | str], ...], unit: str | None = None) -> str:
    """Return the class of a cell as it is shown: the printed band, else its interval with the unit."""
    tail = f" {unit}" if unit else ""
    return "，".join(
        value if isinstance(value, str) else value.printed or interval_text(value.interval) + tail
        for _, value in classes
    )


@once_for_a_row
def limit_text(requirement: Requirement) -> str:
    """Return the limit of a row in short: one value, or one for each class."""
    if len(requirement.cells) == 1 and not requirement.cells[0].classes:
        return cell_text(requirement, requirement.cells[0])
    return "；".join(
        f"{class_text(cell.classes)}: {cell_text(requirement, cell)}" if cell.classes else cell_text(requirement, cell)
        for cell in requirement.cells
    )


def condition_texts(requirement: Requirement) -> tuple[str, ...]:
    """Return the printed conditions of a row."""
    return tuple(condition.printed or condition.value for condition in requirement.conditions)


def condition_texts_en(requirement: Requirement) -> tuple[str, ...]:
    """Return the conditions of a row in English: as printed, or by the name of the table where that is Chinese."""
    return tuple(
        condition.value.replace("_", " ") if is_chinese(condition.printed) else condition.printed or condition.value
        for condition in requirement.conditions
    )


def row_label(requirement: Requirement) -> str:
    """Return what names the row to a person: name, conditions and clause."""
    words = "，".join((requirement.name, *condition_texts(requirement)))
    return f"{words}（{requirement.clause}）" if requirement.clause else words


def row_label_en(requirement: Requirement) -> str:
    """Return the same in English, with the dictionary's name where the printed one is Chinese."""
    entry = dictionary().get(requirement.characteristic) if is_chinese(requirement.name) else None
    name = entry.preferred[1] if entry else requirement.name
    words = ", ".join((name, *condition_texts_en(requirement)))
    return f"{words} ({requirement.clause})" if requirement.clause else words
