"""One record from several sources: each field keeps its source, disagreements are told, any order gives the same."""

from __future__ import annotations

import itertools
from dataclasses import replace

from catalog.descriptions import field_sources, find_conflicts
from catalog.designations import parse_designation
from catalog.standard_codec import dump_standard, load_standard
from catalog.standards import Degree, PartialDate, Provenance, Relation, RelationKind, Standard, Status, Title
from importers.merging import merge

BADGE = Relation(RelationKind.ADOPTS, "采", None, Degree.UNKNOWN)
NAMED = Relation(RelationKind.ADOPTS, "ISO 780:1997", "ISO 780:1997", Degree.MOD, dated=True)
GB = Standard(parse_designation("GB/T 191-2008"))
PORTAL = replace(
    GB,
    titles=(Title("zh", "包装储运图示标志"),),
    status=Status.CURRENT,
    status_printed="现行",
    published=PartialDate("2008-04-01"),
    ics=("55.020",),
    relations=(BADGE,),
    provenance=(Provenance("cn-openstd", "A", "2021-01-01"),),
)
LIST = replace(
    GB,
    titles=(Title("zh", "包装 储运"), Title("en", "Marking")),
    status=Status.WITHDRAWN,
    status_printed="废止",
    published=PartialDate("2008"),
    effective=PartialDate("2008-10-01"),
    ccs=("A80",),
    relations=(NAMED,),
    provenance=(Provenance("form", "b.csv:2"),),
)
CLAIM = replace(GB, titles=(Title("zh", "标志"),), ics=("55.040",), provenance=(Provenance("cn-lists", "claim C"),))


def _merged(*records):
    held = records[0]
    for record in records[1:]:
        held = merge(held, record)[0]
    return held


def test_every_order_gives_the_same_record():
    results = {repr(_merged(*order)) for order in itertools.permutations((PORTAL, LIST, CLAIM))}
    assert len(results) == 1


def test_each_field_comes_from_the_first_source_that_has_it():
    held = _merged(CLAIM, LIST, PORTAL)
    assert (held.status_printed, held.published.text, held.effective.text) == ("现行", "2008-04-01", "2008-10-01")
    assert (held.ics, held.ccs, held.title("en"), held.title("zh")) == (
        ("55.020",),
        ("A80",),
        "Marking",
        "包装储运图示标志",
    )
    assert field_sources(held) == {
        "published": "cn-openstd",
        "ics": "cn-openstd",
        "status": "cn-openstd",
        "title.zh": "cn-openstd",
        "effective": "form",
        "ccs": "form",
        "title.en": "form",
    }


def test_disagreements_are_told_and_mere_precision_is_none():
    held = _merged(PORTAL, LIST, CLAIM)
    assert {(it.field, it.shown, it.other, it.other_source) for it in find_conflicts(held)} == {
        ("status", "现行", "废止", "form"),
        ("ics", "55.020", "55.040", "cn-lists"),
    }
    issues = merge(PORTAL, LIST)[2]
    assert [(issue.code, issue.field, issue.value) for issue in issues] == [("conflict", "status", "现行 / 废止")]


def test_a_named_adoption_takes_the_place_of_a_badge():
    assert PORTAL.relations == (BADGE,)
    assert _merged(PORTAL, LIST).relations == (NAMED,)


def test_a_source_that_says_the_same_again_changes_nothing():
    held = _merged(PORTAL, LIST)
    assert merge(held, PORTAL)[0] == held
    assert merge(held, LIST)[0] == held


def test_an_earlier_page_that_comes_later_does_not_win():
    later = replace(
        PORTAL,
        status=Status.WITHDRAWN,
        status_printed="废止",
        provenance=(Provenance("cn-openstd", "A", "2023-01-01"),),
    )
    assert _merged(later, PORTAL).status is Status.WITHDRAWN
    assert _merged(later, PORTAL) == _merged(PORTAL, later)
    assert _merged(PORTAL, later).in_force_on("2020-06-01") is True


def test_the_first_and_the_last_day_of_the_same_words_are_kept():
    days = [replace(PORTAL, provenance=(Provenance("cn-openstd", "A", day),)) for day in ("2022-05-05", "2020-02-02")]
    (place,) = _merged(PORTAL, *days).provenance
    assert (place.since, place.fetched) == ("2020-02-02", "2022-05-05")


def test_claims_of_others_stay_with_a_record():
    claim = replace(NAMED, source="edges", confidence="high")
    held = replace(PORTAL, relations=(*PORTAL.relations, claim))
    assert merge(held, PORTAL)[0] == held


def test_a_record_of_several_sources_survives_the_store():
    held = _merged(PORTAL, LIST, CLAIM)
    assert load_standard(dump_standard(held)) == held
