"""Every pair of the cases: the gate that closed stands last, and no flag stands where no text gives cause for it."""

import json
import re
from pathlib import Path

import pytest

from catalog.comparison import compare_texts

CASES = Path(__file__).resolve().parents[2] / "cases"
PAIRS = [
    json.loads(line)
    for file in sorted(CASES.glob("*_pairs.jsonl"))
    for line in file.read_text(encoding="utf-8").splitlines()
]
BOTH = [pair for pair in PAIRS if pair["declared"] is not None and pair["benchmark"] is not None]
DIRECTIONS = {"EQUAL", "STRICTER", "LOOSER", "OVERLAP", "DISJOINT"}
CLOSING = {
    "QUANTITY": {"characteristic", "condition", "unit", "basis", "inclusion"},
    "CLASS": {"class", "condition"},
    "CONDITION": {"condition", "characteristic"},
    "METHOD": {"method"},
    "METHOD_UNSTATED": {"method"},
    "BASIS": {"unit", "basis"},
    "SCALE": {"unit"},
    "SAMPLING": {"inclusion", "unit"},
    "KIND": {"unit", "inclusion"},
    "QUALITATIVE": {"unit"},
    "LOD": {"inclusion"},
    "REF_UNRESOLVED": {"unit", "inclusion"},
    "AMBIGUOUS_OPERATOR": {"inclusion", "parse"},
    "PARSE": {"parse"},
    "OCR": {"parse"},
}
"""Gates that may give a code beside the reading; the first that closes gives it."""
AGREEING = {
    "same",
    "same name",
    "same members",
    "same subject",
    "same scale",
    "converted",
    "same after conversion",
    "equivalent",
    "monotone",
    "holds for all sizes",
    "rational",
    "row selected",
    "withdrawn edition",
    "limit of detection",
}
CAUSES = {
    "PPM_AS_MASS_FRACTION": r"(?i)pp[mbt]",
    "LOD_AS_LIMIT": r"(?i)检出|检测出|not.*detect|absent|free|absence|N\.?D|阴性|negative|nil",
    "ZERO_AS_ND": r"0",
    "SIGN_REVERSED": r"(?i)缩|shrink",
    "STOICHIOMETRIC_FACTOR": r"(?i)计|\bas\b|氮|磷|钾|NO|SO|phosph|亚硝|硝酸",
    "BASIS_INEQUALITY": r"(?i)干|湿|dry|wet|moist",
    "DOMAIN_CLIP": r"\d",
    "CONDITION_CONVERTED": r"\d",
}


def got(pair):
    return compare_texts(pair["declared"], pair["benchmark"], pair.get("context"))


@pytest.mark.parametrize("pair", BOTH, ids=[pair["id"] for pair in BOTH])
def test_the_last_step_of_a_closed_pair_is_the_gate_that_closed_it(pair):
    verdict = got(pair)
    if verdict.code is None or verdict.cells:
        return
    last = verdict.steps[-1]
    assert last.gate in CLOSING[verdict.code] | {"parse"}
    assert last.outcome not in AGREEING


@pytest.mark.parametrize("pair", BOTH, ids=[pair["id"] for pair in BOTH])
def test_an_ordered_pair_went_through_name_and_inclusion(pair):
    verdict = got(pair)
    if verdict.verdict.value not in DIRECTIONS or verdict.cells:
        return
    gates = [step.gate for step in verdict.steps]
    if gates == ["modality"] * len(gates):
        return
    assert "characteristic" in gates
    assert any(step.gate in ("inclusion", "unit", "basis") for step in verdict.steps[1:])


@pytest.mark.parametrize("pair", BOTH, ids=[pair["id"] for pair in BOTH])
def test_a_flag_stands_only_where_a_text_gives_cause(pair):
    verdict = got(pair)
    texts = f"{pair['declared']} {pair['benchmark']}"
    outcomes = {step.outcome for step in verdict.steps}
    for flag in set(verdict.flags) & set(CAUSES):
        assert re.search(CAUSES[flag], texts), flag
    if {"MARGIN_SMALL", "BOUNDARY_ONLY"} & set(verdict.flags) and not verdict.cells:
        assert verdict.verdict.value in ("STRICTER", "LOOSER")
    if "METHOD_RATIONAL" in verdict.flags and not verdict.cells:
        assert "rational" in outcomes
    assert not {"METHOD_IDT", "METHOD_MOD"} <= set(verdict.flags) or verdict.cells
    if "METHOD_UNSTATED" in verdict.flags and not verdict.cells:
        assert outcomes & {"unstated", "unstated on one side", "variant unstated"}
