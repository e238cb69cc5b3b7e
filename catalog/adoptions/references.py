"""References to editions that are over: which documents of a field cite them, and whether a successor exists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalog.adoptions.standing import in_force_on, is_supplement
from catalog.standards import RelationKind, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from catalog.standards import Standard

__all__ = ["OldReference", "References", "ask_references"]


@dataclass(frozen=True, slots=True)
class OldReference:
    """A reference whose target is over: to a superseded edition by its date, or to a number that is withdrawn whole.

    A dated reference stays valid by rule, for it means that edition only: it is no error. ``successor`` is the edition
    in force, if one is known.
    """

    citing: Standard
    target: str
    dated: bool
    successor: str | None


@dataclass(frozen=True, slots=True)
class References:
    """``judged`` references have a target whose state on the day is known; ``unknown`` ones have not."""

    old: tuple[OldReference, ...]
    judged: int
    unknown: int


def ask_references(citing: Iterable[Standard], works: Mapping[str, Sequence[Standard]], day: str) -> References:
    """Return which references lead to editions that are over on a day; ``works`` has the editions by work key."""
    by_key = {edition.key: edition for editions in works.values() for edition in editions}
    old: list[OldReference] = []
    judged = unknown = 0
    for standard in citing:
        for relation in standard.relations:
            if relation.kind is not RelationKind.REFERENCES or relation.target_key is None:
                continue
            edition = by_key.get(relation.target_key)
            editions = works.get(edition.work_key if edition else relation.target_key, ())
            whole = [it for it in editions if not is_supplement(it) and it.status is not Status.DRAFT]
            standings = {it.key: in_force_on(it, day, _later(it, whole)) for it in whole}
            current = next((it for it in whole if standings[it.key]), None)
            state = _state_of(relation.target_key, standings, is_dated=relation.dated)
            if state is None:
                unknown += 1
                continue
            judged += 1
            if state is False:
                successor = current.designation.normalized if current else _successor(edition)
                old.append(OldReference(standard, relation.target, relation.dated, successor))
    return References(tuple(old), judged, unknown)


def _state_of(key: str, standings: Mapping[str, bool | None], *, is_dated: bool) -> bool | None:
    """Tell whether what a reference means is in force: its edition, or any edition of an undated one."""
    if is_dated:
        return standings.get(key)
    if any(standings.values()):
        return True
    return None if not standings or None in standings.values() else False


def _later(record: Standard, editions: Iterable[Standard]) -> tuple[Standard, ...]:
    year = record.designation.year or ""
    return tuple(it for it in editions if year and (it.designation.year or "") > year)


def _successor(edition: Standard | None) -> str | None:
    relations = edition.relations if edition else ()
    return next((it.target for it in relations if it.kind is RelationKind.REPLACED_BY), None)
