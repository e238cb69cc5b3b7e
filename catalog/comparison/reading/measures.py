"""Read a value in words at a place of the text: operator and number, range, tolerance, list, pair, chain.

The result is a :class:`Measure`: the accepted stretch of numbers as printed, before anybody knows what is measured.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from catalog.comparison.reading.numbers import Style
from catalog.comparison.reading.operators import FLIPPED, FoundOperator, match_operator, match_postfix
from catalog.comparison.reading.quantities import Quantity, match_quantity, match_unit_after
from catalog.comparison.reading.references import REFERENCE_PHRASE, reference_word
from catalog.comparison.requirements import Number, NumberInterval

__all__ = ["Measure", "interval_for", "match_measure", "match_operated", "match_plain"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A value as printed. ``shape`` is ``limit`` (with an operator), ``range``, ``tolerance``, ``deviation`` (± with
    nothing before it), ``list``, ``pair`` (one number for each of several labels) or ``plain``.
    """

    shape: str
    start: int
    end: int
    intervals: tuple[NumberInterval, ...] = ()
    numbers: tuple[Number, ...] = ()
    op: str | None = None
    minus: Number | None = None
    plus: Number | None = None
    relative: bool = False
    quantity: Quantity | None = None
    symbol: str | None = None
    relative_to: str | None = None
    trouble: str | None = None
    op_word: bool = False
    advice: bool = False
    op_printed: str = ""

    @property
    def unit_printed(self) -> str | None:
        """Return the unit as printed, if any."""
        return self.quantity.unit_printed if self.quantity else None


def interval_for(op: str, number: Number) -> NumberInterval:
    """Return the accepted stretch of one operator and number."""
    if op in {"le", "lt"}:
        return NumberInterval(None, number, high_closed=op == "le")
    if op in {"ge", "gt"}:
        return NumberInterval(number, None, low_closed=op == "ge")
    return NumberInterval(number, number)


_SEPARATOR = re.compile(r"\s*(?:(~|至|到|\.{2,3}|…{1,2}|\bto\b|\bthrough\b|÷)|(--?))\s*", re.IGNORECASE | re.ASCII)
_AND = re.compile(r"\s*(?:and|to|~|-|和|与|至|到)\s*", re.IGNORECASE | re.ASCII)
_SUFFIX = re.compile(r"\s*(?:的)?(?:之间|范围之?内|的范围|范围|区间|之内|以内)")
_PREFIX = re.compile(
    r"(?:在|于|\bbetween\b|\bfrom\b|\bin\s+the\s+range\s+(?:of|from)?|\bwithin\b|介于|控制在)\s*(?=[-+±\d(])",
    re.IGNORECASE | re.ASCII,
)
_MARK = re.compile(
    r"\s*\(?\s*(?:(?P<out>不含|不包括|不包含|\bexcluded\b|\bexclusive\b|\bexcluding\b|\bexcl\.?|\bnot\s+included\b)|"
    r"(?P<both>均含|含两端|含端点)"
    r"|(?P<in>含|包括|包含|\bincluded\b|\binclusive\b|\bincluding\b|"
    r"\bincl\.?))\s*(?P<number>\d[\d.,]*)?\s*(?P<late>not\s+included|excluded)?[^()，,;\d]{0,6}\)",
    re.IGNORECASE | re.ASCII,
)
_MARK_LATE = re.compile(
    r"\s*\(\s*(?P<number>\d[\d.,]*)\s*(?P<unit>[^\s()]{0,6})\s*(?P<out>not\s+included|excluded|exclusive|不含|除外)\s*\)",
    re.IGNORECASE | re.ASCII,
)
_PLUS_MINUS = re.compile(r"\s*(?:±|\+\s?/\s?-|\+-|[(]\+/-[)]|\bplus\s+or\s+minus\b|正负)\s*", re.IGNORECASE | re.ASCII)
_SIGNED = re.compile(
    r"\s*\(?\s*(?P<one>[+-])\s*(?P<num>\d[\d.,]*|\.\d+)\s*(?P<unit1>%|‰)?[^\d+\-/,，、;~()]{0,6}?\s*(?:[/,，、]\s*|"
    r"\s+|(?=[+-]))(?P<two>[+-]?)\s*(?=[\d.])"
)
_ZERO_FIRST = re.compile(
    r"\s*\(?\s*0\s*(?:[/,，、]|\s)\s*(?P<sign>[+-])\s*(?=[\d.])|\s*\(\s*0\s*(?P<sign2>[+-])\s*(?=[\d.])"
)
_CONJUNCTION = re.compile(
    r"\s*(?:(?:[，,;；、]\s*)?(?:且|并且?|同时|而且|又|及|和|\band\b|\bbut\b|&)\s*(?:应|须|shall\s+be|shall|must\s+be)?|[，,、]|"
    r"(?=[<>≤≥不大小高低超少]))\s*",
    re.IGNORECASE | re.ASCII,
)
_DISJUNCTION = re.compile(r"\s*(?:[，,]\s*)?(?:或者?|\bor\b)\s*", re.IGNORECASE | re.ASCII)
_LIST_JOIN = re.compile(
    r"\s*(?:、|或者?|和|及|/|[,，]\s*(?:or\b|and\b)?|\bor\b|\band\b)\s*(?=[-+]?[\d.])", re.IGNORECASE | re.ASCII
)
_SYMBOL = re.compile(
    r"\s*([A-Za-zμθΔη\u4e00-\u9fff][\w.()\u4e00-\u9fffμθΔη]{0,11}?)\s*(?=<|>|≤|≥)", re.IGNORECASE | re.ASCII
)
_SYMBOL_END = re.compile(r"\s*([A-Za-zμθΔη\u4e00-\u9fff][\w.]{0,7})\s*(?=$|[，,;。])")
_REFERENCE_BEFORE = re.compile(rf"(?:{REFERENCE_PHRASE})\s*的?\s*(?=[±+\-\d百千])", re.IGNORECASE | re.ASCII)
_REFERENCE_AFTER = re.compile(
    rf"\s*(?:\bof\b\s+(?:the\s+)?|(?=额定|标称|公称|规定|平均))(?:{REFERENCE_PHRASE})", re.IGNORECASE | re.ASCII
)
_SLASH = re.compile(r"\s*/\s*(?=[-+]?[\d.])")
_BRACKETED = re.compile(r"\(\s*(?=[-+]?[\d.])")
_MATH = re.compile(r"(?P<open>[\[(])\s*(?=[-+]?[\d.])")


def match_measure(text: str, start: int, style: Style, *, labels: int = 1, han: bool = False) -> Measure | None:
    """Return the value that begins at ``start`` of the folded ``text``, with its operator if one is printed."""
    operator = match_operator(text, start)
    if operator is not None:
        return match_operated(text, operator, style, labels=labels)
    return match_plain(text, start, style, labels=labels, han=han)


def match_operated(text: str, operator: FoundOperator, style: Style, *, labels: int = 1) -> Measure | None:
    """Return operator and value; ``None`` when no number follows the operator."""
    at = operator.end
    reference = _REFERENCE_BEFORE.match(text, at)
    relative_to = None
    if reference:
        relative_to = reference_word(reference[0])
        at = reference.end()
    sign = _PLUS_MINUS.match(text, at)
    if sign:
        deviation = _deviation(text, operator.start, sign.end(), style)
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
        return replace(plain, start=operator.start) if plain else None
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
    separator = _SEPARATOR.match(text, measure.end)
    if separator and match_quantity(text, separator.end(), style) and len(measure.numbers) == 1:
        return replace(measure, trouble=measure.trouble or "an operator before a range")
    if len(measure.numbers) == 1 and (_PLUS_MINUS.match(text, measure.end)):
        return replace(measure, trouble=measure.trouble or "an operator before a tolerance")
    after = match_postfix(text, measure.end)
    if after and len(measure.numbers) == 1:
        doubled = after.op[0] == operator.op[0]
        trouble = measure.trouble or (
            None if doubled else f"“{operator.printed} … {after.printed}” says two directions"
        )
        measure = replace(measure, end=after.end, trouble=trouble)
    return _with_reference_after(text, measure)


def _early_slash(text: str, quantity: Quantity) -> bool:
    printed = quantity.unit_printed or ""
    return printed.startswith("/") and printed[1:2].isdigit() and text[quantity.end - len(printed)] == "/"


def _with_reference_after(text: str, measure: Measure) -> Measure:
    reference = _REFERENCE_AFTER.match(text, measure.end)
    if reference is None or measure.relative_to:
        return measure
    return replace(measure, end=reference.end(), relative_to=reference_word(reference[0]))


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
    quantities = _common_unit(first.quantity, quantity)
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


def _common_unit(first: Quantity | None, second: Quantity) -> tuple[Number, Number] | None:
    """Return both numbers in the unit of ``second`` (or of ``first`` where ``second`` has none)."""
    if first is None or first.unit_printed is None or second.unit_printed is None:
        return (first.number if first else second.number), second.number
    if first.unit_printed == second.unit_printed or (
        first.unit and second.unit and first.unit.code == second.unit.code
    ):
        return first.number, second.number
    if (
        first.unit is None
        or second.unit is None
        or first.unit.kind != second.unit.kind
        or first.unit.offset != second.unit.offset
    ):
        return None
    value = first.number.value * first.unit.factor / second.unit.factor
    return Number(value, first.number.printed), second.number


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


def match_plain(text: str, start: int, style: Style, *, labels: int = 1, han: bool = False) -> Measure | None:
    """Return a value that begins with a number or sign: range, tolerance, chain, list, limit, or one number."""
    at = start
    sign = _PLUS_MINUS.match(text, at)
    if sign and sign.end() > at:
        return _deviation(text, start, sign.end(), style)
    math = _math_interval(text, at, style)
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
    one_sided = _signed_tolerance(text, at, style, None)
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
        _range(
            text,
            start,
            first,
            style,
            between=bool(prefix and "betw" in prefix[0].lower()) or bool(prefix and "介于" in prefix[0]),
        )
        or _tolerance(text, start, first, style)
        or _chain(text, start, first, style)
    )
    if measure is not None:
        return _with_reference_after(text, measure)
    mark, end = _edge_mark(text, first.end)
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
        return _with_reference_after(text, _with_second(text, limit, style))
    plain = Measure(
        "plain",
        start,
        first.end,
        (NumberInterval(first.number, first.number),),
        (first.number,),
        quantity=first,
        trouble=first.trouble,
    )
    return _with_reference_after(text, _with_list(text, plain, style))


def _with_list(text: str, plain: Measure, style: Style) -> Measure:
    """Read ``12 V、24 V`` and ``12/24 V`` as several accepted values."""
    numbers, last, end = list(plain.numbers), plain.quantity, plain.end
    trouble = plain.trouble
    while joint := _LIST_JOIN.match(text, end):
        quantity = match_quantity(text, joint.end(), style)
        if quantity is None or (
            quantity.unit_printed and last and last.unit_printed and not _same_unit(last, quantity)
        ):
            break
        if (
            match_postfix(text, quantity.end)
            or _SEPARATOR.match(text, quantity.end)
            or _PLUS_MINUS.match(text, quantity.end)
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


def _same_unit(one: Quantity, two: Quantity) -> bool:
    return one.unit_printed == two.unit_printed or (
        one.unit is not None and two.unit is not None and one.unit.code == two.unit.code
    )


def _edge_mark(text: str, at: int) -> tuple[bool | None, int]:
    """Return whether a mark at ``at`` takes the number before it in (True) or out (False), and where the mark ends."""
    found = _MARK.match(text, at)
    if found is None:
        return None, at
    if found["late"]:
        return False, found.end()
    return found["out"] is None, found.end()


def _range(text: str, start: int, first: Quantity, style: Style, *, between: bool) -> Measure | None:
    low_mark, end = _edge_mark(text, first.end)
    separator = _SEPARATOR.match(text, end) or (_AND.match(text, end) if between else None)
    if separator is None:
        return None
    second = match_quantity(text, separator.end(), style)
    dash = "-" in separator[0]
    if separator[0].strip() == "--" and second is not None:
        second = match_quantity(text, separator.end() - (1 if text[separator.end() - 1] == "-" else 0), style)
    if second is None:
        return None
    trouble = first.trouble or second.trouble
    common = _common_unit(first, second)
    low, high = common or (first.number, second.number)
    if common is None:
        trouble = trouble or "two ends with different units"
    low_closed, high_closed = low_mark is not False, True
    end = second.end
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


def _math_interval(text: str, at: int, style: Style) -> Measure | None:
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


def _chain(text: str, start: int, first: Quantity, style: Style) -> Measure | None:
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
    common = _common_unit(first, second)
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


def _deviation(text: str, start: int, at: int, style: Style) -> Measure | None:
    """Read what follows ±, with nothing before it."""
    quantity = match_quantity(text, at, style, signed=False, han=True)
    if quantity is None:
        return None
    low = Number(-quantity.number.value, f"-{quantity.number.printed}")
    measure = Measure(
        "deviation",
        start,
        quantity.end,
        (NumberInterval(low, quantity.number),),
        (quantity.number,),
        minus=quantity.number,
        plus=quantity.number,
        quantity=quantity,
        trouble=quantity.trouble,
    )
    return _with_reference_after(text, measure)


_ONE_PLUS_MINUS = re.compile(r"\s*[×x*·]?\s*\(\s*1\s*±\s*(?P<share>\d+(?:\.\d+)?)\s*(?P<sign>[%‰])\s*\)")
_PERCENT_SIGN = {"%": Fraction(1, 100), "‰": Fraction(1, 1000)}


def _tolerance(text: str, start: int, first: Quantity, style: Style) -> Measure | None:
    """Read ``100±1 mm``, ``180±5% g/m²``, ``180 g/m² ±5%``, ``100 +0.5/-0.2 mm`` after the nominal value."""
    product = _ONE_PLUS_MINUS.match(text, first.end)
    if product and first.unit_printed is None:
        unit_behind, printed, end_behind = match_unit_after(text, product.end())
        margin_number = match_quantity(text, product.start("share"), style, signed=False)
        if margin_number is not None:
            share = Number(margin_number.number.value * _PERCENT_SIGN[product["sign"]], margin_number.number.printed)
            holder = replace(first, unit=unit_behind, unit_printed=printed)
            return Measure(
                "tolerance",
                start,
                end_behind if printed else product.end(),
                (),
                (first.number,),
                minus=share,
                plus=share,
                relative=True,
                quantity=holder,
                trouble=first.trouble,
            )
    sign = _PLUS_MINUS.match(text, first.end)
    if sign is None:
        return _signed_tolerance(text, first.end, style, replace(first, start=start))
    margin = match_quantity(text, sign.end(), style, signed=False)
    if margin is None:
        return None
    end, unit, trouble, relative = margin.end, margin, first.trouble or margin.trouble, False
    number = margin.number
    if margin.unit_printed in _PERCENT_SIGN and first.unit_printed != margin.unit_printed:
        relative = True
        number = Number(number.value * _PERCENT_SIGN[margin.unit_printed or "%"], number.printed)
        unit = first
        if first.unit_printed is None:
            after, printed, after_end = match_unit_after(text, margin.end)
            if printed:
                unit, end = replace(first, unit=after, unit_printed=printed), after_end
    elif first.unit_printed and margin.unit_printed and not _same_unit(first, margin):
        common = _common_unit(margin, first)
        if common is None:
            trouble = trouble or "value and tolerance have different units"
        else:
            number, unit = common[0], first
    elif not margin.unit_printed:
        unit = first
    return Measure(
        "tolerance",
        start,
        end,
        (),
        (first.number,),
        minus=number,
        plus=number,
        relative=relative,
        quantity=unit,
        trouble=trouble,
    )


def _signed_tolerance(text: str, at: int, style: Style, nominal: Quantity | None) -> Measure | None:
    """Read ``+0.5/-0.2 mm`` at ``at``, after a nominal value or alone."""
    one, two, end, unit, trouble = _two_signed(text, at, style)
    if one is None or two is None:
        return None
    minus_zero = Number(Fraction(0), "0")
    values = {"+": minus_zero, "-": minus_zero}
    for sign, number in (one, two):
        if number.value != 0:
            values[sign] = number
    if one[0] == two[0] and one[1].value != 0 and two[1].value != 0:
        trouble = trouble or "two tolerances on the same side"
    relative = (
        unit is not None
        and unit.unit_printed in _PERCENT_SIGN
        and (nominal is None or nominal.unit_printed != unit.unit_printed)
    )
    if relative and unit is not None and nominal is not None:
        factor = _PERCENT_SIGN[unit.unit_printed or "%"]
        values = {sign: Number(number.value * factor, number.printed) for sign, number in values.items()}
    holder = unit if unit is not None and unit.unit_printed and not (relative and nominal) else nominal
    if (
        nominal is not None
        and unit is not None
        and unit.unit_printed
        and nominal.unit_printed
        and not relative
        and not _same_unit(nominal, unit)
    ):
        trouble = trouble or "value and tolerance have different units"
    if nominal is None:
        low = Number(-values["-"].value, f"-{values['-'].printed}")
        interval = NumberInterval(low, values["+"])
        return Measure(
            "deviation",
            at,
            end,
            (interval,),
            (values["+"], values["-"]),
            minus=values["-"],
            plus=values["+"],
            quantity=unit,
            trouble=trouble,
        )
    start = nominal.start
    if holder is None:
        holder = nominal
    return Measure(
        "tolerance",
        start,
        end,
        (),
        (nominal.number,),
        minus=values["-"],
        plus=values["+"],
        relative=relative and nominal is not None,
        quantity=holder,
        trouble=trouble or nominal.trouble,
    )


_Signed = tuple[str, Number]


def _two_signed(
    text: str, at: int, style: Style
) -> tuple[_Signed | None, _Signed | None, int, Quantity | None, str | None]:
    opening = re.compile(r"\s*\(?\s*").match(text, at)
    begin = opening.end() if opening else at
    bracket = "(" in (opening[0] if opening else "")
    if text[begin : begin + 1] not in "+-0" or not text[begin : begin + 1]:
        return None, None, at, None, None
    zero_first = text[begin] == "0"
    if zero_first and not re.compile(r"0\s*(?:[/,，、]\s*|\s+|(?=[+-]))[+-]\s*[\d.]").match(text, begin):
        return None, None, at, None, None
    sign_one = "+" if zero_first else text[begin]
    first = match_quantity(text, begin + (0 if zero_first else 1), style, signed=False)
    if first is None:
        return None, None, at, None, None
    first_end = first.end
    if first.unit_printed and first.unit_printed.startswith("/"):
        first_end -= len(first.unit_printed)
    joint = re.compile(r"\s*[/,，、]\s*|\s+(?=[+-])|(?=[+-])").match(text, first_end)
    if joint is None:
        return None, None, at, None, None
    mark = text[joint.end() : joint.end() + 1]
    if mark not in {"+", "-", "0"} or (
        mark == "0" and text[joint.end() + 1 : joint.end() + 2] == "." and "-" not in text[begin:first_end]
    ):
        return None, None, at, None, None
    sign_two = ("-" if sign_one == "+" else "+") if mark == "0" else mark
    second = match_quantity(text, joint.end() + (0 if mark == "0" else 1), style, signed=False)
    if second is None or sign_one == sign_two:
        return None, None, at, None, None
    end = second.end
    if bracket:
        if text[end : end + 1] != ")":
            return None, None, at, None, None
        end += 1
    unit = second if second.unit_printed else (first if first.unit_printed and first_end == first.end else None)
    if bracket and unit is None:
        after, printed, after_end = match_unit_after(text, end)
        if printed:
            unit, end = replace(second, unit=after, unit_printed=printed), after_end
    return (sign_one, first.number), (sign_two, second.number), end, unit, first.trouble or second.trouble
