"""Where stored responses came from: an ``index.json`` beside them tells the address and the day of each."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import orjson

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["INDEX", "Origin", "read_origins"]

INDEX = "index.json"
_LARGEST = 64 << 20


@dataclass(frozen=True, slots=True)
class Origin:
    """The address that a response answered and the day on which it was recorded (ISO 8601)."""

    address: str | None = None
    fetched: str | None = None


def read_origins(folder: Path) -> dict[Path, Origin]:
    """Return the origins of the files that a folder's index lists; none where it has no index of responses."""
    path = folder / INDEX
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return {}
        entries = orjson.loads(path.read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return {}
    origins = {}
    for entry in entries if isinstance(entries, list) else []:
        if not isinstance(entry, dict):
            continue
        name = entry.get("path") or entry.get("file") or entry.get("name")
        address = entry.get("uri") or entry.get("url")
        if isinstance(name, str) and isinstance(address, str):
            origins[(folder / name).resolve()] = Origin(address, _day(str(entry.get("recorded_at") or "")))
    return origins


def _day(text: str) -> str | None:
    """Return the day of a moment as HTTP prints it or as ISO 8601 does."""
    if text[:4].isdigit():
        return text[:10]
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (TypeError, ValueError):
        return None
