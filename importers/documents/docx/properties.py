"""Access to WordprocessingML whatever the namespace of its edition, and what styles say of paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from importers.documents.safe_xml import local_name

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Style", "Styles", "attribute", "child", "integer", "is_on"]

_HEADING = re.compile(r"^(?:heading|标题)\s*(\d)$", re.IGNORECASE)
_CONTENTS = re.compile(r"^(?:toc\b|目录)", re.IGNORECASE)
_DEEPEST = 20
"""Styles that are based on one another."""


def attribute(element: etree._Element, name: str) -> str | None:
    """Return an attribute by its name without the namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child of a name."""
    return None if element is None else next((e for e in element if local_name(e) == name), None)


def integer(element: etree._Element, name: str, otherwise: int) -> int:
    """Return an attribute as a whole number of a sane size."""
    value = (attribute(element, name) or "").strip()
    return int(value) if re.fullmatch(r"-?\d{1,6}", value) else otherwise


def is_on(properties: etree._Element | None, name: str) -> bool:
    """Tell whether a property that is on or off is on."""
    found = child(properties, name)
    return found is not None and (attribute(found, "val") or "true") not in {"0", "false", "off", "none"}


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says: its name, the level of heading (from 1), its numbering, whether it raises."""

    name: str = ""
    heading: int | None = None
    numbering: tuple[str, int] | None = None
    vertical: str | None = None

    @property
    def is_contents(self) -> bool:
        """Tell whether it is one of the entries of a table of contents."""
        return _CONTENTS.match(self.name) is not None


@dataclass(slots=True)
class Styles:
    """The styles of a document by their ids."""

    elements: dict[str, etree._Element] = field(default_factory=dict)
    known: dict[str, Style] = field(default_factory=dict)

    @classmethod
    def of(cls, root: etree._Element | None) -> Styles:
        """Return the styles of a part, none where the document has no such part."""
        found = () if root is None else root.iterchildren("{*}style")
        return cls({attribute(element, "styleId") or "": element for element in found})

    def get(self, key: str | None) -> Style:
        """Return a style with all that it takes over from those it is based on."""
        if not key or key not in self.elements:
            return Style()
        if key not in self.known:
            self.known[key] = self._read(key)
        return self.known[key]

    def _read(self, key: str) -> Style:
        name, heading, vertical = "", None, None
        number: str | None = None
        level: int | None = None
        at: str | None = key
        for _ in range(_DEEPEST):
            element = self.elements.get(at or "")
            if element is None:
                break
            named = child(element, "name")
            own = (attribute(named, "val") or "") if named is not None else ""
            name = name or own
            paragraph, run = child(element, "pPr"), child(element, "rPr")
            outline, numbered, raised = (
                child(paragraph, "outlineLvl"),
                child(paragraph, "numPr"),
                child(run, "vertAlign"),
            )
            if heading is None and (told := _HEADING.match(own)):
                heading = int(told[1])
            if heading is None and outline is not None:
                heading = integer(outline, "val", 9) + 1
            vertical = vertical or (attribute(raised, "val") if raised is not None else None)
            for part in numbered if numbered is not None else ():
                if local_name(part) == "numId" and number is None:
                    number = attribute(part, "val")
                elif local_name(part) == "ilvl" and level is None:
                    level = integer(part, "val", 0)
            based = child(element, "basedOn")
            at = attribute(based, "val") if based is not None else None
        numbering = (number, level or 0) if number not in {None, "0"} and number is not None else None
        return Style(name, heading if heading is not None and heading <= 9 else None, numbering, vertical)  # noqa: PLR2004 - a number of digits or marks, plain where it stands
