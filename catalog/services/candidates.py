"""Which benchmarks could apply to a declared document, why, and why those that were not taken were left out.

A benchmark is proposed from three things and nothing else: the document cites it, its product name lies in the
benchmark's scope, or the catalogue classes both alike (ICS to the group, CCS). Which one is taken is a person's choice
and decides the result, so what was left out is part of the run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from catalog.comparison.reports import DocumentRequirements, ScopeState, Words
from catalog.comparison.scope import cites, judge_scope
from catalog.designations import find_designations
from catalog.services.editions import find_record, with_edition

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from catalog.services.workplace import Workplace
    from catalog.standards import Standard

__all__ = ["Candidate", "candidate_to_json", "find_candidates"]

_PAST = {
    "superseded": Words("该版本已被代替", "this edition has been superseded"),
    "withdrawn": Words("该版本已废止", "this edition has been withdrawn"),
    "draft": Words("该版本是草案", "this edition is a draft"),
    "approved": Words("该版本尚未实施", "this edition is not yet in force"),
}
_ICS_GROUP = 6
"""Letters of an ICS code down to its group: ``29.160``."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A benchmark that could apply; ``left_out`` says why it was not taken, none for the one that was."""

    designation: str
    title: str | None
    because: tuple[tuple[str, Words], ...]
    """(``reference``, ``product`` or ``classification``, in words)."""
    is_held: bool
    left_out: Words | None = None


def candidate_to_json(candidate: Candidate) -> dict[str, Any]:
    """Return a candidate as runs keep it."""
    left_out = candidate.left_out
    return {
        "designation": candidate.designation,
        "title": candidate.title,
        "because": [{"from": source, "zh": words.zh, "en": words.en} for source, words in candidate.because],
        "held": candidate.is_held,
        "chosen": left_out is None,
        "left_out": None if left_out is None else {"zh": left_out.zh, "en": left_out.en},
    }


def find_candidates(
    workplace: Workplace, declared: DocumentRequirements, chosen: Sequence[DocumentRequirements]
) -> tuple[Candidate, ...]:
    """Return the benchmarks that could apply to ``declared``, those that were chosen first.

    What was chosen is listed even where nothing proposes it: then ``because`` is empty.
    """
    record = find_record(workplace, declared)
    found: list[Candidate] = []
    taken = {_name(document) for document in chosen}
    found.extend(
        Candidate(_name(document), document.title, _because(declared, record, document, workplace), is_held=True)
        for document in chosen
    )
    for document in _held(workplace):
        if _name(document) in taken or _same_work(document, declared):
            continue
        because = _because(declared, record, document, workplace)
        if because:
            reason = _left_out(declared, document, chosen)
            found.append(Candidate(_name(document), document.title, because, is_held=True, left_out=reason))
            taken.add(_name(document))
    found.extend(_not_held(workplace, declared, taken))
    return tuple(found)


def _name(document: DocumentRequirements) -> str:
    return document.designation or document.title or "—"


def _same_work(one: DocumentRequirements, other: DocumentRequirements) -> bool:
    return one.designation is not None and one.designation == other.designation


def _held(workplace: Workplace) -> Iterable[DocumentRequirements]:
    for key, _, _ in workplace.catalog.benchmarks_held():
        held = workplace.catalog.find_requirements(key)
        if held is not None:
            yield with_edition(workplace, held)


def _because(
    declared: DocumentRequirements, record: Standard | None, benchmark: DocumentRequirements, workplace: Workplace
) -> tuple[tuple[str, Words], ...]:
    found: list[tuple[str, Words]] = []
    cited = cites(declared, benchmark.designation)
    if cited:
        found.append(("reference", Words(f"文件引用了 {cited}", f"the document cites {cited}")))
    scope = judge_scope(declared, benchmark)
    if scope.state is ScopeState.INSIDE:
        found.append(("product", Words("产品名称在其适用范围内", "the product lies in its scope by its name")))
    shared = _shared_classes(record, find_record(workplace, benchmark) if record else None)
    if shared:
        found.append(("classification", Words(f"分类相同：{shared}", f"classed alike: {shared}")))
    return tuple(found)


def _shared_classes(one: Standard | None, other: Standard | None) -> str:
    if one is None or other is None:
        return ""
    ics = {code[:_ICS_GROUP] for code in one.ics} & {code[:_ICS_GROUP] for code in other.ics}
    ccs = set(one.ccs) & set(other.ccs)
    return ", ".join([*(f"ICS {code}" for code in sorted(ics)), *(f"CCS {code}" for code in sorted(ccs))])


def _left_out(
    declared: DocumentRequirements, benchmark: DocumentRequirements, chosen: Sequence[DocumentRequirements]
) -> Words:
    scope = judge_scope(declared, benchmark)
    if scope.state is ScopeState.OUTSIDE:
        return Words(
            f"产品不在其适用范围内：{scope.reason.zh}", f"the product lies outside its scope: {scope.reason.en}"
        )
    if benchmark.status in _PAST:
        return _PAST[benchmark.status]
    names = [_name(document) for document in chosen]
    return Words(f"比对时选用的是 {'、'.join(names)}", f"{', '.join(names)} was chosen for the comparison")


def _not_held(workplace: Workplace, declared: DocumentRequirements, taken: set[str]) -> Iterable[Candidate]:
    """Yield cited standards of the catalogue that are about this product and of which no requirement is held."""
    for reference in declared.references:
        for number in find_designations(reference):
            editions = [workplace.catalog.find_standard(number.key)] if number.is_dated else []
            record = next((one for one in (*editions, *workplace.catalog.editions(number.work_key)) if one), None)
            if record is None or record.designation.normalized in taken:
                continue
            name = record.designation.normalized
            about = DocumentRequirements(name, record.title("zh") or record.title("en"), ())
            if judge_scope(declared, about).state is not ScopeState.INSIDE:
                continue
            if workplace.catalog.find_requirements(record.key) is not None:
                continue
            taken.add(name)
            yield Candidate(
                name,
                about.title,
                (
                    ("reference", Words(f"文件引用了 {reference}", f"the document cites {reference}")),
                    ("product", Words("产品名称与其一致", "the product has its name")),
                ),
                is_held=False,
                left_out=Words("没有收录其技术要求", "none of its requirements are held here"),
            )
