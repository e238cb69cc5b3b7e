"""Broken input: an issue line for each or one clear error, and the rest is imported."""

from __future__ import annotations

import gzip
import io
import zipfile

import openpyxl
import orjson
import pytest
import zstandard

from catalog.database import open_database
from catalog.errors import UnusableInputError
from catalog.services.importing import import_source
from catalog.store import CatalogStore
from importers import pipeline


@pytest.fixture
def store(tmp_path):
    database = open_database(f"sqlite:///{tmp_path / 'catalogue.sqlite3'}")
    database.migrate()
    yield CatalogStore(database)
    database.close()


def _form(*rows: dict) -> bytes:
    return b"".join(orjson.dumps(row) + b"\n" for row in rows)


GOOD = {"designation": "GB/T 99001-2009", "title_zh": "总则", "status": "现行"}


def _adds_up(report) -> bool:
    return report.read == (
        report.created + report.updated + report.unchanged + report.merged + report.rejected + report.empty
    )


def test_one_broken_file_of_each_kind_leaves_the_rest(store, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a-good.jsonl").write_bytes(_form(GOOD))
    (folder / "b-cut.jsonl.zst").write_bytes(zstandard.compress(_form(GOOD) * 5000)[:-40])
    (folder / "c-cut.jsonl.gz").write_bytes(gzip.compress(_form(GOOD) * 50)[:-9])
    (folder / "d-page.json").write_text("<html><body>502 Bad Gateway</body></html>")
    (folder / "e-encoding.csv").write_bytes(b"designation,title_zh\nGB/T 99002-2009,\xff\xfe\xff\n")
    (folder / "f-gb18030.csv").write_bytes("designation,title_zh\nGB/T 99003-2009,总则\n".encode("gb18030"))
    (folder / "g-no-header.csv").write_text("GB/T 99004-2009,总则\n")
    (folder / "h-list.json").write_text("[1, 2, 3]")
    (folder / "i-good.jsonl").write_bytes(_form({**GOOD, "designation": "GB/T 99005-2009"}))
    report = import_source(store, "form", [folder])
    assert {it.key for it in store.iter_standards()} == {"GB/T 99001:2009", "GB/T 99003:2009", "GB/T 99005:2009"}
    assert store.find_standard("GB/T 99003:2009").title("zh") == "总则"
    assert _adds_up(report)
    assert report.issues["damaged-archive"] == 2
    assert report.issues["html"] == 1
    assert report.issues["not-utf-8"] == 1
    assert report.issues["bad-table"] == 1
    assert report.issues["unknown-layout"] == 1
    assert report.rejected == 6


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"published": "2019-02-30"}, "bad-date", "published"),
        ({"published": "soon"}, "bad-date", "published"),
        ({"effective": "99999999999999"}, "bad-date", "effective"),
        ({"status": "睡眠"}, "unknown-status", "status"),
        ({"title_zh": " \u3000 "}, "no-title", "title"),
        ({"ics": "textiles"}, "bad-ics", "ics"),
        ({"replaces": "an older one"}, "unread-target", "replaces"),
        ({"colour": "red"}, "unknown-column", "colour"),
        ({"withdrawn": "2020-01-01"}, "date-order", "withdrawn"),
        ({"published": "2019-01-01", "withdrawn": "2018-01-01", "status": "废止"}, "date-order", "withdrawn"),
        ({"effective": "2027-01-01", "fetched": "2026-01-01"}, "date-order", "effective"),
    ],
)
def test_a_value_that_cannot_be_taken_is_told_and_the_record_stays(store, tmp_path, change, code, field):
    path = tmp_path / "a.jsonl"
    path.write_bytes(_form({**GOOD, **change}))
    report = import_source(store, "form", [path])
    assert (report.created, dict(report.issues)) == (1, {code: 1})
    assert report.examples[code][0]["field"] == field


def test_two_records_of_one_number_with_different_content_are_told(store, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(_form({**GOOD, "record": "1"}, {**GOOD, "record": "2", "status": "废止"}))
    report = import_source(store, "form", [path])
    assert (report.created, report.merged, dict(report.issues)) == (1, 1, {"stage-conflict": 1})


def test_a_line_longer_than_any_record_is_passed_over(store, tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline, "LONGEST", 100_000)
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"designation": "' + b"x" * 3_000_000 + b'"}\n' + _form(GOOD))
    report = import_source(store, "form", [path])
    assert (report.created, dict(report.issues)) == (1, {"too-long": 1})


def test_a_bomb_beside_good_files_is_one_issue(store, tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline, "EXPANSION_ALLOWED", 1 << 20)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jsonl").write_bytes(_form(GOOD))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.jsonl", b" " * (64 << 20))
    (folder / "b.zip").write_bytes(packed.getvalue())
    report = import_source(store, "form", [folder])
    assert (report.created, dict(report.issues)) == (1, {"expands-too-much": 1})
    with pytest.raises(UnusableInputError, match="expands to more"):
        import_source(store, "form", [folder / "b.zip"])


def test_entities_of_xml_are_not_unfolded_and_no_file_is_read(store, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.xml").write_text(
        f'<?xml version="1.0"?><!DOCTYPE bibdata [<!ENTITY e0 "lol">{lines}<!ENTITY f SYSTEM "file://{secret}">]>'
        "<bibdata><title>&e11;&f;</title><docidentifier primary='true'>GB/T 99223-2006</docidentifier></bibdata>"
    )
    import_source(store, "relaton", [tmp_path / "in"])
    assert not any(
        "SECRET" in title.text or "lol" in title.text for it in store.iter_standards() for title in it.titles
    )


def test_a_workbook_in_the_form(store, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["企业标准一览"])
    sheet.append(["Designation", "title_zh", "publisher", "published"])
    sheet.append(["Q/HKT 16016-2026", "电动机", "试验电机有限公司", "2026-04-10"])
    sheet.append([None, "没有编号", None, None])
    book.save(tmp_path / "list.xlsx")
    rejects = tmp_path / "rejects.jsonl"
    report = import_source(store, "enterprise-list", [tmp_path / "list.xlsx"], rejects=rejects)
    assert (report.read, report.created, report.rejected) == (2, 1, 1)
    assert store.find_standard("Q/HKT 16016:2026").publisher == "试验电机有限公司"
    line = orjson.loads(rejects.read_bytes())
    line["raw"]["designation"] = "Q/HKT 16017-2026"
    rejects.write_bytes(orjson.dumps(line) + b"\n")
    assert import_source(store, "enterprise-list", [rejects]).created == 1


def test_a_refused_page_can_be_mended_and_fed_back(store, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.html").write_text(
        "<html><body><dl><dt>标准号</dt><dd>GB 9？9</dd><dt>发布日期</dt><dd>2009-06-17</dd></dl></body></html>"
    )
    rejects = tmp_path / "rejects.jsonl"
    report = import_source(store, "cn-std", [folder], rejects=rejects)
    assert (report.rejected, dict(report.issues)) == (1, {"bad-identifier": 1})
    line = orjson.loads(rejects.read_bytes())
    assert line["raw"]["published"] == "2009-06-17"
    line["raw"]["designation"] = "GB 99-2009"
    rejects.write_bytes(orjson.dumps(line) + b"\n")
    import_source(store, "cn-std", [rejects])
    assert store.find_standard("GB 99:2009").published.text == "2009-06-17"
