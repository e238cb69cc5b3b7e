"""Workbooks: a cell says what a person sees in it; what a person does not see is told."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from catalog.errors import UnusableInputError
from importers.documents import read_document
from importers.documents.blocks import Table
from importers.documents.formats import read_blocks
from importers.documents.xlsx.formats import shown_number


def saved(book) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book_of(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


HEAD = ("项目", "单位", "技术要求", "试验方法")


@pytest.mark.parametrize(
    ("stored", "code", "text"),
    [
        ("0.05", "0%", "5%"),
        ("0.05", "General", "0.05"),
        ("0.1", "0.0%", "10.0%"),
        ("0.26999999999999999", "General", "0.27"),
        ("2.2000000000000002", "0.00", "2.20"),
        ("7", "0.0_ ", "7.0"),
        ("1234.5", "#,##0.00", "1234.50"),
        ("0.001", "0.00E+00", "1.00×10⁻³"),
        ("0.5", '"≤"0.0" mg/kg"', "≤0.5 mg/kg"),
        ("5", '0"%"', "5%"),
        ("-1", r"0_);[Red]\(0\)", "-1"),
        ("-1", "0;[Red]0", "-1"),
        ("0", '0.0;-0.0;"—"', "—"),
        ("43836", "mm-dd-yy", "2020-01-06"),
        ("43836", 'yyyy"年"m"月"d"日"', "2020-01-06"),
        ("43836", 'yyyy"年"m"月"', "2020-01"),
        ("0.5", "h:mm", "12:00"),
        ("0.5", "# ?/?", "0.5"),
        ("12500", "#,##0,", "12500"),
        ("12", "@", "12"),
        ("1E-12", "General", "1×10⁻¹²"),
    ],
)
def test_a_number_is_shown_under_its_format(stored, code, text):
    assert shown_number(stored, code).text == text


def test_rows_of_a_sheet_are_requirements_with_their_cells():
    book = book_of(
        ("Q/XY 1-2026 印花布",),
        ("4 技术要求",),
        HEAD,
        ("甲醛含量", "mg/kg", "≤75", "GB/T 2912.1"),
        ("断裂强力", "N", "≥300", ""),
    )
    reading = read_document(saved(book), "x.xlsx")
    assert reading.document.designation == "Q/XY 1-2026"
    assert [(r.name, r.unit_printed, r.source.sheet, r.source.cell) for r in reading.requirements] == [
        ("甲醛含量", "mg/kg", "Sheet", "C4"),
        ("断裂强力", "N", "Sheet", "C5"),
    ]
    assert reading.requirements[0].methods[0].designation == "GB/T 2912.1"


def test_five_per_cent_is_not_five_hundredths():
    book = book_of(HEAD, ("水分", "", 0.05, ""))
    book.active["C2"].number_format = '"≤"0%'
    (row,) = read_document(saved(book), "x.xlsx").requirements
    assert (row.cells[0].constraint.intervals[0].high.exact, row.unit_printed) == ("5", "%")


def test_what_is_hidden_is_told_and_not_read():
    book = book_of(HEAD, ("甲醛含量", "mg/kg", "≤75", ""), ("重金属", "mg/kg", "≤1", ""), ("色牢度", "级", "≥4", ""))
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["D"].hidden = True
    book.create_sheet("草稿").append(("项目", "要求"))
    book["草稿"].sheet_state = "hidden"
    reading = read_document(saved(book), "x.xlsx")
    assert [row.name for row in reading.requirements] == ["甲醛含量", "色牢度"]
    told = [(issue.reason.split(":")[0], issue.text) for issue in reading.issues]
    assert ("a hidden row", "重金属 | mg/kg | ≤1") in told
    assert ("a hidden sheet", "草稿") in told
    assert any(reason == "a hidden column" for reason, _ in told)


def test_formulas_give_what_was_saved_and_are_told():
    book = book_of(HEAD, ("甲醛含量", "mg/kg", '="≤"&70+5', ""), ("色牢度", "级", "≥4", ""))
    raw = saved(book)
    never = read_document(raw, "x.xlsx")
    assert [row.name for row in never.requirements] == ["色牢度"]
    assert any("formula without a saved value" in issue.reason and issue.place.cell == "C2" for issue in never.issues)
    value = "<v>≤75</v>".encode()

    def saved_once(sheet: bytes) -> bytes:
        sheet = sheet.replace(b"<v />", value).replace(b"<v></v>", value).replace(b"<v/>", value)
        return sheet.replace(b'<c r="C2">', b'<c r="C2" t="str">')

    once = changed(raw, "xl/worksheets/sheet1.xml", saved_once)
    reading = read_document(once, "x.xlsx")
    assert reading.requirements[0].cells[0].constraint.intervals[0].high.exact == "75"
    assert any("a formula: the value that was saved last" in issue.reason for issue in reading.issues)


def test_a_number_that_shows_fewer_digits_than_it_holds_is_told():
    book = book_of(HEAD, ("水分", "%", 0.126, ""))
    book.active["C2"].number_format = "0.00"
    issues = read_document(saved(book), "x.xlsx").issues
    assert any("shows 0.13 and holds 0.126" in issue.reason for issue in issues)


def test_merged_cells_dates_and_raised_digits():
    book = book_of(("序号", "项目", "要求"), (1, "菌落总数", "x"), (2, "", "x"))
    sheet = book.active
    sheet["C2"] = CellRichText("≤1×10", TextBlock(InlineFont(vertAlign="superscript"), "4"), " CFU/g")
    sheet["C3"] = dt.date(2026, 4, 10)
    sheet["C3"].number_format = "yyyy-mm-dd"
    sheet.merge_cells("B2:B3")
    (table,) = (b for b in read_blocks(saved(book), "x.xlsx").blocks if isinstance(b, Table))
    assert [row.cells for row in table.rows] == [("1", "菌落总数", "≤1×10⁴ CFU/g"), ("2", "菌落总数", "2026-04-10")]


def changed(raw: bytes, part: str, change) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry.filename, change(data) if entry.filename == part else data)
    return out.getvalue()


def test_a_sheet_as_large_as_the_program_allows_is_cut_and_told():
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'  # noqa: E501 - one part of a file
    reading = read_document(changed(saved(book_of(("x",))), "xl/worksheets/sheet1.xml", lambda _: sheet), "x.xlsx")
    assert any("more than" in issue.reason for issue in reading.issues)


def test_a_locked_workbook_says_so():
    raw = bytearray(saved(book_of(("x",))))
    with zipfile.ZipFile(io.BytesIO(bytes(raw))) as archive:
        places = [archive.start_dir]
    at = raw.find(b"PK\x01\x02", places[0])
    raw[at + 8] |= 1
    with pytest.raises(UnusableInputError) as caught:
        read_document(bytes(raw), "x.xlsx")
    assert caught.value.code == "locked"
