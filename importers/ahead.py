"""Reading ahead: pieces become rows of the store in processes of their own, while this one writes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from catalog.processes import Helpers, count_cores
from catalog.standard_codec import prepare_standard
from importers.readers import read_records_of
from importers.sources import SOURCES

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from importers.issues import Issue
    from importers.pipeline import Piece
    from importers.readings import Reading

__all__ = ["Prepared", "iter_prepared", "prepare_pieces"]

CHUNK = 400
HERE_FIRST = 5
"""Chunks that are read in this process before helpers are started."""
_MOST_HELPERS = 3


@dataclass(frozen=True, slots=True)
class Prepared:
    """One record, read: the row for the store, or none where it was refused; then ``raw`` is what was refused.

    ``is_empty`` marks a piece that holds no record and was not refused.
    """

    row: dict[str, Any] | None
    issues: tuple[Issue, ...]
    filled: tuple[str, ...] = ()
    raw: Any = None
    is_empty: bool = False


def prepare_pieces(source_id: str, pieces: Iterable[Piece]) -> list[Prepared]:
    """Read the pieces of a source into rows."""
    source = SOURCES[source_id]
    return [_prepared(reading) for piece in pieces for reading in read_records_of(piece, source)]


def _prepared(reading: Reading) -> Prepared:
    standard = reading.standard
    if standard is None:
        return Prepared(None, reading.issues, (), reading.raw, reading.is_empty)
    has = {
        "title": standard.titles,
        "status": standard.status_printed,
        "ics": standard.ics,
        "ccs": standard.ccs,
        "published": standard.published,
        "effective": standard.effective,
        "publisher": standard.publisher,
        "relations": standard.relations,
    }
    return Prepared(prepare_standard(standard), reading.issues, tuple(name for name, value in has.items() if value))


def iter_prepared(
    source_id: str, pieces: Iterator[Piece], *, helpers: int | None = None
) -> Generator[Prepared, None, None]:
    """Yield what became of each record, in order; ``helpers`` processes may help, by default one for each core."""
    count = count_cores() if helpers is None else helpers
    count = min(count, _MOST_HELPERS) if count > 1 else 0
    chunks = iter(lambda: list(islice(pieces, CHUNK)), [])
    with Helpers[list["Piece"], list[Prepared]](
        prepare_pieces, source_id, count=count, here_first=HERE_FIRST
    ) as helpers_at_work:
        for prepared in helpers_at_work.map(chunks):
            yield from prepared
