"""Workbooks: what was text stays text, whatever it begins with, and any text can be written."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from catalog.workbooks import Sheet, write_workbook


def written(*cells):
    book = write_workbook([Sheet("rows", tuple(f"c{n}" for n in range(len(cells))), (cells,))])
    return load_workbook(io.BytesIO(book))["rows"][2]


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "≤ 0.02 mm"])
def test_no_text_becomes_a_formula(text):
    (cell,) = written(text)
    assert cell.data_type == "s"
    assert cell.value == text


def test_numbers_stay_numbers_and_nothing_stays_empty():
    assert [cell.value for cell in written(29, None, "29")] == [29, None, "29"]


def test_headings_stay_in_sight_and_columns_can_be_filtered():
    sheet = load_workbook(io.BytesIO(write_workbook([Sheet("比对", ("项目", "结论"), (("甲醛", "严于"),))])))["比对"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B2"
    assert sheet["A1"].font.bold


@settings(max_examples=60)
@given(st.text(max_size=40))
def test_any_text_can_be_written(text):
    (cell,) = written(text)
    assert cell.value is None or isinstance(cell.value, str)
