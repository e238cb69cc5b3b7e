"""Read requirements that are no comparison of numbers: bans, detection, plans, references, words."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from catalog.comparison.reading.accounting import pass_over
from catalog.comparison.reading.brackets import read_brackets
from catalog.comparison.reading.building import Row
from catalog.comparison.reading.names import FoundName, tidy_name
from catalog.comparison.reading.preparing import CONFORM
from catalog.comparison.reading.readers import SentenceReader, clause_end, name_ends
from catalog.comparison.reading.scanning import scan_measures
from catalog.comparison.reading.specials import (
    find_absence,
    find_ban,
    find_not_detected,
    find_plan,
    find_private_reference,
    sample_of,
)
from catalog.comparison.reading.words import canonical_word, find_subject, split_words
from catalog.comparison.requirements import (
    Boolean,
    ByReference,
    Grade,
    NoRequirement,
    NotDetected,
    Number,
    Requirement,
    Text,
    WordSet,
)
from catalog.patterns import regex

__all__ = ["DescribedReader"]

_MORE_THAN_WORDS = regex(
    r"[≤≥<>±~]|级|grade|rating|class|无|不|\bno\b|\bfree\b|\bwithout\b|\babsence\b", re.IGNORECASE | re.ASCII
)
_TABLE_REFERENCE = regex(
    r"(?:应)?(?:符合|满足|按|见|不大于|不低于|不小于|不超过|达到)\s*(?:下?表|附录|图)\s*[A-Z]?\.?\d*[^，,;。]{0,12}|\b(?:see|"
    r"as\s+given\s+in|according\s+to|specified\s+in)\s+(?:table|annex|figure)\s*[A-Z]?\.?\d*",
    re.IGNORECASE | re.ASCII,
)


_ZERO_SAMPLE = regex(
    r"(?<![\d.])0\s*(?:CFU|MPN|个)?\s*(?:/|in|per)\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>g|mL|ml|kg|L)(?![A-Za-z])"
)


class DescribedReader(SentenceReader):
    """Reads what is said in words."""

    __slots__ = ()

    def read_formula(self) -> Requirement:
        """Keep a formula as text."""
        draft = self.draft
        end = re.search(r"[:=$≤≥<>]|计算|$", draft.full)
        name = self.name(0, min(end.start() if end else 0, 60))
        return self.finish(name, (Row(Text(self.raw, "formula"), text=self.raw),), grade=Grade.C)

    def read_nothing(self, nothing: re.Match[str]) -> Requirement:
        """Read a name beside a dash or waiver."""
        draft = self.draft
        read_brackets(draft, nothing.end("name"))
        name = self.name(0, nothing.end("name"))
        return self.finish(name, (Row(NoRequirement(nothing["value"]), text=nothing["value"]),))

    def read_plan(self) -> Requirement | None:
        """Read a sampling plan."""
        draft = self.draft
        plan = find_plan(draft.text, draft.style)
        if plan is None:
            return None
        name = self.name(0, plan.start)
        if plan.trouble:
            draft.fail("PARSE", plan.trouble)
        rule = plan.plan
        if draft.sample and rule.sample is None:
            rule = replace(rule, sample=draft.sample[0], sample_unit=draft.sample[1])
        row = Row(rule, text=draft.printed(plan.start, plan.end), unit=plan.unit, unit_printed=plan.unit_printed)
        pass_over(draft, ((plan.start, plan.end),), plan.end)
        self.leftovers()
        return self.finish(name, (row,))

    def read_ban(self) -> Requirement | None:
        """Read a ban on use or addition."""
        draft = self.draft
        ban = find_ban(draft.text)
        if ban is None:
            return None
        name = self.name(0, ban.start())
        end = ban.end()
        if not name.name:
            end = clause_end(draft.text, ban.end())
            name = self.name(ban.end(), end)
        pass_over(draft, (ban.span(),), end)
        self.leftovers()
        return self.finish(name, (Row(Boolean(value=False, subject="use"), text=draft.printed(ban.start(), end)),))

    def read_zero_sample(self) -> Requirement | None:
        """Read ``0/25 g``: none found in a sample."""
        draft = self.draft
        zero = _ZERO_SAMPLE.search(draft.text)
        if zero is None or any(
            m.shape != "plain" and m.start < zero.start()
            for m in scan_measures(draft.text[: zero.start()], draft.style)
        ):
            return None
        name = self.name(0, zero.start())
        sample = Number(Fraction(zero["number"]), zero["number"])
        constraint = NotDetected(None, sample, {"ml": "mL"}.get(zero["unit"], zero["unit"]))
        draft.flags.append("ZERO_AS_ND")
        pass_over(draft, (zero.span(),), zero.end())
        self.leftovers()
        return self.finish(name, (Row(constraint, text=zero[0]),))

    def read_not_detected(self) -> Requirement | None:
        """Read "not detected", with limit and sample where printed."""
        draft = self.draft
        found = find_not_detected(draft.text)
        if found is None:
            return None
        name = self.name(0, found.start())
        end = found.end()
        if not name.name:
            end = clause_end(draft.text, found.end())
            name = self.name(found.end(), end)
        pass_over(draft, (found.span(),), end)
        self.leftovers()
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
        return self.finish(name, (row,))

    def read_absence(self) -> Requirement | None:
        """Read what must be absent."""
        draft = self.draft
        late = re.search(r"(?:不得|不应|不可|不能|不)含有?\s*$|-free\s*$", draft.text.rstrip(" 。."))
        if late and (name := self.name(0, late.start())).name:
            return self.finish(name, (Row(Boolean(value=False), text=draft.printed(late.start(), late.end())),))
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
            name = self.name(found.start("object") if found["object"] else found.start("thing"), found.end())
            return self.finish(name, (Row(Boolean(value=False), text=draft.printed(found.start(), found.end())),))
        times = scan_measures(draft.text[: found.start()], draft.style)
        for measure in times:
            self.take_condition(measure, found.start())
        subject = "+".join(sorted({word for word in subjects if word}))
        name = (
            self.name(0, found.start())
            if head and not times
            else self.name(0, times[0].start if times else found.start())
        )
        if not name.name:
            start = found.start("object") if found["object"] else found.start("thing")
            name = self.name(start, found.end("object") if found["object"] else found.end("thing"))
        pass_over(draft, ((found.start(), stop),), stop)
        self.leftovers()
        return self.finish(name, (Row(Boolean(value=False, subject=subject), text=draft.printed(found.start(), stop)),))

    def read_table_reference(self) -> Requirement | None:
        """Read a value that stands in a table elsewhere (``不低于表1的规定值``), if the text has none of its own."""
        draft = self.draft
        table = _TABLE_REFERENCE.search(draft.text)
        if table is None or draft.citations:
            return None
        around = f"{draft.text[: table.start()]}{' ' * (table.end() - table.start())}{draft.text[table.end() :]}"
        if scan_measures(around, draft.style):
            return None
        constraint = ByReference(draft.printed(table.start(), table.end()))
        return self.finish(self.name(0, table.start()), (Row(constraint, text=constraint.printed),))

    def read_reference(self) -> Requirement | None:
        """Read a reference to a clause or to a private specification."""
        draft = self.draft
        private = find_private_reference(draft.text)
        cited = draft.citations[0] if draft.citations else None
        if cited and (lead := CONFORM.search(draft.full[max(0, cited.start - 24) : cited.start])):
            start = max(0, cited.start - 24) + lead.start()
            name = self.name(0, start)
            constraint = ByReference(
                draft.printed(start, clause_end(draft.full, cited.end)), cited.designation.normalized, cited.clause
            )
            draft.methods = [method for method in draft.methods if method.designation != cited.designation.normalized]
            return self.finish(name, (Row(constraint, text=constraint.printed),))
        table = _TABLE_REFERENCE.search(draft.text)
        start = private.start() if private else table.start() if table else -1
        if start < 0 and not cited:
            return None
        if start < 0:
            bare = tidy_name(draft.text)
            if cited is None or len(bare) > 40:  # noqa: PLR2004 - longer is a sentence of its own
                return None
            found_name = self.name(0, cited.lead)
            if (
                not re.search(r"[:：]\s*$|执行|按|$", draft.text[: cited.lead])
                or not found_name.name
                or draft.text[cited.end :].strip(" 。.，,")
            ):
                return None
            constraint = ByReference(draft.printed(cited.start, cited.end), cited.designation.normalized, cited.clause)
            draft.methods = []
            return self.finish(found_name, (Row(constraint, text=constraint.printed),))
        end = private.end() if private else table.end() if table else start
        name = self.name(0, start)
        if not name.name:
            name = self.name(end, len(draft.text))
        constraint = ByReference(draft.printed(start, end))
        return self.finish(name, (Row(constraint, text=constraint.printed),))

    def read_words(self) -> Requirement | None:
        """Read a list of words (``白色或微黄色``, ``304或316L``) behind a name."""
        draft = self.draft
        for end in [0] if self.given else name_ends(draft.text, []):
            name = self.name(0, end) if self.given or draft.text[end : end + 1] == ":" else self._known_name(end)
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
                    return self.finish(name, (Row(Text(value, "description"), text=value),))
                continue
            printed = draft.printed(end, len(draft.text)).strip(" :=。.;；")
            if value.lower() in {"无", "none", "no", "不得有", "不允许", "不应有", "不允许有"} and (
                subject := find_subject(name.name)
            ):
                draft.blank(0, len(draft.text))
                return self.finish(name, (Row(Boolean(value=False, subject=subject), text=printed),))
            draft.blank(0, len(draft.text))
            entry = name.characteristic
            if entry is not None and entry.scale is None and entry.kind not in {"text", "set", "ordinal", "boolean"}:
                return self.finish(name, (Row(Text(value, "description"), text=printed),))
            allowed = frozenset(canonical_word(part) for part in parts)
            return self.finish(name, (Row(WordSet(allowed=allowed), text=printed),))
        return None

    def read_listed_words(self) -> Requirement | None:
        """Read the words of a characteristic that has no numbers before numbers are looked for (``304或316L``)."""
        from catalog.comparison.dictionary import dictionary  # noqa: PLC0415 - the table loads with the first reading

        draft = self.draft
        if CONFORM.search(draft.full) or find_private_reference(draft.full) or _MORE_THAN_WORDS.search(draft.text):
            return None
        for end in [0] if self.given else name_ends(draft.text, []):
            entry = (
                self.given.characteristic if self.given else dictionary().find(tidy_name(draft.text[:end]), draft.full)
            )
            if entry is not None:
                return self.read_words() if entry.kind in {"text", "set"} and draft.text[end:].strip(" :") else None
        return None

    def _known_name(self, end: int) -> FoundName | None:
        from catalog.comparison.dictionary import dictionary  # noqa: PLC0415 - as above

        entry = dictionary().find(tidy_name(self.draft.text[:end]), self.draft.full)
        return self.name(0, end) if entry is not None else None

    def read_not_read(self) -> Requirement:
        """Keep a text in which nothing was recognised."""
        draft = self.draft
        name = self.name(0, len(draft.text))
        draft.fail("PARSE", "no limit, word list or reference could be read from the text")
        return self.finish(name, (Row(Text(self.raw, "not read"), text=self.raw),), grade=Grade.C)
