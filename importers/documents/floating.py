"""Tables that the printer put behind their clause: they belong to the clause that speaks of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from importers.documents.blocks import Paragraph, Table
from importers.documents.structure import Kind

if TYPE_CHECKING:
    from importers.documents.structure import Clause

__all__ = ["with_floating_tables"]

_MENTION = re.compile(r"(?:表|Tables?|Tableaux?)\s*([A-Z]?\s*[.．]?\d{1,3}(?:[.．\-]\d{1,3})?)")


def with_floating_tables(clauses: list[Clause]) -> list[Clause]:
    """Return the clauses with each table in the first clause before it that names it, where its own does not."""
    named = [_named(clause) for clause in clauses]
    for at, clause in enumerate(clauses):
        for block in [b for b in clause.blocks if isinstance(b, Table) and b.label]:
            number = _number(block.label or "")
            if number in named[at]:
                continue
            home = next((i for i in range(at) if number in named[i] and _can_hold(clauses[i])), None)
            if home is not None and clause.kind is not Kind.ANNEX:
                clause.blocks.remove(block)
                clauses[home].blocks.append(block)
    return clauses


def _can_hold(clause: Clause) -> bool:
    return clause.kind in {Kind.REQUIREMENTS, Kind.OTHER, Kind.METHODS}


def _named(clause: Clause) -> set[str]:
    """Return the numbers of the tables that the words of a clause name."""
    words = [clause.title, *(block.text for block in clause.blocks if isinstance(block, Paragraph))]
    return {_number(found[0]) for text in words for found in _MENTION.finditer(text)}


def _number(label: str) -> str:
    return re.sub(r"^(?:表|Tables?|Tableaux?)|[\s]", "", label, flags=re.IGNORECASE).replace("．", ".")
