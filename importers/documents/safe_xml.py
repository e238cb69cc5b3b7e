"""XML as a tree, without network, without other files, and without entities that could unfold."""

from __future__ import annotations

import html.entities
import re

from lxml import etree

from catalog.errors import UnusableInputError

__all__ = ["UnsafeXmlError", "entity_text", "local_name", "parse_xml", "unreadable"]

_LONGEST_ENTITY = 200


class UnsafeXmlError(Exception):
    """The bytes are no well-formed XML, or nest more deeply than any document does."""


def parse_xml(data: bytes) -> etree._Element:
    """Return the root of a document; raises UnsafeXmlError. Entities stay nodes: see :func:`entity_text`."""
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        root = _despite_namespaces(data, parser, error)
    except ValueError as error:
        raise UnsafeXmlError(str(error)) from error
    if root is None:
        raise UnsafeXmlError("no root")
    return root


def _despite_namespaces(data: bytes, strict: etree.XMLParser, error: etree.XMLSyntaxError) -> etree._Element:
    """Return the root where all that is wrong is the spelling of a namespace; raises UnsafeXmlError otherwise."""
    if not all(entry.type_name.startswith(("NS_", "WAR_NS_")) for entry in strict.error_log):
        raise UnsafeXmlError(str(error)) from error
    lenient = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, recover=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(data, lenient)
    if root is None or not all(entry.type_name.startswith(("NS_", "WAR_NS_")) for entry in lenient.error_log):
        raise UnsafeXmlError(str(error)) from error
    return root


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace; entities and comments have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def entity_text(entity: etree._Element) -> str:
    """Return what an entity node stands for: a named character, or short text that the file itself declares."""
    name = str(getattr(entity, "name", ""))
    if known := html.entities.html5.get(f"{name};"):
        return known
    declared = entity.getroottree().docinfo.internalDTD
    entities = getattr(declared, "iterentities", tuple)
    for one in entities():
        content = one.content or ""
        if one.name == name and len(content) <= _LONGEST_ENTITY and not re.search("[&<%]", content):
            return content
    return f"&{name};"


def unreadable(name: str, what_en: str, what_zh: str) -> UnusableInputError:
    """Return the error for a file whose XML cannot be read."""
    return UnusableInputError(
        f"{name} is damaged: {what_en} cannot be read; save it anew from the program that made it.",
        f"{name} 已损坏：{what_zh}无法读取；请用原程序重新另存后再试。",
        code="damaged",
    )
