"""Sentences of other languages with their limits: ``the X … does not exceed 0.07 °C``, ``… supérieure à 15 %``.

Every number of a sentence must be accounted for, as a limit or in a circumstance: otherwise nothing is read.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from catalog.comparison.requirements import CapabilityRange, Condition, Limits, NumberInterval
from importers.documents.limits import ReadLimit, limit_of, methods_of
from importers.documents.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["MULTIPLE", "accounted", "parts_in", "read_sentences", "subject_of"]

_NUMBER = r"[-+−–]?\s?\d[\d\u2009 ]*(?:[.,]\d+)?"
_UNIT = r"(?:[A-Za-zµμΩ°℃%‰][A-Za-zµμΩ°℃/·²³⁻¹0-9%]{0,9})"
_LE = (
    r"(?:not|no|never)\s+(?:be\s+)?(?:greater|more|larger|higher|longer|bigger)\s+than|not\s+exceed|at\s+most"
    r"|not\s+(?:increase|decrease|change|vary|deviate|differ)\s+(?:by\s+)?more\s+than"
    r"|pas\s+(?:être\s+)?(?:supérieure?s?\s+à|dépasser|excéder)|au\s+plus"
)
_GE = (
    r"(?:not|no)\s+(?:be\s+)?(?:less|lower|smaller|shorter|fewer)\s+than|at\s+least"
    r"|pas\s+être\s+inférieure?s?\s+à|au\s+moins"
)
_LIMIT = re.compile(
    rf"\b(?:(?P<le>{_LE})|(?P<ge>{_GE}))\s+(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})(?![A-Za-z])", re.IGNORECASE
)
_DUTY = re.compile(r"\b(?:shall|must|should|does|do|is|are|doit|doivent)\b", re.IGNORECASE)
_OBLIGES = re.compile(r"\b(?:shall|must|doit|doivent)\b", re.IGNORECASE)
_NO_NAME = re.compile(r"^(?:final |same |initial )?(?:values?|readings?|results?|numbers?|amounts?)$", re.IGNORECASE)
_VERB = re.compile(
    r"\s*\b(?:shall|must|should|does|do|is|are|may|will|causes?|has|have|(?:ne\s+)?(?:doit|doivent))\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_ASIDE = re.compile(
    r"(?:,\s*(?:determined|measured|tested|expressed|calculated|using|in accordance"
    r"|déterminée?s?|mesurée?s?|en utilisant)\b[^,]*)+,?",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"\bnot\s+(?P<verb>increase|decrease|change|vary|deviate|differ)\b", re.IGNORECASE)
_FRONT = re.compile(r"^(?:when|if|on|in|at|for|after|under|with|pour|lorsque|dans|à|sur)\b[^,]*,\s*", re.IGNORECASE)
_FRONT_FOR = re.compile(r"^(?:for|on|in|pour)\s+(?:[\w-]+\s+){1,4}(?=the\s)", re.IGNORECASE)
_BEHIND = re.compile(
    r"^\s*(?P<rest>(?:,?\s*(?:when|if|after|during|under|while|at|for|in|from|of|with|but|on|to)\b.*)?)$",
    re.IGNORECASE | re.DOTALL,
)
_ALONG = re.compile(r"^\s*(?P<word>long|wide|thick|high|deep)\b", re.IGNORECASE)
_ALONG_NAMES = {"long": "length", "wide": "width", "thick": "thickness", "high": "height", "deep": "depth"}
_DETERMINER = re.compile(r"(?:^|\s)(?:the|an?|each|every|all|les?|la)\s+|(?:^|\s)l['’]", re.IGNORECASE)
_FOR_AMOUNT = re.compile(rf"\s+for\s+{_NUMBER}\s*{_UNIT}\s+of\s+[a-z]+\b")
_PRONOUN = re.compile(r"^(?:they|it|these|this)\s+(?:shall|must|is|are)\b", re.IGNORECASE)
_NOUN_OF = re.compile(rf"\ban?\s+(?P<noun>(?:[a-z-]+\s+){{1,6}})of\s+(?={_LE}|{_GE})", re.IGNORECASE)
_RANGE_ITEM = re.compile(
    rf"^(?P<name>[A-Za-z][^\[\]\d:;]{{2,60}}?)\s*\[\s*(?P<low>{_NUMBER})\s*(?:…|\.{{2,3}}|to|-|–)\s*"
    rf"(?P<high>{_NUMBER})\s*\]"
    rf"\s*(?P<unit>{_UNIT})$"
)
_SIGNED = re.compile(
    rf"^(?:the\s+)?(?P<name>[^:;,\d]{{3,80}}?)\s+(?:is|are)\s*:?\s*\+\s*(?P<high>\d[\d.,]*)\s*(?P<unit>{_UNIT})\s*,\s*"
    rf"[-−–]\s*(?P<low>\d[\d.,]*\d)\s*{_UNIT}$",
    re.IGNORECASE,
)
_EXTENDS = re.compile(
    rf"^(?:the\s+)?(?P<name>[^:;,\d]{{3,60}}?)\s+(?:shall|must)\s+(?:extend|reach)\s+(?:at\s+least\s+)?from\s+"
    rf"(?P<low>{_NUMBER})\s*(?P<unit>{_UNIT})\s+to\s+(?P<high>{_NUMBER})\s*{_UNIT}(?P<rest>.*)$",
    re.IGNORECASE,
)
_MOST_WORDS = 16

MULTIPLE = re.compile(r"\bmultiples? of\b", re.IGNORECASE)
"""Words that give a step and no limit."""


def read_sentences(words: Words, last: str = "") -> list[tuple[str, ReadLimit]]:
    """Return names and limits of a sentence, ``[]`` where it says more than is understood.

    ``last`` is the subject of the sentence before, for ``They must be at least …``.
    """
    text = re.sub(r"\s+", " ", words.printed).strip(" .;")
    special = _range_item(text) or _signed(text) or _extends(text)
    return [special] if special else _limits(text, last)


def parts_in(words: Words) -> list[Words]:
    """Cut a paragraph of a language with spaces at its full stops: before a capital, behind a word or number."""
    ends = [match.start() for match in re.finditer(r"(?:(?<=[a-zà-ÿ\d%)”])|(?<=°C))\.(?=\s+[A-ZÀ-Ý“])", words.printed)]
    starts = [0, *(end + 1 for end in ends)]
    parts = [words.cut(start, end) for start, end in zip(starts, [*ends, len(words.printed)], strict=True)]
    return [part for part in parts if part]


def subject_of(words: Words) -> str:
    """Return the words of a sentence before its verb, ``""`` where they are no name."""
    return _name(words.printed) if _DUTY.search(words.printed) else ""


def accounted(text: str, numbers: Iterable[str], others: Iterable[str]) -> bool:
    """Tell whether every number of a text is among ``numbers`` or inside one of ``others``."""
    for other in others:
        text = text.replace(other, " ") if other else text
    known = {re.sub(r"[\s+\-−–]", "", number).replace(",", ".") for number in numbers}
    found = re.findall(r"(?<![A-Za-z\d.,])\d+(?:[.,]\d+)?", re.sub(r"(?<=\d) (?=\d{3}\b)", "", text))
    return all(number.replace(",", ".") in known for number in found)


def _limit(sign: str, name: str) -> ReadLimit | None:
    read = limit_of(Words.of(sign), name=name)
    return read if read is not None and isinstance(read.constraint, Limits) and read.unit is not None else None


def _range_item(text: str) -> tuple[str, ReadLimit] | None:
    match = _RANGE_ITEM.match(text)
    read = _limit(f"{match['low']}～{match['high']} {match['unit']}", match["name"]) if match else None
    return (_plain(match["name"]), read) if match and read else None


def _signed(text: str) -> tuple[str, ReadLimit] | None:
    match = _SIGNED.match(text)
    read = _limit(f"-{match['low']}～+{match['high']} {match['unit']}", match["name"]) if match else None
    return (_plain(match["name"]), read) if match and read else None


def _extends(text: str) -> tuple[str, ReadLimit] | None:
    match = _EXTENDS.match(text)
    if match is None:
        return None
    read = _limit(f"{match['low']}～{match['high']} {match['unit']}", match["name"])
    if read is None or not isinstance(read.constraint, Limits):
        return None
    read = replace(read, constraint=CapabilityRange(read.constraint.intervals))
    return _plain(match["name"]), _with(read, [match["rest"]])


def _limits(text: str, last: str) -> list[tuple[str, ReadLimit]]:
    found = list(_LIMIT.finditer(text))
    if not found or not _DUTY.search(text) or len(_OBLIGES.findall(text[: found[0].start()])) > 1:
        return []  # of two duties in one sentence it is not sure whose the limit is
    name, front = _subject(text[: found[0].start()], text, last)
    if not name:
        return []
    out: list[tuple[str, ReadLimit]] = []
    for match, following in zip(found, [*found[1:], None], strict=True):
        behind = text[match.end() : following.start() if following else len(text)]
        behind = re.sub(r"[,\s]*\band\s*$", "", behind)
        along = _ALONG.match(behind)
        rest = _BEHIND.match(behind) if along is None else re.match(r"^\s*\w+\b(?P<rest>[^\d]*)$", behind)
        if rest is None or re.search(r"\b(?:and|or|et|ou)\s+\d", rest["rest"]):
            return []
        own = f"{name} {_ALONG_NAMES[along['word'].lower()]}" if along else name
        read = _limit(f"{'≤' if match['le'] else '≥'} {match['number'].strip()} {match['unit']}", own)
        if (
            read is None
            or not isinstance(read.constraint, Limits)
            or not _is_kept(read.constraint, le=bool(match["le"]))
        ):
            return []
        read = replace(read, methods=tuple(methods_of(text)))
        out.append(
            (own, _with(read, [*front, rest["rest"] if len(found) > 1 or re.search(r"\d", rest["rest"]) else ""]))
        )
    return out


def _is_kept(constraint: Limits, *, le: bool) -> bool:
    """Tell whether a limit has the direction that is printed."""
    (interval,) = constraint.intervals if len(constraint.intervals) == 1 else (NumberInterval(),)
    return (
        interval.high is not None and interval.low is None if le else interval.low is not None and interval.high is None
    )


def _with(read: ReadLimit, texts: list[str]) -> ReadLimit:
    """Return a limit with circumstances in words."""
    told = [text.strip(" ,.;") for text in texts]
    more = tuple(Condition("stated", re.sub(r"\s", "", text).lower(), printed=text) for text in told if text)
    return replace(read, conditions=(*read.conditions, *more))


def _subject(before: str, text: str, last: str) -> tuple[str, list[str]]:
    """Return the name of what is limited and the circumstances before it; an empty name where it is not sure."""
    front = [match[0].strip(" ,") for pattern in (_FRONT, _FRONT_FOR) if (match := pattern.match(text))]
    if _PRONOUN.match(text):
        return last, []
    nouns = list(_NOUN_OF.finditer(f"{before} {text[len(before) : len(before) + 20]}"))
    if nouns and nouns[-1].end() >= len(before) - 1:
        noun = _plain(nouns[-1]["noun"])
        return ("" if _NO_NAME.match(noun) else noun), []
    inner = before
    for lead in front:
        inner = inner.replace(lead, "", 1).lstrip(" ,") if inner.startswith(lead) else inner
    amount = _FOR_AMOUNT.search(inner)
    if amount:
        front.append(amount[0].strip())
        inner = inner.replace(amount[0], "", 1)
    name = _name(inner)
    change = _CHANGE.search(text)
    return (f"{change['verb'].lower()} of {name}" if name and change else name), front


def _name(before: str) -> str:
    """Return the noun before the verb; empty where there is a number in it or it is no short phrase."""
    inner = _ASIDE.sub(" ", re.sub(r"\([^()]*\)", "", before))
    inner = re.split(r"\b(?:that|que)\b", inner)[-1]
    inner = _VERB.sub("", inner)
    found = _DETERMINER.search(inner)
    name = _plain(inner[found.end() :] if found else inner)
    if not name or _NO_NAME.match(name) or re.search(r"[\d,;:]", name) or len(name.split()) > _MOST_WORDS:
        return ""
    return name


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" ,.;:-–—")
