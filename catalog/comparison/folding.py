"""Fold the spellings of one text into one: width, dashes, tildes, operator signs, micro signs, spaces.

Folding keeps the length of the text, so that a place in the folded text is the same place in the cleaned one and the
printed words can always be shown. Superscripts stay: ``10⁴`` must never become ``104``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from catalog.patterns import regex

__all__ = ["clean", "fold", "fold_word"]

_SUPERSCRIPTS = str.maketrans("0123456789+-−–()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾ⁿ")
_SUPERSCRIPT_TAG = regex(r"<sup>\s*([-+−–]?[0-9()n]{1,6})\s*</sup>", re.IGNORECASE)
_TAG = regex(r"</?(?:sub|sup|b|i|em|strong|br|span|p|u)\s*/?>", re.IGNORECASE)
_ENTITY = {
    "&nbsp;": " ",
    "&lt;": "<",
    "&gt;": ">",
    "&le;": "≤",
    "&ge;": "≥",
    "&plusmn;": "±",
    "&times;": "×",
    "&amp;": "&",
}
_ENTITY_PATTERN = regex("|".join(_ENTITY))
_BREAK = regex(r"(?<=[-—–])[ \t]*[\r\n]+[ \t]*")
_INVISIBLE = regex("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\x00-\x08\x0e-\x1f\x7f]")
_EMPHASIS = regex(r"(?<![\d*])\*\*(?!\d)|(?<=\D)\*\*(?=\d)|(?<=\d)\*\*(?!\d)")

_SQUARED = "".join(chr(code) for code in (*range(0x3371, 0x3380), *range(0x3380, 0x33E0)))
_WHOLE = {char: unicodedata.normalize("NFKC", char) for char in _SQUARED}
# NFKC of the squared units loses their powers: ㎡ must give m², not m2.
_WHOLE |= {"㎟": "mm²", "㎠": "cm²", "㎡": "m²", "㎢": "km²", "㎣": "mm³", "㎤": "cm³", "㎥": "m³", "㎦": "km³"}
_WHOLE |= {"㎧": "m/s", "㎨": "m/s²", "㎭": "rad", "㎮": "rad/s", "㎯": "rad/s²", "㎍": "μg", "㎛": "μm", "㏑": "ln"}
_WHOLE |= {"℅": "c/o", "№": "No.", "⁄": "/", "…": "…", "²": "²"}
_WHOLE_PATTERN = regex("[" + "".join(char for char, text in _WHOLE.items() if len(text) != 1 or text != char) + "]")


# Traditional forms of the characters that limits are written with; each has one simplified form only.
_TRADITIONAL = (
    "內於過標準質雜檢測試驗應須無達級類濕溫電壓強長寬輕總鉛鎘鉻銅鐵鋅錳鎳鉀鈉鈣鎂數條離經緯纖維織顏變斷計範圍間與產損圓徑邊"
    "絕緣塵體積濃氣揮發農藥殘聯觸"
)
_SIMPLIFIED = (
    "内于过标准质杂检测试验应须无达级类湿温电压强长宽轻总铅镉铬铜铁锌锰镍钾钠钙镁数条离经纬纤维织颜变断计范围间与产损圆径边"
    "绝缘尘体积浓气挥发农药残联触"
)


def _one_to_one() -> dict[int, str]:
    table: dict[int, str] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    groups = {
        "-": "‐‑‒–—―−﹣－⁃﹘─━",
        "~": "～∼〜˜∽⁓",
        "≤": "≦⩽≲⪯",
        "≥": "≧⩾≳⪰",
        "<": "﹤",
        ">": "﹥",
        "/": "∕⁄╱／",
        "\\": "＼",
        "μ": "µ",
        "Ω": "Ω",
        "K": "K",
        "Å": "Å",
        "°": "˚º",
        "·": "・•∙⋅‧●",
        "×": "✕✖⨯╳",
        "%": "﹪٪",
        "(": "﹙〔［【",
        ")": "﹚〕］】",
        "'": "’‘´`＇",
        '"': "“”„«»",
        "、": "﹑､",
        ":": "∶﹕︰",
        ";": "﹔；",
        "，": "﹐",
        "。": "｡",
        "∞": "∞",
    }
    for target, sources in groups.items():
        table.update({ord(source): target for source in sources})
    for space in (
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\n\r\x0b\x0c"
    ):
        table[ord(space)] = " "
    table.update({ord(old): new for old, new in zip(_TRADITIONAL, _SIMPLIFIED, strict=True)})
    # The full-width comma separates parts of a sentence; the narrow one may be a decimal sign. They must stay apart.
    table[ord("，")] = "，"
    table[ord("。")] = "。"
    return table


_TABLE = _one_to_one()


def clean(text: str) -> str:
    """Return ``text`` without invisible characters and mark-up, squared units written out, line breaks mended."""
    if text.isascii() and "<" not in text and "&" not in text and "\n" not in text and "*" not in text:
        return text.strip()
    if "<" in text:
        text = _SUPERSCRIPT_TAG.sub(lambda match: match[1].translate(_SUPERSCRIPTS), text)
        text = _TAG.sub("", text)
    if "&" in text:
        text = _ENTITY_PATTERN.sub(lambda match: _ENTITY[match[0]], text)
    text = unicodedata.normalize("NFC", text)
    text = _INVISIBLE.sub("", text)
    text = _WHOLE_PATTERN.sub(lambda match: _WHOLE[match[0]], text)
    text = _BREAK.sub("", text)
    if "**" in text:
        text = _EMPHASIS.sub("", text)
    return text.strip()


def fold(text: str) -> str:
    """Return ``text`` with every character in its usual form; the length does not change."""
    return text.translate(_TABLE)


_BETWEEN_WORDS = regex(r"[\s\-_/·,，、;:()\[\]\"']+")


@lru_cache(maxsize=16384)
def fold_word(text: str) -> str:
    """Return the form in which a word or name is compared: folded, lower case, without spaces and punctuation marks."""
    return _BETWEEN_WORDS.sub("", fold(clean(text)).lower())
