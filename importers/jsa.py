"""JSA Webdesk: pages of Japanese Industrial Standards, with the international standard that each corresponds to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from importers.markup import by_class, labelled, parse_page, text_of, texts_of
from importers.records import readings_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from importers.pipeline import Piece
    from importers.readings import Reading
    from importers.rows import Row
    from importers.sources import Source

__all__ = ["read_pieces"]

_HEAD = ("発行年月日", "確認年月日", "廃止年月日", "状態")
_LINK = "https://webdesk.jsa.or.jp/books/W11M0090/index/?bunsyo_id="
_KANA = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def read_pieces(piece: Piece, source: Source) -> Sequence[Reading]:
    """Return the record of a page of a standard; the page with the list of a search is empty."""
    return readings_of(piece, source, _rows)


def _rows(text: str, piece: Piece) -> list[Row] | None:
    del piece
    root = parse_page(text)
    if root is None:
        return None
    main = next(iter(by_class(root, "mainBooksDetail")), None)
    if main is None:
        return [] if "webdesk.jsa.or.jp" in text else None
    heading = next(main.iter("h2"), None)
    lines = texts_of(heading) if heading is not None else []
    if not lines:
        return None
    head = labelled((text for it in by_class(main, "previewFileDate") for text in texts_of(it)), _HEAD)
    cells = _table(main)
    designation = lines[0]
    japanese = [line for line in lines[1:] if _KANA.search(line)]
    other = [line for line in lines[1:] if not _KANA.search(line)]
    return [
        {
            "designation": designation,
            "title_ja": " ".join(japanese),
            "title_en": " ".join(other),
            "status": head.get("状態", ""),
            "published": head.get("発行年月日", ""),
            "withdrawn": head.get("廃止年月日", ""),
            "committee": cells.get("原案作成団体", ""),
            "ics": cells.get("ICS", "").split(),
            "scope": cells.get("規格概要", ""),
            "adopts": cells.get("対応国際規格", ""),
            "replaced_by": cells.get("移行先", ""),
            "link": _LINK + designation.replace(" ", "+").replace(":", "%3A"),
            "record": designation,
        }
    ]


def _table(main: etree._Element) -> dict[str, str]:
    """Return the cells of the table by their heads, without the explanations that pop up."""
    cells: dict[str, str] = {}
    for line in main.iter("tr"):
        head, cell = line.find("th"), line.find("td")
        if head is None or cell is None:
            continue
        for it in [*by_class(cell, "modal"), *by_class(cell, "jsCallModal")]:
            parent = it.getparent()
            if parent is not None:
                parent.remove(it)
        cells[text_of(head)] = text_of(cell)
    return cells
