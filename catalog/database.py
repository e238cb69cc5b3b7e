"""One database for one installation: SQLite by default, PostgreSQL by address.

The stores receive a :class:`Database` and open short transactions on it. A write on SQLite takes the write lock at its
start (``BEGIN IMMEDIATE``), so a transaction never fails half-way because somebody else wrote meanwhile.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import make_url

from catalog.errors import DuibiaoError, ServiceDownError, UnusableInputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import URL, Connection, Engine

__all__ = ["REVISIONS", "Database", "KeyText", "metadata", "open_database"]

REVISIONS = ("0001", "0002", "0003", "0004")
"""Every revision of the tables, oldest first; the last is the one this version of the program works with."""

BUSY_SECONDS = 60
"""How long a write waits for the write lock of SQLite before it gives up."""

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""The tables of every store, as they are after the newest revision."""


def KeyText() -> sa.types.TypeEngine[str]:  # noqa: N802  # it stands where a column type stands
    """Return a text column that sorts by bytes on both databases, whatever the server's locale."""
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


class Database:
    """Transactions on one database. Cheap to open: nothing is read or written before the first transaction."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self.dialect = url.get_backend_name()
        """``sqlite`` or ``postgresql``."""
        self._engine = _make_engine(url)
        options: dict[str, Any] = {}
        if self.dialect == "postgresql":
            options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        self._readers = self._engine.execution_options(**options)
        self._writers = self._engine.execution_options(duibiao_write=True)
        self._known_current = False

    @property
    def address(self) -> str:
        """Return the address without its password, for messages."""
        if self.dialect == "sqlite":
            return str(self.url.database)
        return self.url.render_as_string(hide_password=True)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Open one transaction that may write: all of it is kept, or nothing where an exception leaves the block.

        Raises ServiceDownError where the database does not answer, UnusableInputError where its tables are not current.
        """
        self.require_current()
        with self._translated(), self._writers.begin() as connection:
            yield connection

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """Open one transaction that only reads: everything read in it is of one moment.

        Raises ServiceDownError where the database does not answer, UnusableInputError where its tables are not current.
        """
        self.require_current()
        with self._translated(), self._readers.connect() as connection:
            yield connection

    def now(self, connection: Connection) -> float:
        """Return the seconds since 1970 by the clock that all machines share: the server's, if there is one."""
        if self.dialect == "postgresql":
            return float(connection.execute(sa.text("SELECT extract(epoch FROM clock_timestamp())")).scalar_one())
        return time.time()

    def serialize(self, connection: Connection, name: str) -> None:
        """Let one transaction at a time pass this point under ``name``; SQLite has one writer at a time anyway."""
        if self.dialect == "postgresql":
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": f"duibiao {name}"})

    def revision(self) -> str | None:
        """Return the revision of the tables that are there; none in an empty database."""
        if self.dialect == "sqlite" and not Path(str(self.url.database)).exists():
            return None
        with self._translated(), self._readers.connect() as connection:
            if not sa.inspect(connection).has_table("alembic_version"):
                return None
            found: str | None = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
            return found

    def is_current(self) -> bool:
        """Tell whether the tables are those of this version of the program."""
        return self.revision() == REVISIONS[-1]

    def require_current(self) -> None:
        """Raise UnusableInputError, with what to do, unless the tables are those of this version of the program."""
        if self._known_current:
            return
        found = self.revision()
        if found == REVISIONS[-1]:
            self._known_current = True
            return
        if found is None:
            raise UnusableInputError(
                f"The database {self.address} has no tables yet: run `duibiao init` first.",
                f"数据库 {self.address} 尚未建表：请先运行 `duibiao init`。",
                code="database-empty",
            )
        if found in REVISIONS:
            raise UnusableInputError(
                f"The database {self.address} is of an older version ({found}): "
                "make a copy of it, then run `duibiao init` to bring it up to date.",
                f"数据库 {self.address} 版本较旧（{found}）：请先备份，再运行 `duibiao init` 升级。",
                code="database-old",
            )
        raise UnusableInputError(
            f"The database {self.address} was made by a newer Duibiao (revision {found}): "
            "install that version, or use another database.",
            f"数据库 {self.address} 由更新版本的对标建立（修订 {found}）：请安装该版本，或改用其他数据库。",
            code="database-newer",
        )

    def migrate(self) -> None:
        """Make the tables, or bring them to this version's revision; harmless when repeated.

        Raises UnusableInputError for a database of a newer version, ServiceDownError where it does not answer.
        """
        if self.dialect == "sqlite":
            Path(str(self.url.database)).parent.mkdir(parents=True, exist_ok=True)
        found = self.revision()
        if found is not None and found not in REVISIONS:
            self.require_current()
        from alembic import command  # noqa: PLC0415  # a quarter of a second that only `init` should pay
        from alembic.config import Config  # noqa: PLC0415  # the same

        config = Config()
        config.set_main_option("script_location", "catalog:migrations")
        config.set_main_option("path_separator", "os")
        with self._translated(), self._writers.begin() as connection:
            self.serialize(connection, "migrations")
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
        self._known_current = True

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn the driver's complaints about the database itself into one sentence for a person."""
        try:
            yield
        except DuibiaoError:
            raise
        except sa.exc.DataError as error:
            raise UnusableInputError(
                "The text holds a character that cannot be kept (such as NUL): take it out.",
                "文本中含有无法保存的字符（如空字符）：请删除。",
                code="text-character",
            ) from error
        except (sa.exc.OperationalError, sa.exc.TimeoutError, sa.exc.InterfaceError, sqlite3.OperationalError) as error:
            reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
            raise ServiceDownError(
                f"The database {self.address} does not answer ({reason}): check that it runs and that it may be used.",
                f"数据库 {self.address} 没有响应（{reason}）：请检查其是否运行、是否有权限访问。",
                code="database-down",
            ) from error


def open_database(url: str) -> Database:
    """Return the database at ``url`` (``sqlite:///file`` or ``postgresql://user@host/name``).

    Raises UnusableInputError for an address of another kind, or where the driver for it is not installed.
    """
    try:
        parsed = make_url(url)
    except sa.exc.ArgumentError:
        raise UnusableInputError(
            "The database address cannot be read: write sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME.",
            "数据库地址无法识别：请写成 sqlite:///文件 或 postgresql://用户:密码@主机/库名。",
            code="database-address",
        ) from None
    backend = parsed.get_backend_name()
    if backend == "sqlite" and parsed.database in {None, "", ":memory:"}:
        raise UnusableInputError(
            "The database address names no file: write sqlite:///FILE.",
            "数据库地址没有文件名：请写成 sqlite:///文件。",
            code="database-address",
        )
    if backend not in {"sqlite", "postgresql"}:
        raise UnusableInputError(
            f"The database address names {backend}, which is not supported: use sqlite or postgresql.",
            f"数据库地址为 {backend}，不受支持：请使用 sqlite 或 postgresql。",
            code="database-address",
        )
    if backend == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    try:
        return Database(parsed)
    except ModuleNotFoundError as error:
        raise UnusableInputError(
            f"The driver for PostgreSQL is not installed ({error.name}): run `pip install 'duibiao[postgresql]'`.",
            f"未安装 PostgreSQL 驱动（{error.name}）：请运行 `pip install 'duibiao[postgresql]'`。",
            code="database-driver",
        ) from error


def _make_engine(url: URL) -> Engine:
    """Make the pool of connections, each set up for our way of using transactions."""
    if url.get_backend_name() == "postgresql":
        return sa.create_engine(url, pool_size=10, max_overflow=40, pool_pre_ping=True)
    engine = sa.create_engine(url, pool_size=10, max_overflow=60, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves; the driver would say it too late
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")  # a receipt that was handed out survives a power cut
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA cache_size=-65536")
        cursor.execute("PRAGMA wal_autocheckpoint=16384")  # 64 MB: a bulk rewrites each page of the file less often
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("duibiao_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine
