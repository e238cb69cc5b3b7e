"""What a document is made of, whatever file it came in: headings, paragraphs, tables, formulas, each with its place.

``line`` of a block or row is the line of a text file. In a file without lines it is a number that the reader gives
out (1, 2, 3, … in reading order), under which :class:`Blocks` holds the :class:`Place`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "Block",
    "Blocks",
    "Formula",
    "Fragment",
    "Heading",
    "Notice",
    "Paragraph",
    "Place",
    "Progress",
    "Quote",
    "Row",
    "Ruler",
    "Table",
]


@dataclass(frozen=True, slots=True)
class Heading:
    """A title; ``number`` is its clause number, ``level`` its depth in the file's mark-up (0 = told by the number)."""

    title: str
    line: int
    number: str | None = None
    level: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``number`` is the clause number of a numbered paragraph, ``marker`` the mark of a list item."""

    text: str
    line: int
    number: str | None = None
    marker: str | None = None


@dataclass(frozen=True, slots=True)
class Formula:
    """A displayed formula, in whatever notation the file has."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quote or a picture: shown, never read."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; ``number`` counts the rows of the body from 1."""

    cells: tuple[str, ...]
    line: int
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``label`` is its number (``表1``), ``caption`` its title, ``notes`` the words around it about units."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    line: int
    label: str | None = None
    caption: str = ""
    notes: tuple[str, ...] = ()
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Ruler:
    """A horizontal line: it ends a list, a table of contents, a title page."""

    line: int


Block = Heading | Paragraph | Formula | Quote | Table | Ruler


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: a page (from 1) and a box in points, a paragraph (from 1), or a sheet and a cell.

    The box is left, top, right, bottom, counted from the top left corner of the page as it is shown.
    ``is_ocr`` marks words that a machine recognised in a picture: they are never trusted silently.
    """

    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    paragraph: int | None = None
    sheet: str | None = None
    cell: str | None = None
    is_ocr: bool = False


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a block's text that has a place of its own: one printed line of a paragraph."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Notice:
    """What a reader tells the person about the file (a page without text, a hidden row); it becomes an issue."""

    reason: str
    text: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Blocks:
    """A file as blocks with their places.

    ``places`` is keyed by ``line`` of a block or row, ``cells`` by ``line`` of a row and column (from 1); ``fragments``
    holds the pieces of long blocks; all three stay empty for text, where ``line`` is the place. ``lines`` is the text
    by line number. ``stated`` holds facts that the file itself marks up (``designation``, ``title``, ``firm``,
    ``issued``, ``effective``).
    """

    blocks: tuple[Block, ...]
    format: str
    encoding: str = ""
    pages: int | None = None
    lines: tuple[str, ...] = ()
    places: Mapping[int, Place] = field(default_factory=lambda: MappingProxyType({}))
    cells: Mapping[tuple[int, int], Place] = field(default_factory=lambda: MappingProxyType({}))
    fragments: Mapping[int, tuple[Fragment, ...]] = field(default_factory=lambda: MappingProxyType({}))
    notices: tuple[Notice, ...] = ()
    stated: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    template: Mapping[str, tuple[tuple[str, ...], ...]] | None = None
    """The sheets of a workbook in our own template: their rows are read as they are."""


Progress = Callable[[int, int], None]
"""Told after each page or sheet: how many are done, how many there are."""
