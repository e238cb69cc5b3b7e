"""The closed list of publishers and document types, read from ``catalog/data/publishers.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

__all__ = ["Publishers", "publishers"]

CATEGORIES = ("national", "european", "body", "word")


@dataclass(frozen=True, slots=True)
class Publishers:
    """Words that prefixes are made of.

    ``chinese`` maps codes to what they stand for; ``weak`` are the codes that are also units, grades or model names,
    so an undated number after them proves nothing. ``words`` maps a word of an international or national prefix, in
    capitals, to its category and its printed form.
    """

    chinese_national: frozenset[str]
    chinese_industry: dict[str, str]
    chinese_association: frozenset[str]
    weak: frozenset[str]
    mandatory: frozenset[str]
    words: dict[str, tuple[str, str]]
    national: dict[str, str]
    needs_european: frozenset[str]
    stages: frozenset[str]
    societies: dict[str, str]
    international: dict[str, str]
    cyrillic: dict[str, str]

    @property
    def chinese(self) -> frozenset[str]:
        """Return every Chinese code that stands before a number."""
        return self.chinese_national | self.chinese_industry.keys() | self.chinese_association


def _words(table: dict[str, dict[str, str] | list[str]]) -> dict[str, tuple[str, str]]:
    words = {}
    for category, name in (
        ("word", "stages"),
        ("word", "types"),
        ("body", "bodies"),
        ("european", "european"),
        ("national", "national"),
    ):
        words.update({word.upper(): (category, word) for word in table[name]})
    words |= {"TS": ("word", "TS"), "PAS": ("word", "PAS"), "DS": ("word", "DS"), "CEI": ("body", "IEC")}
    aliases = table["aliases"]
    if isinstance(aliases, dict):
        words.update({alias: (words[name.upper()][0], name) for alias, name in aliases.items()})
    return words


@lru_cache(maxsize=1)
def publishers() -> Publishers:
    """Return the table, read once."""
    table = json.loads(resources.files("catalog").joinpath("data/publishers.json").read_text("utf-8"))
    chinese = table["chinese"]
    return Publishers(
        chinese_national=frozenset(code.upper() for code in chinese["national"]),
        chinese_industry=chinese["industry"],
        chinese_association=frozenset(chinese["association"]),
        weak=frozenset(chinese["weak"]),
        mandatory=frozenset(chinese["mandatory_without_type"]),
        words=_words(table),
        national=table["national"],
        needs_european=frozenset(table["national_needs_european"]),
        stages=frozenset(word.upper() for word in table["stages"]),
        societies=table["societies"],
        international=table["international"],
        cyrillic=table["cyrillic"],
    )
