"""The clauses of a standard (GB/T 1.1-2020): which chapter says what, and what stands in each clause."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from importers.documents.blocks import Block, Heading, Paragraph, Ruler

__all__ = ["Clause", "Kind", "clauses_of", "kind_of_title", "plain_title"]


class Kind(StrEnum):
    """What a chapter is for."""

    FRONT = "front"
    FOREWORD = "foreword"
    SCOPE = "scope"
    REFERENCES = "references"
    TERMS = "terms"
    REQUIREMENTS = "requirements"
    METHODS = "methods"
    INSPECTION = "inspection"
    DELIVERY = "delivery"
    ANNEX = "annex"
    OTHER = "other"


@dataclass(slots=True)
class Clause:
    """One clause: its number, its title, the titles it stands under, and its own blocks."""

    number: str | None
    title: str
    line: int
    kind: Kind
    parents: tuple[str, ...] = ()
    blocks: list[Block] = field(default_factory=list)
    numbered: bool = False
    """Whether the clause is a numbered paragraph without a title."""


# In this order: the first that fits decides. A chapter 要求和试验方法 has requirements.
_TITLES = (
    (Kind.FOREWORD, r"^(?:前\s*言|引\s*言|序言|foreword|introduction|avant-propos|文档基础信息|基本信息|封面)$"),
    (Kind.ANNEX, r"^(?:附\s*录|annexe?\b|appendix\b|参考文献|bibliograph|编制说明)"),
    (Kind.REFERENCES, r"规范性引用|引用文件|引用标准|normative references|références normatives"),
    (Kind.TERMS, r"术语|定义|符号|缩略语|terms|termes|definitions|définitions|abbreviat|symbols"),
    (Kind.SCOPE, r"^(?:适用)?范\s*围$|^(?:主题内容与)?适用范围$|^scope|^field of application|^domaine d.application"),
    (
        Kind.INSPECTION,
        r"检验规则|检验规程|判定规则|抽样|验收规则|质量检验|组批|inspection|sampling|acceptance|échantillonnage",
    ),
    (Kind.REQUIREMENTS, r"要\s*求|技术条件|requirements?\b|specifications?\b|^exigences\b"),
    (
        Kind.METHODS,
        r"(?:试验|检[验测]|测[试量定]|分析)方法|^(?:试验|检[验测]|测试)$|^tests?$|test methods?|methods? of test",
    ),
    (Kind.METHODS, r"méthodes? d.essai|^(?:performance )?tests? (?:for|procedures?)\b"),
    (Kind.INSPECTION, r"^metrological controls?$|^(?:initial|subsequent) verification"),
    (
        Kind.DELIVERY,
        r"标志|标识|标签|包装|运输|贮存|储存|质量承诺|质保|保修|售后|随行文件|使用说明|交付准备|使用、维护|marking|packag|emballage|marquage|labelling|storage$|transport",
    ),
    (
        Kind.REQUIREMENTS,
        r"参数|性能|指标|运行条件|使用条件|工作条件|环境条件|适应性|规格|型式|型号|尺寸|结构|外观|感官|理化|安全|分类|等级|performance|parameters|characteristics|ratings",
    ),
)
_TITLE_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _TITLES)
# Clauses inside a chapter of requirements that only name or draw.
_NAMING = re.compile(
    r"^(?:产品)?(?:型号|命名|代号|标记|主要型号|产品分类|分类与命名)[^，。]{0,6}(?:命名|规则|方法|表示|组成|编制|含义)?(?:[（(].*)?$|示意图|线路图|结构图|^图\s*\d"
)
_FORMULA_IN_TITLE = re.compile(r"\\\(|\$")


def kind_of_title(title: str) -> Kind | None:
    """Return what a chapter with this title is for, or ``None`` where the title does not tell."""
    folded = re.sub(r"\s+", " ", title).strip()
    for kind, pattern in _TITLE_PATTERNS:
        if pattern.search(folded):
            return kind
    return None


def plain_title(title: str) -> str:
    r"""Return a title without formula marks: ``\(正反转速差 = …\)（速度控制系统）`` gives ``正反转速差``."""
    if _FORMULA_IN_TITLE.search(title):
        inner = re.sub(r"^\s*(?:\\\(|\$+)", "", title)
        return re.split(r"\s*=|\\\)|\$", inner, maxsplit=1)[0].strip()
    return title.strip()


def clauses_of(blocks: list[Block]) -> list[Clause]:
    """Return the clauses in order, each with the blocks that stand directly in it; the first is the front matter."""
    return _Builder(_levels(blocks), any(isinstance(b, Heading) and b.number for b in blocks)).build(blocks)


@dataclass(slots=True)
class _Builder:
    depths: dict[int, int]
    has_numbers: bool
    clauses: list[Clause] = field(default_factory=lambda: [Clause(None, "", 1, Kind.FRONT)])
    stack: list[tuple[int, Clause]] = field(default_factory=list)
    in_body: bool = False
    """Whether a numbered heading was seen: before it stand the title page and the foreword."""

    def build(self, blocks: list[Block]) -> list[Clause]:
        for block in blocks:
            if isinstance(block, Heading):
                depth = block.number.count(".") + 1 if block.number else self.depths.get(block.level, 0)
                self._open(block.number, plain_title(block.title), block.line, depth)
            elif isinstance(block, Paragraph) and block.number is not None:
                self._open(block.number, "", block.line, block.number.count(".") + 1, numbered=True)
                self.clauses[-1].blocks.append(block)
            elif not isinstance(block, Ruler):
                self.clauses[-1].blocks.append(block)
        return self.clauses

    def _open(self, number: str | None, title: str, line: int, depth: int, *, numbered: bool = False) -> None:
        while self.stack and (self.stack[-1][0] >= depth or (self.stack[-1][1].numbered and not numbered)):
            self.stack.pop()
        parents = tuple(c.title for _, c in self.stack if c.title and c.kind is not Kind.FRONT)
        clause = Clause(number, title, line, self._kind(number, title), parents, numbered=numbered)
        self.in_body = self.in_body or number is not None
        self.stack.append((depth, clause))
        self.clauses.append(clause)

    def _kind(self, number: str | None, title: str) -> Kind:
        own = kind_of_title(title)
        inherited = self.stack[-1][1].kind if self.stack else None
        is_title = number is None and not self.in_body and (self.has_numbers or len(self.clauses) == 1)
        if is_title and own not in {Kind.FOREWORD, Kind.ANNEX}:
            return Kind.FOREWORD if inherited is Kind.FOREWORD else Kind.FRONT
        if own is Kind.ANNEX and number is None:
            return own
        if number is not None and number.isdigit():
            return own or Kind.OTHER
        if inherited in {None, Kind.FRONT}:
            return own or Kind.OTHER
        if inherited is Kind.REQUIREMENTS and _NAMING.search(title):
            return Kind.OTHER
        if inherited is Kind.REQUIREMENTS and own in {Kind.METHODS, Kind.INSPECTION}:
            return own
        return inherited or Kind.OTHER


def _levels(blocks: list[Block]) -> dict[int, int]:
    """Return which depth of clause each level of the file's own headings stands for."""
    seen: dict[int, int] = {}
    for block in blocks:
        if isinstance(block, Heading) and block.number and block.level:
            seen.setdefault(block.level, block.number.count(".") + 1)
    chapter = min((level for level, depth in seen.items() if depth == 1), default=None)
    if chapter is None:
        return {level: level for level in range(7)}
    return {level: seen.get(level, level - chapter + 1) for level in range(1, 7)} | {0: 1}
