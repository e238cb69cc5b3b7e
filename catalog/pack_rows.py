"""The compact rows of benchmark packs and sample declarations: JSON that a person can edit, read into requirements.

A limit is written as what it is: ``{"le": "0.02"}``, ``{"ge": "6.5", "le": "8.5"}``, ``{"withstands": "6"}``,
``{"tolerance": "12.5%", "of": "specified"}``, ``{"range": ["-55", "75"]}``, ``{"words": ["红"]}``,
``{"reference": "GB/T 755-2019", "clause": "8.10"}``. A band of a class is written as in mathematics: ``[25,55)``,
``(,130)``. Units and characteristics are looked up in the project's tables when a pack is loaded, unless the row names
them itself.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from catalog.comparison.codec import requirement_from_json
from catalog.comparison.dictionary import dictionary
from catalog.comparison.reading.words import canonical_word
from catalog.comparison.requirements import (
    Axis,
    AxisType,
    Band,
    Boolean,
    ByReference,
    CapabilityRange,
    Cell,
    Condition,
    Constraint,
    Grade,
    GradeSet,
    Limits,
    Method,
    Modality,
    NoRequirement,
    NotDetected,
    Number,
    NumberInterval,
    Requirement,
    Source,
    Text,
    Tolerance,
    WordSet,
)
from catalog.comparison.units import find_unit
from catalog.errors import UnusableInputError

__all__ = ["read_band_text", "read_row"]

Json = dict[str, Any]

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_BAND = re.compile(r"([\[(])\s*([^,\s]*)\s*,\s*([^,\s]*)\s*([\])])")
_OPERATORS = frozenset({"le", "lt", "ge", "gt"})
_SIGNS = {"le": "≤", "lt": "＜", "ge": "≥", "gt": "＞"}


def _number(text: str, printed: str | None = None) -> Number:
    if not _NUMBER.fullmatch(text):
        raise UnusableInputError(f"{text!r} is not a plain decimal number", f"{text!r} 不是普通的十进制数")
    return Number(Fraction(text), printed or text)


def read_band_text(text: str, printed: str = "") -> Band:
    """Return the band that ``[25,55)`` writes; raises UnusableInputError for another form."""
    match = _BAND.fullmatch(text)
    if match is None:
        raise UnusableInputError(
            f"{text!r} is not a band: write it as [25,55) or (,130)", f"{text!r} 不是区间：请写成 [25,55) 或 (,130)"
        )
    opening, low, high, closing = match.groups()
    interval = NumberInterval(
        _number(low) if low else None,
        _number(high) if high else None,
        low_closed=opening == "[",
        high_closed=closing == "]",
    )
    return Band(interval, printed or _band_words(interval))


def _band_words(interval: NumberInterval) -> str:
    """Write a band as the tables of standards do: ``25～55（不含55）``, ``＜130``, ``≥160``."""
    low, high = interval.low, interval.high
    if low is None and high is not None:
        return f"{'≤' if interval.high_closed else '＜'}{high.printed}"
    if high is None and low is not None:
        return f"{'≥' if interval.low_closed else '＞'}{low.printed}"
    if low is None or high is None:
        return ""
    if low.value == high.value:
        return low.printed
    left_out = [n.printed for n, closed in ((low, interval.low_closed), (high, interval.high_closed)) if not closed]
    return f"{low.printed}～{high.printed}" + (f"（不含{'、'.join(left_out)}）" if left_out else "")


def _interval(limit: Json) -> NumberInterval:
    low = limit.get("ge", limit.get("gt"))
    high = limit.get("le", limit.get("lt"))
    printed = limit.get("printed") if (low is None) != (high is None) else None
    alone = printed if printed and _NUMBER.fullmatch(printed.replace(",", ".")) else None
    return NumberInterval(
        None if low is None else _number(low, alone),
        None if high is None else _number(high, alone),
        low_closed="gt" not in limit,
        high_closed="lt" not in limit,
    )


def _withstood(limit: Json) -> CapabilityRange:
    """Read what the product endures, as readings of documents have it: a load includes every smaller one.

    A cold reaches up to any warmth and a heat down to any cold; the other end is another requirement's.
    """
    value = _number(limit["withstands"])
    if limit.get("side") == "cold":
        return CapabilityRange((NumberInterval(value, None),))
    return CapabilityRange((NumberInterval(None, value),))


def _tolerance(limit: Json) -> Tolerance:
    printed = limit["tolerance"]
    relative = printed.endswith("%")
    value = Fraction(printed.rstrip("%")) / (100 if relative else 1)
    part = Number(value, printed)
    nominal = _number(limit["nominal"]) if "nominal" in limit else None
    return Tolerance(nominal, part, part, relative=relative, reference=limit.get("of"))


def _read_limit(limit: Json) -> Constraint:
    keys = set(limit)
    if "grade" in keys:
        return GradeSet(limit["scale"], limit["op"], limit["grade"])
    if keys & _OPERATORS:
        return Limits((_interval(limit),))
    if "range" in keys:
        low, high = limit["range"]
        return CapabilityRange((NumberInterval(_number(low), _number(high)),))
    if "withstands" in keys:
        return _withstood(limit)
    if "tolerance" in keys:
        return _tolerance(limit)
    if "reference" in keys:
        return ByReference(limit["printed"], limit["reference"], limit.get("clause"))
    if "words" in keys:
        return WordSet(allowed=frozenset(canonical_word(word) for word in limit["words"]))
    return _read_special(limit)


def _read_special(limit: Json) -> Constraint:
    if "not_detected" in limit:
        sample = _number(limit["sample"]) if "sample" in limit else None
        return NotDetected(None, sample, limit.get("sample_unit"))
    if "present" in limit:
        return Boolean(value=limit["present"], subject=limit.get("subject", "presence"))
    if "no_requirement" in limit:
        return NoRequirement(limit["no_requirement"])
    if "text" in limit:
        return Text(limit["text"], limit["reason"])
    raise UnusableInputError(f"{limit!r} is not a limit of a pack", f"{limit!r} 不是数据包认识的限值")


def _limit_text(limit: Json, unit: str | None) -> str:
    """Write the limit as a table cell would print it, for showing."""
    tail = f" {unit}" if unit else ""
    if "grade" in limit:
        return f"{_SIGNS[limit['op']]} {limit['grade']}"
    signs = [key for key in ("ge", "gt", "le", "lt") if key in limit]
    if len(signs) == 1:
        shown = str(limit.get("printed", limit[signs[0]]))
        return f"{_SIGNS[signs[0]]} {shown.lstrip('><≤≥ ')}{tail}"
    if len(signs) == 2:  # noqa: PLR2004 - both ends
        return str(limit.get("printed") or f"{limit[signs[0]]}～{limit[signs[1]]}{tail}")
    if "range" in limit:
        return f"{limit['range'][0]}～{limit['range'][1]}{tail}"
    if "withstands" in limit:
        return f"{limit['withstands']}{tail}"
    if "tolerance" in limit:
        return f"±{limit['tolerance']}"
    if "reference" in limit:
        return str(limit["printed"])
    if "words" in limit:
        return "、".join(limit["words"])
    if "not_detected" in limit:
        return "不得检出"
    return str(limit.get("no_requirement") or limit.get("text") or ("有" if limit.get("present") else "无"))


def _condition(data: Json) -> Condition:
    number = data.get("number")
    return Condition(
        data["name"],
        data["value"],
        None if number is None else _number(number),
        data.get("unit"),
        data.get("printed", ""),
    )


def _cell(data: Json, unit: str | None) -> Cell:
    printed = data.get("printed_class", "")
    classes = tuple(
        (axis, read_band_text(value, printed) if value[0] in "[(" and "," in value else value)
        for axis, value in data.get("classes", {}).items()
    )
    conditions = tuple(_condition(c) for c in data.get("conditions", ()))
    return Cell(_read_limit(data["limit"]), classes, text=_limit_text(data["limit"], unit), conditions=conditions)


def _characteristic(row: Json, title: str) -> str | None:
    if "characteristic" in row:
        named: str | None = row["characteristic"]
        return named
    for name in (row["name"], row.get("name_zh"), row.get("name_en")):
        found = dictionary().find(name, f"{row['text']} {title}") if name else None
        if found is not None:
            return found.id
    return None


def _methods(row: Json) -> tuple[Method, ...]:
    return tuple(
        Method(m["designation"], m.get("variant"), m.get("clause"), m.get("printed", m["designation"] or ""))
        for m in row.get("methods", ())
    )


def _assumptions(row: Json) -> tuple[str, ...]:
    return () if row.get("operator_stated", True) else ("IMPLIED_OPERATOR",)


def _grade(row: Json, *, unchecked: bool) -> Grade:
    stated = row.get("operator_stated", True) and row.get("unit_stated", True)
    return Grade.A if stated and not unchecked else Grade.B


def read_row(row: Json, *, title: str, unchecked: bool = False) -> Requirement:
    """Return the requirement that a compact row writes; raises UnusableInputError (or KeyError for a missing field).

    ``title`` helps the dictionary to choose; ``unchecked`` caps the grade at B (typed from a picture, checked once).
    A row that has ``constraint`` in its cells is taken as full requirement JSON.
    """
    if row["cells"] and "constraint" in row["cells"][0]:
        return requirement_from_json(row)
    printed = row.get("unit")
    unit = find_unit(printed) if printed else None
    return Requirement(
        id=row["id"],
        name=row["name"],
        text=row["text"],
        cells=tuple(_cell(cell, printed) for cell in row["cells"]),
        axes=tuple(Axis(a["name"], AxisType(a["type"]), a.get("unit")) for a in row.get("axes", ())),
        characteristic=_characteristic(row, title),
        clause=row.get("clause"),
        modality=Modality(row.get("modality", "shall")),
        unit_printed=printed,
        unit=row.get("unit_code") or (unit.code if unit else None),
        basis=row.get("basis"),
        conditions=tuple(_condition(c) for c in row.get("conditions", ())),
        applies_if=tuple(row.get("applies_if", ())),
        alternative=row.get("alternative"),
        members=tuple(row.get("members", ())),
        aggregate=row.get("aggregate"),
        methods=_methods(row),
        source=Source(table=row.get("table"), row=row.get("row")),
        grade=_grade(row, unchecked=unchecked),
        flags=_assumptions(row),
    )
