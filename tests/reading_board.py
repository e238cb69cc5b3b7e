"""How well documents are read: recall, precision and wrong limits of each, held against what a person wrote down.

``python -m tests.reading_board [SHARED_DATA]`` prints the table; ``make reading`` calls it.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from importers.documents.markdown import read_blocks
from importers.documents.reading import DocumentReading, read_document
from tests.importers.documents.expectations import GOLDEN, Comparison, compare, load
from tests.importers.documents.printing import by_chromium, by_reportlab, html_of
from tests.importers.documents.word_files import word_file
from tests.needs import find_chromium

__all__ = ["BOARD", "BoardRow", "board", "main"]


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One document: how it was read and what is wrong with the reading."""

    name: str
    result: Comparison
    seconds: float
    reading: DocumentReading


def _markdown(data: Path) -> list[BoardRow]:
    names = sorted(path.stem for path in GOLDEN.glob("*.json"))
    return [_row(name, load(name), data / "cn-enterprise-and-group") for name in names]


def _pdf(data: Path) -> list[BoardRow]:
    names = sorted(f"pdf/{path.stem}" for path in (GOLDEN / "pdf").glob("*.json"))
    return [_row(name, load(name), data) for name in names]


def _printed(data: Path) -> list[BoardRow]:
    """The Markdown standards as PDF files, printed here by two producers."""
    folder, rows = data / "cn-enterprise-and-group", []
    for golden in (load(path.stem) for path in sorted(GOLDEN.glob("*.json"))):
        blocks = list(read_blocks((folder / golden["file"]).read_bytes(), "x.md").blocks)
        name = golden["file"].rpartition(".")[0]
        rows.append(_read(f"{name} by ReportLab", golden, by_reportlab(blocks), "x.pdf"))
        if program := find_chromium():
            with tempfile.TemporaryDirectory() as place:
                content = by_chromium(program, html_of(blocks), Path(place))
            rows.append(_read(f"{name} by Chromium", golden, content, "x.pdf"))
    return rows


def _word(data: Path) -> list[BoardRow]:
    """The Markdown standards as Word files, made here."""
    folder, rows = data / "cn-enterprise-and-group", []
    for golden in (load(path.stem) for path in sorted(GOLDEN.glob("*.json"))):
        content = word_file((folder / golden["file"]).read_text(encoding="utf-8"))
        rows.append(_read(f"{golden['file'].rpartition('.')[0]}.docx", golden, content, "x.docx"))
    return rows


def _office(data: Path) -> list[BoardRow]:
    names = sorted(f"office/{path.stem}" for path in (GOLDEN / "office").glob("*.json"))
    return [_row(name, load(name), data) for name in names]


def _row(name: str, golden: dict[str, Any], folder: Path) -> BoardRow:
    return _read(name, golden, (folder / golden["file"]).read_bytes(), golden["file"])


def _read(name: str, golden: dict[str, Any], content: bytes, filename: str) -> BoardRow:
    start = time.perf_counter()
    reading = read_document(content, filename)
    seconds = time.perf_counter() - start
    sure = tuple(row for row in reading.requirements if row.problem != "OCR")
    return BoardRow(name, compare(golden, sure), seconds, reading)


BOARD: dict[str, Callable[[Path], list[BoardRow]]] = {
    "Markdown": _markdown,
    "Word": _word,
    "PDF": _pdf,
    "Printed": _printed,
    "Office": _office,
}
"""Kinds of documents and what reads all of a kind; a new kind adds its line here."""


def board(data: Path, kinds: list[str] | None = None) -> list[tuple[str, BoardRow]]:
    """Return the rows of all kinds, or of some."""
    return [(kind, row) for kind, read in BOARD.items() if kinds is None or kind in kinds for row in read(data)]


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> int:
    """Print the board; returns 1 where a goal is missed."""
    arguments = [a for a in sys.argv[1:] if not a.startswith("-")]
    data = Path(arguments[0] if arguments else os.environ.get("DUIBIAO_SHARED_DATA", "../shared/data"))
    kinds = arguments[1:] or None
    rows = board(data, kinds)
    heads = ("rows", "found", "recall", "prec.", "wrong", "unsure", "s")
    say(f"{'kind':9} {'document':42} " + " ".join(f"{head:>7}" for head in heads))
    for kind, row in rows:
        result = row.result
        unsure = sum(r.problem == "OCR" for r in row.reading.requirements)
        say(
            f"{kind:9} {row.name.rpartition('/')[2][:42]:42} {result.wanted:7} {result.found:7} {result.recall:7.1%}"
            f" {result.precision:7.1%} {len(result.wrong):7} {unsure:7} {row.seconds:7.2f}"
        )
        if "-v" in sys.argv:
            for line in result.missing:
                say(f"   missing: {line}")
            for line in result.wrong:
                say(f"   not expected: {line}")
            for line in result.incomplete:
                say(f"   incomplete: {line}")
    results = [row.result for _, row in rows]
    wanted, found = sum(r.wanted for r in results), sum(r.found for r in results)
    limits, wrong = sum(r.limits for r in results), sum(len(r.wrong) for r in results)
    recall, precision = found / max(wanted, 1), 1 - wrong / max(limits, 1)
    say(f"{'all':52} {wanted:7} {found:7} {recall:7.1%} {precision:7.1%} {wrong:7}")
    return int(recall < 0.95 or precision < 0.95 or wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
