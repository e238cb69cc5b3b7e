"""Records of the catalogue and declarations with realistic values."""

from __future__ import annotations

from dataclasses import replace

from catalog.comparison.reports import Words
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
from declarations.model import (
    BenchmarkChoice,
    Change,
    Chooser,
    Declaration,
    DeclarationKind,
    DeclarationState,
    DeclaredStandard,
    Firm,
    ImportedFrom,
    Product,
    PublishedDeclaration,
    Revision,
    RevisionContent,
    RevisionState,
)


def designation(prefix: str, number: str, year: str, *, part: str | None = None, separator: str = "-") -> Designation:
    dotted = f".{part}" if part else ""
    return Designation(prefix, number, part, year, f"{prefix} {number}{dotted}{separator}{year}")


def standard(
    designation_: Designation, title_zh: str | None, title_en: str | None, status: Status, **more: object
) -> Standard:
    titles = [Title("zh", title_zh)] if title_zh else []
    titles += [Title("en", title_en)] if title_en else []
    return Standard(designation_, titles=tuple(titles), status=status, **more)


ISO_2005 = standard(
    designation("ISO", "3071", "2005", separator=":"),
    None,
    "Textiles — Determination of pH of aqueous extract",
    Status.WITHDRAWN,
    level=Level.INTERNATIONAL,
)
ISO_2020 = standard(
    designation("ISO", "3071", "2020", separator=":"),
    None,
    "Textiles — Determination of pH of aqueous extract",
    Status.CURRENT,
    level=Level.INTERNATIONAL,
)
OLD = standard(
    designation("GB/T", "7573", "2002"), "纺织品 水萃取液pH值的测定", None, Status.SUPERSEDED, level=Level.NATIONAL
)
NOW = standard(
    designation("GB/T", "7573", "2009"),
    "纺织品 水萃取液pH值的测定",
    "Textiles—Determination of pH of aqueous extract",
    Status.CURRENT,
    level=Level.NATIONAL,
    nature=Nature.RECOMMENDED,
    published=PartialDate("2009-06-11"),
    effective=PartialDate("2010-01-01"),
    publisher="国家标准化管理委员会",
    committee="SAC/TC 209/SC 1",
    ics=("59.080.01",),
    ccs=("W04",),
    status_printed="现行",
    scope="本标准规定了纺织品水萃取液pH值的测定方法。本标准适用于各种纺织品。",
    relations=(
        Relation(RelationKind.REPLACES, "GB/T 7573-2002", OLD.key, dated=True),
        Relation(RelationKind.ADOPTS, "ISO 3071:2005", ISO_2005.key, Degree.MOD, dated=True),
        Relation(RelationKind.REFERENCES, "GB/T 6682", "GB/T 6682"),
    ),
    provenance=(Provenance("openstd.samr.gov.cn", "4B0E9B2F2E6B4A", "2026-05-01", "public portal page"),),
    links=("https://openstd.samr.gov.cn/bzgk/gb/newGbInfo?hcno=4B0E9B2F2E6B4A",),
)

FIRM = Firm("91110108551385082Q", "甘肃汇科泰电气科技有限公司", "6201", verified=False)

DECLARATION = Declaration(
    "7f3k9m2p4q",
    DeclarationKind.IMPORTED,
    DeclarationState.PUBLISHED,
    FIRM,
    "Q/HKT 16016:2026",
    1,
    "2026-04-10T02:00:00+00:00",
    "2026-04-10T02:00:00+00:00",
    imported=ImportedFrom("sample", "q-hkt-16016-2026", "2026-11-24", "facts only"),
)

REVISION = Revision(
    DECLARATION.id,
    1,
    Change.FIRST,
    RevisionState.CURRENT,
    "2026-04-10T02:00:00+00:00",
    "3a7bd3e2360a3d29eea436fcfb7e44c735d117c42d1c1835420b6b9942dd4f1b",
    FIRM,
    RevisionContent(
        DeclaredStandard(
            "Q/HKT 16016-2026", "Q/HKT 16016:2026", "无刷直流力矩电动机产品规范", "2026-04-10", "2026-04-15"
        ),
        products=(Product("无刷直流力矩电动机", "J130LWX-001", "机座号 16～230"),),
        references=("GB/T 755-2019", "GB/T 43726-2024"),
        benchmarks=(BenchmarkChoice("GB/T 43726:2024", "GB/T 43726-2024", Chooser.ENGINE, "r-5f2c"),),
        notice=Words("…", "…"),
    ),
)

PUBLISHED = PublishedDeclaration(DECLARATION, REVISION)


def with_state(
    state: DeclarationState, kind: DeclarationKind = DeclarationKind.OWN_STANDARD, **more: object
) -> PublishedDeclaration:
    return PublishedDeclaration(replace(DECLARATION, state=state, kind=kind, imported=None, **more), REVISION)
