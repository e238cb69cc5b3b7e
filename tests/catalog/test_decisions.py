"""A reviewer's decisions are added to, never changed, and told in the order in which they were made."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from catalog.store import CatalogStore, tables

REPORT = {"declared": {"designation": "Q/A 1-2026"}, "benchmark": {"designation": "GB/T 1-2024"}, "rows": []}


@pytest.fixture
def store(database):
    return CatalogStore(database)


def test_a_decision_that_is_replaced_stays_in_the_history(store):
    run = store.save_run(REPORT)
    first = store.put_decision(run, "b31", "EQUAL", by="王芳", reason="两种方法等效")
    second = store.put_decision(run, "b31", "LOOSER", by="李强", reason="方法偏差见 GB/T 1 附录 A")
    assert store.decisions_of(run) == [first, second]
    assert (first.verdict, first.by, first.reason) == ("EQUAL", "王芳", "两种方法等效")
    assert first.at.endswith("Z")


def test_a_run_without_decisions_has_none_and_keeps_its_own_words(store):
    run = store.save_run(REPORT)
    assert store.decisions_of(run) == []
    before = store.get_run(run)
    store.put_decision(run, "b1", "EQUAL", by="A", reason="B")
    assert store.get_run(run) == before


def test_a_decision_on_a_run_that_is_not_there_is_refused_by_the_database(store):
    with pytest.raises(sa.exc.IntegrityError):
        store.put_decision("nothing", "b1", "EQUAL", by="A", reason="B")


@pytest.mark.parametrize("statement", ["UPDATE decision SET reason = 'x'", "DELETE FROM decision"])
def test_the_database_itself_refuses_to_change_a_decision(store, database, statement):
    run = store.save_run(REPORT)
    store.put_decision(run, "b1", "EQUAL", by="A", reason="B")
    with pytest.raises(sa.exc.IntegrityError, match="stay as they were written"), database.begin() as connection:
        connection.execute(sa.text(statement))
    with database.connect() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(tables.decision)).scalar_one() == 1
