"""Standards as records: what a publisher says about a document, as frozen values.

Terms after ISO/IEC Guide 2 and the Chinese Standardization Law (2017). A record describes one *edition*; the undated
key of its designation names the *work* that all editions share.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
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
    def first_day(self) -> str:
        """Return the first day that the date can mean (ISO 8601)."""
        return self.text + "-01-01"[(self.text.count("-") * 3) :]

    @property
    def last_day(self) -> str:
        """Return the last day that the date can mean; of a month the 31st, for comparing texts."""
        return self.text + "-12-31"[(self.text.count("-") * 3) :]

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
    a source shows only a badge ("adopted, source unknown"). ``degree_printed`` is the word of a source (eqv, 等同)
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

    @property
    def edition_key(self) -> str:
        """Return the key of the edition that an amendment or corrigendum belongs to; of an edition its own."""
        if not self.designation.amendment:
            return self.key
        return replace(self.designation, amendment=None, variant=None).key

    def in_force_on(self, day: str, *, ended: PartialDate | None = None) -> bool | None:
        """Tell whether the edition was in force on a day (ISO 8601), or none where the sources do not say.

        It begins with its day of effect, or without one with its publication, and ends before its withdrawal or before
        ``ended``, the day of effect of what replaced it. Dates that are less precise than a day leave the days inside
        them open. Without a date of the end, what sources were seen to say counts: in force up to the last day on which
        one said so, no longer from the first on which one said otherwise.
        """
        start = self.effective or self.published
        if self.status is Status.DRAFT or (start and day < start.first_day):
            return False
        end = self.withdrawn or ended
        if end and day > end.last_day:
            return False
        if end and day >= end.first_day:
            return False if end.precision == "day" else None
        if start is None or (day < start.last_day and start.precision != "day"):
            return None
        if end or (self.status in (Status.CURRENT, Status.APPROVED) and not self._seen_over()):
            return True
        return self._seen_in_force(day)

    def _seen_over(self) -> list[str]:
        """Return the days since which a source said that the edition is over."""
        over = (Status.WITHDRAWN, Status.SUPERSEDED)
        return [
            day
            for it in self.descriptions or (self,)
            if it.status in over
            for place in it.provenance[:1]
            if (day := place.since or place.fetched)
        ]

    def _seen_in_force(self, day: str) -> bool | None:
        current = [
            place.fetched
            for it in self.descriptions
            if it.status is Status.CURRENT
            for place in it.provenance[:1]
            if place.fetched
        ]
        if current and day <= max(current):
            return True
        over = self._seen_over()
        return False if over and day >= min(over) else None

    def title(self, language: str) -> str | None:
        """Return the title in ``language``, else in Chinese, English, or any; none where there is none."""
        by_language = {title.language: title.text for title in reversed(self.titles)}
        for wanted in (language, "zh", "en"):
            if wanted in by_language:
                return by_language[wanted]
        return self.titles[0].text if self.titles else None
