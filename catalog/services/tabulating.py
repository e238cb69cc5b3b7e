"""A comparison as tables: what CSV, workbooks and the terminal show, one line for each row and each class."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from catalog.comparison.codec import document_to_json, report_to_json
from catalog.comparison.reports import VerdictKind, Words
from catalog.comparison.run_changes import row_key
from catalog.comparison.showing import class_text
from catalog.comparison.strictest import strictest_to_json
from catalog.comparison.wording import VERDICT_WORDS
from catalog.workbooks import Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from catalog.comparison.reports import DocumentRequirements, Report, RowSide
    from catalog.comparison.strictest import Standoff, StrictestRow
    from catalog.store import Decision

__all__ = [
    "REPORT_COLUMNS",
    "comparison_sheets",
    "comparisons_to_json",
    "report_lines",
    "report_sheets",
    "strictest_lines",
    "strictest_sheet",
    "verdict_word",
]

Line = tuple[str | int | None, ...]

REPORT_COLUMNS = (
    "name", "conditions", "class", "benchmark_id", "benchmark_clause", "benchmark", "declared_id", "declared_clause",
    "declared", "verdict", "code", "flags", "grade", "reason", "decided", "decided_by", "decided_reason", "decided_at",
)  # fmt: skip
_HEADINGS = (
    "项目", "条件", "类别", "基准行", "基准条款", "基准", "声明行", "声明条款", "声明", "结论", "代码", "标记",
    "可信等级", "说明", "复核结论", "复核人", "复核理由", "复核时间",
)  # fmt: skip
_NOT_DECIDED: Line = ("", "", "", "")


def verdict_word(kind: str, language: str) -> str:
    """Return the word of a verdict in one language."""
    return _say(VERDICT_WORDS[VerdictKind(kind)], language)


def _say(words: Words, language: str) -> str:
    return words.zh if language == "zh" else words.en


def report_lines(report: Report, language: str, decisions: Sequence[Decision] = ()) -> list[Line]:
    """Return the rows of a comparison under ``REPORT_COLUMNS``: one line for each row, and below it one per class."""
    latest = {one.row: one for one in decisions}
    lines: list[Line] = []
    for row in report.rows:
        verdict = row.verdict
        conditions = "; ".join(row.conditions)
        sides = (*_side(row.benchmark), *_side(row.declared))
        found = latest.get(row_key(row))
        decided: Line = (found.verdict, found.by, found.reason, found.at) if found else _NOT_DECIDED
        told = (str(verdict.verdict), verdict.code or "", " ".join(verdict.flags), str(verdict.grade))
        lines.append((row.name, conditions, "", *sides, *told, _say(verdict.reason, language), *decided))
        for cell in verdict.cells:
            shown = (*sides[:2], cell.benchmark or "", *sides[3:5], cell.declared or "")
            where = class_text(cell.classes, cell.unit)
            said = (str(cell.verdict), cell.code or "", " ".join(cell.flags), "", "")
            lines.append((row.name, conditions, where, *shown, *said, *_NOT_DECIDED))
    return lines


def _side(side: RowSide | None) -> tuple[str, str, str]:
    return (side.id, side.clause or "", side.value) if side else ("", "", "")


def report_sheets(
    report: Report, language: str, facts: Mapping[str, Any] | None = None, decisions: Sequence[Decision] = ()
) -> tuple[Sheet, ...]:
    """Return a comparison as sheets of a workbook: rows, summary, benchmarks that were left out, decisions.

    ``facts`` is the JSON of the kept run, for what stands there beside the report.
    """
    is_chinese = language == "zh"
    columns = _HEADINGS if is_chinese else REPORT_COLUMNS
    place = REPORT_COLUMNS.index("verdict")
    lines = [
        (*line[:place], verdict_word(str(line[place]), language), *line[place + 1 :])
        for line in report_lines(report, language, decisions)
    ]
    sheets = [
        Sheet("比对" if is_chinese else "rows", columns, tuple(lines)),
        _summary(report, language, facts or {}),
    ]
    left_out = [one for one in (facts or {}).get("candidates", ()) if one["left_out"]]
    if left_out:
        sheets.append(
            Sheet(
                "未选用的基准" if is_chinese else "left out",
                ("标准", "名称", "可能适用的依据", "未选用的原因")
                if is_chinese
                else ("standard", "title", "could apply because", "left out because"),
                tuple(
                    (
                        one["designation"],
                        one["title"],
                        "; ".join(why["zh" if is_chinese else "en"] for why in one["because"]),
                        one["left_out"]["zh" if is_chinese else "en"],
                    )
                    for one in left_out
                ),
            )
        )
    if decisions:
        heads = ("行", "复核结论", "复核人", "理由", "时间") if is_chinese else ("row", "decided", "by", "reason", "at")
        told = ((one.row, verdict_word(one.verdict, language), one.by, one.reason, one.at) for one in decisions)
        sheets.append(Sheet("复核记录" if is_chinese else "decisions", heads, tuple(told)))
    return tuple(sheets)


_STATES = {
    "one": Words("最严", "strictest"),
    "alone": Words("仅此一份有规定", "only this one asks for it"),
    "not_comparable": Words("不可相互比较", "not comparable among themselves"),
    "mixed": Words("互有宽严", "each stricter in one place"),
}


def strictest_lines(
    reports: Sequence[Report], rows: Sequence[StrictestRow], language: str
) -> tuple[tuple[str, ...], list[Line]]:
    """Return heading and lines: each characteristic, the strictest benchmark rows with their source, what is declared.

    The verdict is that of the declared side against each of the strictest rows.
    """
    is_chinese = language == "zh"
    columns = (
        ("项目", "条件", "状态", "最严的要求及出处", "声明", "相对最严的结论", "不可排序的原因")
        if is_chinese
        else (
            "characteristic",
            "conditions",
            "state",
            "strictest, with source",
            "declared",
            "against it",
            "why not ordered",
        )
    )
    answers = {
        (place, row.benchmark.id): row
        for place, report in enumerate(reports)
        for row in report.rows
        if row.benchmark is not None
    }
    lines: list[Line] = []
    for row in rows:
        found = [answers.get((member.document, member.side.id)) for member in row.strictest]
        declared = list(dict.fromkeys(one.declared.value for one in found if one and one.declared))
        verdicts = list(dict.fromkeys(verdict_word(one.verdict.verdict, language) for one in found if one))
        sources = [
            f"{member.side.value}（{member.designation} {member.side.clause or ''}".rstrip() + "）"
            for member in row.strictest
        ]
        reasons = [_standoff(standoff, language) for standoff in (*row.standoffs, *row.apart)]
        told = (_say(_STATES[row.state], language), "\n".join(sources), "\n".join(declared) or "—", "\n".join(verdicts))
        lines.append((row.name, "; ".join(row.conditions), *told, "\n".join(dict.fromkeys(reasons))))
    return columns, lines


def comparison_sheets(
    reports: Sequence[Report],
    rows: Sequence[StrictestRow],
    language: str,
    decisions: Sequence[Sequence[Decision]] | None = None,
) -> list[Sheet]:
    """Return one comparison as sheets, or the strictest of several benchmarks and the sheets of each comparison."""
    decided = decisions or [()] * len(reports)
    if len(reports) == 1:
        return list(report_sheets(reports[0], language, None, decided[0]))
    sheets = [strictest_sheet(reports, rows, language)]
    for number, (report, found) in enumerate(zip(reports, decided, strict=True), 1):
        sheets += [sheet.renamed(f"{sheet.name} {number}") for sheet in report_sheets(report, language, None, found)]
    return sheets


def comparisons_to_json(
    reports: Sequence[Report],
    rows: Sequence[StrictestRow],
    told: Sequence[dict[str, Any]] | None = None,
    *,
    benchmark_set: str | None = None,
) -> dict[str, Any]:
    """Return several comparisons and the strictest of their benchmarks as JSON; ``told`` are the reports as JSON."""
    return {
        "benchmark_set": benchmark_set,
        "declared": document_to_json(reports[0].declared),
        "benchmarks": [document_to_json(report.benchmark) | {"run": report.run} for report in reports],
        "strictest": [strictest_to_json(row) for row in rows],
        "comparisons": list(told) if told is not None else [report_to_json(report) for report in reports],
    }


def _standoff(standoff: Standoff, language: str) -> str:
    one, other = (
        f"{member.designation} {member.side.clause or ''}".strip() for member in (standoff.one, standoff.other)
    )
    reason = _say(standoff.verdict.reason, language)
    return f"{one} / {other}：{reason}" if language == "zh" else f"{one} / {other}: {reason}"


def strictest_sheet(reports: Sequence[Report], rows: Sequence[StrictestRow], language: str) -> Sheet:
    """Return the strictest of several benchmarks as a sheet of a workbook."""
    columns, lines = strictest_lines(reports, rows, language)
    return Sheet("最严" if language == "zh" else "strictest", columns, tuple(lines))


def _document(document: DocumentRequirements) -> str:
    return f"{document.designation or ''} {document.title or ''}".strip() or "—"


def _summary(report: Report, language: str, facts: Mapping[str, Any]) -> Sheet:
    is_chinese = language == "zh"
    lines: list[Line] = [
        ("声明文件" if is_chinese else "declared", _document(report.declared)),
        ("基准" if is_chinese else "benchmark", _document(report.benchmark)),
        ("基准的完整程度" if is_chinese else "completeness", str(report.benchmark.completeness)),
        ("适用范围" if is_chinese else "scope", _say(report.scope.reason, language)),
        ("适用行数 N" if is_chinese else "applicable rows N", report.applicable),
        *((verdict_word(kind, language), count) for kind, count in report.counts.items()),
        (verdict_word("EXTRA", language), report.extra),
        ("覆盖" if is_chinese else "coverage", _ratio(report.coverage)),
        ("可评价" if is_chinese else "assessed", _ratio(report.assessed)),
    ]
    if report.meets_or_exceeds:
        low, high = report.meets_or_exceeds
        lines.append(
            ("达到或严于（至少、至多）" if is_chinese else "meets or exceeds", f"{_ratio(low)} – {_ratio(high)}")
        )
    lines += [("提示" if is_chinese else "warning", _say(words, language)) for words in report.warnings]
    if report.notice:
        lines.append(("明示" if is_chinese else "notice", _say(report.notice.text, language)))
    lines += [
        ("引擎版本" if is_chinese else "engine", report.engine_version),
        ("词典版本" if is_chinese else "dictionary", report.dictionary_version),
        ("方法关系表版本" if is_chinese else "method links", report.links_version),
        ("对标记录" if is_chinese else "run", report.run),
        ("生成时间" if is_chinese else "made at", facts.get("at")),
    ]
    return Sheet(
        "概要" if is_chinese else "summary", ("事项", "内容") if is_chinese else ("what", "value"), tuple(lines)
    )


def _ratio(pair: tuple[int, int]) -> str:
    return f"{pair[0]} / {pair[1]}"
