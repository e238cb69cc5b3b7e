"""What the catalogue knows of the edition that is compared with: withdrawn, replaced, not yet in force, amended."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from catalog.comparison.reports import Words
from catalog.designations import find_designations
from catalog.standards import RelationKind, Status

if TYPE_CHECKING:
    from datetime import date

    from catalog.comparison.reports import DocumentRequirements
    from catalog.services.workplace import Workplace
    from catalog.standards import Standard

__all__ = ["amendments_of", "edition_warnings", "find_record", "with_edition"]

_PAST = frozenset({Status.SUPERSEDED, Status.WITHDRAWN})
_PUBLISHED = frozenset({Status.APPROVED, Status.CURRENT, Status.UNKNOWN})


def find_record(workplace: Workplace, document: DocumentRequirements) -> Standard | None:
    """Return the catalogue's record of the edition that ``document`` is, if it has one."""
    found = find_designations(document.designation or "")
    return workplace.catalog.find_standard(found[0].key) if found else None


def with_edition(workplace: Workplace, document: DocumentRequirements) -> DocumentRequirements:
    """Return the document with status and dates as the catalogue has them, where it has a record of the edition."""
    record = find_record(workplace, document)
    if record is None:
        return document
    return replace(
        document,
        status=str(record.status),
        published=document.published or (record.published.text if record.published else None),
        effective=document.effective or (record.effective.text if record.effective else None),
    )


def edition_warnings(
    workplace: Workplace, benchmark: DocumentRequirements, *, today: date | None = None
) -> tuple[Words, ...]:
    """Return what a reader has to know of the benchmark's edition beyond its status word."""
    record = find_record(workplace, benchmark)
    if record is None:
        return ()
    name = record.designation.normalized
    day = (today or datetime.now(UTC).date()).isoformat()
    return (
        *_successors(workplace, record, name),
        *_not_yet(record, name, day),
        *_amendments(benchmark, name, amendments_of(workplace, record)),
    )


def _successors(workplace: Workplace, record: Standard, name: str) -> list[Words]:
    newer = [
        *(relation.target for relation in record.relations if relation.kind is RelationKind.REPLACED_BY),
        *(
            source.designation.normalized
            for source, _ in workplace.catalog.relations_to(record.key, RelationKind.REPLACES)
            if source.status not in (Status.DRAFT, Status.WITHDRAWN)
        ),
    ]
    names = list(dict.fromkeys(newer))
    if names and record.status is not Status.DRAFT:
        zh, en = "、".join(names), ", ".join(names)
        return [Words(f"{name} 已有代替标准：{zh}。", f"{name} is replaced by {en}.")]
    if record.status is Status.CURRENT:
        return []
    current = [
        edition.designation.normalized
        for edition in workplace.catalog.editions(record.work_key)
        if edition.status is Status.CURRENT and edition.key != record.key and not edition.designation.amendment
    ]
    return [Words(f"现行版本是 {current[0]}。", f"The edition in force is {current[0]}.")] if current else []


def _not_yet(record: Standard, name: str, day: str) -> list[Words]:
    """Return the warning where the day of implementation lies ahead; a date known to the year is compared as far."""
    effective = record.effective.text if record.effective else None
    if effective is None or record.status not in _PUBLISHED or effective <= day[: len(effective)]:
        return []
    return [
        Words(
            f"{name} 自 {effective} 起实施，比对当日（{day}）尚未实施。",
            f"{name} is in force from {effective}; it was not on the day of this comparison ({day}).",
        )
    ]


def amendments_of(workplace: Workplace, record: Standard) -> tuple[str, ...]:
    """Return the numbers of the amendments and corrigenda that the catalogue knows of this edition, in order."""
    pointing = [
        source.designation.normalized
        for source, _ in workplace.catalog.relations_to(record.key, RelationKind.AMENDS)
        if source.status not in _PAST
    ]
    named = [relation.target for relation in record.relations if relation.kind is RelationKind.AMENDED_BY]
    own = record.designation
    numbered = [
        edition.designation.normalized
        for edition in workplace.catalog.editions(record.work_key)
        if edition.designation.amendment and edition.designation.year == own.year and edition.status not in _PAST
    ]
    return tuple(sorted(set(pointing) | set(named) | set(numbered)))


def _amendments(benchmark: DocumentRequirements, name: str, amendments: tuple[str, ...]) -> list[Words]:
    if not amendments or any(found.amendment for found in find_designations(benchmark.designation or "")):
        return []
    zh, en = "、".join(amendments), ", ".join(amendments)
    return [
        Words(
            f"{name} 有修改单：{zh}；收录的行没有写明是否已并入。",
            f"{name} has amendments: {en}; the rows held do not say whether they are worked in.",
        )
    ]
