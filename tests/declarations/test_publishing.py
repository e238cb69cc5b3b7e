"""Publishing is whole or not at all, a chain adds up, and states change as the rules allow."""

from __future__ import annotations

import dataclasses

import pytest
import sqlalchemy as sa

from catalog.errors import ConflictError, ForbiddenError, NotFoundError, UnusableInputError
from catalog.store import IndexQueue
from declarations import (
    AuthorityOrder,
    Change,
    DeclarationKind,
    DeclarationState,
    RevisionState,
    Withdrawal,
    tables_store,
)
from declarations.model import ALLOWED_CHANGES
from tests.declarations.filings import OTHER_USCC, USCC, content, sign_up

ORDER = AuthorityOrder("呼和浩特市市场监督管理局", "呼市监责改〔2026〕1号", "2026-05-01", "2026-06-01")


def publish(store, what=None, **more):
    return store.publish(what or content(), uscc=USCC, by="abc", **more)


def test_what_was_published_comes_back_equal(store):
    identity = publish(store)
    published = store.get_declaration(identity)
    assert published.revision.content == content()
    assert published.revision.number == published.declaration.revision == 1
    assert published.revision.change is Change.FIRST
    assert published.revision.runs == ("runid",)
    assert published.declaration.state is DeclarationState.PUBLISHED
    assert published.declaration.kind is DeclarationKind.OWN_STANDARD
    assert published.declaration.firm == published.revision.firm
    assert published.declaration.firm.uscc == USCC
    assert not published.declaration.firm.verified
    assert len(identity) == 10
    assert store.find_by_designation("Q/ABC 001:2026") == published.revision


def test_publishing_tells_the_index_and_the_audit(store):
    identity = publish(store)
    queue = [(entry.kind, entry.record_id) for entry in IndexQueue(store.database).next_batch()]
    assert queue == [("declaration", identity)]
    assert [(entry.actor, entry.action) for entry in store.audit_of(identity)] == [("abc", "publish")]


def test_a_failure_leaves_nothing_behind(store):
    with pytest.raises(NotFoundError):
        publish(store, supersedes="nothing")
    with store.database.connect() as connection:
        for table in (tables_store.declaration, tables_store.revision, tables_store.mention, tables_store.audit):
            assert connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one() == 0
    assert IndexQueue(store.database).pending() == 0


def test_the_draft_becomes_the_declaration_once(store):
    draft = store.create_draft(USCC, {"designation": "Q/ABC 001-2026"}, by="abc")
    publish(store, draft=(draft.id, draft.version))
    assert store.list_drafts(USCC) == []
    with pytest.raises(ConflictError) as caught:
        publish(store, content("Q/ABC 002-2026"), draft=(draft.id, draft.version))
    assert caught.value.code == "draft-gone"
    assert store.count_declarations() == {"published": 1}


def test_a_draft_changed_meanwhile_is_not_published(store):
    draft = store.create_draft(USCC, {}, by="abc")
    store.save_draft(draft.id, USCC, 1, {"title": "other"}, by="abc")
    with pytest.raises(ConflictError) as caught:
        publish(store, draft=(draft.id, 1))
    assert caught.value.code == "draft-changed"
    assert store.get_draft(draft.id, USCC).payload == {"title": "other"}


def test_a_number_is_declared_once_while_in_force(store):
    first = publish(store)
    with pytest.raises(ConflictError, match=first):
        publish(store)
    store.withdraw(first, Withdrawal("2026-05-01", "停产"), uscc=USCC, by="abc")
    publish(store)


def test_a_public_standard_is_declared_as_often_as_there_are_products(store):
    shared = content("GB/T 43726-2024")
    for _ in range(2):
        publish(store, shared, kind=DeclarationKind.PUBLIC_STANDARD)
    assert len(store.by_standard("GB/T 43726:2024")) == 2
    assert store.find_by_designation("GB/T 43726:2024") is None


def test_an_amendment_is_a_new_revision_and_the_first_stays(store):
    identity = publish(store)
    amended = content(title="无刷直流力矩电动机（修改单1）")
    assert store.revise(identity, amended, uscc=USCC, by="abc", change=Change.AMENDMENT) == 2
    first, second = store.revisions(identity)
    assert (first.content, second.content) == (content(), amended)
    assert (first.state, second.state) == (RevisionState.SUPERSEDED, RevisionState.CURRENT)
    assert store.get_revision(identity, 1) == first
    assert store.get_declaration(identity).declaration.state is DeclarationState.AMENDED
    assert store.chain_holds(identity)
    assert [entry.action for entry in store.audit_of(identity)] == ["publish", "amendment"]


def test_a_correction_of_an_amended_declaration_leaves_it_amended(store):
    identity = publish(store)
    store.revise(identity, content(), uscc=USCC, by="abc", change=Change.AMENDMENT)
    store.revise(identity, content(), uscc=USCC, by="abc", change=Change.CORRECTION)
    assert store.get_declaration(identity).declaration.state is DeclarationState.AMENDED


def test_another_number_is_not_a_revision(store):
    identity = publish(store)
    with pytest.raises(UnusableInputError, match="new declaration"):
        store.revise(identity, content("Q/ABC 002-2026"), uscc=USCC, by="abc", change=Change.AMENDMENT)


def test_a_new_edition_supersedes_the_old_one_and_both_say_so(store):
    old = publish(store)
    new = publish(store, content("Q/ABC 001-2028"), supersedes=old)
    was, now = store.get_public([old, new])
    assert was.declaration.state is DeclarationState.SUPERSEDED
    assert was.declaration.superseded_by == new
    assert now.declaration.supersedes == old
    assert not was.declaration.is_in_force
    assert store.find_by_designation("Q/ABC 001:2026") is None


def test_a_withdrawn_declaration_stays_with_date_and_reason(store):
    identity = publish(store)
    store.withdraw(identity, Withdrawal("2026-05-01", "停产"), uscc=USCC, by="abc")
    declaration = store.get_declaration(identity).declaration
    assert declaration.state is DeclarationState.WITHDRAWN
    assert declaration.withdrawal == Withdrawal("2026-05-01", "停产")
    with pytest.raises(ConflictError):
        store.withdraw(identity, Withdrawal("2026-05-02", "停产"), uscc=USCC, by="abc")


def test_withdrawing_needs_a_reason(store):
    identity = publish(store)
    with pytest.raises(UnusableInputError, match="reason"):
        store.withdraw(identity, Withdrawal("2026-05-01", " "), uscc=USCC, by="abc")


def test_another_firm_can_change_nothing(store, accounts):
    sign_up(accounts, name="other", uscc=OTHER_USCC, firm_name="别的公司")
    identity = publish(store)
    with pytest.raises(ForbiddenError):
        store.withdraw(identity, Withdrawal("2026-05-01", "停产"), uscc=OTHER_USCC, by="other")
    with pytest.raises(ForbiddenError):
        store.revise(identity, content(), uscc=OTHER_USCC, by="other", change=Change.CORRECTION)
    with pytest.raises(ForbiddenError):
        store.publish(content("Q/OTH 1-2026"), uscc=OTHER_USCC, by="other", supersedes=identity)


def test_an_ordered_correction_ends_by_correcting_and_not_by_withdrawing(store):
    identity = publish(store)
    store.record_order(identity, DeclarationState.CORRECTION_ORDERED, ORDER, by="inspector")
    assert store.get_declaration(identity).declaration.order == ORDER
    with pytest.raises(ConflictError):
        store.withdraw(identity, Withdrawal("2026-05-02", "停产"), uscc=USCC, by="abc")
    store.record_order(identity, DeclarationState.PUBLICISED, ORDER, by="inspector")
    store.revise(identity, content(), uscc=USCC, by="abc", change=Change.CORRECTION)
    declaration = store.get_declaration(identity).declaration
    assert declaration.state is DeclarationState.PUBLISHED
    assert declaration.order is None
    assert [entry.action for entry in store.audit_of(identity)] == [
        "publish",
        "correction_ordered",
        "publicised",
        "correction",
    ]


def test_a_changed_basis_is_noted_and_ends_with_a_new_revision(store):
    identity = publish(store)
    store.mark_basis_changed(identity, ("GB/T 755-2019",))
    assert store.get_declaration(identity).declaration.basis == ("GB/T 755-2019",)
    assert store.get_declaration(identity).declaration.is_in_force
    store.revise(identity, content(), uscc=USCC, by="abc", change=Change.CORRECTION)
    assert store.get_declaration(identity).declaration.basis == ()


def test_states_that_are_not_an_authoritys_cannot_be_recorded_as_its_decision(store):
    identity = publish(store)
    with pytest.raises(UnusableInputError):
        store.record_order(identity, DeclarationState.WITHDRAWN, ORDER, by="inspector")


@pytest.mark.parametrize("last", ["superseded", "withdrawn", "number_revoked", "annulled"])
def test_nothing_comes_after_a_last_state(last):
    assert ALLOWED_CHANGES[DeclarationState(last)] == frozenset()


def test_a_changed_past_does_not_add_up(store):
    identity = publish(store)
    assert store.chain_holds(identity)
    revision = tables_store.revision
    with store.database.begin() as connection:
        if store.database.dialect == "postgresql":
            connection.execute(sa.text("DROP TRIGGER revision_stays ON revision"))
        else:
            connection.execute(sa.text("DROP TRIGGER revision_stays_on_update"))
        document = sa.func.replace(revision.c.document, "总工程师", "厂长")
        connection.execute(sa.update(revision).values(document=document))
    assert not store.chain_holds(identity)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM revision",
        "UPDATE revision SET document = '{}'",
        "UPDATE revision SET digest = ''",
        "DELETE FROM declaration",
    ],
)
def test_the_database_itself_keeps_what_was_published(store, statement):
    publish(store)
    with pytest.raises(sa.exc.IntegrityError), store.database.begin() as connection:
        connection.execute(sa.text(statement))


def test_a_file_of_another_firm_cannot_be_published(store, accounts):
    sign_up(accounts, name="other", uscc=OTHER_USCC, firm_name="别的公司")
    theirs = store.add_file(OTHER_USCC, b"their text", name="a.md", media_type="text/markdown")
    with pytest.raises(UnusableInputError, match="hand it in again"):
        publish(store, dataclasses.replace(content(), files=(theirs,)))


def test_a_file_is_the_firms_own_until_it_is_published(store):
    file = store.add_file(USCC, b"# Q/ABC 001", name="q.md", media_type="text/markdown")
    assert store.find_file(file.sha256) is None
    assert store.find_file(file.sha256, uscc=OTHER_USCC) is None
    assert store.find_file(file.sha256, uscc=USCC) == file
    identity = publish(store, dataclasses.replace(content(), files=(file,)))
    assert store.find_file(file.sha256) == file
    store.revise(identity, content(), uscc=USCC, by="abc", change=Change.CORRECTION)
    assert store.find_file(file.sha256) == file


def test_declarations_are_found_by_what_they_mention(store):
    identity = publish(store)
    for kind, value in (("gtin", "6901234567892"), ("benchmark", "GB/T 43726:2024"), ("reference", "GB/T 755:2019")):
        assert [it.id for it in store.mentioning(kind, value)] == [identity]
    without = dataclasses.replace(content(), products=(), references=())
    store.revise(identity, without, uscc=USCC, by="abc", change=Change.CORRECTION)
    assert store.mentioning("gtin", "6901234567892") == []


def test_all_public_declarations_are_gone_through_once(store):
    ids = {publish(store, content(f"Q/ABC {number}-2026")) for number in range(1, 20)}
    assert [it.id for it in store.iter_public()] == sorted(ids)
    assert {it.id for it in store.of_firm(USCC)} == ids
    assert len(store.newest(limit=5)) == 5
    assert len(store.newest(region="15")) == 19
    assert store.newest(region="11") == []
    assert store.count_declarations(by="kind") == {"own_standard": 19}
    assert store.get_public(["nothing", *sorted(ids)[:2]])[1].id == sorted(ids)[1]


def test_a_verified_firm_shows_on_its_declarations_and_the_index_is_told(store):
    identity = publish(store)
    queue = IndexQueue(store.database)
    queue.done([entry.id for entry in queue.next_batch()])
    store.set_verified(USCC, verified=True, by="admin", evidence="营业执照 2026-11-01")
    assert store.get_declaration(identity).declaration.firm.verified
    assert not store.get_revision(identity, 1).firm.verified
    assert [entry.record_id for entry in queue.next_batch()] == [identity]
    assert store.audit_of(USCC)[0].details == {"evidence": "营业执照 2026-11-01"}
    assert [firm.uscc for firm in store.list_firms(verified=True)] == [USCC]


def test_a_renamed_firm_keeps_its_old_name_in_old_revisions(store):
    identity = publish(store)
    store.update_firm(dataclasses.replace(store.find_firm(USCC), name="新名称有限公司"), by="admin")
    assert store.get_declaration(identity).declaration.firm.name == "新名称有限公司"
    assert store.get_revision(identity, 1).firm.name == "某某电机有限公司"


def test_what_is_not_there_is_said(store):
    assert store.find_declaration("nothing") is None
    for ask in (store.get_declaration, store.revisions, store.chain_holds):
        with pytest.raises(NotFoundError, match="nothing"):
            ask("nothing")
    with pytest.raises(NotFoundError):
        store.get_revision("nothing", 1)
    with pytest.raises(NotFoundError):
        store.publish(content(), uscc=OTHER_USCC, by="x")
