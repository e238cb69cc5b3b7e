"""Real designations of ISO records (Relaton data): each finds its own record first, sloppy spellings too."""

from __future__ import annotations

import io
import itertools
import json

import pytest
import zstandard

from catalog.designations import find_designations
from catalog.standards import Level, Standard, Title
from search import SearchRequest, open_backend, standard_document


def read_standards(file, count):
    with file.open("rb") as stream:
        lines = io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(stream), encoding="utf-8")
        for line in itertools.islice(lines, count):
            record = json.loads(line)
            identifiers = record["docid"] if isinstance(record["docid"], list) else [record["docid"]]
            primary = next((entry["id"] for entry in identifiers if entry.get("primary")), None)
            found = find_designations(primary) if primary else []
            if len(found) == 1:
                entries = record.get("title", [])
                titles = [entry for entry in entries if isinstance(entry, dict) and entry["type"] == "title-main"]
                languages = {str(title["language"]): title["content"] for title in titles}
                texts = tuple(Title(language.strip("[]'"), text) for language, text in languages.items())
                yield primary, Standard(designation=found[0], titles=texts, level=Level.INTERNATIONAL)


@pytest.fixture(scope="module")
def records(shared_data):
    by_key = {}
    for printed, standard in read_standards(shared_data / "relaton" / "iso" / "iso.dev80.jsonl.zst", 6000):
        by_key[standard.key] = (printed, standard)
    return list(by_key.values())


@pytest.fixture(scope="module")
def backend(records, tmp_path_factory):
    opened = open_backend("embedded", tmp_path_factory.mktemp("index"))
    with opened.rebuild() as writer:
        for _, standard in records:
            writer.add(standard_document(standard))
    yield opened
    opened.close()


def test_most_identifiers_are_read(records):
    assert len(records) > 4000


@pytest.mark.parametrize(
    "spell",
    [
        str,
        str.lower,
        lambda text: text.replace(":", "—").replace(" ", "  "),
        lambda text: text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)}),
    ],
    ids=["as printed", "lower case", "long dash", "full width"],
)
def test_every_identifier_finds_its_record_first(backend, records, spell):
    missed = []
    for printed, standard in records[::13]:
        hits = backend.search(SearchRequest(spell(printed), limit=1)).hits
        if not hits or hits[0].id != f"standard:{standard.key}":
            missed.append((spell(printed), hits[0].designation if hits else None))
    assert not missed


def test_every_title_finds_its_record(backend, records):
    missed = []
    for _, standard in records[::41]:
        title = standard.title("en")
        if title and len(title) < 200:
            result = backend.search(SearchRequest(title, limit=200))
            if f"standard:{standard.key}" not in {hit.id for hit in result.hits} or result.relaxed:
                missed.append(title)
    assert not missed
