"""Units as standards print them: which kind of quantity, and the exact factor inside that kind.

A unit converts only inside its kind. Mass per mass is not mass per volume, CFU is not MPN, dB(A) is not dB, and a force
on a named width (``N/5cm``) says the width of the specimen beside the force.
"""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files

__all__ = ["Unit", "convert", "difference_unit", "find_unit", "is_unit", "match_unit", "unit_by_code", "unit_codes"]

_LONGEST = 32
_JOINERS = "/·*()%.,"
_DASHES = str.maketrans(
    dict.fromkeys("‐‑‒–—−﹣－", "-") | dict.fromkeys("⋅•・∙×", "·") | {"／": "/", "∕": "/", "µ": "μ"}
)
_TAKES_NO_WORD_AFTER = frozenset({"in", "a", "A", "M", "D", "T", "G", "C"})
"""Surface forms that are also common words or letters: a word right after them means that they are no unit."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: value × ``factor`` + ``offset`` is the value in the base unit of its ``kind``.

    ``specimen`` names the specimen that the unit carries with it (``width:0.05 m``).
    """

    code: str
    kind: str
    factor: Fraction
    offset: Fraction
    specimen: str | None
    display: str
    pint: str


def fold_surface(text: str) -> str:
    """Return a unit's surface form with widths, dots, dashes, superscripts and idle spaces folded; case stays."""
    folded = unicodedata.normalize("NFKC", text).translate(_DASHES).strip()
    return "".join(
        char
        for index, char in enumerate(folded)
        if char != " " or not (_idle(folded[index - 1 : index]) or _idle(folded[index + 1 : index + 2]))
    )


def _idle(neighbour: str) -> bool:
    """Tell whether a space beside this character carries no meaning."""
    return not neighbour or neighbour in _JOINERS or neighbour.isdigit() or neighbour > "\u2e7f" or neighbour == " "


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, Unit], dict[str, Unit]]:
    by_code: dict[str, Unit] = {}
    by_surface: dict[str, Unit] = {}
    text = files("catalog").joinpath("data/units.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        unit = Unit(
            row["code"],
            row["kind"],
            Fraction(row["factor"]),
            Fraction(row["offset"]),
            row["specimen"] or None,
            row["display"],
            row["pint"],
        )
        by_code[unit.code] = unit
        for surface in (*row["surfaces"].split("|"), row["display"]):
            folded = fold_surface(surface)
            by_surface.setdefault(folded, unit)
            if "μ" in folded:
                by_surface.setdefault(folded.replace("μ", "u"), unit)
    return by_code, by_surface


def unit_codes() -> tuple[str, ...]:
    """Return all codes of the table, in its order."""
    return tuple(_table()[0])


def unit_by_code(code: str) -> Unit | None:
    """Return the unit with this code (``MOhm``, ``mg/kg``, ``Cel``)."""
    return _table()[0].get(code)


@lru_cache(maxsize=4096)
def find_unit(printed: str) -> Unit | None:
    """Return the unit that the whole text prints, in any of its surface forms."""
    text = fold_surface(printed)
    found = _table()[1].get(text)
    if found is None and len(text) > 2 and text[0] in "([" and text[-1] in ")]":  # noqa: PLR2004 - brackets and one character
        found = _table()[1].get(text[1:-1])
    return found


@lru_cache(maxsize=1)
def _caseless() -> frozenset[str]:
    return frozenset(surface.casefold().replace(" ", "") for surface in _table()[1])


def is_unit(printed: str) -> bool:
    """Tell whether the whole text prints a unit, whatever its case: enough to know it for a unit, not for which one."""
    text = fold_surface(printed).casefold().replace(" ", "")
    return text in _caseless() or (text[:1] == "(" and text[-1:] == ")" and text[1:-1] in _caseless())


def match_unit(text: str, position: int) -> tuple[Unit, int] | None:
    """Return the unit with the longest surface form that begins at ``position``, and where it ends.

    A form that runs on into a word or into a further factor (``mg/件`` where only ``mg`` is known) is no match.
    """
    while position < len(text) and text[position] in " \u3000\u00a0\u2009\u202f":
        position += 1
    surfaces = _table()[1]
    best: tuple[Unit, int] | None = None
    for end in range(position + 1, min(len(text), position + _LONGEST) + 1):
        if text[end - 1] in "≤≥＜＞<>=，；。":
            break
        unit = surfaces.get(fold_surface(text[position:end]))
        if unit is not None and text[end - 1] not in " \u3000" and _ends_here(text, end, text[position:end]):
            best = unit, end
    return best


def _ends_here(text: str, end: int, surface: str) -> bool:
    last, rest = surface[-1], text[end:]
    if not rest:
        return True
    following = unicodedata.normalize("NFKC", rest[0])[:1]
    if last.isascii() and (last.isalpha() or last.isdigit()) and following.isascii() and following.isalpha():
        return False
    if last == "μ" or (last.isascii() and last.isdigit() and following.isdigit()):
        return False
    tail = unicodedata.normalize("NFKC", rest.lstrip()[:2])
    if tail[:1] in ("/", "·", "⋅") and len(tail) > 1 and not tail[1].isdigit() and _is_word(tail[1]):
        return False
    if rest[0] in " \u3000" and surface in _TAKES_NO_WORD_AFTER:
        return not (tail[:1].isascii() and tail[:1].isalpha())
    return True


def _is_word(char: str) -> bool:
    return char.isalpha() or char == "("


def convert(value: Fraction, source: Unit, target: Unit) -> Fraction:
    """Return ``value`` of ``source`` in ``target``; raises ValueError when the kinds differ."""
    if source.kind != target.kind or source.specimen != target.specimen:
        raise ValueError(f"{source.code} ({source.kind}) and {target.code} ({target.kind}) are not of one kind")
    return (value * source.factor + source.offset - target.offset) / target.factor


def difference_unit(unit: Unit) -> Unit:
    """Return the unit for a difference of two values: the same factor, no offset (a rise of 1 ℃ is a rise of 1 K)."""
    if unit.kind != "temperature":
        return unit
    return Unit(unit.code, "temperature_difference", unit.factor, Fraction(0), unit.specimen, unit.display, unit.pint)
