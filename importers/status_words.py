"""Words of catalogues for the state of an edition, in the languages of their portals."""

from __future__ import annotations

from catalog.standards import Status

__all__ = ["STATUS_WORDS", "find_status"]

STATUS_WORDS: dict[str, Status] = {
    # Relaton, ISO, IEC, ITU, CEN, BSI
    "published": Status.CURRENT,
    "in force": Status.CURRENT,
    "in-force": Status.CURRENT,
    "valid": Status.CURRENT,
    "main": Status.CURRENT,
    "active": Status.CURRENT,
    "activated": Status.CURRENT,
    "current": Status.CURRENT,
    "current, under review": Status.CURRENT,
    "current, under revision": Status.CURRENT,
    "under review": Status.CURRENT,
    "confirmed": Status.CURRENT,
    "confirmed, current": Status.CURRENT,
    "partially superseded": Status.CURRENT,
    "current, partially replaced": Status.CURRENT,
    "approved": Status.APPROVED,
    "upcoming": Status.APPROVED,
    "not yet in force": Status.APPROVED,
    "under development": Status.DRAFT,
    "under drafting": Status.DRAFT,
    "under approval": Status.DRAFT,
    "draft": Status.DRAFT,
    "draft for public comment": Status.DRAFT,
    "project underway": Status.DRAFT,
    "revised": Status.SUPERSEDED,
    "revised, withdrawn": Status.SUPERSEDED,
    "replaced": Status.SUPERSEDED,
    "superseded": Status.SUPERSEDED,
    "superseded, withdrawn": Status.SUPERSEDED,
    "withdrawn": Status.WITHDRAWN,
    "withdrawal": Status.WITHDRAWN,
    "suppressed": Status.WITHDRAWN,
    "deleted": Status.WITHDRAWN,
    "obsoleted": Status.WITHDRAWN,
    "cancelled": Status.WITHDRAWN,
    # French
    "publiée": Status.CURRENT,
    "annulée": Status.WITHDRAWN,
    # Chinese
    "现行": Status.CURRENT,
    "现行有效": Status.CURRENT,
    "有效": Status.CURRENT,
    "即将实施": Status.APPROVED,
    "未实施": Status.APPROVED,
    "征求意见": Status.DRAFT,
    "草案": Status.DRAFT,
    "被代替": Status.SUPERSEDED,
    "已被代替": Status.SUPERSEDED,
    "被替代": Status.SUPERSEDED,
    "已替代": Status.SUPERSEDED,
    "废止": Status.WITHDRAWN,
    "已废止": Status.WITHDRAWN,
    "作废": Status.WITHDRAWN,
    # Japanese
    "有効": Status.CURRENT,
    "廃止": Status.WITHDRAWN,
}
NOT_TOLD = frozenset({"待查", "未知", "unknown", "不详"})
"""Words by which a list says that it does not know."""


def find_status(word: str) -> Status | None:
    """Return the status that a word means, ``unknown`` where the source says so, none where the word is not known."""
    plain = word.strip().lower()
    return Status.UNKNOWN if plain in NOT_TOLD else STATUS_WORDS.get(plain)
