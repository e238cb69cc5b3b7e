"""Two runs side by side: which rows changed, and what differs between the runs that could be why.

Nothing is guessed: a cause is what differs between the two runs. Where the words of both sides are the same, what
remains are the versions of engine, dictionary and links; where nothing named differs, that is said too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from catalog.comparison.codec import requirement_to_json
from catalog.comparison.folding import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from catalog.comparison.reports import DocumentRequirements, Report, Row, RowSide
    from catalog.comparison.requirements import Requirement

__all__ = ["RowChange", "RunChanges", "VersionChange", "changes_to_json", "compare_runs", "row_key"]

Json = dict[str, Any]

_OWN = ("id", "source", "characteristic")
"""Fields of a requirement that say where it stands or how it was matched, not what it asks."""
_VERSIONS = ("engine", "dictionary", "links")


@dataclass(frozen=True, slots=True)
class VersionChange:
    """Something that differs between the runs as a whole, with what it was and what it is.

    ``engine``, ``dictionary``, ``links`` (versions), ``declared`` and ``benchmark`` (which document), ``declared_rows``
    and ``benchmark_rows`` (how many there are, where they say something else), ``edition`` (the benchmark's status),
    ``scope`` or ``classes``.
    """

    what: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of both runs, or of one (``added``, ``gone``); ``kind`` is ``verdict`` or ``details`` where both have it.

    ``because`` names what differs and could be why: ``declared`` and ``benchmark`` are this row's words on that side.
    """

    name: str
    kind: str
    old: Row | None
    new: Row | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunChanges:
    """What differs between two runs, and how many rows say the same."""

    old: Report
    new: Report
    differences: tuple[VersionChange, ...]
    rows: tuple[RowChange, ...]
    unchanged: int

    @property
    def verdicts_changed(self) -> int:
        """Return how many rows of both runs have another verdict or code."""
        return sum(row.kind == "verdict" for row in self.rows)


def row_key(row: Row) -> str:
    """Return what names a row inside its run: the benchmark row's id, or ``declared:`` and the id of an extra row."""
    if row.benchmark is not None:
        return row.benchmark.id
    return f"declared:{row.declared.id}" if row.declared else ""


def compare_runs(old: Report, new: Report) -> RunChanges:
    """Return what differs between two runs; both need their requirements inside, as kept runs have them."""
    differences = tuple(_differences(old, new))
    changes: list[RowChange] = []
    unchanged = 0
    for before, after in _paired(old, new):
        kind = _kind(before, after)
        if kind is None:
            unchanged += 1
            continue
        shown = after or before
        name = shown.name if shown else ""
        changes.append(RowChange(name, kind, before, after, _because(before, after, old, new, differences)))
    return RunChanges(old, new, differences, tuple(changes), unchanged)


def _document_name(document: DocumentRequirements) -> str:
    return document.designation or document.title or "—"


def _differences(old: Report, new: Report) -> Iterable[VersionChange]:
    pairs = [
        ("engine", old.engine_version, new.engine_version),
        ("dictionary", old.dictionary_version, new.dictionary_version),
        ("links", old.links_version, new.links_version),
        ("scope", old.scope.state.value, new.scope.state.value),
        ("edition", old.benchmark.status or "unknown", new.benchmark.status or "unknown"),
        ("classes", _classes(old), _classes(new)),
    ]
    yield from (VersionChange(what, before, after) for what, before, after in pairs if before != after)
    for side in ("declared", "benchmark"):
        before, after = getattr(old, side), getattr(new, side)
        one, other = _document_name(before), _document_name(after)
        if one != other:
            yield VersionChange(side, one, other)
        if _asked(before.requirements) != _asked(after.requirements):
            yield VersionChange(f"{side}_rows", str(len(before.requirements)), str(len(after.requirements)))


def _classes(report: Report) -> str:
    return ", ".join(f"{name}={value}" for name, value in sorted(report.product_classes.items())) or "—"


def _asks(requirement: Requirement | None) -> Json | None:
    """Return what a requirement asks, without where it stands and how it was matched."""
    if requirement is None:
        return None
    return {name: value for name, value in requirement_to_json(requirement).items() if name not in _OWN}


def _asked(requirements: Sequence[Requirement]) -> list[Json | None]:
    return [_asks(requirement) for requirement in requirements]


def _requirement(document: DocumentRequirements, side: RowSide | None) -> Requirement | None:
    return next((one for one in document.requirements if side is not None and one.id == side.id), None)


def _identity(row: Row, report: Report) -> tuple[str, ...]:
    """Return what makes rows of two runs the same question: the side that asks, its name and its conditions."""
    asking = report.benchmark if row.benchmark else report.declared
    requirement = _requirement(asking, row.benchmark or row.declared)
    classes = requirement.product_class or "" if requirement else ""
    return ("benchmark" if row.benchmark else "extra", fold_word(row.name), classes, *sorted(row.conditions))


def _paired(old: Report, new: Report) -> Iterable[tuple[Row | None, Row | None]]:
    """Yield the rows of both runs side by side, in the order of the new run, then those that are gone."""
    left: dict[tuple[str, ...], list[Row]] = {}
    for row in old.rows:
        left.setdefault(_identity(row, old), []).append(row)
    for row in new.rows:
        same = left.get(_identity(row, new), [])
        found = next((one for one in same if row_key(one) == row_key(row)), same[0] if same else None)
        if found is not None:
            same.remove(found)
        yield found, row
    yield from ((row, None) for rows in left.values() for row in rows)


def _kind(old: Row | None, new: Row | None) -> str | None:
    if old is None or new is None:
        return "added" if old is None else "gone"
    before, after = old.verdict, new.verdict
    if (before.verdict, before.code) != (after.verdict, after.code):
        return "verdict"
    told = (before.cells, set(before.flags), before.grade, _value(old.declared), _value(old.benchmark))
    telling = (after.cells, set(after.flags), after.grade, _value(new.declared), _value(new.benchmark))
    return None if told == telling else "details"


def _value(side: RowSide | None) -> tuple[str, str] | None:
    return None if side is None else (side.text, side.value)


def _because(
    before: Row | None, after: Row | None, old: Report, new: Report, differences: tuple[VersionChange, ...]
) -> tuple[str, ...]:
    found: list[str] = []
    matched_otherwise = False
    for side in ("declared", "benchmark"):
        one = _requirement(getattr(old, side), getattr(before, side) if before else None)
        other = _requirement(getattr(new, side), getattr(after, side) if after else None)
        if _asks(one) != _asks(other):
            found.append(side)
        elif one and other and one.characteristic != other.characteristic:
            matched_otherwise = True
    if matched_otherwise:
        found.append("dictionary")
    whole = {difference.what for difference in differences}
    found += [name for name in (*_VERSIONS, "scope", "classes") if name in whole and name not in found]
    return tuple(found) or ("unknown",)


def _row_to_json(row: Row | None) -> Json | None:
    if row is None:
        return None
    verdict = row.verdict
    return {
        "row": row_key(row),
        "verdict": verdict.verdict.value,
        "code": verdict.code,
        "flags": list(verdict.flags),
        "grade": verdict.grade.value,
        "declared": row.declared.value if row.declared else None,
        "benchmark": row.benchmark.value if row.benchmark else None,
        "reason": {"zh": verdict.reason.zh, "en": verdict.reason.en},
    }


def changes_to_json(changes: RunChanges) -> Json:
    """Return the changes as programs read them."""
    return {
        "old": changes.old.run,
        "new": changes.new.run,
        "differences": [{"what": one.what, "old": one.old, "new": one.new} for one in changes.differences],
        "rows": [
            {
                "name": row.name,
                "kind": row.kind,
                "old": _row_to_json(row.old),
                "new": _row_to_json(row.new),
                "because": list(row.because),
            }
            for row in changes.rows
        ],
        "verdicts_changed": changes.verdicts_changed,
        "unchanged": changes.unchanged,
    }
