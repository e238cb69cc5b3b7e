"""Walk through a text and find the places where values stand."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from catalog.comparison.reading.labels import find_labels
from catalog.comparison.reading.measures import Measure, match_operated, match_plain
from catalog.comparison.reading.operators import OPERATOR_PATTERN, match_operator
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.reading.numbers import Style

__all__ = ["SLASH_WORDS", "bare_operators", "scan_measures"]

_NUMBER_START = (
    r"(?P<number>(?:(?<![A-Za-z0-9_.,₀-₉⁰-⁹αβγ\-])|(?<=pH)|(?<=pH-)|(?<=DC)|(?<=AC)|(?<=[0-9] "
    r"))(?:[-+]\s?(?=[\d.]))?(?:\d|\.\d|[½⅓⅔¼¾⅛])|"
    r"(?<![A-Za-z0-9_])[-+]\s?\d|±|(?<![\d)])\+/-\s*\d|\(\s*[+-]?\d[\d.,]*\s*(?:±|~)|\[\s*[+-]?\d|(?:百|千|"
    r"万)分之(?=[一二两三四五六七八九十百点\d])|"
    r"(?:之间|介于|\bbetween\b|\bfrom\b)\s*(?=[-+]?\d))"
)
# The first character decides quickly at most places that nothing begins there.
_FIRST = (
    r"(?=[0-9+\-±≤≥<>=≯≮(\[½⅓⅔¼¾⅛.百千万不未勿均都小低少短薄轻窄早弱劣次差逊矮细等至最上下限高顶大超多长"
    r"厚重宽晚迟强逾优起介之应a-zàé])"
)
_START = regex(f"{_FIRST}(?:{OPERATOR_PATTERN}|{_NUMBER_START})", re.IGNORECASE | re.ASCII)
_MOST = 40
"""A text with more values is a table, and no single requirement."""
_SIGN = regex(r"[≤≥<>≯≮]=?")
_LOCANT = regex(r"[\d,']+-(?=[A-Za-z\u4e00-\u9fff])")
_NOT_A_VALUE = regex(r"\d+(?:\.\d+)*\s*(?:号|系列|型|相(?![对关])|#|kg级|代|章|条款?)")
SLASH_WORDS = regex(r"([\u4e00-\u9fffA-Za-z]{1,8}(?:\s*/\s*[\u4e00-\u9fffA-Za-z]{1,8})+)\s*[:：]?\s*$")
_SIGN_UNIT = regex(r"[-+]\s?[\d.,]+\s?(?:℃|°|K|%|‰|dB|V|mV|级|度|摄氏)")


def scan_measures(text: str, style: Style, *, known: int = 0) -> list[Measure]:
    """Return all values of the folded ``text`` in order; ``known`` labels were printed in brackets before the first."""
    return list(_scanned(text, style, known))


@lru_cache(maxsize=64)
def _scanned(text: str, style: Style, known: int) -> tuple[Measure, ...]:
    """Walk once through a text that is asked for its values twice: to find where they begin, and to read them."""
    found: list[Measure] = []
    at = last = 0
    while True:
        match = _START.search(text, at)
        if match is None:
            return tuple(found)
        measure = _measure_at(text, match, style, last, 0 if found else known)
        if measure is None:
            at = _skip(text, match)
            continue
        found.append(measure)
        if len(found) >= _MOST:
            return tuple(found)
        at = last = max(measure.end, match.start() + 1)


def _skip(text: str, match: re.Match[str]) -> int:
    """Return where to go on after something that is no value; digits are passed over as a whole."""
    end = max(match.end(), match.start() + 1)
    if match.lastgroup == "number":
        while end < len(text) and (
            text[end].isascii() and (text[end].isalnum() or (text[end] in ".-'," and text[end + 1 : end + 2].isalnum()))
        ):
            end += 1
    return end


def _measure_at(text: str, match: re.Match[str], style: Style, last: int, known: int) -> Measure | None:
    if match.lastgroup != "number":
        operator = match_operator(text, match.start())
        if operator is None:
            return None
        return match_operated(text, operator, style, labels=_label_count(text, last, match.start(), known))
    start = match.start()
    if (
        text[start] in "-+"
        and start
        and ("\u4e00" <= text[start - 1] <= "\u9fff")
        and not _SIGN_UNIT.match(text, start)
    ):
        deviation = match_plain(text, start, style)
        if deviation is not None and deviation.shape == "deviation":
            return deviation
        start += text[start] == "-"
    if _LOCANT.match(text, start) or _NOT_A_VALUE.match(text, start):
        return None
    measure = match_plain(text, start, style, labels=_label_count(text, last, start, known))
    if measure is None and text[start] in "-+":
        measure = match_plain(text, start + 1, style)
    return measure


def _label_count(text: str, start: int, end: int, known: int) -> int:
    """Return how many labels stand right before a value, for ``300/250``."""
    labels = find_labels(text, max(start, end - 120), end)
    if len(labels) > 1:
        return len(labels)
    if known > 1:
        return known
    near = text[max(start, end - 60) : end]
    words = SLASH_WORDS.search(near) if "/" in near else None
    return words[1].count("/") + 1 if words else 1


def bare_operators(text: str, measures: list[Measure]) -> list[tuple[int, int, str]]:
    """Return operator signs that no value follows: start, end, sign. A lone ≤ tells that the text is damaged."""
    found: list[tuple[int, int, str]] = []
    for match in _SIGN.finditer(text):
        if len(found) >= _MOST:
            break
        if not any(measure.start <= match.start() < measure.end for measure in measures):
            found.append((match.start(), match.end(), match[0]))
    return found
