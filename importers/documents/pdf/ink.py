"""What a page of a PDF really shows: characters, rules and pictures, without what is clipped, covered or invisible.

A page may hold the same text several times, each time clipped to another strip, and text under white patches. Who takes
every string of the file reads sentences that no reader of the page sees.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdftypes import dict_value, list_value, resolve1, stream_value
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import MATRIX_IDENTITY, apply_matrix_pt, mult_matrix

from importers.documents.pdf.content import MAX_CONTENT, operations, stream_data
from importers.documents.pdf.signs import UNKNOWN, sign_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pdfminer.pdfcolor import PDFColorSpace
    from pdfminer.pdffont import PDFFont
    from pdfminer.pdfinterp import PDFGraphicState, PDFStackT, PDFTextState
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdftypes import PDFStream
    from pdfminer.utils import Matrix, PathSegment

__all__ = ["Box", "Glyph", "Ink", "PageTooFullError", "Painter", "Rule"]

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in points from the top left corner of the page as it is shown."""

MAX_GLYPHS = 40_000
MAX_PATHS = 60_000
MAX_FORMS = 1_500
MAX_DEPTH = 12
_MAX_COVERS = 400
_INVISIBLE_MODES = frozenset({3, 7})
_THIN = 3.0
"""A filled rectangle no thicker than this is a rule."""


class PageTooFullError(Exception):
    """A page has more on it than any page of a standard: a drawing, a map, or an attack."""


@dataclass(slots=True)
class Glyph:
    """One character: its ends, its baseline and size; ``turn`` is its direction in quarter turns."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool = False
    hidden: bool = False
    turn: int = 0
    spaced: bool = False
    """Whether the file has a space character before it."""

    @property
    def top(self) -> float:
        """Return the upper end of its line box."""
        return self.base - 0.86 * self.size

    @property
    def bottom(self) -> float:
        """Return the lower end of its line box."""
        return self.base + 0.16 * self.size


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: horizontal (``x0`` < ``x1``, ``y0`` = ``y1``) or vertical."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_flat(self) -> bool:
        """Tell whether it is horizontal."""
        return self.x1 - self.x0 >= self.y1 - self.y0


@dataclass(slots=True)
class Ink:
    """What one page shows; ``pictures`` are the boxes of images."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)


class _Device(PDFTextDevice):
    """Collects what is drawn, in the coordinates of the page as it is shown."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.ink = Ink(0, 0)
        self.clip: Box = (0, 0, 0, 0)
        self.is_opaque = True
        self.forms = self.depth = self.paths = self._covers = self._mode = 0
        self._spaced = False

    def render_string(
        self,
        textstate: PDFTextState,
        seq: Any,  # noqa: ANN401 - the library's type is private
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> None:
        self._mode = textstate.render
        if textstate.font is not None:
            super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        del ncs, graphicstate
        advance = font.char_width(cid) * fontsize * scaling
        a, b, c, d, _, _ = matrix
        size = abs(fontsize) * math.hypot(c, d)
        start, end = apply_matrix_pt(matrix, (0, rise)), apply_matrix_pt(matrix, (advance, rise))
        if len(self.ink.glyphs) >= MAX_GLYPHS:
            raise PageTooFullError
        if size > 0.5 and self._is_inside((start[0] + end[0]) / 2, start[1] + 0.3 * d * fontsize):  # noqa: PLR2004 - a speck
            self._add(font, cid, (start, end), size, (a, b))
        return advance

    def _add(
        self,
        font: PDFFont,
        cid: int,
        ends: tuple[tuple[float, float], tuple[float, float]],
        size: float,
        along: tuple[float, float],
    ) -> None:
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = UNKNOWN
        name = str(font.fontname)
        text = sign_of(text, name)
        if not text or text.isspace():
            self._spaced = self._spaced or bool(text)
            return
        (x0, y0), (x1, y1) = ends
        turn = round(math.atan2(along[1], along[0]) / (math.pi / 2)) % 4 if any(along) else 0
        bold = "bold" in name.lower() or "hei" in name.lower() or "heavy" in name.lower()
        hidden = self._mode in _INVISIBLE_MODES
        height = self.ink.height
        # Where the line runs up or down, the ends are kept along it; the page is turned as a whole later.
        ends_along, base = ((height - y0, height - y1), x0) if turn % 2 else ((x0, x1), height - y0)
        glyph = Glyph(text, min(ends_along), max(ends_along), base, size, bold, hidden, turn, self._spaced)
        self._spaced = False
        self.ink.glyphs.append(glyph)

    def _is_inside(self, x: float, y: float) -> bool:
        left, bottom, right, top = self.clip
        return left <= x <= right and bottom <= y <= top

    def paint_path(
        self,
        graphicstate: PDFGraphicState,
        stroke: bool,  # noqa: FBT001 - the library's signature
        fill: bool,  # noqa: FBT001 - the same
        evenodd: bool,  # noqa: FBT001 - the same
        path: Sequence[PathSegment],
    ) -> None:
        del evenodd
        self.paths += len(path)
        if self.paths > MAX_PATHS:
            raise PageTooFullError
        ctm = self.ctm or MATRIX_IDENTITY
        for part in _subpaths(path):
            points = [apply_matrix_pt(ctm, (part[i], part[i + 1])) for i in range(0, len(part), 2)]
            if len(points) < 2:  # noqa: PLR2004 - a dot
                continue
            if stroke:
                for (x0, y0), (x1, y1) in pairwise(points):
                    self._rule(x0, y0, x1, y1)
            if fill:
                self._fill(points, graphicstate)

    def _fill(self, points: list[tuple[float, float]], state: PDFGraphicState) -> None:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        if len(points) not in {4, 5}:
            return
        if y1 - y0 <= _THIN or x1 - x0 <= _THIN:
            middle = (y0 + y1) / 2 if x1 - x0 > y1 - y0 else (x0 + x1) / 2
            ends = (x0, middle, x1, middle) if x1 - x0 > y1 - y0 else (middle, y0, middle, y1)
            self._rule(*ends)
            return
        self._covers += 1
        is_plain = isinstance(state.ncolor, int | float | tuple | list)
        if self.is_opaque and is_plain and self._covers <= _MAX_COVERS:
            left, low, right, high = self.clip
            self._cover(max(x0, left), max(y0, low), min(x1, right), min(y1, high))

    def _cover(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Take away what lies wholly under a patch that is painted later."""
        top, bottom = self.ink.height - y1, self.ink.height - y0
        self.ink.glyphs = [
            g
            for g in self.ink.glyphs
            if g.turn % 2 or not (x0 <= g.x0 and g.x1 <= x1 and top <= g.top + 0.2 * g.size and g.base <= bottom)
        ]
        self.ink.rules = [r for r in self.ink.rules if not (x0 < r.x0 and r.x1 < x1 and top < r.y0 and r.y1 < bottom)]

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        left, low, right, high = self.clip
        x0, x1 = sorted((min(max(x0, left), right), min(max(x1, left), right)))
        y0, y1 = sorted((min(max(y0, low), high), min(max(y1, low), high)))
        if (x1 - x0 > 1) == (y1 - y0 > 1):
            return
        self.ink.rules.append(Rule(x0, self.ink.height - y1, x1, self.ink.height - y0))

    def render_image(self, name: str, stream: PDFStream | None) -> None:
        del name, stream
        ctm = self.ctm or MATRIX_IDENTITY
        corners = [apply_matrix_pt(ctm, (x, y)) for x in (0, 1) for y in (0, 1)]
        xs, ys = [p[0] for p in corners], [p[1] for p in corners]
        left, low, right, high = self.clip
        x0, x1 = max(min(xs), left), min(max(xs), right)
        y0, y1 = max(min(ys), low), min(max(ys), high)
        if x0 < x1 and y0 < y1:
            self.ink.pictures.append((x0, self.ink.height - y1, x1, self.ink.height - y0))


class Painter(PDFPageInterpreter):
    """Runs the content of pages; keeps the clipping path and opacity, which the library leaves out."""

    device: _Device

    def __init__(self, manager: PDFResourceManager, device: _Device | None = None) -> None:
        super().__init__(manager, device or _Device(manager))
        self._saved: list[tuple[Box, bool]] = []
        self._states: dict[Any, Any] = {}
        self._operators: dict[str, tuple[int, Callable[..., None]]] = {}

    def ink_of(self, page: PDFPage) -> Ink:
        """Return what a page shows; raises PageTooFullError for more than any page of a standard has."""
        device = self.device
        box, ctm = _shown(page)
        device.ink = Ink(box[0], box[1])
        device.clip, device.is_opaque = (0, 0, box[0], box[1]), True
        device.forms = device.depth = device.paths = device._covers = 0  # noqa: SLF001 - one file, one thing
        self.render_contents(page.resources, page.contents, ctm=ctm)
        return device.ink

    def init_resources(self, resources: dict[object, object]) -> None:
        """Remember the graphics states that the resources name."""
        super().init_resources(resources)
        self._states = dict_value(resources.get("ExtGState")) if resources and resources.get("ExtGState") else {}

    def init_state(self, ctm: Matrix) -> None:
        """Begin a content stream."""
        super().init_state(ctm)
        self._saved = []

    def do_q(self) -> None:
        """Save the state."""
        super().do_q()
        self._saved.append((self.device.clip, self.device.is_opaque))

    def do_Q(self) -> None:  # noqa: N802 - the operator's name
        """Restore the state."""
        super().do_Q()
        if self._saved:
            self.device.clip, self.device.is_opaque = self._saved.pop()

    def do_W(self) -> None:  # noqa: N802 - the operator's name
        """Clip to the path, as far as a box can say it."""
        numbers = [n for segment in self.curpath for n in segment[1:]]
        points = [apply_matrix_pt(self.ctm, (numbers[i], numbers[i + 1])) for i in range(0, len(numbers) - 1, 2)]
        if points:
            self.device.clip = _both(self.device.clip, points)

    def do_W_a(self) -> None:  # noqa: N802 - the operator's name
        """Clip to the path."""
        self.do_W()

    def do_gs(self, name: PDFStackT) -> None:
        """Take opacity and blend mode from a graphics state."""
        state = resolve1(self._states.get(literal_name(name))) if isinstance(name, PSLiteral) else None
        if not isinstance(state, dict):
            return
        alpha, blend = resolve1(state.get("ca")), resolve1(state.get("BM"))
        if isinstance(blend, list):
            blend = resolve1(blend[0]) if blend else None
        if isinstance(alpha, int | float):
            self.device.is_opaque = alpha >= 0.99  # noqa: PLR2004 - as good as opaque
        if isinstance(blend, PSLiteral) and literal_name(blend) not in {"Normal", "Compatible"}:
            self.device.is_opaque = False

    def do_Do(self, xobjid_arg: PDFStackT) -> None:  # noqa: N802 - the operator's name
        """Draw a form or an image; raises PageTooFullError for forms without end."""
        device = self.device
        device.forms += 1
        if device.forms > MAX_FORMS:
            raise PageTooFullError
        if device.depth >= MAX_DEPTH:
            return
        before = device.clip, device.is_opaque
        device.depth += 1
        try:
            self._clip_to_form(xobjid_arg)
            super().do_Do(xobjid_arg)
        finally:
            device.depth -= 1
            device.clip, device.is_opaque = before
            device.set_ctm(self.ctm)

    def execute(self, streams: Sequence[object]) -> None:
        """Run content streams; one that is being run already is passed over."""
        self.stream_ids.clear()
        parts: list[bytes] = []
        room = MAX_CONTENT
        for item in streams:
            stream = stream_value(item)
            if stream.objid is None or stream.objid in self.parent_stream_ids:
                continue
            self.stream_ids.add(stream.objid)
            parts.append(stream_data(stream, room))
            room -= len(parts[-1])
        for name, operands in operations(b"\n".join(parts)):
            if name == "BI":
                self.device.render_image(name, None)
                continue
            found = self._methods.get(name)
            if found is None:
                continue
            count, method = found
            if count == 0:
                self.argstack = list(operands)
                method()
            elif len(operands) >= count:
                method(*operands[-count:])

    @property
    def _methods(self) -> dict[str, tuple[int, Callable[..., None]]]:
        """Return the operators with the number of their operands, looked up once for each interpreter."""
        if not self._operators:
            self._operators = {sign: (count, getattr(self, name)) for sign, name, count in _operators()}
        return self._operators

    def _clip_to_form(self, name: PDFStackT) -> None:
        try:
            form = stream_value(self.xobjmap[literal_name(name)])
        except KeyError:
            return
        if "BBox" not in form:
            return
        bbox = [float(n) for n in list_value(form["BBox"])]
        matrix: Any = tuple(list_value(form["Matrix"])) if "Matrix" in form else (1, 0, 0, 1, 0, 0)
        if len(bbox) == 4 and len(matrix) == 6:  # noqa: PLR2004 - a box and a matrix
            whole = mult_matrix(matrix, self.ctm)
            corners = [apply_matrix_pt(whole, (x, y)) for x in bbox[::2] for y in bbox[1::2]]
            self.device.clip = _both(self.device.clip, corners)


@cache
def _operators() -> list[tuple[str, str, int]]:
    """Return the operators that are known: sign, name of the method, number of operands."""
    signs = {"_a": "*", "_w": '"', "_q": "'"}
    found = []
    for name in dir(Painter):
        if name.startswith("do_"):
            sign = name[3:]
            for ending, mark in signs.items():
                sign = sign.replace(ending, mark)
            found.append((sign, name, getattr(Painter, name).__code__.co_argcount - 1))
    return found


def _both(clip: Box, points: list[tuple[float, float]]) -> Box:
    """Return what is inside both the clip and the box around the points."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return (max(clip[0], min(xs)), max(clip[1], min(ys)), min(clip[2], max(xs)), min(clip[3], max(ys)))


def _subpaths(path: Sequence[PathSegment]) -> list[list[float]]:
    """Return the straight parts of a path as lists of coordinates; a curve ends a part and begins the next."""
    out: list[list[float]] = []
    for segment in path:
        operator, *numbers = segment
        if operator == "m":
            out.append([float(n) for n in numbers])
        elif operator == "l" and out:
            out[-1] += [float(n) for n in numbers]
        elif operator == "h" and out and len(out[-1]) > 2:  # noqa: PLR2004 - more than a point
            out[-1] += out[-1][:2]
        elif operator in {"c", "v", "y"}:
            out.append([float(n) for n in numbers[-2:]])
    return out


def _shown(page: PDFPage) -> tuple[tuple[float, float], Matrix]:
    """Return width and height of the page as shown, and the matrix that puts its lower left corner at zero."""
    box = _crop(page)
    x0, y0, x1, y1 = box
    width, height = x1 - x0, y1 - y0
    rotate = page.rotate % 360
    if rotate == 90:  # noqa: PLR2004 - a quarter turn
        return (height, width), (0, -1, 1, 0, -y0, x1)
    if rotate == 180:  # noqa: PLR2004 - half a turn
        return (width, height), (-1, 0, 0, -1, x1, y1)
    if rotate == 270:  # noqa: PLR2004 - three quarters
        return (height, width), (0, 1, -1, 0, y1, -x0)
    return (width, height), (1, 0, 0, 1, -x0, -y0)


def _crop(page: PDFPage) -> Box:
    media, crop = page.mediabox, page.cropbox
    x0, y0 = max(media[0], crop[0]), max(media[1], crop[1])
    x1, y1 = min(media[2], crop[2]), min(media[3], crop[3])
    return (x0, y0, x1, y1) if x1 - x0 > 1 and y1 - y0 > 1 else (media[0], media[1], media[2], media[3])
