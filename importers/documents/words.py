"""A stretch of printed words together with its folded form, cut where sentences and their parts end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalog.comparison.folding import clean, fold

__all__ = ["Words", "parts_of", "sentences_of"]

_EDGE = " \t。;,，、"


@dataclass(frozen=True, slots=True)
class Words:
    """Printed words and the same words folded (width, dashes, signs); both have the same length."""

    printed: str
    folded: str

    @classmethod
    def of(cls, text: str) -> Words:
        """Return the words of a text as it stands in the document."""
        printed = clean(text)
        return cls(printed, fold(printed))

    def cut(self, start: int, end: int | None = None) -> Words:
        """Return a part of the words without spaces and stops at its ends."""
        end = len(self.folded) if end is None else end
        while start < end and self.folded[start] in _EDGE:
            start += 1
        while end > start and self.folded[end - 1] in _EDGE:
            end -= 1
        return Words(self.printed[start:end], self.folded[start:end])

    def without(self, start: int, end: int) -> Words:
        """Return the words with a stretch left out."""
        joined = Words(self.printed[:start] + self.printed[end:], self.folded[:start] + self.folded[end:])
        return joined.cut(0)

    def __bool__(self) -> bool:
        return bool(self.folded)


def sentences_of(words: Words) -> list[Words]:
    """Cut at full stops and semicolons that stand outside brackets."""
    return _split(words, "。;!")


def parts_of(words: Words) -> list[Words]:
    """Cut a sentence at its commas; a comma between digits belongs to a number."""
    return _split(words, "，,")


def _split(words: Words, marks: str) -> list[Words]:
    out: list[Words] = []
    start = depth = 0
    folded = words.folded
    for at, char in enumerate(folded):
        if char in "([":
            depth += 1
        elif char in ")]":
            depth = max(0, depth - 1)
        elif char in marks and (depth == 0 or char == "。"):
            if char == "," and re.match(r"\d,\d", folded[at - 1 : at + 2]):
                continue
            out.append(words.cut(start, at))
            start, depth = at + 1, 0
    out.append(words.cut(start))
    return [part for part in out if part]
