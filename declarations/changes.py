"""What differs between two revisions, as data: rows matched by what they limit, the rest field by field. Pure."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from catalog.comparison.codec import requirement_from_json, requirement_to_json
from catalog.comparison.requirements import Source
from catalog.comparison.verdicts import compare_requirements

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from catalog.comparison.reports import VerdictKind
    from catalog.comparison.requirements import Requirement
    from declarations.model import Revision, RevisionContent

__all__ = ["FieldChange", "RevisionChanges", "RowDifference", "revision_changes"]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A fact that differs: ``field`` names it; ``old`` or ``new`` is none where that revision has no such thing.

    ``subject`` says which of several (a product, a file, a cited standard).
    """

    field: str
    old: str | None
    new: str | None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class RowDifference:
    """A row that differs. ``verdict`` holds the new limit against the old one; ``parts`` name what else differs."""

    old: Requirement | None
    new: Requirement | None
    verdict: VerdictKind | None
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RevisionChanges:
    """Two revisions of one declaration, or of two that follow each other."""

    old: Revision
    new: Revision
    fields: tuple[FieldChange, ...]
    rows: tuple[RowDifference, ...]
    unchanged_rows: int

    @property
    def is_empty(self) -> bool:
        """Tell whether both say the same."""
        return not self.fields and not self.rows


def revision_changes(old: Revision, new: Revision) -> RevisionChanges:
    """Return everything that ``new`` says otherwise than ``old``."""
    before, after = _rows(old.content), _rows(new.content)
    rows = [_row_difference(one, other) for one, other in _pairs(before, after)]
    changed = tuple(row for row in rows if row is not None)
    return RevisionChanges(old, new, tuple(_fields(old, new)), changed, unchanged_rows=len(rows) - len(changed))


def _rows(content: RevisionContent) -> list[Requirement]:
    listed = (content.document or {}).get("requirements", [])
    return [requirement_from_json(_whole(row)) for row in listed]


def _whole(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with what the form of rows demands, for records of other platforms that print a name alone."""
    return {"text": row.get("name", ""), "cells": [], **row}


def _pairs(
    before: list[Requirement], after: list[Requirement]
) -> Iterator[tuple[Requirement | None, Requirement | None]]:
    """Give the rows that speak of the same thing, then those that only one revision has.

    The same characteristic under the same conditions; of several such, those of the same clause, then in their order.
    What is left is matched by its conditions alone where one name stands on each side only once.
    """
    keys: tuple[Callable[[Requirement], Hashable], ...] = (
        lambda row: (_asked(row), _conditions(row), row.clause, _limits(row)),
        lambda row: (_asked(row), _conditions(row), row.clause),
        lambda row: (_asked(row), _conditions(row)),
    )
    found: dict[int, Requirement] = {}
    left, right = list(before), list(after)
    for key in keys:
        waiting: dict[Hashable, list[Requirement]] = {}
        for row in right:
            waiting.setdefault(key(row), []).append(row)
        still = []
        for row in left:
            same = waiting.get(key(row))
            if same:
                partner = same.pop(0)
                found[id(row)] = partner
                right = [one for one in right if one is not partner]
            else:
                still.append(row)
        left = still
    for name in {_asked(row) for row in left}:
        mine = [row for row in left if _asked(row) == name]
        theirs = [row for row in right if _asked(row) == name]
        if len(mine) == len(theirs) == 1:
            found[id(mine[0])] = theirs[0]
            right = [one for one in right if one is not theirs[0]]
    for row in before:
        yield row, found.get(id(row))
    for row in right:
        yield None, row


def _asked(row: Requirement) -> tuple[object, ...]:
    """Return what a row limits: the characteristic, else the name as printed."""
    return (row.characteristic or "".join(row.name.split()).casefold(), row.product_class, row.members)


def _conditions(row: Requirement) -> frozenset[object]:
    return frozenset((one.name, one.value) for one in row.conditions) | frozenset(row.applies_if)


def _limits(row: Requirement) -> object:
    return (row.cells, row.unit)


_PARTS: dict[str, tuple[str, ...]] = {
    "limit": ("cells", "axes", "unit", "unit_printed", "basis", "aggregate", "rounding", "alternative"),
    "method": ("methods",),
    "conditions": ("conditions", "applies_if"),
    "clause": ("clause",),
    "name": ("name", "members", "product_class"),
    "modality": ("modality",),
    "wording": ("text",),
    "reading": ("characteristic", "grade", "flags", "problem", "problem_reason"),
}
"""What can differ in a row, by the word that says so; place in the file and id are not said by a declaration."""


def _row_difference(old: Requirement | None, new: Requirement | None) -> RowDifference | None:
    """Return how a row differs; none where it does not."""
    if old is None or new is None:
        return RowDifference(old, new, None, ())
    parts = tuple(
        part for part, names in _PARTS.items() if any(getattr(old, name) != getattr(new, name) for name in names)
    )
    if "limit" in parts and _values(old) == _values(new):
        parts = tuple(part for part in parts if part != "limit") + (() if "wording" in parts else ("wording",))
    if not parts:
        return None
    verdict = None
    if "limit" in parts:
        # the rows are of one document: a method that both name or both leave out is no reason for doubt
        as_before = replace(new, methods=old.methods, conditions=old.conditions, modality=old.modality)
        verdict = compare_requirements(as_before, old).verdict
    return RowDifference(old, new, verdict, parts)


def _values(row: Requirement) -> object:
    """Return what the cells ask for, without the words that they are printed in."""
    described = requirement_to_json(replace(row, source=Source()))
    cells = [{name: value for name, value in cell.items() if name != "text"} for cell in described["cells"]]
    return (
        cells,
        described["axes"],
        *(described[name] for name in ("unit", "basis", "aggregate", "rounding", "alternative")),
    )


def _fields(old: Revision, new: Revision) -> Iterator[FieldChange]:
    before, after = old.content, new.content
    was, now = _facts(old), _facts(new)
    for name in dict.fromkeys((*was, *now)):
        yield from _plain(name, was.get(name), now.get(name))
    yield from _products(before, after)
    yield from _listed("reference", {it: it for it in before.references}, {it: it for it in after.references})
    choices, others = {it.key: it for it in before.benchmarks}, {it.key: it for it in after.benchmarks}
    yield from _listed("benchmark", _named(choices, "designation"), _named(others, "designation"))
    for choice, other in _both(choices, others):  # each publication has a run of its own: that is no change
        yield from _plain("benchmark.chosen_by", choice.chosen_by, other.chosen_by, choice.designation)
    files, other_files = {it.sha256: it for it in before.files}, {it.sha256: it for it in after.files}
    yield from _listed("file", _named(files, "name"), _named(other_files, "name"))
    for file, other_file in _both(files, other_files):
        for name in ("name", "media_type"):
            yield from _plain(f"file.{name}", getattr(file, name), getattr(other_file, name), file.name)
    reasons, other_reasons = dict(before.reasons), dict(after.reasons)
    for check in dict.fromkeys((*reasons, *other_reasons)):
        yield from _plain("reason", reasons.get(check), other_reasons.get(check), check)
    yield from _document(before, after)


def _facts(revision: Revision) -> dict[str, object]:
    """Return what a revision says that it can say only once."""
    content = revision.content
    parts: dict[str, tuple[object, tuple[str, ...]]] = {
        "firm": (revision.firm, ("uscc", "name", "region", "industry")),
        "standard": (content.standard, ("designation", "title", "issued", "effective", "replaces")),
        "notice": (content.notice, ("zh", "en")),
        "commitment": (content.commitment, ("version",)),
        "commitment.text": (content.commitment.text if content.commitment else None, ("zh", "en")),
        "approval": (content.approval, ("post", "date")),
    }
    return {f"{part}.{name}": getattr(value, name, None) for part, (value, names) in parts.items() for name in names}


def _named(values: dict[str, Any], name: str) -> dict[str, str]:
    return {key: getattr(value, name) for key, value in values.items()}


def _products(before: RevisionContent, after: RevisionContent) -> Iterator[FieldChange]:
    """Give products that came, went or differ; the same bar code is the same product, else name and model."""
    left, right = list(before.products), list(after.products)
    keys: tuple[Callable[[Any], Hashable], ...] = (
        lambda it: it,
        lambda it: it.gtin or None,
        lambda it: (it.name, it.model),
        lambda it: it.name,
    )
    pairs = []
    for key in keys:
        for product in list(left):
            other = next((it for it in right if key(it) is not None and key(it) == key(product)), None)
            if other is not None:
                pairs.append((product, other))
                left.remove(product)
                right.remove(other)
    for product, other in pairs:
        for field in fields(product):
            old, new = getattr(product, field.name), getattr(other, field.name)
            yield from _plain(f"product.{field.name}", old, new, _product(product))
    yield from (FieldChange("product", _product(product), None) for product in left)
    yield from (FieldChange("product", None, _product(product)) for product in right)


def _product(product: Any) -> str:  # noqa: ANN401  # Product
    return " ".join(part for part in (product.name, product.model, product.specification) if part)


def _document(before: RevisionContent, after: RevisionContent) -> Iterator[FieldChange]:
    """Give what the documents say beside their rows and beside what the declaration states itself."""
    shown = {"requirements", "references", "designation", "title", "published", "effective"}
    old, new = before.document or {}, after.document or {}
    if (before.document is None) != (after.document is None):
        yield FieldChange("document", _whether(before), _whether(after))
    for name in dict.fromkeys((*old, *new)):
        if name not in shown:
            yield from _plain(f"document.{name}", _shown(old.get(name)), _shown(new.get(name)))


def _whether(content: RevisionContent) -> str | None:
    if content.document is None:
        return None
    return content.document.get("title") or content.document.get("designation") or content.standard.designation


def _shown(value: Any) -> str | None:  # noqa: ANN401  # JSON
    if value is None or value in ([], {}, ""):
        return None
    if isinstance(value, list):
        return "；".join(str(_shown(one)) for one in value)
    return str(value)


def _plain(field: str, old: object, new: object, subject: str = "") -> Iterator[FieldChange]:
    was, now = _said(old), _said(new)
    if was != now:
        yield FieldChange(field, was, now, subject)


def _said(value: object) -> str | None:
    """Return a value in words; none where nothing is said."""
    words = "、".join(value) if isinstance(value, tuple) else str(value) if value is not None else ""
    return words or None


def _listed(field: str, old: dict[str, str], new: dict[str, str]) -> Iterator[FieldChange]:
    """Give what a list lost and what it got; its order says nothing."""
    yield from (FieldChange(field, words, None) for key, words in old.items() if key not in new)
    yield from (FieldChange(field, None, words) for key, words in new.items() if key not in old)


def _both(old: dict[str, Any], new: dict[str, Any]) -> Iterable[tuple[Any, Any]]:
    return [(value, new[key]) for key, value in old.items() if key in new]
