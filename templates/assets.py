"""Static files under names that carry a hash of their content, so that browsers may keep them for a year."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Asset", "Assets"]

MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "css": "text/css; charset=utf-8",
        "js": "text/javascript; charset=utf-8",
        "svg": "image/svg+xml",
    }
)


@dataclass(frozen=True, slots=True)
class Asset:
    """One static file: its plain name, its name with the hash, its media type and its bytes."""

    name: str
    hashed: str
    media_type: str
    data: bytes


class Assets:
    """All static files of the package, read once."""

    def __init__(self) -> None:
        self._by_name = {asset.name: asset for asset in _read_all()}
        self._by_hashed = {asset.hashed: asset for asset in self._by_name.values()}

    def url(self, name: str) -> str:
        """Return the address of the file called ``name``; raise :class:`KeyError` where there is none."""
        return f"/static/{self._by_name[name].hashed}"

    def text(self, name: str) -> Markup:
        """Return the text of the file called ``name``, to stand inside a page; raise :class:`KeyError`."""
        return Markup(self._by_name[name].data.decode("utf-8"))  # noqa: S704  # our own file

    def find(self, hashed: str) -> Asset | None:
        """Return the file with this name and hash, or none."""
        return self._by_hashed.get(hashed)

    def names(self) -> tuple[str, ...]:
        """Return the plain names in order."""
        return tuple(sorted(self._by_name))


def _read_all() -> list[Asset]:
    found = []
    for entry in files("templates").joinpath("static").iterdir():
        stem, _, ending = entry.name.rpartition(".")
        if ending not in MEDIA_TYPES:
            continue
        data = entry.read_bytes()
        digest = hashlib.sha256(data).hexdigest()[:12]
        found.append(Asset(entry.name, f"{stem}.{digest}.{ending}", MEDIA_TYPES[ending], data))
    return found
