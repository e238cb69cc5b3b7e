"""What people type is read into words, phrases, numbers, exclusions and filters."""

from __future__ import annotations

import pytest

from search.syntax import LONGEST_TEXT, parse_text, parse_years


def units(text):
    return [("".join(unit.words) if unit.is_run else " ".join(unit.words)) for unit in parse_text(text).units]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("water quality", ["water", "quality"]),
        ("质量 管理体系", ["质量", "管理体系"]),
        ("铁路12306售票", ["铁路", "12306", "售票"]),
        ("棉、麻和丝", ["棉", "麻和丝"]),
        ('"colour fastness" test', ["colour fastness", "test"]),
        ("“色牢度”试验", ["色 牢 度", "试验"]),
        ("「色牢度", ["色 牢 度"]),
        ("foo:bar", ["foo", "bar"]),
        ("AND OR NOT", ["and", "or", "not"]),
        ("- -- a-b", ["a", "b"]),
    ],
)
def test_text_is_read_into_units(text, expected):
    assert units(text) == expected


def test_a_number_is_one_unit_whatever_its_punctuation():
    parsed = parse_text("GB／T 19001—2016 质量")
    assert [number.key for number in parsed.numbers] == ["GB/T 19001:2016"]
    assert [unit.number is not None for unit in parsed.units] == [True, False]
    assert parsed.units[0].words == ("gb", "t", "19001")


def test_hyphens_and_colons_of_numbers_are_no_syntax():
    parsed = parse_text("ISO 9001:2015 GB 18401 -2010")
    assert parsed.excluded == ()
    assert parsed.filters == {}
    assert [number.key for number in parsed.numbers] == ["ISO 9001:2015", "GB 18401:2010"]


def test_exclusions_are_words_phrases_and_numbers():
    parsed = parse_text('steel -pipe -"hot rolled" －焊接 -GB/T 700-2006')
    assert units("steel") == ["steel"]
    assert [unit.words for unit in parsed.excluded] == [("pipe",), ("hot", "rolled"), ("焊", "接"), ("gb", "t", "700")]
    assert [unit.words for unit in parsed.units] == [("steel",)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("level:national", {"level": ("national",)}),
        ("LEVEL:National", {"level": ("national",)}),
        ("level:national level:industry", {"level": ("national", "industry")}),
        ("级别：国家标准", {"level": ("national",)}),
        ("状态:现行", {"status": ("current",)}),
        ("year:2015..2020", {"year": ("2015..2020",)}),
        ("ics:59.080", {"ics": ("59.080",)}),
        ("ccs:w04", {"ccs": ("W04",)}),
        ("uscc:91350200ma32t0pj6x", {"uscc": ("91350200MA32T0PJ6X",)}),
        ('firm:"A B"', {"firm": ("A B",)}),
        ("企业：海信", {"firm": ("海信",)}),
        ("level:", {}),
        ("year:soon", {}),
        ("colour:red", {}),
    ],
)
def test_filters_are_read(text, expected):
    assert parse_text(text).filters == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2015", (2015, 2015)),
        ("2015..2020", (2015, 2020)),
        ("2015..", (2015, None)),
        ("..2020", (None, 2020)),
        ("2015-2020", (2015, 2020)),
        ("2015至2020", (2015, 2020)),
        ("..", None),
        ("20152020", None),
        ("15", None),
        ("", None),
    ],
)
def test_years_are_read(text, expected):
    assert parse_years(text) == expected


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("GB/T 190", "gbt190"),
        ("19001", "19001"),
        ("5009.12", "5009.12"),
        ("quality", None),
        ("质量 5", None),
        ("level:national", None),
    ],
)
def test_a_text_that_looks_like_the_beginning_of_a_number_is_known(text, form):
    assert parse_text(text).number_form == form


def test_only_the_beginning_of_a_long_text_counts():
    parsed = parse_text("a " * LONGEST_TEXT)
    assert len(parsed.units) == LONGEST_TEXT / 2
