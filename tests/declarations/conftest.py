"""The stores of declarations on a database of their own, with one firm signed up."""

from __future__ import annotations

import pytest

from declarations import Accounts, DeclarationStore, FileStore, Firm
from declarations.accounts_store import AccountRow, AccountStore
from tests.declarations.filings import USCC, site_keys


@pytest.fixture
def accounts(database):
    return Accounts(database)


@pytest.fixture
def store(database, tmp_path):
    # a firm without password: argon2 is slow on purpose, and only the tests of accounts need it
    account = AccountRow("account", "abc", "", "firm", USCC, "2026-11-24T00:00:00.000Z", None)
    AccountStore(database).add_account(account, Firm(USCC, "某某电机有限公司", "150101"))
    return DeclarationStore(database, FileStore(tmp_path / "files"), site_keys(tmp_path / "files"))
