"""Commands that need no home: designation, verdict, read, compare of two files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from tests.conftest import ROOT

DEMO = ROOT / "catalog" / "data" / "samples" / "demo-standard.md"


def lines(*values: object) -> bytes:
    return b"".join(orjson.dumps(value) + b"\n" for value in values)


def test_a_designation_is_taken_apart(duibiao: Callable) -> None:
    ran = duibiao("designation", "GB／T 19001—2016")
    (answer,) = ran.lines
    assert ran.code == 0
    assert answer["text"] == "GB／T 19001—2016"
    (found,) = answer["designations"]
    assert (found["prefix"], found["number"], found["year"]) == ("GB/T", "19001", "2016")
    assert found["normalized"] == "GB/T 19001-2016"


def test_designations_come_as_lines_and_a_bad_line_is_answered_in_its_place(duibiao: Callable) -> None:
    stdin = lines({"id": "a", "text": "ISO 9001:2015"}) + b"not json\n" + lines({"id": "b", "text": "no number"})
    ran = duibiao("designation", stdin=stdin)
    first, second, third = ran.lines
    assert ran.code == 1
    assert first["designations"][0]["normalized"] == "ISO 9001:2015"
    assert "error" in second
    assert third == {"id": "b", "text": "no number", "designations": []}


def test_a_verdict_is_given_for_each_line(duibiao: Callable) -> None:
    ran = duibiao(
        "verdict",
        stdin=lines(
            {
                "id": "V004",
                "declared": "断裂强力(经向) ≥ 300 N，GB/T 3923.1",
                "benchmark": "断裂强力(经向) ≥ 250 N，GB/T 3923.1",
            },
            {"id": "V170", "declared": "甲醇 ≤ 75 mg/kg", "benchmark": "甲醛 ≤ 75 mg/kg"},
            {"id": "none", "declared": None, "benchmark": "甲醛 ≤ 75 mg/kg"},
        ),
    )
    assert ran.code == 0
    assert [(line["id"], line["verdict"], line["code"]) for line in ran.lines] == [
        ("V004", "STRICTER", None),
        ("V170", "NOT_COMPARABLE", "QUANTITY"),
        ("none", "MISSING", None),
    ]
    assert all({"flags", "grade", "steps", "reason"} <= line.keys() for line in ran.lines)


@pytest.mark.parametrize(
    "bad", [b"{", b"[]", b'{"declared": 3, "benchmark": "x"}', b'{"declared": "x", "benchmark": "y", "context": 1}']
)
def test_a_line_that_cannot_be_used_is_an_error_in_its_place(duibiao: Callable, bad: bytes) -> None:
    good = lines({"id": 1, "declared": "pH值 ≤ 8.5", "benchmark": "pH值 ≤ 8.5"})
    ran = duibiao("verdict", stdin=bad + b"\n" + good)
    wrong, right = ran.lines
    assert ran.code == 1
    assert "error" in wrong
    assert right["verdict"] == "EQUAL"
    assert "Traceback" not in ran.err


def test_a_document_is_read_with_sources(duibiao: Callable) -> None:
    ran = duibiao("read", DEMO)
    assert ran.code == 0
    assert ran.json["document"]["designation"] == "Q/DEMO 001-2026"
    assert ran.json["document"]["format"] == "markdown"
    assert len(ran.json["requirements"]) > 10
    assert all(row["source"]["line"] for row in ran.json["requirements"])


def test_two_files_are_compared_without_a_home(duibiao: Callable, tmp_path: Path) -> None:
    ran = duibiao("--home", tmp_path / "absent", "compare", DEMO, DEMO, "--format", "json")
    report = ran.json
    assert sum(report["counts"].values()) == report["applicable"] > 10
    kinds = {row["verdict"] for row in report["rows"]}
    assert kinds <= {"EQUAL", "UNDETERMINED"}  # a text that is silent stays silent when it is compared with itself
    assert not (tmp_path / "absent").exists()


WRONG_FILES = {
    "empty.md": b"",
    "binary.md": bytes(range(256)) * 50,
    "picture.md": b"\x89PNG\r\n\x1a\n" + bytes(500),
    "document.docx": b"PK\x03\x04" + bytes(500),
    "portable.pdf": b"%PDF-1.7\n" + bytes(500),
    "cut.md": "# 标准\n\n绝缘电阻应不小于 50 MΩ".encode()[:-1],
    "words.md": "只有一句话，没有任何要求。".encode(),
}


@pytest.mark.parametrize("name", WRONG_FILES)
@pytest.mark.parametrize("command", [("read",), ("compare",), ("check",)])
def test_a_wrong_file_gets_one_clear_line(duibiao: Callable, tmp_path: Path, name: str, command: tuple) -> None:
    file = tmp_path / name
    file.write_bytes(WRONG_FILES[name])
    more = (DEMO,) if command == ("compare",) else ()
    ran = duibiao("--home", tmp_path / "absent", *command, file, *more)
    if name == "words.md" and command != ("compare",):
        assert ran.code in (0, 1)  # it can be read: there is just nothing in it
        return
    assert ran.code == 2
    assert ran.out == ""
    (line,) = ran.err.splitlines()
    assert name in line
    assert "Traceback" not in ran.err


def test_a_file_of_100_megabytes_is_refused_at_once(duibiao: Callable, tmp_path: Path) -> None:
    file = tmp_path / "large.md"
    with file.open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    ran = duibiao("read", file)
    assert ran.code == 2
    (line,) = ran.err.splitlines()
    assert "large.md" in line
    assert "104,857,600" in line


@pytest.mark.parametrize(
    "arguments",
    [
        ("read", "absent.md"),
        ("read", "."),
        ("compare", "not a number", "nor this"),
        ("compare", str(DEMO), str(DEMO), "--class", "no equals sign"),
        ("no-such-command",),
        ("compare", "absent.md", "GB/T 43726-2024"),
        ("compare", "GB/T 43726-2024"),
        ("search", "x", "--limit", "0"),
        ("search", "x", "--sort", "colour"),
        ("verdict", "--no-such-option"),
    ],
)
def test_wrong_usage_gets_exit_code_2_and_no_traceback(duibiao: Callable, arguments: tuple, tmp_path: Path) -> None:
    ran = duibiao("--home", tmp_path / "absent", *arguments, cwd=tmp_path)
    assert ran.code == 2
    assert ran.out == ""
    (line,) = ran.err.splitlines()
    assert "Traceback" not in line


def test_gb_18030_and_utf_8_give_the_same(duibiao: Callable, tmp_path: Path) -> None:
    other = tmp_path / "gb18030.md"
    other.write_bytes(DEMO.read_text(encoding="utf-8").encode("gb18030"))
    one, two = duibiao("read", DEMO).json, duibiao("read", other).json
    assert one["requirements"] == two["requirements"]
