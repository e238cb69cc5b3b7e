"""The queue of the index is in order, keeps what is not done, and is drained by one worker at a time."""

from __future__ import annotations

import threading
import time

import pytest

from catalog.store import IndexQueue


@pytest.fixture
def queue(database):
    return IndexQueue(database)


def test_entries_come_oldest_first_and_stay_until_done(queue):
    queue.enqueue("standard", ["b", "a"])
    queue.enqueue("declaration", ["x"], "delete")
    queue.enqueue("standard", ["b"])
    batch = queue.next_batch(3)
    assert [(entry.kind, entry.record_id, entry.action) for entry in batch] == [
        ("standard", "b", "put"),
        ("standard", "a", "put"),
        ("declaration", "x", "delete"),
    ]
    assert queue.next_batch(3) == batch
    queue.done([entry.id for entry in batch])
    assert [entry.record_id for entry in queue.next_batch()] == ["b"]
    assert queue.pending() == 1
    assert queue.oldest() == queue.next_batch()[0].enqueued_at


def test_ids_grow_even_when_the_queue_was_empty(queue):
    queue.enqueue("standard", ["a"])
    first = queue.next_batch()[0].id
    queue.done([first])
    queue.enqueue("standard", ["a"])
    assert queue.next_batch()[0].id > first


def test_done_takes_any_number_of_ids_and_forgives_what_is_gone(queue):
    queue.enqueue("standard", [str(number) for number in range(25_000)])
    ids = [entry.id for entry in queue.next_batch(25_000)]
    queue.done(ids)
    queue.done(ids[:5])
    queue.done([])
    assert queue.pending() == 0
    assert queue.oldest() is None


def test_one_owner_holds_the_lease_and_may_prolong_it(queue):
    assert queue.lease("first", 60)
    assert queue.lease("first", 60)
    assert not queue.lease("second", 60)
    assert queue.lease("second", 60, name="other work")
    queue.release("second")
    assert not queue.lease("second", 60)
    queue.release("first")
    assert queue.lease("second", 60)


def test_a_lease_that_ran_out_may_be_taken(queue):
    assert queue.lease("first", 0.05)
    time.sleep(0.1)
    assert queue.lease("second", 60)
    assert not queue.lease("first", 60)


def test_of_many_that_ask_at_once_one_gets_the_lease(queue):
    got: list[str] = []
    together = threading.Barrier(8)

    def ask(owner: str) -> None:
        together.wait()
        if queue.lease(owner, 60):
            got.append(owner)

    threads = [threading.Thread(target=ask, args=(str(number),)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 1
