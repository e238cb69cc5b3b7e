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


@pytest.mark.parametrize("pair", BOTH, ids=[pair["id"] for pair in BOTH])
def test_the_steps_and_flags_of_a_pair_have_their_cause(pair):
    verdict = compare_texts(pair["declared"], pair["benchmark"], pair.get("context"))
    if verdict.cells:
        return
    if verdict.code is not None:
        _the_last_step_is_the_gate_that_closed(verdict)
    elif verdict.verdict.value in DIRECTIONS and {step.gate for step in verdict.steps} != {"modality"}:
        _name_and_inclusion_were_asked(verdict)
    _each_flag_has_a_cause(verdict, f"{pair['declared']} {pair['benchmark']}")


def _the_last_step_is_the_gate_that_closed(verdict):
    last = verdict.steps[-1]
    assert last.gate in CLOSING[verdict.code] | {"parse"}
    assert last.outcome not in AGREEING


def _name_and_inclusion_were_asked(verdict):
    assert "characteristic" in {step.gate for step in verdict.steps}
    assert any(step.gate in ("inclusion", "unit", "basis") for step in verdict.steps[1:])


def _each_flag_has_a_cause(verdict, texts):
    outcomes = {step.outcome for step in verdict.steps}
    for flag in set(verdict.flags) & set(CAUSES):
        assert re.search(CAUSES[flag], texts), flag
    if {"MARGIN_SMALL", "BOUNDARY_ONLY"} & set(verdict.flags):
        assert verdict.verdict.value in ("STRICTER", "LOOSER")
    if "METHOD_RATIONAL" in verdict.flags:
        assert "rational" in outcomes
    assert not {"METHOD_IDT", "METHOD_MOD"} <= set(verdict.flags)
    if "METHOD_UNSTATED" in verdict.flags:
        assert outcomes & {"unstated", "unstated on one side", "variant unstated"}
