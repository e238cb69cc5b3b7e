"""Comparing two documents, wherever each comes from: a file, the store, or a declaration."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from catalog.comparison.codec import document_from_json, report_to_json
from catalog.comparison.documents import CLASS_NAMES, compare_documents
from catalog.designations import find_designations
from catalog.errors import NotFoundError, UnusableInputError
from catalog.services.records import find_standard
from importers.documents import read_document

if TYPE_CHECKING:
    from catalog.comparison.reports import DocumentRequirements, Report
    from catalog.services.workplace import Workplace

__all__ = ["Side", "compare_and_keep", "compare_sides", "side_of_file"]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison that was read already; ``origin`` says from where, for messages."""

    document: DocumentRequirements
    origin: str


def side_of_file(data: bytes, filename: str) -> Side:
    """Read a document into a side.

    Raises UnusableInputError where it cannot be read, or where no requirement was found in it.
    """
    document = read_document(data, filename).to_document_requirements()
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
) -> Report:
    """Compare two sides, each read already or named by a designation that the store of ``workplace`` holds.

    Raises UnusableInputError where a word is neither a file nor a designation, NotFoundError where the store has no
    such record or no requirements of it.
    """
    one, other = _document(declared, workplace), _document(benchmark, workplace)
    _require_known_axes(product_classes or {}, one, other)
    return compare_documents(one, other, product_classes=product_classes or {})


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
    report = compare_documents(declared, benchmark, product_classes=product_classes or {})
    # with both sides' requirements inside, a run can be shown again, number lines and all
    kept = report_to_json(report, with_requirements=True)
    kept |= {"chosen_by": chosen_by, "candidates_left_out": list(left_out)}
    return replace(report, run=workplace.catalog.save_run(kept))


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
    found = _declared_document(workplace, side)
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


def _declared_document(workplace: Workplace, text: str) -> DocumentRequirements | None:
    """Return the requirements of the declaration in force that has this number, if there is one."""
    designation = find_designations(text)[0]
    revision = workplace.declarations.find_by_designation(designation.key)
    return document_from_json(revision.document) if revision and revision.document else None
