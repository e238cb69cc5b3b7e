"""Whether an edition is in force on a day, as far as its record tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog.standards import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from catalog.standards import PartialDate, Standard

__all__ = ["has_begun", "in_force_on", "is_supplement", "is_technical_deliverable"]

_PAST = frozenset({Status.SUPERSEDED, Status.WITHDRAWN})
_LESSER = frozenset({"TR", "TS", "PAS", "GUIDE", "IWA", "ISP", "DATA", "TTA", "SRD", "OD", "WHITE", "DTR", "DTS"})


def is_supplement(standard: Standard) -> bool:
    """Tell whether the document only amends or corrects another."""
    designation = standard.designation
    return bool(designation.amendment) and designation.variant != "consolidated" and "+" not in designation.normalized


def is_technical_deliverable(standard: Standard) -> bool:
    """Tell whether it is a report, specification, guide or agreement rather than a standard."""
    words = standard.designation.prefix.upper().replace("/", " ").replace("-", " ").split(" ")
    return bool(_LESSER & set(words))


def has_begun(date: PartialDate | None, day: str) -> bool | None:
    """Tell whether a date lies on or before ``day`` (ISO 8601); one known to the year or month is compared as far."""
    return None if date is None else date.text <= day[: len(date.text)]


def in_force_on(
    standard: Standard, day: str, successors: Iterable[Standard] = (), *, seen: str | None = None
) -> bool | None:
    """Tell whether an edition is in force on ``day``; none where its record does not tell.

    It begins with its day of implementation, else of publication, and ends with its withdrawal, else with the beginning
    of the first of ``successors`` (editions that took its place). An edition that is over and whose end nobody tells is
    over from the day on which its source was fetched, else from ``seen`` (when the catalogue was read; none: always).
    A draft never is in force.
    """
    if standard.status is Status.DRAFT:
        return False
    begun = has_begun(standard.effective or standard.published, day)
    if begun is False:
        return False
    if standard.withdrawn is not None and standard.status in _PAST | {Status.UNKNOWN}:
        return False if has_begun(standard.withdrawn, day) else begun
    if standard.status in _PAST:
        ends = [start for it in successors if (start := it.effective or it.published)]
        if ends:
            return False if any(has_begun(end, day) for end in ends) else begun
        return False if _was_seen_by(standard, day, seen) else None
    if standard.status is Status.CURRENT:
        return True if begun is not None or _was_seen_by(standard, day, seen) else None
    return begun if standard.status is Status.APPROVED else None


def _was_seen_by(standard: Standard, day: str, seen: str | None) -> bool:
    """Tell whether the state stands for ``day``: a source was asked by then."""
    fetched = [origin.since or origin.fetched for origin in standard.provenance if origin.fetched]
    first = min((it for it in fetched if it), default=seen)
    return first is None or first <= day
