"""What a source is: the manifest that each has in :mod:`importers.sources`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

__all__ = ["Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """A catalogue source.

    ``expected_records`` and ``floors`` (the least share of records that have a field) tell a broken reader or a cut
    file from a whole one. ``precedence`` decides which source's record counts where two describe the same document: the
    publisher's own catalogue is higher. ``edition_in_number`` says that editions share a number and differ by edition
    only. ``identifier_types`` are the types of identifiers that are this publisher's own.

    ``reader`` is the module that reads its pieces, ``forms`` what it takes beside JSON and YAML; ``snapshots`` tells
    that one record is fetched again and again, so that the later day counts and what was said earlier is kept.
    ``default_publisher`` stands where a record names none. ``where`` are the places of its files below a folder of
    all sources, for ``import --all``.
    """

    id: str
    title: str
    publisher: str
    licence: str
    formats: tuple[str, ...]
    expected_records: int
    homepage: str
    floors: dict[str, float] = field(default_factory=dict)
    precedence: int = 50
    edition_in_number: bool = False
    identifier_types: tuple[str, ...] = ()
    reader: str = "relaton"
    forms: tuple[str, ...] = ("xml",)
    snapshots: bool = False
    default_publisher: str | None = None
    where: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the manifest as plain JSON values."""
        return {
            "id": self.id,
            "title": self.title,
            "publisher": self.publisher,
            "licence": self.licence,
            "formats": list(self.formats),
            "expected_records": self.expected_records,
            "homepage": self.homepage,
            "floors": dict(self.floors),
            "where": list(self.where),
        }
