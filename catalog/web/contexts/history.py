"""Two revisions of a declaration side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from declarations.change_words import change_lines

if TYPE_CHECKING:
    from declarations import DeclaredStandard, Explanation, Revision
    from declarations.change_words import ChangeLine
    from declarations.changes import RevisionChanges

__all__ = ["RevisionChangesPage", "RevisionHead", "build_revision_changes"]


@dataclass(frozen=True, slots=True)
class RevisionHead:
    """One of the two revisions."""

    number: int
    href: str
    published: str
    change: str
    explanation: Explanation | None


@dataclass(frozen=True, slots=True)
class RevisionChangesPage:
    """What differs between two revisions, as sentences: rows first, then everything else."""

    template: ClassVar[str] = "pages/revision_changes.html"
    href: str
    standard: DeclaredStandard
    old: RevisionHead
    new: RevisionHead
    rows: tuple[ChangeLine, ...]
    facts: tuple[ChangeLine, ...]
    stricter: int
    looser: int
    unchanged: int


def build_revision_changes(changes: RevisionChanges) -> RevisionChangesPage:
    """Return the page of two revisions."""
    lines = change_lines(changes)
    rows = tuple(line for line in lines if line.field == "row")
    return RevisionChangesPage(
        href=f"/declarations/{changes.new.declaration_id}",
        standard=changes.new.content.standard,
        old=_head(changes.old),
        new=_head(changes.new),
        rows=rows,
        facts=tuple(line for line in lines if line.field != "row"),
        stricter=sum(line.direction == "STRICTER" for line in rows),
        looser=sum(line.direction == "LOOSER" for line in rows),
        unchanged=changes.unchanged_rows,
    )


def _head(revision: Revision) -> RevisionHead:
    return RevisionHead(
        revision.number,
        f"/declarations/{revision.declaration_id}/revisions/{revision.number}",
        revision.published_at,
        revision.change.value,
        revision.content.explanation,
    )
