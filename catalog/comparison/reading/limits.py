"""Read a value alone, as a table cell prints it: ``≤0.02``, ``15%``, ``—``, ``符合产品专用技术条件的规定``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from catalog.comparison.folding import clean, fold
from catalog.comparison.reading.drafts import Draft
from catalog.comparison.reading.names import FoundName
from catalog.comparison.reading.numbers import number_style
from catalog.comparison.reading.quantities import find_unit_printed
from catalog.comparison.reading.sentences import LONGEST, read_draft
from catalog.comparison.reading.specials import is_nothing_required
from catalog.comparison.requirements import Cell, Condition, Method, NoRequirement, Requirement, Text

if TYPE_CHECKING:
    from catalog.comparison.dictionary import Characteristic
    from catalog.comparison.requirements import Constraint

__all__ = ["LimitReading", "read_limit"]


@dataclass(frozen=True, slots=True)
class LimitReading:
    """What a value says. ``unit`` is a code of the unit table; ``rest`` are words that were not understood.

    ``problem`` is the UNDETERMINED code when the value cannot be trusted. ``cells`` holds more than one entry where the
    value itself is split by position, class or part.
    """

    constraint: Constraint
    unit: str | None = None
    unit_printed: str | None = None
    flags: tuple[str, ...] = ()
    methods: tuple[Method, ...] = ()
    conditions: tuple[Condition, ...] = ()
    rest: str = ""
    problem: str | None = None
    problem_reason: str | None = None
    basis: str | None = None
    alternative: str | None = None
    cells: tuple[Cell, ...] = ()


def read_limit(
    text: str,
    *,
    name: str = "",
    unit_printed: str | None = None,
    default_op: str | None = None,
    side: str = "declared",  # noqa: ARG001 - the seam's name
) -> LimitReading:
    """Return what ``text`` says of the characteristic ``name``; never raises.

    ``unit_printed`` is the unit of the row's or column's header; ``default_op`` (``le``, ``ge``, ``lt``, ``gt``,
    ``eq``) the operator that the header prints or that the caller knows, for a number without one.
    """
    return _read(text, name, unit_printed, default_op)


@lru_cache(maxsize=8192)
def _read(text: str, name: str, unit_printed: str | None, default_op: str | None) -> LimitReading:
    cleaned = clean(text)
    folded = fold(cleaned)
    if is_nothing_required(folded):
        return LimitReading(NoRequirement(text))
    if len(text) > LONGEST:
        return LimitReading(
            Text(text, "too long"), problem="PARSE", problem_reason=f"the text has more than {LONGEST} characters"
        )
    draft = Draft(cleaned, folded, folded, number_style(folded))
    if unit_printed:
        draft.header_unit = (find_unit_printed(fold(clean(unit_printed))), unit_printed)
    entry = _entry(name)
    if default_op in {"le", "ge", "lt", "gt", "eq"} and entry is not None and entry.default_op != default_op:
        entry = replace(entry, default_op=default_op)
    given = FoundName(name, entry)
    found = read_draft(text, draft, given, default_op)
    if isinstance(found, NoRequirement):
        return LimitReading(found)
    return _reading(found)


def _entry(name: str) -> Characteristic | None:
    from catalog.comparison.dictionary import dictionary  # noqa: PLC0415 - the table loads with the first reading

    return dictionary().find(name) if name else None


def _reading(found: Requirement) -> LimitReading:
    first = found.cells[0]
    rest = " ".join(condition.printed for condition in found.conditions if condition.name == "unread")
    return LimitReading(
        first.constraint,
        first.unit or found.unit,
        first.unit_printed or found.unit_printed,
        found.flags,
        found.methods,
        (*found.conditions, *first.conditions),
        re.sub(r"\s+", " ", rest),
        found.problem,
        found.problem_reason,
        found.basis,
        found.alternative,
        found.cells,
    )
