"""What every way of reading a sentence needs: the name before a value, the words behind it, the requirement."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalog.comparison.reading.accounting import hedge_in, lost_words
from catalog.comparison.reading.brackets import read_item
from catalog.comparison.reading.building import Row, build
from catalog.comparison.reading.conditions import condition_of, find_conditions
from catalog.comparison.reading.keeping import without_loss
from catalog.comparison.reading.leftovers import HARMLESS, LEFT_SPLIT, read_leftovers
from catalog.comparison.reading.names import FoundName, find_name, glued_value, tidy_name
from catalog.comparison.reading.quantities import find_unit_printed
from catalog.comparison.requirements import (
    AxisType,
    Grade,
    NoRequirement,
    Requirement,
)
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.reading.drafts import Draft
    from catalog.comparison.reading.measures import Measure


__all__ = ["SentenceReader", "clause_end", "name_ends"]

_LONGEST_NAME, _MOST_ENDS = 160, 30


@dataclass(slots=True)
class SentenceReader:
    """One text being read: ``raw`` as given, its draft, and what is known from elsewhere."""

    raw: str
    draft: Draft
    given: FoundName | None = None
    """The name, where the text is a value alone (a table cell)."""
    default_op: str | None = None
    """The operator that the header of a table gives to a number without one."""

    def name(self, start: int, end: int) -> FoundName:
        """Return the name between two places; a unit behind it (``甲醛含量/(mg/kg)``) becomes the header's unit."""
        draft = self.draft
        if self.given is not None:
            self._read_head(start, end)
            return self.given
        stop = _take_header_unit(draft, start, end)
        draft.named_to = max(draft.named_to, end)
        return find_name(draft, start, stop)

    def _read_head(self, start: int, end: int) -> None:
        """Read the words before a value whose name is known from elsewhere: labels, states, conditions."""
        draft = self.draft
        head = tidy_name(draft.text[start:end])
        draft.blank(start, end)
        if not head or (self.given and head == self.given.name) or read_item(draft, head, before=True):
            return
        for part in LEFT_SPLIT.split(head):
            if (
                part.strip()
                and not HARMLESS.fullmatch(part.strip())
                and not read_item(draft, part.strip(), before=True)
            ):
                draft.unread(part.strip())

    def leftovers(self) -> None:
        """Read what is left of the text; what is not understood and not harmless is kept as ``unread``."""
        read_leftovers(self.draft)

    def take_condition(self, measure: Measure, before: int) -> None:
        """Turn a quantity in the words before the value into a condition, with the words that carry it."""
        draft = self.draft
        left, right = _phrase(draft.text, measure, before)
        condition = condition_of(measure, draft.full[left:right], draft.printed(left, right))
        if condition is None:
            return
        draft.add_condition(condition)
        draft.blank(left, right)

    def finish(self, name: FoundName, rows: tuple[Row, ...], *, grade: Grade = Grade.A) -> Requirement:
        """Return the requirement that the rows make."""
        draft = self.draft
        for start, end in draft.brackets:
            inner = draft.printed(start + 1, end - 1)
            # The dictionary passes over brackets with numbers; what they say must not get lost.
            known = name.characteristic is not None or not _states_quantities(inner)
            if "(" in name.name and (_states_quantities(inner) or _is_known(name.name)):
                continue
            if name.characteristic is not None and f"({inner})" in name.name and _PASSED_OVER.fullmatch(inner):
                draft.unread(inner)
                continue
            if start >= draft.named_to or (known and re.match(r"[≤≥<>±φ]?\s?[\d.]", inner)):
                draft.unread(inner)
        if name.characteristic is None and (glued := glued_value(name.name)) is not None:
            draft.fail("PARSE", f"“{glued}” is glued to the name: it may be a size or a value of its own")
        for act in draft.acts:
            draft.unread(act)
        self._account(name, rows)
        return without_loss(draft, build(self.raw, self.draft, name, _with_waivers(draft, rows), grade))

    def _account(self, name: FoundName, rows: tuple[Row, ...]) -> None:
        """Keep every word that nothing has taken in; among several values it may belong to any of them."""
        lost = lost_words(self.draft, name, rows)
        axes = {axis for row in rows for axis, _, _ in row.classes}
        for label in (*self.draft.labels, *self.draft.late_labels):
            if label.axis[0] not in axes:
                self.draft.unread(label.printed)
        for word in lost:
            self.draft.unread(word)
        parts = [value for row in rows for _, kind, value in row.classes if kind is AxisType.PART]
        unread = [condition.printed for condition in self.draft.conditions if condition.name == "unread"]
        if len(rows) > 1 and (lost or (parts and unread)):
            self.draft.fail("PARSE", f"“{unread[0]}” was not understood, and stands among several values")
        for part in parts:
            hedge = hedge_in(part) if isinstance(part, str) and part != name.name else None
            if hedge is not None:
                self.draft.fail("PARSE", f"“{hedge}” stands before one of several values")


_PASSED_OVER = regex(r"[干湿](?:样|重)?|(?:低温|高温|湿热)[^()]*|无水物|最大|最小|[φΦ∅]\s?\d[^()]*")
"""Short words of a state that the dictionary passes over in a name, and that mean something."""


def _is_known(name: str) -> bool:
    from catalog.comparison.dictionary import dictionary  # noqa: PLC0415 - the table loads with the first reading

    return dictionary().knows(name)


def _with_waivers(draft: Draft, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Add a row that requires nothing for each label with a dash; the other rows must tell its axis apart too."""
    axes = {axis for row in rows for axis, _, _ in row.classes}
    for label in draft.waived:
        axis, kind = label.axis
        if axis not in axes:
            draft.fail("PARSE", f"nothing is required for “{label.printed}”, and the value names no other class")
        rows = (*rows, Row(NoRequirement("—"), ((axis, kind, label.value),), "—"))
    return rows


def _states_quantities(inner: str) -> bool:
    """Tell whether a bracket of a name is quantities only (``70℃×22 h``), which the gate of conditions reads there."""
    parts = [part for part in re.split(r"[×*x,，、;；]|\s+and\s+", inner) if part.strip()]
    return all(len(find_conditions(part)) == 1 for part in parts)


_CLAUSE_MARK = regex(r"[，,;；。]")


def clause_end(text: str, start: int) -> int:
    """Return where the part of the sentence at ``start`` ends."""
    found = _CLAUSE_MARK.search(text, start)
    return found.start() if found else len(text)


def _take_header_unit(draft: Draft, start: int, end: int) -> int:
    """Take the unit behind a name (``断裂强力/N``) into the draft; return where the name ends."""
    start = max(start, end - _LONGEST_NAME)
    head = draft.full[start:end].rstrip(" :=,，")
    if draft.text[start:end].rstrip(" :=,，") != head:
        head = draft.text[start:end].rstrip(" :=,，")
    found = _UNIT_BEHIND.search(head)
    if found is None:
        return _take_unit_with_bracket(draft, start, end, head)
    separator = head[found.start() : found.start(1)].strip(" (")
    unit = find_unit_printed(found[1])
    word = re.fullmatch(r"[a-z]{3,}|[A-Za-z]", found[1]) is not None and found[1] not in {"N", "V", "mol"}
    if unit is None or (not separator and word):
        return _take_unit_with_bracket(draft, start, end, head)
    if re.match(r"pH", found[1]):
        return end
    draft.header_unit = draft.header_unit or (unit, found[1])
    draft.blank(start + found.start(), start + len(head))
    return start + found.start()


_NAME_END = regex(
    r"[≤≥<>=:]|(?<!\s)\s++(?=\S)|不(?:低|小|少|劣|得|应|大|高|超)|(?:应|为)(?=[^\s])|"
    r"(?<=[\u4e00-\u9fff)])(?=[A-Z0-9≤≥<>])|"
    r"至少|优于|at\s+least"
)
_UNIT_BEHIND = regex(r"(?:\s*[/,，]\s*|\s+)\(?([A-Za-zμΩ%‰°℃][A-Za-z0-9μΩ%‰°℃/·²³⁻¹()*.-]{0,16})\)?$")
_UNIT_WITH_BRACKET = regex(r"(?:\s*[,，/]\s*|\s+(?=%))([^,，/()\s]{1,8} ?\([^()]{1,12}\))$")


def name_ends(text: str, measures: list[Measure]) -> list[int]:
    """Return the places where the name may end, longest name first."""
    ends = [m.start for m in measures[:1]]
    ends.extend(found.start() for found in _NAME_END.finditer(text))
    ends.append(len(text))
    # A name is short: of a paragraph only the beginning is tried.
    return sorted(dict.fromkeys(end for end in ends if 0 < end <= _LONGEST_NAME), reverse=True)[:_MOST_ENDS]


def _phrase(text: str, measure: Measure, before: int) -> tuple[int, int]:
    """Return the words around a quantity that make it a condition (``洗涤50次后``, "at 298.15 K")."""
    near = max(0, measure.start - 60)
    head = re.search(
        r"(?:(?:在|经过|经|于|当|以|用|施加|环境|试验|温度|相对湿度|湿度|厚度|厚|浓度|转速|频率|电压|"
        r"直流电压|交流电压|负荷|负载|载荷|时间|距离|持续|历时|放置|浸泡|养护|龄期|"
        r"水洗|洗涤|机洗|皂洗|干洗|洗|"
        r"摩擦|循环|老化|\b(?:at|after|for|under|with|in|of|temperature|thickness|humidity|relative|a|an|the|from|"
        r"distance|load|DC|AC)\b|=)\s*)++$|\s++$",
        text[near : measure.start],
        re.IGNORECASE | re.ASCII,
    )
    tail = re.compile(
        r"\s*(?:DC|AC|d\.c\.|a\.c\.|直流|交流)?\s*(?:的)?(?:环境温度|大气条件|条件|环境|温度)?(?:下|"
        r"时|后|以后|之后|内|处|中)?\s*(?:洗涤|水洗|"
        r"机洗|皂洗|干洗|洗|摩擦|循环|放置|浸泡|养护|老化)?(?:后|时)?"
        r"|\s*(?:washes|washings?|cycles|ambient|thick|distance|away|of\s+age)\b",
        re.IGNORECASE | re.ASCII,
    ).match(text, measure.end, before)
    left = measure.start - (len(head[0].lstrip()) if head else 0)
    return left, (tail.end() if tail else measure.end)


def _take_unit_with_bracket(draft: Draft, start: int, end: int, head: str) -> int:
    """Take a unit such as ``% (m/m)`` behind a comma into the draft; return where the name ends."""
    found = _UNIT_WITH_BRACKET.search(head) if head.endswith(")") else None
    unit = find_unit_printed(found[1]) if found else None
    if found is None or unit is None:
        return end
    draft.header_unit = draft.header_unit or (unit, found[1])
    draft.blank(start + found.start(), start + len(head))
    return start + found.start()
