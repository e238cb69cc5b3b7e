"""What is checked before a declaration is published: one engine for forms, batches and documents that were read.

Pure: what the catalogue and the store know comes in through :class:`Lookups`, the day through ``today``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from declarations.check_results import RULES, Check, Filing, Lookups, Severity
from declarations.content_checks import (
    check_below_mandatory,
    check_cited,
    check_indicators,
    check_methods,
    check_notice,
)
from declarations.form_checks import (
    check_commitment,
    check_dates,
    check_number,
    check_products,
    check_replaces,
    check_title,
    check_uscc,
)
from declarations.model import DeclarationKind

if TYPE_CHECKING:
    from datetime import date

__all__ = ["RULES", "Check", "Filing", "Lookups", "Severity", "run_checks", "stops"]


def run_checks(filing: Filing, today: date, lookups: Lookups | None = None) -> list[Check]:
    """Return the result of every check that applies, in the order of the form, passed ones too."""
    known = lookups or Lookups()
    results: list[Check] = []
    if filing.kind is DeclarationKind.OWN_STANDARD:
        results += check_number(filing, today, known)
        results += check_dates(filing, today)
        results += check_replaces(filing)
        results += check_methods(filing)
    results += check_title(filing)
    results += check_indicators(filing)
    results += check_cited(filing, known)
    results += check_below_mandatory(filing)
    results += check_notice(filing)
    if filing.document_only:
        return results
    return [*results, *check_uscc(filing), *check_products(filing), *check_commitment(filing)]


def stops(checks: list[Check]) -> list[Check]:
    """Return the results that keep the declaration from being published."""
    return [check for check in checks if check.severity is Severity.STOP]
