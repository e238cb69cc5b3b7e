"""What the catalogue holds by class and by publisher: counted once for each state of the catalogue."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import orjson

from catalog.classification import ancestors
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.services.workplace import Workplace
    from catalog.store import CatalogStore

__all__ = ["FIELDS", "Census", "PublisherCount", "take_census"]

FIELDS = ("titles", "published", "effective", "ics", "ccs", "committee", "scope", "relations")
"""Fields whose share of filled ones tells how well a publisher's records are held."""
_STATUS = regex(r'"status":"(\w+)"')
_PUBLISHER = regex(r'"publisher":("(?:[^"\\]|\\.)*")')
_CODES = {"ics": regex(r'"ics":\[([^\]]*)\]'), "ccs": regex(r'"ccs":\[([^\]]*)\]')}
_SOURCE = regex(r'"provenance":\[\{"source":"([^"]*)"')
_YEAR = regex(r'"published":"(\d{4})')


@dataclass(slots=True)
class PublisherCount:
    """The records of one publisher: by status, by source, by filled field, first and last year."""

    records: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    filled: Counter[str] = field(default_factory=Counter)
    first: str | None = None
    last: str | None = None


@dataclass(slots=True)
class Census:
    """Records and those in force for every class with all below it, and by publisher (none: no publisher told)."""

    records: dict[str, Counter[str]] = field(default_factory=lambda: {"ics": Counter(), "ccs": Counter()})
    in_force: dict[str, Counter[str]] = field(default_factory=lambda: {"ics": Counter(), "ccs": Counter()})
    publishers: dict[str, PublisherCount] = field(default_factory=dict)
    total: int = 0


def take_census(workplace: Workplace) -> Census:
    """Return the counts of the catalogue as it is now; they are kept until a record is written or taken out."""
    catalog = workplace.catalog
    return _count(catalog, catalog.changed_at(), catalog.count_standards())


@lru_cache(maxsize=4)
def _count(catalog: CatalogStore, changed: str | None, held: int) -> Census:
    del changed, held  # they only tell states of the catalogue apart
    census = Census()
    for _, text in catalog.iter_documents():
        census.total += 1
        status = match[1] if (match := _STATUS.search(text)) else "unknown"
        for tree, pattern in _CODES.items():
            match = pattern.search(text)
            own = match[1].replace('"', "").split(",") if match else []
            codes = {above for code in own for above in ancestors(code)}
            census.records[tree].update(codes)
            if status == "current":
                census.in_force[tree].update(codes)
        publisher = _PUBLISHER.search(text)
        if publisher:
            _add(census.publishers.setdefault(orjson.loads(publisher[1]), PublisherCount()), text, status)
    return census


def _add(count: PublisherCount, text: str, status: str) -> None:
    count.records += 1
    count.statuses[status] += 1
    source = _SOURCE.search(text)
    count.sources[source[1] if source else "not recorded"] += 1
    count.filled.update(name for name in FIELDS if f'"{name}":' in text)
    year = _YEAR.search(text)
    if year:
        count.first = min(count.first or year[1], year[1])
        count.last = max(count.last or year[1], year[1])
