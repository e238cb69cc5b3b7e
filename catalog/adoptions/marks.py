"""Marks of adoption as they are printed: degree words, titles, dual numbers, numbers that contain another."""

from __future__ import annotations

from dataclasses import dataclass, replace

from catalog.designations import Designation, find_designations
from catalog.patterns import regex
from catalog.standards import Degree

__all__ = ["Mark", "adopted_by_number", "read_degree", "read_dual_number", "read_marks"]

_WORDS: tuple[tuple[Degree, str], ...] = (
    (Degree.NEQ, r"NEQ|not\s+equivalent|非等效(?:采用)?|不等效|参照采用|(?<![a-z])ref(?![a-z.])"),
    (Degree.MOD, r"MOD(?![a-z])|modified|修改(?:采用)?|EQV|(?<!非)(?<!不)等效(?:采用)?|equivalent"),
    (Degree.IDT, r"IDT(?![a-z])|identical|等同(?:采用)?|идентичен"),
)
"""Words by degree, asked in this order. Before 2001 China wrote idt, eqv, neq and ref; eqv is read as MOD and ref as
NEQ (GB/T 20000.2-2001). NEQ and ref are no adoption (ISO/IEC Guide 21-1:2005, 4.4)."""
_PATTERNS = tuple((degree, regex(rf"(?i)(?<![a-z])(?:{words})")) for degree, words in _WORDS)
_SOURCES = ("ISO", "IEC", "CISPR", "ITU", "CIE", "OIML", "EN", "CEN", "CLC", "ИСО", "МЭК", "HD")
_INTERNATIONAL = ("ISO", "IEC", "CISPR", "ITU", "CIE", "OIML", "ИСО", "МЭК", "IWA")
_CUTS = regex(r"[ /-]")
_BRACKET = regex(r"[(（\[][^()（）\[\]]*$")
_NEAR = 40
"""Letters on either side of a number in which a degree word belongs to it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a text says to be adopted: the document, the degree, and the word that was printed for it."""

    target: Designation
    degree: Degree
    printed: str | None = None


def read_degree(text: str) -> tuple[Degree, str | None]:
    """Return the degree that a text tells and the words it tells it by; UNKNOWN and none where it tells none."""
    for degree, pattern in _PATTERNS:
        if match := pattern.search(text):
            return degree, match[0]
    return Degree.UNKNOWN, None


def read_marks(title: str, own: Designation | None = None) -> tuple[Mark, ...]:
    """Return the adoptions that a title prints: ``(ISO 14184-1:1998, MOD)``, ``idt ISO 3071``, ``(ISO 3071:2020)``.

    A number in the middle of a title is its subject and no adoption; it needs brackets or a degree beside it.
    """
    found = find_designations(title)
    marks = []
    for place, target in enumerate(found):
        if not target.prefix.upper().startswith(_SOURCES) or (own and target.work_key == own.work_key):
            continue
        before = title[found[place - 1].end if place else 0 : target.start][-_NEAR:]
        behind = title[target.end : found[place + 1].start if place + 1 < len(found) else len(title)][:_NEAR]
        inside = behind.split(")")[0].split("）")[0]
        degree, printed = read_degree(inside)
        if printed is None and regex(r"(?i)(?:idt|eqv|neq|ref|mod|采用)\s*$").search(before):
            degree, printed = read_degree(before)
        is_bracketed = bool(_BRACKET.search(title[: target.start])) and len(inside) < len(behind)
        if printed or (is_bracketed and not inside.strip()):
            marks.append(Mark(replace(target, start=0, end=0), degree, printed))
    return tuple(marks)


def read_dual_number(printed: str, own: Designation) -> tuple[Mark, ...]:
    """Return what stands behind the slash of a dual number (``GB/T 19001-2016/ISO 9001:2015``).

    The rule of GB/T 1.1 gives dual numbers to identical adoptions only, but the number prints no degree: none is read.
    """
    if "/" not in printed:
        return ()
    found = find_designations(printed)
    return tuple(
        Mark(replace(it, start=0, end=0), Degree.UNKNOWN)
        for it in found
        if it.prefix.upper().startswith(_INTERNATIONAL) and it.work_key != own.work_key
    )


def adopted_by_number(own: Designation) -> Designation | None:
    """Return the document whose number this number contains (``BS EN ISO 13485:2016`` contains ``EN ISO 13485:2016``).

    The year belongs to the adopting document: it is handed down from a national number to the European one, whose
    editions the member bodies publish within the year, and never to the international one, whose edition is not told.
    """
    prefix = own.prefix
    upper = prefix.upper()
    if upper.startswith(_INTERNATIONAL):
        return None
    for cut in _CUTS.finditer(prefix):
        rest = upper[cut.end() :]
        if rest.startswith(_SOURCES) and not upper.startswith(("CEN/", "CLC/", "CEN-", "CEN CLC")):
            inner = prefix[cut.end() :]
            is_european = rest.startswith(("EN", "CEN", "CLC", "HD"))
            year = own.year if is_european else None
            separator = "-" if own.part else ""
            normalized = f"{inner} {own.number}{separator}{own.part or ''}" + (f":{year}" if year else "")
            again = find_designations(normalized)
            if len(again) == 1:
                return replace(again[0], amendment=own.amendment, start=0, end=0, printed="")
    return None
