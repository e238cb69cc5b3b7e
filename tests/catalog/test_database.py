"""Transactions are whole, tables are those of this version, and what goes wrong is one sentence."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import catalog.store.tables
import declarations.tables_store
from catalog.database import REVISIONS, metadata, open_database
from catalog.errors import ServiceDownError, UnusableInputError
from catalog.store import tables


def test_the_migrated_tables_are_those_that_the_stores_use(database):
    with database.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_known_revisions_are_those_of_the_migrations():
    config = Config()
    config.set_main_option("script_location", "catalog:migrations")
    config.set_main_option("path_separator", "os")
    revisions = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(revisions)) == REVISIONS


def test_migrating_again_is_harmless(empty_database_url):
    database = open_database(empty_database_url)
    assert not database.is_current()
    database.migrate()
    database.migrate()
    assert database.is_current()
    database.close()


def test_a_database_without_tables_says_what_to_run(empty_database_url):
    database = open_database(empty_database_url)
    with pytest.raises(UnusableInputError, match="run `duibiao init`") as caught, database.begin():
        pass
    assert caught.value.code == "database-empty"
    assert "duibiao init" in caught.value.zh
    database.close()


@pytest.mark.parametrize(("revision", "code"), [("9999", "database-newer"), (None, "database-empty")])
def test_a_database_of_another_version_is_refused(database_url, revision, code):
    database = open_database(database_url)
    with database.begin() as connection:
        connection.execute(sa.text("DELETE FROM alembic_version"))
        if revision:
            connection.execute(sa.text("INSERT INTO alembic_version VALUES (:it)"), {"it": revision})
    database.close()
    again = open_database(database_url)
    with pytest.raises(UnusableInputError) as caught, again.connect():
        pass
    assert caught.value.code == code
    again.close()


def test_a_database_of_a_newer_version_is_not_migrated(database_url):
    database = open_database(database_url)
    with database.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    again = open_database(database_url)
    with pytest.raises(UnusableInputError, match="newer Duibiao"):
        again.migrate()
    again.close()


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("mysql://localhost/x", "database-address"),
        ("not an address", "database-address"),
        ("sqlite://", "database-address"),
        ("sqlite:///:memory:", "database-address"),
    ],
)
def test_an_address_of_another_kind_is_refused(url, code):
    with pytest.raises(UnusableInputError) as caught:
        open_database(url)
    assert caught.value.code == code


def test_a_server_that_is_down_is_said_in_one_line_without_the_password(tmp_path):
    database = open_database(f"postgresql://duibiao:secret@/x?host={tmp_path}")
    with pytest.raises(ServiceDownError) as caught, database.connect():
        pass
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)
    database.close()


def test_an_exception_leaves_nothing_behind(database):
    row = {"name": "x", "owner": "y", "until": 0.0}

    def interrupted() -> None:
        with database.begin() as connection:
            connection.execute(sa.insert(tables.lease), row)
            raise KeyError

    with pytest.raises(KeyError):
        interrupted()
    with database.connect() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(tables.lease)).scalar_one() == 0


def test_a_reader_sees_one_moment(database):
    count = sa.select(sa.func.count()).select_from(tables.lease)
    with database.connect() as reading:
        assert reading.execute(count).scalar_one() == 0
        with database.begin() as writing:
            writing.execute(sa.insert(tables.lease), {"name": "x", "owner": "y", "until": 0.0})
        assert reading.execute(count).scalar_one() == 0
    with database.connect() as reading:
        assert reading.execute(count).scalar_one() == 1


def test_ten_writers_at_once_all_get_through(database):
    problems: list[Exception] = []

    def write(writer: int) -> None:
        try:
            for turn in range(30):
                with database.begin() as connection:
                    connection.execute(sa.select(tables.lease)).all()  # reading first is what upgrades a lock
                    connection.execute(
                        sa.insert(tables.lease), {"name": f"{writer}-{turn}", "owner": "w", "until": 0.0}
                    )
        except Exception as error:  # noqa: BLE001 - any problem in a thread has to reach the assertion
            problems.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    with database.connect() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(tables.lease)).scalar_one() == 300


WRITER = """
import sys, sqlalchemy as sa
from catalog.database import open_database
from catalog.store import tables
database = open_database(sys.argv[1])
for turn in range(20):
    with database.begin() as connection:
        connection.execute(sa.insert(tables.lease), {"name": f"{sys.argv[2]}-{turn}", "owner": "w", "until": 0.0})
"""


def test_writers_in_several_processes_all_get_through(database, database_url):
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, database_url, str(number)], stderr=subprocess.PIPE)
        for number in range(4)
    ]
    assert [writer.communicate()[1] for writer in writers] == [b""] * 4
    with database.connect() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(tables.lease)).scalar_one() == 80


@pytest.mark.parametrize("table", [catalog.store.tables.run, declarations.tables_store.audit])
@pytest.mark.parametrize("statement", ["UPDATE {} SET at = 'never'", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_what_was_written(database, table, statement):
    values = {
        "run": {"id": "a", "at": "2026", "versions": "{}", "document": "{}"},
        "audit": {"at": "2026", "actor": "a", "action": "b", "subject": "c", "document": "{}"},
    }
    with database.begin() as connection:
        connection.execute(sa.insert(table), values[table.name])
    with pytest.raises(sa.exc.IntegrityError, match="stay as they were written"), database.begin() as connection:
        connection.execute(sa.text(statement.format(table.name)))
