"""The graph of adoptions: edges by the work that they adopt, chains followed, badges kept apart."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from catalog.adoptions.edges import Edge, adoptions_said, edges_of, join_edges, work_of
from catalog.adoptions.marks import adopted_by_number
from catalog.adoptions.standing import in_force_on
from catalog.standards import Degree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from catalog.standards import PartialDate, Standard

__all__ = ["AdoptionGraph", "Part", "build_graph", "follow", "map_parts"]

_EUROPEAN = ("EN", "CEN", "CLC", "HD", "ENV", "PREN")


@dataclass(frozen=True, slots=True)
class AdoptionGraph:
    """Edges of national documents, those that name nothing (``badges``), and the records behind them.

    ``works`` has the national records by work, so that an edition can be told to have ended with the next one.
    """

    edges: tuple[Edge, ...]
    badges: tuple[Edge, ...]
    records: dict[str, Standard]
    works: dict[str, tuple[Standard, ...]]
    seen: str | None = None
    _by_work: dict[str, tuple[Edge, ...]] = field(default_factory=dict)

    def of_work(self, work: str) -> tuple[Edge, ...]:
        """Return the edges that lead to a work (key of :func:`work_of`)."""
        return self._by_work.get(work, ())

    def in_force_on(self, edge: Edge, day: str) -> bool | None:
        """Tell whether the adopting document is in force on a day; none where no record tells."""
        record = self.records.get(edge.national.key)
        return in_force_on(record, day, self.successors(record), seen=self.seen) if record else None

    def published(self, edge: Edge) -> PartialDate | None:
        """Return when the adopting document was published, if its record tells."""
        record = self.records.get(edge.national.key)
        return record.published if record else None

    def successors(self, record: Standard) -> tuple[Standard, ...]:
        """Return the later editions of a national record's work."""
        year = record.designation.year or ""
        return tuple(
            it
            for it in self.works.get(record.work_key, ())
            if year and not it.designation.amendment and (it.designation.year or "") > year
        )


@dataclass(frozen=True, slots=True)
class Part:
    """Documents of two countries that share content n to m: one adopts several, or several adopt one."""

    national: tuple[str, ...]
    international: tuple[str, ...]


def build_graph(
    nationals: Iterable[Standard],
    internationals: Iterable[Standard] = (),
    bridges: Iterable[Standard] = (),
    *,
    seen: str | None = None,
) -> AdoptionGraph:
    """Return the graph of what ``nationals`` adopt.

    ``internationals`` may name adopters themselves; ``bridges`` are European records through which a national number
    leads to an international one, with the edition that they adopt.
    """
    records = {record.key: record for record in nationals}
    named = {edge for record in internationals for edge in adoptions_said(record) if edge.national.key in records}
    between: dict[str, list[Edge]] = {}
    for bridge in bridges:
        for edge in edges_of(bridge):
            between.setdefault(edge.national.key, []).append(edge)
    found: list[Edge] = []
    badges: list[Edge] = []
    for record in records.values():
        own = [edge for edge in named if edge.national.key == record.key] if named else []
        for edge in join_edges([*edges_of(record), *own]):
            if edge.adopted is None:
                badges.append(edge)
            else:
                found += [edge, *follow(edge, between)]
    by_national: dict[str, list[Edge]] = {}
    for edge in found:
        by_national.setdefault(edge.national.key, []).append(edge)
    edges = tuple(edge for group in by_national.values() for edge in join_edges(group))
    works: dict[str, list[Standard]] = {}
    for record in records.values():
        works.setdefault(record.work_key, []).append(record)
    by_work: dict[str, list[Edge]] = {}
    for edge in edges:
        if edge.work is not None:
            by_work.setdefault(edge.work, []).append(edge)
    return AdoptionGraph(
        edges,
        tuple(badges),
        records,
        {work: tuple(group) for work, group in works.items()},
        seen,
        {work: tuple(group) for work, group in by_work.items()},
    )


def follow(edge: Edge, between: dict[str, list[Edge]] | None = None) -> tuple[Edge, ...]:
    """Return the edges that lead on from a European document: BS EN ISO adopts EN ISO, which adopts ISO.

    IDT of IDT is IDT; everything else is no degree that anybody stated (MOD links are not transitive).
    """
    inner = edge.adopted
    if inner is None or not inner.prefix.upper().startswith(_EUROPEAN):
        return ()
    onward = (between or {}).get(inner.key, [])
    if not onward and (next_one := adopted_by_number(inner)):
        onward = [Edge(inner, next_one, work_of(next_one), next_one.year, Degree.UNKNOWN, None, "number", edge.sources)]
    return tuple(
        replace(
            further,
            national=edge.national,
            degree=Degree.IDT if edge.degree is further.degree is Degree.IDT else _weaker(edge.degree, further.degree),
            degree_printed=None,
            sources=tuple(dict.fromkeys((*edge.sources, *further.sources))),
            confidence=edge.confidence or further.confidence,
            via=inner.normalized,
            is_supplement=edge.is_supplement or further.is_supplement,
        )
        for further in onward
        if further.adopted is not None
    )


def _weaker(first: Degree, second: Degree) -> Degree:
    return Degree.NEQ if Degree.NEQ in (first, second) else Degree.UNKNOWN


def map_parts(edges: Iterable[Edge]) -> tuple[Part, ...]:
    """Return the groups of works that share content n to m, by number; one to one is left out."""
    pairs = {(edge.national.work_key, edge.work) for edge in edges if edge.work and edge.is_adoption}
    nationals: dict[str, set[str]] = {}
    internationals: dict[str, set[str]] = {}
    for national, work in pairs:
        nationals.setdefault(national, set()).add(work)
        internationals.setdefault(work, set()).add(national)
    groups = []
    left = set(nationals)
    while left:
        start = left.pop()
        group, works, waiting = {start}, set[str](), [start]
        while waiting:
            for work in nationals[waiting.pop()] - works:
                works.add(work)
                fresh = internationals[work] - group
                group |= fresh
                waiting += fresh
        left -= group
        if len(group) > 1 or len(works) > 1:
            groups.append(Part(tuple(sorted(group)), tuple(sorted(works))))
    return tuple(sorted(groups, key=lambda it: it.national))
