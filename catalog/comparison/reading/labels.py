"""Words that say for which position, grade, class or product a limit holds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalog.comparison.requirements import AxisType
from catalog.patterns import regex

__all__ = ["Label", "find_labels", "labels_before", "product_class_of", "short_label"]

_POSITIONS = {
    "经向": "经向",
    "warp direction": "经向",
    "warpwise": "经向",
    "warp": "经向",
    "纬向": "纬向",
    "weft direction": "纬向",
    "weft": "纬向",
    "filling direction": "纬向",
    "纵向": "纵向",
    "直向": "直向",
    "machine direction": "纵向",
    "lengthwise": "纵向",
    "longitudinal": "纵向",
    "lengthways": "纵向",
    "横向": "横向",
    "cross direction": "横向",
    "crosswise": "横向",
    "transverse": "横向",
    "cross machine direction": "横向",
    "widthwise": "横向",
    "length direction": "纵向",
    "width direction": "横向",
    "正面": "正面",
    "反面": "反面",
    "背面": "反面",
    "face side": "正面",
    "reverse side": "反面",
    "front side": "正面",
    "back side": "反面",
    "径向": "径向",
    "轴向": "轴向",
    "切向": "切向",
    "radial": "径向",
    "axial": "轴向",
    "tangential": "切向",
    "水平方向": "水平",
    "水平": "水平",
    "horizontal": "水平",
    "垂直方向": "垂直",
    "垂直": "垂直",
    "竖直": "垂直",
    "vertical": "垂直",
    "平行": "平行",
    "parallel": "平行",
    "内层": "内层",
    "外层": "外层",
    "内侧": "内侧",
    "外侧": "外侧",
    "上层": "上层",
    "下层": "下层",
    "顺纹": "顺纹",
    "横纹": "横纹",
}
_GRADES = {
    "优等品": "优等品",
    "一等品": "一等品",
    "合格品": "合格品",
    "二等品": "二等品",
    "三等品": "三等品",
    "等外品": "等外品",
    "优级品": "优级品",
    "优级": "优级",
    "特级品": "特级",
    "特级": "特级",
    "特等品": "特等品",
    "特优级": "特优级",
    "一级品": "一级",
    "二级品": "二级",
    "三级品": "三级",
    "优质品": "优质品",
    "优级纯": "优级纯",
    "分析纯": "分析纯",
    "化学纯": "化学纯",
    "premium grade": "优等品",
    "superior grade": "优等品",
    "superior product": "优等品",
    "first grade": "一等品",
    "first-grade product": "一等品",
    "first class product": "一等品",
    "first-class product": "一等品",
    "qualified product": "合格品",
    "qualified grade": "合格品",
    "acceptable grade": "合格品",
    "second grade": "二等品",
    "excellent grade": "优等品",
    "top grade": "优等品",
}
_CLASS_ALIASES = {
    "婴幼儿纺织产品": "A",
    "婴幼儿用品": "A",
    "婴幼儿服装": "A",
    "婴幼儿": "A",
    "textiles for babies": "A",
    "infant textiles": "A",
    "infant products": "A",
    "products for infants": "A",
    "babies": "A",
    "infants": "A",
    "infant wear": "A",
    "infant": "A",
    "非直接接触皮肤的纺织产品": "C",
    "非直接接触皮肤的产品": "C",
    "非直接接触皮肤": "C",
    "不直接接触皮肤": "C",
    "not in direct contact with skin": "C",
    "without direct contact with the skin": "C",
    "without direct skin contact": "C",
    "not in direct contact with the skin": "C",
    "no direct skin contact": "C",
    "non-direct skin contact": "C",
    "non-direct contact with skin": "C",
    "直接接触皮肤的纺织产品": "B",
    "直接接触皮肤的产品": "B",
    "直接接触皮肤类": "B",
    "直接接触皮肤": "B",
    "in direct contact with the skin": "B",
    "in direct contact with skin": "B",
    "direct contact with the skin": "B",
    "direct contact with skin": "B",
    "direct skin contact": "B",
}
_BARE_GRADES = {
    "优等": "优等品",
    "一等": "一等品",
    "二等": "二等品",
    "三等": "三等品",
    "合格": "合格品",
    "特级": "特级",
    "一级": "一级",
    "二级": "二级",
    "三级": "三级",
    "四级": "四级",
    "五级": "五级",
}
_PAIRS = {"经": "经向", "纬": "纬向", "纵": "纵向", "横": "横向", "正": "正面", "反": "反面"}
_POSITION = "|".join(sorted(map(re.escape, _POSITIONS), key=len, reverse=True))
_GRADE = "|".join(sorted(map(re.escape, _GRADES), key=len, reverse=True))
_ALIAS = "|".join(sorted(map(re.escape, _CLASS_ALIASES), key=len, reverse=True))
_LETTER_CLASS = r"(?:(?<![A-Za-z0-9])[A-DⅠⅡⅢⅣI]{1,3}\s*类|(?:第)?[一二三四]类|\b(?:class|category|type)\s+[A-D]\b)"
_BEGINNINGS = {
    word[0] for word in (*_POSITIONS, *_GRADES, *_CLASS_ALIASES, *_BARE_GRADES, *"经纵正MABCDⅠⅡⅢⅣI第ct一二三四五特")
}
_LATIN_BEGINNING = "".join(sorted({f for char in _BEGINNINGS if char.isascii() for f in (char.lower(), char.upper())}))
_OTHER_BEGINNING = "".join(
    sorted({f for char in _BEGINNINGS if not char.isascii() for f in (char.lower(), char.upper())})
)
# The first character tells at most places that no label begins there.
_LABEL = regex(
    rf"(?-i:(?=[{_OTHER_BEGINNING}])|(?<![A-Za-z])(?=[{_LATIN_BEGINNING}]))"
    rf"(?:(?P<pair>(?:经|纵)\s*[、/和与及]?\s*(?:纬|横)\s*(?:两|双)?向|正\s*[、/和与及]?\s*反\s*(?:两)?面|"
    r"(?:经|纵)\s*[/、]\s*(?:纬|横)(?![\u4e00-\u9fff])|(?<![A-Za-z])MD\s*/\s*(?:TD|CD)(?![A-Za-z]))"
    r"|(?P<multi>(?<![A-Za-z])[A-D](?:\s*[/、,，和]\s*[A-D])+\s*类)"
    r"|(?P<bare>(?:[特一二三四五]级(?=\s*:?\s*(?:[≤≥<>]|不大于|不小于|不超过|不低于))|(?:优等|一等|二等|三等|合格)(?=\s*:?\s*[≤≥<>\d]|"
    r"\s*(?:不|大于|小于))))"
    rf"|(?P<position>(?<![A-Za-z])(?:{_POSITION})(?![A-Za-z]))|(?P<grade>(?<![A-Za-z])(?:{_GRADE})(?![A-Za-z]))"
    rf"|(?P<alias>(?<![A-Za-z])(?:{_ALIAS})(?![A-Za-z]))|(?P<letter>{_LETTER_CLASS}))",
    re.IGNORECASE,
)
_CAN_BEGIN = frozenset(_LATIN_BEGINNING + _OTHER_BEGINNING)
_LOOKAHEAD = 6
"""How far behind a bare grade word the sign stands that makes it a label."""
_ROMAN = {"Ⅰ": "I", "Ⅱ": "II", "Ⅲ": "III", "Ⅳ": "IV"}
_AXES = {
    "position": ("position", AxisType.POSITION),
    "grade": ("quality_grade", AxisType.QUALITY_GRADE),
    "alias": ("regulatory_class", AxisType.REGULATORY_CLASS),
    "letter": ("regulatory_class", AxisType.REGULATORY_CLASS),
    "part": ("part", AxisType.PART),
}


@dataclass(frozen=True, slots=True)
class Label:
    """One word that names a class of an axis: ``kind`` is position, grade, class or part; ``value`` the class."""

    kind: str
    value: str
    start: int
    end: int
    printed: str

    @property
    def axis(self) -> tuple[str, AxisType]:
        """Return name and type of the axis that the label belongs to."""
        return _AXES[self.kind]


def _letter(printed: str) -> str:
    word = re.sub(r"\s*(?:类|class|category|type|第)\s*", "", printed, flags=re.IGNORECASE)
    return _ROMAN.get(word, word.upper())


def _labels_of(match: re.Match[str]) -> list[Label]:
    kind = match.lastgroup or "part"
    printed = match[0]
    if kind == "pair":
        both = [char for char in printed if char in _PAIRS] or ["纵", "横"]
        return [Label("position", _PAIRS[char], match.start(), match.end(), printed) for char in both]
    if kind == "multi":
        letters = [char for char in printed if char in "ABCD"]
        return [Label("letter", char, match.start(), match.end(), printed) for char in letters]
    if kind == "bare":
        return [Label("grade", _BARE_GRADES[printed], match.start(), match.end(), printed)]
    if kind == "position":
        value = _POSITIONS[printed.lower()]
    elif kind == "grade":
        value = _GRADES[printed.lower()]
    elif kind == "alias":
        value = _CLASS_ALIASES[printed.lower()]
    else:
        value = _letter(printed)
    return [Label("letter" if kind == "alias" else kind, value, match.start(), match.end(), printed)]


def find_labels(text: str, start: int = 0, end: int | None = None) -> list[Label]:
    """Return all labels in the folded ``text`` between two places."""
    stop = len(text) if end is None else end
    if _CAN_BEGIN.isdisjoint(text[start:stop]):
        return []
    return [label for found in _LABEL.finditer(text, start, stop) for label in _labels_of(found)]


_SHORT = {"经": "经向", "纬": "纬向", "纵": "纵向", "横": "横向", "md": "纵向", "td": "横向", "cd": "横向"}


def short_label(item: str) -> Label | None:
    """Return the position that a whole bracket names by one sign (``(经)``, ``(MD)``)."""
    value = _SHORT.get(item.strip().lower())
    return None if value is None else Label("position", value, 0, len(item), item.strip())


def labels_before(text: str, start: int, end: int) -> list[Label]:
    """Return the labels between two places; the last may be known only by the value behind it (``二级≤15``)."""
    if _CAN_BEGIN.isdisjoint(text[start:end]):
        return []
    found = _LABEL.finditer(text, start, min(len(text), end + _LOOKAHEAD))
    return [label for match in found if match.end() <= end for label in _labels_of(match)]


def product_class_of(text: str) -> str | None:
    """Return the class (``C``) that a whole text names by letter or by its definition, or ``None``."""
    values = {label.value for label in find_labels(text) if label.kind == "letter"}
    return values.pop() if len(values) == 1 else None
