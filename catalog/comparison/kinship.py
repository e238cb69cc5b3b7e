"""Declared rows that stand near a row of the benchmark without being the same characteristic.

Shown beside it with the reason, instead of calling the row missing: what is defined differently (damaged kernels and
不完善粒), what one text names with less detail (cyanide, total cyanide), a limit on a sum against one on a part,
and what is only recommended. None of them gives a direction, except a sum and its part by the rule on sums.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import orjson

from catalog.comparison.dictionary import dictionary
from catalog.comparison.gates.groups import is_grouped
from catalog.comparison.gates.identity import same_members
from catalog.comparison.near_misses import applies_flag
from catalog.comparison.reports import Step, Verdict, VerdictKind, Words
from catalog.comparison.requirements import Grade, Modality, Requirement
from catalog.comparison.showing import limit_text

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Kin", "find_advice", "find_kin", "find_parts", "kin_entries", "may_be_same", "separate_parts"]


@dataclass(frozen=True, slots=True)
class Kin:
    """Two characteristics that may be taken for each other, and why they are not the same."""

    ids: frozenset[str]
    reason: Words
    source: str


@lru_cache(maxsize=1)
def kin_entries() -> tuple[Kin, ...]:
    """Return the shipped entries in their order, read once."""
    lines = files("catalog").joinpath("data/kin.jsonl").read_bytes().splitlines()
    rows = [row for row in map(orjson.loads, lines) if "header" not in row]
    return tuple(Kin(frozenset({row["a"], row["b"]}), Words(row["zh"], row["en"]), row["source"]) for row in rows)


def find_kin(benchmark: Requirement, rows: Sequence[Requirement]) -> tuple[Requirement, Verdict] | None:
    """Return the declared row that is nearest by the entries and why it is not compared, or ``None``."""
    if benchmark.characteristic is None:
        return None
    for entry in kin_entries():
        if benchmark.characteristic not in entry.ids:
            continue
        for row in rows:
            if row.characteristic != benchmark.characteristic and row.characteristic in entry.ids:
                return row, _defined_differently(benchmark, row, entry)
    return None


def _defined_differently(benchmark: Requirement, declared: Requirement, entry: Kin) -> Verdict:
    return Verdict(
        VerdictKind.NOT_COMPARABLE,
        Words(
            f"所声明的是“{declared.name}”，与“{benchmark.name}”定义不同：{entry.reason.zh}。",
            f"What is declared is {declared.name}, which is not {benchmark.name}: {entry.reason.en}.",
        ),
        "QUANTITY",
        applies_flag(benchmark),
        Grade.B,
        (),
        (Step("characteristic", "defined differently", entry.source),),
    )


def may_be_same(benchmark: Requirement, rows: Sequence[Requirement]) -> list[Requirement]:
    """Return the declared rows whose name, or the benchmark's, is without the detail that would tell them apart."""
    book = dictionary()
    wanted = book.get(benchmark.characteristic)
    if wanted is None:
        return []
    found = []
    for row in rows:
        entry = book.get(row.characteristic)
        if entry is not None and (entry.id in wanted.may_be or wanted.id in entry.may_be):
            found.append(row)
    return found


def find_parts(benchmark: Requirement, rows: Sequence[Requirement]) -> list[Requirement]:
    """Return the declared rows on a sum that has the benchmark's substance in it, or on parts of its sum."""
    grouped = is_grouped(benchmark)
    return [row for row in rows if (grouped or is_grouped(row)) and same_members(row, benchmark)]


def separate_parts(benchmark: Requirement, parts: Sequence[Requirement]) -> Verdict | None:
    """Return UNDETERMINED where several declared rows each say something about a part of the benchmark's row."""
    if len(parts) < 2 or not is_grouped(benchmark) or any(is_grouped(part) for part in parts):  # noqa: PLR2004 - several
        return None
    shown = "；".join(f"{part.name} {limit_text(part)}" for part in parts)
    return Verdict(
        VerdictKind.UNDETERMINED,
        Words(
            f"所声明的文件分别规定了各部分（{shown}），没有规定“{benchmark.name}”整体。",
            f"The declared document limits the parts one by one ({shown}) and not {benchmark.name} as a whole.",
        ),
        "KIND",
        applies_flag(benchmark),
        Grade.C,
        (),
        (Step("characteristic", "parts declared separately", ", ".join(part.id for part in parts)),),
    )


def find_advice(benchmark: Requirement, rows: Sequence[Requirement]) -> tuple[Requirement, ...]:
    """Return the declared rows of the same characteristic that only recommend (an action level, a guidance value)."""
    return tuple(
        row
        for row in rows
        if row.modality not in (Modality.SHALL, Modality.STATED)
        and row.characteristic is not None
        and row.characteristic == benchmark.characteristic
    )
