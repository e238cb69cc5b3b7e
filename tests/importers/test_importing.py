"""Importing: counts that add up, the same input twice, two descriptions of one document, rejects fed back."""

from __future__ import annotations

import io
import json
import random
import re
from collections import Counter
from pathlib import Path

import orjson
import pytest
import zstandard

from catalog.database import open_database
from catalog.errors import UnusableInputError
from catalog.services.importing import import_source
from catalog.standards import Status
from catalog.store import CatalogStore

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture
def store(tmp_path):
    database = open_database(f"sqlite:///{tmp_path / 'catalogue.sqlite3'}")
    database.migrate()
    yield CatalogStore(database)
    database.close()


def _record(number: str, file: str | None = None, version: str = "v1.2.9", stage: str = "60.60", **more) -> dict:
    main, _, sub = stage.partition(".")
    return {
        "_file": file or f"{number}.yaml",
        "schema-version": version,
        "docid": [{"id": number, "type": "ISO", "primary": True}],
        "title": [{"content": f"Title of {number}", "language": ["en"], "type": "main"}],
        "docstatus": {"stage": {"value": main}, "substage": {"value": sub}},
        **more,
    }


def _write(path: Path, *records) -> Path:
    path.write_bytes(b"".join((r if isinstance(r, bytes) else orjson.dumps(r)) + b"\n" for r in records))
    return path


def _counts(report) -> tuple[int, ...]:
    return (report.read, report.created, report.updated, report.unchanged, report.merged, report.rejected)


def test_the_same_input_twice_changes_nothing(store, tmp_path):
    path = _write(tmp_path / "a.jsonl", *(_record(f"ISO {n}:2020") for n in range(1000, 1050)))
    assert _counts(import_source(store, "relaton-iso", [path], batch=7)) == (50, 50, 0, 0, 0, 0)
    waiting = store.queue.pending()
    assert _counts(import_source(store, "relaton-iso", [path])) == (50, 0, 0, 50, 0, 0)
    assert store.queue.pending() == waiting


def test_a_changed_record_is_updated(store, tmp_path):
    import_source(
        store, "relaton-iso", [_write(tmp_path / "a.jsonl", _record("ISO 1000:2020"), _record("ISO 1001:2020"))]
    )
    later = _write(tmp_path / "b.jsonl", _record("ISO 1000:2020", stage="95.99"), _record("ISO 1001:2020"))
    assert _counts(import_source(store, "relaton-iso", [later])) == (2, 0, 1, 1, 0, 0)
    assert store.find_standard("ISO 1000:2020").status is Status.WITHDRAWN


def test_of_two_descriptions_the_later_generation_counts_in_any_order(store, tmp_path):
    old = _record("ISO 1003:2008", "iso-1003:2008.yaml", "v1.2.7", "60.60")
    new = _record("ISO 1003:2008", "iso-1003-2008.yaml", "v1.2.9", "90.93")
    for count, order in enumerate(((old, new), (new, old), (old, new))):
        report = import_source(store, "relaton-iso", [_write(tmp_path / "a.jsonl", *order)], batch=1 + count % 2)
        assert _counts(report) == ((2, 1, 0, 0, 1, 0) if count == 0 else (2, 0, 0, 1, 1, 0))
        assert report.issues == {"stage-conflict": 1}
        held = store.find_standard("ISO 1003:2008")
        assert held.status_printed == "90.93"
        assert [p.record for p in held.provenance] == ["iso-1003-2008.yaml#v1.2.9", "iso-1003:2008.yaml#v1.2.7"]


def test_any_order_and_any_batch_give_the_same_store(tmp_path):
    records = [
        _record(f"ISO {n}:2020", f"{n}{mark}.yaml", version, stage)
        for n in range(1000, 1010)
        for mark, version, stage in (("a", "v1.2.7", "60.60"), ("b", "v1.2.9", "90.93"), ("c", "v1.2.9", "90.20"))
    ]
    results = []
    for seed in range(3):
        database = open_database(f"sqlite:///{tmp_path / f'{seed}.sqlite3'}")
        database.migrate()
        store = CatalogStore(database)
        random.Random(seed).shuffle(records)
        report = import_source(store, "relaton-iso", [_write(tmp_path / "a.jsonl", *records)], batch=3 + seed * 5)
        assert _counts(report) == (30, 10, 0, 0, 20, 0)
        results.append(list(store.iter_standards()))
        database.close()
    assert results[0] == results[1] == results[2]


def test_two_sources_describe_one_document_and_do_not_fight(store, tmp_path):
    iso = _write(tmp_path / "iso.jsonl", _record("ISO/IEC 27001:2022", stage="60.60", ics=[{"code": "35.030"}]))
    iec_record = _record("ISO/IEC 27001:2022")
    iec_record |= {
        "docstatus": {"stage": {"value": "PUBLISHED"}},
        "title": [{"content": "Seguridad", "language": ["es"], "type": "main"}],
    }
    iec_record["docid"][0]["type"] = "IEC"
    iec = _write(tmp_path / "iec.jsonl", iec_record)
    import_source(store, "relaton-iec", [iec])
    assert _counts(import_source(store, "relaton-iso", [iso])) == (1, 0, 1, 0, 0, 0)
    for source, path in (("relaton-iec", iec), ("relaton-iso", iso), ("relaton-iec", iec)):
        assert _counts(import_source(store, source, [path])) == (1, 0, 0, 1, 0, 0)
    held = store.find_standard("ISO/IEC 27001:2022")
    assert (held.status_printed, held.ics) == ("60.60", ("35.030",))
    assert {title.language for title in held.titles} == {"en", "es"}
    assert [p.source for p in held.provenance] == ["relaton-iso", "relaton-iec"]


def test_rejects_are_told_and_can_be_fed_back(store, tmp_path):
    path = _write(tmp_path / "a.jsonl", _record("ISO 1000:2020"), _record("Beethoven 5"), b'{"docid": [', {"title": []})
    rejects = tmp_path / "rejects.jsonl"
    report = import_source(store, "relaton-iso", [path], rejects=rejects)
    assert _counts(report) == (4, 1, 0, 0, 0, 3)
    assert report.issues == {"bad-identifier": 1, "not-json": 1, "no-identifier": 1}
    lines = [orjson.loads(line) for line in rejects.read_bytes().splitlines()]
    assert [(line["record"], line["code"]) for line in lines] == [
        ("Beethoven 5.yaml", "bad-identifier"),
        ("a.jsonl:3", "not-json"),
        ("a.jsonl:4", "no-identifier"),
    ]
    again = import_source(store, "relaton-iso", [rejects], rejects=tmp_path / "again.jsonl")
    assert (again.read, again.rejected) == (3, 3)
    lines[0]["raw"]["docid"][0]["id"] = "ISO 5:2020"
    lines[1]["raw"] = orjson.dumps(_record("ISO 6:2020")).decode()
    mended = import_source(store, "relaton-iso", [_write(tmp_path / "mended.jsonl", *lines)])
    assert _counts(mended) == (3, 2, 0, 0, 0, 1)


def test_every_piece_is_counted_once(store, tmp_path):
    (tmp_path / "in").mkdir()
    _write(tmp_path / "in" / "a.jsonl", _record("ISO 1000:2020"), b"\xff\xfe", _record("ISO 1000:2020"))
    (tmp_path / "in" / "b.yaml").write_bytes(b'---\nid: X\ntitle: "cut')
    (tmp_path / "in" / "c.json").write_text("<html><body>404</body></html>")
    report = import_source(store, "relaton-iso", [tmp_path / "in"])
    assert report.read == report.created + report.updated + report.unchanged + report.merged + report.rejected
    assert report.rejected == 3
    shown = report.to_json()
    assert shown["issues"] == {"html": 1, "not-utf-8": 1, "not-yaml": 1}
    assert shown["examples"]["not-yaml"][0]["record"] == "b.yaml"


def test_a_limit_and_a_dry_run(store, tmp_path):
    path = _write(tmp_path / "a.jsonl", *(_record(f"ISO {n}:2020") for n in range(1000, 1050)))
    assert _counts(import_source(store, "relaton-iso", [path], limit=20, dry_run=True)) == (20, 20, 0, 0, 0, 0)
    assert store.count_standards() == 0
    assert store.imports() == []
    assert _counts(import_source(store, "relaton-iso", [path], limit=20)) == (20, 20, 0, 0, 0, 0)
    assert store.count_standards() == 20


def test_the_report_is_kept_and_progress_is_told(store, tmp_path):
    told = []
    path = _write(tmp_path / "a.jsonl", *(_record(f"ISO {n}:2020") for n in range(1000, 1010)))
    import_source(store, "relaton-iso", [path], batch=4, progress=lambda read, total: told.append((read, total)))
    assert [read for read, _ in told] == [4, 8, 10]
    (kept,) = store.imports()
    assert (kept["source"], kept["read"], kept["created"]) == ("relaton-iso", 10, 10)


def test_a_source_that_lost_a_field_changes_nothing_unless_that_is_wanted(store, tmp_path):
    path = _write(tmp_path / "a.jsonl", *(_record(f"ISO {n}:2020") for n in range(1000, 2100)))
    with pytest.raises(UnusableInputError, match=r"have a ics.*have a published.*nothing was imported"):
        import_source(store, "relaton-iso", [path])
    assert (store.count_standards(), store.queue.pending(), store.imports()) == (0, 0, [])
    report = import_source(store, "relaton-iso", [path], below_floors=True)
    assert report.created == 1100
    assert [warning.split(" records have a ")[-1].split(",")[0] for warning in report.warnings] == ["ics", "published"]


def test_a_whole_source_that_was_cut_changes_nothing(store, tmp_path):
    path = _write(tmp_path / "a.jsonl", *(_record(f"ISO {n}:2020") for n in range(1000, 1050)))
    with pytest.raises(UnusableInputError, match=r"50 records.*at least 61,000"):
        import_source(store, "relaton-iso", [path], whole=True)
    assert store.count_standards() == 0


def test_an_unknown_source_and_an_unwritable_rejects_file_say_what_to_do(store, tmp_path):
    with pytest.raises(UnusableInputError, match="relaton-iso"):
        import_source(store, "relaton-mars", [SAMPLES])
    with pytest.raises(UnusableInputError, match="cannot be written"):
        import_source(store, "relaton-iso", [SAMPLES / "iso-old.json"], rejects=tmp_path / "no" / "such")


@pytest.mark.parametrize("name", ["itu-r", "ecma", "cie", "oasis"])
def test_raw_sets_are_imported_whole_and_once(store, shared_data, name):
    path = shared_data / "relaton" / name / f"{name}.raw-yaml.tar.zst"
    first = import_source(store, f"relaton-{name}", [path])
    assert (first.read, first.rejected) == ({"itu-r": 2041, "ecma": 799, "cie": 990, "oasis": 585}[name], 0)
    assert first.created + first.merged == first.read
    second = import_source(store, f"relaton-{name}", [path])
    assert (second.created, second.updated, second.unchanged) == (0, 0, first.created)


def test_the_catalogue_of_iso_is_imported_whole_and_once(store, shared_data):
    path = shared_data / "relaton" / "iso" / "iso.dev80.jsonl.zst"
    first = import_source(store, "relaton-iso", [path])
    assert (first.read, first.rejected, first.warnings) == (55166, 0, [])
    assert first.created + first.merged == 55166
    assert first.created == store.count_standards()
    states, textiles = _states_by_stage_code(path)
    assert (sum(states.values()), sum(textiles.values())) == (47435, 831)
    assert states == {"withdrawn": 20345, "current": 20005, "draft": 5368, "approved": 1703, "unknown": 14}
    assert store.count_by("status") == states
    in_field = [it for it in store.iter_standards() if any(code.startswith("59.080") for code in it.ics)]
    assert Counter(it.status.value for it in in_field) == textiles
    second = import_source(store, "relaton-iso", [path])
    assert (second.created, second.updated, second.unchanged) == (0, 0, first.created)


def _states_by_stage_code(path: Path) -> tuple[Counter, Counter]:
    """Count states in the file itself; of two lines for a number the later schema, then the later stage counts."""
    best: dict[str, tuple] = {}
    with path.open("rb") as packed:
        for line in io.TextIOWrapper(zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(packed)):
            record = json.loads(line)
            names = record["docid"] if isinstance(record["docid"], list) else [record["docid"]]
            name = next((it["id"] for it in names if it.get("primary")), names[0]["id"]).upper()
            stage, substage = (
                value.get("value") if isinstance(value, dict) else value
                for value in ((record.get("docstatus") or {}).get(part) for part in ("stage", "substage"))
            )
            version = tuple(int(number) for number in re.findall(r"\d+", record.get("schema-version", "")))
            rank = (version, float(f"{stage}.{substage}") if stage else 0.0, record["_file"])
            codes = record.get("ics") or (record.get("ext") or {}).get("ics") or []
            if name not in best or rank > best[name][0]:
                best[name] = (rank, _state(stage, substage), any(it["code"].startswith("59.080") for it in codes))
    return (
        Counter(state for _, state, _ in best.values()),
        Counter(state for _, state, is_textile in best.values() if is_textile),
    )


def _state(stage: str | None, substage: str | None) -> str:
    """Return the state of a harmonized stage code after ISO Guide 69."""
    if stage is None:
        return "unknown"
    if (stage, substage) == ("95", "99"):
        return "withdrawn"
    if (stage, substage) == ("60", "00"):
        return "approved"
    if int(stage) >= 60:
        return "current"
    return "withdrawn" if substage == "98" else "draft"
