"""Numbers as standards print them, and those that must be refused."""

from __future__ import annotations

from fractions import Fraction

import pytest

from catalog.comparison.folding import clean, fold, fold_word
from catalog.comparison.reading.numbers import Style, chinese_number, match_number, number_style, read_number


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("75", 75),
        ("７５", 75),
        ("0.075", Fraction(75, 1000)),
        (".5", Fraction(1, 2)),
        ("-2.5", Fraction(-5, 2)),
        ("−40", -40),
        ("＋1.0", 1),
        ("1,000", 1000),
        ("1 000", 1000),
        ("1\u2009000", 1000),
        ("1'000", 1000),
        ("1,234,567", 1234567),
        ("1,234.5", Fraction(12345, 10)),
        ("1.234,5", Fraction(12345, 10)),
        ("0,125", Fraction(1, 8)),
        ("2,0", 2),
        ("10 000", 10000),
        ("1×10⁴", 10000),
        ("1x10^4", 10000),
        ("1X10^4", 10000),
        ("1·10⁴", 10000),
        ("2.5×10⁻³", Fraction(25, 10000)),
        ("1.0E+04", 10000),
        ("1e4", 10000),
        ("10⁴", 10000),
        ("10^-3", Fraction(1, 1000)),
        ("1×10<sup>4</sup>", 10000),
        ("½", Fraction(1, 2)),
        ("三", 3),
        ("十二", 12),
        ("一百二十", 120),
        ("两万", 20000),
        ("三点五", Fraction(7, 2)),
        ("三分之一", Fraction(1, 3)),
        ("5万", 50000),
        ("1.5万", 15000),
    ],
)
def test_a_number_has_one_value_in_every_spelling(printed: str, value: Fraction) -> None:
    found = read_number(clean(printed))
    assert found is not None
    assert found.trouble is None
    assert found.number.value == value


@pytest.mark.parametrize("printed", ["1×104", "1×10 4", "1x105", "75²", "5.3.1.3", "1,00,000", "1×10"])
def test_a_number_that_may_be_damaged_is_refused(printed: str) -> None:
    found = read_number(printed)
    assert found is None or found.trouble is not None


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("service life ≥ 1,000 h", Style.POINT),
        ("使用寿命 ≥ 1,000 h", Style.POINT),
        ("Formaldehydgehalt höchstens 1,000 mg/kg", Style.COMMA),
        ("Lebensdauer mindestens 1,000 h", Style.COMMA),
        ("teneur en plomb ≤ 1,000 mg/kg", Style.COMMA),
        ("treksterkte ten minste 1,000 N", Style.COMMA),
        ("width 2,5 mm, force 1,000 N", Style.COMMA),
        ("width 2.5 mm, force 1,000 N", Style.POINT),
    ],
)
def test_the_words_around_a_number_tell_its_decimal_sign(text: str, style: Style) -> None:
    assert number_style(text) is style


def test_a_comma_before_three_digits_is_refused_where_commas_are_decimal() -> None:
    found = match_number("1,000", 0, Style.COMMA)
    assert found is not None
    assert found.trouble is not None


def test_a_point_before_three_digits_is_refused_where_commas_are_decimal() -> None:
    found = match_number("1.000", 0, Style.COMMA)
    assert found is not None
    assert found.trouble is not None


def test_a_footnote_mark_is_no_part_of_the_number() -> None:
    found = match_number("2,0 ᵃ %", 0, Style.COMMA)
    assert found is not None
    assert found.number.value == 2
    assert found.number.printed == "2,0"
    assert found.trouble is None


@pytest.mark.parametrize("text", ["三三", "百分", "九千九百九十九"])
def test_chinese_numerals(text: str) -> None:
    assert chinese_number(text) == {"三三": 33, "百分": None, "九千九百九十九": 9999}[text]


def test_folding_keeps_the_length() -> None:
    text = "甲醛含量／（mg/kg）　≦７５，ＧＢ／Ｔ 2912.1—2009～…"
    assert len(fold(text)) == len(text)
    assert fold("≦⩽＜﹤≧⩾＞﹥") == "≤≤<<≥≥>>"
    assert fold("µ") == "μ"
    assert fold("10⁴") == "10⁴"


def test_cleaning_writes_out_squared_units_and_joins_broken_numbers() -> None:
    assert clean("180 ㎎/㎡") == "180 mg/m²"
    assert clean("GB/T 3921—\n2008") == "GB/T 3921—2008"
    assert clean("\ufeff甲\u200b醛") == "甲醛"


def test_a_word_folds_to_one_form() -> None:
    assert fold_word("Slightly  Yellow") == fold_word("slightly yellow") == "slightlyyellow"
