"""Values of catalogues as they are printed: days, adoption marks, lists of designations."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

from catalog.designations import Designation, find_designations
from catalog.standards import Degree, PartialDate, Relation, RelationKind

__all__ = ["BADGE", "find_adoptions", "find_targets", "read_day"]

BADGE = "采"
"""The mark of Chinese portals for "adopts an international standard" without saying which."""
_CHINA = timezone(timedelta(hours=8))
_FIRST_YEAR, _LAST_YEAR = 1850, 2100
_MILLISECONDS = re.compile(r"-?\d{11,14}")
_PRINTED = re.compile(
    r"(\d{4})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})日?)?\s*月?)?\s*年?"
    r"(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DEGREES = {
    "IDT": Degree.IDT,
    "等同": Degree.IDT,
    "等同采用": Degree.IDT,
    "IDENTICAL": Degree.IDT,
    "MOD": Degree.MOD,
    "修改": Degree.MOD,
    "修改采用": Degree.MOD,
    "MODIFIED": Degree.MOD,
    "EQV": Degree.MOD,
    "等效": Degree.MOD,
    "等效采用": Degree.MOD,
    "NEQ": Degree.NEQ,
    "非等效": Degree.NEQ,
    "非等效采用": Degree.NEQ,
    "REF": Degree.NEQ,
    "参照采用": Degree.NEQ,
}
"""Codes and words; EQV is the old word for what is now MOD, and ref for what is now NEQ (GB/T 20000.2-2001)."""
_WORD = "|".join(sorted(_DEGREES, key=len, reverse=True))
_BEHIND = re.compile(rf"^[\s,，;；、]*[(（\[]?\s*(?:NATIVE\s+)?({_WORD})(?![A-Z])", re.IGNORECASE)
_BEFORE = re.compile(rf"(?<![A-Z])({_WORD})(?:了)?[^A-Z0-9]{{0,12}}(?:ISO|IEC)?[^A-Z0-9]{{0,8}}$", re.IGNORECASE)
_NOTHING = frozenset({"", "-", "—", "--", "无", "/", "none", "null", "n/a"})


def read_day(text: str) -> PartialDate | None:
    """Return the date in a text as precise as it is, none where it is no date of the calendar.

    Milliseconds since 1970 are midnight of the Chinese day that is meant, which in UTC is the evening before.
    """
    text = text.strip()
    if _MILLISECONDS.fullmatch(text):
        try:
            moment = datetime.fromtimestamp(int(text) / 1000, UTC).astimezone(_CHINA)
        except (OverflowError, OSError, ValueError):
            return None
        return _partial(f"{moment.year:04}", str(moment.month), str(moment.day))
    match = _PRINTED.fullmatch(text) or _COMPACT.fullmatch(text)
    return _partial(match[1], match[2], match[3]) if match else None


def _partial(year: str, month: str | None, day: str | None) -> PartialDate | None:
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return None
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return PartialDate("-".join([year, *(f"{int(part):02}" for part in (month, day) if part)]))


def is_nothing(text: str) -> bool:
    """Tell whether a cell is filled in to say that there is nothing."""
    return text.strip().lower() in _NOTHING


@lru_cache(maxsize=4096)
def find_targets(text: str) -> tuple[tuple[str, Designation | None], ...]:
    """Return the designations of a list with the words of each; a list without any is one entry without one."""
    if is_nothing(text):
        return ()
    found = find_designations(text)
    return tuple((it.printed or it.normalized, it) for it in found) if found else ((text.strip(), None),)


def find_adoptions(text: str, own: Designation) -> tuple[Relation, ...]:
    """Return what a text says this document adopts, each with its degree where the text tells one.

    ``采`` alone, and a text that names nothing, is an adoption whose source is not known. In an identifier that
    contains the adopted number (EN ISO 9001 with ISO 9001) the old mark EQV stands for an identical text.
    """
    if is_nothing(text):
        return ()
    found = find_designations(text)
    relations = []
    for index, target in enumerate(found):
        end = found[index + 1].start if index + 1 < len(found) else len(text)
        start = found[index - 1].end if index else 0
        match = _BEHIND.search(text[target.end : end]) or _BEFORE.search(text[start : target.start])
        word = match[1].upper() if match else None
        degree = _DEGREES[word] if word else Degree.UNKNOWN
        if word == "EQV" and target.normalized.partition(":")[0] in own.normalized:
            degree = Degree.IDT
        printed = match[1] if match and word != degree.value else None
        relations.append(
            Relation(
                RelationKind.ADOPTS,
                target.normalized,
                target.key,
                degree,
                dated=target.is_dated,
                degree_printed=printed,
            )
        )
    if relations:
        return tuple(relations)
    return (Relation(RelationKind.ADOPTS, text.strip()[:200], None, Degree.UNKNOWN),)
