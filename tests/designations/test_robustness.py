"""Designations in any text: nothing raises, nothing takes long, the short way agrees with the long one."""

from __future__ import annotations

import re
import subprocess
import tarfile
import time

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.designations import find_designations
from catalog.designations.plain import read_plain
from catalog.designations.reading import _read_all
from importers.yaml import read_yaml

WORDS = [
    *("GB", "/T", "T/", "Q/", "DB44", "ISO", "IEC", "EN", "ГОСТ", "ASTM", "ITU-T ", "ETSI EN ", "1", "9001", ".", "-"),
    *(
        ":",
        "2016",
        "、",
        "~",
        "/",
        " ",
        "\n",
        "(",
        ")",
        "XG1",
        "第1号修改单",
        "《",
        "》",
        "Amd 1",
        "+A1",
        "系列",
        "一",
        "O",
    ),
    *("l", "V2.2.2", "İ", "ß"),
]
PIECES = st.lists(st.sampled_from(WORDS), max_size=25).map("".join)


@settings(max_examples=600, deadline=None)
@given(st.one_of(PIECES, st.text(max_size=120)))
def test_no_text_raises_and_positions_fit(text):
    for found in find_designations(text):
        assert 0 <= found.start < found.end <= len(text)
        assert found.printed == text[found.start : found.end]
        assert found.normalized
        assert found.key
        assert found.year is None or re.fullmatch(r"(1[89]|20)\d\d", found.year)


@pytest.mark.parametrize(
    "text",
    [
        "Q/" + "A" * 200_000 + "1",
        "GB " * 100_000 + "1",
        "GB/T 1、" + "1、" * 100_000,
        "GB/T " + "1" * 300_000,
        "ISO/" * 60_000 + "1",
        "GB/T 1234" + " " * 200_000 + "2",
        "《" * 100_000 + "GB 1234-2010" + "《" * 100_000,
        "ISO 1-1" + "-1" * 100_000,
        "OASIS " + "a-" * 100_000,
        "GB 1234-2010" + "(" * 300_000,
    ],
    ids=lambda text: text[:10],
)
def test_a_long_hostile_text_takes_no_longer_than_a_long_text(text):
    started = time.perf_counter()
    find_designations(text)
    assert time.perf_counter() - started < 10


def test_short_texts_are_read_in_tens_of_thousands_a_second():
    texts = ["按 GB/T 7573 规定执行", "断裂强力(经向) ≥ 300 N，GB/T 3923.1", "耐洗色牢度 ≥ 4 级", "ISO 9001:2015"] * 500
    find_designations(texts[0])
    best = min(_seconds(texts) for _ in range(3))
    assert len(texts) / best > 5_000  # a quarter of what an idle machine does, for machines that are not


def _seconds(texts: list[str]) -> float:
    started = time.perf_counter()
    for text in texts:
        find_designations(text)
    return time.perf_counter() - started


def _identifiers(document: dict) -> list[str]:
    entries = document.get("docid") or document.get("docidentifier")
    entries = entries if isinstance(entries, list) else [entries]
    return [entry.get("id") or entry.get("content") for entry in entries if entry.get("primary")]


def _unpack(path):
    process = subprocess.Popen(["zstd", "-dc", "--long=27", str(path)], stdout=subprocess.PIPE)
    with process:
        yield process.stdout


def _same(one: str, other: str) -> bool:
    return re.sub(r"\s", "", one).rstrip(":").upper() == re.sub(r"\s", "", other).rstrip(":").upper()


@pytest.mark.parametrize("name", ["iso", "iec", "jis", "etsi", "itu", "itu-r", "ecma", "cie", "oasis"])
def test_the_identifiers_of_relaton_are_printed_back(shared_data, name):
    folder = shared_data / "relaton" / name
    identifiers: list[str] = []
    if (lines := folder / f"{name}.dev80.jsonl.zst").exists():
        for stream in _unpack(lines):
            for line in stream:
                identifiers += _identifiers(orjson.loads(line))
    else:
        for stream in _unpack(folder / f"{name}.raw-yaml.tar.zst"):
            with tarfile.open(fileobj=stream, mode="r|") as archive:
                for member in archive:
                    if member.isfile():
                        identifiers += _identifiers(read_yaml(archive.extractfile(member).read()))
    lost = []
    for identifier in identifiers:
        found = find_designations(identifier)
        plain = read_plain(identifier)
        assert plain is None or [plain] == _read_all(identifier)
        if len(found) != 1 or not _same(found[0].normalized, identifier):
            lost.append(identifier)
    lost = [identifier for identifier in lost if "|" not in identifier]
    assert len(lost) <= 0.005 * len(identifiers), lost[:20]
