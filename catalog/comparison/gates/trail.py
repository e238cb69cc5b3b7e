"""What a pair collects on its way through the gates: steps with evidence, flags, and the words of a closed gate."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from catalog.comparison.reports import Step, VerdictKind, Words
from catalog.comparison.requirements import Grade

if TYPE_CHECKING:
    from catalog.comparison.dictionary import Characteristic
    from catalog.comparison.requirements import Cell, Requirement

__all__ = ["Closed", "Pair", "Trail", "not_comparable", "undetermined"]

_ONE_ASSUMPTION = frozenset(
    {
        "IMPLIED_OPERATOR",
        "PPM_AS_MASS_FRACTION",
        "METHOD_MOD",
        "METHOD_ADOPTED",
        "METHOD_EDITION",
        "ADOPTS_OLDER_EDITION",
        "WITHDRAWN_REFERENCE",
        "BASELINE_GRADE",
        "ZERO_AS_ND",
        "STOICHIOMETRIC_FACTOR",
        "BASIS_INEQUALITY",
        "METHOD_RATIONAL",
        "SAME_NAME",
        "ALTERNATIVE",
    }
)
_TWO_ASSUMPTIONS = frozenset({"TEXT_SET", "METHOD_UNSTATED"})


class Closed(NamedTuple):
    """A gate that closed: the answer, its code and the reason in words."""

    verdict: VerdictKind
    code: str
    reason: Words


def not_comparable(code: str, zh: str, en: str) -> Closed:
    """Return NOT_COMPARABLE: both texts say enough to know that they speak of different things."""
    return Closed(VerdictKind.NOT_COMPARABLE, code, Words(zh, en))


def undetermined(code: str, zh: str, en: str) -> Closed:
    """Return UNDETERMINED: one text is silent on what would decide."""
    return Closed(VerdictKind.UNDETERMINED, code, Words(zh, en))


class Trail:
    """Steps and flags in the order in which the gates gave them."""

    __slots__ = ("flags", "steps")

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.flags: dict[str, None] = {}

    def step(self, gate: str, outcome: str, evidence: str = "") -> None:
        """Note what a gate found."""
        self.steps.append(Step(gate, outcome, evidence))

    def flag(self, *names: str) -> None:
        """Raise flags; each is kept once."""
        for name in names:
            self.flags[name] = None

    def grade(self, *sides: Grade) -> Grade:
        """Return the lowest grade of the sides and of the assumptions made: one gives B, two or more give C."""
        assumptions = 0
        for name in self.flags:
            if name in _ONE_ASSUMPTION:
                assumptions += 1
            elif name in _TWO_ASSUMPTIONS:
                assumptions += 2
        made = Grade.A if not assumptions else Grade.B if assumptions == 1 else Grade.C
        return max(made, *sides)


class Pair(NamedTuple):
    """Two requirements about one characteristic, or two of their cells."""

    declared: Requirement
    benchmark: Requirement
    characteristic: Characteristic | None
    declared_cell: Cell
    benchmark_cell: Cell
