"""Chinese designations: national, industry, local, association and enterprise standards.

``GB/T 19001-2016``, ``DB44/26-2001``, ``T/ZZB 1064-2019``, ``Q/320500ABC 012-2021``, ``GB 175-2007/XG1-2009``. A
two-digit year is 19dd from 50 on, else 20dd; leading zeros are kept.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from catalog.designations.model import Designation
from catalog.designations.publishers import publishers
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.designations.folding import Folded

__all__ = ["chinese_heads", "full_year", "parse_chinese"]

_YEAR = r"(?:\s{0,2}[-:]\s{0,2}(?P<year>(?:19|20)\d\d)(?!\d)|-(?P<short>\d\d)(?![\d.A-Z]))"
_TYPE = regex(
    r"\s{0,2}/\s{0,2}(?P<type>SH\s?/\s?T|SH|GQ|ZQ|[TZJ])(?![A-Z])"  # GB/T, NB/SH/T, JB/ZQ
    r"|[_-](?P<dash>[TZ])(?=[ _-]?\d)"  # GB-T, GB_T: file names
    r"|[ ](?P<spaced>[TZ])(?=[ ]?\d{2,6}(?:\.\d+)?\s?-)"  # GB T 19001-2016
)
_QUALIFIER = regex(r"\s?\(\s?(?P<text>[一-鿿]{1,4})\s?\)")
_NUMBER = regex(
    r"(?P<gap>\s{0,3}[-_:]?\s{0,2})(?P<number>\d{1,6}(?:[A-Z](?![A-Z\d]))?)(?P<parts>(?:\.\d{1,4}){0,3}(?:(?<=\d)"
    r"[A-Z](?![A-Z\d]))?)"
    rf"(?![A-HJ-KM-NP-Z\d])(?!\.\d){_YEAR}?",
)
_LETTERED = {
    "TSG": r"(?:[A-Z]{1,2}\d{3,4}|\d{1,3})",
    "JTG": r"(?:[A-Z]\d{2,3}(?:/\d)?|\d{1,5}(?:\.\d)?)",
    "JTS": r"\d{1,3}(?:-\d{1,3}){0,2}",
    "CNAS": r"[A-Z]{1,3}\d{1,3}(?:-[A-Z]?\d{1,3}(?!\d))?",
    "CNCA": r"[A-Z]?\d{1,2}[A-Z]?(?:-\d{1,3}(?!\d)){1,3}|[A-Z]\d{2}-\d{2}",
    "CQC": r"\d{2,4}(?:-\d{6})?",
    "GSB": r"\d{2}-\d{1,5}",
    "YBB": r"\d{8}",
    "ZBY": r"\d{1,3}",
}
_LETTERED_FORMS = {
    code: regex(rf"\s{{0,2}}[-_]?\s{{0,2}}(?P<number>{form})(?P<parts>(?:\.\d{{1,4}})?)(?![A-Z\d]){_YEAR}?")
    for code, form in _LETTERED.items()
}
_REPAIRABLE = regex(
    r"\s{0,3}(?P<number>[\dOIL]{1,6})(?P<parts>(?:[.,]\s?[\dOIL]{1,4})?)\s{0,2}-\s{0,2}(?P<year>(?:[1IL]9|2[0O])"
    r"[\dOIL]{2})(?![A-Z\d])"
)
_REPAIRABLE_UNDATED = regex(r"\s{0,3}(?P<number>\d{1,4}[OIL]\d{1,4})(?P<parts>(?:\.\d{1,4})?)(?P<year>)(?![A-Z\d.,-])")
_AMENDMENT = regex(r"\s{0,2}[/-]\s{0,2}XG\s?(?P<n>\d{1,2})(?:\s?-\s?(?P<year>(?:19|20)\d\d)(?!\d))?")
_AMENDMENT_ZH = regex(
    r"\s{0,2}(?:《[^》]{1,80}》|年版?)?[\s(,、及其和与含附包括]{0,6}(?P<before>(?:19|20)\d\d(?=\s?年))?[\s年]{0,3}"
    r"(?:第\s?(?P<n>\d{1,2}|[一二三四五六七八九十])\s?号\s?修改单|修改单\s?(?P<m>\d)(?!\d))(?:\s?\(\s?(?P<year>(?:19|20)\d\d)"
    r"(?:-\d{1,2}){0,2}\s?年?\s?\))?"
)
_HAN_DIGITS = {digit: str(value) for value, digit in enumerate("一二三四五六七八九十", 1)}
_ALL_PARTS = regex(r"\s?(?:系列(?:标准)?|\(?(?:所有部分|全部部分|各部分|全部)\)?|\(ALL PARTS\)|\(ALL\))")
_LOCAL = regex(
    r"DB(?P<kind>[SJ]?)\s{0,2}(?P<code>\d{2}(?:\d{2})?)(?P<works>\(J\))?\s{0,2}"
    r"(?:/\s{0,2}(?:(?P<type>[TZ])(?![A-Z])\s{0,3})?|(?P<lost>T)\s?(?=\d)|[ ](?=\d{1,5}(?:\.\d{1,3})?\s?-\s?(?:19"
    r"|20)\d\d)|(?P<dash>-)(?=\d))"
    rf"(?P<number>\d{{1,6}}[A-Z]?)(?P<parts>(?:[.-]\d{{1,3}}(?!\d)){{0,3}})(?![A-Z\d]){_YEAR}?"
)
_WORKS = regex(
    r"DBJ\s{0,2}(?P<code>\d{0,2})(?:\s{0,2}/\s{0,2}(?P<type>T)(?![A-Z]))?\s{0,2}-?\s{0,2}(?P<number>\d{1,4}(?:-(?!"
    r"(?:19|20)\d\d(?!\d))\d{1,4}(?!\d))?)"
    rf"(?P<parts>(?:\.\d{{1,2}})?)(?![A-Z\d]){_YEAR}?"
)
_ASSOCIATION = regex(
    r"T\s{0,2}/\s{0,2}(?P<org>[A-Z]{2,12}(?:[-.][A-Z]{1,8})?)(?P<gap>[\s_]{0,3}(?:[-:](?=\d))?)"
    rf"(?P<number>(?:G:)?[A-Z]{{0,2}}\d{{1,8}}[A-Z]?)(?P<parts>(?:[.-]\d{{1,3}}(?!\d)){{0,3}})(?![A-Z\d]){_YEAR}?"
)
_ENTERPRISE = regex(
    r"Q\s{0,2}/\s{0,2}(?P<firm>"
    r"\(?(?:[A-Z0-9]{1,18}\)?[A-Z0-9]{0,18}(?:[-·&][A-Z]{1,10})?)(?:\s?/\s?[A-Z](?![A-Z]))?(?=[\s_]|[-.]\s?\d{1,8}"
    r"(?:\.\d{1,4}){0,2}-(?:19|20)\d\d)|"
    r"\(?\d{0,6}\)?[A-Z]{1,12}\)?[A-Z]{0,12}(?:\s?/\s?[A-Z](?![A-Z]))?)"
    r"[\s_]{0,3}[-.]?\s{0,2}"
    rf"(?P<number>[A-Z]{{0,2}}\d{{1,10}}(?:[A-Z](?![A-Z\d]))?)(?P<parts>(?:\.\d{{1,4}}){{0,3}}(?:-\d{{1,3}}(?!\d))?)"
    rf"(?![A-Z\d]){_YEAR}?"
)
_SPACED_GB = regex(r"G B(?=\s?[/\d]|\s\d)")
_UNIT = regex(r"\s?(?:[KM]?G|[MCK]M|M|[MK]?W|[MK]?V|[MK]?PA|MHZ|GHZ|GB|MB|TB|HZ|S|ML|L|N)(?![A-Z0-9/])|\s?[%‰℃°个台件]")
_MEMORY = regex(r"(?:^|[^\d.])(?:1|2|4|8|16|32|64|128|256|512|1024)\s?$")
_SPACES = regex(r"\s+")


@lru_cache(maxsize=1)
def chinese_heads() -> dict[str, tuple[str, str | None]]:
    """Return the words in capitals that open a Chinese designation: the code and, if its slash was lost, the type."""
    codes = publishers().chinese
    heads: dict[str, tuple[str, str | None]] = {code: (code, None) for code in codes}
    heads |= {code + "T": (code, "T") for code in codes - publishers().chinese_association if code + "T" not in codes}
    return heads | {word: (word, None) for word in ("G", "DBS", "DBJ", "T", "Q")}


def full_year(short: str) -> str:
    """Return the four-digit year of a two-digit one: from 50 on 19dd, else 20dd."""
    return ("19" if short >= "50" else "20") + short


def _year(match: re.Match[str]) -> str | None:
    year: str | None = match["year"]
    return year or (full_year(match["short"]) if match["short"] else None)


def _mended(digits: str) -> str:
    return digits.translate({ord("O"): "0", ord("I"): "1", ord("L"): "1"})


def _has_capital_l(text: Folded, match: re.Match[str]) -> bool:
    """Tell whether an L was printed as a capital: that is a letter, not a misread 1."""
    return "L" in text.text[match.start() : match.end()] and "L" in text.upper[match.start() : match.end()]


def _amendment(text: Folded, end: int) -> tuple[str | None, int]:
    """Return the amendments that follow position ``end``, and where they end."""
    found: list[str] = []
    while len(found) < 4 and (match := _AMENDMENT.match(text.upper, end)):  # noqa: PLR2004 - a length or a year, plain where it stands
        found.append(f"XG{int(match['n'])}" + (f"-{match['year']}" if match["year"] else ""))
        end = match.end()
    if found:
        return "/".join(found), end
    if match := _AMENDMENT_ZH.match(text.upper, end):
        n = match["n"] or match["m"]
        year = match["year"] or match["before"]
        return f"XG{_HAN_DIGITS.get(n, n).lstrip('0')}" + (f"-{year}" if year else ""), match.end()
    return None, end


def _build(  # noqa: PLR0913 - the fields of a number
    text: Folded,
    start: int,
    end: int,
    prefix: str,
    number: str,
    parts: str,
    year: str | None,
    *,
    join: str = " ",
    repaired: bool = False,
    colon: bool = False,
) -> Designation:
    """Return the designation with what follows the year: amendments, or the word for all parts."""
    amendment, end = _amendment(text, end) if year or "号" in text.upper[end : end + 90] else (None, end)
    all_parts = False
    if not amendment and not year and (match := _ALL_PARTS.match(text.upper, end)):
        all_parts, end = True, match.end()
    part = parts[1:] if parts[:1] in (".", "-") else parts
    if parts and parts[0].isalpha():
        number, part, parts = number + parts, "", ""
    normalized = f"{prefix}{join}{number}{parts}" + (f"{':' if colon else '-'}{year}" if year else "")
    normalized += (f"/{amendment}" if amendment else "") + (" (all parts)" if all_parts else "")
    return Designation(
        prefix,
        number,
        part or None,
        year,
        normalized,
        amendment,
        all_parts=all_parts,
        start=start,
        end=end,
        repaired=repaired,
    )


def _local(text: Folded, start: int) -> Designation | None:
    match = _LOCAL.match(text.upper, start)
    if match is None or (match["dash"] and match["kind"] != "J"):
        return None
    kind = match["type"] or match["lost"]
    prefix = f"DB{match['kind']}{match['code']}{match['works'] or ''}" + (f"/{kind}" if kind else "")
    join = " " if kind else ("-" if match["dash"] else "/")
    return _build(text, start, match.end(), prefix, match["number"], match["parts"], _year(match), join=join)


def _works(text: Folded, start: int) -> Designation | None:
    """Read a local standard of engineering works: DBJ 01-602-2004, DBJ/T 15-38-2019, DBJ04/T 300-2013."""
    match = _WORKS.match(text.upper, start)
    if match is None:
        return None
    code, number = match["code"], match["number"]
    if code and not match["type"]:
        code, number = "", f"{code}-{number}"
    prefix = f"DBJ{code}" + ("/T" if match["type"] else "")
    return _build(text, start, match.end(), prefix, number, match["parts"], _year(match))


def _association(text: Folded, start: int) -> Designation | None:
    match = _ASSOCIATION.match(text.upper, start)
    if match is None:
        return None
    org, number, gap = match["org"], match["number"], match["gap"]
    if not gap and number[0].isalpha():
        letters = re.match("[A-Z]*", number)
        cut = letters.end() if letters else 0
        org, number = org + number[:cut], number[cut:]
    if text.text[match.start("org") : match.end("org")] != match["org"] and not _year(match):
        return None
    return _build(text, start, match.end(), f"T/{org}", number, match["parts"], _year(match))


def _enterprise(text: Folded, start: int) -> Designation | None:
    match = _ENTERPRISE.match(text.upper, start)
    if match is None or not any(char.isalpha() for char in match["firm"]):
        return None
    if (text.text[match.start("firm")].islower() or len(match["firm"]) + len(match["number"]) < 4) and not _year(match):  # noqa: PLR2004 - a length or a year, plain where it stands
        return None
    firm = _SPACES.sub("", match["firm"])
    return _build(text, start, match.end(), f"Q/{firm}", match["number"], match["parts"], _year(match))


def _repaired(text: Folded, start: int, end: int, prefix: str) -> Designation | None:
    """Read a number with letters for digits or a comma for the dot; the valid year after it is the proof."""
    match = _REPAIRABLE.match(text.upper, end) or _REPAIRABLE_UNDATED.match(text.upper, end)
    if match is None or _has_capital_l(text, match) or not any(char.isdigit() for char in match["number"]):
        return None
    parts = _mended(match["parts"].replace(",", ".").replace(" ", ""))
    number, year = _mended(match["number"]), _mended(match["year"]) or None
    return _build(text, start, match.end(), prefix, number, parts, year, repaired=True)


def _is_year_alone(code: str, match: re.Match[str]) -> bool:
    """Tell whether the number is more likely a year (DL 2020) or a version (GB 2.0)."""
    if match["parts"]:
        return match["parts"] == ".0" and len(match["number"]) == 1
    return code != "GB" and match["number"].isdigit() and 2000 <= int(match["number"]) < 2040  # noqa: PLR2004 - a length or a year, plain where it stands


def _is_weak(text: Folded, start: int, code: str, kind: str | None, match: re.Match[str]) -> bool:
    """Tell whether an undated number without type is more likely a unit, a grade or a model than a standard."""
    if match["year"]:
        return False
    if match["gap"].strip() and (code not in ("GB", "GJB", "GBZ") or match["gap"][0].isspace()):
        return True
    if kind:
        return False
    if match["short"] is None and (_UNIT.match(text.upper, match.end()) or _is_year_alone(code, match)):
        return True
    if match["short"] is None and (code in publishers().weak or (code != "GB" and text.text[start].islower())):
        return True
    before = text.text[max(0, start - 6) : start]
    if (
        code == "GB"
        and not match["short"]
        and (_MEMORY.search(before) or (before[-1:].isdigit() and not match["parts"]))
    ):
        return True
    return len(match["number"]) < 2 and code != "GB" and not match["parts"] and not match["short"]  # noqa: PLR2004 - a length or a year, plain where it stands


def _coded(text: Folded, start: int, end: int, code: str, kind: str | None) -> Designation | None:
    upper = text.upper
    if kind is None and (match := _TYPE.match(upper, end)):
        kind = match["type"] or match["dash"] or match["spaced"]
        kind, end = _SPACES.sub("", kind), match.end()
    printed_code = "GBn" if code == "GBN" else code
    prefix = printed_code + (f"/{kind}" if kind else "")
    if code in ("JJF", "JJG") and (match := _QUALIFIER.match(text.text, end)):
        prefix, end = f"{prefix}({match['text']})", match.end()
    if form := _LETTERED_FORMS.get(code):
        match = form.match(upper, end)
        if match is None or (match.start("number") == end and match["number"][0].isalpha()):
            return None
        number, parts = match["number"], match["parts"]
        join = "-" if code in ("CNAS", "CNCA") else " "
        return _build(text, start, match.end(), prefix, number, parts, _year(match), join=join, colon=join == "-")
    match = _NUMBER.match(upper, end)
    if match is None:
        return _repaired(text, start, end, prefix)
    doubtful = match["year"] is None or match["number"][-1] in "OIL"
    if doubtful and (mended := _repaired(text, start, end, prefix)):
        return mended
    if _is_weak(text, start, code, kind, match) or (match["gap"].strip() == ":" and not match["year"]):
        return None
    if match.end() < len(upper) and upper[match.end()].isalnum() and upper[match.end()].isascii() and not match["year"]:
        return None
    return _build(text, start, match.end(), prefix, match["number"], match["parts"], _year(match), colon=code == "CECS")


def parse_chinese(text: Folded, start: int, end: int, word: str) -> Designation | None:
    """Return the Chinese designation that begins with ``word`` at ``start``, or none."""
    code, kind = chinese_heads()[word]
    match code:
        case "T":
            return None if start and text.text[start - 1] == "/" else _association(text, start)
        case "Q":
            return _enterprise(text, start)
        case "G":
            spaced = _SPACED_GB.match(text.upper, start)
            return _coded(text, start, spaced.end(), "GB", None) if spaced else None
        case "DBS":
            return _local(text, start)
        case "DBJ":
            return _works(text, start) or _local(text, start)
        case "DB" if kind is None:
            return _local(text, start) or _coded(text, start, end, code, kind)
        case _:
            return _coded(text, start, end, code, kind)
