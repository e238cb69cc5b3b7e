"""Records of standards for the tests of the store; facts of real documents, as their publishers print them."""

from __future__ import annotations

from catalog.designations import Designation
from catalog.standards import (
    Degree,
    Level,
    Nature,
    PartialDate,
    Provenance,
    Relation,
    RelationKind,
    Standard,
    Status,
    Title,
)


def designation(prefix: str, number: str, year: str | None, *, part: str | None = None) -> Designation:
    joint = ":" if prefix == "ISO" else "-"
    separator = "-" if prefix == "ISO" else "."
    normalized = f"{prefix} {number}" + (f"{separator}{part}" if part else "") + (f"{joint}{year}" if year else "")
    return Designation(prefix, number, part, year, normalized, printed=normalized)


QUALITY_2015 = Standard(
    designation=designation("ISO", "9001", "2015"),
    level=Level.INTERNATIONAL,
    nature=Nature.RECOMMENDED,
    titles=(
        Title("en", "Quality management systems — Requirements"),
        Title("fr", "Systèmes de management de la qualité — Exigences"),
    ),
    status=Status.CURRENT,
    status_printed="60.60",
    published=PartialDate("2015-09"),
    publisher="ISO",
    committee="ISO/TC 176/SC 2",
    ics=("03.100.70", "03.120.10"),
    scope="This International Standard specifies requirements for a quality management system.",
    relations=(Relation(RelationKind.REPLACES, "ISO 9001:2008", "ISO 9001:2008", dated=True),),
    links=("https://www.iso.org/standard/62085.html",),
    provenance=(Provenance("iso-open-data", "62085", "2026-11-01", "ODC-By-1.0"),),
)

QUALITY_GB_2016 = Standard(
    designation=designation("GB/T", "19001", "2016"),
    level=Level.NATIONAL,
    nature=Nature.RECOMMENDED,
    titles=(Title("zh", "质量管理体系 要求"), Title("en", "Quality management systems—Requirements")),
    status=Status.CURRENT,
    status_printed="现行",
    published=PartialDate("2016-12-30"),
    effective=PartialDate("2017-07-01"),
    ics=("03.120.10",),
    ccs=("A00",),
    relations=(
        Relation(RelationKind.REPLACES, "GB/T 19001-2008", "GB/T 19001:2008", dated=True),
        Relation(RelationKind.ADOPTS, "ISO 9001:2015", "ISO 9001:2015", Degree.IDT, dated=True),
        Relation(RelationKind.ADOPTS, "采标", None, Degree.UNKNOWN),
    ),
    provenance=(Provenance("samr", "E7BD4A8B8B8D4D4E"),),
)

QUALITY_GB_2008 = Standard(
    designation=designation("GB/T", "19001", "2008"),
    level=Level.NATIONAL,
    nature=Nature.RECOMMENDED,
    titles=(Title("zh", "质量管理体系 要求"),),
    status=Status.SUPERSEDED,
    withdrawn=PartialDate("2017-07-01"),
    relations=(Relation(RelationKind.REPLACED_BY, "GB/T 19001-2016", "GB/T 19001:2016", dated=True),),
)
