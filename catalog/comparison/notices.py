"""The statement that a firm owes when its indicators are fewer or lower: 企业标准化促进办法, article 14, in words.

Four lists: fewer (missing), lower (looser, in conflict, and rows with lower parts), not disclosed (a value behind a
private specification), not assessed (the rest that gave no answer). Against a mandatory standard the same lists stand
under article 21 of the Standardization Law instead: such a standard must not be undercut at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalog.comparison.counting import is_lower_somewhere
from catalog.comparison.dictionary import is_chinese
from catalog.comparison.reports import (
    CellVerdict,
    Completeness,
    DocumentRequirements,
    Notice,
    Verdict,
    VerdictKind,
    Words,
)
from catalog.comparison.requirements import ByReference, Requirement
from catalog.comparison.showing import class_text, limit_text, row_label, row_label_en

if TYPE_CHECKING:
    from collections.abc import Sequence

    from catalog.comparison.pairing import Pair

__all__ = ["write_notice"]

_LOWER = frozenset({VerdictKind.LOOSER, VerdictKind.DISJOINT, VerdictKind.OVERLAP})
_LEVELS = {
    "national": ("国家标准", "national standard"),
    "industry": ("行业标准", "industry standard"),
    "local": ("地方标准", "local standard"),
    "association": ("团体标准", "group standard"),
    "international": ("国际标准", "International Standard"),
    "regional": ("区域标准", "regional standard"),
}
_CELL_WORDS = {
    VerdictKind.LOOSER: ("低于", "lower"),
    VerdictKind.DISJOINT: ("冲突", "in conflict"),
    VerdictKind.MISSING: ("未规定", "not declared"),
}


@dataclass(frozen=True, slots=True)
class _Lists:
    fewer: list[Pair]
    lower: list[Pair]
    undisclosed: list[Pair]
    not_assessed: list[Pair]


def _is_private(requirement: Requirement | None) -> bool:
    """Tell whether the declared value stands in a specification that nobody outside can read."""
    if requirement is None:
        return False
    if requirement.alternative is not None:
        return True
    return any(
        isinstance(cell.constraint, ByReference) and cell.constraint.designation is None for cell in requirement.cells
    )


def _sort(pairs: Sequence[Pair]) -> _Lists:
    lists = _Lists([], [], [], [])
    for pair in pairs:
        verdict = pair.verdict
        if verdict.verdict is VerdictKind.MISSING:
            lists.fewer.append(pair)
        elif verdict.verdict in _LOWER or is_lower_somewhere(verdict):
            lists.lower.append(pair)
        elif (
            verdict.verdict is VerdictKind.UNDETERMINED
            and verdict.code == "REF_UNRESOLVED"
            and _is_private(pair.declared)
        ):
            lists.undisclosed.append(pair)
        elif verdict.verdict in (VerdictKind.UNDETERMINED, VerdictKind.NOT_COMPARABLE):
            lists.not_assessed.append(pair)
    return lists


def _condition(pair: Pair) -> tuple[str, str]:
    if not pair.benchmark.applies_if:
        return "", ""
    zh = "、".join(pair.benchmark.applies_if)
    # what the document prints is quoted, never translated by us
    en = ", ".join(f"“{words}”" if is_chinese(words) else words for words in pair.benchmark.applies_if)
    return f"，仅当：{zh}", f", only if: {en}"


def _cells(verdict: Verdict) -> list[CellVerdict]:
    return [cell for cell in verdict.cells if cell.verdict in _CELL_WORDS]


def _compared(pair: Pair) -> tuple[str, str]:
    """Return what both sides ask, for each lower cell where the row has cells."""
    cells = _cells(pair.verdict)
    if not cells:
        declared = limit_text(pair.declared) if pair.declared else "—"
        benchmark = limit_text(pair.benchmark)
        return f"：{declared}，标准为 {benchmark}", f": {declared} against {benchmark}"
    zh, en = [], []
    for cell in cells:
        words = _CELL_WORDS[cell.verdict]
        where = class_text(cell.classes, cell.unit)
        zh.append(f"{where}：{cell.declared or '—'}，标准为 {cell.benchmark or '—'}（{words[0]}）")
        en.append(f"{where}: {cell.declared or '—'} against {cell.benchmark or '—'} ({words[1]})")
    return f"：{'；'.join(zh)}", f": {'; '.join(en)}"


def _items(pairs: list[Pair], *, compared: bool) -> tuple[str, str]:
    zh, en = [], []
    for pair in pairs:
        condition = _condition(pair)
        more = _compared(pair) if compared else ("", "")
        zh.append(f"{row_label(pair.benchmark)}{condition[0]}{more[0]}")
        en.append(f"{row_label_en(pair.benchmark)}{condition[1]}{more[1]}")
    return "；".join(zh), "; ".join(en)


def _document(document: DocumentRequirements) -> str:
    title = f"《{document.title}》" if document.title else ""
    return f"{document.designation or ''}{title}"


def _opening(declared: DocumentRequirements, benchmark: DocumentRequirements, total: int) -> tuple[str, str]:
    level = _LEVELS.get(benchmark.level or "", ("标准", "standard"))
    kind = ("强制性", "mandatory ") if benchmark.mandatory else ("推荐性", "recommended ")
    if benchmark.level in (None, "international", "regional", "association"):
        kind = ("强制性", "mandatory ") if benchmark.mandatory else ("", "")
    excerpt = benchmark.completeness is Completeness.EXCERPT
    clauses = "、".join(benchmark.clauses_held)
    part_zh = f"仅就收录的条款 {clauses}，共 {total} 项" if excerpt else f"共 {total} 项"
    clauses_en = ", ".join(benchmark.clauses_held)
    part_en = f"of the rows held, an excerpt, clauses {clauses_en}: {total}" if excerpt else f"{total} rows"
    rule = (
        ("《标准化法》第二十一条", "article 21 of the Standardization Law")
        if benchmark.mandatory
        else ("《企业标准化促进办法》第十四条", "article 14 of the Measures for Promoting Enterprise Standardization")
    )
    head_zh = f"依据{rule[0]}，{_document(declared) or '本标准'}与{kind[0]}{level[0]} {_document(benchmark)}"
    head_en = f"Under {rule[1]}, {_document(declared) or 'this standard'} held against the {kind[1]}{level[1]} "
    return f"{head_zh}相比（{part_zh}）：", f"{head_en}{_document(benchmark)} ({part_en}): "


_HEADINGS = (
    ("fewer", "少于（未规定的项目", "fewer (not declared"),
    ("lower", "低于（或部分低于", "lower (or in part lower"),
    ("undisclosed", "未公开指标值", "not disclosed (the value stands in a private specification"),
    ("not_assessed", "未评价", "not assessed"),
)


def _paragraphs(lists: _Lists) -> tuple[list[str], list[str]]:
    zh, en = [], []
    for name, heading_zh, heading_en in _HEADINGS:
        pairs: list[Pair] = getattr(lists, name)
        if not pairs:
            continue
        items = _items(pairs, compared=name == "lower")
        open_zh, open_en = "（" not in heading_zh, "(" not in heading_en
        zh.append(f"{heading_zh}{'（' if open_zh else '，'}{len(pairs)} 项）：{items[0]}。")
        en.append(f"{heading_en}{' (' if open_en else ', '}{len(pairs)}): {items[1]}.")
    return zh, en


def write_notice(declared: DocumentRequirements, benchmark: DocumentRequirements, pairs: Sequence[Pair]) -> Notice:
    """Return the four lists and the text that can be pasted into a declaration, in Chinese and English."""
    lists = _sort(pairs)
    opening = _opening(declared, benchmark, len(pairs))
    zh, en = _paragraphs(lists)
    if not lists.fewer and not lists.lower:
        zh.insert(0, "没有少于或者低于该标准的项目。")
        en.insert(0, "No row is fewer or lower.")
    return Notice(
        tuple(pair.benchmark.id for pair in lists.fewer),
        tuple(pair.benchmark.id for pair in lists.lower),
        tuple(pair.benchmark.id for pair in lists.undisclosed),
        tuple(pair.benchmark.id for pair in lists.not_assessed),
        Words(
            opening[0] + "".join(zh) + "以上比较的是声明的指标，不是检验结果。",
            opening[1] + " ".join(en) + " What is compared is what was declared; these are not test results.",
        ),
    )
