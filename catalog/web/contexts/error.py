"""The page of an error: what, where, why, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

__all__ = ["ErrorPage"]


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """One error.

    ``en`` and ``zh`` are the error's own sentences; empty means that the status says all. ``onward`` is the address at
    which a firm goes on with its work.
    """

    template: ClassVar[str] = "pages/error.html"
    status: int
    en: str
    zh: str
    onward: str | None = None
