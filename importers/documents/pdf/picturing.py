"""Pages of a PDF as pictures, so that a person can hold a row against the place it was read from."""

from __future__ import annotations

import struct
import zlib

import pypdfium2  # type: ignore[import-untyped] # it ships no types

from catalog.errors import UnusableInputError

__all__ = ["page_sizes", "picture_of"]

MAX_PAGES = 400
LONGEST_SIDE = 1800
"""Pixels of the longer side at most."""
SHARPNESS = 2.0
"""Pixels for a point of a page of ordinary size: small print can be read at it."""


def page_sizes(data: bytes) -> tuple[tuple[float, float], ...]:
    """Return width and height of every page in points, as shown (turned, cropped).

    Raises UnusableInputError where the file cannot be drawn.
    """
    document = _opened(data)
    try:
        count = min(len(document), MAX_PAGES)
        return tuple(document.get_page_size(number) for number in range(count))
    except pypdfium2.PdfiumError as error:
        raise _undrawable() from error
    finally:
        document.close()


def picture_of(data: bytes, number: int) -> bytes:
    """Return page ``number`` (from 1) as a grey PNG; raises UnusableInputError where it cannot be drawn."""
    document = _opened(data)
    try:
        if not 1 <= number <= min(len(document), MAX_PAGES):
            raise _undrawable()
        width, height = document.get_page_size(number - 1)
        if not (width > 0 and height > 0):
            raise _undrawable()
        scale = min(SHARPNESS, LONGEST_SIDE / max(width, height))
        bitmap = document[number - 1].render(scale=scale, grayscale=True, may_draw_forms=False)
        return _png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)
    except pypdfium2.PdfiumError as error:
        raise _undrawable() from error
    finally:
        document.close()


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _undrawable() from error


def _png(grey: bytes, width: int, height: int, stride: int) -> bytes:
    """Return one byte per pixel as a PNG (ISO/IEC 15948)."""
    lines = bytearray()
    for row in range(height):
        lines.append(0)
        lines += grey[row * stride : row * stride + width]
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(lines), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _undrawable() -> UnusableInputError:
    return UnusableInputError(
        "This page cannot be drawn; open the file itself beside the rows.",
        "此页无法显示；请打开原文件与各行对照。",
        code="undrawable",
    )
