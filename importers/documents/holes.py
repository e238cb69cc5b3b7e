"""Whether a document is all there: standards number their clauses without a hole, an excerpt leaves some out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from importers.documents.numbering import clause_key

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["missing_clauses"]

_ANNEX = 100
"""From here on the keys of annexes begin."""


def missing_clauses(numbers: Iterable[str]) -> tuple[str, ...]:
    """Return the clauses that the numbering skips: of each clause that is there, the one that must stand before it.

    ``5.3`` without ``5.2`` and ``5`` without ``4`` are holes; ``5.8.2`` alone says that ``5.8.1`` is missing.
    """
    keys = {key for key in map(clause_key, numbers) if key[0] < _ANNEX}
    present = {key[:size] for key in keys for size in range(1, len(key) + 1)}
    holes = {(*key[:-1], key[-1] - 1) for key in present if key[-1] > 1 and (*key[:-1], key[-1] - 1) not in present}
    return tuple(".".join(map(str, key)) for key in sorted(holes))
