"""Take out of a row, before documents are compared, what a reader took for a condition or a method and is neither."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from catalog.comparison.dictionary import dictionary
from catalog.comparison.folding import fold_word
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.requirements import Condition, Method, Requirement

__all__ = ["tidy"]

_INSTRUMENT = regex(r"(?:仪|表|计|器|尺|秤|桥|天平|meter|gauge|calliper)$", re.IGNORECASE)


def _is_subject(condition: Condition, names: set[str]) -> bool:
    """Tell whether the words only repeat what the row is about (绕组对机壳的绝缘电阻), so that they limit nothing."""
    words = fold_word(condition.printed or condition.value)
    return condition.name == "stated" and any(words.endswith(name) for name in names)


def _is_instrument(method: Method) -> bool:
    """Tell whether the words name a measuring instrument: not a method that the result depends on."""
    return method.designation is None and method.variant is not None and _INSTRUMENT.search(method.variant) is not None


def tidy(requirement: Requirement) -> Requirement:
    """Return the row without conditions that repeat its name and without instruments among its methods."""
    if not requirement.conditions and not requirement.methods:
        return requirement
    entry = dictionary().get(requirement.characteristic)
    printed = {requirement.name, *(entry.zh if entry else ())}
    names = {fold_word(name) for name in printed if len(name) > 1}
    conditions = tuple(c for c in requirement.conditions if not _is_subject(c, names))
    methods = tuple(m for m in requirement.methods if not _is_instrument(m))
    if len(conditions) == len(requirement.conditions) and len(methods) == len(requirement.methods):
        return requirement
    return replace(requirement, conditions=conditions, methods=methods)
