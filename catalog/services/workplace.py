"""The opened installation: settings, database, stores, files and search, made once by a front door and handed down."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalog.database import Database, open_database
from catalog.errors import ServiceDownError, UnusableInputError
from catalog.store import CatalogStore
from declarations import Accounts, DeclarationStore, FileStore, SiteKeys
from search import open_backend

if TYPE_CHECKING:
    from pathlib import Path

    from catalog.settings import Settings
    from search import SearchBackend

__all__ = ["Workplace", "initialise", "open_workplace"]


@dataclass(frozen=True, slots=True)
class Workplace:
    """Everything that the services work with. Close it at the end."""

    settings: Settings
    database: Database
    catalog: CatalogStore
    declarations: DeclarationStore
    accounts: Accounts
    files: FileStore
    search: SearchBackend

    def require_ready(self) -> None:
        """Raise UnusableInputError where the installation was not initialised or its database is of another version."""
        self.database.require_current()

    def close(self) -> None:
        """Close the search engine and the database."""
        self.search.close()
        self.database.close()


def initialise(settings: Settings) -> None:
    """Make the home folder, its keys, the tables and an empty index; harmless when repeated."""
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        settings.files_folder.mkdir(exist_ok=True)
    except OSError as error:
        raise UnusableInputError(
            f"{settings.home} cannot be made ({error.strerror}); choose another folder with --home",
            f"无法创建 {settings.home}；请用 --home 指定其他文件夹",
        ) from error
    _make_key(settings.home / "secret.key")
    SiteKeys(settings.signing_keys_file).make()
    database = open_database(settings.effective_database_url)
    try:
        database.migrate()
    finally:
        database.close()
    open_backend(settings.search_url, settings.index_folder).close()


def open_workplace(settings: Settings) -> Workplace:
    """Open the installation in ``settings.home``.

    Raises UnusableInputError where there is none, ServiceDownError where its database does not answer.
    """
    if settings.database_url is None and not (settings.home / "duibiao.sqlite3").exists():
        raise UnusableInputError(
            f"{settings.home} holds no Duibiao; run `duibiao --home {settings.home} init` first",
            f"{settings.home} 中没有 Duibiao 数据；请先运行 duibiao init",
        )
    database = open_database(settings.effective_database_url)
    files = FileStore(settings.files_folder)
    return Workplace(
        settings=settings,
        database=database,
        catalog=CatalogStore(database),
        declarations=DeclarationStore(database, files, SiteKeys(settings.signing_keys_file)),
        accounts=Accounts(database),
        files=files,
        search=open_backend(settings.search_url, settings.index_folder),
    )


def secret_key(settings: Settings) -> str:
    """Return the key that signs forms: the setting, else the key file that ``init`` made.

    Raises ServiceDownError where there is neither.
    """
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value()
    try:
        return (settings.home / "secret.key").read_text(encoding="ascii").strip()
    except OSError as error:
        raise ServiceDownError(f"{settings.home / 'secret.key'} cannot be read; run `duibiao init`") from error


def _make_key(file: Path) -> None:
    """Write a new key that only this user can read, unless there is one."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(secrets.token_urlsafe(48))
