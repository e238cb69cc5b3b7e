"""Read one requirement in words into a :class:`Requirement`; what cannot be read says so."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from catalog.comparison.folding import clean, fold
from catalog.comparison.reading.bases import basis_of
from catalog.comparison.reading.brackets import read_brackets, read_item, size_name, top_brackets
from catalog.comparison.reading.building import Row, build
from catalog.comparison.reading.conditions import condition_of, find_states
from catalog.comparison.reading.constraints import CAPABILITY_WORDS
from catalog.comparison.reading.drafts import Draft
from catalog.comparison.reading.graded import grade_rows
from catalog.comparison.reading.grades import FoundGrade, find_grades, scales_for
from catalog.comparison.reading.labels import find_labels
from catalog.comparison.reading.methods import find_citations, find_words
from catalog.comparison.reading.names import FoundName, entry_before, find_name, take_conditions_of_use, tidy_name
from catalog.comparison.reading.numbers import number_style
from catalog.comparison.reading.quantities import find_unit_printed
from catalog.comparison.reading.rows import measure_rows
from catalog.comparison.reading.scanning import bare_operators, scan_measures
from catalog.comparison.reading.specials import (
    FORMULA,
    NO_VALUE,
    find_absence,
    find_ban,
    find_not_detected,
    find_plan,
    find_private_reference,
    is_nothing_required,
    sample_of,
)
from catalog.comparison.reading.words import canonical_word, find_subject, split_words
from catalog.comparison.requirements import (
    Band,
    Boolean,
    ByReference,
    Cell,
    Condition,
    Grade,
    Method,
    Modality,
    NoRequirement,
    NotDetected,
    Number,
    Requirement,
    Text,
    WordSet,
)

if TYPE_CHECKING:
    from catalog.comparison.dictionary import Characteristic
    from catalog.comparison.reading.measures import Measure

__all__ = ["LONGEST", "read_draft", "read_requirement"]

LONGEST = 2000
"""A longer text is no single requirement; it is refused, so that reading takes bounded time."""
_BASIS_WORDS = re.compile(
    r"(?<![可难所加予给])(?:以|按)\s*(?:[A-Za-z][A-Za-z0-9₀-₉⁰-⁹⁺⁻+()-]*|干基|湿基|干物质|[\u4e00-\u9fff]{1,8}?)(?:含量)?(?:计算?|"
    r"表示)|\b(?:expressed|calculated)\s+as\s+[A-Z][A-Za-z0-9₀-₉⁰-⁹⁺⁻+]*|"
    r"\bas\s+(?:[A-Z][a-z]?[A-Z0-9₀-₉][A-Za-z0-9₀-₉⁰-⁹⁺⁻+]*|[A-Z][a-z]?)(?=[\s,，;:)]|$)|"
    r"\b(?:on\s+(?:a\s+)?)?(?:dry|wet)\s+(?:basis|matter\s+basis|matter|weight\s+basis)\b|"
    r"(?:以|按)?(?:干|湿)基计?"
)
_MODAL_SHOULD = re.compile(
    r"宜(?=[不为≤≥<>在大小高低控采\s]|$)|不宜|\bshould\b|\bit\s+is\s+recommended\b|\bis\s+recommended\b|推荐(?:为|值)",
    re.IGNORECASE | re.ASCII,
)
_MODAL_MAY = re.compile(
    r"可(?:为|不大于|不小于|不超过|不低于|采用|允许)|(?:^|[^不])允许(?!偏差|误差|公差|的|浓度|最|值|容差|残留|限|添加|使用|差|变)|\bmay\b(?!\s+not)|"
    r"\bcan\b(?!not|\s+not)",
    re.IGNORECASE | re.ASCII,
)
_MODAL_SHALL = re.compile(r"应|须|必须|不得|\bshall\b|\bmust\b", re.IGNORECASE | re.ASCII)
_CONFORM = re.compile(
    r"(?:应|须|均应)?(?:符合|满足|遵循|遵照|执行|按照?|达到|依据|服从|由)|\b(?:compl(?:y|ies)\s+with|conforms?\s+to|meets?|"
    r"in\s+accordance\s+with|according\s+to|as\s+(?:specified|given|stated|required)\s+(?:in|by))\b",
    re.IGNORECASE | re.ASCII,
)
_TABLE_REFERENCE = re.compile(
    r"(?:应)?(?:符合|满足|按|见|不大于|不低于|不小于|不超过|达到)\s*(?:下?表|附录|图)\s*[A-Z]?\.?\d*[^，,;。]{0,12}|\b(?:see|"
    r"as\s+given\s+in|according\s+to|specified\s+in)\s+(?:table|annex|figure)\s*[A-Z]?\.?\d*",
    re.IGNORECASE | re.ASCII,
)
_OCR_SIGN = re.compile(
    r"(?<=[\s/A-Za-z\u4e00-\u9fff)\d])\s*(?<![A-Za-z0-9/])(?!V-?[012](?!\d))(?P<sign>[VvＶ√く〈〉《》∠ΛΝS乙ㄑㄥ≼≽↑↓])\s*(?=\d)"
)
_REPEATED = re.compile(r"(.{1,4}?)\1{24}")
_HARDNESS = re.compile(
    r"(?<![A-Za-z0-9])(HR(?:15N|30N|[ABCMR])W?|HV|HBW|HBS|HB|HK|HS|IRHD|(?:邵[氏尔]|"
    r"Shore)\s?[AD])\s*(?=\d{2})(?!\d+\s*(?:kgf?|N)\b)"
)
_ZERO_SAMPLE = re.compile(
    r"(?<![\d.])0\s*(?:CFU|MPN|个)?\s*(?:/|in|per)\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>g|mL|ml|kg|L)(?![A-Za-z])"
)


def read_requirement(text: str, *, id: str = "r1", side: str = "declared") -> Requirement | NoRequirement:  # noqa: A002, ARG001 - the seam's names
    """Return the requirement that ``text`` states; never raises: doubt is in ``problem`` and ``problem_reason``."""
    found = _read(text)
    return replace(found, id=id) if isinstance(found, Requirement) and found.id != id else found


@lru_cache(maxsize=8192)
def _read(text: str) -> Requirement | NoRequirement:
    cleaned = clean(text)
    if len(text) > LONGEST:
        return _unreadable(text[:200], cleaned[:80], "PARSE", f"the text has more than {LONGEST} characters")
    folded = fold(cleaned)
    if is_nothing_required(folded):
        return NoRequirement(text)
    return read_draft(text, Draft(cleaned, folded, folded, number_style(folded)))


def read_draft(
    text: str, draft: Draft, given: FoundName | None = None, default_op: str | None = None
) -> Requirement | NoRequirement:
    """Return what a fresh draft of ``text`` says; ``given`` is the name where the text is a value alone."""
    try:
        return _Reader(text, draft, given, default_op).read()
    except (ValueError, IndexError, KeyError, ZeroDivisionError, OverflowError) as error:
        return _unreadable(text, draft.cleaned[:80], "PARSE", f"the words could not be read ({type(error).__name__})")


def _unreadable(text: str, name: str, problem: str, reason: str) -> Requirement:
    cell = Cell(Text(text, reason), text=text)
    return Requirement("r1", name, text, (cell,), grade=Grade.C, problem=problem, problem_reason=reason)


@dataclass(slots=True)
class _Reader:
    """The steps of reading one text; each takes away what it understood from ``draft.text``."""

    raw: str
    draft: Draft
    given: FoundName | None = None
    """The name, where the text is a value alone (a table cell)."""
    default_op: str | None = None
    """The operator that the header of a table gives to a number without one."""

    def read(self) -> Requirement | NoRequirement:
        """Return the requirement; the steps are in the order in which they may hide parts from one another."""
        draft = self.draft
        if FORMULA.search(draft.full):
            return self._formula()
        if _REPEATED.search(draft.full):
            return _unreadable(self.raw, draft.cleaned[:80], "PARSE", "the same sign is repeated over and over")
        self._take_citations()
        nothing = NO_VALUE.match(draft.text)
        if nothing and tidy_name(nothing["name"]) and not re.search(r"\d", nothing["value"]):
            return self._nothing(nothing)
        anchor = self._anchor()
        read_brackets(draft, anchor)
        self._take_prose()
        for finder in (
            self._plan,
            self._ban,
            self._zero_sample,
            self._not_detected,
            self._listed_words,
            self._values,
            self._absence,
            self._reference,
            self._words,
        ):
            found = finder()
            if found is not None:
                return found
        return self._not_read()

    # -- steps ------------------------------------------------------------------------------------------------------

    def _take_citations(self) -> None:
        draft = self.draft
        draft.citations = find_citations(draft.cleaned)
        for citation in draft.citations:
            draft.methods.append(citation.method(draft.cleaned))
            start = citation.lead if not _CONFORM.search(draft.full[citation.lead : citation.start]) else citation.start
            draft.blank(start, citation.end)
        for word, start, end in find_words(draft.text):
            if draft.text[start - 1 : start] == "(" and draft.text[end : end + 1] == ")":
                continue
            if not re.search(r"[\s，,;、。(]$|^$|按|用|采用", draft.text[:start]) or not re.match(
                r"$|[\s，,;、。)]|测定|试验|进行", draft.text[end:]
            ):
                continue
            draft.methods.append(Method(None, word, None, draft.printed(start, end)))
            draft.blank(start, end)

    def _anchor(self) -> int:
        """Return where the value begins: what stands in brackets before it describes the characteristic."""
        draft = self.draft
        text = draft.text
        for start, end in top_brackets(text):
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
        measures = scan_measures(text, draft.style)
        places = [
            next((m.start for m in measures if m.shape != "plain"), measures[-1].start if measures else len(text))
        ]
        for finder in (find_ban, find_not_detected):
            found = finder(text)
            if found:
                places.append(found.start())
        bare = bare_operators(text, measures)
        places.extend(start for start, _, _ in bare)
        colon = text.find(":")
        if colon > 0 and places == [len(text)]:
            places.append(colon)
        return min(places) if min(places) < len(text) else self._first_gap(text)

    def _first_gap(self, text: str) -> int:
        found = re.search(r"\S\s+\S", text)
        return found.end() if found else len(text)

    def _take_prose(self) -> None:
        draft = self.draft
        for found in list(_BASIS_WORDS.finditer(draft.text)):
            basis = basis_of(found[0])
            if basis is not None:
                draft.basis = draft.basis or basis
                draft.blank(found.start(), found.end())
        private = find_private_reference(draft.text)
        if private and private["or"]:
            end = _clause_end(draft.text, private.end())
            draft.alternative = draft.printed(private.start(), end).lstrip("，,; ")
            draft.blank(private.start(), end)
        else:
            self._cited_alternative()
        take_conditions_of_use(draft, len(draft.text))
        scale = _HARDNESS.search(draft.text)
        if scale and draft.header_unit is None:
            draft.header_unit = (find_unit_printed(scale[1]), scale[1])
            draft.blank(scale.start(1), scale.end(1))
        if draft.modality is Modality.SHALL:
            draft.modality = _modality(draft.text)

    def _cited_alternative(self) -> None:
        draft = self.draft
        for citation in draft.citations:
            near = max(0, citation.lead - 60)
            lead = draft.text[near : citation.lead]
            found = re.search(
                r"(?:[，,;]\s*)?(?:或者?|\bor\b)\s*(?:应|可)?(?:符合|满足|按照?|as|according\s+to|complying\s+with)?\s*$",
                lead,
                re.IGNORECASE | re.ASCII,
            )
            if found and re.search(r"\d", lead[: found.start()]):
                end = _clause_end(draft.text, citation.end)
                draft.alternative = draft.printed(near + found.start(), end).lstrip("，,; ")
                draft.blank(near + found.start(), end)

    # -- kinds of requirement ---------------------------------------------------------------------------------------

    def _formula(self) -> Requirement:
        draft = self.draft
        end = re.search(r"[:=$]|计算|$", draft.full)
        name = self._name(0, min(end.start() if end else 0, 60))
        return self._finish(name, (Row(Text(self.raw, "formula"), text=self.raw),), grade=Grade.C)

    def _nothing(self, nothing: re.Match[str]) -> Requirement:
        draft = self.draft
        read_brackets(draft, nothing.end("name"))
        name = self._name(0, nothing.end("name"))
        return self._finish(name, (Row(NoRequirement(nothing["value"]), text=nothing["value"]),))

    def _plan(self) -> Requirement | None:
        draft = self.draft
        plan = find_plan(draft.text, draft.style)
        if plan is None:
            return None
        name = self._name(0, plan.start)
        if plan.trouble:
            draft.fail("PARSE", plan.trouble)
        rule = plan.plan
        if draft.sample and rule.sample is None:
            rule = replace(rule, sample=draft.sample[0], sample_unit=draft.sample[1])
        row = Row(rule, text=draft.printed(plan.start, plan.end), unit=plan.unit, unit_printed=plan.unit_printed)
        draft.blank(0, plan.end)
        self._leftovers(name)
        return self._finish(name, (row,))

    def _ban(self) -> Requirement | None:
        draft = self.draft
        ban = find_ban(draft.text)
        if ban is None:
            return None
        name = self._name(0, ban.start())
        end = ban.end()
        if not name.name:
            end = _clause_end(draft.text, ban.end())
            name = self._name(ban.end(), end)
        draft.blank(0, end)
        self._leftovers(name)
        return self._finish(name, (Row(Boolean(value=False, subject="use"), text=draft.printed(ban.start(), end)),))

    def _zero_sample(self) -> Requirement | None:
        draft = self.draft
        zero = _ZERO_SAMPLE.search(draft.text)
        if zero is None or any(
            m.shape != "plain" and m.start < zero.start()
            for m in scan_measures(draft.text[: zero.start()], draft.style)
        ):
            return None
        name = self._name(0, zero.start())
        sample = Number(Fraction(zero["number"]), zero["number"])
        constraint = NotDetected(None, sample, {"ml": "mL"}.get(zero["unit"], zero["unit"]))
        draft.flags.append("ZERO_AS_ND")
        draft.blank(0, zero.end())
        self._leftovers(name)
        return self._finish(name, (Row(constraint, text=zero[0]),))

    def _not_detected(self) -> Requirement | None:
        draft = self.draft
        found = find_not_detected(draft.text)
        if found is None:
            return None
        name = self._name(0, found.start())
        if not name.name:
            end = _clause_end(draft.text, found.end())
            name = self._name(found.end(), end)
            draft.blank(0, end)
        else:
            draft.blank(0, found.end())
        self._leftovers(name, not_detected=True)
        if draft.sample is None and draft.header_unit is not None:
            amount = re.search(r"/\s*\d+.*$", draft.header_unit[1])
            draft.sample = sample_of(amount[0]) if amount else None
        sample, unit = draft.sample or (None, None)
        constraint = NotDetected(draft.lod, sample, unit)
        row = Row(
            constraint,
            text=draft.printed(found.start(), found.end()),
            unit=draft.lod_unit.code if draft.lod_unit else None,
            unit_printed=draft.lod_unit_printed,
        )
        return self._finish(name, (row,))

    def _values(self) -> Requirement | None:
        draft = self.draft
        if (sign := _ocr_sign(draft.text)) is not None:
            name = self._name(0, sign.start())
            draft.fail("OCR", f"“{sign['sign']}” stands where an operator should: it may be ≤, ≥ or √")
            row = Row(
                Text(draft.printed(sign.start(), len(draft.text)), "operator not legible"),
                text=draft.printed(sign.start(), len(draft.text)),
            )
            return self._finish(name, (row,))
        measures = scan_measures(draft.text, draft.style, known=len(draft.labels))
        graded = self._grades(measures)
        if graded is not None:
            return graded
        if bare := bare_operators(draft.text, measures):
            if not measures or all(m.shape == "plain" for m in measures):
                return self._damaged(bare[0])
        measures = self._take_sizes(measures)
        mains = self._mains(measures)
        if not mains:
            return None
        first = mains[0]
        draft.capable = CAPABILITY_WORDS.search(draft.full) is not None
        for measure in measures:
            if measure.end <= first.start and measure not in mains:
                self._take_condition(measure, first.start)
        return measure_rows(self, mains)

    def _take_sizes(self, measures: list[Measure]) -> list[Measure]:
        """Take the values that say for which size the next one holds (``机座号<110：``) out of the list."""
        left = []
        for index, measure in enumerate(measures):
            size = (
                size_of(self.draft.text, measure)
                if index + 1 < len(measures) and len(measure.intervals) == 1 and not measure.trouble
                else None
            )
            if size is None:
                left.append(measure)
                continue
            name, start, end = size
            band = Band(measure.intervals[0], self.draft.printed(measure.start, measure.end))
            self.draft.size_labels.append((start, name, band))
            self.draft.blank(start, end)
        return left

    def _damaged(self, bare: tuple[int, int, str]) -> Requirement:
        draft = self.draft
        name = self._name(0, bare[0])
        draft.fail("PARSE", f"no value can be read behind “{bare[2]}”")
        printed = draft.printed(bare[0], len(draft.text))
        return self._finish(name, (Row(Text(printed, "no value behind the operator"), text=printed),))

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
        labels = find_labels(self.draft.text, previous.end, measure.start)
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
            if (labels := find_labels(self.draft.text, 0, m.start))
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

    def _take_condition(self, measure: Measure, before: int) -> None:
        """Turn a quantity in the words before the value into a condition, with the words that carry it."""
        draft = self.draft
        left, right = _phrase(draft.text, measure, before)
        condition = condition_of(measure, draft.full[left:right], draft.printed(left, right))
        if condition is None:
            return
        draft.add_condition(condition)
        draft.blank(left, right)

    def _grades(self, measures: list[Measure]) -> Requirement | None:
        draft = self.draft
        name_end, entry = self._ordinal_name(measures)
        if name_end < 0:
            return None
        grades = find_grades(
            draft.text, name_end, scales_for(draft, (entry.scale or entry.class_scale) if entry else None)
        )
        if not grades:
            return None
        if any(_has_other_unit(grade, measures) for grade in grades):
            return None
        if entry is not None and entry.class_scale and any(m.quantity and m.quantity.unit for m in measures):
            return None
        return grade_rows(self, grades)

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
            graded = known is not None and (known.kind == "ordinal" or known.class_scale or known.scale)
            return (0, known) if graded else (-1, None)
        for end in _name_ends(draft.text, measures):
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
        if re.search(r"(?<![A-Za-z])(?:IP\s?\d[\dX]|V-[012](?!\d)|IK\d\d)(?![A-Za-z])", draft.text):
            gap = re.search(r"(?<![A-Za-z])(?:IP\s?\d|V-[012]|IK\d)", draft.text)
            return (gap.start() if gap else 0), None
        words = draft.text.casefold()
        ends = [
            words.find(word) + len(word)
            for scale in scales_for(draft, None)
            for word in scale.words
            if word in words and "级" in word
        ]
        return (max(ends), None) if ends else (-1, None)

    def _absence(self) -> Requirement | None:
        draft = self.draft
        late = re.search(r"(?:不得|不应|不可|不能|不)含有?\s*$|-free\s*$", draft.text.rstrip(" 。."))
        if late and (name := self._name(0, late.start())).name:
            return self._finish(name, (Row(Boolean(value=False), text=draft.printed(late.start(), late.end())),))
        found = find_absence(draft.text)
        if found is None:
            return None
        thing = (found["object"] or found["thing"] or "").strip()
        stop = found.end()
        while more := re.compile(r"\s*[、,，]\s*(?:无|不得有|no\s+)([^，,;；。、()]{1,12})").match(draft.text, stop):
            thing, stop = f"{thing}、{more[1]}", more.end()
        subjects = [find_subject(re.sub(r"^(?:无|no\s+)", "", part)) for part in split_words(thing)]
        head = tidy_name(re.sub(r"(?:应|均)$", "", draft.text[: found.start()]))
        if not subjects or any(subject is None for subject in subjects):
            if not re.match(
                r"不得含有?|不应含有?|不含有?|contain|(?:shall\s+|must\s+)?(?:be\s+)?free|shall\s+not\s+contain",
                found["zh"] or found["en"] or "",
                re.IGNORECASE | re.ASCII,
            ):
                return None
            name = self._name(found.start("object") if found["object"] else found.start("thing"), found.end())
            return self._finish(name, (Row(Boolean(value=False), text=draft.printed(found.start(), found.end())),))
        times = [m for m in scan_measures(draft.text[: found.start()], draft.style)]
        for measure in times:
            self._take_condition(measure, found.start())
        subject = "+".join(sorted({word for word in subjects if word}))
        name = (
            self._name(0, found.start())
            if head and not times
            else self._name(0, times[0].start if times else found.start())
        )
        if not name.name:
            start = found.start("object") if found["object"] else found.start("thing")
            name = self._name(start, found.end("object") if found["object"] else found.end("thing"))
        draft.blank(0, stop)
        self._leftovers(name)
        return self._finish(
            name, (Row(Boolean(value=False, subject=subject), text=draft.printed(found.start(), stop)),)
        )

    def _reference(self) -> Requirement | None:
        draft = self.draft
        private = find_private_reference(draft.text)
        cited = draft.citations[0] if draft.citations else None
        if cited and (lead := _CONFORM.search(draft.full[max(0, cited.start - 24) : cited.start])):
            start = max(0, cited.start - 24) + lead.start()
            name = self._name(0, start)
            constraint = ByReference(
                draft.printed(start, _clause_end(draft.full, cited.end)), cited.designation.normalized, cited.clause
            )
            draft.methods = [method for method in draft.methods if method.designation != cited.designation.normalized]
            return self._finish(name, (Row(constraint, text=constraint.printed),))
        table = _TABLE_REFERENCE.search(draft.text)
        start = private.start() if private else table.start() if table else -1
        if start < 0 and not cited:
            return None
        if start < 0:
            bare = tidy_name(draft.text)
            if cited is None or len(bare) > 40:  # noqa: PLR2004 - longer is a sentence of its own
                return None
            found_name = self._name(0, cited.lead)
            if (
                not re.search(r"[:：]\s*$|执行|按|$", draft.text[: cited.lead])
                or not found_name.name
                or draft.text[cited.end :].strip(" 。.，,")
            ):
                return None
            constraint = ByReference(draft.printed(cited.start, cited.end), cited.designation.normalized, cited.clause)
            draft.methods = []
            return self._finish(found_name, (Row(constraint, text=constraint.printed),))
        end = private.end() if private else table.end() if table else start
        name = self._name(0, start)
        if not name.name:
            name = self._name(end, len(draft.text))
        constraint = ByReference(draft.printed(start, end))
        return self._finish(name, (Row(constraint, text=constraint.printed),))

    def _words(self) -> Requirement | None:
        """Read a list of words (``白色或微黄色``, ``304或316L``) behind a name."""
        draft = self.draft
        for end in [0] if self.given else _name_ends(draft.text, []):
            name = self._name(0, end) if self.given or draft.text[end : end + 1] == ":" else self._known_name(end)
            if name is None or not name.name:
                continue
            value = draft.text[end:].strip(" :=。.;；")
            value = re.sub(
                r"^(?:应为|应是|应呈|应|呈|为|是|shall\s+be|should\s+be|is|are)\s*",
                "",
                value,
                flags=re.IGNORECASE | re.ASCII,
            )
            parts = split_words(value)
            if not parts or len(parts) > 8 or any(len(part) > 24 for part in parts) or re.search(r"[≤≥<>±。]", value):  # noqa: PLR2004 - a longer one is a description
                if value:
                    draft.blank(0, len(draft.text))
                    return self._finish(name, (Row(Text(value, "description"), text=value),))
                continue
            printed = draft.printed(end, len(draft.text)).strip(" :=。.;；")
            if value.lower() in {"无", "none", "no", "不得有", "不允许", "不应有", "不允许有"} and (
                subject := find_subject(name.name)
            ):
                draft.blank(0, len(draft.text))
                return self._finish(name, (Row(Boolean(value=False, subject=subject), text=printed),))
            draft.blank(0, len(draft.text))
            allowed = frozenset(canonical_word(part) for part in parts)
            return self._finish(name, (Row(WordSet(allowed=allowed), text=printed),))
        return None

    def _listed_words(self) -> Requirement | None:
        """Read the words of a characteristic that has no numbers before numbers are looked for (``304或316L``)."""
        from catalog.comparison.dictionary import dictionary  # noqa: PLC0415 - the table loads with the first reading

        draft = self.draft
        if (
            _CONFORM.search(draft.full)
            or find_private_reference(draft.full)
            or re.search(
                r"[≤≥<>±~]|级|grade|rating|class|无|不|\bno\b|\bfree\b|\bwithout\b|\babsence\b",
                draft.text,
                re.IGNORECASE | re.ASCII,
            )
        ):
            return None
        for end in [0] if self.given else _name_ends(draft.text, []):
            entry = (
                self.given.characteristic if self.given else dictionary().find(tidy_name(draft.text[:end]), draft.full)
            )
            if entry is not None:
                return self._words() if entry.kind in {"text", "set"} and draft.text[end:].strip(" :") else None
        return None

    def _known_name(self, end: int) -> FoundName | None:
        from catalog.comparison.dictionary import dictionary  # noqa: PLC0415 - as above

        entry = dictionary().find(tidy_name(self.draft.text[:end]), self.draft.full)
        return self._name(0, end) if entry is not None else None

    def _not_read(self) -> Requirement:
        draft = self.draft
        name = self._name(0, len(draft.text))
        draft.fail("PARSE", "no limit, word list or reference could be read from the text")
        return self._finish(name, (Row(Text(self.raw, "not read"), text=self.raw),), grade=Grade.C)

    # -- shared -----------------------------------------------------------------------------------------------------

    def _name(self, start: int, end: int) -> FoundName:
        """Return the name between two places; a unit behind it (``甲醛含量/(mg/kg)``) becomes the header's unit."""
        draft = self.draft
        if self.given is not None:
            self._read_head(start, end)
            return self.given
        stop = _take_header_unit(draft, start, end)
        return find_name(draft, start, stop)

    def _read_head(self, start: int, end: int) -> None:
        """Read the words before a value whose name is known from elsewhere: labels, states, conditions."""
        draft = self.draft
        head = tidy_name(draft.text[start:end])
        draft.blank(start, end)
        if not head or (self.given and head == self.given.name) or read_item(draft, head, before=True):
            return
        for part in _LEFT_SPLIT.split(head):
            if (
                part.strip()
                and not _HARMLESS.fullmatch(part.strip())
                and not read_item(draft, part.strip(), before=True)
            ):
                draft.unread(part.strip())

    def _leftovers(self, name: FoundName, *, not_detected: bool = False) -> None:
        """Read what is left of the text; words that are not understood and not harmless are kept as ``unread``."""
        leftovers(self.draft, not_detected=not_detected)

    def _finish(self, name: FoundName, rows: tuple[Row, ...], *, grade: Grade = Grade.A) -> Requirement:
        return build(self.raw, self.draft, name, rows, grade)


_LONGEST_NAME, _MOST_ENDS = 160, 30
_LEFT_SPLIT = re.compile(r"[，;；、。]|,(?!\d)|\s{2,}|(?<=[^\d]):")
_HARMLESS = re.compile(
    r"(?:其中|等级材料|材料|单位|均|分别|各|应|为|要求|规定|符合|满足|指标值?|技术要求|限值|标准|见|值|时|且|和|及|的|并|按|方法|测定|执行|进行|采用|用|检测|检验|试验|依据|"
    r"除另有规定外|测试|测得|条件|下|等|"
    r"即可|或|不|在|所有|任何|整个|产品|样品|试样|规定的|根据|参照|合格|"
    r"\b(?:respectively|each|both|and|with|by|in|to|of|the|a|an|tested|test|method|methods|according|when|"
    r"measured|determined|shall|be|is|are|value|values|limit|at|for|on|per|as|using|basis|all|any|"
    r"sample|samples|product|products|requirement|requirements|or|that|which|standard)\b|[\s:：.。\-/*•·~])++",
    re.IGNORECASE | re.ASCII,
)
_OUTCOME_HARMLESS = frozenset({"breakdown", "damage"})


def leftovers(draft: Draft, *, not_detected: bool = False) -> None:
    """Read the rest of the draft's text part by part."""
    judged = False
    for part in _LEFT_SPLIT.split(draft.text):
        piece = part.strip()
        if not piece or _HARMLESS.fullmatch(piece):
            continue
        if draft.known_name and piece.strip("的 ") and piece.strip("的 ") in draft.known_name:
            continue
        if judged and find_subject(piece) is not None:
            piece = f"无{piece}"
        piece = re.sub(r"^(?:且|并且?|同时|and|with|其)\s*", "", piece).strip()
        if read_item(draft, piece, before=False):
            continue
        if _outcome(draft, piece):
            judged = True
            continue
        if _private_reference(draft, piece):
            continue
        states = find_states(piece)
        rest = piece
        for state in reversed(states):
            rest = f"{rest[: state.start]} {rest[state.end :]}"
        if states and (not rest.strip() or _HARMLESS.fullmatch(rest.strip())):
            for state in states:
                draft.add_condition(state.condition)
            continue
        draft.unread(piece)
    draft.text = " " * len(draft.text)


def _outcome(draft: Draft, piece: str) -> bool:
    """Read ``无红锈`` behind a duration or load: the criterion by which the test is judged."""
    found = find_absence(piece)
    if found is None or found.start() > 4:  # noqa: PLR2004 - more words before it mean something of their own
        return False
    thing = (found["object"] or found["thing"] or "").strip()
    subjects = {find_subject(part) for part in split_words(thing)}
    if None in subjects or piece[found.end() :].strip():
        return False
    names = sorted(subject for subject in subjects if subject)
    if set(names) <= _OUTCOME_HARMLESS and (draft.capable or CAPABILITY_WORDS.search(draft.full)):
        return True
    draft.add_condition(Condition("criterion", "+".join(f"no_{name}" for name in names), printed=piece))
    return True


def _private_reference(draft: Draft, piece: str) -> bool:
    """Pass over "符合产品专用技术条件的规定" beside a tolerance: the nominal value is there, the tolerance here."""
    found = find_private_reference(piece)
    return found is not None and re.search(r"偏差|容差|误差|公差|toleran|deviat|变化|差值", draft.full) is not None


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


_SIZE_AFTER = re.compile(r"\s*(?:的)?机座号?(?:的)?(?:组装式|分装式)?(?:的)?(?:电动机|电机|产品)?(?:的)?")
_SIZE_BEFORE = re.compile(
    r"(?P<name>机座号|公称厚度|板厚|壁厚|厚度|公称直径|公称通径|直径|外径|额定功率|功率|额定电压|工作电压|额定容量|规格|frame\s+size|thickness|diameter|"
    r"rated\s+power|rated\s+voltage)\s*(?:为|:|of)?\s*$",
    re.IGNORECASE | re.ASCII,
)
_SIZE_TAIL = re.compile(r"\s*(?::|时|的(?:产品|电机|电动机|板|管|材料|试样)?|者|产品|,\s*(?=[A-Za-z])|，)\s*")


def _modality(text: str) -> Modality:
    if _MODAL_SHOULD.search(text):
        return Modality.SHOULD
    if _MODAL_MAY.search(text) and not _MODAL_SHALL.search(text):
        return Modality.MAY
    return Modality.SHALL


def _ocr_sign(text: str) -> re.Match[str] | None:
    """Return a sign that character recognition may have made of an operator."""
    found = _OCR_SIGN.search(text)
    if found is None or re.search(r"[≤≥<>±~]|不|大于|小于", text):
        return None
    if found["sign"] in "Vv" and re.search(r"电压|耐压|voltage", text, re.IGNORECASE | re.ASCII):
        return None
    return found


def _clause_end(text: str, start: int) -> int:
    found = re.compile(r"[，,;；。]").search(text, start)
    return found.start() if found else len(text)


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


def _phrase(text: str, measure: Measure, before: int) -> tuple[int, int]:
    """Return the words around a quantity that make it a condition: ``在500V DC的条件下``, ``洗涤50次后``, "at 298.15 K"."""
    near = max(0, measure.start - 60)
    head = re.search(
        r"(?:(?:在|经过|经|于|当|以|用|施加|环境|试验|温度|相对湿度|湿度|厚度|厚|浓度|转速|频率|电压|直流电压|交流电压|负荷|负载|载荷|时间|距离|持续|历时|放置|浸泡|养护|龄期|"
        r"水洗|洗涤|机洗|皂洗|干洗|洗|"
        r"摩擦|循环|老化|\b(?:at|after|for|under|with|in|of|temperature|thickness|humidity|relative|a|an|the|from|"
        r"distance|load|DC|AC)\b|=)\s*)++$|\s++$",
        text[near : measure.start],
        re.IGNORECASE | re.ASCII,
    )
    tail = re.compile(
        r"\s*(?:DC|AC|d\.c\.|a\.c\.|直流|交流)?\s*(?:的)?(?:环境温度|大气条件|条件|环境|温度)?(?:下|时|后|以后|之后|内|处|中)?\s*(?:洗涤|水洗|"
        r"机洗|皂洗|干洗|洗|摩擦|循环|放置|浸泡|养护|老化)?(?:后|时)?"
        r"|\s*(?:washes|washings?|cycles|ambient|thick|distance|away|of\s+age)\b",
        re.IGNORECASE | re.ASCII,
    ).match(text, measure.end, before)
    left = measure.start - (len(head[0].lstrip()) if head else 0)
    return left, (tail.end() if tail else measure.end)


def _take_header_unit(draft: Draft, start: int, end: int) -> int:
    """Take the unit behind a name (``断裂强力/N``, ``formaldehyde, mg/kg``) into the draft; return where the name ends."""
    start = max(start, end - _LONGEST_NAME)
    head = draft.full[start:end].rstrip(" :=")
    if draft.text[start:end].rstrip(" :=") != head:
        head = draft.text[start:end].rstrip(" :=")
    found = re.search(r"(?:\s*[/,，]\s*|\s+)\(?([A-Za-zμΩ%‰°℃][A-Za-z0-9μΩ%‰°℃/·²³⁻¹()*.-]{0,16})\)?$", head)
    if found is None:
        return end
    separator = head[found.start() : found.start(1)].strip(" (")
    unit = find_unit_printed(found[1])
    word = re.fullmatch(r"[a-z]{3,}|[A-Za-z]", found[1]) is not None and found[1] not in {"N", "V", "mol"}
    if unit is None or (not separator and word):
        return end
    if re.match(r"pH", found[1]):
        return end
    draft.header_unit = draft.header_unit or (unit, found[1])
    draft.blank(start + found.start(), start + len(head))
    return start + found.start()


def _name_ends(text: str, measures: list[Measure]) -> list[int]:
    """Return the places where the name may end, longest name first."""
    ends = [m.start for m in measures[:1]]
    ends.extend(
        found.start()
        for found in re.finditer(
            r"[≤≥<>=:]|\s+(?=\S)|不(?:低|小|少|劣|得|应|大|高|超)|(?:应|为)(?=[^\s])|(?<=[\u4e00-\u9fff)])(?=[A-Z0-9≤≥<>])|"
            r"至少|优于|at\s+least",
            text,
        )
    )
    ends.append(len(text))
    # A name is short: of a paragraph only the beginning is tried.
    return sorted(dict.fromkeys(end for end in ends if 0 < end <= _LONGEST_NAME), reverse=True)[:_MOST_ENDS]
