"""NISO STS and ISO STS: front matter as facts, sections as clauses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalog.designations import designation_level, find_designations
from importers.documents.safe_xml import local_name
from importers.documents.sts.walking import Walker
from importers.documents.sts.words import Inline

if TYPE_CHECKING:
    from lxml import etree

    from importers.documents.building import Builder

__all__ = ["read_niso"]

_METAS = ("nat-meta", "reg-meta", "std-meta", "iso-meta")
"""The front matter of the document itself first: a national adoption has the adopted one's beside its own."""

_SECTIONS = frozenset({"sec", "term-sec", "app", "ref-list"})
_PASSED = frozenset({"label", "title", "sec-meta", "annex-type"})
_DAY = re.compile(r"^\d{4}(?:-\d{2}){0,2}$")


def read_niso(root: etree._Element, builder: Builder) -> None:
    """Put a whole standard into ``builder``."""
    inline = Inline()
    _state_facts(root, builder, inline)
    walker = Walker(builder, inline)
    for part in root.iter():
        if local_name(part) in {"front", "body", "back", "app-group"} and not _is_inside_section(part):
            for child in part:
                if local_name(child) in _SECTIONS:
                    _section(child, walker, 1)
                elif local_name(child) in {"p", "list", "table-wrap"}:
                    walker.block(child)


def _is_inside_section(part: etree._Element) -> bool:
    return any(local_name(above) in _SECTIONS for above in part.iterancestors())


def _section(element: etree._Element, walker: Walker, level: int) -> None:
    parts = {local_name(child): child for child in reversed(element) if local_name(child)}
    label, title = walker.inline.text(parts.get("label")), walker.inline.text(parts.get("title"))
    children = [child for child in element if local_name(child) and local_name(child) not in _PASSED]
    kind = local_name(element)
    number: str | None = label.rstrip(".") or None
    if kind == "app":
        walker.heading(None, " ".join(filter(None, (label, title))) or "Annex", level)
        number = None
    elif title or (number and not (children and local_name(children[0]) == "p")):
        walker.heading(number, title, level)
        number = None
    for child in children:
        name = local_name(child)
        if name in _SECTIONS:
            _section(child, walker, level + 1)
        elif name == "ref":
            walker.paragraph(_reference(child, walker.inline))
        elif name in {"termEntry", "term-display"}:
            walker.quote(child)
        else:
            walker.block(child, number)
        number = None


def _reference(ref: etree._Element, inline: Inline) -> str:
    return inline.text(ref, without=frozenset({"label"}))


def _state_facts(root: etree._Element, builder: Builder, inline: Inline) -> None:
    metas = {local_name(e): e for e in root.iter() if local_name(e) in _METAS}
    meta = next((metas[name] for name in _METAS if name in metas), None)
    if meta is None:
        return
    texts: dict[str, list[tuple[etree._Element, str]]] = {}
    for child in meta:
        texts.setdefault(local_name(child), []).append((child, inline.text(child)))
    refs = texts.get("std-ref", [])
    dated = [text for child, text in refs if child.get("type") == "dated"]
    for printed in (*dated, *(text for _, text in refs), *(text for _, text in texts.get("doc-ref", []))):
        # a month behind the year (ISO 13849-1:2006-11) is the date of the edition, not part of its number
        found = find_designations(re.sub(r"([:-]\d{4})-\d{2}$", r"\1", printed))
        if found:
            builder.stated["designation"] = found[0].normalized
            builder.stated["level"] = designation_level(found[0])
            break
    if title := _title(meta, texts, inline):
        builder.stated["title"] = title
    days = [text for name in ("pub-date", "release-date") for _, text in texts.get(name, []) if _DAY.match(text)]
    if days:
        builder.stated["issued"] = days[0]
    replaced = [
        inline.text(child)
        for child, _ in texts.get("std-xref", [])
        if child.get("type") in {"replaces", "revises", "supersedes"}
    ]
    if replaced:
        builder.stated["replaces"] = "\n".join(replaced)
    count = texts.get("page-count", [])
    if count and (count[0][0].get("count") or "").isdigit():
        builder.pages = int(count[0][0].get("count") or 0) or None


def _title(meta: etree._Element, texts: dict[str, list[tuple[etree._Element, str]]], inline: Inline) -> str:
    language = next((text for _, text in texts.get("content-language", []) if text), "en")
    wraps = [e for e in meta if local_name(e) == "title-wrap"]
    wraps.sort(key=lambda e: e.get("{http://www.w3.org/XML/1998/namespace}lang") != language)
    for wrap in wraps:
        parts = {local_name(e): inline.text(e) for e in wrap}
        if parts.get("full"):
            return parts["full"]
        joined = " — ".join(parts[name] for name in ("intro", "main", "compl") if parts.get(name))
        if joined:
            return joined
    return ""
