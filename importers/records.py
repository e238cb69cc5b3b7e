"""Reading pieces whose records are turned into rows first: what every portal and list has in common."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import orjson

from importers.issues import Issue
from importers.markup import decode
from importers.pipeline import Piece
from importers.readings import Reading, refused_piece, shown
from importers.rows import Row, read_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from importers.sources import Source

__all__ = ["Extract", "readings_of"]

_DAY_IN_NAME = re.compile(r"(?:^|__)(\d{4}-\d\d-\d\d)(?:__|\.)")
"""Stored responses may carry the day in their name: ``2019-09-03__page.html``."""
Extract = Callable[[str, Piece], "Sequence[Row] | None"]
"""Takes the text of a piece; gives its rows, or none where it is in no layout of the source. May raise ValueError."""


def readings_of(piece: Piece, source: Source, extract: Extract) -> list[Reading]:
    """Return a reading for each record of a piece; never raises for what the piece holds."""
    if piece.problem:
        return [refused_piece(source.id, piece.name, piece.data, piece.problem)]
    text = decode(piece.data)
    if text is None or "\x00" in text:
        return [refused_piece(source.id, piece.name, piece.data, "not-utf-8")]
    if piece.form == "json" and '"raw"' in text and (again := _fed_back(text)):
        return _read_again(again, source, extract)
    try:
        rows = extract(text, piece)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError) as error:
        code = "not-json" if isinstance(error, orjson.JSONDecodeError) else "unknown-layout"
        return [refused_piece(source.id, piece.name, piece.data, code, f"it cannot be read ({error})")]
    if rows is None:
        reason = f"it is no page or record of {source.title} in a layout that is known"
        return [refused_piece(source.id, piece.name, piece.data, "unknown-layout", reason)]
    if not rows:
        issue = Issue(source.id, piece.name, "", shown(piece.data)[:80], "it lists no record", "no-records")
        return [Reading(None, (issue,), is_empty=True)]
    return [read_row(_with_origin(row, piece), source, piece.name) for row in rows]


def _with_origin(row: Row, piece: Piece) -> Row:
    if row.get("fetched"):
        return row
    match = _DAY_IN_NAME.search(piece.name)
    fetched = (piece.origin and piece.origin.fetched) or (match and match[1])
    return {**row, "fetched": fetched} if fetched else row


def _fed_back(text: str) -> dict[str, Any] | None:
    """Return the line of a rejects file that a piece is, or none."""
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    return value if isinstance(value, dict) and "raw" in value and "reason" in value else None


def _read_again(line: dict[str, Any], source: Source, extract: Extract) -> list[Reading]:
    raw, name = line["raw"], str(line.get("record") or "rejects")
    if isinstance(raw, dict) and "designation" in raw:
        return [read_row(raw, source, name)]
    if isinstance(raw, str):
        return readings_of(Piece(name, raw.encode(), _form(raw)), source, extract)
    return [read_row(raw if isinstance(raw, dict) else {}, source, name)]


def _form(text: str) -> str:
    lower = text.lstrip()[:400].lower()
    if lower[:1] in ("{", "["):
        return "json"
    if lower[:1] != "<":
        return "yaml"
    return "html" if "<html" in lower or "<!doctype html" in lower else "xml"
