"""What stands in brackets behind a name: a basis, a position, a condition, a method, or a part of the name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from catalog.comparison.reading import find_conditions
from catalog.comparison.reading.bases import basis_of
from catalog.comparison.reading.labels import find_labels
from catalog.comparison.reading.methods import method_word
from catalog.comparison.requirements import Axis, AxisType, Condition
from importers.documents.words import Words

__all__ = ["Bracketed", "bracketed"]

_BRACKET = re.compile(r"\s*\(([^()]{1,40})\)")
_ITEMS = re.compile(r"[,，;、]|(?<=[\u4e00-\u9fff])-(?=\d)")
_IDLE = re.compile(r"^(?:有效值|r\.?m\.?s\.?|IP代码|如有|以下简称.*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bracketed:
    """A name without the brackets that were understood, and what they said."""

    name: str
    basis: str | None = None
    position: tuple[Axis, str] | None = None
    conditions: tuple[Condition, ...] = ()
    method: str | None = None


@lru_cache(maxsize=4096)
def bracketed(name: str) -> Bracketed:
    """Take the brackets off a name that say something beside it; what is not understood stays in the name."""
    words = Words.of(name)
    out = Bracketed(words.printed)
    kept, at = "", 0
    for match in _BRACKET.finditer(words.folded):
        kept += words.printed[at : match.start()]
        at = match.end()
        found = _item(out, words.printed[match.start(1) : match.end(1)])
        if found is None:
            kept += words.printed[match.start() : match.end()]
        else:
            out = found
    return replace(out, name=(kept + words.printed[at:]).strip())


def _item(so_far: Bracketed, printed: str) -> Bracketed | None:
    """Return ``so_far`` with what one bracket adds, or ``None`` where its words belong to the name."""
    folded = Words.of(printed).folded
    if _IDLE.match(folded):
        return so_far
    if basis := basis_of(folded):
        return replace(so_far, basis=basis)
    labels = find_labels(folded)
    if len(labels) == 1 and labels[0].kind == "position" and labels[0].printed == folded:
        return replace(so_far, position=(Axis("position", AxisType.POSITION), labels[0].value))
    if method := method_word(folded):
        return replace(so_far, method=method)
    found = [find_conditions(item.strip()) for item in _ITEMS.split(folded) if item.strip()]
    if found and all(found):
        return replace(so_far, conditions=(*so_far.conditions, *(condition for one in found for condition in one)))
    return None
