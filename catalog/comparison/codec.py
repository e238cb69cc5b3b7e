"""The JSON of requirements, documents, verdicts and reports, and the way back.

Numbers are exact strings (``"0.5"``, ``"7/3"``). Where the printed form differs (``"0.50"``) it stands beside the
number under ``…_printed``, so that nothing is lost on the round trip and storage uses the same shapes as programs do.
"""

from __future__ import annotations

from catalog.comparison.constraint_json import (
    Json,
    constraint_from_json,
    constraint_to_json,
    get_number,
    interval_from_json,
    interval_to_json,
    put_number,
)
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
    Cell,
    Condition,
    Grade,
    Method,
    Modality,
    Requirement,
    Source,
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


def _class_to_json(value: Band | str, unit: str | None = None) -> Json | str:
    if isinstance(value, str):
        return value
    out = interval_to_json(value.interval)
    if value.printed:
        out["printed"] = value.printed
    if unit is not None:
        out["unit"] = unit
    return out


def _classes_from_json(data: Json) -> tuple[tuple[str, Band | str], ...]:
    return tuple(
        (name, value if isinstance(value, str) else Band(interval_from_json(value), value.get("printed", "")))
        for name, value in data.items()
    )


def _condition_to_json(condition: Condition) -> Json:
    out: Json = {"name": condition.name, "value": condition.value}
    if condition.number is not None:
        put_number(out, "number", condition.number)
    if condition.unit is not None:
        out["unit"] = condition.unit
    if condition.printed:
        out["printed"] = condition.printed
    return out


def _conditions_from_json(rows: list[Json]) -> tuple[Condition, ...]:
    return tuple(
        Condition(row["name"], row["value"], get_number(row, "number"), row.get("unit"), row.get("printed", ""))
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
    places: Json = {"paragraph": source.paragraph, "sheet": source.sheet, "cell": source.cell}
    return {
        "line": source.line,
        "page": source.page,
        "box": None if source.box is None else list(source.box),
        "table": source.table,
        "row": source.row,
        "column": source.column,
        **{name: value for name, value in places.items() if value is not None},
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
        data.get("paragraph"),
        data.get("sheet"),
        data.get("cell"),
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
    if side is None:
        return None
    out: Json = {"id": side.id, "clause": side.clause, "text": side.text, "value": side.value}
    where = {"table": side.table, "row": side.row, "transcribed": side.transcribed or None}
    return out | {name: value for name, value in where.items() if value is not None}


def _side_from_json(data: Json | None) -> RowSide | None:
    if data is None:
        return None
    where = data.get("table"), data.get("row"), data.get("transcribed", False)
    return RowSide(data["id"], data.get("clause"), data["text"], data["value"], *where)


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
