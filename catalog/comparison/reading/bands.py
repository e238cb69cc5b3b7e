"""Read the class of a table column or row as a stretch: ``25～55（不含55）``, ``＜24V``, ``160及以上``."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from catalog.comparison.folding import clean, fold
from catalog.comparison.reading.measures import match_measure
from catalog.comparison.reading.numbers import number_style
from catalog.comparison.requirements import Band, Number
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.reading.measures import Measure
    from catalog.comparison.requirements import NumberInterval

__all__ = ["in_millimetres", "read_band"]

_LABEL = regex(r"[^\d±<>≤≥≯≮\[+-]{0,24}?(?=[\d±<>≤≥≯≮\[+-]|不|大于|小于|低于|高于|超过|以)")
_REST = regex(r"[\s。，,;]*(?:的|机座号|机座|电机|产品|者|时|型|系列|规格|[\u4e00-\u9fff]{0,6})[\s。，,;]*")


def read_band(text: str) -> Band | None:
    """Return the stretch that ``text`` prints, or ``None`` where it is not one."""
    cleaned = clean(text)
    folded = fold(cleaned)
    if not folded or len(folded) > 120:  # noqa: PLR2004 - no band is that long
        return None
    style = number_style(folded)
    if re.search(r"约|左右|大概|about|approx", folded):
        return None
    for start in (0, _label_end(folded)):
        measure = match_measure(folded, start, style)
        if (
            measure is None
            or measure.trouble
            or measure.shape not in {"range", "limit", "plain"}
            or len(measure.intervals) != 1
        ):
            continue
        if _REST.fullmatch(folded, measure.end) is None:
            continue
        return Band(in_millimetres(measure), cleaned)
    return None


def in_millimetres(measure: Measure) -> NumberInterval:
    """Return the stretch of a measure, lengths in millimetres: sizes are held against each other without their unit."""
    interval = measure.intervals[0]
    unit = measure.quantity.unit if measure.quantity else None
    if unit is None or unit.kind != "length" or unit.code == "mm":
        return interval
    factor = unit.factor * 1000

    def end(number: Number | None) -> Number | None:
        return None if number is None else Number(number.value * factor, Number(number.value * factor, "").exact)

    return replace(interval, low=end(interval.low), high=end(interval.high))


def _label_end(folded: str) -> int:
    label = _LABEL.match(folded)
    return label.end() if label else 0
