"""Level and nature of a standard, told by its prefix (Standardization Law arts. 2, 10-21; ISO/IEC Guide 2, 3.2.1)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from catalog.designations.publishers import publishers

if TYPE_CHECKING:
    from catalog.designations.model import Designation

__all__ = ["designation_level", "designation_nature"]

_INTERNATIONAL = (
    "ISO",
    "IEC",
    "CISPR",
    "ITU",
    "CCITT",
    "OIML",
    "CIE",
    "IDF",
    "UIC",
    "IWA",
    "UN",
    "3GPP",
    "CD",
    "AWI",
    "PRF",
    "PWI",
)
_REGIONAL = (
    "EN",
    "PREN",
    "FPREN",
    "ENV",
    "PRENV",
    "HD",
    "PRHD",
    "FPRHD",
    "CEN",
    "CLC",
    "CWA",
    "CR",
    "CECC",
    "ETSI",
    "GSO",
    "РМГ",
    "ПМГ",
    "ES",
)


_CYRILLIC = ("ПНСТ", "СТБ", "ДСТУ", "СП", "СНИП", "САНПИН", "ГН", "ОСТ", "МИ", "РД")
_VOLUNTARY = ("CNAS", "CQC")


@lru_cache(maxsize=4096)
def _level(prefix: str) -> str:  # noqa: C901, PLR0911 - one branch for each level is the clearest form
    table = publishers()
    upper = prefix.upper()
    first = upper.split(" ")[0]
    head = first.split("/")[0].split("-")[0].split("(")[0]
    if first.startswith("Q/"):
        return "enterprise"
    if first.startswith("T/") or head in table.chinese_association:
        return "association"
    if head.startswith("DB") and (head != "DB" or first == "DBJ"):
        return "local"
    if head in table.chinese_national:
        return "national"
    if head in table.chinese_industry and not (head == "SN" and " " in upper):
        return "industry"
    if head in _INTERNATIONAL or head.startswith("CX"):
        return "international"
    if head in _REGIONAL:
        return "regional"
    if head in ("ГОСТ", "GOST"):
        return "national"
    if head in ("ECMA", "OASIS"):
        return "association"
    if first in table.societies or head in table.societies:
        return table.societies.get(first) or table.societies[head]
    if (
        head in table.national
        or first in table.national
        or head in _CYRILLIC
        or upper.startswith(("MIL-", "DEF STAN", "TR", "TS"))
    ):
        return "national"
    return "unknown"


def designation_level(designation: Designation) -> str:
    """Return the level (a value of ``catalog.standards.Level``) that the prefix tells."""
    return _level(designation.prefix)


def designation_nature(designation: Designation) -> str:
    """Return the nature (a value of ``catalog.standards.Nature``) that the prefix tells.

    In China a prefix with ``/T`` is recommended, with ``/Z`` guidance, national and local ones without are mandatory,
    and so are the industry standards of the law's exceptions; association and enterprise standards are recommended
    until a firm declares them. Elsewhere standards are voluntary, Guides and Technical Reports guidance; codes of
    regulation are mandatory.
    """
    table, prefix = publishers(), designation.prefix.upper()
    level = _level(designation.prefix)
    words = prefix.replace("/", " ").split(" ")
    if words[-1] == "Z" or {"GUIDE", "TR", "DTR", "WHITE"} & set(words):
        return "guidance"
    if level in ("association", "enterprise") or "T" in words[1:]:
        return "recommended"
    if level == "local" and words[0].startswith("DB"):
        return "mandatory"
    head = words[0].split("(")[0].split("-")[0]
    if head in table.chinese_national or (head in table.chinese_industry and level == "industry"):
        return "mandatory" if head in table.mandatory or (level == "industry" and head not in _VOLUNTARY) else "unknown"
    if words[0] == "UN" or words[0] == "FMVSS":
        return "mandatory"
    return "unknown" if level == "unknown" else "recommended"
