"""Finding designations in text: one pass over its words, each publisher's grammar where its word stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from catalog.designations.chinese import chinese_heads, parse_chinese
from catalog.designations.cyrillic import parse_cyrillic
from catalog.designations.folding import Folded, fold
from catalog.designations.international import parse_international
from catalog.designations.lists import follow_list
from catalog.designations.plain import read_plain
from catalog.designations.publishers import publishers
from catalog.designations.societies import SOCIETY_HEADS, parse_society
from catalog.designations.telecoms import TELECOM_HEADS, parse_etsi_norm, parse_telecom
from catalog.errors import UnusableInputError
from catalog.patterns import regex

if TYPE_CHECKING:
    import re

    from catalog.designations.model import Designation

__all__ = ["designation_key", "find_designations", "parse_designation"]

Parser = Callable[[Folded, int, int, str], "Designation | None"]

_WORD = regex(r"I\.S\.|[A-ZÀ-ÖØ-ÞČĎŠŽА-ЯЁ]+")
_DIGIT = regex(r"\d")
_NAMELESS = regex("OASIS|ITU-R")
"""Publishers that also use names without any digit."""
_CYRILLIC = (
    "ГОСТ",
    "GOST",
    "РМГ",
    "RMG",
    "ПМГ",
    "ПНСТ",
    "СТБ",
    "ДСТУ",
    "СП",
    "СНИП",
    "САНПИН",
    "SNIP",
    "ГН",
    "ОСТ",
    "РД",
    "МИ",
)
_TRIM = " \n\r\t　。．.，,；;：:（）()[]【】《》<>\"'“”"


@lru_cache(maxsize=1)
def _heads() -> dict[str, tuple[Parser, ...]]:
    """Return the words that can open a designation, each with the grammars to try in order."""
    table: dict[str, list[Parser]] = {}
    for word in chinese_heads():
        table.setdefault(word, []).append(parse_chinese)
    for word in _CYRILLIC:
        table.setdefault(word, []).append(parse_cyrillic)
    for word in TELECOM_HEADS:
        table.setdefault(word, []).append(parse_telecom)
    for word in SOCIETY_HEADS:
        table.setdefault(word, []).append(parse_society)
    table.setdefault("TS", []).append(parse_society)
    for word in publishers().words:
        table.setdefault(word.split("/", maxsplit=1)[0], []).append(parse_international)
    table.setdefault("EN", []).insert(0, parse_etsi_norm)
    return {word: tuple(dict.fromkeys(parsers)) for word, parsers in table.items()}


def _parse_at(text: Folded, start: int) -> Designation | None:
    """Return the designation that begins at ``start``, or none."""
    match = _WORD.match(text.upper, start)
    return _parse_word(text, match) if match else None


def _parse_word(text: Folded, match: re.Match[str]) -> Designation | None:
    parsers = _heads().get(match.group())
    if parsers is None:
        return None
    for parser in parsers:
        if found := parser(text, match.start(), match.end(), match.group()):
            return found
    return None


def _found_in(text: Folded) -> list[Designation]:
    found: list[Designation] = []
    heads, position = _heads(), 0
    for match in _WORD.finditer(text.upper):
        if match.start() < position or match.group() not in heads:
            continue
        designation = _parse_word(text, match)
        if designation is None:
            continue
        found += follow_list(text, designation, _parse_at)
        position = max(found[-1].end, match.end())
    return found


def find_designations(text: str) -> list[Designation]:
    """Return all designations in ``text`` in their order, lists and ranges expanded; never fails."""
    if plain := read_plain(text):
        return [plain]
    return _read_all(text)


def _read_all(text: str) -> list[Designation]:
    """Return all designations the long way."""
    if not _DIGIT.search(text) and not _NAMELESS.search(text):
        return []
    folded = fold(text)
    found = _found_in(folded)
    finished = []
    for item in found:
        start, end = folded.origin(item.start), folded.origin(item.end - 1) + 1 if item.end else 0
        finished.append(replace(item, start=start, end=end, printed=text[start:end]))
    return finished


def parse_designation(text: str) -> Designation:
    """Return the one designation that ``text`` is; raise UnusableInputError where it is none, several, or more."""
    found = find_designations(text)
    if len(found) == 1 and not text[: found[0].start].strip(_TRIM) and not text[found[0].end :].strip(_TRIM):
        return found[0]
    shown = text.strip()[:80]
    if not found:
        raise UnusableInputError(
            f"“{shown}” is not the designation of a standard: write it like GB/T 19001-2016 or ISO 9001:2015.",
            f"“{shown}”不是标准编号，请写成 GB/T 19001-2016 或 ISO 9001:2015 这样的形式。",
            code="not-a-designation",
        )
    if len(found) > 1:
        raise UnusableInputError(
            f"“{shown}” names {len(found)} standards where one is needed: give one designation.",
            f"“{shown}”含有 {len(found)} 个标准编号，此处只能有一个，请只写一个编号。",
            code="several-designations",
        )
    raise UnusableInputError(
        f"“{shown}” has words around the designation {found[0].normalized}: give the designation alone.",
        f"“{shown}”在编号 {found[0].normalized} 之外还有其他文字，请只写编号。",
        code="more-than-a-designation",
    )


def designation_key(text: str) -> str | None:
    """Return the key of the first designation in ``text``, or none."""
    found = find_designations(text)
    return found[0].key if found else None
