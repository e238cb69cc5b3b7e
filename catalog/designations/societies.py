"""Designations of national bodies and societies with numbers of their own form.

JIS L 1096:2010, ASTM D5035-11(2019), AATCC TM61-2013e2(2020), ANSI/ISEA Z87.1-2020, IEEE 802.11-2020, UL 94, SAE J1772,
OIML R 60-1, Codex CXS 12-1981, IDF 20-1:2014, CECS 30:2009.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalog.designations.model import Designation
from catalog.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable

    from catalog.designations.folding import Folded

__all__ = ["SOCIETY_HEADS", "parse_society"]

_JIS = regex(
    r"(?P<head>JIS|TS|TR|TS/JIS|JIS/TS)(?:[\s/](?P<type>TR|TS))?[\s/-]{0,2}(?P<letter>[A-Z])\s{0,2}"
    r"(?P<number>\d{4,5})(?P<parts>(?:-\d{1,3}(?!\d))*)"
    r"(?:\s?[:-]\s?(?P<year>(?:19|20)\d\d)(?P<revised>R?)(?!\d))?(?![A-Z\d])"
    r"(?:\s?[/(]\s?(?P<kind>AMENDMENT|AMD|EXPLANATION|EXPL|CORRIGENDUM|追補)\s?(?P<n>\d{0,2})(?::(?P<when>(?:19"
    r"|20)\d\d)(?P<renewed>R?))?\)?)?"
)
_JIS_SYMBOL = regex(r"\sSYMBOL\s(?P<name>[A-Z0-9][A-Z0-9 ]{0,40})")
_ASTM = regex(
    r"ASTM[\s_-]{0,2}(?P<number>(?P<letter>[A-G])\s?\d{1,4}(?:\s?/\s?[A-G]?\s?\d{1,4}M|M)?|\d{5})"
    r"(?:\s?-\s?(?P<year>(?:19|20)\d\d|\d\d)(?P<again>[A-D]?)(?![\dF-Z]))?(?P<reapproved>\((?:19|20)\d\d\))?(?:\s?"
    r"(?P<editorial>E\d)(?!\d))?(?![A-Z\d])"
)
_ASTM_OTHER = regex(
    r"ASTM\s(?P<number>(?:WK\d{3,6}|(?:MNL|DS|MONO|STP|TR)\d{1,4}[A-Z0-9]{0,4}(?:-[A-Z0-9]{1,4}){0,3}|RR:"
    r"[A-G]\d\d-\d{4}|ADJ[A-Z]\d{3,6}))(?![A-Z0-9])"
)
_AATCC = regex(
    r"AATCC[\s-]{0,2}(?P<kind>TM|EP|LP|TEST METHOD)?\s?(?P<number>\d{1,3}(?:\.\d{1,2})?)(?:\s?-\s?(?P<year>(?:19"
    r"|20)\d\d)(?P<editorial>E\d?)?(?P<again>\((?:19|20)\d\d\))?(?P<late>E\d?)?)?(?![A-Z\d])"
)
_ANSI = regex(
    r"(?P<prefix>ANSI(?:\s?/\s?[A-Z]{2,8}){0,3}|(?:ASHRAE|IEEE|NFPA|AAMI|UL|ASME|ASCE|TIA|EIA|NSF|BIFMA|NEMA|ISEA|AWS"
    r"|AWWA|AHRI|ASSE|ESD)(?:/[A-Z]{2,8}){0,3})"
    r"[\s-]{0,2}(?P<std>STD\.?\s|STANDARD\s|GUIDELINE\s)?(?P<number>(?:P|TSB)?[A-Z]{0,3}\s?\d{1,5}(?:\.\d{1,4}){0,3}"
    r"[A-Z]{0,2}(?![A-Z\d]))(?P<parts>(?:[-.](?:[A-Z]\.)?\d{1,2}(?!\d)|-[A-Z](?:\.\d{1,2})?(?![A-Z\d]))*)"
    r"(?:\s?(?P<join>[-:])\s?(?P<year>(?:19|20)\d\d)(?!\d))?(?P<again>\s?\(R(?:19|20)\d\d\))?(?![A-Z\d])"
)
_IEEE = regex(
    r"(?P<prefix>(?:ANSI/)?IEEE)\s(?P<std>STD\.?\s|STANDARD\s)?(?P<number>P?(?:C\d{1,2}\.)?\d{1,5}(?:\.\d{1,3}){0,3}"
    r"[A-Z]{0,3}(?![A-Z\d])|C\d{1,2}(?:\.\d{1,3}){1,3}[A-Z]?)(?P<parts>)"
    r"(?:\s?(?P<join>[-:])\s?(?P<year>(?:19|20)\d\d)(?!\d))?(?P<again>)(?![A-Z\d])"
)
_SAE = regex(
    r"SAE\s(?P<number>(?:J|AMS|ARP|AS|AIR|MA)\s?-?\s?\d{1,5}(?:/\d{1,3})?[A-Z]?)(?![A-Z\d])(?:\s?[-_]\s?(?P<year>"
    r"(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])?(?!\d))?"
)
_UL = regex(
    r"(?P<head>ULC|UL)\s?(?P<number>\d{1,5}[A-Z]{0,3})(?P<parts>(?:-\d{1,3}(?!\d)){0,3})(?:\s?[-:]\s?(?P<year>(?:19"
    r"|20)\d\d)(?!\d))?(?![A-Z\d])"
)
_OIML = regex(
    r"OIML[\s-]{1,2}(?P<type>[RDVGBESPT])\s?-?\s?(?P<number>\d{1,3})(?P<parts>(?:-\d{1,3}(?!\d)){0,2})"
    r"(?P<annex>\sANNEX(?:ES|\s[A-Z]))?"
    r"(?:\s?:\s?(?P<year>(?:19|20)\d\d)|,?\s(?:\d(?:ST|ND|RD|TH)\s)?EDITION\s(?P<edition>(?:19|20)\d\d)|\((?P<paren>"
    r"(?:19|20)\d\d)\)|-(?P<dash>(?:19|20)\d\d))?(?![A-Z\d])"
    r"(?P<draft>\s\d(?:\.\d)?\s?[CW]D)?(?:\s?\((?:E|F|EN|FR|E/F)\))?(?:/(?P<amd>AMENDMENT|AMD|ERRATUM)\s?(?P<n>\d?):?"
    r"(?P<when>(?:19|20)\d\d)?)?"
)
_CODEX = regex(
    r"(?:CODEX\s(?:STAN|STANDARD)\s?|CXS\s?|CAC\s?/\s?(?P<old>RCP|GL|MRL|MISC|RM)\s?|CX(?P<new>[CGMA])\s?|CODEX\s)"
    r"(?P<number>\d{1,4}[A-Z]?)(?:\s?[-:]\s?(?P<year>(?:19|20)\d\d)(?!\d))?(?![A-Z\d])"
)
_CODEX_OLD = {"RCP": "CXC", "GL": "CXG", "MRL": "CXM", "MISC": "CXA", "RM": "CXA"}
_PLAIN = regex(
    r"(?P<prefix>IDF|UIC|AOAC|NSF|EPA|TAPPI|NACE|SEMI|NFPA|FMVSS|JEDEC|JESD|IPC|ASCE|CLSI|ISTA|IAPMO|INDA|EDANA|WSP"
    r"|IWS|ESDA|VDI|DVGW|DVS|GMW|IATF|EUROCAE|RTCA|CISPR|IALA|IMO)"
    r"\s?-?\s?(?P<kind>SP|TM|STD|DO-|ED-|A-|T\s)?(?P<number>[A-Z]{0,4}\d{1,6}(?:\.\d{1,4}){0,3}[A-Z]{0,2})(?P<parts>"
    r"(?:-\d{1,3}(?!\d)){0,3})(?:\s?(?P<join>[-:])\s?(?P<year>(?:19|20)\d\d)(?!\d))?(?![A-Z\d])"
)
_API = regex(
    r"API\s(?P<type>SPEC|RP|STD|STANDARD|TR|PUBL|MPMS)?\s?(?P<number>\d{1,5}[A-Z]{0,3}\d?)(?:\s?[-:]\s?(?P<year>(?:19"
    r"|20)\d\d)(?!\d))?(?![A-Z\d])"
)
_MIL = regex(
    r"MIL\s?-\s?(?P<type>STD|PRF|DTL|HDBK|SPEC|[A-Z])\s?-\s?(?P<number>\d{1,6}[A-Z]?)(?:-(?P<method>\d{1,3}))?(?!"
    r"[A-Z\d])"
)
_CSA = regex(
    r"(?P<head>CAN\s?/\s?CSA|CAN\s?/\s?ULC|CSA)[\s-]{1,2}(?P<number>[A-Z]\d{1,3}(?:\.\d{1,4}){0,2}"
    r"(?:\s?NO\.?\s?\d{1,5}(?:\.\d{1,4})*)?|S\d{3}|ISO\s\d{3,6})(?P<parts>(?:-\d{1,3}(?=[-:]))*)(?:(?P<join>[:-])"
    r"(?P<year>(?:19|20)\d\d|\d\d)(?!\d))?(?![A-Z\d])"
)
_ECE = regex(
    r"(?P<head>UN/ECE|UNECE|UN ECE|ECE|UN)[\s-]{1,2}(?:REGULATION\s(?:NO\.?\s?)?|R\s?\.?\s?)(?P<number>\d{1,3})(?:"
    r"[-.](?P<rev>\d\d))?(?![A-Z\d])"
)
_GB_OTHER = regex(r"DEF\sSTAN\s(?P<number>\d{2}-\d{1,4}(?:/\d)?)(?![A-Z\d])")
_INDIAN = regex(
    r"IS(?:\s?/\s?(?P<body>ISO(?:/IEC)?|IEC))?\s?:?\s?(?P<number>\d{2,6})(?:\s?\(PART\s?(?P<part>\d{1,2}"
    r"(?:/SEC\s?\d{1,3})?)\)|-(?P<hyphen>\d{1,2}))?\s?[:-]\s?(?P<year>(?:19|20)\d\d)(?![\dA-Z])"
)


def _full(short: str | None) -> str | None:
    if short and len(short) == 2:  # noqa: PLR2004 - a length or a year, plain where it stands
        return ("19" if short >= "50" else "20") + short
    return short


def _printed_upper(text: Folded, start: int, length: int) -> bool:
    return text.text[start : start + length].isupper()


def _jis(text: Folded, start: int) -> Designation | None:
    match = _JIS.match(text.upper, start)
    if match is None or (match["head"] in ("TS", "TR") and (not match["year"] or not _printed_upper(text, start, 2))):
        return None
    prefix = match["head"] + (f" {match['type']}" if match["type"] else "")
    number, end = f"{match['letter']} {match['number']}", match.end()
    normalized = f"{prefix} {number}{match['parts']}" + (f":{match['year']}{match['revised']}" if match["year"] else "")
    amendment = None
    if match["kind"]:
        kind = {"追補": "AMENDMENT", "AMD": "AMENDMENT"}.get(match["kind"], match["kind"])
        when = f":{match['when']}{match['renewed']}" if match["when"] else ""
        amendment = kind + (f" {match['n']}" if match["n"] else "") + when
        normalized += f"/{amendment}"
    variant = None
    if symbol := _JIS_SYMBOL.match(text.upper, end):
        end = symbol.end()
        variant = f"SYMBOL {text.text[symbol.start('name') : end].strip()}"
        normalized += f" {variant}"
    elif match["revised"]:
        variant = "R"
    return Designation(
        prefix,
        number,
        match["parts"][1:] or None,
        match["year"],
        normalized,
        amendment,
        variant=variant,
        start=start,
        end=end,
    )


def _astm(text: Folded, start: int) -> Designation | None:
    match = _ASTM.match(text.upper, start)
    if match is None:
        other = _ASTM_OTHER.match(text.upper, start)
        return (
            Designation("ASTM", other["number"], None, None, f"ASTM {other['number']}", start=start, end=other.end())
            if other
            else None
        )
    number = re.sub(r"\s", "", match["number"])
    if match["letter"] and number.count("/") and number.split("/")[1][0].isdigit():
        first, second = number.split("/")
        number = f"{first}/{match['letter']}{second}"
    amendment = (match["again"] or "").lower() + (match["reapproved"] or "") + (match["editorial"] or "").lower()
    shown = f"ASTM {number}" + (f"-{match['year']}" if match["year"] else "") + amendment
    return Designation(
        "ASTM", number, None, _full(match["year"]), shown, amendment or None, start=start, end=match.end()
    )


def _aatcc(text: Folded, start: int) -> Designation | None:
    match = _AATCC.match(text.upper, start)
    if match is None:
        return None
    kind = "TM" if match["kind"] == "TEST METHOD" else match["kind"] or ""
    number = f"{kind}{match['number']}"
    amendment = (match["editorial"] or "").lower() + (match["again"] or "") + (match["late"] or "").lower()
    shown = f"AATCC {number}" + (f"-{match['year']}" if match["year"] else "") + amendment
    return Designation("AATCC", number, None, match["year"], shown, amendment or None, start=start, end=match.end())


def _ansi(text: Folded, start: int) -> Designation | None:
    match = _IEEE.match(text.upper, start) or _ANSI.match(text.upper, start)
    if match is None or not text.text[start : match.end("prefix")].isupper():
        return None
    prefix = re.sub(r"\s", "", match["prefix"])
    if any(word not in _BODIES for word in prefix.split("/")):
        return None
    number = re.sub(r"\s", "", match["number"]) if not match["number"][0].isdigit() else match["number"]
    parts = match["parts"]
    if not match["year"] and not parts and (len(number) < 2 or (number.isdigit() and 1950 < int(number) < 2050)):  # noqa: PLR2004 - a length or a year, plain where it stands
        return None
    if (
        parts.startswith("-")
        and not match["year"]
        and len(parts) == 3  # noqa: PLR2004 - a length or a year, plain where it stands
        and parts[1:].isdigit()
        and prefix.startswith("ANSI")
    ):
        year, parts = _full(parts[1:]), ""
    else:
        year = match["year"]
    again = (match["again"] or "").strip() or None
    shown = f"{prefix} {number}{parts}" + (f"{match['join'] or '-'}{year}" if year else "") + (again or "")
    return Designation(prefix, number, parts.lstrip("-.") or None, year, shown, again, start=start, end=match.end())


_BODIES = frozenset(
    [
        "ANSI",
        "IEEE",
        "ASHRAE",
        "NFPA",
        "AAMI",
        "UL",
        "ULC",
        "ASME",
        "ASCE",
        "TIA",
        "EIA",
        "NSF",
        "BIFMA",
        "NEMA",
        "ISEA",
        "AWS",
        "AWWA",
        "AHRI",
        "ASSE",
        "ESD",
        "IES",
        "ACI",
        "CSA",
        "CAN",
        "ISO",
        "IEC",
        "ASTM",
        "API",
        "HI",
        "AISC",
        "ICC",
        "ASA",
        "NISO",
        "INCITS",
        "SCTE",
        "CTA",
        "ATIS",
        "BHMA",
        "HFES",
        "ARESCO",
        "ICEA",
        "NETA",
        "ABMA",
        "AGMA",
        "ACCA",
        "AMCA",
        "ANS",
        "X",
        "PPAI",
        "AGA",
        "ISA",
        "ASABE",
        "IIAR",
        "RESNET",
        "ASQ",
        "BPI",
        "CEA",
        "CGA",
        "FCI",
        "GEIA",
        "IAPMO",
        "ICPA",
        "IPC",
        "JEDEC",
        "KCMA",
        "MSS",
        "NAAMM",
        "NECA",
        "OEOSC",
        "OPEI",
        "PDA",
        "PMI",
        "RIA",
        "SAIA",
        "SDI",
        "SMACNA",
        "TAPPI",
        "TCNA",
        "TPI",
        "VITA",
        "WCMA",
        "ANCE",
        "SVIA",
    ]
)


def _sae(text: Folded, start: int) -> Designation | None:
    match = _SAE.match(text.upper, start)
    if match is None:
        return None
    number = re.sub(r"[\s-]", "", match["number"])
    month = match["month"]
    shown = f"SAE {number}" + (f"_{match['year']}{month}" if month else f"-{match['year']}" if match["year"] else "")
    return Designation("SAE", number, None, match["year"], shown, month=month, start=start, end=match.end())


def _ul(text: Folded, start: int) -> Designation | None:
    match = _UL.match(text.upper, start)
    if match is None or not _printed_upper(text, start, 2):
        return None
    shown = f"{match['head']} {match['number']}{match['parts']}" + (f"-{match['year']}" if match["year"] else "")
    return Designation(
        match["head"], match["number"], match["parts"][1:] or None, match["year"], shown, start=start, end=match.end()
    )


def _oiml(text: Folded, start: int) -> Designation | None:
    match = _OIML.match(text.upper, start)
    if match is None:
        return None
    prefix, year = f"OIML {match['type']}", match["year"] or match["edition"] or match["paren"] or match["dash"]
    annex = (match["annex"] or "").strip().title() or None
    draft = (match["draft"] or "").strip() or None
    shown = (
        f"{prefix} {match['number']}{match['parts']}"
        + (f" {annex}" if annex else "")
        + (f":{year}" if year else "")
        + (f" {draft}" if draft else "")
    )
    amendment = None
    if match["amd"]:
        amendment = (
            f"{'Amd' if match['amd'][0] == 'A' else 'Erratum'}"
            + (f" {match['n']}" if match["n"] else "")
            + (f":{match['when']}" if match["when"] else "")
        )
        shown += f"/{amendment}"
    return Designation(
        prefix,
        match["number"],
        match["parts"][1:] or None,
        year,
        shown,
        amendment,
        variant=annex or draft,
        start=start,
        end=match.end(),
    )


def _codex(text: Folded, start: int) -> Designation | None:
    match = _CODEX.match(text.upper, start)
    if match is None:
        return None
    prefix = _CODEX_OLD[match["old"]] if match["old"] else f"CX{match['new']}" if match["new"] else "CXS"
    shown = f"{prefix} {match['number']}" + (f"-{match['year']}" if match["year"] else "")
    return Designation(prefix, match["number"], None, match["year"], shown, start=start, end=match.end())


def _plain(text: Folded, start: int) -> Designation | None:
    match = _PLAIN.match(text.upper, start)
    if match is None or not _printed_upper(text, start, 3):
        return None
    prefix, kind = match["prefix"], (match["kind"] or "").strip()
    number, parts, year = f"{kind}{match['number']}", match["parts"], match["year"]
    if not year and not parts and (len(number) < 2 or (number.isdigit() and 1950 < int(number) < 2050)):  # noqa: PLR2004 - a length or a year, plain where it stands
        return None
    join = ":" if prefix == "IDF" else match["join"] or "-"
    shown = f"{prefix} {number}{parts}" + (f"{join}{year}" if year else "")
    return Designation(prefix, number, parts[1:] or None, year, shown, start=start, end=match.end())


def _api(text: Folded, start: int) -> Designation | None:
    match = _API.match(text.upper, start)
    if (
        match is None
        or not (match["type"] or match["year"] or match["number"][-1].isalpha())
        or not _printed_upper(text, start, 3)
    ):
        return None
    prefix = "API" + (
        f" {match['type'].capitalize() if len(match['type']) > 2 else match['type']}" if match["type"] else ""  # noqa: PLR2004 - a length or a year, plain where it stands
    )
    shown = f"{prefix} {match['number']}" + (f":{match['year']}" if match["year"] else "")
    return Designation(prefix, match["number"], None, match["year"], shown, start=start, end=match.end())


def _mil(text: Folded, start: int) -> Designation | None:
    match = _MIL.match(text.upper, start)
    if match is None:
        return None
    prefix = f"MIL-{match['type']}"
    shown = f"{prefix}-{match['number']}" + (f"-{match['method']}" if match["method"] else "")
    return Designation(prefix, match["number"], match["method"], None, shown, start=start, end=match.end())


def _csa(text: Folded, start: int) -> Designation | None:
    match = _CSA.match(text.upper, start)
    if match is None:
        return None
    prefix, number = re.sub(r"\s", "", match["head"]), re.sub(r"\s?NO\.?\s?", " No. ", match["number"])
    year = _full(match["year"])
    shown = f"{prefix} {number}{match['parts']}" + (f"{match['join']}{match['year']}" if year else "")
    return Designation(prefix, number, match["parts"][1:] or None, year, shown, start=start, end=match.end())


def _ece(text: Folded, start: int) -> Designation | None:
    match = _ECE.match(text.upper, start)
    if match is None or not _printed_upper(text, start, 2):
        return None
    shown = f"UN ECE R{match['number']}" + (f"-{match['rev']}" if match["rev"] else "")
    return Designation("UN ECE", f"R{match['number']}", match["rev"], None, shown, start=start, end=match.end())


def _def_stan(text: Folded, start: int) -> Designation | None:
    match = _GB_OTHER.match(text.upper, start)
    return (
        Designation(
            "DEF STAN", match["number"], None, None, f"DEF STAN {match['number']}", start=start, end=match.end()
        )
        if match
        else None
    )


def _indian(text: Folded, start: int) -> Designation | None:
    match = _INDIAN.match(text.upper, start)
    if match is None or not _printed_upper(text, start, 2):
        return None
    prefix = "IS" + (f"/{match['body']}" if match["body"] else "")
    part = match["part"] or match["hyphen"]
    printed = f" (Part {part})" if match["part"] else f"-{part}" if part else ""
    shown = f"{prefix} {match['number']}{printed}:{match['year']}"
    return Designation(prefix, match["number"], part, match["year"], shown, start=start, end=match.end())


_PLAIN_HEADS = (
    *("IDF", "UIC", "AOAC", "EPA", "TAPPI", "NACE", "SEMI", "FMVSS", "JEDEC", "JESD", "IPC", "CLSI", "ISTA", "INDA"),
    *("EDANA", "VDI", "DVGW", "DVS", "IATF", "EUROCAE", "RTCA"),
)
_ANSI_HEADS = [
    "ANSI",
    "ASHRAE",
    "IEEE",
    "NFPA",
    "AAMI",
    "ASME",
    "ASCE",
    "TIA",
    "EIA",
    "NSF",
    "BIFMA",
    "NEMA",
    "ISEA",
    "AWS",
    "AWWA",
    "AHRI",
    "ASSE",
    "ESD",
]

SOCIETY_HEADS: dict[str, Callable[[Folded, int], Designation | None]] = {
    **dict.fromkeys(("JIS", "TR", "TS", *(f"JIS{letter}" for letter in "ABCDEFGHKLMPQRSTWXYZ")), _jis),
    **dict.fromkeys(("CODEX", "CXS", "CXC", "CXG", "CXM", "CXA", "CAC"), _codex),
    **dict.fromkeys(("ECE", "UNECE", "UN"), _ece),
    **dict.fromkeys(("CSA", "CAN"), _csa),
    **dict.fromkeys(("UL", "ULC"), _ul),
    **dict.fromkeys(_PLAIN_HEADS, _plain),
    **dict.fromkeys(_ANSI_HEADS, _ansi),
    "ASTM": _astm,
    "AATCC": _aatcc,
    "SAE": _sae,
    "OIML": _oiml,
    "API": _api,
    "MIL": _mil,
    "DEF": _def_stan,
    "IS": _indian,
}
"""Words in capitals that open such a designation, with its reader."""


def parse_society(text: Folded, start: int, end: int, word: str) -> Designation | None:
    """Return the designation that begins with ``word`` at ``start``, or none."""
    del end
    return SOCIETY_HEADS[word](text, start)
