"""One record from several descriptions: which value is shown, whose it is, and where the sources disagree.

The rule: descriptions stand in order of precedence (the publisher's own catalogue first), of the same source the later
day first. Each field has the first value in that order; titles are taken by language, relations and links are added up.
The state (status, as printed, day of withdrawal) is one field: the first description that knows it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from catalog.standards import Level, Nature, Provenance, Relation, RelationKind, Standard, Status, Title

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Conflict", "descriptions_of", "field_sources", "find_conflicts", "join_descriptions"]

_SINGLE = ("published", "effective", "publisher", "committee", "scope", "ics", "ccs")
_OVER = {Status.SUPERSEDED, Status.WITHDRAWN}
"""Two words for an edition that is over: one source names the successor, the other does not."""
_COMPARED = ("published", "effective", "withdrawn", "ics", "ccs")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sources that say different things of one field: ``shown`` is the value that counts."""

    field: str
    shown: str
    source: str
    other: str
    other_source: str


def descriptions_of(standard: Standard) -> tuple[Standard, ...]:
    """Return what each source says of a document, the one that counts most first; a plain record describes itself."""
    return standard.descriptions or (standard,)


def join_descriptions(descriptions: Sequence[Standard], provenance: tuple[Provenance, ...]) -> Standard:
    """Return the record that follows from descriptions in order of precedence."""
    first = descriptions[0]
    if len(descriptions) == 1:
        return replace(first, provenance=provenance, descriptions=())
    fields: dict[str, Any] = {
        name: next((value for it in descriptions if (value := getattr(it, name))), getattr(first, name))
        for name in _SINGLE
    }
    state = next((it for it in descriptions if it.status is not Status.UNKNOWN), first)
    return replace(
        first,
        level=next((it.level for it in descriptions if it.level is not Level.UNKNOWN), first.level),
        nature=next((it.nature for it in descriptions if it.nature is not Nature.UNKNOWN), first.nature),
        titles=_titles(descriptions),
        status=state.status,
        status_printed=state.status_printed or first.status_printed,
        withdrawn=state.withdrawn or next((it.withdrawn for it in descriptions if it.withdrawn), None),
        relations=_relations(descriptions),
        links=tuple(dict.fromkeys(link for it in descriptions for link in it.links)),
        provenance=provenance,
        descriptions=tuple(descriptions),
        **fields,
    )


def _titles(descriptions: Sequence[Standard]) -> tuple[Title, ...]:
    titles: dict[str, Title] = {}
    for it in descriptions:
        for title in it.titles:
            titles.setdefault(title.language, title)
    return tuple(titles.values())


def _relations(descriptions: Sequence[Standard]) -> tuple[Relation, ...]:
    """Add up the relations; a named adoption takes the place of a badge, a degree that of an unknown degree."""
    found: dict[tuple[RelationKind, str], Relation] = {}
    for it in descriptions:
        for relation in it.relations:
            key = (relation.kind, relation.target_key or relation.target)
            held = found.get(key)
            if held is None:
                found[key] = relation
            elif _knows_degree(relation) and not _knows_degree(held):
                found[key] = replace(held, degree=relation.degree, degree_printed=relation.degree_printed)
    has_source = any(kind is RelationKind.ADOPTS and relation.target_key for (kind, _), relation in found.items())
    return tuple(
        relation
        for relation in found.values()
        if not (has_source and relation.kind is RelationKind.ADOPTS and relation.target_key is None)
    )


def _knows_degree(relation: Relation) -> bool:
    return relation.degree is not None and relation.degree.value != "unknown"


def field_sources(standard: Standard) -> dict[str, str]:
    """Return for each field that a record has the source whose value is shown; titles as ``title.zh``."""
    sources: dict[str, str] = {}
    for it in descriptions_of(standard):
        source = it.provenance[0].source if it.provenance else ""
        for name in _SINGLE:
            if getattr(it, name):
                sources.setdefault(name, source)
        if it.status is not Status.UNKNOWN:
            sources.setdefault("status", source)
        if it.withdrawn:
            sources.setdefault("withdrawn", source)
        for title in it.titles:
            sources.setdefault(f"title.{title.language}", source)
    return sources


def find_conflicts(standard: Standard) -> tuple[Conflict, ...]:
    """Return where descriptions disagree with what is shown: dates, states and classes; not mere precision."""
    own = field_sources(standard)
    conflicts = []
    for it in descriptions_of(standard):
        other = it.provenance[0].source if it.provenance else ""
        for name in _COMPARED:
            shown, said = _words(getattr(standard, name)), _words(getattr(it, name))
            if said and not (shown.startswith(said) or said.startswith(shown)):
                conflicts.append(Conflict(name, shown, own.get(name, ""), said, other))
        if it.status not in (Status.UNKNOWN, standard.status) and {it.status, standard.status} != _OVER:
            shown, said = standard.status_printed or standard.status.value, it.status_printed or it.status.value
            conflicts.append(Conflict("status", shown, own.get("status", ""), said, other))
    return tuple(dict.fromkeys(conflicts))


def _words(value: Any) -> str:  # noqa: ANN401 - a date, a tuple of codes or nothing
    if value is None:
        return ""
    return " ".join(sorted(value)) if isinstance(value, tuple) else str(value.text)
