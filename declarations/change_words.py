"""What differs between two revisions, in plain sentences and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from catalog.comparison.codec import requirement_to_json
from catalog.comparison.reports import VerdictKind, Words
from catalog.comparison.showing import condition_texts, requirement_text, row_label, row_label_en

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalog.comparison.requirements import Requirement
    from declarations.changes import FieldChange, RevisionChanges, RowDifference
    from declarations.model import Revision

__all__ = ["ChangeLine", "change_lines", "changes_to_json", "field_name", "field_sentence", "row_sentence"]

_FIELDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "firm.uscc": ("统一社会信用代码", "Credit code of the firm"),
        "firm.name": ("企业名称", "Name of the firm"),
        "firm.region": ("行政区划", "Region of the firm"),
        "firm.industry": ("行业", "Industry of the firm"),
        "standard.designation": ("标准编号", "Number of the standard"),
        "standard.title": ("标准名称", "Title of the standard"),
        "standard.issued": ("发布日期", "Day of issue"),
        "standard.effective": ("实施日期", "Day of entry into force"),
        "standard.replaces": ("代替的标准", "Standards replaced"),
        "product": ("产品", "Product"),
        "product.name": ("产品名称", "Product name"),
        "product.model": ("型号", "Model"),
        "product.specification": ("规格", "Specification"),
        "product.product_class": ("产品分类", "Product class"),
        "product.gtin": ("商品条码", "GTIN"),
        "reference": ("引用标准", "Standard cited"),
        "benchmark": ("比对的标准", "Benchmark"),
        "benchmark.chosen_by": ("比对标准的选择者", "Who chose the benchmark"),
        "notice.zh": ("“少于、低于”说明（中文）", "Notice (Chinese)"),
        "notice.en": ("“少于、低于”说明（英文）", "Notice (English)"),
        "commitment.version": ("承诺书版本", "Version of the commitment"),
        "commitment.text.zh": ("承诺书文本（中文）", "Text of the commitment (Chinese)"),
        "commitment.text.en": ("承诺书文本（英文）", "Text of the commitment (English)"),
        "approval.post": ("批准人职务", "Post of the approver"),
        "approval.date": ("批准日期", "Day of approval"),
        "file": ("文件", "File"),
        "file.name": ("文件名", "File name"),
        "file.media_type": ("文件类型", "Kind of file"),
        "reason": ("对检查项的说明", "Reason given for a check"),
        "document": ("指标文件", "Document of the indicators"),
        "document.scope_text": ("适用范围", "Scope"),
        "document.product": ("文件中的产品", "Product in the document"),
        "document.not_read": ("未读取的语句", "Sentences that were not read"),
        "document.level": ("标准层级", "Level of the standard"),
        "document.edition_status": ("版本状态", "Status of the edition"),
        "document.mandatory": ("是否强制", "Whether mandatory"),
        "document.completeness": ("收录的完整程度", "Completeness"),
        "document.clauses_held": ("收录的条款", "Clauses held"),
        "document.transcribed": ("是否转录", "Whether transcribed"),
    }
)

_DIRECTIONS: Mapping[VerdictKind, tuple[str, str]] = MappingProxyType(
    {
        VerdictKind.STRICTER: ("更严", "stricter"),
        VerdictKind.LOOSER: ("更宽", "looser"),
        VerdictKind.EQUAL: ("要求相同", "the same requirement"),
        VerdictKind.OVERLAP: ("互有宽严", "stricter in one place and looser in another"),
        VerdictKind.DISJOINT: ("没有同时满足两者的产品", "no product can meet both"),
    }
)
_UNKNOWN = ("无法判断宽严", "whether stricter or looser cannot be told")

_PARTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "method": ("试验方法", "test method"),
        "conditions": ("试验条件", "conditions"),
        "clause": ("条款号", "clause"),
        "name": ("名称", "name"),
        "modality": ("约束程度", "force (shall, should)"),
        "wording": ("表述", "wording"),
        "reading": ("读取结果的标注", "notes of the reading"),
    }
)


_LONG = 120
"""Characters of a text that is quoted whole."""
_AROUND = 16
"""Characters shown before and after the part of a long text that differs."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change in a sentence; ``kind`` is ``added``, ``removed`` or ``changed``, ``direction`` a verdict or empty."""

    kind: str
    field: str
    sentence: Words
    direction: str = ""


def change_lines(changes: RevisionChanges) -> list[ChangeLine]:
    """Return every change as a sentence, rows first, those that became looser before all others."""
    order = {VerdictKind.LOOSER: 0, VerdictKind.OVERLAP: 1, VerdictKind.DISJOINT: 1, VerdictKind.STRICTER: 3}
    rows = sorted(
        changes.rows, key=lambda row: 0 if row.new is None else order.get(row.verdict, 2) if row.verdict else 2
    )
    lines = [
        ChangeLine(_kind(row.old, row.new), "row", row_sentence(row), row.verdict.value if row.verdict else "")
        for row in rows
    ]
    return lines + [ChangeLine(_kind(one.old, one.new), one.field, field_sentence(one)) for one in changes.fields]


def _kind(old: object | None, new: object | None) -> str:
    return "added" if old is None else "removed" if new is None else "changed"


def row_sentence(row: RowDifference) -> Words:
    """Return what happened to a row, as in “甲醛含量由 ≤ 75 mg/kg 改为 ≤ 20 mg/kg：更严。”."""
    if row.new is None or row.old is None:
        one = row.old or row.new
        assert one is not None  # noqa: S101 - a difference has a side
        label, label_en, said = _label(one), row_label_en(one), requirement_text(one) or one.text
        if row.new is None:
            return Words(f"删除指标：{label}（原为 {said}）。", f"Row removed: {label_en} (was {said}).")
        return Words(f"新增指标：{label}：{said}。", f"Row added: {label_en}: {said}.")
    zh: list[str] = []
    en: list[str] = []
    if "limit" in row.parts:
        was, now = requirement_text(row.old), requirement_text(row.new)
        if was == now:
            was, now = row.old.text, row.new.text
        direction = _DIRECTIONS.get(row.verdict, _UNKNOWN) if row.verdict else _UNKNOWN
        zh.append(f"由 {was} 改为 {now}：{direction[0]}")
        en.append(f"changed from {was} to {now}: {direction[1]}")
    for part in row.parts:
        # the words of a row follow its limit: said alone only where nothing else is
        if part == "limit" or (part in {"wording", "reading"} and len(row.parts) > 1):
            continue
        was, now = _part(row.old, part), _part(row.new, part)
        name, name_en = _PARTS[part]
        zh.append(f"{name}由“{was or '无'}”改为“{now or '无'}”")
        en.append(f"{name_en} changed from “{was or 'nothing'}” to “{now or 'nothing'}”")
    return Words(f"{_label(row.old)}{'；'.join(zh)}。", f"{_sentence_case(row_label_en(row.old))} {'; '.join(en)}.")


def _label(row: Requirement) -> str:
    words = row_label(row)
    return words if not words[-1:].isascii() else f"{words} "


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:] if words[:2].islower() else words


def _part(row: Requirement, part: str) -> str:
    match part:
        case "method":
            return "；".join(one.printed or one.designation or "" for one in row.methods)
        case "conditions":
            return "；".join((*condition_texts(row), *row.applies_if))
        case "clause":
            return row.clause or ""
        case "name":
            return "，".join(filter(None, (row.name, row.product_class, *row.members)))
        case "modality":
            return row.modality.value
        case "wording":
            return row.text
    return "，".join(filter(None, (row.grade.value, row.characteristic, *row.flags, row.problem, row.problem_reason)))


def field_name(field: str) -> Words:
    """Return what a field is called; a part of the document without a word is called by its name in JSON."""
    zh, en = _FIELDS.get(field, (field, field))
    return Words(zh, en)


def field_sentence(change: FieldChange) -> Words:
    """Return what happened to a fact that is no row."""
    name = field_name(change.field)
    zh, en = name.zh, name.en
    if change.subject:
        zh, en = f"{change.subject}：{zh}", f"{change.subject}: {en[:1].lower()}{en[1:]}"
    if change.old is None:
        return Words(f"{zh}新增“{change.new}”。", f"{en} added: “{change.new}”.")
    if change.new is None:
        return Words(f"{zh}删除“{change.old}”。", f"{en} removed: “{change.old}”.")
    was, now = _differing(change.old, change.new)
    return Words(f"{zh}由“{was}”改为“{now}”。", f"{en} changed from “{was}” to “{now}”.")


def _differing(old: str, new: str) -> tuple[str, str]:
    """Return two texts as they are quoted: of long ones the part that differs, with the words around it."""
    if max(len(old), len(new)) <= _LONG:
        return old, new
    start = _shared(old, new)
    end = min(_shared(old[::-1], new[::-1]), len(old) - start, len(new) - start)
    first, last = max(start - _AROUND, 0), max(end - _AROUND, 0)
    quoted = [f"{'…' if first else ''}{text[first : len(text) - last]}{'…' if last else ''}" for text in (old, new)]
    return quoted[0], quoted[1]


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with in common."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def changes_to_json(changes: RevisionChanges) -> dict[str, Any]:
    """Return the changes as programs read them, each with its sentence."""
    return {
        "old": _revision(changes.old),
        "new": _revision(changes.new),
        "fields": [
            {"field": one.field, "subject": one.subject, "old": one.old, "new": one.new, **_words(field_sentence(one))}
            for one in changes.fields
        ],
        "rows": [
            {
                "kind": _kind(row.old, row.new),
                "parts": list(row.parts),
                "verdict": row.verdict.value if row.verdict else None,
                "old": requirement_to_json(row.old) if row.old else None,
                "new": requirement_to_json(row.new) if row.new else None,
                **_words(row_sentence(row)),
            }
            for row in changes.rows
        ],
        "unchanged_rows": changes.unchanged_rows,
    }


def _revision(revision: Revision) -> dict[str, Any]:
    return {
        "declaration": revision.declaration_id,
        "revision": revision.number,
        "published_at": revision.published_at,
        "change": revision.change.value,
        "digest": revision.digest,
    }


def _words(words: Words) -> dict[str, dict[str, str]]:
    return {"sentence": {"zh": words.zh, "en": words.en}}
