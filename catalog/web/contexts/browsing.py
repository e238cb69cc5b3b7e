"""The pages to browse by: the trees of ICS and CCS with what is held of each class, and a publisher with coverage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote

from catalog.classification import ancestors
from catalog.code_tables import ccs_table, ics_table
from catalog.errors import NotFoundError
from catalog.services.browsing import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from catalog.code_tables import CodeTable
    from catalog.services.browsing import Census

__all__ = ["BrowsePage", "ClassLine", "FillLine", "PublisherPage", "build_browse", "build_publisher"]


@dataclass(frozen=True, slots=True)
class ClassLine:
    """One class: what it is called, how many records stand in it or below, how many of them are in force."""

    code: str
    name: str | None
    name_lang: str | None
    href: str
    search_href: str
    records: int
    in_force: int


@dataclass(frozen=True, slots=True)
class BrowsePage:
    """A class with the classes below it; without ``here`` the top of the tree."""

    template: ClassVar[str] = "pages/browse.html"
    tree: str
    here: ClassLine | None
    path: tuple[ClassLine, ...]
    classes: tuple[ClassLine, ...]
    total: int
    gaps_href: str | None

    def to_json(self) -> dict[str, Any]:
        """Return the page as JSON values."""
        return {
            "tree": self.tree,
            "code": self.here.code if self.here else None,
            "name": self.here.name if self.here else None,
            "records": self.here.records if self.here else self.total,
            "in_force": self.here.in_force if self.here else None,
            "classes": [
                {"code": it.code, "name": it.name, "records": it.records, "in_force": it.in_force}
                for it in self.classes
            ],
        }


@dataclass(frozen=True, slots=True)
class FillLine:
    """How many of a publisher's records have a field."""

    field: str
    records: int
    share: float


@dataclass(frozen=True, slots=True)
class PublisherPage:
    """A publisher: what is held of it, in which states, from which sources, and how well its fields are filled."""

    template: ClassVar[str] = "pages/publisher.html"
    name: str
    records: int
    years: tuple[str, str] | None
    statuses: tuple[tuple[str, int], ...]
    sources: tuple[tuple[str, int, str | None], ...]
    filled: tuple[FillLine, ...]
    search_href: str

    def to_json(self) -> dict[str, Any]:
        """Return the page as JSON values."""
        return {
            "publisher": self.name,
            "records": self.records,
            "years": list(self.years) if self.years else None,
            "statuses": dict(self.statuses),
            "sources": [{"source": name, "records": count, "read_on": at} for name, count, at in self.sources],
            "filled": {it.field: it.records for it in self.filled},
            "complete": None,
        }


def build_browse(census: Census, tree: str, code: str | None, language: str) -> BrowsePage:
    """Return the page of a class, or of the top of its tree; raises NotFoundError for a class that is none."""
    table = _table(tree)
    if code is not None and table.find(code) is None and code not in census.records[tree]:
        raise NotFoundError(f"{tree.upper()} has no class {code}", f"{tree.upper()} 中没有类目 {code}")
    below = [it.code for it in table.children(code)]
    unnamed = [it for it in census.records[tree] if table.find(it) is None and _parent(it) == code]
    path = [it.code for it in table.path(code)][:-1] if code else []
    return BrowsePage(
        tree=tree,
        here=_line(census, tree, code, language) if code else None,
        path=tuple(_line(census, tree, above, language) for above in path),
        classes=tuple(_line(census, tree, it, language) for it in sorted({*below, *unnamed})),
        total=census.total,
        gaps_href=f"/gaps?from=ISO&to=CN&field={code}" if code and tree == "ics" else None,
    )


def _table(tree: str) -> CodeTable:
    return ics_table() if tree == "ics" else ccs_table()


def _parent(code: str) -> str | None:
    above = ancestors(code)[:-1]
    return above[-1] if above else None


def _line(census: Census, tree: str, code: str, language: str) -> ClassLine:
    table = _table(tree)
    named = table.find(code)
    members = [it.code for it in table.children(code)] if "/" in code else [code]
    wanted = next((it for it in (language, "zh", "en") if named and it in named.names), None)
    return ClassLine(
        code,
        named.names[wanted] if named and wanted else None,
        wanted,
        f"/browse/{tree}/{code}",
        "/search?" + "&".join(f"{tree}={it}" for it in members),
        sum(census.records[tree][it] for it in members),
        sum(census.in_force[tree][it] for it in members),
    )


def build_publisher(census: Census, name: str, imports: Iterable[Mapping[str, Any]]) -> PublisherPage:
    """Return the page of a publisher; raises NotFoundError where no record names it."""
    count = census.publishers.get(name)
    if count is None:
        raise NotFoundError(f"No record here names {name} as its publisher", f"没有记录以 {name} 为发布机构")
    read_on = {str(it["source"]): str(it["at"])[:10] for it in imports}
    return PublisherPage(
        name=name,
        records=count.records,
        years=(count.first, count.last) if count.first and count.last else None,
        statuses=tuple(count.statuses.most_common()),
        sources=tuple((source, number, read_on.get(source)) for source, number in count.sources.most_common()),
        filled=tuple(FillLine(it, count.filled[it], count.filled[it] / count.records) for it in FIELDS),
        search_href=f"/search?publisher={quote(name)}",
    )
