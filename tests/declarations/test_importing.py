"""Records of other platforms are a kind of their own, come in once, and change by revision."""

from __future__ import annotations

import dataclasses

import pytest

from catalog.errors import ForbiddenError
from catalog.store import IndexQueue, PutResult
from declarations import Change, DeclarationKind, DeclarationState, Firm, Withdrawal
from tests.declarations.filings import OTHER_USCC, USCC, content, record


def test_an_imported_record_says_where_it_comes_from(store):
    assert store.put_imported([record()]) == PutResult(created=1)
    (published,) = store.of_firm(OTHER_USCC)
    assert published.declaration.kind is DeclarationKind.IMPORTED
    assert published.declaration.imported == record().imported
    assert published.declaration.firm.name == "老字号食品厂"
    assert store.find_firm(OTHER_USCC).name == "老字号食品厂"
    assert store.newest() == []


def test_the_same_records_twice_change_nothing(store):
    records = [record(), record("Q/OLD 13-2015", name="2")]
    store.put_imported(records)
    waiting = IndexQueue(store.database).pending()
    assert store.put_imported(records) == PutResult(unchanged=2)
    assert IndexQueue(store.database).pending() == waiting


def test_a_changed_record_is_a_new_revision(store):
    store.put_imported([record()])
    changed = record("Q/OLD 12-2018")
    assert store.put_imported([changed]) == PutResult(updated=1)
    (published,) = store.of_firm(OTHER_USCC)
    assert published.revision.number == 2
    assert published.declaration.standard_key == "Q/OLD 12:2018"
    assert [revision.change for revision in store.revisions(published.id)] == [Change.FIRST, Change.CORRECTION]
    assert store.chain_holds(published.id)


def test_a_record_withdrawn_at_its_source_changes_its_state_only(store):
    store.put_imported([record()])
    assert store.put_imported([record(state=DeclarationState.WITHDRAWN)]) == PutResult(updated=1)
    (published,) = store.of_firm(OTHER_USCC)
    assert published.declaration.state is DeclarationState.WITHDRAWN
    assert published.revision.number == 1


def test_a_record_without_a_code_is_kept_with_the_name_alone(store):
    nameless = dataclasses.replace(record(), firm=Firm(None, "某厂"))
    store.put_imported([nameless])
    (published,) = store.by_standard("Q/OLD 12:2015")
    assert published.declaration.firm == Firm(None, "某厂")


def test_a_firm_that_filed_itself_comes_before_an_imported_record(store):
    store.put_imported([record("Q/ABC 001-2026", uscc=USCC)])
    imported = store.find_by_designation("Q/ABC 001:2026")
    assert store.find_filed("Q/ABC 001:2026") is None
    identity = store.publish(content(), uscc=USCC, by="abc")
    assert store.find_filed("Q/ABC 001:2026") == identity
    assert store.find_by_designation("Q/ABC 001:2026").content == content()
    assert imported.content != content()
    names = {it.declaration.kind: it.declaration.firm.name for it in store.of_firm(USCC)}
    assert names == {DeclarationKind.IMPORTED: "老字号食品厂", DeclarationKind.OWN_STANDARD: "某某电机有限公司"}


def test_a_firm_cannot_change_an_imported_record(store):
    store.put_imported([record(uscc=USCC)])
    (published,) = store.of_firm(USCC)
    with pytest.raises(ForbiddenError):
        store.withdraw(published.id, Withdrawal("2026-05-01", "停产"), uscc=USCC, by="abc")
