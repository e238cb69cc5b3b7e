"""A page's address as a QR code: one SVG path, so that it needs no image and prints sharp."""

from __future__ import annotations

import io

import segno

__all__ = ["qr_path"]


def qr_path(address: str) -> tuple[str, int]:
    """Return path and side length of the QR code of ``address``; the path is to be stroked one unit wide."""
    code = segno.make(address, error="m", micro=False)
    border = 2
    size = int(code.symbol_size(border=border)[0])
    out = io.BytesIO()
    code.save(out, kind="svg", border=border, xmldecl=False, svgns=False, omitsize=True, svgclass=None, lineclass=None)
    drawn = out.getvalue().decode("ascii")
    start = drawn.index(' d="') + 4
    return drawn[start : drawn.index('"', start)], size
