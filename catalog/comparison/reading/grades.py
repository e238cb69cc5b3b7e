"""Read a grade of an ordered scale, with its operator, in the order in which the scale prints its grades."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from catalog.comparison.reading.operators import FoundOperator, match_operator, match_postfix
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.reading.drafts import Draft
    from catalog.comparison.scales import Scale

__all__ = ["FoundGrade", "find_grades", "scales_for"]

_BEFORE = regex(r"(?:级别?|等级|grade|class|rating|category|UL\s?94|[\s:，,])*+$", re.IGNORECASE | re.ASCII)
_AFTER = regex(r"\s*(?:级|等级|grade|class|分)?(?![A-Za-z0-9])", re.IGNORECASE | re.ASCII)
_QUALITY = regex(
    r"低于|劣于|次于|差于|逊于|优于|以上|以下|least|better|worse|poorer|lower|higher|above|below|less\s+than|最低|至少|minimum|min\b",
    re.IGNORECASE | re.ASCII,
)
_BETTER = regex(
    r"\s*(?:级|等级|grade|class)?\s*(?:(?:或|及|和)?(?:更好|更优|更高)(?:等级|级别)?|or\s+better|or\s+higher|or\s+above|and\s+better)",
    re.IGNORECASE | re.ASCII,
)
_SLASH_MORE = regex(r"\s*/\s*")
_QUANTITY_BEFORE = regex(r"(?:\d|°)\s*$")
"""What makes a letter the sign of a unit and no grade (``85 °C``)."""
_CHINESE = str.maketrans("一二三四五六七八", "12345678")
_CHINESE_GRADE = regex(r"[一二三四五六七八](?:\s*[至到~-]\s*[一二三四五六七八])?(?=\s*级(?![品别]))")
_TURN = {"ge": "le", "gt": "lt", "le": "ge", "lt": "gt", "eq": "eq"}


@dataclass(frozen=True, slots=True)
class FoundGrade:
    """A grade with its operator in the printed order of the scale; ``printed_operator``: whether one was printed."""

    scale: str
    operator: str
    grade: str
    start: int
    end: int
    printed_operator: bool
    advice: bool = False
    ambiguous: str | None = None


def scales_for(draft: Draft, scale_id: str | None) -> list[Scale]:
    """Return the scales that the text can mean: its citations', the characteristic's, those its words name."""
    from catalog.comparison.scales import scales  # noqa: PLC0415 - the table loads with the first reading

    table = scales()
    found: list[Scale] = []
    for citation in draft.citations:
        designation = citation.designation
        work = re.sub(r"[-:](?:19|20)\d{2}.*$", "", designation.normalized)
        found.extend(scale for scale in table.defined_by(work) if scale not in found)
    own = table.get(scale_id)
    words = draft.full.casefold()
    named = [scale for scale in table.all.values() if any(word in words for word in scale.words)]
    if own is not None:
        cited = [scale for scale in found if scale.id == own.id or scale in named or not (scale.words and own.words)]
        first = cited or found
        rest = [own, *[scale for scale in named if _same_family(scale, own)]]
        return [*first, *[scale for scale in rest if scale not in first]]
    return [*found, *[scale for scale in named if scale not in found]]


def _same_family(one: Scale, other: Scale) -> bool:
    related = one.family is not None and one.family == other.family
    return related or bool(set(one.defined_by) & set(other.defined_by))


def find_grades(text: str, start: int, choices: list[Scale]) -> list[FoundGrade]:
    """Return the grades in ``text`` from ``start`` on, read on the first scale that knows any of them."""
    for scale in choices:
        found = _on_scale(text, start, scale)
        if found:
            return found
    return []


@lru_cache(maxsize=128)
def _token(pattern: str) -> re.Pattern[str]:
    """Return the pattern of a scale's grades as whole words (HB is not H, 4.5 is not 4)."""
    return regex(rf"(?:(?<![A-Za-z0-9._-])|(?<=UL)|(?<=UL\s))(?:{pattern})(?![A-Za-z0-9_])(?!\.\d)")


def _on_scale(text: str, start: int, scale: Scale) -> list[FoundGrade]:
    plain = text.replace("~", "-").replace("至", "-")
    if scale.polarity != "letter" and "级" in plain:
        plain = _CHINESE_GRADE.sub(lambda found: found[0].translate(_CHINESE), plain)
    token = _token(scale.pattern.pattern)
    found: list[FoundGrade] = []
    at = start
    while True:
        match = token.search(plain, at)
        if match is None:
            return found
        at = max(match.end(), at + 1)
        after = _AFTER.match(plain, match.end())
        if after is None:
            continue
        grade = scale.normal(match[0].strip())
        if grade is None or (match[0].isalpha() and _QUANTITY_BEFORE.search(plain, 0, match.start())):
            continue
        found.append(_with_operator(text, scale, grade, match.start(), after.end()))
        at = max(at, found[-1].end)


def _with_operator(text: str, scale: Scale, grade: str, start: int, end: int) -> FoundGrade:
    best = "ge" if scale.polarity == "high" else "le"
    lead = _BEFORE.search(text, max(0, start - 40), start)
    head = lead.start() if lead else start
    operator, begin = _operator_ending_at(text, head)
    if operator is None:
        operator, begin = _operator_ending_at(text, start)
    better = _BETTER.match(text, end) or _BETTER.match(text, start + len(grade))
    if better:
        return FoundGrade(scale.id, best, grade, begin if operator else start, better.end(), printed_operator=True)
    after = match_postfix(text, end)
    if operator is None and after is not None:
        operator, end, begin = after, after.end, start
    elif after is not None and operator is not None:
        end = after.end
    if operator is None:
        return FoundGrade(scale.id, best, grade, start, end, printed_operator=False)
    op, ambiguous = operator.op, operator.trouble
    if scale.polarity != "high":
        if operator.word and _QUALITY.search(operator.printed):
            op = _TURN[op]
        elif not operator.word and operator.op in {"ge", "gt"}:
            ambiguous = ambiguous or f"“{operator.printed}” on a scale whose lower numbers are better"
        elif scale.polarity == "letter" and not operator.word and op != "eq":
            ambiguous = ambiguous or f"“{operator.printed}” on a scale of letters"
    return FoundGrade(
        scale.id, op, grade, begin, end, printed_operator=True, advice=operator.advice, ambiguous=ambiguous
    )


def _operator_ending_at(text: str, end: int) -> tuple[FoundOperator | None, int]:
    """Return the operator whose words end at ``end``, looking back a few words."""
    for begin in range(max(0, end - 26), end):
        if (
            begin
            and text[begin - 1].isascii()
            and text[begin - 1].isalpha()
            and text[begin].isascii()
            and text[begin].isalpha()
        ):
            continue
        operator = match_operator(text, begin)
        if operator is not None and operator.end >= end - 1 and text[operator.end : end].strip() == "":
            return operator, begin
    return None, end
