"""What a printed name is called in the languages of the pages: the dictionary's names, never a translation of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog.comparison.dictionary import dictionary
from catalog.comparison.reports import Words

if TYPE_CHECKING:
    from catalog.comparison.requirements import Requirement

__all__ = ["meaning_of"]


def meaning_of(requirement: Requirement | None) -> Words | None:
    """Return the dictionary's names of what ``requirement`` limits; none where it has none in one of the languages."""
    entry = dictionary().get(requirement.characteristic) if requirement else None
    if entry is None or not entry.zh or not entry.en:
        return None
    return Words(entry.zh[0], entry.en[0])
