"""Characters of symbol fonts, which a PDF gives as numbers of the font, to the characters that the page shows."""

from __future__ import annotations

import unicodedata

__all__ = ["UNKNOWN", "sign_of"]

UNKNOWN = "\ufffd"
"""Stands for a character that the file draws and does not name."""

# Adobe Symbol encoding, as far as standards use it: the code in the font → the character.
_SYMBOL = {
    0x2D: "-",
    0x3C: "<",
    0x3D: "=",
    0x3E: ">",
    0x44: "Δ",
    0x57: "Ω",
    0x61: "α",
    0x62: "β",
    0x64: "δ",
    0x66: "φ",
    0x67: "γ",
    0x68: "η",
    0x6C: "λ",
    0x6D: "μ",
    0x70: "π",
    0x71: "θ",
    0x72: "ρ",
    0x73: "σ",
    0x74: "τ",
    0x7E: "~",
    0xA3: "≤",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
    0xD7: "·",
    0xE5: "Σ",
}
_FOLDS = {"\u2015": "—", "\u2a7d": "≤", "\u2a7e": "≥", "\u2266": "≤", "\u2267": "≥", "\u301c": "～", "\u2126": "Ω"}
# Radicals that a producer puts for the characters of the same shape. Unicode folds those of Kangxi; these it does not.
_RADICALS = dict(
    zip(
        "⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⺟⺠⻙⼾",
        "虎西见角贝车长门青页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟母民韦户",
        strict=True,
    )
)
_KANGXI = (0x2E80, 0x2FDF)
_PRIVATE = (0xE000, 0xF8FF)
_SYMBOL_CODES = 0xF000
"""From here on, word processors put the codes of symbol fonts."""
_NOTHING = frozenset("\u200b\u200c\u200d\ufeff\u0000\u00ad")


def sign_of(text: str, font: str) -> str:
    """Return the character that the page shows; :data:`UNKNOWN` for one that the file does not name."""
    if len(text) != 1:
        return UNKNOWN if text.startswith("(cid:") else text
    code = ord(text)
    if _PRIVATE[0] <= code <= _PRIVATE[1]:
        return _of_symbol_font(code, font.lower())
    if code < ord(" ") and text not in "\t\n":
        return UNKNOWN
    if _KANGXI[0] <= code <= _KANGXI[1]:
        return _RADICALS.get(text) or unicodedata.normalize("NFKC", text)
    return "" if text in _NOTHING else _FOLDS.get(text, text)


def _of_symbol_font(code: int, font: str) -> str:
    """Return the character for a code of the private use area, as symbol fonts use it."""
    if "dings" in font:
        return "•"
    is_symbol = "symbol" in font or code >= _SYMBOL_CODES
    return _SYMBOL.get(code & 0xFF, UNKNOWN) if is_symbol else UNKNOWN
