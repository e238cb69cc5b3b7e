"""Designations: the numbers of standards, read from any spelling into one key.

The parser never decides whether a document exists; the catalogue does.
"""

from __future__ import annotations

from catalog.designations.model import Designation

__all__ = ["Designation"]
