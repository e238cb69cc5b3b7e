"""What is worked out once for a requirement is its own: never another's, and no part of it."""

from __future__ import annotations

import copy
import pickle
from dataclasses import replace
from fractions import Fraction

from catalog.comparison.remembering import once_for_a_cell, once_for_a_row
from catalog.comparison.requirements import Cell, Limits, Number, NumberInterval, Requirement
from catalog.comparison.verdicts import compare_requirements


def upper(value: str) -> Cell:
    return Cell(Limits((NumberInterval(None, Number(Fraction(value), value)),)), text=f"≤ {value}")


def row(*values: str, name: str = "水分") -> Requirement:
    return Requirement("r1", name, f"{name} ≤ {values[0]}", tuple(map(upper, values)))


def test_a_row_is_asked_once() -> None:
    asked: list[str] = []

    @once_for_a_row
    def name_of(requirement: Requirement) -> str:
        asked.append(requirement.name)
        return requirement.name

    one = row("5")
    assert (name_of(one), name_of(one), asked) == ("水分", "水分", ["水分"])
    assert name_of(replace(one, name="灰分")) == "灰分"
    assert name_of(one) == "水分"


def test_a_cell_is_asked_once_for_each_row() -> None:
    asked: list[str] = []

    @once_for_a_cell
    def said(requirement: Requirement, cell: Cell) -> str:
        asked.append(cell.text)
        return requirement.name + cell.text

    two = row("5", "7")
    for _ in range(2):
        assert [said(two, cell) for cell in two.cells] == ["水分≤ 5", "水分≤ 7"]
    assert asked == ["≤ 5", "≤ 7"]
    assert said(replace(two, name="灰分"), two.cells[0]) == "灰分≤ 5"


def test_a_cell_made_for_one_comparison_is_not_kept() -> None:
    @once_for_a_cell
    def said(_: Requirement, cell: Cell) -> str:
        return cell.text

    one = row("5")
    # Each cell may get the place in memory that the one before it had.
    assert [said(one, upper(str(value))) for value in range(50)] == [f"≤ {value}" for value in range(50)]


def test_what_is_known_is_no_part_of_the_value() -> None:
    asked, fresh = row("5"), row("5")
    compare_requirements(asked, asked)
    assert asked == fresh
    assert hash(asked) == hash(fresh)
    assert repr(asked) == repr(fresh)
    assert copy.deepcopy(asked) == pickle.loads(pickle.dumps(asked)) == fresh  # noqa: S301 - made here
