"""Pages on which a firm revises or withdraws what it published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from catalog.web.contexts.account import FieldError
    from declarations import DeclaredStandard

__all__ = ["RevisePage", "WithdrawPage"]


@dataclass(frozen=True, slots=True)
class RevisePage:
    """How a published declaration is changed, and why."""

    template: ClassVar[str] = "pages/file/revise.html"
    id: str
    standard: DeclaredStandard
    form: dict[str, str]
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class WithdrawPage:
    """Why a declaration is taken back."""

    template: ClassVar[str] = "pages/file/withdraw.html"
    id: str
    standard: DeclaredStandard
    form: dict[str, str]
    errors: tuple[FieldError, ...] = ()
