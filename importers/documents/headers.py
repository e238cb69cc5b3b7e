"""Headers and row names of tables: the characteristic, its unit, its operator, what kind of column it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalog.comparison.reading.operators import match_operator
from catalog.comparison.units import Unit, find_unit
from importers.documents.words import Words

__all__ = [
    "ColumnKind",
    "Header",
    "column_kind",
    "end_of",
    "is_circumstance_column",
    "note_unit",
    "read_header",
    "unit_of",
]

ColumnKind = str

_KINDS = (
    ("number", r"^(?:序号|编号|No\.?|项次|#)$"),
    ("method", r"^(?:试验|检验|检测|测试|测定)(?:方法|依据|标准)|^test method|^method$"),
    ("unit", r"^(?:计量)?单位$|^units?$|^eenheid$"),
    (
        "name",
        r"^(?:项目|检验项目|检测项目|指标项目|参数|参数名称|项目名称|名称|性能|性能指标|指标名称|特性|内容|item|items|parameter|characteristic|property)(?:名称)?$",
    ),
    (
        "value",
        r"^(?:要求|技术要求|指标|指标要求|技术指标|限值|限量|规定值|标准值|数值|允许值|性能要求|质量指标|参数值|规定|requirements?|limits?|values?|specifications?)(?:值)?$",
    ),
    ("clause", r"^(?:条款|章条号|要求章条|对应条款|条文号)"),
    ("remark", r"^(?:备注|说明|注|remarks?|notes?|opmerkingen)$"),
)
_KIND_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)
_CIRCUMSTANCE_COLUMN = re.compile(r"持续时间|试验时间|时间$|次数|方向|试验条件|施加|推力$|试验力$|负荷$|载荷$|频率$")
_UNIT_NOTE = re.compile(r"单位\s*(?:为|[:：])?\s*(?P<unit>[^，。；]{1,30})$")
# A unit behind a name: after a space, a bracket or a Chinese character; or after a slash that follows one of these.
_TAIL_UNIT = re.compile(r"(?:(?<=\S)\s+|(?<=\))|(?<=[\u4e00-\u9fff]))([A-Za-z%‰°℃Ωμ][A-Za-z0-9%/()·²³Ωμ^\-]{0,11})$")
_WITHIN_UNIT = re.compile(r"\s+in\s+(?P<unit>[A-Za-z%‰°℃Ωμ/²³]{1,8})(?:\s+of\s+[^,;]{1,40})?$")
_SLASH_UNIT = re.compile(r"(?<=[\u4e00-\u9fff)])\s*[/,，]\s*([^\s/()]{1,8}(?:/[^\s/()]{1,6})?)\s*$")
_LONG_UNITS = {
    "毫米": "mm",
    "厘米": "cm",
    "米": "m",
    "千克": "kg",
    "克": "g",
    "牛": "N",
    "伏": "V",
    "安": "A",
    "秒": "s",
    "分钟": "min",
    "小时": "h",
    "百分比": "%",
}


@dataclass(frozen=True, slots=True)
class Header:
    """What a header prints: name, unit, operator, and words that are conditions (``600 r/min 效率 (%)``)."""

    name: str
    unit: Unit | None = None
    unit_printed: str | None = None
    op: str | None = None
    condition: str = ""


def column_kind(header: str) -> ColumnKind | None:
    """Return what a column is for (``name``, ``value``, ``unit``, ``method``, ``number`` …), or ``None``."""
    folded = re.sub(r"\s", "", Words.of(header).folded)
    for kind, pattern in _KIND_PATTERNS:
        if pattern.match(folded):
            return kind
    return None


def end_of(header: str) -> str | None:
    """Return ``ge`` for a column of smallest values, ``le`` for one of largest values, else ``None``."""
    folded = re.sub(r"\s", "", Words.of(header).folded).lower()
    if re.match(r"^(?:最小值?|下限值?|min\.?|minimum)$", folded):
        return "ge"
    return "le" if re.match(r"^(?:最大值?|上限值?|max\.?|maximum|maximumwaarde(?:\(.*\))?)$", folded) else None


def is_typical(header: str) -> bool:
    """Tell whether a column gives typical values, which require nothing."""
    return re.match(r"^(?:典型值?|标称值?|typ\.?|typical)$", re.sub(r"\s", "", header).lower()) is not None


def is_circumstance_column(name: str) -> bool:
    """Tell whether a column or row says how it is tested and not what is required."""
    return _CIRCUMSTANCE_COLUMN.search(name) is not None


def note_unit(notes: tuple[str, ...]) -> tuple[Unit | None, str | None]:
    """Return the unit that a note gives for a whole table (单位：mm)."""
    for note in notes:
        match = _UNIT_NOTE.search(note)
        if match:
            printed = match["unit"].strip(" )）")
            unit = find_unit(_LONG_UNITS.get(printed, printed))
            if unit is not None:
                return unit, printed
    return None, None


def read_header(printed: str) -> Header:
    """Take a header or row name apart."""
    words = Words.of(printed)
    op = None
    for sign in ("≤", "≥", "<", ">", "≯", "≮"):
        if words.folded.endswith(sign):
            operator = match_operator(words.folded, len(words.folded) - 1)
            op = operator.op if operator else None
            words = words.cut(0, len(words.folded) - 1)
            break
    condition = ""
    leading = re.match(r"^[-+]?\d[\d.]*\s*[A-Za-z/%℃°]+\S*(?=\s+[\u4e00-\u9fff])", words.folded)
    if leading and not re.search(r"[\u4e00-\u9fff]", leading[0]):
        condition = words.printed[: leading.end()]
        words = words.cut(leading.end())
    name, unit, unit_printed = _name_and_unit(words)
    return Header(name, unit, unit_printed, op, condition)


def _name_and_unit(words: Words) -> tuple[str, Unit | None, str | None]:
    """Split ``试验电压（有效值）V``, ``甲醛含量/(mg/kg)``, ``额定功率 (W)``, ``径向间隙 mm``."""
    folded = words.folded
    bracket = re.search(r"[/,，]?\s*\(([^()]*(?:\([^()]*\)[^()]*)?)\)\s*$", folded)
    if bracket and (unit := find_unit(words.printed[bracket.start(1) : bracket.end(1)])):
        return words.printed[: bracket.start()].strip(" /，,"), unit, words.printed[bracket.start(1) : bracket.end(1)]
    within = _WITHIN_UNIT.search(folded)
    if within and (unit := find_unit(words.printed[within.start("unit") : within.end("unit")])):
        return words.printed[: within.start()].strip(), unit, words.printed[within.start("unit") : within.end("unit")]
    tail = _TAIL_UNIT.search(folded)
    if tail and (unit := find_unit(words.printed[tail.start(1) : tail.end(1)])):
        return words.printed[: tail.start(1)].strip(" /，,"), unit, words.printed[tail.start(1) : tail.end(1)]
    slash = _SLASH_UNIT.search(folded)
    if slash and (unit := find_unit(words.printed[slash.start(1) : slash.end(1)])):
        return words.printed[: slash.start()].strip(), unit, words.printed[slash.start(1) : slash.end(1)]
    return words.printed, None, None


def unit_of(printed: str) -> tuple[Unit | None, str | None]:
    """Return the unit that a cell of a column of units prints; both are ``None`` for a dash."""
    printed = printed.strip()
    if not printed or Words.of(printed).folded in {"-", "/", "--", "---"}:
        return None, None
    return find_unit(_LONG_UNITS.get(printed, printed)), printed
