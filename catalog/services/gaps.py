"""The gap question of adoption over the store: which records it rests on, and the answer as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from catalog.adoptions import AdoptionAnswer, Completeness, ask_adoption, find_place
from catalog.adoptions.references import References, ask_references
from catalog.adoptions.survival import quantile
from catalog.classification import read_ics
from catalog.errors import UnusableInputError
from catalog.patterns import regex
from catalog.services.gap_words import DEFINITIONS, conclusion
from catalog.standard_codec import load_standard
from catalog.standards import Degree, RelationKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from catalog.adoptions import Place
    from catalog.adoptions.answers import Adopter, Member
    from catalog.services.workplace import Workplace
    from catalog.standards import Standard

__all__ = ["AdoptionGap", "Side", "ask_adoption_gap", "declare_complete", "declared_complete", "describe_adoption_gap"]

_COMPLETE = "complete:"
_MENTIONS = regex(r'"adopts"|"adopted_by"|ISO|IEC|CISPR|ИСО|МЭК|"references"')
_SOURCE = '"provenance":[{"source":"'


_QUARTERS = (("first_quarter", Fraction(1, 4)), ("median", Fraction(1, 2)), ("third_quarter", Fraction(3, 4)))


@dataclass(slots=True)
class Side:
    """What the store holds of one place: records by source, and the ones that were read for the question."""

    held: int = 0
    sources: Counter[str] = field(default_factory=Counter)
    records: list[Standard] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class AdoptionGap:
    """The answer with the two sides that it rests on, the references to what is over, and the day of reading."""

    answer: AdoptionAnswer
    references: References
    source_side: Side
    target_side: Side
    imports: tuple[dict[str, Any], ...]


def ask_adoption_gap(
    workplace: Workplace, source: str, target: str, ics: str, *, as_of: str | None = None, today: date | None = None
) -> AdoptionGap:
    """Return which standards of ``source`` (ISO) ``target`` (CN) has adopted in an ICS field on a day.

    Raises UnusableInputError for a place, a field or a day that is none.
    """
    places = (find_place(source, international=True), find_place(target, international=False))
    code = read_ics(ics)
    if code is None or code != ics.strip():
        raise UnusableInputError(
            f"“{ics}” is no ICS code; write it as 59, 59.080 or 59.080.30",
            f"“{ics}”不是 ICS 代码；请写作 59、59.080 或 59.080.30",
        )
    now = (today or datetime.now(UTC).date()).isoformat()
    day = _day(as_of) if as_of else now
    reports = workplace.catalog.imports()
    imports = tuple(it for it in reports if not it["source"].startswith(_COMPLETE))
    seen = min((it["at"][:10] for it in imports), default=now)
    international = _read(workplace, places[0], lambda text: f'"{code}' in text)
    national = _read(workplace, places[1], lambda text: bool(_MENTIONS.search(text)))
    bridge = _read(workplace, find_place("EU", international=False), lambda text: bool(_MENTIONS.search(text)))
    answer = ask_adoption(
        places,
        code,
        day,
        international.records,
        national.records,
        bridges=[] if places[1].code == "EU" else bridge.records,
        declared=declared_complete(workplace),
        seen=min(seen, now),
    )
    return AdoptionGap(answer, _references(workplace, national, code, day), international, national, imports)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError as error:
        raise UnusableInputError(
            f"“{text}” is no day; write it as 2026-01-01", f"“{text}”不是日期；请写作 2026-01-01"
        ) from error


def _read(workplace: Workplace, place: Place, wanted: Callable[[str], bool]) -> Side:
    """Return the records of a place; only those whose text is ``wanted`` are taken out of their JSON."""
    side = Side()
    for start in dict.fromkeys(place.key_starts):
        for key, text in workplace.catalog.iter_documents(prefix=start):
            head = key.partition(" ")[0].replace("-", "/").partition("/")[0]
            if not place.international and head not in place.heads:
                continue
            side.held += 1
            begin = text.find(_SOURCE)
            name = text[begin + len(_SOURCE) :].partition('"')[0] if begin >= 0 else "not recorded"
            side.sources[name] += 1
            if wanted(text):
                side.records.append(load_standard(text))
    return side


def _references(workplace: Workplace, national: Side, code: str, day: str) -> References:
    """Return what the national documents of the field cite that is over."""
    citing = [
        it
        for it in national.records
        if any(own == code or own.startswith(code + ".") for own in it.ics)
        and any(relation.kind is RelationKind.REFERENCES for relation in it.relations)
    ]
    keys = {
        relation.target_key
        for it in citing
        for relation in it.relations
        if relation.kind is RelationKind.REFERENCES and relation.target_key
    }
    works = {it.work_key for it in workplace.catalog.get_standards(keys)} | keys
    return ask_references(citing, {work: workplace.catalog.editions(work) for work in sorted(works)}, day)


def declare_complete(workplace: Workplace, declared: Completeness) -> None:
    """Keep that a source declares itself complete for a country's adoptions; the newest word for a field counts.

    Raises UnusableInputError where it says nothing or its days are in the wrong order.
    """
    find_place(declared.country, international=False)
    if not declared.words.strip() or not declared.source.strip() or _day(declared.since) > _day(declared.until):
        raise UnusableInputError(
            "A declaration of completeness names its source, quotes its words, and begins before it ends",
            "完整性声明须写明来源、引用原文，且起始日期不晚于截止日期",
        )
    name = f"{_COMPLETE}{declared.country}:{declared.field or 'all'}:{declared.source}"
    workplace.catalog.put_import(
        {
            "source": name,
            "declares": {
                "source": declared.source,
                "country": declared.country,
                "field": declared.field,
                "since": declared.since,
                "until": declared.until,
                "words": declared.words,
            },
        }
    )


def declared_complete(workplace: Workplace) -> tuple[Completeness, ...]:
    """Return the declarations of completeness that are kept."""
    return tuple(Completeness(**it["declares"]) for it in workplace.catalog.imports() if "declares" in it)


def describe_adoption_gap(gap: AdoptionGap) -> dict[str, Any]:
    """Return the answer as JSON values, each question with its definition, numerator, denominator and members."""
    answer = gap.answer
    total, is_complete = len(answer.members), bool(answer.complete)
    missing = answer.count("not_adopted")
    behind = [it for it in answer.members if it.behind]
    told = sum(it.behind is not None for it in answer.members)
    return {
        "question": "adoption",
        "from": answer.source_place.code,
        "to": answer.target_place.code,
        "field": answer.field,
        "as_of": answer.day,
        "conclusion": conclusion(answer),
        "definition": DEFINITIONS["adoption"],
        "numerator": missing if is_complete else None,
        "denominator": total,
        "rate": f"{missing}/{total}" if is_complete and total else None,
        "counts": {state: answer.count(state) for state in ("adopted", "not_adopted", "unknown")},
        "members": [_member(it) for it in answer.members],
        "behind": {
            "definition": DEFINITIONS["behind"],
            "numerator": len(behind),
            "denominator": told,
            "edition_not_told": answer.count("adopted") - told,
            "members": [it.standard.designation.normalized for it in behind],
        },
        "lag": _lag(answer),
        "references": _reference_lines(gap.references),
        "parts": [{"national": list(it.national), "international": list(it.international)} for it in answer.parts],
        "degrees": answer.degrees,
        "sensitivity": _sensitivity(answer),
        "coverage": _coverage(gap),
        "sources": sorted({name for it in answer.members for a in it.adopters for name in a.edge.sources}),
    }


def _member(member: Member) -> dict[str, Any]:
    standard = member.standard
    return {
        "designation": standard.designation.normalized,
        "slug": standard.slug,
        "titles": {it.language: it.text for it in standard.titles},
        "published": standard.published and standard.published.text,
        "state": member.state,
        "reason": member.reason,
        "adopted_by": [_adopter(it) for it in member.adopters],
        "formerly_or_not_equivalent": [_adopter(it) for it in member.former],
        "behind": member.behind,
        "newest_edition_adopted": member.newest_adopted,
        "behind_for_months": member.open_months if member.behind else None,
    }


def _adopter(adopter: Adopter) -> dict[str, Any]:
    edge = adopter.edge
    return {
        "designation": edge.national.normalized,
        "slug": edge.national.slug,
        "adopts": edge.adopted_name,
        "edition": edge.edition,
        "degree": edge.degree,
        "degree_printed": edge.degree_printed,
        "basis": edge.basis,
        "via": edge.via,
        "in_force": adopter.in_force,
        "lag_months": adopter.lag,
        "confidence": edge.confidence,
        "sources": list(edge.sources),
    }


def _lag(answer: AdoptionAnswer) -> dict[str, Any]:
    """Return how long adoption took; figures over all members only where open cases are known to be open."""
    closed = [it for it in answer.members if any(a.lag is not None for a in it.adopters)]
    quarters = {name: quantile(answer.curve, share) for name, share in _QUARTERS}
    return {
        "definition": DEFINITIONS["lag"],
        "unit": "month",
        "events": len(closed),
        "censored": answer.count("not_adopted"),
        "not_measurable": len(answer.members) - len(closed) - answer.count("not_adopted"),
        "quantiles": quarters if answer.complete else None,
        "curve": [
            {"months": it.months, "at_risk": it.at_risk, "events": it.events, "not_adopted_share": str(it.open_share)}
            for it in answer.curve
        ],
    }


def _reference_lines(references: References) -> dict[str, Any]:
    return {
        "definition": DEFINITIONS["references"],
        "numerator": len(references.old),
        "denominator": references.judged,
        "unknown": references.unknown,
        "members": [
            {
                "citing": it.citing.designation.normalized,
                "target": it.target,
                "dated": it.dated,
                "successor": it.successor,
            }
            for it in references.old
        ],
    }


def _sensitivity(answer: AdoptionAnswer) -> dict[str, Any]:
    tests = {
        "without_mod": lambda edge: edge.degree is not Degree.MOD,
        "degree_told_only": lambda edge: edge.degree in (Degree.IDT, Degree.MOD),
        "without_low_confidence": lambda edge: edge.confidence != "low",
    }
    return {
        name: {state: answer.count(state, accepted=test) for state in ("adopted", "not_adopted", "unknown")}
        for name, test in tests.items()
    }


def _coverage(gap: AdoptionGap) -> dict[str, Any]:
    answer = gap.answer
    return {
        "definition": DEFINITIONS["coverage"],
        "complete": [
            {"source": it.source, "field": it.field, "since": it.since, "until": it.until, "words": it.words}
            for it in answer.complete
        ],
        "from": _side(gap, gap.source_side) | {"in_field": answer.kinds},
        "to": _side(gap, gap.target_side)
        | {
            "with_adoption": len({edge.national.key for edge in answer.graph.edges}),
            "adopted_source_unknown": [it.national.normalized for it in answer.badges],
        },
    }


def _side(gap: AdoptionGap, side: Side) -> dict[str, Any]:
    read_on = {it["source"]: it["at"][:10] for it in gap.imports}
    complete = {it.source for it in gap.answer.complete}
    return {
        "records": side.held,
        "sources": [
            {"source": name, "records": count, "read_on": read_on.get(name), "declares_complete": name in complete}
            for name, count in sorted(side.sources.items())
        ],
    }
