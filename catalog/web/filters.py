"""The filter of a comparison's page by verdict: words of the address, so that it works without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog.comparison.reports import VerdictKind
from catalog.web.dependencies import address

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import Request

__all__ = ["filter_href", "only_verdict"]


def only_verdict(request: Request) -> str | None:
    """Return the one verdict whose rows are asked for."""
    wanted = request.query_params.get("verdict")
    return wanted if wanted in set(VerdictKind) else None


def filter_href(request: Request, anchor: str = "rows") -> Callable[[str | None], str]:
    """Return the function from a verdict to the address that shows only its rows."""
    return lambda verdict: f"{address(request, verdict=verdict, lang=None)}#{anchor}"
