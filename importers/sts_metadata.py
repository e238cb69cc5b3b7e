"""NISO STS and ISO STS: the metadata at the front of a standard in XML; its text is not taken."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from importers.documents.safe_xml import UnsafeXmlError, entity_text, local_name, parse_xml
from importers.records import readings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from importers.pipeline import Piece
    from importers.readings import Reading
    from importers.rows import Row
    from importers.sources import Source

__all__ = ["read_pieces"]

_METAS = ("iso-meta", "std-meta", "reg-meta", "nat-meta", "std-doc-meta")
_LANGUAGES = ("zh", "en", "fr", "ja", "ru", "de", "es")
_MONTH = re.compile(r"^((?:ISO|IEC)\b.*:\d{4})-\d\d$")
"""References of ISO in these files carry the month of publication, which is no part of the number."""


def read_pieces(piece: Piece, source: Source) -> Sequence[Reading]:
    """Return a record for each front matter (an international one may stand inside a national one)."""
    return readings_of(piece, source, _rows)


def _text(element: etree._Element | None) -> str:
    return "" if element is None else " ".join("".join(_parts(element)).split())


def _parts(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield from [entity_text(child)] if not isinstance(child.tag, str) else _parts(child)
        yield child.tail or ""


def _named(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    return (it for it in element.iter() if local_name(it) in names)


def _first(element: etree._Element, name: str) -> str:
    return next((text for it in _named(element, name) if (text := _text(it))), "")


def _rows(text: str, piece: Piece) -> list[Row] | None:
    del piece
    try:
        root = parse_xml(text.encode())
    except UnsafeXmlError as error:
        raise ValueError(str(error)) from error
    metas = list(_named(root, *_METAS))
    if not metas:
        return [] if local_name(root) in ("standard", "adoption") else None
    rows = [_row(meta) for meta in metas]
    for outer, inner in pairwise(rows):
        outer["adopts"] = str(inner["designation"])
    return rows


def _row(meta: etree._Element) -> Row:
    references = {str(it.get("type") or "dated"): _text(it) for it in _named(meta, "std-ref")}
    row: Row = {
        "designation": references.get("dated") or _first(meta, "doc-ref") or references.get("undated") or "",
        "published": _first(meta, "release-date") or _first(meta, "pub-date"),
        "committee": _first(meta, "comm-ref"),
        "ics": [_text(it) for it in _named(meta, "ics")],
        "publisher": _first(meta, "copyright-holder"),
    }
    for wrap in _named(meta, "title-wrap"):
        language = (wrap.get("{http://www.w3.org/XML/1998/namespace}lang") or "en")[:2]
        parts = [_first(wrap, name) for name in ("intro", "main", "compl")]
        if language in _LANGUAGES:
            row[f"title_{language}"] = _first(wrap, "full") or " — ".join(part for part in parts if part)
    row["designation"] = _MONTH.sub(r"\1", str(row["designation"]))
    if not row["designation"]:
        row["designation"] = " ".join(part for part in (_first(meta, "originator"), _first(meta, "doc-number")) if part)
    return row
