"""Who may sign in, for how long, and what is kept of passwords and tokens."""

from __future__ import annotations

import threading

import pytest
import sqlalchemy as sa
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from catalog.errors import ConflictError, ForbiddenError, NotFoundError, UnusableInputError
from declarations import DeclarationStore, FileStore, Role, tables_store
from declarations import accounts as rules
from tests.declarations.filings import OTHER_USCC, PASSWORD, USCC, sign_up, site_keys

HERE = "192.0.2.1"
CHEAP = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
"""Argon2 as fast as it goes: what it costs is not tested here."""


@pytest.fixture(autouse=True)
def _cheap_passwords(monkeypatch):
    monkeypatch.setattr(rules, "_hasher", lambda: CHEAP)


def sign_in(accounts, name="abc", password=PASSWORD, address=HERE, client="Firefox on Linux"):
    return accounts.sign_in(name, password, address=address, client=client)


def test_a_firm_signs_up_unverified_with_the_region_of_its_code(accounts, database, tmp_path):
    account = sign_up(accounts)
    assert (account.name, account.role, account.uscc, account.is_open) == ("abc", Role.FIRM, USCC, True)
    firm = DeclarationStore(database, FileStore(tmp_path), site_keys(tmp_path)).find_firm(USCC)
    assert (firm.name, firm.region, firm.verified) == ("某某电机有限公司", "150101", False)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": "ab"}, "name-form"),
        ({"name": "a b c"}, "name-form"),
        ({"name": "x" * 41}, "name-form"),
        ({"password": "short"}, "password-form"),
        ({"password": "x" * 201}, "password-form"),
        ({"name": "longlonglong", "password": "LongLongLong"}, "password-form"),
        ({"uscc": "91350203M0001QAY9B"}, "uscc-invalid"),
        ({"firm_name": " "}, "firm-name"),
    ],
)
def test_what_cannot_be_used_to_sign_up_is_refused_by_field(accounts, change, code):
    form = {"name": "abc", "password": PASSWORD, "uscc": USCC, "firm_name": "某某"} | change
    with pytest.raises(UnusableInputError) as caught:
        accounts.sign_up(form.pop("name"), form.pop("password"), **form)
    assert caught.value.code == code
    assert accounts.list_accounts() == []


def test_a_name_and_a_code_have_one_account(accounts):
    sign_up(accounts)
    with pytest.raises(ConflictError) as caught:
        sign_up(accounts, name="ABC", uscc=OTHER_USCC)
    assert caught.value.code == "name-taken"
    with pytest.raises(ConflictError) as caught:
        sign_up(accounts, name="other")
    assert caught.value.code == "uscc-taken"
    accounts.close_account("abc")
    sign_up(accounts, name="successor")


def test_the_right_password_opens_a_session(accounts):
    account = sign_up(accounts)
    signed_in, token = sign_in(accounts, " ＡＢＣ ")
    assert signed_in == account
    assert accounts.find_session(token) == account
    assert accounts.find_session("made up") is None
    assert accounts.find_session("") is None


def test_neither_password_nor_token_is_kept(accounts, database):
    sign_up(accounts)
    _, token = sign_in(accounts)
    with database.connect() as connection:
        rows = [
            str(tuple(row))
            for table in (tables_store.account, tables_store.session, tables_store.sign_in_attempt)
            for row in connection.execute(sa.select(table))
        ]
    assert any("$argon2id$" in row for row in rows)
    assert not any(PASSWORD in row or token in row for row in rows)


@pytest.mark.parametrize(("name", "password"), [("abc", "wrong wrong wrong"), ("nobody", PASSWORD), ("", "")])
def test_a_wrong_name_or_password_says_the_same(accounts, name, password):
    sign_up(accounts)
    with pytest.raises(ForbiddenError) as caught:
        sign_in(accounts, name, password)
    assert caught.value.code == "password-wrong"
    assert caught.value.en == "User name or password is wrong: check both."


def test_too_many_attempts_lock_a_name_even_for_the_right_password(accounts):
    sign_up(accounts)
    for attempt in range(10):
        with pytest.raises(ForbiddenError):
            sign_in(accounts, password="wrong wrong wrong", address=f"192.0.2.{attempt}")
    with pytest.raises(ForbiddenError) as caught:
        sign_in(accounts)
    assert caught.value.code == "name-locked"


def test_signing_in_clears_the_attempts_from_that_address(accounts):
    sign_up(accounts)
    for _ in range(3):
        for _ in range(8):
            with pytest.raises(ForbiddenError):
                sign_in(accounts, password="wrong wrong wrong")
        sign_in(accounts)


def test_many_attempts_at_once_do_not_pass_the_count(accounts):
    sign_up(accounts)
    outcomes: list[str] = []

    def attempt() -> None:
        try:
            sign_in(accounts, password="wrong wrong wrong")
        except ForbiddenError as error:
            outcomes.append(error.code)

    threads = [threading.Thread(target=attempt) for _ in range(15)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["name-locked"] * 5 + ["password-wrong"] * 10


def test_a_hash_of_older_settings_is_renewed_when_its_owner_signs_in(accounts, database, monkeypatch):
    sign_up(accounts)
    monkeypatch.setattr(rules, "_hasher", PasswordHash.recommended)
    sign_in(accounts)
    with database.connect() as connection:
        kept = connection.execute(sa.select(tables_store.account.c.password_hash)).scalar_one()
    assert "m=65536" in kept
    sign_in(accounts)


def test_sessions_are_listed_and_ended(accounts):
    account = sign_up(accounts)
    _, first = sign_in(accounts, client="Firefox")
    _, second = sign_in(accounts, client="Chromium")
    listed = accounts.sessions(account.id, second)
    assert {(session.client, session.is_this) for session in listed} == {("Firefox", False), ("Chromium", True)}
    other = next(session for session in listed if not session.is_this)
    accounts.end_session(account.id, other.id)
    assert accounts.find_session(first) is None
    assert accounts.find_session(second) == account
    with pytest.raises(NotFoundError):
        accounts.end_session(account.id, other.id)
    accounts.sign_out(second)
    assert accounts.sessions(account.id) == []


def test_nobody_ends_the_session_of_another(accounts):
    account = sign_up(accounts)
    sign_in(accounts)
    (session,) = accounts.sessions(account.id)
    other = sign_up(accounts, name="other", uscc=OTHER_USCC)
    with pytest.raises(NotFoundError):
        accounts.end_session(other.id, session.id)
    assert len(accounts.sessions(account.id)) == 1


@pytest.mark.parametrize("column", ["seen_at", "expires_at"])
def test_an_old_session_is_nobody(accounts, database, column):
    account = sign_up(accounts)
    _, token = sign_in(accounts)
    with database.begin() as connection:
        connection.execute(sa.update(tables_store.session).values({column: 0.0}))
    assert accounts.find_session(token) is None
    assert accounts.sessions(account.id) == []


def test_the_last_use_of_a_session_is_written_now_and_then(accounts, database):
    sign_up(accounts)
    _, token = sign_in(accounts)
    seen = sa.select(tables_store.session.c.seen_at)

    def seen_at() -> float:
        with database.connect() as connection:
            return connection.execute(seen).scalar_one()

    first = seen_at()
    accounts.find_session(token)
    assert seen_at() == first
    with database.begin() as connection:
        connection.execute(sa.update(tables_store.session).values(seen_at=first - 600))
    accounts.find_session(token)
    assert seen_at() >= first


def test_a_changed_password_ends_every_session(accounts):
    account = sign_up(accounts)
    _, token = sign_in(accounts)
    with pytest.raises(ForbiddenError):
        accounts.change_password(account.id, "wrong wrong wrong", "another long one", address=HERE)
    accounts.change_password(account.id, PASSWORD, "another long one", address=HERE)
    assert accounts.find_session(token) is None
    with pytest.raises(ForbiddenError):
        sign_in(accounts)
    sign_in(accounts, password="another long one")
    accounts.reset_password("abc", PASSWORD)
    sign_in(accounts)


def test_a_closed_account_is_shut_out_at_once(accounts):
    account = sign_up(accounts)
    _, token = sign_in(accounts)
    accounts.close_account("abc")
    assert accounts.find_session(token) is None
    with pytest.raises(ForbiddenError):
        sign_in(accounts)
    assert not accounts.get_account(account.id).is_open


def test_roles_are_given_but_a_firm_stays_a_firm(accounts):
    sign_up(accounts)
    account = accounts.add_account("inspector", PASSWORD, Role.SUPERVISOR)
    assert (account.role, account.uscc) == (Role.SUPERVISOR, None)
    accounts.set_role("inspector", Role.CURATOR)
    assert accounts.get_by_name("Inspector").role is Role.CURATOR
    with pytest.raises(ConflictError):
        accounts.set_role("abc", Role.ADMINISTRATOR)
    with pytest.raises(ConflictError):
        accounts.set_role("inspector", Role.FIRM)
    with pytest.raises(UnusableInputError):
        accounts.add_account("firm", PASSWORD, Role.FIRM)
    with pytest.raises(NotFoundError):
        accounts.set_role("nobody", Role.CURATOR)
    with pytest.raises(NotFoundError):
        accounts.get_account("nobody")
    assert [account.name for account in accounts.list_accounts()] == ["abc", "inspector"]


def test_a_character_that_cannot_be_kept_is_said(accounts):
    with pytest.raises((ForbiddenError, UnusableInputError)):
        sign_in(accounts, "a\x00bc")
