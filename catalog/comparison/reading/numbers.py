"""Read one number, exactly: separators, powers of ten, fractions, Chinese numerals; or say why it cannot be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import lru_cache

from catalog.comparison.folding import fold
from catalog.comparison.requirements import Number
from catalog.patterns import regex

__all__ = ["FoundNumber", "Style", "chinese_number", "match_number", "number_style"]


class Style(Enum):
    """How the text around a number writes decimals."""

    POINT = "point"
    """Chinese or English: the comma groups thousands, the point is the decimal sign."""
    COMMA = "comma"
    """Continental European: the comma is the decimal sign, and a group of three digits after a sign could be either."""


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number at a place of the text. ``trouble`` says why the value cannot be trusted; ``value`` is then a guess."""

    number: Number
    end: int
    trouble: str | None = None


# Words of German, French, Dutch, Italian and Spanish indicators that no Chinese or English one has.
_CONTINENTAL = frozenset(
    [
        "der",
        "das",
        "den",
        "dem",
        "und",
        "oder",
        "nicht",
        "über",
        "unter",
        "höchstens",
        "mindestens",
        "mehr",
        "weniger",
        "gehalt",
        "prüfung",
        "nach",
        "wasser",
        "zulässig",
        "grenzwert",
        "anteil",
        "masse",
        "dichte",
        "feuchte",
        "zugfestigkeit",
        "höchstkraft",
        "lebensdauer",
        "nutzungsdauer",
        "formaldehyd",
        "wert",
        "für",
        "von",
        "mit",
        "bei",
        "kleiner",
        "gleich",
        "betrag",
        "breite",
        "dicke",
        "leistung",
        "blei",
        "cadmium-gehalt",
        "massenanteil",
        "volumenanteil",
        "reißfestigkeit",
        "des",
        "et",
        "ou",
        "pas",
        "moins",
        "teneur",
        "eau",
        "avec",
        "valeur",
        "limite",
        "durée",
        "vie",
        "essai",
        "plomb",
        "aux",
        "une",
        "dureté",
        "longueur",
        "largeur",
        "poids",
        "het",
        "een",
        "niet",
        "meer",
        "dan",
        "ten",
        "hoogste",
        "minste",
        "gehalte",
        "waarde",
        "voor",
        "vocht",
        "sterkte",
        "treksterkte",
        "levensduur",
        "lood",
        "grenswaarde",
        "gli",
        "della",
        "meno",
        "valore",
        "contenuto",
        "resistenza",
        "durata",
        "piombo",
        "formaldeide",
        "acqua",
        "massimo",
        "minimo",
        "los",
        "las",
        "menos",
        "contenido",
        "resistencia",
        "vida",
        "plomo",
        "agua",
        "máximo",
        "mínimo",
    ]
)
_FOREIGN_LETTER = regex(r"[äöüßéèêëàâçîïôûùœñìòáíóúãõø]", re.IGNORECASE)
_LATIN_WORD = regex(r"[^\W\d_]+")
_HAN = regex(r"[\u4e00-\u9fff]")
_COMMA_DECIMAL = regex(r"(?<![\d.,])(?:0,\d+|\d+,\d{1,2}|\d+,\d{4,})(?![\d,])")
_POINT_GROUPS = regex(r"(?<![\d.,])\d{1,3}(?:\.\d{3}){2,}(?![\d.])")
_POINT_DECIMAL = regex(r"(?<![\d.,])\d+\.(?:\d{1,2}|\d{4,})(?![\d.])|(?<![\d.,])0\.\d+(?![\d.])")


@lru_cache(maxsize=4096)
def number_style(text: str) -> Style:
    """Return how ``text`` (folded) writes decimals, from its words and from its own unambiguous numbers."""
    if "," not in text and "." not in text:
        return Style.POINT
    if _POINT_GROUPS.search(text):
        return Style.COMMA
    comma = _COMMA_DECIMAL.search(text) is not None
    if comma and _POINT_DECIMAL.search(text) is None:
        return Style.COMMA
    if _HAN.search(text):
        return Style.POINT
    if _FOREIGN_LETTER.search(text):
        return Style.COMMA
    words = {word.lower() for word in _LATIN_WORD.findall(text)}
    return Style.COMMA if words & _CONTINENTAL else Style.POINT


_SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SUPER_DIGITS = {char: str(index) for index, char in enumerate(_SUPER)} | {"⁻": "-", "⁺": ""}
_VULGAR = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅖": (2, 5),
    "⅗": (3, 5),
    "⅘": (4, 5),
    "⅙": (1, 6),
    "⅚": (5, 6),
    "⅛": (1, 8),
    "⅜": (3, 8),
    "⅝": (5, 8),
    "⅞": (7, 8),
    "⅒": (1, 10),
    "⅑": (1, 9),
    "⅐": (1, 7),
}
_CHUNK = regex(r"\d+(?:[.,']\d+)*|[.,]\d+(?![\d.,]*[.,]\d)")
_GROUP = 3
_SPACE_GROUPS = regex(r"(?: \d{3})+(?![\d])(?:[.,]\d+)?")
_POWER = regex(
    rf" ?[×xX*·] ?10(?:(?P<sup>[⁻⁺]?[{_SUPER}]+)| ?(?:\^|\*\*) ?[({{]? ?(?P<caret>[-+]?\d{{1,3}}) ?[)}}]?|"
    rf"(?P<lost> ?-?\d+)?)"
)
_EXPONENT = regex(r"[eE]([-+]?\d{1,3})(?![\dA-Za-z])")
_BARE_POWER = regex(rf"(?P<sup>[⁻⁺]?[{_SUPER}]+)(?!⁾)|\^[({{]?(?P<caret>[-+]?\d{{1,3}})[)}}]?")
_FOOTNOTE = regex(rf" ?(?:[{_SUPER}]+[⁾)]|[ᵃ-ᶿ①-⑳]\)?|[†‡§*]+(?![\d ×])|[a-e]\)(?=\s*$|\s*[,，;。]))")
_MYRIAD = regex(r" ?(十万|百万|千万|万|亿)(?![分用])")
_MYRIADS = {"万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}

_HAN_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_HAN_NUMBER = regex(
    r"[零〇一二两三四五六七八九十百千]+(?:万[零〇一二两三四五六七八九十百千]*)?(?:点[零〇一二三四五六七八九]+)?万?"
)
_PERCENT_WORDS = regex(r"(百|千|万)分之(?=[零〇一二两三四五六七八九十百点\d])")
_HAN_FRACTION = regex(r"([零一二两三四五六七八九十百]+)分之([零一二两三四五六七八九十百]+)")
PERCENT_UNITS = {"百": "%", "千": "‰", "万": "‱"}


def chinese_number(text: str) -> Fraction | None:
    """Return the value of Chinese numerals (``一百二十``, ``三点五``), or ``None`` where they are no number."""
    whole, _, part = text.partition("点")
    if part and not all(char in _HAN_DIGITS for char in part):
        return None
    total, section, digit = 0, 0, None
    if len(whole) > 1 and all(char in _HAN_DIGITS for char in whole):
        value = Fraction(int("".join(str(_HAN_DIGITS[char]) for char in whole)))
    else:
        for char in whole:
            if char in _HAN_DIGITS:
                if digit:
                    return None
                digit = _HAN_DIGITS[char]
            elif char in _HAN_UNITS:
                section += (1 if digit is None else digit or 1) * _HAN_UNITS[char]
                digit = None
            elif char == "万":
                total, section, digit = (section + (digit or 0)) * 10**4, 0, None
            else:
                return None
        value = Fraction(total + section + (digit or 0))
    if part:
        value += Fraction(int("".join(str(_HAN_DIGITS[char]) for char in part)), 10 ** len(part))
    return value if whole else None


def match_number(text: str, start: int, style: Style = Style.POINT, *, han: bool = False) -> FoundNumber | None:
    """Return the unsigned number that begins at ``start`` of the folded ``text``; ``han`` allows Chinese numerals."""
    if start >= len(text):
        return None
    char = text[start]
    if char in _VULGAR:
        top, bottom = _VULGAR[char]
        return FoundNumber(Number(Fraction(top, bottom), char), start + 1)
    if han and (char in _HAN_DIGITS or char in _HAN_UNITS):
        return _match_han(text, start)
    chunk = _CHUNK.match(text, start)
    if chunk is None:
        return None
    end = chunk.end()
    printed = chunk[0]
    if printed.isdigit() and len(printed) <= _GROUP and text[end : end + 1] == " ":
        groups = _SPACE_GROUPS.match(text, end)
        if groups:
            end = groups.end()
            printed = text[start:end]
    value, trouble = _plain_value(printed, style)
    return _with_power(text, start, end, value, trouble)


def _match_han(text: str, start: int) -> FoundNumber | None:
    fraction = _HAN_FRACTION.match(text, start)
    if fraction and fraction[1] not in {"百", "千", "万"}:
        bottom, top = chinese_number(fraction[1]), chinese_number(fraction[2])
        if top is not None and bottom:
            return FoundNumber(Number(top / bottom, fraction[0]), fraction.end())
    found = _HAN_NUMBER.match(text, start)
    value = chinese_number(found[0]) if found else None
    if found is None or value is None:
        return None
    return FoundNumber(Number(value, found[0]), found.end())


def match_percent_words(text: str, start: int) -> tuple[FoundNumber, str] | None:
    """Return number and unit of ``百分之五`` (5, ``%``), ``千分之三`` (3, ``‰``) at ``start``."""
    words = _PERCENT_WORDS.match(text, start)
    if words is None:
        return None
    found = match_number(text, words.end(), han=True)
    if found is None:
        return None
    number = Number(found.number.value, text[start : found.end])
    return FoundNumber(number, found.end, found.trouble), PERCENT_UNITS[words[1]]


def _plain_value(printed: str, style: Style) -> tuple[Fraction, str | None]:  # noqa: C901, PLR0911 - one branch for each printed form
    """Return the value of digits with separators, and why it is in doubt."""
    if printed.isdigit():
        lost = (
            f"“{printed}” begins with zero: a decimal sign may be lost" if printed[0] == "0" and int(printed) else None
        )
        return Fraction(int(printed)), lost
    if " " in printed:
        return Fraction(printed.replace(" ", "").replace(",", ".")), None
    printed = printed if printed[0].isdigit() else f"0{printed}"
    signs = {sign for sign in ".,'" if sign in printed}
    if len(signs) > 1:
        last = max(printed.rfind(sign) for sign in signs)
        whole, part = printed[:last], printed[last + 1 :]
        group = re.split(r"[.,']", whole)
        if len(signs) == 2 and printed[last] != "'" and printed.count(printed[last]) == 1 and _is_grouped(group):  # noqa: PLR2004 - a number of digits or marks, plain where it stands
            return Fraction(f"{''.join(group)}.{part}"), None
        return Fraction(0), f"“{printed}” mixes decimal and thousands signs"
    sign = signs.pop()
    groups = printed.split(sign)
    if sign == "'":
        if _is_grouped(groups):
            return Fraction("".join(groups)), None
        return Fraction(0), f"“{printed}” is not a grouped number"
    if len(groups) > 2:  # noqa: PLR2004 - a number of digits or marks, plain where it stands
        if _is_grouped(groups) and (sign == "," or style is Style.COMMA):
            return Fraction("".join(groups)), None
        return Fraction(0), f"“{printed}” is not one number"
    whole, part = groups
    decimal = Fraction(f"{whole}.{part}")
    could_group = len(part) == 3 and 1 <= len(whole) <= 3 and whole[0] != "0"  # noqa: PLR2004 - a number of digits or marks, plain where it stands
    if not could_group:
        return decimal, None
    if style is Style.COMMA:
        return decimal, f"“{printed}” may be a decimal or a thousands sign in a text that writes decimal commas"
    return (Fraction(whole + part), None) if sign == "," else (decimal, None)


def _is_grouped(groups: list[str]) -> bool:
    return 1 <= len(groups[0]) <= 3 and groups[0] != "0" and all(len(group) == 3 for group in groups[1:])  # noqa: PLR2004 - a number of digits or marks, plain where it stands


def _super_value(text: str) -> int:
    return int("".join(_SUPER_DIGITS[char] for char in text))


def _with_power(text: str, start: int, end: int, value: Fraction, trouble: str | None) -> FoundNumber:
    printed = text[start:end]
    following = text[end : end + 1]
    power = _POWER.match(text, end) if following and following in " ×xX*·" else None
    if power:
        exponent, lost = _exponent_of(power)
        if power["sup"] is None and power["caret"] is None:
            shown = text[start : power.end()]
            return FoundNumber(
                Number(value, shown), power.end(), trouble or f"“{shown}”: the exponent may have lost its raised form"
            )
        end = power.end()
        value *= Fraction(10) ** exponent
        trouble = trouble or lost
    elif following in {"e", "E"} and (exponent_match := _EXPONENT.match(text, end)):
        end = exponent_match.end()
        value *= Fraction(10) ** int(exponent_match[1])
    elif following and (following in _SUPER or following in "^⁻"):
        bare = _BARE_POWER.match(text, end)
        if bare and printed == "10":
            exponent, lost = _exponent_of(bare)
            end, trouble = bare.end(), trouble or lost
            value = Fraction(10) ** exponent
        elif bare:
            end = bare.end()
            trouble = trouble or f"“{text[start:end]}”: a raised mark that may be a power or a footnote"
    elif following and following in " 十百千万亿" and (myriad := _MYRIAD.match(text, end)):
        end = myriad.end()
        value *= _MYRIADS[myriad[1]]
    number = Number(value, text[start:end])
    footnote = _FOOTNOTE.match(text, end)
    return FoundNumber(number, footnote.end() if footnote else end, trouble)


def _exponent_of(match: re.Match[str]) -> tuple[int, str | None]:
    groups = match.groupdict()
    exponent = _super_value(groups["sup"]) if groups["sup"] else int(groups["caret"] or 0)
    if abs(exponent) > 30:  # noqa: PLR2004 - a number of digits or marks, plain where it stands
        return 0, f"“{match[0]}”: an exponent of this size is a fault"
    return exponent, None


def read_number(text: str) -> FoundNumber | None:
    """Return the number that is the whole of ``text``, sign included, or ``None``."""
    folded = fold(text).strip()
    sign = -1 if folded[:1] in {"-", "−"} else 1
    start = 1 if folded[:1] in {"-", "+", "−"} else 0
    found = match_number(folded, start, number_style(folded), han=True)
    if found is None or found.end != len(folded):
        return None
    return FoundNumber(Number(found.number.value * sign, folded), found.end, found.trouble)
