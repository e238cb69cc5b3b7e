"""The compact JSON lines of the sample catalogue records, read into standards."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from catalog.designations import designation_level, designation_nature, find_designations, parse_designation
from catalog.errors import UnusableInputError
from catalog.standards import (
    Degree,
    Level,
    Nature,
    PartialDate,
    Provenance,
    Relation,
    RelationKind,
    Standard,
    Status,
    Title,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_records"]

Json = dict[str, Any]

_LANGUAGES = ("zh", "en", "fr", "ja")
_DEGREES = {"IDT": Degree.IDT, "MOD": Degree.MOD, "EQV": Degree.MOD, "EQV.": Degree.MOD, "NEQ": Degree.NEQ}


def _degree(kind: RelationKind, row: list[str | None]) -> Degree | None:
    if kind is not RelationKind.ADOPTS:
        return None
    printed = row[2] if len(row) > 2 else None  # noqa: PLR2004 - the third entry is the degree
    return _DEGREES.get((printed or "").upper(), Degree.UNKNOWN)


def _relation(row: list[str | None]) -> Relation:
    kind, target = RelationKind(row[0] or ""), row[1] or ""
    found = find_designations(target)
    only = found[0] if len(found) == 1 else None
    return Relation(
        kind, target, only.key if only else None, _degree(kind, row), dated=only is not None and only.is_dated
    )


def _date(row: Json, name: str) -> PartialDate | None:
    return PartialDate(row[name]) if row.get(name) else None


def _provenance(row: Json, head: Json) -> Provenance:
    words = [row.get("src") or ("" if row.get("basis") else row["n"]), row.get("basis") or "", row.get("note") or ""]
    return Provenance(head["source"], "; ".join(word for word in words if word), head["fetched"], head["licence"])


def _standard(row: Json, head: Json) -> Standard:
    designation = parse_designation(row["n"])
    return Standard(
        designation=designation,
        level=Level(designation_level(designation)),
        nature=Nature(designation_nature(designation)),
        titles=tuple(Title(language, row[language]) for language in _LANGUAGES if row.get(language)),
        status=Status(row.get("status", "unknown")),
        status_printed=row.get("printed"),
        published=_date(row, "published"),
        effective=_date(row, "effective"),
        withdrawn=_date(row, "withdrawn"),
        publisher=row.get("publisher", head.get("publisher")),
        committee=row.get("committee"),
        ics=tuple(row.get("ics", ())),
        ccs=tuple(row.get("ccs", ())),
        scope=row.get("scope"),
        relations=tuple(_relation(relation) for relation in row.get("rel", ())),
        provenance=(_provenance(row, head),),
    )


def read_records(name: str, text: str) -> Iterator[Standard]:
    """Yield the standards of one file, whose first line is the head; raises UnusableInputError naming file and line."""
    lines = text.splitlines()
    head: Json = json.loads(lines[0])
    for number, line in enumerate(lines[1:], start=2):
        try:
            yield _standard(json.loads(line), head)
        except (ValueError, KeyError, UnusableInputError) as fault:
            raise UnusableInputError(f"{name}, line {number}: {fault}", f"{name} 第 {number} 行：{fault}") from fault
