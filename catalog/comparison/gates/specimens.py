"""What a unit says beside its size: weighting of a level, width of a specimen, scale of a hardness."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog.comparison.gates.trail import Closed, Trail, not_comparable, undetermined
from catalog.comparison.gates.values import side_unit

if TYPE_CHECKING:
    from catalog.comparison.gates.trail import Pair
    from catalog.comparison.units import Unit

__all__ = ["check_units"]


def check_units(pair: Pair, trail: Trail) -> Closed | None:
    """Close where the units name another quantity, another specimen or another hardness scale.

    This comes before the method gate: dB and dB(A), N/5cm and N/10cm, HRC and HV are not a matter of method.
    """
    left, left_printed = side_unit(pair.declared, pair.declared_cell)
    right, right_printed = side_unit(pair.benchmark, pair.benchmark_cell)
    if left is None or right is None or left.code == right.code:
        return None
    labels = f"{left_printed or left.display} / {right_printed or right.display}"
    if left.kind == right.kind:
        if left.specimen == right.specimen:
            return None
        trail.step("condition", "specimens differ", labels)
        return not_comparable(
            "CONDITION",
            f"试样宽度不同（{labels}）：强力与宽度不成比例，不能换算。",
            f"The specimens have different widths ({labels}); the force does not scale with the width.",
        )
    families = left.kind.split(":")[0], right.kind.split(":")[0]
    if families[0] == families[1] == "hardness":
        trail.step("unit", "scales differ", labels)
        return not_comparable(
            "SCALE",
            f"硬度标尺不同（{labels}），换算只是近似的，并且取决于材料。",
            f"The hardness scales differ ({labels}); conversions are approximate and depend on the material.",
        )
    if families[0] == families[1] == "level":
        return _levels(left, right, labels, trail)
    if {left.kind, right.kind} == {"force", "force_on_width"}:
        trail.step("condition", "specimen width unstated", labels)
        return undetermined(
            "QUANTITY",
            f"只有一方写明了试样宽度（{labels}），无法判断。",
            f"Only one side states the width of the specimen ({labels}).",
        )
    if {left.kind, right.kind} == {"force_per_length", "force_on_width"}:
        trail.step("condition", "specimens differ", labels)
        return not_comparable(
            "CONDITION",
            f"一方按单位宽度、另一方按规定宽度试样表示（{labels}），不能换算。",
            f"One side is per unit of width, the other on a specimen of a named width ({labels}).",
        )
    return None


def _levels(left: Unit, right: Unit, labels: str, trail: Trail) -> Closed:
    if "level" in (left.kind, right.kind):
        trail.step("unit", "weighting unstated", labels)
        return undetermined(
            "QUANTITY",
            f"只有一方写明了频率计权（{labels}），无法判断是否为同一个量。",
            f"Only one side states the frequency weighting ({labels}); it may be the same quantity.",
        )
    trail.step("unit", "weightings differ", labels)
    return not_comparable(
        "QUANTITY",
        f"频率计权或参考量不同（{labels}），不是同一个量。",
        f"The weightings or references differ ({labels}): not the same quantity.",
    )
