"""What stands in the way of reading a document, said in words with what to do, before anything is filed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from declarations import Check, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from importers.documents import DocumentReading, ReadingIssue

__all__ = ["checks_of_reading", "place_of_issue"]

_RULE = "a document is read before it is filed"
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of obstacle: how the reader's reason begins, what it means, what to do."""

    pattern: str
    code: str
    en: str
    zh: str
    todo_en: str
    todo_zh: str


_KINDS = (
    _Kind(
        r"hidden (?:row|column|sheet|text)|a hidden",
        "hidden",
        "{n} hidden rows, columns, sheets or words were not read{where}.",
        "有 {n} 处隐藏的行、列、工作表或文字未读取{where}。",
        "Show them in the file if they belong to the standard, and hand it in again.",
        "如属于标准内容，请取消隐藏后重新提交。",
    ),
    _Kind(
        r"a formula",
        "formula",
        "{n} cells are formulas, read as last saved or not at all{where}.",
        "有 {n} 个单元格是公式，按上次保存的结果读取或未读取{where}。",
        "Compare these values, or replace the formulas by their values.",
        "请核对这些数值，或将公式替换为数值。",
    ),
    _Kind(
        r"the cell shows .* and holds",
        "rounded",
        "{n} cells hold more digits than they show{where}; what they show was taken.",
        "有 {n} 个单元格显示的位数少于实际数值{where}，按显示值读取。",
        "Compare these values.",
        "请核对这些数值。",
    ),
    _Kind(
        r".*\bmacros\b",
        "macros",
        "The file has macros; they were not run.",
        "文件含有宏，未运行。",
        "Save it without macros.",
        "请另存为不含宏的文件。",
    ),
    _Kind(
        r".*\btracked changes\b",
        "tracked-changes",
        "The file has tracked changes; it was read as if all were accepted.",
        "文件含有修订标记，按全部接受读取。",
        "Accept or reject the changes and hand in the final text.",
        "请接受或拒绝修订后提交定稿。",
    ),
    _Kind(
        r"a page that is damaged|a page with more|the file is damaged|more text than",
        "pages",
        "Pages of the file were not read, since they are damaged or too full{where}.",
        "文件中有损坏或内容过多的页面{where}，未读取。",
        "Export the file anew from the program that made it; otherwise enter their rows by hand.",
        "请用原程序重新导出；否则请手工填写这些页的各行。",
    ),
    _Kind(
        r"the file holds JavaScript|the file has attachments|the file holds an XFA",
        "carried",
        "The file carries more than its pages (a script, attachments or a form); only the pages were read.",
        "文件除页面外还带有脚本、附件或表单；只读取了页面。",
        "See that the pages alone say all that is declared; print the file to a new PDF for a copy without the rest.",
        "请确认页面本身已写明全部内容；如需去除附带内容，请打印为新的 PDF。",
    ),
    _Kind(
        r"the file's author does not permit copying",
        "rights",
        "The file forbids copying of its text; it was read for the firm that hands it in.",
        "文件禁止复制文字；仅为提交文件的企业读取。",
        "For a copy that others may read, export it without that restriction.",
        "如需供他人读取，请导出不带该限制的文件。",
    ),
    _Kind(
        r".*\ba picture with no text",
        "no-text",
        "Pages of the file are pictures without text{where}; nothing of them was read.",
        "文件中有没有文字的扫描页{where}，相应内容未读取。",
        "Hand in the file from which they were printed, or enter the rows by hand.",
        "请提交打印前的原文件，或手工填写各行。",
    ),
    _Kind(
        r".*\bscan|.*\bOCR|.*recognised",
        "scan",
        "Text comes from scanned pages{where}; digits and signs may be wrong.",
        "文字来自扫描页{where}，数字和符号可能有误。",
        "Hand in the file from which the page was printed; otherwise compare every row with the page.",
        "请提交打印前的原文件；否则请逐行与原页核对。",
    ),
    _Kind(
        r".*\bfonts?\b",
        "fonts",
        "Fonts of the file do not say which characters they draw{where}; nothing of them was read.",
        "文件中的字体未注明所对应的文字{where}，相应内容未读取。",
        "Export it anew with Unicode text (in Word: Save as PDF).",
        "请重新导出带 Unicode 文字的文件（在 Word 中“另存为 PDF”）。",
    ),
)
_NO_CHAPTER = _Kind(
    r"no chapter of requirements was found",
    "no-chapter",
    "No chapter of requirements was found; everything outside scope, references, tests and marking was read.",
    "没有找到“要求”一章；除范围、引用文件、试验和标志外的内容均已读取。",
    "See that no row is a mere explanation.",
    "请确认所列各行确为要求而非说明。",
)
_REST = _Kind(
    "",
    "not-read",
    "What looks like a requirement was not read, {n} times{where}.",
    "有 {n} 处像是技术要求但未能读取{where}。",
    "Look at each place and enter its row by hand.",
    "请逐处查看并手工补录。",
)


def checks_of_reading(reading: DocumentReading) -> list[Check]:
    """Return what a person must know of the reading of a document; one that is whole passes."""
    groups: dict[str, tuple[_Kind, list[ReadingIssue]]] = {}
    for issue in reading.issues:
        kind = next((kind for kind in (*_KINDS, _NO_CHAPTER) if re.match(kind.pattern, issue.reason)), _REST)
        groups.setdefault(kind.code, (kind, []))[1].append(issue)
    checks = [_check(kind, issues) for kind, issues in groups.values()]
    if not reading.requirements:
        checks.insert(
            0,
            Check(
                "reading", "nothing-read", Severity.WARN, _RULE, "", "document",
                zh="没有读到任何技术要求。", en="No requirement was read.",
                todo_zh="请确认文件含有“要求”一章且文字可以复制；也可以手工填写各行。",
                todo_en="See that the file has a chapter of requirements and that its text can be copied; or enter the"
                " rows by hand.",
            ),
        )  # fmt: skip
    if reading.missing:
        first = [*reading.missing[:_SHOWN], *(["…"] if len(reading.missing) > _SHOWN else [])]
        checks.append(
            Check(
                "reading", "missing-clauses", Severity.WARN, _RULE, "", "document",
                zh=f"编号中缺少第 {'、'.join(first)} 条：文件可能缺页，或只是节选。",
                en=f"The numbering skips clause {', '.join(first)}: pages may be missing, or it is an excerpt.",
                todo_zh="请核对文件是否完整；缺少的条款中的指标需手工补录。",
                todo_en="See that the file is whole; enter by hand what the missing clauses require.",
            )
        )  # fmt: skip
    if not checks:
        checks = [Check("reading", "read", Severity.PASSED, _RULE, "", "document",
                        zh="文件已完整读取。", en="The document was read as a whole.")]  # fmt: skip
    return checks


def _check(kind: _Kind, issues: list[ReadingIssue]) -> Check:
    places = _places(issues)
    where_en = f" ({', '.join(places)})" if places else ""
    where_zh = f"（{'、'.join(places)}）" if places else ""
    return Check(
        *("reading", kind.code, Severity.WARN, _RULE, "", "document"),
        zh=kind.zh.format(n=len(issues), where=where_zh),
        en=kind.en.format(n=len(issues), where=where_en),
        todo_zh=kind.todo_zh,
        todo_en=kind.todo_en,
    )


def _places(issues: Iterable[ReadingIssue]) -> list[str]:
    """Return the first places, as a person finds them: ``4.2``, ``p. 3``, ``Sheet1!C4``, ``L130``."""
    found = dict.fromkeys(place for issue in issues if (place := place_of_issue(issue)))
    first = list(found)[:_SHOWN]
    return [*first, "…"] if len(found) > len(first) else first


def place_of_issue(issue: ReadingIssue) -> str:
    """Return where an issue is, as a person finds it: ``4.2``, ``p. 3``, ``Sheet1!C4``, ``L130``; empty for nowhere."""
    place = issue.place
    if place is not None and place.cell is not None:
        return f"{place.sheet}!{place.cell}"
    if place is not None and place.page is not None:
        return f"p. {place.page}"
    if issue.clause is not None:
        return issue.clause
    return f"L{issue.line}" if issue.line is not None else ""
