"""Read nominal values with a tolerance, and tolerances alone: ``100±1 mm``, ``180±5%``, ``+0.5/-0.2``."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from catalog.comparison.reading.quantities import Quantity, match_quantity, match_unit_after
from catalog.comparison.reading.shapes import (
    PERCENT_SIGN,
    PLUS_MINUS,
    Measure,
    common_unit,
    same_unit,
    with_reference_after,
)
from catalog.comparison.requirements import Number, NumberInterval
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.reading.numbers import Style

__all__ = ["match_deviation", "match_signed_tolerance", "match_tolerance"]


def match_deviation(text: str, start: int, at: int, style: Style) -> Measure | None:
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
    return with_reference_after(text, measure)


_ONE_PLUS_MINUS = regex(r"\s*[×x*·]?\s*\(\s*1\s*±\s*(?P<share>\d+(?:\.\d+)?)\s*(?P<sign>[%‰])\s*\)")


def match_tolerance(text: str, start: int, first: Quantity, style: Style) -> Measure | None:  # noqa: C901 - one branch for each printed form
    """Read ``100±1 mm``, ``180±5% g/m²``, ``180 g/m² ±5%``, ``100 +0.5/-0.2 mm`` after the nominal value."""
    product = _ONE_PLUS_MINUS.match(text, first.end)
    if product and first.unit_printed is None:
        unit_behind, printed, end_behind = match_unit_after(text, product.end())
        margin_number = match_quantity(text, product.start("share"), style, signed=False)
        if margin_number is not None:
            share = Number(margin_number.number.value * PERCENT_SIGN[product["sign"]], margin_number.number.printed)
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
    sign = PLUS_MINUS.match(text, first.end)
    if sign is None:
        return match_signed_tolerance(text, first.end, style, replace(first, start=start))
    margin = match_quantity(text, sign.end(), style, signed=False)
    if margin is None:
        return None
    end, unit, trouble, relative = margin.end, margin, first.trouble or margin.trouble, False
    number = margin.number
    if margin.unit_printed in PERCENT_SIGN and first.unit_printed != margin.unit_printed:
        relative = True
        number = Number(number.value * PERCENT_SIGN[margin.unit_printed or "%"], number.printed)
        unit = first
        if first.unit_printed is None:
            after, printed, after_end = match_unit_after(text, margin.end)
            if printed:
                unit, end = replace(first, unit=after, unit_printed=printed), after_end
    elif first.unit_printed and margin.unit_printed and not same_unit(first, margin):
        common = common_unit(margin, first)
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


def match_signed_tolerance(text: str, at: int, style: Style, nominal: Quantity | None) -> Measure | None:
    """Read ``+0.5/-0.2 mm`` at ``at``, after a nominal value or alone."""
    one, two, end, unit, trouble = _two_signed(text, at, style)
    if one is None or two is None:
        return None
    minus_zero = Number(Fraction(0), "0")
    values = {"+": minus_zero, "-": minus_zero}
    values |= {sign: number for sign, number in (one, two) if number.value != 0}
    if one[0] == two[0] and one[1].value != 0 and two[1].value != 0:
        trouble = trouble or "two tolerances on the same side"
    relative = (
        unit is not None
        and unit.unit_printed in PERCENT_SIGN
        and (nominal is None or nominal.unit_printed != unit.unit_printed)
    )
    if relative and unit is not None and nominal is not None:
        factor = PERCENT_SIGN[unit.unit_printed or "%"]
        values = {sign: Number(number.value * factor, number.printed) for sign, number in values.items()}
    holder = unit if unit is not None and unit.unit_printed and not (relative and nominal) else nominal
    if (
        nominal is not None
        and unit is not None
        and unit.unit_printed
        and nominal.unit_printed
        and not relative
        and not same_unit(nominal, unit)
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


def _two_signed(  # noqa: C901 - one branch for each printed form
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
    if zero_first:
        sign_one = "-" if sign_two == "+" else "+"
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
