"""The sentences of a verdict, in Chinese and English."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from catalog.comparison.reports import VerdictKind, Words
from catalog.patterns import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from catalog.comparison.reports import CellVerdict

_SPACES = regex(" {2,}")
__all__ = ["VERDICT_WORDS", "cells_sentence", "sentence"]

VERDICT_WORDS = {
    VerdictKind.EQUAL: Words("等同", "the same"),
    VerdictKind.STRICTER: Words("严于", "stricter"),
    VerdictKind.LOOSER: Words("低于", "looser"),
    VerdictKind.OVERLAP: Words("互有宽严", "mixed"),
    VerdictKind.DISJOINT: Words("冲突", "in conflict"),
    VerdictKind.MISSING: Words("缺项", "not declared"),
    VerdictKind.EXTRA: Words("增项", "additional"),
    VerdictKind.NOT_COMPARABLE: Words("不可比", "not comparable"),
    VerdictKind.UNDETERMINED: Words("待判", "cannot be told"),
}
_TEXTS = {
    VerdictKind.EQUAL: (
        "与{benchmark}等同：本标准 {d}，{benchmark} {b}。",
        "The same as the benchmark: {d} against {b}.",
    ),
    VerdictKind.STRICTER: (
        "比{benchmark}更严：本标准 {d}，{benchmark} {b}。",
        "Stricter than the benchmark: {d} against {b}.",
    ),
    VerdictKind.LOOSER: (
        "低于{benchmark}：本标准 {d}，{benchmark} {b}。",
        "Looser than the benchmark: {d} against {b}.",
    ),
    VerdictKind.OVERLAP: (
        "与{benchmark}互有宽严：本标准 {d}，{benchmark} {b}。",
        "Mixed: neither contains the other, {d} against {b}.",
    ),
    VerdictKind.DISJOINT: (
        "与{benchmark}冲突：本标准 {d}，{benchmark} {b}，没有产品能同时满足。",
        "In conflict: no product meets both {d} and {b}.",
    ),
    VerdictKind.MISSING: ("{benchmark}要求 {b}，本标准没有规定。", "The benchmark requires {b}; nothing is declared."),
    VerdictKind.EXTRA: ("本标准规定 {d}，{benchmark}没有规定。", "{d} is declared; the benchmark requires nothing."),
}


@lru_cache(maxsize=8192)
def _in_words(text: str) -> Words:
    """Return the text of a limit with a stretch that leaves out an end in words: ``[25, 55)`` is no public sign."""
    return Words(_STRETCH.sub(_stretch_zh, text), _STRETCH.sub(_stretch_en, text))


def _stretch_zh(found: re.Match[str]) -> str:
    left_out = [found[i] for i, sign in ((2, found[1] == "("), (3, found[4] == ")")) if sign]
    return f"{found[2]} 至 {found[3]}（不含 {'、'.join(left_out)}）" if left_out else f"{found[2]} 至 {found[3]}"


def _stretch_en(found: re.Match[str]) -> str:
    low = f"above {found[2]}" if found[1] == "(" else f"from {found[2]}"
    return f"{low} to below {found[3]}" if found[4] == ")" else f"{low} to {found[3]}"


_STRETCH = regex(r"([\[(])([-+−]?[\d.][^\[\]()]*?), ([-+−]?[\d.][^\[\]()]*?)([\])])")


def sentence(
    verdict: VerdictKind, *, declared: str, benchmark: str, benchmark_name: str = "对标标准", note: Words | None = None
) -> Words:
    """Return the sentence of a verdict with both limits in it."""
    zh, en = _TEXTS[verdict]
    mine, theirs = _in_words(declared), _in_words(benchmark)
    named = f" {benchmark_name} " if benchmark_name[-1:].isascii() else benchmark_name
    said = zh.format(benchmark=named, d=mine.zh, b=theirs.zh)
    said = _SPACES.sub(" ", said) if "  " in said else said
    said = said.replace("， ", "，").replace(" ：", "：").strip()
    words = Words(said, en.format(d=mine.en, b=theirs.en))
    return words if note is None else Words(words.zh + note.zh, f"{words.en} {note.en}")


def cells_sentence(verdict: VerdictKind, cells: Iterable[CellVerdict]) -> Words:
    """Return the sentence of a table: how many classes have which verdict."""
    counts: dict[VerdictKind, int] = {}
    for cell in cells:
        counts[cell.verdict] = counts.get(cell.verdict, 0) + 1
    zh = "，".join(f"{VERDICT_WORDS[kind].zh} {count} 项" for kind, count in counts.items())
    en = ", ".join(f"{count} {VERDICT_WORDS[kind].en}" for kind, count in counts.items())
    return Words(f"总体{VERDICT_WORDS[verdict].zh}：{zh}。", f"Overall {VERDICT_WORDS[verdict].en}: {en}.")
