"""Gates 7 to 9 for numbers: one unit, one basis, the natural domain, and then the inclusion test."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from catalog.comparison.dictionary import fold_name, strip_qualifiers
from catalog.comparison.gates.bases import Basis, reconcile_basis
from catalog.comparison.gates.capabilities import compare_capabilities, doubtful_range, is_capability, named_range
from catalog.comparison.gates.identity import characteristic_of
from catalog.comparison.gates.inclusion import relate, set_of
from catalog.comparison.gates.separators import separator_doubtful
from catalog.comparison.gates.trail import Closed, Trail, not_comparable, undetermined
from catalog.comparison.gates.values import WHOLE, Numbers, Side, side_unit, tolerance_interval
from catalog.comparison.remembering import once_for_a_cell
from catalog.comparison.requirements import CapabilityRange, Limits, NumberInterval, Tolerance
from catalog.comparison.rounding import widened
from catalog.comparison.sets import Interval, IntervalSet, Relation
from catalog.comparison.units import Unit, difference_unit
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.dictionary import Characteristic
    from catalog.comparison.gates.trail import Pair
    from catalog.comparison.requirements import Cell, Requirement

__all__ = ["compare_numbers"]

_ZERO = Fraction(0)
_DIMENSIONLESS = frozenset({"ph", "one", "count", "number", "score"})
_DIFFERENCES = frozenset({"temperature_difference", "range"})
_BARE_SHARES = frozenset({"percent", "parts"})
_CONTENT = regex(r"含量|残留|\bcontent\b|\bresidues?\b", re.IGNORECASE)
_NEVER_NEGATIVE = frozenset({"mass_fraction", "mass_per_volume", "mass_per_air_volume", "count"})
"""Kinds of unit whose values are not negative whatever is measured."""
_NATURAL_SHARE = frozenset({"mass_fraction", "volume_fraction", "mole_fraction"})
_Measure = tuple[Unit | None, str | None]
"""A unit with the kind that it has for the characteristic, and how it is printed."""


def _meaning(unit: Unit | None, requirement: Requirement, entry: Characteristic | None) -> Unit | None:
    """Return the unit with the kind that it has for this characteristic (% of mass, a rise in kelvin)."""
    if unit is None:
        return None
    kind = entry.kind if entry is not None else ""
    if unit.code == "{x}" and (requirement.basis or "").startswith("of:"):
        return replace(unit, kind="percent")  # six times the rated value is 600 % of it
    if unit.kind in ("percent", "parts"):
        stated = requirement.basis if requirement.basis in _NATURAL_SHARE else None
        if stated is not None or kind == "mass_fraction":
            return replace(unit, kind=stated or "mass_fraction")
    if unit.kind == "mass_per_air_volume" and kind == "mass_per_volume" and entry and entry.id.startswith("c:fuel."):
        return replace(unit, kind=kind, factor=unit.factor / 1000)  # g/m³ of a liquid, in g/L
    if unit.kind == "temperature" and kind in _DIFFERENCES:
        return difference_unit(unit)
    return unit


def _measure(requirement: Requirement, cell: Cell, entry: Characteristic | None) -> _Measure:
    """Return the unit of a cell for a characteristic, and how it is printed."""
    if entry is characteristic_of(requirement):
        return _own_measure(requirement, cell)
    unit, printed = side_unit(requirement, cell)
    return _meaning(unit, requirement, entry), printed


@once_for_a_cell
def _own_measure(requirement: Requirement, cell: Cell) -> _Measure:
    unit, printed = side_unit(requirement, cell)
    return _meaning(unit, requirement, characteristic_of(requirement)), printed


def compare_numbers(pair: Pair, trail: Trail) -> Closed | Numbers:
    """Bring both sides to one unit and basis, cut them to the natural domain, and test the inclusion."""
    entry = pair.characteristic
    d_unit = _measure(pair.declared, pair.declared_cell, entry)
    b_unit = _measure(pair.benchmark, pair.benchmark_cell, entry)
    closed = _check_kinds(pair, d_unit, b_unit, trail)
    if closed is not None:
        return closed
    basis = reconcile_basis(pair.declared, pair.benchmark, entry, trail)
    if isinstance(basis, Closed):
        return basis
    references = _references(pair, trail)
    if references is not None:
        return references
    declared = _side(pair.declared, pair.declared_cell, entry, trail, factor=basis.factor)
    benchmark = _side(pair.benchmark, pair.benchmark_cell, entry, trail, factor=WHOLE)
    if separator_doubtful(declared, benchmark):
        trail.step("parse", "separator", "the values differ by exactly 1000 and one may have a thousands separator")
        return undetermined(
            "PARSE",
            "两个数值恰好相差一千倍，其中的点或逗号可能是千位分隔符，无法判断。",
            "The values differ by exactly 1000, and a point or comma in one may separate thousands.",
        )
    able, asked = is_capability(pair.declared_cell, entry), is_capability(pair.benchmark_cell, entry)
    if entry is None and not able and not asked and declared.accepted != benchmark.accepted:
        named = named_range(pair.declared.name)
        if named == "doubtful":
            return doubtful_range(trail)
        able = asked = named == "capability"
    if able or asked:
        return compare_capabilities(pair, declared, benchmark, both=able and asked, trail=trail)
    return _inclusion(pair, declared, benchmark, basis, trail)


def _check_kinds(pair: Pair, declared: _Measure, benchmark: _Measure, trail: Trail) -> Closed | None:
    (left, left_printed), (right, right_printed) = declared, benchmark
    if left is None and right is None:
        return _unknown_units(left_printed, right_printed, trail)
    if left is None or right is None:
        known = left or right
        printed = left_printed if left is None else right_printed
        if known is not None and printed is None and known.kind in _DIMENSIONLESS:
            return None
        trail.step("unit", "unstated", f"{left_printed or '-'} / {right_printed or '-'}")
        return undetermined(
            "QUANTITY",
            f"只有一方的单位可以识别（{left_printed or '无'} / {right_printed or '无'}），无法判断。",
            f"Only one side has a unit that is known ({left_printed or 'none'} / {right_printed or 'none'}).",
        )
    if left.kind == right.kind and left.specimen == right.specimen:
        same = left.code == right.code
        trail.step(
            "unit", "same" if same else "converted", left.display if same else f"{left.display} → {right.display}"
        )
        _note_ppm(pair, left, right, trail)
        return None
    return _kinds_differ(left, right, trail)


def _note_ppm(pair: Pair, left: Unit, right: Unit, trail: Trail) -> None:
    if left.kind != "mass_fraction" or left.code == right.code:
        return
    ambiguous = [unit.code in ("[ppm]", "[ppb]", "[pptr]") for unit in (left, right)]
    if ambiguous[0] != ambiguous[1]:
        stated = (pair.declared if ambiguous[0] else pair.benchmark).basis
        if stated != "mass_fraction":
            trail.flag("PPM_AS_MASS_FRACTION")


def _unknown_units(left: str | None, right: str | None, trail: Trail) -> Closed | None:
    if fold_name(left or "") == fold_name(right or ""):
        trail.step("unit", "same", left or "none")
        return None
    trail.step("unit", "unknown", f"{left or '-'} / {right or '-'}")
    return undetermined(
        "QUANTITY",
        f"单位“{left or '无'}”与“{right or '无'}”的关系没有登记，无法判断。",
        f"No entry relates the units “{left or 'none'}” and “{right or 'none'}”.",
    )


def _kinds_differ(left: Unit, right: Unit, trail: Trail) -> Closed:
    labels = f"{left.display} / {right.display}"
    kinds = {left.kind, right.kind}
    if kinds & _BARE_SHARES and kinds - _BARE_SHARES <= _NATURAL_SHARE:
        trail.step("basis", "unstated", labels)
        return undetermined(
            "QUANTITY",
            f"{labels}：一方没有写明是质量分数还是体积分数，无法判断。",
            f"{labels}: one side does not say whether it is a share by mass or by volume.",
        )
    trail.step("unit", "kinds differ", f"{left.display} ({left.kind}) / {right.display} ({right.kind})")
    return not_comparable(
        "BASIS",
        f"单位的类型不同（{labels}），没有登记二者之间的换算。",
        f"The units are of different kinds ({labels}); no entry converts between them.",
    )


def _reference(requirement: Requirement, cell: Cell) -> str | None:
    constraint = cell.constraint
    if isinstance(constraint, Tolerance) and constraint.nominal is None:
        return constraint.reference
    basis = requirement.basis
    return basis[3:] if basis is not None and basis.startswith("of:") else None


def _references(pair: Pair, trail: Trail) -> Closed | None:
    """Close where two deviations are measured from different things (the mean, the rated value)."""
    left = _reference(pair.declared, pair.declared_cell)
    right = _reference(pair.benchmark, pair.benchmark_cell)
    if left == right:
        return _one_way_deviation(pair, trail)
    trail.step("basis", "references differ", f"{left} / {right}")
    if left is None or right is None:
        return undetermined(
            "QUANTITY",
            "只有一方写明了偏差是相对于什么值而言，无法判断。",
            "Only one side says from what the deviation is measured.",
        )
    return not_comparable(
        "QUANTITY",
        f"两个偏差的基准不同（{left} / {right}），不是同一个量。",
        f"The deviations are measured from different values ({left} / {right}).",
    )


def _one_way_deviation(pair: Pair, trail: Trail) -> Closed | None:
    """Close on a ± against an upper limit: whether that limit holds for the amount of the deviation is not said."""
    left, right = pair.declared_cell.constraint, pair.benchmark_cell.constraint
    plain = (
        isinstance(left, Tolerance) and left.nominal is None,
        isinstance(right, Tolerance) and right.nominal is None,
    )
    if plain[0] == plain[1]:
        return None
    other = right if plain[0] else left
    if isinstance(other, Limits) and any(i.low is None or i.high is None for i in other.intervals):
        trail.step("inclusion", "ambiguous", "± against a limit on one side")
        return undetermined(
            "AMBIGUOUS_OPERATOR",
            "一方是正负偏差，另一方只写了一侧的限值，没有写明是否按绝对值，无法判断。",
            "One side limits the deviation both ways; the other prints one limit and not of what.",
        )
    return None


def _is_reversed(requirement: Requirement, entry: Characteristic | None) -> bool:
    if entry is None or not entry.sign_reversed:
        return False
    return (
        fold_name(requirement.name) in entry.sign_reversed or strip_qualifiers(requirement.name) in entry.sign_reversed
    )


def _side(
    requirement: Requirement, cell: Cell, entry: Characteristic | None, trail: Trail, *, factor: Fraction
) -> Side:
    if requirement.rounding == "rounded":
        trail.flag("DIGITS_DIFFER")
        trail.step("inclusion", "rounded values", "the set is widened by half a unit of its last digit")
    if _is_reversed(requirement, entry):
        trail.flag("SIGN_REVERSED")
        trail.step("inclusion", "sign reversed", requirement.name)
    if factor is WHOLE and entry is characteristic_of(requirement):
        return _own_side(requirement, cell)
    return _side_in(requirement, cell, entry, factor)


@once_for_a_cell
def _own_side(requirement: Requirement, cell: Cell) -> Side:
    return _side_in(requirement, cell, characteristic_of(requirement), WHOLE)


def _side_in(requirement: Requirement, cell: Cell, entry: Characteristic | None, factor: Fraction) -> Side:
    """Return the numbers of a cell as values of a characteristic, times a factor."""
    measured, printed = _measure(requirement, cell, entry)
    intervals = _printed_intervals(cell)
    scale, offset = (WHOLE, _ZERO) if measured is None else (measured.factor, measured.offset)
    if isinstance(cell.constraint, Tolerance) and cell.constraint.relative and cell.constraint.nominal is None:
        scale, offset = WHOLE, _ZERO
    parts = [widened(part) if requirement.rounding == "rounded" else _exact(part) for part in intervals]
    if _is_reversed(requirement, entry):
        scale = -scale
    if factor != 1:
        scale = scale * factor
    if scale != 1 or offset:
        parts = [part.scaled(scale, offset) for part in parts]
    return Side(intervals, measured, printed, set_of(parts))


def _printed_intervals(cell: Cell) -> tuple[NumberInterval, ...]:
    constraint = cell.constraint
    if isinstance(constraint, Tolerance):
        return (tolerance_interval(constraint),)
    assert isinstance(constraint, (Limits, CapabilityRange))  # noqa: S101 - callers send numeric constraints only
    return constraint.intervals


def _exact(interval: NumberInterval) -> Interval:
    return Interval(
        None if interval.low is None else interval.low.value,
        None if interval.high is None else interval.high.value,
        interval.low_closed,
        interval.high_closed,
    )


def _is_content(name: str) -> bool:
    return _CONTENT.search(name) is not None


def _domain(pair: Pair, unit: Unit | None) -> tuple[Fraction | None, Fraction | None]:
    """Return the values between which a quantity must lie, in base units."""
    entry = pair.characteristic
    if entry is None:
        content = unit is not None and (
            unit.kind in _NEVER_NEGATIVE or (unit.kind in _BARE_SHARES and _is_content(pair.declared.name))
        )
        return (_ZERO if content else None), None
    low, high = entry.domain
    share = unit is not None and unit.kind in _NATURAL_SHARE
    if high is None and share and not entry.no_upper_clip and entry.kind == "mass_fraction":
        high = WHOLE
    return low, high


def _inclusion(pair: Pair, declared: Side, benchmark: Side, basis: Basis, trail: Trail) -> Closed | Numbers:
    relation = relate(declared.accepted, benchmark.accepted)
    low, high = _domain(pair, benchmark.unit)
    if low is not None or high is not None:
        left, right = declared.within(low, high), benchmark.within(low, high)
        is_cut = left is not declared or right is not benchmark
        if is_cut and not left.accepted.is_empty and not right.accepted.is_empty:
            after = relate(left.accepted, right.accepted)
            if after is not relation:
                trail.flag("DOMAIN_CLIP")
                trail.step("domain", "clipped", "both sets are cut to the values that can occur")
            relation, declared, benchmark = after, left, right
    if basis.inequality is not None:
        return _by_inequality(declared, benchmark, basis, trail)
    trail.step("inclusion", str(relation), "")
    return Numbers(relation, declared, benchmark)


def _by_inequality(declared: Side, benchmark: Side, basis: Basis, trail: Trail) -> Closed | Numbers:
    """Use wet ≤ dry: it settles one direction of the inclusion and leaves the other open."""
    declared_smaller = basis.inequality == "declared_smaller"
    relation = _one_direction(declared.accepted, benchmark.accepted, declared_smaller=declared_smaller)
    if relation is None:
        trail.step("basis", "not implied", "the inequality of the bases does not decide this pair")
        return not_comparable(
            "BASIS",
            "干基与湿基不同，二者的不等式不能决定这一对限值的宽严。",
            "Wet and dry basis differ, and their inequality does not decide this pair.",
        )
    trail.flag("BASIS_INEQUALITY")
    trail.step("basis", "inequality", "a content on wet basis is never more than on dry basis")
    return Numbers(relation, declared, benchmark)


def _one_direction(left: IntervalSet, right: IntervalSet, *, declared_smaller: bool) -> Relation | None:
    """Return INSIDE or AROUND where an inequality of the values makes one side imply the other."""
    if len(left.parts) != 1 or len(right.parts) != 1:
        return None
    a, b = left.parts[0], right.parts[0]
    if a.high is not None and b.high is not None and _unlimited_below(a) and _unlimited_below(b):
        if declared_smaller:
            return Relation.AROUND if not a.end < b.end else None
        return Relation.INSIDE if not b.end < a.end else None
    if a.low is not None and b.low is not None and _unlimited_above(a) and _unlimited_above(b):
        if declared_smaller:
            return Relation.INSIDE if not a.start < b.start else None
        return Relation.AROUND if not b.start < a.start else None
    return None


def _unlimited_below(interval: Interval) -> bool:
    return interval.low is None or interval.low == 0


def _unlimited_above(interval: Interval) -> bool:
    return interval.high is None or interval.high == 1
