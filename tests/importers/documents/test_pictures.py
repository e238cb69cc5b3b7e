"""Pages as pictures: drawn in a confined process, as large as the page, with the row's print inside its box."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from pypdf import PdfWriter
from reportlab.pdfgen.canvas import Canvas

from catalog.errors import UnusableInputError
from importers.documents import draw_isolated, measure_isolated, read_document
from importers.documents.pdf.picturing import LONGEST_SIDE, picture_of

RICE = ("DB32T1580-2019.pdf", "iso-17301-1-2016.pdf")


def printed(*pages, size=(595, 842)):
    file = BytesIO()
    canvas = Canvas(file, pagesize=size)
    for words in pages:
        canvas.drawString(72, size[1] - 72, words)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def pixels(png):
    """Return the lines of a grey PNG that has no filters."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert (depth, colour) == (8, 0)
    start = png.index(b"IDAT") + 4
    plain = zlib.decompress(png[start : start + struct.unpack(">I", png[start - 8 : start - 4])[0]])
    return [plain[row * (width + 1) + 1 : (row + 1) * (width + 1)] for row in range(height)]


def has_ink(lines, box, scale):
    left, top, right, bottom = (round(side * scale) for side in box)
    return any(min(line[left:right], default=255) < 128 for line in lines[top:bottom])


def test_a_page_is_drawn_with_its_words_where_they_stand():
    data = printed("first", "second")
    assert measure_isolated(data) == ((595, 842), (595, 842))
    lines = pixels(draw_isolated(data, 2))
    assert (len(lines[0]), len(lines)) == (1190, 1684)
    assert has_ink(lines, (72, 60, 110, 74), 2)
    assert not has_ink(lines, (72, 80, 500, 800), 2)


def test_a_turned_page_is_measured_and_drawn_as_it_is_shown():
    writer, file = PdfWriter(), BytesIO()
    writer.append(BytesIO(printed("turned")))
    writer.pages[0].rotate(90)
    writer.write(file)
    data = file.getvalue()
    assert measure_isolated(data) == ((842, 595),)
    assert len(pixels(draw_isolated(data, 1))[0]) == 1684


def test_a_page_as_large_as_a_wall_is_drawn_small():
    lines = pixels(picture_of(printed("wall", size=(14000, 7000)), 1))
    assert (len(lines[0]), len(lines)) == (LONGEST_SIDE, LONGEST_SIDE // 2)


@pytest.mark.parametrize("page", [-1, 2, 10**9])
def test_a_page_that_is_not_there_is_one_sentence(page):
    with pytest.raises(UnusableInputError) as caught:
        draw_isolated(printed("only"), page)
    assert caught.value.code == "undrawable"


@pytest.mark.parametrize("data", [b"%PDF-1.4 nothing", b"# 1 text", b""])
def test_what_is_no_pdf_is_one_sentence(data):
    for ask in (lambda: draw_isolated(data, 1), lambda: measure_isolated(data)):
        with pytest.raises(UnusableInputError) as caught:
            ask()
        assert caught.value.code == "undrawable"


@pytest.mark.parametrize("name", RICE)
def test_the_picture_has_print_in_the_box_of_every_row(shared_data, name):
    data = (shared_data / "rice" / "pdf" / name).read_bytes()
    sizes = measure_isolated(data)
    drawn = {}
    rows = read_document(data, name).requirements
    assert rows
    for row in rows:
        place = row.source
        lines = drawn.setdefault(place.page, pixels(picture_of(data, place.page)))
        assert has_ink(lines, place.box, len(lines[0]) / sizes[place.page - 1][0]), row.text
