"""Every spelling of an operator gives the same accepted values, with the right end open or closed."""

from __future__ import annotations

import pytest

from catalog.comparison.reading import read_requirement
from catalog.comparison.reading.operators import match_operator
from catalog.comparison.requirements import Limits, Requirement


def interval(text: str) -> tuple[str | None, bool, str | None, bool]:
    """Return the one interval of a text: low, low closed, high, high closed."""
    found = read_requirement(text)
    assert isinstance(found, Requirement)
    assert found.problem is None, found.problem_reason
    assert len(found.cells) == 1
    constraint = found.cells[0].constraint
    assert isinstance(constraint, Limits), constraint
    (only,) = constraint.intervals
    return (only.low and only.low.exact, only.low_closed, only.high and only.high.exact, only.high_closed)


AT_MOST = (None, True, "75", True)
BELOW = (None, True, "75", False)
AT_LEAST = ("75", True, None, True)
ABOVE = ("75", False, None, True)


@pytest.mark.parametrize(
    "operator",
    [
        "≤",
        "<=",
        "=<",
        "≦",
        "⩽",
        "≯",
        "不大于",
        "不得大于",
        "不应大于",
        "不超过",
        "不得超过",
        "不应超过",
        "不高于",
        "不得高于",
        "不多于",
        "至多",
        "最多",
        "最高",
        "应不大于",
        "最高不超过",
        "小于等于",
        "小于或等于",
        "低于或等于",
        "not more than ",
        "no more than ",
        "not greater than ",
        "shall not exceed ",
        "not to exceed ",
        "not exceeding ",
        "max. ",
        "max ",
        "maximum ",
        "at most ",
        "up to ",
        "less than or equal to ",
        "shall be not more than ",
        "must not be higher than ",
    ],
)
def test_at_most(operator: str) -> None:
    assert interval(f"甲醛含量{operator}75 mg/kg") == AT_MOST


@pytest.mark.parametrize(
    "operator",
    ["<", "＜", "低于", "小于", "少于", "不足", "未满", "应小于", "less than ", "below ", "lower than ", "under "],
)
def test_below(operator: str) -> None:
    assert interval(f"甲醛含量{operator}75 mg/kg") == BELOW


@pytest.mark.parametrize(
    "operator",
    [
        "≥",
        ">=",
        "=>",
        "≧",
        "⩾",
        "≮",
        "不小于",
        "不得小于",
        "不低于",
        "不得低于",
        "不少于",
        "不应少于",
        "至少",
        "最低",
        "大于等于",
        "大于或等于",
        "高于或等于",
        "not less than ",
        "no less than ",
        "not lower than ",
        "min. ",
        "minimum ",
        "at least ",
        "greater than or equal to ",
        "shall not be less than ",
    ],
)
def test_at_least(operator: str) -> None:
    assert interval(f"断裂强力{operator}75 N") == AT_LEAST


@pytest.mark.parametrize(
    "operator",
    [
        ">",
        "＞",
        "高于",
        "大于",
        "超过",
        "多于",
        "应大于",
        "more than ",
        "above ",
        "greater than ",
        "exceeding ",
        "over ",
    ],
)
def test_above(operator: str) -> None:
    assert interval(f"断裂强力{operator}75 N") == ABOVE


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        ("以上", AT_LEAST),
        ("及以上", AT_LEAST),
        ("以上（含）", AT_LEAST),
        (" or more", AT_LEAST),
        (" min.", AT_LEAST),
        (" minimum", AT_LEAST),
        ("以上（不含75）", ABOVE),
        ("（不含75）以上", ABOVE),
        ("以下", AT_MOST),
        ("以内", AT_MOST),
        ("及以下", AT_MOST),
        (" or less", AT_MOST),
        (" max.", AT_MOST),
        (" maximum", AT_MOST),
        ("以下（不含）", BELOW),
        ("（不含75）以下", BELOW),
    ],
)
def test_an_operator_behind_the_number(behind: str, expected: object) -> None:
    assert interval(f"断裂强力 75N{behind}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲醛含量：75 mg/kg", AT_MOST),
        ("断裂强力：75 N", AT_LEAST),
    ],
)
def test_a_missing_operator_comes_from_the_characteristic_and_is_flagged(text: str, expected: object) -> None:
    found = read_requirement(text)
    assert isinstance(found, Requirement)
    assert found.flags == ("IMPLIED_OPERATOR",)
    assert interval(text) == expected


def test_a_missing_operator_of_an_unknown_characteristic_is_a_problem() -> None:
    found = read_requirement("某某指标 75 mg/kg")
    assert isinstance(found, Requirement)
    assert found.problem == "AMBIGUOUS_OPERATOR"


@pytest.mark.parametrize(
    "text",
    ["甲醛含量 不大于等于75 mg/kg", "断裂强力 最高不低于75 N", "断裂强力 ≥ 约 75 N", "长度 约 75 mm", "长度 75 mm左右"],
)
def test_contradiction_and_vagueness_are_refused(text: str) -> None:
    found = read_requirement(text)
    assert isinstance(found, Requirement)
    assert found.problem is not None


@pytest.mark.parametrize("text", ["不应有大于5 mm的裂纹", "no crack shall exceed 5 mm"])
def test_a_forbidden_excess_is_never_read_as_a_lower_limit(text: str) -> None:
    found = read_requirement(text)
    assert isinstance(found, Requirement)
    assert found.problem == "PARSE"


@pytest.mark.parametrize("sign", ["V", "√", "く", "〈"])
def test_a_sign_that_recognition_may_have_made_is_a_problem(sign: str) -> None:
    found = read_requirement(f"断裂强力/N {sign} 300")
    assert isinstance(found, Requirement)
    assert found.problem == "OCR"


def test_a_text_marked_as_recognised_is_a_problem() -> None:
    found = read_requirement("断裂强力 > 300 N（OCR）")
    assert isinstance(found, Requirement)
    assert found.problem == "OCR"


def test_two_operator_words_in_a_row_must_agree() -> None:
    found = match_operator("最高不超过75", 0)
    assert found is not None
    assert (found.op, found.trouble, found.end) == ("le", None, 5)
