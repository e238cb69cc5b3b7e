"""Comparing two documents, wherever each comes from: a file, the store, or a declaration."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from catalog.benchmarks import find_benchmark, iter_benchmark_sets
from catalog.comparison.documents import CLASS_NAMES, compare_documents
from catalog.comparison.strictest import strictest_of
from catalog.designations import find_designations
from catalog.errors import NotFoundError, UnusableInputError
from catalog.services.editions import edition_warnings, with_edition
from catalog.services.records import find_declared_document, find_standard
from catalog.services.runs import keep_report
from importers.documents import read_isolated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from catalog.comparison.reports import DocumentRequirements, Report
    from catalog.comparison.strictest import StrictestRow
    from catalog.services.workplace import Workplace

__all__ = ["Side", "compare_and_keep", "compare_sides", "compare_with_set", "set_members", "side_of_file"]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison that was read already; ``origin`` says from where, for messages."""

    document: DocumentRequirements
    origin: str


def side_of_file(data: bytes, filename: str) -> Side:
    """Read a document into a side.

    Raises UnusableInputError where it cannot be read, or where no requirement was found in it.
    """
    document = read_isolated(data, filename).to_document_requirements()
    if not document.requirements:
        raise UnusableInputError(
            f"{filename}: no requirement was found in it; it may have no chapter of requirements",
            f"{filename}：没有读到任何要求；文件可能没有“技术要求”一章",
        )
    return Side(document, filename)


def compare_sides(
    declared: Side | str,
    benchmark: Side | str,
    *,
    workplace: Workplace | None = None,
    product_classes: dict[str, str] | None = None,
    keep_as: str | None = None,
) -> Report:
    """Compare two sides, each read already or named by a designation that the store of ``workplace`` holds.

    ``keep_as`` says who chose the benchmark: then the result is kept as an immutable run, and the report has its id.
    Raises UnusableInputError where a word is neither a file nor a designation, NotFoundError where the store has no
    such record or no requirements of it.
    """
    one, other = _document(declared, workplace), _document(benchmark, workplace)
    classes = product_classes or {}
    _require_known_axes(classes, one, other)
    if workplace is None:
        return compare_documents(one, other, product_classes=classes)
    report = _compare(workplace, one, other, classes)
    if keep_as is None:
        return report
    return keep_report(workplace, report, chosen_by=keep_as, origins=(_origin(declared), _origin(benchmark)))


def compare_with_set(
    declared: Side | str,
    benchmarks: Sequence[Side | str],
    *,
    workplace: Workplace | None = None,
    product_classes: dict[str, str] | None = None,
    keep_as: str | None = None,
) -> tuple[list[Report], tuple[StrictestRow, ...]]:
    """Compare one side with several benchmarks; return a report for each, and the strictest of them row by row.

    Raises as :func:`compare_sides` does.
    """
    reports = [
        compare_sides(declared, one, workplace=workplace, product_classes=product_classes, keep_as=keep_as)
        for one in benchmarks
    ]
    documents = [report.benchmark for report in reports]
    return reports, strictest_of(documents, product_classes=product_classes or {})


def set_members(set_id: str) -> list[str]:
    """Return the numbers (of laws the keys) of the members of a benchmark set; raises UnusableInputError."""
    chosen = next((one for one in iter_benchmark_sets() if one.id == set_id), None)
    if chosen is None:
        known = ", ".join(one.id for one in iter_benchmark_sets())
        raise UnusableInputError(
            f"no benchmark set is called {set_id}; there are {known}", f"没有名为 {set_id} 的基准集；现有 {known}"
        )
    packs = [find_benchmark(member) for member in chosen.members]
    return [pack.document.designation or pack.key for pack in packs]


def _compare(
    workplace: Workplace,
    declared: DocumentRequirements,
    benchmark: DocumentRequirements,
    product_classes: dict[str, str],
) -> Report:
    """Compare with what the catalogue knows of the benchmark's edition."""
    benchmark = with_edition(workplace, benchmark)
    report = compare_documents(declared, benchmark, product_classes=product_classes)
    return replace(report, warnings=(*report.warnings, *edition_warnings(workplace, benchmark)))


def _origin(side: Side | str) -> str | None:
    return side.origin if isinstance(side, Side) else None


def _require_known_axes(classes: dict[str, str], *documents: DocumentRequirements) -> None:
    """Raise UnusableInputError for a class that no requirement depends on: it would be passed over."""
    known = {axis.name for document in documents for row in document.requirements for axis in row.axes}
    known |= {*CLASS_NAMES, "grade"}
    for name in classes:
        if name not in known:
            listed = ", ".join(sorted(known)) or "none"
            raise UnusableInputError(
                f"{name}: no requirement of the two documents depends on it; they depend on: {listed}",
                f"{name}：两份文件中没有与之相关的要求；相关的有：{listed}",
            )


def compare_and_keep(
    workplace: Workplace,
    declared: DocumentRequirements,
    benchmark: DocumentRequirements,
    *,
    chosen_by: str,
    left_out: tuple[str, ...] = (),
    product_classes: dict[str, str] | None = None,
) -> Report:
    """Compare two documents and keep the result as an immutable run; the report carries the run's id.

    ``chosen_by`` says who chose the benchmark, ``left_out`` which others could have been chosen.
    """
    report = _compare(workplace, declared, benchmark, product_classes or {})
    return keep_report(workplace, report, chosen_by=chosen_by, left_out=left_out)


def _document(side: Side | str, workplace: Workplace | None) -> DocumentRequirements:
    if isinstance(side, Side):
        return side.document
    if not find_designations(side):
        # a law has no number of a standard: it is held under a key of its own
        held_by_key = workplace.catalog.find_requirements(side.strip().upper()) if workplace else None
        if held_by_key is not None:
            return held_by_key
        raise UnusableInputError(
            f"{side}: no such file, and not a designation; name a file or a number such as 'GB/T 43726-2024'",
            f"{side}：既不是文件，也不是标准编号",
        )
    if workplace is None:
        raise NotFoundError(f"{side}: no store is open to look it up in")
    found = find_declared_document(workplace, side)
    if found is not None:
        return found
    standard = find_standard(workplace, side)
    held = workplace.catalog.find_requirements(standard.key)
    if held is None:
        raise NotFoundError(
            f"{standard.designation.normalized} is in the catalogue, but none of its requirements are held",
            f"目录中有 {standard.designation.normalized}，但没有收录其技术要求",
        )
    return replace(held, status=standard.status)
