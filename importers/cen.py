"""CEN and CENELEC: pages of a project, which name the adopted document and the dates of its implementation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from importers.markup import parse_page, text_of, texts_of
from importers.records import readings_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from importers.pipeline import Piece
    from importers.readings import Reading
    from importers.rows import Row
    from importers.sources import Source

__all__ = ["read_pieces"]

_COLUMNS = {
    "Reference": "designation",
    "Title": "title_en",
    "Abstract/Scope": "scope",
    "Status": "status",
    "Reference Document": "adopts",
    "date of Availability (DAV)": "published",
    "ICS": "ics",
}
_LISTS = {"Supersedes": "replaces", "Superseded by": "replaced_by", "Normative reference (6)": "references"}
_PROJECT = re.compile(r"FSP_PROJECT,FSP_ORG_ID:(\d+)")
_REVISION = re.compile(r"\s+rev$")
_NOT_OUT = ("Approved", "Under Approval", "Under Drafting", "Preliminary")


def read_pieces(piece: Piece, source: Source) -> Sequence[Reading]:
    """Return the record of a page of a project; a page of search results is empty."""
    return readings_of(piece, source, _rows)


def _rows(text: str, piece: Piece) -> list[Row] | None:
    root = parse_page(text)
    if root is None:
        return None
    row: Row = {}
    for line in root.iter("tr"):
        head, cell = line.find("th"), line.find("td")
        if head is None or cell is None:
            continue
        label = text_of(head)
        if label in _COLUMNS and not row.get(_COLUMNS[label]):
            row[_COLUMNS[label]] = text_of(cell) if label != "ICS" else texts_of(cell)
        elif label in _LISTS:
            row[_LISTS[label]] = _entries(cell)
    if not row.get("designation"):
        return [] if "ADVSEARCH_DELIVERABLE" in text or "p=CEN:105" in text else None
    committee = next((text_of(it) for it in root.iter("title", "h1") if "TC" in text_of(it)), "")
    match = _PROJECT.search(unquote(piece.origin.address or "") if piece.origin else "")
    row["committee"] = committee if committee.startswith(("CEN/", "CLC/", "CEN-CLC/")) else ""
    row["record"] = match[1] if match else ""
    return [row]


def _entries(cell: etree._Element) -> list[str]:
    """Return the documents of a cell; a planned revision has no number of its own yet."""
    return [text for text in texts_of(cell) if not _REVISION.search(text)]
