"""How numbers, dates and standards' numbers are written."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from templates.filters import filters_of, keep_together

ZH, EN = filters_of("zh"), filters_of("en")


@pytest.mark.parametrize(
    "piece",
    [
        "GB/T 43726-2024",
        "GB 18401-2010",
        "Q/HKT 16016-2026",
        "T/ZZB 1064-2019",
        "ISO 9001:2015",
        "ISO/IEC 17025:2017",
        "≥ 50 MΩ",
        "0.02～0.10 mm",
        "75 mg/kg",
        "-55 ℃～+75 ℃",
        "12.5 %",
        "100 r/min",
    ],
)
def test_numbers_stay_on_one_line(piece):
    assert f'<span class="nb">{piece}</span>' in keep_together(f"本标准 {piece} 相比")


def test_a_number_after_a_chinese_word_stays_with_its_unit():
    assert '不大于<span class="nb">75mg/kg</span>' in keep_together("不大于75mg/kg")


def test_what_a_firm_typed_is_escaped():
    shown = keep_together("<script>alert(1)</script> ≥ 5 mm & more")
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert "&amp; more" in shown


def test_nothing_gives_nothing():
    assert keep_together(None) == ""


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("2018", "2018年", "2018"),
        ("2018-10", "2018年10月", "October 2018"),
        ("2018-10-01", "2018年10月1日", "1 October 2018"),
        (date(2026, 4, 15), "2026年4月15日", "15 April 2026"),
        (SimpleNamespace(text="2018-10"), "2018年10月", "October 2018"),
        ("一九八八", "一九八八", "一九八八"),
    ],
)
def test_dates_are_as_precise_as_they_are_known(value, zh, en):
    assert f">{zh}<" in ZH["day"](value)
    assert f">{en}<" in EN["day"](value)


def test_moments_are_in_the_time_of_china():
    moment = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
    assert "2026年11月25日 00:30" in ZH["moment"](moment)
    assert "25 November 2026, 00:30" in EN["moment"]("2026-11-24T16:30:00+00:00")


def test_lists_in_sentences():
    assert ZH["series"](["甲", "乙", "丙"]) == "甲、乙、丙"
    assert EN["series"](["a", "b", "c"]) == "a, b and c"
    assert EN["series"](["a"]) == "a"
    assert EN["series"](["<a>", "b"]) == "&lt;a&gt; and b"


def test_counts_have_separators():
    assert EN["number"](71266) == "71,266"


def test_sizes_of_files():
    assert EN["filesize"](512) == "512\u00a0B"
    assert EN["filesize"](1536) == "1.5\u00a0KB"
    assert EN["filesize"](20 * 1024 * 1024) == "20\u00a0MB"


def test_a_sentence_from_elsewhere_gets_its_end_once():
    assert ZH["full_stop"]("产品停产") == "产品停产。"
    assert EN["full_stop"]("Out of production.") == "Out of production."


def test_both_languages_of_one_sentence():
    words = SimpleNamespace(zh="严于", en="stricter")
    assert (ZH["words"](words), EN["words"](words)) == ("严于", "stricter")
