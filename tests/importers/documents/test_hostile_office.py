"""Hostile files of the office kinds: read in a process of its own, each costs one sentence at most, and quickly."""

from __future__ import annotations

import random
import resource
import time

import pytest

from catalog.errors import UnusableInputError
from importers.documents.isolation import ReaderProcess, ReadingLimits
from tests.importers.documents import hostile_files

LIMITS = ReadingLimits(seconds=20, memory=1 << 30)


@pytest.fixture(scope="module")
def readers():
    process = ReaderProcess(LIMITS)
    process.start(with_libraries=True)
    yield process
    process.close()


def outcome(readers: ReaderProcess, data: bytes, name: str) -> str:
    """Return "read" or the code of the refusal; anything else is a fault."""
    try:
        readers.read(data, name)
    except UnusableInputError as refusal:
        is_sentence = refusal.en.endswith(".") and refusal.zh.endswith("。") and "\n" not in refusal.en
        return refusal.code if is_sentence else f"not one sentence: {refusal.en}"
    return "read"


def test_every_hostile_file_is_tried():
    assert tuple(hostile_files.hostile()) == hostile_files.KINDS


@pytest.mark.parametrize("kind", hostile_files.KINDS)
def test_a_hostile_file_is_read_or_refused_with_one_sentence(readers, kind):
    data, name, allowed = hostile_files.hostile()[kind]
    started = time.monotonic()
    assert outcome(readers, data, name) in allowed
    assert time.monotonic() - started < LIMITS.seconds + 10


def test_no_outside_text_comes_into_a_reading(readers):
    for kind in ("outside entity in STS", "inclusion in STS"):
        data, name, _ = hostile_files.hostile()[kind]
        reading = readers.read(data, name)
        assert "root:" not in "\n".join(reading.lines)


def test_a_macro_workbook_says_that_macros_were_not_run(readers):
    reading = readers.read(*hostile_files.hostile()["macro workbook"][:2])
    assert any("macros" in issue.reason for issue in reading.issues)
    assert [row.name for row in reading.requirements] == ["电阻"]


@pytest.mark.parametrize("tenth", range(10))
def test_a_file_cut_at_any_tenth_is_read_or_refused(readers, shared_data, tenth):
    for name, data in hostile_files.seeds(shared_data).items():
        found = outcome(readers, data[: len(data) * tenth // 10], name)
        assert found in {"read", "empty", "damaged", "cut-off", "unknown-kind"}, (name, found)


def broken(readers, shared_data, seed: int, count: int) -> dict[str, int]:
    chance = random.Random(seed)
    seeds = hostile_files.seeds(shared_data)
    counts: dict[str, int] = {}
    for _ in range(count):
        name = chance.choice(sorted(seeds))
        data = hostile_files.mutated(seeds[name], chance)
        found = outcome(readers, data, name)
        counts[found] = counts.get(found, 0) + 1
        assert found != "unreadable", f"a fault of the reader: seed {seed}, {name}"
    return counts


def test_broken_real_files_never_make_a_fault(readers, shared_data):
    assert broken(readers, shared_data, 20261124, 60)["read"] > 0


@pytest.mark.long
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("seed", range(20))
def test_a_hundred_thousand_broken_files_never_make_a_fault(readers, shared_data, seed):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    broken(readers, shared_data, seed, 5_000)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000
