"""The verdict on a table: one for each class of the common refinement, and the overall one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog.comparison.cells import CellOutcome, compare_cells
from catalog.comparison.gates.groups import is_grouped
from catalog.comparison.gates.trail import Closed, Pair, Trail, not_comparable, undetermined
from catalog.comparison.links import classes
from catalog.comparison.refinement import RefinedAxis, Region, refine
from catalog.comparison.reports import CellVerdict, Step, Verdict, VerdictKind, Words
from catalog.comparison.requirements import AxisType, Band
from catalog.comparison.showing import cell_text
from catalog.comparison.wording import cells_sentence, sentence

if TYPE_CHECKING:
    from catalog.comparison.dictionary import Characteristic
    from catalog.comparison.requirements import Cell, Requirement

__all__ = ["BREACHES", "compare_tables", "overall"]

BREACHES = frozenset({VerdictKind.LOOSER, VerdictKind.DISJOINT, VerdictKind.MISSING, VerdictKind.OVERLAP})
"""What does not show that a mandatory benchmark is met."""
_BETTER = frozenset({VerdictKind.STRICTER, VerdictKind.EXTRA})
_WORSE = frozenset({VerdictKind.LOOSER, VerdictKind.MISSING, VerdictKind.DISJOINT})
_OPEN = frozenset({VerdictKind.NOT_COMPARABLE, VerdictKind.UNDETERMINED})
_POSITION_FAMILIES = (
    {"经向", "纬向"},
    {"纵向", "横向", "直向"},
    {"正面", "反面"},
    {"径向", "轴向", "切向"},
    {"内侧", "外侧"},
    {"内层", "外层"},
    {"上层", "下层"},
    {"水平", "垂直"},
    {"顺纹", "横纹"},
)
_SIDES = ("declared", "benchmark")
_OF_THE_PRODUCT = frozenset({AxisType.QUALITY_GRADE, AxisType.REGULATORY_CLASS})


def compare_tables(
    declared: Requirement,
    benchmark: Requirement,
    entry: Characteristic | None,
    trail: Trail,
    *,
    benchmark_name: str,
    grade: str | None = None,
    mandatory: bool = False,
) -> Verdict:
    """Return the verdict on two tables; ``grade`` is the product's own where the declared text names none."""
    axes, regions = refine(declared, benchmark)
    closed = _apart(declared, benchmark, axes, regions, trail)
    if closed is not None:
        sure = trail.grade(declared.grade, benchmark.grade)
        return Verdict(closed.verdict, closed.reason, closed.code, tuple(trail.flags), sure, (), tuple(trail.steps))
    regions = _covered(axes, regions, trail)
    if (silent := _without_position(axes)) is not None:
        trail.step("class", "holds for all positions", silent)
    compared = Comparer(declared, benchmark, entry, benchmark_name)
    shown = [(region, compared.verdict(region)) for region in regions]
    return _whole(axes, shown, compared, trail, grade=grade, mandatory=mandatory)


def _apart(
    declared: Requirement, benchmark: Requirement, axes: list[RefinedAxis], regions: list[Region], trail: Trail
) -> Closed | None:
    """Close where both sides tell classes apart and have none in common."""
    parted = [any(axis.type is AxisType.PART for axis in side.axes) for side in (declared, benchmark)]
    if (parted[0] and is_grouped(benchmark)) or (parted[1] and is_grouped(declared)):
        trail.step("class", "parts against a group", f"{declared.name} / {benchmark.name}")
        return undetermined(
            "QUANTITY",
            "一方逐项规定限值，另一方规定多种物质的合计或各项，没有登记如何对应，无法判断。",
            "One side limits parts one by one, the other several substances at once; no entry relates them.",
        )
    sizes = [{axis.name for axis in axes if axis.type is AxisType.RATING and getattr(axis, side)} for side in _SIDES]
    if sizes[0] and sizes[1] and not sizes[0] & sizes[1]:
        trail.step("class", "sizes differ", f"{', '.join(sorted(sizes[0]))} / {', '.join(sorted(sizes[1]))}")
        return undetermined(
            "CLASS",
            "两个标准按不同的规格分档，无法判断哪些产品相对应。",
            "The two texts tell products apart by different sizes; which products correspond is not said.",
        )
    met = [region for region in regions if region.declared is not None and region.benchmark is not None]
    if any(not _is_touch(region) for region in met):
        return None
    for axis in axes:
        if not (axis.declared and axis.benchmark):
            continue
        left = {str(value) for value in _values(regions, axis, declared=True)}
        right = {str(value) for value in _values(regions, axis, declared=False)}
        if axis.type is AxisType.POSITION and not _one_family(left | right):
            trail.step("class", "positions differ", f"{'、'.join(sorted(left))} / {'、'.join(sorted(right))}")
            return undetermined(
                "QUANTITY",
                "两个标准的方向名称不同，没有登记它们的对应关系，无法判断。",
                "The two texts name positions differently, and no entry relates the names.",
            )
        if axis.type in (AxisType.POSITION, AxisType.PART):
            continue
        trail.step("class", "different", axis.name)
        return not_comparable(
            "CLASS",
            "两个标准的限值适用于不同的等级、类别或规格，没有共同的部分。",
            "The limits hold for different grades, classes or sizes; they have none in common.",
        )
    return None


def _values(regions: list[Region], axis: RefinedAxis, *, declared: bool) -> list[Band | str]:
    return [
        dict(region.classes)[axis.name]
        for region in regions
        if (region.declared if declared else region.benchmark) is not None
    ]


def _one_family(names: set[str]) -> bool:
    return any(names <= family for family in _POSITION_FAMILIES)


def _is_touch(region: Region) -> bool:
    """Tell whether two bands only touch here (16 mm, where one ends and the other begins)."""
    return any(
        isinstance(value, Band) and _is_single(value) and not any(_bands_single(cell, name) for cell in _cells(region))
        for name, value in region.classes
    )


def _cells(region: Region) -> list[Cell]:
    return [cell for cell in (region.declared, region.benchmark) if cell is not None]


def _bands_single(cell: Cell, name: str) -> bool:
    band = dict(cell.classes).get(name)
    return not isinstance(band, Band) or _is_single(band)


def _is_single(band: Band) -> bool:
    low, high = band.interval.low, band.interval.high
    return low is not None and high is not None and low.value == high.value


def _without_position(axes: list[RefinedAxis]) -> str | None:
    """Return the side that prints no position where the other does: its limit is taken to hold for all."""
    for axis in axes:
        if axis.type is AxisType.POSITION and axis.declared != axis.benchmark:
            return "benchmark" if axis.declared else "declared"
    return None


def _covered(axes: list[RefinedAxis], regions: list[Region], trail: Trail) -> list[Region]:
    """Leave out grades and classes that the declared table does not have: no such product is declared."""
    for axis in axes:
        if axis.type not in _OF_THE_PRODUCT or not (axis.declared and axis.benchmark):
            continue
        own = {dict(region.classes)[axis.name] for region in regions if region.declared is not None}
        shared = [region for region in regions if dict(region.classes)[axis.name] in own]
        if shared and len(shared) < len(regions) and any(region.benchmark is not None for region in shared):
            others = {str(dict(region.classes)[axis.name]) for region in regions} - {str(value) for value in own}
            trail.step("class", "not declared", "、".join(sorted(others)))
            regions = shared
    return regions


class Comparer:
    """Compares the cells of regions, each pair of cells once."""

    def __init__(
        self, declared: Requirement, benchmark: Requirement, entry: Characteristic | None, benchmark_name: str
    ) -> None:
        self.declared = declared
        self.benchmark = benchmark
        self.entry = entry
        self.benchmark_name = benchmark_name
        self.outcomes: dict[tuple[int, int], CellOutcome] = {}

    def verdict(self, region: Region) -> CellVerdict:
        """Return the verdict of one class."""
        left, right = region.declared, region.benchmark
        if left is None or right is None:
            kind = VerdictKind.MISSING if left is None else VerdictKind.EXTRA
            flags = (*(("CLASS_GAP",) if region.gap else ()), *(("OUTSIDE_SCOPE",) if region.listed else ()))
            texts = (
                None if left is None else cell_text(self.declared, left),
                None if right is None else cell_text(self.benchmark, right),
            )
            return CellVerdict(region.classes, kind, *texts, None, flags, region.unit)
        outcome = self.outcome(region)
        return CellVerdict(
            region.classes,
            outcome.verdict,
            outcome.declared,
            outcome.benchmark,
            outcome.code,
            tuple(outcome.trail.flags),
            region.unit,
        )

    def outcome(self, region: Region) -> CellOutcome:
        """Return what the gates said of the two cells of a class."""
        left, right = region.declared, region.benchmark
        assert left is not None  # noqa: S101 - callers look first
        assert right is not None  # noqa: S101 - callers look first
        key = id(left), id(right)
        found = self.outcomes.get(key)
        if found is None:
            pair = Pair(self.declared, self.benchmark, self.entry, left, right)
            found = compare_cells(pair, self.benchmark_name, Trail())
            self.outcomes[key] = found
        return found


def _whole(
    axes: list[RefinedAxis],
    shown: list[tuple[Region, CellVerdict]],
    compared: Comparer,
    trail: Trail,
    *,
    grade: str | None,
    mandatory: bool,
) -> Verdict:
    counted = [cell for region, cell in shown if not region.listed]
    counted, baseline = _baseline(axes, counted, grade, trail)
    for cell in counted:
        trail.flag(*(flag for flag in cell.flags if flag != "OUTSIDE_SCOPE"))
    positional = all(axis.type in (AxisType.POSITION, AxisType.PART) for axis in axes)
    kind, code = overall(counted, positional=positional)
    cells = tuple(cell for _, cell in shown)
    unknown = _unknown_class(axes, cells)
    steps = (*trail.steps, *_steps(compared))
    sure = trail.grade(compared.declared.grade, compared.benchmark.grade)
    if unknown is not None:
        return Verdict(unknown.verdict, unknown.reason, unknown.code, tuple(trail.flags), sure, cells, steps)
    if mandatory and (kind in BREACHES or any(cell.verdict in _WORSE for cell in counted)):
        trail.flag("MANDATORY_BREACH")
    reason = _reason(kind, counted, cells, compared, baseline)
    if kind not in _OPEN and (silent := _without_position(axes)) is not None:
        reason = _for_all_positions(reason, silent)
    return Verdict(kind, reason, code, tuple(trail.flags), sure, cells, steps)


def _steps(compared: Comparer) -> list[Step]:
    out: dict[Step, None] = {}
    for outcome in compared.outcomes.values():
        for step in outcome.trail.steps:
            out[step] = None
    return list(out)


def _reason(
    kind: VerdictKind,
    counted: list[CellVerdict],
    cells: tuple[CellVerdict, ...],
    compared: Comparer,
    baseline: str | None,
) -> Words:
    outcomes = list(compared.outcomes.values())
    if kind in _OPEN:
        first = next((o for o in outcomes if o.verdict in _OPEN), None)
        if first is not None:
            return first.reason
    if baseline is not None and len(counted) == 1:
        cell = counted[0]
        words = sentence(
            kind,
            declared=cell.declared or "—",
            benchmark=cell.benchmark or "—",
            benchmark_name=compared.benchmark_name,
        )
        note = Words(
            f"没有声明等级，按最低等级“{baseline}”比较。",
            f"No grade is declared: compared with “{baseline}”, the lowest.",
        )
        return Words(words.zh + note.zh, f"{words.en} {note.en}")
    return cells_sentence(kind, cells)


def _for_all_positions(reason: Words, silent: str) -> Words:
    zh, en = ("本标准", "The declared text") if silent == "declared" else ("对标标准", "The benchmark")
    return Words(
        f"{reason.zh}{zh}没有写明方向或位置，按适用于所有位置比较。",
        f"{reason.en} {en} names no position: its limit is taken to hold for all.",
    )


def _unknown_class(axes: list[RefinedAxis], cells: tuple[CellVerdict, ...]) -> Closed | None:
    """Close where only one side tells classes of the product apart: a verdict for each class and none overall."""
    for axis in axes:
        if axis.type is AxisType.REGULATORY_CLASS and axis.declared != axis.benchmark and len(cells) > 1:
            return undetermined(
                "CLASS",
                "产品类别未知：已按各类别分别给出结论，不给总的结论。",
                "The class of the product is not known: there is a verdict for each class and none overall.",
            )
    return None


def _class_of(cell: CellVerdict, name: str) -> Band | str | None:
    return dict(cell.classes).get(name)


def _baseline(
    axes: list[RefinedAxis], cells: list[CellVerdict], grade: str | None, trail: Trail
) -> tuple[list[CellVerdict], str | None]:
    """Keep the cells of the declared grade, or of the lowest accepted one where no grade is declared."""
    for axis in axes:
        if axis.type is not AxisType.QUALITY_GRADE or axis.declared == axis.benchmark:
            continue
        grades = tuple(dict.fromkeys(str(_class_of(cell, axis.name)) for cell in cells))
        if not grades:
            return cells, None
        if grade is not None and grade in grades:
            trail.step("class", "grade", grade)
            return [cell for cell in cells if _class_of(cell, axis.name) == grade], None
        lowest = classes().lowest_grade(grades)
        trail.flag("BASELINE_GRADE")
        trail.step("class", "baseline grade", lowest)
        return [cell for cell in cells if _class_of(cell, axis.name) == lowest], lowest
    return cells, None


def overall(cells: list[CellVerdict], *, positional: bool) -> tuple[VerdictKind, str | None]:
    """Return the verdict of a table from those of its cells, with the code of an open one: the first line that fits."""
    kinds = {cell.verdict for cell in cells}
    if not kinds:
        return VerdictKind.UNDETERMINED, "CLASS"
    if len(kinds) == 1:
        only = next(iter(kinds))
        return only, (cells[0].code if only in _OPEN else None)
    if positional and VerdictKind.DISJOINT in kinds:
        return VerdictKind.DISJOINT, None
    if (kinds & _BETTER and kinds & _WORSE) or kinds & {VerdictKind.OVERLAP, VerdictKind.DISJOINT}:
        return VerdictKind.OVERLAP, None
    if kinds & _OPEN:
        return VerdictKind.UNDETERMINED, next(cell.code for cell in cells if cell.verdict in _OPEN)
    if kinds <= {VerdictKind.EQUAL, *_BETTER}:
        return VerdictKind.STRICTER, None
    return VerdictKind.LOOSER, None
