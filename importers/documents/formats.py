"""Which reader a file gets: told by its first bytes, never by its name alone."""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol, cast

from catalog.errors import UnusableInputError
from importers.documents.packages import kind_of_package

if TYPE_CHECKING:
    from importers.documents.blocks import Blocks, Progress

__all__ = ["MAX_BYTES", "format_of", "media_type_of", "read_blocks"]

MAX_BYTES = 20 * 1024 * 1024
"""Largest file of any kind that is read."""

_HEAD = 1024
"""How many bytes tell the kind of a file."""


_OFFICE = "application/vnd.openxmlformats-officedocument"
_MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "sts": "application/xml",
    "html": "text/html",
    "markdown": "text/markdown",
}


def media_type_of(format_: str) -> str:
    """Return the media type of a format that was read; plain text for one that has none of its own."""
    return _MEDIA_TYPES.get(format_, "text/plain")


class _Reader(Protocol):
    def __call__(self, data: bytes, name: str, *, progress: Progress | None = None) -> Blocks: ...


def format_of(data: bytes, name: str = "") -> str:
    """Return the name of the reader module for a file: ``markdown`` for all that no other one knows.

    The name decides only whether text with tags in it is HTML or Markdown.
    """
    head = data[:_HEAD]
    if (kind := kind_of_package(data)) is not None:
        return kind
    if b"%PDF-" in head:
        return "pdf"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    is_html = start.startswith((b"<!doctype html", b"<html")) or (start.startswith(b"<?xml") and b"<html" in start)
    if is_html or (start.startswith(b"<") and PurePath(name).suffix.lower() in {".html", ".htm", ".xhtml"}):
        return "html"
    if start.startswith((b"<?xml", b"<!doctype standard", b"<standard")) or _is_wide_xml(head):
        return "sts"
    return "markdown"


def _is_wide_xml(head: bytes) -> bool:
    """Tell whether the file is XML in UTF-16."""
    return head[2:].startswith(("<?xml".encode("utf-16-le"), "<?xml".encode("utf-16-be")))


def read_blocks(data: bytes, name: str, *, progress: Progress | None = None) -> Blocks:
    """Return a file as blocks with places; raises UnusableInputError for one that cannot be read."""
    if len(data) > MAX_BYTES:
        size, limit = len(data) / 2**20, MAX_BYTES // 2**20
        raise UnusableInputError(
            f"{name} has {size:.1f} MB; files of at most {limit} MB are read. Leave out pictures and annexes.",
            f"{name} 大小为 {size:.1f} MB，最多读取 {limit} MB；请去掉图片和附件后再试。",
            code="too-large",
        )
    # The readers load only when a file of their kind comes: their libraries are heavy.
    module = import_module(f"importers.documents.{format_of(data, name)}")
    return cast("_Reader", module.read_blocks)(data, name, progress=progress)
