"""Standards as records: what a publisher says about a document, as frozen values.

Terms after ISO/IEC Guide 2 and the Chinese Standardization Law (2017). A record describes one *edition*; the undated
key of its designation names the *work* that all editions share.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from catalog.designations import Designation

__all__ = [
    "Degree",
    "Level",
    "Nature",
    "PartialDate",
    "Provenance",
    "Relation",
    "RelationKind",
    "Standard",
    "Status",
    "Title",
]


class Level(StrEnum):
    """Who the standard binds or is made for (Standardization Law art. 2; ISO/IEC Guide 2 clause 3.2.1)."""

    INTERNATIONAL = "international"
    REGIONAL = "regional"
    NATIONAL = "national"
    INDUSTRY = "industry"
    LOCAL = "local"
    ASSOCIATION = "association"
    ENTERPRISE = "enterprise"
    UNKNOWN = "unknown"


class Nature(StrEnum):
    """Whether it must be followed (Standardization Law art. 2)."""

    MANDATORY = "mandatory"
    RECOMMENDED = "recommended"
    GUIDANCE = "guidance"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """State of an edition; what the source printed stands beside it in :attr:`Standard.status_printed`."""

    DRAFT = "draft"
    APPROVED = "approved"
    """Published, not yet in force."""
    CURRENT = "current"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


class Degree(StrEnum):
    """Degree of correspondence to an international standard (ISO/IEC Guide 21-1:2005 clause 4; GB/T 20000.2)."""

    IDT = "IDT"
    MOD = "MOD"
    NEQ = "NEQ"
    UNKNOWN = "unknown"
    """Adopted, degree not told by the source."""


class RelationKind(StrEnum):
    """What one document is to another."""

    REPLACES = "replaces"
    REPLACED_BY = "replaced_by"
    AMENDS = "amends"
    AMENDED_BY = "amended_by"
    ADOPTS = "adopts"
    ADOPTED_BY = "adopted_by"
    REFERENCES = "references"
    PART_OF = "part_of"
    HAS_PART = "has_part"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precise as the source gave it: ``2018``, ``2018-10`` or ``2018-10-01`` (ISO 8601)."""

    text: str

    @property
    def precision(self) -> str:
        """Return ``year``, ``month`` or ``day``."""
        return ("year", "month", "day")[self.text.count("-")]

    @property
    def year(self) -> int:
        """Return the year."""
        return int(self.text[:4])


@dataclass(frozen=True, slots=True)
class Title:
    """One title in one language (``zh``, ``en``, ``fr``, ``ja``, …: ISO 639-1)."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Relation:
    """An arrow from this document to ``target``, as far as the source names it.

    ``target`` is the target's designation as printed; ``target_key`` its key, or none where it cannot be read or where
    a source shows only a badge ("adopted, source unknown"). ``degree_printed`` is the word of the source (eqv, 等同采用)
    where it is another than ``degree``; ``source`` and ``confidence`` (high, medium, low) tell who says so where the
    claim is not the record's own.
    """

    kind: RelationKind
    target: str
    target_key: str | None = None
    degree: Degree | None = None
    dated: bool = False
    degree_printed: str | None = None
    source: str | None = None
    confidence: str | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a record comes from: source id, the record's name there, when fetched (ISO 8601 day), its licence.

    ``since`` is the first day on which the source was seen to say the same, where it was fetched more than once.
    """

    source: str
    record: str
    fetched: str | None = None
    licence: str | None = None
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Standard:
    """One edition of a standard.

    ``key`` (the dated key) is its identity in the store and ``slug`` its address; both come from the designation.
    ``descriptions`` is what each source says where there is more than one (see :mod:`catalog.descriptions`).
    """

    designation: Designation
    level: Level = Level.UNKNOWN
    nature: Nature = Nature.UNKNOWN
    titles: tuple[Title, ...] = ()
    status: Status = Status.UNKNOWN
    status_printed: str | None = None
    published: PartialDate | None = None
    effective: PartialDate | None = None
    withdrawn: PartialDate | None = None
    publisher: str | None = None
    committee: str | None = None
    ics: tuple[str, ...] = ()
    ccs: tuple[str, ...] = ()
    scope: str | None = None
    relations: tuple[Relation, ...] = ()
    links: tuple[str, ...] = ()
    provenance: tuple[Provenance, ...] = field(default=())
    descriptions: tuple[Standard, ...] = ()

    @property
    def key(self) -> str:
        """Return the dated key: the identity of this edition."""
        return self.designation.key

    @property
    def work_key(self) -> str:
        """Return the undated key: the identity that all editions share."""
        return self.designation.work_key

    @property
    def slug(self) -> str:
        """Return the part of the address that names this edition (``gb-t-19001-2016``)."""
        return self.designation.slug

    def title(self, language: str) -> str | None:
        """Return the title in ``language``, else in Chinese, English, or any; none where there is none."""
        by_language = {title.language: title.text for title in reversed(self.titles)}
        for wanted in (language, "zh", "en"):
            if wanted in by_language:
                return by_language[wanted]
        return self.titles[0].text if self.titles else None
