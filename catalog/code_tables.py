"""The code tables with their names: ICS, CCS, industries (GB/T 4754) and, by date, regions (GB/T 2260)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from catalog.classification import ancestors

__all__ = ["Code", "CodeTable", "ccs_table", "find_region", "ics_table", "industry_table"]


@dataclass(frozen=True, slots=True)
class Code:
    """One code with the code above it and its names by language."""

    code: str
    parent: str | None
    names: dict[str, str]
    note: str = ""

    def name(self, language: str) -> str:
        """Return the name in ``language``, else in Chinese, English, or any."""
        return next((self.names[it] for it in (language, "zh", "en", *self.names) if it in self.names), self.code)


class CodeTable:
    """A classification: codes in order, each with those below it."""

    def __init__(self, codes: list[Code]) -> None:
        """Take the codes in the order in which they are shown."""
        self._codes = {code.code: code for code in codes}
        self._below: dict[str | None, list[Code]] = {}
        for code in codes:
            self._below.setdefault(code.parent, []).append(code)

    def __len__(self) -> int:
        """Return how many codes there are."""
        return len(self._codes)

    def find(self, code: str) -> Code | None:
        """Return a code, none where the table does not have it."""
        return self._codes.get(code)

    def children(self, code: str | None = None) -> tuple[Code, ...]:
        """Return the codes below one, or those at the top."""
        return tuple(self._below.get(code, ()))

    def path(self, code: str) -> tuple[Code, ...]:
        """Return the codes from the top down to ``code``; nothing where the table does not have it."""
        found: list[Code] = []
        current = self._codes.get(code)
        while current is not None:
            found.insert(0, current)
            current = self._codes.get(current.parent) if current.parent else None
        return tuple(found)


def _rows(name: str) -> list[dict[str, str]]:
    text = (resources.files("catalog") / "data" / "codes" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def _names(row: dict[str, str]) -> dict[str, str]:
    return {language: row[language] for language in ("zh", "en", "fr") if row.get(language)}


@lru_cache(maxsize=1)
def ics_table() -> CodeTable:
    """Return the International Classification for Standards, edition 7; Chinese names of the fields only."""
    rows = _rows("ics.csv")
    return CodeTable([Code(it["code"], (ancestors(it["code"])[:-1] or (None,))[-1], _names(it)) for it in rows])


@lru_cache(maxsize=1)
def ccs_table() -> CodeTable:
    """Return the Chinese classification of standards: letters, ranges (``A00/09``), codes."""
    return CodeTable([Code(it["code"], it["parent"] or None, _names(it), it["note"]) for it in _rows("ccs.csv")])


@lru_cache(maxsize=1)
def industry_table() -> CodeTable:
    """Return the industries of GB/T 4754-2011."""
    return CodeTable([Code(it["code"], it["parent"] or None, _names(it)) for it in _rows("industries.csv")])


@lru_cache(maxsize=1)
def _regions() -> dict[str, list[tuple[str, str, str]]]:
    regions: dict[str, list[tuple[str, str, str]]] = {}
    for it in _rows("regions.csv"):
        regions.setdefault(it["code"], []).append((it["first"], it["last"], it["name"]))
    return regions


def find_region(code: str, day: str) -> str | None:
    """Return the name that a region code of six digits had on a day (ISO 8601), none where no list near it has it.

    The lists are of 1980, 1999, 2002, 2007, 2015 and 2020: the last list before the day counts, and before the first
    of a code the first.
    """
    spans = _regions().get(code, [])
    month = day[:7]
    earlier = [name for first, last, name in spans if first <= month]
    return earlier[-1] if earlier else next((name for _, _, name in spans), None)
