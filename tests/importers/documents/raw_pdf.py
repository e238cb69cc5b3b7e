"""PDF files written by hand, object by object, for what no producer would write."""

from __future__ import annotations

import zlib

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def pdf(objects: dict[int, bytes], *, trailer: bytes = b"") -> bytes:
    """Return a file with these objects and a right cross-reference table; object 1 is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00000 f \n"
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    return bytes(out)


def stream(content: bytes, extra: bytes = b"", *, packed: bool = False) -> bytes:
    """Return a stream object."""
    data = zlib.compress(content, 9) if packed else content
    filters = b"/Filter /FlateDecode" if packed else b""
    return b"<< /Length %d %s %s >>\nstream\n%s\nendstream" % (len(data), filters, extra, data)


def one_page(
    content: bytes,
    *,
    resources: bytes = b"",
    more: dict[int, bytes] | None = None,
    packed: bool = False,
    catalogue: bytes = b"",
    page: bytes = b"",
) -> bytes:
    """Return a file of one page with this content."""
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>",
            3: b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R %s /Resources << /Font << /F1 5 0 R >> %s >> >>"
            % (page, resources),
            4: stream(content, packed=packed),
            5: FONT,
            **(more or {}),
        }
    )


def lines(*texts: str, size: int = 11, left: int = 70, top: int = 780, pitch: int = 16) -> bytes:
    """Return content that prints these lines from top to bottom."""
    shown = (f"BT /F1 {size} Tf {left} {top - pitch * at} Td ({text}) Tj ET" for at, text in enumerate(texts))
    return "\n".join(shown).encode("latin-1")
