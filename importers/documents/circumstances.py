"""Under which conditions a limit holds, from the circumstances that a sentence names; none of them may be lost."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from catalog.comparison.reading.references import reference_word
from catalog.comparison.requirements import Condition, Constraint, Limits, Number, NumberInterval, Tolerance
from importers.documents.limits import conditions_of, pieces_of
from importers.documents.subjects import read_subject
from importers.documents.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from importers.documents.drafts import Draft
    from importers.documents.limits import ReadLimit

__all__ = ["conditions_from", "joined", "meeting", "stated", "with_reference"]

_IDLE = re.compile(
    r"^(?:同时|放置|试验时|试验结束后|在整个试验过程中|(?:电机)?安装在规定的.*|施加工作电压|测得的|运行时|规定的条件下|按规定.*|在?规定.*|正常.*)$"
)
# 1.06 倍额定电压 is not the rated voltage, 85 % of the load not the load.
_MULTIPLE = re.compile(r"\d\s*(?:倍|%)")
_FROM = re.compile(
    r"(?:与|和|较|相对于?|对|占)[^，。]{0,8}?"
    r"(?P<what>平均值|规定值|标称值|公称值|额定(?:电压|电流|转速|功率|转矩|值)|初始值|设计值)"
)


def joined(*groups: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """Return the conditions of all groups, each once."""
    found: dict[tuple[str, str], Condition] = {}
    for condition in (condition for group in groups for condition in group):
        found.setdefault((condition.name, condition.value), condition)
    return tuple(found.values())


def stated(words: Words) -> Condition:
    """Return a circumstance that no vocabulary knows as a condition in its own words."""
    return Condition("stated", re.sub(r"\s", "", words.folded), printed=words.printed)


def conditions_from(circumstances: Iterable[Words], products: tuple[str, ...]) -> tuple[Condition, ...]:
    """Return the conditions that circumstances state; what is not understood is kept in its own words."""
    out: list[Condition] = []
    for words in circumstances:
        out.extend(_conditions(words, products))
    return joined(tuple(out))


def _conditions(words: Words, products: tuple[str, ...]) -> list[Condition]:
    inner = read_subject(words, products)
    if "恢复" in words.folded:
        after = [c for c in conditions_of(words.printed) if c.value.startswith("after_")]
        return after or [stated(inner.words or words)]
    if _MULTIPLE.search(words.folded):
        return [stated(words)]
    parts = inner.circumstances or ((inner.words,) if inner.words else (words,))
    out: list[Condition] = []
    for piece in (piece for part in parts for piece in pieces_of(part.printed)):
        found = conditions_of(piece)
        out.extend(found)
        own = Words.of(piece)
        if not found and len(own.folded) > 1 and not _IDLE.match(own.folded):
            out.append(stated(own))
    return out


def with_reference(constraint: Constraint, words: str, *, is_percent: bool) -> tuple[Constraint, tuple[Condition, ...]]:
    """Add what a deviation or share is measured from, where the words before the limit say it."""
    match = _FROM.search(words)
    word = reference_word(match["what"]) if match else None
    if match is None or word is None:
        return constraint, ()
    if isinstance(constraint, Tolerance):
        return (constraint if constraint.reference else replace(constraint, reference=word)), ()
    if not isinstance(constraint, Limits):
        return constraint, ()
    tolerance = _symmetric(constraint, word) if is_percent else None
    if tolerance is not None:
        return tolerance, ()
    return constraint, (Condition("relative_to", word, printed=match["what"]),)


def meeting(draft: Draft, read: ReadLimit) -> Limits | None:
    """Return ``不小于 1.5 m，且不大于 3 m`` as one interval: two opposite limits of one quantity in one unit."""
    one, two = draft.constraint, read.constraint
    if (
        not isinstance(one, Limits)
        or not isinstance(two, Limits)
        or (draft.unit, draft.unit_printed) != (read.unit, read.unit_printed)
    ):
        return None
    if len(one.intervals) != 1 or len(two.intervals) != 1 or read.conditions:
        return None
    a, b = one.intervals[0], two.intervals[0]
    if a.high is None and b.low is None and a.low is not None and b.high is not None and a.low.value < b.high.value:
        return Limits((NumberInterval(a.low, b.high, a.low_closed, b.high_closed),))
    if a.low is None and b.high is None and a.high is not None and b.low is not None and b.low.value < a.high.value:
        return Limits((NumberInterval(b.low, a.high, b.low_closed, a.high_closed),))
    return None


def _symmetric(limits: Limits, reference: str) -> Tolerance | None:
    """Return ``±8 %`` of a named value as a tolerance, or ``None`` where the ends differ."""
    low, high = limits.intervals[0].low, limits.intervals[0].high
    if len(limits.intervals) != 1 or low is None or high is None or low.value != -high.value:
        return None
    part = Number(high.value / 100, high.printed)
    return Tolerance(None, part, part, relative=True, reference=reference)
