"""Files that firms hand in, kept under the SHA-256 of what they hold and never overwritten."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from catalog.errors import NotFoundError, UnusableInputError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FileStore"]

_CHUNK = 1 << 20
_SHA256 = re.compile(r"[0-9a-f]{64}")


class FileStore:
    """A folder of files by content. A file that is listed is whole: it was synced before it got its name."""

    def __init__(self, folder: Path, *, max_bytes: int = 20 * 1024 * 1024) -> None:
        self.folder = folder
        self.max_bytes = max_bytes

    def put(self, data: bytes | BinaryIO) -> str:
        """Keep the content and return its SHA-256; content that is there already is left alone.

        Raises UnusableInputError where it is empty or longer than ``max_bytes``; nothing is kept then.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        stream = BytesIO(data) if isinstance(data, bytes) else data
        temporary = self.folder / f".{secrets.token_hex(16)}.part"
        digest = hashlib.sha256()
        size = 0
        try:
            with temporary.open("xb") as file:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if size > self.max_bytes:
                        raise self._too_large()
                    digest.update(chunk)
                    file.write(chunk)
                if size == 0:
                    raise UnusableInputError("The file is empty.", "文件为空。", code="file-empty")
                file.flush()
                os.fsync(file.fileno())
            return self._name(temporary, digest.hexdigest())
        finally:
            temporary.unlink(missing_ok=True)

    def open(self, sha256: str) -> BinaryIO:
        """Return the file for reading; raises NotFoundError where there is none of that name."""
        try:
            return self._path(sha256).open("rb")
        except FileNotFoundError:
            raise _not_found(sha256) from None

    def read(self, sha256: str) -> bytes:
        """Return the content; raises NotFoundError where there is none of that name."""
        with self.open(sha256) as file:
            return file.read()

    def size(self, sha256: str) -> int:
        """Return the length in bytes; raises NotFoundError where there is none of that name."""
        try:
            return self._path(sha256).stat().st_size
        except FileNotFoundError:
            raise _not_found(sha256) from None

    def __contains__(self, sha256: str) -> bool:
        return bool(_SHA256.fullmatch(sha256)) and self._path(sha256).exists()

    def _name(self, temporary: Path, sha256: str) -> str:
        """Give a whole file its name, unless the same content has it, and make the name survive a power cut."""
        final = self._path(sha256)
        final.parent.mkdir(exist_ok=True)
        with contextlib.suppress(FileExistsError):
            os.link(temporary, final)  # unlike a rename, a link never takes the place of a file
        for folder in (final.parent, self.folder):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        return sha256

    def _path(self, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise _not_found(sha256)
        return self.folder / sha256[:2] / sha256

    def _too_large(self) -> UnusableInputError:
        limit = self.max_bytes // (1024 * 1024)
        return UnusableInputError(
            f"The file is larger than {limit} MB: make it smaller or split it.",
            f"文件超过 {limit} MB：请压缩或拆分后再上传。",
            code="file-too-large",
        )


def _not_found(sha256: str) -> NotFoundError:
    return NotFoundError(
        f"No file is stored under {sha256[:64]}: check the address.",
        f"没有编号为 {sha256[:64]} 的文件：请核对网址。",
        code="file-not-found",
    )
