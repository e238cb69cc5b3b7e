"""MathML as the line that a reader would type: ``≥ 3 × 10⁻⁶``, ``MTTFd``, ``1/h``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from importers.documents.inline import raised
from importers.documents.safe_xml import entity_text, local_name

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["formula_text"]

_WIDE = re.compile(r"[+\-−±×·=<>≤≥ ]")
_ACCENTS = {"¯": "\u0304", "‾": "\u0304", "^": "\u0302", "~": "\u0303", "˙": "\u0307"}


def formula_text(element: etree._Element) -> str:
    """Return a formula as one line; what has two dimensions is written with brackets."""
    return " ".join(_text(element).split())


def _text(element: etree._Element) -> str:
    name = local_name(element)
    if not name:
        return entity_text(element)
    parts = list(element)
    if name in {"mi", "mn", "mtext", "ms", "mo"}:
        words = " ".join((element.text or "").split()) + "".join(_text(part) + (part.tail or "") for part in parts)
        return f" {words} " if name == "mo" and words in "=≤≥<>≈≠±×→⇒" else words
    if name == "mspace":
        return " "
    match name, parts:
        case "msup", [base, power]:
            exponent = re.sub(r"\s", "", _text(power))
            return _text(base) + (raised(exponent) or f"^{_bracketed(exponent)}")
        case "msub", [base, index]:
            return _text(base) + re.sub(r"\s", "", _text(index))
        case "msubsup", [base, index, power]:
            exponent = re.sub(r"\s", "", _text(power))
            return _text(base) + re.sub(r"\s", "", _text(index)) + (raised(exponent) or f"^{_bracketed(exponent)}")
        case "mfrac", [above, below]:
            return f"{_bracketed(_text(above))}/{_bracketed(_text(below))}"
        case "mroot", [base, degree]:
            return f"{_text(degree).strip()}√({_text(base).strip()})"
        case (("munder" | "mover" | "munderover"), [base, *others]):
            marks = "".join(_text(other).strip() for other in others)
            return _text(base) + _ACCENTS.get(marks, "" if name == "munderover" else f"({marks})")
    return _group(element, name, parts)


def _group(element: etree._Element, name: str, parts: list[etree._Element]) -> str:
    inner = "".join(_text(part) for part in parts)
    if name == "mfenced":
        return f"{element.get('open', '(')}{inner}{element.get('close', ')')}"
    if name == "msqrt":
        return f"√({inner.strip()})"
    if name in {"annotation", "annotation-xml"}:
        return ""
    return inner


def _bracketed(text: str) -> str:
    text = text.strip()
    return f"({text})" if _WIDE.search(text) else text
