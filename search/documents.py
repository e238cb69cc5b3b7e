"""What the index holds of a record: a plain value for both kinds, and the words and keys that engines get of it."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

import orjson

from catalog.standard_codec import designation_from_json, standard_to_json
from search.fields import FIELDS, Use
from search.text import BREAK, cut, fold, join, number_form

if TYPE_CHECKING:
    from catalog.designations import Designation
    from catalog.standards import Standard

__all__ = [
    "Document",
    "PreparedDocument",
    "SearchDocument",
    "document_id",
    "index_fields",
    "load_record",
    "prepare_stored",
    "standard_document",
    "stored_document",
    "with_ancestors",
]

FIRST_YEAR = 1900
"""Year 0 of the recency bits: 1900 to 2155 sort."""

_DIGITS = re.compile(r"\d+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_VALUES = tuple(
    (field.name, field.words_name if field.use is Use.NAME else None)
    for field in FIELDS
    if field.use in {Use.CODE, Use.NAME}
)
_TREES = tuple(field.name for field in FIELDS if field.use is Use.TREE)
_LONGEST_SCOPE = 4000
"""Characters of a scope that are searched and shown."""


def document_id(kind: str, record_id: str) -> str:
    """Return the id in the index of a record of the store."""
    return f"{kind}:{record_id}"


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One record for the index. ``kind`` is ``standard`` or ``declaration``; ``record_id`` its name in the store.

    ``number`` is the designation read, ``designation`` as shown; ``date`` as precise as it is known (``2018-10``);
    ``aliases`` are other numbers of the same document; ``extra`` is stored for show and not searched.
    """

    kind: str
    record_id: str
    designation: str
    number: Designation | None = None
    titles: dict[str, str] = field(default_factory=dict)
    level: str | None = None
    status: str | None = None
    nature: str | None = None
    date: str | None = None
    publisher: str | None = None
    committee: str | None = None
    firm: str | None = None
    uscc: str | None = None
    region: str | None = None
    ics: tuple[str, ...] = ()
    ccs: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    characteristics: tuple[str, ...] = ()
    scope: str | None = None
    aliases: tuple[Designation, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Return the id in the index."""
        return document_id(self.kind, self.record_id)

    @property
    def year(self) -> int | None:
        """Return the year of the date, else of the designation."""
        text = self.date or (self.number.year if self.number else None)
        return int(text[:4]) if text and text[:4].isdecimal() else None


def standard_document(standard: Standard) -> SearchDocument:
    """Return what the index holds of a standard."""
    return stored_document(standard_to_json(standard))


def stored_document(record: dict[str, Any]) -> SearchDocument:
    """Return what the index holds of a standard as the store keeps it, without making the whole standard of it."""
    designation = designation_from_json(record["designation"])
    titles: dict[str, str] = {}
    for title in record.get("titles", ()):
        titles.setdefault(title["language"], title["text"])
    return SearchDocument(
        kind="standard",
        record_id=designation.key,
        designation=designation.normalized,
        number=designation,
        titles=titles,
        level=record.get("level", "unknown"),
        status=record.get("status", "unknown"),
        nature=record.get("nature", "unknown"),
        date=record.get("published") or record.get("effective"),
        publisher=record.get("publisher"),
        committee=record.get("committee"),
        ics=tuple(record.get("ics", ())),
        ccs=tuple(record.get("ccs", ())),
        scope=record.get("scope"),
        extra={"slug": designation.slug},
    )


def with_ancestors(name: str, code: str) -> list[str]:
    """Return a code and the codes above it: ``59.080.30`` of ICS, ``W04`` of CCS, ``320505`` of regions (GB/T 2260)."""
    code = code.strip()
    if name == "ics":
        parts = code.split(".")
        return [".".join(parts[:count]) for count in range(1, len(parts) + 1)]
    if name == "ccs":
        return [code[:1], code] if len(code) > 1 else [code]
    if name == "region" and code.isdecimal() and len(code) == len("320505"):
        return list(dict.fromkeys((code[:2] + "0000", code[:4] + "00", code)))
    return [code]


def _number_words(number: Designation) -> list[str]:
    """Return the forms under which people know a number: with and without prefix, part and year."""
    bare = number_form(number.number)
    bodies = [bare]
    digits = bare.lstrip(_LETTERS)
    if digits != bare:
        bodies.append(digits)
    if number.part:
        bodies.append(number_form(f"{number.number}.{number.part}"))
    if number.year:
        bodies.append(f"{bodies[-1] if number.part else bare}.{number.year}")
    prefix = number_form(number.prefix)
    return [form for body in bodies for form in (body, prefix + body)]


def _sort_keys(document: SearchDocument) -> dict[str, list[str]]:
    """Return the three unique strings that hits are sorted by, in hexadecimal: its order is that of UTF-8."""
    year_first = (document.date or (document.number.year if document.number else None) or "0000").replace("-", "")
    downwards = 99_999_999 - int(year_first.ljust(8, "0")) if year_first.isdecimal() else 99_999_999
    number = document.number
    parts: tuple[str, ...]
    if number:
        parts = (number.prefix, number.number, number.part or "", number.year or "", number.amendment or "")
    else:
        parts = (fold(document.designation),)
    natural = _DIGITS.sub(lambda digits: digits[0].zfill(10), "\x00".join(parts))
    by_id = document.id.encode("utf-8", "replace").hex()
    return {
        "by_id": [by_id],
        "by_newest": [f"{downwards:08d}\x00".encode().hex() + by_id],
        "by_designation": [f"{natural}\x00\x00".encode("utf-8", "replace").hex() + by_id],
    }


def recency_bits(year: int) -> list[int]:
    """Return the numbers of the bits that are set in the year's distance from 1900."""
    distance = min(max(year - FIRST_YEAR, 0), 255)
    return [bit for bit in range(8) if distance >> bit & 1]


@lru_cache(maxsize=256)
def _recency_words(year: int) -> str:
    return " ".join(f"b{bit}" for bit in recency_bits(year))


@lru_cache(maxsize=4096)
def _cut_name(name: str) -> str:
    """Cut a name of a publisher, a committee or a firm: there are few of them on many records."""
    return cut(name)


def _number_fields(document: SearchDocument) -> dict[str, list[str]]:
    """Return keys, works and other forms of the document's numbers; a supplement is none of its work's editions."""
    keys = [number_form(document.designation)]
    works: list[str] = []
    others: list[str] = []
    for number in (document.number, *document.aliases):
        if number is None:
            continue
        keys += [number.key, number_form(number.normalized)]
        work = number.work_key
        (others if number.amendment else works).extend((work, number_form(work)))
        others += _number_words(number)
    lists = {"keys": keys, "works": works, "numbers": [*others, *keys[:1]]}
    return {name: [value for value in dict.fromkeys(values) if value] for name, values in lists.items()}


def index_fields(document: SearchDocument) -> dict[str, list[Any]]:
    """Return the values of every field of the table that the document has, cut and folded: what an engine indexes."""
    fields: dict[str, list[Any]] = _number_fields(document)
    for name, words_name in _VALUES:
        if value := getattr(document, name):
            fields[name] = [value]
            if words_name:
                fields[words_name] = [_cut_name(value)]
    for name in _TREES:
        if values := getattr(document, name):
            codes = (values,) if isinstance(values, str) else values
            fields[name] = list(dict.fromkeys(above for code in codes for above in with_ancestors(name, code)))
    fields["title"] = [join(document.titles.values())]
    fields["designation"] = [join([document.designation, *(alias.normalized for alias in document.aliases)])]
    fields["names"] = [join([document.firm or "", *document.products, *document.characteristics])]
    names = [_cut_name(name) for name in (document.publisher, document.committee, document.uscc) if name]
    scope = (document.scope or "")[:_LONGEST_SCOPE]
    fields["body"] = [f" {BREAK} ".join([cut(scope), *names] if scope else names)]
    if (year := document.year) is not None:
        fields["year"] = [year]
        fields["recency"] = [_recency_words(year)]
    return fields | _sort_keys(document)


def dump_record(document: SearchDocument) -> bytes:
    """Return what is stored to show the document as a hit, as compact JSON."""
    record: dict[str, Any] = {
        "id": document.id,
        "kind": document.kind,
        "designation": document.designation,
        "titles": document.titles,
        "status": document.status,
        "level": document.level,
        "firm": document.firm,
        "uscc": document.uscc,
        "year": document.year,
        "publisher": document.publisher,
        "products": document.products,
        "characteristics": document.characteristics,
        "scope": (document.scope or "")[:_LONGEST_SCOPE] or None,
        "extra": document.extra,
    }
    return orjson.dumps({name: value for name, value in record.items() if value not in (None, (), {})})


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """What engines get of one record, worked out: ``values`` is JSON, the id, the fields and the record to show.

    Engines take the text as it is, so it costs nothing to make it in another process.
    """

    id: str
    values: str

    @classmethod
    def made_of(cls, document: SearchDocument) -> PreparedDocument:
        """Return the prepared form of a document."""
        record = base64.b64encode(dump_record(document)).decode()
        values = {"id": document.id, "record": record} | index_fields(document)
        return cls(document.id, orjson.dumps(values).decode())

    def unpacked(self) -> tuple[dict[str, list[Any]], bytes]:
        """Return the fields as :func:`index_fields` gives them, and the record as :func:`dump_record` does."""
        values = orjson.loads(self.values)
        del values["id"]
        return values, base64.b64decode(values.pop("record"))


Document: TypeAlias = SearchDocument | PreparedDocument
"""One record for the index, be it worked out already or not."""


def prepare_stored(texts: list[str]) -> list[PreparedDocument]:
    """Return what engines get of standards, from their JSON in the store."""
    return [PreparedDocument.made_of(stored_document(orjson.loads(text))) for text in texts]


def load_record(data: bytes) -> dict[str, Any]:
    """Return what :func:`dump_record` stored."""
    record: dict[str, Any] = orjson.loads(data)
    return record
