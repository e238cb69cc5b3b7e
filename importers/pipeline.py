"""From paths to pieces: files, folders, archives and standard input, read as a stream with bounded memory.

A piece is one record as bytes, with a name for reports: a line of a JSON Lines file, or a whole YAML or JSON file.
Nothing is unpacked to disk, nothing larger than :data:`LONGEST` is held, and what expands without end is refused.
"""

from __future__ import annotations

import gzip
import io
import sys
import tarfile
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, BinaryIO, cast

import orjson
import zstandard

from catalog.errors import UnusableInputError
from importers.origins import INDEX, Origin, read_origins
from importers.tables import iter_csv, iter_workbook

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

__all__ = ["LONGEST", "Piece", "iter_pieces"]

LONGEST = 8 * 1024 * 1024
"""Bytes of the longest record that is read; the longest real one has 2 MB."""
LARGEST_WINDOW = 1 << 27
"""Bytes of memory that a zstandard file may ask for (``--long=27``)."""
EXPANSION_ALLOWED = 512 * 1024 * 1024
EXPANSION_RATIO = 200
"""An archive may always expand to the former, and beyond it to so many times its own size."""
_CHUNK = 1 << 20
_BITE = 1 << 10
"""Packed bytes that are unpacked at once: at the very worst, 32 MB come out."""
_SHOWN = 1000
_WHOLE = (".yaml", ".yml")
_LINES = (".jsonl", ".ndjson", ".json", ".txt")
_MAGIC = {b"\x28\xb5\x2f\xfd": "zst", b"\x1f\x8b": "gz", b"PK\x03\x04": "zip"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One record as it was found: ``name`` for reports, ``data`` its bytes, ``form`` json, yaml, xml or html.

    ``problem`` is a code of :mod:`importers.issues` where it cannot be read at all; ``data`` is then only its
    beginning. ``origin`` tells where and when a stored response was fetched.
    """

    name: str
    data: bytes
    form: str
    problem: str | None = None
    origin: Origin | None = None


class _Counted(io.RawIOBase):
    """A stream that stops with an error where it expands beyond measure."""

    def __init__(self, stream: BinaryIO | IO[bytes], packed: int, name: str) -> None:
        self._stream = stream
        self._limit = max(EXPANSION_ALLOWED, packed * EXPANSION_RATIO)
        self._count = 0
        self._name = name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # the buffer protocol has no type in 3.11
        try:
            data = self._stream.read(len(buffer))
        except (zstandard.ZstdError, zlib.error, EOFError, OSError) as error:
            raise _damaged(self._name, error) from error
        self._count += len(data)
        if self._count > self._limit:
            raise UnusableInputError(
                f"{self._name} expands to more than {self._limit // 2**20} MB, which no catalogue does: it was not"
                f" read further.",
                f"{self._name} 解压后超过 {self._limit // 2**20} MB，超出正常目录数据的规模，已停止读取。",
                code="expands-too-much",
            )
        buffer[: len(data)] = data
        return len(data)


def _damaged(name: str, error: Exception) -> UnusableInputError:
    reason = str(error).strip() or type(error).__name__
    return UnusableInputError(
        f"{name} is damaged and cannot be unpacked ({reason}): get the file again.",
        f"{name} 已损坏，无法解压（{reason}），请重新获取该文件。",
        code="damaged-archive",
    )


def iter_pieces(paths: Sequence[str | Path], forms: Collection[str] = ()) -> Iterator[Piece]:
    """Yield the pieces of files, folders (in order of name) and ``-`` (standard input).

    ``forms`` names what is taken beside JSON and YAML: html, xml, csv, xlsx. Raises UnusableInputError for what is not
    there, cannot be read, is damaged or expands beyond measure; a damaged file inside a folder, or one of several, is a
    piece with a problem, and the rest is read.
    """
    for path in paths:
        if str(path) == "-":
            yield from _stream_pieces(sys.stdin.buffer, "-", 0, forms)
            continue
        origins = read_origins(Path(path).parent) if "html" in forms else {}
        if Path(path).is_dir():
            yield from _folder_pieces(Path(path), forms, origins)
            continue
        origin = origins.get(Path(path).resolve())
        for piece in _despite_damage(Path(path), forms) if len(paths) > 1 else _file_pieces(Path(path), forms):
            yield replace(piece, origin=origin) if origin else piece


def _folder_pieces(folder: Path, forms: Collection[str], origins: Mapping[Path, Origin]) -> Iterator[Piece]:
    own = read_origins(folder)
    origins = {**origins, **own}
    for child in sorted(folder.iterdir()):
        if child.name.startswith(".") or (own and child.name == INDEX):
            continue
        if child.is_dir():
            yield from _folder_pieces(child, forms, origins)
            continue
        origin = origins.get(child.resolve()) if origins else None
        for piece in _despite_damage(child, forms):
            yield replace(piece, origin=origin) if origin else piece


def _despite_damage(path: Path, forms: Collection[str]) -> Iterator[Piece]:
    """Yield the pieces of a file, and where it turns out to be damaged a piece that says so."""
    try:
        yield from _file_pieces(path, forms)
    except UnusableInputError as error:
        yield Piece(path.name, str(error).encode(), "json", error.code or "damaged-archive")


def _file_pieces(path: Path, forms: Collection[str]) -> Iterator[Piece]:
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            if zipfile.is_zipfile(stream):
                if "xlsx" in forms and path.suffix.lower() == ".xlsx":
                    yield from _table_pieces(iter_workbook(path.read_bytes(), path.name), path.name)
                else:
                    yield from _zip_pieces(stream, path.name, forms)
            else:
                stream.seek(0)
                yield from _stream_pieces(stream, path.name, size, forms)
    except OSError as error:
        raise UnusableInputError(
            f"{path} cannot be read ({error.strerror or error}): check the name and that the file may be read.",
            f"无法读取 {path}（{error.strerror or error}），请检查文件名与读取权限。",
            code="cannot-read",
        ) from error


def _table_pieces(rows: Iterator[tuple[int, dict[str, str] | str]], name: str) -> Iterator[Piece]:
    """Yield a piece for each line of a table."""
    for line, cells in rows:
        if isinstance(cells, str):
            yield Piece(f"{name}:{line}", b"", "json", cells)
        else:
            yield Piece(f"{name}:{line}", orjson.dumps(cells), "json")


def _stream_pieces(stream: BinaryIO | IO[bytes], name: str, size: int, forms: Collection[str]) -> Iterator[Piece]:
    """Yield the pieces of one stream, unpacking it by its first bytes rather than by its name."""
    raw = cast("io.RawIOBase", stream)
    buffered = cast("io.BufferedReader", stream) if hasattr(stream, "peek") else io.BufferedReader(raw, _CHUNK)
    start = buffered.peek(4)[:4]
    packing = next((kind for magic, kind in _MAGIC.items() if start.startswith(magic)), None)
    if packing == "zip":
        raise UnusableInputError(
            f"{name} is a zip archive, which cannot be read from standard input: give the file itself.",
            f"{name} 是 zip 压缩包，不能从标准输入读取，请直接给出文件。",
            code="zip-from-stdin",
        )
    if packing is None:
        yield from _plain_pieces(buffered, name, forms)
        return
    inner = name.removesuffix(".zst").removesuffix(".gz").replace(".tgz", ".tar")
    with _unpacked(buffered, packing) as unpacked:
        counted = io.BufferedReader(_Counted(unpacked, size or EXPANSION_ALLOWED, name), _CHUNK)
        yield from _plain_pieces(counted, inner, forms)


class _Zstandard(io.RawIOBase):
    """The content of zstandard frames. The library's own reader takes a cut file for a whole one; this does not."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._decompressor = zstandard.ZstdDecompressor(max_window_size=LARGEST_WINDOW)
        self._frame = self._decompressor.decompressobj()
        self._inside = False
        self._ready = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while not self._ready:
            data = self._stream.read(_BITE)
            if not data:
                if self._inside:
                    raise EOFError("it ends in the middle")
                return b""
            self._ready = self._unpack(data)
        given, self._ready = self._ready[:size], self._ready[size:]
        return given

    def _unpack(self, data: bytes) -> bytes:
        unpacked = []
        while data:
            unpacked.append(self._frame.decompress(data))
            self._inside = not self._frame.eof
            data = self._frame.unused_data
            if self._frame.eof:
                self._frame = self._decompressor.decompressobj()
        return b"".join(unpacked)


@contextmanager
def _unpacked(stream: IO[bytes], packing: str) -> Iterator[IO[bytes]]:
    if packing == "gz":
        with gzip.GzipFile(fileobj=stream) as unpacked:
            yield cast("IO[bytes]", unpacked)
    else:
        yield cast("IO[bytes]", _Zstandard(stream))


def _plain_pieces(stream: IO[bytes], name: str, forms: Collection[str]) -> Iterator[Piece]:
    """Yield the pieces of an unpacked stream: a tar archive, a YAML file, a page, a table or lines of JSON."""
    head = stream.peek(512)[:512] if hasattr(stream, "peek") else b""
    if head[257:262] == b"ustar":
        yield from _tar_pieces(stream, name, forms)
    elif (form := _markup(head)) in forms:
        yield _whole_piece(stream, name, form)
    elif "csv" in forms and name.lower().endswith((".csv", ".tsv")):
        yield from _table_pieces(iter_csv(stream), name)
    elif name.lower().endswith(_WHOLE) or (head.startswith(b"---") and not name.lower().endswith(_LINES)):
        yield _whole_piece(stream, name)
    else:
        yield from _line_pieces(stream, name)


def _markup(head: bytes) -> str:
    """Return ``html`` or ``xml`` for what begins like one of them, else nothing."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith(b"<"):
        return ""
    lower = start[:400].lower()
    return "html" if b"<html" in lower or b"<!doctype html" in lower else "xml"


def _whole_piece(stream: IO[bytes], name: str, form: str = "") -> Piece:
    data = stream.read(LONGEST + 1)
    if len(data) > LONGEST:
        return Piece(name, data[:_SHOWN], form or "yaml", "too-long")
    if form:
        return Piece(name, data, form)
    return Piece(name, data, "json" if name.lower().endswith(".json") else "yaml", _problem(data))


def _problem(data: bytes) -> str | None:
    """Return the code of what a record obviously is instead of a record."""
    if data[:200].lstrip().startswith(b"<"):
        return "html"
    return None


def _line_pieces(stream: IO[bytes], name: str) -> Iterator[Piece]:
    """Yield a piece for each line; a JSON file that is one value over many lines is one piece."""
    if _is_spread(stream, name):
        yield _whole_piece(stream, name)
        return
    number = 0
    while line := stream.readline(LONGEST):
        number += 1
        if len(line) == LONGEST and not line.endswith(b"\n"):
            while (rest := stream.readline(_CHUNK)) and not rest.endswith(b"\n"):
                pass
            yield Piece(f"{name}:{number}", line[:_SHOWN], "json", "too-long")
            continue
        if not line.isspace():
            problem = _problem(line) if number == 1 else None
            yield Piece(f"{name}:{number}", line, "json", problem)
            if problem == "html":
                return


def _is_spread(stream: IO[bytes], name: str) -> bool:
    """Tell whether a JSON file is pretty-printed: its first line alone is no value."""
    if not (name == "-" or name.lower().endswith(".json")) or not hasattr(stream, "peek"):
        return False
    first = stream.peek(_CHUNK)[:_CHUNK].split(b"\n", 1)[0].strip()
    return first in (b"{", b"[") or (first.startswith(b"{") and not first.endswith(b"}"))


def _tar_pieces(stream: IO[bytes], name: str, forms: Collection[str]) -> Iterator[Piece]:
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                if not member.isfile():
                    continue
                content = archive.extractfile(member)
                if content is not None:
                    raw = cast("io.RawIOBase", content)
                    yield from _member_pieces(io.BufferedReader(raw, 1 << 16), member.name, forms)
    except tarfile.TarError as error:
        raise _damaged(name, error) from error


def _zip_pieces(stream: BinaryIO, name: str, forms: Collection[str]) -> Iterator[Piece]:
    try:
        with zipfile.ZipFile(stream) as archive:
            for member in sorted(archive.infolist(), key=lambda info: info.filename):
                if member.is_dir():
                    continue
                with archive.open(member) as content:
                    counted = _Counted(content, member.compress_size, f"{name}/{member.filename}")
                    yield from _member_pieces(io.BufferedReader(counted, 1 << 16), member.filename, forms)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise _damaged(name, error) from error


def _member_pieces(stream: io.BufferedReader, name: str, forms: Collection[str]) -> Iterator[Piece]:
    short = PurePosixPath(name).name
    if short.startswith("."):
        return
    if any(stream.peek(4).startswith(magic) for magic in _MAGIC):
        yield Piece(short, b"", "json", "nested-archive")
        return
    yield from _plain_pieces(stream, short, forms)
