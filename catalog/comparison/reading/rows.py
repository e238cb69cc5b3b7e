"""Make rows of values into the cells and axes of a requirement."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from catalog.comparison.folding import fold_word
from catalog.comparison.reading.accounting import pass_over
from catalog.comparison.reading.building import Row
from catalog.comparison.reading.capabilities import capability_name
from catalog.comparison.reading.conditions import find_states, match_state, quantity_condition
from catalog.comparison.reading.constraints import Meaning, constraint_of
from catalog.comparison.reading.labels import Label, find_labels, labels_before
from catalog.comparison.reading.names import FoundName, tidy_name
from catalog.comparison.reading.quantities import find_unit_printed
from catalog.comparison.reading.references import find_reference
from catalog.comparison.reading.scanning import SLASH_WORDS
from catalog.comparison.requirements import (
    AxisType,
    Condition,
    Grade,
    Limits,
    Modality,
    Number,
    NumberInterval,
    Requirement,
    Tolerance,
)
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.reading.drafts import Draft
    from catalog.comparison.reading.measures import Measure
    from catalog.comparison.requirements import Band
    from catalog.comparison.units import Unit

__all__ = ["Reader", "by_axis", "class_of", "measure_rows"]

_NEGATION = regex(
    r"不应有|不得有|不允许有|不准有|不能有|不许有|严禁|没有|无任何|不应存在|不得存在|不得出现|\b(?:no|none|never|neither|nor|without|free)\b",
    re.IGNORECASE | re.ASCII,
)
_ABOUT = regex(
    r"(?:大约|约|大概|接近|\babout|\bapprox(?:imately|\.)?|\baround|\bcirca|≈)\s*$", re.IGNORECASE | re.ASCII
)
_OR_SO = regex(r"\s*(?:左右|上下(?![限])|or\s+so\b)", re.IGNORECASE | re.ASCII)
_PERCENT_KINDS = frozenset({"percent", "relative_humidity", "mass_fraction", "volume_fraction", "mole_fraction"})
_DIMENSION = regex(r"(?:公称)?(?:厚度|板厚|壁厚|直径|外径|内径)|thickness|diameter", re.IGNORECASE)
_JOIN_ONLY = regex(
    r"(?:[\s，,;；、:]|且|并且?|和|及|同时|\band\b|其中|应|shall\s+be|为|不得)*+", re.IGNORECASE | re.ASCII
)


class Reader(Protocol):
    """What the rows need of the reader of a sentence."""

    raw: str
    draft: Draft
    default_op: str | None

    def name(self, start: int, end: int) -> FoundName:
        """Return the name between two places."""

    def leftovers(self) -> None:
        """Read what is left of the text."""

    def finish(self, name: FoundName, rows: tuple[Row, ...], *, grade: Grade = Grade.A) -> Requirement:
        """Return the requirement that the rows make."""


@dataclass(slots=True)
class _Entry:
    """A measure with the labels and conditions that stand before it."""

    measure: Measure
    labels: list[Label]
    part: str | None = None
    conditions: tuple[Condition, ...] = ()
    size: tuple[str, Band] | None = None


def measure_rows(reader: Reader, mains: list[Measure]) -> Requirement:
    """Return the requirement that one value or several make."""
    draft = reader.draft
    mains, spread = _join_tolerances(mains)
    first = mains[0]
    near = max(0, first.start - 60)
    slash = SLASH_WORDS.search(draft.text[near : first.start]) if first.shape == "pair" else None
    words = (
        slash[1].split("/") if slash and not find_labels(draft.text, near + slash.start(1), near + slash.end(1)) else []
    )
    later = [label for a, b in pairwise(mains) for label in labels_before(draft.text, a.end, b.start)]
    draft.letters_are_labels = any(label.kind == "letter" for label in (*later, *draft.waived)) or first.shape == "pair"
    name = reader.name(0, _name_end(draft, first, near + slash.start(1) if words and slash else first.start))
    if not name.name and first.symbol:
        name = _symbol_name(draft, first.symbol)
    entries = [_Entry(first, list(draft.labels))]
    for previous, measure in pairwise(mains):
        entries.append(_labelled(draft, previous.end, measure))
    _give_sizes(draft, name.name, entries)
    _move_states(draft, entries)
    _check_parts(draft, name.name, entries)
    if name.characteristic is not None and name.characteristic.capability:
        draft.capable = True
    name = capability_name(draft, first, name)
    draft.known_name = name.name
    pass_over(draft, ((measure.start, measure.end) for measure in mains), max(measure.end for measure in mains))
    if not name.name:
        name = _late_name(draft) or name
    reader.leftovers()
    rows: list[Row] = []
    several = len(entries) > 1
    for index, entry in enumerate(entries):
        if index == 0 and several and not entry.labels and any(other.part for other in entries[1:]):
            entry.part = draft.take_unread() or name.name
        if several and index > 0 and not (entry.labels or entry.part or entry.conditions or entry.size):
            draft.fail("PARSE", "two values are printed and nothing tells what each is for")
        rows.extend(
            _rows_of(draft, entry, name, reader.default_op, words if index == 0 else [], spread if index == 0 else None)
        )
    rows = _share_units(draft, rows)
    if draft.per:
        rows = [_per_amount(draft, row) for row in rows]
    if not several and draft.late_labels:
        rows = [replace(row, classes=(*row.classes, class_of(label))) for label in draft.late_labels for row in rows]
    return reader.finish(name, tuple(rows))


def _may_be_size(entry: _Entry, first: Measure) -> bool:
    """Tell whether a later limit on a dimension stands beside a first value that is no length (``，厚度≤2 mm``)."""
    units = [measure.quantity.unit if measure.quantity else None for measure in (entry.measure, first)]
    if entry.part is None or _DIMENSION.fullmatch(entry.part) is None or any(unit is None for unit in units):
        return False
    later, before = (unit.kind for unit in units if unit is not None)
    return later == "length" and before != "length"


def _move_states(draft: Draft, entries: list[_Entry]) -> None:
    """Give the state in the name to the first value, where a later value names its own (``空载≤55，满载≤60``)."""
    first = entries[0]
    later = {c.name for entry in entries[1:] for c in entry.conditions}
    states = [condition for condition in draft.conditions if condition.name in later | {"state"}]
    before = draft.full[: first.measure.start]
    own = tuple(c for c in states if c.printed and fold_word(c.printed) in fold_word(before))
    if own and any(entry.part for entry in entries[1:]) and not first.labels:
        unknown = [entry.part for entry in entries[1:] if entry.part and not _is_known(entry.part)]
        if unknown:
            draft.fail("PARSE", f"“{unknown[0]}” stands beside a state, and is none that is known")
    if own and later:
        draft.conditions = [condition for condition in draft.conditions if condition not in own]
        first.conditions = (*first.conditions, *own)


def _check_parts(draft: Draft, name: str, entries: list[_Entry]) -> None:
    """Refuse a list of classes or states of which one is not understood: its value would count for another."""
    told = any(entry.labels or entry.conditions for entry in entries) or draft.product_class is not None
    for entry in entries[1:]:
        if entry.part is None or entry.labels or entry.conditions:
            continue
        if (told and not _is_known(entry.part)) or _is_other_kind(entry):
            draft.fail("PARSE", f"“{entry.part}” stands in a list of classes, and is none that is known")
        if entry.part and (_ALLOWANCE.search(entry.part) or _is_unnamed(name, entries[0], entry)):
            draft.fail("PARSE", f"“{entry.part}” may relax the limit before it")
    if len(entries) > 1 and _ADVICE_INSIDE.search(draft.full):
        draft.fail("PARSE", "advice stands beside several limits")


def _is_unnamed(name: str, first: _Entry, later: _Entry) -> bool:
    """Tell whether unknown words lead to a second limit in the unit of the first: it may only relax that."""
    kinds = [one.measure.quantity.unit if one.measure.quantity else None for one in (first, later)]
    same = kinds[0] is not None and kinds[0] == kinds[1] and first.part is None and not first.conditions
    same = same and name[-2:] != (later.part or "")[-2:]
    return same and first.measure.shape == later.measure.shape == "limit" and not _is_known(later.part or "")


_ALLOWANCE = regex(r"允许|偏差|允差|容差|个别|少数|例外|特殊|极少|\ballow|\bdeviat|\btoleran", re.IGNORECASE)
_ADVICE_INSIDE = regex(r"[\u4e00-\u9fff\s]宜(?=\s*[≤≥<>不大小高低为])|\bshould\b")


def _begins_with_size(draft: Draft, name: str, entries: list[_Entry]) -> bool:
    """Tell whether a limit on a dimension runs on into another name (``厚度≤2 mm断裂强力 ≥ 300 N``)."""
    if _DIMENSION.fullmatch(name) is None:
        return False
    for before, entry in pairwise(entries):
        kinds = [one.measure.quantity.unit for one in (before, entry) if one.measure.quantity]
        if entry.part is None or len(kinds) < 2 or kinds[1] is None:  # noqa: PLR2004 - two values
            continue
        joined = re.match(r"\s*[;；。]", draft.full[before.measure.end :]) is None
        if joined and kinds[1].kind != "length":
            return True
    return False


def _give_sizes(draft: Draft, name: str, entries: list[_Entry]) -> None:
    """Give each value the size that was printed last before it; the words in between said only that."""
    if _begins_with_size(draft, name, entries) or any(_may_be_size(e, entries[0].measure) for e in entries[1:]):
        draft.fail("PARSE", "a size beside the value may be the size of the product or a requirement of its own")
    for entry in entries:
        before = [(place, name, band) for place, name, band in draft.size_labels if place < entry.measure.start]
        if before:
            _, name, band = max(before, key=lambda item: item[0])
            entry.size = (name, band)
            entry.part = None


def _name_end(draft: Draft, first: Measure, end: int) -> int:
    """Return where the name ends: before the words that say what a deviation is from (``与标称值偏差``)."""
    if first.shape != "deviation" and first.unit_printed not in {"%", "‰"}:
        return end
    found = find_reference(draft.text[:end])
    if found is None or not tidy_name(draft.text[: found[1]]) or _is_known(tidy_name(draft.text[:end])):
        return end
    if find_reference(draft.full) is None:
        draft.unread(draft.printed(found[1], found[2]))
    return found[1]


def _is_known(name: str) -> bool:
    from catalog.comparison.dictionary import dictionary  # noqa: PLC0415 - the table loads with the first reading

    return dictionary().find(name) is not None


def _is_other_kind(entry: _Entry) -> bool:
    """Tell whether the words before a value name something that is not measured in its unit (``负载≤65 dB``)."""
    from catalog.comparison.dictionary import dictionary  # noqa: PLC0415 - as above

    known = dictionary().find(entry.part or "")
    unit = entry.measure.quantity.unit if entry.measure.quantity else None
    return known is not None and unit is not None and {known.kind, unit.kind} in _FOREIGN


_FOREIGN = ({"force", "level:A"}, {"force", "level"})


def _per_amount(draft: Draft, row: Row) -> Row:
    """Give a row the unit that its amount makes (``3.0 g`` and ``per 100 g`` are g/100 g)."""
    printed = f"{row.unit_printed or ''}/{draft.per}"
    unit = find_unit_printed(printed)
    if unit is None:
        draft.unread(f"per {draft.per}")
        return row
    return replace(row, unit=unit.code, unit_printed=printed)


def _late_name(draft: Draft) -> FoundName | None:
    """Return the name behind the value ("no less than 300 N breaking force"), if the dictionary knows it."""
    from catalog.comparison.dictionary import dictionary  # noqa: PLC0415 - the table loads with the first reading

    for found in re.finditer(r"[^，,;；。]+", draft.text):
        name = tidy_name(found[0])
        entry = dictionary().find(name, draft.full) if name else None
        if entry is not None:
            draft.blank(found.start(), found.end())
            return FoundName(name, entry)
    return None


def _symbol_name(draft: Draft, symbol: str) -> FoundName:
    from catalog.comparison.dictionary import dictionary  # noqa: PLC0415 - the table loads with the first reading

    return FoundName(symbol, dictionary().find(symbol, draft.full))


def _join_tolerances(mains: list[Measure]) -> tuple[list[Measure], Measure | None]:
    """Join ``180 g/m²，允差±5%`` into one tolerance; the tolerance of a list is the second result."""
    joined: list[Measure] = []
    spread: Measure | None = None
    for measure in mains:
        if (
            measure.shape == "deviation"
            and joined
            and joined[-1].shape in {"plain", "list"}
            and measure.minus
            and measure.plus
        ):
            nominal = joined[-1]
            percent = measure.unit_printed in {"%", "‰"} and nominal.unit_printed not in {"%", "‰"}
            if nominal.shape == "list":
                spread = measure
                joined[-1] = replace(nominal, end=measure.end)
                continue
            factor = {"%": 100, "‰": 1000}[measure.unit_printed or "%"] if percent else 1
            trouble = nominal.trouble or measure.trouble
            if (
                not percent
                and measure.unit_printed
                and nominal.unit_printed
                and measure.unit_printed != nominal.unit_printed
            ):
                trouble = trouble or "value and tolerance have different units"
            joined[-1] = replace(
                nominal,
                shape="tolerance",
                end=measure.end,
                intervals=(),
                relative=percent,
                trouble=trouble,
                minus=Number(measure.minus.value / factor, measure.minus.printed),
                plus=Number(measure.plus.value / factor, measure.plus.printed),
            )
            continue
        joined.append(measure)
    return joined, spread


def _labelled(draft: Draft, start: int, measure: Measure) -> _Entry:
    """Return a later measure with what the words before it say."""
    labels = labels_before(draft.text, start, measure.start)
    rest = draft.text[start : measure.start]
    for label in reversed(labels):
        rest = f"{rest[: label.start - start]}{' ' * (label.end - label.start)}{rest[label.end - start :]}"
    conditions: list[Condition] = []
    if not _JOIN_ONLY.fullmatch(rest):
        for state in reversed(find_states(rest)):
            conditions.insert(0, state.condition)
            rest = f"{rest[: state.start]} {rest[state.end :]}"
        piece = re.sub(r"^[\s，,;；、]*(?:且|并且?|而且|同时|其中|和|及|\band\b)?\s*", "", rest).strip(" ，,;；、:")
        quantity = (quantity_condition(piece, draft.style) or match_state(piece)) if piece and not labels else None
        if quantity is not None:
            conditions.append(quantity)
            rest = ""
    part = None
    if not _JOIN_ONLY.fullmatch(rest):
        part = tidy_name(re.sub(r"^[\s，,;；、]*(?:且|并且?|而且|同时|其中|和|及|\band\b)\s*", "", rest))
        part = re.sub(r"^(?:条件下|下|时)[，,\s]*|(?:应|为)$", "", part) or None
    if part is not None and re.fullmatch(r"或者?|or|and/or|/", part, re.IGNORECASE):
        part = None
    if labels and part is not None and len(part) <= 12:  # noqa: PLR2004 - the name of the characteristic said again
        part = None
    return _Entry(measure, labels, part, tuple(conditions))


def class_of(label: Label) -> tuple[str, AxisType, Band | str]:
    """Return axis, type and value of a label."""
    axis, kind = label.axis
    return axis, kind, label.value


def _rows_of(
    draft: Draft, entry: _Entry, name: FoundName, default_op: str | None, words: list[str], spread: Measure | None
) -> list[Row]:
    """Return the rows of one measure: one for each label where the numbers are paired with labels."""
    measure = entry.measure
    base: tuple[tuple[str, AxisType, Band | str], ...] = ()
    if entry.part:
        base = (("part", AxisType.PART, entry.part),)
    if entry.size:
        base = (*base, (entry.size[0], AxisType.RATING, entry.size[1]))
    if measure.shape == "pair":
        return _pair_rows(draft, entry, name, default_op, words)
    row = _row(draft, measure, name, default_op, entry.conditions, spread)
    groups = by_axis(entry.labels)
    rows = [replace(row, classes=base)] if base else [row]
    for labels in groups.values():
        rows = [replace(one, classes=(*one.classes, class_of(label))) for label in labels for one in rows]
    return rows


def by_axis(labels: list[Label]) -> dict[str, list[Label]]:
    """Return the labels of each axis, each value once."""
    groups: dict[str, list[Label]] = {}
    for label in labels:
        group = groups.setdefault(label.axis[0], [])
        if all(label.value != other.value for other in group):
            group.append(label)
    return groups


def _pair_rows(draft: Draft, entry: _Entry, name: FoundName, default_op: str | None, words: list[str]) -> list[Row]:
    measure = entry.measure
    if words:
        classes = [("part", AxisType.PART, word.strip()) for word in words]
    else:
        labels = list({label.value: label for label in entry.labels}.values())
        classes = [class_of(label) for label in labels]  # type: ignore[misc]
    if len(classes) != len(measure.numbers):
        draft.fail("PARSE", f"{len(measure.numbers)} numbers for {len(classes)} label(s)")
        return [_row(draft, replace(measure, shape="limit"), name, default_op, entry.conditions, None)]
    rows = []
    for number, interval, one in zip(measure.numbers, measure.intervals, classes, strict=True):
        single = replace(measure, shape="limit" if measure.op else "plain", numbers=(number,), intervals=(interval,))
        row = _row(draft, single, name, default_op, entry.conditions, None)
        rows.append(replace(row, classes=(one,), text=f"{measure.op_printed} {number.printed}".strip()))
    return rows


def _row(
    draft: Draft,
    measure: Measure,
    name: FoundName,
    default_op: str | None,
    conditions: tuple[Condition, ...],
    spread: Measure | None,
) -> Row:
    entry = name.characteristic
    default_op = default_op or (entry.default_op if entry else None)
    meaning = constraint_of(measure, entry, name.name, draft.full, default_op)
    meaning = _checked(draft, measure, meaning)
    unit, unit_printed = (measure.quantity.unit, measure.quantity.unit_printed) if measure.quantity else (None, None)
    if measure.shape == "tolerance" and measure.relative and unit_printed is None and draft.header_unit is None:
        meaning, unit, unit_printed = _percent_of_bare(measure, entry.kind if entry else None, meaning)
    if spread is not None and measure.shape == "list":
        meaning = replace(meaning, constraint=_spread(measure, spread))
    if measure.advice:
        draft.modality = Modality.SHOULD
    text = draft.printed(measure.start, measure.end)
    return Row(
        meaning.constraint,
        (),
        text,
        unit.code if unit else None,
        unit_printed,
        conditions,
        meaning.flags,
        meaning.basis,
        meaning.problem,
        meaning.reason,
    )


def _checked(draft: Draft, measure: Measure, meaning: Meaning) -> Meaning:
    """Refuse what a word near the number turns into something else: "no cracks over 5 mm", "about 30"."""
    head, tail = draft.full[max(0, measure.start - 80) : measure.start], draft.full[measure.end : measure.end + 8]
    if measure.op in {"gt", "lt"} and measure.op_word and _NEGATION.search(head):
        return replace(
            meaning,
            problem="PARSE",
            reason="a negation stands before the comparison: it may forbid what is larger or smaller",
        )
    if head.rstrip().endswith(("~", "±")) or tail.lstrip().startswith(("~", "±")):
        return replace(meaning, problem="PARSE", reason="a range or tolerance without its second number")
    if _ABOUT.search(head) or _OR_SO.match(tail):
        return replace(meaning, problem="PARSE", reason="an approximate value is no limit")
    return meaning


def _percent_of_bare(measure: Measure, kind: str | None, meaning: Meaning) -> tuple[Meaning, Unit | None, str | None]:
    """Read ``10±5%`` without a unit: percentage points where the characteristic is a share, else it cannot be known."""
    if kind in _PERCENT_KINDS and measure.minus and measure.plus:
        minus, plus = (
            Number(measure.minus.value * 100, measure.minus.printed),
            Number(measure.plus.value * 100, measure.plus.printed),
        )
        return Meaning(Tolerance(measure.numbers[0], minus, plus)), find_unit_printed("%"), "%"
    return (
        replace(
            meaning,
            problem="PARSE",
            reason="the value has no unit: its tolerance may be a share of it or percentage points",
        ),
        None,
        None,
    )


def _spread(measure: Measure, spread: Measure) -> Limits:
    """Return several nominal values, each with the same tolerance, as intervals."""
    percent = spread.unit_printed in {"%", "‰"} and measure.unit_printed not in {"%", "‰"}
    scale = {"%": 100, "‰": 1000}.get(spread.unit_printed or "", 1) if percent else 1
    intervals = []
    for number in measure.numbers:
        minus, plus = (spread.minus.value if spread.minus else 0), (spread.plus.value if spread.plus else 0)
        down = number.value * minus / scale if percent else minus
        up = number.value * plus / scale if percent else plus
        intervals.append(
            NumberInterval(Number(number.value - down, number.printed), Number(number.value + up, number.printed))
        )
    return Limits(tuple(intervals))


def _share_units(draft: Draft, rows: list[Row]) -> list[Row]:
    """Give the rows without a unit the one printed with the last row, or in the header."""
    header = draft.header_unit
    printed = [row for row in rows if row.unit_printed]
    if header is not None:
        code = header[0].code if header[0] else None
        if any(row.unit_printed != header[1] and row.unit != code and row.unit_printed is not None for row in printed):
            relative = all(row.unit_printed in {"%", "‰", None} for row in rows) and any(
                isinstance(row.constraint, Tolerance) and row.constraint.relative for row in rows
            )
            if not relative:
                draft.fail("PARSE", f"the header says {header[1]}, the value another unit")
        return [row if row.unit_printed else replace(row, unit=code, unit_printed=header[1]) for row in rows]
    if not printed or len(printed) == len(rows):
        return rows
    last = rows[-1]
    if not last.unit_printed or len({row.unit_printed for row in printed}) > 1:
        draft.fail("PARSE", "some of the values have a unit and some have none")
        return rows
    return [row if row.unit_printed else replace(row, unit=last.unit, unit_printed=last.unit_printed) for row in rows]
