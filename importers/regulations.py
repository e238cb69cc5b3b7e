"""Records of regulations as Markdown with front matter: a Chinese number and the UN regulation that it corresponds to.

``un_equivalent_ai`` was made by a machine and is no evidence; ``un_equivalent`` tells neither degree nor edition and
is kept as a related document, not as an adoption.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from importers.records import readings_of
from importers.yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from importers.pipeline import Piece
    from importers.readings import Reading
    from importers.rows import Row
    from importers.sources import Source

__all__ = ["read_pieces"]

_FRONT = re.compile(r"\A---\s*\n(.*?)\n---\s*(?:\n|\Z)", re.DOTALL)
_STATES = {"in-force": "in force", "upcoming": "upcoming", "withdrawn": "withdrawn", "superseded": "superseded"}


def read_pieces(piece: Piece, source: Source) -> Sequence[Reading]:
    """Return the records of a file; one that cites two editions gives both."""
    return readings_of(piece, source, _rows)


def _rows(text: str, piece: Piece) -> list[Row] | None:
    del piece
    match = _FRONT.match(text.replace("\r\n", "\n"))
    value = read_yaml(match[1].encode()) if match else None
    if not isinstance(value, dict) or "citation" not in value:
        return None
    citation = str(value["citation"] or "")
    numbers = [part.strip() for part in re.split(r"\s*(?:/(?=\s*GB)|;|,|、| and | & )\s*", citation) if part.strip()]
    is_one = len(numbers) < 2  # noqa: PLR2004 - of several editions the dates and states are not told apart
    return [
        {
            "designation": number,
            "title_en": str(value.get("title") or ""),
            "status": _STATES.get(str(value.get("status") or ""), str(value.get("status") or "")) if is_one else "",
            "effective": str(value.get("effective_date") or "") if is_one else "",
            "related": [str(it) for it in value.get("un_equivalent") or []],
            "link": str(value.get("source_url") or ""),
            "fetched": str(value.get("last_pulled") or "")[:10],
            "record": str(value.get("id") or ""),
        }
        for number in numbers
    ]
