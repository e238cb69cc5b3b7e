"""Tables of the project's own form: CSV and workbooks, one record for each line, by the names in the header."""

from __future__ import annotations

import codecs
import csv
import io
from typing import IO, TYPE_CHECKING

from catalog.errors import UnusableInputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["iter_csv", "iter_workbook"]

LONGEST_CELL = 1 << 20
_PEEK = 1 << 16
_NAMES = frozenset({"designation", "national"})
"""Columns of which a table must have one: the second is that of lists of adoptions."""
_TableRow = tuple[int, "dict[str, str] | str"]
"""The number of a line, and its cells by column, or the code of what is wrong with it."""


def iter_csv(stream: IO[bytes]) -> Iterator[_TableRow]:
    """Yield the lines of a table in UTF-8 or GB 18030 that stand apart by commas, semicolons or tabs."""
    head = stream.peek(_PEEK)[:_PEEK] if hasattr(stream, "peek") else b""
    encoding = _encoding(head)
    if encoding is None:
        yield 1, "not-utf-8"
        return
    first = head.decode(encoding, "replace").partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(LONGEST_CELL)
    text = io.TextIOWrapper(stream, encoding, errors="strict", newline="")
    reader = csv.reader(text, delimiter=delimiter)
    header: list[str] | None = None
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells) or cells[0].startswith("#"):
                continue
            if header is None:
                header = [cell.strip().lower() for cell in cells]
                if not _NAMES & set(header):
                    yield reader.line_num, "bad-table"
                    return
                continue
            yield reader.line_num, _cells(header, cells)
    except UnicodeDecodeError:
        yield reader.line_num + 1, "not-utf-8"
    except csv.Error:
        yield reader.line_num, "too-long"
    finally:
        text.detach()


def _encoding(head: bytes) -> str | None:
    for name in ("utf-8-sig", "gb18030"):
        decoder = codecs.getincrementaldecoder(name)()
        try:
            decoder.decode(head)
        except UnicodeDecodeError:
            continue
        return name
    return None


def _cells(header: list[str], cells: Iterable[str]) -> dict[str, str]:
    return {name: cell.strip() for name, cell in zip(header, cells, strict=False) if name and cell.strip()}


def iter_workbook(data: bytes, name: str) -> Iterator[_TableRow]:
    """Yield the lines of the first sheets that have a column ``designation``; raise UnusableInputError if damaged."""
    from importers.documents.packages import open_package  # noqa: PLC0415 - only workbooks need it
    from importers.documents.xlsx.sheets import open_workbook  # noqa: PLC0415 - only workbooks need it

    is_found = False
    for sheet in open_workbook(open_package(data, name)):
        rows: dict[int, dict[int, str]] = {}
        for (line, column), cell in sheet.cells.items():
            if cell.text.strip():
                rows.setdefault(line, {})[column] = cell.text
        header: dict[int, str] | None = None
        for line in sorted(rows):
            cells = rows[line]
            if header is None:
                names = {column: text.strip().lower() for column, text in cells.items()}
                header = names if _NAMES & set(names.values()) else None
                continue
            is_found = True
            yield line, {header[column]: text.strip() for column, text in cells.items() if column in header}
        if sheet.is_cut:
            yield max(rows, default=0) + 1, "too-many-rows"
    if not is_found:
        raise UnusableInputError(
            f"{name} has no sheet with a column “designation”: see “duibiao sources --template”.",
            f"{name} 中没有含“designation”列的工作表，请参阅 duibiao sources --template。",
            code="bad-table",
        )
