"""Before the method is asked: can constraints of these two kinds be held against each other at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog.comparison.gates.trail import Closed, Trail, not_comparable, undetermined
from catalog.comparison.requirements import (
    Boolean,
    ByReference,
    CapabilityRange,
    GradeSet,
    Limits,
    NotDetected,
    SamplingPlan,
    Text,
    Tolerance,
    WordSet,
)

if TYPE_CHECKING:
    from catalog.comparison.gates.trail import Pair
    from catalog.comparison.requirements import Constraint

__all__ = ["check_kinds", "check_references", "is_numeric"]

_NUMERIC = (Limits, Tolerance, CapabilityRange)
_NAMES = {
    Limits: ("限值", "a limit"),
    Tolerance: ("公差", "a tolerance"),
    CapabilityRange: ("能力范围", "a capability"),
    GradeSet: ("等级", "a grade"),
    Boolean: ("有无要求", "a yes-or-no property"),
    WordSet: ("文字列举", "a list of words"),
    NotDetected: ("不得检出", "“not detected”"),
    SamplingPlan: ("采样方案", "a sampling plan"),
    ByReference: ("引用", "a reference"),
    Text: ("文字描述", "a description"),
}


def is_numeric(constraint: Constraint) -> bool:
    """Tell whether a constraint is a set of numbers."""
    return isinstance(constraint, _NUMERIC)


def check_kinds(pair: Pair, trail: Trail) -> Closed | None:
    """Close where the two constraints are of kinds that no rule holds against each other."""
    left, right = pair.declared_cell.constraint, pair.benchmark_cell.constraint
    if is_numeric(left) and is_numeric(right):
        return None
    closed = (
        _references(left, right)
        or _texts(left, right)
        or _plans(left, right)
        or _words(left, right)
        or _grades(left, right)
    )
    if closed is not None:
        trail.step("unit", "kinds differ", f"{_NAMES[type(left)][1]} / {_NAMES[type(right)][1]}")
    return closed


def check_references(pair: Pair) -> Closed | None:
    """Close where a side leaves its value to another document."""
    return _references(pair.declared_cell.constraint, pair.benchmark_cell.constraint)


def _references(left: Constraint, right: Constraint) -> Closed | None:
    if isinstance(left, ByReference) and isinstance(right, ByReference) and _same_dated_clause(left, right):
        return None
    for side, zh, en in ((left, "本标准", "The declared text"), (right, "对标标准", "The benchmark")):
        if isinstance(side, ByReference):
            return undetermined(
                "REF_UNRESOLVED",
                f"{zh}的数值写在引用的文件里（“{side.printed}”），没有公开给出，无法判断。",
                f"{en} leaves the value to another document (“{side.printed}”), which is not at hand.",
            )
    return None


def _same_dated_clause(left: ByReference, right: ByReference) -> bool:
    """Two texts that point to one clause of one edition require the same, whatever it says."""
    return (
        left.designation is not None
        and left.designation == right.designation
        and left.clause is not None
        and left.clause == right.clause
        and left.designation[-4:].isdigit()
        and left.designation[-5:-4] in ("-", ":")
    )


def _texts(left: Constraint, right: Constraint) -> Closed | None:
    if not isinstance(left, Text) and not isinstance(right, Text):
        return None
    both = isinstance(left, Text) and isinstance(right, Text)
    text = left if isinstance(left, Text) else right
    assert isinstance(text, Text)  # noqa: S101 - one of the two is
    formula = any(isinstance(side, Text) and "formula" in side.reason.casefold() for side in (left, right))
    if formula:
        return undetermined(
            "KIND",
            f"限值由公式给出（“{text.printed}”），按文字保留，无法判断。",
            f"The limit is given by a formula (“{text.printed}”) and kept as text.",
        )
    if both:
        return undetermined(
            "KIND",
            "两个标准都用文字描述，没有登记可以比较的含义。",
            "Both sides are descriptions in words without a recorded meaning.",
        )
    other = right if isinstance(left, Text) else left
    zh, en = _NAMES[type(other)]
    code = "QUALITATIVE" if isinstance(other, (*_NUMERIC, GradeSet)) else "KIND"
    return not_comparable(
        code,
        f"一方是文字描述（“{text.printed}”），另一方是{zh}，不能比较。",
        f"One side is a description (“{text.printed}”), the other {en}.",
    )


def _plans(left: Constraint, right: Constraint) -> Closed | None:
    plans = isinstance(left, SamplingPlan), isinstance(right, SamplingPlan)
    if plans[0] == plans[1]:
        return None
    other = right if plans[0] else left
    plan = left if plans[0] else right
    counts = isinstance(plan, SamplingPlan) and plan.m.value > 0
    if isinstance(other, NotDetected) and (other.sample is None or not counts):
        return undetermined(
            "SAMPLING",
            "一方规定了采样方案，另一方只写“不得检出”，没有写明样品数和样品量，无法判断。",
            "One side has a sampling plan; the other says “not detected” without number and size of samples.",
        )
    return not_comparable(
        "SAMPLING" if is_numeric(other) or isinstance(other, NotDetected) else "KIND",
        "一方是单一限值，另一方是采样方案（n、c、m、M），不能排序。",
        "A single limit cannot be ordered against a sampling plan (n, c, m, M).",
    )


def _words(left: Constraint, right: Constraint) -> Closed | None:
    """Yes-or-no properties and lists of words against anything else."""
    yes_no = isinstance(left, Boolean), isinstance(right, Boolean)
    listed = isinstance(left, WordSet), isinstance(right, WordSet)
    if yes_no[0] and yes_no[1]:
        return _subjects(left, right)
    if not any(yes_no) and listed[0] == listed[1]:
        return None
    plain = left if yes_no[0] or (listed[0] and not yes_no[1]) else right
    other = right if plain is left else left
    if isinstance(plain, Boolean):
        if isinstance(other, GradeSet):
            return not_comparable(
                "SCALE",
                "一方只判有无，另一方按等级评定，不是同一种评价尺度。",
                "A yes-or-no judgement is held against a graded test: the scales differ.",
            )
        zh = "禁止使用或添加" if plain.subject == "use" else "有无要求"
        return not_comparable(
            "KIND",
            f"一方是{zh}，另一方是{_NAMES[type(other)][0]}，不能比较。",
            f"One side is {'a ban on use' if plain.subject == 'use' else 'a yes-or-no property'}, the other "
            f"{_NAMES[type(other)][1]}.",
        )
    code = "QUALITATIVE" if isinstance(other, (*_NUMERIC, GradeSet)) else "KIND"
    return not_comparable(
        code,
        f"一方是文字列举，另一方是{_NAMES[type(other)][0]}，不能比较。",
        f"One side is a list of words, the other {_NAMES[type(other)][1]}.",
    )


def _subjects(left: Constraint, right: Constraint) -> Closed | None:
    assert isinstance(left, Boolean)  # noqa: S101 - the caller looked
    assert isinstance(right, Boolean)  # noqa: S101 - the caller looked
    if left.subject == right.subject:
        return None
    if "use" in (left.subject, right.subject):
        return not_comparable(
            "KIND", "一方禁止使用，另一方要求不存在，不是同一种要求。", "A ban on use is not a demand of absence."
        )
    if not left.value and not right.value and _share_subjects(left.subject, right.subject):
        return None
    return not_comparable(
        "QUANTITY",
        f"两个标准要求的对象不同（{left.subject} / {right.subject}）。",
        f"The two texts demand different things ({left.subject} / {right.subject}).",
    )


def _grades(left: Constraint, right: Constraint) -> Closed | None:
    grades = isinstance(left, GradeSet), isinstance(right, GradeSet)
    if grades[0] == grades[1]:
        return None
    return not_comparable(
        "SCALE",
        "一方是等级，另一方是数值或其他要求，没有登记二者之间的换算。",
        "One side is a grade, the other a value or something else; no entry converts between them.",
    )


def _share_subjects(left: str, right: str) -> bool:
    """Tell whether two lists of what must be absent have something in common."""
    from catalog.comparison.reading.words import widened_subjects  # noqa: PLC0415 - loads with the first such text

    return bool(widened_subjects(left) & widened_subjects(right))
