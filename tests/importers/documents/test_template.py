"""Our own workbook: what goes out comes back, what a person changes is read, what cannot be read is told."""

from __future__ import annotations

import io

import openpyxl
import pytest

from catalog.workbooks import Sheet, write_workbook
from importers.documents import read_document
from importers.documents.template import template_sheets
from tests.conftest import ROOT

DEMO = (ROOT / "catalog" / "data" / "samples" / "demo-standard.md").read_bytes()


def template(reading) -> bytes:
    return write_workbook([Sheet(*sheet) for sheet in template_sheets(reading)])


@pytest.fixture
def book():
    return openpyxl.load_workbook(io.BytesIO(template(read_document(DEMO, "demo.md"))))


def read(book):
    out = io.BytesIO()
    book.save(out)
    return read_document(out.getvalue(), "rows.xlsx")


def test_real_standards_come_back_exactly(shared_data):
    paths = [
        *sorted((shared_data / "cn-enterprise-and-group").glob("*.md")),
        shared_data / "rice/metanorma-gb/rice.xml",
    ]
    for path in paths:
        reading = read_document(path.read_bytes(), path.name)
        back = read_document(template(reading), "rows.xlsx")
        assert back.requirements == reading.requirements
        assert (back.document, back.references, back.issues) == (reading.document, reading.references, reading.issues)


def row_of(sheet, name: str) -> int:
    return next(cell.row for cell in sheet["C"] if cell.value == name)


def test_a_changed_limit_is_read_from_its_words_and_the_others_stay(book):
    before = read(book).requirements
    sheet = book["指标"]
    plain = next(r for r in before if not r.axes and len(r.cells) == 1 and r.unit_printed == "MΩ")
    row = row_of(sheet, plain.name)
    sheet.cell(row, 4).value = "≥ 77"
    after = read(book).requirements
    changed = [r for r in after if r not in before]
    assert [(r.name, r.cells[0].constraint.intervals[0].low.exact) for r in changed] == [(plain.name, "77")]
    assert len(after) == len(before)


def test_a_row_that_was_added_is_read_and_one_that_was_deleted_is_gone(book):
    sheet = book["指标"]
    before = len(read(book).requirements)
    sheet.append(["", "5.9", "含水率", "≤ 8", "%", "", "", "GB/T 5009.3", "", ""])
    assert read(book).requirements[-1].name == "含水率"
    sheet.delete_rows(2)
    assert len(read(book).requirements) <= before


def test_a_row_that_cannot_be_read_is_told_with_its_cell(book):
    book["指标"].append(["", "5.9", "手感", "好像还行吧", "", "", "", "", "", ""])
    issues = [issue for issue in read(book).issues if "changed row" in issue.reason]
    assert [issue.text for issue in issues] == ["5.9 | 手感 | 好像还行吧"]
    assert issues[0].place.cell.startswith("D")


def test_facts_that_were_corrected_are_taken(book):
    book["文件"]["A2"].value = "Q/OTHER 9-2026"
    assert read(book).document.designation == "Q/OTHER 9-2026"


@pytest.mark.parametrize("record", ["", "{", "[]", '{"id": 5}', "null", "{" * 5_000])
def test_a_record_that_was_damaged_is_read_from_its_words(book, record):
    sheet = book["指标"]
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, 10).value = record
    book["文件"].cell(2, 6).value = record
    reading = read(book)
    assert reading.document.designation
    assert len(reading.requirements) + len(reading.issues) > 0
