"""Numbers pass or fail as the rules for filing have it."""

from __future__ import annotations

import pytest

from declarations.numbers import FiledNumber, NumberProblem, normalize_number, read_filed_number


@pytest.mark.parametrize(
    ("printed", "normalized", "firm", "sequence", "year", "is_food"),
    [
        ("Q/XXDZ 01-2018", "Q/XXDZ 01-2018", "XXDZ", "01", 2018, False),
        ("Q/ABC 0001S—2023", "Q/ABC 0001S-2023", "ABC", "0001", 2023, True),
        ("Q／ABC 01－2020", "Q/ABC 01-2020", "ABC", "01", 2020, False),
        ("Q/12ABC 003-2025", "Q/12ABC 003-2025", "12ABC", "003", 2025, False),
        ("Q/BYD 12.3-2021", "Q/BYD 12.3-2021", "BYD", "12.3", 2021, False),
        ("q/abc\u3000 01––2020\u200b", "Q/ABC 01-2020", "ABC", "01", 2020, False),
    ],
)
def test_a_number_that_can_be_filed_is_taken_apart(printed, normalized, firm, sequence, year, is_food):
    assert read_filed_number(printed) == FiledNumber(normalized, firm, sequence, year, is_food)


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Q/ABC 001-19", "two-digit-year"),
        ("Q/公司 01-2020", "chinese-code"),
        ("Q/ABC-001-2020", "no-space"),
        ("Q/ABC 001", "no-year"),
        ("GB/T 19001-2016", "not-enterprise"),
        ("Q/ABC/J 1001-2019", "form"),
        ("Q/ABC 001-1820", "form"),
        ("Q/ABCDEFGHIJKLMNOPQ 1-2020", "form"),
        ("Q/ABC ١-2020", "form"),
        (" ", "missing"),
    ],
)
def test_a_number_that_cannot_be_filed_says_why(printed, code):
    problem = read_filed_number(printed)
    assert isinstance(problem, NumberProblem)
    assert problem.code == code


def test_chinese_stays_as_it_is_when_a_number_is_normalized():
    assert normalize_number("Q/公司abc 01－2020") == "Q/公司abc 01-2020"
