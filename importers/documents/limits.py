"""The limit in a stretch of words, read by the comparison's own reader and checked against what is printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeGuard

from catalog.comparison.reading import find_conditions, find_methods, read_limit
from catalog.comparison.reading.methods import find_citations
from catalog.comparison.reading.numbers import Style
from catalog.comparison.reading.quantities import match_quantity
from catalog.comparison.reading.references import reference_word
from catalog.comparison.requirements import (
    Boolean,
    ByReference,
    CapabilityRange,
    Condition,
    Constraint,
    Limits,
    Method,
    NoRequirement,
    Number,
    NumberInterval,
    Text,
    Tolerance,
    WordSet,
)
from importers.documents.phrases import BRACKET_ALTERNATIVE, PRIVATE, is_service

if TYPE_CHECKING:
    from importers.documents.words import Words

__all__ = [
    "ReadLimit",
    "capability_of",
    "conditions_of",
    "limit_of",
    "methods_of",
    "numbers_of",
    "pieces_of",
    "reference_of",
]


@dataclass(frozen=True, slots=True)
class ReadLimit:
    """What a stretch of words says: the constraint with its unit, and what stood beside it."""

    constraint: Constraint
    unit: str | None = None
    unit_printed: str | None = None
    flags: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    methods: tuple[Method, ...] = ()
    alternative: str | None = None
    rest: str = ""
    basis: str | None = None


_SHARE = re.compile(
    r"(?P<what>(?:额定|标称|公称|规定|平均|初始|设计)(?:电流|电压|转速|功率|转矩|值)?)的?\s*±?\s*\d[\d.]*\s*%"
)
_GRADE_WORD = re.compile(r"(V-?[012])\s*级")
_SCALE_NAME = re.compile(r"(?:阻燃|防护|绝缘|能效)等级$")
_METER = re.compile(r"\([^()]*(?:兆欧表|摇表|测试仪|测量仪|分析仪)[^()]*\)")


def limit_of(
    words: Words, *, name: str, unit_printed: str | None = None, default_op: str | None = None, op: str | None = None
) -> ReadLimit | None:
    """Return the limit that ``words`` print, or ``None`` where none can be read with certainty.

    ``op`` is the operator that the caller saw at the start of the words: a reading that lost it is not a reading.
    """
    alternative = None
    if bracket := BRACKET_ALTERNATIVE.search(words.folded):
        alternative = words.printed[bracket.start() : bracket.end()].strip("()（）")
        words = words.without(bracket.start(), bracket.end())
    if meter := _METER.search(words.folded):
        words = words.without(meter.start(), meter.end())
    if grade := _GRADE_WORD.search(words.folded):
        words = words.without(grade.end(1), grade.end())
    if not words:
        return None
    scale = _SCALE_NAME.search(name)
    found = read_limit(
        words.printed, name=scale[0] if scale else name, unit_printed=unit_printed, default_op=default_op
    )
    constraint = found.constraint
    if found.problem == "AMBIGUOUS_OPERATOR" and is_service(name, service_chapter=False) and _is_range(constraint):
        # A surrounding temperature is nothing that a product keeps to: the product works over the whole range.
        found, constraint = replace(found, problem=None), CapabilityRange(constraint.intervals)
    if found.problem is not None or isinstance(constraint, Text) or len(found.cells) > 1:
        return None
    if not _is_printed(constraint, words.folded) or not _keeps(constraint, op):
        return None
    if re.search(r"[\d≤≥<>]", found.rest):
        return None
    conditions = [condition for condition in found.conditions if condition.name != "unread"]
    share = _SHARE.search(words.folded)
    if share and isinstance(constraint, Limits) and (word := reference_word(share["what"])):
        conditions.append(Condition("relative_to", word, printed=share["what"]))
    return ReadLimit(
        constraint,
        found.unit,
        found.unit_printed,
        tuple(found.flags),
        tuple(dict.fromkeys(conditions)),
        tuple(found.methods),
        alternative or found.alternative,
        found.rest,
        found.basis,
    )


def _is_range(constraint: Constraint) -> TypeGuard[Limits]:
    """Tell whether a constraint is one range with two different ends."""
    if not isinstance(constraint, Limits) or len(constraint.intervals) != 1:
        return False
    (one,) = constraint.intervals
    return one.low is not None and one.high is not None and one.low.value < one.high.value


def numbers_of(constraint: Constraint) -> list[str]:
    """Return the numbers of a constraint as they are printed."""
    return [number.printed for number in _numbers(constraint)]


def _numbers(constraint: Constraint) -> list[Number]:
    if isinstance(constraint, Limits | CapabilityRange):
        return [number for interval in constraint.intervals for number in (interval.low, interval.high) if number]
    if isinstance(constraint, Tolerance):
        return [number for number in (constraint.nominal, constraint.minus, constraint.plus) if number]
    return []


def _keeps(constraint: Constraint, op: str | None) -> bool:
    """Tell whether a reading has the direction of the operator that is printed."""
    if op is not None and isinstance(constraint, WordSet | Boolean):
        return False
    if op is None or not isinstance(constraint, Limits | CapabilityRange) or len(constraint.intervals) != 1:
        return True
    interval = constraint.intervals[0]
    if interval.low is not None and interval.high is not None:
        return interval.low.value != interval.high.value
    closed = op in {"le", "ge"}
    if op in {"le", "lt"}:
        return interval.high is not None and interval.high_closed == closed
    return op not in {"ge", "gt"} or (interval.low is not None and interval.low_closed == closed)


def _is_printed(constraint: Constraint, folded: str) -> bool:
    """Tell whether every number of the constraint stands in the words: nothing may be made up on the way."""
    squeezed = re.sub(r"[\s,]", "", folded)
    for number in _numbers(constraint):
        digits = re.sub(r"[\s,+\-−]", "", number.printed)
        if digits and digits != "0" and digits not in squeezed and number.value != 0:
            return False
    return True


def capability_of(words: Words, side: str = "") -> tuple[ReadLimit, int] | None:
    """Return the first quantity in ``words`` as something that must be withstood, and where it ends.

    ``side`` are words that may say that a temperature is the low end (低温).
    """
    digit = re.search(r"(?<![A-Za-z\d.])[-+]?\s?\d", words.folded)
    if digit is None:
        return None
    quantity = match_quantity(words.folded, digit.start(), Style.POINT)
    if quantity is None or quantity.trouble or quantity.unit is None:
        return None
    number = quantity.number
    # A load or voltage includes every smaller one, a low temperature every higher one: the other end is not printed.
    is_cold = quantity.unit.kind == "temperature" and (number.value < 0 or "低温" in side)
    interval = NumberInterval(low=number) if is_cold else NumberInterval(high=number)
    read = ReadLimit(CapabilityRange((interval,)), quantity.unit_code, quantity.unit_printed)
    return read, quantity.end


def reference_of(words: Words) -> ByReference | None:
    """Return the text to which ``words`` refer the value: a standard with its clause, or a private specification."""
    for citation in find_citations(words.printed):
        normalized = citation.designation.normalized
        return ByReference(words.printed, normalized, citation.clause)
    if PRIVATE.search(words.folded) or re.search(r"约定|协商|协议|《[^》]{2,40}》", words.folded):
        return ByReference(words.printed)
    return None


_PIECES = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<![为于过至到达超约])\s*(?=[-+]?\d)|(?<=[A-Za-z℃])/(?=\d)|(?<=[A-Za-zΩ℃%])\s+(?=\d)"
)


def pieces_of(text: str) -> list[str]:
    """Cut circumstances where a quantity begins (``额定负载连续运行 2 h``): each piece is understood alone."""
    return [piece for piece in (part.strip(" 在当于经") for part in _PIECES.split(text)) if piece]


def conditions_of(*texts: str) -> tuple[Condition, ...]:
    """Return the conditions that texts state, each once."""
    found: dict[tuple[str, str], Condition] = {}
    for text in texts:
        for piece in pieces_of(text):
            for condition in find_conditions(piece):
                found.setdefault((condition.name, condition.value), condition)
    return tuple(found.values())


def methods_of(text: str) -> tuple[Method, ...]:
    """Return the test methods that a text names."""
    return tuple(find_methods(text))


def is_empty(read: ReadLimit) -> bool:
    """Tell whether the words say that nothing is required."""
    return isinstance(read.constraint, NoRequirement)
