"""Which reader a file gets: told by its first bytes, never by its name alone."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from catalog.errors import UnusableInputError

if TYPE_CHECKING:
    from importers.documents.blocks import Blocks, Progress

__all__ = ["MAX_BYTES", "format_of", "read_blocks"]

MAX_BYTES = 20 * 1024 * 1024
"""Largest file of any kind that is read."""


class _Reader(Protocol):
    def __call__(self, data: bytes, name: str, *, progress: Progress | None = None) -> Blocks: ...


def format_of(data: bytes) -> str:
    """Return the name of the reader module for a file: ``markdown`` for all that no other one knows."""
    del data
    return "markdown"


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
    module = import_module(f"importers.documents.{format_of(data)}")
    return cast("_Reader", module.read_blocks)(data, name, progress=progress)
