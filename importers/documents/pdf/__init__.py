"""PDF to blocks: what the pages show, with page and box of every line and cell; OCR layers and scans are told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pdfminer.pdfinterp import PDFResourceManager

from catalog.errors import UnusableInputError
from importers.documents.blocks import Blocks, Notice, Place
from importers.documents.pdf.assembling import Assembler
from importers.documents.pdf.content import ContentTooLargeError
from importers.documents.pdf.ink import PageTooFullError, Painter
from importers.documents.pdf.opening import damaged, opened, pages_of
from importers.documents.pdf.outline import outline_of
from importers.documents.pdf.pages import PrintedPage, read_page
from importers.documents.pdf.running import without_running

if TYPE_CHECKING:
    from pdfminer.pdfpage import PDFPage

    from importers.documents.blocks import Progress

__all__ = ["read_blocks"]

_UNREADABLE = 0.3
_MAX_GLYPHS = 1_500_000


def read_blocks(data: bytes, name: str, *, progress: Progress | None = None) -> Blocks:
    """Return a PDF as blocks with page and box.

    Raises UnusableInputError for a file that is encrypted, damaged or larger than any standard. Pages that are
    pictures, text that a machine recognised, and fonts that do not name their characters become notices.
    """
    notices: list[Notice] = []
    pages: list[PrintedPage] = []
    with opened(data, name) as file:
        notices += [Notice(text) for text in file.notices]
        painter = Painter(PDFResourceManager())
        glyphs = 0
        try:
            for number, page in enumerate(pages_of(file, name), start=1):
                printed, problem = _printed(painter, page, number)
                pages.append(printed)
                glyphs += sum(len(line.text) for line in printed.lines)
                if problem:
                    notices.append(Notice(problem, place=Place(number)))
                if progress is not None:
                    progress(number, max(number, file.pages))
                if glyphs > _MAX_GLYPHS:
                    notices.append(
                        Notice(
                            "more text than any standard has: the pages from here on were not read", place=Place(number)
                        )
                    )
                    break
        except (UnusableInputError, MemoryError):
            raise
        except Exception as error:  # a torn file makes the library fail in any way it can
            if not pages:
                raise damaged(name) from error
            notices.append(Notice("the file is damaged: the pages from here on were not read", place=Place(len(pages))))
    if not pages:
        raise damaged(name)
    return _assembled(pages, notices)


def _printed(painter: Painter, page: PDFPage, number: int) -> tuple[PrintedPage, str]:
    """Return a page as read, and what kept it from being read."""
    try:
        return read_page(number, painter.ink_of(page)), ""
    except (PageTooFullError, ContentTooLargeError):
        return PrintedPage(number, 1, 1), "a page with more on it than any page of a standard: not read"
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a torn stream makes the library fail in any way; the other pages are still read
        return PrintedPage(number, 1, 1), "a page that is damaged: not read"


def _assembled(pages: list[PrintedPage], notices: list[Notice]) -> Blocks:
    notices = [*notices, *_told(pages)]
    without_running(pages)
    assembler = Assembler(outline_of(pages))
    for page in pages:
        if page.unknown <= _UNREADABLE:
            assembler.add_page(page)
    return assembler.finish(len(pages), notices)


def _told(pages: list[PrintedPage]) -> list[Notice]:
    """Return what a person must know of the pages: pictures, recognised text, fonts without names."""
    out: list[Notice] = []
    scans = [page.number for page in pages if page.is_scan]
    if scans:
        every = "every page is" if len(scans) == len(pages) else f"pages {_listed(scans)} are"
        out.append(
            Notice(
                f"{every} a picture with no text (a scan): nothing of it was read;"
                " send the file from which it was printed, or type the indicators in",
                place=Place(scans[0]),
            )
        )
    seen = [page.number for page in pages if page.is_ocr]
    if seen:
        every = "the whole file is" if len(seen) == len(pages) else f"pages {_listed(seen)} are"
        out.append(
            Notice(
                f"{every} a scan with text that a machine recognised, signs and digits may be wrong: every row from it"
                " is unsure (grade C) and must be compared with the page",
                place=Place(seen[0]),
            )
        )
    nameless = [page.number for page in pages if page.unknown > _UNREADABLE and not page.is_scan]
    if nameless:
        out.append(
            Notice(
                f"the fonts of pages {_listed(nameless)} do not say which characters they draw: nothing of them was"
                " read; export the file anew with Unicode text (in Word: Save as PDF), not by printing",
                place=Place(nameless[0]),
            )
        )
    return out


def _listed(numbers: list[int]) -> str:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{a}-{b}" if b > a else str(a) for a, b in runs[:12])
