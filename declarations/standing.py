"""What was in force on a day: which revision, in which state. Pure: from the chain and from what was done to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from declarations.model import IN_FORCE, Change, DeclarationState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from declarations.model import Revision
    from declarations.reading_store import AuditEntry

__all__ = ["Standing", "day_of", "standing_on"]

_CHINA = timezone(timedelta(hours=8))

_STATE_AFTER = {
    "publish": DeclarationState.PUBLISHED,
    "withdraw": DeclarationState.WITHDRAWN,
    "supersede": DeclarationState.SUPERSEDED,
    "basis_changed": DeclarationState.BASIS_CHANGED,
    "correction_ordered": DeclarationState.CORRECTION_ORDERED,
    "publicised": DeclarationState.PUBLICISED,
    "number_revoked": DeclarationState.NUMBER_REVOKED,
    "annulled": DeclarationState.ANNULLED,
}
"""The state that each act brought; amendments and corrections depend on what was before them."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A declaration on a day. ``revision`` is what had been said by the end of it; none before it was published.

    ``is_in_force`` is whether that bound the firm then: published, taken into force by its own date, not ended.
    """

    day: date
    revision: Revision | None
    state: DeclarationState | None
    is_in_force: bool


def day_of(moment: str) -> date:
    """Return the day in China of a moment that the store wrote."""
    at = datetime.fromisoformat(moment)
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(_CHINA).date()


def standing_on(
    day: date, revisions: Sequence[Revision], acts: Sequence[AuditEntry], *, successor_from: str = ""
) -> Standing:
    """Return how a declaration stood at the end of ``day``, by the calendar of China.

    ``successor_from`` is the day (ISO 8601) from which the declaration in its place is in force: until then, this one
    binds, although its successor has been published.
    """
    said = [revision for revision in revisions if day_of(revision.published_at) <= day]
    if not said:
        return Standing(day, None, None, is_in_force=False)
    state = DeclarationState.PUBLISHED
    was_amended = False
    for act in acts:
        if day_of(act.at) > day:
            break
        if act.action in {Change.AMENDMENT, Change.CORRECTION}:
            was_amended = was_amended or act.action == Change.AMENDMENT
            state = DeclarationState.AMENDED if was_amended else DeclarationState.PUBLISHED
        elif act.action == "import" and "state" in act.details:
            state = DeclarationState(act.details["state"])
        elif act.action in _STATE_AFTER:
            state = _STATE_AFTER[act.action]
    today = day.isoformat()
    binds = state in IN_FORCE or (state is DeclarationState.SUPERSEDED and successor_from > today)
    effective = said[-1].content.standard.effective
    return Standing(day, said[-1], state, is_in_force=binds and effective[:10] <= today)
