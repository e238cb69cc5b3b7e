"""Lists of adoptions: one line says which national standard adopts which other one, as a source printed it.

Columns: national, national_edition, international, international_edition, degree (as printed), as_printed, language,
source, source_kind, confidence, sources, note. A line without a printed degree gives none. Every line is a description
of its own, so that lines which contradict each other are all kept. Plans, handbooks and joint publications are refused.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import orjson

from catalog.adoptions import read_degree
from catalog.designations import Designation, designation_level, designation_nature, find_designations
from catalog.patterns import regex
from catalog.standards import Level, Nature, Provenance, Relation, RelationKind, Standard
from importers.readings import Complaints, Reading, refused_piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from importers.pipeline import Piece
    from importers.rows import Row
    from importers.sources import Source

__all__ = ["COLUMNS", "read_pieces"]

COLUMNS = ("national", "national_edition", "international", "international_edition", "degree", "confidence", "source")
_CONFIDENCE = ("high", "medium", "low")
_PART = regex(r"\s*\(Part\s+(\w+)(?:/Sec\s+(\w+))?\)")
_JOINED = regex(r"\s*\+\s*(?:Cor|Amd|A|AC)\b.*$")
_SUPPLEMENT = regex(r"/(?=(?:Amd|Cor|A\d|AC))")


def read_pieces(piece: Piece, source: Source) -> Sequence[Reading]:
    """Return the adoption that one line tells; never raises for what the line holds."""
    if piece.problem:
        return (refused_piece(source.id, piece.name, piece.data, piece.problem),)
    try:
        row = orjson.loads(piece.data)
    except orjson.JSONDecodeError:
        return (refused_piece(source.id, piece.name, piece.data, "not-json", "it is no line of a table"),)
    name = piece.name
    if isinstance(row, dict) and isinstance(row.get("raw"), dict) and "reason" in row:
        row, name = row["raw"], str(row.get("record") or name)
    if not isinstance(row, dict):
        return (refused_piece(source.id, name, piece.data, "not-a-record", "it is no line of a table"),)
    return (_read(row, source, name),)


def _read(row: Row, source: Source, name: str) -> Reading:
    """Return the national document with the one adoption that the line tells."""
    cells = {key: str(value or "").strip() for key, value in row.items()}
    origin = " ".join(part for part in (name, cells.get("source", "")) if part)[:300]
    complaints = Complaints(source.id, name)
    national = _national(cells, complaints)
    adopted = _adopted(cells, complaints) if national else None
    if national is None or adopted is None:
        return Reading(None, tuple(complaints.issues), row)
    printed = cells.get("degree", "")
    degree, _ = read_degree(printed)
    confidence = cells.get("confidence", "").lower()
    if confidence and confidence not in _CONFIDENCE:
        complaints.add("unknown-confidence", "confidence", confidence, "it is none of high, medium and low")
    target = adopted.normalized
    relation = Relation(
        kind=RelationKind.ADOPTS,
        target=target,
        target_key=adopted.key,
        degree=degree,
        dated=adopted.is_dated,
        degree_printed=printed if printed and printed != degree.value else None,
        confidence=confidence if confidence in _CONFIDENCE else "low",
    )
    standard = Standard(
        designation=national,
        level=Level(designation_level(national)),
        nature=Nature(designation_nature(national)),
        relations=(relation,),
        links=tuple(
            link for link in [cells.get("source", "").split(" ")[0]] if link.startswith(("https://", "http://"))
        ),
        provenance=(Provenance(source.id, origin),),
    )
    return Reading(standard, tuple(complaints.issues))


def _national(cells: dict[str, str], complaints: Complaints) -> Designation | None:
    printed = cells.get("national", "")
    if "plan)" in printed.lower() or "-T-" in printed:
        complaints.add("plan", "national", printed, "it is a plan for a standard and no standard yet")
        return None
    if "joint publication" in cells.get("note", "").lower():
        complaints.add("joint-publication", "national", printed, "it is published jointly: nobody adopts it")
        return None
    text = _PART.sub(lambda it: f"-{it[1]}" + (f"-{it[2]}" if it[2] else ""), printed)
    return _one(text, cells.get("national_edition", ""), "national", complaints)


def _adopted(cells: dict[str, str], complaints: Complaints) -> Designation | None:
    """Return the adopted document; ``ISO 10218-1 + Cor.1`` of ``2006/2007`` is ISO 10218-1:2006, corrected."""
    printed, edition = cells.get("international", ""), cells.get("international_edition", "")
    text = _JOINED.sub("", printed)
    first, _, second = edition.partition("/")
    if second and text == printed and len(parts := _SUPPLEMENT.split(printed)) == len(("base", "supplement")):
        return _one(f"{parts[0]}:{first}/{parts[1]}", second, "international", complaints)
    return _one(text, first, "international", complaints)


def _one(text: str, year: str, column: str, complaints: Complaints) -> Designation | None:
    """Return the one document that number and year are, in the first of the ways in which publishers join the two."""
    forms = [f"{text}-{year}", f"{text}:{year}", f"{text}-{year[2:]}"] if year else [text]
    for whole in forms:
        found = find_designations(whole)
        if len(found) == 1 and found[0].start == 0 and found[0].end == len(whole) and bool(year) <= found[0].is_dated:
            return replace(found[0], start=0, end=0, printed="")
    complaints.add("bad-identifier", column, forms[0], "it is not one designation of a known publisher")
    return None
