"""How a reading is held against a table of expectations that a person wrote (see golden/README.md)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from catalog.comparison.folding import fold_word
from catalog.comparison.requirements import (
    Band,
    ByReference,
    CapabilityRange,
    Constraint,
    GradeSet,
    Limits,
    NumberInterval,
    Requirement,
    Text,
    Tolerance,
    WordSet,
)

GOLDEN = Path(__file__).parent / "golden"


def load(name: str) -> dict:
    return json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))


def _end(number) -> str:
    return "-" if number is None else number.exact


def interval(value: NumberInterval) -> str:
    low = "[" if value.low is not None and value.low_closed else "("
    high = "]" if value.high is not None and value.high_closed else ")"
    return f"{low}{_end(value.low)},{_end(value.high)}{high}"


def _plain(number: str) -> str:
    value = Fraction(number)
    whole = value.limit_denominator(10**9)
    return str(whole.numerator) if whole.denominator == 1 else f"{float(whole):g}"


def expected_forms(limit: str) -> set[str]:
    """All canonical readings that say what ``limit`` says."""
    if limit in {"ref", "text", "words"}:
        return {limit}
    if match := re.fullmatch(r"can \[(.+),(.+)\]", limit):
        low, high = map(_plain, match.groups())
        return {f"can [{low},{high}]"}
    if match := re.fullmatch(r"can (.+)", limit):
        number = _plain(match[1])
        if number.startswith("-"):
            return {f"can [{number},-]"}
        return {f"can [-,{number}]", f"can [0,{number}]"}
    if match := re.fullmatch(r"dev (.+)%", limit):
        number = _plain(match[1])
        return {f"dev {number}%", f"[-,{number}]", f"[-{number},{number}]", f"can [-{number},{number}]"}
    if match := re.fullmatch(r"(<=|>=|<|>)(.+)", limit):
        number = _plain(match[2])
        return {
            "<=": {f"[-,{number}]", f"can [-,{number}]"},
            "<": {f"[-,{number})", f"can [-,{number})"},
            ">=": {f"[{number},-]"},
            ">": {f"({number},-]"},
        }[match[1]]
    if match := re.fullmatch(r"\[(.+),(.+)\]", limit):
        return {f"[{_plain(match[1])},{_plain(match[2])}]"}
    if match := re.fullmatch(r"\((.+),(.+)\)", limit):
        return {f"({_plain(match[1])},{_plain(match[2])})"}
    if match := re.fullmatch(r"grade (.+)", limit):
        return {f"grade {match[1]}"}
    raise AssertionError(limit)


def canonical(constraint: Constraint) -> str:
    if isinstance(constraint, Limits | CapabilityRange):
        prefix = "can " if isinstance(constraint, CapabilityRange) else ""
        parts = []
        for one in constraint.intervals:
            low = "-" if one.low is None else _plain(one.low.exact)
            high = "-" if one.high is None else _plain(one.high.exact)
            left = "[" if one.low is None or one.low_closed else "("
            right = "]" if one.high is None or one.high_closed else ")"
            parts.append(f"{left}{low},{high}{right}")
        points = {part for part in parts if re.fullmatch(r"\[(.+),\1\]", part)}
        if len(parts) > 1 and len(points) == len(parts):
            return "words"
        return prefix + " ".join(parts)
    if isinstance(constraint, Tolerance):
        if constraint.nominal is None and constraint.minus.value == constraint.plus.value:
            size = constraint.plus.value * 100 if constraint.relative else constraint.plus.value
            return f"dev {_plain(str(size))}%"
        return "tolerance"
    if isinstance(constraint, GradeSet):
        return f"grade {constraint.grade.removesuffix('级').strip()}"
    return {ByReference: "ref", Text: "text", WordSet: "words"}.get(type(constraint), type(constraint).__name__)


def class_text(value: Band | str) -> str:
    if isinstance(value, str):
        return value
    one = value.interval
    low = "-" if one.low is None else _plain(one.low.exact)
    high = "-" if one.high is None else _plain(one.high.exact)
    left = "[" if one.low is not None and one.low_closed else "("
    right = "]" if one.high is not None and one.high_closed else ")"
    return f"{left}{low},{high}{right}"


def is_limit(requirement: Requirement) -> bool:
    return any(not isinstance(cell.constraint, Text | ByReference) for cell in requirement.cells)


def _folded(text: str) -> str:
    return fold_word(text)


def conditions_text(requirement: Requirement) -> str:
    found = [*requirement.conditions, *(c for cell in requirement.cells for c in cell.conditions)]
    return _folded(" ".join(f"{c.name} {c.value} {c.printed}" for c in found))


@dataclass
class Comparison:
    missing: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    unexpected: list[str] = field(default_factory=list)
    incomplete: list[str] = field(default_factory=list)
    wanted: int = 0
    found: int = 0
    limits: int = 0

    @property
    def recall(self) -> float:
        return self.found / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        return 1 - len(self.unexpected) / self.limits if self.limits else 1.0


def _limits_match(row: dict, requirement: Requirement) -> bool:
    if "cells" in row:
        wanted = {band: limit for band, limit in row["cells"].items() if limit != "ref"}
        read = {
            ",".join(class_text(value) for _, value in cell.classes): canonical(cell.constraint)
            for cell in requirement.cells
            if not isinstance(cell.constraint, ByReference)
        }
        return set(read) == set(wanted) and all(read[band] in expected_forms(limit) for band, limit in wanted.items())
    if len(requirement.cells) != 1 or requirement.axes:
        return False
    constraint = requirement.cells[0].constraint
    if canonical(constraint) not in expected_forms(row["limit"]):
        return False
    if isinstance(constraint, ByReference) and "to" in row:
        return constraint.designation == row["to"] and constraint.clause == row.get("to_clause", constraint.clause)
    return True


_UNITS = {"rpm": "r/min", "倍": "", "%": "%"}


def _unit_matches(row: dict, requirement: Requirement) -> bool:
    if "unit" not in row or not is_limit(requirement):
        return True
    read = requirement.unit_printed or next((c.unit_printed for c in requirement.cells if c.unit_printed), None) or ""
    fold = lambda text: re.sub(r"\s|DC|AC|（|）|\(|\)", "", _UNITS.get(text, text)).replace("µ", "μ").lower()  # noqa: E731 - two uses on one line
    return fold(read) == fold(row["unit"])


def _names_match(row: dict, requirement: Requirement) -> bool:
    name = _folded(requirement.name)
    return any(_folded(word) in name for word in row["name"])


STATES = {
    "冷态": "cold",
    "热态": "hot",
    "正常试验大气条件": "normalatmosphere",
    "低温": "lowtemperature",
    "高温": "hightemperature",
    "湿热": "afterdampheat",
    "方波": "squarewave",
    "正弦波": "sinewave",
    "连续堵转": "stalled",
    "空载": "noload",
    "额定负载": "ratedload",
}


def _state_matches(row: dict, requirement: Requirement) -> bool:
    text = conditions_text(requirement)
    return all(_folded(word) in text or STATES.get(word, "\0") in text for word in row.get("conditions", ()))


def _rest(row: dict, requirement: Requirement) -> list[str]:
    """What an otherwise right row lacks."""
    out = []
    if not _state_matches(row, requirement):
        out.append(f"conditions {row['conditions']}")
    for key, text in (("applies_if", " ".join(requirement.applies_if)), ("alternative", requirement.alternative or "")):
        wanted = row.get(key, [])
        words = [wanted] if isinstance(wanted, str) else wanted
        out.extend(f"{key} {word}" for word in words if word not in text)
    methods = " ".join(f"{m.designation or ''} {m.variant or ''} {m.printed}" for m in requirement.methods)
    english = {"电阻法": "resistance_method", "温度计法": "thermometer"}
    out += [f"method {m}" for m in row.get("methods", ()) if m not in methods and english.get(m, "\0") not in methods]
    for cell, wanted in zip(requirement.cells, row.get("cell_conditions", ()), strict=False):
        if not any(
            wanted.replace(" ", "") in f"{c.number.exact if c.number else ''}{c.unit or ''}" for c in cell.conditions
        ):
            out.append(f"cell condition {wanted}")
    return out


def _clause_matches(wanted: str | list[str], clause: str | None) -> bool:
    return clause in wanted if isinstance(wanted, list) else clause == wanted


def compare(golden: dict, requirements: tuple[Requirement, ...]) -> Comparison:
    result = Comparison(limits=sum(map(is_limit, requirements)))
    left = list(requirements)
    rows = sorted(golden["requirements"], key=lambda row: bool(row.get("optional")))
    for row in rows:
        matches = [
            r
            for r in left
            if _clause_matches(row["clause"], r.clause)
            and _names_match(row, r)
            and _limits_match(row, r)
            and _unit_matches(row, r)
        ]
        matches.sort(key=lambda r: len(_rest(row, r)))
        label = f"{row['clause']} {row['name'][0]} {row.get('limit', row.get('cells'))}"
        if not row.get("optional"):
            result.wanted += 1
            result.found += bool(matches)
            if not matches:
                result.missing.append(label)
        if matches:
            left.remove(matches[0])
            result.incomplete += [f"{label}: {word}" for word in _rest(row, matches[0])]
    for requirement in left:
        if not is_limit(requirement):
            continue
        limits = [canonical(cell.constraint) for cell in requirement.cells]
        text = f"{requirement.clause} {requirement.name}: {limits} {requirement.unit_printed}"
        result.unexpected.append(text)
        result.wrong.append(text)
    return result
