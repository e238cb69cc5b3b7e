"""A standard as JSON, the form in which the store keeps it, and back. What is empty is left out."""

from __future__ import annotations

import hashlib
from dataclasses import MISSING, fields
from typing import Any

import orjson

from catalog.designations import Designation
from catalog.standards import (
    Degree,
    Level,
    Nature,
    PartialDate,
    Provenance,
    Relation,
    RelationKind,
    Standard,
    Status,
    Title,
)

__all__ = [
    "designation_from_json",
    "dump_standard",
    "load_standard",
    "prepare_standard",
    "standard_from_json",
    "standard_to_json",
]

_DESIGNATION_ALWAYS = ("prefix", "number", "normalized")
_DESIGNATION_DEFAULTS = tuple(
    (field.name, None if field.default is MISSING else field.default)
    for field in fields(Designation)
    if field.name not in _DESIGNATION_ALWAYS
)
_WORDS = ("level", "nature", "status")
_DATES = ("published", "effective", "withdrawn")
_TEXTS = ("status_printed", "publisher", "committee", "scope")
_LISTS = ("ics", "ccs", "links")
_CLAIM = ("degree_printed", "source", "confidence")


def dump_standard(standard: Standard) -> bytes:
    """Return the JSON text of a standard: the same bytes for the same value."""
    return orjson.dumps(standard_to_json(standard))


def prepare_standard(standard: Standard) -> dict[str, Any]:
    """Return the row of a standard in the store; ``targets`` are the keys that its relations point at."""
    document = dump_standard(standard)
    designation = standard.designation
    key = designation.key
    return {
        "key": key,
        "work_key": designation.work_key,
        "slug": designation.slug,
        "level": standard.level.value,
        "status": standard.status.value,
        "published": standard.published.text if standard.published else None,
        "hash": hashlib.blake2b(document, digest_size=16).digest(),
        "document": document.decode(),
        "targets": {relation.target_key for relation in standard.relations if relation.target_key} - {key},
    }


def load_standard(text: str | bytes) -> Standard:
    """Return the standard that :func:`dump_standard` wrote."""
    return standard_from_json(orjson.loads(text))


def standard_to_json(standard: Standard) -> dict[str, Any]:
    """Return the standard as plain JSON values; :func:`standard_from_json` gives the equal standard back."""
    document: dict[str, Any] = {"designation": _designation_to_json(standard.designation)}
    for name in _WORDS:
        word = getattr(standard, name).value
        if word != "unknown":
            document[name] = word
    if standard.titles:
        document["titles"] = [{"language": title.language, "text": title.text} for title in standard.titles]
    for name in _DATES:
        date = getattr(standard, name)
        if date is not None:
            document[name] = date.text
    for name in _TEXTS:
        text = getattr(standard, name)
        if text is not None:
            document[name] = text
    lists = {name: list(getattr(standard, name)) for name in _LISTS}
    lists["relations"] = [_relation_to_json(relation) for relation in standard.relations]
    lists["provenance"] = [_provenance_to_json(provenance) for provenance in standard.provenance]
    document.update({name: members for name, members in lists.items() if members})
    if standard.descriptions:
        document["descriptions"] = [_description_to_json(it, document) for it in standard.descriptions]
    return document


def _description_to_json(description: Standard, shown: dict[str, Any]) -> dict[str, Any]:
    """Return a description without the designation where it is the one that is shown."""
    document = standard_to_json(description)
    if document["designation"] == shown["designation"]:
        del document["designation"]
    return document


def standard_from_json(document: dict[str, Any]) -> Standard:
    """Return the standard that :func:`standard_to_json` described."""
    fields: dict[str, Any] = {name: document.get(name) for name in _TEXTS}
    fields.update({name: tuple(document.get(name, ())) for name in _LISTS})
    fields.update({name: PartialDate(document[name]) if name in document else None for name in _DATES})
    return Standard(
        designation=designation_from_json(document["designation"]),
        level=Level(document.get("level", "unknown")),
        nature=Nature(document.get("nature", "unknown")),
        status=Status(document.get("status", "unknown")),
        titles=tuple(Title(title["language"], title["text"]) for title in document.get("titles", ())),
        relations=tuple(_relation_from_json(relation) for relation in document.get("relations", ())),
        provenance=tuple(Provenance(**provenance) for provenance in document.get("provenance", ())),
        descriptions=tuple(
            standard_from_json({"designation": document["designation"], **it})
            for it in document.get("descriptions", ())
        ),
        **fields,
    )


def _designation_to_json(designation: Designation) -> dict[str, Any]:
    document: dict[str, Any] = {
        "prefix": designation.prefix,
        "number": designation.number,
        "normalized": designation.normalized,
    }
    for name, default in _DESIGNATION_DEFAULTS:
        value = getattr(designation, name)
        if value != default:
            document[name] = value
    return document


def designation_from_json(document: dict[str, Any]) -> Designation:
    """Return the designation of a record's ``designation``."""
    return Designation(**{"part": None, "year": None, **document})


def _relation_to_json(relation: Relation) -> dict[str, Any]:
    document: dict[str, Any] = {"kind": relation.kind.value, "target": relation.target}
    if relation.target_key is not None:
        document["target_key"] = relation.target_key
    if relation.degree is not None:
        document["degree"] = relation.degree.value
    if relation.dated:
        document["dated"] = True
    document.update({name: value for name in _CLAIM if (value := getattr(relation, name)) is not None})
    return document


def _relation_from_json(document: dict[str, Any]) -> Relation:
    degree = document.get("degree")
    return Relation(
        kind=RelationKind(document["kind"]),
        target=document["target"],
        target_key=document.get("target_key"),
        degree=None if degree is None else Degree(degree),
        dated=document.get("dated", False),
        **{name: document.get(name) for name in _CLAIM},
    )


def _provenance_to_json(provenance: Provenance) -> dict[str, str]:
    document = {"source": provenance.source, "record": provenance.record}
    if provenance.fetched is not None:
        document["fetched"] = provenance.fetched
    if provenance.licence is not None:
        document["licence"] = provenance.licence
    if provenance.since is not None:
        document["since"] = provenance.since
    return document
