"""``read`` and ``check`` with the kinds of files that firms have."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOT
from tests.importers.documents.hostile_files import hostile, workbook
from tests.importers.documents.word_files import word_file

DEMO = ROOT / "catalog" / "data" / "samples" / "demo-standard.md"


def test_a_word_file_says_what_the_markdown_says(duibiao: Callable, tmp_path: Path) -> None:
    word = tmp_path / "标准.docx"
    word.write_bytes(word_file(DEMO.read_text(encoding="utf-8")))
    one, other = duibiao("read", DEMO).json, duibiao("read", word).json
    for row in one["requirements"] + other["requirements"]:
        row["source"] = None
    assert one["requirements"] == other["requirements"]
    assert other["document"]["format"] == "docx"


def test_rows_go_out_as_a_workbook_and_come_back_unchanged(duibiao: Callable, tmp_path: Path) -> None:
    rows = tmp_path / "rows.xlsx"
    command = [sys.executable, "-m", "catalog.cli", "read", DEMO, "--format", "xlsx"]
    rows.write_bytes(subprocess.run(command, capture_output=True, check=True).stdout)
    assert duibiao("read", rows).json == duibiao("read", DEMO).json


def test_places_are_those_of_the_kind_of_file(duibiao: Callable, tmp_path: Path) -> None:
    sheet = tmp_path / "rows.xlsx"
    sheet.write_bytes(workbook())
    assert "Sheet!C2" in duibiao("read", sheet, "--format", "table").out


def test_a_bomb_is_one_line_and_exit_code_2(duibiao: Callable, tmp_path: Path) -> None:
    bomb = tmp_path / "x.docx"
    bomb.write_bytes(hostile()["zip bomb"][0])
    ran = duibiao("read", bomb)
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert "x.docx unfolds to more" in ran.err


def test_check_says_what_stands_in_the_way_of_reading(duibiao: Callable, tmp_path: Path) -> None:
    book = tmp_path / "x.xlsx"
    book.write_bytes(hostile()["macro workbook"][0])
    ran = duibiao("check", book)
    assert "The file has macros; they were not run. Save it without macros." in ran.out
