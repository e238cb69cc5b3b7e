"""Headers, footers and page numbers: what stands at the edge of page after page says nothing of the clause there."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importers.documents.pdf.pages import PrintedLine, PrintedPage

__all__ = ["without_running"]

_EDGE = 3
_ZONE = 0.16
_NUMBER = re.compile(r"\d+|[ivxlcIVXLC]+(?![A-Za-z])|[Ⅰ-Ⅻⅰ-ⅻ]+")
_PAGE = re.compile(
    r"^[-—–·\s]*(?:\d{1,4}|[ivxlc]{1,6}|[IVXLC]{1,6}|[Ⅰ-Ⅻⅰ-ⅻ]{1,3})[-—–·\s]*$|^第\s*\d+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?$"
    r"|^(?:page\s*)?\d+\s*(?:/|of)\s*\d+$",
    re.IGNORECASE,
)


def without_running(pages: list[PrintedPage]) -> list[str]:
    """Take repeated lines off the edges of all pages; returns what they said, each once."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_key(line.text) for line in _edges(page)})
    needed = 2 if len(pages) <= 4 else max(3, len(pages) // 8)  # noqa: PLR2004 - a short document
    said: dict[str, str] = {}
    numbered = sum(any(_PAGE.match(line.text) for line in _edges(page)) for page in pages)
    for page in pages:
        drop = set()
        for line in _edges(page):
            key = _key(line.text)
            is_number = _PAGE.match(line.text) is not None
            # The title page keeps what later pages repeat: the number of the document.
            repeated = not is_number and counts[key] >= needed and page is not pages[0]
            if repeated or (is_number and numbered > 1):
                drop.add(id(line))
                if not is_number:
                    said.setdefault(key, line.text)
        page.lines = [line for line in page.lines if id(line) not in drop]
    return list(said.values())


def _edges(page: PrintedPage) -> list[PrintedLine]:
    """Return the lines at the upper and lower edge of a page, as far as they stand in its margins."""
    lines = sorted(page.lines, key=lambda line: line.box[1])
    upper = [line for line in lines[:_EDGE] if line.box[3] < page.height * _ZONE]
    lower = [line for line in lines[-_EDGE:] if line.box[1] > page.height * (1 - _ZONE)]
    return [*upper, *lower]


def _key(text: str) -> str:
    plain = re.sub(r"\s", "", text)
    # A clause number at the top of a page is no header, whatever stands at the top of others.
    if re.match(r"^\d+(?:\.\d+)+", plain):
        return plain
    return _NUMBER.sub("#", plain)
