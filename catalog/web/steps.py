"""What the routes of the steps of a draft share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Depends
from fastapi.responses import RedirectResponse

from catalog.errors import UnusableInputError
from catalog.web.dependencies import show
from catalog.web.guards import require_account
from declarations import Account

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import Request
    from fastapi.responses import HTMLResponse

    from templates import Page

__all__ = ["AccountDep", "go_to", "show_step", "version_of"]

AccountDep = Annotated[Account, Depends(require_account)]


def show_step(request: Request, page: Page, *, status: int = 200) -> HTMLResponse:
    """Render a page of filing."""
    return show(request, page, current="file", twin=False, status=status)


def go_to(path: str) -> RedirectResponse:
    """Lead on after something was saved."""
    return RedirectResponse(path, status_code=303)


def version_of(form: Mapping[str, str]) -> int:
    """Return the version of the draft that a form was made from; raises UnusableInputError where it says none."""
    text = form.get("version", "")
    if not text.isdecimal() or len(text) > 9:  # noqa: PLR2004 - more saves than anybody makes
        raise UnusableInputError("the form is incomplete; open the page again", "表单不完整；请重新打开页面")
    return int(text)
