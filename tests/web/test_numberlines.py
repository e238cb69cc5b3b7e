"""The geometry of number lines, by hand."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest

from catalog.comparison.reading import read_requirement
from catalog.comparison.sets import EVERYTHING, Interval, IntervalSet
from catalog.web.contexts.drawings import draw_cell
from catalog.web.numberlines import AXIS_Y, HEIGHT, PLOT_LEFT, PLOT_RIGHT, WIDTH, draw_line, draw_steps, subtract
from tests.web.reports import BENCHMARK_ROWS, DECLARED_ROWS, band


def interval(low: int | None, high: int | None, **ends: bool) -> IntervalSet:
    fraction = [None if end is None else Fraction(end) for end in (low, high)]
    return IntervalSet.of([Interval(*fraction, **ends)])


def test_the_part_that_only_the_declared_side_allows_is_hatched():
    line = draw_line(interval(20, None, low_closed=False), interval(50, None), unit="MΩ")
    (hatch,) = line.hatches
    twenty, fifty = line.ticks
    assert (twenty.text, fifty.text) == ("20", "50")
    assert (hatch.left, hatch.right) == (twenty.x, fifty.x)
    assert line.hatched == (("20", "50"),)
    assert line.hatch_y == line.tracks[0].y


def test_a_stricter_side_has_nothing_hatched():
    assert draw_line(interval(None, 20), interval(None, 75)).hatches == ()


def test_ends_are_dots_rings_and_arrows():
    line = draw_line(interval(20, None, low_closed=False), interval(10, 50))
    declared, benchmark = line.tracks
    assert [end.shape for end in declared.ends] == ["ring", "right"]
    assert [end.shape for end in benchmark.ends] == ["dot", "dot"]


def test_declared_lies_above_the_benchmark_and_both_above_the_axis():
    declared, benchmark = draw_line(interval(1, 2), interval(1, 3)).tracks
    assert declared.y < benchmark.y < AXIS_Y < HEIGHT


def test_both_sides_share_one_scale():
    line = draw_line(interval(0, 100), interval(0, 50))
    places = {tick.text: tick.x for tick in line.ticks}
    assert places["50"] == pytest.approx((places["0"] + places["100"]) / 2, abs=0.1)
    assert line.tracks[1].bands[0].right == places["50"]


def test_values_far_apart_get_a_logarithmic_scale():
    line = draw_line(interval(None, 1), interval(None, 10_000))
    assert line.is_logarithmic
    assert not draw_line(interval(None, 20), interval(None, 75)).is_logarithmic


def test_a_capability_hatches_what_only_the_benchmark_demands():
    line = draw_line(interval(-30, 70), interval(-40, 70), is_capability=True)
    assert line.kind == "capability"
    assert line.hatched == (("-40", "-30"),)
    assert line.hatch_y == line.tracks[1].y


def test_a_side_that_says_nothing_has_no_bands_and_no_hatching():
    line = draw_line(None, interval(None, 5))
    assert line.tracks[0].bands == ()
    assert line.hatches == ()


def test_without_any_finite_end_there_is_no_line():
    assert draw_line(EVERYTHING, EVERYTHING) is None
    assert draw_line(None, None) is None


def test_one_value_stands_in_the_middle():
    line = draw_line(interval(5, 5), interval(5, 5))
    assert line.ticks[0].x == (PLOT_LEFT + PLOT_RIGHT) / 2


def test_values_are_shown_as_printed():
    line = draw_line(interval(None, 1), interval(None, 2), printed={Fraction(1): "1.0", Fraction(2): "2.00"})
    assert [tick.text for tick in line.ticks] == ["1.0", "2.00"]


def test_labels_that_would_run_into_each_other_are_pushed_apart_within_the_picture():
    line = draw_line(interval(1000, 1001), interval(1002, 1003))
    places = [tick.label_x for tick in line.ticks]
    assert all(right - left >= 4 * 5.9 for left, right in itertools.pairwise(places))
    assert all(0 <= x <= WIDTH for x in places)


def test_the_difference_of_two_sets_respects_ends():
    left = subtract(interval(0, 10), interval(3, 5))
    assert [(part.low, part.high) for part in left] == [(0, 3), (5, 10)]
    assert [(part.low_closed, part.high_closed) for part in left] == [(True, False), (False, True)]
    assert subtract(interval(0, 10), EVERYTHING).is_empty


def test_grades_are_steps():
    line = draw_steps(("3", "3-4", "4", "4-5", "5"), frozenset({"4", "4-5", "5"}), frozenset({"3-4", "4", "4-5", "5"}))
    assert [step.declared for step in line.steps] == [False, False, True, True, True]
    assert [step.benchmark for step in line.steps] == [False, True, True, True, True]
    assert line.steps[0].x == PLOT_LEFT


def test_only_the_grades_that_the_declared_side_lets_through_besides_are_hatched():
    line = draw_steps(("3", "3-4", "4", "4-5", "5"), frozenset({"3-4", "4", "4-5", "5"}), frozenset({"4-5", "5"}))
    assert line.only_declared == ("3-4", "4")
    assert len(line.hatches) == 2
    assert draw_steps(("1", "2"), frozenset({"2"}), None).hatches == ()


def test_a_long_scale_writes_the_ends_of_both_sides_and_no_label_over_another():
    grades = tuple(f"{n}H" for n in range(1, 25))
    line = draw_steps(grades, frozenset(grades[9:]), frozenset(grades[14:]))
    written = [(step.x + step.width / 2, step.label) for step in line.steps if step.label]
    assert {"10H", "15H", "24H"} <= {label for _, label in written}
    assert all(right - left >= 15 for (left, _), (right, _) in itertools.pairwise(written))


@pytest.mark.parametrize(
    ("declared", "benchmark", "verdict", "hatched"),
    [
        ("耐摩擦色牢度（干摩）≥ 3 级，GB/T 3920", "耐摩擦色牢度（干摩）≥ 4 级，GB/T 3920", "LOOSER", ("3", "3-4")),
        ("耐摩擦色牢度（干摩）≥ 4 级，GB/T 3920", "耐摩擦色牢度（干摩）≥ 3 级，GB/T 3920", "STRICTER", ()),
    ],
)
def test_grades_of_one_scale_are_drawn_as_steps(declared, benchmark, verdict, hatched):
    line = draw_cell(read_requirement(declared), read_requirement(benchmark, side="benchmark"), (), verdict)
    assert line.only_declared == hatched
    assert line.steps[0].label == "1"


def requirement(rows, id_):
    return next(row for row in rows if row.id == id_)


def test_a_class_is_drawn_with_the_cells_that_cover_it():
    classes = (("working_voltage", band("60", "100")),)
    line = draw_cell(requirement(DECLARED_ROWS, "r9"), requirement(BENCHMARK_ROWS, "b13"), classes, "LOOSER")
    assert [tick.text for tick in line.ticks] == ["500", "750"]
    assert line.hatched == (("500", "750"),)
    assert line.unit == "V"


def test_a_tolerance_shows_its_nominal_value():
    line = draw_cell(requirement(DECLARED_ROWS, "r40"), requirement(BENCHMARK_ROWS, "b30"), (), "LOOSER")
    assert line.tracks[0].nominal == line.tracks[1].nominal == (PLOT_LEFT + PLOT_RIGHT) / 2
    assert line.hatched == (("19.9", "19.95"), ("20.05", "20.1"))


@pytest.mark.parametrize("verdict", ["UNDETERMINED", "NOT_COMPARABLE"])
def test_what_cannot_be_compared_is_not_put_on_one_scale(verdict):
    assert draw_cell(requirement(DECLARED_ROWS, "r30"), requirement(BENCHMARK_ROWS, "b25"), (), verdict) is None


def test_a_picture_that_contradicts_the_verdict_is_not_drawn():
    declared, benchmark = requirement(DECLARED_ROWS, "r4"), requirement(BENCHMARK_ROWS, "b9")
    assert draw_cell(declared, benchmark, (), "STRICTER") is None
    assert draw_cell(declared, benchmark, (), "LOOSER") is not None
