"""Read a value in words at a place of the text: operator and number, range, tolerance, list, pair, chain.

The result is a :class:`Measure`: the accepted stretch of numbers as printed, before anybody knows what is measured.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from catalog.comparison.reading.operators import FoundOperator, match_operator, match_postfix
from catalog.comparison.reading.quantities import Quantity, match_quantity, match_unit_after
from catalog.comparison.reading.ranges import edge_mark, match_chain, match_math_interval, match_range
from catalog.comparison.reading.references import REFERENCE_PHRASE, reference_word
from catalog.comparison.reading.shapes import (
    PLUS_MINUS,
    SEPARATOR,
    Measure,
    common_unit,
    interval_for,
    same_unit,
    with_reference_after,
)
from catalog.comparison.reading.tolerances import match_deviation, match_signed_tolerance, match_tolerance
from catalog.comparison.requirements import Number, NumberInterval
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.reading.numbers import Style

__all__ = ["Measure", "interval_for", "match_measure", "match_operated", "match_plain"]
_PREFIX = regex(
    r"(?:在|于|\bbetween\b|\bfrom\b|\bin\s+the\s+range\s+(?:of|from)?|\bwithin\b|介于|控制在)\s*(?=[-+±\d(])",
    re.IGNORECASE | re.ASCII,
)
_CONJUNCTION = regex(
    r"\s*(?:(?:[，,;；、]\s*)?(?:且|并且?|同时|而且|但是?|而|又|及|和|\band\b|\bbut\b|&)\s*(?:应|须|shall\s+be|shall|must\s+be)?|[，,、]|"
    r"(?=[<>≤≥不大小高低超少]))\s*",
    re.IGNORECASE | re.ASCII,
)
_DISJUNCTION = regex(r"\s*(?:[，,]\s*)?(?:或者?|\bor\b)\s*", re.IGNORECASE | re.ASCII)
_LIST_JOIN = regex(
    r"\s*(?:、|或者?|和|及|/|[,，]\s*(?:or\b|and\b)?|\bor\b|\band\b)\s*(?=[-+]?[\d.])", re.IGNORECASE | re.ASCII
)
_REFERENCE_BEFORE = regex(rf"(?:{REFERENCE_PHRASE})\s*的?\s*(?=[±+\-\d百千])", re.IGNORECASE | re.ASCII)
_SLASH = regex(r"\s*/\s*(?=[-+]?[\d.])")
_BRACKETED = regex(r"\(\s*(?=[-+]?[\d.])")


def match_measure(text: str, start: int, style: Style, *, labels: int = 1, han: bool = False) -> Measure | None:
    """Return the value that begins at ``start`` of the folded ``text``, with its operator if one is printed."""
    operator = match_operator(text, start)
    if operator is not None:
        return match_operated(text, operator, style, labels=labels)
    return match_plain(text, start, style, labels=labels, han=han)


def match_operated(text: str, operator: FoundOperator, style: Style, *, labels: int = 1) -> Measure | None:  # noqa: C901 - one branch for each printed form
    """Return operator and value; ``None`` when no number follows the operator."""
    at = operator.end
    reference = _REFERENCE_BEFORE.match(text, at)
    relative_to = None
    if reference:
        relative_to = reference_word(reference[0])
        at = reference.end()
    sign = PLUS_MINUS.match(text, at)
    if sign:
        deviation = match_deviation(text, operator.start, sign.end(), style)
        if deviation is None:
            return None
        trouble = operator.trouble or (
            None if operator.op in {"le", "lt", "eq"} else "an operator that a tolerance cannot have"
        )
        return replace(
            deviation,
            relative_to=relative_to or deviation.relative_to,
            trouble=trouble or deviation.trouble,
            advice=operator.advice,
        )
    quantity = match_quantity(text, at, style, han=operator.word or operator.op != "eq")
    if quantity is None:
        return None
    if labels > 1 or _SLASH.match(text, quantity.end) or _early_slash(text, quantity):
        pair = _pair(text, operator, quantity, style, labels)
        if pair is not None:
            return replace(pair, relative_to=relative_to)
    if operator.op == "eq":
        plain = match_plain(text, at, style)
        return replace(plain, start=operator.start, op_printed=operator.printed) if plain else None
    trouble = operator.trouble or quantity.trouble
    measure = Measure(
        "limit",
        operator.start,
        quantity.end,
        (interval_for(operator.op, quantity.number),),
        (quantity.number,),
        operator.op,
        quantity=quantity,
        relative_to=relative_to,
        trouble=trouble,
        op_word=operator.word,
        advice=operator.advice,
        op_printed=operator.printed,
    )
    measure = _with_second(text, measure, style)
    separator = SEPARATOR.match(text, measure.end)
    if separator and match_quantity(text, separator.end(), style) and len(measure.numbers) == 1:
        return replace(measure, trouble=measure.trouble or "an operator before a range")
    if len(measure.numbers) == 1 and (PLUS_MINUS.match(text, measure.end)):
        return replace(measure, trouble=measure.trouble or "an operator before a tolerance")
    after = match_postfix(text, measure.end)
    if after and len(measure.numbers) == 1:
        doubled = after.op[0] == operator.op[0]
        trouble = measure.trouble or (
            None if doubled else f"“{operator.printed} … {after.printed}” says two directions"
        )
        measure = replace(measure, end=after.end, trouble=trouble)
    return with_reference_after(text, measure)


def _early_slash(text: str, quantity: Quantity) -> bool:
    printed = quantity.unit_printed or ""
    return printed.startswith("/") and printed[1:2].isdigit() and text[quantity.end - len(printed)] == "/"


def _with_second(text: str, first: Measure, style: Style) -> Measure:
    """Join ``且不大于 8.5`` to ``不小于 6.5``: two directions of one value make one stretch; "or" makes two."""
    both = _CONJUNCTION.match(text, first.end)
    union = _DISJUNCTION.match(text, first.end) if both is None or not both[0].strip() else None
    joint = union or both
    if joint is None:
        return first
    operator = match_operator(text, joint.end())
    if operator is None or operator.op == "eq" or first.op is None:
        return first
    quantity = match_quantity(text, operator.end, style, han=operator.word)
    if quantity is None or operator.op[0] == first.op[0]:
        return first
    second = interval_for(operator.op, quantity.number)
    quantities = common_unit(first.quantity, quantity)
    trouble = first.trouble or operator.trouble or quantity.trouble
    one = first.intervals[0]
    if quantities is None:
        trouble = trouble or "two ends with different units"
    elif first.quantity is not None:
        one = interval_for(first.op, quantities[0])
    shape = replace(
        first,
        end=quantity.end,
        quantity=quantity if quantity.unit_printed or first.quantity is None else first.quantity,
        trouble=trouble,
        numbers=(*first.numbers, quantity.number),
    )
    if union:
        return replace(shape, intervals=(one, second))
    low, high = (one, second) if first.op[0] == "g" else (second, one)
    joined = NumberInterval(low.low, high.high, low.low_closed, high.high_closed)
    if low.low and high.high and low.low.value > high.high.value:
        shape = replace(shape, trouble=trouble or "the lower end lies above the upper end")
    return replace(shape, shape="range", intervals=(joined,))


def _with_later(text: str, first: Measure, style: Style) -> Measure:
    """Join ``14%以下`` to ``10%以上``: each number has its operator behind it."""
    joint = _CONJUNCTION.match(text, first.end)
    at = joint.end() if joint else first.end
    quantity = match_quantity(text, at, style) if len(first.numbers) == 1 else None
    after = match_postfix(text, quantity.end) if quantity else None
    if quantity is None or after is None or first.op is None or after.op[0] == first.op[0]:
        return first
    ends = common_unit(first.quantity, quantity)
    one = interval_for(first.op, ends[0]) if ends else first.intervals[0]
    two = interval_for(after.op, quantity.number)
    low, high = (one, two) if first.op[0] == "g" else (two, one)
    trouble = first.trouble or quantity.trouble or (None if ends else "two ends with different units")
    if low.low and high.high and low.low.value > high.high.value:
        trouble = trouble or "the lower end lies above the upper end"
    return replace(
        first,
        shape="range",
        end=after.end,
        intervals=(NumberInterval(low.low, high.high, low.low_closed, high.high_closed),),
        numbers=(*first.numbers, quantity.number),
        quantity=quantity if quantity.unit_printed else first.quantity,
        trouble=trouble,
    )


def _pair(text: str, operator: FoundOperator, first: Quantity, style: Style, labels: int) -> Measure | None:
    """Read ``300/250 N`` after an operator: one number for each label."""
    numbers, last = [first.number], first
    end = first.end
    if _early_slash(text, first):
        end = first.end - len(first.unit_printed or "")
    while slash := _SLASH.match(text, end):
        quantity = match_quantity(text, slash.end(), style)
        if quantity is None:
            break
        numbers.append(quantity.number)
        last, end = quantity, quantity.end
    if len(numbers) == 1:
        return None
    unit = last if last.unit_printed else replace(last, unit=first.unit, unit_printed=first.unit_printed)
    trouble = operator.trouble or last.trouble
    if labels != len(numbers):
        simple = _fraction(numbers) if labels == 1 else None
        if simple is None:
            trouble = trouble or f"{len(numbers)} numbers for {labels} label(s)"
        else:
            return Measure(
                "limit",
                operator.start,
                end,
                (interval_for(operator.op, simple),),
                (simple,),
                operator.op,
                quantity=unit,
                trouble=trouble,
                op_word=operator.word,
                advice=operator.advice,
                op_printed=operator.printed,
            )
    return Measure(
        "pair",
        operator.start,
        end,
        tuple(interval_for(operator.op, number) for number in numbers),
        tuple(numbers),
        operator.op,
        quantity=unit,
        trouble=trouble,
        op_word=operator.word,
        advice=operator.advice,
        op_printed=operator.printed,
    )


def _fraction(numbers: list[Number]) -> Number | None:
    """Return ``1/3`` as a fraction: two small whole numbers, the first one smaller."""
    if len(numbers) != 2 or any(number.value.denominator != 1 for number in numbers):  # noqa: PLR2004 - a fraction has two
        return None
    top, bottom = numbers[0].value, numbers[1].value
    if not 0 < top < bottom <= 10 or "." in numbers[0].printed or top != 1:  # noqa: PLR2004 - a larger one may be a pair of limits
        return None
    return Number(top / bottom, f"{numbers[0].printed}/{numbers[1].printed}")


def match_plain(text: str, start: int, style: Style, *, labels: int = 1, han: bool = False) -> Measure | None:  # noqa: C901, PLR0912 - one branch for each printed form
    """Return a value that begins with a number or sign: range, tolerance, chain, list, limit, or one number."""
    at = start
    sign = PLUS_MINUS.match(text, at)
    if sign and sign.end() > at:
        return match_deviation(text, start, sign.end(), style)
    math = match_math_interval(text, at, style)
    if math is not None:
        return math
    prefix = _PREFIX.match(text, at)
    if prefix:
        at = prefix.end()
    bracket = _BRACKETED.match(text, at)
    if bracket:
        inner = match_plain(text, bracket.end(), style)
        if inner is not None and inner.shape in {"tolerance", "range"} and text[inner.end : inner.end + 1] == ")":
            unit, printed, end = match_unit_after(text, inner.end + 1)
            quantity = inner.quantity
            if printed and quantity is not None and quantity.unit_printed is None:
                quantity = replace(quantity, unit=unit, unit_printed=printed)
            return replace(inner, start=start, end=end if printed else inner.end + 1, quantity=quantity)
        return None
    one_sided = match_signed_tolerance(text, at, style, None)
    if one_sided is not None and text[at : at + 1] in "+-":
        return replace(one_sided, start=start)
    first = match_quantity(text, at, style, han=han)
    if first is None:
        return None
    if labels > 1:
        pair = _pair(text, FoundOperator("eq", start, at, ""), first, style, labels)
        if pair is not None:
            return replace(pair, op=None, start=start)
    measure = (
        match_range(
            text,
            start,
            first,
            style,
            between=bool(prefix and "betw" in prefix[0].lower()) or bool(prefix and "介于" in prefix[0]),
        )
        or match_tolerance(text, start, first, style)
        or match_chain(text, start, first, style)
    )
    if measure is not None:
        return with_reference_after(text, measure)
    mark, end = edge_mark(text, first.end)
    after = match_postfix(text, first.end)
    if after is None and mark is not None:
        after = match_postfix(text, end)
        if after and mark is False:
            after = replace(after, op=after.op[0] + "t")
    if after is not None:
        limit = Measure(
            "limit",
            start,
            after.end,
            (interval_for(after.op, first.number),),
            (first.number,),
            after.op,
            quantity=first,
            trouble=first.trouble,
            op_word=True,
            op_printed=after.printed,
        )
        return with_reference_after(text, _with_later(text, _with_second(text, limit, style), style))
    plain = Measure(
        "plain",
        start,
        first.end,
        (NumberInterval(first.number, first.number),),
        (first.number,),
        quantity=first,
        trouble=first.trouble,
    )
    return with_reference_after(text, _with_list(text, plain, style))


def _with_list(text: str, plain: Measure, style: Style) -> Measure:
    """Read ``12 V、24 V`` and ``12/24 V`` as several accepted values."""
    numbers, last, end = list(plain.numbers), plain.quantity, plain.end
    trouble = plain.trouble
    while joint := _LIST_JOIN.match(text, end):
        quantity = match_quantity(text, joint.end(), style)
        if quantity is None or (quantity.unit_printed and last and last.unit_printed and not same_unit(last, quantity)):
            break
        if (
            match_postfix(text, quantity.end)
            or SEPARATOR.match(text, quantity.end)
            or PLUS_MINUS.match(text, quantity.end)
        ):
            break
        if "/" in joint[0]:
            simple = _fraction([numbers[-1], quantity.number]) if len(numbers) == 1 else None
            if simple:
                return replace(
                    plain,
                    end=quantity.end,
                    quantity=quantity,
                    numbers=(simple,),
                    intervals=(NumberInterval(simple, simple),),
                )
        numbers.append(quantity.number)
        trouble = trouble or quantity.trouble
        last, end = (
            (quantity if quantity.unit_printed or last is None else replace(last, number=quantity.number)),
            quantity.end,
        )
    if len(numbers) == 1:
        return plain
    points = tuple(NumberInterval(number, number) for number in numbers)
    return replace(
        plain, shape="list", end=end, intervals=points, numbers=tuple(numbers), quantity=last, trouble=trouble
    )
