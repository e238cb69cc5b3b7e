"""Sentences in English: a subject, a duty, a number; everything else is told and not guessed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalog.comparison.reading import read_requirement
from catalog.comparison.requirements import CapabilityRange, Limits, Requirement, Tolerance
from importers.documents.limits import ReadLimit

if TYPE_CHECKING:
    from importers.documents.words import Words

__all__ = ["is_duty", "is_english", "read_english"]

_RUN_OF_WORDS = re.compile(r"(?:\b[A-Za-z][a-z'’-]+[,;]?\s+){3}")
_DUTY = re.compile(r"\b(?:shall|must)\b", re.IGNORECASE)
_SAYS_LIMIT = re.compile(
    r"\b(?:not\s+(?:be\s+)?(?:exceed|greater|more|less|lower|higher|larger|smaller|longer|shorter)"
    r"|(?:greater|more|less|lower|higher|larger|smaller|longer|shorter)\s+than|exceed|at\s+least|at\s+most"
    r"|minimum|maximum|min\.|max\.|within|between|from|equal)\b|[≤≥<>±]",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|a|an|each|every|all)\s+", re.IGNORECASE)
# What stands between a subject and its duty and is not part of the name: how it is found.
_ASIDE = re.compile(
    r"^(?:(?:and|when|if)\s+)?(?:determined|measured|tested|expressed|calculated|using|when|as|in accordance"
    r"|according|whether|by|at)\b",
    re.IGNORECASE,
)
_TAIL_ASIDE = re.compile(
    r"\s+(?:(?:when\s+)?(?:determined|measured|tested|expressed|calculated)|in accordance with|according to)\b.*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d")
_LONGEST_NAME = 12


def is_english(words: Words) -> bool:
    """Tell whether words are a sentence of a language with spaces, and not a value or a formula."""
    return _RUN_OF_WORDS.search(words.printed) is not None


def is_duty(words: Words) -> bool:
    """Tell whether a sentence says that something shall be, or prints a limit."""
    return _DUTY.search(words.printed) is not None


def read_english(words: Words) -> tuple[str, ReadLimit] | None:
    """Return name and limit of a sentence such as ``X shall not be greater than 15 %``; ``None`` for any other."""
    duty = list(_DUTY.finditer(words.printed))
    if len(duty) != 1:
        return None
    subject, predicate = words.printed[: duty[0].start()], words.printed[duty[0].start() :]
    name = _name_of(subject)
    if name is None or not _NUMBER.search(predicate) or not _SAYS_LIMIT.search(predicate):
        return None
    read = read_requirement(f"{name} {predicate}")
    if not isinstance(read, Requirement) or read.problem or len(read.cells) != 1 or not read.name:
        return None
    cell = read.cells[0]
    if not isinstance(cell.constraint, Limits | Tolerance | CapabilityRange) or cell.classes:
        return None
    if any(condition.name == "unread" for condition in read.conditions):
        return None
    if isinstance(cell.constraint, Limits) and len(cell.constraint.intervals) != 1:
        return None
    whole = read_requirement(words.printed)
    methods = whole.methods if isinstance(whole, Requirement) else read.methods
    unit, printed = cell.unit or read.unit, cell.unit_printed or read.unit_printed
    return name, ReadLimit(cell.constraint, unit, printed, read.flags, read.conditions, methods)


def _name_of(subject: str) -> str | None:
    """Return the words of a subject that name it; ``None`` where it says more than a name and how it is found."""
    first, *others = [part.strip() for part in subject.split(",")]
    if any(part and not _ASIDE.match(part) for part in others):
        return None
    name = _TAIL_ASIDE.sub("", _ARTICLE.sub("", first)).strip()
    if not name or len(name.split()) > _LONGEST_NAME or _NUMBER.search(name) or re.search(r"[;:()]", name):
        return None
    return name
