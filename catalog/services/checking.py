"""The checks of a draft or a document, with what the catalogue and the store know."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from catalog.services.drafts import draft_of_reading
from catalog.services.prechecking import checks_of_reading
from declarations import DeclaredStandard, Filing, Lookups, Product, RevisionContent, run_checks
from importers.documents import read_isolated

if TYPE_CHECKING:
    from datetime import date

    from catalog.comparison.reports import Report
    from catalog.services.drafts import DraftContent
    from catalog.services.workplace import Workplace
    from declarations import Check
    from importers.documents.blocks import Progress

__all__ = ["check_content", "check_document", "today"]

CHINA = timezone(timedelta(hours=8))


def today() -> date:
    """Return the day in China, whose law the dates of a declaration follow."""
    return datetime.now(UTC).astimezone(CHINA).date()


def check_document(
    workplace: Workplace | None, data: bytes, filename: str, *, progress: Progress | None = None
) -> list[Check]:
    """Make the checks that filing a document would make, without filing; first what stands in the way of reading it.

    Raises UnusableInputError where it cannot be read. Without a workplace nothing is asked of catalogue or store.
    """
    reading = read_isolated(data, filename, progress=progress)
    content = draft_of_reading(reading, (), filename, "")
    filing = Filing(revision_of_draft(content), document=content.document(), document_only=True)
    return [*checks_of_reading(reading), *run_checks(filing, today(), _lookups(workplace) if workplace else None)]


def check_content(
    workplace: Workplace, content: DraftContent, revision: RevisionContent, uscc: str, report: Report | None
) -> list[Check]:
    """Make every check of a draft that is about to become ``revision``; ``report`` is its comparison, if it has one."""
    filing = Filing(
        revision,
        uscc=uscc,
        document=content.document(),
        reports=(report,) if report else (),
        no_counterpart=content.benchmark == "none",
        # a new version has a number of its own: that of the version before it counts as taken
        revises=content.revising.declaration if content.revising and content.revising.how != "new_version" else None,
    )
    return run_checks(filing, today(), _lookups(workplace))


def revision_of_draft(content: DraftContent) -> RevisionContent:
    """Return what a draft says of its standard and products; number and key as typed where they cannot be read."""
    return RevisionContent(
        standard=DeclaredStandard(
            designation=content.designation,
            key=content.key,
            title=content.title,
            issued=content.issued,
            effective=content.effective,
            replaces=tuple(part.strip() for part in content.replaces.replace("；", "、").split("、") if part.strip()),
        ),
        products=tuple(
            Product(name=p.name, model=p.model, specification=p.specification, gtin=p.gtin) for p in content.products
        ),
        references=content.references,
    )


def _lookups(workplace: Workplace) -> Lookups:
    def status_of(key: str) -> str | None:
        # an undated citation means the newest edition, and its key is the key of the work
        standard = workplace.catalog.find_standard(key) or next(iter(workplace.catalog.editions(key)), None)
        return standard.status if standard else None

    changed = workplace.catalog.changed_at()
    return Lookups(status_of, workplace.declarations.find_filed, changed[:10] if changed else None)
