"""Opening a PDF: what is refused before a page is read, and what else the file carries."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pypdf import PdfReader, PdfWriter
from pypdf.constants import UserAccessPermissions
from pypdf.errors import PyPdfError

from catalog.errors import UnusableInputError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MAX_OBJECTS", "MAX_PAGES", "OpenFile", "damaged", "opened", "pages_of"]

MAX_PAGES = 400
"""Most pages of a file that is read."""
MAX_OBJECTS = 300_000
"""Most objects of a file that is read: a standard of 250 pages has some 6,000."""

_OBJECT = re.compile(rb"\bobj\b")
_OBJECT_START = re.compile(rb"(?<![0-9])([0-9]{1,7})\s+[0-9]{1,5}\s+obj\b")
_CATALOG = re.compile(rb"(?:(?!endobj)[\s\S]){0,4000}?/Type\s*/Catalog\b")
_LOGGERS = ("pypdf", "pdfminer")


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file that may be read: the document, how many pages it says it has, and what a person should know of it."""

    document: PDFDocument
    pages: int
    notices: tuple[str, ...]


@contextmanager
def opened(data: bytes, name: str) -> Iterator[OpenFile]:
    """Open a PDF; raises UnusableInputError for one that is too large, encrypted or too damaged to be opened."""
    before = {logger: logging.getLogger(logger).level for logger in _LOGGERS}
    for logger in _LOGGERS:
        logging.getLogger(logger).setLevel(logging.CRITICAL)
    try:
        _refuse_many_objects(data, name)
        notices, count = _looked_through(data, name)
        document = _document(data, name)
        yield OpenFile(document, count, tuple(notices))
    finally:
        for logger, level in before.items():
            logging.getLogger(logger).setLevel(level)


def pages_of(file: OpenFile, name: str) -> Iterator[PDFPage]:
    """Yield the pages; raises UnusableInputError for more than :data:`MAX_PAGES` of them."""
    for number, page in enumerate(PDFPage.create_pages(file.document), start=1):
        if number > MAX_PAGES:
            raise _too_many_pages(name, number)
        yield page


def damaged(name: str) -> UnusableInputError:
    """Return the error for a file that cannot be read as a PDF."""
    return UnusableInputError(
        f"{name} is damaged: its pages cannot be found. It may have been cut off: export or send the file once more.",
        f"{name} 已损坏，找不到其中的页面，文件可能不完整；请重新导出或重新提交。",
        code="damaged",
    )


def _refuse_many_objects(data: bytes, name: str) -> None:
    """Count objects cheaply, before any library makes something of each."""
    count = sum(1 for _ in _OBJECT.finditer(data))
    if count > MAX_OBJECTS:
        raise UnusableInputError(
            f"{name} has more than {MAX_OBJECTS} objects, which no standard has: print it to a new PDF and send that.",
            f"{name} 含有超过 {MAX_OBJECTS} 个对象，不是正常的标准文件；请重新打印为 PDF 后提交。",
            code="too-large",
        )


def _looked_through(data: bytes, name: str) -> tuple[list[str], int]:
    """Return what the file carries beside its pages, and how many pages it says it has."""
    try:
        reader = PdfReader(BytesIO(data))
        notices: list[str] = []
        if reader.is_encrypted:
            notices += _unlocked(reader, name)
        root: Any = reader.trailer["/Root"].get_object()
        count = root["/Pages"].get_object().get("/Count", 0)
        count = int(count) if isinstance(count, int) else 0
        notices += _carried(root)
    except UnusableInputError:
        raise
    except (
        PyPdfError,
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        NotImplementedError,
        OverflowError,
    ):
        # The other library repairs more; what is lost is only what is told of attachments and scripts.
        return [], 0
    if count > MAX_PAGES:
        raise _too_many_pages(name, count)
    return notices, max(count, 0)


def _unlocked(reader: PdfReader, name: str) -> list[str]:
    if not reader.decrypt(""):
        raise UnusableInputError(
            f"{name} is encrypted and needs a password: save it without one and send that.",
            f"{name} 已加密，需要密码才能打开；请另存为无密码的 PDF 后再提交。",
            code="encrypted",
        )
    rights = reader.user_access_permissions
    if rights is not None and not rights & UserAccessPermissions.EXTRACT:
        told = "the file's author does not permit copying of its text: it was read for the person who hands it in;"
        return [f"{told} for a copy that others may read, export it without that restriction"]
    return []


def _carried(root: Any) -> list[str]:  # noqa: ANN401 - an object of the library
    """Return what the file holds that is never run nor read."""
    names = root.get("/Names")
    names = names.get_object() if names is not None else {}
    out = []
    action = root.get("/OpenAction")
    action = action.get_object() if action is not None else None
    if "/JavaScript" in names or "/AA" in root or (isinstance(action, dict) and action.get("/S") == "/JavaScript"):
        out.append("the file holds JavaScript: it was not run")
    if "/EmbeddedFiles" in names or "/AF" in root:
        out.append("the file has attachments: they were not read")
    form = root.get("/AcroForm")
    if form is not None and "/XFA" in form.get_object():
        out.append("the file holds an XFA form: what is typed into its fields was not read")
    return out


def _document(data: bytes, name: str) -> PDFDocument:
    """Return the document, its table of objects made anew where that is torn."""
    failure: Exception | None = None
    for repair in (bytes, _listed_anew, _repaired):
        try:
            return PDFDocument(PDFParser(BytesIO(repair(data))))
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - a torn file makes the library fail in any way it can
            failure = error
    raise damaged(name) from failure


def _listed_anew(data: bytes) -> bytes:
    """Return a file with a new table of its objects behind it, for one whose own is lost."""
    places = {int(found[1]): found.start(1) for found in _OBJECT_START.finditer(data)}
    root = next((number for number, at in places.items() if _CATALOG.match(data, at)), None)
    if root is None or max(places) > MAX_OBJECTS:
        return b""
    size = max(places) + 1
    table = b"".join(
        b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n" for number in range(size)
    )
    ending = b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, len(data) + 1)
    return b"%s\nxref\n0 %d\n%s%s" % (data, size, table, ending)


def _repaired(data: bytes) -> bytes:
    """Return the pages of a torn file in a new one, as far as they are found."""
    reader = PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted:
        reader.decrypt("")
    writer = PdfWriter()
    for page in islice(reader.pages, MAX_PAGES + 1):
        writer.add_page(page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _too_many_pages(name: str, count: int) -> UnusableInputError:
    return UnusableInputError(
        f"{name} has {count} pages; at most {MAX_PAGES} are read: send the part with the requirements.",
        f"{name} 有 {count} 页，最多读取 {MAX_PAGES} 页；请只提交含技术要求的部分。",
        code="too-many-pages",
    )
