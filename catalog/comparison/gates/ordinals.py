"""Grades, words and yes-or-no properties: finite sets, compared by inclusion."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalog.comparison.dictionary import fold_name, is_chinese
from catalog.comparison.gates.trail import Closed, Trail, not_comparable, undetermined
from catalog.comparison.links import method_key
from catalog.comparison.requirements import GradeSet, WordSet
from catalog.comparison.scales import Scale, ip_protections, scales
from catalog.comparison.sets import Relation, finite_relation
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.gates.trail import Pair
    from catalog.comparison.requirements import Boolean, Requirement

__all__ = ["check_scales", "compare_booleans", "compare_grades", "compare_words", "definers", "scale_of"]

_CODE = regex(r"^(?=.*\d)[a-z0-9][a-z0-9.\-/ +]*$", re.IGNORECASE)
_SPAN = regex(r"至|~|～|\bto\b|\bthrough\b")
_NUMBERED = frozenset({"grey_scale", "blue_wool", "spray", "oil_repellency", "rating10", "crosscut", "vda270"})
"""Scales of bare numbers, where a grade without an operator is read as the least that is accepted."""
_PRINTED = regex(
    r"[≥≤<>≮≯=]|不|未|低|高|优|以上|以下|至少|least|most|min|max|better|than|above|below|exceed", re.IGNORECASE
)
_OPERATORS = {"ge": "≥", "le": "≤", "gt": ">", "lt": "<", "eq": "="}


def scale_of(constraint: GradeSet, pair: Pair) -> Scale | None:
    """Return the scale of a grade: the one that was read, or the characteristic's own where that one is not known."""
    table = scales()
    found = table.get(constraint.scale)
    if found is None and pair.characteristic is not None:
        found = table.get(pair.characteristic.scale)
    return found


def definers(requirement: Requirement, constraint: GradeSet, scale: Scale | None) -> tuple[str, ...]:
    """Return the designations that a text names as the definition of its scale."""
    bound = scale is not None and (scale.edition_bound or bool(scale.resolutions))
    named = [] if constraint.defined_by is None else [constraint.defined_by]
    if bound:
        named.extend(m.designation for m in requirement.methods if m.designation is not None)
    elif scale is not None:
        keys = [(name, method_key(name)) for name in named]
        named = [name for name, key in keys if key is not None and key.work in scale.defined_by]
    return tuple(dict.fromkeys(named))


def check_scales(pair: Pair, trail: Trail) -> Closed | None:
    """Close where two grades stand on different scales, or on two editions of a scale that its editions change."""
    left, right = pair.declared_cell.constraint, pair.benchmark_cell.constraint
    if not isinstance(left, GradeSet) or not isinstance(right, GradeSet):
        return None
    scale, other = scale_of(left, pair), scale_of(right, pair)
    if scale is None or other is None:
        return None
    if scale.id != other.id:
        trail.step("unit", "scales differ", f"{scale.id} / {other.id}")
        return not_comparable(
            "SCALE",
            f"评级尺度不同：{scale.zh}与{other.zh}，没有登记对应关系。",
            f"The scales differ: {scale.en} and {other.en}; no correspondence is recorded.",
        )
    return _edition(pair, (left, right), scale, trail)


def compare_grades(pair: Pair, trail: Trail) -> Closed | Relation:
    """Compare two demands on one scale of grades."""
    left, right = pair.declared_cell.constraint, pair.benchmark_cell.constraint
    assert isinstance(left, GradeSet)  # noqa: S101 - the kinds gate passed
    assert isinstance(right, GradeSet)  # noqa: S101 - the kinds gate passed
    scale = scale_of(left, pair)
    if scale is None or scale_of(right, pair) is None:
        return _unknown_scale(left, right, trail)
    if scale.partial == "ip":
        return _ip(left, right, trail)
    if scale.id in _NUMBERED and not all(_PRINTED.search(c.text) for c in (pair.declared_cell, pair.benchmark_cell)):
        trail.flag("IMPLIED_OPERATOR")
    return _on_scale(left, right, scale, trail)


def _edition(pair: Pair, grades: tuple[GradeSet, GradeSet], scale: Scale, trail: Trail) -> Closed | None:
    if not scale.edition_bound:
        return None
    left = definers(pair.declared, grades[0], scale)
    right = definers(pair.benchmark, grades[1], scale)
    if not left and not right:
        return None
    if not left or not right:
        trail.step("unit", "definition unstated", f"{left or '-'} / {right or '-'}")
        named = (left or right)[0]
        return undetermined(
            "REF_UNRESOLVED",
            f"等级由标准定义；只有一方写明了依据（{named}），无法判断。",
            f"The grade is defined by a standard, and only one side names it ({named}).",
        )
    for one in left:
        for two in right:
            a, b = method_key(one), method_key(two)
            same = one == two if a is None or b is None else a.work == b.work
            if same and (a is None or b is None or a.year == b.year or None in (a.year, b.year)):
                trail.step("unit", "same scale", f"{scale.id} by {one}")
                return None
    trail.step("unit", "editions of the scale differ", f"{left[0]} / {right[0]}")
    return not_comparable(
        "SCALE",
        f"等级由不同的标准或版本定义（{left[0]} / {right[0]}），没有登记其内容未变。",
        f"The grades are defined by different standards or editions ({left[0]} / {right[0]}).",
    )


def _unknown_scale(left: GradeSet, right: GradeSet, trail: Trail) -> Closed | Relation:
    if (left.scale, left.operator, fold_name(left.grade)) == (right.scale, right.operator, fold_name(right.grade)):
        trail.step("unit", "same", f"{left.operator} {left.grade}")
        return Relation.EQUAL
    trail.step("unit", "scale unknown", f"{left.scale} / {right.scale}")
    return undetermined(
        "QUANTITY",
        f"等级“{left.grade}”与“{right.grade}”所属的尺度没有登记，无法判断。",
        f"The scale of the grades “{left.grade}” and “{right.grade}” is not recorded.",
    )


def _ip(left: GradeSet, right: GradeSet, trail: Trail) -> Closed | Relation:
    one, two = ip_protections(left.grade), ip_protections(right.grade)
    if one is None or two is None:
        return _unknown_scale(left, right, trail)
    jets = [{mark for mark in side if mark.startswith("k")} for side in (one, two)]
    if jets[0] != jets[1]:
        trail.step("unit", "scales differ", f"{left.grade} / {right.grade}")
        return not_comparable(
            "SCALE",
            f"“{left.grade}”与“{right.grade}”由不同的标准定义（ISO 20653 与 IEC 60529）。",
            f"“{left.grade}” and “{right.grade}” are defined by different standards (ISO 20653 and IEC 60529).",
        )
    trail.step("inclusion", "by digits", f"{left.grade} / {right.grade} (IEC 60529 clause 6)")
    relation = finite_relation(frozenset(one), frozenset(two)).swapped
    letters = [{mark for mark in side if mark.startswith("l")} for side in (one, two)]
    if letters[0] != letters[1] and relation in (Relation.OVERLAP, Relation.DISJOINT):
        return undetermined(
            "KIND",
            f"没有登记“{left.grade}”与“{right.grade}”的附加字母和特征数字之间的关系，无法判断。",
            f"No entry relates the additional letter and the digits of “{left.grade}” and “{right.grade}”.",
        )
    return Relation.OVERLAP if relation is Relation.DISJOINT else relation


def _on_scale(left: GradeSet, right: GradeSet, scale: Scale, trail: Trail) -> Closed | Relation:
    one, two = scale.normal(left.grade), scale.normal(right.grade)
    if one is not None and one == two and left.operator == right.operator:
        trail.step("inclusion", "equal", f"{_OPERATORS.get(left.operator, '')} {one} ({scale.id})")
        return Relation.EQUAL
    a = None if one is None else scale.accepted(left.operator, one)
    b = None if two is None else scale.accepted(right.operator, two)
    if a is None or b is None:
        trail.step("unit", "no order", f"{left.grade} / {right.grade} ({scale.id})")
        return not_comparable(
            "SCALE",
            f"“{left.grade}”与“{right.grade}”在{scale.zh}上没有先后顺序。",
            f"The scale ({scale.en}) gives no order between “{left.grade}” and “{right.grade}”.",
        )
    relation = finite_relation(frozenset(a), frozenset(b))
    trail.step("inclusion", relation.value, f"{one} / {two} ({scale.id})")
    return relation


def compare_booleans(left: Boolean, right: Boolean, trail: Trail) -> Relation:
    """Compare two yes-or-no properties of one subject."""
    from catalog.comparison.reading.words import widened_subjects  # noqa: PLC0415 - loads with the first such text

    if left.subject != right.subject:
        # Both demand absence: whoever must be free of more things meets the stricter demand.
        absent = widened_subjects(left.subject), widened_subjects(right.subject)
        inside, around = (
            frozenset(right.subject.split("+")) <= absent[0],
            frozenset(left.subject.split("+")) <= absent[1],
        )
        relation = Relation.INSIDE if inside else Relation.AROUND if around else Relation.OVERLAP
    else:
        relation = Relation.EQUAL if left.value == right.value else Relation.DISJOINT
    trail.step("inclusion", relation.value, f"{left.subject} / {right.subject}")
    return relation


def _is_known(word: str) -> bool:
    """Tell whether a word has one recorded meaning or is a code: then two different words are two things."""
    from catalog.comparison.reading.words import is_canonical  # noqa: PLC0415 - loads with the first list of words

    return _CODE.match(word) is not None or is_canonical(word)


def _may_be_one(left: frozenset[str], right: frozenset[str]) -> bool:
    """Tell whether a word of one side is in one of the other: Q235B may be a case of Q235, milky white of white."""
    return any(a in b or b in a for a in left - right for b in right - left)


def _may_meet(left: frozenset[str], right: frozenset[str]) -> bool:
    """Tell whether a word of one side may be true of what one of the other names: 304 is a stainless steel."""
    from catalog.comparison.reading.words import family_of  # noqa: PLC0415 - as above

    def kind(word: str) -> str | None:
        return family_of(word) or ("code" if _CODE.match(word) else None)

    return any(kind(a) is None or kind(a) != kind(b) for a in left - right for b in right - left)


def compare_words(pair: Pair, trail: Trail) -> Closed | Relation:
    """Compare two lists of words; words without a recorded meaning are never held to differ."""
    left, right = pair.declared_cell.constraint, pair.benchmark_cell.constraint
    assert isinstance(left, WordSet)  # noqa: S101 - the caller looked
    assert isinstance(right, WordSet)  # noqa: S101 - the caller looked
    trail.flag("TEXT_SET")
    if bool(left.allowed) != bool(right.allowed):
        trail.step("inclusion", "kinds differ", "words allowed / words forbidden")
        return not_comparable(
            "KIND",
            "一方列出允许的，另一方列出禁止的，不能比较。",
            "One side lists what is allowed, the other what is not.",
        )
    relation = finite_relation(frozenset(left.allowed), frozenset(right.allowed))
    words = (left.allowed, right.allowed)
    if not left.allowed:
        relation = finite_relation(frozenset(left.forbidden), frozenset(right.forbidden)).swapped
        relation = Relation.OVERLAP if relation is Relation.DISJOINT else relation
        words = (left.forbidden, right.forbidden)
    spans = any(_SPAN.search(cell.text) for cell in (pair.declared_cell, pair.benchmark_cell))
    if relation is not Relation.EQUAL and (spans or (relation is not Relation.INSIDE and _may_be_one(*words))):
        trail.step("inclusion", "not a list", f"{pair.declared_cell.text} / {pair.benchmark_cell.text}")
        return undetermined(
            "KIND",
            "文字给出的是范围或可能相互包含的牌号，没有登记其含义，无法判断。",
            "The words give a span, or codes of which one may include the other; no meaning is recorded.",
        )
    if (
        relation in (Relation.OVERLAP, Relation.DISJOINT)
        and all(map(_is_known, words[0] ^ words[1]))
        and _may_meet(*words)
    ):
        trail.step(
            "inclusion", "words of different families", f"{pair.declared_cell.text} / {pair.benchmark_cell.text}"
        )
        return undetermined(
            "KIND",
            "两边的词可能指同一事物，没有登记二者的关系，无法判断。",
            "The words of both sides may be true of one thing; how they relate is not recorded.",
        )
    unknown = [word for word in words[0] ^ words[1] if not _is_known(word)]
    if unknown and (relation in (Relation.OVERLAP, Relation.DISJOINT) or _mixed_languages(*words)):
        trail.step("inclusion", "words unknown", "、".join(sorted(unknown)))
        return undetermined(
            "KIND",
            f"没有登记这些词的含义（{'、'.join(sorted(unknown))}），无法判断。",
            f"No meaning is recorded for these words ({', '.join(sorted(unknown))}).",
        )
    trail.step("inclusion", relation.value, f"{'、'.join(sorted(words[0]))} / {'、'.join(sorted(words[1]))}")
    return relation


def _mixed_languages(left: frozenset[str], right: frozenset[str]) -> bool:
    """Tell whether unknown words of both sides stand in different languages, where one may translate the other."""
    a = {is_chinese(word) for word in left - right if not _is_known(word)}
    b = {is_chinese(word) for word in right - left if not _is_known(word)}
    return len(a | b) > 1
