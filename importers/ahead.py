"""Reading ahead: pieces become rows of the store in processes of their own, while this one writes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from catalog.processes import Helpers, count_cores
from catalog.standard_codec import prepare_standard
from importers.relaton import read_piece
from importers.sources import SOURCES

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from importers.issues import Issue
    from importers.pipeline import Piece

__all__ = ["Prepared", "iter_prepared", "prepare_pieces"]

CHUNK = 400
HERE_FIRST = 5
"""Chunks that are read in this process before helpers are started."""
_MOST_HELPERS = 3


@dataclass(frozen=True, slots=True)
class Prepared:
    """One piece, read: the row for the store, or none where it was refused; then ``raw`` is what was refused."""

    row: dict[str, Any] | None
    issues: tuple[Issue, ...]
    filled: tuple[str, ...] = ()
    raw: Any = None


def prepare_pieces(source_id: str, pieces: Iterable[Piece]) -> list[Prepared]:
    """Read the pieces of a source into rows."""
    source = SOURCES[source_id]
    prepared = []
    for piece in pieces:
        reading = read_piece(piece, source)
        standard = reading.standard
        if standard is None:
            prepared.append(Prepared(None, reading.issues, (), reading.raw))
            continue
        has = {
            "title": standard.titles,
            "status": standard.status_printed,
            "ics": standard.ics,
            "published": standard.published,
        }
        filled = tuple(name for name, value in has.items() if value)
        prepared.append(Prepared(prepare_standard(standard), reading.issues, filled))
    return prepared


def iter_prepared(
    source_id: str, pieces: Iterator[Piece], *, helpers: int | None = None
) -> Generator[Prepared, None, None]:
    """Yield what became of each piece, in order; ``helpers`` processes may help, by default one for each core."""
    count = count_cores() if helpers is None else helpers
    count = min(count, _MOST_HELPERS) if count > 1 else 0
    chunks = iter(lambda: list(islice(pieces, CHUNK)), [])
    with Helpers[list["Piece"], list[Prepared]](
        prepare_pieces, source_id, count=count, here_first=HERE_FIRST
    ) as helpers_at_work:
        for prepared in helpers_at_work.map(chunks):
            yield from prepared
