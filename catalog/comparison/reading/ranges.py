"""Read stretches with two ends: ``4.0~8.5``, ``25～55（不含55）``, ``[25, 55)``, ``24V<U≤100V``."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from catalog.comparison.reading.operators import FLIPPED, match_operator, match_postfix
from catalog.comparison.reading.quantities import Quantity, match_quantity, match_unit_after
from catalog.comparison.reading.shapes import SEPARATOR, Measure, common_unit, interval_for
from catalog.comparison.requirements import NumberInterval
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.reading.numbers import Style

__all__ = ["edge_mark", "match_chain", "match_math_interval", "match_range"]

_AND = regex(r"\s*(?:and|to|~|-|和|与|至|到)\s*", re.IGNORECASE | re.ASCII)


_SUFFIX = regex(r"\s*(?:的)?(?:之间|范围之?内|的范围|范围|区间|之内|以内)")


_MARK = regex(
    r"\s*\(?\s*(?:(?P<out>不含|不包括|不包含|\bexcluded\b|\bexclusive\b|\bexcluding\b|\bexcl\.?|\bnot\s+included\b)|"
    r"(?P<both>均含|含两端|含端点)"
    r"|(?P<in>含|包括|包含|\bincluded\b|\binclusive\b|\bincluding\b|"
    r"\bincl\.?))\s*(?P<number>\d[\d.,]*)?\s*(?P<late>not\s+included|excluded)?[^()，,;\d]{0,6}\)",
    re.IGNORECASE | re.ASCII,
)


_MARK_LATE = regex(
    r"\s*\(\s*(?P<number>\d[\d.,]*)\s*(?P<unit>[^\s()]{0,6})\s*(?P<out>not\s+included|excluded|exclusive|不含|除外)\s*\)",
    re.IGNORECASE | re.ASCII,
)


_BOTH_MARKS = regex(
    r"\s*\(\s*(?P<one>不?含|不?包括)\s*(?P<first>\d[\d.]*)\s*[^\s\d(),，、]{0,6}\s*[,，、;；]\s*"
    r"(?P<two>不?含|不?包括)\s*(?P<second>\d[\d.]*)\s*[^\s\d(),，、]{0,6}\s*\)"
)


_SYMBOL = regex(
    r"\s*([A-Za-zμθΔη\u4e00-\u9fff][\w.()\u4e00-\u9fffμθΔη]{0,11}?)\s*(?=<|>|≤|≥)", re.IGNORECASE | re.ASCII
)


_SYMBOL_END = regex(r"\s*([A-Za-zμθΔη\u4e00-\u9fff][\w.]{0,7})\s*(?=$|[，,;。])")


_MATH = regex(r"(?P<open>[\[(])\s*(?=[-+]?[\d.])")


def edge_mark(text: str, at: int) -> tuple[bool | None, int]:
    """Return whether a mark at ``at`` takes the number before it in (True) or out (False), and where the mark ends."""
    found = _MARK.match(text, at)
    if found is None:
        return None, at
    if found["late"]:
        return False, found.end()
    return found["out"] is None, found.end()


def _two_marks(both: re.Match[str], first: Quantity, second: Quantity) -> tuple[bool, bool, str | None]:
    """Return whether the marks of a bracket (``（含75%，不含77%）``) take in the ends, and why they are in doubt."""
    low, high = first.number.printed.lstrip("+-"), second.number.printed.lstrip("+-")
    closed = {both["first"]: both["one"][0] != "不", both["second"]: both["two"][0] != "不"}
    trouble = None if closed.keys() == {low, high} else f"“{both[0].strip()}” does not name both ends"
    return closed.get(low, True), closed.get(high, True), trouble


def match_range(text: str, start: int, first: Quantity, style: Style, *, between: bool) -> Measure | None:  # noqa: C901, PLR0912 - one branch for each printed form
    """Return the range that begins with ``first``, or ``None``."""
    low_mark, end = edge_mark(text, first.end)
    separator = SEPARATOR.match(text, end) or (_AND.match(text, end) if between else None)
    if separator is None:
        return None
    second = match_quantity(text, separator.end(), style)
    dash = "-" in separator[0]
    if separator[0].strip() == "--" and second is not None:
        second = match_quantity(text, separator.end() - (1 if text[separator.end() - 1] == "-" else 0), style)
    if second is None:
        return None
    trouble = first.trouble or second.trouble
    common = common_unit(first, second)
    low, high = common or (first.number, second.number)
    if common is None:
        trouble = trouble or "two ends with different units"
    low_closed, high_closed = low_mark is not False, True
    end = second.end
    both = _BOTH_MARKS.match(text, end)
    if both is not None:
        low_closed, high_closed, unknown = _two_marks(both, first, second)
        trouble, end = trouble or unknown, both.end()
    mark = _MARK.match(text, end) or _MARK_LATE.match(text, end)
    while mark:
        groups = mark.groupdict()
        out = groups.get("out") is not None or groups.get("late") is not None
        printed = groups.get("number")
        if printed is None or printed == second.number.printed.lstrip("+-"):
            high_closed = not out
        elif printed == first.number.printed.lstrip("+-"):
            low_closed = not out
        else:
            trouble = trouble or f"“{mark[0].strip()}” names neither end"
        end = mark.end()
        mark = _MARK.match(text, end)
    if low.value > high.value:
        signed = low.printed.startswith("+") and high.printed.startswith("-")
        swap = not dash and high.value < 0 and (low.value <= 0 or signed)
        if swap:
            low, high, low_closed, high_closed = high, low, high_closed, low_closed
        else:
            trouble = trouble or "the first number of the range is larger than the second"
    if second.unit_printed is None and end > second.end:
        unit_behind, printed_behind, unit_end = match_unit_after(text, end)
        if printed_behind:
            second, end = replace(second, unit=unit_behind, unit_printed=printed_behind), unit_end
    suffix = _SUFFIX.match(text, end)
    end = suffix.end() if suffix else end
    if match_postfix(text, end):
        trouble = trouble or "a range with an operator behind it"
    unit = second if second.unit_printed else first
    return Measure(
        "range",
        start,
        end,
        (NumberInterval(low, high, low_closed, high_closed),),
        (low, high),
        quantity=unit,
        trouble=trouble,
    )


def match_math_interval(text: str, at: int, style: Style) -> Measure | None:
    """Read ``[25, 55)``."""
    found = _MATH.match(text, at)
    if found is None:
        return None
    low = match_quantity(text, found.end(), style)
    if low is None:
        return None
    joint = re.compile(r"\s*[,，;]\s*").match(text, low.end)
    high = match_quantity(text, joint.end(), style) if joint else None
    if joint is None or high is None:
        return None
    close = text[high.end : high.end + 1]
    if close not in {"]", ")"} or (found["open"], close) == ("(", ")"):
        return None
    unit, printed, end = match_unit_after(text, high.end + 1)
    quantity = replace(high, unit=unit, unit_printed=printed) if printed else (high if high.unit_printed else low)
    interval = NumberInterval(low.number, high.number, found["open"] == "[", close == "]")
    trouble = (
        low.trouble or high.trouble or (None if low.number.value <= high.number.value else "the interval is empty")
    )
    return Measure(
        "range",
        at,
        end if printed else high.end + 1,
        (interval,),
        (low.number, high.number),
        quantity=quantity,
        trouble=trouble,
    )


def match_chain(text: str, start: int, first: Quantity, style: Style) -> Measure | None:
    """Read ``24V<U≤100V`` and ``5 ≤ n``."""
    operator = match_operator(text, first.end + (1 if text[first.end : first.end + 1] == " " else 0))
    if operator is None or operator.word or operator.op == "eq":
        return None
    symbol = _SYMBOL.match(text, operator.end)
    if symbol is None:
        alone = _SYMBOL_END.match(text, operator.end)
        if alone is None:
            return None
        op = FLIPPED[operator.op]
        return Measure(
            "limit",
            start,
            alone.end(),
            (interval_for(op, first.number),),
            (first.number,),
            op,
            quantity=first,
            symbol=alone[1],
            trouble=first.trouble or operator.trouble,
            op_printed=operator.printed,
        )
    second_operator = match_operator(text, symbol.end())
    if second_operator is None:
        return None
    second = match_quantity(text, second_operator.end, style)
    if second is None:
        return None
    one, two = FLIPPED[operator.op], second_operator.op
    trouble = first.trouble or second.trouble
    if one[0] == two[0]:
        trouble = trouble or "both ends of the chain point the same way"
    common = common_unit(first, second)
    a, b = common or (first.number, second.number)
    trouble = trouble or (None if common else "two ends with different units")
    (low, low_op), (high, high_op) = ((a, one), (b, two)) if one[0] == "g" else ((b, two), (a, one))
    if low.value > high.value:
        trouble = trouble or "the lower end lies above the upper end"
    interval = NumberInterval(low, high, low_op == "ge", high_op == "le")
    unit = second if second.unit_printed else first
    return Measure(
        "range", start, second.end, (interval,), (low, high), quantity=unit, symbol=symbol[1], trouble=trouble
    )
