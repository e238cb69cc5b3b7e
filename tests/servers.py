"""Real servers for the tests: started once for a session, on sockets of their own, stopped by their own process id."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql

from catalog.database import open_database

if TYPE_CHECKING:
    from collections.abc import Iterator

START_SECONDS = 30

SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "log_min_messages": "error",
}
"""A server for tests: reached by its socket only, and nothing in it outlives the session."""


@dataclass(frozen=True, slots=True)
class PostgreSQL:
    """A running server; databases are made as copies of one that has the tables."""

    folder: Path
    process: subprocess.Popen[bytes]

    def url(self, name: str) -> str:
        """Return the address of a database as the product takes it."""
        return f"postgresql://duibiao@/{name}?host={self.folder}"

    @contextmanager
    def database(self, *, migrated: bool = True) -> Iterator[str]:
        """Make a database of its own, give its address, and drop it at the end."""
        name = f"t{uuid.uuid4().hex}"
        template = "with_tables" if migrated else "template0"
        self._execute("CREATE DATABASE {} TEMPLATE {}", name, template)
        try:
            yield self.url(name)
        finally:
            self._execute("DROP DATABASE {} WITH (FORCE)", name)

    def _execute(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextmanager
def postgresql_server(programs: Path) -> Iterator[PostgreSQL]:
    """Run a PostgreSQL from ``programs`` (the folder of initdb and postgres) in a temporary folder."""
    user = _server_user()
    owner = {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    folder = Path(tempfile.mkdtemp(prefix="duibiao-pg-", dir="/tmp"))
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    try:
        initdb = [programs / "initdb", "-D", folder / "data", "-U", "duibiao", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run([*initdb, "--locale=C"], check=True, capture_output=True, cwd=folder, **owner)
        options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [programs / "postgres", "-D", folder / "data", "-k", folder, *options],
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=folder,
                **owner,
            )
        server = PostgreSQL(folder, process)
        try:
            _wait_for(server)
            yield server
        finally:
            process.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown: sessions are ended
            process.wait(timeout=START_SECONDS)
    finally:
        shutil.rmtree(folder)


def _server_user() -> pwd.struct_passwd | None:
    """Return whom the server runs as: this user, but PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def _wait_for(server: PostgreSQL) -> None:
    """Wait until the server answers and make the database that the others are copies of."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            server._execute("CREATE DATABASE {}", "with_tables")
            break
        except psycopg.OperationalError:
            if server.process.poll() is not None or time.monotonic() > deadline:
                log = (server.folder / "log").read_text(encoding="utf-8", errors="replace")
                raise RuntimeError(f"PostgreSQL did not start: {log[-2000:]}") from None
            time.sleep(0.05)
    database = open_database(server.url("with_tables"))
    database.migrate()
    database.close()
