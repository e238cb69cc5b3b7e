"""Loading what the project carries: sample records, benchmarks, declarations of published enterprise standards."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from catalog.benchmarks import find_benchmark, iter_benchmarks, iter_sample_declarations, iter_sample_records
from catalog.comparison.codec import document_to_json
from catalog.designations import parse_designation
from catalog.services.comparing import compare_and_keep
from declarations import (
    BenchmarkChoice,
    Chooser,
    DeclaredStandard,
    Firm,
    ImportedFrom,
    ImportedRecord,
    Product,
    RevisionContent,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalog.benchmarks import SampleDeclaration
    from catalog.comparison.reports import Words
    from catalog.services.workplace import Workplace

__all__ = ["SOURCE", "load_samples"]

SOURCE = "Duibiao sample data"
"""The source id of declarations that come with the project."""

BENCHMARK_OF_SAMPLES = "GB/T 43726-2024"
"""What the sample declarations are held against: the benchmark of their product family that the project carries."""

BATCH = 500


def load_samples(workplace: Workplace) -> dict[str, int]:
    """Load the sample data; return how many records of each kind were new or changed. Twice changes nothing."""
    records = iter_sample_records()
    changed = 0
    while batch := list(islice(records, BATCH)):
        result = workplace.catalog.put_standards(batch)
        changed += result.created + result.updated
    packs = 0
    for pack in iter_benchmarks():
        held = workplace.catalog.find_requirements(pack.key)
        if held != pack.document:
            workplace.catalog.put_requirements(pack.key, pack.document)
            packs += 1
    declared = workplace.declarations.put_imported(list(_declarations(workplace)), by="samples")
    return {"records": changed, "benchmarks": packs, "declarations": declared.created + declared.updated}


def _declarations(workplace: Workplace) -> Iterator[ImportedRecord]:
    benchmark = find_benchmark(BENCHMARK_OF_SAMPLES)
    for sample in iter_sample_declarations():
        report = compare_and_keep(
            workplace,
            sample.document,
            benchmark.document,
            chosen_by=Chooser.ENGINE,
            product_classes=sample.product_classes,
        )
        choice = BenchmarkChoice(benchmark.key, BENCHMARK_OF_SAMPLES, Chooser.ENGINE, report.run)
        yield ImportedRecord(
            firm=Firm(sample.uscc, sample.firm),
            content=_content(sample, choice, report.notice.text if report.notice else None),
            imported=ImportedFrom(
                source=SOURCE, record=sample.id, date=sample.origin.taken, licence=sample.origin.licence_name or ""
            ),
        )


def _content(sample: SampleDeclaration, choice: BenchmarkChoice, notice: Words | None) -> RevisionContent:
    designation = parse_designation(sample.document.designation or sample.id)
    return RevisionContent(
        standard=DeclaredStandard(
            designation=designation.normalized,
            key=designation.key,
            title=sample.document.title or "",
            issued=sample.issued or "",
            effective=sample.effective or "",
            replaces=sample.replaces,
        ),
        products=tuple(
            Product(name=name, model=model) for name, models in sample.products for model in (models or ("",))
        ),
        document=document_to_json(sample.document),
        references=sample.document.references,
        benchmarks=(choice,),
        notice=notice,
    )
