"""A made-up catalogue with every trap of counting adoptions. None of these documents exists.

Field 59.080, seen on 2026-01-01:

========================  =======================================================================================
ISO 99001                 2005 superseded by 2020; GB/T 90001-2009 adopts 2005 (MOD): adopted, behind
ISO 99002:2010            GB/T 90002-2012 adopts it (IDT): adopted, level, 24 months late
ISO 99003:2015            GB/T 90003-2016 is NEQ: no adoption
ISO 99004:2016            GB/T 90004-2018 adopted it and was withdrawn in 2024: formerly
ISO 99005-1:2012, -2      both parts in GB/T 90005-2014 (IDT): two to one
ISO 99006:2025-06         nothing: an open case of 7 months
ISO 99007:2018            GB/T 90007-2019/ISO 99007:2018, a dual number without a degree
ISO 99008:2021            a draft of GB/T 90008 only: not adopted
ISO 99009:2011            withdrawn: not in the denominator
ISO/TR 99010:2019         a report: not in the denominator
ISO 99002:2010/Amd 1      an amendment: not in the denominator
ISO/DIS 99011             a draft: not in the denominator
ISO 99012:2017            in 59.060: another field
========================  =======================================================================================
"""

from __future__ import annotations

from catalog.designations import parse_designation
from catalog.standards import (
    Degree,
    PartialDate,
    Provenance,
    Relation,
    RelationKind,
    Standard,
    Status,
    Title,
)

__all__ = ["INTERNATIONAL", "NATIONAL", "adopts", "record"]


def record(number, status=Status.CURRENT, published=None, *, ics=("59.080.01",), titles=(), source="made-up", **more):
    return Standard(
        parse_designation(number),
        status=status,
        published=PartialDate(published) if published else None,
        withdrawn=PartialDate(more.pop("withdrawn")) if more.get("withdrawn") else None,
        ics=tuple(ics),
        titles=tuple(Title("zh", title) for title in titles),
        provenance=(Provenance(source, number),),
        **more,
    )


def adopts(number, degree=Degree.UNKNOWN, **more):
    target = parse_designation(number)
    return Relation(RelationKind.ADOPTS, number, target.key, degree, dated=target.is_dated, **more)


PAST = Status.WITHDRAWN
INTERNATIONAL = (
    record("ISO 99001:2005", Status.SUPERSEDED, "2005-03"),
    record("ISO 99001:2020", published="2020-02"),
    record("ISO 99002:2010", published="2010-06"),
    record("ISO 99002:2010/Amd 1:2013", published="2013-01"),
    record("ISO 99003:2015", published="2015-01"),
    record("ISO 99004:2016", published="2016-04"),
    record("ISO 99005-1:2012", published="2012-05"),
    record("ISO 99005-2:2012", published="2012-05", ics=("59.080",)),
    record("ISO 99006:2025", published="2025-06"),
    record("ISO 99007:2018", published="2018-10", ics=("59.080.30", "61.060")),
    record("ISO 99008:2021", published="2021-01"),
    record("ISO 99009:2011", PAST, "2011-01"),
    record("ISO/TR 99010:2019", published="2019-01"),
    record("ISO/DIS 99011", Status.DRAFT),
    record("ISO 99012:2017", published="2017-01", ics=("59.060.10",)),
)
BADGE = Relation(RelationKind.ADOPTS, "采", None, Degree.UNKNOWN)
NATIONAL = (
    record("GB/T 90001-2009", published="2009-06-11", titles=("纺织品 甲（ISO 99001：2005，MOD）",)),
    record("GB/T 90002-2012", published="2012-06-29", relations=(adopts("ISO 99002:2010", Degree.IDT),)),
    record("GB/T 90003-2016", published="2016-05-01", relations=(adopts("ISO 99003:2015", Degree.NEQ),)),
    record(
        "GB/T 90004-2018", PAST, "2018-02-06", withdrawn="2024-01-01", relations=(adopts("ISO 99004:2016", Degree.IDT),)
    ),
    record(
        "GB/T 90005-2014",
        published="2014-05-06",
        relations=(adopts("ISO 99005-1:2012", Degree.IDT), adopts("ISO 99005-2:2012", Degree.IDT)),
    ),
    record("GB/T 90007-2019", published="2019-10-18", relations=(adopts("ISO 99007:2018"),)),
    record("GB/T 90008-2027", Status.DRAFT, relations=(adopts("ISO 99008:2021", Degree.IDT),)),
    record("GB/T 90020-2015", published="2015-01-01", relations=(BADGE,)),
)
