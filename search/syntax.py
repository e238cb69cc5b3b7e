"""What people type, read into units: words, phrases, numbers, exclusions and filters. Any text is legal.

``"…"`` is a phrase (Chinese quotation marks too), ``-word`` excludes, ``level:national`` filters; everything else is
words and designations. What looks like syntax and is none is words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from catalog.designations import find_designations
from search.fields import Use, find_field
from search.text import fold, is_ideograph, number_form, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalog.designations import Designation

__all__ = ["LONGEST_TEXT", "ParsedText", "Unit", "parse_text", "parse_years"]

LONGEST_TEXT = 1000
"""Characters of a text that count; the rest is not looked at."""

_LONGEST_NUMBER = 64
_MOST_NUMBER_WORDS = 12
_OPEN, _CLOSE = '"“”„«「『＂', '"“”«»」』＂'
_MINUS = "－−–-"
_PIECE = re.compile(
    rf"(?P<minus>(?<!\S)[{_MINUS}](?=[^\s{_MINUS}]))?"
    rf"(?:(?P<field>[^\W_]{{2,10}})[:：](?=\S))?"
    rf"(?:[{_OPEN}](?P<quoted>[^{_CLOSE}]*)[{_CLOSE}]?|(?P<plain>[^\s{_OPEN}]+))"
)
_PRIVATE = re.compile("[\ue000-\uf8ff\ud800-\udfff]")
_MASK = re.compile("([\ue000-\uf8ff])")
_BORDER = re.compile(r"[\s、，,。．；;：:？?！!（）()\[\]【】《》〈〉/\\|+&]+")
_YEARS = re.compile(r"(?P<low>\d{4})?(?P<range>\.\.\.?|…|[-–—~～至])?(?P<high>\d{4})?")
_VALUES = {
    "国际": "international", "区域": "regional", "国家": "national", "行业": "industry", "地方": "local",
    "团体": "association", "企业": "enterprise", "现行": "current", "废止": "withdrawn", "被代替": "superseded",
    "即将实施": "approved", "草案": "draft", "强制性": "mandatory", "推荐性": "recommended",
    "标准": "standard", "声明": "declaration",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """Words that belong together: a phrase in quotation marks, a run of Han characters, one other word, or a number."""

    words: tuple[str, ...]
    is_quoted: bool = False
    number: Designation | None = None

    @property
    def is_run(self) -> bool:
        """Tell whether it is several Han or kana characters that were typed together."""
        return not self.is_quoted and self.number is None and len(self.words) > 1


@dataclass(frozen=True, slots=True)
class ParsedText:
    """A text, read. ``number_form`` is the whole text as the beginning of a number, where it looks like one."""

    units: tuple[Unit, ...] = ()
    excluded: tuple[Unit, ...] = ()
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: tuple[Designation, ...] = ()
    number_form: str | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words of all units in order."""
        return tuple(word for unit in self.units for word in unit.words)


def parse_years(text: str) -> tuple[int | None, int | None] | None:
    """Return the bounds of ``2015``, ``2015..2020``, ``2015..`` or ``..2020``; none where it is none of them."""
    match = _YEARS.fullmatch(text.strip())
    if not match or not (match["low"] or match["high"]):
        return None
    low, high = (int(match[name]) if match[name] else None for name in ("low", "high"))
    if match["range"]:
        return low, high
    return (low, low) if high is None else None


def parse_text(text: str) -> ParsedText:
    """Read a text that a person typed; only its first :data:`LONGEST_TEXT` characters count. Never raises."""
    text = _PRIVATE.sub(" ", text[:LONGEST_TEXT])
    masked, numbers = _mask_numbers(text)
    units: list[Unit] = []
    excluded: list[Unit] = []
    filters: dict[str, tuple[str, ...]] = {}
    plain: list[str] = []
    for piece in _PIECE.finditer(masked):
        name, value = piece["field"], piece["quoted"] if piece["quoted"] is not None else piece["plain"]
        accepted = None if piece["minus"] else _read_filter(name, _unmask(value, numbers))
        if accepted:
            filters[accepted[0]] = (*filters.get(accepted[0], ()), accepted[1])
            continue
        found = excluded if piece["minus"] else units
        if name:
            found += _units_of(name, numbers)
        if piece["quoted"] is None:
            found += _units_of(value, numbers)
        else:
            quoted = tuple(words(_unmask(value, numbers)))
            found += [Unit(quoted, is_quoted=len(quoted) > 1)] if quoted else []
        if not piece["minus"]:
            plain.append(_unmask(piece[0], numbers))
    return ParsedText(tuple(units), tuple(excluded), filters, tuple(numbers), _whole_number(" ".join(plain)))


def _mask_numbers(text: str) -> tuple[str, list[Designation]]:
    """Put a private character in the place of each designation: its hyphens and colons are no syntax."""
    protected = [
        match.span()
        for match in _PIECE.finditer(text)
        if match["quoted"] is not None or (not match["minus"] and _read_filter(match["field"], match["plain"] or ""))
    ]
    numbers: list[Designation] = []
    pieces: list[str] = []
    end = 0
    for number in find_designations(text):
        inside = any(number.start < last and first < number.end for first, last in protected)
        if number.end <= number.start or (not inside and number.start < end):
            continue
        if not inside:
            pieces += [text[end : number.start], chr(0xE000 + len(numbers))]
            end = number.end
        numbers.append(number)
    return "".join(pieces) + text[end:], numbers


def _unmask(text: str, numbers: list[Designation]) -> str:
    return _MASK.sub(lambda mask: numbers[ord(mask[0]) - 0xE000].printed or "", text)


def _read_filter(name: str | None, value: str) -> tuple[str, str] | None:
    """Return the field and its value in the index's spelling; none where it is not a filter."""
    wanted = find_field(fold(name), typed=True) if name else None
    value = value.strip()
    if wanted is None or not value:
        return None
    if wanted.use is Use.YEAR:
        return (wanted.name, value) if parse_years(value) else None
    if wanted.use is Use.NAME:
        return wanted.name, value
    folded = fold(value)
    if wanted.name in {"uscc", "ccs"}:
        return wanted.name, folded.upper()
    return wanted.name, _VALUES.get(folded.removesuffix("标准") or folded, folded)


def _units_of(text: str, numbers: list[Designation]) -> Iterator[Unit]:
    """Yield the units of a piece without white space or quotation marks."""
    for part in _MASK.split(text):
        if _MASK.fullmatch(part):
            number = numbers[ord(part) - 0xE000]
            undated = f"{number.prefix} {number.number}" + (f".{number.part}" if number.part else "")
            yield Unit(tuple(words(undated)), number=number)
            continue
        for word_group in _BORDER.split(part):
            run: list[str] = []
            for word in words(word_group):
                if len(word) == 1 and is_ideograph(word):
                    run.append(word)
                    continue
                if run:
                    yield Unit(tuple(run))
                    run = []
                yield Unit((word,))
            if run:
                yield Unit(tuple(run))


def _whole_number(text: str) -> str | None:
    """Return the form of a text that can be a number or its beginning: few words, a digit, no Han character."""
    all_words = words(text)
    if not 1 <= len(all_words) <= _MOST_NUMBER_WORDS or any(is_ideograph(word[0]) for word in all_words):
        return None
    form = number_form(text)
    return form if len(form) <= _LONGEST_NUMBER and any(char.isdecimal() for char in form) else None
