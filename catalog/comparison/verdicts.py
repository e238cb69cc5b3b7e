"""The verdict on one pair of requirements: gates, cells, and the overall answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from catalog.comparison.cells import compare_cells
from catalog.comparison.conditioned import by_conditions
from catalog.comparison.dictionary import Characteristic, dictionary, fold_name
from catalog.comparison.gates.identity import (
    characteristic_of,
    check_characteristic,
    check_product_class,
    class_words,
)
from catalog.comparison.gates.trail import Closed, Pair, Trail, undetermined
from catalog.comparison.links import classes
from catalog.comparison.refinement import part_key
from catalog.comparison.remembering import once_for_a_row
from catalog.comparison.reports import Verdict, VerdictKind, Words
from catalog.comparison.requirements import Axis, AxisType, Modality, NoRequirement, Requirement
from catalog.comparison.showing import requirement_text
from catalog.comparison.tables import BREACHES, compare_tables
from catalog.comparison.wording import sentence
from catalog.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Context", "compare_requirements", "compare_texts"]

_FASTNESS_PARTS = {"change": "变色", "stain": "沾色"}
_LIMIT_BEFORE_ADVICE = regex(
    r"[≤≥<>]\s*[\d.].*(?:宜|\bshould\b)|(?:应|不得|不大于|不小于|shall).*\d.*(?:宜|\bshould\b)"
)
_DIRECTIONS = regex(r"经向|纬向|纵向|横向|直向")
_DOUBTS = {
    "PARSE": "数值或文字的含义不能确定",
    "OCR": "文字来自识别，符号可能有误",
    "AMBIGUOUS_OPERATOR": "没有写明是上限、下限还是范围",
    "CLASS": "不能确定产品类别",
    "KIND": "列举不完整",
}
"""What is in doubt, for a Chinese sentence; the steps carry the reason itself."""
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
    declared, benchmark = by_conditions(_by_product(declared), _by_product(benchmark))
    closed = _parsed(declared, benchmark, trail)
    if closed is not None:
        return _closed(closed, declared, benchmark, trail)
    declared, benchmark = _graded(declared), _graded(benchmark)
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


@once_for_a_row
def _demands(requirement: Requirement) -> bool:
    """Tell whether a requirement demands something; advice and waivers demand nothing."""
    if requirement.modality in _NOT_BINDING:
        return (requirement.problem_reason or "").startswith("advice")
    if not requirement.cells or requirement.problem is not None:
        return True
    return any(not isinstance(cell.constraint, NoRequirement) for cell in requirement.cells)


def _is_mixed(requirement: Requirement) -> bool:
    """Tell whether advice stands beside a requirement in one text: which of the two was read is not certain."""
    return requirement.modality in _NOT_BINDING and _LIMIT_BEFORE_ADVICE.search(requirement.text) is not None


def _loses_a_position(requirement: Requirement) -> bool:
    """Tell whether a text names more directions than its table has: one of the limits may stand at the wrong one."""
    if not requirement.axes or not _has_axis(requirement, AxisType.POSITION):
        return False
    named = set(_DIRECTIONS.findall(requirement.text))
    held = [value for cell in requirement.cells for _, value in cell.classes if isinstance(value, str)]
    twice = any(len({name for name, _ in cell.classes}) < len(cell.classes) for cell in requirement.cells)
    return twice or not named <= set(held)


def _absent(
    declared: Requirement | None, benchmark: Requirement | None, context: Context, trail: Trail
) -> Verdict | None:
    left = declared if declared is not None and _demands(declared) else None
    right = benchmark if benchmark is not None and _demands(benchmark) else None
    if left is not None and right is not None:
        return None
    if declared is not None and benchmark is not None and (_is_mixed(declared) or _is_mixed(benchmark)):
        return None
    for side, given in ((declared, left), (benchmark, right)):
        if side is not None and given is None:
            binding = side.modality not in _NOT_BINDING
            trail.step("modality", "nothing required" if binding else side.modality.value, side.text)
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


@once_for_a_row
def _by_product(requirement: Requirement) -> Requirement:
    """Settle two printed classes by the product that the text names: infant wear is class A whatever the label says."""
    if requirement.problem != "CLASS" or not (requirement.problem_reason or "").startswith("two classes"):
        return requirement
    product = classes().by_product(requirement.text)
    return requirement if product is None else replace(requirement, problem=None, product_class=product)


@once_for_a_row
def _doubt(requirement: Requirement) -> tuple[str, str | None] | None:
    """Return the code and the reason why a text cannot be trusted, or ``None``."""
    if _is_mixed(requirement):
        return "PARSE", "advice beside a requirement"
    if requirement.problem is not None:
        return requirement.problem, requirement.problem_reason
    if _loses_a_position(requirement):
        return "PARSE", "a direction that is named has no limit of its own"
    return None


def _parsed(declared: Requirement, benchmark: Requirement, trail: Trail) -> Closed | None:
    mine = _doubt(declared)
    doubt = mine or _doubt(benchmark)
    if doubt is None:
        return None
    zh, en, text = (
        ("本标准", "The declared text", declared.text) if mine else ("对标标准", "The benchmark", benchmark.text)
    )
    problem, reason = doubt
    trail.step("parse", problem, reason or text)
    return undetermined(
        problem,
        f"{zh}的文字“{text}”不能可靠读取（{_DOUBTS.get(problem, '含义不明')}），无法判断。",
        f"{en} “{text}” cannot be read with certainty ({reason or problem}).",
    )


def _closed(closed: Closed, declared: Requirement, benchmark: Requirement, trail: Trail) -> Verdict:
    grade = trail.grade(declared.grade, benchmark.grade)
    return Verdict(closed.verdict, closed.reason, closed.code, tuple(trail.flags), grade, (), tuple(trail.steps))


# -- parts of a compound ---------------------------------------------------------------------------------------------


@once_for_a_row
def _graded(requirement: Requirement) -> Requirement:
    """Return a row whose printed class is a grade word (一级) as a row of that grade."""
    grade = requirement.product_class
    if grade is None or not classes().is_grade(grade) or _has_axis(requirement, AxisType.QUALITY_GRADE):
        return requirement
    axis = Axis("quality_grade", AxisType.QUALITY_GRADE)
    cells = tuple(replace(cell, classes=(*cell.classes, (axis.name, grade))) for cell in requirement.cells)
    return replace(requirement, axes=(*requirement.axes, axis), cells=cells, product_class=None)


def _as_part(requirement: Requirement, other: Requirement) -> Requirement:
    """Return a plain row as the one part of the other side's compound that it names (总养分 of 总养分 and 单一养分)."""
    if not other.axes or _has_axis(requirement, AxisType.PART):
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
    if own is not None and part_key(part) == _FASTNESS_PARTS.get(own.id.rpartition(".")[2]):
        return True
    return entry is not None and own is not None and entry.id == own.id


def _through_parts(
    found: tuple[Characteristic | None, Characteristic | None], declared: Requirement, benchmark: Requirement
) -> tuple[Characteristic | None, Characteristic | None]:
    """Take a side whose parts have names of their own for what the other side is about."""
    if not declared.axes or not benchmark.axes:
        return found
    parts = [{axis.name for axis in side.axes if axis.type is AxisType.PART} for side in (declared, benchmark)]
    if parts[0] and parts[1] and found[0] is not None and found[1] is not None and found[0].id != found[1].id:
        names = [
            {part_key(v) for c in s.cells for _, v in c.classes if isinstance(v, str)} for s in (declared, benchmark)
        ]
        if names[0] & names[1]:
            return found[1], found[1]
    return found


# -- classes and grades ----------------------------------------------------------------------------------------------


def _applies(declared: Requirement, benchmark: Requirement, trail: Trail) -> Closed | None:
    if not declared.applies_if and not benchmark.applies_if:
        return None
    left = {fold_name(words) for words in declared.applies_if}
    right = {fold_name(words) for words in benchmark.applies_if}
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
    return bool(requirement.axes) and any(axis.type is axis_type for axis in requirement.axes)


def _classes(
    declared: Requirement, benchmark: Requirement, context: Context, trail: Trail
) -> tuple[Requirement, Requirement, Closed | None]:
    """Settle the regulatory class: select the row of the product's class where one side is a table of classes."""
    kind = AxisType.REGULATORY_CLASS
    tables = _has_axis(declared, kind), _has_axis(benchmark, kind)
    own = declared.product_class or context.product_class
    if not tables[0] and not tables[1]:
        theirs = benchmark.product_class
        if own is not None and declared.product_class is None and theirs is None:
            own = None
        return declared, benchmark, check_product_class(own, theirs, declared.text, trail)
    if tables[1] and not tables[0] and own is not None:
        return declared, _select(benchmark, own, trail), None
    theirs = benchmark.product_class or context.product_class
    if tables[0] and not tables[1] and theirs is not None:
        return _select(declared, theirs, trail), benchmark, None
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
        outcome = compare_cells(pair, context.benchmark_name, trail)
        if context.mandatory and outcome.verdict in BREACHES:
            trail.flag("MANDATORY_BREACH")
        grade = trail.grade(declared.grade, benchmark.grade)
        steps = tuple(trail.steps)
        return Verdict(outcome.verdict, outcome.reason, outcome.code, tuple(trail.flags), grade, (), steps)
    return compare_tables(
        declared,
        benchmark,
        entry,
        trail,
        benchmark_name=context.benchmark_name,
        grade=context.grade,
        mandatory=context.mandatory,
    )
