"""Not detected, zero, and attributes sampling plans."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from catalog.comparison.gates.trail import Closed, Pair, Trail, not_comparable, undetermined
from catalog.comparison.gates.values import side_unit
from catalog.comparison.links import method_links
from catalog.comparison.requirements import (
    Cell,
    Limits,
    NotDetected,
    Number,
    NumberInterval,
    Requirement,
    SamplingPlan,
)
from catalog.comparison.sets import Relation
from catalog.comparison.units import Unit, unit_by_code
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.gates.methods import Cited

__all__ = ["compare_plans", "compare_samples", "is_zero", "with_detection_limits", "zero_as_not_detected"]

_COUNTED = regex(r"CFU|MPN|PFU", re.IGNORECASE)
_PER = regex(r"/\(?(?:(\d+(?:\.\d+)?)\.)?(g|kg|mg|mL|L|cm2|m2|m3)\)?$")


def is_zero(cell: Cell) -> bool:
    """Tell whether a cell accepts the value 0 only (as far as contents go)."""
    constraint = cell.constraint
    if not isinstance(constraint, Limits) or len(constraint.intervals) != 1:
        return False
    interval = constraint.intervals[0]
    below = interval.low is None or interval.low.value == 0
    return below and interval.high is not None and interval.high.value == 0


def _sample_of_unit(unit: Unit | None) -> tuple[Number, str] | None:
    match = None if unit is None else _PER.search(unit.code)
    if match is None:
        return None
    amount = match[1] or "1"
    return Number(Fraction(amount), amount), match[2]


def zero_as_not_detected(pair: Pair, trail: Trail) -> Pair:
    """Read a count of 0 beside "not detected" as absence in the amount that the unit names."""
    entry = pair.characteristic
    if entry is None or not entry.microbe:
        return pair
    kinds = [isinstance(cell.constraint, NotDetected) for cell in (pair.declared_cell, pair.benchmark_cell)]
    declared, benchmark = pair.declared_cell, pair.benchmark_cell
    if kinds[1] and is_zero(declared):
        declared = _absent(pair.declared, declared)
    elif kinds[0] and is_zero(benchmark):
        benchmark = _absent(pair.benchmark, benchmark)
    else:
        return pair
    trail.flag("ZERO_AS_ND")
    trail.step("inclusion", "zero as not detected", "a count of 0 is absence in the amount tested")
    return pair._replace(declared_cell=declared, benchmark_cell=benchmark)


def _absent(requirement: Requirement, cell: Cell) -> Cell:
    sample = _sample_of_unit(side_unit(requirement, cell)[0])
    constraint = NotDetected(None) if sample is None else NotDetected(None, sample[0], sample[1])
    return replace(cell, constraint=constraint)


def _detection_limit(cell: Cell, cited: tuple[Cited, ...]) -> tuple[Number, str | None] | None:
    """Return the limit of detection that the text or its method gives, with a unit code if it has its own."""
    constraint = cell.constraint
    assert isinstance(constraint, NotDetected)  # noqa: S101 - callers look first
    if constraint.limit is not None:
        return constraint.limit, None
    for item in cited:
        fact = None if item.key is None else method_links().fact(item.key)
        if fact is not None and fact.lod is not None:
            return Number(fact.lod, fact.lod_printed or str(fact.lod)), fact.lod_unit
    return None


def with_detection_limits(
    pair: Pair, declared: tuple[Cited, ...], benchmark: tuple[Cited, ...], trail: Trail
) -> Closed | Pair:
    """Replace "not detected" by "below the limit of detection"; close when that limit is not known."""
    cells = []
    for cell, cited in ((pair.declared_cell, declared), (pair.benchmark_cell, benchmark)):
        if not isinstance(cell.constraint, NotDetected):
            cells.append(cell)
            continue
        limit = _detection_limit(cell, cited)
        if limit is None:
            trail.step("inclusion", "no limit of detection", cell.text)
            return undetermined(
                "LOD",
                "“不得检出”没有写明检出限，也没有引用规定了检出限的方法，无法判断。",
                "“Not detected” has no value: neither the text nor its method gives a limit of detection.",
            )
        trail.flag("LOD_AS_LIMIT")
        trail.step("inclusion", "limit of detection", f"not detected = < {limit[0].printed}")
        interval = NumberInterval(None, limit[0], high_closed=False)
        cells.append(replace(cell, constraint=Limits((interval,)), unit=limit[1] or cell.unit))
    return pair._replace(declared_cell=cells[0], benchmark_cell=cells[1])


def _amount(sample: Number | None, unit: str | None) -> tuple[Fraction, str] | None:
    known = None if unit is None else unit_by_code(unit)
    if sample is None or known is None:
        return None
    return sample.value * known.factor, known.kind


def _with_unit_sample(requirement: Requirement, cell: Cell, *, microbe: bool) -> NotDetected:
    constraint = cell.constraint
    assert isinstance(constraint, NotDetected)  # noqa: S101 - callers look first
    if constraint.sample is not None or not microbe:
        return constraint
    sample = _sample_of_unit(side_unit(requirement, cell)[0])
    return constraint if sample is None else NotDetected(constraint.limit, sample[0], sample[1])


def compare_samples(pair: Pair, trail: Trail) -> Closed | Relation | None:
    """Compare two "not detected" by the amounts that are tested; ``None`` where neither text speaks of amounts."""
    entry = pair.characteristic
    microbe = entry is not None and entry.microbe
    left = _with_unit_sample(pair.declared, pair.declared_cell, microbe=microbe)
    right = _with_unit_sample(pair.benchmark, pair.benchmark_cell, microbe=microbe)
    counts = [_COUNTED.search(side.text) for side in (pair.declared, pair.benchmark)]
    if microbe and counts[0] and counts[1] and counts[0][0].upper() != counts[1][0].upper():
        trail.step("unit", "counts differ", f"{counts[0][0]} / {counts[1][0]}")
        return not_comparable(
            "BASIS",
            "一方按菌落计数（CFU），另一方按最可能数（MPN），没有登记二者之间的换算。",
            "One side counts colonies (CFU), the other most probable numbers (MPN); no entry converts between them.",
        )
    a, b = _amount(left.sample, left.sample_unit), _amount(right.sample, right.sample_unit)
    if a is None and b is None and not microbe:
        return None
    if a is None or b is None:
        trail.step("inclusion", "sample unstated", "")
        return undetermined(
            "SAMPLING",
            "至少一方没有写明检验的样品量，“不得检出”无法比较。",
            "At least one side does not say in what amount of sample nothing may be found.",
        )
    if a[1] != b[1]:
        trail.step("inclusion", "samples differ in kind", f"{a[1]} / {b[1]}")
        return not_comparable(
            "SAMPLING", "一方按质量取样，另一方按体积取样，不能比较。", "One sample is by mass, the other by volume."
        )
    trail.step("inclusion", "by sample", f"{left.sample_unit}: {a[0]} / {b[0]}")
    if a[0] == b[0]:
        return Relation.EQUAL
    return Relation.INSIDE if a[0] > b[0] else Relation.AROUND


def compare_plans(pair: Pair, trail: Trail) -> Closed | Relation:
    """Compare two sampling plans with the same number of samples as sets of sample results."""
    left, right = pair.declared_cell.constraint, pair.benchmark_cell.constraint
    assert isinstance(left, SamplingPlan)  # noqa: S101 - the kinds gate passed
    assert isinstance(right, SamplingPlan)  # noqa: S101 - the kinds gate passed
    if left.n != right.n:
        trail.step("inclusion", "numbers of samples differ", f"n={left.n} / n={right.n}")
        return not_comparable(
            "SAMPLING",
            f"样品数不同（n={left.n} / n={right.n}），两个采样方案不能按包含关系排序。",
            f"The numbers of samples differ (n={left.n} / n={right.n}); the plans are not nested.",
        )
    units = side_unit(pair.declared, pair.declared_cell)[0], side_unit(pair.benchmark, pair.benchmark_cell)[0]
    factors = _plan_factors(units, left, right)
    if factors is None:
        trail.step("unit", "kinds differ", "")
        return not_comparable(
            "BASIS", "两个采样方案的计数单位不同，不能换算。", "The plans count in units of different kinds."
        )
    one, two = _plan_values(left, factors[0]), _plan_values(right, factors[1])
    if one[1] == two[1] == 0 and left.sample is not None and right.sample is not None:
        return _absence_plans(left, right, trail)
    if (left.sample is None) != (right.sample is None):
        return undetermined(
            "SAMPLING", "只有一方写明了样品量，无法判断。", "Only one side states the amount of each sample."
        )
    inside, around = _plan_inside(one, two), _plan_inside(two, one)
    relation = _from_inclusions(inside=inside, around=around)
    trail.step("inclusion", relation.value, f"n={left.n}; c={left.c} / {right.c}")
    return relation


def _from_inclusions(*, inside: bool, around: bool) -> Relation:
    if inside and around:
        return Relation.EQUAL
    if inside:
        return Relation.INSIDE
    return Relation.AROUND if around else Relation.OVERLAP


def _plan_factors(
    units: tuple[Unit | None, Unit | None], left: SamplingPlan, right: SamplingPlan
) -> tuple[Fraction, Fraction] | None:
    one, two = units
    if one is None or two is None:
        zero = left.m.value == 0 and right.m.value == 0
        return (Fraction(1), Fraction(1)) if one is two or zero else None
    return (one.factor, two.factor) if one.kind == two.kind else None


_Plan = tuple[int, Fraction, Fraction | None]


def _plan_values(plan: SamplingPlan, factor: Fraction) -> _Plan:
    m = plan.m.value * factor
    if plan.c == 0:
        return 0, m, m
    return plan.c, m, None if plan.M is None else plan.M.value * factor


def _plan_inside(one: _Plan, two: _Plan) -> bool:
    """Tell whether every result that meets plan ``one`` meets plan ``two`` (same number of samples)."""
    (c1, m1, top1), (c2, m2, top2) = one, two
    if m1 > m2:
        return False
    if top2 is not None and (top1 is None or top1 > top2):
        return False
    above = top1 is None or top1 > m2
    return not above or c1 <= c2


def _absence_plans(left: SamplingPlan, right: SamplingPlan, trail: Trail) -> Closed | Relation:
    a, b = _amount(left.sample, left.sample_unit), _amount(right.sample, right.sample_unit)
    if a is None or b is None or a[1] != b[1]:
        return not_comparable("SAMPLING", "样品量的类型不同。", "The samples are of different kinds.")
    fewer, more = left.c <= right.c, left.c >= right.c
    relation = _from_inclusions(inside=a[0] >= b[0] and fewer, around=a[0] <= b[0] and more)
    trail.step("inclusion", relation.value, f"n={left.n}; c={left.c} / {right.c}; by amount of sample")
    return relation
