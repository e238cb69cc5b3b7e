"""Read requirements that compare numbers or grades: find the values, part them from conditions and sizes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalog.comparison.reading.bands import in_millimetres
from catalog.comparison.reading.brackets import fits_size, size_name
from catalog.comparison.reading.building import Row
from catalog.comparison.reading.constraints import says_capable
from catalog.comparison.reading.glances import may_say
from catalog.comparison.reading.graded import grade_rows
from catalog.comparison.reading.grades import FoundGrade, find_grades, scales_for
from catalog.comparison.reading.labels import labels_before
from catalog.comparison.reading.names import entry_before, tidy_name
from catalog.comparison.reading.readers import SentenceReader, name_ends
from catalog.comparison.reading.rows import measure_rows
from catalog.comparison.reading.scanning import bare_operators, scan_measures
from catalog.comparison.reading.specials import (
    find_absence,
)
from catalog.comparison.requirements import (
    Band,
    Requirement,
    Text,
)
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.dictionary import Characteristic
    from catalog.comparison.reading.measures import Measure


__all__ = ["ValuedReader"]


class ValuedReader(SentenceReader):
    """Reads numbers and grades."""

    __slots__ = ()

    def read_values(self) -> Requirement | None:
        """Read numbers or grades; ``None`` where the text has none."""
        draft = self.draft
        if (sign := _ocr_sign(draft.text)) is not None:
            name = self.name(0, sign.start())
            draft.fail("OCR", f"“{sign['sign']}” stands where an operator should: it may be ≤, ≥ or √")
            row = Row(
                Text(draft.printed(sign.start(), len(draft.text)), "operator not legible"),
                text=draft.printed(sign.start(), len(draft.text)),
            )
            return self.finish(name, (row,))
        measures = scan_measures(draft.text, draft.style, known=len(draft.labels))
        graded = self._grades(measures)
        if graded is not None:
            return graded
        bare = bare_operators(draft.text, measures)
        if bare and all(m.shape == "plain" for m in measures):
            return self._damaged(bare[0])
        measures = self._take_sizes(measures)
        mains = self._mains(measures)
        if not mains:
            return None
        first = mains[0]
        draft.capable = says_capable(draft.full)
        for measure in measures:
            if measure.end <= first.start and measure not in mains:
                self.take_condition(measure, first.start)
        return measure_rows(self, mains)

    def _take_sizes(self, measures: list[Measure]) -> list[Measure]:
        """Take the values that say for which size the next one holds (``机座号<110：``) out of the list."""
        left: list[Measure] = []
        axis: str | None = None
        for index, measure in enumerate(measures):
            size = None
            if index + 1 < len(measures) and len(measure.intervals) == 1 and not measure.trouble:
                size = size_of(self.draft.text, measure) or _same_size(self.draft.text, measure, axis)
            if size is None:
                left.append(measure)
                continue
            name, start, end = size
            axis = name
            band = Band(in_millimetres(measure), self.draft.printed(measure.start, measure.end))
            if not fits_size(name, band.printed):
                self.draft.fail("PARSE", f"“{band.printed}” is a size without its unit, or in a unit of another kind")
            self.draft.size_labels.append((start, name, band))
            self.draft.blank(start, end)
        return left

    def _damaged(self, bare: tuple[int, int, str]) -> Requirement:
        draft = self.draft
        name = self.name(0, bare[0])
        draft.fail("PARSE", f"no value can be read behind “{bare[2]}”")
        printed = draft.printed(bare[0], len(draft.text))
        return self.finish(name, (Row(Text(printed, "no value behind the operator"), text=printed),))

    def _mains(self, measures: list[Measure]) -> list[Measure]:
        """Return the measures that are the requirement; the others state conditions."""
        explicit = [m for m in measures if m.shape != "plain"]
        if not explicit:
            return self._last_plain(measures)
        chosen: list[Measure] = []
        for index, measure in enumerate(measures):
            if (
                measure.shape != "plain"
                or (
                    index + 1 < len(measures)
                    and measures[index + 1].shape == "deviation"
                    and _is_tolerance_of(self.draft.text, measure, measures[index + 1])
                )
                or (index and chosen and self._is_labelled_plain(measure, measures[index - 1]))
            ):
                chosen.append(measure)
        return chosen

    def _is_labelled_plain(self, measure: Measure, previous: Measure) -> bool:
        labels = labels_before(self.draft.text, previous.end, measure.start)
        return bool(labels) and not self.draft.text[labels[-1].end : measure.start].strip(" :")

    def _last_plain(self, measures: list[Measure]) -> list[Measure]:
        if not measures:
            return []
        places = [place for place, _, _ in self.draft.size_labels]
        if len(places) > 1:
            found = (next((m for m in measures if place < m.start), None) for place in places)
            return list(dict.fromkeys(m for m in found if m is not None))
        labelled = [
            m
            for m in measures
            if (labels := labels_before(self.draft.text, 0, m.start))
            and not self.draft.text[labels[-1].end : m.start].strip(" :")
        ]
        if len(labelled) > 1:
            return labelled
        units = [m for m in measures if self._fits(m)]
        if units:
            return [units[-1]] if len({m.unit_printed for m in units}) > 1 or len(units) == 1 else [units[0]]
        return [measures[-1]] if find_absence(self.draft.text) is None and self._ends_as_value(measures[-1]) else []

    def _fits(self, measure: Measure) -> bool:
        """Tell whether the unit of a number is the kind that the characteristic is measured in."""
        entry = self.given.characteristic if self.given else entry_before(self.draft, measure.start)
        if entry is None or measure.quantity is None or measure.quantity.unit is None:
            return False
        return measure.quantity.unit.kind == entry.kind

    def _ends_as_value(self, measure: Measure) -> bool:
        head = self.draft.text[: measure.start].rstrip()
        tail = self.draft.text[measure.end :].strip(" 。.,，;")
        return (
            not re.search(r"[A-Za-z]$", head)
            or not tail
            or measure.unit_printed is not None
            or not re.match(r"[\u4e00-\u9fffA-Za-z]", tail)
        )

    def _grades(self, measures: list[Measure]) -> Requirement | None:
        draft = self.draft
        name_end, entry = self._ordinal_name(measures)
        if name_end < 0:
            return None
        own = (entry.scale or entry.class_scale) if entry else self._scale_in_name()
        grades = find_grades(draft.text, name_end, scales_for(draft, own))
        if not grades:
            return None
        if any(_has_other_unit(grade, measures) for grade in grades):
            return None
        if entry is not None and entry.class_scale and any(m.quantity and m.quantity.unit for m in measures):
            return None
        return grade_rows(self, grades)

    def _scale_in_name(self) -> str | None:
        """Return the scale that the words of a given name tell (``染色牢度``), where the dictionary has no entry."""
        from catalog.comparison.scales import scales  # noqa: PLC0415 - the table loads with the first reading

        words = self.given.name.casefold() if self.given else ""
        for scale in scales().all.values():
            if any(word in words for word in scale.words):
                return scale.id
        return None

    def _ordinal_name(self, measures: list[Measure]) -> tuple[int, Characteristic | None]:
        """Return where the name of an ordinal characteristic ends, with its entry; -1 where the text is about none."""
        from catalog.comparison.dictionary import dictionary  # noqa: PLC0415 - as above

        draft = self.draft
        entries = dictionary()
        if any(
            m.shape != "plain"
            and m.quantity
            and m.quantity.unit
            and m.quantity.unit.kind != "grade"
            and len(m.quantity.unit.code) > 1
            for m in measures
        ):
            return -1, None
        if self.given is not None:
            known = self.given.characteristic
            if known is None:
                return (0 if self._scale_in_name() else -1), None
            graded = known.kind == "ordinal" or known.class_scale or known.scale
            return (0, known) if graded else (-1, None)
        for end in name_ends(draft.text, measures):
            name = tidy_name(draft.full[:end])
            entry = entries.find(name, draft.full) or entry_before(draft, end, whole=True)
            if entry is not None:
                graded = entry.kind == "ordinal" or entry.class_scale or entry.scale
                if graded or (
                    entry.kind == "text"
                    and re.search(r"级|grade|class|rating|等级", draft.text[end:], re.IGNORECASE | re.ASCII)
                ):
                    return end, entry
                if entry.kind == "text" and re.search(
                    r"grade|rating|等级|级", draft.full[:end], re.IGNORECASE | re.ASCII
                ):
                    return end, entry
                return -1, None
        if _SYMBOL.search(draft.text):
            gap = _SYMBOL_BEGINS.search(draft.text)
            return (gap.start() if gap else 0), None
        words = draft.text.casefold()
        ends = [
            words.find(word) + len(word)
            for scale in scales_for(draft, None)
            for word in scale.words
            if word in words and "级" in word
        ]
        return (max(ends), None) if ends else (-1, None)


_SYMBOL = regex(r"(?<![A-Za-z])(?:IP\s?\d[\dX]|V-[012](?!\d)|IK\d\d)(?![A-Za-z])")
_SYMBOL_BEGINS = regex(r"(?<![A-Za-z])(?:IP\s?\d|V-[012]|IK\d)")
_OCR_SIGNS = frozenset("VvＶ√く〈〉《》∠ΛΝS乙ㄑㄥ≼≽↑↓")
_OCR_SIGN = regex(
    r"(?<=[\s/A-Za-z\u4e00-\u9fff)\d])\s*+(?<![A-Za-z0-9/])(?!V-?[012](?!\d))(?P<sign>[VvＶ√く〈〉《》∠ΛΝS乙ㄑㄥ≼≽↑↓])\s*+(?=\d)"
)


def _has_other_unit(grade: FoundGrade, measures: list[Measure]) -> bool:
    """Tell whether a number that looks like a grade is a quantity (``附着力 ≥ 5 MPa``)."""
    if not re.fullmatch(r"[\d.-]+", grade.grade):
        return False
    return any(
        measure.start < grade.end
        and grade.start < measure.end
        and measure.quantity is not None
        and measure.quantity.unit is not None
        and measure.quantity.unit.kind != "grade"
        for measure in measures
    )


def size_of(text: str, measure: Measure) -> tuple[str, int, int] | None:
    """Return name, start and end of the words by which a value is the size of the product and not its limit."""
    after = _SIZE_AFTER.match(text, measure.end)
    if after:
        return "frame_size", measure.start, after.end()
    near = max(0, measure.start - 40)
    before = _SIZE_BEFORE.search(text[near : measure.start])
    if before is None or measure.shape not in {"limit", "range", "plain"}:
        return None
    tail = _SIZE_TAIL.match(text, measure.end)
    if tail is None:
        return None
    if measure.shape == "plain" and "机座号" not in before[0]:
        return None
    return size_name(before["name"]), near + before.start(), tail.end()


def _same_size(text: str, measure: Measure, axis: str | None) -> tuple[str, int, int] | None:
    """Return a further size of a list whose axis was printed before it (``机座号<130：6 N；130~160：9 N``)."""
    if axis is None or measure.shape not in {"limit", "range"}:
        return None
    colon = _COLON.match(text, measure.end)
    begins = _LIST_MARK.search(text[: measure.start]) is not None
    return (axis, measure.start, colon.end()) if colon and begins else None


_COLON = regex(r"\s*:")
_LIST_MARK = regex(r"[，,;；、]\s*$")


_SIZE_AFTER = regex(r"\s*(?:的)?机座号?(?:的)?(?:组装式|分装式)?(?:的)?(?:电动机|电机|产品)?(?:的)?")


_SIZE_BEFORE = regex(
    r"(?P<name>机座号|公称厚度|板厚|壁厚|厚度|公称直径|公称通径|直径|外径|额定功率|功率|额定电压|工作电压|额定容量|规格|frame\s+size|thickness|diameter|"
    r"rated\s+power|rated\s+voltage)\s*(?:为|:|of)?\s*$",
    re.IGNORECASE | re.ASCII,
)


_SIZE_TAIL = regex(r"\s*(?::|时|的(?:产品|电机|电动机|板|管|材料|试样)?|者|产品|,\s*(?=[A-Za-z])|，)\s*")


def _ocr_sign(text: str) -> re.Match[str] | None:
    """Return a sign that character recognition may have made of an operator."""
    found = _OCR_SIGN.search(text) if may_say(text, _OCR_SIGNS) else None
    if found is None or re.search(r"[≤≥<>±~]|不|大于|小于", text):
        return None
    if found["sign"] in "Vv" and re.search(r"电压|耐压|voltage", text, re.IGNORECASE | re.ASCII):
        return None
    return found


def _is_tolerance_of(text: str, value: Measure, deviation: Measure) -> bool:
    """Tell whether a ± belongs to the value before it: only words for a tolerance stand between them."""
    between = text[value.end : deviation.start]
    return (
        re.fullmatch(
            r"[\s，,;:(]*(?:其|尺寸|极限|允许|允差|公差|容差|误差|偏差|允许偏差|允许误差|允许公差|允许容差|质量|范围|with\s+(?:a\s+)?|tolerances?|"
            r"permissible|deviation|allowed|of|为|[\s:])*",
            between,
            re.IGNORECASE | re.ASCII,
        )
        is not None
    )
