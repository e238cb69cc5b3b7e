"""The application: made by :func:`create_app` from settings, nothing at import."""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from string import printable
from typing import TYPE_CHECKING
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from catalog.errors import DuibiaoError
from catalog.services.indexing import indexing_worker
from catalog.services.workplace import open_workplace
from catalog.settings import Settings
from catalog.web import accounts, filing, life, public
from catalog.web.dependencies import LANGUAGE_COOKIE, Web
from catalog.web.errors import install_error_handlers
from catalog.web.guards import SECURITY_HEADERS, BodyLimit, SignInNeededError
from importers.documents import keep_ready
from templates import LANGUAGES, Renderer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["create_app", "create_served_app"]

A_YEAR = 31_536_000
HEADERS = tuple((name.encode(), value.encode()) for name, value in SECURITY_HEADERS.items())


def create_served_app() -> FastAPI:
    """Return the application of the installation that the environment names; each worker of ``serve`` calls this."""
    return create_app(Settings())


def create_app(settings: Settings) -> FastAPI:
    """Return the web front end of the installation in ``settings.home``; it is opened when the server starts."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        workplace = open_workplace(settings)
        worker = indexing_worker(workplace)
        app.state.web = Web(workplace=workplace, renderer=Renderer(), wake_indexing=worker.wake)
        worker.start()
        keep_ready()
        yield
        worker.stop()
        workplace.close()

    app = FastAPI(
        title="Duibiao",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    install_error_handlers(app)
    app.add_exception_handler(SignInNeededError, _lead_to_sign_in)
    app.add_middleware(BodyLimit, limit=settings.max_upload_bytes)
    app.add_middleware(FinishingTouches)
    app.add_api_route("/static/{name}", _static, methods=["GET", "HEAD"], include_in_schema=False)
    app.add_api_route("/healthz", _healthz, include_in_schema=False)
    app.add_api_route("/readyz", _readyz, include_in_schema=False)
    app.include_router(accounts.router)
    app.include_router(life.router)
    app.include_router(filing.router)
    app.include_router(public.router)
    return app


class FinishingTouches:
    """ASGI middleware: the headers of every answer, and the cookie of a language that was chosen.

    What a browser would not have sent is mended on the way in, so that no address fails before its route is asked.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, adding headers to its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope = _mended(scope)
        extra = list(HEADERS)
        query = scope.get("query_string", b"")
        if b"lang=" in query:
            request = Request(scope)
            chosen = request.query_params.get("lang")
            if chosen in LANGUAGES and request.cookies.get(LANGUAGE_COOKIE) != chosen:
                cookie = f"{LANGUAGE_COOKIE}={chosen}; Max-Age={A_YEAR}; Path=/; HttpOnly; SameSite=lax"
                extra.append((b"set-cookie", cookie.encode()))

        async def finish(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message["headers"]}
                added = [(name, value) for name, value in extra if name == b"set-cookie" or name not in given]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        await self.app(scope, receive, finish)


def _mended(scope: Scope) -> Scope:
    """Return a request that asks as a browser would: ``HEAD`` as ``GET``, no NUL, no bytes beyond ASCII in a query.

    A server leaves out the body of an answer to ``HEAD`` itself. No database takes NUL in a text.
    """
    query: bytes = scope.get("query_string", b"")
    return {
        **scope,
        "method": "GET" if scope["method"] == "HEAD" else scope["method"],
        "path": scope["path"].replace("\0", "\ufffd"),
        "query_string": quote(query, safe=printable).replace("%00", "%20").encode("ascii"),
    }


def _lead_to_sign_in(request: Request, error: Exception) -> Response:  # noqa: ARG001 - the handler's signature
    then = error.then if isinstance(error, SignInNeededError) else "/file"
    return RedirectResponse(f"/account/sign-in?then={quote(then)}", status_code=303)


def _static(request: Request, name: str) -> Response:
    web: Web = request.app.state.web
    asset = web.renderer.assets.find(name)
    if asset is None:
        raise HTTPException(404)
    headers = {"Cache-Control": f"public, max-age={A_YEAR}, immutable"}
    return Response(asset.data, media_type=asset.media_type, headers=headers)


def _healthz() -> PlainTextResponse:
    return PlainTextResponse("ok\n")


def _readyz(request: Request) -> PlainTextResponse:
    """Tell a balancer whether this process can answer: its database is current. Search may be down."""
    web: Web = request.app.state.web
    try:
        web.workplace.require_ready()
        web.workplace.catalog.queue.pending()  # the database answers now, not only at the start
    except DuibiaoError as error:
        logging.getLogger(__name__).warning("not ready: %s", error.en)
        return PlainTextResponse("not ready\n", status_code=503)
    return PlainTextResponse("ready\n")
