"""Readings of workbooks, XML, HTML and foreign tables, held against what a person wrote down of them."""

from __future__ import annotations

import json
from pathlib import Path

from importers.documents.blocks import Table
from importers.documents.formats import read_blocks
from importers.documents.structure import clauses_of
from tests.importers.documents.expectations import GOLDEN

OFFICE = GOLDEN / "office"
NAMES = sorted(path.stem for path in OFFICE.glob("*.json"))


def load(name: str) -> dict:
    return json.loads((OFFICE / f"{name}.json").read_text(encoding="utf-8"))


def data_of(golden: dict, shared_data: Path) -> tuple[bytes, str]:
    path = shared_data / golden["file"]
    return path.read_bytes(), path.name


def clause_titles(data: bytes, name: str) -> dict[str, str]:
    return {c.number: c.title for c in clauses_of(list(read_blocks(data, name).blocks)) if c.number}


def tables(data: bytes, name: str) -> list[Table]:
    return [block for block in read_blocks(data, name).blocks if isinstance(block, Table)]


def sheet_cells(data: bytes, name: str) -> dict[str, str]:
    """What a person sees in each cell of the tables of a workbook, by its name (A1)."""
    blocks = read_blocks(data, name)
    texts = {}
    for table in (block for block in blocks.blocks if isinstance(block, Table)):
        for line, words in ((table.line, table.header), *((row.line, row.cells) for row in table.rows)):
            for column, text in enumerate(words, start=1):
                place = blocks.cells.get((line, column))
                if place is not None and place.cell is not None:
                    texts[place.cell] = text
    return texts
