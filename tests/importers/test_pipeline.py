"""From paths to pieces: every packing, bounded memory, and plain words for what cannot be read."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
import tarfile
import zipfile

import pytest
import zstandard

from catalog.errors import UnusableInputError
from importers import pipeline
from importers.pipeline import LONGEST, iter_pieces

LINES = b'{"a": 1}\n\n{"a": 2}\n'


def _tar(names: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, data in names.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", LINES),
        ("a.jsonl.gz", gzip.compress(LINES, mtime=0)),
        ("a.jsonl.zst", zstandard.compress(LINES)),
        ("misnamed.jsonl", zstandard.compress(LINES)),
        ("a.tar", _tar({"x/a.jsonl": LINES})),
        ("a.tar.gz", gzip.compress(_tar({"x/a.jsonl": LINES}), mtime=0)),
        ("a.tar.zst", zstandard.compress(_tar({"x/a.jsonl": LINES}))),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_packing_gives_the_same_lines(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    assert [piece.data.strip() for piece in iter_pieces([tmp_path / name])] == [b'{"a": 1}', b'{"a": 2}']
    assert [piece.data.strip() for piece in iter_pieces([tmp_path])] == [b'{"a": 1}', b'{"a": 2}']


def test_a_zip_and_a_folder_give_whole_files_in_order_of_name(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("b.yaml", "---\nid: 2\n")
        archive.writestr("a.yaml", "---\nid: 1\n")
        archive.writestr(".hidden.yaml", "---\nid: 3\n")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.yaml").write_text("---\nid: 4\n")
    assert [(piece.name, piece.form) for piece in iter_pieces([tmp_path])] == [
        ("a.yaml", "yaml"),
        ("b.yaml", "yaml"),
        ("c.yaml", "yaml"),
    ]


def test_a_pretty_printed_json_file_is_one_piece(tmp_path):
    (tmp_path / "a.json").write_text('{\n "a": 1\n}\n')
    (piece,) = iter_pieces([tmp_path / "a.json"])
    assert piece.data == b'{\n "a": 1\n}\n'


def test_standard_input_is_unpacked_by_its_first_bytes():
    code = "from importers.pipeline import iter_pieces; print([p.data.strip() for p in iter_pieces(['-'])])"
    done = subprocess.run(
        [sys.executable, "-c", code], input=zstandard.compress(LINES), capture_output=True, check=True
    )
    assert done.stdout.strip() == b"[b'{\"a\": 1}', b'{\"a\": 2}']"


def test_a_line_of_100_megabytes_is_passed_over_in_bounded_memory(tmp_path):
    packed = zstandard.compress(b'{"a": "' + b"x" * 100_000_000 + b'"}\n' + LINES)
    (tmp_path / "a.jsonl.zst").write_bytes(packed + b"")
    code = (
        "import re, sys; from importers.pipeline import iter_pieces\n"
        "print([(p.problem, len(p.data)) for p in iter_pieces([sys.argv[1]])])\n"
        "print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.jsonl.zst")], capture_output=True, check=True, text=True
    )
    pieces, peak = done.stdout.splitlines()
    assert pieces == "[('too-long', 1000), (None, 9), (None, 9)]"
    assert int(peak) < 150_000


def test_a_bomb_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline, "EXPANSION_ALLOWED", 4_000_000)
    bomb = b"\n" * 50_000_000
    (tmp_path / "a.jsonl.zst").write_bytes(zstandard.compress(bomb))
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.jsonl", bomb)
    for name in ("a.jsonl.zst", "a.zip"):
        with pytest.raises(UnusableInputError) as caught:
            list(iter_pieces([tmp_path / name]))
        assert caught.value.code == "expands-too-much"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.jsonl.zst", zstandard.compress(LINES * 1000)[:-20], "damaged-archive"),
        ("a.jsonl.gz", gzip.compress(LINES * 1000, mtime=0)[:-20], "damaged-archive"),
        ("a.tar.gz", gzip.compress(_tar({"a.jsonl": LINES})[:700], mtime=0), "damaged-archive"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_damaged_archive_says_so(tmp_path, name, data, code):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnusableInputError) as caught:
        list(iter_pieces([tmp_path / name]))
    assert caught.value.code == code
    assert name.split(".")[0] in caught.value.en


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(UnusableInputError, match=r"nowhere\.jsonl cannot be read"):
        list(iter_pieces([tmp_path / "nowhere.jsonl"]))


def test_a_web_page_in_place_of_data_is_one_piece(tmp_path):
    (tmp_path / "a.jsonl").write_text("<!DOCTYPE html>\n<html>\n<body>Not found</body>\n")
    assert [piece.problem for piece in iter_pieces([tmp_path / "a.jsonl"])] == ["html"]


def test_an_archive_in_an_archive_is_named_and_not_opened(tmp_path):
    (tmp_path / "a.tar").write_bytes(_tar({"inner.jsonl.gz": gzip.compress(LINES, mtime=0), "b.jsonl": LINES}))
    assert [(piece.name, piece.problem) for piece in iter_pieces([tmp_path / "a.tar"])] == [
        ("inner.jsonl.gz", "nested-archive"),
        ("b.jsonl:1", None),
        ("b.jsonl:3", None),
    ]


def test_a_yaml_file_without_end_is_cut(tmp_path):
    (tmp_path / "a.yaml").write_bytes(b"---\n" + b"a: 1\n" * (LONGEST // 4))
    (piece,) = iter_pieces([tmp_path / "a.yaml"])
    assert (piece.problem, len(piece.data)) == ("too-long", 1000)
