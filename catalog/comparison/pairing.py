"""Which declared row answers which row of the benchmark.

Only the dictionary pairs rows (and, where neither name is in it, literally equal names). Among several declared rows of
one characteristic the one under the same conditions is taken; rows that would give different answers and of which the
text does not tell which binds are all shown, and none is chosen. One declared row may answer several of the benchmark.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from catalog.comparison.dictionary import dictionary, is_chinese
from catalog.comparison.folding import fold_word
from catalog.comparison.reports import Step, Verdict, VerdictKind, Words
from catalog.comparison.requirements import ByReference, Condition, Grade, Modality, Requirement, WordSet
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
_STATES = frozenset({"state", "stated"})
"""Names of conditions in words: a row that has one holds in that state and no other."""
_CONTROLS = frozenset({"square_wave", "sine_wave"})
"""States that are kinds of product: a row that names one binds only products of that kind."""
_SHORTEST_GENERAL_NAME = 2
_TOLERANCE_WORDS = frozenset({"容差", "偏差", "公差", "允差", "允许偏差", "极限偏差", "的容差", "的偏差"})


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


def _kind(requirement: Requirement) -> frozenset[type]:
    return frozenset(type(cell.constraint) for cell in requirement.cells)


def _all_conditions(requirement: Requirement) -> tuple[Condition, ...]:
    return (*requirement.conditions, *(c for cell in requirement.cells for c in cell.conditions))


def _keys(requirement: Requirement) -> set[tuple[str, str]]:
    return {(c.name, c.value) for c in _all_conditions(requirement)}


class _Index:
    """The declared rows by characteristic, and by folded name for what the dictionary does not have."""

    def __init__(self, rows: Iterable[Requirement]) -> None:
        self.rows = tuple(rows)
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
        _applies_flag(benchmark),
        Grade.C,
        (),
        (Step("class", "several declared rows", evidence),),
    )


def _applies_flag(benchmark: Requirement) -> tuple[str, ...]:
    controlled = any(c.value in _CONTROLS or "控制" in c.printed for c in benchmark.conditions)
    return ("APPLIES_IF",) if benchmark.applies_if or controlled else ()


def _same_answer(best: list[_Tried]) -> bool:
    return len({(t.verdict.verdict, t.verdict.code) for t in best}) == 1


def _choose_decided(benchmark: Requirement, tried: list[_Tried]) -> Pair:
    top = max(_rank(t, benchmark) for t in tried)
    best = [t for t in tried if _rank(t, benchmark) == top]
    others = [t.declared for t in tried if t not in best]
    if not _same_answer(best):
        rows = tuple(t.declared for t in best)
        return Pair(benchmark, None, _ambiguous(benchmark, best), (*rows, *others), rows)
    agreeing = tuple(t.declared for t in best[1:])
    return Pair(benchmark, best[0].declared, best[0].verdict, (*agreeing, *others), agreeing)


def _choose_open(benchmark: Requirement, tried: list[_Tried]) -> Pair:
    """Choose among rows that give no answer: a limit of the same form first, then the better fit."""
    kind = _kind(benchmark)
    ordered = sorted(tried, key=lambda t: (_kind(t.declared) == kind, _rank(t, benchmark)), reverse=True)
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


def _general_name(declared: str, benchmark: str) -> bool:
    """Tell whether the declared name is the benchmark's without what narrows it (漏电流 for 峰值漏电流)."""
    mine, theirs = fold_word(declared), fold_word(benchmark)
    if len(mine) < _SHORTEST_GENERAL_NAME or mine == theirs or not is_chinese(mine):
        return False
    return theirs.removeprefix(mine) in _TOLERANCE_WORDS or theirs.endswith(mine)


def _by_reference_only(requirement: Requirement) -> bool:
    return all(isinstance(cell.constraint, ByReference) for cell in requirement.cells)


def _is_chemical(requirement: Requirement) -> bool:
    entry = dictionary().get(requirement.characteristic)
    return entry is None or entry.kind.startswith(("mass", "count", "amount", "activity"))


def _behind_general_reference(benchmark: Requirement, declared: Requirement) -> Verdict:
    where = limit_text(declared)
    return Verdict(
        VerdictKind.UNDETERMINED,
        Words(
            f"“{declared.name}”只写明按“{where}”；“{benchmark.name}”是否包括在内、是多少，文本没有写明。",
            f"{declared.name} is only left to {where}; the text does not tell whether that holds {benchmark.name}, "
            "nor its value.",
        ),
        "REF_UNRESOLVED",
        _applies_flag(benchmark),
        Grade.B,
        (),
        (
            Step("characteristic", "general name", f"{declared.name} / {benchmark.name}"),
            Step("parse", "by reference", where),
        ),
    )


def _perhaps_narrower(benchmark: Requirement, declared: Requirement) -> Verdict:
    return Verdict(
        VerdictKind.UNDETERMINED,
        Words(
            f"所声明的是“{declared.name}”，没有写明是否就是“{benchmark.name}”。",
            f"What is declared is {declared.name}; the text does not tell whether it is {benchmark.name}.",
        ),
        "QUANTITY",
        _applies_flag(benchmark),
        Grade.C,
        (),
        (Step("characteristic", "general name", f"{declared.name} / {benchmark.name}"),),
    )


def _is_quantity_of_tolerance(declared: Requirement, benchmark: Requirement) -> bool:
    """Tell whether the benchmark limits the tolerance of what the declared row gives."""
    word = next((word for word in _TOLERANCE_WORDS if benchmark.name.endswith(word)), None)
    entry = dictionary().find(benchmark.name.removesuffix(word)) if word else None
    return entry is not None and entry.id == declared.characteristic


def _pair_general(benchmark: Requirement, index: _Index) -> Pair | None:
    general = [
        row
        for row in index.rows
        if _general_name(row.name, benchmark.name)
        or (_by_reference_only(row) and _is_quantity_of_tolerance(row, benchmark))
    ]
    referring = [row for row in general if _by_reference_only(row)]
    if referring:
        verdict = _behind_general_reference(benchmark, referring[0])
        return Pair(benchmark, referring[0], verdict, tuple(row for row in general if row is not referring[0]))
    ends = [
        row
        for row in general
        if fold_word(benchmark.name).endswith(fold_word(row.name))
        and not _is_chemical(row)
        and not _is_chemical(benchmark)
    ]
    if ends:
        return Pair(benchmark, ends[0], _perhaps_narrower(benchmark, ends[0]), tuple(ends[1:]))
    return None


def _unread(benchmark: Requirement, not_read: tuple[tuple[str, str], ...]) -> tuple[str, str] | None:
    entry = dictionary().get(benchmark.characteristic)
    names = {benchmark.name, *(entry.zh if entry else ()), *(entry.en if entry else ())}
    folded = {fold_word(name) for name in names if len(name) > 1}
    words = {word for cell in benchmark.cells if isinstance(cell.constraint, WordSet) for word in cell.text.split("、")}
    for text, why in not_read:
        named = any(name in fold_word(text) for name in folded)
        # The words of a list stand in the rows of a table whose heading alone would name the characteristic.
        if named or ("table" in why and any(word and word in text for word in words)):
            return text, why
    return None


def _seen_not_read(benchmark: Requirement, text: str, why: str) -> Verdict:
    return Verdict(
        VerdictKind.UNDETERMINED,
        Words(
            f"所声明的文件提到了“{benchmark.name}”，但没有读成限值（{why}）：{text}",
            f"The declared document speaks of {benchmark.name}, but it was not read as a limit ({why}): {text}",
        ),
        "PARSE",
        _applies_flag(benchmark),
        Grade.C,
        (),
        (Step("parse", "not read", text),),
    )


def _bare(requirement: Requirement) -> Requirement:
    cells = tuple(replace(cell, conditions=()) for cell in requirement.cells)
    return replace(requirement, cells=cells, conditions=(), methods=())


def _try(declared: Requirement, benchmark: Requirement, compare: Compare) -> _Tried:
    """Compare; where the declared value stands elsewhere, so do its conditions: their absence decides nothing."""
    verdict = compare(declared, benchmark)
    silent = verdict.verdict is VerdictKind.UNDETERMINED and verdict.code != "REF_UNRESOLVED"
    if silent and _by_reference_only(declared):
        behind = compare(_bare(declared), _bare(benchmark))
        if behind.code == "REF_UNRESOLVED":
            return _Tried(declared, behind)
    return _Tried(declared, verdict)


def _first_pass(benchmark: Requirement, index: _Index, compare: Compare) -> Pair | list[_Tried]:
    tried = [_try(row, benchmark, compare) for row in index.same_characteristic(benchmark)]
    decided = [t for t in tried if t.is_decided]
    if decided:
        pair = _choose_decided(benchmark, decided)
        rest = tuple(t.declared for t in tried if not t.is_decided)
        return replace(pair, candidates=(*pair.candidates, *rest))
    undecided = [t for t in tried if not t.is_other_condition]
    if undecided:
        pair = _choose_open(benchmark, undecided)
        return replace(pair, candidates=(*pair.candidates, *(t.declared for t in tried if t.is_other_condition)))
    return tried


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
        general = _pair_general(benchmark, index)
        if general is not None:
            return general
        seen = _unread(benchmark, not_read)
        if seen is not None:
            return Pair(benchmark, None, _seen_not_read(benchmark, *seen))
    missing = compare(None, benchmark)
    flags = tuple(dict.fromkeys((*missing.flags, *_applies_flag(benchmark))))
    return Pair(benchmark, None, replace(missing, flags=flags), (*everything, *_neighbours(benchmark, index)))


def _neighbours(benchmark: Requirement, index: _Index) -> tuple[Requirement, ...]:
    """Return declared rows that one may take for the benchmark's and that the dictionary says are something else."""
    entry = dictionary().get(benchmark.characteristic)
    if entry is None:
        return ()
    others = set(entry.not_same_as)
    return tuple(row for row in index.rows if row.characteristic in others)


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
    index = _Index(row for row in declared if row.modality in (Modality.SHALL, Modality.STATED))
    rows = list(benchmark)
    first = [_first_pass(row, index, compare) for row in rows]
    answered = {found.declared.id for found in first if isinstance(found, Pair) and found.declared is not None}
    return [
        found if isinstance(found, Pair) else _second_pass(row, found, index, answered, not_read, compare)
        for row, found in zip(rows, first, strict=True)
    ]
