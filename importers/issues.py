"""Issues: what a source said that could not be taken as it stood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["FATAL", "Issue"]

FATAL = frozenset(
    {
        "not-json",
        "not-yaml",
        "not-xml",
        "not-html",
        "damaged-archive",
        "expands-too-much",
        "bad-table",
        "too-many-rows",
        "unknown-layout",
        "not-this-source",
        "not-utf-8",
        "html",
        "too-long",
        "no-identifier",
        "bad-identifier",
        "not-a-record",
        "nested-archive",
        "too-deep",
    }
)
"""Codes of issues for which the record is refused; with any other the record is kept without the value."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing that was not taken: where it stood (``source``, ``record``, ``field``), its ``value``, the ``reason``.

    ``code`` is a stable machine word for counting.
    """

    source: str
    record: str
    field: str
    value: str
    reason: str
    code: str

    @property
    def is_fatal(self) -> bool:
        """Tell whether the whole record was refused."""
        return self.code in FATAL

    def to_json(self) -> dict[str, Any]:
        """Return the issue as plain JSON values."""
        return {name: getattr(self, name) for name in ("source", "record", "field", "value", "reason", "code")}
