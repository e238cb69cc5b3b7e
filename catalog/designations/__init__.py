"""Designations: the numbers of standards, read from any spelling into one key.

The parser never decides whether a document exists; the catalogue does.
"""

from __future__ import annotations

from catalog.designations.levels import designation_level, designation_nature
from catalog.designations.model import Designation
from catalog.designations.reading import designation_key, find_designations, parse_designation

__all__ = [
    "Designation",
    "designation_key",
    "designation_level",
    "designation_nature",
    "find_designations",
    "parse_designation",
]
