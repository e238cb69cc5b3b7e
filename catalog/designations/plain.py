"""The short way for the numbers that catalogues are full of, printed just as their publisher prints them.

Whatever does not match here goes the long way; a test holds both to the same answer.
"""

from __future__ import annotations

from catalog.designations.model import Designation
from catalog.patterns import regex

__all__ = ["read_plain"]

_INTERNATIONAL = regex(
    r"(?P<prefix>ISO(?:/IEC(?: (?:TR|TS|DIS|FDIS|CD))?|/TS|/TR|/R|/PAS|/DIS|/FDIS|/CD)?|IEC(?: (?:TS|TR|PAS))?|EN|EN"
    r" ISO|EN IEC|BS EN|BS EN ISO|CISPR) "
    r"(?P<number>[1-9]\d{2,5})(?P<parts>(?:-\d{1,3}){0,4})(?::(?P<year>(?:19|20)\d\d)(?:/(?P<kind>Amd|Cor) "
    r"(?P<n>\d{1,2}):(?P<when>(?:19|20)\d\d))?)?"
)
_CHINESE = regex(r"(?P<prefix>GB(?:/[TZ])?|[A-Z]{2}/T) (?P<number>\d{2,5})(?P<part>\.\d{1,3})?-(?P<year>(?:19|20)\d\d)")
_CODES = regex(
    r"GB|GB/T|GB/Z|(?:AQ|BB|CB|CH|CJ|CY|DL|DZ|FZ|GA|GY|HB|HG|HJ|HY|JB|JC|JG|JR|JT|JY|LB|LS|LY|MH|MT|NB|NY|QB|QC|SB|SC"
    r"|SH|SJ|SL|SN|SY|TB|WS|YB|YC|YD|YS|YY)/T"
)
_LONGEST = 48
_YEARS = ("19", "20")


def read_plain(text: str) -> Designation | None:
    """Return the designation that ``text`` is from first to last character, or none where that takes the long way."""
    if len(text) > _LONGEST:
        return None
    if match := _INTERNATIONAL.fullmatch(text):
        prefix, number, parts, year, kind, n, when = match.groups()
        if year is None and (not parts or prefix == "EN"):
            return None
        amendment = f"{kind} {n}:{when}" if kind else None
        if amendment and prefix.startswith(("IEC", "CISPR")):
            return None
        return Designation(prefix, number, parts[1:] or None, year, text, amendment, printed=text, end=len(text))
    if (match := _CHINESE.fullmatch(text)) and _CODES.fullmatch(match[1]):
        part = match[3]
        return Designation(match[1], match[2], part[1:] if part else None, match[4], text, printed=text, end=len(text))
    return None
