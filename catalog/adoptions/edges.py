"""Edges: what one national document says, and is said, to adopt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from catalog.adoptions.marks import adopted_by_number, read_dual_number, read_marks
from catalog.designations import Designation, find_designations
from catalog.patterns import regex
from catalog.standards import Degree, RelationKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from catalog.standards import Relation, Standard

__all__ = ["Edge", "adoptions_said", "edges_of", "join_edges", "work_of"]

_OLD_IEC = 2000
"""Numbers of IEC standards up to here are of the series before 1997, to which 60000 was added."""
_IEC_SHIFT = 60000
_FORMS = {"ИСО/МЭК": "ISO/IEC", "ИСО": "ISO", "МЭК": "IEC"}
_RANKS = {"low": 0, "medium": 1, "high": 2}
_DIGITS = regex(r"\d+")


@dataclass(frozen=True, slots=True)
class Edge:
    """One adoption: the national document, the work and edition that it adopts, how closely, and who says so.

    ``adopted`` is none where a source shows only that something is adopted. ``edition`` is the year of the adopted
    edition, none where it is not told. ``basis`` is relation, title, dual number or number; ``via`` the document in
    between (EN ISO for BS EN ISO); ``is_supplement`` tells that only an amendment or corrigendum is adopted.
    """

    national: Designation
    adopted: Designation | None
    work: str | None
    edition: str | None
    degree: Degree
    degree_printed: str | None
    basis: str
    sources: tuple[str, ...]
    confidence: str | None = None
    via: str | None = None
    is_supplement: bool = False

    @property
    def is_adoption(self) -> bool:
        """Tell whether it is one: a document that is not equivalent was only made with the other at hand."""
        return self.degree is not Degree.NEQ

    @property
    def adopted_name(self) -> str | None:
        """Return the adopted document's number with its edition, as far as known."""
        return self.adopted.normalized if self.adopted else None


def work_of(designation: Designation) -> str:
    """Return the key of a work for joining edges: Cyrillic forms as Latin ones, IEC numbers as of the new series."""
    key = designation.work_key
    for cyrillic, latin in _FORMS.items():
        if key.startswith(cyrillic):
            key = latin + key[len(cyrillic) :]
            break
    if key.startswith("IEC "):
        number = _DIGITS.match(key[4:])
        if number and int(number[0]) < _OLD_IEC:
            key = f"IEC {int(number[0]) + _IEC_SHIFT}{key[4 + number.end() :]}"
    return key


def edges_of(standard: Standard) -> tuple[Edge, ...]:
    """Return the adoptions of a document: as its sources relate them, as its titles and its number print them."""
    own = standard.designation
    found: list[Edge] = []
    for description in standard.descriptions or (standard,):
        source = _source_of(description)
        adopting = (it for it in description.relations if it.kind is RelationKind.ADOPTS)
        found += [_from_relation(own, relation, source) for relation in adopting]
        for title in description.titles:
            found += [
                _edge(own, mark.target, mark.degree, mark.printed, "title", source)
                for mark in read_marks(title.text, own)
            ]
        for mark in read_dual_number(description.designation.printed or own.printed, own):
            found.append(_edge(own, mark.target, mark.degree, mark.printed, "dual number", source))
    inner = adopted_by_number(own)
    if inner is not None:
        found.append(_edge(own, inner, Degree.UNKNOWN, None, "number", _source_of(standard)))
    return join_edges(found)


def adoptions_said(standard: Standard) -> tuple[Edge, ...]:
    """Return the edges that an international document's own record names (adopted by …)."""
    found = []
    for description in standard.descriptions or (standard,):
        for relation in description.relations:
            named = find_designations(relation.target) if relation.kind is RelationKind.ADOPTED_BY else []
            if named:
                national = replace(named[0], start=0, end=0)
                source = relation.source or _source_of(description)
                degree = relation.degree or Degree.UNKNOWN
                edge = _edge(national, standard.designation, degree, relation.degree_printed, "relation", source)
                found.append(replace(edge, confidence=relation.confidence))
    return tuple(found)


def _source_of(standard: Standard) -> str:
    origin = standard.provenance[0] if standard.provenance else None
    return f"{origin.source}: {origin.record.partition('#')[0]}" if origin else "not recorded"


def _from_relation(own: Designation, relation: Relation, source: str) -> Edge:
    named = find_designations(relation.target) if relation.target_key else []
    target = replace(named[0], start=0, end=0) if named else None
    edge = _edge(
        own,
        target,
        relation.degree or Degree.UNKNOWN,
        relation.degree_printed,
        "relation",
        relation.source or source,
    )
    return replace(edge, confidence=relation.confidence)


def _edge(
    own: Designation, target: Designation | None, degree: Degree, printed: str | None, basis: str, source: str
) -> Edge:
    supplement = bool(target and target.amendment and target.variant != "consolidated" and "+" not in target.normalized)
    return Edge(
        national=own,
        adopted=target,
        work=work_of(target) if target and not target.all_parts else None,
        edition=target.year if target else None,
        degree=degree,
        degree_printed=printed,
        basis=basis,
        sources=(source,),
        is_supplement=supplement,
    )


def join_edges(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """Return the edges, each claim once with all who make it; claims that contradict each other stay side by side.

    A claim that says less (no degree, no edition) is part of one that says more of the same document.
    """
    joined: list[Edge] = []
    for edge in sorted(edges, key=_richness, reverse=True):
        place = next((n for n, held in enumerate(joined) if _says_as_much(held, edge)), None)
        if place is None:
            joined.append(edge)
        else:
            joined[place] = _add(joined[place], edge)
    named = [edge for edge in joined if edge.adopted is not None]
    badges = [edge for edge in joined if edge.adopted is None]
    told = {edge.national.key for edge in named}
    return tuple(named + [edge for edge in badges if edge.national.key not in told])


def _richness(edge: Edge) -> tuple[bool, bool, bool, int]:
    return (
        edge.adopted is not None,
        edge.degree is not Degree.UNKNOWN,
        edge.edition is not None,
        _RANKS.get(edge.confidence or "high", 2),
    )


def _says_as_much(held: Edge, edge: Edge) -> bool:
    return (
        held.national.key == edge.national.key
        and held.work == edge.work
        and (held.adopted is None) == (edge.adopted is None)
        and held.is_supplement == edge.is_supplement
        and (edge.edition is None or held.edition == edge.edition)
        and (edge.degree is Degree.UNKNOWN or held.degree is edge.degree)
    )


def _add(held: Edge, edge: Edge) -> Edge:
    surer: Sequence[str | None] = (held.confidence, edge.confidence)
    best = None if None in surer else max((it for it in surer if it), key=lambda it: _RANKS.get(it, 1))
    says_the_same = edge.degree is held.degree and edge.edition == held.edition
    return replace(
        held,
        sources=tuple(dict.fromkeys((*held.sources, *edge.sources))),
        degree_printed=held.degree_printed or edge.degree_printed,
        confidence=best if says_the_same else held.confidence,
    )
