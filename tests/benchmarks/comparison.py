"""What comparing costs, measured over every pair of the case files and over documents of the size that is asked for."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from catalog.benchmarks import find_benchmark
from catalog.comparison.documents import compare_documents
from catalog.comparison.reading import read_requirement
from catalog.comparison.requirements import NoRequirement, Requirement
from catalog.comparison.verdicts import Context, compare_requirements, compare_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from catalog.comparison.reports import DocumentRequirements

CASES = Path(__file__).resolve().parents[1] / "cases"
TIMES = 7
DECLARED, BENCHMARK = 40, 60


def pairs() -> list[dict[str, Any]]:
    """Return all cases that hold two texts, easy and hard."""
    lines = (line for file in sorted(CASES.glob("*.jsonl")) for line in file.read_text(encoding="utf-8").splitlines())
    return [case for line in lines if line and "benchmark" in (case := json.loads(line))]


def read(text: str | None) -> Requirement | None:
    """Return the requirement that a text states, or none."""
    found = None if text is None or not text.strip() else read_requirement(text)
    return None if isinstance(found, NoRequirement) else found


def documents() -> tuple[DocumentRequirements, DocumentRequirements]:
    """Return 40 declared rows and 60 of a benchmark, all on drinking water."""
    declared, dutch, union = map(find_benchmark, ("gb-5749-2022", "nl-drinkwaterbesluit", "eu-2020-2184"))
    rows = (*dutch.document.requirements, *union.document.requirements)[:BENCHMARK]
    return (
        replace(declared.document, requirements=declared.document.requirements[:DECLARED]),
        replace(dutch.document, requirements=rows),
    )


def _least(call: Callable[[], object]) -> float:
    """Return the least processor time of some calls: what the work itself takes on one core."""
    seconds = []
    for _ in range(TIMES):
        started = time.process_time()
        call()
        seconds.append(time.process_time() - started)
    return min(seconds)


def _texts(cases: list[dict[str, Any]]) -> None:
    for case in cases:
        compare_texts(case["declared"], case["benchmark"], case.get("context"))


def measure() -> Iterator[tuple[str, float, str]]:
    """Yield name, figure and unit of each measurement."""
    cases = pairs()
    compare_texts("pH 4.0～8.5", "pH 4.0～9.0")
    started = time.process_time()
    _texts(cases)
    yield f"{len(cases)} pairs of texts, all new", len(cases) / (time.process_time() - started), "a second"
    yield "the same pairs, texts read before", len(cases) / _least(lambda: _texts(cases)), "a second"
    held = [(read(case["declared"]), read(case["benchmark"]), Context.of(case.get("context"))) for case in cases]
    verdicts = _least(lambda: [compare_requirements(*pair) for pair in held])
    yield "verdicts on their requirements", len(held) / verdicts, "a second"
    declared, benchmark = documents()
    rows = f"{len(declared.requirements)} rows against {len(benchmark.requirements)}"
    yield rows, _least(lambda: compare_documents(declared, benchmark)) * 1000, "ms"
