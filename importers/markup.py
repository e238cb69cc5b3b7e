"""Pages and XML of portals as trees and as lists of texts: no network, no entities, no script run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from importers.relaton_fields import plain_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = [
    "attributes",
    "by_class",
    "decode",
    "labelled",
    "parse_page",
    "parse_xml_record",
    "squeezed",
    "text_of",
    "texts_of",
]

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_IN_BODY = re.compile(r"<\?xml[^>]*\?>")
_TEXTS = etree.XPath(".//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::select)]")


def decode(data: bytes) -> str | None:
    """Return the text of a page or table in UTF-8 or GB 18030, none where it is neither."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def parse_page(text: str) -> etree._Element | None:
    """Return the root of a web page, however faulty its mark-up is; none where there is nothing."""
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root: etree._Element | None = etree.fromstring(_IN_BODY.sub("", text).replace("\x00", ""), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root


def parse_xml_record(text: str) -> etree._Element:
    """Return the root of an XML record; raises ValueError for what is not well formed. Entities are not unfolded."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(_DECLARATION.sub("", text).strip().encode(), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error


def squeezed(text: str) -> str:
    """Return a text without mark-up, with single spaces (full-width and fixed ones too)."""
    return plain_text(text)


def text_of(element: etree._Element | None) -> str:
    """Return the text of an element in one line."""
    return "" if element is None else " ".join(texts_of(element))


def texts_of(element: etree._Element) -> list[str]:
    """Return the texts of an element in order, without scripts, styles and empty ones."""
    found = _TEXTS(element)
    return [text for it in (found if isinstance(found, list) else []) if (text := " ".join(str(it).split()))]


def labelled(texts: Iterable[str], labels: Collection[str], ends: Collection[str] = ()) -> dict[str, str]:
    """Return what stands behind each label: in the same text after a colon, or in the texts up to the next label.

    The first occurrence of a label counts. A text of ``ends`` closes the value before it.
    """
    values: dict[str, list[str]] = {}
    open_label: str | None = None
    for text in texts:
        name, colon, rest = text.replace(":", "：", 1).partition("：")
        name = name.strip()
        if name in labels and (colon or name == text.strip()):
            open_label = name if name not in values else None
            if open_label:
                values[name] = [text[len(name) :].lstrip(" ：:")] if rest.strip() else []
        elif text in ends or text.startswith(tuple(ends)):
            open_label = None
        elif open_label:
            values[open_label].append(text)
    return {name: " ".join(parts) for name, parts in values.items()}


def attributes(element: etree._Element, *names: str) -> list[str]:
    """Return the values of these attributes of an element and of all below it, in order."""
    return [str(value) for it in element.iter() for name in names if (value := it.get(name))]


def by_class(element: etree._Element, name: str) -> list[etree._Element]:
    """Return the elements below that have a class, in order."""
    return [it for it in element.iter() if name in str(it.get("class") or "").split()]
