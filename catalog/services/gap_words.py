"""What the gap questions mean and what their answers say, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalog.adoptions import AdoptionAnswer

__all__ = ["DEFINITIONS", "conclusion"]

DEFINITIONS: Mapping[str, Mapping[str, str]] = {
    "adoption": {
        "zh": "分母：该 ICS 类目及其下级中，所问日期有效的国际标准（修改单、技术报告、技术规范、草案不计）。已采用："
        "有一项在该日期未知已失效的"
        "国家标准采用同一编号同一部分的任一版本（等同、修改，或来源未写明程度；非等效不算采用）。未采用：仅当某来源"
        "声明自己对该类目和日期完整时"
        "才作此判断；否则为未知。",
        "en": "Denominator: International Standards in the ICS subtree that are in force on the day (no amendments, "
        "reports,"
        " specifications or drafts). Adopted: a national standard that is not known to be over on the day adopts any"
        " edition of the same number and part (identical, modified, or with a degree that the source does not tell; "
        "not"
        " equivalent is no adoption). Not adopted: only where a source declares itself complete for the field and the"
        " day; otherwise unknown.",
    },
    "behind": {
        "zh": "分母：已采用且写明所采用版本的国际标准。分子：所采用的最新版本早于现行版本。修改单另计。",
        "en": "Denominator: adopted standards whose adopted edition is told. Numerator: the newest edition adopted "
        "is older"
        " than the one in force. Amendments are counted apart.",
    },
    "lag": {
        "zh": "从所采用版本的出版到国家标准的发布，以月计；只知年份的日期按当年七月计。尚未采用的按截至所问日期计为"
        "删失"
        "（Kaplan-Meier）；没有来源声明完整时不给出分位数和曲线。",
        "en": "Months from the publication of the adopted edition to that of the national standard; a date known to "
        "the year"
        " counts as July. What is not adopted yet is censored on the day asked for (Kaplan-Meier); no quantiles and no"
        " curve where no source declares itself complete.",
    },
    "references": {
        "zh": "分母：该类目国家标准的引用中，目标在所问日期的状态可知者。分子：注日期引用所指版本已被代替或废止，或"
        "不注日期引用的标准已全部废止。"
        "注日期引用按规则仍指该版本，不是错误。",
        "en": "Denominator: references of national standards of the field whose target's state on the day is known."
        " Numerator: dated references to an edition that is over, undated ones to a number that is withdrawn whole. A"
        " dated reference means that edition by rule and is no error.",
    },
    "coverage": {
        "zh": "本库收录的双方记录数、来源和读取日期，以及来源是否声明完整。没有采用关系的记录不等于未采用。",
        "en": "How many records of each side the store holds, from which source and when read, and whether the source"
        " declares itself complete. A record without an adoption is not evidence that there is none.",
    },
}


def conclusion(answer: AdoptionAnswer) -> dict[str, str]:
    """Return the answer in a sentence, coverage first where nothing is known to be complete."""
    total = len(answer.members)
    adopted, missing = answer.count("adopted"), answer.count("not_adopted")
    behind = sum(it.behind is True for it in answer.members)
    source, target = answer.source_place, answer.target_place
    if not total:
        return {
            "zh": f"本库没有收录 ICS {answer.field} 中在 {answer.day} 有效的 {source.zh} 国际标准，因此无法回答。",
            "en": f"The store holds no {source.en} standard in ICS {answer.field} in force on {answer.day}: there "
            "is no"
            f" answer.",
        }
    if answer.complete:
        names_zh = "、".join(sorted({it.source for it in answer.complete}))
        names_en = ", ".join(sorted({it.source for it in answer.complete}))
        return {
            "zh": f"{answer.day}，ICS {answer.field} 中 {total} 项有效的 {source.zh} 国际标准，{target.zh}已采用 "
            f"{adopted} 项，"
            f"未采用 {missing} 项；已采用中有 {behind} 项采用的是旧版（依据声明完整的来源：{names_zh}）。",
            "en": f"Of {total} {source.en} standards in ICS {answer.field} in force on {answer.day}, {target.en} "
            "has adopted"
            f" {adopted} and not adopted {missing}; {behind} of the adopted are behind (by sources that declare"
            f" themselves complete: {names_en}).",
        }
    return {
        "zh": f"没有来源声明对 ICS {answer.field}、{answer.day} 的{target.zh}采标情况完整，因此不给出采标率。"
        f"{total} 项有效的 {source.zh} "
        f"国际标准中，已知采用 {adopted} 项，其中 {behind} 项采用的是旧版；其余 {total - adopted} 项未知。",
        "en": f"No source declares itself complete for {target.en}’s adoptions in ICS {answer.field} on "
        f"{answer.day}, so no"
        f" rate is given. Of {total} {source.en} standards in force {adopted} are known to be adopted, {behind} of "
        "them in"
        f" an older edition; {total - adopted} are unknown.",
    }
