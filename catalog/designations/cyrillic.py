"""Interstate, Russian, Belarusian and Ukrainian designations: ГОСТ Р ИСО 9001-2015, ГОСТ 12.2.007.0-75."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog.designations.model import Designation
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.designations.folding import Folded

__all__ = ["parse_cyrillic"]

_ADOPTED = (
    r"(?:ИСО|МЭК|ISO|IEC|ЕН|EN|IEEE|OIML|CISPR|СИСПР|ASTM|ДИН|ЕЭК|SAE)"
    r"(?:/(?:ИСО|МЭК|ТС|ТО|ТУ|ISO|IEC|TS|TR|IEEE|ASTM|ПАС|PAS))*(?:\s(?:GUIDE|РУКОВОДСТВО|TS|TR|ТС|ТО))?"
)
_GOST = regex(
    rf"(?P<head>ГОСТ|GOST|РМГ|RMG|ПМГ|ПНСТ|СТБ|ДСТУ|ГН|ОСТ|РД|МИ)(?:\s?(?P<russian>Р|R|В|B|Б)(?=[\s\d]))?(?:\s"
    rf"(?P<adopted>{_ADOPTED}))?[\s-]{{0,2}}"
    r"(?P<number>\d{1,6}(?:\.\d{1,4}){0,4})(?P<parts>(?:-\d{1,4}(?=-\d))*)"
    r"(?:\s?-\s?(?P<year>(?:19|20)\d\d)|-(?P<short>\d\d)|-(?P<part>\d{1,2}))?(?![\dA-ZА-Я.-]\d?)"
)
_RULES = regex(
    r"(?P<head>СП|СНИП|САНПИН|SNIP)\s(?P<number>\d{1,3}(?:[.-]\d{1,5}){1,4}?)(?:(?P<join>[.-])(?P<year>(?:19|20)\d\d)"
    r"|-(?P<short>\d\d))(?![\d.])\*?"
)
_PRINTED = {"СНИП": "СНиП", "САНПИН": "СанПиН", "GUIDE": "Guide"}
_LOWER_NEEDS_DATE = frozenset({"ми", "рд", "гн", "сп", "ост"})


def parse_cyrillic(text: Folded, start: int, end: int, word: str) -> Designation | None:
    """Return the designation that begins with ``word`` at ``start``, or none."""
    printed_head = text.text[start:end]
    if word in ("СП", "СНИП", "САНПИН", "SNIP"):
        return _rules(text, start)
    match = _GOST.match(text.upper, start)
    if match is None or printed_head in _LOWER_NEEDS_DATE:
        return None
    words = [match["head"], match["russian"], match["adopted"]]
    prefix = " ".join(" ".join(_PRINTED.get(w, w) for w in word.split(" ")) for word in words if word)
    number, parts, short = match["number"], match["parts"], match["short"]
    year = match["year"]
    if short and match["adopted"] and short < "50":
        parts, short = f"{parts}-{short}", None
    if match["part"]:
        parts = f"{parts}-{match['part']}"
    printed_year = year or short
    if short:
        year = ("19" if short >= "50" else "20") + short
    if match["head"] in ("МИ", "РД", "ГН", "ОСТ") and year is None:
        return None
    normalized = f"{prefix} {number}{parts}" + (f"-{printed_year}" if printed_year else "")
    return Designation(prefix, number, parts[1:] or None, year, normalized, start=start, end=match.end())


def _rules(text: Folded, start: int) -> Designation | None:
    match = _RULES.match(text.upper, start)
    if match is None:
        return None
    prefix = _PRINTED.get(match["head"], match["head"])
    short = match["short"]
    year = match["year"] or ("19" if short >= "50" else "20") + short
    shown = f"{match['join'] or '-'}{match['year'] or short}"
    return Designation(
        prefix, match["number"], None, year, f"{prefix} {match['number']}{shown}", start=start, end=match.end()
    )
