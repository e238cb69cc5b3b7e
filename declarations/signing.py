"""The site's own keys: Ed25519 (RFC 8032), kept in one file that only its user can read, changed by rotation.

The file holds the private half of the key in use and the public halves of all keys there ever were, each with the time
from when and until when it signed. A key that was retired cannot sign any more: its private half is gone.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from catalog.errors import ServiceDownError, UnusableInputError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["PublicKey", "Signer", "SiteKeys", "read_public_keys"]

_KIND = "Ed25519"
_OWNER_ONLY = 0o600


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key of a site. ``id`` follows from the key; ``until`` is none while it is in use."""

    id: str
    key: bytes
    since: str
    until: str | None = None

    def verifies(self, signature: bytes, data: bytes) -> bool:
        """Tell whether the private half of this key signed ``data``."""
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(signature, data)
        except (InvalidSignature, ValueError):
            return False
        return True

    def to_json(self) -> dict[str, Any]:
        """Return the key as it is published."""
        key = base64.b64encode(self.key).decode("ascii")
        return {"id": self.id, "kind": _KIND, "key": key, "since": self.since, "until": self.until}


@dataclass(frozen=True, slots=True)
class Signer:
    """The key in use, as it was when the work began that is signed at its end."""

    id: str
    private: Ed25519PrivateKey

    def sign(self, data: bytes) -> bytes:
        """Return the signature of ``data``: 64 bytes."""
        return self.private.sign(data)


class SiteKeys:
    """The key file of a site. It is read for each signature, so that a rotation reaches every running process."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def make(self) -> None:
        """Make the first key, unless there is one."""
        if self.file.exists():
            return
        content = orjson.dumps({"keys": [_new_key(_now())]}, option=orjson.OPT_INDENT_2)
        temporary = self._write(content)
        try:
            os.link(temporary, self.file)  # of two that start at once, one gives its key the name
        except FileExistsError:
            pass
        finally:
            temporary.unlink()

    def rotate(self) -> str:
        """Retire the key in use, make a new one and return its id; raises ServiceDownError without a key file."""
        kept = self._read()
        at = _now()
        for key in kept:
            key.pop("private", None)
            key["until"] = key["until"] or at
        kept.append(_new_key(at))
        self._write(orjson.dumps({"keys": kept}, option=orjson.OPT_INDENT_2)).replace(self.file)
        return str(kept[-1]["id"])

    def signer(self) -> Signer:
        """Return the key in use; raises ServiceDownError where there is none."""
        for key in reversed(self._read()):
            if "private" in key:
                return Signer(key["id"], Ed25519PrivateKey.from_private_bytes(base64.b64decode(key["private"])))
        raise self._missing("no key in use")

    def public(self) -> tuple[PublicKey, ...]:
        """Return every key there ever was, the first first; raises ServiceDownError without a key file."""
        return read_public_keys({"keys": self._read()})

    def _read(self) -> list[dict[str, Any]]:
        try:
            kept: list[dict[str, Any]] = orjson.loads(self.file.read_bytes())["keys"]
        except OSError as error:
            raise self._missing(error.strerror or "not readable") from error
        except (orjson.JSONDecodeError, KeyError, TypeError) as error:
            raise self._missing("damaged") from error
        return kept

    def _write(self, content: bytes) -> Path:
        """Write ``content`` to a new file beside the key file, for its owner only, and return its name."""
        temporary = self.file.with_name(f".{self.file.name}.{secrets.token_hex(8)}")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        return temporary

    def _missing(self, why: str) -> ServiceDownError:
        return ServiceDownError(
            f"The signing key {self.file} cannot be used ({why}): restore it from the backup, or run `duibiao init`.",
            f"签名密钥 {self.file} 无法使用（{why}）：请从备份恢复，或运行 `duibiao init`。",
            code="signing-key",
        )


def read_public_keys(document: Any) -> tuple[PublicKey, ...]:  # noqa: ANN401  # JSON that somebody handed in
    """Return the public keys that a site published as JSON; raises UnusableInputError for anything else."""
    try:
        keys = tuple(
            PublicKey(str(key["id"]), base64.b64decode(key["key"], validate=True), str(key["since"]), key.get("until"))
            for key in document["keys"]
            if key["kind"] == _KIND
        )
    except (KeyError, TypeError, binascii.Error, ValueError):
        keys = ()
    if not keys or any(key.id != _id_of(key.key) for key in keys):
        raise UnusableInputError(
            "These are no public keys of a site: take the file from its address /receipts/keys.json.",
            "不是本系统的公钥文件：请从 /receipts/keys.json 下载。",
            code="keys-unreadable",
        )
    return keys


def _new_key(at: str) -> dict[str, Any]:
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    return {
        **PublicKey(_id_of(public), public, at).to_json(),
        "private": base64.b64encode(private.private_bytes_raw()).decode("ascii"),
    }


def _id_of(public: bytes) -> str:
    """Return the name of a key, which nobody can give to another one: the start of its SHA-256."""
    return hashlib.sha256(public).hexdigest()[:16]
