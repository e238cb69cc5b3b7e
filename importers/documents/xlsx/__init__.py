"""Workbooks (XLSX): tables where several cells stand side by side, words where a row has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from importers.documents.blocks import Blocks, Heading, Place
from importers.documents.building import MAX_CELLS, Builder, GridCell
from importers.documents.packages import open_package
from importers.documents.template import ROWS, filled_in
from importers.documents.xlsx.sheets import MAX_ROWS, Sheet, Workbook, column_name, open_workbook

if TYPE_CHECKING:
    from importers.documents.blocks import Progress

__all__ = ["read_blocks"]

_MAX_TOLD = 100
"""Cells of one kind of problem that are told one by one."""


def read_blocks(data: bytes, name: str, *, progress: Progress | None = None) -> Blocks:
    """Read a workbook; raises UnusableInputError for one that is damaged, locked or unfolds to too much."""
    package = open_package(data, name)
    workbook = open_workbook(package)
    if (own := _template(workbook)) is not None:
        return Blocks((), "xlsx", template=own)
    builder = Builder("xlsx")
    if any(part.lower().endswith("vbaproject.bin") for part in package.names):
        builder.tell("the workbook has macros: they were not run, and values that they compute are as last saved")
    if any(part.startswith("xl/externalLinks/") for part in package.names):
        builder.tell("the workbook takes values from other files: they are as last saved")
    for at, sheet in enumerate(workbook, start=1):
        _SheetReader(sheet, builder).run()
        if progress is not None:
            progress(at, len(workbook.sheets))
    return builder.finish()


def _template(workbook: Workbook) -> dict[str, tuple[tuple[str, ...], ...]] | None:
    """Return the rows of a workbook that is our own template, ``None`` for any other."""
    if ROWS not in {title for title, _, _ in workbook.sheets}:
        return None
    sheets = {}
    for sheet in workbook:
        last = max((row for row, _ in sheet.cells), default=0)
        wide = max((column for _, column in sheet.cells), default=0)
        shown = [[sheet.cells.get((r, c)) for c in range(1, wide + 1)] for r in range(1, last + 1)]
        sheets[sheet.title] = tuple(tuple(cell.text if cell else "" for cell in row) for row in shown)
    return sheets if filled_in(sheets) else None


class _SheetReader:
    """Cuts one sheet into paragraphs and tables."""

    def __init__(self, sheet: Sheet, builder: Builder) -> None:
        self.sheet, self.builder = sheet, builder
        self.columns = sorted({c for _, c in sheet.cells} - sheet.hidden_columns)

    def run(self) -> None:
        """Add the blocks of the sheet, and what a person does not see of it."""
        sheet = self.sheet
        if sheet.is_hidden:
            self.builder.tell("a hidden sheet: not read", sheet.title, Place(sheet=sheet.title))
            return
        if sheet.is_cut:
            self.builder.tell(
                f"the sheet has more than {MAX_ROWS} rows or 512 columns: the rest is not read", sheet.title
            )
        self._tell_hidden()
        self._tell_problems()
        if sheet.title != "Sheet1":
            self.builder.add(Heading(sheet.title, self.builder.number(sheet.title, Place(sheet=sheet.title)), None, 1))
        rows = sorted({r for r, _ in sheet.cells} - sheet.hidden_rows)
        block: list[int] = []
        for row in rows:
            if block and row != block[-1] + 1 and not self._only_hidden_between(block[-1], row):
                self._flush(block)
                block = []
            if self._is_words(row):
                self._flush(block)
                block = []
                self._words(row)
            else:
                block.append(row)
        self._flush(block)

    def _only_hidden_between(self, above: int, below: int) -> bool:
        return below - above < MAX_ROWS and all(r in self.sheet.hidden_rows for r in range(above + 1, below))

    def _texts(self, row: int) -> list[tuple[int, str]]:
        cells = self.sheet.cells
        return [(c, cells[row, c].text) for c in self.columns if (row, c) in cells and cells[row, c].text]

    def _is_words(self, row: int) -> bool:
        """Tell whether a row is one piece of text: one cell, or one that is merged over the others."""
        filled = self._texts(row)
        spanned = [area for area in self.sheet.merged if area[0] < row <= area[2]]
        return len({text for _, text in filled}) == 1 and not spanned and (len(filled) == 1 or self._is_one_area(row))

    def _is_one_area(self, row: int) -> bool:
        first = self._texts(row)[0][0]
        return any(top == row and left <= first for top, left, _, _ in self.sheet.merged)

    def _words(self, row: int) -> None:
        column, text = self._texts(row)[0]
        self.builder.flow.text(text, self.builder.number(text, self._place(row, column)))
        self.builder.flow.fresh = True

    def _place(self, row: int, column: int) -> Place:
        return Place(sheet=self.sheet.title, cell=f"{column_name(column)}{row}")

    def _flush(self, rows: list[int]) -> None:
        if not rows:
            return
        used = [
            c for c in self.columns if any((r, c) in self.sheet.cells and self.sheet.cells[r, c].text for r in rows)
        ]
        if len(rows) * len(used) > MAX_CELLS:
            self.builder.tell("a table with more cells than are read: not read", self.sheet.title)
            return
        grid = [[self._cell(row, column) for column in used] for row in rows]
        self.builder.table(grid, self._headers(rows, used), place=self._place(rows[0], used[0]))

    def _cell(self, row: int, column: int) -> GridCell:
        found = self.sheet.cells.get((row, column))
        return GridCell(found.text if found else "", place=self._place(row, column))

    def _headers(self, rows: list[int], used: list[int]) -> int:
        """Return how many rows the header has: as many as the cells that are merged downwards from its first row."""
        top = rows[0]
        areas = [a for a in self.sheet.merged if a[0] == top and used[0] <= a[1] <= used[-1]]
        down = max((bottom for _, _, bottom, _ in areas), default=top)
        across = any(left != right for _, left, _, right in areas)
        count = sum(1 for row in rows if row <= down)
        return max(count, 2 if across and len(rows) > 2 else 1)  # noqa: PLR2004 - a group, its columns, a row

    def _tell_hidden(self) -> None:
        sheet = self.sheet
        rows = sorted(r for r in sheet.hidden_rows if any(r == row for row, _ in sheet.cells))
        for row in rows[:_MAX_TOLD]:
            words = " | ".join(cell.text for (r, _), cell in sorted(sheet.cells.items()) if r == row)
            self.builder.tell("a hidden row: not read; show it in the file if it belongs to the standard", words,
                              Place(sheet=sheet.title, cell=f"{row}:{row}"))  # fmt: skip
        for column in sorted(c for c in sheet.hidden_columns if any(c == column for _, column in sheet.cells)):
            words = " | ".join(cell.text for (_, c), cell in sorted(sheet.cells.items())[:2_000] if c == column)[:200]
            name = column_name(column)
            self.builder.tell("a hidden column: not read; show it in the file if it belongs to the standard", words,
                              Place(sheet=sheet.title, cell=f"{name}:{name}"))  # fmt: skip

    def _tell_problems(self) -> None:
        told = [(place, cell) for place, cell in sorted(self.sheet.cells.items()) if cell.problem]
        for (row, column), cell in told[:_MAX_TOLD]:
            self.builder.tell(cell.problem, cell.text, self._place(row, column))
        if len(told) > _MAX_TOLD:
            self.builder.tell(f"{len(told) - _MAX_TOLD} more cells with formulas or rounded numbers", self.sheet.title)
