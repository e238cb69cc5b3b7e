"""The JSON of numbers, intervals and constraints (see :mod:`catalog.comparison.codec`)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from catalog.comparison.requirements import (
    Boolean,
    ByReference,
    CapabilityRange,
    Constraint,
    GradeSet,
    Limits,
    NoRequirement,
    NotDetected,
    Number,
    NumberInterval,
    SamplingPlan,
    Text,
    Tolerance,
    WordSet,
)

__all__ = [
    "Json",
    "constraint_from_json",
    "constraint_to_json",
    "get_number",
    "interval_from_json",
    "interval_to_json",
    "put_number",
]

Json = dict[str, Any]


def put_number(target: Json, key: str, number: Number | None) -> None:
    """Write a number under ``key``, with its printed form where that differs."""
    if number is None:
        target[key] = None
        return
    target[key] = number.exact
    if number.printed != number.exact:
        target[f"{key}_printed"] = number.printed


def get_number(source: Json, key: str) -> Number | None:
    """Return the number that :func:`put_number` wrote, or ``None``."""
    text = source.get(key)
    if text is None:
        return None
    return Number(Fraction(text), str(source.get(f"{key}_printed", text)))


def _need(source: Json, key: str) -> Number:
    number = get_number(source, key)
    if number is None:
        raise ValueError(f"{key}: a number is needed here")
    return number


def interval_to_json(interval: NumberInterval) -> Json:
    """Return an interval with its ends."""
    out: Json = {}
    put_number(out, "low", interval.low)
    out["low_closed"] = interval.low_closed
    put_number(out, "high", interval.high)
    out["high_closed"] = interval.high_closed
    return out


def interval_from_json(data: Json) -> NumberInterval:
    """Return the interval that :func:`interval_to_json` wrote."""
    return NumberInterval(
        get_number(data, "low"),
        get_number(data, "high"),
        low_closed=data.get("low_closed", True),
        high_closed=data.get("high_closed", True),
    )


def constraint_to_json(constraint: Constraint) -> Json:  # noqa: C901, PLR0911 - one return per kind of constraint
    """Return a constraint as ``{"kind": …}`` with the fields of that kind."""
    out: Json
    match constraint:
        case Limits(intervals):
            return {"kind": "interval", "intervals": [interval_to_json(i) for i in intervals]}
        case CapabilityRange(intervals):
            return {"kind": "capability_range", "intervals": [interval_to_json(i) for i in intervals]}
        case Tolerance(nominal, minus, plus, relative, reference):
            out = {"kind": "nominal_tolerance"}
            put_number(out, "nominal", nominal)
            put_number(out, "minus", minus)
            put_number(out, "plus", plus)
            return out | {"relative": relative, "reference": reference}
        case GradeSet(scale, operator, grade, defined_by):
            return {"kind": "ordinal", "scale": scale, "op": operator, "grade": grade, "defined_by": defined_by}
        case Boolean(value, subject):
            return {"kind": "boolean", "value": value, "subject": subject}
        case WordSet(allowed, forbidden):
            return {"kind": "set", "allowed": sorted(allowed), "forbidden": sorted(forbidden)}
        case NotDetected(limit, sample, sample_unit):
            out = {"kind": "not_detected"}
            put_number(out, "limit", limit)
            put_number(out, "sample", sample)
            return out | {"sample_unit": sample_unit}
        case SamplingPlan():
            out = {"kind": "sampling", "n": constraint.n, "c": constraint.c}
            put_number(out, "m", constraint.m)
            put_number(out, "M", constraint.M)
            put_number(out, "sample", constraint.sample)
            return out | {"sample_unit": constraint.sample_unit}
        case ByReference(printed, designation, clause):
            return {"kind": "by_reference", "printed": printed, "designation": designation, "clause": clause}
        case Text(printed, reason):
            return {"kind": "text", "printed": printed, "reason": reason}
        case NoRequirement(printed):
            return {"kind": "none", "printed": printed}


def constraint_from_json(data: Json) -> Constraint:  # noqa: C901, PLR0911 - one return per kind of constraint
    """Return the constraint that :func:`constraint_to_json` wrote; raises ValueError for an unknown kind."""
    match data["kind"]:
        case "interval":
            return Limits(tuple(interval_from_json(i) for i in data["intervals"]))
        case "capability_range":
            return CapabilityRange(tuple(interval_from_json(i) for i in data["intervals"]))
        case "nominal_tolerance":
            nominal, minus, plus = get_number(data, "nominal"), _need(data, "minus"), _need(data, "plus")
            return Tolerance(nominal, minus, plus, relative=data["relative"], reference=data.get("reference"))
        case "ordinal":
            return GradeSet(data["scale"], data["op"], data["grade"], data.get("defined_by"))
        case "boolean":
            return Boolean(value=data["value"], subject=data.get("subject", "presence"))
        case "set":
            return WordSet(frozenset(data["allowed"]), frozenset(data["forbidden"]))
        case "not_detected":
            return NotDetected(get_number(data, "limit"), get_number(data, "sample"), data.get("sample_unit"))
        case "sampling":
            m, upper, sample = _need(data, "m"), get_number(data, "M"), get_number(data, "sample")
            return SamplingPlan(data["n"], data["c"], m, upper, sample, data.get("sample_unit"))
        case "by_reference":
            return ByReference(data["printed"], data.get("designation"), data.get("clause"))
        case "text":
            return Text(data["printed"], data["reason"])
        case "none":
            return NoRequirement(data["printed"])
        case other:
            raise ValueError(f"{other!r} is not a kind of constraint")
