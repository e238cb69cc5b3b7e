"""One cell against one cell: the gates from conditions to materiality, in order."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from catalog.comparison.dictionary import fold_name
from catalog.comparison.gates.conditions import Severity, check_conditions
from catalog.comparison.gates.detection import (
    compare_plans,
    compare_samples,
    with_detection_limits,
    zero_as_not_detected,
)
from catalog.comparison.gates.groups import group_of, is_grouped, relate_groups
from catalog.comparison.gates.kinds import check_kinds, check_references, is_numeric
from catalog.comparison.gates.methods import Cited, check_methods, cited_methods, methods_of
from catalog.comparison.gates.ordinals import (
    check_scales,
    compare_booleans,
    compare_grades,
    compare_words,
    definers,
    scale_of,
)
from catalog.comparison.gates.quantities import compare_numbers
from catalog.comparison.gates.specimens import check_units
from catalog.comparison.gates.trail import Closed, Pair, Trail, not_comparable, undetermined
from catalog.comparison.links import method_key
from catalog.comparison.materiality import note_materiality
from catalog.comparison.reports import VerdictKind, Words
from catalog.comparison.requirements import (
    Boolean,
    ByReference,
    GradeSet,
    Limits,
    Method,
    NoRequirement,
    NotDetected,
    Number,
    NumberInterval,
    Requirement,
    SamplingPlan,
    Text,
    WordSet,
)
from catalog.comparison.scales import Resolution, scales
from catalog.comparison.sets import Relation
from catalog.comparison.showing import cell_text
from catalog.comparison.wording import sentence

if TYPE_CHECKING:
    from catalog.comparison.requirements import Cell

__all__ = ["CellOutcome", "compare_cells"]

_VERDICTS = {
    Relation.EQUAL: VerdictKind.EQUAL,
    Relation.INSIDE: VerdictKind.STRICTER,
    Relation.AROUND: VerdictKind.LOOSER,
    Relation.OVERLAP: VerdictKind.OVERLAP,
    Relation.DISJOINT: VerdictKind.DISJOINT,
}
_SELF_DEFINING = frozenset(
    {
        "grey_scale",
        "blue_wool",
        "ip",
        "ul94",
        "ul94_5v",
        "ul94_vtm",
        "insulation",
        "ie",
        "ik",
        "tolerance_it",
        "vda270",
        "en13501",
    }
)
"""Scales whose symbol says which scale it is: the standard that defines the scale is no test method beside it."""
_Methods = tuple[tuple[Cited, ...], tuple[Cited, ...]]
"""What both sides cite, the declared first."""


class CellOutcome(NamedTuple):
    """The answer for one cell, with its reason and everything that the gates noted."""

    verdict: VerdictKind
    reason: Words
    code: str | None
    trail: Trail
    declared: str | None
    benchmark: str | None


def compare_cells(pair: Pair, benchmark_name: str, trail: Trail) -> CellOutcome:
    """Return the verdict of one pair of cells, with its steps and flags added to the trail."""
    declared, benchmark = pair.declared_cell, pair.benchmark_cell
    trail.flag(*declared.reading_flags, *benchmark.reading_flags)
    texts = cell_text(pair.declared, declared), cell_text(pair.benchmark, benchmark)
    waived = isinstance(declared.constraint, NoRequirement), isinstance(benchmark.constraint, NoRequirement)
    if waived[0] or waived[1]:
        kind = VerdictKind.EQUAL if all(waived) else VerdictKind.MISSING if waived[0] else VerdictKind.EXTRA
        trail.step("inclusion", "nothing required", texts[0] if waived[0] else texts[1])
        reason = sentence(kind, declared=texts[0], benchmark=texts[1], benchmark_name=benchmark_name)
        return CellOutcome(kind, reason, None, trail, *texts)
    found = _relation(pair, trail)
    if isinstance(found, Relation):
        found = _with_alternative(pair, found, trail)
    if isinstance(found, Closed):
        return CellOutcome(found.verdict, found.reason, found.code, trail, *texts)
    verdict = _VERDICTS[found]
    reason = sentence(verdict, declared=texts[0], benchmark=texts[1], benchmark_name=benchmark_name)
    return CellOutcome(verdict, reason, None, trail, *texts)


def _relation(pair: Pair, trail: Trail) -> Closed | Relation:
    resolved = _resolve_classes(pair, trail)
    if not isinstance(resolved, Pair):
        return resolved
    pair = zero_as_not_detected(resolved, trail)
    noted = len(trail.steps)
    severity = check_conditions(pair, trail)
    if isinstance(severity, Closed):
        behind = check_references(pair) if severity.verdict is VerdictKind.UNDETERMINED else None
        if behind is None:
            return severity
        # What a reference leaves unsaid, the conditions included, stands behind it: their absence decides nothing.
        del trail.steps[noted:]
        trail.step("unit", "value behind a reference", behind.reason.en)
        return behind
    numeric = is_numeric(pair.declared_cell.constraint) and is_numeric(pair.benchmark_cell.constraint)
    closed = None if numeric else check_kinds(pair, trail) or check_scales(pair, trail)
    closed = closed or _declared_alternative(pair, trail) or (check_units(pair, trail) if numeric else None)
    if closed is not None:
        return closed
    relation = _by_method(pair, _cited(pair), trail) if numeric else _by_kind(pair, trail)
    return relation if isinstance(relation, Closed) else _with_severity(relation, severity, trail)


def _by_kind(pair: Pair, trail: Trail) -> Closed | Relation:
    if isinstance(pair.declared_cell.constraint, ByReference):
        trail.step("inclusion", "same clause", pair.declared_cell.constraint.printed)
        return Relation.EQUAL
    methods = _cited(pair)
    absent = (
        isinstance(pair.declared_cell.constraint, NotDetected),
        isinstance(pair.benchmark_cell.constraint, NotDetected),
    )
    if absent[0] and absent[1]:
        return _both_not_detected(pair, methods, trail)
    if absent[0] or absent[1]:
        found = with_detection_limits(pair, *methods, trail)
        if isinstance(found, Closed):
            return found
        pair = found
    return _by_method(pair, methods, trail)


def _by_method(pair: Pair, methods: _Methods, trail: Trail) -> Closed | Relation:
    """Compare what both sides say once the methods are known to be the same, linked, or free to differ."""
    closed = _methods(pair, methods, trail)
    if closed is not None:
        return closed
    left, right = pair.declared_cell.constraint, pair.benchmark_cell.constraint
    if is_numeric(left) and is_numeric(right):
        return _numbers(pair, trail)
    if isinstance(left, GradeSet):
        return compare_grades(pair, trail)
    if isinstance(left, SamplingPlan):
        return compare_plans(pair, trail)
    return _in_words(pair, trail)


def _in_words(pair: Pair, trail: Trail) -> Closed | Relation:
    """Compare what is said in words: properties, lists, the same clause of another document, the same sentence."""
    left, right = pair.declared_cell.constraint, pair.benchmark_cell.constraint
    if isinstance(left, Boolean) and isinstance(right, Boolean):
        return compare_booleans(left, right, trail)
    if isinstance(left, WordSet) and isinstance(right, WordSet):
        if pair.characteristic is not None and pair.characteristic.kind == "ordinal" and left != right:
            return _symbols(pair, left, right, trail)
        return compare_words(pair, trail)
    if isinstance(left, Text) and isinstance(right, Text) and fold_name(left.printed) == fold_name(right.printed):
        trail.flag("TEXT_SET")
        trail.step("inclusion", "same words", left.printed)
        return Relation.EQUAL
    return undetermined(
        "KIND",
        "这两种要求没有登记比较规则，无法判断。",
        "No rule is recorded for comparing these two kinds of requirement.",
    )


def _symbols(pair: Pair, left: WordSet, right: WordSet, trail: Trail) -> Closed | Relation:
    """Compare single symbols of a graded property that were read as words (``IK08``), on the scale that has both."""
    if len(left.allowed) == len(right.allowed) == 1:
        one, two = next(iter(left.allowed)), next(iter(right.allowed))
        for scale in scales().all.values():
            declared, benchmark = scale.normal(one.upper()), scale.normal(two.upper())
            if declared is None or benchmark is None or len(one) == 1:
                continue
            best = "ge" if scale.polarity == "high" else "le"
            graded = pair._replace(
                declared_cell=replace(pair.declared_cell, constraint=GradeSet(scale.id, best, declared)),
                benchmark_cell=replace(pair.benchmark_cell, constraint=GradeSet(scale.id, best, benchmark)),
            )
            trail.flag("IMPLIED_OPERATOR")
            return check_scales(graded, trail) or compare_grades(graded, trail)
    trail.step("unit", "scale unknown", f"{sorted(left.allowed)} / {sorted(right.allowed)}")
    return undetermined(
        "KIND", "这些等级符号所属的尺度没有登记，无法判断。", "The scale of these symbols is not recorded."
    )


def _methods(pair: Pair, methods: _Methods, trail: Trail) -> Closed | None:
    entry = pair.characteristic
    method_defined = True if entry is None else entry.method_defined
    return check_methods(*methods, method_defined=method_defined, trail=trail)


def _cited(pair: Pair) -> _Methods:
    """Return the methods of both sides without the standards that define a scale."""
    if not _has_symbol(pair):
        return methods_of(pair.declared), methods_of(pair.benchmark)
    leave_out: set[str] = set()
    for requirement, cell in ((pair.declared, pair.declared_cell), (pair.benchmark, pair.benchmark_cell)):
        constraint = cell.constraint
        if not isinstance(constraint, GradeSet):
            continue
        scale = scale_of(constraint, pair)
        if scale is None:
            continue
        if scale.id in _SELF_DEFINING:
            leave_out.update(scale.defined_by)
        if scale.edition_bound or scale.resolutions:
            keys = (method_key(designation) for designation in definers(requirement, constraint, scale))
            leave_out.update(key.work for key in keys if key is not None)
    return cited_methods(pair.declared.methods, leave_out), cited_methods(pair.benchmark.methods, leave_out)


def _numbers(pair: Pair, trail: Trail) -> Closed | Relation:
    numbers = compare_numbers(pair, trail)
    if isinstance(numbers, Closed):
        return numbers
    if is_grouped(pair.declared) or is_grouped(pair.benchmark):
        return relate_groups(group_of(pair.declared), group_of(pair.benchmark), numbers, trail)
    if "BASIS_INEQUALITY" not in trail.flags:
        note_materiality(numbers, trail)
    return numbers.relation


def _both_not_detected(pair: Pair, methods: _Methods, trail: Trail) -> Closed | Relation:
    by_sample = compare_samples(pair, trail)
    if isinstance(by_sample, Closed):
        return by_sample
    if by_sample is not None:
        return _methods(pair, methods, trail) or by_sample
    found = with_detection_limits(pair, *methods, trail)
    if isinstance(found, Closed):
        keys = [{item.key for item in side if item.key is not None} for side in methods]
        if keys[0] and keys[0] == keys[1]:
            trail.step("inclusion", "same words", "not detected by the same method")
            return Relation.EQUAL
        return found
    return _methods(pair, methods, trail) or _numbers(found, trail)


def _with_severity(relation: Relation, severity: Severity, trail: Trail) -> Closed | Relation:
    """Join the limits with a harsher or milder condition; what points both ways is not comparable."""
    if severity is Severity.SAME:
        return relation
    if severity is Severity.HARSHER and relation in (Relation.EQUAL, Relation.INSIDE):
        return Relation.INSIDE
    if severity is Severity.MILDER and relation in (Relation.EQUAL, Relation.AROUND):
        return Relation.AROUND
    trail.step("condition", "opposite", "condition and limit point in opposite directions")
    return not_comparable(
        "CONDITION",
        "试验条件与限值的宽严方向相反，不能比较。",
        "Condition and limit point in opposite directions.",
    )


def _declared_alternative(pair: Pair, trail: Trail) -> Closed | None:
    words = pair.declared.alternative
    if words is None:
        return None
    trail.step("inclusion", "alternative declared", words)
    return undetermined(
        "REF_UNRESOLVED",
        f"本标准允许“{words}”代替限值，公开文本没有承诺任何数值，无法判断。",
        f"The declared text lets “{words}” stand in for the limit: it promises no public value.",
    )


def _with_alternative(pair: Pair, relation: Relation, trail: Trail) -> Closed | Relation:
    words = pair.benchmark.alternative
    if words is None:
        return relation
    trail.flag("ALTERNATIVE")
    if relation in (Relation.EQUAL, Relation.INSIDE):
        trail.step("inclusion", "alternative", f"whoever meets the limit meets “…{words}”")
        return relation
    return undetermined(
        "REF_UNRESOLVED",
        f"对标标准允许“{words}”代替限值，其数值没有公开，无法判断。",
        f"The benchmark lets “{words}” stand in for its limit, and that value is not at hand.",
    )


# -- class symbols that stand for a value ----------------------------------------------------------------------------


def _has_symbol(pair: Pair) -> bool:
    """Tell whether a side is limited by a grade of a scale."""
    return isinstance(pair.declared_cell.constraint, GradeSet) or isinstance(pair.benchmark_cell.constraint, GradeSet)


def _resolve_classes(pair: Pair, trail: Trail) -> Closed | Relation | Pair:
    if not _has_symbol(pair):
        return pair
    sides = ((pair.declared, pair.declared_cell), (pair.benchmark, pair.benchmark_cell))
    out: list[tuple[Requirement, Cell]] = []
    symbols = []
    for requirement, cell in sides:
        constraint = cell.constraint
        scale = scale_of(constraint, pair) if isinstance(constraint, GradeSet) else None
        if not isinstance(constraint, GradeSet) or scale is None or not scale.resolutions:
            out.append((requirement, cell))
            continue
        cited = definers(requirement, constraint, scale)
        symbols.append((constraint.grade, cited))
        resolution = _resolution(constraint.grade, cited)
        if resolution is None:
            return _two_definitions(pair, trail) or _unresolved(constraint.grade, cited, trail)
        trail.step("unit", "class resolved", f"{constraint.grade} = {resolution.printed} ({resolution.source})")
        out.append(_resolved(requirement, cell, resolution, cited))
    if not symbols:
        return pair
    (declared, declared_cell), (benchmark, benchmark_cell) = out
    return Pair(declared, benchmark, pair.characteristic, declared_cell, benchmark_cell)


def _two_definitions(pair: Pair, trail: Trail) -> Closed | None:
    """Close where both sides print a symbol and name two definitions of it, of which one has no recorded value."""
    sides = ((pair.declared, pair.declared_cell.constraint), (pair.benchmark, pair.benchmark_cell.constraint))
    named = [
        definers(requirement, constraint, scale_of(constraint, pair))
        for requirement, constraint in sides
        if isinstance(constraint, GradeSet)
    ]
    if len(named) != len(sides) or not all(named) or set(named[0]) & set(named[1]):
        return None
    labels = f"{named[0][0]} / {named[1][0]}"
    trail.step("unit", "definitions differ", labels)
    return not_comparable(
        "SCALE",
        f"等级符号由不同的标准或版本定义（{labels}），没有登记其内容相同。",
        f"The symbols are defined by different standards or editions ({labels}).",
    )


def _resolution(grade: str, cited: tuple[str, ...]) -> Resolution | None:
    for designation in cited:
        key = method_key(designation)
        if key is None:
            continue
        found = scales().resolve(grade, key.work, key.year)
        if found is not None:
            return found
    return None


def _unresolved(grade: str, cited: tuple[str, ...], trail: Trail) -> Closed:
    trail.step("unit", "class unresolved", f"{grade}: {', '.join(cited) or 'no standard cited'}")
    zh = f"没有登记{'、'.join(cited)}对“{grade}”的规定" if cited else f"没有写明定义“{grade}”的标准"
    en = (
        f"what “{grade}” means by {', '.join(cited)} is not recorded"
        if cited
        else f"no standard that defines “{grade}” is cited"
    )
    return undetermined("REF_UNRESOLVED", f"{zh}，无法判断。", f"{en[0].upper()}{en[1:]}.")


def _resolved(
    requirement: Requirement, cell: Cell, resolution: Resolution, cited: tuple[str, ...]
) -> tuple[Requirement, Cell]:
    number = Number(resolution.value, resolution.printed)
    limits = Limits((NumberInterval(None, number),))
    new_cell = replace(cell, constraint=limits, unit=resolution.unit, unit_printed=None)
    kept = tuple(m for m in requirement.methods if m.designation not in cited)
    is_designation = re.search(r"\d", resolution.method) is not None and " " in resolution.method
    named = Method(resolution.method) if is_designation else Method(None, resolution.method)
    methods = kept if any(m.variant == resolution.method for m in kept) else (*kept, named)
    return replace(requirement, methods=methods), new_cell
