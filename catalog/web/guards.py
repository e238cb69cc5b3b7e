"""What stands before every route: the size of a request, where it comes from, who asks; what each answer carries."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from catalog.errors import ForbiddenError
from catalog.web.contexts.site import Visitor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from catalog.services.workplace import Workplace
    from declarations import Account

__all__ = [
    "GUARDS",
    "SECURITY_HEADERS",
    "SESSION_COOKIE",
    "BodyLimit",
    "TooLargeError",
    "account_of",
    "load_visitor",
    "refuse_foreign_requests",
    "require_account",
]

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'"
)
SECURITY_HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "content-security-policy": CONTENT_SECURITY_POLICY,
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
    }
)
"""What every answer tells the browser, whatever it is."""

SESSION_COOKIE = "duibiao-session"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FORM_OVERHEAD = 1 << 20
"""What a form may carry beside the file itself, in bytes."""


MOST_DISCARDED = 16
"""How many times the limit is read and thrown away before the connection is cut."""


class TooLargeError(HTTPException):
    """A request is longer than it may be; an HTTPException, since only such ones leave the reading of a form."""

    def __init__(self, limit: int) -> None:
        super().__init__(413)
        size = f"{limit >> 20} MB"
        self.en = f"what was sent is larger than {size}; leave out pictures or split it"
        self.zh = f"发送的内容超过 {size}；请去掉图片或拆分后再上传"


class BodyLimit:
    """ASGI middleware that ends a request whose body is too long, whatever its headers say.

    A form with a file may carry ``limit`` bytes and its fields beside it, every other request its fields only.
    """

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting what arrives."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        kind = dict(scope["headers"]).get(b"content-type", b"")
        limit = self.limit if kind.startswith(b"multipart/form-data") else 0
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received <= limit + FORM_OVERHEAD:
                return message
            # a browser shows no answer before it has sent everything
            while message.get("more_body") and received < MOST_DISCARDED * (limit + FORM_OVERHEAD):
                message = await receive()
                received += len(message.get("body", b""))
            raise TooLargeError(limit or FORM_OVERHEAD)

        await self.app(scope, counted, send)


def refuse_foreign_requests(request: Request) -> None:
    """Raise ForbiddenError where another site's page sends something that changes something here.

    Browsers say where a request comes from in ``Sec-Fetch-Site`` and ``Origin``; one that says neither but carries a
    session is refused as well.
    """
    if request.method in SAFE_METHODS:
        return
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None:
        is_ours = site in ("same-origin", "none")
    elif origin is not None:
        is_ours = _host_of(origin) == request.headers.get("host", "").lower() != ""
    else:
        is_ours = SESSION_COOKIE not in request.cookies
    if not is_ours:
        raise ForbiddenError(
            "this form was sent from another site; open the page here and send it again",
            "此表单来自其他网站；请在本站打开页面后重新提交",
        )


def _host_of(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return None


def load_visitor(request: Request) -> None:
    """Find out who asks, from the session cookie; a stale or forged cookie is nobody."""
    request.state.account = None
    request.state.visitor = None
    token = request.cookies.get(SESSION_COOKIE)
    if not token:
        return
    workplace: Workplace = request.app.state.web.workplace
    account = workplace.accounts.find_session(token)
    if account is not None:
        request.state.account = account
        request.state.visitor = Visitor(name=account.name, role=account.role)


def account_of(request: Request) -> Account | None:
    """Return the account that asks, or none."""
    account: Account | None = request.state.account
    return account


GUARDS = (Depends(load_visitor), Depends(refuse_foreign_requests))
"""What each router of pages asks before any of its routes; a picture or a probe asks nothing."""


class SignInNeededError(ForbiddenError):
    """Nobody is signed in; ``then`` is the address to come back to."""

    code = "sign-in-needed"

    def __init__(self, then: str) -> None:
        super().__init__("sign in first", "请先登录")
        self.then = then


def require_account(request: Request) -> Account:
    """Return the account of a firm that asks; raises SignInNeededError, or ForbiddenError for other roles."""
    account = account_of(request)
    if account is None:
        raise SignInNeededError(request.url.path if request.method in SAFE_METHODS else "/file")
    if account.uscc is None:
        raise ForbiddenError("only a firm files declarations", "只有企业账号可以提交声明")
    return account
