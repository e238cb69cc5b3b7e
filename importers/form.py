"""The project's own form: tables (CSV, XLSX) and JSON lines with the columns of :data:`importers.rows.COLUMNS`."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    """Return the records of a line or file in the project's own form."""
    return readings_of(piece, source, _rows)


def _rows(text: str, piece: Piece) -> list[Row] | None:
    if piece.form != "json":
        return None
    value = orjson.loads(text)
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(it, dict) for it in values):
        return None
    return [{key: cell for key, cell in it.items() if not str(key).startswith("_")} for it in values]
