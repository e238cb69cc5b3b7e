"""Accounts of firms, supervisors, curators and administrators: signing up and in, sessions, roles.

The first word of an error's ``code`` (``name``, ``password``, ``uscc``, ``firm``) is the field that it belongs to.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from catalog.errors import ConflictError, ForbiddenError, NotFoundError, UnusableInputError
from catalog.store import timestamp
from declarations.accounts_store import AccountRow, AccountStore
from declarations.model import Firm, new_identity, read_uscc

if TYPE_CHECKING:
    from pwdlib import PasswordHash

    from catalog.database import Database

__all__ = ["Account", "Accounts", "Role", "Session"]

_NAME = re.compile(r"[\w.-]{3,40}")
_PASSWORD_LENGTH = (10, 200)
_WINDOW_SECONDS = 15 * 60
_ATTEMPTS_OF_NAME = 10
_ATTEMPTS_OF_ADDRESS = 100
"""A firm's whole office may share one address."""
_LIFETIME_SECONDS = 30 * 86_400.0
_IDLE_SECONDS = 14 * 86_400.0
_TOUCH_SECONDS = 300.0
"""A session's last use is written at most this often, so that reading pages writes nothing."""


class Role(StrEnum):
    """What an account may do."""

    FIRM = "firm"
    """Files the declarations of one firm."""
    SUPERVISOR = "supervisor"
    """Records decisions of authorities."""
    CURATOR = "curator"
    """Keeps catalogue and benchmarks."""
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in; ``uscc`` is the firm's code, for accounts of firms only."""

    id: str
    name: str
    role: Role
    uscc: str | None
    created_at: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Session:
    """One signed-in device; ``id`` ends it and signs nobody in. ``client`` is what the browser calls itself."""

    id: str
    started: str
    seen: str
    client: str
    is_this: bool


class Accounts:
    """Signing up, in and out. Passwords are kept as argon2 hashes only, session tokens as SHA-256 only."""

    def __init__(self, database: Database) -> None:
        self._store = AccountStore(database)

    def sign_up(self, name: str, password: str, *, uscc: str, firm_name: str, region: str = "") -> Account:
        """Make the account of a firm, its identity not verified; the region defaults to the one in the code.

        Raises UnusableInputError for what cannot be used, ConflictError where name or code have an account.
        """
        code = read_uscc(uscc)
        title = " ".join(unicodedata.normalize("NFKC", firm_name).split())
        if not title:
            raise UnusableInputError(
                "The name of the firm is missing: write it as on the business licence.",
                "缺少企业名称：请按营业执照填写。",
                code="firm-name",
            )
        firm = Firm(code, title, region or code[2:8])
        return self._add(name, password, Role.FIRM, firm)

    def add_account(self, name: str, password: str, role: Role) -> Account:
        """Make an account of another role than a firm's; raises UnusableInputError or ConflictError as sign_up does."""
        if role is Role.FIRM:
            raise UnusableInputError(
                "An account of a firm needs the firm's code: sign up as a firm.",
                "企业账号需要统一社会信用代码：请以企业身份注册。",
                code="role",
            )
        return self._add(name, password, role, None)

    def sign_in(self, name: str, password: str, *, address: str, client: str = "") -> tuple[Account, str]:
        """Check name and password and open a session; return the account and the token for the cookie.

        Raises ForbiddenError with code ``password-wrong``, or ``name-locked`` after too many attempts.
        """
        folded = _fold(name)
        of_name, of_address = self._store.add_attempt(folded, address, _WINDOW_SECONDS)
        if of_name >= _ATTEMPTS_OF_NAME or of_address >= _ATTEMPTS_OF_ADDRESS:
            raise ForbiddenError(
                "There were too many attempts to sign in: try again in 15 minutes.",
                "登录尝试次数过多：请 15 分钟后再试。",
                code="name-locked",
            )
        row = self._store.find_account(name=folded)
        # an unknown name costs as much time as a known one, so that nobody learns which names exist
        right, renewed = _hasher().verify_and_update(password, row.password_hash if row else _nobody())
        if row is None or row.closed_at is not None or not right:
            raise ForbiddenError(
                "User name or password is wrong: check both.", "用户名或密码不正确：请核对。", code="password-wrong"
            )
        if renewed:
            self._store.change_account(row.id, end_sessions=False, password_hash=renewed)
        self._store.forget_attempts(folded, address)
        token = secrets.token_urlsafe(32)
        self._store.add_session(_digest(token), new_identity(), row.id, client[:200], _LIFETIME_SECONDS)
        return _account(row), token

    def find_session(self, token: str) -> Account | None:
        """Return whose session the token is; none where it is unknown, ended, too old or its account is closed."""
        digest = _digest(token)
        found = self._store.find_session(digest, _IDLE_SECONDS)
        if found is None:
            return None
        session, account, now = found
        if now - session.seen_at > _TOUCH_SECONDS:
            self._store.touch_session(digest, now)
        return _account(account)

    def sessions(self, account_id: str, token: str = "") -> list[Session]:
        """Return the live sessions of an account, newest first; ``token`` marks the present one."""
        this = _digest(token)
        return [
            Session(row.public_id, row.created_at, _moment(row.seen_at), row.client, row.token_hash == this)
            for row in self._store.sessions(account_id, _IDLE_SECONDS)
        ]

    def end_session(self, account_id: str, session_id: str) -> None:
        """End one session of the account; raises NotFoundError where it has none of that id."""
        if not self._store.end_session(account_id=account_id, public_id=session_id):
            raise NotFoundError("This session has ended already.", "该会话已结束。", code="session-not-found")

    def sign_out(self, token: str) -> None:
        """End the session of the token, if it is still live."""
        self._store.end_session(token_hash=_digest(token))

    def change_password(self, account_id: str, old: str, new: str, *, address: str) -> None:
        """Change a password and end every session; raises ForbiddenError where the old one is wrong."""
        account = self.get_account(account_id)
        self.sign_in(account.name, old, address=address)
        self._store.change_account(account_id, password_hash=_hash(new, account.name))

    def reset_password(self, name: str, new: str) -> None:
        """Set a password without the old one (an administrator does), and end every session."""
        account = self.get_by_name(name)
        self._store.change_account(account.id, password_hash=_hash(new, account.name))

    def set_role(self, name: str, role: Role) -> None:
        """Give an account another role; firms stay firms, since their drafts belong to them."""
        account = self.get_by_name(name)
        if Role.FIRM in (account.role, role):
            raise ConflictError(
                f"The account {name} cannot change to or from a firm's: make another account.",
                f"账号 {name} 不能改为企业账号，也不能由企业账号改来：请另建账号。",
                code="role",
            )
        self._store.change_account(account.id, role=role.value)

    def close_account(self, name: str) -> None:
        """Close an account for good and end its sessions; what the firm published stays."""
        self._store.change_account(self.get_by_name(name).id, closed_at=timestamp())

    def get_account(self, account_id: str) -> Account:
        """Return the account of that id; raises NotFoundError."""
        row = self._store.find_account(identity=account_id)
        if row is None:
            raise NotFoundError("There is no such account.", "没有这个账号。", code="account-not-found")
        return _account(row)

    def get_by_name(self, name: str) -> Account:
        """Return the account of that user name; raises NotFoundError."""
        row = self._store.find_account(name=_fold(name))
        if row is None:
            raise NotFoundError(
                f"There is no account named {name}.", f"没有名为 {name} 的账号。", code="account-not-found"
            )
        return _account(row)

    def list_accounts(self) -> list[Account]:
        """Return every account, by name."""
        return [_account(row) for row in self._store.list_accounts()]

    def _add(self, name: str, password: str, role: Role, firm: Firm | None) -> Account:
        folded = _fold(name)
        if not _NAME.fullmatch(folded):
            raise UnusableInputError(
                f"“{name}” cannot be a user name: use 3 to 40 letters, digits, dots or hyphens.",
                f"“{name}”不能作为用户名：请使用 3 到 40 个字母、数字、点或连字符。",
                code="name-form",
            )
        uscc = firm.uscc if firm else None
        row = AccountRow(new_identity(), folded, _hash(password, folded), role.value, uscc, timestamp(), None)
        self._store.add_account(row, firm)
        return _account(row)


def _hash(password: str, name: str) -> str:
    shortest, longest = _PASSWORD_LENGTH
    if not shortest <= len(password) <= longest or _fold(password) == name:
        raise UnusableInputError(
            f"The password cannot be used: it has {shortest} to {longest} characters and is not the user name.",
            f"密码不可用：应为 {shortest} 到 {longest} 个字符，且不同于用户名。",
            code="password-form",
        )
    return _hasher().hash(password)


@cache
def _hasher() -> PasswordHash:
    from pwdlib import PasswordHash  # noqa: PLC0415  # commands that touch no password need not load argon2

    return PasswordHash.recommended()


@cache
def _nobody() -> str:
    """Return the hash of a password that nobody has."""
    return _hasher().hash(secrets.token_urlsafe(32))


def _fold(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _account(row: AccountRow) -> Account:
    return Account(row.id, row.name, Role(row.role), row.uscc, row.created_at, row.closed_at is None)
