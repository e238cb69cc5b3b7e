"""The classes that limits depend on: frame size, voltage, power, insulation class, grade; in headers and in prose."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from catalog.comparison.reading import read_band
from catalog.comparison.reading.labels import find_labels
from catalog.comparison.requirements import Axis, AxisType, Band
from catalog.comparison.units import find_unit
from importers.documents.words import Words

__all__ = ["FoundClass", "axis_for", "class_value", "find_class", "grade_axis"]


@dataclass(frozen=True, slots=True)
class FoundClass:
    """A class in words: its axis, its values, and where the words stand."""

    axis: Axis
    values: tuple[Band | str, ...]
    start: int
    end: int


_RATING = AxisType.RATING
# Words of a header or a sentence → axis. The names are the dictionary words of the comparison.
_AXES = (
    (r"机座号|机座代号|机座尺寸|frame size", Axis("frame_size", _RATING)),
    (r"工作电压|working voltage", Axis("working_voltage", _RATING, "V")),
    (r"额定电压|rated voltage", Axis("rated_voltage", _RATING, "V")),
    (r"额定功率|rated power", Axis("rated_power", _RATING, "W")),
    (r"额定电流|rated current", Axis("rated_current", _RATING, "A")),
    (r"额定转速|rated speed", Axis("rated_speed", _RATING, "/min")),
    (r"绝缘等级|绝缘级别|热分级|绝缘耐热等级", Axis("insulation_class", _RATING)),
    (r"公称直径|公称通径", Axis("nominal_diameter", _RATING, "mm")),
    (r"nominal capacity|公称容量|标称容量", Axis("nominal_capacity", _RATING, "mL")),
    (r"公称厚度|板厚", Axis("thickness", _RATING, "mm")),
    (r"产品规格|规格型号|型号规格|^规格$|^型号$", Axis("model", _RATING)),
    (r"产品等级|质量等级|^等级$|^级别$", Axis("quality_grade", AxisType.QUALITY_GRADE)),
    (r"产品类别|^类别$|^类型$|安全类别", Axis("regulatory_class", AxisType.REGULATORY_CLASS)),
)
_AXIS_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), axis) for pattern, axis in _AXES)

_NUMBER = r"\d[\d.]*\s*(?:kV|kW|mA|V|W|A|mm)?\s*(?:\((?:不含|含|不包括|包括)[^()]{0,10}\))?"
_BAND = rf"{_NUMBER}(?:\s*[~-]\s*{_NUMBER})?\s*(?:及?\s*以[上下内])?"
_SIGNED = rf"(?:[<>≤≥]|不?(?:大于|小于|低于|高于|超过))\s*{_NUMBER}"
_CHAIN = rf"{_NUMBER}\s*[<≤]\s*[A-Za-z]?\s*[<≤]\s*{_NUMBER}"
_FRAME = re.compile(
    rf"(?:机座号\s*(?:为|在)?\s*(?P<after>{_CHAIN}|{_SIGNED}|{_BAND})|(?P<before>{_SIGNED}|{_BAND})\s*(?:的)?机座号)"
    r"(?:的?(?=电机|电动机|产品))?"
)
_VOLTAGE = re.compile(
    rf"(?P<word>工作电压|额定电压|额定功率)\s*(?:为|在)?\s*(?P<after>{_CHAIN}|{_SIGNED}|{_BAND})\s*(?:的?(?:产品|电机|电动机|电源产品))?(?=[,，:]|的|$|\s|单|应)"
)
_SUPPLY = re.compile(
    r"^(?:DC|AC|直流|交流)?\s*(?P<values>\d+\s*V(?:\s*[、/和]\s*(?:DC|AC)?\s*\d+\s*V)*)\s*(?:系列)?电源(?:的)?(?:系列)?产品$"
)
_INSULATION = re.compile(
    r"^(?:采用)?\s*(?P<letter>[YAEBFHNC]|180|155|130|200)\s*级(?:绝缘)?(?:的?(?:产品|电机|电动机))?\s*(?=$|不|应|[<>≤≥:]|绕组|温升)"
)
_GRADE = re.compile(
    r"^(?P<word>优等品|一等品|合格品|特级|优级|一级|二级|三级|[A-D]\s*类|[A-D]\s*级品|Ⅰ类|Ⅱ类|Ⅲ类|I类|II类|III类)$"
)


def axis_for(header: str) -> Axis | None:
    """Return the axis that a table header names, or ``None``."""
    folded = Words.of(header).folded.strip()
    for pattern, axis in _AXIS_PATTERNS:
        if pattern.search(folded) and len(folded) <= (60 if folded.isascii() else 24):
            return axis
    return None


def grade_axis(headers: tuple[str, ...]) -> Axis | None:
    """Return the axis of columns such as 优等品, 一等品, 合格品 or A类, B类, C类; ``None`` unless all of them are."""
    words = [Words.of(header).folded for header in headers]
    if len(words) < 2 or not all(_GRADE.match(word) for word in words):  # noqa: PLR2004 - one class is no axis
        return None
    is_class = all(word.endswith("类") for word in words)
    return (
        Axis("regulatory_class", AxisType.REGULATORY_CLASS)
        if is_class
        else Axis("quality_grade", AxisType.QUALITY_GRADE)
    )


def class_value(axis: Axis, printed: str) -> Band | str | None:
    """Return the class that a header or cell prints on this axis; ``None`` where it prints none."""
    words = Words.of(printed)
    if not words or words.folded in {"-", "/"}:
        return None
    if axis.type is not AxisType.RATING or axis.name in {"insulation_class", "model"}:
        letter = _INSULATION.match(words.folded) if axis.name == "insulation_class" else None
        labels = find_labels(words.folded) if axis.type is not AxisType.RATING else []
        return letter["letter"] if letter else labels[0].value if len(labels) == 1 else words.printed
    return read_band(words.printed)


def is_known_class(axis: Axis, printed: str) -> bool:
    """Tell whether words are a class by themselves (优等品, A类, F级) and not just any words."""
    folded = Words.of(printed).folded
    return _GRADE.match(folded) is not None or (
        axis.name == "insulation_class" and _INSULATION.match(folded) is not None
    )


def find_class(words: Words) -> FoundClass | None:
    """Return the first class that prose names (``机座号＜110``, ``130～160（不含160）机座号的电机``, ``F级绝缘``)."""
    supply = _SUPPLY.match(words.folded)
    if supply:
        bands = [read_band(part) for part in re.split(r"[、/和]", supply["values"])]
        if all(bands):
            axis = Axis("working_voltage", _RATING, "V")
            return FoundClass(axis, tuple(band for band in bands if band), 0, supply.end())
    letter = _INSULATION.match(words.folded)
    if letter:
        return FoundClass(Axis("insulation_class", _RATING), (letter["letter"],), 0, letter.end())
    for pattern in (_FRAME, _VOLTAGE):
        match = pattern.search(words.folded)
        if match is None:
            continue
        group = "after" if match["after"] else "before"
        band = read_band(words.printed[match.start(group) : match.end(group)].strip())
        if band is None:
            continue
        named = Axis("frame_size", _RATING) if pattern is _FRAME else axis_for(match["word"])
        if named is not None:
            return FoundClass(_in_printed_unit(named, match[group]), (band,), match.start(), match.end())
    return None


def _in_printed_unit(axis: Axis, band: str) -> Axis:
    """Return the axis in the unit that the words print (额定功率大于 1.5 kW), since a band has bare numbers."""
    printed = re.search(r"\d\s*(kW|kV|mA|W|V|A|mm|cm|r/min)", band)
    unit = find_unit(printed[1]) if printed else None
    return replace(axis, unit=unit.code) if unit is not None and axis.unit is not None else axis
