"""Every source has a sample in its own form and a golden file, written by hand, of what it must become."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from catalog.standard_codec import standard_to_json
from importers import SOURCES
from importers.pipeline import iter_pieces
from importers.readers import read_records_of

HERE = Path(__file__).parent
OTHERS = sorted(source.id for source in SOURCES.values() if not source.id.startswith("relaton-"))


def _plain(reading) -> dict:
    """Return a reading in the form of the golden files: national and recommended are left out as the usual case."""
    codes = [issue.code for issue in reading.issues]
    if reading.standard is None:
        return {"refused": codes}
    document = standard_to_json(reading.standard)
    document["key"] = reading.standard.key
    del document["designation"]
    (provenance,) = document.pop("provenance")
    document["record"] = provenance["record"]
    if "fetched" in provenance:
        document["fetched"] = provenance["fetched"]
    document["titles"] = {title["language"]: title["text"] for title in document.get("titles", ())}
    for name, usual in (("level", "national"), ("nature", "recommended")):
        if document.get(name) == usual:
            del document[name]
    if codes:
        document["issues"] = codes
    return document


@pytest.mark.parametrize("source_id", OTHERS)
def test_a_sample_becomes_what_its_golden_file_says(source_id):
    source = SOURCES[source_id]
    folder = HERE / "samples" / source_id
    assert folder.is_dir(), f"{source_id} has no sample: write one by hand in the source's form"
    golden = json.loads((HERE / "golden" / f"{source_id}.json").read_text(encoding="utf-8"))
    readings = [r for piece in iter_pieces([folder], source.forms) for r in read_records_of(piece, source)]
    assert [_plain(reading) for reading in readings] == golden
