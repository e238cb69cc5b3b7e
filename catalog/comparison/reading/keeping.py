"""See to it that no printed number gets lost on the way from a text to its requirement."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from catalog.comparison.folding import fold
from catalog.comparison.requirements import Band, Grade, GradeSet
from catalog.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalog.comparison.reading.drafts import Draft
    from catalog.comparison.requirements import Cell, Requirement

__all__ = ["without_loss"]

_NUMBER = regex(r"\d+")
_REMARK = regex(
    r"^\s*(?:\(?\d{1,2}[)、]|\d+(?:\.\d+){1,4}\s)|注\s*\d|note\s*\d|(?:表|图|附录|table|annex|figure)\s*[A-Z]?\.?\d+"
)
"""Numbers that count clauses, notes and tables."""


def _cell_texts(cell: Cell) -> Iterator[str]:
    yield cell.text
    yield cell.unit_printed or ""
    if isinstance(cell.constraint, GradeSet):
        yield cell.constraint.defined_by or ""
    for condition in cell.conditions:
        yield condition.printed
    for _, value in cell.classes:
        yield value.printed if isinstance(value, Band) else value


def _texts(draft: Draft, found: Requirement) -> Iterator[str]:
    yield found.name
    yield found.unit_printed or ""
    yield found.basis or ""
    yield found.alternative or ""
    yield found.product_class or ""
    yield from found.members
    yield from found.applies_if
    for condition in found.conditions:
        yield condition.printed
    for method in found.methods:
        yield method.printed
    for citation in draft.citations:
        yield draft.full[citation.lead : citation.end]
    for cell in found.cells:
        yield from _cell_texts(cell)
    if draft.sample is not None:
        yield draft.sample[0].printed
    if draft.lod is not None:
        yield draft.lod.printed
    if draft.header_unit is not None:
        yield draft.header_unit[1]
    yield from draft.acts
    yield from draft.repeated
    yield draft.per or ""


def without_loss(draft: Draft, found: Requirement) -> Requirement:
    """Return the requirement, as one that cannot be trusted where a number of the text stands nowhere in it."""
    if found.problem is not None:
        return found
    numbers = _NUMBER.findall(_REMARK.sub(" ", draft.full))
    if not numbers:
        return found
    kept = frozenset(_NUMBER.findall(fold(" ".join(_texts(draft, found)))))
    lost = next((number for number in numbers if number not in kept), None)
    if lost is None:
        return found
    reason = f"the number {lost} was not understood"
    return replace(found, grade=Grade.C, problem="PARSE", problem_reason=reason)
