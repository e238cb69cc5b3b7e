"""Do the tests of the comparison notice a small fault? Puts thousands of faults in, one at a time (``make mutants``).

The usual programs for this start the tests anew for every fault. Here the tests are collected once, each is run once to
see which lines it passes, and then a child process for each fault runs only the tests that pass its line, the quickest
first, up to the first that fails. Survivors that change nothing are listed with the reason in
``tests/comparison/mutants.md``; any other one is a test that is missing, and the run fails.

    python -m tests.mutants [--only gates.bases] [--state FILE] [--again]

``--state`` keeps what was found; with ``--again`` only the faults that had survived are tried anew.
"""

from __future__ import annotations

import argparse
import functools
import gc
import importlib
import json
import os
import random
import resource
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from catalog.comparison import reading
from tests.mutations import Mutant, apply, mutants_of

ROOT = Path(__file__).resolve().parents[1]
LISTED = ROOT / "tests" / "comparison" / "mutants.md"
TESTS = [
    f"tests/comparison/{name}"
    for name in (
        "gates",
        "test_sets.py",
        "test_units.py",
        "test_pairs.py",
        "test_blind_pairs.py",
        "test_fresh_pairs.py",
        "test_verdict_properties.py",
    )
]
LEFT_OUT = (
    "the_factor_is_what_pint_says",
    "test_no_fresh_pair",
    "test_every_verdict_has_a_reason",
    "survives_its_json",
    "another_spelling",
    "means_something_else",
)
"""Tests that ask the same pairs once more: they tell nothing that the others do not."""
CPU_SECONDS = 60
OWN = ("gates/test_", "test_sets", "test_units")
"""Tests that are about the modules themselves come first, and all of them."""
UNITS_MOST = 300
"""A fault in the units changes readings too: each test reads its texts anew, which is slow."""
QUIET = settings(
    derandomize=True,
    database=None,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
PATHS = (
    *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "catalog/comparison/gates").glob("[a-z]*.py")),
    "catalog/comparison/sets.py",
    "catalog/comparison/units.py",
)
GATES = ("catalog.comparison.gates", "catalog.comparison.units", "catalog.comparison.sets")
TABLES = frozenset({"dictionary", "scales", "method_links", "classes", "condition_rules", "_table"})
"""Caches that hold a file that was read: they are emptied only where the fault is in the reading of that file."""


class Run:
    """A plugin of pytest that runs the tests once for each fault instead of once."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.state = Path(arguments.state) if arguments.state else None
        names = [path.removesuffix(".py").replace("/", ".") for path in PATHS]
        self.modules = [
            importlib.import_module(name) for name in names if any(word in name for word in arguments.only.split(","))
        ]
        self.again = arguments.again
        self.slow = arguments.slow
        self.most = arguments.most
        self.passed: dict[tuple[str, int], list[int]] = defaultdict(list)
        self.own: set[int] = set()
        self.seconds: dict[int, float] = {}
        self.outcome: dict[str, str] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = [item for item in session.items if not any(part in item.nodeid for part in LEFT_OUT)]
        for item in items:
            inner = getattr(item.obj, "hypothesis", None)
            if inner is not None:
                plain = "test_sets" in item.nodeid or "gates/" in item.nodeid
                item.obj._hypothesis_internal_use_settings = settings(QUIET, max_examples=60 if plain else 10)
        self.own = {n for n, item in enumerate(items) if any(part in item.nodeid for part in OWN)}
        _remember_readings()
        self._see_lines(items)
        known = self._known()
        gc.collect()
        gc.freeze()
        mutants = [mutant for module in self.modules for mutant in mutants_of(module)]
        # In any order but always the same one: a run that is cut short has tried some of every module.
        random.Random(0).shuffle(mutants)
        for mutant in mutants:
            if self.again and known.get(mutant.key, "survived") != "survived":
                self.outcome[mutant.key] = known[mutant.key]
            else:
                self._try(mutant, items)
        return True

    def _known(self) -> dict[str, str]:
        if self.state is None or not self.state.exists():
            return {}
        lines = self.state.read_text(encoding="utf-8").splitlines()
        return {entry["key"]: entry["outcome"] for entry in map(json.loads, lines)}

    def _see_lines(self, items: list[pytest.Item]) -> None:
        files = {module.__file__: module.__name__ for module in self.modules}
        started = time.monotonic()
        for number, item in enumerate(items):
            lines: set[tuple[str, int]] = set()
            empty_caches(GATES, tables="test_units" in item.nodeid and "pint" not in item.nodeid)
            begun = time.process_time()
            failed = run_one(item, functools.partial(_trace, files, lines))
            self.seconds[number] = time.process_time() - begun
            if failed is not None:
                say(f"left out, fails without a fault: {item.nodeid}: {failed!r:.200}")
            elif self.seconds[number] > self.slow:
                say(f"left out, too slow ({self.seconds[number]:.1f} s): {item.nodeid}")
            else:
                for line in lines:
                    self.passed[line].append(number)
        for numbers in self.passed.values():
            numbers.sort(key=self.seconds.__getitem__)
        say(f"{len(items)} tests in {time.monotonic() - started:.0f} s")

    def _try(self, mutant: Mutant, items: list[pytest.Item]) -> None:
        numbers = self._tests_of(mutant)
        child = os.fork()
        if child == 0:
            os._exit(_outcome_in_child(mutant, [items[number] for number in numbers]))
        status = os.waitpid(child, 0)[1]
        outcome = "survived" if os.waitstatus_to_exitcode(status) == 0 else "killed"
        self.outcome[mutant.key] = outcome
        if outcome == "survived":
            say(f"survived ({len(numbers)} tests): line {mutant.line}: {mutant.key}")
        if self.state is not None:
            with self.state.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"key": mutant.key, "line": mutant.line, "outcome": outcome}) + "\n")

    def _tests_of(self, mutant: Mutant) -> list[int]:
        """Return the tests that pass the line, where that is not known the function, and for a constant the module."""
        exactly = self.passed.get((mutant.module, mutant.line), [])
        around = {n for line in mutant.lines for n in self.passed.get((mutant.module, line), [])}
        anywhere = {n for (module, _), numbers in self.passed.items() if module == mutant.module for n in numbers}
        found = exactly or sorted(around or anywhere, key=self.seconds.__getitem__)
        own = [number for number in found if number in self.own]
        rest = [number for number in found if number not in self.own]
        most = UNITS_MOST if mutant.module.endswith(".units") else self.most
        return own + (rest if len(rest) <= most else rest[:: -(-len(rest) // most)])


def _remember_readings() -> None:
    """Read each text once: a fault in the gates changes no reading."""
    reading.read_requirement = functools.lru_cache(maxsize=None)(reading.read_requirement)


def _outcome_in_child(mutant: Mutant, items: list[pytest.Item]) -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    try:
        apply(mutant)
        if mutant.module.endswith(".units"):
            empty_caches(("catalog.comparison",), tables=True)
        else:
            empty_caches(GATES, tables=False)
        return 1 if any(run_one(item) is not None for item in items) else 0
    except BaseException:  # noqa: BLE001 - a program that does not even start is noticed
        return 1


def run_one(item: pytest.Item, trace: object = None) -> BaseException | None:
    """Run one test and return what it raised."""
    state = item.session._setupstate
    failed: BaseException | None = None
    try:
        state.setup(item)
        sys.settrace(trace)
        item.runtest()
    except BaseException as error:  # noqa: BLE001 - whatever it is, the test has failed
        failed = error
    finally:
        sys.settrace(None)
    state.teardown_exact(None)
    return failed


def _trace(files, lines, frame, event, argument):
    module = files.get(frame.f_code.co_filename)
    if module is None:
        return None
    lines.add((module, frame.f_lineno))

    def line(inner, what, value):
        lines.add((module, inner.f_lineno))
        return line

    return line


def empty_caches(rooms: tuple[str, ...], *, tables: bool) -> None:
    """Forget what these modules remember; ``tables`` tells whether files are read again too."""
    for name, module in list(sys.modules.items()):
        if not name.startswith(rooms):
            continue
        for value in list(vars(module).values()):
            if isinstance(value, functools._lru_cache_wrapper) and (tables or value.__name__ not in TABLES):
                value.cache_clear()


def listed() -> set[str]:
    """Return the faults of the list, each in a line of its own that begins with a mark of code."""
    if not LISTED.exists():
        return set()
    lines = LISTED.read_text(encoding="utf-8").splitlines()
    return {line.split("``")[1].strip() for line in lines if line.startswith("- ``")}


def say(text: str) -> None:
    """Write one line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> int:
    """Try every fault and print how many were noticed, by module."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description="Put faults in and see who notices.")
    parser.add_argument("--only", default="", help="modules whose name contains one of these words")
    parser.add_argument("--state", help="file that keeps what was found")
    parser.add_argument("--again", action="store_true", help="try only what had survived")
    parser.add_argument("--slow", type=float, default=3.0, help="leave out tests that take more seconds than this")
    parser.add_argument("--most", type=int, default=100_000, help="run at most so many tests for one fault")
    run = Run(parser.parse_args())
    options = ["-q", "-p", "no:randomly", "-p", "no:xdist", "--assert=plain", "-W", "ignore"]
    pytest.main([*options, *TESTS], plugins=[run])
    by_module: dict[str, Counter[str]] = defaultdict(Counter)
    for key, outcome in run.outcome.items():
        by_module[key.split(" ", 1)[0]][outcome] += 1
    for name, counts in by_module.items():
        say(f"{name:22} {counts.total():5} faults  {counts['killed']:5} noticed  {counts['survived']:4} survived")
    total = sum((counts for counts in by_module.values()), Counter())
    explained = listed()
    survivors = [key for key, outcome in run.outcome.items() if outcome == "survived"]
    unknown = [key for key in survivors if key not in explained]
    share = 100 * total["killed"] / max(1, total.total())
    say(f"noticed: {total['killed']} of {total.total()} ({share:.1f} %), survivors without a reason: {len(unknown)}")
    for key in unknown:
        say(f"  {key}")
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
