"""Turn a value as printed into a constraint, with what the dictionary knows of the characteristic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from catalog.comparison.reading.glances import may_say
from catalog.comparison.reading.references import find_reference
from catalog.comparison.reading.shapes import interval_for
from catalog.comparison.requirements import CapabilityRange, Limits, Number, NumberInterval, Tolerance
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.dictionary import Characteristic
    from catalog.comparison.reading.measures import Measure
    from catalog.comparison.requirements import Constraint

__all__ = ["Meaning", "constraint_of", "says_capable"]

_CAPABILITY_WORDS = regex(
    r"(?:应|须)?(?:能|可)?(?:够)?(?:承受|耐受|经受|耐得住)|(?:应|须)?能(?:够)?在|可在|\bwithstand(?:s|ing)?\b|\bcapable\s+of\b|"
    r"\b(?:shall|should|must|can|able\s+to)\s+(?:operate|work|function)\b|"
    r"\boperat(?:es?|ing|ional)\s+(?:at|in|from|between|over)\b|\bresist(?:s)?\b",
    re.IGNORECASE | re.ASCII,
)
_HAN_OF_ABILITY = frozenset("承耐经能可")
_WORDS_OF_ABILITY = ("withstand", "capable", "operat", "work", "function", "resist")
_WITHSTAND = regex(r"承受|耐受|经受|耐得住|withstand|resist", re.IGNORECASE | re.ASCII)
_LOW = regex(r"低温|最低|\blow\b|\blowest\b|minimum", re.IGNORECASE | re.ASCII)
_HIGH = regex(r"高温|最高|\bhigh\b|\bhighest\b|maximum", re.IGNORECASE | re.ASCII)
_RATED_NAME = regex(r"额定|标称|公称|\brated\b|\bnominal\b", re.IGNORECASE | re.ASCII)
_COVERS = regex(
    r"(?:测|量|调|控制?|适用|使用|工作|运行|操作|输入|供电|电源|电压|频率|转速|显示|扫描|识别|感应)[\u4e00-\u9fff]{0,4}范围$|"
    r"\b(?:measur|adjust|detect|operat|input|supply|control|display|setting|voltage|frequency)\w*\s+(?:\w+\s+)?range$",
    re.IGNORECASE | re.ASCII,
)
"""Names that are not in the dictionary and still say that the printed range is one to be covered."""
_MAY_COVER = regex(
    r"范围$|温度|湿度|适用|环境|试验|测试|[耐抗防].{1,8}$|\brange$|temperature|humidity|\btest$|resist|ambient",
    re.IGNORECASE | re.ASCII,
)
"""Names that are not in the dictionary and do not tell whether a range is to be covered or to be kept to."""
_SIGNED_NAME = regex(
    r"偏差|误差|允差|公差|容差|变化|变动|波动|精度|准确度|漂移|均匀|收缩|伸缩|位移|偏移|稳定|调整率|重复性|尺寸|不平衡|偏心|"
    r"deviation|error|accuracy|precision|toleranc|change|drift|stabil|fluctuat|variation|shrink|dimension|offset|"
    r"uniform|regulation|repeatab|imbalance",
    re.IGNORECASE,
)
"""Names of what may be more or less than it should be."""
_STANDARD_VALUE = regex(
    r"标准值\s*[:为]?\s*\d|\b(?:standard|nominal|design)\s+value\s*:?\s*(?:of\s*)?\d", re.IGNORECASE
)
_NEVER_NEGATIVE = frozenset({"length", "mass", "mass_per_area", "area", "volume", "linear_density", "resistance"})
_RELATIVE_UNITS = {"%": Fraction(1, 100), "‰": Fraction(1, 1000)}


@dataclass(frozen=True, slots=True)
class Meaning:
    """A constraint with the assumptions that led to it; ``basis`` names what a share is a share of."""

    constraint: Constraint
    flags: tuple[str, ...] = ()
    basis: str | None = None
    problem: str | None = None
    reason: str | None = None


@lru_cache(maxsize=512)
def says_capable(words: str) -> bool:
    """Tell whether a sentence speaks of what the product copes with; a list of values asks again for each."""
    return may_say(words, _HAN_OF_ABILITY, _WORDS_OF_ABILITY) and _CAPABILITY_WORDS.search(words) is not None


def constraint_of(
    measure: Measure, entry: Characteristic | None, name: str, words: str, default_op: str | None
) -> Meaning:
    """Return what a measure accepts. ``words`` are the sentence around it; ``default_op`` stands in for an operator."""
    if measure.trouble:
        return Meaning(Limits(measure.intervals), problem="PARSE", reason=measure.trouble)
    if measure.shape == "tolerance":
        if measure.minus is None or measure.plus is None:
            return Meaning(Limits(measure.intervals), problem="PARSE", reason="a tolerance without its size")
        return Meaning(Tolerance(measure.numbers[0], measure.minus, measure.plus, measure.relative))
    if measure.shape == "deviation":
        return _deviation(measure, entry, name, words)
    capable = bool(entry and entry.capability) or says_capable(words)
    if entry is None and measure.shape == "range" and not capable:
        capable = _COVERS.search(name) is not None
        if not capable and _MAY_COVER.search(name):
            return Meaning(
                Limits(measure.intervals),
                problem="AMBIGUOUS_OPERATOR",
                reason="the range may be one to be covered or one to be kept to, and the name is not in the dictionary",
            )
    if measure.shape == "plain":
        return _plain(measure, entry, name, words, default_op, capable=capable)
    refused = _refused(measure, entry, default_op, capable=capable)
    if refused is not None:
        return Meaning(Limits(measure.intervals), problem=refused[0], reason=refused[1])
    basis = _share_of(measure, words)
    if capable:
        return Meaning(CapabilityRange(_capability(measure, entry, words, default_op)), basis=basis)
    return Meaning(Limits(measure.intervals), basis=basis)


def _refused(
    measure: Measure, entry: Characteristic | None, default_op: str | None, *, capable: bool
) -> tuple[str, str] | None:
    """Return code and reason where a value cannot be what its form says."""
    if measure.shape == "list" and entry is not None and entry.kind == "ph":
        return "PARSE", "two numbers that are no range"
    if capable and default_op == "ge" and measure.op in {"le", "lt"}:
        return "AMBIGUOUS_OPERATOR", "an upper limit on what must be withstood"
    return None


def _share_of(measure: Measure, words: str) -> str | None:
    if measure.relative_to:
        return f"of:{measure.relative_to}"
    if measure.unit_printed not in _RELATIVE_UNITS:
        return None
    found = find_reference(words)
    return f"of:{found[0]}" if found else None


def _deviation(measure: Measure, entry: Characteristic | None, name: str, words: str) -> Meaning:
    reference = measure.relative_to
    if reference is None:
        found = find_reference(words)
        reference = found[0] if found else None
    if reference is None and entry is not None and entry.kind in _NEVER_NEGATIVE and entry.domain[0] == 0:
        # ±0.1 mm of a thickness is no thickness: it is the deviation from a value that is not printed here.
        reference = "nominal"
    unit = measure.quantity.unit if measure.quantity else None
    if reference is None and entry is None and unit is not None and unit.kind in _NEVER_NEGATIVE:
        reference = "nominal"
    if reference is None and entry is not None and entry.domain[0] == 0 and entry.default_op in {"le", "ge"}:
        reason = "± stands before the value of a quantity that is never negative"
        return Meaning(Limits(measure.intervals), problem="PARSE", reason=reason)
    signed = entry is not None and (entry.domain[0] is None or entry.domain[0] < 0)
    countless = unit is None or unit.kind != "count"
    if reference is None and not _SIGNED_NAME.search(f"{name} {words}") and not (signed and countless):
        reason = "± stands before a value, and nothing tells what it is a deviation from"
        return Meaning(Limits(measure.intervals), problem="PARSE", reason=reason)
    if reference is None or measure.minus is None or measure.plus is None:
        return Meaning(Limits(measure.intervals))
    factor = _RELATIVE_UNITS.get(measure.unit_printed or "")
    minus, plus = measure.minus, measure.plus
    if factor is not None:
        minus, plus = Number(minus.value * factor, minus.printed), Number(plus.value * factor, plus.printed)
    return Meaning(Tolerance(None, minus, plus, relative=factor is not None, reference=reference))


def _plain(
    measure: Measure, entry: Characteristic | None, name: str, words: str, default_op: str | None, *, capable: bool
) -> Meaning:
    """Return the meaning of a number without an operator."""
    basis = _share_of(measure, words)
    if capable:
        return Meaning(CapabilityRange(_capability(measure, entry, words, default_op)), basis=basis)
    number = measure.numbers[0]
    if _STANDARD_VALUE.search(words):
        reason = "a standard value may be a limit or the value to be met"
        point = Limits((NumberInterval(number, number),))
        return Meaning(point, basis=basis, problem="AMBIGUOUS_OPERATOR", reason=reason)
    if measure.op_printed == "=" and default_op in {"le", "ge", "lt", "gt"}:
        reason = "an equals sign stands where a limit is expected"
        return Meaning(
            Limits((NumberInterval(number, number),)), basis=basis, problem="AMBIGUOUS_OPERATOR", reason=reason
        )
    if default_op in {"le", "ge", "lt", "gt"}:
        return Meaning(Limits((interval_for(default_op, number),)), ("IMPLIED_OPERATOR",), basis)
    point = Limits((NumberInterval(number, number),))
    if default_op in {"eq", "nominal"} or _RATED_NAME.search(name):
        return Meaning(point, basis=basis)
    return Meaning(
        point,
        basis=basis,
        problem="AMBIGUOUS_OPERATOR",
        reason="no operator is printed, and none can be taken from the characteristic",
    )


def _capability(
    measure: Measure, entry: Characteristic | None, words: str, default_op: str | None
) -> tuple[NumberInterval, ...]:
    """Return the values that the product must cope with: up to what it withstands, or the printed range.

    "≥ 6 N" of a force to withstand, and "6 N" alone, mean that every force up to 6 N is withstood.
    """
    withstand = default_op == "ge" or ((entry is None or not entry.capability) and _WITHSTAND.search(words) is not None)
    if len(measure.numbers) != 1 or len(measure.intervals) != 1:
        return measure.intervals
    number = measure.numbers[0]
    if measure.shape == "plain":
        if _LOW.search(words) and not _HIGH.search(words):
            return (NumberInterval(number, None),)
        if (_HIGH.search(words) and not _LOW.search(words)) or withstand or default_op == "le":
            return (NumberInterval(None, number),)
        return (NumberInterval(number, number),)
    interval = measure.intervals[0]
    if withstand and measure.op in {"ge", "gt"}:
        return (NumberInterval(None, number, high_closed=measure.op == "ge"),)
    return (interval,)
