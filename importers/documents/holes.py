"""Whether a document is all there: standards number their clauses without a hole, an excerpt leaves some out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from importers.documents.numbering import clause_key

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["missing_clauses", "promised_chapters"]

_ANNEX = 100
"""From here on the keys of annexes begin."""

_CONTENTS = re.compile(r"^[#*\s]*(?:目\s*次|目\s*录|contents|table of contents)[*\s:：]*$", re.IGNORECASE)
_ENTRY = re.compile(r"^\s*(?:[-*]\s+)?(?:第\s*)?(\d{1,2})[.．]?\s*(?:章)?\s*[^\d\s.．].{0,79}$")
_ENDS = re.compile(r"^\s*(?:#|-{3,}|\*{3,}|_{3,})")
_REFERENCE = re.compile(
    r"(?:[按见]|依据|符合|参见|\bsee\s|\baccording to\s|\bin accordance with\s)"
    r"\s*(?:本(?:标准|文件|规范)(?:的|中)?)?\s*"
    r"(?:(?:第|clause|section)\s*(?P<chapter>\d{1,2})(?:\.\d{1,2})*\s*(?:[章条节]|\b)"
    r"|(?P<clause>\d{1,2})(?:\.\d{1,2}){1,3})"
    r"(?=\s*(?:[)）。，,;；、]|\.(?!\d)|的|中|规定|要求|进行|试验|检验|方法|$))",
    re.IGNORECASE,
)
_MOST_ENTRIES = 80


def promised_chapters(lines: Iterable[str], numbers: Iterable[str]) -> tuple[str, ...]:
    """Return the chapters behind the last one that is there, of which the table of contents or a reference tells."""
    held = {key[0] for key in map(clause_key, numbers) if key[0] < _ANNEX}
    last = max(held, default=_ANNEX)
    promised: set[int] = set()
    left = before = 0
    for line in lines:
        if _CONTENTS.match(line):
            left, before = _MOST_ENTRIES, 0
            continue
        left = 0 if _ENDS.match(line) else left
        entry = _ENTRY.match(line) if left else None
        if entry is not None and int(entry[1]) <= before:
            # The numbers begin again: the text itself begins here.
            left = 0
        elif entry is not None:
            left, before = left - 1, int(entry[1])
            promised.add(before)
        # What stands right behind a reference word is a clause of this document, not of a standard named before it.
        promised.update(int(found["chapter"] or found["clause"]) for found in _REFERENCE.finditer(line))
    return tuple(str(chapter) for chapter in sorted(promised) if last < chapter <= last + _FURTHEST)


_FURTHEST = 12
"""A number further on is a value or a clause of another document."""


def missing_clauses(numbers: Iterable[str]) -> tuple[str, ...]:
    """Return the clauses that the numbering skips: of each clause that is there, the one that must stand before it.

    ``5.3`` without ``5.2`` and ``5`` without ``4`` are holes; ``5.8.2`` alone says that ``5.8.1`` is missing.
    """
    keys = {key for key in map(clause_key, numbers) if key[0] < _ANNEX}
    present = {key[:size] for key in keys for size in range(1, len(key) + 1)}
    holes = {(*key[:-1], key[-1] - 1) for key in present if key[-1] > 1 and (*key[:-1], key[-1] - 1) not in present}
    return tuple(".".join(map(str, key)) for key in sorted(holes))
