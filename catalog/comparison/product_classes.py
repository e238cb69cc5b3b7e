"""Narrow a table to the class, size or rating of the product that is compared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from catalog.comparison.folding import fold_word
from catalog.comparison.links import classes
from catalog.comparison.reading.bands import read_band
from catalog.comparison.requirements import (
    AxisType,
    Band,
    Cell,
    NoRequirement,
    Number,
    NumberInterval,
    Requirement,
)
from catalog.comparison.sets import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["class_of_product", "classes_by_name", "narrow"]


def _plain(interval: NumberInterval) -> Interval:
    return Interval(
        interval.low.value if interval.low else None,
        interval.high.value if interval.high else None,
        low_closed=interval.low_closed,
        high_closed=interval.high_closed,
    )


def _higher(a: NumberInterval, b: NumberInterval) -> tuple[Number | None, bool]:
    if a.low is None or b.low is None:
        chosen = b if a.low is None else a
        return chosen.low, chosen.low_closed
    if a.low.value == b.low.value:
        return a.low, a.low_closed and b.low_closed
    chosen = max(a, b, key=lambda i: i.low.value if i.low else 0)
    return chosen.low, chosen.low_closed


def _lower(a: NumberInterval, b: NumberInterval) -> tuple[Number | None, bool]:
    if a.high is None or b.high is None:
        chosen = b if a.high is None else a
        return chosen.high, chosen.high_closed
    if a.high.value == b.high.value:
        return a.high, a.high_closed and b.high_closed
    chosen = min(a, b, key=lambda i: i.high.value if i.high else 0)
    return chosen.high, chosen.high_closed


def _common(band: Band, product: Band) -> Band | None:
    low, low_closed = _higher(band.interval, product.interval)
    high, high_closed = _lower(band.interval, product.interval)
    common = NumberInterval(low, high, low_closed=low_closed, high_closed=high_closed)
    if _plain(common).is_empty:
        return None
    return band if common == band.interval else Band(common)


def _same_class(one: str, other: str) -> bool:
    """Tell whether two words name one class: ``A`` and ``A类``, by the class table or literally."""
    return fold_word(one) == fold_word(other) or classes().find(one) == classes().find(other)


def class_of_product(name: str | None) -> str | None:
    """Return the product's name where the class table knows its class by it (婴幼儿…), or ``None``."""
    return name if name and ":" in classes().find(name) else None


def classes_by_name(name: str | None, rows: Iterable[Requirement]) -> dict[str, str]:
    """Return the class of the product on each class axis of the rows that has it, where the end of its name tells it.

    射阳大米 is milled rice; 蒸谷大米 is not, and rice alone tells nothing.
    """
    known = next((found for part in (name or "").split(" / ") if (found := classes().by_name(part))), None)
    if known is None:
        return {}
    return {
        axis.name: value
        for row in rows
        for axis in row.axes
        if axis.type is AxisType.REGULATORY_CLASS
        for cell in row.cells
        for name_, value in cell.classes
        if name_ == axis.name and isinstance(value, str) and classes().find(value) == known
    }


def _narrow_cell(cell: Cell, product_classes: dict[str, str]) -> Cell | None:
    kept: list[tuple[str, Band | str]] = []
    for axis, value in cell.classes:
        wanted = product_classes.get(axis)
        if wanted is None:
            kept.append((axis, value))
        elif isinstance(value, str):
            if not _same_class(value, wanted):
                return None
            kept.append((axis, value))
        else:
            product = read_band(wanted)
            common = _common(value, product) if product else value
            if common is None:
                return None
            kept.append((axis, common))
    return replace(cell, classes=tuple(kept))


def narrow(requirement: Requirement, product_classes: dict[str, str]) -> Requirement | None:
    """Return the row with only the cells that the product can fall into, or none when nothing is asked of it."""
    cells = (
        [_narrow_cell(cell, product_classes) for cell in requirement.cells] if product_classes else requirement.cells
    )
    left = tuple(cell for cell in cells if cell is not None)
    if not left or all(isinstance(cell.constraint, NoRequirement) for cell in left):
        return None
    return replace(requirement, cells=left) if product_classes else requirement
