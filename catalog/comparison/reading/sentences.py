"""Read one requirement in words into a :class:`Requirement`; what cannot be read says so."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from catalog.comparison.folding import clean, fold
from catalog.comparison.reading.brackets import read_brackets
from catalog.comparison.reading.described import DescribedReader
from catalog.comparison.reading.drafts import Draft
from catalog.comparison.reading.lifting import open_value, refuse_denials, take_acts, take_waivers
from catalog.comparison.reading.names import FoundName, tidy_name
from catalog.comparison.reading.numbers import number_style
from catalog.comparison.reading.preparing import find_anchor, take_citations, take_prose
from catalog.comparison.reading.specials import (
    FORMULA,
    NO_VALUE,
    is_nothing_required,
)
from catalog.comparison.reading.valued import ValuedReader
from catalog.comparison.requirements import (
    Cell,
    Grade,
    NoRequirement,
    Requirement,
    Text,
)
from catalog.patterns import regex

__all__ = ["LONGEST", "read_draft", "read_requirement"]

LONGEST = 1000
"""A longer text is no single requirement; it is refused, so that reading takes bounded time."""
_CLAUSE_NUMBER = regex(
    r"^\s*\d{1,2}(?:\.\d{1,2}){2,4}\s+(?=[\u4e00-\u9fff]|[A-Za-z]{3})|^\s*\d{1,2}\.\d{1,2}\s+(?=[\u4e00-\u9fff]{2})"
)
"""The number of a clause before its row; one with a single point only before Chinese words, where no unit can stand."""
_SPACED_CLASS = regex(r"\b(ISO)\s{2,}(?=\d)")
_REPEATED = regex(r"(.{1,4}?)\1{24}")


def read_requirement(text: str, *, id: str = "r1", side: str = "declared") -> Requirement | NoRequirement:  # noqa: A002, ARG001 - the seam's names
    """Return the requirement that ``text`` states; never raises: doubt is in ``problem`` and ``problem_reason``."""
    found = _read(text)
    return replace(found, id=id) if isinstance(found, Requirement) and found.id != id else found


@lru_cache(maxsize=8192)
def _read(text: str) -> Requirement | NoRequirement:
    if len(text) > LONGEST:
        name = clean(text[:LONGEST])[:80]
        return _unreadable(text[:200], name, "PARSE", f"the text has more than {LONGEST} characters")
    cleaned = _SPACED_CLASS.sub(r"\1 ", _CLAUSE_NUMBER.sub("", clean(text)))
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


_LONGEST_NAME, _MOST_ENDS = 160, 30


class _Reader(DescribedReader, ValuedReader):
    """Reads one text by every way there is, in the order in which they may hide parts from one another."""

    __slots__ = ()

    def read(self) -> Requirement | NoRequirement:
        """Return the requirement; the steps are in the order in which they may hide parts from one another."""
        draft = self.draft
        if FORMULA.search(draft.full):
            return self.read_formula()
        if _REPEATED.search(draft.full):
            return _unreadable(self.raw, draft.cleaned[:80], "PARSE", "the same sign is repeated over and over")
        refuse_denials(draft)
        take_citations(draft)
        take_acts(draft)
        take_waivers(draft)
        open_value(draft)
        nothing = NO_VALUE.match(draft.text)
        if nothing and tidy_name(nothing["name"]) and not re.search(r"\d", nothing["value"]):
            return self.read_nothing(nothing)
        anchor = find_anchor(draft)
        read_brackets(draft, anchor)
        take_prose(draft)
        for finder in (
            self.read_plan,
            self.read_ban,
            self.read_zero_sample,
            self.read_not_detected,
            self.read_listed_words,
            self.read_table_reference,
            self.read_values,
            self.read_absence,
            self.read_reference,
            self.read_words,
        ):
            found = finder()
            if found is not None:
                return found
        return self.read_not_read()
