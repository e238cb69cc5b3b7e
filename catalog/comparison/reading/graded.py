"""Make a grade, or several labelled ones, into the rows of a requirement."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from catalog.comparison.reading.accounting import pass_over
from catalog.comparison.reading.building import Row
from catalog.comparison.reading.labels import find_labels
from catalog.comparison.reading.names import tidy_name
from catalog.comparison.reading.rows import by_axis, class_of
from catalog.comparison.reading.scanning import SLASH_WORDS
from catalog.comparison.requirements import AxisType, GradeSet, Modality, Requirement
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.reading.drafts import Draft
    from catalog.comparison.reading.grades import FoundGrade
    from catalog.comparison.reading.rows import Reader
    from catalog.comparison.requirements import Band

__all__ = ["grade_rows"]


def grade_rows(reader: Reader, grades: list[FoundGrade]) -> Requirement:
    """Return the requirement that one grade or several labelled ones make."""
    draft = reader.draft
    grades = _without_other_numbers(draft, grades)
    near = max(0, grades[0].start - 60)
    slash = SLASH_WORDS.search(draft.text[near : grades[0].start])
    words = slash[1].split("/") if slash and len(grades) > 1 else []
    name = reader.name(0, near + slash.start(1) if slash and words else grades[0].start)
    labels = [list(draft.labels)]
    parts: list[str | None] = [None]
    for previous, grade in pairwise(grades):
        between = draft.text[previous.end : grade.start]
        found = find_labels(between)
        rest = tidy_name(re.sub(r"^[\s，,;、]*(?:且|并且?|和|及|\band\b)?", "", between))
        labels.append(found)
        parts.append(None if found or not rest or re.fullmatch(r"[/\s或、]+|or", rest) else rest)
    if len(grades) > 1 and not words and not all(labels[1:][i] or parts[1:][i] for i in range(len(grades) - 1)):
        draft.fail("PARSE", "several grades are printed and nothing tells what each is for")
    defined_by = draft.citations[0].designation.normalized if draft.citations else next(iter(draft.acts), None)
    draft.acts.clear()
    rows = []
    for index, grade in enumerate(grades):
        constraint = GradeSet(grade.scale, grade.operator, grade.grade, defined_by)
        part = words[index] if words and index < len(words) else parts[index]
        if part is None and index == 0 and any(parts[1:]):
            part = draft.take_unread() or name.name
        base: tuple[tuple[str, AxisType, Band | str], ...] = (("part", AxisType.PART, part),) if part else ()
        if _ABOUT.search(draft.text[: grade.start]):
            draft.fail("PARSE", "an approximate grade is no limit")
        ambiguous = grade.ambiguous or _against_header(grade, reader.default_op)
        rows_here = [
            Row(
                constraint,
                base,
                draft.printed(grade.start, grade.end),
                problem="AMBIGUOUS_OPERATOR" if ambiguous else None,
                reason=ambiguous,
            )
        ]
        for group in by_axis(labels[index]).values():
            rows_here = [replace(row, classes=(*row.classes, class_of(label))) for label in group for row in rows_here]
        rows.extend(rows_here)
        if grade.advice:
            draft.modality = Modality.SHOULD
    _drop_grade_temperature(draft, grades)
    pass_over(draft, ((grade.start, grade.end) for grade in grades), grades[-1].end)
    reader.leftovers()
    if draft.late_labels and len(rows) == 1:
        rows = [replace(rows[0], classes=(*rows[0].classes, class_of(label))) for label in draft.late_labels]
    return reader.finish(name, tuple(rows))


_ABOUT = regex(r"(?:大约|约|大概|接近|\babout|\bapprox\.?)\s*$", re.IGNORECASE)


def _against_header(grade: FoundGrade, header: str | None) -> str | None:
    """Return why a grade is in doubt whose header prints the other direction than its scale."""
    if grade.printed_operator or header not in {"le", "lt", "ge", "gt"} or header[0] == grade.operator[0]:
        return None
    return "the header prints an operator against the order of the scale"


_OTHER_NUMBER = regex(r"\s*(?:号|型|次|件|系列|#|个|片)")


def _without_other_numbers(draft: Draft, grades: list[FoundGrade]) -> list[FoundGrade]:
    """Return the grades without later numbers that count or name something else (``n=5``, ``转子2号``)."""
    kept = grades[:1]
    for grade in grades[1:]:
        counted = grade.operator == "eq" and re.search(r"(?<![A-Za-z])[A-Za-z]\s*$", draft.text[: grade.start])
        if not counted and not _OTHER_NUMBER.match(draft.text, grade.end):
            kept.append(grade)
    return kept


def _drop_grade_temperature(draft: Draft, grades: list[FoundGrade]) -> None:
    """Drop the temperature that a thermal class stands for (``B 级（130℃）``): it says the same again."""
    from catalog.comparison.scales import scales  # noqa: PLC0415 - the table loads with the first reading

    scale = scales().get(grades[0].scale)
    if scale is None:
        return
    names = {grade.grade for grade in grades}
    same = [c for c in draft.conditions if c.number and scale.aliases.get(c.number.exact) in names]
    draft.repeated.extend(condition.printed for condition in same)
    draft.conditions = [condition for condition in draft.conditions if condition not in same]
