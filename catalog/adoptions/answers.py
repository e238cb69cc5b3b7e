"""The question of adoption: what is adopted, what is not, what is behind and how late, on a day, with its coverage."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalog.adoptions.edges import Edge, work_of
from catalog.adoptions.graph import Part, build_graph, map_parts
from catalog.adoptions.standing import in_force_on, is_supplement, is_technical_deliverable
from catalog.adoptions.survival import Step, months_between, survival
from catalog.standards import Degree, PartialDate, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from catalog.adoptions.graph import AdoptionGraph
    from catalog.adoptions.places import Place
    from catalog.standards import Standard

__all__ = ["Adopter", "AdoptionAnswer", "Completeness", "Member", "ask_adoption", "in_field", "kind_on"]

ADOPTED, NOT_ADOPTED, UNKNOWN = "adopted", "not_adopted", "unknown"
KINDS = ("in_force", "past", "draft", "supplement", "technical_deliverable", "unknown_on_that_day")


@dataclass(frozen=True, slots=True)
class Completeness:
    """A source that declares itself complete for the adoptions of a country: in a field (none: in all), on its days."""

    source: str
    country: str
    field: str | None
    since: str
    until: str
    words: str

    def covers(self, country: str, field: str, day: str) -> bool:
        """Tell whether it speaks for all of ``field`` on ``day``."""
        is_inside = self.field is None or field == self.field or field.startswith(self.field + ".")
        return self.country == country and is_inside and self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class Adopter:
    """A national document that adopts, with its state on the day (none: not known) and the months that it took."""

    edge: Edge
    in_force: bool | None
    record: Standard | None
    lag: int | None


@dataclass(frozen=True, slots=True)
class Member:
    """One international standard in force on the day: its state, why, and who adopts it.

    ``behind`` tells whether the newest edition adopted is no longer the one in force; none where no edition is told.
    ``open_months`` is how long the edition in force has existed on the day.
    """

    standard: Standard
    state: str
    reason: str
    adopters: tuple[Adopter, ...]
    former: tuple[Adopter, ...]
    behind: bool | None
    newest_adopted: str | None
    open_months: int | None


@dataclass(frozen=True, slots=True)
class AdoptionAnswer:
    """Everything that is known on the question; :mod:`catalog.services.gaps` writes it as JSON."""

    source_place: Place
    target_place: Place
    field: str
    day: str
    members: tuple[Member, ...]
    kinds: dict[str, int]
    complete: tuple[Completeness, ...]
    badges: tuple[Edge, ...]
    degrees: dict[str, int]
    parts: tuple[Part, ...]
    curve: tuple[Step, ...]
    graph: AdoptionGraph

    def count(self, state: str, *, accepted: Callable[[Edge], bool] | None = None) -> int:
        """Return how many members have a state; with ``accepted``, if only such edges counted as adoption."""
        if accepted is None:
            return sum(member.state == state for member in self.members)
        adopted = sum(any(accepted(it.edge) for it in member.adopters) for member in self.members)
        if state == ADOPTED:
            return adopted
        is_other = state == (NOT_ADOPTED if self.complete else UNKNOWN)
        return len(self.members) - adopted if is_other else 0


def in_field(standard: Standard, field: str) -> bool:
    """Tell whether a record has an ICS code in the subtree of ``field``."""
    return any(code == field or code.startswith(field + ".") for code in standard.ics)


def kind_on(standard: Standard, day: str, successors: Iterable[Standard] = (), *, seen: str | None = None) -> str:
    """Return the one kind (of :data:`KINDS`) under which a record is counted: supplements and reports apart."""
    if is_supplement(standard):
        return "supplement"
    if is_technical_deliverable(standard):
        return "technical_deliverable"
    standing = in_force_on(standard, day, successors, seen=seen)
    if standing:
        return "in_force"
    if standing is None:
        return "unknown_on_that_day"
    return "draft" if standard.status in (Status.DRAFT, Status.APPROVED) else "past"


def ask_adoption(
    places: tuple[Place, Place],
    field: str,
    day: str,
    internationals: Sequence[Standard],
    nationals: Sequence[Standard],
    *,
    bridges: Sequence[Standard] = (),
    declared: Sequence[Completeness] = (),
    seen: str | None = None,
) -> AdoptionAnswer:
    """Return which standards of the first place the second has adopted in a field on a day (ISO 8601).

    ``internationals`` are all editions of the first place's records in the field; ``nationals`` the second's records
    with anything to say of adoption; ``seen`` is the day on which the catalogue was read. What was published after
    the day asked for plays no part.
    """
    source, target = places
    complete = tuple(it for it in declared if it.covers(target.code, field, day))
    graph = build_graph([it for it in nationals if target.has(it.designation)], internationals, bridges, seen=seen)
    works: dict[str, list[Standard]] = {}
    for record in internationals:
        works.setdefault(work_of(record.designation), []).append(record)
    kinds: Counter[str] = Counter()
    members = []
    for record in internationals:
        if not (source.has(record.designation) and in_field(record, field)):
            continue
        editions = works[work_of(record.designation)]
        kind = kind_on(record, day, _later(record, editions), seen=seen)
        kinds[kind] += 1
        if kind == "in_force":
            members.append(_member(record, editions, graph, day, is_complete=bool(complete)))
    members.sort(key=lambda it: it.standard.key)
    edges = [it.edge for member in members for it in member.adopters]
    told = [it.edge for member in members for it in (*member.adopters, *member.former) if it.in_force is not False]
    return AdoptionAnswer(
        source_place=source,
        target_place=target,
        field=field,
        day=day,
        members=tuple(members),
        kinds={kind: kinds[kind] for kind in KINDS},
        complete=complete,
        badges=tuple(it for it in graph.badges if graph.in_force_on(it, day) is not False),
        degrees=dict(Counter(edge.degree.value for edge in told)),
        parts=map_parts(edges),
        curve=survival(_observations(members)) if complete else (),
        graph=graph,
    )


def _later(record: Standard, editions: Iterable[Standard]) -> tuple[Standard, ...]:
    year = record.designation.year or ""
    return tuple(
        it
        for it in editions
        if year and (it.designation.year or "") > year and not is_supplement(it) and it.status is not Status.DRAFT
    )


def _member(
    record: Standard, editions: Sequence[Standard], graph: AdoptionGraph, day: str, *, is_complete: bool
) -> Member:
    """Return one international standard with its adopters and its state."""
    found = [
        Adopter(edge, graph.in_force_on(edge, day), graph.records.get(edge.national.key), _lag(edge, editions, graph))
        for edge in graph.of_work(work_of(record.designation))
        if not edge.is_supplement
    ]
    live = tuple(it for it in found if it.in_force is not False and it.edge.is_adoption)
    former = tuple(it for it in found if it not in live)
    editions_told = sorted(it.edge.edition for it in live if it.edge.edition)
    newest = editions_told[-1] if editions_told else None
    year = record.designation.year or (str(record.published.year) if record.published else None)
    state, reason = _state(live, former, is_complete=is_complete)
    return Member(
        standard=record,
        state=state,
        reason=reason,
        adopters=live,
        former=former,
        behind=newest < year if newest and year else None,
        newest_adopted=newest,
        open_months=months_between(record.published, PartialDate(day)) if record.published else None,
    )


def _state(live: Sequence[Adopter], former: Sequence[Adopter], *, is_complete: bool) -> tuple[str, str]:
    if live:
        if all(it.edge.degree is Degree.UNKNOWN for it in live):
            return ADOPTED, "degree not told"
        if all(it.in_force is None for it in live):
            return ADOPTED, "whether the national document is in force is not told"
        return ADOPTED, "adopted"
    why = "not equivalent only" if any(not it.edge.is_adoption for it in former) else "formerly" if former else "none"
    return (NOT_ADOPTED if is_complete else UNKNOWN), why


def _lag(edge: Edge, editions: Sequence[Standard], graph: AdoptionGraph) -> int | None:
    """Return the months from the publication of the adopted edition to that of the national document."""
    published = graph.published(edge)
    if published is None or edge.edition is None:
        return None
    adopted = next(
        (
            it.published
            for it in editions
            if it.designation.year == edge.edition and not is_supplement(it) and it.published
        ),
        None,
    )
    return months_between(adopted or PartialDate(edge.edition), published)


def _observations(members: Iterable[Member]) -> list[tuple[int, bool]]:
    """Return for each member the months until its adoption, or how long it is open."""
    found = []
    for member in members:
        lags = [it.lag for it in member.adopters if it.lag is not None and it.edge.edition == member.newest_adopted]
        if lags:
            found.append((min(lags), True))
        elif member.state == NOT_ADOPTED and member.open_months is not None:
            found.append((member.open_months, False))
    return found
