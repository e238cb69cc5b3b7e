"""The sentences of a verdict, in Chinese and English, and short forms of limits: ``≥ 300 N``, ``4.0～8.5``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog.comparison.reports import VerdictKind, Words
from catalog.comparison.requirements import (
    Boolean,
    ByReference,
    CapabilityRange,
    GradeSet,
    Limits,
    NoRequirement,
    NotDetected,
    NumberInterval,
    SamplingPlan,
    Text,
    Tolerance,
    WordSet,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from catalog.comparison.reports import CellVerdict
    from catalog.comparison.requirements import Cell, Constraint, Number, Requirement

__all__ = ["VERDICT_WORDS", "cell_text", "requirement_text", "sentence"]

VERDICT_WORDS = {
    VerdictKind.EQUAL: Words("等同", "the same"),
    VerdictKind.STRICTER: Words("严于", "stricter"),
    VerdictKind.LOOSER: Words("低于", "looser"),
    VerdictKind.OVERLAP: Words("互有宽严", "mixed"),
    VerdictKind.DISJOINT: Words("冲突", "in conflict"),
    VerdictKind.MISSING: Words("缺项", "not declared"),
    VerdictKind.EXTRA: Words("增项", "additional"),
    VerdictKind.NOT_COMPARABLE: Words("不可比", "not comparable"),
    VerdictKind.UNDETERMINED: Words("待判", "cannot be told"),
}
_SIGNS = {"ge": "≥", "le": "≤", "gt": ">", "lt": "<"}
_TEXTS = {
    VerdictKind.EQUAL: (
        "与{benchmark}等同：本标准 {d}，{benchmark} {b}。",
        "The same as the benchmark: {d} against {b}.",
    ),
    VerdictKind.STRICTER: (
        "比{benchmark}更严：本标准 {d}，{benchmark} {b}。",
        "Stricter than the benchmark: {d} against {b}.",
    ),
    VerdictKind.LOOSER: (
        "低于{benchmark}：本标准 {d}，{benchmark} {b}。",
        "Looser than the benchmark: {d} against {b}.",
    ),
    VerdictKind.OVERLAP: (
        "与{benchmark}互有宽严：本标准 {d}，{benchmark} {b}。",
        "Mixed: neither contains the other, {d} against {b}.",
    ),
    VerdictKind.DISJOINT: (
        "与{benchmark}冲突：本标准 {d}，{benchmark} {b}，没有产品能同时满足。",
        "In conflict: no product meets both {d} and {b}.",
    ),
    VerdictKind.MISSING: ("{benchmark}要求 {b}，本标准没有规定。", "The benchmark requires {b}; nothing is declared."),
    VerdictKind.EXTRA: ("本标准规定 {d}，{benchmark}没有规定。", "{d} is declared; the benchmark requires nothing."),
}


def _unit_text(unit: str | None) -> str:
    if unit is None:
        return ""
    return unit if unit in ("%", "‰", "°", "级") else f" {unit}"


def _interval_text(interval: NumberInterval) -> str:
    low, high = interval.low, interval.high
    if low is None and high is None:
        return "任意值"
    if low is None and high is not None:
        return f"{'≤' if interval.high_closed else '<'} {high.printed}"
    if high is None and low is not None:
        return f"{'≥' if interval.low_closed else '>'} {low.printed}"
    assert low is not None  # noqa: S101 - both ends are there
    assert high is not None  # noqa: S101 - both ends are there
    if low.value == high.value:
        return low.printed
    if interval.low_closed and interval.high_closed:
        return f"{low.printed}～{high.printed}"
    return f"{'[' if interval.low_closed else '('}{low.printed}, {high.printed}{']' if interval.high_closed else ')'}"


def _percent(number: Number) -> str:
    value = number.value * 100
    return f"{float(value):g}%"


def _tolerance_text(tolerance: Tolerance, unit: str) -> str:
    minus, plus = tolerance.minus, tolerance.plus
    if tolerance.relative:
        spread = f"±{_percent(plus)}" if minus.value == plus.value else f"+{_percent(plus)}/-{_percent(minus)}"
    else:
        spread = f"±{plus.printed}{unit}" if minus.value == plus.value else f"+{plus.printed}/-{minus.printed}{unit}"
    return spread if tolerance.nominal is None else f"{tolerance.nominal.printed}{unit} {spread}"


def constraint_text(constraint: Constraint, unit: str | None) -> str:
    """Return a constraint in short, with its printed unit."""
    tail = _unit_text(unit)
    match constraint:
        case Limits(intervals) | CapabilityRange(intervals):
            return "、".join(_interval_text(interval) for interval in intervals) + tail
        case Tolerance():
            return _tolerance_text(constraint, tail)
        case GradeSet(_, operator, grade, _):
            sign = _SIGNS.get(operator)
            return f"{sign} {grade}" if sign else grade
        case Boolean(value, subject):
            return {"use": "禁用"}.get(subject, "应有" if value else "不得有")
        case WordSet(allowed, forbidden):
            return "、".join(sorted(allowed)) if allowed else "不得：" + "、".join(sorted(forbidden))
        case NotDetected(limit, sample, sample_unit):
            if sample is not None:
                return f"不得检出/{sample.printed} {sample_unit}"
            return "不得检出" if limit is None else f"不得检出（< {limit.printed}{tail}）"
        case SamplingPlan():
            top = "" if constraint.M is None else f", M={constraint.M.printed}"
            return f"n={constraint.n}, c={constraint.c}, m={constraint.m.printed}{top}{tail}"
        case ByReference(printed, _, _) | Text(printed, _) | NoRequirement(printed):
            return printed


def cell_text(requirement: Requirement, cell: Cell) -> str:
    """Return the limit of one cell in short."""
    unit = cell.unit_printed if cell.unit_printed is not None else requirement.unit_printed
    return constraint_text(cell.constraint, unit)


def requirement_text(requirement: Requirement) -> str:
    """Return the limits of a requirement in short, cell by cell."""
    return "；".join(cell_text(requirement, cell) for cell in requirement.cells)


def sentence(
    verdict: VerdictKind, *, declared: str, benchmark: str, benchmark_name: str = "对标标准", note: Words | None = None
) -> Words:
    """Return the sentence of a verdict with both limits in it."""
    zh, en = _TEXTS[verdict]
    words = Words(zh.format(benchmark=benchmark_name, d=declared, b=benchmark), en.format(d=declared, b=benchmark))
    return words if note is None else Words(words.zh + note.zh, f"{words.en} {note.en}")


def cells_sentence(verdict: VerdictKind, cells: Iterable[CellVerdict]) -> Words:
    """Return the sentence of a table: how many classes have which verdict."""
    counts: dict[VerdictKind, int] = {}
    for cell in cells:
        counts[cell.verdict] = counts.get(cell.verdict, 0) + 1
    zh = "，".join(f"{VERDICT_WORDS[kind].zh} {count} 项" for kind, count in counts.items())
    en = ", ".join(f"{count} {VERDICT_WORDS[kind].en}" for kind, count in counts.items())
    return Words(f"总体{VERDICT_WORDS[verdict].zh}：{zh}。", f"Overall {VERDICT_WORDS[verdict].en}: {en}.")
