"""The pages of benchmarks: which documents' requirements are held, and the sets in which they are chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlencode

from catalog.benchmarks import find_benchmark, iter_benchmark_sets
from catalog.errors import NotFoundError
from catalog.web.contexts.documents import choose_title, language_of_text, standard_href

if TYPE_CHECKING:
    from catalog.benchmarks import BenchmarkPack, BenchmarkSet
    from catalog.store import CatalogStore

__all__ = [
    "BenchmarkLine",
    "BenchmarkSetPage",
    "BenchmarksPage",
    "HeldDocument",
    "MemberView",
    "SetLine",
    "build_benchmark_set",
    "build_benchmarks",
    "held_documents",
]


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """A document whose requirements are held and that can be chosen."""

    designation: str
    title: str
    rows: int


@dataclass(frozen=True, slots=True)
class BenchmarkLine:
    """A document whose requirements are held; ``href`` is its page in the catalogue, ``compare_href`` the form."""

    designation: str
    title: str | None
    title_lang: str | None
    href: str | None
    compare_href: str
    rows: int
    completeness: str | None
    mandatory: bool


@dataclass(frozen=True, slots=True)
class SetLine:
    """A benchmark set in the list."""

    href: str
    family: str
    version: str
    author: str
    date: str
    members: int


@dataclass(frozen=True, slots=True)
class BenchmarksPage:
    """All of them."""

    template: ClassVar[str] = "pages/benchmarks.html"
    benchmarks: tuple[BenchmarkLine, ...]
    sets: tuple[SetLine, ...]


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row of a member: clause, name and words."""

    clause: str | None
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class MemberView:
    """One member of a set: the document with its rows, where they come from and what was left out."""

    line: BenchmarkLine
    status: str
    origin: str
    checked: str
    left_out: tuple[tuple[str, str, str], ...]
    rows: tuple[RowLine, ...]


@dataclass(frozen=True, slots=True)
class BenchmarkSetPage:
    """One benchmark set with its members."""

    template: ClassVar[str] = "pages/benchmark_set.html"
    id: str
    family: str
    version: str
    author: str
    date: str
    note: str
    members: tuple[MemberView, ...]


def held_documents(catalog: CatalogStore) -> tuple[HeldDocument, ...]:
    """Return the documents whose requirements are held, by number."""
    held = catalog.benchmarks_held()
    numbers = {record.key: record.designation.normalized for record in catalog.get_standards(key for key, _, _ in held)}
    return tuple(HeldDocument(numbers.get(key) or _printed(key), title or "", count) for key, title, count in held)


def build_benchmarks(catalog: CatalogStore, language: str) -> BenchmarksPage:
    """Return the list of what is held and of the sets."""
    lines = []
    for key, title, count in catalog.benchmarks_held():
        document = catalog.find_requirements(key)
        lines.append(
            _line(
                (document and document.designation) or _printed(key),
                title,
                count,
                document.completeness.value if document else None,
                mandatory=bool(document and document.mandatory),
            )
        )
    return BenchmarksPage(tuple(lines), tuple(_set_line(one, language) for one in iter_benchmark_sets()))


def build_benchmark_set(set_id: str, language: str) -> BenchmarkSetPage:
    """Return the page of a set; raises NotFoundError."""
    found = next((one for one in iter_benchmark_sets() if one.id == set_id), None)
    if found is None:
        raise NotFoundError(f"There is no benchmark set {set_id}.", f"没有基准集 {set_id}。")
    return BenchmarkSetPage(
        id=found.id,
        family=_family(found, language),
        version=found.version,
        author=found.author,
        date=found.date,
        note=found.note,
        members=tuple(_member(find_benchmark(name), language) for name in found.members),
    )


def _printed(key: str) -> str:
    """Return a key as a number for people: the store holds no record that has the number itself."""
    head, _, year = key.rpartition(":")
    return f"{head}-{year}" if head.startswith(("GB", "DB", "Q/", "T/")) else key


def _line(
    designation: str, title: str | None, rows: int, completeness: str | None, *, mandatory: bool
) -> BenchmarkLine:
    return BenchmarkLine(
        designation=designation,
        title=title,
        title_lang=language_of_text(title) if title else None,
        href=standard_href(designation),
        compare_href=f"/compare?{urlencode({'benchmark': designation})}",
        rows=rows,
        completeness=completeness,
        mandatory=mandatory,
    )


def _family(one: BenchmarkSet, language: str) -> str:
    return choose_title({title.language: title.text for title in one.family}, language)[1] or one.id


def _set_line(one: BenchmarkSet, language: str) -> SetLine:
    return SetLine(f"/benchmarks/{one.id}", _family(one, language), one.version, one.author, one.date, len(one.members))


def _member(pack: BenchmarkPack, language: str) -> MemberView:
    document = pack.document
    title = choose_title({title.language: title.text for title in pack.titles}, language)[1]
    return MemberView(
        line=_line(
            document.designation or pack.id,
            title,
            len(document.requirements),
            document.completeness.value,
            mandatory=document.mandatory,
        ),
        status=document.status or "unknown",
        origin=pack.origin.document,
        checked=pack.origin.checked,
        left_out=pack.left_out,
        rows=tuple(RowLine(row.clause, row.name, row.text) for row in document.requirements),
    )
