"""Pages of iso.org about one standard, in English or French."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from importers.markup import by_class, parse_page, text_of
from importers.records import readings_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from importers.pipeline import Piece
    from importers.readings import Reading
    from importers.rows import Row
    from importers.sources import Source

__all__ = ["read_pieces"]

_STAGE = re.compile(r"\[\s*(\d\d\.\d\d)\s*\]")
_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_EARLIER = ("Withdrawn", "Annulée", "Previously", "Précédemment")
_LATER = ("Will be replaced by", "Sera remplacée par", "Now", "Actuellement")


def read_pieces(piece: Piece, source: Source) -> Sequence[Reading]:
    """Return the record of a page."""
    return readings_of(piece, source, _rows)


def _rows(text: str, piece: Piece) -> list[Row] | None:
    del piece
    root = parse_page(text)
    if root is None:
        return None
    number = next((text_of(it) for it in root.iter("span") if str(it.get("id") or "").startswith("itemReference")), "")
    index = next((str(it.get("data-index")) for it in root.iter("span") if it.get("data-index")), "")
    if not number:
        return None
    language = str(root.get("lang") or "en")[:2]
    identifier = index.partition(" - ")[0]
    stage = _STAGE.search(text_of(_by_id(root, "stageId")))
    day = _DAY.search(text_of(_by_id(root, "publicationDate")))
    committees = [text_of(it) for it in root.iter("a") if "/committee/" in str(it.get("href") or "")]
    row: Row = {
        "designation": number,
        f"title_{language}": index.partition(f"{number} - ")[2],
        "status": stage[1] if stage else "",
        "published": day[0] if day else "",
        "committee": next((it for it in committees if it.startswith(("ISO", "IEC"))), ""),
        "ics": [
            text_of(it) for it in root.iter("a") if "/ics/" in str(it.get("href") or "") and text_of(it)[:1].isdigit()
        ],
        "link": f"https://www.iso.org/standard/{identifier}.html" if identifier.isdigit() else "",
        "record": f"{identifier} {language}",
        "replaces": _linked(root, _EARLIER),
        "replaced_by": _linked(root, _LATER),
    }
    return [row]


def _by_id(root: etree._Element, name: str) -> etree._Element | None:
    return next((it for it in root.iter() if it.get("id") == name), None)


def _linked(root: etree._Element, heads: tuple[str, ...]) -> list[str]:
    """Return the numbers that stand under a head of the list of editions."""
    found = []
    for head in by_class(root, "section-head"):
        parent = head.getparent()
        if text_of(head) in heads and parent is not None:
            found += [text_of(it) for it in parent.iter("a") if "/standard/" in str(it.get("href") or "")]
    return found
