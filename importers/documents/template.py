"""Our own workbook: the rows of a reading, to be corrected in a spreadsheet program and read again.

Each row says in words what its last column holds in full. A row whose words were not changed comes back exactly as it
was; one that was changed, or added, is read from its words.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from catalog.comparison.codec import requirement_from_json, requirement_to_json
from catalog.comparison.reading import read_requirement
from catalog.comparison.requirements import Cell, Grade, NoRequirement, Requirement, Source
from catalog.comparison.showing import constraint_text
from importers.documents.blocks import Place
from importers.documents.drafts import ReadingIssue
from importers.documents.facts import DocumentFacts, Reference
from importers.documents.frames import FrameError, from_plain, to_plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from importers.documents.reading import DocumentReading

__all__ = ["DOCUMENT", "ROWS", "filled_in", "reading_from", "template_sheets"]

DOCUMENT, ROWS = "文件", "指标"
_ISSUES = "未读"
_FACTS = ("标准号", "名称", "企业", "发布日期", "实施日期", "记录（请勿修改）")
_FIELDS = ("designation", "title", "firm", "issued", "effective")
_COLUMNS = ("编号", "条款", "项目", "要求", "单位", "适用", "条件", "试验方法", "原文", "记录（请勿修改）")
_RECORD = len(_COLUMNS) - 1
_LONGEST = 32_000
_Rows = tuple[tuple[str | int | None, ...], ...]


def template_sheets(reading: DocumentReading) -> list[tuple[str, tuple[str, ...], _Rows]]:
    """Return the sheets of the workbook as (name, header, rows)."""
    facts = reading.document
    record = _json({
        "document": to_plain(facts), "references": to_plain(reading.references), "clauses": list(reading.clauses),
        "issues": [to_plain(issue) for issue in reading.issues],
    })  # fmt: skip
    words = tuple(getattr(facts, name) or "" for name in _FIELDS)
    rows = tuple(line for requirement in reading.requirements for line in _lines(requirement))
    issues = tuple((issue.clause or "", issue.text, issue.reason) for issue in reading.issues)
    return [
        (ROWS, _COLUMNS, rows),
        (DOCUMENT, _FACTS, ((*words, record if len(record) <= _LONGEST else ""),)),
        (_ISSUES, ("条款", "文字", "原因"), issues),
    ]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _lines(requirement: Requirement) -> list[tuple[str, ...]]:
    """Return a line for each class of a requirement; the first holds the whole of it."""
    record = _json(requirement_to_json(requirement))
    lines = []
    for at, cell in enumerate(requirement.cells):
        shown = _shown(requirement, cell)
        lines.append((requirement.id, *shown, record if at == 0 and len(record) <= _LONGEST else ""))
    return lines


def _shown(requirement: Requirement, cell: Cell) -> tuple[str, ...]:
    conditions = [*requirement.conditions, *cell.conditions]
    return tuple(
        " ".join(words.split())
        for words in (
            requirement.clause or "",
            requirement.name,
            constraint_text(cell.constraint, None),
            cell.unit_printed or requirement.unit_printed or "",
            "；".join(value if isinstance(value, str) else value.printed for _, value in cell.classes),
            "；".join(condition.printed or condition.value for condition in conditions),
            "；".join(method.printed or method.designation or "" for method in requirement.methods),
            cell.text or requirement.text,
        )
    )


def filled_in(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bool:
    """Tell whether the sheets of a workbook are those of the template."""
    rows = sheets.get(ROWS, ())
    return bool(rows) and tuple(rows[0])[: len(_COLUMNS)] == _COLUMNS


def reading_from(sheets: Mapping[str, Sequence[Sequence[str]]]) -> DocumentReading:
    """Return the reading that a filled-in template holds."""
    from importers.documents.reading import DocumentReading  # noqa: PLC0415 - which itself reads by the template

    record, words = _document_row(sheets.get(DOCUMENT, ()))
    try:
        facts: DocumentFacts = from_plain(DocumentFacts, record["document"])
        references: tuple[Reference, ...] = from_plain(tuple[Reference, ...], record["references"])
        issues: tuple[ReadingIssue, ...] = from_plain(tuple[ReadingIssue, ...], record["issues"])
        clauses = tuple(str(clause) for clause in record["clauses"])
    except (FrameError, KeyError, TypeError):
        facts = DocumentFacts(None, None, None, None, None, None, None, (), None, None, "xlsx", "")
        references, issues, clauses = (), (), ()
    changed = {name: words.get(name) or None for name in _FIELDS if words.get(name, "") != (getattr(facts, name) or "")}
    requirements, problems = _requirements(sheets[ROWS])
    return DocumentReading(replace(facts, **changed), references, requirements, (*issues, *problems), clauses)  # type: ignore[arg-type]  # fields of text


def _document_row(rows: Sequence[Sequence[str]]) -> tuple[dict[str, Any], dict[str, str]]:
    if len(rows) < 2:  # noqa: PLR2004 - header and one row
        return {}, {}
    row = [*rows[1], *[""] * len(_FACTS)]
    return _loaded(row[len(_FACTS) - 1]), dict(zip(_FIELDS, row, strict=False))


def _loaded(record: str) -> dict[str, Any]:
    try:
        found = json.loads(record)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _requirements(rows: Sequence[Sequence[str]]) -> tuple[tuple[Requirement, ...], tuple[ReadingIssue, ...]]:
    out: list[Requirement] = []
    issues: list[ReadingIssue] = []
    groups: list[list[tuple[int, tuple[str, ...]]]] = []
    for number, cells in enumerate(rows[1:], start=2):
        row = tuple([*cells, *[""] * len(_COLUMNS)][: len(_COLUMNS)])
        if not any(row):
            continue
        if groups and row[0] and groups[-1][0][1][0] == row[0]:
            groups[-1].append((number, row))
        else:
            groups.append([(number, row)])
    for group in groups:
        kept = _kept(group)
        if kept is not None:
            out.append(kept)
            continue
        for number, row in group:
            read = _read_row(number, row, len(out) + 1)
            if isinstance(read, Requirement):
                out.append(read)
            else:
                issues.append(read)
    return tuple(out), tuple(issues)


def _kept(group: list[tuple[int, tuple[str, ...]]]) -> Requirement | None:
    """Return the requirement of unchanged lines, ``None`` where somebody changed their words."""
    try:
        requirement = requirement_from_json(_loaded(group[0][1][_RECORD]))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    wanted = [line[1:_RECORD] for line in _lines(requirement)]
    return requirement if wanted == [row[1:_RECORD] for _, row in group] else None


def _read_row(number: int, row: tuple[str, ...], order: int) -> Requirement | ReadingIssue:
    """Read a row from its words."""
    _, clause, name, limit, unit, classes, conditions, methods, *_ = row
    place = Place(sheet=ROWS, cell=f"D{number}")
    printed = f"{limit} {unit}" if unit and unit not in limit else limit
    aside = "，".join(part for part in (conditions, methods) if part)
    read = read_requirement(f"{name} {printed}" + (f"，{aside}" if aside else ""), id=f"r{order}")
    if isinstance(read, NoRequirement) or read.problem or not name or classes:
        reason = "a changed row of the workbook that was not read with certainty: enter it on the page"
        return ReadingIssue(None, " | ".join(filter(None, row[1:_RECORD])), reason, clause or None, place=place)
    source = Source(sheet=ROWS, cell=f"D{number}")
    return replace(read, name=name, clause=clause or None, source=source, grade=Grade.B)
