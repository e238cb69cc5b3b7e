"""The requirements of a benchmark are kept by key and come back equal."""

from __future__ import annotations

from fractions import Fraction

import pytest

from catalog.comparison.reports import Completeness, DocumentRequirements
from catalog.comparison.requirements import Cell, Limits, Method, Number, NumberInterval, Requirement
from catalog.store import CatalogStore

STRENGTH = Requirement(
    id="b1",
    name="断裂强力",
    text="断裂强力 ≥ 300 N",
    cells=(Cell(Limits((NumberInterval(low=Number(Fraction(300), "300")),)), text="≥ 300"),),
    clause="4.2",
    unit="N",
    unit_printed="N",
    methods=(Method("GB/T 3923.1", printed="GB/T 3923.1"),),
)
BENCHMARK = DocumentRequirements(
    designation="GB/T 14272-2021",
    title="羽绒服装",
    requirements=(STRENGTH,),
    completeness=Completeness.EXCERPT,
    clauses_held=("4.2",),
)


@pytest.fixture
def store(database):
    return CatalogStore(database)


def test_requirements_come_back_equal_and_are_listed(store):
    store.put_requirements("GB/T 14272:2021", BENCHMARK)
    assert store.find_requirements("GB/T 14272:2021") == BENCHMARK
    assert store.benchmarks_held() == [("GB/T 14272:2021", "羽绒服装", 1)]
    assert store.find_requirements("GB/T 14272:2011") is None


def test_new_requirements_take_the_place_of_the_old_and_the_index_is_told(store):
    store.put_requirements("GB/T 14272:2021", BENCHMARK)
    store.put_requirements("GB/T 14272:2021", DocumentRequirements("GB/T 14272-2021", None, ()))
    assert store.benchmarks_held() == [("GB/T 14272:2021", None, 0)]
    assert [entry.record_id for entry in store.queue.next_batch()] == ["GB/T 14272:2021"] * 2
