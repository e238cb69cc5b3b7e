"""Which numbered lines of a whole print are its clauses: the longest run that counts upwards, step by step.

A legend of a figure, a cross reference at the start of a line and a quantity look like clause numbers one at a time;
what follows them on later pages tells them apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from importers.documents.numbering import Numbering, clause_key, split_number
from importers.documents.structure import Kind, kind_of_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from importers.documents.pdf.pages import PrintedLine, PrintedPage

__all__ = ["counted_upwards", "is_next", "outline_of"]

_DOTTED = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)\.(?=\s+\S)")
_LEADERS = re.compile(r"[.…·‥]{4,}|(?:\.\s){4,}")
_MOST = 5000

_STEP, _NEXT = 1, 3
"""What a number is worth behind a smaller one, and right behind the one before it."""

_Key = tuple[int, ...]


@dataclass(slots=True)
class _Ends:
    """The best runs so far, by the number at their end: worth and place of that number."""

    keys: list[_Key]
    tree: list[tuple[int, int]] = field(default_factory=list)
    inside: dict[_Key, tuple[int, int]] = field(default_factory=dict)
    exact: dict[_Key, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tree = [(0, -1)] * (len(self.keys) + 1)

    def below(self, key: _Key) -> tuple[int, int]:
        """Return the best run whose last number is smaller."""
        at, best = bisect_left(self.keys, key), (0, -1)
        while at > 0:
            best = max(best, self.tree[at])
            at -= at & -at
        return best

    def before(self, key: _Key) -> tuple[int, int] | None:
        """Return the best run whose last number is the one right before: 5.1.3 before 5.2, 5 before 5.1."""
        if key[-1] == 1:
            return self.exact.get(key[:-1]) if len(key) > 1 else (0, -1)
        return self.inside.get((*key[:-1], key[-1] - 1))

    def add(self, key: _Key, run: tuple[int, int]) -> None:
        """Remember the run that ends with ``key``."""
        at = bisect_left(self.keys, key) + 1
        while at < len(self.tree):
            self.tree[at] = max(self.tree[at], run)
            at += at & -at
        self.exact[key] = max(self.exact.get(key, run), run)
        for size in range(1, len(key) + 1):
            self.inside[key[:size]] = max(self.inside.get(key[:size], run), run)


def counted_upwards(keys: Sequence[_Key]) -> set[int]:
    """Return the places of the numbers that make the best run: many numbers, few of them left out between."""
    ends = _Ends(sorted(set(keys)))
    came_from: list[int] = []
    best = (0, -1)
    for place, key in enumerate(keys):
        worth, previous = ends.below(key)
        worth += _STEP
        exact = ends.before(key)
        if exact is not None and exact[0] + _NEXT >= worth:
            worth, previous = exact[0] + _NEXT, exact[1]
        came_from.append(previous)
        run = (worth, place)
        best = max(best, run)
        ends.add(key, run)
    chosen: set[int] = set()
    at = best[1]
    while at >= 0:
        chosen.add(at)
        at = came_from[at]
    return chosen


def is_next(key: _Key, last: _Key) -> bool:
    """Tell whether nothing is left out between two clause numbers: 5.2.1 or 5.3 or 6 behind 5.2."""
    if key == (*last, 1):
        return True
    size = len(key)
    return len(last) >= size and last[: size - 1] == key[:-1] and key[-1] == last[size - 1] + 1


def outline_of(pages: Sequence[PrintedPage]) -> set[int]:
    """Return the ``id`` of the lines that number the clauses; each document of a file is counted by itself."""
    parts: list[tuple[list[_Key], list[PrintedLine]]] = [([], [])]
    for page in pages:
        for line, following in zip(page.lines, [*page.lines[1:], None], strict=False):
            number, rest = split_number(_DOTTED.sub(r"\1", line.text))
            if number is None or _LEADERS.search(line.text):
                continue
            title = rest or (following.text if following is not None and "." in number else "")
            if number == "1" and kind_of_title(title) is Kind.SCOPE:
                parts.append(([], []))
            if Numbering((clause_key(number)[0] - 1,)).accepts(number, title):
                parts[-1][0].append(clause_key(number))
                parts[-1][1].append(line)
    return {id(lines[at]) for keys, lines in parts for at in counted_upwards(keys[:_MOST])}
