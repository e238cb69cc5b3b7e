"""Clauses that the numbering of a document skips."""

from __future__ import annotations

import pytest

from importers.documents.holes import missing_clauses, promised_chapters


@pytest.mark.parametrize(
    ("numbers", "missing"),
    [
        (["1", "2", "3", "4.1", "4.2", "4.10"], ("4.9",)),
        (["1", "2", "5.1"], ("4",)),
        (["1", "2", "3.1", "3.2", "3.2.1", "3.2.2", "A.3"], ()),
        (["1", "2.3", "2.4"], ("2.2",)),
        (["1", "2.1", "2.2.2"], ("2.2.1",)),
        ([], ()),
    ],
)
def test_a_clause_needs_the_one_before_it(numbers, missing):
    assert missing_clauses(numbers) == missing


@pytest.mark.parametrize(
    ("lines", "promised"),
    [
        (
            ["## 目次", "前言", "1 范围", "5 基本要求", "6 技术要求", "7 试验方法", "8 检验规则", "---", "9 个样品"],
            ("7", "8"),
        ),
        (["目次", "1 范围", "6 技术要求", "7 试验方法 …… 9", "1 范围", "9 件样品合格"], ("7",)),
        (["Contents", "1 Scope", "6 Requirements", "7 Test methods"], ("7",)),
        (["断裂强力应符合表1，按7.3规定的方法试验。"], ("7",)),
        (["The force is measured in accordance with 7.2."], ("7",)),
        (["见第8章。"], ("8",)),
        (["按 GB/T 755—2008 第8章的要求；按GB/T 5171.22—2017中7.3进行"], ()),
        (["按6.2规定。按 7.5 mm 调整，电压按 12.5 V。", "见表7"], ()),
        (["1 范围", "7 试验方法"], ()),
    ],
)
def test_chapters_that_are_promised_and_not_held(lines, promised):
    assert promised_chapters(lines, ["1", "2", "3", "4", "5", "6.1", "A.2"]) == promised


def test_a_document_without_numbers_promises_nothing():
    assert promised_chapters(["见第8章。"], []) == ()
