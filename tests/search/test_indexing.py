"""The queue is drained into the index: nothing is lost where a process dies, nothing older covers what is newer."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from catalog.database import open_database
from catalog.errors import ServiceDownError
from catalog.standards import Status
from catalog.store import CatalogStore
from search import SearchDocument, SearchRequest, Worker, drain, open_backend, standard_document
from search.embedded import EmbeddedBackend
from tests.catalog.records import QUALITY_2015, designation
from tests.conftest import ROOT

CHILD = """
import os, signal, sys
from pathlib import Path
from catalog.database import open_database
from catalog.store import CatalogStore
from search import drain, open_backend
from tests.search.test_indexing import loader
database = open_database(sys.argv[1])
backend = open_backend("embedded", Path(sys.argv[2]))
catalog = CatalogStore(database)
drain(catalog.queue, loader(catalog), backend, **{sys.argv[3]: lambda: os.kill(os.getpid(), signal.SIGKILL)})
"""


def loader(catalog):
    def load(kind, record_ids):
        assert kind == "standard"
        return [standard_document(standard) for standard in catalog.get_standards(record_ids)]

    return load


def some(count, *, start=0, status=Status.CURRENT):
    return [
        replace(QUALITY_2015, designation=designation("ISO", str(10_000 + start + number), "2015"), status=status)
        for number in range(count)
    ]


@pytest.fixture
def database(tmp_path):
    opened = open_database(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def catalog(database):
    return CatalogStore(database)


@pytest.fixture
def backend(tmp_path):
    opened = open_backend("embedded", tmp_path / "index")
    yield opened
    opened.close()


def test_what_is_stored_is_found_after_draining(catalog, backend):
    catalog.put_standards(some(25))
    assert drain(catalog.queue, loader(catalog), backend, batch=10) == 25
    assert catalog.queue.pending() == 0
    assert backend.count() == 25
    assert backend.search(SearchRequest("ISO 10007")).hits[0].designation == "ISO 10007:2015"
    assert drain(catalog.queue, loader(catalog), backend) == 0


def test_changes_and_deletions_follow(catalog, backend):
    catalog.put_standards(some(3))
    drain(catalog.queue, loader(catalog), backend)
    catalog.put_standards(some(1, status=Status.WITHDRAWN))
    catalog.delete_standards([some(2)[1].key])
    drain(catalog.queue, loader(catalog), backend)
    found = {hit.designation: hit.status for hit in backend.search(SearchRequest()).hits}
    assert found == {"ISO 10000:2015": "withdrawn", "ISO 10002:2015": "current"}


def test_several_entries_of_one_record_are_one_change_to_its_present_state(catalog, backend):
    catalog.put_standards(some(1))
    catalog.delete_standards([some(1)[0].key])
    catalog.put_standards(some(1, status=Status.SUPERSEDED))
    loads: list[list[str]] = []

    def load(kind, record_ids):
        loads.append(record_ids)
        return loader(catalog)(kind, record_ids)

    assert drain(catalog.queue, load, backend) == 3
    assert loads == [[some(1)[0].key]]
    assert [hit.status for hit in backend.search(SearchRequest()).hits] == ["superseded"]


def test_a_number_of_batches_can_be_asked_for(catalog, backend):
    catalog.put_standards(some(10))
    assert drain(catalog.queue, loader(catalog), backend, batch=4, batches=2) == 8
    assert catalog.queue.pending() == 2


@pytest.mark.parametrize("moment", ["before_commit", "after_commit"])
def test_nothing_is_lost_where_the_process_is_killed(catalog, backend, database, tmp_path, moment):
    catalog.put_standards(some(50))
    command = [sys.executable, "-c", CHILD, f"sqlite:///{tmp_path / 'store.sqlite3'}", str(tmp_path / "index"), moment]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert catalog.queue.pending() == 50
    assert backend.count() == (0 if moment == "before_commit" else 50)
    assert drain(catalog.queue, loader(catalog), backend) == 50
    assert (catalog.queue.pending(), backend.count()) == (0, 50)
    assert backend.search(SearchRequest(limit=100)).total == 50


def test_a_loader_that_fails_leaves_queue_and_index_as_they_were(catalog, backend):
    catalog.put_standards(some(5))

    def load(kind, record_ids):
        yield standard_document(some(1)[0])
        raise LookupError("the database went away")

    with pytest.raises(LookupError):
        drain(catalog.queue, load, backend)
    assert catalog.queue.pending() == 5
    assert backend.count() == 0


def test_an_engine_that_is_busy_leaves_the_queue(catalog, tmp_path):
    catalog.put_standards(some(5))
    busy = EmbeddedBackend(tmp_path / "index", patience=0.05)
    with busy.rebuild(), pytest.raises(ServiceDownError):
        drain(catalog.queue, loader(catalog), busy)
    assert catalog.queue.pending() == 5
    assert drain(catalog.queue, loader(catalog), busy) == 5


def wait_for(claim, seconds=20.0):
    end = time.monotonic() + seconds
    while not claim():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def test_a_worker_keeps_up_and_stops(catalog, backend):
    worker = Worker(catalog.queue, loader(catalog), backend, interval=0.05)
    worker.start()
    for start in (0, 10, 20):
        catalog.put_standards(some(10, start=start))
        wait_for(lambda: catalog.queue.pending() == 0)
    assert backend.count() == 30
    assert worker.problem is None
    assert worker.stop(timeout=20)
    assert catalog.queue.lease("somebody else", 1.0)


def test_a_worker_outlives_an_engine_that_is_down_and_catches_up(catalog, backend, tmp_path):
    # A folder in the place of the lock is an index that cannot be written.
    (tmp_path / "index" / "writer.lock").mkdir()
    worker = Worker(catalog.queue, loader(catalog), backend, interval=0.02)
    worker.start()
    catalog.put_standards(some(10))
    wait_for(lambda: worker.problem is not None)
    assert catalog.queue.pending() == 10
    (tmp_path / "index" / "writer.lock").rmdir()
    worker.wake()
    wait_for(lambda: catalog.queue.pending() == 0)
    assert backend.count() == 10
    wait_for(lambda: worker.problem is None)
    assert worker.stop(timeout=20)


def test_one_of_several_workers_drains(catalog, backend):
    assert catalog.queue.lease("another process", 60.0)
    worker = Worker(catalog.queue, loader(catalog), backend, interval=0.02)
    worker.start()
    catalog.put_standards(some(3))
    time.sleep(0.3)
    assert catalog.queue.pending() == 3
    catalog.queue.release("another process")
    wait_for(lambda: catalog.queue.pending() == 0)
    assert worker.stop(timeout=20)


def test_a_worker_that_never_started_stops(catalog, backend):
    assert Worker(catalog.queue, loader(catalog), backend).stop()


def test_documents_of_two_kinds_share_a_queue(catalog, backend):
    catalog.put_standards(some(1))
    catalog.queue.enqueue("declaration", ["d1"])

    def load(kind, record_ids):
        if kind == "standard":
            return loader(catalog)(kind, record_ids)
        return [SearchDocument("declaration", name, f"Q/X {name}") for name in record_ids]

    assert drain(catalog.queue, load, backend) == 2
    assert {hit.kind for hit in backend.search(SearchRequest()).hits} == {"standard", "declaration"}
