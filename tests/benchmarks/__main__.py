"""All measurements in one run, side by side: ``make bench``. Nothing is asserted: read a figure with the calibration.

The calibration is a loop of fixed work, run before and after each measurement: where it differs from line to line,
the machine was busy with something else.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import tantivy
from tantivy import Query

from catalog.services.importing import import_and_index
from catalog.services.workplace import initialise, open_workplace
from catalog.settings import Settings
from search import SearchRequest
from tests.benchmarks import comparison, import_floor
from tests.benchmarks.calibration import calibrate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WORDS = ("quality management", "textile", "steel pipe", "water")
COMMANDS = (("--help",), ("designation", "GB/T 19001-2016"), ("verdict",))
PAIR_LINE = '{"declared": "pH 4.0～8.5", "benchmark": "pH 4.0～9.0"}\n'.encode()


def _shown(name: str, measure: Callable[[], Iterator[str]]) -> None:
    before = calibrate()
    lines = list(measure())
    lines.append(f"  {'calibration before / after':36}{before:>10.3f} / {calibrate():.3f} s")
    print("\n".join([name, *lines]), flush=True)  # noqa: T201 - a benchmark's output


def _line(name: str, value: float, unit: str) -> str:
    return f"  {name:36}{value:>10,.3f} {unit}"


def _median(call: Callable[[], object], times: int) -> float:
    seconds = []
    for _ in range(times):
        started = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def searching() -> Iterator[str]:
    """Measure a question through the port over the same words asked of the bare engine, at the imported size."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder))
        initialise(settings)
        with closing(open_workplace(settings)) as workplace:
            import_and_index(workplace, import_floor.SOURCE, [import_floor.ISO])
            live = (settings.index_folder / "current").read_text(encoding="ascii").strip()
            index = tantivy.Index.open(str(settings.index_folder / live))
            searcher = index.searcher()
            yield _line("records in the index", workplace.search.count(), "")
            for words in WORDS:
                terms = [Query.term_query(index.schema, "title", word) for word in words.split()]
                bare = Query.boolean_query([(tantivy.Occur.Must, term) for term in terms])
                engine = _median(lambda query=bare: searcher.search(query, 20), 50)
                port = _median(lambda text=words: workplace.search.search(SearchRequest(text=text)), 50)
                ratio = f"   bare engine {engine * 1000:.3f} ms, {port / engine:.1f} times"
                yield _line(f"{words}: port", port * 1000, "ms") + ratio


def comparing() -> Iterator[str]:
    """Measure verdicts on texts, verdicts on values, and a document against another."""
    for name, value, unit in comparison.measure():
        yield _line(name, value, unit)


def starting() -> Iterator[str]:
    """Measure commands as processes, from start to end."""
    for arguments in COMMANDS:
        command = [sys.executable, "-m", "catalog.cli", *arguments]
        seconds = _median(lambda run=command: subprocess.run(run, input=PAIR_LINE, capture_output=True, check=True), 5)
        yield _line(f"duibiao {arguments[0]}", seconds, "s")


def main() -> None:
    for path in (import_floor.ISO, import_floor.RAW):
        if path.exists():
            print(import_floor.measure(path), flush=True)  # noqa: T201 - a benchmark's output
        else:
            print(f"import: {path} is not there, so it was not measured")  # noqa: T201 - the same
    if import_floor.ISO.exists():
        _shown("search, 20 hits (medians)", searching)
    _shown("comparison (processor time, one core)", comparing)
    _shown("start of commands (medians)", starting)


if __name__ == "__main__":
    main()
