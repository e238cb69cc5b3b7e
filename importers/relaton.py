"""Relaton: bibliographic records of standards bodies, as JSON Lines or as one YAML file each.

Two generations of the schema are read alike: ``docid``/``docidentifier``, ``value``/``content``/``at``, single values
and lists of one, ``ics`` at the top or under ``ext``. Fields that cannot be read become issues and the record is kept
without them; a record without a readable identifier is refused.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import orjson

from catalog.designations import Designation, designation_level, designation_nature, find_designations
from catalog.standards import Level, Nature, Provenance, Standard, Status
from importers.pipeline import Piece
from importers.readings import Complaints, Reading, refused_piece, shown
from importers.relaton_fields import (
    as_list,
    first_text,
    read_ccs_codes,
    read_committee,
    read_dates,
    read_ics_codes,
    read_links,
    read_publisher,
    read_scope,
    read_titles,
)
from importers.relaton_relations import read_relations
from importers.relaton_status import read_status
from importers.relaton_xml import read_relaton_xml
from importers.yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from importers.issues import Issue
    from importers.sources import Source

__all__ = ["Reading", "read_piece", "read_records"]


def read_records(pieces: Iterable[Piece], source: Source) -> Iterator[Standard | Issue]:
    """Yield the standards of the pieces, and before each the issues about it; a refused record yields issues alone."""
    for piece in pieces:
        reading = read_piece(piece, source)
        yield from reading.issues
        if reading.standard is not None:
            yield reading.standard


def read_piece(piece: Piece, source: Source) -> Reading:
    """Read one record; never raises for what the record holds."""
    if piece.problem:
        return refused_piece(source.id, piece.name, piece.data, piece.problem)
    complaints = Complaints(source.id, piece.name)
    value = _parse(piece, complaints)
    if complaints.issues:
        return Reading(None, tuple(complaints.issues), _raw_text(piece.data))
    name = piece.name
    if isinstance(value, dict) and "raw" in value and "reason" in value:
        name = str(value.get("record") or name)
        raw = value["raw"]
        if isinstance(raw, str):
            return read_piece(Piece(name, raw.encode(), "xml" if raw.lstrip().startswith("<") else "yaml"), source)
        value = raw
    if not isinstance(value, dict):
        complaints.add("not-a-record", "", shown(piece.data), "a record is an object with named fields")
        return Reading(None, tuple(complaints.issues), value)
    complaints = Complaints(source.id, str(value.get("_file") or name))
    try:
        standard = _read(value, source, str(value.get("_file") or name), complaints)
    except (TypeError, AttributeError, KeyError, IndexError, ValueError, RecursionError) as error:
        complaints.add(
            "not-a-record", "", type(error).__name__, f"its fields are not in the form of the schema ({error})"
        )
        standard = None
    return Reading(standard, tuple(complaints.issues), None if standard else value)


def _raw_text(data: bytes) -> str | None:
    """Return the text for feeding back, or none where it is not text or only its beginning was kept."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def _parse(piece: Piece, complaints: Complaints) -> Any:  # noqa: ANN401 - a field of a record can hold anything
    data = piece.data.removeprefix(b"\xef\xbb\xbf")
    try:
        if piece.form == "yaml":
            return read_yaml(data)
        if piece.form == "xml":
            return read_relaton_xml(data)
        return orjson.loads(data)
    except UnicodeDecodeError as error:
        complaints.add("not-utf-8", "", shown(data), f"it is not UTF-8 (byte {error.start}): convert the file")
    except orjson.JSONDecodeError as error:
        if "utf-8" in str(error) or "UTF-8" in str(error):
            complaints.add("not-utf-8", "", shown(data), "it is not UTF-8: convert the file")
        else:
            complaints.add("not-json", "", shown(data), f"it is not JSON ({error.msg})")
    except ValueError as error:
        form = piece.form
        complaints.add(f"not-{form}", "", shown(data), f"it is not {form.upper()} of the form of Relaton ({error})")
    return None


def _identifiers(document: dict[str, Any]) -> list[tuple[str, str, bool]]:
    """Return text, type and primary mark of each identifier."""
    found = []
    for entry in as_list(document.get("docid") or document.get("docidentifier")):
        if isinstance(entry, str):
            found.append((entry.strip(), "", False))
        elif isinstance(entry, dict) and (text := first_text(entry.get("id") or entry.get("content"))):
            found.append((text, str(entry.get("type") or ""), bool(entry.get("primary"))))
    return found


def _primary(identifiers: list[tuple[str, str, bool]], source: Source) -> str:
    """Return the identifier that counts: the publisher's own primary one, else a primary one, else the first."""
    own = [text for text, kind, primary in identifiers if primary and kind in source.identifier_types]
    any_primary = [text for text, _, primary in identifiers if primary]
    return (own or any_primary or [identifiers[0][0]])[0]


def _designation(document: dict[str, Any], source: Source, complaints: Complaints) -> Designation | None:
    identifiers = _identifiers(document)
    if not identifiers:
        complaints.add("no-identifier", "docid", document.get("id") or "", "the record names no identifier")
        return None
    text = _primary(identifiers, source)
    found = find_designations(text)
    if not found or found[0].start > 0 or (len(found) == 1 and len(text) - found[0].end > 1):
        complaints.add("bad-identifier", "docid", text, "it is not a designation of any known publisher")
        return None
    designation = found[0]
    designation = Designation(
        designation.prefix, designation.number, designation.part, designation.year, designation.normalized,
        designation.amendment, designation.version, designation.edition, designation.month, designation.variant,
        all_parts=designation.all_parts, printed="" if designation.normalized == text else text,
    )  # fmt: skip
    if source.edition_in_number and (edition := first_text(document.get("edition") or {})):
        return replace(designation, edition=edition, normalized=f"{designation.normalized}, {edition} edition")
    return designation


@lru_cache(maxsize=4096)
def _kind(prefix: str) -> tuple[Level, Nature]:
    """Return level and nature, which the prefix alone tells: there are few prefixes and many records."""
    designation = Designation(prefix, "1", None, None, prefix)
    return Level(designation_level(designation)), Nature(designation_nature(designation))


def _read(document: dict[str, Any], source: Source, record: str, complaints: Complaints) -> Standard | None:
    designation = _designation(document, source, complaints)
    if designation is None:
        return None
    level, nature = _kind(designation.prefix)
    ext = document.get("ext")
    ext = ext if isinstance(ext, dict) else {}
    status, printed = read_status(document, complaints.add)
    dates = read_dates(document, complaints.add)
    titles = read_titles(document, complaints.add)
    if not titles:
        complaints.add("no-title", "title", "", "the record has no title")
    version = first_text(document.get("schema-version") or document.get("schema_version"))
    fetched = first_text(document.get("fetched"))
    return Standard(
        designation=designation,
        level=level,
        nature=nature,
        titles=titles,
        status=status,
        status_printed=printed,
        published=dates.published,
        withdrawn=dates.obsoleted if status in (Status.WITHDRAWN, Status.SUPERSEDED) else None,
        publisher=read_publisher(document) or (source.publisher if source.identifier_types else None),
        committee=read_committee(document.get("editorialgroup") or ext.get("editorialgroup")),
        ics=read_ics_codes(document.get("ics") or ext.get("ics") or ext.get("ics_code"), complaints.add),
        ccs=read_ccs_codes(ext.get("ccs")),
        scope=read_scope(document.get("abstract")),
        relations=read_relations(document, designation, source, complaints.add),
        links=read_links(document),
        provenance=(Provenance(source.id, f"{record}#{version}" if version else record, fetched and fetched[:10]),),
    )
