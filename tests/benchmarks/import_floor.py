"""How much of the unavoidable work an import is: ``python -m tests.benchmarks.import_floor [--limit N]``.

In one run and on the same records: reading alone, one bare bulk insert of the same rows, one bare index of the same
documents (their sum is the floor), then the whole import until the queue is drained, in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import orjson
import tantivy

from catalog.database import open_database
from catalog.services.importing import import_source
from catalog.standard_codec import dump_standard
from catalog.store import CatalogStore
from importers.pipeline import iter_pieces
from importers.relaton import read_piece
from importers.sources import SOURCES
from search import drain, open_backend, standard_document
from tests.benchmarks.calibration import calibrate

SOURCE = "relaton-iso"
ISO = Path(__file__).resolve().parents[3] / "shared" / "data" / "relaton" / "iso" / "iso.dev80.jsonl.zst"
GOAL = 0.4


def read_alone(path: Path, limit: int | None) -> tuple[list, float, float]:
    """Return the standards by key, the seconds of reading, and of unpacking and JSON alone."""
    started = time.perf_counter()
    for count, piece in enumerate(iter_pieces([path])):
        if limit is not None and count >= limit:
            break
        orjson.loads(piece.data)
    json_seconds = time.perf_counter() - started
    started = time.perf_counter()
    for count, piece in enumerate(iter_pieces([path])):
        if limit is not None and count >= limit:
            break
        read_piece(piece, SOURCES[SOURCE])
    reading = time.perf_counter() - started
    standards = {}
    for count, piece in enumerate(iter_pieces([path])):
        if limit is not None and count >= limit:
            break
        standard = read_piece(piece, SOURCES[SOURCE]).standard
        if standard is not None:
            standards[standard.key] = standard
    return list(standards.values()), reading, json_seconds


def insert_bare(rows: list[tuple], folder: Path) -> float:
    """Return the seconds of one bulk insert of the rows into a table with a primary key."""
    connection = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE standard (key TEXT PRIMARY KEY, work_key TEXT, document TEXT)")
    started = time.perf_counter()
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO standard VALUES (?, ?, ?)", rows)
    connection.execute("COMMIT")
    seconds = time.perf_counter() - started
    connection.close()
    return seconds


def index_bare(documents: list[dict], folder: Path) -> float:
    """Return the seconds of one index of the documents: designation, titles, scope, codes, one thread, one commit."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("designation", "title", "body"):
        builder.add_text_field(name, stored=name != "body", index_option="position")
    for name in ("ics", "level", "status"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    (folder / "bare-index").mkdir()
    writer = tantivy.Index(builder.build(), path=str(folder / "bare-index")).writer(128_000_000, 1)
    started = time.perf_counter()
    for document in documents:
        writer.add_document(tantivy.Document(**document))
    writer.commit()
    writer.wait_merging_threads()
    return time.perf_counter() - started


def import_whole(path: Path, limit: int | None) -> dict[str, float]:
    """Import into a new installation until the queue is drained; return seconds of each half and the peak of memory."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{folder}/duibiao.sqlite3")
        database.migrate()
        store, backend = CatalogStore(database), open_backend("embedded", Path(folder) / "index")
        started = time.perf_counter()
        report = import_source(store, SOURCE, [path], limit=limit)
        stored = time.perf_counter()
        drained = drain(store.queue, lambda _, keys: map(standard_document, store.get_standards(keys)), backend)
        done = time.perf_counter()
        backend.close()
        database.close()
    status = Path("/proc/self/status").read_text()  # getrusage would count the memory of the process that started us
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    return {
        "read": report.read,
        "drained": drained,
        "store": stored - started,
        "drain": done - stored,
        "all": done - started,
        "peak": peak,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--path", type=Path, default=ISO)
    parser.add_argument("--whole", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.whole:
        print(json.dumps(import_whole(options.path, options.limit)))  # noqa: T201 - the result
        return
    before = calibrate()
    standards, reading, json_seconds = read_alone(options.path, options.limit)
    rows = [(standard.key, standard.work_key, dump_standard(standard).decode()) for standard in standards]
    documents = [
        {
            "key": standard.key,
            "designation": standard.designation.normalized,
            "title": " ".join(title.text for title in standard.titles),
            "body": standard.scope or "",
            "ics": list(standard.ics),
            "level": standard.level.value,
            "status": standard.status.value,
        }
        for standard in standards
    ]
    with tempfile.TemporaryDirectory() as folder:
        inserting = insert_bare(rows, Path(folder))
        indexing = index_bare(documents, Path(folder))
    del standards, rows, documents
    command = [sys.executable, "-m", "tests.benchmarks.import_floor", "--whole", "--path", str(options.path)]
    command += ["--limit", str(options.limit)] if options.limit else []
    whole = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    floor = reading + inserting + indexing
    lines = [
        f"records read                 {whole['read']:>9,.0f}   put into the index {whole['drained']:,.0f}",
        f"reading alone                {reading:>9.2f} s (of which unpacking and JSON {json_seconds:.2f} s)",
        f"bare bulk insert             {inserting:>9.2f} s",
        f"bare index                   {indexing:>9.2f} s",
        f"floor (their sum)            {floor:>9.2f} s",
        f"whole import                 {whole['all']:>9.2f} s (store {whole['store']:.2f}, drain {whole['drain']:.2f})",
        f"floor / import               {floor / whole['all']:>9.0%}   (goal {GOAL:.0%})",
        f"peak memory of the import    {whole['peak']:>9.0f} MB",
        f"calibration before / after   {before:>9.3f} / {calibrate():.3f} s",
    ]
    print("\n".join(lines))  # noqa: T201 - a benchmark's output


if __name__ == "__main__":
    main()
