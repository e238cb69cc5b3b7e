"""Curated lists of Chinese standards in JSON: entries marked as checked are records, the others are claims.

A claim is taken for the titles that other sources lack and never for a state: its status is left unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from importers.records import readings_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from importers.pipeline import Piece
    from importers.readings import Reading
    from importers.rows import Row
    from importers.sources import Source

__all__ = ["read_pieces"]


def read_pieces(piece: Piece, source: Source) -> Sequence[Reading]:
    """Return the records of a list; laws and orders without a number of a standard are refused."""
    return readings_of(piece, source, _rows)


def _rows(text: str, piece: Piece) -> list[Row] | None:
    del piece
    value = orjson.loads(text)
    entries = value.get("standards") if isinstance(value, dict) else None
    if not isinstance(entries, list):
        return None
    return [_row(entry) for entry in entries]


def _row(entry: dict[str, Any]) -> Row:
    row: Row = {
        "designation": str(entry.get("standard_number") or ""),
        "title_zh": str(entry.get("title") or ""),
        "record": str(entry.get("id") or ""),
    }
    if entry.get("verified") is True:
        row |= {
            "status": str(entry.get("status") or ""),
            "replaces": str(entry.get("replaces") or ""),
            "replaced_by": str(entry.get("replaced_by") or ""),
        }
    else:
        row["record"] = f"claim {row['record']}"
    return row
