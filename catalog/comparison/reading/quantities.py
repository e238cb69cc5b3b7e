"""Find a number with its sign and unit at a place in the text; the unit table decides where a unit ends."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from catalog.comparison.reading.numbers import Style, match_number, match_percent_words
from catalog.comparison.requirements import Number
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.units import Unit

__all__ = ["Quantity", "find_unit_printed", "match_quantity", "match_unit_after", "negated"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what stands behind it. ``unit`` is ``None`` where nothing or something unknown is printed."""

    number: Number
    unit: Unit | None
    unit_printed: str | None
    start: int
    end: int
    trouble: str | None = None

    @property
    def unit_code(self) -> str | None:
        """Return the code of the unit, if it is known."""
        return self.unit.code if self.unit else None


_UNKNOWN_LATIN = regex(r"[A-Za-zμΩ°Å$][A-Za-z0-9μΩ°Å/·*^²³⁻¹.()-]{0,15}")
_UNKNOWN_HAN = regex(r"[\u4e00-\u9fff]{1,2}(?=$|[\s，,;。、)])")
_DIGIT_LIKE = regex(r"[OoIlSB][OoIlSB\d]*(?![A-Za-z/(²2·])")
_UNIT_WINDOW = 40
"""No printed unit is longer; the window is what the cache knows a unit by."""
_NO_UNIT = frozenset(
    [
        "and",
        "or",
        "to",
        "for",
        "in",
        "at",
        "with",
        "when",
        "by",
        "of",
        "is",
        "are",
        "no",
        "not",
        "the",
        "than",
        "max",
        "min",
        "maximum",
        "minimum",
        "under",
        "after",
        "before",
        "without",
        "from",
        "as",
        "on",
        "if",
        "either",
        "both",
        "each",
        "but",
        "unless",
        "including",
        "inclusive",
        "exclusive",
        "according",
        "test",
        "method",
        "class",
        "grade",
        "type",
    ]
)
_NO_HAN_UNIT = frozenset("或且和及与的以至到在按应无不时后前为内之间含左右")


def negated(number: Number, printed: str) -> Number:
    """Return the number below zero, as printed with its sign."""
    return Number(-number.value, printed)


def find_unit_printed(printed: str) -> Unit | None:
    """Return the unit that the whole of ``printed`` names."""
    from catalog.comparison.units import find_unit  # noqa: PLC0415 - the table loads with the first reading

    return find_unit(printed)


@lru_cache(maxsize=8192)
def _unit_in(window: str) -> tuple[Unit, int] | None:
    from catalog.comparison.units import match_unit  # noqa: PLC0415 - as above

    return match_unit(window, 0)


def match_unit_after(text: str, start: int) -> tuple[Unit | None, str | None, int]:
    """Return unit, printed unit and end at ``start``; an unknown unit is printed and has no :class:`Unit`."""
    at = start
    while at < len(text) and text[at] == " " and at - start < 3:  # noqa: PLR2004 - a number of digits or marks, plain where it stands
        at += 1
    if at >= len(text):
        return None, None, start
    char = text[at]
    if char in "，。;、,:)]~<>≤≥=±+-0123456789":
        return None, None, start
    found = _unit_in(text[at : at + _UNIT_WINDOW])
    if found is not None:
        unit, length = found
        return unit, text[at : at + length], at + length
    latin = _UNKNOWN_LATIN.match(text, at)
    if latin:
        word = latin[0].rstrip(".(-")
        if word.count("(") > word.count(")"):
            word = word[: word.index("(")]
        elif word.endswith(")") and word.count(")") > word.count("("):
            word = word[:-1]
        if word and word.lower() not in _NO_UNIT and not (word.isalpha() and len(word) > 12):  # noqa: PLR2004 - a number of digits or marks, plain where it stands
            return None, word, at + len(word)
        return None, None, start
    han = _UNKNOWN_HAN.match(text, at)
    if han and not (set(han[0]) & _NO_HAN_UNIT):
        return None, han[0], han.end()
    return None, None, start


def match_quantity(text: str, start: int, style: Style, *, signed: bool = True, han: bool = False) -> Quantity | None:
    """Return the quantity that begins at ``start`` (spaces allowed), with its sign where ``signed``."""
    at = start
    while at < len(text) and text[at] == " ":
        at += 1
    begin = at
    sign = ""
    if signed and at < len(text) and text[at] in "+-−":
        sign = text[at]
        at += 1
        if at < len(text) and text[at] == " ":
            at += 1
    words = match_percent_words(text, at)
    if words:
        found, printed = words
        from catalog.comparison.units import find_unit  # noqa: PLC0415 - as above

        number = negated(found.number, sign + found.number.printed) if sign in {"-", "−"} else found.number
        return Quantity(number, find_unit(printed), printed, begin, found.end, found.trouble)
    number_found = match_number(text, at, style, han=han)
    if number_found is None:
        return None
    number = number_found.number
    if sign in {"-", "−"}:
        number = negated(number, f"-{number.printed}")
    elif sign:
        number = Number(number.value, f"+{number.printed}")
    unit, unit_printed, end = match_unit_after(text, number_found.end)
    trouble = number_found.trouble
    if unit_printed and text[number_found.end] != " " and _DIGIT_LIKE.match(unit_printed):
        trouble = trouble or f"“{text[begin:end]}”: a letter stands where a digit may be meant"
    return Quantity(number, unit, unit_printed, begin, end if unit_printed else number_found.end, trouble)
