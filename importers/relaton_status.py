"""Status of an edition from what the publishers print: stage codes of ISO, words of the others.

ISO's codes are the international harmonized stage codes (ISO Guide 69:1999): stage 60 is publication, 90 review, 95
withdrawal; below 60 it is a draft, and substage 98 means that the project was given up.
"""

from __future__ import annotations

from typing import Any

from catalog.standards import Status
from importers.relaton_fields import Complain, first_text
from importers.status_words import find_status

__all__ = ["read_status", "stage_status"]

_PUBLICATION, _REVIEW, _WITHDRAWAL = 60, 90, 95


def stage_status(stage: int, substage: int) -> Status:
    """Return the status that a harmonized stage code means.

    A ballot on withdrawal (95.20, 95.60) and a decision against it (95.92) leave the edition in force.
    """
    if stage >= _WITHDRAWAL:
        return Status.WITHDRAWN if substage == 99 else Status.CURRENT  # noqa: PLR2004 - a length or a year, plain where it stands
    if stage >= _REVIEW:
        return Status.CURRENT
    if stage >= _PUBLICATION:
        return Status.APPROVED if substage == 0 else Status.CURRENT
    return Status.WITHDRAWN if substage == 98 else Status.DRAFT  # noqa: PLR2004 - a length or a year, plain where it stands


def read_status(document: dict[str, Any], complain: Complain) -> tuple[Status, str | None]:
    """Return the status and what the source printed (``90.93``, ``REVISED``); unknown where it says nothing."""
    value = document.get("docstatus") or document.get("status")
    if not value:
        return Status.UNKNOWN, None
    if not isinstance(value, dict):
        value = {"stage": value}
    stage, substage = first_text(value.get("stage")), first_text(value.get("substage"))
    if stage is None:
        return Status.UNKNOWN, None
    printed = f"{stage}.{substage}" if substage else stage
    if stage.isdigit() and (substage is None or substage.isdigit()):
        return stage_status(int(stage), int(substage or 60)), printed
    status = find_status(stage)
    if status is None:
        complain("unknown-status", "docstatus", printed, "it is no stage or status that is known")
        return Status.UNKNOWN, printed
    return status, printed
