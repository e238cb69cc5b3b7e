"""Designations of ETSI, ITU, Ecma, CIE, OASIS and 3GPP, which carry versions, editions, months and series.

ETSI EN 300 328 V2.2.2 (2019-07), ITU-T G.711 (11/88), ITU-R BT.601-7, ECMA-262, CIE S 026:2018, OASIS
OpenDocument-v1.3.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalog.designations.model import Designation
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.designations.folding import Folded

__all__ = ["TELECOM_HEADS", "parse_telecom"]

TELECOM_HEADS = frozenset({"ETSI", "ITU", "CCITT", "ECMA", "CIE", "OASIS", "GPP"})

_ETSI = regex(
    r"ETSI\s(?P<type>EN|TS|TR|ES|EG|SR|ETS|ETR|GTS|GS|GR|I-ETS|TCRTR|TBR|NET)\s"
    r"(?P<number>(?:GSM\s)?\d{2}\.\d{2}|[A-Z0-9]{2,6}(?:-[A-Z0-9]{2,6})?\s\d{3}|\d{3}\s\d{3}|\d{3}(?:\s?\d{3})?)"
    r"(?P<parts>(?:-(?:\d{1,3}|DCS|EXT|[A-Z]{1,4}))*)"
    r"(?:/(?P<amendment>[AC]\d{1,2}))?(?![A-Z0-9])"
    r"(?:[\s,]{1,2}V\s?(?P<version>\d{1,2}\.\d{1,3}\.\d{1,3}))?(?:[\s,]{1,2}ED\.?\s?(?P<edition>\d{1,2}))?"
    r"(?:\s?\((?P<year>(?:19|20)\d\d)-(?P<month>\d\d)\))?"
)
_ETSI_EN = regex(
    r"EN\s(?P<number>\d{3}\s\d{3})(?P<parts>(?:-\d{1,3})*)(?![A-Z0-9])(?:[\s,]{1,2}V\s?"
    r"(?P<version>\d{1,2}\.\d{1,3}\.\d{1,3}))?(?:\s?\((?P<year>(?:19|20)\d\d)-(?P<month>\d\d)\))?"
)
_3GPP = regex(
    r"3GPP\s(?P<type>TS|TR)\s(?P<number>\d{2}\.\d{3}(?:-\d)?)(?:\sV\s?(?P<version>\d{1,2}\.\d{1,2}\.\d{1,2}))?(?!"
    r"[A-Z0-9])"
)
_SERIES = r"[A-Z]{1,4}\s?[.-]?\s?\d{1,4}(?:\.\d{1,4}){0,2}[A-Z]?"
_ITU_T = regex(
    r"(?P<head>ITU\s?-\s?T|CCITT)\s(?:REC\.?\s|RECOMMENDATION\s)?"
    r"(?P<number>[A-Z]{1,4}[.-]?\d{1,4}(?:\.\d{1,4}){0,2}(?:-[A-Z.]{0,3}\d{1,4})?(?:[A-Z]?(?![A-Z0-9])|(?=BIS|TER))"
    r"|[A-Z]{2,4}-[A-Z]{3}(?![A-Z0-9])|[A-Z](?=\sSUPPL))"
    r"(?P<dual>(?:(?:\s?(?:BIS|TER|QUAT(?:T)?ER|QUARTER|R))?/[A-Z]{1,2}\.\d{1,4}(?:\.\d{1,4})?[A-Z]?(?![A-Z0-9]))*)"
    r"(?P<more>(?:\s(?:BIS|TER|QUAT(?:T)?ER|QUARTER|R|SERIES|[A-F](?=\s\()|ATTACHMENT)(?![A-Z0-9]))?"
    r"(?:\s(?:SUPPL\.?|ANNEX|APP\.?|APPENDIX)\s?[A-Z0-9.]{1,6}\+?(?:\s(?:TEST VECTORS|SOFTWARE))?)?)"
    r"(?:\s?(?:\(V(?P<v>\d{1,2})\)|V\.(?P<vdot>\d{1,2})(?!\d)))?"
    r"(?:\s?\((?:(?P<month>\d{1,2})/)?(?P<year>(?:19|20)\d\d|\d\d)\))?"
    r"(?P<late>\s(?:ANNEX|APP\.)\s[A-Z0-9]{1,4}(?=\s?\())?"
    r"(?P<amd>(?:[\s/](?:AMD|COR|TECHNICAL COR|ERR|ADD)\.\s\d{1,2}){1,3})?(?:\s?\((?P<amonth>\d{1,2})/(?P<ayear>(?:19"
    r"|20)\d\d)\))?"
)
_ITU_R = regex(
    r"ITU\s?-\s?R\s(?:REC\.?\s|RECOMMENDATION\s)?(?P<number>(?:[A-Z]{1,3}|SG\d{2})[.-]\[?(?:\d{1,4}/)?(?:BL/)?"
    r"[0-9A-Z]{1,5}(?:[-/][A-Z]{1,2}[.\-/]?\d{1,4})?\]?(?=[\s:(,;]|$|-\d)|\d{1,4}(?:\.HDB)?|(?:[A-Z]{1,3}\.)?"
    r"[A-Z]{1,4}\d?(?=$))"
    r"(?P<parts>(?:-\d{1,3})*)(?P<group>/\d{1,2}:?)?(?![A-Z0-9])(?:\s?\((?:(?P<month>\d{1,2})/)?(?P<year>(?:19"
    r"|20)\d\d|\d\d)\))?"
)
_ECMA = regex(
    r"ECMA(?:\s(?P<type>TR|MEM|ST)\s?/\s?|[\s-]{1,2}|\s?-\s?)(?P<number>\d{1,4})(?:-(?P<part>\d{1,2})(?!\d))?(?!"
    r"[A-Z0-9])"
    r"(?:[,\s]{1,2}\(?(?P<edition>\d{1,2}(?:\.\d)?)(?:ST|ND|RD|TH)?\sED(?:ITION|\.)\)?|[,\s]{1,2}ED(?:ITION|\.)?\s?"
    r"(?P<ed>\d{1,2}(?:\.\d)?)(?![\d.]))?"
)
_CIE = regex(
    r"CIE\s(?P<prefix>ISO/CIE\s(?:TR|TS)\s|ISO\s(?:DIS|TR|TS)\s|ISO\s|IEC\s|DIS\s|DS\s)?"
    r"(?P<number>S\s\d{3}(?:\.\d)?(?:-\d)?|(?:PO|OP|PP|WP|IP)\d{1,3}\s(?:PAGES\s)?\d{1,4}-\d{1,4}|TUTORIALS BUNDLE \d"
    r"|[DX]\d{1,3}|\d{1,5}(?:/\d{1,3}(?=[.:-]))?(?:\.\d{1,2})?)"
    r"(?P<parts>(?:-(?:SP\d|(?:PO|OP|PP|WP|IP|P)\d{1,3}|\d{1,3}(?!\d)))*)(?P<language>/[EFG])?(?:(?P<join>[:/-]?)"
    r"(?P<year>(?:19|20)\d\d)(?!\d))?(?![A-Z0-9])"
)
_CIE_PAGES = regex(r"(\S+) (?:Pages )?(\d+-\d+)")
_OASIS = regex(
    r"OASIS\s(?P<name>[A-Za-z][A-Za-z0-9+]*(?:[-._]*[A-Za-z0-9+]+)*(?:\sv\d[\d.]*[\w-]*)?(?:\]\s?-[A-Z]{2}\d\d)?)"
)
_OASIS_BREAK = regex(r"[-\]\s]+")
_OASIS_WORDS = (
    ("version", regex(r"[vV]?(\d{1,2}(?:\.\d{1,3}){0,2})")),
    ("part", regex(r"(?:[pP]t|[pP]art|P)(\d{1,2})")),
    ("variant", regex(r"((?:CS|PS|CSD|CD|OS|CN)\d{0,2})")),
    ("amendment", regex(r"(Errata\d{1,2})")),
)


def _full(short: str | None) -> str | None:
    if short and len(short) == 2:  # noqa: PLR2004 - a length or a year, plain where it stands
        return ("19" if short >= "50" else "20") + short
    return short


def _etsi(text: Folded, start: int) -> Designation | None:
    match = _ETSI.match(text.upper, start)
    if match is None:
        return None
    prefix = f"ETSI {match['type']}"
    number = text.text[match.start("number") : match.end("number")]
    if number.isdigit() and len(number) == 6:  # noqa: PLR2004 - a length or a year, plain where it stands
        number = f"{number[:3]} {number[3:]}"
    groups = match.groupdict()
    shown = f"{prefix} {number}{groups['parts']}" + (f"/{groups['amendment']}" if groups["amendment"] else "")
    shown += f" V{groups['version']}" if groups["version"] else ""
    shown += f" ed.{groups['edition']}" if groups["edition"] else ""
    shown += f" ({groups['year']}-{groups['month']})" if groups["year"] else ""
    return Designation(
        prefix,
        number,
        groups["parts"][1:] or None,
        groups["year"],
        shown,
        groups["amendment"],
        groups["version"],
        groups["edition"],
        groups["month"],
        start=start,
        end=match.end(),
    )


def parse_etsi_norm(text: Folded, start: int, end: int, word: str) -> Designation | None:
    """Return the European norm of ETSI that is printed without the publisher: EN 300 328 V2.2.2."""
    del end, word
    match = _ETSI_EN.match(text.upper, start)
    if match is None or not text.text[start : start + 2].isupper():
        return None
    shown = f"ETSI EN {match['number']}{match['parts']}" + (f" V{match['version']}" if match["version"] else "")
    shown += f" ({match['year']}-{match['month']})" if match["year"] else ""
    return Designation(
        "ETSI EN",
        match["number"],
        match["parts"][1:] or None,
        match["year"],
        shown,
        None,
        match["version"],
        None,
        match["month"],
        start=start,
        end=match.end(),
    )


def _itu_t(text: Folded, start: int) -> Designation | None:
    match = _ITU_T.match(text.upper, start)
    if match is None:
        return None
    printed = text.text
    number = printed[match.start("number") : match.end("more")]
    number = re.sub(r"\s+", " ", number).strip()
    year, month = _full(match["year"]), match["month"]
    version = match["v"] or match["vdot"]
    shown = f"{'CCITT' if match['head'] == 'CCITT' else 'ITU-T'} {number}"
    shown += f" (V{version})" if match["v"] else f" v.{version}" if version else ""
    if year:
        shown += f" ({month.zfill(2)}/{year})" if month else f" ({year})"
    amendment, amended = None, ""
    if match["amd"] or match["late"]:
        amendment = (
            (printed[match.start("late") : match.end("late")] + printed[match.start("amd") : match.end("amd")]).strip()
            if match["late"]
            else printed[match.start("amd") : match.end("amd")].strip()
        )
        amended = amendment
        if match["ayear"]:
            amendment += f" ({match['amonth'].zfill(2)}/{match['ayear']})"
            amended = amendment
        shown += f" {amended}"
    prefix = "CCITT" if match["head"] == "CCITT" else "ITU-T"
    return Designation(
        prefix,
        number,
        None,
        year,
        shown,
        amendment,
        version,
        None,
        month and month.zfill(2),
        start=start,
        end=match.end(),
    )


def _itu_r(text: Folded, start: int) -> Designation | None:
    match = _ITU_R.match(text.upper, start)
    if match is None:
        return None
    number, parts = match["number"], match["parts"]
    if match["group"]:
        parts += match["group"].rstrip(":")
    year, month = _full(match["year"]), match["month"]
    shown = f"ITU-R {number}{parts}" + (f" ({month.zfill(2)}/{year})" if month else f" ({year})" if year else "")
    return Designation(
        "ITU-R",
        number,
        parts.lstrip("-/") or None,
        year,
        shown,
        month=month and month.zfill(2),
        start=start,
        end=match.end(),
    )


def _ecma(text: Folded, start: int) -> Designation | None:
    match = _ECMA.match(text.upper, start)
    if match is None:
        return None
    edition = match["edition"] or match["ed"]
    prefix = f"ECMA {match['type']}" if match["type"] else "ECMA"
    part = f"-{match['part']}" if match["part"] else ""
    shown = f"{prefix}{'/' if match['type'] else '-'}{match['number']}{part}" + (
        f", {edition} edition" if edition else ""
    )
    return Designation(
        prefix, match["number"], match["part"], None, shown, edition=edition, start=start, end=match.end()
    )


def _cie(text: Folded, start: int) -> Designation | None:
    match = _CIE.match(text.upper, start)
    if (
        match is None
        or (match["number"] in ("1931", "1964", "1976") and not match["year"])
        or not text.text[start : start + 3].isupper()
    ):
        return None
    prefix = f"CIE {match['prefix'] or ''}".strip()
    number, part = text.text[match.start("number") : match.end("number")], match["parts"][1:] or None
    if pages := _CIE_PAGES.fullmatch(number):
        number, part = pages[1], pages[2]
    year = match["year"]
    shown = (
        f"{prefix} {text.text[match.start('number') : match.end('number')]}{match['parts']}{match['language'] or ''}"
    )
    shown += f"{match['join']}{year}" if year else ""
    language = match["language"] and match["language"][1:]
    return Designation(prefix, number, part, year, shown, variant=language, start=start, end=match.end())


def _oasis(text: Folded, start: int) -> Designation | None:
    match = _OASIS.match(text.text, start)
    if match is None or not text.text[start : start + 5].isupper():
        return None
    words: list[str] = []
    found: dict[str, str] = {}
    for word in _OASIS_BREAK.split(match["name"]):
        for field, form in _OASIS_WORDS:
            if field not in found and words and (hit := form.fullmatch(word)):
                found[field] = hit[1]
                break
        else:
            words.append(word)
    name = "-".join(words)
    return Designation(
        "OASIS",
        name,
        found.get("part"),
        None,
        f"OASIS {match['name']}",
        found.get("amendment"),
        found.get("version"),
        variant=found.get("variant"),
        start=start,
        end=match.end(),
    )


def _gpp(text: Folded, start: int) -> Designation | None:
    match = _3GPP.match(text.upper, start - 1) if start else None
    if match is None:
        return None
    prefix = f"3GPP {match['type']}"
    shown = f"{prefix} {match['number']}" + (f" V{match['version']}" if match["version"] else "")
    return Designation(
        prefix, match["number"], None, None, shown, version=match["version"], start=start - 1, end=match.end()
    )


def parse_telecom(text: Folded, start: int, end: int, word: str) -> Designation | None:
    """Return the designation that begins with ``word`` at ``start``, or none."""
    del end
    match word:
        case "ETSI":
            return _etsi(text, start)
        case "ITU":
            return _itu_t(text, start) or _itu_r(text, start)
        case "CCITT":
            return _itu_t(text, start)
        case "ECMA":
            return _ecma(text, start)
        case "CIE":
            return _cie(text, start)
        case "OASIS":
            return _oasis(text, start)
        case _:
            return _gpp(text, start)
