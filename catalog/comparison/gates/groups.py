"""Limits on several substances: each of them, or their sum."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from catalog.comparison.dictionary import dictionary, fold_name
from catalog.comparison.gates.trail import Closed, Trail, undetermined
from catalog.comparison.remembering import once_for_a_row
from catalog.comparison.sets import Interval, Relation
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.gates.values import Numbers
    from catalog.comparison.requirements import Requirement

__all__ = ["Group", "group_of", "is_grouped", "relate_groups"]

_ADDED = regex(r"[(（]([^()（）]+(?:\+[^()（）]+)+)[)）]$|^([^()（）+]+(?:\+[^()（）+]+)+)$")


@dataclass(frozen=True, slots=True)
class Group:
    """What a row limits: the substances by id, and whether each or their sum."""

    members: frozenset[str]
    total: bool


def _member(name: str) -> str:
    entry = dictionary().find(name)
    return fold_name(name) if entry is None else entry.id


@lru_cache(maxsize=2048)
def _members(requirement_members: tuple[str, ...], name: str) -> tuple[frozenset[str], bool]:
    """Return the substances of a row, and whether its name adds them up (``邻苯二甲酸酯(DEHP+DBP+BBP)``)."""
    if requirement_members:
        return frozenset(_member(member) for member in requirement_members), False
    added = _ADDED.search(name)
    if added is not None and dictionary().find(name) is None:
        parts = [part.strip() for part in (added[1] or added[2]).split("+")]
        if all(dictionary().find(part) is not None for part in parts):
            return frozenset(_member(part) for part in parts), True
    return frozenset({_member(name)}), False


@once_for_a_row
def is_grouped(requirement: Requirement) -> bool:
    """Tell whether a row limits several substances."""
    if not requirement.members and "+" not in requirement.name:
        return False
    return len(_members(requirement.members, requirement.name)[0]) > 1


@once_for_a_row
def group_of(requirement: Requirement) -> Group:
    """Return the group of a row; a plain row is a group of one."""
    members, added = _members(requirement.members, requirement.name)
    return Group(members, (added or requirement.aggregate == "sum") and len(members) > 1)


def relate_groups(declared: Group, benchmark: Group, numbers: Numbers, trail: Trail) -> Closed | Relation:
    """Return how the two demands relate; contents are not negative, so a sum limits each of its members."""
    left, right = numbers.declared.accepted, numbers.benchmark.accepted
    if declared == benchmark and len(left.parts) == len(right.parts):
        return numbers.relation
    if not _are_clear(declared.members ^ benchmark.members):
        trail.step("inclusion", "groups", "members that may be the same, or that no entry knows")
        return undetermined(
            "QUANTITY",
            "合计所含的物质中，有的没有登记，或可能互相包含，无法判断。",
            "Some of the substances in the sum are not recorded, or one may contain another.",
        )
    if len(left.parts) != 1 or len(right.parts) != 1:
        return _open(trail)
    a, b = left.parts[0], right.parts[0]
    if all(part.high is not None and (part.low is None or part.low == 0) for part in (a, b)):
        inside = _upper_implies(declared, a, benchmark, b)
        around = _upper_implies(benchmark, b, declared, a)
    elif all(part.low is not None and part.high is None for part in (a, b)):
        inside = _lower_implies(declared, a, benchmark, b)
        around = _lower_implies(benchmark, b, declared, a)
    else:
        return _open(trail)
    trail.step("inclusion", "groups", f"{_words(declared)} / {_words(benchmark)}")
    if inside and around:
        return Relation.EQUAL
    if inside:
        return Relation.INSIDE
    return Relation.AROUND if around else Relation.OVERLAP


def _are_clear(members: frozenset[str]) -> bool:
    """Tell whether the substances of only one side are recorded, and no two of them are forms of one."""
    known = all(member.startswith("c:") for member in members)
    roots = [member.rpartition(".")[0] if member.count(".") > 1 else member for member in members]
    return known and len(set(roots)) == len(roots)


def _open(trail: Trail) -> Closed:
    trail.step("inclusion", "groups", "only limits on one side are compared between groups")
    return undetermined(
        "KIND",
        "多种物质的合计与单项限值，只在同为上限或同为下限时可以比较。",
        "Sums and single limits on several substances are compared only as upper or as lower limits.",
    )


def _words(group: Group) -> str:
    return f"{'sum of' if group.total else 'each of'} {len(group.members)}"


def _scaled(part: Interval, count: int) -> Interval:
    return replace(
        part,
        low=None if part.low is None else part.low * count,
        high=None if part.high is None else part.high * count,
    )


def _upper_implies(one: Group, a: Interval, two: Group, b: Interval) -> bool:
    """Tell whether meeting the upper limit ``a`` on ``one`` implies the upper limit ``b`` on ``two``."""
    if not two.members <= one.members:
        return False
    if one.total or not two.total:
        return not b.end < a.end
    return not b.end < _scaled(a, len(two.members)).end


def _lower_implies(one: Group, a: Interval, two: Group, b: Interval) -> bool:
    """Tell whether meeting the lower limit ``a`` on ``one`` implies the lower limit ``b`` on ``two``."""
    if two.total:
        if one.total:
            return one.members <= two.members and not a.start < b.start
        shared = len(one.members & two.members)
        return shared > 0 and a.low is not None and a.low >= Fraction(0) and not _scaled(a, shared).start < b.start
    if one.total:
        return len(one.members) == 1 and one.members == two.members and not a.start < b.start
    return two.members <= one.members and not a.start < b.start
