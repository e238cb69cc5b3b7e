"""The words of a Word paragraph as printed: changes accepted, raised digits raised, symbols by their characters."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from importers.documents.docx.properties import Styles, attribute, child, integer, is_on
from importers.documents.inline import raised
from importers.documents.safe_xml import local_name

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Words"]

_REMOVED = frozenset(
    {
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "delInstrText",
        "footnoteReference",
        "endnoteReference",
        "commentReference",
        "annotationRef",
        "pPr",
        "rPr",
        "Fallback",
        "sdtPr",
        "sdtEndPr",
        "rt",
        "proofErr",
    }
)
_SYMBOLS = {
    0x22: "∀", 0x2D: "−", 0x40: "≅", 0x44: "Δ", 0x4F: "Ο", 0x51: "Θ", 0x53: "Σ", 0x57: "Ω", 0x61: "α", 0x62: "β",
    0x64: "δ", 0x65: "ε", 0x66: "φ", 0x67: "γ", 0x68: "η", 0x6A: "ϕ", 0x6C: "λ", 0x6D: "μ", 0x70: "π", 0x71: "θ",
    0x72: "ρ", 0x73: "σ", 0x74: "τ", 0x77: "ω", 0xA3: "≤", 0xA5: "∞", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥",
    0xB4: "×", 0xB7: "·", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBE: "—", 0xC6: "∅", 0xD7: "⋅", 0xD6: "√",
    0xE5: "Σ", 0x20: " ", 0x28: "(", 0x29: ")", 0x2B: "+", 0x2F: "/", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0x25: "%",
} | {code: chr(code) for code in range(0x30, 0x3A)}  # fmt: skip
"""Characters of the Symbol font that stand in limits and units."""

_UNKNOWN = "\ufffd"
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_RAISED_BY = 4
"""Half points by which a run is set higher when it stands for an exponent."""


@dataclass(slots=True)
class Words:
    """Reads runs; tells of what a person must look at."""

    styles: Styles
    told: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    """Text boxes that hang in the paragraphs read so far."""

    def of(self, element: etree._Element) -> str:
        """Return the words of a paragraph, or of any part of one, in one line."""
        pieces: list[tuple[str, bool]] = []
        self._collect(element, pieces)
        text, at = "", 0
        while at < len(pieces):
            words, is_raised = pieces[at]
            at += 1
            while is_raised and at < len(pieces) and pieces[at][1]:
                words += pieces[at][0]
                at += 1
            text += (raised(words.strip()) or words) if is_raised else words
        return " ".join(text.replace("\u00a0", " ").replace("\u200b", "").split())

    def _collect(self, element: etree._Element, pieces: list[tuple[str, bool]]) -> None:
        for part in element:
            name = local_name(part)
            if not name or name in _REMOVED:
                continue
            if name == "r":
                self._run(part, pieces)
            elif name in {"oMath", "oMathPara"}:
                pieces.append((formula(part), False))
            elif name == "txbxContent":
                self.boxes.append(part)
            elif name not in {"p", "tbl"}:
                self._collect(part, pieces)

    def _run(self, run: etree._Element, pieces: list[tuple[str, bool]]) -> None:
        properties = child(run, "rPr")
        if is_on(properties, "vanish"):
            self._tell("hidden text: not read")
            return
        if is_on(properties, "strike") or is_on(properties, "dstrike"):
            self._tell("text that is struck through: not read")
            return
        is_raised = self._is_raised(properties)
        for part in run:
            name = local_name(part)
            if name == "t":
                pieces.append((self._mapped(part.text or ""), is_raised))
            elif name in {"tab", "br", "cr", "ptab"}:
                pieces.append((" ", False))
            elif name == "noBreakHyphen":
                pieces.append(("-", is_raised))
            elif name == "sym":
                pieces.append((self._symbol(part), is_raised))
            elif name not in _REMOVED and name:
                self._collect(part, pieces)
                if name in {"drawing", "pict", "object", "AlternateContent"}:
                    self._boxes_in(part)

    def _boxes_in(self, part: etree._Element) -> None:
        for box in part.iter("{*}txbxContent"):
            inside = [local_name(above) for above in box.iterancestors()]
            if box not in self.boxes and "Fallback" not in inside:
                self.boxes.append(box)

    def _is_raised(self, properties: etree._Element | None) -> bool:
        if properties is None:
            return False
        align, style = child(properties, "vertAlign"), child(properties, "rStyle")
        if align is not None:
            return attribute(align, "val") == "superscript"
        position = child(properties, "position")
        if position is not None and integer(position, "val", 0) >= _RAISED_BY:
            return True
        return style is not None and self.styles.get(attribute(style, "val")).vertical == "superscript"

    def _symbol(self, part: etree._Element) -> str:
        code = attribute(part, "char") or ""
        number = int(code, 16) & 0xFF if re.fullmatch(r"[0-9A-Fa-f]{1,6}", code) else 0
        if (attribute(part, "font") or "").lower() == "symbol" and number in _SYMBOLS:
            return _SYMBOLS[number]
        self._tell("a character of a symbol font that cannot be named: look at the place marked \ufffd")
        return _UNKNOWN

    def _mapped(self, text: str) -> str:
        """Return text with the private characters of the Symbol font named."""
        return _PRIVATE.sub(lambda match: _SYMBOLS.get(ord(match[0]) & 0xFF, _UNKNOWN), text)

    def _tell(self, reason: str) -> None:
        if reason not in self.told:
            self.told.append(reason)


def formula(element: etree._Element) -> str:
    """Return an Office formula as one line."""
    return " ".join(_formula(element).split())


def _formula(element: etree._Element) -> str:
    name = local_name(element)
    if name == "t":
        return element.text or ""
    inner = {local_name(e): e for e in reversed(element) if local_name(e)}
    match name:
        case "sSup":
            power = re.sub(r"\s", "", _formula(inner["sup"])) if "sup" in inner else ""
            return (_formula(inner["e"]) if "e" in inner else "") + (raised(power) or f"^({power})")
        case "f" if {"num", "den"} <= set(inner):
            return f"({_formula(inner['num'])})/({_formula(inner['den'])})"
        case "rad":
            return f"√({_formula(inner['e']) if 'e' in inner else ''})"
        case "d":
            return f"({''.join(_formula(e) for e in element if local_name(e) == 'e')})"
    return "".join(_formula(part) for part in element if local_name(part) not in {"", "rPr", "ctrlPr"})
