"""Routes of accounts: sign up as a firm, sign in and out, sessions."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from catalog.errors import DuibiaoError, ForbiddenError
from catalog.regions import region_path
from catalog.web.contexts.account import AccountPage, FieldError, SessionShown, SignInPage, SignUpPage
from catalog.web.dependencies import WorkplaceDep, language_of, show, site_address
from catalog.web.forms import FormDep  # noqa: TC001 - FastAPI reads the annotations of routes
from catalog.web.guards import GUARDS, SESSION_COOKIE, account_of

__all__ = ["router"]

router = APIRouter(prefix="/account", include_in_schema=False, dependencies=GUARDS)

FIELDS_OF_CODES = {"name", "password", "uscc", "firm"}
MONTH = 30 * 86_400
LONGEST_NAME = 200
"""Of what is kept of an attempt to sign in; no account has a name as long."""


def error_of(request: Request, error: DuibiaoError, fields: set[str], default: str) -> FieldError:
    """Return the error as a sentence in the visitor's language at the field that its code begins with."""
    field = error.code.split("-")[0]
    return FieldError(field if field in fields else default, error.zh if language_of(request) == "zh" else error.en)


def local_address(address: str) -> str:
    """Return ``address`` if it lies on this site, else the firm's own page: no redirect leads to another site."""
    is_local = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if is_local else "/file"


def _signed_in(request: Request, token: str, then: str) -> RedirectResponse:
    response = RedirectResponse(local_address(then), status_code=303)
    is_secure = site_address(request).startswith("https:")
    response.set_cookie(SESSION_COOKIE, token, max_age=MONTH, httponly=True, samesite="lax", secure=is_secure)
    return response


def _open_session(request: Request, workplace: WorkplaceDep, name: str, password: str) -> str:
    """Sign in and return the token of the new session; the one that this browser had is over."""
    client = request.headers.get("user-agent", "")
    _, token = workplace.accounts.sign_in(name[:LONGEST_NAME], password, address=_address(request), client=client)
    workplace.accounts.sign_out(request.cookies.get(SESSION_COOKIE, ""))
    return token


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


@router.get("/sign-in")
def sign_in_form(request: Request, then: str = "/file") -> HTMLResponse:
    """Show the form to sign in."""
    return show(request, SignInPage(then=local_address(then)), current="account", twin=False)


@router.post("/sign-in")
def sign_in(request: Request, workplace: WorkplaceDep, form: FormDep) -> Response:
    """Sign in, or show the form again with one error."""
    name, password, then = form.get("name", ""), form.get("password", ""), form.get("then", "")
    try:
        token = _open_session(request, workplace, name, password)
    except DuibiaoError as error:
        errors = (error_of(request, error, {"name", "password"}, "password"),)
        is_locked = isinstance(error, ForbiddenError) and error.code == "name-locked"
        return show(
            request,
            SignInPage(name=name, then=local_address(then), errors=errors),
            current="account",
            twin=False,
            status=429 if is_locked else 400,
        )
    return _signed_in(request, token, then)


@router.get("/sign-up")
def sign_up_form(request: Request) -> HTMLResponse:
    """Show the form to sign up."""
    return show(request, SignUpPage(), current="account", twin=False)


@router.post("/sign-up")
def sign_up(request: Request, workplace: WorkplaceDep, form: FormDep) -> Response:
    """Make the account of a firm and sign it in, or show the form again with one error."""
    name, password = form.get("name", ""), form.get("password", "")
    shown = {field: form.get(field, "") for field in ("uscc", "firm", "name")}
    try:
        workplace.accounts.sign_up(name, password, uscc=shown["uscc"], firm_name=shown["firm"])
        token = _open_session(request, workplace, name, password)
    except DuibiaoError as error:
        page = SignUpPage(form=shown, errors=(error_of(request, error, FIELDS_OF_CODES, "name"),))
        return show(request, page, current="account", twin=False, status=400)
    return _signed_in(request, token, "/file")


@router.get("")
def account(request: Request, workplace: WorkplaceDep) -> Response:
    """Show the visitor's own account, or the way to sign in."""
    own = account_of(request)
    if own is None:
        return RedirectResponse(f"/account/sign-in?then={quote('/account')}", status_code=303)
    firm = workplace.declarations.find_firm(own.uscc) if own.uscc else None
    page = AccountPage(
        name=own.name,
        role=own.role,
        firm_name=firm.name if firm else None,
        firm_href=f"/firms/{own.uscc}" if firm else None,
        uscc=own.uscc,
        region=" ".join(region_path(firm.region)) or firm.region if firm else None,
        is_verified=bool(firm and firm.verified),
        sessions=tuple(
            SessionShown(session.id, session.started, session.client, session.is_this)
            for session in workplace.accounts.sessions(own.id, request.cookies.get(SESSION_COOKIE, ""))
        ),
    )
    return show(request, page, current="account", twin=False)


@router.post("/sessions/{session_id}/end")
def end_session(request: Request, workplace: WorkplaceDep, session_id: str) -> Response:
    """End one of the visitor's sessions; ending the present one signs out."""
    own = account_of(request)
    if own is None:
        return RedirectResponse("/account/sign-in", status_code=303)
    workplace.accounts.end_session(own.id, session_id)
    still = workplace.accounts.find_session(request.cookies.get(SESSION_COOKIE, ""))
    response = RedirectResponse("/account" if still else "/", status_code=303)
    if not still:
        response.delete_cookie(SESSION_COOKIE)
    return response
