"""From errors to answers: the only place that knows status codes."""

from __future__ import annotations

import logging
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from catalog.errors import (
    ConflictError,
    DuibiaoError,
    ForbiddenError,
    NotFoundError,
    ServiceDownError,
    UnusableInputError,
)
from catalog.web.contexts.error import ErrorPage
from catalog.web.dependencies import JsonResponse, show
from catalog.web.guards import SECURITY_HEADERS, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import FastAPI, Request
    from fastapi.responses import Response

__all__ = ["STATUS_CODES", "install_error_handlers", "status_of"]

STATUS_CODES: Mapping[type[DuibiaoError], int] = MappingProxyType(
    {
        UnusableInputError: 400,
        ForbiddenError: 403,
        NotFoundError: 404,
        ConflictError: 409,
        ServiceDownError: 503,
        DuibiaoError: 500,
    }
)


UNREADABLE = 400
STILL_THERE = {400, 403, 409, 413}
"""Of a draft whose step could not be saved."""


def status_of(error: DuibiaoError) -> int:
    """Return the status code for ``error``, by its nearest class."""
    return next(STATUS_CODES[kind] for kind in type(error).__mro__ if kind in STATUS_CODES)


def wants_json(request: Request) -> bool:
    """Tell whether a program asks."""
    return request.url.path.endswith(".json") or request.url.path.startswith("/api/")


def install_error_handlers(app: FastAPI) -> None:
    """Make every error a page, or JSON for a program."""

    def of_ours(request: Request, error: Exception) -> Response:
        assert isinstance(error, DuibiaoError)  # noqa: S101  # registered for this class only
        if isinstance(error, ServiceDownError):
            # what it says is for the operator: it may name hosts and what a driver said
            logging.getLogger(__name__).error("%s", error.en)
            return _answer(
                request,
                status_of(error),
                error.code,
                "a part of the service does not answer at present; nothing that was saved is lost",
                "服务的一部分暂时没有响应；已保存的内容不会丢失",
            )
        return _answer(request, status_of(error), error.code, error.en, error.zh)

    def of_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101  # registered for this class only
        en = zh = ""
        if isinstance(error, TooLargeError):
            en, zh = error.en, error.zh
        elif error.status_code == UNREADABLE:
            en, zh = (
                "the form could not be read; open the page again and send it once more",
                "表单无法读取；请重新打开页面后再提交",
            )
        response = _answer(request, error.status_code, f"http-{error.status_code}", en, zh)
        response.headers.update(error.headers or {})
        return response

    def of_validation(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101  # registered for this class only
        where = ", ".join(str(problem["loc"][-1]) for problem in error.errors())
        return _answer(request, 400, "bad-request", f"The address has a value that cannot be used: {where}.",
                       f"网址中有无法使用的值：{where}。")  # fmt: skip

    def of_ourselves(request: Request, error: Exception) -> Response:  # noqa: ARG001  # the server logs it itself
        response = _answer(request, 500, "http-500", "", "")
        response.headers.update(SECURITY_HEADERS)  # this answer is made outside of every middleware
        return response

    app.add_exception_handler(DuibiaoError, of_ours)
    app.add_exception_handler(HTTPException, of_http)
    app.add_exception_handler(RequestValidationError, of_validation)
    app.add_exception_handler(Exception, of_ourselves)


def _answer(request: Request, status: int, code: str, en: str, zh: str) -> Response:
    if wants_json(request):
        return JsonResponse({"error": {"code": code, "en": en or code, "zh": zh or en or code}}, status_code=status)
    page = ErrorPage(status=status, en=en, zh=zh, onward=_onward(request.scope["path"], status))
    return show(request, page, twin=False, status=status)


def _onward(path: str, status: int) -> str | None:
    """Return where a firm whose step failed goes on: at the step as it is now, or else at its own work."""
    parts = path.split("/")[1:]
    if parts[0] != "file":
        return None
    is_step = len(parts) > 2  # noqa: PLR2004 - file, draft, step
    return f"/{quote('/'.join(parts[:3]))}" if is_step and status in STILL_THERE else "/file"
