"""Which declared row answers which row of the benchmark.

Only the dictionary pairs rows (and, where neither name is in it, literally equal names). Among several declared rows of
one characteristic the one under the same conditions is taken; rows that would give different answers and of which the
text does not tell which binds are all shown, and none is chosen. One declared row may answer several of the benchmark.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from catalog.comparison.folding import fold_word
from catalog.comparison.kinship import find_advice, find_kin, find_parts, may_be_same, separate_parts
from catalog.comparison.near_misses import (
    applies_flag,
    by_reference_only,
    find_general,
    find_misread,
    find_unread,
    neighbours,
)
from catalog.comparison.remembering import once_for_a_row
from catalog.comparison.reports import Step, Verdict, VerdictKind, Words
from catalog.comparison.requirements import AxisType, Condition, Grade, Modality, NoRequirement, Requirement
from catalog.comparison.showing import limit_text

__all__ = ["Compare", "Pair", "pair_rows"]

Compare = Callable[[Requirement | None, Requirement | None], Verdict]
"""Compare one declared row with one of the benchmark; either may be missing."""

_DECIDED = frozenset(
    {
        VerdictKind.EQUAL,
        VerdictKind.STRICTER,
        VerdictKind.LOOSER,
        VerdictKind.OVERLAP,
        VerdictKind.DISJOINT,
        VerdictKind.MISSING,
    }
)
_SIDES = {
    "low": ("低温", "low-temperature", "low temperature"),
    "high": ("高温", "high-temperature", "high temperature"),
}
_FAMILIES = (
    frozenset({"low_temperature", "after_low_temperature"}),
    frozenset({"high_temperature", "hot", "after_high_temperature"}),
    frozenset({"after_damp_heat", "damp_heat"}),
    frozenset({"cold", "normal_atmosphere", "room_temperature"}),
    frozenset({"no_load", "rated_load", "stalled", "rated_operation", "continuous"}),
)
"""States of one kind: a limit in one of them says something about the other, so the pair is shown as not comparable."""
_BINDING = (Modality.SHALL, Modality.STATED)
_STATES = frozenset({"state", "stated"})
"""Names of conditions in words: a row that has one holds in that state and no other."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A benchmark row, the declared row that answers it or none, and the other declared rows that could have."""

    benchmark: Requirement
    declared: Requirement | None
    verdict: Verdict
    candidates: tuple[Requirement, ...] = ()
    agreeing: tuple[Requirement, ...] = ()
    """Candidates that give the same answer: they are no additions of the declared document."""


@dataclass(frozen=True, slots=True)
class _Tried:
    """A declared row held against the benchmark row, and what came out."""

    declared: Requirement
    verdict: Verdict

    @property
    def is_decided(self) -> bool:
        return self.verdict.verdict in _DECIDED

    @property
    def is_other_condition(self) -> bool:
        """Tell whether the rows hold under different conditions, each naming its own."""
        if self.verdict.verdict is VerdictKind.NOT_COMPARABLE:
            return self.verdict.code == "CONDITION"
        silent = any(step.gate == "condition" and step.outcome == "unstated" for step in self.verdict.steps)
        return silent and any(condition.name in _STATES for condition in _all_conditions(self.declared))


def _side(requirement: Requirement) -> str | None:
    name = requirement.name.lower()
    found = [side for side, words in _SIDES.items() if any(word in name for word in words)]
    return found[0] if len(found) == 1 else None


@once_for_a_row
def _kind(requirement: Requirement) -> frozenset[type]:
    return frozenset(type(cell.constraint) for cell in requirement.cells)


@once_for_a_row
def _all_conditions(requirement: Requirement) -> tuple[Condition, ...]:
    return (*requirement.conditions, *(c for cell in requirement.cells for c in cell.conditions))


@once_for_a_row
def _keys(requirement: Requirement) -> frozenset[tuple[str, str]]:
    return frozenset((c.name, c.value) for c in _all_conditions(requirement))


class _Index:
    """The declared rows by characteristic, and by folded name for what the dictionary does not have."""

    def __init__(self, rows: Iterable[Requirement]) -> None:
        everything = tuple(rows)
        self.rows = tuple(row for row in everything if row.modality in _BINDING)
        self.advice = tuple(row for row in everything if row.modality not in _BINDING)
        self._by_id: dict[str, list[Requirement]] = defaultdict(list)
        self._by_name: dict[str, list[Requirement]] = defaultdict(list)
        for row in self.rows:
            if row.characteristic is not None:
                self._by_id[row.characteristic].append(row)
            else:
                self._by_name[fold_word(row.name)].append(row)

    def same_characteristic(self, benchmark: Requirement) -> list[Requirement]:
        """Return the declared rows of the benchmark row's characteristic, in the order of the document."""
        if benchmark.characteristic is None:
            found = self._by_name.get(fold_word(benchmark.name), [])
        else:
            found = self._by_id.get(benchmark.characteristic, [])
        side = _side(benchmark)
        return [row for row in found if side is None or _side(row) in (None, side)]


def _rank(tried: _Tried, benchmark: Requirement) -> tuple[int, int, int, int]:
    """Return how well the declared row fits by what is printed: conditions, product, name; more is better."""
    wanted, have = _keys(benchmark), _keys(tried.declared)
    bridged = {"MONOTONE_CONDITION", "CONDITION_CONVERTED"} & set(tried.verdict.flags)
    return (
        len(wanted & have) - len(have - wanted) - len(bridged),
        int(tried.declared.product_class == benchmark.product_class),
        int(set(tried.declared.applies_if) == set(benchmark.applies_if)),
        int(fold_word(tried.declared.name) == fold_word(benchmark.name)),
    )


def _ambiguous(benchmark: Requirement, best: list[_Tried]) -> Verdict:
    shown = "；".join(f"{t.declared.name} {limit_text(t.declared)}（{t.declared.clause or '—'}）" for t in best)
    evidence = ", ".join(t.declared.id for t in best)
    return Verdict(
        VerdictKind.UNDETERMINED,
        Words(
            f"所声明的文件有几行与此对应，结果不同，文本没有写明哪一行适用：{shown}。",
            "Several declared rows answer this one with different results, and the text does not tell which binds: "
            f"{shown}.",
        ),
        "CLASS",
        applies_flag(benchmark),
        Grade.C,
        (),
        (Step("class", "several declared rows", evidence),),
    )


def _same_answer(best: list[_Tried]) -> bool:
    return len({(t.verdict.verdict, t.verdict.code) for t in best}) == 1


def _choose_decided(benchmark: Requirement, tried: list[_Tried]) -> Pair:
    ranks = [_rank(t, benchmark) for t in tried]
    top = max(ranks)
    best = [t for t, rank in zip(tried, ranks, strict=True) if rank == top]
    others = [t.declared for t in tried if t not in best]
    if not _same_answer(best):
        rows = tuple(t.declared for t in best)
        return Pair(benchmark, None, _ambiguous(benchmark, best), (*rows, *others), rows)
    agreeing = tuple(t.declared for t in best[1:])
    return Pair(benchmark, best[0].declared, best[0].verdict, (*agreeing, *others), agreeing)


def _choose_open(benchmark: Requirement, tried: list[_Tried]) -> Pair:
    """Choose among rows that give no answer: a limit of the same form first, then the better fit."""
    kind = _kind(benchmark)
    fits = [(_kind(one.declared) == kind, _rank(one, benchmark)) for one in tried]
    ordered = [tried[place] for place in sorted(range(len(tried)), key=fits.__getitem__, reverse=True)]
    top = max(fits)
    best = [t for t, fit in zip(tried, fits, strict=True) if fit == top]
    if len(best) > 1 and all(t.verdict.code == "CLASS" for t in best):
        rows = tuple(t.declared for t in best)
        return Pair(benchmark, None, _ambiguous(benchmark, best), tuple(t.declared for t in ordered), rows)
    return Pair(benchmark, ordered[0].declared, ordered[0].verdict, tuple(t.declared for t in ordered[1:]))


def _related(benchmark: Requirement, declared: Requirement) -> bool:
    """Tell whether the conditions in which two rows differ are of one kind, so that showing them side by side helps."""
    mine = {c.name: c for c in _all_conditions(declared)}
    for wanted in _all_conditions(benchmark):
        found = mine.get(wanted.name)
        if found is None and wanted.name in _STATES:
            return False
        if found is None or found.value == wanted.value:
            continue
        both_numbers = wanted.number is not None and found.number is not None
        if not both_numbers and not any({wanted.value, found.value} <= family for family in _FAMILIES):
            return False
    return True


def _bare(requirement: Requirement) -> Requirement:
    cells = tuple(replace(cell, conditions=()) for cell in requirement.cells)
    return replace(requirement, cells=cells, conditions=(), methods=())


def _try(declared: Requirement, benchmark: Requirement, compare: Compare) -> _Tried:
    """Compare; where the declared value stands elsewhere, so do its conditions: their absence decides nothing."""
    verdict = compare(declared, benchmark)
    silent = verdict.verdict is VerdictKind.UNDETERMINED and verdict.code != "REF_UNRESOLVED"
    if silent and by_reference_only(declared):
        behind = compare(_bare(declared), _bare(benchmark))
        if behind.code == "REF_UNRESOLVED":
            return _Tried(declared, behind)
    return _Tried(declared, verdict)


def _first_pass(benchmark: Requirement, index: _Index, compare: Compare) -> Pair | list[_Tried]:
    tried = [_try(row, benchmark, compare) for row in index.same_characteristic(benchmark)]
    decided = [t for t in tried if t.is_decided]
    if decided:
        rest = tuple(t.declared for t in tried if not t.is_decided)
        return _with_more(_choose_decided(benchmark, decided), rest)
    undecided = [t for t in tried if not t.is_other_condition]
    if undecided:
        rest = tuple(t.declared for t in tried if t.is_other_condition)
        return _with_more(_choose_open(benchmark, undecided), rest)
    return tried


def _with_more(pair: Pair, rows: tuple[Requirement, ...]) -> Pair:
    return replace(pair, candidates=(*pair.candidates, *rows)) if rows else pair


def _second_pass(
    benchmark: Requirement,
    tried: list[_Tried],
    index: _Index,
    answered: set[str],
    not_read: tuple[tuple[str, str], ...],
    compare: Compare,
) -> Pair:
    """Settle a row that nothing answers under its conditions."""
    free = [t for t in tried if t.declared.id not in answered and _related(benchmark, t.declared)]
    everything = tuple(t.declared for t in tried)
    if free:
        pair = _choose_open(benchmark, free)
        return replace(pair, candidates=tuple(row for row in everything if row is not pair.declared))
    if not tried:
        near = _near(benchmark, index, compare)
        if near is not None:
            return near
        general = find_general(benchmark, index.rows)
        if general is not None:
            return Pair(benchmark, *general)
        seen = find_misread(benchmark, index.rows) or find_unread(benchmark, not_read)
        if seen is not None:
            return Pair(benchmark, None, seen)
    if _asked_of_some_classes(benchmark):
        return Pair(benchmark, None, _class_decides(benchmark), everything)
    missing = compare(None, benchmark)
    flags = tuple(dict.fromkeys((*missing.flags, *applies_flag(benchmark))))
    shown = (*everything, *find_advice(benchmark, index.advice), *neighbours(benchmark, index.rows))
    return Pair(benchmark, None, missing if flags == missing.flags else replace(missing, flags=flags), shown)


def _asked_of_some_classes(benchmark: Requirement) -> bool:
    """Tell whether the row asks something of one class of product and nothing of another ("Not applicable")."""
    by_class = any(axis.type is AxisType.REGULATORY_CLASS for axis in benchmark.axes)
    return by_class and any(isinstance(cell.constraint, NoRequirement) for cell in benchmark.cells)


def _class_decides(benchmark: Requirement) -> Verdict:
    asked = "、".join(
        str(value)
        for cell in benchmark.cells
        if not isinstance(cell.constraint, NoRequirement)
        for _, value in cell.classes
        if isinstance(value, str)
    )
    return Verdict(
        VerdictKind.UNDETERMINED,
        Words(
            f"只对部分产品类别有要求（{asked}），产品属于哪一类没有写明；所声明的文件没有这一项。",
            f"Only some classes of product are asked for it ({asked}), and the product's class is not known; nothing "
            "is declared.",
        ),
        "CLASS",
        applies_flag(benchmark),
        Grade.C,
        (),
        (Step("class", "asked of some classes", asked),),
    )


def _near(benchmark: Requirement, index: _Index, compare: Compare) -> Pair | None:
    """Return the pair with a row that is near and not the same: a sum or a part, a name with less detail, a kin."""
    parts = find_parts(benchmark, index.rows)
    separate = separate_parts(benchmark, parts)
    if separate is not None:
        return Pair(benchmark, None, separate, tuple(parts), tuple(parts))
    tried = [_try(row, benchmark, compare) for row in (*parts, *may_be_same(benchmark, index.rows))]
    if tried:
        decided = [t for t in tried if t.is_decided]
        return _choose_decided(benchmark, decided) if decided else _choose_open(benchmark, tried)
    kin = find_kin(benchmark, index.rows)
    return None if kin is None else Pair(benchmark, *kin)


def pair_rows(
    declared: Iterable[Requirement],
    benchmark: Iterable[Requirement],
    compare: Compare,
    *,
    not_read: tuple[tuple[str, str], ...] = (),
) -> list[Pair]:
    """Return one pair for each row of the benchmark, in order; ``not_read`` is what the declared side's reader left.

    A declared row under another condition is shown as not comparable only where it answers no other row and the
    conditions are of one kind; otherwise the row of the benchmark is missing.
    """
    index = _Index(declared)
    rows = list(benchmark)
    first = [_first_pass(row, index, compare) for row in rows]
    answered = {found.declared.id for found in first if isinstance(found, Pair) and found.declared is not None}
    return [
        found if isinstance(found, Pair) else _second_pass(row, found, index, answered, not_read, compare)
        for row, found in zip(rows, first, strict=True)
    ]
