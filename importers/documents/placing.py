"""From the numbers that blocks carry to the places that a person can look at."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from catalog.comparison.requirements import Grade, Requirement
from importers.documents.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from importers.documents.blocks import Blocks, Fragment, Place
    from importers.documents.drafts import Draft, ReadingIssue

__all__ = ["placed", "placed_issue"]

_SPACE = re.compile(r"\s+")
_OCR_REASON = "recognised in a picture by a machine: compare every sign with the page"


def placed(requirement: Requirement, group: list[Draft], blocks: Blocks) -> Requirement:
    """Return a requirement with the place of its drafts; what a machine recognised is marked and never trusted."""
    if not blocks.places:
        return requirement
    found = [place for draft in group if (place := _place_of(draft, blocks)) is not None]
    place = _joined(found)
    source = replace(requirement.source, line=None)
    if place is None:
        return replace(requirement, source=source)
    source = replace(
        source, page=place.page, box=place.box, paragraph=place.paragraph, sheet=place.sheet, cell=place.cell
    )
    if any(p.is_ocr for p in found):
        return replace(requirement, source=source, grade=Grade.C, problem="OCR", problem_reason=_OCR_REASON)
    return replace(requirement, source=source)


def placed_issue(issue: ReadingIssue, blocks: Blocks) -> ReadingIssue:
    """Return an issue with the place of its block in a file without lines."""
    if not blocks.places or issue.line is None:
        return issue
    fragments = blocks.fragments.get(issue.line)
    place = _part(fragments, issue.text) if fragments else None
    return replace(issue, line=None, place=place or blocks.places.get(issue.line))


def _place_of(draft: Draft, blocks: Blocks) -> Place | None:
    if draft.row is not None and draft.column is not None:
        cell = blocks.cells.get((draft.line, draft.column))
        if cell is not None:
            return cell
    fragments = blocks.fragments.get(draft.line)
    part = _part(fragments, draft.text) if fragments else None
    return part or blocks.places.get(draft.line)


def _part(fragments: tuple[Fragment, ...], text: str) -> Place | None:
    """Return the place of the pieces in which a sentence stands, on the page where most of it is."""
    pieces = [_SPACE.sub("", Words.of(fragment.text).folded) for fragment in fragments]
    wanted = _SPACE.sub("", Words.of(text).folded)
    start = "".join(pieces).find(wanted) if wanted else -1
    if start < 0:
        return None
    end, at = start + len(wanted), 0
    hit = []
    for fragment, piece in zip(fragments, pieces, strict=True):
        if at < end and at + len(piece) > start:
            hit.append(fragment.place)
        at += len(piece)
    return _joined(hit)


def _joined(places: Iterable[Place]) -> Place | None:
    """Return the box around all places of the page that most of them are on; the first place of other kinds."""
    every = list(places)
    if not every:
        return None
    pages = [place.page for place in every]
    page = max(dict.fromkeys(pages), key=pages.count)
    boxes = [place.box for place in every if place.page == page and place.box is not None]
    first = next(place for place in every if place.page == page)
    if not boxes:
        return first
    box = (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
    return replace(first, box=box)
