"""How much of the unavoidable work an import is: ``python -m tests.benchmarks.import_floor [--limit N]``.

In one run and on the same records: reading alone, one bare bulk insert of the same rows, one bare index of the same
documents (their sum is the floor), then the whole import until the queue is drained, in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path

import orjson
import tantivy

from catalog.services.importing import import_and_index
from catalog.services.workplace import initialise, open_workplace
from catalog.settings import Settings
from catalog.standard_codec import dump_standard
from importers.pipeline import iter_pieces
from importers.relaton import read_piece
from importers.sources import SOURCES
from importers.yaml import read_yaml
from tests.benchmarks.calibration import calibrate

SOURCE = "relaton-iso"
RELATON = Path(__file__).resolve().parents[3] / "shared" / "data" / "relaton"
ISO = RELATON / "iso" / "iso.dev80.jsonl.zst"
RAW = RELATON / "raw-yaml-samples" / "iso-iec-jis-itu-etsi.raw-yaml.tar.zst"
GOAL = 0.4


def read_alone(path: Path, limit: int | None) -> tuple[list, float, float]:
    """Return the standards by key, the seconds of reading, and of unpacking and parsing alone."""
    started = time.perf_counter()
    for count, piece in enumerate(iter_pieces([path])):
        if limit is not None and count >= limit:
            break
        with suppress(ValueError):
            (read_yaml if piece.form == "yaml" else orjson.loads)(piece.data)
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
    """Import into a new installation until the queue is drained; return the seconds and the peak of memory in MB."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder))
        initialise(settings)
        with closing(open_workplace(settings)) as workplace:
            started = time.perf_counter()
            report = import_and_index(workplace, SOURCE, [path], limit=limit)
            done = time.perf_counter()
            indexed = workplace.search.count()
            waiting = workplace.catalog.queue.pending()
    status = Path("/proc/self/status").read_text()  # getrusage would count the memory of the process that started us
    used = os.times()
    largest_child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {
        "read": report.read,
        "indexed": indexed,
        "waiting": waiting,
        "store": report.seconds,
        "all": done - started,
        "processor": used.user + used.system + used.children_user + used.children_system,
        "peak": int(status.partition("VmHWM:")[2].split()[0]) / 1024,
        "peak_child": largest_child,
    }


def measure(path: Path, limit: int | None = None) -> str:
    """Return the figures of one file as lines of text."""
    before = calibrate()
    standards, reading, parsing = read_alone(path, limit)
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
    command = [sys.executable, "-m", "tests.benchmarks.import_floor", "--whole", "--path", str(path)]
    command += ["--limit", str(limit)] if limit else []
    whole = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    strict, wide = parsing + inserting + indexing, reading + inserting + indexing
    lines = [
        f"import of {path.name}",
        f"  records read               {whole['read']:>9,.0f}",
        f"  in the index, waiting      {whole['indexed']:>9,.0f}, {whole['waiting']}",
        f"  unpacking and parsing      {parsing:>9.2f} s",
        f"  reading into standards     {reading:>9.2f} s (parsing is a part of it)",
        f"  bare bulk insert           {inserting:>9.2f} s",
        f"  bare index                 {indexing:>9.2f} s",
        f"  whole import, index ready  {whole['all']:>9.2f} s (stored after {whole['store']:.2f} s)",
        f"  processor of the import    {whole['processor']:>9.2f} s, of all its processes together",
        f"  parsing + insert + index   {strict:>9.2f} s = {strict / whole['all']:.0%} of the import (goal {GOAL:.0%})",
        f"  reading + insert + index   {wide:>9.2f} s = {wide / whole['all']:.0%} of the import (goal {GOAL:.0%})",
        f"  peak memory                {whole['peak']:>9.0f} MB, of the largest helper {whole['peak_child']:.0f} MB",
        f"  calibration before, after  {before:>9.3f} s, {calibrate():.3f} s",
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--path", type=Path, default=ISO)
    parser.add_argument("--whole", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.whole:
        print(json.dumps(import_whole(options.path, options.limit)))  # noqa: T201 - the result
    else:
        print(measure(options.path, options.limit))  # noqa: T201 - a benchmark's output


if __name__ == "__main__":
    main()
