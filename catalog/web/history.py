"""Routes of a declaration's past: each revision as the JSON that was signed, and what differs between two."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from catalog.services.life import compare_revisions
from catalog.web.contexts.history import build_revision_changes
from catalog.web.dependencies import JsonResponse, RevisionNumber, WorkplaceDep, show
from catalog.web.guards import GUARDS
from declarations.change_words import changes_to_json

__all__ = ["router"]

router = APIRouter(prefix="/declarations", include_in_schema=False, dependencies=GUARDS)


@router.get("/{identity}/revisions/{number}.json")
def revision_json(identity: str, number: RevisionNumber, workplace: WorkplaceDep) -> JsonResponse:
    """Return a revision as the JSON that its receipt vouches for."""
    return JsonResponse(workplace.declarations.signed_revision(identity, number))


@router.get("/{identity}/revisions/{old}/changes/{new}.json")
def changes_json(identity: str, old: RevisionNumber, new: RevisionNumber, workplace: WorkplaceDep) -> JsonResponse:
    """Return what differs between two revisions as JSON."""
    return JsonResponse(changes_to_json(compare_revisions(workplace, identity, old, new)))


@router.get("/{identity}/revisions/{old}/changes/{new}", response_class=HTMLResponse)
def changes(
    request: Request, identity: str, old: RevisionNumber, new: RevisionNumber, workplace: WorkplaceDep
) -> HTMLResponse:
    """Say what differs between two revisions."""
    found = compare_revisions(workplace, identity, old, new)
    return show(request, build_revision_changes(found), current="search")
