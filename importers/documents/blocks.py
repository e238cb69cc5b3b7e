"""What a document is made of, whatever file it came in: headings, paragraphs, tables, formulas, each with its line."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Block", "Formula", "Heading", "Paragraph", "Quote", "Row", "Ruler", "Table"]


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
