"""Importers: what publishers' catalogues say, as standards, with an issue for whatever could not be taken.

Add a source with a manifest in :mod:`importers.sources` and a function that reads one piece of it.
"""

from __future__ import annotations

from importers.issues import Issue
from importers.sources import SOURCES, Source

__all__ = ["SOURCES", "Issue", "Source"]
