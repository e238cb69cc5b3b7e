"""Which module reads which source; a reader is loaded only when its source is read."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from importers.pipeline import Piece
    from importers.readings import Reading
    from importers.sources import Source

__all__ = ["read_records_of"]


def read_records_of(piece: Piece, source: Source) -> Sequence[Reading]:
    """Return a reading for each record of a piece, by the reader of its source."""
    if source.reader == "relaton":
        from importers.relaton import read_piece  # noqa: PLC0415 - most imports need only one reader

        return (read_piece(piece, source),)
    return _reader(source.reader)(piece, source)


@lru_cache(maxsize=32)
def _reader(name: str) -> Callable[[Piece, Source], Sequence[Reading]]:
    reader: Callable[[Piece, Source], Sequence[Reading]] = import_module(f"importers.{name}").read_pieces
    return reader
