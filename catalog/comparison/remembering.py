"""Work out once what a requirement says by itself, however many others it is held against.

The answers stand beside the value (:class:`~catalog.comparison.requirements.Remembering`) and go with it. They depend
on nothing but the value and the tables of the product, so that asking twice never gives another answer.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from catalog.comparison.requirements import Cell, Requirement

__all__ = ["once_for_a_cell", "once_for_a_row"]

Answer = TypeVar("Answer")
_NOT_ASKED: Any = object()


def _beside(requirement: Requirement) -> dict[object, Any]:
    try:
        return requirement.known
    except AttributeError:
        known: dict[object, Any] = {}
        object.__setattr__(requirement, "known", known)
        return known


def once_for_a_row(function: Callable[[Requirement], Answer]) -> Callable[[Requirement], Answer]:
    """Return the function with its answer for each requirement remembered beside it."""

    @wraps(function)
    def ask(requirement: Requirement) -> Answer:
        try:
            answer: Answer = requirement.known[function]
        except (AttributeError, KeyError):
            answer = _beside(requirement)[function] = function(requirement)
        return answer

    return ask


def once_for_a_cell(function: Callable[[Requirement, Cell], Answer]) -> Callable[[Requirement, Cell], Answer]:
    """Return the function with its answers for the requirement's own cells remembered beside the requirement."""

    @wraps(function)
    def ask(requirement: Requirement, cell: Cell) -> Answer:
        try:
            answer: Answer = requirement.known[function][id(cell)]
        except (AttributeError, KeyError):
            answer = function(requirement, cell)
            # A cell that was made for one comparison is not kept, and its id is soon another's.
            if any(cell is own for own in requirement.cells):
                _beside(requirement).setdefault(function, {})[id(cell)] = answer
        return answer

    return ask
