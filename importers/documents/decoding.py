"""Bytes to text: which encoding a document is in, and what is refused before anything is read."""

from __future__ import annotations

import codecs
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath

from catalog.errors import UnusableInputError

__all__ = ["MAX_TEXT_BYTES", "Decoded", "decode"]

MAX_TEXT_BYTES = 2 * 1024 * 1024
"""Largest text that is read: 300 pages are about 600 kB of text, and a dense megabyte takes some 6 s."""

_READ_EN = (
    "PDF, Word (.docx), Excel (.xlsx), STS (.xml) and HTML files are read, and Markdown (.md) and plain text (.txt) in"
    " UTF-8, UTF-16 with a byte order mark, or GB 18030"
)
_READ_ZH = (
    "可读取 PDF、Word（.docx）、Excel（.xlsx）、STS（.xml）、HTML，以及 UTF-8、带字节顺序标记的 UTF-16"
    "或 GB 18030 编码的 Markdown（.md）和纯文本（.txt）"
)

# First bytes of kinds that a person is likely to send, with their names; kinds that have a reader never come here.
_MAGIC = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC or XLS (Word 97, Excel 97), or locked"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
)
_SUFFIXES = frozenset({"", ".md", ".markdown", ".txt", ".text", ".html", ".htm", ".xhtml"})
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# White space and what a page break, a tabulator or a soft end of file (0x1A) leaves in text files.
_HARMLESS_CONTROLS = frozenset("\t\n\r\f\v\x1a")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a document with line feeds as its only line ends, and the encoding it was in."""

    text: str
    encoding: str
    format: str


def decode(data: bytes, filename: str) -> Decoded:
    """Return the text of ``data``; raises UnusableInputError for empty, binary, too large or undecodable input."""
    name = PurePath(filename).name or "the document"
    _refuse_unknown_kind(data, name)
    text, encoding = _decoded(data, name)
    if any(c < " " and c not in _HARMLESS_CONTROLS for c in set(text)):
        raise UnusableInputError(
            f"{name} has bytes that no text has (control characters): it is a binary file; {_READ_EN}.",
            f"{name} 含有文本中不会出现的控制字符，是二进制文件；{_READ_ZH}。",
            code="binary",
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\v", "\n").replace("\x1a", "")
    if not text.strip("\ufeff\u200b \t\n\u3000"):
        raise UnusableInputError(
            f"{name} is empty: it has no text to read.", f"{name} 是空文件，没有可读取的文字。", code="empty"
        )
    suffix = PurePath(filename).suffix.lower()
    return Decoded(text, encoding, "text" if suffix in {".txt", ".text"} else "markdown")


def _refuse_unknown_kind(data: bytes, name: str) -> None:
    if not data:
        raise UnusableInputError(f"{name} is empty (0 bytes).", f"{name} 是空文件（0 字节）。", code="empty")
    if len(data) > MAX_TEXT_BYTES:
        size, limit = len(data) / 2**20, MAX_TEXT_BYTES // 2**20
        raise UnusableInputError(
            f"{name} has {size:.1f} MB; documents of at most {limit} MB are read. Leave out all but the text.",
            f"{name} 大小为 {size:.1f} MB，最多读取 {limit} MB；请去掉标准正文以外的内容。",
            code="too-large",
        )
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise UnusableInputError(
                f"{name} is a {kind} file, which is not read; {_READ_EN}: save the standard as one of these.",
                f"{name} 是 {kind} 文件，暂不支持读取；{_READ_ZH}，请另存后再试。",
                code="unknown-kind",
            )
    suffix = PurePath(name).suffix.lower()
    if suffix not in _SUFFIXES and not _looks_like_a_number(suffix):
        raise UnusableInputError(
            f"{name} ends in {suffix}, a kind that is not read; {_READ_EN}.",
            f"{name} 的扩展名 {suffix} 不在可读取之列；{_READ_ZH}。",
            code="unknown-kind",
        )


def _looks_like_a_number(suffix: str) -> bool:
    """``Q_HKT 16016.1-2026`` has no extension: what follows the dot is a part number."""
    return suffix[1:2].isdigit()


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data[len(bom) :].decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise _undecodable(name, encoding, len(bom) + error.start) from error
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        utf8_error = error
    # A file that ends inside a character was cut off: what is missing after it nobody knows.
    if utf8_error.start >= len(data) - 3 and utf8_error.reason == "unexpected end of data":
        raise _cut_off(name) from utf8_error
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and _looks_chinese(data[: error.start].decode("gb18030")):
            raise _cut_off(name) from error
        raise _undecodable(name, "utf-8", utf8_error.start) from error
    if not _looks_chinese(text):
        raise _undecodable(name, "utf-8", utf8_error.start) from utf8_error
    return text, "gb18030"


def _looks_chinese(text: str) -> bool:
    """Nearly every pair of bytes decodes as GB 18030; real text has common characters, noise has rare ones."""
    beyond = Counter(c for c in text if c > "\x7f")
    # The 6,763 characters of GB 2312 are the ones in use; its bytes tell them from the extensions.
    common = sum(count for c, count in beyond.items() if _in_gb2312(c))
    return common * 10 >= beyond.total() * 9


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _cut_off(name: str) -> UnusableInputError:
    return UnusableInputError(
        f"{name} ends inside a character: it was cut off; send the whole file.",
        f"{name} 在一个字符中间结束，文件不完整；请重新提交完整文件。",
        code="cut-off",
    )


def _undecodable(name: str, encoding: str, position: int) -> UnusableInputError:
    return UnusableInputError(
        f"{name} cannot be decoded (byte {position} is not {encoding.upper()}, and it is not GB 18030); {_READ_EN}.",
        f"{name} 无法解码（第 {position} 字节不是 {encoding.upper()}，也不是 GB 18030）；{_READ_ZH}。",
        code="undecodable",
    )
