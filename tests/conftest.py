"""What every test can ask for: real data where it is at hand, real servers, a clean home folder.

``shared_data`` gives the folder of other people's real files, which the project does not carry: where it is absent the
test is skipped with a line that says so, and in CI that is an error.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from catalog.database import Database, open_database
from tests.needs import find_postgresql
from tests.servers import PostgreSQL, postgresql_server
from tests.servers_elastic import elasticsearch_server, find_distribution, find_java

if TYPE_CHECKING:
    from collections.abc import Iterator

# No test is timed: a busy machine must not make one fail.
settings.register_profile("duibiao", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("duibiao")

ROOT = Path(__file__).resolve().parents[1]
SHARED_DATA = ROOT.parent / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real input files, or skip (fail in CI)."""
    if SHARED_DATA.is_dir():
        return SHARED_DATA
    if os.environ.get("CI") == "true":
        pytest.fail("CI must have the real input files beside the checkout, in shared/data")
    pytest.skip("the real input files are not beside this checkout (shared/data)")


@pytest.fixture(scope="session")
def cases() -> Path:
    """Return the folder of the project's own acceptance cases."""
    return ROOT / "tests" / "cases"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """Run a PostgreSQL for the session, or skip where its programs are missing (fail in CI)."""
    programs = find_postgresql()
    if programs is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI must have PostgreSQL's server programs (Debian: apt-get install postgresql)")
        pytest.skip("PostgreSQL's server programs are missing (Debian: apt-get install postgresql)")
    with postgresql_server(programs) as server:
        yield server


@pytest.fixture(scope="session")
def elasticsearch() -> Iterator[str]:
    """Run an Elasticsearch for the session and give its address, or skip where it is missing (fail in CI)."""
    distribution, java = find_distribution(), find_java()
    if distribution is None or java is None:
        missing = "Elasticsearch, or a Java of version 21 for it, is missing (python -m tests.servers_elastic)"
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI must have it: {missing}")
        pytest.skip(missing)
    with elasticsearch_server(distribution, java) as address:
        yield address


DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of a database with the tables made: SQLite, then a real PostgreSQL."""
    if request.param == "postgresql":
        with request.getfixturevalue("postgresql").database() as url:
            yield url
        return
    url = f"sqlite:///{tmp_path / 'duibiao.sqlite3'}"
    fresh = open_database(url)
    fresh.migrate()
    fresh.close()
    yield url


@pytest.fixture(params=DATABASES)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of a database without any table: SQLite, then a real PostgreSQL."""
    if request.param == "postgresql":
        with request.getfixturevalue("postgresql").database(migrated=False) as url:
            yield url
        return
    yield f"sqlite:///{tmp_path / 'duibiao.sqlite3'}"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Open a database with the tables made: SQLite, then a real PostgreSQL."""
    opened = open_database(database_url)
    yield opened
    opened.close()
