"""Clauses that the numbering of a document skips."""

from __future__ import annotations

import pytest

from importers.documents.holes import missing_clauses


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
