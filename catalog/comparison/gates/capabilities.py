"""Ranges that a product must cover: the wider one is the stricter demand."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from catalog.comparison.dictionary import dictionary, fold_name
from catalog.comparison.gates.inclusion import relate
from catalog.comparison.gates.trail import Closed, Trail, undetermined
from catalog.comparison.gates.values import Numbers, Side
from catalog.comparison.requirements import CapabilityRange, Tolerance
from catalog.comparison.sets import Interval, IntervalSet, Relation
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.dictionary import Characteristic
    from catalog.comparison.gates.trail import Pair
    from catalog.comparison.requirements import Cell
    from catalog.comparison.units import Unit

__all__ = ["compare_capabilities", "doubtful_range", "is_capability", "named_range"]

_COOL = Fraction(28815, 100)
_WARM = Fraction(30815, 100)
"""15 °C and 35 °C in kelvin: the ends of the standard atmosphere for tests (GB/T 2421, IEC 60068-1)."""
_HIGH = regex(r"高温|\bhigh\b", re.IGNORECASE)
_RANGE_NAME = regex(r"(?:的)?范围$|\s*ranges?$")
_ABLE = regex(
    r"适用|调节|可调|工作|使用|测量|检测|输入|输出|控制|设定|感应|扫描"
    r"|adjust|operat|measur|supply|input|control|setting|working"
)


@lru_cache(maxsize=2048)
def named_range(name: str) -> str:
    """Return what an unknown name that ends in 范围 or "range" means: a capability, a set of values, or either."""
    base = _RANGE_NAME.sub("", fold_name(name)).strip()
    if base == fold_name(name):
        return "set"
    entry = dictionary().find(base)
    if entry is None:
        return "capability" if _ABLE.search(fold_name(name)) else "doubtful"
    if entry.id.startswith(("c:elec.", "c:env.")):
        return "capability"
    return "set" if entry.id.startswith(("c:ph", "c:chem.", "c:comp.", "c:food.")) else "doubtful"


def doubtful_range(trail: Trail) -> Closed:
    """Return the open answer for a range that may be one to cover or one to stay within."""
    trail.step("inclusion", "ambiguous", "a range to be covered, or a set of accepted values")
    return undetermined(
        "AMBIGUOUS_OPERATOR",
        "“范围”可能是产品应当覆盖的能力，也可能是允许的取值，没有登记这一项目，无法判断。",
        "The range may be one to be covered or one to stay within; the characteristic is not recorded.",
    )


def is_capability(cell: Cell, entry: Characteristic | None) -> bool:
    """Tell whether a cell is a range that the product must cope with (also ``220 V ± 10 %`` of a supply voltage)."""
    constraint = cell.constraint
    if isinstance(constraint, CapabilityRange):
        return True
    tolerance = isinstance(constraint, Tolerance) and constraint.nominal is not None
    return tolerance and entry is not None and entry.capability


def compare_capabilities(pair: Pair, declared: Side, benchmark: Side, *, both: bool, trail: Trail) -> Closed | Numbers:
    """Compare two ranges to be covered; ``both`` tells that neither side is a limit instead."""
    if not both:
        trail.step("inclusion", "kinds differ", "a capability against a limit")
        return undetermined(
            "AMBIGUOUS_OPERATOR",
            "一方是应当覆盖的能力范围，另一方是限值，无法判断。",
            "One side is a range to be covered, the other a limit.",
        )
    if _storage_doubtful(pair, declared, benchmark):
        trail.step("inclusion", "ambiguous", "an upper limit alone: a rule for storing, or what the product withstands")
        return undetermined(
            "AMBIGUOUS_OPERATOR",
            "只写了贮存温度的上限：可能是贮存规定，也可能是产品应承受的温度，无法判断。",
            "Only an upper storage temperature is printed: a rule for storing, or what is withstood.",
        )
    left, right = _points(declared.accepted, benchmark.accepted, benchmark.unit)
    relation = relate(left, right).swapped
    if relation is Relation.DISJOINT:
        relation = Relation.OVERLAP
    trail.step("inclusion", relation.value, "capability: the wider range is the stricter demand")
    entry = pair.characteristic
    if entry is not None and entry.kind == "time" and relation is not Relation.EQUAL:
        trail.flag("MONOTONE_CONDITION")
        trail.step("condition", "monotone", "duration: logical; a test passed for longer includes the shorter one")
    return Numbers(relation, declared, benchmark)


def _storage_doubtful(pair: Pair, declared: Side, benchmark: Side) -> bool:
    entry = pair.characteristic
    if entry is None or entry.id != "c:env.storage_temperature" or declared.accepted == benchmark.accepted:
        return False
    return any(
        len(side.accepted.parts) == 1 and side.accepted.parts[0].low is None and not _HIGH.search(requirement.text)
        for requirement, side in ((pair.declared, declared), (pair.benchmark, benchmark))
    )


def _points(left: IntervalSet, right: IntervalSet, unit: Unit | None) -> tuple[IntervalSet, IntervalSet]:
    """Let "down to −40" stand for the point −40 when the other side is a range with both ends."""
    if len(left.parts) != 1 or len(right.parts) != 1:
        return left, right
    a, b = _temperature_end(left.parts[0], unit), _temperature_end(right.parts[0], unit)
    left, right = IntervalSet((a,)), IntervalSet((b,))
    open_ends = [(p.low is None) + (p.high is None) for p in (a, b)]
    if open_ends == [0, 1]:
        return left, IntervalSet((_end_point(b),))
    if open_ends == [1, 0]:
        return IntervalSet((_end_point(a),)), right
    if open_ends == [1, 1] and (a.low is None) != (b.low is None):
        return IntervalSet((_end_point(a),)), IntervalSet((_end_point(b),))
    return left, right


def _temperature_end(interval: Interval, unit: Unit | None) -> Interval:
    """Read a single temperature to work at as the cold or the hot end of a range, where it is clearly one of them."""
    if unit is None or unit.kind != "temperature" or interval.low is None or interval.low != interval.high:
        return interval
    if interval.low < _COOL:
        return Interval(interval.low, None)
    return Interval(None, interval.high) if interval.low > _WARM else interval


def _end_point(interval: Interval) -> Interval:
    value = interval.high if interval.low is None else interval.low
    return Interval(value, value)
