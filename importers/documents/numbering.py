"""Clause numbers: whether ``6.2.5`` at the start of a line is the number of a clause or a value."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Numbering", "clause_key", "split_number"]

_NUMBER = re.compile(
    r"^(?:第\s*)?((?:\d{1,2}|[A-Z])(?:\s?[.．]\s?\d{1,3}){0,5})"
    r"(?=[\s　.．、:：]|[^\d\w%]|[\u3400-\u9fff]|$)[.．]?[\s　]*"
)
_CHAPTER = re.compile(r"^\d{1,2}$")
# What may not follow a clause number: a unit, an operator, a word that makes it a reference to a clause.
_NOT_AFTER = re.compile(
    r"^(?:[-+~～±×≤≥<>=％%°℃/)）]|(?:mm|cm|dm|km|kg|mg|g|m|s|h|min|V|A|W|kV|kW|mA|Hz|kHz|N|kN|Pa|kPa|MPa|K|dB|MΩ|Ω|倍|[条款章节级台个次年月日时]"
    r"|以上|以下|以内|及|和|或|的规定)(?![a-zA-Z\u3400-\u9fff])|[条款](?:的|款|规定|要求)|的规定)"
)
_CHAPTER_TITLE = re.compile(
    r"^[\u3400-\u9fffA-Za-z][^。；;，：:≤≥]{0,29}$"
    r"|^[A-ZÀ-Ý](?!.*\b(?:shall|must|should|is|are|doit|doivent)\b)[^\u3400-\u9fff.;:≤≥]{0,99}$"
)


def split_number(text: str) -> tuple[str | None, str]:
    """Return the clause number that ``text`` starts with (``None`` if none) and the words after it."""
    match = _NUMBER.match(text)
    if match is None:
        return None, text
    number = re.sub(r"\s", "", match[1]).replace("．", ".")
    if number[0] == "0" or (number.isalpha() and "." not in number):
        return None, text
    if _CHAPTER.match(number) and re.match(r"[.．、:：)）]", text[len(match[1]) :]):
        return None, text
    return number, text[match.end() :]


def clause_key(number: str) -> tuple[int, ...]:
    """Return a number as a key that orders clauses; annexes (``A.1``) come after the chapters."""
    parts = number.split(".")
    first = int(parts[0]) if parts[0].isdigit() else 100 + ord(parts[0])
    return (first, *(int(part) for part in parts[1:] if part.isdigit()))


@dataclass(slots=True)
class Numbering:
    """The last clause number of a document; tells whether another one can follow it."""

    last: tuple[int, ...] = (0,)

    def follow(self, number: str) -> None:
        """Remember ``number`` as the one that was read last."""
        self.last = clause_key(number)

    def accepts(self, number: str, rest: str) -> bool:
        """Tell whether ``number``, followed by ``rest``, is the next clause and not a value or a cross reference."""
        if _NOT_AFTER.match(rest):
            return False
        key = clause_key(number)
        if key <= self.last or (key[0] > self.last[0] + 4 and key[0] < 100):  # noqa: PLR2004 - excerpts leave chapters out
            return False
        if len(key) == 1:
            return bool(_CHAPTER_TITLE.match(rest)) and not rest.endswith("。")
        return bool(rest)
