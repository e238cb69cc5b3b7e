"""Benchmark packs and sets that the project carries, and its sample records and declarations.

A pack holds the rows of one document as facts (name, limit, unit, clause) with their origin. A set names, with
version and author, the packs that a product family is measured with. The files are under ``catalog/data``; a README
beside them says the format.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from catalog.comparison.reports import Completeness, DocumentRequirements
from catalog.designations import parse_designation
from catalog.errors import NotFoundError, UnusableInputError
from catalog.pack_rows import read_row
from catalog.standards import Title

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

    from catalog.standards import Standard

__all__ = [
    "BenchmarkPack",
    "BenchmarkSet",
    "Origin",
    "Relaxation",
    "RowNames",
    "SampleDeclaration",
    "find_benchmark",
    "iter_benchmark_sets",
    "iter_benchmarks",
    "iter_sample_declarations",
    "iter_sample_records",
]

Json = dict[str, Any]

FROM_PICTURE = "transcribed_from_picture"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the rows of a file come from.

    ``licence`` is the colour of the source (``G`` open, ``Y`` public facts without a stated licence, ``R`` copyrighted
    text of which only facts were taken); ``how`` is ``official_text``, ``transcribed``, ``transcribed_from_picture`` or
    ``values_in_data_set``; ``checks`` counts the readings; ``checked`` says against what.
    """

    document: str
    licence: str
    taken: str
    how: str
    checks: int
    checked: str
    note: str = ""
    licence_name: str | None = None

    @property
    def is_unchecked_picture(self) -> bool:
        """Tell whether the rows were typed from a picture and not checked a second time."""
        return self.how == FROM_PICTURE and self.checks < 2  # noqa: PLR2004 - typed, then checked


@dataclass(frozen=True, slots=True)
class Relaxation:
    """Another limit that the document allows in a named case (small supplies, a percentile); shown, never compared."""

    row: str
    applies_if: str
    limit: str


@dataclass(frozen=True, slots=True)
class RowNames:
    """The names of a row in other languages than its own."""

    row: str
    names: tuple[Title, ...]


@dataclass(frozen=True, slots=True)
class BenchmarkPack:
    """One document's rows with their origin. ``left_out`` says what the document also has and the pack has not."""

    id: str
    titles: tuple[Title, ...]
    document: DocumentRequirements
    origin: Origin
    key: str
    row_names: tuple[RowNames, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()
    left_out: tuple[tuple[str, str, str], ...] = ()
    """(clause, what, why)."""


@dataclass(frozen=True, slots=True)
class BenchmarkSet:
    """A versioned, attributed choice of benchmarks for one product family; ``members`` are ids of packs."""

    id: str
    version: str
    author: str
    date: str
    family: tuple[Title, ...]
    members: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class SampleDeclaration:
    """A published enterprise standard as rows, with its cover's facts; ``uscc`` is none where no source prints it."""

    id: str
    document: DocumentRequirements
    origin: Origin
    firm: str
    uscc: str | None
    issued: str | None
    effective: str | None
    replaces: tuple[str, ...]
    products: tuple[tuple[str, tuple[str, ...]], ...]
    """(name, models)."""
    product_classes: dict[str, str]
    left_out: tuple[tuple[str, str, str], ...] = ()


def _folder(name: str) -> Traversable:
    return files("catalog").joinpath("data", name)


def _json_files(name: str) -> Iterator[tuple[str, Json]]:
    for entry in sorted(_folder(name).iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".json"):
            yield entry.name, json.loads(entry.read_text(encoding="utf-8"))


def _titles(data: Json) -> tuple[Title, ...]:
    return tuple(Title(language, text) for language, text in data.items())


def _origin(data: Json) -> Origin:
    return Origin(**data)


def _left_out(data: Json) -> tuple[tuple[str, str, str], ...]:
    return tuple((row["clause"], row["what"], row["why"]) for row in data.get("left_out", ()))


def _document(data: Json, origin: Origin) -> DocumentRequirements:
    title = next(iter(data["title"].values()))
    unchecked = origin.is_unchecked_picture
    rows = tuple(read_row(row, title=title, unchecked=unchecked) for row in data["rows"])
    return DocumentRequirements(
        designation=data["designation"] or data["id"],
        title=title,
        requirements=rows,
        level=data["level"],
        completeness=Completeness(data["completeness"]),
        clauses_held=tuple(data.get("clauses_held", ())),
        mandatory=data.get("mandatory", False),
        scope_text=data.get("scope"),
        product=data.get("product"),
        references=tuple(data.get("references", ())),
        status=data.get("status"),
        published=data.get("published", data.get("issued")),
        effective=data.get("effective"),
        transcribed=unchecked,
    )


def _relaxations(data: Json) -> Iterator[Relaxation]:
    for row in data["rows"]:
        for note in row.get("notes", ()):
            limit = note["limit"]
            unit = f" {row['unit']}" if row.get("unit") else ""
            yield Relaxation(row["id"], note["if"], f"≤ {limit.get('printed', limit['le'])}{unit}")


def _row_names(data: Json) -> Iterator[RowNames]:
    for row in data["rows"]:
        names = tuple(Title(key[-2:], row[key]) for key in ("name_zh", "name_en") if key in row)
        if names:
            yield RowNames(row["id"], names)


def _pack(name: str, data: Json) -> BenchmarkPack:
    try:
        origin = _origin(data["origin"])
        designation = data["designation"]
        return BenchmarkPack(
            id=data["id"],
            titles=_titles(data["title"]),
            document=_document(data, origin),
            origin=origin,
            key=parse_designation(designation).key if designation else data["id"].upper(),
            row_names=tuple(_row_names(data)),
            relaxations=tuple(_relaxations(data)),
            left_out=_left_out(data),
        )
    except KeyError as missing:
        raise UnusableInputError(f"{name}: the field {missing} is missing", f"{name}：缺少字段 {missing}") from missing


@lru_cache(maxsize=1)
def _packs() -> tuple[BenchmarkPack, ...]:
    return tuple(_pack(name, data) for name, data in _json_files("benchmarks") if "rows" in data)


def iter_benchmarks() -> Iterator[BenchmarkPack]:
    """Yield the packs of the project, in the order of their ids; raises UnusableInputError for a damaged file."""
    yield from _packs()


def find_benchmark(name: str) -> BenchmarkPack:
    """Return the pack with this id, key or designation; raises NotFoundError."""
    for pack in _packs():
        if name in (pack.id, pack.key, pack.document.designation):
            return pack
    raise NotFoundError(f"there is no benchmark {name!r} in the project", f"本项目没有对标标准 {name!r}")


def iter_benchmark_sets() -> Iterator[BenchmarkSet]:
    """Yield the benchmark sets of the project, as ``benchmarks/sets.json`` lists them."""
    data = json.loads(_folder("benchmarks").joinpath("sets.json").read_text(encoding="utf-8"))
    for row in data["sets"]:
        yield BenchmarkSet(
            row["id"],
            row["version"],
            row["author"],
            row["date"],
            _titles(row["family"]),
            tuple(row["members"]),
            row.get("note", ""),
        )


def iter_sample_declarations() -> Iterator[SampleDeclaration]:
    """Yield the published enterprise standards that the project carries as samples."""
    for _, data in _json_files("declarations"):
        origin = _origin(data["origin"])
        yield SampleDeclaration(
            id=data["id"],
            document=_document(data, origin),
            origin=origin,
            firm=data["firm"],
            uscc=data["uscc"],
            issued=data["issued"],
            effective=data["effective"],
            replaces=tuple(data["replaces"]),
            products=tuple((p["name"], tuple(p["models"])) for p in data["products"]),
            product_classes=dict(data.get("covers", {})),
            left_out=_left_out(data),
        )


def iter_sample_records() -> Iterator[Standard]:
    """Yield the sample catalogue records, file by file."""
    from catalog.sample_records import read_records  # noqa: PLC0415 - the reader of records is not needed for packs

    for entry in sorted(_folder("records").iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".jsonl"):
            yield from read_records(entry.name, entry.read_text(encoding="utf-8"))
