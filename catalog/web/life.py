"""Routes on which a firm revises or withdraws what it published."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from catalog.errors import ConflictError, UnusableInputError
from catalog.services import life
from catalog.web.accounts import error_of
from catalog.web.contexts.life import RevisePage, WithdrawPage
from catalog.web.dependencies import WorkplaceDep, show, web_of
from catalog.web.forms import form_of
from catalog.web.guards import GUARDS, require_account
from declarations import Account

__all__ = ["router"]

router = APIRouter(prefix="/file/declarations", include_in_schema=False, dependencies=GUARDS)

FormDep = Annotated[dict[str, str], Depends(form_of)]
AccountDep = Annotated[Account, Depends(require_account)]
REFUSED = 400
UNFILLED = {"how": "", "weight": "", "words": "", "reason": ""}
"""What the forms show before anything is typed."""


@router.get("/{identity}/revise", response_class=HTMLResponse)
def revise_form(request: Request, workplace: WorkplaceDep, account: AccountDep, identity: str) -> HTMLResponse:
    """Ask how the declaration is changed and why."""
    item = life.own_declaration(workplace, account, identity)
    return show(request, RevisePage(identity, item.revision.content.standard, UNFILLED), current="file", twin=False)


@router.post("/{identity}/revise")
def revise(request: Request, workplace: WorkplaceDep, account: AccountDep, identity: str, form: FormDep) -> Response:
    """Open a draft that begins as what is published."""
    item = life.own_declaration(workplace, account, identity)
    try:
        draft = life.start_revision(
            *(workplace, account, identity, form.get("how", "")),
            words=form.get("words", ""),
            weight=form.get("weight", ""),
        )
    except (UnusableInputError, ConflictError) as error:
        errors = (error_of(request, error, {"how", "words", "weight"}, "how"),)
        page = RevisePage(identity, item.revision.content.standard, UNFILLED | form, errors)
        return show(request, page, current="file", twin=False, status=REFUSED)
    return RedirectResponse(f"/file/{draft.id}/standard", status_code=303)


@router.get("/{identity}/withdraw", response_class=HTMLResponse)
def withdraw_form(request: Request, workplace: WorkplaceDep, account: AccountDep, identity: str) -> HTMLResponse:
    """Ask why the declaration is taken back."""
    item = life.own_declaration(workplace, account, identity)
    return show(request, WithdrawPage(identity, item.revision.content.standard, UNFILLED), current="file", twin=False)


@router.post("/{identity}/withdraw")
def withdraw(request: Request, workplace: WorkplaceDep, account: AccountDep, identity: str, form: FormDep) -> Response:
    """Take the declaration back; its page stays."""
    item = life.own_declaration(workplace, account, identity)
    try:
        life.withdraw(workplace, account, identity, form.get("reason", ""))
    except (UnusableInputError, ConflictError) as error:
        errors = (error_of(request, error, {"reason"}, "reason"),)
        page = WithdrawPage(identity, item.revision.content.standard, UNFILLED | form, errors)
        return show(request, page, current="file", twin=False, status=REFUSED)
    web_of(request).wake_indexing()
    return RedirectResponse(f"/declarations/{identity}", status_code=303)
