"""The catalogue keeps what it was given, leaves alone what did not change, and tells the index what did."""

from __future__ import annotations

import dataclasses

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.errors import NotFoundError
from catalog.standards import Relation, RelationKind, Standard, Status
from catalog.store import CatalogStore, PutResult, prepare_standard, tables
from tests.catalog.records import QUALITY_2015, QUALITY_GB_2008, QUALITY_GB_2016, designation

ALL = [QUALITY_2015, QUALITY_GB_2008, QUALITY_GB_2016]


@pytest.fixture
def store(database):
    return CatalogStore(database)


def test_a_record_is_found_by_key_and_by_slug(store):
    store.put_standards(ALL)
    assert store.find_standard(QUALITY_GB_2016.key) == QUALITY_GB_2016
    assert store.find_by_slug("gb-t-19001-2016") == QUALITY_GB_2016
    assert store.find_standard("GB/T 1:1900") is None
    assert store.find_by_slug("gb-t-1-1900") is None
    assert store.count_standards() == 3
    assert store.count_by("level") == {"international": 1, "national": 2}


def test_the_same_batch_twice_changes_nothing(store):
    assert store.put_standards(ALL) == PutResult(created=3)
    waiting = store.queue.pending()
    assert store.put_standards(ALL) == PutResult(unchanged=3)
    assert store.queue.pending() == waiting


def test_only_the_changed_record_is_written(store):
    store.put_standards(ALL)
    changed = dataclasses.replace(QUALITY_2015, status=Status.SUPERSEDED, relations=())
    assert store.put_standards([changed, QUALITY_GB_2016]) == PutResult(updated=1, unchanged=1)
    assert store.find_standard(QUALITY_2015.key) == changed
    assert store.relations_to("ISO 9001:2008") == []
    assert [entry.record_id for entry in store.queue.next_batch(10)][3:] == [QUALITY_2015.key]


def test_the_last_of_two_records_with_one_key_counts(store):
    later = dataclasses.replace(QUALITY_2015, publisher="International Organization for Standardization")
    assert store.put_standards([QUALITY_2015, later]) == PutResult(created=1)
    assert store.find_standard(QUALITY_2015.key) == later


def test_an_empty_batch_is_harmless(store):
    assert store.put_standards([]) == PutResult()


def test_a_batch_that_fails_leaves_neither_records_nor_queue(store):
    good = prepare_standard(QUALITY_2015)
    bad = {**prepare_standard(QUALITY_GB_2016), "level": None}
    with pytest.raises(sa.exc.IntegrityError):
        store.put_prepared([good, bad])
    assert store.count_standards() == 0
    assert store.queue.pending() == 0


def test_editions_in_force_come_first_then_the_newest_and_supplements_last(store):
    old = dataclasses.replace(QUALITY_GB_2008, designation=designation("GB/T", "19001", "2000"), relations=())
    supplement = Standard(dataclasses.replace(QUALITY_GB_2016.designation, amendment="XG1-2020"), status=Status.CURRENT)
    store.put_standards([old, supplement, *ALL])
    assert [edition.key for edition in store.editions("GB/T 19001")] == [
        QUALITY_GB_2016.key,
        QUALITY_GB_2008.key,
        old.key,
        supplement.key,
    ]


def test_who_points_at_a_document_is_told_with_the_relation(store):
    store.put_standards(ALL)
    adopters = store.relations_to(QUALITY_2015.key, RelationKind.ADOPTS)
    assert adopters == [(QUALITY_GB_2016, QUALITY_GB_2016.relations[1])]
    assert store.relations_to(QUALITY_GB_2008.key) == [(QUALITY_GB_2016, QUALITY_GB_2016.relations[0])]
    assert store.relations_to(QUALITY_2015.key, RelationKind.REPLACES) == []


def test_two_arrows_between_the_same_documents_are_both_told(store):
    replaces, amends = (
        Relation(kind, "ISO 9001:2008", "ISO 9001:2008") for kind in (RelationKind.REPLACES, RelationKind.AMENDS)
    )
    both = dataclasses.replace(QUALITY_2015, relations=(replaces, amends))
    store.put_standards([both])
    assert store.relations_to("ISO 9001:2008") == [(both, replaces), (both, amends)]


def test_a_changed_relation_takes_the_place_of_the_old_one(store):
    store.put_standards(ALL)
    moved = (Relation(RelationKind.ADOPTS, "ISO 9001:2026", "ISO 9001:2026"),)
    changed = dataclasses.replace(QUALITY_GB_2016, relations=moved)
    store.put_standards([changed])
    assert store.relations_to("ISO 9001:2015") == []
    assert store.relations_to("ISO 9001:2026") == [(changed, moved[0])]


def test_a_deleted_record_is_gone_and_the_index_is_told(store):
    store.put_standards(ALL)
    store.queue.done([entry.id for entry in store.queue.next_batch()])
    assert store.delete_standards([QUALITY_GB_2016.key, "GB/T 1:1900"]) == 1
    assert store.find_standard(QUALITY_GB_2016.key) is None
    assert store.relations_to(QUALITY_2015.key) == []
    assert [(entry.record_id, entry.action) for entry in store.queue.next_batch()] == [(QUALITY_GB_2016.key, "delete")]


def test_several_records_come_in_the_order_asked_for(store):
    store.put_standards(ALL)
    keys = [QUALITY_GB_2016.key, "GB/T 1:1900", QUALITY_2015.key]
    assert store.get_standards(keys) == [QUALITY_GB_2016, QUALITY_2015]


def test_going_through_all_records_gives_each_once_by_key(store):
    many = [Standard(designation("GB/T", str(number), "2020")) for number in range(1, 2502)]
    store.put_standards([*many, QUALITY_2015])
    keys = [standard.key for standard in store.iter_standards()]
    assert len(keys) == 2502
    assert keys == sorted(keys)
    assert [standard.key for standard in store.iter_standards(prefix="ISO ")] == [QUALITY_2015.key]
    assert [key for key, _ in store.iter_documents(prefix="GB/T 25")] == sorted(
        standard.key for standard in many if standard.designation.number.startswith("25")
    )


def test_the_newest_import_of_each_source_is_told(store):
    for records in (1, 2):
        store.put_import({"source": "iso-open-data", "read": records})
    store.put_import({"source": "samr", "read": 5})
    assert [(report["source"], report["read"]) for report in store.imports()] == [("iso-open-data", 2), ("samr", 5)]
    assert store.changed_at() is None
    store.put_standards(ALL)
    assert store.changed_at().endswith("Z")


KEYS = st.sampled_from(["A 1:2020", "B 1:2020", "C 1:2020", "D 1:2020"])
STATES = st.dictionaries(KEYS, st.tuples(st.sets(KEYS, max_size=3), st.sampled_from(list(Status))), max_size=4)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(batches=st.lists(STATES, max_size=5))
def test_whatever_the_batches_were_the_relations_are_those_of_the_last_records(store, batches):
    with store.database.begin() as connection:
        for table in (tables.standard, tables.relation, tables.index_queue):
            connection.execute(sa.delete(table))
    present: dict[str, set[str]] = {}
    for batch in batches:
        records = []
        for key, (targets, status) in batch.items():
            relations = tuple(Relation(RelationKind.RELATED, target, target) for target in sorted(targets))
            records.append(Standard(designation(key[0], "1", "2020"), status=status, relations=relations))
            records[-1] = dataclasses.replace(
                records[-1], designation=dataclasses.replace(records[-1].designation, normalized=key)
            )
            present[key] = targets - {key}
        store.put_standards(records)
    for target in ("A 1:2020", "B 1:2020", "C 1:2020", "D 1:2020"):
        pointing = sorted(key for key, targets in present.items() if target in targets)
        assert [source.key for source, _ in store.relations_to(target)] == pointing


REPORT = {
    "run": None,
    "declared": {"designation": "Q/HKT 16016-2026"},
    "benchmark": {"designation": "GB/T 43726-2024"},
    "rows": [{"name": "绝缘电阻", "verdict": "LOOSER"}],
    "engine_version": "1",
    "dictionary_version": "2",
}


def test_a_run_comes_back_as_it_was_saved_with_its_id_and_moment(store):
    identity = store.save_run(REPORT)
    shown = store.get_run(identity)
    assert shown["run"] == identity
    assert {name: shown[name] for name in REPORT if name != "run"} == {
        name: value for name, value in REPORT.items() if name != "run"
    }
    assert shown["at"].endswith("Z")


def test_the_same_report_is_one_run_and_another_report_another(store):
    first = store.save_run(REPORT)
    moment = store.get_run(first)["at"]
    assert store.save_run({**REPORT, "run": first}) == first
    assert store.get_run(first)["at"] == moment
    other = store.save_run({**REPORT, "engine_version": "1.1"})
    assert other != first
    assert store.count_runs() == 2
    assert sorted(store.runs_of("GB/T 43726-2024")) == sorted([first, other])


def test_a_run_that_is_not_there_is_said(store):
    with pytest.raises(NotFoundError, match="abc"):
        store.get_run("abc")
