"""Regions of China by code (form of GB/T 2260): provinces by two digits, prefectures and leagues by four."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib import resources

__all__ = ["EDITION", "region_of_uscc", "region_path"]

EDITION = "2020-12"
"""The day of the code list: codes change, so a record keeps the code that was valid on its day."""


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    text = (resources.files("catalog") / "data" / "regions.csv").read_text(encoding="utf-8")
    return {row["code"]: row["name"] for row in csv.DictReader(_without_comments(text))}


def _without_comments(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.startswith("#")]


def region_path(code: str) -> tuple[str, ...]:
    """Return the names of the province and the prefecture of a region code, as far as the list knows them."""
    names = _names()
    return tuple(names[part] for part in (code[:2], code[:4]) if len(part) in (2, 4) and part in names)


def region_of_uscc(uscc: str) -> str:
    """Return the region code in a unified social credit code (GB 32100-2015: positions 3 to 8)."""
    return uscc[2:8]
