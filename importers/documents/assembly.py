"""A limit with its name and all that its sentence says beside it, put together as drafts: one for each class."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalog.comparison.dictionary import dictionary
from catalog.comparison.reading import read_requirement
from catalog.comparison.requirements import (
    Boolean,
    ByReference,
    CapabilityRange,
    Limits,
    Method,
    NoRequirement,
    Requirement,
    Text,
    WordSet,
)
from importers.documents.brackets import bracketed
from importers.documents.cells import UNITLESS
from importers.documents.circumstances import conditions_from, joined, with_reference
from importers.documents.drafts import Draft
from importers.documents.foreign import accounted
from importers.documents.limits import ReadLimit, conditions_of, methods_of, numbers_of
from importers.documents.phrases import is_state, state_prefix
from importers.documents.subjects import read_subject

if TYPE_CHECKING:
    from catalog.comparison.requirements import Band, Condition, Constraint
    from importers.documents.claims import Scene
    from importers.documents.sentence import Sentence
    from importers.documents.subjects import Subject
    from importers.documents.words import Words

__all__ = ["assembled", "read_foreign"]

_METER = re.compile(r"(\d+\s*V)\s*(?:DC|AC|直流)?\s*(?:兆欧表|摇表|绝缘电阻(?:测试)?仪)")
_BRACKET = re.compile(r"\(([^()]*)\)")
_SIGN = re.compile(
    r"[≤≥<>±]|\b(?:not|max(?:imum|\.)|min(?:imum|\.)|at (?:least|most)|up to|less|more|greater|exceed)\b", re.IGNORECASE
)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+|\s+(?:shall|must|is|be)\b.*$", re.IGNORECASE)


def assembled(
    name: str,
    read: ReadLimit,
    subject: Subject,
    sentence: Sentence,
    scene: Scene,
    clause: str | None,
    before: Words | None,
) -> list[Draft]:
    """Return the drafts of one limit; ``before`` is the subject of the sentence before, where this one has none."""
    found = subject.found_class or sentence.found_class
    beside = bracketed(sentence.label.printed if sentence.label and not subject.words else subject.full)
    constraint, relative = with_reference(
        read.constraint, subject.full or sentence.words.folded, is_percent=read.unit == "%"
    )
    conditions = joined(_conditions(read, subject, sentence, scene), relative, beside.conditions)
    applies = tuple(dict.fromkeys([*sentence.applies_if, *subject.applies_if]))
    if not subject.words and before and not applies:
        applies = read_subject(before, scene.products).applies_if
    values: tuple[Band | str | None, ...] = found.values if found else (None,)
    drafts = []
    for value in values:
        classes = ((found.axis, value),) if found and value is not None else ()
        drafts.append(
            Draft(
                name=name,
                text=sentence.words.printed,
                line=sentence.line,
                constraint=constraint,
                clause=clause,
                unit=read.unit,
                unit_printed=read.unit_printed,
                conditions=() if classes else conditions,
                cell_conditions=conditions if classes else (),
                classes=(*classes, *([beside.position] if beside.position else [])),
                basis=beside.basis or read.basis,
                modality=sentence.modality,
                applies_if=applies,
                alternative=read.alternative,
                methods=_methods(read, sentence.words),
                flags=read.flags,
                context=f"{scene.title} {subject.full} {sentence.words.printed}",
            )
        )
    return drafts


def _conditions(read: ReadLimit, subject: Subject, sentence: Sentence, scene: Scene) -> tuple[Condition, ...]:
    """Return the conditions of introduction, circumstances, state words before the name, and brackets."""
    circumstances = [*sentence.circumstances, *subject.circumstances]
    for words in (sentence.label, subject.words):
        prefix = state_prefix(words) if words else None
        if prefix is not None:
            circumstances.append(prefix)
        elif words is not None and is_state(words):
            circumstances.append(words)
    brackets = [_METER.sub(r"\1", bracket) for bracket in _BRACKET.findall(sentence.words.folded)]
    return joined(
        sentence.lead.conditions,
        conditions_from(circumstances, scene.products),
        read.conditions,
        conditions_of(*brackets),
    )


def _methods(read: ReadLimit, words: Words) -> tuple[Method, ...]:
    """Return the methods that a sentence names; a text that gives the limit is not also its method."""
    if isinstance(read.constraint, ByReference):
        return read.methods
    return tuple(dict.fromkeys((*read.methods, *methods_of(words.printed))))


def _told(read: Requirement) -> list[str]:
    """Return the words of a reading in which numbers stand that are no limit."""
    told = [read.name, *(condition.printed for condition in read.conditions), *(m.printed for m in read.methods)]
    return sorted(told, key=len, reverse=True)


def _is_limited(text: str, name: str, constraint: Constraint, *, has_unit: bool) -> bool:
    """Tell whether words behind which a number stands limit it: ``8.3 Repeatability``, ``Class C 3`` do not."""
    if isinstance(constraint, Limits):
        points = [one for one in constraint.intervals if one.low is not None and one.low == one.high]
        if len(points) > 1:
            return False
    if has_unit or _SIGN.search(text) or not isinstance(constraint, Limits | CapabilityRange):
        return True
    entry = dictionary().find(name)
    return entry is not None and entry.kind in UNITLESS


def read_foreign(words: Words) -> tuple[str, ReadLimit] | None:
    """Return name and limit of a sentence without Chinese characters, read as a whole, or ``None``."""
    read = read_requirement(words.printed)
    if not isinstance(read, Requirement) or read.problem or len(read.cells) != 1 or not read.name:
        return None
    cell = read.cells[0]
    is_vague = (
        "," in read.name or isinstance(cell.constraint, Text | WordSet | Boolean | NoRequirement) or bool(cell.classes)
    )
    if is_vague or any(c.name == "unread" for c in read.conditions):
        return None
    unit, printed = cell.unit or read.unit, cell.unit_printed or read.unit_printed
    if not accounted(words.printed, numbers_of(cell.constraint), _told(read)):
        return None
    if not _is_limited(words.printed, read.name, cell.constraint, has_unit=printed is not None):
        return None
    limit = ReadLimit(cell.constraint, unit, printed, read.flags, read.conditions, read.methods)
    return _ARTICLE.sub("", read.name), limit
