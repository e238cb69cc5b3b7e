"""Comparing declared indicators with benchmark standards: sets, readings, gates, verdicts and reports.

Importing this package is cheap; the tables (units, dictionary, scales, links) load when a comparison first needs them.
"""

from __future__ import annotations

import importlib
from typing import Any

__all__ = [
    "ENGINE_VERSION",
    "compare_documents",
    "compare_requirements",
    "compare_texts",
    "read_requirement",
]

ENGINE_VERSION = "2026.11"
"""Written into every verdict's run, so that an old verdict can be told from one that today's rules would give."""

_HOMES = {
    "compare_documents": "catalog.comparison.documents",
    "compare_requirements": "catalog.comparison.verdicts",
    "compare_texts": "catalog.comparison.verdicts",
    "read_requirement": "catalog.comparison.reading",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - functions of several shapes, loaded on first use
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(home), name)
