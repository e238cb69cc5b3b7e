"""Pages of hits by score, ties by id, for an engine that cannot sort by two keys."""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Address", "first_wanted", "take_ranked"]

_SLACK = 64
"""Hits that are collected beyond a page, so that the tie at its end is mostly complete at the first try."""


class Address(Protocol):
    """Where a document lies: within one segment, documents lie in the order of their ids."""

    @property
    def segment_ord(self) -> int: ...  # noqa: D102 - tantivy's own names
    @property
    def doc(self) -> int: ...  # noqa: D102 - a protocol, the name says it


A = TypeVar("A", bound=Address)


def first_wanted(seen: int, limit: int) -> int:
    """Return how many hits :func:`take_ranked` collects first."""
    return seen + limit + _SLACK


def take_ranked(
    collect: Callable[[int], Sequence[tuple[float, A]]],
    name_of: Callable[[A], str],
    *,
    after: tuple[float, str] | None,
    seen: int,
    limit: int,
    most: int,
) -> list[tuple[float, A]]:
    """Return up to ``limit`` hits that follow ``after``, a score and an id, by falling score and rising id.

    ``collect(n)`` gives the best ``n`` hits by score, ties in any order; ``most`` is as many as there can be. The work
    grows with ``seen``, since a page by score cannot begin in the middle; the memory is one pair a hit.
    """
    wanted = first_wanted(seen, limit)
    while True:
        wanted = max(1, min(wanted, most))
        hits = collect(wanted)
        page = _take(hits, name_of, after, limit, is_all=len(hits) < wanted or wanted >= most)
        if page is not None:
            return page
        wanted *= 4


def _take(
    hits: Sequence[tuple[float, A]],
    name_of: Callable[[A], str],
    after: tuple[float, str] | None,
    limit: int,
    *,
    is_all: bool,
) -> list[tuple[float, A]] | None:
    """Return the page; none where the tie at the end of the hits may go on, so that more have to be collected."""
    page: list[tuple[float, A]] = []
    for score, group in groupby(hits, key=lambda hit: hit[0]):
        if after and score > after[0]:
            continue
        members = [address for _, address in group]
        if members[-1] is hits[-1][1] and not is_all:
            return None
        name = after[1] if after and score == after[0] else None
        page += [(score, address) for address in _first_by_name(members, name_of, name, limit - len(page))]
        if len(page) >= limit:
            return page
    return page if is_all else None


def _first_by_name(members: list[A], name_of: Callable[[A], str], after: str | None, count: int) -> list[A]:
    """Return the ``count`` members with the lowest names above ``after``, reading few names of each segment."""
    members.sort(key=lambda address: (address.segment_ord, address.doc))
    found: list[A] = []
    for _, group in groupby(members, key=lambda address: address.segment_ord):
        segment = list(group)
        start = bisect_right(segment, after, key=name_of) if after is not None else 0
        found += segment[start : start + count]
    return sorted(found, key=name_of)[:count]
