"""BSI Knowledge: hits of its search (Algolia) and answers of its shop (GraphQL)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import orjson

from importers.records import readings_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from importers.pipeline import Piece
    from importers.readings import Reading
    from importers.rows import Row
    from importers.sources import Source

__all__ = ["read_pieces"]

_PRODUCT = "https://knowledge.bsigroup.com/products/"
_EDITION_OF_PRINT = re.compile(r"\s*(?:-\s*TC|\((?:A\d|Laminated|A\d Laminated)[^)]*\))\s*$")
"""Forms in which one document is sold: with tracked changes, on laminated cards."""
_SOURCES = re.compile(r"^(?:BS|PD|DD)\s+((?:CEN\s+)?(?:EN\s+)?(?:CISPR|ISO|IEC|HD)[^A-Za-z].*|EN\s.*)$")
_EDITION = re.compile(r"(?:\+A\d+:\d{4})+$")


def read_pieces(piece: Piece, source: Source) -> Sequence[Reading]:
    """Return the records of an answer."""
    return readings_of(piece, source, _rows)


def _rows(text: str, piece: Piece) -> list[Row] | None:
    del piece
    value = orjson.loads(text)
    if not isinstance(value, dict):
        return None
    if isinstance(value.get("hits"), list):
        return [_hit(hit) for hit in value["hits"]]
    product = (value.get("data") or {}).get("productByHandle") if isinstance(value.get("data"), dict) else None
    if isinstance(value.get("data"), dict) and "productByHandle" in value["data"]:
        # an answer of the shop names committee and contents of a product, never its number
        return [] if product is None or isinstance(product, dict) else None
    return None


def _hit(hit: dict[str, Any]) -> Row:
    about = (hit.get("meta") or {}).get("global") or {}
    names = about.get("primaryDesignator") or ((hit.get("meta") or {}).get("group_search") or {}).get("title") or ""
    name = str(names[0] if isinstance(names, list) and names else names or "")
    designation = _EDITION_OF_PRINT.sub("", name).strip()
    return {
        "designation": designation,
        "title_en": str(hit.get("title") or ""),
        "status": str(about.get("status") or ""),
        "published": str(about.get("publishedDate") or ""),
        "ics": [str(it) for it in about.get("icsCodesAlgoliaStringArray") or []],
        "publisher": str(about.get("publisher") or ""),
        "committee": str(about.get("committee") or ""),
        "adopts": _adopted(designation),
        "scope": str(hit.get("body_html_safe") or "")[:4000],
        "link": _PRODUCT + str(hit["handle"]) if hit.get("handle") else "",
        "record": str(hit.get("id") or hit.get("handle") or ""),
    }


def _adopted(designation: str) -> str:
    """Return what the number itself says is adopted: BS EN ISO 9001:2015 takes over EN ISO 9001 word for word.

    The year is that of the British edition where a national one intervenes, so that no edition is named.
    """
    match = _SOURCES.match(designation)
    if match is None:
        return ""
    target = _EDITION.sub("", match[1])
    return f"{target.partition(':')[0].strip()} IDT"
