"""A draft is on the server from the first step, and two windows cannot overwrite each other."""

from __future__ import annotations

import threading

import pytest

from catalog.errors import ConflictError, NotFoundError
from tests.declarations.filings import OTHER_USCC, USCC


def test_a_draft_comes_back_as_it_was_saved(store):
    draft = store.create_draft(USCC, {"rows": [{"name": "绝缘电阻"}]}, by="abc", title="Q/ABC 001-2026")
    assert store.get_draft(draft.id, USCC) == draft
    assert draft.version == 1
    saved = store.save_draft(draft.id, USCC, 1, {"rows": []}, by="abc")
    assert (saved.version, saved.payload, saved.title) == (2, {"rows": []}, "Q/ABC 001-2026")
    assert store.get_draft(draft.id, USCC) == saved
    assert store.save_draft(draft.id, USCC, 2, {}, by="abc", title="other").title == "other"


def test_a_save_on_an_old_version_is_refused_and_changes_nothing(store):
    draft = store.create_draft(USCC, {}, by="abc")
    store.save_draft(draft.id, USCC, 1, {"first": True}, by="abc")
    with pytest.raises(ConflictError, match="another window"):
        store.save_draft(draft.id, USCC, 1, {"second": True}, by="abc")
    assert store.get_draft(draft.id, USCC).payload == {"first": True}


def test_another_firm_neither_sees_nor_changes_a_draft(store):
    draft = store.create_draft(USCC, {}, by="abc")
    assert store.list_drafts(OTHER_USCC) == []
    for act in (
        lambda: store.get_draft(draft.id, OTHER_USCC),
        lambda: store.save_draft(draft.id, OTHER_USCC, 1, {}, by="other"),
        lambda: store.delete_draft(draft.id, OTHER_USCC),
    ):
        with pytest.raises(NotFoundError):
            act()
    assert store.get_draft(draft.id, USCC) == draft


def test_a_deleted_draft_is_gone(store):
    draft = store.create_draft(USCC, {}, by="abc")
    store.delete_draft(draft.id, USCC)
    assert store.list_drafts(USCC) == []
    with pytest.raises(NotFoundError):
        store.delete_draft(draft.id, USCC)


def test_the_last_changed_draft_comes_first(store):
    first, second = (store.create_draft(USCC, {}, by="abc") for _ in range(2))
    threading.Event().wait(0.005)
    store.save_draft(first.id, USCC, 1, {}, by="abc")
    assert [draft.id for draft in store.list_drafts(USCC)] == [first.id, second.id]


def test_a_firm_has_at_most_two_hundred_drafts(store):
    for _ in range(200):
        store.create_draft(USCC, {}, by="abc")
    with pytest.raises(ConflictError, match="200"):
        store.create_draft(USCC, {}, by="abc")


def test_of_ten_saves_at_once_one_gets_through(store):
    draft = store.create_draft(USCC, {}, by="abc")
    outcomes: list[str] = []
    together = threading.Barrier(10)

    def save(number: int) -> None:
        together.wait()
        try:
            store.save_draft(draft.id, USCC, 1, {"by": number}, by="abc")
            outcomes.append("saved")
        except ConflictError:
            outcomes.append("refused")

    threads = [threading.Thread(target=save, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused"] * 9 + ["saved"]
    assert store.get_draft(draft.id, USCC).version == 2
