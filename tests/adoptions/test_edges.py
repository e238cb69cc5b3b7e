"""Marks of adoption in the forms in which sources print them."""

from __future__ import annotations

import pytest

from catalog.adoptions import adopted_by_number, build_graph, edges_of, in_force_on, read_degree, read_marks, work_of
from catalog.designations import parse_designation
from catalog.standards import Degree, Status
from tests.adoptions.made_up import adopts, record


@pytest.mark.parametrize(
    ("printed", "degree"),
    [
        ("IDT", Degree.IDT),
        ("idt", Degree.IDT),
        ("等同采用", Degree.IDT),
        ("идентичен", Degree.IDT),
        ("Identical under single numbering", Degree.IDT),
        ("MOD; Modified/Technically Equivalent", Degree.MOD),
        ("修改采用", Degree.MOD),
        ("eqv", Degree.MOD),
        ("等效采用", Degree.MOD),
        ("NEQ 非等效采用", Degree.NEQ),
        ("非等效采用", Degree.NEQ),
        ("neq", Degree.NEQ),
        ("ref", Degree.NEQ),
        ("Not Equivalent", Degree.NEQ),
        ("国家采标", Degree.UNKNOWN),
        ("≈", Degree.UNKNOWN),
        ("对标", Degree.UNKNOWN),
        ("", Degree.UNKNOWN),
    ],
)
def test_degree_words(printed, degree):
    assert read_degree(printed)[0] is degree


@pytest.mark.parametrize(
    ("title", "marks"),
    [
        ("纺织品 甲醛的测定（ISO 14184-1：1998，MOD）", [("ISO 14184-1:1998", Degree.MOD)]),
        ("Textiles — pH (ISO 3071:2020)", [("ISO 3071:2020", Degree.UNKNOWN)]),
        ("内六角圆柱头螺钉 eqv ISO 4762:1977", [("ISO 4762:1977", Degree.MOD)]),
        (
            "螺纹（eqv ISO 3508：1976；eqv ISO 4755：1983）",
            [("ISO 3508:1976", Degree.MOD), ("ISO 4755:1983", Degree.MOD)],
        ),
        ("ISO 9001 认证机构要求", []),
        ("Guidance on the use of ISO 9001:2015 in education", []),
    ],
)
def test_titles(title, marks):
    assert [(mark.target.normalized, mark.degree) for mark in read_marks(title)] == marks


@pytest.mark.parametrize(
    ("number", "inner"),
    [
        ("BS EN ISO 13485:2016", "EN ISO 13485:2016"),
        ("EN ISO 13485:2016", "ISO 13485"),
        ("DIN EN ISO 3071:2020", "EN ISO 3071:2020"),
        ("BS ISO 9001:2015", "ISO 9001"),
        ("PD CEN ISO/TR 52019-2:2017", "CEN ISO/TR 52019-2:2017"),
        ("ГОСТ ISO/IEC 19896-1-2021", "ISO/IEC 19896-1"),
        ("EN IEC 60079-0:2018", "IEC 60079-0"),
        ("ISO/IEC 27001:2022", None),
        ("GB/T 19001-2016", None),
        ("EN 197-1:2011", None),
    ],
)
def test_numbers_that_contain_another(number, inner):
    found = adopted_by_number(parse_designation(number))
    assert (found and found.normalized) == inner


@pytest.mark.parametrize(
    ("printed", "work"),
    [
        ("IEC 68-2-27:1987", "IEC 60068-2-27"),
        ("IEC 60068-2-27:2008", "IEC 60068-2-27"),
        ("ИСО 7235:2003", "ISO 7235"),
        ("ISO 527-1-2012", "ISO 527-1"),
    ],
)
def test_one_work_under_its_old_and_new_names(printed, work):
    assert work_of(parse_designation(printed)) == work


def test_a_british_number_leads_to_iso_through_europe_and_the_iso_edition_stays_unknown():
    graph = build_graph([record("BS EN ISO 99013:2016")])
    (edge,) = graph.of_work("ISO 99013")
    assert (edge.via, edge.edition, edge.degree) == ("EN ISO 99013:2016", None, Degree.UNKNOWN)


def test_the_european_record_tells_the_edition():
    bridge = record("EN ISO 99013:2016", relations=(adopts("ISO 99013:2015", Degree.IDT),))
    british = record("BS EN ISO 99013:2016", relations=(adopts("EN ISO 99013:2016", Degree.IDT),))
    (edge,) = build_graph([british], bridges=[bridge]).of_work("ISO 99013")
    assert (edge.edition, edge.degree) == ("2015", Degree.IDT)


def test_modified_of_identical_is_no_stated_degree():
    bridge = record("EN ISO 99013:2016", relations=(adopts("ISO 99013:2015", Degree.IDT),))
    other = record("GB/T 90013-2018", relations=(adopts("EN ISO 99013:2016", Degree.MOD),))
    (edge,) = build_graph([other], bridges=[bridge]).of_work("ISO 99013")
    assert edge.degree is Degree.UNKNOWN


def test_a_badge_is_an_adoption_whose_source_is_unknown_until_another_source_names_it():
    badge = adopts("ISO 99001:2005")
    nameless = record("GB/T 90020-2015", relations=(type(badge)(badge.kind, "采", None, Degree.UNKNOWN),))
    (edge,) = edges_of(nameless)
    assert edge.adopted is None
    told = record("GB/T 90020-2015", relations=(*nameless.relations, adopts("ISO 99020:2014", Degree.IDT)))
    (edge,) = edges_of(told)
    assert edge.adopted.normalized == "ISO 99020:2014"


def test_a_claim_without_degree_is_part_of_one_with_a_degree():
    both = record("GB/T 90021-2015", relations=(adopts("ISO 99021:2014", Degree.IDT), adopts("ISO 99021")))
    assert len(edges_of(both)) == 1


@pytest.mark.parametrize(
    ("more", "day", "standing"),
    [
        ({"published": "2015-05"}, "2015-05-01", True),
        ({"published": "2015-05"}, "2015-04-30", False),
        ({"published": "2015"}, "2015-01-01", True),
        ({"published": "2015-05", "status": Status.WITHDRAWN, "withdrawn": "2020"}, "2019-12-31", True),
        ({"published": "2015-05", "status": Status.WITHDRAWN, "withdrawn": "2020"}, "2020-01-01", False),
        ({"published": "2015-05", "status": Status.DRAFT}, "2026-01-01", False),
        ({"published": "2015-05", "status": Status.UNKNOWN}, "2026-01-01", None),
        ({"published": "2015-05", "status": Status.WITHDRAWN}, "2026-01-01", False),
    ],
)
def test_in_force_on_a_day(more, day, standing):
    assert in_force_on(record("ISO 99030:2015", **more), day) is standing
