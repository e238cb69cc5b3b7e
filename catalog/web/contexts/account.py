"""Pages of accounts: sign in, sign up, the account itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

__all__ = ["AccountPage", "FieldError", "SessionShown", "SignInPage", "SignUpPage"]


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing that stops a form: the field it belongs to, and a sentence."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class SignInPage:
    """The form to sign in; ``then`` is the address to go on to."""

    template: ClassVar[str] = "pages/account/sign_in.html"
    name: str = ""
    then: str = "/file"
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class SignUpPage:
    """The form to sign up as a firm, with what was typed; the password is never shown again."""

    template: ClassVar[str] = "pages/account/sign_up.html"
    form: dict[str, str] = field(default_factory=dict)
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionShown:
    """One signed-in device: the id that ends it, when it began, what the browser calls itself."""

    id: str
    started: str
    client: str
    is_this: bool


@dataclass(frozen=True, slots=True)
class AccountPage:
    """The account of the visitor and where it is signed in."""

    template: ClassVar[str] = "pages/account/account.html"
    name: str
    role: str
    firm_name: str | None
    firm_href: str | None
    uscc: str | None
    region: str | None
    is_verified: bool
    sessions: tuple[SessionShown, ...]
