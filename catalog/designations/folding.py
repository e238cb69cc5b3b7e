"""Folding: one plain spelling of a text, with the way back to the positions of the original.

Full-width letters, the many dashes and slashes, and the spaces of typesetting become plain ASCII, each by one
character, so that positions stay; only characters of no width are taken out, and then a list of positions is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from catalog.patterns import regex

if TYPE_CHECKING:
    import re

__all__ = ["Folded", "fold"]

_DASHES = "‐‑‒–—―−﹣－﹘⁃➖\xad─━"
_SLASHES = "／∕⁄\\＼"
_TILDES = "～∼〜﹏˜"
_SPACES = "\u3000\xa0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\t"
_NO_WIDTH = regex("[\u200b\u200c\u200d\u2060\ufeff]")
_PUNCTUATION = {
    "：": ":",
    "，": ",",
    "；": ";",
    "．": ".",
    "（": "(",
    "）": ")",
    "【": "(",
    "】": ")",
    "﹕": ":",
    "∶": ":",
}
_CJK_ONE = regex(r"(?<=[0-9])[ ]?[一ー][ ]?(?=[0-9]{2})")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text: ``text`` in the case that was printed, ``upper`` in capitals, both of one length."""

    text: str
    upper: str
    positions: tuple[int, ...] | None = None

    def origin(self, position: int) -> int:
        """Return the position in the original text that belongs to ``position`` here."""
        return position if self.positions is None else self.positions[position]


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    table = {ord(char): "-" for char in _DASHES}
    table |= {ord(char): "/" for char in _SLASHES}
    table |= {ord(char): "~" for char in _TILDES}
    table |= {ord(char): " " for char in _SPACES}
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if code not in table}
    return table | {ord(char): plain for char, plain in _PUNCTUATION.items()}


def _one_dash(match: re.Match[str]) -> str:
    return match.group().translate({ord("一"): "-", ord("ー"): "-"})


def _capitals(text: str) -> str:
    upper = text.upper()
    if len(upper) == len(text):
        return upper
    return "".join(char if len(char.upper()) != 1 else char.upper() for char in text)


def fold(text: str) -> Folded:
    """Return ``text`` in its plain spelling; never fails."""
    if text.isascii():
        plain = text.replace("\\", "/").replace("\t", " ")
        return Folded(plain, plain.upper())
    positions = None
    if _NO_WIDTH.search(text):
        kept = [(place, char) for place, char in enumerate(text) if not _NO_WIDTH.match(char)]
        positions = (*(place for place, _ in kept), len(text))
        text = "".join(char for _, char in kept)
    plain = text.translate(_table())
    if "一" in plain or "ー" in plain:
        plain = _CJK_ONE.sub(_one_dash, plain)
    return Folded(plain, _capitals(plain), positions)
