"""One record for one document: descriptions are kept, and what is shown follows from them in any order of arrival.

Within a source a crawler may have left two files for one document. The later generation of its schema counts, then the
later stage, then the later name; the other is remembered by its provenance, so that the same input changes nothing.
A source of snapshots (portals) is asked again and again: what it said on each day is kept, and the later day counts.
Between sources :mod:`catalog.descriptions` states which value is shown.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from catalog.descriptions import descriptions_of, find_conflicts, join_descriptions
from importers.issues import Issue
from importers.sources import SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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


def merge(held: Standard, new: Standard) -> tuple[Standard, bool, tuple[Issue, ...]]:
    """Return the record that counts, whether ``new`` is a second one by its source, and issues where they differ.

    ``held`` is the record so far, ``new`` comes from one piece of one source. Relations that others claim of the
    record (they name their source) are no part of any description and stay.
    """
    claims = tuple(relation for relation in held.relations if relation.source)
    if claims:
        own_relations = tuple(relation for relation in held.relations if not relation.source)
        merged, is_second, found = merge(replace(held, relations=own_relations), new)
        return replace(merged, relations=merged.relations + claims), is_second, found
    own = new.provenance[0]
    mine = [it for it in descriptions_of(held) if it.provenance[0].source == own.source]
    others = [it for it in descriptions_of(held) if it.provenance[0].source != own.source]
    source = SOURCES.get(own.source)
    issues: tuple[Issue, ...] = ()
    if not mine:
        joined, is_second = [new], False
    elif source and source.snapshots:
        joined = _with_snapshot(mine, new)
        is_second = not _says_the_same(_in_order(joined)[0], new)
    else:
        one, is_second, issue = _within(mine[0], new)
        joined, issues = [one], (issue,) if issue else ()
    merged = _joined([*others, *joined])
    return merged, is_second, (*issues, *_across(merged, new)) if others or len(joined) > 1 else issues


def _within(held: Standard, new: Standard) -> tuple[Standard, bool, Issue | None]:
    """Join two records of one source that is no source of snapshots."""
    own, winner = new.provenance[0], held.provenance[0]
    if _name(winner) == _name(own):
        if len(held.provenance) == 1:
            return new, False, None
        rest = tuple(it for it in held.provenance if _name(it) != _name(own))
        return replace(_with_titles(new, held), provenance=_ordered(own, rest)), False, None
    issue = _disagreement(held, new)
    if _rank(new, own) > _rank(held, winner):
        return replace(_with_titles(new, held), provenance=_ordered(own, held.provenance)), True, issue
    if any(_name(it) == _name(own) for it in held.provenance):
        return held, True, issue
    return replace(held, provenance=_ordered(winner, held.provenance[1:], (own,))), True, issue


def _says_the_same(first: Standard, second: Standard) -> bool:
    return _name(first.provenance[0]) == _name(second.provenance[0]) and (
        replace(first, provenance=()) == replace(second, provenance=())
    )


def _with_snapshot(mine: Sequence[Standard], new: Standard) -> list[Standard]:
    """Add what a source said on another day: the first and the last day on which it said the same are kept."""
    for index, it in enumerate(mine):
        if _says_the_same(it, new):
            days = [day for p in (it.provenance[0], new.provenance[0]) for day in (p.since, p.fetched) if day]
            last = max(days, default=None)
            first = min(days, default=None)
            provenance = replace(new.provenance[0], fetched=last, since=first if first != last else None)
            return [*mine[:index], replace(it, provenance=(provenance,)), *mine[index + 1 :]]
    return [*mine, new]


def _in_order(descriptions: Iterable[Standard]) -> list[Standard]:
    """Return descriptions by precedence, the later day first, whole pages before lists, then by name and content."""
    return sorted(
        sorted(descriptions, key=lambda it: (-len(it.titles), it.provenance[0].record, repr(it))),
        key=lambda it: (
            _precedence(it.provenance[0]),
            it.provenance[0].source,
            it.provenance[0].fetched or "",
            not it.provenance[0].record.startswith(("list ", "search ")),
        ),
        reverse=True,
    )


def _joined(descriptions: Iterable[Standard]) -> Standard:
    ordered = _in_order(descriptions)
    first, *rest = (it.provenance for it in ordered)
    return join_descriptions(ordered, _ordered(first[0], first[1:], *rest))


def _across(merged: Standard, new: Standard) -> tuple[Issue, ...]:
    """Return where a new description disagrees with what is shown."""
    own = new.provenance[0]
    return tuple(
        Issue(
            own.source,
            own.record,
            conflict.field,
            f"{conflict.shown} / {conflict.other}",
            f"{conflict.source or 'another source'} and {conflict.other_source} disagree on"
            f" {merged.designation.normalized}; the former is shown",
            "conflict",
        )
        for conflict in find_conflicts(merged)
        if conflict.other_source == own.source and conflict.source != own.source
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
