"""What reading one record gives: the standard, or none where it was refused, and an issue for what was not taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from importers.issues import Issue

if TYPE_CHECKING:
    from catalog.standards import Standard

__all__ = ["Complaints", "Reading", "refused_piece", "shown"]

_SHOWN = 200
_PROBLEMS = {
    "html": "it is a web page, not a record: the server gave an error page or the wrong address was fetched",
    "too-long": "it is longer than any record: the file is damaged or of another kind",
    "nested-archive": "it is an archive inside an archive: unpack it first",
    "damaged-archive": "it is damaged and cannot be unpacked: get the file again",
    "expands-too-much": "it unpacks to far more than any catalogue holds: it was not read further",
    "not-utf-8": "it is neither UTF-8 nor GB 18030: convert the file",
    "bad-table": "it is no table with a header line: see the columns in importers/README.md",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What one record said: the standard, or none where it was refused; issues; the refused record as plain value.

    ``is_empty`` marks a piece that holds no record and is not refused, such as a search without results.
    """

    standard: Standard | None
    issues: tuple[Issue, ...]
    raw: Any = None
    is_empty: bool = False


class Complaints:
    """Collects the issues of one record."""

    def __init__(self, source: str, record: str) -> None:
        """Start with none."""
        self._source = source
        self._record = record
        self.issues: list[Issue] = []

    def add(self, code: str, field: str, value: object, reason: str) -> None:
        """Note an issue."""
        self.issues.append(Issue(self._source, self._record, field, str(value)[:_SHOWN], reason, code))


def shown(data: bytes) -> str:
    """Return the beginning of what was found, as text to show."""
    return data[:_SHOWN].decode("utf-8", "replace")


def refused_piece(source: str, name: str, data: bytes, code: str, reason: str = "") -> Reading:
    """Return the reading of a piece that is no record at all; its text is kept for feeding back where it is text."""
    issue = Issue(source, name, "", shown(data), reason or _PROBLEMS.get(code, code), code)
    try:
        raw: str | None = data.decode()
    except UnicodeDecodeError:
        raw = None
    return Reading(None, (issue,), raw)
