"""What an installation can set: a value, made once by the front door and handed down."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

__all__ = ["Settings"]


class Settings(BaseSettings):
    """Settings of one installation, from arguments or ``DUIBIAO_*`` environment variables."""

    model_config = SettingsConfigDict(env_prefix="DUIBIAO_", frozen=True, extra="ignore")

    home: Path = Field(default_factory=lambda: Path.home() / ".duibiao")
    """Folder of the database, the index, the files and the key of this installation."""

    database_url: str | None = None
    """SQLAlchemy address; none means SQLite in the home folder. PostgreSQL: ``postgresql+psycopg://…``."""

    search_url: str = "embedded"
    """``embedded`` (tantivy in the home folder) or the address of an Elasticsearch."""

    secret_key: SecretStr | None = None
    """Key that signs forms; none means a key file in the home folder, made at ``init``."""

    signing_keys: Path | None = None
    """File of the keys that sign receipts; none means ``signing-keys.json`` in the home folder, made at ``init``.

    Several machines on one database share one file, so that they sign as one site.
    """

    basis_grace_days: int = Field(default=365, ge=0, le=3650)
    """Days that a firm has to follow when a standard that its declaration cites was replaced."""

    max_upload_bytes: int = 20 * 1024 * 1024
    """Largest file that is taken from a firm, in bytes."""

    public_url: str | None = Field(default=None, pattern=r"^https?://[^/?#\s]+$")
    """Address at which people reach this site, as in ``https://duibiao.example.cn``; none means as each asks for it.

    It stands in QR codes and downloads, so that no visitor's ``Host`` header can put another address there.
    """

    @property
    def effective_database_url(self) -> str:
        """Return the address in use, the default filled in."""
        return self.database_url or f"sqlite:///{self.home / 'duibiao.sqlite3'}"

    @property
    def signing_keys_file(self) -> Path:
        """Return the file of the keys that sign receipts."""
        return self.signing_keys or self.home / "signing-keys.json"

    @property
    def files_folder(self) -> Path:
        """Return the folder of the files that firms handed in, named by their SHA-256."""
        return self.home / "files"

    @property
    def index_folder(self) -> Path:
        """Return the folder of the embedded index."""
        return self.home / "index"
