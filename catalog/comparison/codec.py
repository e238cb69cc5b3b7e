"""The JSON of requirements, documents, verdicts and reports, and the way back.

Numbers are exact strings (``"0.5"``, ``"7/3"``). Where the printed form differs (``"0.50"``) it stands beside the
number under ``…_printed``, so that nothing is lost on the round trip and storage uses the same shapes as programs do.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from catalog.comparison.reports import (
    CellVerdict,
    Completeness,
    DocumentRequirements,
    Notice,
    Report,
    Row,
    RowSide,
    Scope,
    ScopeState,
    Step,
    Verdict,
    VerdictKind,
    Words,
)
from catalog.comparison.requirements import (
    Axis,
    AxisType,
    Band,
    Boolean,
    ByReference,
    CapabilityRange,
    Cell,
    Condition,
    Constraint,
    Grade,
    GradeSet,
    Limits,
    Method,
    Modality,
    NoRequirement,
    NotDetected,
    Number,
    NumberInterval,
    Requirement,
    SamplingPlan,
    Source,
    Text,
    Tolerance,
    WordSet,
)

__all__ = [
    "constraint_from_json",
    "constraint_to_json",
    "document_from_json",
    "document_to_json",
    "report_from_json",
    "report_to_json",
    "requirement_from_json",
    "requirement_to_json",
    "verdict_from_json",
    "verdict_to_json",
]

Json = dict[str, Any]


def _put(target: Json, key: str, number: Number | None) -> None:
    if number is None:
        target[key] = None
        return
    target[key] = number.exact
    if number.printed != number.exact:
        target[f"{key}_printed"] = number.printed


def _get(source: Json, key: str) -> Number | None:
    text = source.get(key)
    if text is None:
        return None
    return Number(Fraction(text), str(source.get(f"{key}_printed", text)))


def _need(source: Json, key: str) -> Number:
    number = _get(source, key)
    if number is None:
        raise ValueError(f"{key}: a number is needed here")
    return number


def _interval_to_json(interval: NumberInterval) -> Json:
    out: Json = {}
    _put(out, "low", interval.low)
    out["low_closed"] = interval.low_closed
    _put(out, "high", interval.high)
    out["high_closed"] = interval.high_closed
    return out


def _interval_from_json(data: Json) -> NumberInterval:
    return NumberInterval(
        _get(data, "low"),
        _get(data, "high"),
        low_closed=data.get("low_closed", True),
        high_closed=data.get("high_closed", True),
    )


def constraint_to_json(constraint: Constraint) -> Json:  # noqa: C901, PLR0911 - one return per kind of constraint
    """Return a constraint as ``{"kind": …}`` with the fields of that kind."""
    out: Json
    match constraint:
        case Limits(intervals):
            return {"kind": "interval", "intervals": [_interval_to_json(i) for i in intervals]}
        case CapabilityRange(intervals):
            return {"kind": "capability_range", "intervals": [_interval_to_json(i) for i in intervals]}
        case Tolerance(nominal, minus, plus, relative, reference):
            out = {"kind": "nominal_tolerance"}
            _put(out, "nominal", nominal)
            _put(out, "minus", minus)
            _put(out, "plus", plus)
            return out | {"relative": relative, "reference": reference}
        case GradeSet(scale, operator, grade, defined_by):
            return {"kind": "ordinal", "scale": scale, "op": operator, "grade": grade, "defined_by": defined_by}
        case Boolean(value, subject):
            return {"kind": "boolean", "value": value, "subject": subject}
        case WordSet(allowed, forbidden):
            return {"kind": "set", "allowed": sorted(allowed), "forbidden": sorted(forbidden)}
        case NotDetected(limit, sample, sample_unit):
            out = {"kind": "not_detected"}
            _put(out, "limit", limit)
            _put(out, "sample", sample)
            return out | {"sample_unit": sample_unit}
        case SamplingPlan():
            out = {"kind": "sampling", "n": constraint.n, "c": constraint.c}
            _put(out, "m", constraint.m)
            _put(out, "M", constraint.M)
            _put(out, "sample", constraint.sample)
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
            return Limits(tuple(_interval_from_json(i) for i in data["intervals"]))
        case "capability_range":
            return CapabilityRange(tuple(_interval_from_json(i) for i in data["intervals"]))
        case "nominal_tolerance":
            nominal, minus, plus = _get(data, "nominal"), _need(data, "minus"), _need(data, "plus")
            return Tolerance(nominal, minus, plus, relative=data["relative"], reference=data.get("reference"))
        case "ordinal":
            return GradeSet(data["scale"], data["op"], data["grade"], data.get("defined_by"))
        case "boolean":
            return Boolean(value=data["value"], subject=data.get("subject", "presence"))
        case "set":
            return WordSet(frozenset(data["allowed"]), frozenset(data["forbidden"]))
        case "not_detected":
            return NotDetected(_get(data, "limit"), _get(data, "sample"), data.get("sample_unit"))
        case "sampling":
            m, upper, sample = _need(data, "m"), _get(data, "M"), _get(data, "sample")
            return SamplingPlan(data["n"], data["c"], m, upper, sample, data.get("sample_unit"))
        case "by_reference":
            return ByReference(data["printed"], data.get("designation"), data.get("clause"))
        case "text":
            return Text(data["printed"], data["reason"])
        case "none":
            return NoRequirement(data["printed"])
        case other:
            raise ValueError(f"{other!r} is not a kind of constraint")


def _class_to_json(value: Band | str, unit: str | None = None) -> Json | str:
    if isinstance(value, str):
        return value
    out = _interval_to_json(value.interval)
    if value.printed:
        out["printed"] = value.printed
    if unit is not None:
        out["unit"] = unit
    return out


def _classes_from_json(data: Json) -> tuple[tuple[str, Band | str], ...]:
    return tuple(
        (name, value if isinstance(value, str) else Band(_interval_from_json(value), value.get("printed", "")))
        for name, value in data.items()
    )


def _condition_to_json(condition: Condition) -> Json:
    out: Json = {"name": condition.name, "value": condition.value}
    if condition.number is not None:
        _put(out, "number", condition.number)
    if condition.unit is not None:
        out["unit"] = condition.unit
    if condition.printed:
        out["printed"] = condition.printed
    return out


def _conditions_from_json(rows: list[Json]) -> tuple[Condition, ...]:
    return tuple(
        Condition(row["name"], row["value"], _get(row, "number"), row.get("unit"), row.get("printed", ""))
        for row in rows
    )


def _cell_to_json(cell: Cell) -> Json:
    out: Json = {
        "classes": {name: _class_to_json(value) for name, value in cell.classes},
        "constraint": constraint_to_json(cell.constraint),
    }
    if cell.text:
        out["text"] = cell.text
    if cell.unit_printed is not None:
        out["unit"] = cell.unit_printed
    if cell.unit is not None:
        out["unit_code"] = cell.unit
    if cell.conditions:
        out["conditions"] = [_condition_to_json(c) for c in cell.conditions]
    if cell.reading_flags:
        out["flags"] = list(cell.reading_flags)
    return out


def _cell_from_json(data: Json) -> Cell:
    return Cell(
        constraint_from_json(data["constraint"]),
        _classes_from_json(data.get("classes", {})),
        text=data.get("text", ""),
        unit_printed=data.get("unit"),
        unit=data.get("unit_code"),
        conditions=_conditions_from_json(data.get("conditions", [])),
        reading_flags=tuple(data.get("flags", ())),
    )


def _source_to_json(source: Source) -> Json:
    return {
        "line": source.line,
        "page": source.page,
        "box": None if source.box is None else list(source.box),
        "table": source.table,
        "row": source.row,
        "column": source.column,
    }


def _source_from_json(data: Json | None) -> Source:
    if not data:
        return Source()
    box = data.get("box")
    return Source(
        data.get("line"),
        data.get("page"),
        None if box is None else (box[0], box[1], box[2], box[3]),
        data.get("table"),
        data.get("row"),
        data.get("column"),
    )


def requirement_to_json(requirement: Requirement) -> Json:
    """Return a requirement in the shape that ``duibiao read`` prints."""
    return {
        "id": requirement.id,
        "clause": requirement.clause,
        "name": requirement.name,
        "characteristic": requirement.characteristic,
        "text": requirement.text,
        "modality": requirement.modality.value,
        "axes": [{"name": a.name, "type": a.type.value, "unit": a.unit} for a in requirement.axes],
        "cells": [_cell_to_json(cell) for cell in requirement.cells],
        "unit": requirement.unit_printed,
        "unit_code": requirement.unit,
        "basis": requirement.basis,
        "conditions": [_condition_to_json(c) for c in requirement.conditions],
        "applies_if": list(requirement.applies_if),
        "alternative": requirement.alternative,
        "product_class": requirement.product_class,
        "members": list(requirement.members),
        "aggregate": requirement.aggregate,
        "methods": [
            {"designation": m.designation, "variant": m.variant, "clause": m.clause, "printed": m.printed}
            for m in requirement.methods
        ],
        "rounding": requirement.rounding,
        "source": _source_to_json(requirement.source),
        "grade": requirement.grade.value,
        "flags": list(requirement.flags),
        "problem": requirement.problem,
        "problem_reason": requirement.problem_reason,
    }


def requirement_from_json(data: Json) -> Requirement:
    """Return the requirement that :func:`requirement_to_json` wrote; raises KeyError or ValueError otherwise."""
    return Requirement(
        id=data["id"],
        name=data["name"],
        text=data["text"],
        cells=tuple(_cell_from_json(cell) for cell in data["cells"]),
        axes=tuple(Axis(a["name"], AxisType(a["type"]), a.get("unit")) for a in data.get("axes", [])),
        characteristic=data.get("characteristic"),
        clause=data.get("clause"),
        modality=Modality(data.get("modality", "shall")),
        unit_printed=data.get("unit"),
        unit=data.get("unit_code"),
        basis=data.get("basis"),
        conditions=_conditions_from_json(data.get("conditions", [])),
        applies_if=tuple(data.get("applies_if", ())),
        alternative=data.get("alternative"),
        product_class=data.get("product_class"),
        members=tuple(data.get("members", ())),
        aggregate=data.get("aggregate"),
        methods=tuple(
            Method(m.get("designation"), m.get("variant"), m.get("clause"), m.get("printed", ""))
            for m in data.get("methods", [])
        ),
        rounding=data.get("rounding"),
        source=_source_from_json(data.get("source")),
        grade=Grade(data.get("grade", "A")),
        flags=tuple(data.get("flags", ())),
        problem=data.get("problem"),
        problem_reason=data.get("problem_reason"),
    )


def document_to_json(document: DocumentRequirements, *, with_requirements: bool = True) -> Json:
    """Return one side of a comparison; ``edition_status`` is the status word of the edition."""
    out: Json = {
        "designation": document.designation,
        "title": document.title,
        "level": document.level,
        "edition_status": document.status,
        "published": document.published,
        "effective": document.effective,
        "mandatory": document.mandatory,
        "completeness": document.completeness.value,
        "clauses_held": list(document.clauses_held),
        "scope_text": document.scope_text,
        "product": document.product,
        "references": list(document.references),
        "transcribed": document.transcribed,
        "not_read": [{"text": text, "reason": reason} for text, reason in document.not_read],
    }
    if with_requirements:
        out["requirements"] = [requirement_to_json(r) for r in document.requirements]
    return out


def document_from_json(data: Json) -> DocumentRequirements:
    """Return the document that :func:`document_to_json` wrote (without requirements if they were left out)."""
    return DocumentRequirements(
        designation=data.get("designation"),
        title=data.get("title"),
        requirements=tuple(requirement_from_json(r) for r in data.get("requirements", [])),
        level=data.get("level"),
        completeness=Completeness(data.get("completeness", "full")),
        clauses_held=tuple(data.get("clauses_held", ())),
        mandatory=data.get("mandatory", False),
        scope_text=data.get("scope_text"),
        product=data.get("product"),
        references=tuple(data.get("references", ())),
        status=data.get("edition_status"),
        published=data.get("published"),
        effective=data.get("effective"),
        transcribed=data.get("transcribed", False),
        not_read=tuple((row["text"], row["reason"]) for row in data.get("not_read", [])),
    )


def _words_to_json(words: Words) -> Json:
    return {"zh": words.zh, "en": words.en}


def _words_from_json(data: Json) -> Words:
    return Words(data["zh"], data["en"])


def _cell_verdict_to_json(cell: CellVerdict) -> Json:
    return {
        "classes": {name: _class_to_json(value, cell.unit) for name, value in cell.classes},
        "declared": cell.declared,
        "benchmark": cell.benchmark,
        "verdict": cell.verdict.value,
        "code": cell.code,
        "flags": list(cell.flags),
    }


def _cell_verdict_from_json(data: Json) -> CellVerdict:
    units = {value["unit"] for value in data["classes"].values() if isinstance(value, dict) and "unit" in value}
    return CellVerdict(
        _classes_from_json(data["classes"]),
        VerdictKind(data["verdict"]),
        data.get("declared"),
        data.get("benchmark"),
        data.get("code"),
        tuple(data.get("flags", ())),
        units.pop() if units else None,
    )


def _part_to_json(cell: CellVerdict) -> Json:
    """One entry of ``parts``: its class names as they are, and a size or rating as printed or as an interval."""
    out: Json = {}
    for name, value in cell.classes:
        out[name] = value if isinstance(value, str) else _class_to_json(value, cell.unit)
    out["verdict"] = cell.verdict.value
    if cell.code is not None:
        out["code"] = cell.code
    if cell.flags:
        out["flags"] = list(cell.flags)
    return out


def verdict_to_json(verdict: Verdict) -> Json:
    """Return a verdict in the shape that ``duibiao verdict`` prints, without the ``id`` of the line."""
    return {
        "verdict": verdict.verdict.value,
        "code": verdict.code,
        "flags": list(verdict.flags),
        "grade": verdict.grade.value,
        "parts": [_part_to_json(cell) for cell in verdict.cells],
        "cells": [_cell_verdict_to_json(cell) for cell in verdict.cells],
        "steps": [{"gate": s.gate, "outcome": s.outcome, "evidence": s.evidence} for s in verdict.steps],
        "reason": _words_to_json(verdict.reason),
    }


def verdict_from_json(data: Json) -> Verdict:
    """Return the verdict that :func:`verdict_to_json` wrote."""
    return Verdict(
        VerdictKind(data["verdict"]),
        _words_from_json(data["reason"]),
        data.get("code"),
        tuple(data.get("flags", ())),
        Grade(data.get("grade", "A")),
        tuple(_cell_verdict_from_json(cell) for cell in data.get("cells", [])),
        tuple(Step(s["gate"], s["outcome"], s["evidence"]) for s in data.get("steps", [])),
    )


def _side_to_json(side: RowSide | None) -> Json | None:
    return None if side is None else {"id": side.id, "clause": side.clause, "text": side.text, "value": side.value}


def _side_from_json(data: Json | None) -> RowSide | None:
    return None if data is None else RowSide(data["id"], data.get("clause"), data["text"], data["value"])


def _row_to_json(row: Row) -> Json:
    verdict = verdict_to_json(row.verdict)
    del verdict["parts"]
    return {
        "name": row.name,
        "conditions": list(row.conditions),
        "benchmark": _side_to_json(row.benchmark),
        "declared": _side_to_json(row.declared),
        **verdict,
        "candidates": list(row.candidates),
    }


def _row_from_json(data: Json) -> Row:
    return Row(
        data["name"],
        verdict_from_json(data),
        _side_from_json(data.get("benchmark")),
        _side_from_json(data.get("declared")),
        tuple(data.get("conditions", ())),
        tuple(data.get("candidates", ())),
    )


def _ratio(pair: tuple[int, int]) -> str:
    return f"{pair[0]}/{pair[1]}"


def _pair(text: str) -> tuple[int, int]:
    over, under = text.split("/")
    return int(over), int(under)


def _notice_to_json(notice: Notice | None) -> Json | None:
    if notice is None:
        return None
    return {
        "fewer": list(notice.fewer),
        "lower": list(notice.lower),
        "undisclosed": list(notice.undisclosed),
        "not_assessed": list(notice.not_assessed),
        "text": _words_to_json(notice.text),
    }


def _notice_from_json(data: Json | None) -> Notice | None:
    if data is None:
        return None
    fewer, lower, undisclosed, not_assessed = (
        tuple(data[key]) for key in ("fewer", "lower", "undisclosed", "not_assessed")
    )
    return Notice(fewer, lower, undisclosed, not_assessed, _words_from_json(data["text"]))


def report_to_json(report: Report, *, with_requirements: bool = False) -> Json:
    """Return a report in the shape that ``duibiao compare`` prints.

    The requirements of both documents stand in the rows already; ``with_requirements`` puts them into the heads too.
    """
    interval = report.meets_or_exceeds
    return {
        "run": report.run,
        "declared": document_to_json(report.declared, with_requirements=with_requirements),
        "benchmark": document_to_json(report.benchmark, with_requirements=with_requirements),
        "scope": {
            "state": report.scope.state.value,
            "by": report.scope.by,
            "reason": _words_to_json(report.scope.reason),
        },
        "rows": [_row_to_json(row) for row in report.rows],
        "counts": dict(report.counts),
        "applicable": report.applicable,
        "extra": report.extra,
        "coverage": _ratio(report.coverage),
        "assessed": _ratio(report.assessed),
        "meets_or_exceeds": None if interval is None else [_ratio(interval[0]), _ratio(interval[1])],
        "strictly_exceeds": _ratio(report.strictly_exceeds),
        "not_shown_to_meet": list(report.not_shown_to_meet),
        "notice": _notice_to_json(report.notice),
        "engine_version": report.engine_version,
        "dictionary_version": report.dictionary_version,
        "links_version": report.links_version,
        "warnings": [_words_to_json(words) for words in report.warnings],
        "product_classes": dict(report.product_classes),
    }


def report_from_json(data: Json) -> Report:
    """Return the report that :func:`report_to_json` wrote."""
    interval = data.get("meets_or_exceeds")
    scope = data["scope"]
    return Report(
        declared=document_from_json(data["declared"]),
        benchmark=document_from_json(data["benchmark"]),
        scope=Scope(ScopeState(scope["state"]), scope["by"], _words_from_json(scope["reason"])),
        rows=tuple(_row_from_json(row) for row in data["rows"]),
        counts=dict(data["counts"]),
        applicable=data["applicable"],
        extra=data["extra"],
        coverage=_pair(data["coverage"]),
        assessed=_pair(data["assessed"]),
        meets_or_exceeds=None if interval is None else (_pair(interval[0]), _pair(interval[1])),
        strictly_exceeds=_pair(data["strictly_exceeds"]),
        not_shown_to_meet=tuple(data["not_shown_to_meet"]),
        notice=_notice_from_json(data.get("notice")),
        engine_version=data["engine_version"],
        dictionary_version=data["dictionary_version"],
        links_version=data["links_version"],
        warnings=tuple(_words_from_json(words) for words in data.get("warnings", [])),
        product_classes=dict(data.get("product_classes", {})),
        run=data.get("run"),
    )
