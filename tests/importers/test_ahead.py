"""Reading ahead in other processes gives what reading here gives, whatever becomes of them."""

from __future__ import annotations

import orjson
import pytest

from catalog import processes
from importers import ahead
from importers.pipeline import Piece


def _pieces(count: int) -> list[Piece]:
    documents = [
        {"docid": [{"id": f"ISO {n}:2020"}], "title": [{"content": f"Title {n}"}]} for n in range(1000, 1000 + count)
    ]
    documents[count // 2] = {"docid": [{"id": "Beethoven 5"}]}
    return [Piece(f"a:{n}", orjson.dumps(document), "json") for n, document in enumerate(documents)]


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch):
    monkeypatch.setattr(ahead, "CHUNK", 10)
    monkeypatch.setattr(ahead, "HERE_FIRST", 1)


def test_helpers_give_the_same_in_the_same_order():
    pieces = _pieces(95)
    assert list(ahead.iter_prepared("relaton-iso", iter(pieces), helpers=2)) == ahead.prepare_pieces(
        "relaton-iso", pieces
    )


def test_helpers_that_die_cost_nothing(monkeypatch):
    start = processes._start

    def start_and_kill(*named):
        process = start(*named)
        process.kill()
        process.wait()
        return process

    monkeypatch.setattr(processes, "_start", start_and_kill)
    pieces = _pieces(45)
    assert list(ahead.iter_prepared("relaton-iso", iter(pieces), helpers=2)) == ahead.prepare_pieces(
        "relaton-iso", pieces
    )


def test_an_import_that_is_given_up_leaves_no_process(monkeypatch):
    started = []
    start = processes._start
    monkeypatch.setattr(processes, "_start", lambda *named: started.append(start(*named)) or started[-1])
    reading = ahead.iter_prepared("relaton-iso", iter(_pieces(95)), helpers=2)
    for _ in range(15):
        next(reading)
    reading.close()
    assert len(started) == 2
    assert all(process.poll() is not None for process in started)
