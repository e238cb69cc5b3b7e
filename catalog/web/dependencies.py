"""What routes ask for: the opened installation, the visitor's language, and the way from a page to a response."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlencode

import orjson
from fastapi import Depends, Path, Request
from fastapi.responses import HTMLResponse, Response

from catalog.web.contexts.site import Site
from templates import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from catalog.services.workplace import Workplace
    from templates import Page, Renderer

__all__ = [
    "LANGUAGE_COOKIE",
    "JsonResponse",
    "RevisionNumber",
    "Web",
    "WebDep",
    "WorkplaceDep",
    "json_twin",
    "language_of",
    "preferred_language",
    "show",
    "site_address",
]

LANGUAGE_COOKIE = "duibiao-lang"
DEFAULT_LANGUAGE = next(iter(LANGUAGES))
MOST_LANGUAGES = 20
"""Languages of a header that are looked at."""
WEIGHT = re.compile(r"[qQ]=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")


@dataclass(frozen=True, slots=True)
class Web:
    """What one process holds for its requests."""

    workplace: Workplace
    renderer: Renderer
    wake_indexing: Callable[[], None] = lambda: None


class JsonResponse(Response):
    """JSON in UTF-8, readable by a person too."""

    media_type = "application/json"

    def render(self, content: object) -> bytes:
        """Return ``content`` as bytes."""
        return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS)


def web_of(request: Request) -> Web:
    """Return what this process holds."""
    web: Web = request.app.state.web
    return web


def workplace_of(request: Request) -> Workplace:
    """Return the opened installation."""
    return web_of(request).workplace


RevisionNumber = Annotated[int, Path(ge=1, le=9999)]
"""No declaration has more, and no database takes a number without end."""
WebDep = Annotated[Web, Depends(web_of)]
WorkplaceDep = Annotated["Workplace", Depends(workplace_of)]


def language_of(request: Request) -> str:
    """Return the language of the answer: ``?lang=``, else the cookie, else what the browser prefers, else Chinese."""
    for wanted in (request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE)):
        if wanted is not None and wanted in LANGUAGES:
            return wanted
    return preferred_language(request.headers.get("Accept-Language", ""))


def preferred_language(header: str) -> str:
    """Return the language of ours that an ``Accept-Language`` header puts first (RFC 9110, 12.5.4), else Chinese.

    Weights that cannot be read count as nothing; of equal ones the first counts.
    """
    best, most = DEFAULT_LANGUAGE, 0.0
    for item in header.split(",")[:MOST_LANGUAGES]:
        tag, _, parameters = item.partition(";")
        language = tag.strip().split("-")[0].lower()
        weight = _weight(parameters)
        if language in LANGUAGES and weight > most:
            best, most = language, weight
    return best


def _weight(parameters: str) -> float:
    found = WEIGHT.fullmatch(parameters.strip())
    if found is None:
        return 0.0 if parameters.strip() else 1.0
    return float(found[1])


def site_address(request: Request) -> str:
    """Return the address of this site without a slash at its end: the one that is set, else the one asked for."""
    return web_of(request).workplace.settings.public_url or str(request.base_url).rstrip("/")


def address(request: Request, path: str | None = None, **changes: str | None) -> str:
    """Return this page's address with some of its query changed; ``None`` takes a word out."""
    query = [(key, value) for key, value in request.query_params.multi_items() if key not in changes]
    query += [(key, value) for key, value in changes.items() if value is not None]
    shown = path if path is not None else request.url.path
    return f"{shown}?{urlencode(query)}" if query else shown


def json_twin(request: Request) -> str:
    """Return the address of this page's machine-readable twin."""
    path = request.url.path.rstrip("/") or "/index"
    return address(request, f"{path}.json", lang=None)


def show(
    request: Request, page: Page, *, current: str | None = None, twin: bool = True, status: int = 200
) -> HTMLResponse:
    """Render ``page`` in the visitor's language."""
    language = language_of(request)
    other = next(name for name in LANGUAGES if name != language)
    site = Site(
        language=language,
        switch_href=address(request, lang=other),
        current=current,
        twin_href=json_twin(request) if twin else None,
        visitor=getattr(request.state, "visitor", None),
        flashes=getattr(request.state, "flashes", ()),
    )
    response = HTMLResponse(web_of(request).renderer.render(page, site, language), status_code=status)
    response.headers["Content-Language"] = LANGUAGES[language]
    response.headers["Vary"] = "Cookie, Accept-Language"
    if site.visitor is not None:
        response.headers["Cache-Control"] = "private, no-cache"
    return response
