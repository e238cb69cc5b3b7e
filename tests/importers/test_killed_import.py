"""An import that is killed again and again ends in the same store as an undisturbed one."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from catalog.database import open_database
from catalog.services.importing import import_source
from catalog.store import CatalogStore

SCRIPT = Path(__file__).parent / "import_and_die.py"
ROOT = Path(__file__).resolve().parents[2]


def _records(count: int) -> list[dict]:
    """Return records of which every fifth document is described three times, far apart, with different stages."""
    chosen = random.Random(7)
    records = []
    for number in range(count):
        key = f"ISO {1000 + number % (count * 5 // 7)}:2020"
        stage = chosen.choice(["60.60", "90.93", "95.99"])
        records.append(
            {
                "_file": f"{number}.yaml",
                "schema-version": f"v1.2.{number % 3}",
                "docid": [{"id": key, "type": "ISO", "primary": True}],
                "title": [{"content": f"Title {number}", "language": ["en"], "type": "main"}],
                "docstatus": {"stage": {"value": stage[:2]}, "substage": {"value": stage[3:]}},
                "ics": [{"code": "59.080"}],
                "date": [{"type": "published", "value": "2020-03"}],
            }
        )
    return records


def _store(url: str) -> tuple[list[tuple[str, str]], list[str]]:
    """Return every document, and every key that waits for the index."""
    database = open_database(url)
    store = CatalogStore(database)
    documents = list(store.iter_documents())
    waiting = sorted({entry.record_id for entry in store.queue.next_batch(1_000_000)})
    database.close()
    return documents, waiting


@pytest.mark.parametrize("kills", [3, pytest.param(20, marks=pytest.mark.long)])
def test_killed_at_random_it_ends_in_the_same_store(tmp_path, kills):
    path = tmp_path / "iso.jsonl"
    path.write_bytes(b"".join(orjson.dumps(record) + b"\n" for record in _records(900)))
    calm, killed = (f"sqlite:///{tmp_path / name}.sqlite3" for name in ("calm", "killed"))
    database = open_database(calm)
    database.migrate()
    import_source(CatalogStore(database), "relaton-iso", [path])
    database.close()
    chosen = random.Random(kills)
    command = [sys.executable, str(SCRIPT), killed, "relaton-iso", str(path)]
    for _ in range(kills):
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, env={"PYTHONPATH": str(ROOT)}) as process:
            for _ in range(chosen.randrange(1, 20)):
                process.stdout.readline()
            process.send_signal(signal.SIGKILL)
            assert process.wait() == -signal.SIGKILL
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, env={"PYTHONPATH": str(ROOT)})
    assert _store(killed) == _store(calm)
