"""A designation as a value: what was printed, and the parts that identify the document."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from catalog.patterns import regex

__all__ = ["Designation"]

_NOT_WORD = regex(r"[^\w]+|_")
_ONE_BODY = regex(r"^(ISO)[ /]+(?=\w+$)(?!IEC$|IEEE$|ASTM$|CIE$|HL7$|SAE$|OECD$|ASME$)")
_LATIN_GOST = {"GOST": "ГОСТ", "R": "Р", "ISO": "ИСО", "IEC": "МЭК", "EN": "ЕН", "ISO/IEC": "ИСО/МЭК"}


@lru_cache(maxsize=4096)
def _prefix_key(prefix: str) -> str:
    """Return the one key of a prefix that is printed in several ways (ISO/TR, ISO TR; IEC TS, IEC/TS; GOST, ГОСТ)."""
    upper = prefix.upper()
    if upper.startswith("ISO"):
        return _ONE_BODY.sub("ISO/", upper)
    if upper.startswith(("IEC/T", "IEC/P", "CISPR/")):
        return upper.replace("/", " ")
    if upper.startswith("GOST") or (upper.startswith("ГОСТ") and upper.endswith(("ISO", "IEC", "EN"))):
        return " ".join(_LATIN_GOST.get(word, word) for word in upper.split(" "))
    return upper


@dataclass(frozen=True, slots=True)
class Designation:
    """The number of a standard, taken apart.

    ``prefix`` is publisher and document type (``GB/T``, ``ISO/TS``, ``Q/HKT``); ``number`` and ``part`` are strings,
    since leading zeros and letters count; ``year`` has four digits; ``amendment`` is the supplement as normalized
    (``XG1-2012``, ``Amd 1:2024``). ``version`` is ETSI's, ``edition`` ECMA's, ``month`` ITU-T's and DIN's; ``variant``
    is what makes another document of the same number: IEC's ``RLV`` and ``CSV``, the ``.2`` of a second draft,
    ``consolidated`` where amendments are joined by ``+``.
    ``normalized`` is the form for display. ``start`` and ``end`` are positions in the text it was read from,
    ``printed`` the words between them; ``repaired`` tells that an obvious fault (O for 0) was mended on reading.
    """

    prefix: str
    number: str
    part: str | None
    year: str | None
    normalized: str
    amendment: str | None = None
    version: str | None = None
    edition: str | None = None
    month: str | None = None
    variant: str | None = None
    all_parts: bool = False
    printed: str = ""
    start: int = 0
    end: int = 0
    repaired: bool = False

    @property
    def work_key(self) -> str:
        """Return the key of the work: prefix, number and part, without year or supplement."""
        part = f"-{self.part}" if self.part else ""
        return f"{_prefix_key(self.prefix)} {self.number}{part}".upper()

    @property
    def key(self) -> str:
        """Return the key of the document: everything that tells one edition or supplement from another."""
        key = self.work_key
        if self.year:
            key += f":{self.year}"
        if self.month:
            key += f"-{self.month}"
        if self.version:
            key += f" V{self.version}"
        if self.edition:
            key += f" ED.{self.edition}"
        if self.amendment:
            key += f"/{self.amendment.upper()}"
        if self.variant:
            key += f" {self.variant.upper()}"
        return key

    @property
    def is_dated(self) -> bool:
        """Tell whether the designation names one edition."""
        return bool(self.year or self.version or self.edition)

    @property
    def slug(self) -> str:
        """Return the designation as a part of a web address: letters, digits and hyphens (``gb-t-19001-2016``)."""
        text = self.normalized.lower().replace("+", " plus ") if "+" in self.normalized else self.normalized.lower()
        return _NOT_WORD.sub("-", text).strip("-")

    def to_json(self) -> dict[str, object]:
        """Return the fields as the ``designation`` command prints them; those of some publishers only where set."""
        fields: dict[str, object] = {
            "prefix": self.prefix,
            "number": self.number,
            "part": self.part,
            "year": self.year,
            "amendment": self.amendment,
            "normalized": self.normalized,
            "key": self.key,
            "start": self.start,
            "end": self.end,
            "repaired": self.repaired,
        }
        more = {"version": self.version, "edition": self.edition, "month": self.month, "variant": self.variant}
        fields |= {name: value for name, value in more.items() if value}
        if self.all_parts:
            fields["all_parts"] = True
        return fields
