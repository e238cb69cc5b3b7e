"""Importing: a source's pieces read, joined with what is held, and written in batches, each with its queue entries."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

import orjson

from catalog.errors import UnusableInputError
from catalog.processes import collecting_rarely
from catalog.services.floors import below_floors_of, require_floors
from catalog.services.indexing import drain_all
from catalog.standard_codec import load_standard, prepare_standard
from importers.ahead import Prepared, iter_prepared
from importers.merging import merge
from importers.pipeline import iter_pieces
from importers.sources import SOURCES, Source

if TYPE_CHECKING:
    from pathlib import Path

    from catalog.services.workplace import Workplace
    from catalog.standards import Standard
    from catalog.store import CatalogStore
    from importers.issues import Issue

__all__ = ["ImportReport", "find_sources", "import_and_index", "import_source"]

BATCH = 2000
_EXAMPLES = 3

Progress = Callable[[int, "int | None"], None]


@dataclass(slots=True)
class ImportReport:
    """What an import did.

    ``merged`` counts second descriptions of a document by the same source, ``empty`` pieces that hold no record.
    ``filled`` tells how many of the records taken have each field.
    """

    source: str
    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    merged: int = 0
    rejected: int = 0
    empty: int = 0
    filled: Counter[str] = field(default_factory=Counter)
    issues: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def note(self, issue: Issue) -> None:
        """Count an issue and keep the first few of its kind to show."""
        self.issues[issue.code] += 1
        shown = self.examples.setdefault(issue.code, [])
        if len(shown) < _EXAMPLES:
            shown.append(issue.to_json())

    def fill_rates(self) -> dict[str, float]:
        """Return the share of the records taken that have each field."""
        taken = self.read - self.rejected - self.empty
        return {name: round(count / taken, 4) for name, count in sorted(self.filled.items())} if taken else {}

    def to_json(self) -> dict[str, Any]:
        """Return the report as the ``import`` command prints it."""
        return {
            "source": self.source,
            "read": self.read,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "merged": self.merged,
            "rejected": self.rejected,
            "empty": self.empty,
            "fill_rates": self.fill_rates(),
            "issues": dict(sorted(self.issues.items())),
            "seconds": round(self.seconds, 2),
            "records_per_second": round(self.read / self.seconds) if self.seconds > 0 else 0,
            "examples": self.examples,
            "warnings": self.warnings,
        }


def import_source(  # noqa: PLR0913 - each is a choice of its own, given by name
    store: CatalogStore,
    source_id: str,
    paths: Sequence[str | Path],
    *,
    limit: int | None = None,
    rejects: Path | None = None,
    dry_run: bool = False,
    whole: bool = False,
    below_floors: bool = False,
    progress: Progress | None = None,
    batch: int = BATCH,
) -> ImportReport:
    """Read a source into the store and return what happened; the same input twice changes nothing.

    ``rejects`` takes refused records as JSON lines that can be imported again. ``whole`` says that the input is all of
    the source, so that fewer records than its manifest expects are an error. Before anything is written, an even
    sample is read: where far fewer records have a field than the manifest's floors, it is an error that changes
    nothing, unless ``below_floors`` allows it. Raises UnusableInputError for that, for a source that is not known and
    for files that cannot be read; what was written before stays.
    """
    source = _source(source_id)
    if not below_floors and limit is None and "-" not in [str(path) for path in paths]:
        require_floors(source, paths, whole=whole)
    report = ImportReport(source.id)
    started = time.perf_counter()
    pieces = islice(iter_pieces(paths, source.forms), limit)
    with (
        collecting_rarely(),
        _rejects_file(rejects) as refused,
        closing(iter_prepared(source.id, pieces)) as prepared,
    ):
        waiting: list[dict[str, Any]] = []
        for reading in prepared:
            report.read += 1
            for issue in reading.issues:
                report.note(issue)
            if reading.is_empty:
                report.empty += 1
            elif reading.row is None:
                report.rejected += 1
                _refuse(refused, reading)
            else:
                report.filled.update(reading.filled)
                waiting.append(reading.row)
            if len(waiting) >= batch:
                _write(store, waiting, report, dry_run=dry_run)
                waiting = []
            if progress and report.read % batch == 0:
                progress(report.read, source.expected_records)
        _write(store, waiting, report, dry_run=dry_run)
    if progress:
        progress(report.read, source.expected_records)
    report.seconds = time.perf_counter() - started
    taken = report.read - report.rejected - report.empty
    report.warnings += [words for _, words in below_floors_of(source, taken, report.filled)]
    if not dry_run and report.read:
        store.put_import(report.to_json())
    return report


def import_and_index(
    workplace: Workplace,
    source_id: str,
    paths: Sequence[str | Path],
    *,
    limit: int | None = None,
    rejects: Path | None = None,
    whole: bool = False,
    below_floors: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Import as :func:`import_source` does and return when everything that waits is in the index.

    Raises ServiceDownError where the search engine does not take the changes; they are stored and stay in the queue.
    """
    report = import_source(
        workplace.catalog,
        source_id,
        paths,
        limit=limit,
        rejects=rejects,
        whole=whole,
        below_floors=below_floors,
        progress=progress,
    )
    drain_all(workplace)
    return report


def find_sources(folder: Path) -> list[tuple[str, list[Path]]]:
    """Return the sources that a folder of all sources holds, each with its files, by the places of their manifests."""
    found = []
    for source in SOURCES.values():
        paths = [path for pattern in source.where for path in sorted(folder.glob(pattern))]
        if paths:
            found.append((source.id, list(dict.fromkeys(paths))))
    return found


def _source(source_id: str) -> Source:
    source = SOURCES.get(source_id)
    if source is None:
        known = ", ".join(SOURCES)
        raise UnusableInputError(
            f"“{source_id}” is not a source that can be imported: give one of {known}.",
            f"没有名为“{source_id}”的数据源，请使用：{known}。",
            code="unknown-source",
        )
    return source


@contextmanager
def _rejects_file(path: Path | None) -> Iterator[IO[bytes] | None]:
    if path is None:
        yield None
        return
    try:
        stream = path.open("wb")
    except OSError as error:
        raise UnusableInputError(
            f"{path} cannot be written ({error.strerror}): choose another file for the rejected records.",
            f"无法写入 {path}（{error.strerror}），请为被拒记录另选文件。",
            code="cannot-write",
        ) from error
    with stream:
        yield stream


def _refuse(stream: IO[bytes] | None, reading: Prepared) -> None:
    """Write a refused record with its reason; ``raw`` is what an import of the file reads."""
    if stream is not None:
        issue = next((issue for issue in reading.issues if issue.is_fatal), reading.issues[-1])
        stream.write(orjson.dumps({**issue.to_json(), "raw": reading.raw}) + b"\n")


def _write(store: CatalogStore, rows: list[dict[str, Any]], report: ImportReport, *, dry_run: bool) -> None:
    """Join a batch with what is held and write what changed, in one transaction.

    Nearly all rows of a first import are new, so a record is taken out of its row only where there are two to join.
    """
    if not rows:
        return
    held = {standard.key: standard for standard in store.get_standards({row["key"] for row in rows})}
    current: dict[str, dict[str, Any]] = {}
    joined: dict[str, Standard] = dict(held)
    for row in rows:
        key = row["key"]
        if key not in joined and key not in current:
            current[key] = row
            report.created += 1
            continue
        before = joined[key] if key in joined else load_standard(current[key]["document"])
        merged, is_second, issues = merge(before, load_standard(row["document"]))
        for issue in issues:
            report.note(issue)
        if is_second:
            report.merged += 1
        elif merged == before:
            report.unchanged += 1
        else:
            report.updated += 1
        joined[key] = merged
    changed = [row for key, row in current.items() if key not in joined]
    changed += [prepare_standard(standard) for key, standard in joined.items() if standard != held.get(key)]
    if changed and not dry_run:
        store.put_prepared(changed)
