"""Test methods of the chapter 试验方法, joined to their requirements by clause reference or by the same title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalog.comparison.requirements import Method
from importers.documents.blocks import Paragraph
from importers.documents.limits import methods_of
from importers.documents.phrases import PRIVATE, plain_name
from importers.documents.structure import Clause, Kind
from importers.documents.words import Words

__all__ = ["TestClause", "test_clauses", "tests_for"]

_MEETS = re.compile(
    r"(?:应?(?:符合|满足)|达到|按照?|依据)\s*(?:本(?:标准|文件|规范))?\s*(?:第\s*)?(?P<clauses>\d+(?:\.\d+)+(?:\s*[、和及,，~]\s*\d+(?:\.\d+)+)*)"
)
_CLAUSE = re.compile(r"\d+(?:\.\d+)+")
_LABEL = re.compile(r"^([^，。;:]{2,16}?)\s*:")
_INSTRUMENT = re.compile(
    r"(?:\d+\s*V\s*(?:DC|AC)?\s*)?(?:兆欧表|绝缘电阻(?:测试)?仪|直流电桥|电感电桥|电桥|声级计|温度计|耐压测试仪)"
)


@dataclass(frozen=True, slots=True)
class TestClause:
    """One clause of the methods chapter: number, what it tests, which clauses it speaks of, which methods it names."""

    __test__ = False  # pytest would take the name for a test case

    number: str | None
    title: str
    meets: tuple[str, ...]
    methods: tuple[Method, ...]
    line: int


def test_clauses(clauses: list[Clause]) -> list[TestClause]:
    """Return the test methods of a document, one for each clause of its methods chapters."""
    out: list[TestClause] = []
    for clause in clauses:
        if clause.kind is not Kind.METHODS:
            continue
        for block in clause.blocks:
            if not isinstance(block, Paragraph):
                continue
            words = Words.of(block.text)
            label = _LABEL.match(words.folded)
            title = clause.title or (words.printed[: label.end(1)] if label else "")
            meets = tuple(
                number for match in _MEETS.finditer(words.folded) for number in _CLAUSE.findall(match["clauses"])
            )
            found = [m for m in methods_of(block.text) if m.designation or m.variant]
            found += _instruments(words)
            out.append(TestClause(clause.number, title, meets, tuple(found), block.line))
    return out


test_clauses.__test__ = False  # type: ignore[attr-defined]  # pytest would collect it where it is imported


def _instruments(words: Words) -> list[Method]:
    """Return the instruments by which a test is done, as methods in words."""
    if PRIVATE.search(words.folded):
        return []
    found = dict.fromkeys(match[0].strip() for match in _INSTRUMENT.finditer(words.folded))
    return [Method(None, variant=name, printed=name) for name in found]


def tests_for(clause: str | None, title: str, name: str, tests: list[TestClause]) -> tuple[Method, ...]:
    """Return the methods for a requirement: tests that name its clause, else tests with its own title."""
    if clause is not None:
        chain = [clause]
        named = [
            test for test in tests if any(number in chain or clause.startswith(f"{number}.") for number in test.meets)
        ]
        if named:
            return _methods(named)
    wanted = {_bare(plain_name(title)), _bare(plain_name(name))} - {""}
    return _methods([test for test in tests if test.title and not wanted.isdisjoint(_tested(test.title))])


def _bare(name: str) -> str:
    """Return a name without the word for an amount (水分含量 and 水分 are tested alike)."""
    return re.sub(r"(?<=[\u4e00-\u9fff]{2})(?:的?含量)$", "", name)


def _tested(title: str) -> set[str]:
    """Return what the title of a test names, each of a list (杂质、不完善粒含量检验) alone."""
    plain = plain_name(title)
    bare = re.sub(r"(?<=[\u4e00-\u9fff]{2})(?:的?(?:检验|测定|检测))$", "", plain)
    return {plain, _bare(bare), *(_bare(part) for part in re.split(r"[、和及]", bare) if len(part) > 1)}


def _methods(tests: list[TestClause]) -> tuple[Method, ...]:
    return tuple(
        dict.fromkeys(Method(m.designation, m.variant, m.clause, m.printed) for test in tests for m in test.methods)
    )
