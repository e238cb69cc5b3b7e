"""The rows of accounts, sessions and sign-in attempts. The rules stand in :mod:`declarations.accounts`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import orjson
import sqlalchemy as sa

from catalog.errors import ConflictError
from catalog.store import timestamp
from declarations import tables_store as tables
from declarations.codec import firm_to_json

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, RowMapping

    from catalog.database import Database
    from declarations.model import Firm

__all__ = ["AccountRow", "AccountStore", "SessionRow"]

_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account as stored."""

    id: str
    name: str
    password_hash: str
    role: str
    uscc: str | None
    created_at: str
    closed_at: str | None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session as stored; times that are compared are seconds since 1970."""

    token_hash: str
    public_id: str
    account_id: str
    created_at: str
    seen_at: float
    expires_at: float
    client: str


class AccountStore:
    """Reads and writes the rows; each method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_account(self, row: AccountRow, firm: Firm | None = None) -> None:
        """Write an account, and its firm with it; raises ConflictError where name or code have an account already."""
        with self._database.begin() as connection:
            self._database.serialize(connection, "accounts")
            self._require_free(connection, row)
            if firm is not None:
                values = {
                    "uscc": firm.uscc,
                    "name": firm.name,
                    "region": firm.region,
                    "verified": False,
                    "created_at": timestamp(),
                    "document": orjson.dumps(firm_to_json(firm)).decode(),
                }
                known = sa.select(tables.firm.c.uscc).where(tables.firm.c.uscc == firm.uscc)
                if connection.execute(known).first() is None:
                    connection.execute(sa.insert(tables.firm).values(values))
            connection.execute(
                sa.insert(tables.account).values({name: getattr(row, name) for name in AccountRow.__slots__})
            )

    def find_account(self, *, name: str | None = None, identity: str | None = None) -> AccountRow | None:
        """Return the account of that name or id, closed ones too."""
        columns = tables.account.c
        condition = columns.name == name if name is not None else columns.id == identity
        with self._database.connect() as connection:
            row = connection.execute(sa.select(tables.account).where(condition)).mappings().first()
        return None if row is None else AccountRow(**row)

    def list_accounts(self) -> list[AccountRow]:
        """Return every account, by name."""
        with self._database.connect() as connection:
            rows = connection.execute(sa.select(tables.account).order_by(tables.account.c.name)).mappings()
            return [AccountRow(**row) for row in rows]

    def change_account(self, identity: str, *, end_sessions: bool = True, **values: str | None) -> bool:
        """Change columns of an account and end its sessions; tell whether there is such an account."""
        with self._database.begin() as connection:
            statement = sa.update(tables.account).where(tables.account.c.id == identity).values(values)
            changed = connection.execute(statement).rowcount == 1
            if end_sessions:
                connection.execute(sa.delete(tables.session).where(tables.session.c.account_id == identity))
            return changed

    def add_attempt(self, name: str, address: str, window: float) -> tuple[int, int]:
        """Write a sign-in attempt and return how many of the name and of the address the window had before it.

        Counting and writing are one transaction, so that many attempts at once cannot pass together.
        """
        columns = tables.sign_in_attempt.c
        with self._database.begin() as connection:
            self._database.serialize(connection, "sign-in")
            now = self._database.now(connection)
            connection.execute(sa.delete(tables.sign_in_attempt).where(columns.at < now - _DAY))
            counts = []
            for column, value in ((columns.name, name), (columns.address, address)):
                recent = sa.select(sa.func.count()).where(column == value, columns.at > now - window)
                counts.append(connection.execute(recent).scalar_one())
            connection.execute(sa.insert(tables.sign_in_attempt).values(name=name, address=address, at=now))
        return counts[0], counts[1]

    def forget_attempts(self, name: str, address: str) -> None:
        """Delete the attempts of a name from an address, once it has signed in there."""
        columns = tables.sign_in_attempt.c
        with self._database.begin() as connection:
            connection.execute(
                sa.delete(tables.sign_in_attempt).where(columns.name == name, columns.address == address)
            )

    def add_session(self, token_hash: str, public_id: str, account_id: str, client: str, lifetime: float) -> None:
        """Write a session that ends by itself after ``lifetime`` seconds, and forget those that have ended."""
        with self._database.begin() as connection:
            now = self._database.now(connection)
            connection.execute(sa.delete(tables.session).where(tables.session.c.expires_at <= now))
            connection.execute(
                sa.insert(tables.session).values(
                    token_hash=token_hash,
                    public_id=public_id,
                    account_id=account_id,
                    created_at=timestamp(),
                    seen_at=now,
                    expires_at=now + lifetime,
                    client=client,
                )
            )

    def find_session(self, token_hash: str, idle: float) -> tuple[SessionRow, AccountRow, float] | None:
        """Return a live session with its open account and the present moment."""
        joined = sa.select(tables.session, tables.account.c.id.label("of_account")).join(
            tables.account, tables.account.c.id == tables.session.c.account_id
        )
        with self._database.connect() as connection:
            now = self._database.now(connection)
            alive = (
                tables.session.c.token_hash == token_hash,
                tables.session.c.expires_at > now,
                tables.session.c.seen_at > now - idle,
                tables.account.c.closed_at.is_(None),
            )
            found = connection.execute(joined.where(*alive)).mappings().first()
            if found is None:
                return None
            account = (
                connection.execute(sa.select(tables.account).where(tables.account.c.id == found["account_id"]))
                .mappings()
                .one()
            )
        return _session(found), AccountRow(**account), now

    def touch_session(self, token_hash: str, seen_at: float) -> None:
        """Write when a session was last used."""
        with self._database.begin() as connection:
            statement = sa.update(tables.session).where(tables.session.c.token_hash == token_hash)
            connection.execute(statement.values(seen_at=seen_at))

    def sessions(self, account_id: str, idle: float) -> list[SessionRow]:
        """Return the live sessions of an account, newest first."""
        columns = tables.session.c
        with self._database.connect() as connection:
            now = self._database.now(connection)
            statement = sa.select(tables.session).where(
                columns.account_id == account_id, columns.expires_at > now, columns.seen_at > now - idle
            )
            rows = connection.execute(statement.order_by(columns.created_at.desc(), columns.public_id)).mappings()
            return [_session(row) for row in rows]

    def end_session(self, *, token_hash: str | None = None, account_id: str | None = None, public_id: str = "") -> bool:
        """End one session, named by its token or by account and public id; tell whether there was one."""
        columns = tables.session.c
        condition = (
            columns.token_hash == token_hash
            if token_hash is not None
            else sa.and_(columns.account_id == account_id, columns.public_id == public_id)
        )
        with self._database.begin() as connection:
            return connection.execute(sa.delete(tables.session).where(condition)).rowcount == 1

    def _require_free(self, connection: Connection, row: AccountRow) -> None:
        columns = tables.account.c
        if connection.execute(sa.select(columns.id).where(columns.name == row.name)).first():
            raise ConflictError(
                f"The user name {row.name} is taken: choose another.",
                f"用户名 {row.name} 已被使用：请另选一个。",
                code="name-taken",
            )
        open_account = sa.select(columns.id).where(columns.uscc == row.uscc, columns.closed_at.is_(None))
        if row.uscc is not None and connection.execute(open_account).first():
            raise ConflictError(
                f"The firm {row.uscc} has an account already: sign in with it, or write to the administrator.",
                f"统一社会信用代码 {row.uscc} 已有账号：请用该账号登录，或联系管理员。",
                code="uscc-taken",
            )


def _session(row: RowMapping) -> SessionRow:
    return SessionRow(**{name: row[name] for name in SessionRow.__slots__})
