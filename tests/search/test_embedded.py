"""The embedded engine keeps the contract; what follows is its own: folders, processes, damage."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from catalog.errors import ServiceDownError, UnusableInputError
from search import SearchDocument, SearchRequest, open_backend
from search.embedded import EmbeddedBackend
from search.plan import Everything
from tests.conftest import ROOT
from tests.search.contract import SearchContract, catalogue, filled, pages, plain
from tests.search.records import CATALOGUE

__all__ = ["catalogue", "filled"]


@pytest.fixture
def backend(tmp_path):
    opened = open_backend("embedded", tmp_path / "index")
    yield opened
    opened.close()


class TestEmbedded(SearchContract):
    pass


def run(code: str, folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Run code in another process on the same index; ``backend`` and the records are at hand there."""
    start = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from search import SearchRequest, open_backend\n"
        "from tests.search.contract import plain\n"
        "backend = open_backend('embedded', Path(sys.argv[1]))\n"
    )
    command = [sys.executable, "-c", start + code, str(folder), *more]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "index"


def test_a_commit_of_another_process_is_seen_at_the_next_question(backend, folder):
    backend.index(plain(3))
    assert backend.count() == 3
    done = run("backend.index(plain(4, start=3))", folder)
    assert done.returncode == 0, done.stderr
    assert backend.count() == 7
    assert backend.search(SearchRequest("plain")).total == 7


def test_a_rebuild_of_another_process_is_seen_at_the_next_question(backend, folder):
    backend.index(plain(3))
    assert backend.count() == 3
    done = run("with backend.rebuild() as writer:\n    for document in plain(5): writer.add(document)", folder)
    assert done.returncode == 0, done.stderr
    assert backend.count() == 5


def test_an_open_reader_goes_on_through_two_rebuilds(backend):
    backend.index(plain(2000))
    first = backend.search(SearchRequest("plain", limit=1))
    reader = backend._reader
    for _ in range(2):
        with backend.rebuild() as writer:
            for document in plain(2000):
                writer.add(document)
    assert reader.searcher.doc(reader.searcher.search(reader.compiler.compile(Everything()), 1).hits[0][1])
    assert backend.search(SearchRequest("plain", limit=1)).hits == first.hits


def test_a_writer_that_is_killed_leaves_the_last_commit_and_a_free_lock(backend, folder):
    backend.index(plain(3))
    code = (
        "def documents():\n"
        "    yield from plain(500, start=10)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "backend.index(documents())\n"
    )
    assert run(code, folder).returncode == -signal.SIGKILL
    assert backend.count() == 3
    backend.index(plain(1, start=3))
    assert backend.count() == 4


def test_a_rebuild_that_is_killed_changes_nothing_and_is_cleared_away_by_the_next(backend, folder):
    backend.index(plain(3))
    code = (
        "with backend.rebuild() as writer:\n"
        "    for document in plain(500): writer.add(document)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    assert run(code, folder).returncode == -signal.SIGKILL
    assert backend.count() == 3
    assert len(list(folder.glob("g-*"))) == 2
    with backend.rebuild() as writer:
        writer.add(next(plain(1)))
    assert backend.count() == 1
    # The live one, and the one before it for readers that have it open.
    assert len(list(folder.glob("g-*"))) == 2


def test_a_second_writer_waits_then_is_told_who_is_in_the_way(backend, folder):
    other = EmbeddedBackend(folder, patience=0.2)
    with backend.rebuild() as writer:
        writer.add(next(plain(1)))
        with pytest.raises(ServiceDownError, match="another process is writing") as caught:
            other.index(plain(1))
        assert caught.value.code == "index-busy"
        assert other.search(SearchRequest("plain")).total == 0
    assert other.index(plain(1)) == 1


def test_a_writer_gets_its_turn_when_the_other_is_done(backend, folder):
    other = EmbeddedBackend(folder)
    threads = [
        threading.Thread(target=writer.index, args=(list(plain(20, start=start)),))
        for start, writer in ((0, backend), (20, other), (40, backend), (60, other))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert backend.count() == other.count() == 80


def test_an_index_of_another_version_says_how_to_rebuild_it_and_can_be(backend, folder):
    backend.index(plain(3))
    generation = folder / (folder / "current").read_text()
    (generation / "schema.json").write_text('{"version": 0}')
    opened = open_backend("embedded", folder)
    for use in (lambda: opened.search(SearchRequest("x")), opened.count, lambda: opened.index(plain(1))):
        with pytest.raises(ServiceDownError, match="duibiao reindex") as caught:
            use()
        assert caught.value.code == "index-outdated"
        assert "duibiao reindex" in caught.value.zh
    assert opened.status().state == "outdated"
    with opened.rebuild() as writer:
        writer.add(next(plain(1)))
    assert (opened.count(), opened.status().state) == (1, "ok")


@pytest.mark.parametrize("damage", ["meta", "segment", "gone", "pointer"])
def test_a_damaged_index_says_how_to_rebuild_it_and_can_be(backend, folder, damage):
    backend.index(plain(3))
    backend.close()
    generation = folder / (folder / "current").read_text()
    if damage == "meta":
        (generation / "meta.json").write_text("{")
    elif damage == "segment":
        for file in (*generation.glob("*.term"), *generation.glob("*.store"), *generation.glob("*.idx")):
            file.write_bytes(b"\x00" * 10)
    elif damage == "gone":
        shutil.rmtree(generation)
    else:
        (folder / "current").write_text("g-00000009-none")
    opened = open_backend("embedded", folder)
    with pytest.raises(ServiceDownError, match="duibiao reindex"):
        opened.search(SearchRequest("plain"))
    assert not opened.status().is_ready
    with opened.rebuild() as writer:
        writer.add(next(plain(1)))
    assert opened.search(SearchRequest("plain")).total == 1


def test_many_threads_ask_while_one_writes(backend):
    backend.index(plain(500))
    problems: list[Exception] = []

    def ask() -> None:
        try:
            for _ in range(60):
                assert backend.search(SearchRequest("plain", facets=("level",))).total >= 500
        except Exception as error:  # noqa: BLE001 - reported below
            problems.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for start in range(500, 560, 10):
        backend.index(plain(10, start=start))
    for thread in threads:
        thread.join()
    assert not problems
    assert backend.count() == 560


def test_scores_do_not_depend_on_how_many_hits_are_collected(backend):
    backend.index(CATALOGUE)
    backend.index(
        SearchDocument("standard", f"S {n}", f"S {n}", titles={"en": "steel " * (n % 9 + 1) + "bolt " * (n % 4)})
        for n in range(800)
    )
    few = backend.search(SearchRequest("steel bolt", limit=5)).hits
    many = backend.search(SearchRequest("steel bolt", limit=1000)).hits
    assert [(hit.id, hit.score) for hit in few] == [(hit.id, hit.score) for hit in many[:5]]


def test_ties_break_by_id_after_documents_moved_between_segments(backend):
    moved = [f"X {number:06d}" for number in range(0, 400, 3)]
    backend.index(plain(400))
    for start in range(0, len(moved), 20):
        backend.delete(f"standard:{name}" for name in moved[start : start + 20])
    for start in range(0, len(moved), 10):
        part = set(moved[start : start + 10])
        backend.index(document for document in plain(400) if document.record_id in part)
    found = [hit.designation for result in pages(backend, text="plain", limit=23) for hit in result.hits]
    assert found == [f"X {number:06d}" for number in range(400)]


def test_counts_of_everything_are_fresh_after_a_commit(backend):
    backend.index(plain(2))
    ask = SearchRequest(facets=("kind",))
    assert backend.search(ask).facets["kind"][0].count == 2
    assert backend.search(ask).facets["kind"][0].count == 2
    backend.index(plain(1, start=2))
    assert backend.search(ask).facets["kind"][0].count == 3


def test_an_address_of_no_known_engine_is_refused(tmp_path):
    with pytest.raises(UnusableInputError, match="gopher"):
        open_backend("gopher://there", tmp_path)
