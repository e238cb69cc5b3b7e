"""Scales of grades: their order, which standard defines them, and which grades satisfy a demand.

Grades are listed from the laxest to the strictest demand, so polarity (能效 1 级 is best, colour fastness 5 is best) is
a property of the scale. IP codes have a partial order; symbols such as E1 have a value through a named standard only.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from typing import Any

import orjson

from catalog.patterns import regex

__all__ = ["Resolution", "Scale", "Scales", "scales"]

_IP = regex(r"^IP([0-6X])([0-9X])(K?)([A-DHMSW]*)$")
_IP_CODES = regex(r"IP[0-6X][0-9X]K?[A-DHMSW]*")
_HALF = regex(r"(\d)\.5")
_GRADE_WORDS = regex(
    r"\s*(?:级|級|等级|class|grade|rating)$|^(?:class|grade|rating|等级|级别)\s*|\s+(?=\d)|(?<=\d)\s+", re.IGNORECASE
)
_WATER = {
    "0": frozenset({0}),
    "7": frozenset({0, 1, 2, 3, 4, 7}),
    "8": frozenset({0, 1, 2, 3, 4, 7, 8}),
    "9": frozenset({0, 1, 2, 3, 4, 9}),
}
"""What a second digit includes (IEC 60529 clause 6): 7 and 8 are immersion and do not include the jets 5 and 6."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a class symbol means by one standard: the limit with unit code and method."""

    standard: str
    grade: str
    operator: str
    value: Fraction
    printed: str
    unit: str
    method: str
    source: str


@dataclass(frozen=True, slots=True)
class Scale:
    """One scale: ``grades`` from laxest to strictest; ``order`` is ``total``, ``none``, ``maker`` or ``resolved``."""

    id: str
    zh: str
    en: str
    grades: tuple[str, ...]
    polarity: str
    order: str
    partial: str | None
    defined_by: tuple[str, ...]
    aliases: dict[str, str]
    words: tuple[str, ...]
    pattern: re.Pattern[str]
    edition_bound: bool
    resolutions: tuple[Resolution, ...]
    source: str
    family: str | None = None

    def normal(self, printed: str) -> str | None:
        """Return the grade that ``printed`` names on this scale, or ``None``."""
        if printed in self.grades:
            return printed
        text = _fold(printed)
        if self.partial == "ip":
            return text if _ip_codes(text) else None
        half = _HALF.fullmatch(text)
        if half is not None and f"{half[1]}-{int(half[1]) + 1}" in self.grades:
            return f"{half[1]}-{int(half[1]) + 1}"
        for form in (text, text.upper()):
            grade = self.aliases.get(form, form)
            if grade in self.grades or grade in self.aliases.values():
                return grade
        return None

    def rank(self, grade: str) -> int | None:
        """Return the place of a grade in the order of strictness, ``None`` where the scale gives it none."""
        if self.order != "total" or grade not in self.grades:
            return None
        return self.grades.index(grade)

    def accepted(self, operator: str, grade: str) -> frozenset[str] | None:
        """Return the grades that satisfy a demand; ``ge`` and ``le`` follow the printed order of the scale.

        On a scale where 1 is best ``le 2`` is {2, 1}. ``None`` when the scale has no order for this grade.
        """
        place = self.rank(grade)
        if place is None:
            return None
        if operator == "eq":
            return frozenset({grade})
        stricter, laxer = frozenset(self.grades[place:]), frozenset(self.grades[: place + 1])
        rising = self.polarity == "high"
        sets = {"ge": stricter if rising else laxer, "le": laxer if rising else stricter}
        if operator in ("gt", "lt"):
            return sets["ge" if operator == "gt" else "le"] - {grade}
        return frozenset(sets[operator]) if operator in sets else None

    def at_least(self, grade: str) -> frozenset[str] | None:
        """Return the grades that are as strict as ``grade`` or stricter."""
        place = self.rank(grade)
        return None if place is None else frozenset(self.grades[place:])


def ip_protections(code: str) -> frozenset[str] | None:
    """Return all protections that an IP code (also a dual one, ``IP65/IP67``) gives, for comparing by inclusion."""
    codes = _ip_codes(_fold(code))
    if not codes:
        return None
    out: set[str] = set()
    for one in codes:
        match = _IP.match(one)
        if match is None:
            return None
        solids, water, jets, letters = match.groups()
        if solids != "X":
            out |= {f"s{level}" for level in range(1, int(solids) + 1)}
        if water != "X":
            included = _WATER.get(water, frozenset(range(int(water) + 1)))
            out |= {f"w{level}" for level in included if level}
        out |= {f"k{water}"} if jets else set()
        out |= {f"l{letter}" for letter in letters}
    return frozenset(out)


def _ip_codes(text: str) -> list[str]:
    codes = _IP_CODES.findall(re.sub(r"/(?=[0-6X][0-9X])", "/IP", text.upper().replace(" ", "")))
    return [str(code) for code in codes]


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).replace("～", "~").strip(" .。，,;；:：")
    folded = re.sub(r"[‐‑‒–—−~至]", "-", folded)
    return _GRADE_WORDS.sub("", folded)


class Scales:
    """All scales of the table."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.version: str = data["version"]
        self.all = {row["id"]: _scale(row) for row in data["scales"]}

    def get(self, id: str | None) -> Scale | None:  # noqa: A002 - the field is called id everywhere
        """Return the scale with this id."""
        return None if id is None else self.all.get(id)

    def defined_by(self, work: str) -> tuple[Scale, ...]:
        """Return the scales that a standard (designation without year) defines."""
        return tuple(scale for scale in self.all.values() if work in scale.defined_by)

    def resolve(self, grade: str, work: str, year: str | None) -> Resolution | None:
        """Return what a class symbol means by a standard (``E0``, ``GB/T 39600``, ``2021``).

        A standard cited without its year counts where only one edition of it is recorded for the symbol.
        """
        found = [
            item
            for scale in self.all.values()
            for item in scale.resolutions
            if item.grade == grade and _is_of(item.standard, work, year)
        ]
        return found[0] if len(found) == 1 else None


def _is_of(standard: str, work: str, year: str | None) -> bool:
    if not standard.startswith(work):
        return False
    rest = standard[len(work) :]
    return rest == "" or (rest[0] in "-:" and rest[1:].isdigit() and (year is None or rest[1:] == year))


def _scale(row: dict[str, Any]) -> Scale:
    return Scale(
        id=row["id"],
        zh=row["zh"],
        en=row["en"],
        grades=tuple(row["grades"]),
        polarity=row["polarity"],
        order=row.get("order", "total"),
        partial=row.get("partial"),
        defined_by=tuple(row["defined_by"]),
        aliases=row["aliases"],
        words=tuple(word.casefold() for word in row["words"]),
        pattern=regex("|".join(row["patterns"])),
        edition_bound=row.get("edition_bound", False),
        resolutions=tuple(
            Resolution(
                item["standard"],
                item["grade"],
                item["op"],
                Fraction(item["value"]),
                item["value"],
                item["unit"],
                item["method"],
                item["source"],
            )
            for item in row.get("resolves", ())
            if not item.get("only_with_method")
        ),
        source=row["source"],
        family=row.get("family"),
    )


@lru_cache(maxsize=1)
def scales() -> Scales:
    """Return the table of scales, read once."""
    return Scales(orjson.loads(files("catalog").joinpath("data/scales.json").read_bytes()))
