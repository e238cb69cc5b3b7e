"""Office files as zip packages: only parts that are asked for are unpacked, in memory, inside limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from catalog.errors import UnusableInputError
from importers.documents.safe_xml import UnsafeXmlError, parse_xml, unreadable

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Package", "kind_of_package", "open_package"]

MAX_ENTRIES = 5_000
MAX_UNPACKED = 256 << 20
"""Bytes that all parts of a package may have together."""

MAX_PART = 96 << 20
MAX_RATIO = 250
"""How many times its size a package may unfold to, beyond the first megabytes: text packs 5 to 40 times."""

_ALWAYS_ALLOWED = 16 << 20
_KINDS = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"))
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
    IndexError,
)


def kind_of_package(data: bytes) -> str | None:
    """Return ``docx`` or ``xlsx`` by the parts of a package, ``None`` where it has neither or is no package."""
    if not data.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except _BROKEN:
        # the list of parts stands at the end: a file that was cut off still has its first names
        names = {part for part, _ in _KINDS if part.encode() in data}
    return next((kind for part, kind in _KINDS if part in names), None)


@dataclass(slots=True)
class Package:
    """A package whose parts are unpacked on demand; names are compared, never used as paths."""

    name: str
    archive: zipfile.ZipFile
    names: frozenset[str]
    unpacked: int = field(default=0)

    def has(self, part: str) -> bool:
        """Tell whether there is such a part."""
        return part in self.names

    def read(self, part: str) -> bytes:
        """Return the bytes of a part; raises UnusableInputError where they are damaged or too many."""
        try:
            with self.archive.open(part) as stream:
                data = stream.read(MAX_PART + 1)
        except _BROKEN as error:
            raise unreadable(self.name, f"its part {part}", f" {part} 部分") from error
        self.unpacked += len(data)
        if len(data) > MAX_PART or self.unpacked > MAX_UNPACKED:
            raise _bomb(self.name)
        return data

    def xml(self, part: str) -> etree._Element:
        """Return a part as a tree; raises UnusableInputError where it is damaged or declares entities."""
        data = self.read(part)
        if b"<!DOCTYPE" in data[:65_536] or "<!DOCTYPE".encode("utf-16-le") in data[:65_536]:
            raise UnusableInputError(
                f"{self.name} declares entities in {part}, which no office program writes: it was not read.",
                f"{self.name} 的 {part} 中声明了实体，办公软件不会生成此类文件，未读取。",
                code="entities",
            )
        try:
            return parse_xml(data)
        except UnsafeXmlError as error:
            raise unreadable(self.name, f"its part {part}", f" {part} 部分") from error


def open_package(data: bytes, name: str) -> Package:
    """Return a package; raises UnusableInputError for one that is damaged, locked, or unfolds to too much."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except _BROKEN as error:
        raise unreadable(
            name, "its list of parts (the file was cut off or changed)", "文件目录（可能未传完）"
        ) from error
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnusableInputError(
            f"{name} is locked with a password: take the password off and hand it in again.",
            f"{name} 设有密码；请取消密码后重新提交。",
            code="locked",
        )
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or total > MAX_UNPACKED or total > max(_ALWAYS_ALLOWED, len(data) * MAX_RATIO):
        raise _bomb(name)
    return Package(name, archive, frozenset(entry.filename for entry in entries))


def _bomb(name: str) -> UnusableInputError:
    return UnusableInputError(
        f"{name} unfolds to more than a standard can have ({MAX_UNPACKED >> 20} MB, {MAX_ENTRIES} parts, or {MAX_RATIO}"
        " times its size); take pictures and attachments out, or save it anew.",
        f"{name} 展开后超出限制（{MAX_UNPACKED >> 20} MB、{MAX_ENTRIES} 个部分或自身的 {MAX_RATIO} 倍）；"
        "请去掉图片和附件，或重新另存。",
        code="bomb",
    )
