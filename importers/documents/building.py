"""Blocks with their places, as a reader of a marked-up file puts them together in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from importers.documents.blocks import Block, Blocks, Notice, Place, Row, Table
from importers.documents.captions import label_of, with_captions
from importers.documents.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["MAX_CELLS", "MAX_SPAN", "Builder", "GridCell", "filled", "joined_header"]

MAX_SPAN = 200
"""Rows or columns that one cell is believed to span."""

MAX_CELLS = 200_000
"""Cells of one file that are read; what comes after them is told and left out."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as the file has it: its words, how many rows and columns it spans, where it stands."""

    text: str
    rows: int = 1
    columns: int = 1
    place: Place | None = None


def filled(rows: Sequence[Sequence[GridCell]]) -> list[list[GridCell]]:
    """Return the rows of a table with every cell in each place that it spans, all rows equally long."""
    grid: list[list[GridCell]] = []
    hanging: dict[int, tuple[GridCell, int]] = {}
    count = 0
    for cells in rows:
        row: list[GridCell] = []
        waiting = list(reversed(cells))
        while waiting or len(row) in hanging:
            if (above := hanging.pop(len(row), None)) is not None:
                cell, left = above
                if left > 1:
                    hanging[len(row)] = (cell, left - 1)
                row.append(cell)
                continue
            cell = waiting.pop()
            for offset in range(min(max(cell.columns, 1), MAX_SPAN)):
                if cell.rows > 1:
                    hanging[len(row)] = (cell, min(cell.rows, MAX_SPAN) - 1)
                elif offset:
                    hanging.pop(len(row), None)
                row.append(cell)
        count += len(row)
        if count > MAX_CELLS:
            break
        grid.append(row)
    width = max(map(len, grid), default=0)
    return [row + [GridCell("")] * (width - len(row)) for row in grid]


def joined_header(rows: Sequence[Sequence[GridCell]]) -> tuple[str, ...]:
    """Return one header for several header rows: the words of each column from top to bottom, each once."""
    columns = zip(*rows, strict=True)
    return tuple(" ".join(dict.fromkeys(cell.text for cell in column if cell.text)) for column in columns)


@dataclass(slots=True)
class Builder:
    """Gives out numbers in reading order and keeps text and place of each."""

    format: str
    flow: Flow = field(default_factory=Flow)
    lines: list[str] = field(default_factory=list)
    places: dict[int, Place] = field(default_factory=dict)
    cells: dict[tuple[int, int], Place] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    stated: dict[str, str] = field(default_factory=dict)
    pages: int | None = None
    read_cells: int = 0

    def number(self, text: str, place: Place | None) -> int:
        """Return the number of the next piece of text."""
        self.lines.append(text)
        if place is not None:
            self.places[len(self.lines)] = place
        return len(self.lines)

    def add(self, block: Block) -> None:
        """Add a block whose number was given out."""
        self.flow.add(block)

    def tell(self, reason: str, text: str = "", place: Place | None = None) -> None:
        """Keep something that the person must know of the file."""
        self.notices.append(Notice(reason, text, place))

    def table(
        self,
        rows: Sequence[Sequence[GridCell]],
        headers: int,
        *,
        label: str = "",
        caption: str = "",
        notes: Sequence[str] = (),
        place: Place | None = None,
    ) -> None:
        """Add a table whose first ``headers`` rows are its header."""
        grid = filled(rows)
        if not grid or not grid[0]:
            return
        headers = min(max(headers, 1), len(grid))
        self.read_cells += len(grid) * len(grid[0])
        if self.read_cells > MAX_CELLS:
            self.tell(f"more than {MAX_CELLS} cells: tables from here on are not read", label, place)
            return
        header = joined_header(grid[:headers])
        line = self.number(" | ".join(header), place or grid[0][0].place)
        self._place_cells(line, grid[0])
        body = []
        for row in grid[headers:]:
            own = self.number(" | ".join(cell.text for cell in row), row[0].place or place)
            self._place_cells(own, row)
            body.append(Row(tuple(cell.text for cell in row), own))
        self.flow.add(Table(header, tuple(body), line, label_of(label) or None, caption, tuple(notes)))

    def _place_cells(self, line: int, row: Sequence[GridCell]) -> None:
        for column, cell in enumerate(row, start=1):
            if cell.place is not None:
                self.cells[line, column] = cell.place

    def finish(self) -> Blocks:
        """Return what was put together; captions and continuations belong to their tables."""
        return Blocks(
            tuple(with_captions(self.flow.blocks)),
            self.format,
            pages=self.pages,
            lines=tuple(self.lines),
            places=MappingProxyType(self.places),
            cells=MappingProxyType(self.cells),
            notices=tuple(self.notices),
            stated=MappingProxyType(self.stated),
        )
