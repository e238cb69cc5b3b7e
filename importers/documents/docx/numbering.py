"""Automatic numbers of Word: the labels that a person sees before headings and list items, counted anew."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from importers.documents.docx.properties import attribute, child, integer

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Labels"]

_LEVELS = 9
_CHINESE = "零一二三四五六七八九"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    is_legal: bool = False


@dataclass(slots=True)
class Labels:
    """Counts the numbers of a document's paragraphs in reading order."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    """The levels of each abstract numbering."""
    abstracts: dict[str, str] = field(default_factory=dict)
    """The abstract numbering of each numbering that paragraphs name."""
    overrides: dict[str, dict[int, _Level]] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)
    started: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: etree._Element | None) -> Labels:
        """Return the numberings of a part, none where the document has no such part."""
        labels = cls()
        if root is None:
            return labels
        links: dict[str, str] = {}
        styles: dict[str, str] = {}
        for abstract in root.iterchildren("{*}abstractNum"):
            key = attribute(abstract, "abstractNumId") or ""
            labels.levels[key] = {_at(level): _level(level) for level in abstract.iterchildren("{*}lvl")}
            if (link := child(abstract, "numStyleLink")) is not None:
                links[key] = attribute(link, "val") or ""
            if (style := child(abstract, "styleLink")) is not None:
                styles[attribute(style, "val") or ""] = key
        for number in root.iterchildren("{*}num"):
            key = attribute(number, "numId") or ""
            target = child(number, "abstractNumId")
            abstract_key = (attribute(target, "val") if target is not None else None) or ""
            labels.abstracts[key] = styles.get(links.get(abstract_key, ""), abstract_key)
            for override in number.iterchildren("{*}lvlOverride"):
                labels._override(key, override)
        return labels

    def _override(self, key: str, override: etree._Element) -> None:
        at = _at(override)
        if (level := child(override, "lvl")) is not None:
            self.overrides.setdefault(key, {})[at] = _level(level)
        if (start := child(override, "startOverride")) is not None:
            self.restarts.setdefault(key, {})[at] = integer(start, "val", 1)

    def label(self, key: str, at: int) -> str:
        """Return the label of the next paragraph of a numbering at a level (from 0), empty for none."""
        abstract = self.abstracts.get(key)
        if abstract is None or not 0 <= at < _LEVELS:
            return ""
        levels = self.levels.get(abstract, {}) | self.overrides.get(key, {})
        counts = self.counts.setdefault(abstract, [0] * _LEVELS)
        if key not in self.started:
            self.started.add(key)
            for restarted, start in self.restarts.get(key, {}).items():
                if 0 <= restarted < _LEVELS:
                    counts[restarted] = start - 1
        level = levels.get(at, _Level())
        counts[at] = counts[at] + 1 if counts[at] else level.start
        counts[at + 1 :] = [0] * (_LEVELS - at - 1)
        if level.form == "bullet":
            return "—"
        if level.form == "none":
            return ""

        def number(match: re.Match[str]) -> str:
            shown = int(match[1]) - 1
            other = levels.get(shown, _Level())
            return _shown(counts[shown] or other.start, "decimal" if level.is_legal else other.form)

        return re.sub(r"%([1-9])", number, level.text).strip()


def _at(element: etree._Element) -> int:
    return integer(element, "ilvl", -1)


def _level(element: etree._Element) -> _Level:
    parts = {name: child(element, name) for name in ("start", "numFmt", "lvlText", "isLgl")}
    start, form, text, legal = parts.values()
    return _Level(
        integer(start, "val", 1) if start is not None else 1,
        (attribute(form, "val") if form is not None else None) or "decimal",
        (attribute(text, "val") if text is not None else None) or "",
        legal is not None and attribute(legal, "val") not in {"0", "false"},
    )


def _shown(number: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"}:
        letters = chr(97 + (number - 1) % 26) * (1 + (number - 1) // 26)
        return letters if form == "lowerLetter" else letters.upper()
    if form in {"lowerRoman", "upperRoman"}:
        roman, rest = "", number
        for value, sign in _ROMAN:
            while rest >= value and len(roman) < 20:  # noqa: PLR2004 - no chapter has such a number
                roman, rest = roman + sign, rest - value
        return roman if form == "lowerRoman" else roman.upper()
    if form.startswith(("chinese", "ideograph", "japanese", "taiwanese")) and number < 100:  # noqa: PLR2004 - the rest is rare
        tens, ones = divmod(number, 10)
        head = ("" if tens == 1 else _CHINESE[tens]) + "十" if tens else ""
        return head + (_CHINESE[ones] if ones or not tens else "")
    if form.startswith("decimalEnclosedCircle") and 1 <= number <= 20:  # noqa: PLR2004 - ① to ⑳
        return chr(0x2460 + number - 1)
    return f"0{number}" if form == "decimalZero" and number < 10 else str(number)  # noqa: PLR2004 - one digit
