"""Reading Relaton records: a small record of each shape, written in the form of the real ones."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from catalog.standards import Level, Nature, RelationKind, Status
from importers import SOURCES
from importers.pipeline import Piece, iter_pieces
from importers.relaton import read_piece, read_records
from importers.relaton_status import stage_status
from importers.yaml import read_yaml

SAMPLES = Path(__file__).parent / "samples"


def _read(name: str, source: str):
    (piece,) = iter_pieces([SAMPLES / name])
    return read_piece(piece, SOURCES[source])


def _piece(document: dict) -> Piece:
    return Piece("line:1", orjson.dumps(document), "json")


def test_a_record_of_iso():
    reading = _read("iso-docid.json", "relaton-iso")
    standard = reading.standard
    assert reading.issues == ()
    assert standard.key == "ISO 9902-5:2001"
    assert (standard.level, standard.nature) == (Level.INTERNATIONAL, Nature.RECOMMENDED)
    assert [(title.language, title.text) for title in standard.titles] == [
        ("en", "Textile machinery - Noise test code"),
        ("fr", "Matériel pour l'industrie textile - Code d'essai acoustique"),
    ]
    assert (standard.status, standard.status_printed) == (Status.CURRENT, "90.93")
    assert standard.published.text == "2001-04"
    assert standard.publisher == "International Organization for Standardization"
    assert standard.committee == "ISO/TC 72/SC 8"
    assert standard.ics == ("59.120.01", "17.140.20", "53.060")
    assert standard.scope == "Methods & conditions of measurement."
    assert standard.links == ("https://www.iso.org/standard/25173.html",)
    assert [(relation.kind, relation.target_key) for relation in standard.relations] == [
        (RelationKind.AMENDED_BY, "ISO 9902-5:2001/AMD 1:2009"),
        (RelationKind.REPLACES, "ISO 9902:1993"),
        (RelationKind.REPLACED_BY, "ISO/CD 9902-5"),
    ]
    assert standard.provenance[0].record == "iso-9902-5-2001.yaml#v1.2.9"


def test_a_record_of_the_older_crawler_with_single_values():
    standard = _read("iso-old.json", "relaton-iso").standard
    assert (standard.key, standard.ics, standard.committee) == ("ISO 1003:2008", ("67.220.10",), "ISO/TC 34/SC 7")
    assert [title.text for title in standard.titles] == ["Spices - Ginger"]
    assert standard.published.text == "2008"
    assert standard.provenance[0].fetched == "2024-03-01"


def test_a_record_of_the_newer_schema():
    reading = _read("itu-docidentifier.json", "relaton-itu")
    standard = reading.standard
    assert reading.issues == ()
    assert (standard.designation.prefix, standard.designation.number) == ("ITU-T", "X.1")
    assert standard.designation.amendment == "Amd. 1 (03/2000)"
    assert (standard.status, standard.status_printed) == (Status.WITHDRAWN, "Withdrawal")
    assert standard.published.text == "2000-03-31"
    assert [(relation.kind, relation.target_key) for relation in standard.relations] == [
        (RelationKind.RELATED, "ITU-T X.1:1997-08"),
        (RelationKind.RELATED, "ISO/IEC 9999-1"),
    ]
    assert standard.links == ("https://www.itu.int/rec/T-REC-X.1",)


def test_a_raw_record_in_yaml_keeps_its_dates_as_text():
    standard = _read("jis.yaml", "relaton-jis").standard
    assert standard.key == "JIS L 9999:2010"
    assert [(title.language, title.text) for title in standard.titles] == [("ja", "例の試験方法")]
    assert standard.published.text == "2010-08-20"
    assert standard.publisher == "財団法人 日本規格協会 例の協会"
    assert standard.status is Status.WITHDRAWN


def test_editions_that_share_a_number_are_different_documents():
    pieces = iter_pieces([SAMPLES / "ecma-editions.jsonl"])
    first, second = read_records(pieces, SOURCES["relaton-ecma"])
    assert (first.designation.edition, second.designation.edition) == ("1", "2")
    assert first.key != second.key
    (relation,) = second.relations
    assert (relation.kind, relation.target_key) == (RelationKind.REPLACES, first.key)


@pytest.mark.parametrize(
    ("stage", "substage", "status"),
    [
        (30, 99, Status.DRAFT),
        (40, 98, Status.WITHDRAWN),
        (50, 20, Status.DRAFT),
        (60, 0, Status.APPROVED),
        (60, 60, Status.CURRENT),
        (90, 20, Status.CURRENT),
        (90, 92, Status.CURRENT),
        (95, 20, Status.CURRENT),
        (95, 92, Status.CURRENT),
        (95, 99, Status.WITHDRAWN),
    ],
)
def test_a_stage_code_means_a_status(stage, substage, status):
    assert stage_status(stage, substage) is status


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"date": [{"type": "published", "value": "2001-13"}]}, "bad-date", "date.published"),
        ({"date": [{"type": "published"}]}, "no-date", "date.published"),
        ({"docstatus": {"stage": {"value": "SLEEPING"}}}, "unknown-status", "docstatus"),
        ({"ics": [{"code": "textiles"}]}, "bad-ics", "ics"),
        ({"title": []}, "no-title", "title"),
        (
            {"relation": [{"type": "admires", "bibitem": {"docid": [{"id": "ISO 1:2022"}]}}]},
            "unknown-relation",
            "relation",
        ),
        (
            {"relation": [{"type": "obsoletes", "bibitem": {"docid": [{"id": "Beethoven 5"}]}}]},
            "unread-target",
            "relation",
        ),
        ({"relation": [{"type": "obsoletes"}]}, "bad-relation", "relation"),
    ],
)
def test_a_field_that_cannot_be_read_is_an_issue_and_the_record_stays(change, code, field):
    document = {"docid": [{"id": "ISO 1:2022", "primary": True}], "title": [{"content": "Temperature"}], **change}
    reading = read_piece(_piece(document), SOURCES["relaton-iso"])
    assert reading.standard.key == "ISO 1:2022"
    assert [(issue.code, issue.field) for issue in reading.issues] == [(code, field)]


@pytest.mark.parametrize(
    ("piece", "code"),
    [
        (Piece("a", b'{"docid": [', "json"), "not-json"),
        (Piece("a", b'"\xff\xfe"', "json"), "not-utf-8"),
        (Piece("a", '---\ntitle: "测试'.encode("gb18030"), "yaml"), "not-utf-8"),
        (Piece("a", b'---\nid: X\ntitle: "cut off', "yaml"), "not-yaml"),
        (Piece("a", b"[" * 5000, "yaml"), "not-yaml"),
        (Piece("a", b"[1, 2]", "json"), "not-a-record"),
        (Piece("a", b"{}", "json"), "no-identifier"),
        (Piece("a", b'{"docid": {"id": "Beethoven 5"}}', "json"), "bad-identifier"),
        (
            Piece("a", b'{"docid": {"id": "ISO 1:2022"}, "title": [{"content": "x", "language": {"a": 1}}]}', "json"),
            None,
        ),
        (Piece("a", b"<html>", "json", "html"), "html"),
    ],
)
def test_a_record_that_cannot_be_read_is_refused_with_its_reason(piece, code):
    reading = read_piece(piece, SOURCES["relaton-iso"])
    if code is None:
        assert reading.standard is not None
        return
    assert reading.standard is None
    assert [issue.code for issue in reading.issues] == [code]
    assert all(issue.is_fatal and issue.reason for issue in reading.issues)


def test_yaml_with_anchors_goes_the_long_way():
    assert read_yaml(b"a: &x [1, 2]\nb: *x\nc: ~\nd: 2018-10-01\n") == {
        "a": [1, 2],
        "b": [1, 2],
        "c": None,
        "d": "2018-10-01",
    }


@pytest.mark.parametrize("name", ["iso", "iec", "jis", "etsi", "itu"])
def test_whole_sets_are_read_without_loss(shared_data, name):
    source = SOURCES[f"relaton-{name}"]
    count = refused = 0
    for piece in iter_pieces([shared_data / "relaton" / name / f"{name}.dev80.jsonl.zst"]):
        reading = read_piece(piece, source)
        count += 1
        refused += reading.standard is None
        assert reading.standard or reading.issues
    assert count == {"iso": 55166, "iec": 25982, "jis": 17023, "etsi": 22964, "itu": 17190}[name]
    assert refused <= 0.001 * count


def test_the_raw_files_give_the_same_standards_as_the_lines(shared_data, tmp_path):
    folder = shared_data / "relaton"
    from_lines = {}
    for piece in iter_pieces([folder / "iso" / "iso.dev80.jsonl.zst"]):
        standard = read_piece(piece, SOURCES["relaton-iso"]).standard
        from_lines[standard.provenance[0].record] = standard
    compared = refused = 0
    for piece in iter_pieces(sorted((folder / "raw-yaml-samples").glob("*.tar.zst"))):
        if not piece.name.lower().startswith(("iso", "iwa", "guide")):
            continue
        reading = read_piece(piece, SOURCES["relaton-iso"])
        if reading.standard is None:
            refused += 1
        elif (other := from_lines.get(reading.standard.provenance[0].record)) is not None:
            assert reading.standard == other
            compared += 1
    assert compared > 1500
    assert refused == 2  # iwa-9-2011.yaml and iso_ts_81346-101_2025.yaml are cut off
