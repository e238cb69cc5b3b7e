"""Pairs about words that must not vanish: written and judged by hand; ``null`` means that no direction may be given."""

import json
from pathlib import Path

import pytest

from catalog.comparison import compare_texts

CASES = Path(__file__).resolve().parents[1] / "cases" / "fourth_pairs.jsonl"
PAIRS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
OPEN = {"UNDETERMINED", "NOT_COMPARABLE"}


@pytest.mark.parametrize("case", PAIRS, ids=[case["id"] for case in PAIRS])
def test_a_pair_gets_its_verdict_or_no_direction_where_none_is_told(case):
    got = compare_texts(case["declared"], case["benchmark"], case.get("context"))
    assert got.verdict.value in (OPEN if case["expected"] is None else {case["expected"]}), got.steps


def test_a_word_that_was_not_understood_is_named():
    got = compare_texts("断裂强力 边部 ≥ 300 N", "断裂强力 ≥ 280 N", None)
    assert "边部" in f"{got.reason.zh} {got.reason.en}"
