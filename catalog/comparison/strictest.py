"""The strictest of several benchmarks, characteristic by characteristic, each with its source.

Rows are brought together by the dictionary (or by literally equal names) and held against each other with the same
gates as any pair. A row is named the strictest only where whoever meets it meets every other row of the group; where
two rows cannot be compared, or each is stricter in one place, both are shown with the reason and none is chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from catalog.comparison.documents import CLASS_NAMES, binding_rows
from catalog.comparison.folding import fold_word
from catalog.comparison.reports import RowSide, Verdict, VerdictKind
from catalog.comparison.showing import condition_texts, limit_text
from catalog.comparison.verdicts import Context, compare_requirements

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from catalog.comparison.reports import DocumentRequirements
    from catalog.comparison.requirements import Requirement

__all__ = ["Member", "Standoff", "StrictestRow", "strictest_of", "strictest_to_json"]

Json = dict[str, Any]

_NO_CLASSES: Mapping[str, str] = MappingProxyType({})
_OPEN = frozenset({VerdictKind.NOT_COMPARABLE, VerdictKind.UNDETERMINED})
_AT_LEAST = frozenset({VerdictKind.EQUAL, VerdictKind.STRICTER})
_OTHER_QUESTION = frozenset(
    {
        (VerdictKind.NOT_COMPARABLE, "CONDITION"),
        (VerdictKind.NOT_COMPARABLE, "CLASS"),
        (VerdictKind.NOT_COMPARABLE, "QUANTITY"),
        (VerdictKind.UNDETERMINED, "CONDITION"),
        (VerdictKind.UNDETERMINED, "CLASS"),
    }
)
"""Pairs that are requirements of their own: one quantity under another condition, or for other products."""


@dataclass(frozen=True, slots=True)
class Member:
    """A row of one of the benchmarks; ``document`` is its place among them."""

    document: int
    designation: str
    side: RowSide
    requirement: Requirement


@dataclass(frozen=True, slots=True)
class Standoff:
    """Two rows of which neither is the stricter, with the verdict that says why."""

    one: Member
    other: Member
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class StrictestRow:
    """One characteristic. ``strictest`` are the rows that no other row of the group is stricter than.

    ``state`` is ``one`` (they are the strictest, all of them the same), ``alone`` (one benchmark asks for it),
    ``not_comparable`` (some rows cannot be compared, so none is the strictest) or ``mixed`` (each is stricter in one
    place).
    """

    name: str
    conditions: tuple[str, ...]
    members: tuple[Member, ...]
    strictest: tuple[Member, ...]
    state: str
    standoffs: tuple[Standoff, ...]
    apart: tuple[Standoff, ...] = ()
    """Rows of the same characteristic in other benchmarks that ask something else: under another condition, say."""


Pairs = dict[tuple[int, int], Verdict]
"""The verdict of the first row, as the declared one, against the second; by places in the list of members."""


def strictest_of(
    documents: Sequence[DocumentRequirements], *, product_classes: Mapping[str, str] = _NO_CLASSES
) -> tuple[StrictestRow, ...]:
    """Return one row for each characteristic that one of ``documents`` requires, in the order of the documents."""
    classes = dict(product_classes)
    context = Context(
        product_class=next((classes[name] for name in CLASS_NAMES if name in classes), None), grade=classes.get("grade")
    )
    alike: dict[str, list[Member]] = {}
    for place, document in enumerate(documents):
        for row in binding_rows(document, classes):
            member = Member(
                place,
                document.designation or document.title or "—",
                RowSide(row.id, row.clause, row.text, limit_text(row)),
                row,
            )
            alike.setdefault(row.characteristic or f"name:{fold_word(row.name)}", []).append(member)
    return tuple(row for members in alike.values() for row in _groups(members, context))


def _groups(members: list[Member], context: Context) -> list[StrictestRow]:
    """Return the rows of one characteristic, those under other conditions or for other products apart."""
    pairs: Pairs = {}
    group = list(range(len(members)))
    for one, other in combinations(range(len(members)), 2):
        if members[one].document == members[other].document:
            continue
        verdict = compare_requirements(members[one].requirement, members[other].requirement, context)
        pairs[one, other] = verdict
        pairs[other, one] = compare_requirements(members[other].requirement, members[one].requirement, context)
        if (verdict.verdict, verdict.code) not in _OTHER_QUESTION:
            joined = group[other]
            group = [group[one] if name == joined else name for name in group]
    places: dict[int, list[int]] = {}
    for place, name in enumerate(group):
        places.setdefault(name, []).append(place)
    return [_row(members, found, pairs) for found in places.values()]


def _row(members: list[Member], places: list[int], pairs: Pairs) -> StrictestRow:
    top = [
        one
        for one in places
        if not any((one, other) in pairs and pairs[one, other].verdict is VerdictKind.LOOSER for other in places)
    ]
    leading = [one for one in top if all(_holds(one, other, pairs) for other in places if other != one)]
    standoffs = tuple(
        Standoff(members[one], members[other], pairs[one, other])
        for one, other in combinations(places, 2)
        if (one, other) in pairs and pairs[one, other].verdict not in {*_AT_LEAST, VerdictKind.LOOSER}
    )
    if len({members[place].document for place in places}) == 1:
        state = "alone"
    elif leading:
        state = "one"
    else:
        is_open = any(standoff.verdict.verdict in _OPEN for standoff in standoffs)
        state = "not_comparable" if is_open else "mixed"
    apart = tuple(
        Standoff(members[one], members[other], pairs[one, other])
        for one in places
        for other in range(len(members))
        if other not in places and (one, other) in pairs
    )
    first = members[places[0]].requirement
    chosen = leading if state == "one" else top
    return StrictestRow(
        first.name,
        condition_texts(first),
        tuple(members[place] for place in places),
        tuple(members[place] for place in chosen),
        state,
        standoffs,
        apart,
    )


def _holds(one: int, other: int, pairs: Pairs) -> bool:
    """Tell whether whoever meets the first row meets the second; rows of one document both bind anyway."""
    return (one, other) not in pairs or pairs[one, other].verdict in _AT_LEAST


def _member_to_json(member: Member) -> Json:
    return {
        "benchmark": member.designation,
        "id": member.side.id,
        "clause": member.side.clause,
        "name": member.requirement.name,
        "text": member.side.text,
        "value": member.side.value,
    }


def strictest_to_json(row: StrictestRow) -> Json:
    """Return one row as programs read it."""
    return {
        "name": row.name,
        "characteristic": row.members[0].requirement.characteristic,
        "conditions": list(row.conditions),
        "state": row.state,
        "strictest": [_member_to_json(member) for member in row.strictest],
        "rows": [_member_to_json(member) for member in row.members],
        "not_ordered": [_standoff_to_json(standoff) for standoff in row.standoffs],
        "apart": [_standoff_to_json(standoff) for standoff in row.apart],
    }


def _standoff_to_json(standoff: Standoff) -> Json:
    return {
        "one": _member_to_json(standoff.one),
        "other": _member_to_json(standoff.other),
        "verdict": standoff.verdict.verdict.value,
        "code": standoff.verdict.code,
        "reason": {"zh": standoff.verdict.reason.zh, "en": standoff.verdict.reason.en},
    }
