"""Whose standards are meant by a code: ISO, CN, JP, EU …, by the beginnings of their keys."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from catalog.errors import UnusableInputError

if TYPE_CHECKING:
    from catalog.designations import Designation

__all__ = ["PLACES", "Place", "find_place"]


@dataclass(frozen=True, slots=True)
class Place:
    """A publisher of international standards or a country with its national standards.

    ``heads`` are the first words of the prefixes of its standards, ``key_starts`` the beginnings of their keys.
    """

    code: str
    zh: str
    en: str
    heads: tuple[str, ...]
    international: bool = False

    def has(self, designation: Designation) -> bool:
        """Tell whether the document is one of this place's."""
        words = designation.prefix.upper().replace("/", " ").replace("-", " ").split(" ")
        if self.international:
            bodies = {word for word in words if word in _BODIES}
            return words[0] in _BODIES and bool(bodies & set(self.heads))
        return words[0] in self.heads

    @property
    def key_starts(self) -> tuple[str, ...]:
        """Return the beginnings of keys under which this place's records stand."""
        return ("ISO", "IEC", "CISPR", "IWA") if self.code in ("ISO", "IEC") else self.heads


_BODIES = frozenset({"ISO", "IEC", "CISPR", "ITU", "CIE", "OIML", "IWA"})

PLACES: dict[str, Place] = {
    place.code: place
    for place in (
        Place("ISO", "ISO", "ISO", ("ISO", "IWA"), international=True),
        Place("IEC", "IEC", "IEC", ("IEC", "CISPR"), international=True),
        Place("ITU", "ITU", "ITU", ("ITU",), international=True),
        Place("CN", "中国", "China", ("GB",)),
        Place("JP", "日本", "Japan", ("JIS",)),
        Place("EU", "欧洲", "Europe (CEN, CENELEC)", ("EN", "CEN", "CLC", "HD", "ENV", "CR")),
        Place("DE", "德国", "Germany", ("DIN", "VDE")),
        Place("GB", "英国", "United Kingdom", ("BS", "PD", "DD")),
        Place("FR", "法国", "France", ("NF",)),
        Place("US", "美国", "United States", ("ANSI", "AAMI", "ASTM")),
        Place("CA", "加拿大", "Canada", ("CAN", "CSA", "CGSB")),
        Place("RU", "俄罗斯", "Russia and the EAEU", ("ГОСТ",)),
        Place("UA", "乌克兰", "Ukraine", ("ДСТУ",)),
        Place("IN", "印度", "India", ("IS",)),
        Place("VN", "越南", "Viet Nam", ("TCVN",)),
        Place("ID", "印度尼西亚", "Indonesia", ("SNI",)),
        Place("HR", "克罗地亚", "Croatia", ("HRN",)),
        Place("ZW", "津巴布韦", "Zimbabwe", ("ZWS",)),
        Place("KR", "韩国", "Korea", ("KS",)),
        Place("AU", "澳大利亚和新西兰", "Australia and New Zealand", ("AS", "NZS")),
    )
}


@lru_cache(maxsize=64)
def find_place(code: str, *, international: bool) -> Place:
    """Return the place of a code; raises UnusableInputError for one that is not known or is of the other kind."""
    place = PLACES.get(code.strip().upper())
    if place is None or place.international is not international:
        known = ", ".join(name for name, it in PLACES.items() if it.international is international)
        raise UnusableInputError(
            f"“{code}” is not known here; give one of {known}",
            f"不认识“{code}”；请使用：{known}",
        )
    return place
