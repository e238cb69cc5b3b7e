"""Relations of a Relaton record, turned round where the crawler did not tell directions apart.

ISO's pages say "Previously" and "Will be replaced by", and both became ``obsoletes``; "Revised by" and "Corrigenda/
Amendments" both became ``updates``. Which is meant follows from the two designations: the newer replaces the older, a
supplement of the same edition amends it, and a draft without year comes after every published edition.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from catalog.designations import Designation, find_designations
from catalog.standards import Relation, RelationKind
from importers.relaton_fields import Complain, as_list, first_text

if TYPE_CHECKING:
    from importers.sources import Source

__all__ = ["read_relations"]

_FIXED = {
    "partOf": RelationKind.PART_OF,
    "hasPart": RelationKind.HAS_PART,
    "includes": RelationKind.HAS_PART,
    "includedIn": RelationKind.PART_OF,
    "cites": RelationKind.REFERENCES,
    "references": RelationKind.REFERENCES,
    "adoptedFrom": RelationKind.ADOPTS,
    "adoptedAs": RelationKind.ADOPTED_BY,
    "complementOf": RelationKind.RELATED,
    "complements": RelationKind.RELATED,
    "hasEdition": RelationKind.RELATED,
    "editionOf": RelationKind.RELATED,
    "hasComplement": RelationKind.RELATED,
    "instanceOf": RelationKind.RELATED,
    "hasInstance": RelationKind.RELATED,
    "related": RelationKind.RELATED,
    "obsoletedBy": RelationKind.REPLACED_BY,
    "updatedBy": RelationKind.REPLACED_BY,
    "derivedFrom": RelationKind.RELATED,
}
_HOUSE = {"relaton-itu": "ITU-T"}
"""Publishers whose records name their own documents by number alone."""
_DIRECTED = frozenset({"obsoletes", "updates"})


@lru_cache(maxsize=8192)
def _target(text: str, publisher: str = "") -> Designation | None:
    """Return the designation at the start of ``text``; ``publisher`` is put before a number that stands alone."""
    found = find_designations(text) or (find_designations(f"{publisher} {text}") if publisher else [])
    return found[0] if found and found[0].start == 0 else None


def _same_edition(base: Designation, supplement: Designation) -> bool:
    return base.work_key == supplement.work_key and base.year == supplement.year


def _kind(word: str, own: Designation, target: Designation) -> RelationKind:
    """Return what ``obsoletes`` or ``updates`` means between two documents."""
    if word == "updates" and target.amendment and not own.amendment and _same_edition(own, target):
        return RelationKind.AMENDED_BY
    if word == "updates" and own.amendment and not target.amendment and _same_edition(target, own):
        return RelationKind.AMENDS
    newer = _is_newer(target, own)
    if newer is None:
        return RelationKind.REPLACES if word == "obsoletes" else RelationKind.REPLACED_BY
    return RelationKind.REPLACED_BY if newer else RelationKind.REPLACES


def _is_newer(target: Designation, own: Designation) -> bool | None:
    """Tell whether the target comes after this document, or none where the designations do not tell."""
    if target.year != own.year:
        if not target.year or not own.year:
            return not target.year
        return target.year > own.year
    if target.edition and own.edition:
        return target.edition != own.edition and float(target.edition) > float(own.edition)
    return None


def read_relations(
    document: dict[str, Any], own: Designation, source: Source, complain: Complain
) -> tuple[Relation, ...]:
    """Return the relations in the order of the record, each once."""
    relations: dict[tuple[RelationKind, str], Relation] = {}
    for entry in as_list(document.get("relation")):
        relation = _relation(entry, own, source, complain) if isinstance(entry, dict) else None
        if relation is not None:
            relations.setdefault((relation.kind, relation.target_key or relation.target), relation)
    for entry in as_list(document.get("docidentifier") or document.get("docid")):
        if (
            isinstance(entry, dict)
            and entry.get("primary")
            and (text := first_text(entry.get("id") or entry.get("content")))
            and text not in (own.printed, own.normalized)
        ):
            other = _target(text)
            if other and other.work_key != own.work_key:
                relations.setdefault(
                    (RelationKind.RELATED, other.key), _made(RelationKind.RELATED, other.normalized, other)
                )
    return tuple(relations.values())


def _made(kind: RelationKind, text: str, target: Designation | None) -> Relation:
    return Relation(kind, text, target.key if target else None, dated=bool(target and target.is_dated))


def _relation(entry: dict[str, Any], own: Designation, source: Source, complain: Complain) -> Relation | None:
    item = entry.get("bibitem")
    word = str(entry.get("type") or "")
    if not isinstance(item, dict):
        complain("bad-relation", "relation", word, "it names no document")
        return None
    text = first_text(item.get("docid") or item.get("docidentifier")) or first_text(item.get("formattedref"))
    if text is None:
        complain("bad-relation", "relation", word, "it names no document")
        return None
    target = _target(text, _HOUSE.get(source.id, ""))
    if target and source.edition_in_number and (edition := first_text(item.get("edition") or {})):
        target = replace(target, edition=edition, normalized=f"{target.normalized}, {edition} edition")
        text = target.normalized
    if word in _DIRECTED:
        kind = _kind(word, own, target) if target else RelationKind.RELATED
    elif word in _FIXED:
        kind = _FIXED[word]
    else:
        complain("unknown-relation", "relation", word, "it is no kind of relation that is known")
        kind = RelationKind.RELATED
    if target is None:
        complain("unread-target", "relation", text, "its target is no designation of a known publisher")
    elif target.key == own.key:
        return None
    return _made(kind, text, target)
