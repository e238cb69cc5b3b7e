"""The verdict on one pair of requirements: gates, cells, and the overall answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from catalog.comparison.cells import CellOutcome, compare_cells
from catalog.comparison.dictionary import Characteristic, dictionary, fold_name
from catalog.comparison.gates.identity import (
    characteristic_of,
    check_characteristic,
    check_product_class,
    class_words,
)
from catalog.comparison.gates.trail import Closed, Pair, Trail, undetermined
from catalog.comparison.links import classes
from catalog.comparison.refinement import RefinedAxis, Region, refine
from catalog.comparison.reports import CellVerdict, Step, Verdict, VerdictKind, Words
from catalog.comparison.requirements import Axis, AxisType, Modality, NoRequirement, Requirement
from catalog.comparison.wording import cell_text, cells_sentence, requirement_text, sentence

if TYPE_CHECKING:
    from catalog.comparison.requirements import Band

__all__ = ["Context", "compare_requirements", "compare_texts", "overall"]

_BREACHES = frozenset({VerdictKind.LOOSER, VerdictKind.DISJOINT, VerdictKind.MISSING, VerdictKind.OVERLAP})
_BETTER = frozenset({VerdictKind.STRICTER, VerdictKind.EXTRA})
_WORSE = frozenset({VerdictKind.LOOSER, VerdictKind.MISSING, VerdictKind.DISJOINT})
_OPEN = frozenset({VerdictKind.NOT_COMPARABLE, VerdictKind.UNDETERMINED})
_OF_THE_PRODUCT = frozenset({AxisType.QUALITY_GRADE, AxisType.REGULATORY_CLASS})
_NOT_BINDING = frozenset({Modality.SHOULD, Modality.MAY})


@dataclass(frozen=True, slots=True)
class Context:
    """What the texts themselves do not say.

    ``mandatory`` is whether the benchmark is a mandatory standard; ``product_class`` and ``grade`` are the product's.
    """

    product_class: str | None = None
    grade: str | None = None
    mandatory: bool = False
    declared_document: str | None = None
    benchmark_document: str | None = None

    @classmethod
    def of(cls, data: Mapping[str, Any] | None) -> Context:
        """Return the context of a line of ``duibiao verdict``; unknown fields are passed over."""
        if not data:
            return _NO_CONTEXT
        return cls(
            data.get("product_class"),
            data.get("grade"),
            bool(data.get("mandatory", False)),
            data.get("declared_document"),
            data.get("benchmark_document"),
        )

    @property
    def benchmark_name(self) -> str:
        """Return how sentences call the benchmark."""
        return self.benchmark_document or ("强制性标准" if self.mandatory else "对标标准")


_NO_CONTEXT = Context()


def compare_texts(declared: str | None, benchmark: str | None, context: Mapping[str, Any] | None = None) -> Verdict:
    """Return the verdict on two printed requirements; ``None`` and "nothing required" are an absent side."""
    from catalog.comparison.reading import read_requirement  # noqa: PLC0415 - reading loads with the first text

    sides: list[Requirement | None] = []
    for text, side in ((declared, "declared"), (benchmark, "benchmark")):
        read = None if text is None or not text.strip() else read_requirement(text, side=side)
        sides.append(None if isinstance(read, NoRequirement) else read)
    return compare_requirements(sides[0], sides[1], Context.of(context))


def compare_requirements(
    declared: Requirement | None, benchmark: Requirement | None, context: Context = _NO_CONTEXT
) -> Verdict:
    """Return the verdict on two requirements, with every gate as a step."""
    trail = Trail()
    absent = _absent(declared, benchmark, context, trail)
    if absent is not None:
        return absent
    assert declared is not None  # noqa: S101 - the absent sides are answered
    assert benchmark is not None  # noqa: S101 - the absent sides are answered
    trail.flag(*declared.flags, *benchmark.flags)
    closed = _parsed(declared, benchmark, trail)
    if closed is not None:
        return _closed(closed, declared, benchmark, trail)
    declared, benchmark = _as_part(declared, benchmark), _as_part(benchmark, declared)
    found = characteristic_of(declared), characteristic_of(benchmark)
    closed = check_characteristic(declared, benchmark, _through_parts(found, declared, benchmark), trail)
    if closed is not None:
        return _closed(closed, declared, benchmark, trail)
    closed = _applies(declared, benchmark, trail)
    if closed is not None:
        return _closed(closed, declared, benchmark, trail)
    declared, benchmark, closed = _classes(declared, benchmark, context, trail)
    if closed is not None:
        return _closed(closed, declared, benchmark, trail)
    return _by_cells(declared, benchmark, found[0] or found[1], context, trail)


def _present(requirement: Requirement | None) -> Requirement | None:
    """Return a requirement that demands something; advice and waivers demand nothing."""
    if requirement is None or requirement.modality in _NOT_BINDING:
        return None
    if requirement.problem is None and requirement.cells:
        if all(isinstance(cell.constraint, NoRequirement) for cell in requirement.cells):
            return None
    return requirement


def _absent(
    declared: Requirement | None, benchmark: Requirement | None, context: Context, trail: Trail
) -> Verdict | None:
    left, right = _present(declared), _present(benchmark)
    for side, given in ((declared, left), (benchmark, right)):
        if side is not None and given is None:
            binding = side.modality not in _NOT_BINDING
            trail.step("modality", "nothing required" if binding else side.modality.value, side.text)
    if left is not None and right is not None:
        return None
    if left is None and right is None:
        words = Words("两个标准对这一项都没有要求。", "Neither side requires anything here.")
        return Verdict(VerdictKind.EQUAL, words, steps=tuple(trail.steps))
    kind = VerdictKind.MISSING if left is None else VerdictKind.EXTRA
    given = right if left is None else left
    assert given is not None  # noqa: S101 - one side is there
    if given.applies_if:
        trail.flag("APPLIES_IF")
        trail.step("class", "applies if", "；".join(given.applies_if))
    if kind is VerdictKind.MISSING and context.mandatory:
        trail.flag("MANDATORY_BREACH")
    trail.step("characteristic", "one side only", given.name)
    text = requirement_text(given)
    reason = sentence(kind, declared=text, benchmark=text, benchmark_name=context.benchmark_name)
    return Verdict(kind, reason, None, tuple(trail.flags), given.grade, (), tuple(trail.steps))


def _parsed(declared: Requirement, benchmark: Requirement, trail: Trail) -> Closed | None:
    for side, zh, en in ((declared, "本标准", "The declared text"), (benchmark, "对标标准", "The benchmark")):
        if side.problem is None:
            continue
        trail.step("parse", side.problem, side.problem_reason or side.text)
        return undetermined(
            side.problem,
            f"{zh}的文字“{side.text}”不能可靠读取（{side.problem_reason or side.problem}），无法判断。",
            f"{en} “{side.text}” cannot be read with certainty ({side.problem_reason or side.problem}).",
        )
    return None


def _closed(closed: Closed, declared: Requirement, benchmark: Requirement, trail: Trail) -> Verdict:
    grade = trail.grade(declared.grade, benchmark.grade)
    return Verdict(closed.verdict, closed.reason, closed.code, tuple(trail.flags), grade, (), tuple(trail.steps))


# -- parts of a compound ---------------------------------------------------------------------------------------------


def _as_part(requirement: Requirement, other: Requirement) -> Requirement:
    """Return a plain row as the one part of the other side's compound that it names (总养分 of 总养分 and 单一养分)."""
    if any(axis.type is AxisType.PART for axis in requirement.axes):
        return requirement
    for axis in other.axes:
        if axis.type is not AxisType.PART:
            continue
        for cell in other.cells:
            for name, value in cell.classes:
                if name == axis.name and isinstance(value, str) and _is_named(requirement, value):
                    cells = tuple(replace(own, classes=(*own.classes, (axis.name, value))) for own in requirement.cells)
                    return replace(requirement, axes=(*requirement.axes, Axis(axis.name, AxisType.PART)), cells=cells)
    return requirement


def _is_named(requirement: Requirement, part: str) -> bool:
    if fold_name(part) == fold_name(requirement.name):
        return True
    entry, own = dictionary().find(part), characteristic_of(requirement)
    return entry is not None and own is not None and entry.id == own.id


def _through_parts(
    found: tuple[Characteristic | None, Characteristic | None], declared: Requirement, benchmark: Requirement
) -> tuple[Characteristic | None, Characteristic | None]:
    """Take a side whose parts have names of their own for what the other side is about."""
    parts = [{axis.name for axis in side.axes if axis.type is AxisType.PART} for side in (declared, benchmark)]
    if parts[0] and parts[1] and found[0] is not None and found[1] is not None and found[0].id != found[1].id:
        names = [
            {fold_name(v) for c in s.cells for _, v in c.classes if isinstance(v, str)} for s in (declared, benchmark)
        ]
        if names[0] & names[1]:
            return found[1], found[1]
    return found


# -- classes and grades ----------------------------------------------------------------------------------------------


def _applies(declared: Requirement, benchmark: Requirement, trail: Trail) -> Closed | None:
    left = {fold_name(words) for words in declared.applies_if}
    right = {fold_name(words) for words in benchmark.applies_if}
    if not left and not right:
        return None
    trail.flag("APPLIES_IF")
    trail.step("class", "applies if", "；".join((*declared.applies_if, *benchmark.applies_if)))
    if left <= right:
        return None
    words = "；".join(declared.applies_if)
    return undetermined(
        "CLASS",
        f"本标准的要求只在“{words}”时适用，对标标准没有这一前提，无法判断。",
        f"The declared requirement holds only under “{words}”, which the benchmark does not say.",
    )


def _has_axis(requirement: Requirement, axis_type: AxisType) -> bool:
    return any(axis.type is axis_type for axis in requirement.axes)


def _classes(
    declared: Requirement, benchmark: Requirement, context: Context, trail: Trail
) -> tuple[Requirement, Requirement, Closed | None]:
    """Settle the regulatory class: select the row of the product's class where one side is a table of classes."""
    kind = AxisType.REGULATORY_CLASS
    tables = _has_axis(declared, kind), _has_axis(benchmark, kind)
    own = declared.product_class or context.product_class
    if not any(tables):
        theirs = benchmark.product_class
        if own is not None and declared.product_class is None and theirs is None:
            own = None
        return declared, benchmark, check_product_class(own, theirs, declared.text, trail)
    if tables[1] and not tables[0] and own is not None:
        return declared, _select(benchmark, own, trail), None
    if tables[0] and not tables[1] and benchmark.product_class is not None:
        return _select(declared, benchmark.product_class, trail), benchmark, None
    if all(tables) and context.product_class is not None:
        declared = _select(declared, context.product_class, trail)
        return declared, _select(benchmark, context.product_class, trail), None
    return declared, benchmark, None


def _select(requirement: Requirement, product_class: str, trail: Trail) -> Requirement:
    """Return the rows of one class; a table that does not have it is returned whole."""
    wanted = class_words(product_class)
    axes = {axis.name for axis in requirement.axes if axis.type is AxisType.REGULATORY_CLASS}
    cells = tuple(
        replace(cell, classes=tuple(item for item in cell.classes if item[0] not in axes))
        for cell in requirement.cells
        if all(
            name not in axes or (isinstance(value, str) and class_words(value) == wanted)
            for name, value in cell.classes
        )
    )
    if not cells:
        return requirement
    trail.step("class", "row selected", product_class)
    kept = tuple(axis for axis in requirement.axes if axis.name not in axes)
    return replace(requirement, cells=cells, axes=kept, product_class=product_class)


# -- cells -----------------------------------------------------------------------------------------------------------


def _by_cells(
    declared: Requirement,
    benchmark: Requirement,
    entry: Characteristic | None,
    context: Context,
    trail: Trail,
) -> Verdict:
    if len(declared.cells) == 1 and len(benchmark.cells) == 1 and not declared.axes and not benchmark.axes:
        pair = Pair(declared, benchmark, entry, declared.cells[0], benchmark.cells[0])
        outcome = compare_cells(pair, context.benchmark_name)
        return _single(outcome, declared, benchmark, context, trail)
    axes, regions = refine(declared, benchmark)
    regions = _covered(axes, regions, trail)
    compared = _Comparer(declared, benchmark, entry, context.benchmark_name)
    shown = [(region, compared.verdict(region)) for region in regions]
    return _whole(axes, shown, compared, context, trail)


def _covered(axes: list[RefinedAxis], regions: list[Region], trail: Trail) -> list[Region]:
    """Leave out the grades and classes that the benchmark has and the declared table does not: no such product is declared."""
    for axis in axes:
        if axis.type not in _OF_THE_PRODUCT or not (axis.declared and axis.benchmark):
            continue
        own = {dict(region.classes)[axis.name] for region in regions if region.declared is not None}
        shared = [region for region in regions if dict(region.classes)[axis.name] in own]
        if shared and len(shared) < len(regions) and any(region.benchmark is not None for region in shared):
            others = {str(dict(region.classes)[axis.name]) for region in regions} - {str(value) for value in own}
            trail.step("class", "not declared", "、".join(sorted(others)))
            regions = shared
    return regions


def _single(
    outcome: CellOutcome, declared: Requirement, benchmark: Requirement, context: Context, trail: Trail
) -> Verdict:
    trail.flag(*outcome.trail.flags)
    if context.mandatory and outcome.verdict in _BREACHES:
        trail.flag("MANDATORY_BREACH")
    steps = (*trail.steps, *outcome.trail.steps)
    grade = trail.grade(declared.grade, benchmark.grade)
    return Verdict(outcome.verdict, outcome.reason, outcome.code, tuple(trail.flags), grade, (), steps)


class _Comparer:
    """Compares the cells of regions, each pair of cells once."""

    def __init__(
        self, declared: Requirement, benchmark: Requirement, entry: Characteristic | None, benchmark_name: str
    ) -> None:
        self.declared = declared
        self.benchmark = benchmark
        self.entry = entry
        self.benchmark_name = benchmark_name
        self.outcomes: dict[tuple[int, int], CellOutcome] = {}

    def verdict(self, region: Region) -> CellVerdict:
        """Return the verdict of one class."""
        left, right = region.declared, region.benchmark
        if left is None or right is None:
            kind = VerdictKind.MISSING if left is None else VerdictKind.EXTRA
            flags = (*(("CLASS_GAP",) if region.gap else ()), *(("OUTSIDE_SCOPE",) if region.listed else ()))
            texts = (
                None if left is None else cell_text(self.declared, left),
                None if right is None else cell_text(self.benchmark, right),
            )
            return CellVerdict(region.classes, kind, *texts, None, flags, region.unit)
        outcome = self.outcome(region)
        return CellVerdict(
            region.classes,
            outcome.verdict,
            outcome.declared,
            outcome.benchmark,
            outcome.code,
            tuple(outcome.trail.flags),
            region.unit,
        )

    def outcome(self, region: Region) -> CellOutcome:
        """Return what the gates said of the two cells of a class."""
        left, right = region.declared, region.benchmark
        assert left is not None  # noqa: S101 - callers look first
        assert right is not None  # noqa: S101 - callers look first
        key = id(left), id(right)
        found = self.outcomes.get(key)
        if found is None:
            found = compare_cells(Pair(self.declared, self.benchmark, self.entry, left, right), self.benchmark_name)
            self.outcomes[key] = found
        return found


def _whole(
    axes: list[RefinedAxis],
    shown: list[tuple[Region, CellVerdict]],
    compared: _Comparer,
    context: Context,
    trail: Trail,
) -> Verdict:
    counted = [cell for region, cell in shown if not region.listed]
    counted, baseline = _baseline(axes, counted, context, trail)
    for cell in counted:
        trail.flag(*(flag for flag in cell.flags if flag != "OUTSIDE_SCOPE"))
    positional = all(axis.type in (AxisType.POSITION, AxisType.PART) for axis in axes)
    kind, code = overall(counted, positional=positional)
    cells = tuple(cell for _, cell in shown)
    unknown = _unknown_class(axes, cells)
    steps = (*trail.steps, *_steps(compared))
    grade = trail.grade(compared.declared.grade, compared.benchmark.grade)
    if unknown is not None:
        return Verdict(unknown.verdict, unknown.reason, unknown.code, tuple(trail.flags), grade, cells, steps)
    if context.mandatory and (kind in _BREACHES or any(cell.verdict in _WORSE for cell in counted)):
        trail.flag("MANDATORY_BREACH")
    reason = _reason(kind, counted, cells, compared, baseline)
    return Verdict(kind, reason, code, tuple(trail.flags), grade, cells, steps)


def _steps(compared: _Comparer) -> list[Step]:
    out: dict[Step, None] = {}
    for outcome in compared.outcomes.values():
        for step in outcome.trail.steps:
            out[step] = None
    return list(out)


def _reason(
    kind: VerdictKind,
    counted: list[CellVerdict],
    cells: tuple[CellVerdict, ...],
    compared: _Comparer,
    baseline: str | None,
) -> Words:
    outcomes = list(compared.outcomes.values())
    if kind in _OPEN:
        first = next((o for o in outcomes if o.verdict in _OPEN), None)
        if first is not None:
            return first.reason
    if baseline is not None and len(counted) == 1:
        cell = counted[0]
        words = sentence(
            kind,
            declared=cell.declared or "—",
            benchmark=cell.benchmark or "—",
            benchmark_name=compared.benchmark_name,
        )
        note = Words(
            f"没有声明等级，按最低等级“{baseline}”比较。",
            f"No grade is declared: compared with “{baseline}”, the lowest.",
        )
        return Words(words.zh + note.zh, f"{words.en} {note.en}")
    return cells_sentence(kind, cells)


def _unknown_class(axes: list[RefinedAxis], cells: tuple[CellVerdict, ...]) -> Closed | None:
    """A class of the product that only one side tells apart: a verdict for each class and none overall."""
    for axis in axes:
        if axis.type is AxisType.REGULATORY_CLASS and axis.declared != axis.benchmark and len(cells) > 1:
            return undetermined(
                "CLASS",
                "产品类别未知：已按各类别分别给出结论，不给总的结论。",
                "The class of the product is not known: there is a verdict for each class and none overall.",
            )
    return None


def _class_of(cell: CellVerdict, name: str) -> Band | str | None:
    return dict(cell.classes).get(name)


def _baseline(
    axes: list[RefinedAxis], cells: list[CellVerdict], context: Context, trail: Trail
) -> tuple[list[CellVerdict], str | None]:
    """Keep the cells of the declared grade, or of the lowest accepted one where no grade is declared."""
    for axis in axes:
        if axis.type is not AxisType.QUALITY_GRADE or axis.declared == axis.benchmark:
            continue
        grades = tuple(dict.fromkeys(str(_class_of(cell, axis.name)) for cell in cells))
        if not grades:
            return cells, None
        if context.grade is not None and context.grade in grades:
            trail.step("class", "grade", context.grade)
            return [cell for cell in cells if _class_of(cell, axis.name) == context.grade], None
        lowest = classes().lowest_grade(grades)
        trail.flag("BASELINE_GRADE")
        trail.step("class", "baseline grade", lowest)
        return [cell for cell in cells if _class_of(cell, axis.name) == lowest], lowest
    return cells, None


def overall(cells: list[CellVerdict], *, positional: bool) -> tuple[VerdictKind, str | None]:
    """Return the verdict of a table from those of its cells, with the code of an open one: the first line that fits."""
    kinds = {cell.verdict for cell in cells}
    if not kinds:
        return VerdictKind.UNDETERMINED, "CLASS"
    if len(kinds) == 1:
        only = next(iter(kinds))
        return only, (cells[0].code if only in _OPEN else None)
    if positional and VerdictKind.DISJOINT in kinds:
        return VerdictKind.DISJOINT, None
    if (kinds & _BETTER and kinds & _WORSE) or kinds & {VerdictKind.OVERLAP, VerdictKind.DISJOINT}:
        return VerdictKind.OVERLAP, None
    if kinds & _OPEN:
        return VerdictKind.UNDETERMINED, next(cell.code for cell in cells if cell.verdict in _OPEN)
    if kinds <= {VerdictKind.EQUAL, *_BETTER}:
        return VerdictKind.STRICTER, None
    return VerdictKind.LOOSER, None
