"""What a cell shows: number formats as the spreadsheet program applies them, in plain characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

__all__ = ["BUILT_IN", "Shown", "shown_number"]

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss",
    46: "[h]:mm:ss", 47: "mm:ss", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""The number formats that a file does not spell out (ECMA-376 part 1, 18.8.30)."""

_BRACKETS = re.compile(r"\[(?!h|m|s)[^\]]*\]", re.IGNORECASE)
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|([0#?.,]+)|(E[+-]0+)|(%)|([^"\\_*0#?.,E%]+|E)', re.IGNORECASE)
_DATE = re.compile(r"[ymdhs]", re.IGNORECASE)
_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_MAX_DAY = 2_958_465
"""The last day of the year 9999."""
_PRECISE = Context(prec=15)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person sees, and whether the cell holds more digits than it shows."""

    text: str
    is_rounded: bool = False


def shown_number(stored: str, code: str, *, from_1904: bool = False) -> Shown:
    """Return what a cell with the number ``stored`` shows under a format; raises ValueError for no number."""
    try:
        value = _PRECISE.create_decimal(stored)
    except InvalidOperation as error:
        raise ValueError(stored) from error
    if not value.is_finite() or value.adjusted() > 300:  # noqa: PLR2004 - beyond what a spreadsheet holds
        raise ValueError(stored)
    sections = _sections(_BRACKETS.sub("", code))
    section = sections[0]
    if len(sections) > 1 and value < 0 and "-" in sections[1]:  # brackets or red for a minus must not lose it
        section, value = sections[1], -value
    elif len(sections) > 2 and value == 0:  # noqa: PLR2004 - the third section is for zero
        section = sections[2]
    bare = re.sub(r'"[^"]*"|\\.|_.|\*.', "", section)
    if not bare.strip() and section.strip():
        return Shown("".join(quoted or escaped for quoted, escaped, *_ in _TOKEN.findall(section)).strip())
    if "general" in bare.lower() or bare.strip() in {"", "@"} or ("/" in bare and "?" in bare):
        return Shown(_plain(value))
    if _DATE.search(bare) and not re.search(r"[0#]", bare):
        return Shown(_moment(value, bare, from_1904=from_1904))
    return _formatted(value, section)


def _sections(code: str) -> list[str]:
    return [part for part in re.findall(r'(?:[^;"\\]|"[^"]*"|\\.)*', code) if part] or [code]


def _plain(value: Decimal) -> str:
    if value and (value.adjusted() < -9 or value.adjusted() > 14):  # noqa: PLR2004 - as General does
        digits = f"{value.normalize():E}"
        mantissa, _, power = digits.partition("E")
        return f"{mantissa}×10{str(int(power)).translate(_SUPERSCRIPTS)}"
    text = f"{value.normalize():f}"
    return "0" if text == "-0" else text


def _moment(value: Decimal, bare: str, *, from_1904: bool) -> str:
    if not 0 <= value <= _MAX_DAY:
        return _plain(value)
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - a day in a sheet has no zone
    moment = start + timedelta(seconds=round(float(value) * 86_400))
    has_day = re.search(r"[yd]", bare, re.IGNORECASE) is not None
    has_time = re.search(r"[hs]", bare, re.IGNORECASE) is not None
    if not has_day and re.search(r"m", bare, re.IGNORECASE) and not has_time:
        return moment.strftime("%Y-%m")
    if has_day and not re.search(r"d", bare, re.IGNORECASE):
        return moment.strftime("%Y-%m") if re.search(r"m", bare, re.IGNORECASE) else moment.strftime("%Y")
    day = moment.strftime("%Y-%m-%d") if has_day else ""
    return " ".join(part for part in (day, moment.strftime("%H:%M") if has_time else "") if part)


def _formatted(value: Decimal, section: str) -> Shown:
    """Return the number with the decimals and the words of the format."""
    before, after, pattern, power, percents = "", "", "", "", 0
    for quoted, escaped, digits, exponent, percent, other in _TOKEN.findall(section):
        if digits:
            pattern += digits
            continue
        power = power or exponent
        percents += bool(percent)
        words = quoted or escaped or percent or other
        if pattern:
            after += words
        else:
            before += words
    scaled = value * (Decimal(100) ** percents)
    whole, _, fraction = pattern.replace(",", "").partition(".")
    if pattern.rstrip(".").endswith(","):
        return Shown(_plain(value))  # shown in thousands: the digits that are seen are not the number
    places = len(fraction)
    if power:
        return _scientific(scaled, places, before, after)
    rounded = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, Context(prec=400))
    text = f"{rounded:f}"
    needed = fraction.count("0")
    while places > needed and text.endswith("0"):
        text, places = text[:-1], places - 1
    text = text.removesuffix(".")
    least = whole.count("0")
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    head, dot, tail = digits.partition(".")
    text = f"{sign}{head.zfill(least)}{dot}{tail}"
    return Shown(f"{before}{text}{after}".strip(), rounded != scaled)


def _scientific(value: Decimal, places: int, before: str, after: str) -> Shown:
    power = value.adjusted() if value else 0
    mantissa = value.scaleb(-power).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, Context(prec=400))
    exact = mantissa.scaleb(power) == value
    return Shown(f"{before}{mantissa}×10{str(power).translate(_SUPERSCRIPTS)}{after}".strip(), not exact)
