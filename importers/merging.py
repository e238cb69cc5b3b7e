"""One record for one document: which of several descriptions counts, by a rule that gives the same result in any order.

Within a source a crawler may have left two files for one document. The later generation of its schema counts, then the
later stage, then the later name; the other is remembered by its provenance, so that the same input changes nothing.
Between sources the one with the higher precedence counts (the publisher's own catalogue); titles in other languages are
taken from the others.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from importers.issues import Issue
from importers.sources import SOURCES

if TYPE_CHECKING:
    from catalog.standards import Provenance, Standard

__all__ = ["merge"]

_NUMBER = re.compile(r"\d+")
_Rank = tuple[tuple[int, ...], float, str]


def _name(provenance: Provenance) -> str:
    return provenance.record.partition("#")[0]


def _rank(standard: Standard, provenance: Provenance) -> _Rank:
    """Return what orders the descriptions of one document by one source: schema generation, stage, name."""
    name, _, version = provenance.record.partition("#")
    stage = standard.status_printed or ""
    return (
        tuple(int(digits) for digits in _NUMBER.findall(version)),
        float(stage) if stage.replace(".", "", 1).isdigit() else 0.0,
        name,
    )


def _precedence(provenance: Provenance) -> int:
    source = SOURCES.get(provenance.source)
    return source.precedence if source else 0


def _ordered(first: Provenance, *others: tuple[Provenance, ...]) -> tuple[Provenance, ...]:
    """Return the first provenance and behind it every other one, each name once, in order of source and name."""
    seen = {(first.source, _name(first)): first}
    for provenance in sorted(
        (p for group in others for p in group), key=lambda p: (-_precedence(p), p.source, p.record)
    ):
        seen.setdefault((provenance.source, _name(provenance)), provenance)
    return tuple(seen.values())


def _with_titles(standard: Standard, other: Standard) -> Standard:
    """Add the other's titles in languages that the first one lacks."""
    languages = {title.language for title in standard.titles}
    more = tuple(title for title in other.titles if title.language not in languages)
    return replace(standard, titles=standard.titles + more) if more else standard


def merge(held: Standard, new: Standard) -> tuple[Standard, bool, Issue | None]:
    """Return the record that counts, whether ``new`` is a second one by its source, and an issue if they differ.

    ``held`` is the record so far, ``new`` comes from one piece of one source.
    """
    own = new.provenance[0]
    same_source = [provenance for provenance in held.provenance if provenance.source == own.source]
    leader = held.provenance[0]
    if not same_source:
        return _across(held, new, own, leader), False, None
    winner = same_source[0]
    if _name(winner) == _name(own):
        return _across_again(held, new, own, leader), False, None
    issue = _disagreement(held, new) if leader.source == own.source else None
    known = any(_name(provenance) == _name(own) for provenance in same_source)
    if leader.source == own.source and _rank(new, own) > _rank(held, winner):
        return replace(_with_titles(new, held), provenance=_ordered(own, held.provenance)), True, issue
    if known:
        return held, True, issue
    return replace(held, provenance=_ordered(leader, held.provenance[1:], (own,))), True, issue


def _across(held: Standard, new: Standard, own: Provenance, leader: Provenance) -> Standard:
    """Join the descriptions of two sources, the first of ``new``'s source."""
    if _precedence(own) > _precedence(leader):
        return replace(_with_titles(new, held), provenance=_ordered(own, held.provenance))
    return replace(_with_titles(held, new), provenance=_ordered(leader, held.provenance[1:], (own,)))


def _across_again(held: Standard, new: Standard, own: Provenance, leader: Provenance) -> Standard:
    """Take a newer state of the same description: it counts if its source leads, else it gives its titles."""
    rest = tuple(
        provenance
        for provenance in held.provenance
        if (provenance.source, _name(provenance)) != (own.source, _name(own))
    )
    if leader.source == own.source:
        return replace(_foreign_titles(new, held, own), provenance=_ordered(own, rest))
    return replace(_with_titles(held, new), provenance=_ordered(leader, rest[1:], (own,)))


def _foreign_titles(new: Standard, held: Standard, own: Provenance) -> Standard:
    """Keep titles that other sources gave; where there are none, a title that was dropped is dropped."""
    return (
        _with_titles(new, held)
        if any(provenance.source != own.source or provenance.record != own.record for provenance in held.provenance)
        else new
    )


def _disagreement(held: Standard, new: Standard) -> Issue | None:
    if held.status_printed == new.status_printed:
        return None
    own = new.provenance[0]
    return Issue(
        own.source,
        own.record,
        "docstatus",
        f"{held.status_printed} / {new.status_printed}",
        f"two records of {new.designation.normalized} disagree on the stage; the later generation counts",
        "stage-conflict",
    )
