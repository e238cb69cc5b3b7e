"""A question as a neutral tree, and how hits are ranked; each engine has a compiler of these nodes.

A score is a sum of layers that cannot reach into one another::

    tier * 4      which kind of match: the number itself, its other editions, …, words
    status        2 in force, 1 unknown or to come, 0 withdrawn or superseded
    recency       year / 256, among editions of one work
    words         BM25, scaled below the layer above

Ties, which are then real ones, break by id.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from catalog.errors import UnusableInputError
from search.fields import WORD_FIELDS, Use, find_field
from search.syntax import ParsedText, Unit, parse_years
from search.text import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from catalog.designations import Designation
    from search.query import SearchRequest

__all__ = [
    "AllOf",
    "AnyOf",
    "Best",
    "Between",
    "Constant",
    "Everything",
    "Node",
    "Phrase",
    "Plan",
    "Prefix",
    "Scaled",
    "Scored",
    "Term",
    "make_plans",
]


@dataclass(frozen=True, slots=True)
class Everything:
    """Every document."""


@dataclass(frozen=True, slots=True)
class Term:
    """Documents with that word or code in the field."""

    field: str
    value: str | int


@dataclass(frozen=True, slots=True)
class Prefix:
    """Documents with a value in the field that begins so."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Documents with these words in the field one after the other."""

    field: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """Documents whose number in the field lies between the bounds, both included."""

    field: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class AllOf:
    """Documents that all parts find."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Documents that at least ``minimum`` parts find; their scores add up."""

    parts: tuple[Node, ...]
    minimum: int = 1


@dataclass(frozen=True, slots=True)
class Best:
    """Documents that any part finds, with the highest of the scores."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Constant:
    """The documents of a part, each with the same score."""

    part: Node
    score: float


@dataclass(frozen=True, slots=True)
class Scaled:
    """The documents of a part, with its scores multiplied."""

    part: Node
    factor: float


@dataclass(frozen=True, slots=True)
class Scored:
    """The documents of ``base``; ``rewards`` add to the scores of those that they find."""

    base: Node
    rewards: tuple[Node, ...]


Node = Everything | Term | Prefix | Phrase | Between | AllOf | AnyOf | Best | Constant | Scaled | Scored

_TIER = 4.0
_WHOLE_TEXT, _FIRST_NUMBER, _NUMBER, _WORK, _FAMILY, _BEGINNING, _TITLE_PHRASE, _TITLE, _ANYWHERE = (
    _TIER * height for height in (9, 8, 7, 6, 5, 4, 3, 2, 1)
)
_STATUS_REWARDS = (("current", 2.0), ("approved", 1.0), ("draft", 1.0), ("unknown", 1.0))
_HIGHEST_WORD = 64.0
"""No word scores more: BM25 of a million records stays under 31, times the highest boost of 2."""
_MOST_SCORED_WORDS = 24
_LONGEST_VALUE = 2000
"""Characters of a filter's value that count: Elasticsearch refuses terms over 32,766 bytes."""
_SHORT_RUN, _LONG_RUN, _LONGEST_RUN = 4, 16, 64
"""Characters of a run up to which it is one word in longer text, several words, words apart in a title."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to find and in which order. ``is_scored`` is false where every score is the same: then ids alone sort."""

    matching: Node
    filters: dict[str, Node] = field(default_factory=dict)
    excluded: tuple[Node, ...] = ()
    is_scored: bool = False


def make_plans(request: SearchRequest, parsed: ParsedText) -> tuple[Plan, ...]:
    """Return the plan of a question, and after it those to try in turn where it finds nothing.

    Raises UnusableInputError for a filter's value that cannot be read.
    """
    filters = _filters(request, parsed)
    excluded = tuple(_anywhere(unit) for unit in parsed.excluded)
    if not parsed.units:
        return (Plan(Everything(), filters, excluded),)
    nodes = [_strict(parsed), *_relaxed(parsed)]
    return tuple(Plan(node, filters, excluded, is_scored=True) for node in nodes)


def _filters(request: SearchRequest, parsed: ParsedText) -> dict[str, Node]:
    asked: dict[str, tuple[str, ...]] = dict(parsed.filters)
    for name, values in request.filters.items():
        asked[name] = (*asked.get(name, ()), *values)
    filters = {name: AnyOf(tuple(_filter(name, value) for value in values)) for name, values in asked.items() if values}
    result: dict[str, Node] = dict(filters)
    if request.effective_kind:
        # A kind asked for beside the filters is no facet's own choice: it narrows the counts of kinds as well.
        result["only"] = Term("kind", request.effective_kind)
    return result


def _filter(name: str, value: str) -> Node:
    declared = find_field(name)
    use = declared.use if declared else Use.CODE
    if use is Use.YEAR:
        years = parse_years(value)
        if years is None:
            raise UnusableInputError(
                f"{value!r} is no year; write 2015, 2015..2020, 2015.. or ..2020",
                f"{value} 不是年份；请写作 2015、2015..2020、2015.. 或 ..2020",
            )
        return Between(name, *years)
    value = value[:_LONGEST_VALUE].encode("utf-8", "replace").decode()
    if declared and use is Use.NAME:
        name_words = tuple(words(value))
        return AnyOf((Term(name, value), _phrase(declared.words_name, name_words))) if name_words else Term(name, value)
    return Term(name, value)


def _phrase(name: str, phrase_words: tuple[str, ...]) -> Node:
    return Phrase(name, phrase_words) if len(phrase_words) > 1 else Term(name, phrase_words[0])


def _in_every_field(phrase_words: tuple[str, ...]) -> Node:
    return AnyOf(tuple(_phrase(field.name, phrase_words) for field in WORD_FIELDS))


def _near(name: str, run: tuple[str, ...]) -> Node:
    """Match a run of Han characters in longer text: as a phrase, or by all pairs where it is likely several words."""
    if _SHORT_RUN < len(run) <= _LONG_RUN:
        return AllOf(tuple(Phrase(name, pair) for pair in pairwise(run)))
    return _phrase(name, run)


def _of_work(number: Designation) -> tuple[Node, ...]:
    """Match the editions of a work, and its supplements."""
    return Term("works", number.work_key), Term("numbers", number.work_key)


def _in_title(unit: Unit) -> Node:
    if unit.number:
        return AnyOf((*_of_work(unit.number), _phrase("title", unit.words)))
    if unit.is_run and len(unit.words) <= _LONGEST_RUN:
        # All characters of a word in one title are nearly always the word (precision .98 over real titles); in scopes
        # and lists of names they are not.
        return AllOf(tuple(Term("title", word) for word in dict.fromkeys(unit.words)))
    return AnyOf((_phrase("title", unit.words), _phrase("designation", unit.words)))


def _anywhere(unit: Unit) -> Node:
    if unit.number:
        as_words = AllOf(tuple(_in_every_field((word,)) for word in unit.words))
        return AnyOf((*_of_work(unit.number), _in_every_field(unit.words), as_words))
    if unit.is_run:
        others = tuple(_near(field.name, unit.words) for field in WORD_FIELDS if field.name != "title")
        return AnyOf((_in_title(unit), *others))
    return _in_every_field(unit.words)


def _word_scores(parsed: ParsedText, layer: float) -> tuple[Node, ...]:
    """Return BM25 of the words over all fields, scaled below ``layer``; numbers have keys and are not scored."""
    scored = [word for unit in parsed.units if unit.number is None for word in unit.words]
    scored = list(dict.fromkeys(scored))[:_MOST_SCORED_WORDS]
    if not scored:
        return ()
    best = [Best(tuple(Scaled(Term(field.name, word), field.boost) for field in WORD_FIELDS)) for word in scored]
    return (Scaled(AnyOf(tuple(best)), layer / (_HIGHEST_WORD * len(scored))),)


def _rewards(parsed: ParsedText, layer: float) -> tuple[Node, ...]:
    status = tuple(Constant(Term("status", value), reward) for value, reward in _STATUS_REWARDS)
    return (*status, *_word_scores(parsed, layer))


def _strict(parsed: ParsedText) -> Node:
    """Find the records that have all the words, or are the number that was typed."""
    tiers: list[Node] = []
    units = tuple(dict.fromkeys(parsed.units))
    # A constant cannot be rewarded outside a maximum for one of its parts, so the years are summed with it here.
    years = tuple(Constant(Term("recency", f"b{bit}"), 2.0**bit / 256) for bit in range(8))
    for position, number in enumerate(parsed.numbers):
        edition, supplement = _of_work(number)
        tiers.append(Constant(Term("keys", number.key), _NUMBER if position else _FIRST_NUMBER))
        tiers.append(Scored(Constant(edition, _WORK), years))
        tiers.append(Scored(Constant(supplement, _FAMILY), years))
    form = parsed.number_form
    if form:
        tiers.append(Constant(Term("keys", form), _WHOLE_TEXT))
        tiers.append(Scored(Constant(Term("works", form), _WORK), years))
        tiers.append(Scored(Constant(Term("numbers", form), _FAMILY), years))
        if len(form) > 1:
            tiers.append(Constant(Prefix("numbers", form), _BEGINNING))
    if len(parsed.words) > 1:
        tiers.append(Constant(Phrase("title", parsed.words), _TITLE_PHRASE))
    tiers.append(Constant(AllOf(tuple(_in_title(unit) for unit in units)), _TITLE))
    tiers.append(Constant(AllOf(tuple(_anywhere(unit) for unit in units)), _ANYWHERE))
    return Scored(Best(tuple(tiers)), _rewards(parsed, 1 / 256 if parsed.numbers or parsed.number_form else 1.0))


def _pieces(unit: Unit) -> Sequence[Node]:
    if unit.is_run:
        return [_in_every_field(pair) for pair in pairwise(unit.words)]
    return [_anywhere(unit)]


def _relaxed(parsed: ParsedText) -> list[Node]:
    """Return what finds the records that have most of the words, then those that have any; a phrase is not given up."""
    phrases = tuple(_anywhere(unit) for unit in parsed.units if unit.is_quoted)
    pieces = [piece for unit in parsed.units if not unit.is_quoted for piece in _pieces(unit)]
    if len(pieces) + len(phrases) < 2:  # noqa: PLR2004 - a single word has no part to give up
        return []
    counted = tuple(Constant(piece, _TIER) for piece in pieces)
    rewards = _rewards(parsed, 1.0)
    nodes: list[Node] = []
    for minimum in sorted({math.ceil(len(pieces) / 2), 1}, reverse=True) if pieces else ():
        some = AnyOf(counted, minimum)
        nodes.append(
            Scored(AllOf((some, *(Constant(phrase, 0.0) for phrase in phrases))) if phrases else some, rewards)
        )
    return nodes


def without(filters: Mapping[str, Node], name: str) -> tuple[Node, ...]:
    """Return the filters but one: what a facet counts over."""
    return tuple(node for other, node in filters.items() if other != name)
