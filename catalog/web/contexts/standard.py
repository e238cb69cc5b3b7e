"""The page of a standard: is it in force, what replaced it, who adopted it, what is held of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from catalog.standards import RelationKind, Status
from catalog.web.contexts.declarations import declaration_line
from catalog.web.contexts.documents import standard_href

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from catalog.comparison.reports import DocumentRequirements
    from catalog.standards import PartialDate, Provenance, Relation, Standard, Title
    from catalog.web.contexts.declarations import DeclarationLine
    from declarations import PublishedDeclaration

__all__ = ["EditionLine", "HeldRow", "RelationLine", "StandardPage", "build_standard"]

REVERSED = {
    RelationKind.REPLACES: RelationKind.REPLACED_BY,
    RelationKind.REPLACED_BY: RelationKind.REPLACES,
    RelationKind.AMENDS: RelationKind.AMENDED_BY,
    RelationKind.AMENDED_BY: RelationKind.AMENDS,
    RelationKind.ADOPTS: RelationKind.ADOPTED_BY,
    RelationKind.ADOPTED_BY: RelationKind.ADOPTS,
    RelationKind.PART_OF: RelationKind.HAS_PART,
    RelationKind.HAS_PART: RelationKind.PART_OF,
    RelationKind.RELATED: RelationKind.RELATED,
}
ADOPTION = frozenset({RelationKind.ADOPTS, RelationKind.ADOPTED_BY})
PAST = frozenset({Status.SUPERSEDED, Status.WITHDRAWN})
SHOWN_RELATIONS = 60


@dataclass(frozen=True, slots=True)
class EditionLine:
    """One edition of the work on the time line."""

    designation: str
    href: str
    status: str
    year: int | None
    here: bool


@dataclass(frozen=True, slots=True)
class RelationLine:
    """One arrow: its kind, the other document, the degree if it is an adoption.

    ``behind`` tells for an adoption whether the adopted edition is no longer the current one; none where not known.
    """

    kind: str
    designation: str
    href: str | None
    title: str | None
    title_lang: str | None
    degree: str | None
    status: str | None
    behind: bool | None = None


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One requirement that is held of the standard."""

    id: str
    clause: str | None
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class StandardPage:
    """One edition of a standard."""

    template: ClassVar[str] = "pages/standard.html"
    designation: str
    titles: tuple[Title, ...]
    level: str
    nature: str
    status: str
    status_printed: str | None
    published: str | None
    effective: str | None
    withdrawn: str | None
    publisher: str | None
    committee: str | None
    ics: tuple[str, ...]
    ccs: tuple[str, ...]
    scope: str | None
    is_past: bool
    successors: tuple[RelationLine, ...]
    current_edition: EditionLine | None
    editions: tuple[EditionLine, ...]
    adoption: tuple[RelationLine, ...]
    relations: tuple[RelationLine, ...]
    relations_left_out: int
    held: tuple[HeldRow, ...]
    held_completeness: str | None
    clauses_held: tuple[str, ...]
    declarations_using: tuple[DeclarationLine, ...]
    provenance: tuple[Provenance, ...]
    links: tuple[str, ...]
    compare_href: str | None


def build_standard(
    standard: Standard,
    *,
    language: str,
    editions: Sequence[Standard],
    related_from: Iterable[tuple[Standard, Relation]],
    targets: Iterable[Standard],
    held: DocumentRequirements | None,
    declarations: Iterable[PublishedDeclaration],
) -> StandardPage:
    """Return the page of ``standard``.

    ``related_from`` are the arrows of other records to this one, ``targets`` the records that its own arrows point to,
    with other editions of adopted works beside them.
    """
    known = {other.key: other for other in targets}
    arrows = _arrows(standard, related_from, known, language)
    adoption = tuple(line for line in arrows if line.kind in ADOPTION)
    rest = [line for line in arrows if line.kind not in ADOPTION]
    lines = tuple(_edition(edition, standard) for edition in sorted(editions, key=_year))
    is_past = standard.status in PAST
    current = next((line for line in reversed(lines) if line.status == Status.CURRENT and not line.here), None)
    return StandardPage(
        designation=standard.designation.normalized,
        titles=_titles(standard, language),
        level=standard.level.value,
        nature=standard.nature.value,
        status=standard.status.value,
        status_printed=standard.status_printed,
        published=_text(standard.published),
        effective=_text(standard.effective),
        withdrawn=_text(standard.withdrawn),
        publisher=standard.publisher,
        committee=standard.committee,
        ics=standard.ics,
        ccs=standard.ccs,
        scope=standard.scope,
        is_past=is_past,
        successors=tuple(line for line in arrows if line.kind == RelationKind.REPLACED_BY),
        current_edition=current if is_past else None,
        editions=lines,
        adoption=adoption,
        relations=tuple(rest[:SHOWN_RELATIONS]),
        relations_left_out=max(0, len(rest) - SHOWN_RELATIONS),
        held=tuple(HeldRow(row.id, row.clause, row.name, row.text) for row in held.requirements) if held else (),
        held_completeness=held.completeness.value if held else None,
        clauses_held=held.clauses_held if held else (),
        declarations_using=tuple(declaration_line(published) for published in declarations),
        provenance=standard.provenance,
        links=standard.links,
        compare_href=f"/compare?benchmark={standard.designation.normalized.replace(' ', '+')}" if held else None,
    )


def _text(day: PartialDate | None) -> str | None:
    return day.text if day else None


def _titles(standard: Standard, language: str) -> tuple[Title, ...]:
    """Return the titles, the one in ``language`` first, one per language."""
    order = {"zh": 1, "en": 2} | {language: 0}
    unique = {title.language: title for title in reversed(standard.titles)}
    return tuple(sorted(unique.values(), key=lambda title: order.get(title.language, 3)))


def _year(standard: Standard) -> tuple[int, str]:
    return (_year_of(standard) or 0, standard.key)


def _year_of(standard: Standard) -> int | None:
    if standard.designation.year:
        return int(standard.designation.year)
    return standard.published.year if standard.published else None


def _edition(edition: Standard, here: Standard) -> EditionLine:
    return EditionLine(
        edition.designation.normalized,
        f"/standards/{edition.slug}",
        edition.status.value,
        _year_of(edition),
        edition.key == here.key,
    )


def _arrows(
    standard: Standard, related_from: Iterable[tuple[Standard, Relation]], known: dict[str, Standard], language: str
) -> list[RelationLine]:
    """Return the record's own arrows and those that come from other records, each pair once."""
    found: dict[tuple[str, str], RelationLine] = {}
    for relation in standard.relations:
        target = known.get(relation.target_key or "")
        name = target.designation.normalized if target else relation.target
        found[relation.kind, name] = _line(relation, relation.kind, name, target, language, known)
    for other, relation in related_from:
        kind = REVERSED.get(relation.kind)
        name = other.designation.normalized
        if kind is not None and (kind, name) not in found:
            found[kind, name] = _line(relation, kind, name, other, language, known)
    order = list(RelationKind)
    return sorted(found.values(), key=lambda line: (order.index(RelationKind(line.kind)), line.designation))


def _line(
    relation: Relation,
    kind: RelationKind,
    name: str,
    other: Standard | None,
    language: str,
    known: dict[str, Standard],
) -> RelationLine:
    title = next((t for t in _titles(other, language)), None) if other else None
    return RelationLine(
        kind=kind.value,
        designation=name,
        href=f"/standards/{other.slug}" if other else standard_href(name),
        title=title.text if title else None,
        title_lang=title.language if title else None,
        degree=relation.degree.value if relation.degree else None,
        status=other.status.value if other else None,
        behind=_is_behind(other, known) if kind is RelationKind.ADOPTS else None,
    )


def _is_behind(adopted: Standard | None, known: dict[str, Standard]) -> bool | None:
    """Tell whether a newer edition of the adopted work is in force; none where the catalogue does not know."""
    if adopted is None or not adopted.designation.is_dated:
        return None
    newer = [
        other
        for other in known.values()
        if other.work_key == adopted.work_key and other.status is Status.CURRENT and other.key != adopted.key
    ]
    if adopted.status is Status.CURRENT:
        return False
    return True if newer else None
