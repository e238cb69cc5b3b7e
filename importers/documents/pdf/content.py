"""The content of a page as operators with their operands: one regular expression in place of the library's parser.

The library reads a content stream character class by character class, which took four fifths of the time of a page.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from pdfminer.pdftypes import LITERALS_FLATE_DECODE
from pdfminer.psparser import LIT, PSLiteral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pdfminer.pdftypes import PDFStream

__all__ = ["MAX_CONTENT", "ContentTooLargeError", "Operand", "operations", "stream_data"]

MAX_CONTENT = 24 * 1024 * 1024
"""Most bytes of drawing instructions of one page."""
_MAX_OPERANDS = 2_000
_MAX_NESTING = 20

Operand = int | float | bytes | PSLiteral | list["Operand"]

_TOKEN = re.compile(
    rb"[\x00\t\n\x0c\r ]+|%[^\r\n]*"
    rb"|(?P<number>[-+]{0,2}(?:\d+\.?\d*|\.\d+)(?:[-+]\d*)?(?![A-Za-z*'\"]))"
    rb"|(?P<name>/[^\x00\t\n\x0c\r ()<>\[\]{}/%]*)"
    rb"|(?P<hex><[0-9A-Fa-f\x00\t\n\x0c\r ]*>)"
    rb"|(?P<open>\()"
    rb"|(?P<mark><<|>>|\[|\]|\{|\})"
    rb"|(?P<word>[^\x00\t\n\x0c\r ()<>\[\]{}/%]+)"
    rb"|.",
    re.DOTALL,
)
_STRING_MARK = re.compile(rb"[()\\]")
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_IMAGE_END = re.compile(rb"[\x00\t\n\x0c\r ]EI(?=[\x00\t\n\x0c\r ]|$)")


class ContentTooLargeError(Exception):
    """The drawing instructions of a page unpack to more than :data:`MAX_CONTENT`."""


def stream_data(stream: PDFStream, room: int) -> bytes:
    """Return the bytes of a stream; raises ContentTooLargeError before more than ``room`` of them are unpacked."""
    filters = stream.get_filters()
    raw = stream.rawdata
    if raw is not None and filters and filters[0][0] in LITERALS_FLATE_DECODE:
        unpacked = zlib.decompressobj()
        try:
            unpacked.decompress(raw, room + 1)
        except zlib.error:
            return stream.get_data()[:room]
        if unpacked.unconsumed_tail:
            raise ContentTooLargeError
    data = stream.get_data()
    if len(data) > room:
        raise ContentTooLargeError
    return data


def operations(data: bytes) -> Iterator[tuple[str, list[Operand]]]:  # noqa: C901, PLR0912 - one loop over tokens
    """Yield each operator with its operands; what is malformed is passed over. An inline image is ``BI``."""
    stack: list[Operand] = []
    lists: list[list[Operand]] = []
    at, end = 0, len(data)
    match = _TOKEN.match
    while at < end:
        token = match(data, at)
        if token is None:
            return
        at = token.end()
        kind = token.lastgroup
        if kind is None:
            continue
        value: Operand
        if kind == "number":
            value = _number(token[0])
        elif kind == "word":
            word = token[0].decode("latin-1")
            if word == "BI":
                close = _IMAGE_END.search(data, at)
                at = close.end() if close else end
            yield word, stack
            stack, lists = [], []
            continue
        elif kind == "name":
            name = token[0][1:]
            if b"#" in name:
                name = _NAME_ESCAPE.sub(lambda m: bytes([int(m[1], 16)]), name)
            value = LIT(name.decode("utf-8", "replace"))
        elif kind == "hex":
            digits = re.sub(rb"[^0-9A-Fa-f]", b"", token[0])
            value = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        elif kind == "open":
            value, at = _string(data, at)
        elif token[0] == b"[":
            if len(lists) < _MAX_NESTING:
                lists.append([])
            continue
        elif token[0] == b"]" and lists:
            value = lists.pop()
        else:
            continue
        target = lists[-1] if lists else stack
        if len(target) < _MAX_OPERANDS:
            target.append(value)


def _number(token: bytes) -> int | float:
    try:
        return int(token)
    except ValueError:
        pass
    try:
        return float(token)
    except ValueError:
        # Some producers write 12.-5 or --3: what comes before the stray sign counts.
        found = re.match(rb"-?\d*\.?\d*", token.replace(b"--", b"-"))
        try:
            return float(found[0]) if found else 0.0
        except ValueError:
            return 0.0


def _string(data: bytes, at: int) -> tuple[bytes, int]:
    """Return the string that was opened before ``at``, and where it ends."""
    parts: list[bytes] = []
    depth, start = 1, at
    while True:
        mark = _STRING_MARK.search(data, at)
        if mark is None:
            return b"".join((*parts, data[start:])), len(data)
        at = mark.end()
        sign = mark[0]
        if sign == b"(":
            depth += 1
        elif sign == b")":
            depth -= 1
            if depth == 0:
                parts.append(data[start : mark.start()])
                return b"".join(parts), at
        else:
            parts.append(data[start : mark.start()])
            escaped, at = _escape(data, at)
            parts.append(escaped)
            start = at


def _escape(data: bytes, at: int) -> tuple[bytes, int]:
    octal = re.compile(rb"[0-7]{1,3}").match(data, at)
    if octal:
        return bytes([int(octal[0], 8) & 0xFF]), octal.end()
    sign = data[at : at + 1]
    if sign == b"\r":
        return b"", at + 2 if data[at + 1 : at + 2] == b"\n" else at + 1
    if sign == b"\n":
        return b"", at + 1
    return _ESCAPES.get(sign, sign), at + 1
