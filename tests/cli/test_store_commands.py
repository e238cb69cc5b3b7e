"""Commands that work with an installation: init, search, show, compare by number, export, reindex, doctor, serve."""

from __future__ import annotations

import csv
import io
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from catalog.cli.reports import disarmed
from catalog.cli.serving import listening_socket

TEN_SPELLINGS = [
    "GB/T 43726-2024",
    "GB／T 43726－2024",
    "GB/T 43726—2024",
    "GB/T 43726―2024",
    "gb/t 43726-2024",
    "GB/T43726-2024",
    "GBT 43726-2024",
    "ＧＢ／Ｔ　４３７２６－２０２４",
    "GB\\T 43726-2024",
    "GB/T 43726一2024",
]


@pytest.mark.parametrize("spelling", TEN_SPELLINGS)
def test_an_exact_number_in_any_spelling_is_the_first_hit(duibiao: Callable, sample_home: Path, spelling: str) -> None:
    ran = duibiao("--home", sample_home, "search", spelling, "--json")
    assert ran.code == 0
    assert ran.json["hits"][0]["designation"] == "GB/T 43726-2024"


def test_quoted_chinese_is_a_phrase(duibiao: Callable, sample_home: Path) -> None:
    found = duibiao("--home", sample_home, "search", '"力矩电动机"', "--json").json
    turned = duibiao("--home", sample_home, "search", '"电动机力矩"', "--json").json
    assert any(hit["designation"] == "GB/T 43726-2024" for hit in found["hits"])
    assert not turned["hits"] or turned["relaxed"]


def test_init_twice_changes_nothing(duibiao: Callable, sample_home: Path) -> None:
    again = duibiao("--home", sample_home, "init", "--samples", "--json")
    assert again.code == 0
    assert set(again.json["samples"].values()) == {0}
    assert again.json["records"] > 300


def test_a_record_is_shown_with_its_relations(duibiao: Callable, sample_home: Path) -> None:
    record = duibiao("--home", sample_home, "show", "GB/T 43726-2024", "--json").json
    assert record["designation"] == "GB/T 43726-2024"
    assert record["requirements_held"] > 20
    assert record["provenance"]


@pytest.mark.parametrize("number", ["GB/T 99999-2099", "not a number"])
def test_an_unknown_number_gets_one_line(duibiao: Callable, sample_home: Path, number: str) -> None:
    ran = duibiao("--home", sample_home, "show", number)
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1


def test_two_numbers_of_the_store_are_compared(duibiao: Callable, sample_home: Path) -> None:
    ran = duibiao("--home", sample_home, "compare", "Q/HKT 16016-2026", "GB/T 43726-2024", "--format", "json")
    assert ran.code == 1  # something is lower or missing
    assert ran.json["benchmark"]["completeness"] == "excerpt"
    table = duibiao("--home", sample_home, "compare", "Q/HKT 16016-2026", "GB/T 43726-2024", "--format", "csv")
    rows = list(csv.reader(io.StringIO(table.out)))
    assert len(rows) == len(ran.json["rows"]) + 1


def test_the_table_is_for_a_person_in_either_language(duibiao: Callable, sample_home: Path) -> None:
    chinese = duibiao("--home", sample_home, "compare", "Q/HKT 16016-2026", "GB/T 43726-2024")
    english = duibiao("--home", sample_home, "compare", "Q/HKT 16016-2026", "GB/T 43726-2024", "--language", "en")
    assert "低于" in chinese.out
    assert "looser" in english.out


def test_a_report_is_a_whole_page_of_html(duibiao: Callable, sample_home: Path) -> None:
    ran = duibiao("--home", sample_home, "compare", "Q/HKT 16016-2026", "GB/T 43726-2024", "--format", "html")
    assert ran.out.lstrip().lower().startswith("<!doctype html>")
    assert "GB/T 43726-2024" in ran.out


@pytest.mark.parametrize("kind", ["standards", "declarations"])
def test_everything_of_a_kind_is_exported(duibiao: Callable, sample_home: Path, kind: str) -> None:
    lines = duibiao("--home", sample_home, "export", kind).lines
    rows = list(csv.reader(io.StringIO(duibiao("--home", sample_home, "export", kind, "--format", "csv").out)))
    assert len(lines) == len(rows) - 1
    assert len(lines) >= (300 if kind == "standards" else 3)


def test_a_rebuilt_index_answers_the_same(duibiao: Callable, sample_home: Path) -> None:
    before = duibiao("--home", sample_home, "search", "电动机", "--json").json
    assert duibiao("--home", sample_home, "reindex").code == 0
    after = duibiao("--home", sample_home, "search", "电动机", "--json").json
    assert [hit["id"] for hit in before["hits"]] == [hit["id"] for hit in after["hits"]]
    assert before["total"] == after["total"]


def test_doctor_finds_the_sample_installation_well(duibiao: Callable, sample_home: Path) -> None:
    ran = duibiao("--home", sample_home, "doctor", "--json")
    assert ran.code == 0
    assert {finding["subject"] for finding in ran.json} >= {"home", "database", "search", "index queue", "content"}


@pytest.mark.parametrize(
    "command", [("search", "x"), ("show", "GB 1"), ("reindex",), ("serve",), ("export", "standards")]
)
def test_without_an_installation_one_line_says_what_to_do(duibiao: Callable, tmp_path: Path, command: tuple) -> None:
    ran = duibiao("--home", tmp_path / "absent", *command)
    assert ran.code == 2
    (line,) = ran.err.splitlines()
    assert "init" in line


def test_sources_are_listed_with_publisher_and_licence(duibiao: Callable) -> None:
    sources = duibiao("sources", "--json").json
    assert {"relaton-iso", "relaton-iec"} <= {source["id"] for source in sources}
    assert all(source["publisher"] and source["licence"] and source["formats"] for source in sources)


def test_the_listening_socket_sends_small_answers_at_once() -> None:
    listener = listening_socket("127.0.0.1", 0)
    with listener, socket.create_connection(listener.getsockname()):
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_port_that_is_taken_is_said_in_one_line(duibiao: Callable, sample_home: Path) -> None:
    with listening_socket("127.0.0.1", 0) as taken:
        ran = duibiao("--home", sample_home, "serve", "--port", taken.getsockname()[1])
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("@cmd", "'@cmd"),
        ("+1", "'+1"),
        ("-40", "-40"),
        ("-40 ℃", "'-40 ℃"),
        ("≤ 5", "≤ 5"),
        ("", ""),
    ],
)
def test_no_cell_becomes_a_formula(cell: str, shown: str) -> None:
    assert disarmed(cell) == shown


def test_a_table_of_standards_has_titles_whatever_the_first_record_lacks(duibiao: Callable, sample_home: Path) -> None:
    ran = duibiao("--home", sample_home, "export", "standards", "--format", "csv")
    rows = {row["designation"]: row for row in csv.DictReader(io.StringIO(ran.out))}
    assert rows["GB/T 43726-2024"]["title_zh"] == "无刷直流力矩电动机通用技术条件"
    assert rows["GB/T 43726-2024"]["level"] == "national"


def test_a_service_that_is_down_is_exit_code_3_and_the_doctor_looks_at_the_rest(
    duibiao: Callable, sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUIBIAO_DATABASE_URL", "postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    ran = duibiao("--home", sample_home, "doctor", "--json", keep_settings=True)
    found = {finding["subject"]: finding for finding in ran.json}
    assert ran.code == 3
    assert (found["database"]["ok"], found["database"]["down"]) == (False, True)
    assert (found["search"]["ok"], found["search"]["down"]) == (True, False)
    shown = duibiao("--home", sample_home, "show", "GB/T 43726-2024", keep_settings=True)
    assert (shown.code, shown.out) == (3, "")
    assert len(shown.err.splitlines()) == 1


def test_a_setting_that_cannot_be_used_is_named_in_one_line(
    duibiao: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUIBIAO_MAX_UPLOAD_BYTES", "many")
    ran = duibiao("--home", tmp_path, "doctor", keep_settings=True)
    assert ran.code == 2
    (line,) = ran.err.splitlines()
    assert "DUIBIAO_MAX_UPLOAD_BYTES" in line


@pytest.mark.parametrize("options", [(), ("--dry-run",), ("--json",)])
def test_a_file_without_records_is_not_an_import(
    duibiao: Callable, sample_home: Path, tmp_path: Path, options: tuple
) -> None:
    (tmp_path / "empty.jsonl").touch()
    ran = duibiao("--home", sample_home, "import", "relaton-iso", tmp_path / "empty.jsonl", *options)
    assert (ran.code, ran.out) == (2, "")
    (line,) = ran.err.splitlines()
    assert "empty.jsonl" in line


def test_a_refused_record_is_shown_in_short(duibiao: Callable, sample_home: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_bytes(b"\xff\xfe" * 500 + b"\n")
    ran = duibiao("--home", sample_home, "import", "relaton-iso", tmp_path / "bad.jsonl", "--dry-run")
    assert ran.code == 1
    assert ran.err == ""
    assert "bad.jsonl:1" in ran.out
    assert max(len(line) for line in ran.out.splitlines()) < 400


def test_a_hit_is_one_line_and_a_declaration_says_that_it_is_one(duibiao: Callable, sample_home: Path) -> None:
    ran = duibiao("--home", sample_home, "search", "力矩电动机")
    *hits, total = ran.out.splitlines()
    assert total.startswith(f"{len(hits)} found")
    assert [line.rstrip().endswith("declaration") for line in hits if line.startswith("Q/HKT")].count(True) == 1


def test_the_notice_is_one_paragraph_to_copy(duibiao: Callable, sample_home: Path) -> None:
    ran = duibiao("--home", sample_home, "compare", "Q/HKT 16016-2026", "GB/T 43726-2024")
    assert ran.out.rstrip().splitlines()[-1].startswith("依据《企业标准化促进办法》第十四条")
    assert "…" not in ran.out


def test_a_class_that_nothing_depends_on_is_refused_with_those_that_count(duibiao: Callable, sample_home: Path) -> None:
    pair = ("Q/HKT 16016-2026", "GB/T 43726-2024")
    wrong = duibiao("--home", sample_home, "compare", *pair, "--class", "nonsense=130")
    assert wrong.code == 2
    assert "frame_size" in wrong.err
    one = duibiao("--home", sample_home, "compare", *pair, "--class", "frame_size=130", "--json").json
    pull = next(row for row in one["rows"] if row["name"] == "引出线拉力")
    assert pull["verdict"] == "STRICTER"
    assert len(pull["cells"]) <= 1
