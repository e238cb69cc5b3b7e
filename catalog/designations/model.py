"""A designation as a value: what was printed, and the parts that identify the document."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Designation"]


@dataclass(frozen=True, slots=True)
class Designation:
    """The number of a standard, taken apart.

    ``prefix`` is publisher and document type (``GB/T``, ``ISO/TS``, ``Q/HKT``); ``number`` and ``part`` are strings, since
    leading zeros and letters count; ``year`` has four digits; ``amendment`` is the supplement as normalized
    (``XG1-2012``, ``Amd 1:2024``). ``version`` is ETSI's, ``edition`` ECMA's, ``month`` ITU-T's and DIN's.
    ``normalized`` is the form for display. ``start`` and ``end`` are positions in the text it was read from, ``printed`` the
    words between them; ``repaired`` tells that an obvious fault (O for 0) was mended on reading.
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
    all_parts: bool = False
    printed: str = ""
    start: int = 0
    end: int = 0
    repaired: bool = False

    @property
    def work_key(self) -> str:
        """Return the key of the work: prefix, number and part, without year or supplement."""
        part = f"-{self.part}" if self.part else ""
        return f"{self.prefix} {self.number}{part}".upper()

    @property
    def key(self) -> str:
        """Return the key of the document: everything that tells one edition or supplement from another."""
        more = [self.year and f":{self.year}", self.month and f"-{self.month}", self.version and f" {self.version}"]
        more += [self.edition and f" ed.{self.edition}", self.amendment and f"/{self.amendment}"]
        return (self.work_key + "".join(word for word in more if word)).upper()

    @property
    def is_dated(self) -> bool:
        """Tell whether the designation names one edition."""
        return bool(self.year or self.version or self.edition)

    @property
    def slug(self) -> str:
        """Return the designation as a part of a web address: letters, digits and hyphens (``gb-t-19001-2016``)."""
        return re.sub(r"[^\w]+", "-", self.normalized.lower()).strip("-").replace("_", "-")
