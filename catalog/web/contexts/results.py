"""The page of search results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlencode

from markupsafe import Markup, escape

from catalog.designations import find_designations
from catalog.web.contexts.documents import choose_title, slug_href

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from search.query import Hit, SearchResult, Snippet

__all__ = ["ChosenValue", "FacetList", "FacetValue", "HitView", "ResultsPage", "build_results", "hit_view"]

VOCABULARIES = {"kind": "kind", "level": "level", "nature": "nature", "status": "status", "state": "state"}
SHOWN_FACET_VALUES = 12


@dataclass(frozen=True, slots=True)
class HitView:
    """One record in a list; ``fragments`` are pieces of its other fields with the found words marked."""

    href: str
    kind: str
    designation: str
    title: str | Markup | None
    title_lang: str | None
    status: str
    level: str | None
    publisher: str | None = None
    year: str | None = None
    other_title: str | Markup | None = None
    other_lang: str | None = None
    note: str | None = None
    fragments: tuple[Markup, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value with how many records have it; ``href`` adds it or takes it away."""

    value: str
    text: str
    count: int
    selected: bool
    href: str


@dataclass(frozen=True, slots=True)
class FacetList:
    """The values of one field; ``vocabulary`` names the words for its codes, or none where values are words."""

    name: str
    vocabulary: str | None
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class ChosenValue:
    """A value that narrows the list; ``href`` takes it away."""

    facet: str
    vocabulary: str | None
    value: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """What a search found. ``exact`` are the records with the number that was asked for; they are not in ``hits``."""

    template: ClassVar[str] = "pages/results.html"
    query: str
    total: int
    relation: str
    relaxed: bool
    exact: tuple[HitView, ...]
    hits: tuple[HitView, ...]
    facet_lists: tuple[FacetList, ...]
    chosen: tuple[ChosenValue, ...]
    kept: tuple[tuple[str, str], ...]
    next_href: str | None
    first_href: str | None
    json_href: str
    csv_href: str
    down: bool = False


def search_href(query: str, filters: Mapping[str, Sequence[str]], path: str = "/search", **more: str | None) -> str:
    """Return the address of a search."""
    pairs = [("q", query)] if query else []
    pairs += [(name, value) for name, values in filters.items() for value in values]
    pairs += [(name, value) for name, value in more.items() if value]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def build_results(
    query: str,
    filters: Mapping[str, tuple[str, ...]],
    result: SearchResult | None,
    *,
    language: str,
    exact_keys: frozenset[str] = frozenset(),
    cursor: str | None = None,
) -> ResultsPage:
    """Return the page for ``result``; no result means that the search engine does not answer.

    ``exact_keys`` are the keys of the designations that the query names: hits with such a number stand apart on top.
    """
    hits = tuple(result.hits) if result else ()
    first = [hit for hit in hits if _keys_of(hit) & exact_keys] if exact_keys and not cursor else []
    return ResultsPage(
        query=query,
        total=result.total if result else 0,
        relation=result.relation if result else "eq",
        relaxed=bool(result and result.relaxed),
        exact=tuple(hit_view(hit, language) for hit in first),
        hits=tuple(hit_view(hit, language) for hit in hits if hit not in first),
        facet_lists=_facet_lists(query, filters, result),
        chosen=_chosen(query, filters),
        kept=tuple((name, value) for name, values in filters.items() for value in values),
        next_href=search_href(query, filters, cursor=result.next) if result and result.next else None,
        first_href=search_href(query, filters) if cursor else None,
        json_href=search_href(query, filters, "/search.json"),
        csv_href=search_href(query, filters, "/search.csv"),
        down=result is None,
    )


def _keys_of(hit: Hit) -> frozenset[str]:
    return frozenset(found.key for found in find_designations(hit.designation))


def hit_view(hit: Hit, language: str) -> HitView:
    """Return one hit as it is listed: its title in ``language`` if there is one, the other title below."""
    titles = dict(hit.titles)
    title_lang, title = choose_title(titles, language)
    other_lang, other = choose_title({k: v for k, v in titles.items() if k != title_lang}, language)
    extra = dict(hit.extra or {})
    shown = {"designation", *(f"title.{name}" for name in titles)}
    return HitView(
        href=extra.get("href") or slug_href(hit.kind, hit.id, extra.get("slug")),
        kind=hit.kind,
        designation=hit.designation or "",
        title=_marked(hit.highlights.get(f"title.{title_lang}", ())) or title,
        title_lang=title_lang,
        other_title=_marked(hit.highlights.get(f"title.{other_lang}", ())) or other,
        other_lang=other_lang,
        status=hit.status or "unknown",
        level=hit.level,
        publisher=extra.get("firm") or extra.get("publisher"),
        year=extra.get("year") and str(extra["year"]),
        fragments=tuple(_mark(found[0]) for name, found in hit.highlights.items() if found and name not in shown),
    )


def _marked(snippets: Sequence[Snippet]) -> Markup | None:
    return _mark(snippets[0]) if snippets else None


def _mark(snippet: Snippet) -> Markup:
    """Return a piece of text with the words that were found as ``<mark>``, all else escaped."""
    parts = [Markup("<mark>{}</mark>").format(text) if found else escape(text) for text, found in snippet.segments]
    return Markup("").join([escape("…" if snippet.leading else ""), *parts, escape("…" if snippet.trailing else "")])


def _facet_lists(
    query: str, filters: Mapping[str, tuple[str, ...]], result: SearchResult | None
) -> tuple[FacetList, ...]:
    lists = []
    for name, values in (result.facets if result else {}).items():
        chosen = filters.get(name, ())
        shown = [value for value in values if value.value in chosen or value.count][:SHOWN_FACET_VALUES]
        if name == "year":
            shown.sort(key=lambda value: value.value, reverse=True)
        if len(shown) > 1 or chosen:
            lists.append(
                FacetList(
                    name,
                    VOCABULARIES.get(name),
                    tuple(
                        FacetValue(
                            value.value,
                            value.value,
                            value.count,
                            value.value in chosen,
                            search_href(query, _toggled(filters, name, value.value)),
                        )
                        for value in shown
                    ),
                )
            )
    return tuple(lists)


def _chosen(query: str, filters: Mapping[str, tuple[str, ...]]) -> tuple[ChosenValue, ...]:
    return tuple(
        ChosenValue(name, VOCABULARIES.get(name), value, value, search_href(query, _toggled(filters, name, value)))
        for name, values in filters.items()
        for value in values
    )


def _toggled(filters: Mapping[str, tuple[str, ...]], name: str, value: str) -> dict[str, tuple[str, ...]]:
    """Return ``filters`` with ``value`` added to ``name``, or taken away where it is there."""
    now = filters.get(name, ())
    changed = tuple(v for v in now if v != value) if value in now else (*now, value)
    return {**filters, name: changed} if changed else {k: v for k, v in filters.items() if k != name}
