"""ISO Open Data: the deliverables, one JSON object each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from importers.records import readings_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from importers.pipeline import Piece
    from importers.readings import Reading
    from importers.rows import Row
    from importers.sources import Source

__all__ = ["read_pieces"]

_PAGE = "https://www.iso.org/standard/"


def read_pieces(piece: Piece, source: Source) -> Sequence[Reading]:
    """Return the record of a deliverable; a committee is none."""
    return readings_of(piece, source, _rows)


def _rows(text: str, piece: Piece) -> list[Row] | None:
    del piece
    value = orjson.loads(text)
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(it, dict) for it in values):
        return None
    if all("secretariat" in it and "currentStage" not in it for it in values):
        return []
    return [_row(it) for it in values] if all("reference" in it for it in values) else None


def _row(it: dict[str, Any]) -> Row:
    titles, scope = _by_language(it.get("title")), _by_language(it.get("scope"))
    stage = f"{it['currentStage']:04d}" if isinstance(it.get("currentStage"), int) else ""
    row: Row = {
        "designation": str(it.get("reference") or ""),
        "status": f"{stage[:2]}.{stage[2:]}" if len(stage) == 4 else stage,  # noqa: PLR2004 - stage and substage
        "published": str(it.get("publicationDate") or ""),
        "committee": str(it.get("ownerCommittee") or ""),
        "ics": [str(code) for code in it.get("icsCode") or []],
        "scope": str(scope.get("en") or scope.get("fr") or ""),
        "replaces": [f"{_PAGE}{number}.html" for number in it.get("replaces") or []],
        "replaced_by": [f"{_PAGE}{number}.html" for number in it.get("replacedBy") or []],
        "link": f"{_PAGE}{it['id']}.html" if it.get("id") else "",
        "record": str(it.get("id") or ""),
    }
    row |= {f"title_{language}": text for language, text in titles.items() if language in ("en", "fr", "ru", "es")}
    return row


def _by_language(value: Any) -> dict[str, str]:  # noqa: ANN401 - a field of a record can hold anything
    return {str(language): str(text) for language, text in value.items()} if isinstance(value, dict) else {}
