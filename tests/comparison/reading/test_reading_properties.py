"""What must hold for every text: width, dashes, spaces and an operator's language change nothing; nothing raises."""

from __future__ import annotations

import time
from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.comparison.reading import read_band, read_limit, read_requirement
from catalog.comparison.reading.numbers import read_number
from catalog.comparison.requirements import Cell, Limits, NoRequirement, Requirement

WIDE = {code: chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
AT_MOST = [
    "≤",
    "<=",
    "不大于",
    "不得超过",
    "不高于",
    "至多",
    "≯",
    " max. ",
    " not more than ",
    " shall not exceed ",
    "不应大于",
]
AT_LEAST = ["≥", ">=", "不小于", "不低于", "不少于", "至少", "≮", " min. ", " not less than ", " at least "]
DASHES = ["~", "～", "—", "–", "-", "至", " to ", " ~ ", " – "]
NUMBERS = st.decimals(min_value=Fraction(1, 100), max_value=9999, places=2).map(
    lambda value: format(value.normalize(), "f")
)


def essence(text: str) -> tuple[object, ...]:
    """Return what a reading says without its printed forms."""
    found = read_requirement(text)
    if isinstance(found, NoRequirement):
        return ("none",)
    cells = []
    for cell in found.cells:
        constraint: object = cell.constraint
        if isinstance(cell.constraint, Limits):
            constraint = tuple(
                (i.low and i.low.value, i.low_closed, i.high and i.high.value, i.high_closed)
                for i in cell.constraint.intervals
            )
        cells.append((constraint, cell.unit))
    return (found.characteristic, found.problem, found.unit, found.basis, tuple(cells))


@given(NUMBERS, st.sampled_from(AT_MOST), st.sampled_from(AT_MOST))
def test_the_language_of_an_upper_limit_changes_nothing(number: str, one: str, two: str) -> None:
    assert essence(f"甲醛含量{one}{number} mg/kg") == essence(f"甲醛含量 {two} {number}mg/kg")


@given(NUMBERS, st.sampled_from(AT_LEAST), st.sampled_from(AT_LEAST))
def test_the_language_of_a_lower_limit_changes_nothing(number: str, one: str, two: str) -> None:
    assert essence(f"断裂强力{one}{number} N") == essence(f"断裂强力 {two} {number}N")


@given(NUMBERS, st.sampled_from(["≤", "<", "≥", ">"]))
def test_width_changes_nothing(number: str, operator: str) -> None:
    text = f"甲醛含量 {operator} {number} mg/kg"
    wide = text.replace(number, number.translate(WIDE)).replace("<", "＜").replace(">", "＞").replace(" ", "\u3000")
    assert essence(text) == essence(wide)


@given(NUMBERS, NUMBERS, st.sampled_from(DASHES), st.sampled_from(DASHES))
def test_the_dash_of_a_range_changes_nothing(one: str, two: str, first: str, second: str) -> None:
    low, high = sorted((one, two), key=Fraction)
    assert essence(f"抗拉强度 {low}{first}{high} MPa") == essence(f"抗拉强度 {low}{second}{high} MPa")


@given(st.integers(1, 9), st.integers(2, 12))
def test_a_power_of_ten_has_one_value(digit: int, exponent: int) -> None:
    raised = "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(char)] for char in str(exponent))
    forms = [f"{digit}×10{raised}", f"{digit}x10^{exponent}", f"{digit}E+{exponent:02d}", f"{digit}.0e{exponent}"]
    values = {found.number.value for form in forms if (found := read_number(form)) and found.trouble is None}
    assert values == {Fraction(digit * 10**exponent)}


@given(st.integers(1, 9), st.integers(2, 12))
def test_a_flattened_power_of_ten_is_never_read(digit: int, exponent: int) -> None:
    found = read_requirement(f"菌落总数 ≤ {digit}×10{exponent} CFU/g")
    assert isinstance(found, Requirement)
    assert found.problem == "PARSE"


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    found = read_requirement(text)
    assert isinstance(found, Requirement | NoRequirement)
    read_limit(text, name="甲醛含量", unit_printed="mg/kg")
    read_band(text)


PIECES = st.sampled_from(
    [
        "甲醛含量",
        "断裂强力",
        "≤",
        "≥",
        "<",
        "75",
        "300",
        "1,000",
        "1×10⁴",
        " ",
        "mg/kg",
        "N",
        "~",
        "±",
        "5%",
        "（",
        "）",
        "，",
        "、",
        "/",
        "经向",
        "A类",
        "优等品",
        "不大于",
        "以上",
        "not more than",
        "max.",
        "不得检出",
        "禁用",
        "GB/T 3923.1",
        "25℃",
        "干基",
        "以Pb计",
        "3-4级",
        "V-0",
        "且",
        "或",
        "-",
        "—",
        "n=5",
        "c=2",
        "m=0",
        "无",
        "符合",
        "规定",
        "额定电流的",
        "机座号",
        "（不含130）",
        "承受",
        "pH",
        ":",
        "of",
        "the",
        "=",
        "×10",
        "²",
        "ᵃ",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_no_mixture_of_real_words_raises_or_fails_inside(text: str) -> None:
    found = read_requirement(text)
    if isinstance(found, Requirement):
        assert found.cells
        assert "Error)" not in (found.problem_reason or "")
        assert all(isinstance(cell, Cell) for cell in found.cells)
        assert replace(found) == found


def test_time_grows_with_the_length_of_the_text_only() -> None:
    texts = [
        "(" * 1990,
        "≤" * 1990,
        "1," * 990,
        "不" * 1990,
        "1~" * 990,
        "甲" * 1990,
        "a " * 990,
        "1 000" * 390,
        "、1" * 990,
        "±1" * 990,
        "no more " * 240,
        "GB/T 1" * 330,
    ]
    for text in texts:
        start = time.process_time()
        read_requirement(text)
        assert time.process_time() - start < 2
