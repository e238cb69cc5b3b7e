"""The acceptance pairs and the project's own further ones, from two printed texts to the verdict."""

import json
from pathlib import Path

import pytest

from catalog.comparison import compare_texts
from catalog.comparison.codec import verdict_from_json, verdict_to_json

CASES = Path(__file__).resolve().parents[1] / "cases"
NAMES = ("verdict_pairs.jsonl", "more_pairs.jsonl", "third_pairs.jsonl")
PAIRS = [json.loads(line) for name in NAMES for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", PAIRS, ids=[case["id"] for case in PAIRS])
def test_a_pair_gets_the_expected_verdict_code_flags_and_parts(case):
    got = verdict_to_json(compare_texts(case["declared"], case["benchmark"], case.get("context")))
    assert (got["verdict"], got["code"]) == (case["expected"], case["code"]), got["steps"]
    assert set(case["flags"]) <= set(got["flags"])
    if "parts" in case:
        parts = [{key: part[key] for key in part if key not in ("code", "flags")} for part in got["parts"]]
        assert sorted(map(str, parts)) == sorted(map(str, case["parts"]))


@pytest.mark.parametrize("case", PAIRS[::7], ids=[case["id"] for case in PAIRS[::7]])
def test_a_verdict_survives_its_json(case):
    verdict = compare_texts(case["declared"], case["benchmark"], case.get("context"))
    assert verdict_from_json(json.loads(json.dumps(verdict_to_json(verdict)))) == verdict


@pytest.mark.parametrize("case", PAIRS, ids=[case["id"] for case in PAIRS])
def test_every_verdict_has_a_reason_in_both_languages_and_a_step(case):
    verdict = compare_texts(case["declared"], case["benchmark"], case.get("context"))
    assert verdict.reason.zh.endswith("。")
    assert verdict.reason.en.endswith(".")
    assert verdict.steps
    assert (verdict.code is None) == (verdict.verdict.value not in ("NOT_COMPARABLE", "UNDETERMINED"))
