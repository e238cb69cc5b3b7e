"""Kept comparisons on the command line: kept at once, listed, shown, made again, held side by side, decided."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

DECLARED, BENCHMARK = "Q/HKT 16016-2026", "GB/T 43726-2024"


@pytest.fixture
def home(sample_home: Path) -> Path:
    """Give the sample installation: kept runs and decisions only add to it."""
    return sample_home


def test_a_comparison_is_kept_and_shown_again(duibiao: Callable, home: Path) -> None:
    made = duibiao("--home", home, "compare", DECLARED, BENCHMARK, "--json").json
    listed = duibiao("--home", home, "run", "list", BENCHMARK, "--json").json
    assert made["run"] in [one["run"] for one in listed]
    shown = duibiao("--home", home, "run", "show", made["run"], "--json").json
    assert [row["verdict"] for row in shown["rows"]] == [row["verdict"] for row in made["rows"]]
    assert shown["chosen_by"] == "person"
    assert len(shown["inputs"]["declared"]["sha256"]) == 64
    again = duibiao("--home", home, "run", "again", made["run"], "--json").json
    assert again == {"old": made["run"], "run": made["run"], "same": True}


def test_two_files_are_compared_without_a_home_and_kept_where_there_is_one(
    duibiao: Callable, home: Path, tmp_path: Path
) -> None:
    mine, theirs = tmp_path / "q.md", tmp_path / "b.md"
    mine.write_text("# 棉布\n\n## 4 技术要求\n\n4.1 甲醛含量：≤20 mg/kg，按 GB/T 2912.1 测定。\n", encoding="utf-8")
    theirs.write_text("# 棉布\n\n## 4 技术要求\n\n4.1 甲醛含量：≤75 mg/kg，按 GB/T 2912.1 测定。\n", encoding="utf-8")
    alone = duibiao("--home", tmp_path / "nothing", "compare", mine, theirs, "--json")
    assert alone.json["run"] is None
    assert not (tmp_path / "nothing").exists()
    kept = duibiao("--home", home, "compare", mine, theirs, "--json").json
    assert kept["run"]
    assert duibiao("--home", home, "compare", mine, theirs, "--json", "--no-keep").json["run"] is None


def test_a_reviewers_decision_is_shown_beside_the_engines_verdict(duibiao: Callable, home: Path) -> None:
    made = duibiao("--home", home, "compare", DECLARED, BENCHMARK, "--json").json
    row = next(row["row"] for row in made["rows"] if row["verdict"] == "NOT_COMPARABLE")
    reason = "两份标准的试验条件经核对等效"
    decided = duibiao("--home", home, "run", "decide", made["run"], row, "EQUAL", "--by", "王芳", "--reason", reason)
    assert decided.code == 0, decided.err
    shown = duibiao("--home", home, "compare", DECLARED, BENCHMARK, "--json").json
    line = next(one for one in shown["rows"] if one["row"] == row)
    assert (line["verdict"], line["decision"]["verdict"], line["decision"]["by"]) == ("NOT_COMPARABLE", "EQUAL", "王芳")
    assert shown["counts"] == made["counts"]
    text = duibiao("--home", home, "compare", DECLARED, BENCHMARK, "--format", "csv").out
    assert any("王芳" in cell and reason in cell for line in csv.reader(io.StringIO(text)) for cell in line)
    english = duibiao("--home", home, "run", "show", made["run"], "--language", "en").out
    assert "Decided by 王芳" in english


@pytest.mark.parametrize("arguments", [("b999", "EQUAL"), ("b1", "NICER")])
def test_a_decision_on_nothing_gets_one_line(duibiao: Callable, home: Path, arguments: tuple[str, str]) -> None:
    run = duibiao("--home", home, "run", "list", "--json").json[0]["run"]
    ran = duibiao("--home", home, "run", "decide", run, *arguments, "--by", "王芳", "--reason", "有充分理由")
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1


def test_two_runs_side_by_side_say_what_changed_and_what_differs(duibiao: Callable, home: Path) -> None:
    whole = duibiao("--home", home, "compare", DECLARED, BENCHMARK, "--json").json
    small = duibiao("--home", home, "compare", DECLARED, BENCHMARK, "--json", "--class", "frame_size=130").json
    assert whole["run"] != small["run"]
    changes = duibiao("--home", home, "run", "changes", whole["run"], small["run"], "--json").json
    assert [one["what"] for one in changes["differences"]] == ["classes"]
    assert all("classes" in row["because"] for row in changes["rows"])
    table = duibiao("--home", home, "run", "changes", whole["run"], small["run"], "--language", "en")
    assert table.code == 0
    assert "another class of product" in table.out


def test_several_benchmarks_give_the_strictest_with_its_source(duibiao: Callable, home: Path, tmp_path: Path) -> None:
    told = duibiao("--home", home, "compare", "GB 5749-2022", "--benchmark-set", "drinking-water", "--json").json
    assert told["benchmark_set"] == "drinking-water"
    assert len(told["benchmarks"]) == len(told["comparisons"]) == 4
    assert all(one["run"] for one in told["benchmarks"])
    antimony = next(row for row in told["strictest"] if row["name"] in ("Antimony", "锑"))
    assert antimony["state"] == "one"
    book = tmp_path / "water.xlsx"
    ran = duibiao(
        *("--home", home, "compare", "GB 5749-2022", "--benchmark-set", "drinking-water"),
        *("--format", "xlsx", "--output", book, "--language", "en"),
    )
    assert ran.code in (0, 1), ran.err
    sheets = load_workbook(book).sheetnames
    assert sheets[0] == "strictest"
    assert {"rows 1", "summary 4"} <= set(sheets)


def test_an_unknown_set_or_no_benchmark_gets_one_line(duibiao: Callable, home: Path) -> None:
    for arguments in (("GB 5749-2022", "--benchmark-set", "none"), ("GB 5749-2022",)):
        ran = duibiao("--home", home, "compare", *arguments)
        assert ran.code == 2
        assert len(ran.err.splitlines()) == 1
