"""The stores of declarations on a database of their own, with one firm signed up."""

from __future__ import annotations

import pytest

from declarations import Accounts, DeclarationStore, FileStore
from tests.declarations.filings import sign_up


@pytest.fixture
def accounts(database):
    return Accounts(database)


@pytest.fixture
def store(database, tmp_path, accounts):
    sign_up(accounts)
    return DeclarationStore(database, FileStore(tmp_path / "files"))
