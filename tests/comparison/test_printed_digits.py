"""How many decimals a printed number has: with a point, with a decimal comma, with groups of thousands."""

from __future__ import annotations

from fractions import Fraction

import pytest

from catalog.comparison import compare_texts
from catalog.comparison.rounding import last_digit, places


@pytest.mark.parametrize(
    ("printed", "decimals"),
    [
        ("1.0", 1),
        ("1,0", 1),
        ("0,50", 2),
        ("0,010", 3),
        ("12,25", 2),
        ("-0,2", 1),
        ("1,000", 0),
        ("1,234,567", 0),
        ("1,234.5", 1),
        ("15", 0),
        ("1×10⁴", None),
    ],
)
def test_decimals_of_a_printed_number(printed, decimals):
    assert places(printed) == decimals


def test_the_last_digit_after_a_decimal_comma():
    assert last_digit("0,5") == Fraction(1, 10)


def test_a_decimal_comma_is_no_other_number_of_digits():
    assert "DIGITS_DIFFER" not in compare_texts("氟化物 ≤ 1.0 mg/L", "Fluoride: ≤ 1,0 mg/l").flags
