"""Relaton's XML (``bibdata``, ``bibitem``) as the plain value that its YAML and JSON hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from importers.markup import decode, parse_xml_record

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["read_relaton_xml"]

_ROOTS = ("bibdata", "bibitem")
_DEEPEST = 4


def read_relaton_xml(data: bytes) -> dict[str, Any]:
    """Return the record of an XML file; raises ValueError for what is no XML, or not Relaton's."""
    text = decode(data)
    if text is None:
        raise ValueError("it is neither UTF-8 nor GB 18030")
    root = parse_xml_record(text)
    if _name(root) not in _ROOTS:
        raise ValueError(f"its root is {_name(root)}, not bibdata or bibitem")
    return _record(root, _DEEPEST)


def _name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _all(element: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in element if _name(child) == name]


def _text(element: etree._Element | None) -> str:
    return "" if element is None else " ".join("".join(str(part) for part in element.itertext()).split())


def _first(element: etree._Element, *path: str) -> etree._Element | None:
    found: etree._Element | None = element
    for name in path:
        found = next(iter(_all(found, name)), None) if found is not None else None
    return found


def _named(element: etree._Element) -> dict[str, Any]:
    """Return content and attributes of a simple element: title, docidentifier, uri, abstract."""
    value: dict[str, Any] = {"content": _text(element)}
    for key in ("type", "language", "script"):
        if attribute := element.get(key):
            value[key] = attribute
    if element.get("primary") == "true":
        value["primary"] = True
    return value


def _record(root: etree._Element, levels: int) -> dict[str, Any]:
    ext = _first(root, "ext")
    status = _first(root, "status")
    record: dict[str, Any] = {
        "schema_version": root.get("schema-version"),
        "id": root.get("id"),
        "fetched": _text(_first(root, "fetched")) or None,
        "title": [_named(it) for it in _all(root, "title")],
        "source": [_named(it) for it in _all(root, "uri")],
        "docidentifier": [_named(it) for it in _all(root, "docidentifier")],
        "date": [_date(it) for it in _all(root, "date")],
        "contributor": [_contributor(it) for it in _all(root, "contributor")],
        "edition": _text(_first(root, "edition")) or None,
        "abstract": [_named(it) for it in _all(root, "abstract")],
    }
    if status is not None:
        record["status"] = {
            "stage": _text(_first(status, "stage")) or _text(status),
            "substage": _text(_first(status, "substage")) or None,
        }
    if ext is not None:
        record["ext"] = {
            name: [{"code": _text(_first(it, "code"))} for it in _all(ext, name)] for name in ("ics", "ccs")
        }
    if levels:
        record["relation"] = [_relation(it, levels - 1) for it in _all(root, "relation")]
    return {key: value for key, value in record.items() if value}


def _date(element: etree._Element) -> dict[str, Any]:
    when = next((_text(it) for name in ("on", "from", "to") for it in _all(element, name)), "") or _text(element)
    return {"type": element.get("type"), "at": when}


def _contributor(element: etree._Element) -> dict[str, Any]:
    organization = _first(element, "organization")
    value: dict[str, Any] = {"role": [{"type": it.get("type")} for it in _all(element, "role")]}
    if organization is not None:
        value["organization"] = {"name": [_named(it) for it in _all(organization, "name")]}
    return value


def _relation(element: etree._Element, levels: int) -> dict[str, Any]:
    item = _first(element, "bibitem")
    value: dict[str, Any] = {"type": element.get("type")}
    if item is not None:
        value["bibitem"] = _record(item, levels)
        if formatted := _text(_first(item, "formattedref")):
            value["bibitem"]["formattedref"] = formatted
    return value
