"""The code tables are whole, hang together, and carry names."""

from __future__ import annotations

import json

import pytest

from catalog.code_tables import ccs_table, find_region, ics_table, industry_table


def test_a_class_of_ics_has_its_path_and_names():
    assert [it.code for it in ics_table().path("59.080.30")] == ["59", "59.080", "59.080.30"]
    assert ics_table().find("59.080.30").name("en") == "Textile fabrics"
    assert ics_table().find("01").name("zh") == "综合、术语学、标准化、文献"
    assert len(ics_table().children()) == 40


def test_a_code_of_ccs_has_its_path():
    assert [(it.code, it.name("zh")) for it in ccs_table().path("A00")] == [
        ("A", "综合"),
        ("A00/09", "标准化管理与一般规定"),
        ("A00", "标准化、质量管理"),
    ]
    assert len(ccs_table().children()) == 24


def test_an_industry_has_its_path():
    assert [it.name("zh") for it in industry_table().path("A0111")] == [
        "农、林、牧、渔业",
        "农业",
        "谷物种植",
        "稻谷种植",
    ]
    assert len(industry_table()) == 1424


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("510200", "1990-05-01", "重庆市"),  # in Sichuan until 1997
        ("500000", "2000-01-01", "重庆市"),
        ("110103", "2008-01-01", "崇文区"),
        ("110100", "2003-06-01", "市辖区"),
        ("999999", "2020-01-01", None),
    ],
)
def test_a_region_has_the_name_of_its_day(code, day, name):
    assert find_region(code, day) == name


@pytest.mark.parametrize("table", [ics_table, ccs_table, industry_table])
def test_every_code_hangs_below_one_that_is_there(table):
    codes = [it for top in table().children() for it in _all(table(), top)]
    assert len(codes) == len(table())
    assert all(it.names for it in codes)


def _all(table, code):
    return [code, *(it for child in table.children(code.code) for it in _all(table, child))]


def test_the_tables_have_every_code_of_the_raw_files(shared_data):
    folder = shared_data / "codes"
    ics = {json.loads(line)["code"] for line in (folder / "ics" / "ics-ed7.jsonl").read_text("utf-8").splitlines()}
    assert len(ics_table()) == len(ics) == 1381
    assert all(ics_table().find(code) for code in ics)
    lines = (folder / "ccs" / "cat-level3.csv").read_text("utf-8-sig").splitlines()[1:]
    codes = {line.partition(",")[0] for line in lines if line[:1].isalpha() and line[1:3].isdigit()}
    assert {code for code in codes if not ccs_table().find(code)} == set()
