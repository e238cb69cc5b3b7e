"""One record of the catalogue with its relations, as data."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from catalog.adoptions import edges_of, work_of
from catalog.comparison.codec import document_from_json
from catalog.descriptions import field_sources, find_conflicts
from catalog.designations import find_designations, parse_designation
from catalog.errors import NotFoundError, UnusableInputError
from catalog.standards import RelationKind, Status

if TYPE_CHECKING:
    from catalog.adoptions import Edge
    from catalog.comparison.reports import DocumentRequirements
    from catalog.services.workplace import Workplace
    from catalog.standards import PartialDate, Standard
    from declarations import PublishedDeclaration

__all__ = [
    "describe_declaration",
    "describe_standard",
    "find_declared_document",
    "find_document",
    "find_standard",
]


def find_standard(workplace: Workplace, text: str) -> Standard:
    """Return the edition that ``text`` names; an undated number names the one in force, else the newest.

    Raises UnusableInputError where the text is no designation, NotFoundError where the store has no such record.
    """
    designation = parse_designation(text)
    exact = workplace.catalog.find_standard(designation.key)
    if exact:
        return exact
    editions = workplace.catalog.editions(designation.work_key)
    if editions and not designation.is_dated:
        return editions[0]
    known = ", ".join(edition.designation.normalized for edition in editions)
    hint = f"; held editions: {known}" if known else ""
    raise NotFoundError(
        f"{designation.normalized} is not in the catalogue{hint}",
        f"目录中没有 {designation.normalized}" + (f"；现有版本：{known}" if known else ""),
    )


def find_declared_document(workplace: Workplace, text: str) -> DocumentRequirements | None:
    """Return the requirements of the declaration in force that has this number, if there is one."""
    designation = find_designations(text)[0]
    revision = workplace.declarations.find_by_designation(designation.key)
    return document_from_json(revision.document) if revision and revision.document else None


def find_document(workplace: Workplace, text: str | None) -> DocumentRequirements | None:
    """Return the requirements that the store holds under a number: a declaration in force, else a benchmark."""
    number = (text or "").strip()
    found = find_designations(number)
    if not found:
        return workplace.catalog.find_requirements(number.upper()) if number else None
    return find_declared_document(workplace, number) or workplace.catalog.find_requirements(found[0].key)


def _states_on(editions: list[Standard], day: str) -> dict[str, bool | None]:
    """Return by key whether each edition was in force on a day; one that is over ended when the next took effect."""
    starts = sorted(
        (start.first_day, start) for it in editions if not it.designation.amendment and (start := _start(it))
    )
    states = {}
    for it in editions:
        own, ended = _start(it), None
        if own and it.status in (Status.SUPERSEDED, Status.WITHDRAWN) and not it.withdrawn:
            ended = next((start for first, start in starts if first > own.last_day), None)
        states[it.key] = it.in_force_on(day, ended=ended)
    return states


def _start(standard: Standard) -> PartialDate | None:
    return standard.effective or standard.published


def describe_standard(workplace: Workplace, text: str, *, on: str | None = None) -> dict[str, object]:
    """Return the record that ``text`` names with its editions, relations and what is held of it, as JSON values.

    ``on`` is a day (ISO 8601): an undated number then names the edition that was in force on it, and each edition
    tells whether it was (none where the sources do not say). Raises UnusableInputError for what is no day.
    """
    if on is not None:
        _require_day(on)
    standard = find_standard(workplace, text)
    editions = workplace.catalog.editions(standard.work_key)
    states = _states_on(editions, on) if on else {}
    if on and not parse_designation(text).is_dated:
        standard = next((it for it in editions if states[it.key] and not it.designation.amendment), standard)
    record = _described(workplace, standard, editions)
    if on:
        record["on"] = {"day": on, "in_force": states.get(standard.key)}
        record["editions"] = [
            {"designation": it.designation.normalized, "status": it.status, "in_force": states[it.key]}
            for it in editions
        ]
    return record


def _require_day(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise UnusableInputError(
            f"“{text}” is not a day of the calendar: write it as 2020-10-01.",
            f"“{text}”不是有效日期，请写作 2020-10-01 的形式。",
            code="bad-day",
        ) from error


def _described(workplace: Workplace, standard: Standard, editions: list[Standard]) -> dict[str, object]:
    held = workplace.catalog.find_requirements(standard.key)
    return {
        "designation": standard.designation.normalized,
        "slug": standard.slug,
        "titles": {title.language: title.text for title in standard.titles},
        "level": standard.level,
        "nature": standard.nature,
        "status": standard.status,
        "status_printed": standard.status_printed,
        "published": standard.published and standard.published.text,
        "effective": standard.effective and standard.effective.text,
        "withdrawn": standard.withdrawn and standard.withdrawn.text,
        "publisher": standard.publisher,
        "committee": standard.committee,
        "ics": list(standard.ics),
        "ccs": list(standard.ccs),
        "editions": [{"designation": edition.designation.normalized, "status": edition.status} for edition in editions],
        "supplements": [
            {"designation": it.designation.normalized, "status": it.status}
            for it in editions
            if it.designation.amendment and it.edition_key == standard.key and it.key != standard.key
        ],
        "relations": [
            {"kind": relation.kind, "target": relation.target, "degree": relation.degree}
            for relation in standard.relations
        ],
        "related_from": [
            {"kind": relation.kind, "source": other.designation.normalized, "degree": relation.degree}
            for other, relation in workplace.catalog.relations_to(standard.key)
        ],
        "adopts": [_edge(edge) for edge in edges_of(standard)],
        "adopted_by": [
            _edge(edge)
            for adopter in _adopters(workplace, standard, editions)
            for edge in edges_of(adopter)
            if edge.work == work_of(standard.designation)
        ],
        "requirements_held": len(held.requirements) if held else 0,
        "provenance": [
            {"source": origin.source, "record": origin.record, "fetched": origin.fetched, "licence": origin.licence}
            for origin in standard.provenance
        ],
        "field_sources": field_sources(standard) if standard.descriptions else {},
        "conflicts": [asdict(conflict) for conflict in find_conflicts(standard)],
    }


def _adopters(workplace: Workplace, standard: Standard, editions: list[Standard]) -> list[Standard]:
    """Return the records that relate that they adopt this work, any edition of it."""
    keys = dict.fromkeys((standard.work_key, *(it.key for it in editions)))
    found = [it for key in keys for it, _ in workplace.catalog.relations_to(key, RelationKind.ADOPTS)]
    return list({it.key: it for it in found}.values())


def _edge(edge: Edge) -> dict[str, object]:
    return {
        "national": edge.national.normalized,
        "adopted": edge.adopted_name or "source unknown",
        "edition": edge.edition,
        "degree": edge.degree,
        "degree_printed": edge.degree_printed,
        "basis": edge.basis,
        "confidence": edge.confidence,
        "sources": list(edge.sources),
    }


def describe_declaration(item: PublishedDeclaration) -> dict[str, object]:
    """Return a declaration with its newest revision as JSON values."""
    declaration, content = item.declaration, item.revision.content
    return {
        "id": declaration.id,
        "kind": declaration.kind,
        "state": declaration.state,
        "designation": content.standard.designation,
        "title": content.standard.title,
        "issued": content.standard.issued,
        "effective": content.standard.effective,
        "firm": declaration.firm.name,
        "uscc": declaration.firm.uscc,
        "identity_verified": declaration.firm.verified,
        "revision": declaration.revision,
        "published_at": declaration.published_at,
        "changed_at": declaration.changed_at,
        "imported_from": declaration.imported and declaration.imported.source,
        "products": [
            {"name": p.name, "model": p.model, "specification": p.specification, "gtin": p.gtin}
            for p in content.products
        ],
        "references": list(content.references),
        "benchmarks": [
            {"designation": b.designation, "chosen_by": b.chosen_by, "run": b.run} for b in content.benchmarks
        ],
        "notice": content.notice and {"zh": content.notice.zh, "en": content.notice.en},
        "requirements": (content.document or {}).get("requirements", []),
    }
