"""Gate 5: do both limits hold under the same conditions, or does one condition include the other."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from catalog.comparison.dictionary import fold_name, is_chinese
from catalog.comparison.gates.trail import Closed, Trail, not_comparable, undetermined
from catalog.comparison.links import condition_rules
from catalog.comparison.remembering import once_for_a_cell
from catalog.comparison.requirements import Boolean, CapabilityRange, Condition, WordSet
from catalog.comparison.units import convert, unit_by_code
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.dictionary import Characteristic
    from catalog.comparison.gates.trail import Pair
    from catalog.comparison.requirements import Cell, Requirement

__all__ = ["Severity", "check_conditions"]

_NAMES = {
    "temperature": ("温度", "temperature"),
    "humidity": ("湿度", "humidity"),
    "duration": ("时间", "duration"),
    "thickness": ("厚度", "thickness"),
    "state": ("状态", "state"),
    "wash_cycles": ("洗涤次数", "number of washes"),
    "cycles": ("循环次数", "number of cycles"),
    "load": ("载荷", "load"),
    "unread": ("条件", "condition"),
}
_BRACKETS = regex(r"\(([^()]*\d[^()]*)\)")
_CURRENT = regex(r"^[kmM]?[VA]\s?\(?([dDaA])\.?[cC]\.?\)?$")
_BETWEEN = regex(r"[×*x,，、;；]|\s+and\s+")
_TREATED = regex(r"后|浸|老化|\bafter\b|\baged?|\bsoak|\bimmers", re.IGNORECASE)
"""The time of a treatment before the test is no time that is withstood."""
_TEST_TIME = frozenset({"duration", "cycles"})
_Stated = dict[str, tuple[Condition, ...]]
"""The conditions of one side by name."""


class Severity(IntEnum):
    """How the declared conditions stand to the benchmark's: harsher ones make the same limit a stricter demand."""

    MILDER = -1
    SAME = 0
    HARSHER = 1
    MIXED = 2


@dataclass(frozen=True, slots=True)
class _Compared:
    same: bool
    converted: bool = False
    larger: bool | None = None
    equivalent: str | None = None


def _printed(condition: Condition) -> str:
    return condition.printed or condition.value


def _printed_en(condition: Condition) -> str:
    """Return a condition for an English sentence: the word of the table for a state that is printed in Chinese."""
    if condition.name == "unread" or not is_chinese(condition.printed):
        return _printed(condition)
    return condition.value.replace("_", " ").replace("Cel", "°C")


def _words(name: str) -> tuple[str, str]:
    return _NAMES.get(name, (name, name.replace("_", " ")))


def check_conditions(pair: Pair, trail: Trail) -> Closed | Severity:
    """Return how the conditions relate, or what closed the gate.

    What both sides state comes first: where that differs, what only one of them states decides nothing.
    """
    left, right = _stated(pair.declared, pair.declared_cell), _stated(pair.benchmark, pair.benchmark_cell)
    if not left and not right:
        return Severity.SAME
    if pair.characteristic is not None and pair.characteristic.implies:
        left, right = (_beyond(pair.characteristic.implies, side) for side in (left, right))
    severity = Severity.SAME
    for name in sorted(left.keys() | right.keys(), key=lambda name: (name not in left or name not in right, name)):
        found = _one(name, left.get(name, ()), right.get(name, ()), pair, trail)
        if isinstance(found, Closed):
            return found
        if found is not Severity.SAME:
            severity = found if severity in (Severity.SAME, found) else Severity.MIXED
    if severity is Severity.MIXED:
        trail.step("condition", "mixed", "one condition is harsher, another milder")
        return not_comparable(
            "CONDITION", "一个试验条件更严，另一个更宽，不能比较。", "One test condition is harsher and another milder."
        )
    return severity


def _beyond(implied: tuple[tuple[str, str], ...], stated: _Stated) -> _Stated:
    """Return the conditions of a side without those that the name of the characteristic states by itself."""
    out = dict(stated)
    for name, value in implied:
        kept = tuple(item for item in out.pop(name, ()) if item.value != value)
        if kept:
            out[name] = kept
    return out


@once_for_a_cell
def _stated(requirement: Requirement, cell: Cell) -> _Stated:
    """Return all conditions of one side by name: of the row, of the cell, in the name, in the unit (``V DC``)."""
    printed = cell.unit_printed if cell.unit_printed is not None else requirement.unit_printed
    return _by_name(_in_name(requirement.name), _in_unit(printed or ""), requirement.conditions, cell.conditions)


@lru_cache(maxsize=1024)
def _in_unit(printed: str) -> tuple[Condition, ...]:
    found = _CURRENT.search(printed)
    if found is None:
        return ()
    return (Condition("state", "dc" if found[1] in "dD" else "ac", printed=printed),)


@lru_cache(maxsize=4096)
def _in_name(name: str) -> tuple[Condition, ...]:
    """Return the quantities in the brackets of a name (``压缩永久变形(70℃×22 h)``), if they are nothing else."""
    if not any(char.isdigit() for char in name):
        return ()
    from catalog.comparison.reading import find_conditions  # noqa: PLC0415 - loads with the first such name

    found: list[Condition] = []
    for bracket in _BRACKETS.findall(unicodedata.normalize("NFKC", name)):
        parts = [part for part in _BETWEEN.split(bracket) if part.strip()]
        read = [find_conditions(part) for part in parts]
        if all(len(conditions) == 1 for conditions in read):
            found.extend(conditions[0] for conditions in read)
    return tuple(found)


def _by_name(*groups: tuple[Condition, ...]) -> _Stated:
    out: _Stated = {}
    for group in groups:
        for condition in group:
            out[condition.name] = (*out.get(condition.name, ()), condition)
    return out


def _one(
    name: str, left: tuple[Condition, ...], right: tuple[Condition, ...], pair: Pair, trail: Trail
) -> Closed | Severity:
    entry = pair.characteristic
    if not left or not right:
        return _silent(name, left or right, declared=bool(left), entry=entry, trail=trail)
    if len(left) != len(right):
        return _differ(name, left, right, trail)
    severity = Severity.SAME
    for one, other in zip(sorted(left, key=_printed), sorted(right, key=_printed), strict=True):
        compared = _compare(one, other, entry)
        if compared.same:
            _note_same(name, one, other, compared, trail)
            continue
        if compared.larger is None or not _is_monotone(name, pair, (*left, *right), trail):
            return _differ(name, left, right, trail)
        severity = Severity.HARSHER if compared.larger else Severity.MILDER
        trail.flag("MONOTONE_CONDITION")
    return severity


def _note_same(name: str, one: Condition, other: Condition, compared: _Compared, trail: Trail) -> None:
    if compared.converted:
        trail.flag("CONDITION_CONVERTED")
        trail.step("condition", "same after conversion", f"{_printed(one)} = {_printed(other)}")
    elif compared.equivalent:
        trail.step("condition", "equivalent", f"{_printed(one)} = {_printed(other)}: {compared.equivalent}")
    else:
        trail.step("condition", "same", f"{name}: {_printed(one)}")


def _compare(one: Condition, other: Condition, entry: Characteristic | None) -> _Compared:
    if one.number is not None and other.number is not None:
        left, right = one.number.value, other.number.value
        if one.unit == other.unit:
            return _Compared(same=left == right, larger=left > right)
        unit, target = unit_by_code(one.unit or ""), unit_by_code(other.unit or "")
        if unit is None or target is None or unit.kind != target.kind or unit.specimen != target.specimen:
            return _Compared(same=False)
        left = convert(left, unit, target)
        return _Compared(same=left == right, converted=left == right, larger=left > right)
    if one.name == "unread" or other.name == "unread":
        return _Compared(same=fold_name(_printed(one)) == fold_name(_printed(other)))
    if one.value == other.value and one.unit == other.unit:
        return _Compared(same=True)
    reason = condition_rules().equivalent(one.name, one.value, other.value, None if entry is None else entry.id)
    return _Compared(same=reason is not None, equivalent=reason)


def _is_monotone(name: str, pair: Pair, conditions: tuple[Condition, ...], trail: Trail) -> bool:
    entry = pair.characteristic
    if entry is not None and name in entry.monotone:
        direction, kind, source = entry.monotone[name]
        if direction == "up" and (kind == "logical" or source is not None):
            trail.step("condition", "monotone", f"{name}: {kind}; {source or 'by definition'}")
            return True
        return False
    constraints = (pair.declared_cell.constraint, pair.benchmark_cell.constraint)
    passed = all(isinstance(item, Boolean | WordSet) for item in constraints)
    withstood = (
        entry is not None
        and not any(_TREATED.search(_printed(condition)) for condition in conditions)
        and entry.capability
        and entry.default_op == "ge"
        and not any(isinstance(item, CapabilityRange) and len(item.intervals) > 1 for item in constraints)
    )
    if name in _TEST_TIME and (passed or withstood):
        trail.step("condition", "monotone", f"{name}: logical; a test passed for longer includes the shorter one")
        return True
    return False


def _differ(name: str, left: tuple[Condition, ...], right: tuple[Condition, ...], trail: Trail) -> Closed:
    zh, en = _words(name)
    declared, benchmark = "，".join(map(_printed, left)), "，".join(map(_printed, right))
    declared_en, benchmark_en = ", ".join(map(_printed_en, left)), ", ".join(map(_printed_en, right))
    trail.step("condition", "different", f"{name}: {declared} / {benchmark}")
    return not_comparable(
        "CONDITION",
        f"试验条件不同（{zh}）：本标准为“{declared}”，对标标准为“{benchmark}”；没有登记二者之间的换算或包含关系。",
        f"The conditions differ ({en}): “{declared_en}” declared, “{benchmark_en}” in the benchmark; no entry links "
        "the two.",
    )


def _silent(
    name: str, stated: tuple[Condition, ...], *, declared: bool, entry: Characteristic | None, trail: Trail
) -> Closed | Severity:
    printed = "，".join(map(_printed, stated))
    size = name in condition_rules().ratings and not (entry is not None and entry.scale == "ul94")
    if size and not declared:
        trail.step("condition", "holds for all sizes", f"{name}: {printed}")
        return Severity.SAME
    zh, en = _words(name)
    trail.step("condition", "unstated", f"{name}: {printed}")
    silent_zh, silent_en = ("对标标准", "the benchmark") if declared else ("本标准", "the declared text")
    return undetermined(
        "CLASS" if size else "QUANTITY",
        f"只有一方写明了{zh}（“{printed}”），{silent_zh}没有写明，无法判断。",
        f"Only one side states the {en} (“{', '.join(map(_printed_en, stated))}”); {silent_en} is silent.",
    )
