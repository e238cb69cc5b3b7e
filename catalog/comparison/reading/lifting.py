"""Lift out of a text what stands around its value: acts of law, labels with a dash, brackets around the value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalog.comparison.reading.glances import may_say
from catalog.comparison.reading.labels import find_labels
from catalog.comparison.reading.measures import match_measure
from catalog.comparison.reading.names import entry_before
from catalog.comparison.reading.scanning import scan_measures
from catalog.comparison.reading.specials import find_ban, find_not_detected
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.reading.drafts import Draft

__all__ = ["open_value", "refuse_denials", "take_acts", "take_waivers"]

_ACT = regex(
    r"(?:\b(?:Commission|Council|Delegated|Implementing)\s+)*\b(?:Regulation|Directive|Decision)\s*"
    r"(?:\((?:EU|EC|EEC)\)\s*)?(?:No\.?\s*)?(?P<number>\d{2,4}/\d{1,4})(?:/(?:EU|EC|EEC)\b)?"
    r"|(?:欧盟)?(?:法规|指令|条例)?\s*\((?:EU|EC|EEC)\)\s*(?:No\.?\s*)?(?P<other>\d{2,4}/\d{1,4})"
    r"|(?P<short>\d{2,4}/\d{1,4})/(?:EU|EC|EEC)\b",
    re.IGNORECASE | re.ASCII,
)
_SHAPES = frozenset({"tolerance", "range", "limit"})
_LAST_BRACKET = regex(r"^(?P<name>[^()]*)\((?P<inner>[^()]*)\)(?P<tail>[\s，,;；。.]*)$")
_WAIVED = regex(
    r"\s*:?\s*(?:-{1,3}|/|不作要求|不做要求|不要求|无要求|不考核|不适用|not\s+required|n/a)(?=\s*(?:[，,;；、。)]|$))",
    re.IGNORECASE | re.ASCII,
)


_DENIED_CLASS = regex(
    r"(?:非|除了?|不属于|不含)\s?(?:[A-D]\s?类|婴幼儿|第?[一二三]类)|\b(?:not|non|except|excluding)[\s-]+(?:class|category)\s",
    re.IGNORECASE,
)
_DENIED_METHOD = regex(
    r"(?:不按|不采用|不用|不适用|非按|\bnot\s+(?:by|to|according\s+to|per))\s*(?=GB|ISO|[A-Z]{2,5}[/\s]?[T\d])"
)
_OPEN_LIST = regex(
    r"[\u4e00-\u9fffA-Za-z0-9]等\s*(?:总和|合计|总量|$|[≤≥<>])|\band\s+other\b|\bsuch\s+as\b", re.IGNORECASE
)
_DENIED_SIGN = regex(r"(?:\bnot|[不非])\s*[≤≥<>]", re.IGNORECASE)
_HAN_OF_DENIALS = frozenset("非除不等")
_WORDS_OF_DENIALS = ("not", "non", "except", "exclud", "other", "such")


def refuse_denials(draft: Draft) -> None:
    """Refuse a text that denies what it names: 非A类, 不按GB/T 3923.1, "not ≤"; and a list that is left open."""
    if not may_say(draft.full, _HAN_OF_DENIALS, _WORDS_OF_DENIALS):
        return
    for pattern, code, reason in (
        (_DENIED_CLASS, "CLASS", "a class is named that is left out"),
        (_DENIED_METHOD, "PARSE", "a method is named that is not used"),
        (_OPEN_LIST, "KIND", "a list is left open"),
        (_DENIED_SIGN, "PARSE", "a sign of comparison is denied"),
    ):
        if pattern.search(draft.full):
            draft.fail(code, reason)


def take_acts(draft: Draft) -> None:
    """Take the acts of law that the text names (``Regulation (EU) 2019/2016``) out of it."""
    if "/" not in draft.text:
        return
    for found in list(_ACT.finditer(draft.text)):
        draft.acts.append(found["number"] or found["other"] or found["short"])
        draft.blank(found.start(), found.end())


def take_waivers(draft: Draft) -> None:
    """Take the labels behind which a dash stands (``纬向：—``) out of the text, where another part has a value."""
    if not any(char.isdigit() for char in draft.text):
        return
    for label in find_labels(draft.text):
        found = _WAIVED.match(draft.text, label.end)
        if found is not None:
            draft.waived.append(label)
            draft.blank(label.start, found.end())


def open_value(draft: Draft) -> None:
    """Take the brackets off the only value of the text (``pH值 (7.0±0.5)``), if its unit is the characteristic's."""
    found = _LAST_BRACKET.match(draft.text)
    if found is None or not found["name"].strip():
        return
    if scan_measures(found["name"], draft.style) or find_not_detected(draft.text) or find_ban(draft.text):
        return
    measure = match_measure(found["inner"], 0, draft.style)
    entry = entry_before(draft, found.start("inner") - 1, whole=True)
    if measure is None or measure.shape not in _SHAPES or found["inner"][measure.end :].strip() or entry is None:
        return
    unit = measure.quantity.unit if measure.quantity else None
    if (unit is None and entry.kind == "ph") or (unit is not None and unit.kind == entry.kind):
        draft.text = f"{found['name']} {found['inner']} {found['tail']}"
