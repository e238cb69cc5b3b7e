"""Swapping the sides of a pair swaps the verdict, for every pair of every case file."""

import json
from pathlib import Path

import pytest

from catalog.comparison import compare_texts
from catalog.comparison.reading import read_requirement

CASES = Path(__file__).resolve().parents[1] / "cases"
FILES = sorted(CASES.glob("*_pairs.jsonl"))
SWAPPED = {"STRICTER": "LOOSER", "LOOSER": "STRICTER", "MISSING": "EXTRA", "EXTRA": "MISSING"}


def _cases(file):
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _offers_an_alternative(case):
    """Tell of the one rule that the sides do not share.

    A benchmark's alternative is met by whoever meets its limit, a declared one promises nothing in public.
    """
    texts = [case[side] for side in ("declared", "benchmark") if case[side]]
    return any(getattr(read_requirement(text), "alternative", None) for text in texts)


def _answers(case):
    forward = compare_texts(case["declared"], case["benchmark"], case.get("context"))
    backward = compare_texts(case["benchmark"], case["declared"], case.get("context"))
    return (forward.verdict.value, forward.code), (backward.verdict.value, backward.code)


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_swapping_the_sides_swaps_the_verdict(file):
    answers = {case["id"]: _answers(case) for case in _cases(file) if not _offers_an_alternative(case)}
    expected = {id_: (SWAPPED.get(verdict, verdict), code) for id_, ((verdict, code), _) in answers.items()}
    assert {id_: backward for id_, (_, backward) in answers.items()} == expected


def test_an_alternative_of_the_declared_side_promises_nothing():
    cases = [case for file in FILES for case in _cases(file) if _offers_an_alternative(case)]
    for case in cases:
        assert ("UNDETERMINED", "REF_UNRESOLVED") in _answers(case)
