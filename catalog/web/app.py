"""The application: made by :func:`create_app` from settings, nothing at import."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, Response
from starlette.exceptions import HTTPException

from catalog.services.workplace import open_workplace
from catalog.web import public
from catalog.web.dependencies import LANGUAGE_COOKIE, Web
from catalog.web.errors import install_error_handlers
from templates import LANGUAGES, Renderer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from catalog.settings import Settings

__all__ = ["create_app"]

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'"
)
A_YEAR = 31_536_000


def create_app(settings: Settings) -> FastAPI:
    """Return the web front end of the installation in ``settings.home``; it is opened when the server starts."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        workplace = open_workplace(settings)
        app.state.web = Web(workplace=workplace, renderer=Renderer())
        yield
        workplace.close()

    app = FastAPI(title="Duibiao", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json")
    install_error_handlers(app)
    app.middleware("http")(_finish)
    app.add_api_route("/static/{name}", _static, methods=["GET", "HEAD"], include_in_schema=False)
    app.add_api_route("/healthz", _healthz, include_in_schema=False)
    app.include_router(public.router)
    return app


async def _finish(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """Add the headers of every answer, and keep a language that was chosen."""
    response = await call_next(request)
    response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    chosen = request.query_params.get("lang")
    if chosen in LANGUAGES and request.cookies.get(LANGUAGE_COOKIE) != chosen:
        response.set_cookie(LANGUAGE_COOKIE, chosen, max_age=A_YEAR, httponly=True, samesite="lax")
    return response


def _static(request: Request, name: str) -> Response:
    web: Web = request.app.state.web
    asset = web.renderer.assets.find(name)
    if asset is None:
        raise HTTPException(404)
    headers = {"Cache-Control": f"public, max-age={A_YEAR}, immutable"}
    return Response(asset.data, media_type=asset.media_type, headers=headers)


def _healthz() -> PlainTextResponse:
    return PlainTextResponse("ok\n")
