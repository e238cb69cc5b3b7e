"""Designations, held against cases written by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from catalog.designations import (
    designation_key,
    designation_level,
    designation_nature,
    find_designations,
    parse_designation,
)
from catalog.errors import UnusableInputError

HERE = Path(__file__).parent
ACCEPTANCE = HERE.parent / "cases" / "designations.jsonl"
FIELDS = ("prefix", "number", "part", "year", "amendment", "normalized")


def _cases() -> list[dict]:
    return [json.loads(line) for line in ACCEPTANCE.read_text("utf-8").splitlines()]


def _lines(name: str) -> list[str]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [line.replace("\\n", "\n") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["id"])
def test_an_acceptance_case_is_read_exactly(case):
    found = [{name: getattr(item, name) for name in FIELDS} for item in find_designations(case["text"])]
    assert found == case["expected"]


@pytest.mark.parametrize("line", _lines("pass.txt"))
def test_a_designation_is_taken_apart_by_its_publishers_rule(line):
    text, *expected = (cell.strip(" ") for cell in line.split("|"))
    more = dict(cell.partition("=")[::2] for cell in (expected[6].split(" ") if len(expected) > 6 else ()))
    (found,) = find_designations(text)
    assert [getattr(found, name) or "-" for name in FIELDS] == expected[:6]
    assert found.repaired == ("repaired" in more)
    assert found.all_parts == ("all_parts" in more)
    for name in ("version", "edition", "month", "variant"):
        assert getattr(found, name) == more.get(name)


@pytest.mark.parametrize("text", _lines("fail.txt"))
def test_other_numbers_are_no_designations(text):
    assert find_designations(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GB/T 2423.1～GB/T 2423.3", ["GB/T 2423.1", "GB/T 2423.2", "GB/T 2423.3"]),
        ("GB/T 2423.1-2423.3", ["GB/T 2423.1", "GB/T 2423.2", "GB/T 2423.3"]),
        ("GB 6675.1—6675.3—2014", ["GB 6675.1-2014", "GB 6675.2-2014", "GB 6675.3-2014"]),
        ("FZ/T 01057.1～FZ/T 01057.3-2007", ["FZ/T 01057.1-2007", "FZ/T 01057.2-2007", "FZ/T 01057.3-2007"]),
        ("GB/T 16886.1、.5、.10", ["GB/T 16886.1", "GB/T 16886.5", "GB/T 16886.10"]),
        ("GB 3838-2002、5749-2022", ["GB 3838-2002", "GB 5749-2022"]),
        ("GB/T 3920、3921-2008", ["GB/T 3920", "GB/T 3921-2008"]),
        ("GB 5009.12—2023、GB 5009.15—2023和GB 5009.17", ["GB 5009.12-2023", "GB 5009.15-2023", "GB 5009.17"]),
        ("ISO 105-C06:2010、105-B02:2014", ["ISO 105-C06:2010", "ISO 105-B02:2014"]),
        ("ISO 9001, ISO 14001 and ISO 45001", ["ISO 9001", "ISO 14001", "ISO 45001"]),
        ("GB 18401-2010、6.7", ["GB 18401-2010"]),
        ("GB/T 755-2019/IEC 60034-1:2017", ["GB/T 755-2019", "IEC 60034-1:2017"]),
        ("ГОСТ 1437-2024 (ASTM D129-18)", ["ГОСТ 1437-2024", "ASTM D129-18"]),
        ("GB 4943.1-2022代替GB 4943.1-2011", ["GB 4943.1-2022", "GB 4943.1-2011"]),
    ],
)
def test_lists_and_ranges_are_spelt_out(text, expected):
    assert [found.normalized for found in find_designations(text)] == expected


def test_a_range_ends_at_forty_parts():
    assert len(find_designations("GB/T 2423.1~2423.99")) == 40


def test_positions_are_those_of_the_original_text():
    first, second, third = find_designations("GB/T 2423.1~2423.3")
    assert (first.start, first.end) == (0, 11)
    assert (third.start, third.end) == (12, 18)
    text = "按\u200b ＧＢ／Ｔ　１９０\u200b０１－２０１６ 执行"
    (found,) = find_designations(text)
    assert text[found.start : found.end] == "ＧＢ／Ｔ　１９０\u200b０１－２０１６" == found.printed
    assert second.printed == "GB/T 2423.1~2423.3"


@pytest.mark.parametrize("text", ["GB/T 19001-2016", " ISO 9001:2015 ", "《GB 18401-2010》", "Q/HKT 16016-2026。"])
def test_a_text_that_is_one_designation_is_parsed(text):
    assert parse_designation(text).year is not None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not-a-designation"),
        ("standard", "not-a-designation"),
        ("GB/T 3920、3921", "several-designations"),
        ("按 GB/T 7573 规定执行", "more-than-a-designation"),
    ],
)
def test_what_is_not_one_designation_says_why(text, code):
    with pytest.raises(UnusableInputError) as caught:
        parse_designation(text)
    assert caught.value.code == code
    assert caught.value.zh != caught.value.en


@pytest.mark.parametrize(
    "spellings",
    [
        ("GB/T 19001-2016", "gb/t 19001—2016", "ＧＢ／Ｔ　１９００１－２０１６", "GBT19001-2016", "G B/T 19001-2016"),
        ("ISO 9001:2015", "ISO 9001-2015", "ISO9001：2015", "ИСО 9001:2015"),
        ("ISO/TS 81060-5:2020", "ISO TS 81060-5:2020"),
        ("IEC TR 80002-3:2014", "IEC/TR 80002-3:2014"),
        ("ISO/IEC 9995-9:2016/Amd 1:2019", "ISO/IEC 9995-9:2016/AMD1:2019"),
        ("CXS 193-1995", "CODEX STAN 193-1995"),
        ("ГОСТ Р 50779.10-2000", "GOST R 50779.10-2000"),
    ],
)
def test_every_spelling_has_one_key(spellings):
    assert len({designation_key(text) for text in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GBZ 2.1-2019", "GB/Z 2.1-2019"),
        ("EN 71-3:2019/A1:2021", "EN 71-3:2019+A1:2021"),
        ("IEC 60601-1:2005/AMD1:2012", "IEC 60601-1:2005+AMD1:2012 CSV"),
        ("IEC 60664-3:2016", "IEC 60664-3:2016 RLV"),
        ("ETSI EN 300 328 V2.2.1", "ETSI EN 300 328 V2.2.2"),
        ("ISO/CD 9001", "ISO/CD 9001.2"),
        ("GB 175-2007", "GB 175-2007/XG1-2009"),
    ],
)
def test_different_documents_have_different_keys_and_addresses(one, other):
    first, second = parse_designation(one), parse_designation(other)
    assert first.key != second.key
    assert first.slug != second.slug


def test_an_address_keeps_letters_of_other_scripts():
    assert parse_designation("GB/T 19001-2016").slug == "gb-t-19001-2016"
    assert parse_designation("ГОСТ Р ИСО 9001-2015").slug == "гост-р-исо-9001-2015"


@pytest.mark.parametrize(
    ("text", "level", "nature"),
    [
        ("GB 18401-2010", "national", "mandatory"),
        ("GB/T 19001-2016", "national", "recommended"),
        ("GB/Z 24294.1-2018", "national", "guidance"),
        ("FZ/T 73020-2020", "industry", "recommended"),
        ("SN/T 1649-2005", "industry", "recommended"),
        ("DB44/26-2001", "local", "mandatory"),
        ("DB11/T 1796-2020", "local", "recommended"),
        ("DB/T 14-2018", "industry", "recommended"),
        ("T/ZZB 1064-2019", "association", "recommended"),
        ("Q/HKT 16016-2026", "enterprise", "recommended"),
        ("ISO 9001:2015", "international", "recommended"),
        ("ISO/IEC Guide 21-1:2005", "international", "guidance"),
        ("ITU-T G.711", "international", "recommended"),
        ("CXS 12-1981", "international", "recommended"),
        ("EN ISO 13485:2016", "regional", "recommended"),
        ("ETSI EN 300 328 V2.2.2", "regional", "recommended"),
        ("DIN EN ISO 9001:2015-11", "national", "recommended"),
        ("SN EN ISO 9001:2015", "national", "recommended"),
        ("JIS L 1096:2010", "national", "recommended"),
        ("ГОСТ 12.2.007.0-75", "national", "recommended"),
        ("ASTM D5034-21", "association", "recommended"),
        ("UN R94", "international", "mandatory"),
    ],
)
def test_the_prefix_tells_level_and_nature(text, level, nature):
    designation = parse_designation(text)
    assert (designation_level(designation), designation_nature(designation)) == (level, nature)
