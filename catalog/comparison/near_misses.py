"""What to say of a benchmark row that no declared row answers: a general name, words that were not read, or nothing.

"Missing" is a claim about a firm. It is made only where no declared row could hold the value under a more general name
and no sentence that names the characteristic was left unread; a sentence on how to test it holds no value.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from catalog.comparison.dictionary import dictionary, is_chinese
from catalog.comparison.folding import fold_word
from catalog.comparison.reports import Step, Verdict, VerdictKind, Words
from catalog.comparison.requirements import ByReference, Grade, Requirement, WordSet
from catalog.comparison.showing import limit_text

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["applies_flag", "by_reference_only", "find_general", "find_misread", "find_unread", "neighbours"]

_CONTROLS = frozenset({"square_wave", "sine_wave"})
"""States that are kinds of product: a row that names one binds only products of that kind."""
_SHORTEST_GENERAL_NAME = 2
_VALUE_SIGNS = frozenset("0123456789<>≤≥±~+=")
_TOLERANCE_WORDS = ("允许偏差", "极限偏差", "的容差", "的偏差", "容差", "偏差", "公差", "允差")
"""Words for a tolerance, the longer before those that they end in: what stands before the longest is the quantity."""


def applies_flag(benchmark: Requirement) -> tuple[str, ...]:
    """Return APPLIES_IF for a row that binds only some kinds of product, by its words or by the control it names."""
    controlled = any(c.value in _CONTROLS or "控制" in c.printed for c in benchmark.conditions)
    return ("APPLIES_IF",) if benchmark.applies_if or controlled else ()


def by_reference_only(requirement: Requirement) -> bool:
    """Tell whether every value of the row stands in another text."""
    return all(isinstance(cell.constraint, ByReference) for cell in requirement.cells)


def _general_name(mine: str, theirs: str) -> bool:
    """Tell whether the declared folded name is the benchmark's without what narrows it (漏电流 for 峰值漏电流)."""
    if not theirs.endswith(mine) and theirs.removeprefix(mine) not in _TOLERANCE_WORDS:
        return False
    return len(mine) >= _SHORTEST_GENERAL_NAME and mine != theirs and is_chinese(mine)


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
        applies_flag(benchmark),
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
        applies_flag(benchmark),
        Grade.C,
        (),
        (Step("characteristic", "general name", f"{declared.name} / {benchmark.name}"),),
    )


def _quantity_of_tolerance(benchmark: Requirement) -> str | None:
    """Return the characteristic of which the benchmark limits the tolerance, or ``None``."""
    word = next((word for word in _TOLERANCE_WORDS if benchmark.name.endswith(word)), None)
    entry = dictionary().find(benchmark.name.removesuffix(word)) if word else None
    return None if entry is None else entry.id


def find_general(
    benchmark: Requirement, rows: Sequence[Requirement]
) -> tuple[Requirement, Verdict, tuple[Requirement, ...]] | None:
    """Return a declared row under a more general name, what can be said of it, and others like it; or ``None``."""
    quantity, theirs = _quantity_of_tolerance(benchmark), fold_word(benchmark.name)
    general = [
        row
        for row in rows
        if _general_name(fold_word(row.name), theirs)
        or (quantity is not None and row.characteristic == quantity and by_reference_only(row))
    ]
    referring = [row for row in general if by_reference_only(row)]
    if referring:
        verdict = _behind_general_reference(benchmark, referring[0])
        return referring[0], verdict, tuple(row for row in general if row is not referring[0])
    ends = [
        row
        for row in general
        if theirs.endswith(fold_word(row.name)) and not _is_chemical(row) and not _is_chemical(benchmark)
    ]
    if ends:
        return ends[0], _perhaps_narrower(benchmark, ends[0]), tuple(ends[1:])
    return None


def _names(benchmark: Requirement) -> set[str]:
    return {*_names_of(benchmark.characteristic), *((fold_word(benchmark.name),) if len(benchmark.name) > 1 else ())}


@lru_cache(maxsize=2048)
def _names_of(characteristic: str | None) -> frozenset[str]:
    entry = dictionary().get(characteristic)
    return frozenset() if entry is None else frozenset(fold_word(n) for n in (*entry.zh, *entry.en) if len(n) > 1)


def find_misread(benchmark: Requirement, rows: Sequence[Requirement]) -> Verdict | None:
    """Return UNDETERMINED where a declared row has the name and then a value in its name, or ``None``."""
    names = _names(benchmark)
    for row in rows:
        if row.characteristic is not None:
            continue
        mine = fold_word(row.name)
        if any(mine.startswith(name) and mine[len(name) : len(name) + 1] in _VALUE_SIGNS for name in names):
            return _seen_not_read(benchmark, row.name, "the value stands in the name")
    return None


def find_unread(benchmark: Requirement, not_read: tuple[tuple[str, str], ...]) -> Verdict | None:
    """Return UNDETERMINED where a text that was left unread names the characteristic, or ``None``."""
    folded = _names(benchmark)
    words = {word for cell in benchmark.cells if isinstance(cell.constraint, WordSet) for word in cell.text.split("、")}
    for text, why in not_read:
        if "test method" in why:
            continue
        named = any(name in fold_word(text) for name in folded)
        # The words of a list stand in the rows of a table whose heading alone would name the characteristic.
        if named or ("table" in why and any(word and word in text for word in words)):
            return _seen_not_read(benchmark, text, why)
    return None


def _seen_not_read(benchmark: Requirement, text: str, why: str) -> Verdict:
    return Verdict(
        VerdictKind.UNDETERMINED,
        Words(
            f"所声明的文件提到了“{benchmark.name}”，但没有读成限值（{why}）：{text}",
            f"The declared document speaks of {benchmark.name}, but it was not read as a limit ({why}): {text}",
        ),
        "PARSE",
        applies_flag(benchmark),
        Grade.C,
        (),
        (Step("parse", "not read", text),),
    )


def neighbours(benchmark: Requirement, rows: Sequence[Requirement]) -> tuple[Requirement, ...]:
    """Return declared rows that one may take for the benchmark's and that the dictionary says are something else."""
    entry = dictionary().get(benchmark.characteristic)
    if entry is None:
        return ()
    others = set(entry.not_same_as)
    return tuple(row for row in rows if row.characteristic in others)
