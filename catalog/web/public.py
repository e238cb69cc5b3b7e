"""Routes that anybody may read: first page, search, standards, firms, benchmarks, and the pages that explain."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from catalog.comparison import ENGINE_VERSION
from catalog.designations import find_designations
from catalog.errors import NotFoundError, ServiceDownError
from catalog.services.records import describe_declaration, describe_standard
from catalog.standards import RelationKind
from catalog.web import comparing, history, lookups, receipts, runs
from catalog.web.contexts.benchmarks import build_benchmark_set, build_benchmarks
from catalog.web.contexts.firms import build_firm
from catalog.web.contexts.home import HomePage, RecentDeclaration, search_examples
from catalog.web.contexts.results import build_results
from catalog.web.contexts.standard import build_standard
from catalog.web.contexts.texts import (
    GATES,
    VERDICTS,
    AboutPage,
    GlossaryPage,
    MethodPage,
    source_lines,
    worked_example,
)
from catalog.web.dependencies import JsonResponse, WorkplaceDep, language_of, show, site_address
from catalog.web.downloads import csv_response, hit_rows
from catalog.web.guards import GUARDS
from declarations.model import IN_FORCE
from search.fields import FILTERS
from search.query import SearchRequest
from templates.vocabulary import WORDS

if TYPE_CHECKING:
    from catalog.services.workplace import Workplace
    from catalog.standards import Standard
    from declarations import PublishedDeclaration
    from search.query import SearchResult

__all__ = ["router"]

router = APIRouter(include_in_schema=False, dependencies=GUARDS)
router.include_router(history.router)
router.include_router(comparing.router)
router.include_router(lookups.router)
router.include_router(receipts.router)
router.include_router(runs.router)

EXAMPLES = ("GB/T 43726-2024", "力矩电动机", "drinking water")
FACETS = ("kind", "level", "status", "nature", "year", "publisher")
RECENT = 5
PAGE = 20
DOWNLOADED = 1000
"""Records in one download; the JSON carries the cursor for further ones."""


@router.get("/", response_class=HTMLResponse)
def home(request: Request, workplace: WorkplaceDep) -> HTMLResponse:
    """Show the first page."""
    counts = held_counts(workplace)
    recent = islice(_recent(workplace), RECENT)
    page = HomePage(
        examples=search_examples(EXAMPLES),
        standards=counts["standards"],
        declarations=counts["declarations"],
        firms=counts["firms"],
        benchmarks=counts["benchmarks"],
        as_of=datetime.now(UTC),
        specimen=worked_example(),
        recent=tuple(_recent_line(item) for item in recent),
        search_down=not workplace.search.status().is_ready,
    )
    return show(request, page, current="home")


@router.get("/index.json")
def home_json(workplace: WorkplaceDep) -> JsonResponse:
    """Say what the store holds."""
    return JsonResponse(held_counts(workplace) | {"as_of": datetime.now(UTC).isoformat(timespec="seconds")})


def held_counts(workplace: Workplace) -> dict[str, int]:
    """Return how much is held."""
    by_state = workplace.declarations.count_declarations()
    return {
        "standards": workplace.catalog.count_standards(),
        "declarations": sum(by_state.get(state, 0) for state in IN_FORCE),
        "firms": len(workplace.declarations.list_firms()),
        "benchmarks": len(workplace.catalog.benchmarks_held()),
    }


def _recent(workplace: Workplace) -> list[PublishedDeclaration]:
    """Return the newest declarations; imported ones only where no firm has filed anything yet."""
    return workplace.declarations.newest(limit=RECENT) or list(islice(workplace.declarations.iter_public(), RECENT))


def _recent_line(item: PublishedDeclaration) -> RecentDeclaration:
    standard = item.revision.content.standard
    filed = "" if item.declaration.imported else item.declaration.published_at[:10]
    published = standard.issued or filed
    return RecentDeclaration(
        standard.designation, standard.title, item.declaration.firm.name, published, f"/declarations/{item.id}"
    )


def _search(request: Request, workplace: Workplace, limit: int) -> tuple[str, dict[str, tuple[str, ...]], SearchResult]:
    """Answer the question in the address: ``q``, filters by their names, ``cursor``."""
    asked = request.query_params
    text = asked.get("q", "").strip()
    filters = {name: tuple(asked.getlist(name)) for name in FILTERS if any(asked.getlist(name))}
    result = workplace.search.search(
        SearchRequest(
            text=text,
            filters=filters,
            facets=FACETS,
            sort=asked.get("sort") or ("relevance" if text else "newest"),
            limit=limit,
            cursor=asked.get("cursor") or None,
        )
    )
    return text, filters, result


@router.get("/search", response_class=HTMLResponse)
def search(request: Request, workplace: WorkplaceDep) -> HTMLResponse:
    """Show what a search finds; a search engine that is down is said on the page."""
    asked = request.query_params
    try:
        text, filters, result = _search(request, workplace, PAGE)
    except ServiceDownError:
        text, filters = asked.get("q", "").strip(), {}
        page = build_results(text, filters, None, language=language_of(request))
        return show(request, page, current="search", status=503)
    keys = frozenset(found.key for found in find_designations(text))
    page = build_results(
        text, filters, result, language=language_of(request), exact_keys=keys, cursor=asked.get("cursor")
    )
    return show(request, page, current="search")


@router.get("/search.json")
def search_json(request: Request, workplace: WorkplaceDep) -> JsonResponse:
    """Return a page of hits as the ``search`` command prints it; ``limit`` up to 1,000."""
    limit = request.query_params.get("limit", "")
    is_number = limit.isdecimal() and len(limit) < 10  # noqa: PLR2004 - Python refuses to read thousands of digits
    _, _, result = _search(request, workplace, min(int(limit), DOWNLOADED) if is_number and int(limit) else 100)
    return JsonResponse(result.to_json())


@router.get("/search.csv")
def search_csv(request: Request, workplace: WorkplaceDep) -> Response:
    """Return the first thousand hits as CSV."""
    _, _, result = _search(request, workplace, DOWNLOADED)
    columns, rows = hit_rows(result.hits, site_address(request))
    return csv_response(columns, rows, "duibiao-search.csv")


def standard_of(workplace: Workplace, slug: str) -> Standard:
    """Return the record with that address; raises NotFoundError."""
    standard = workplace.catalog.find_by_slug(slug)
    if standard is None:
        raise NotFoundError(
            f"No standard is kept under {slug}; search for its number",
            f"目录中没有网址为 {slug} 的标准；请按编号搜索",
        )
    return standard


@router.get("/standards/{slug}.json")
def standard_json(slug: str, workplace: WorkplaceDep) -> JsonResponse:
    """Return a record as JSON."""
    return JsonResponse(describe_standard(workplace, standard_of(workplace, slug).designation.normalized))


@router.get("/standards/{slug}", response_class=HTMLResponse)
def standard(request: Request, slug: str, workplace: WorkplaceDep) -> Response:
    """Show a record; the address of a work leads to its edition in force."""
    found = workplace.catalog.find_by_slug(slug)
    if found is None:
        edition = _edition_in_force(workplace, slug)
        if edition is None:
            found = standard_of(workplace, slug)
        else:
            return RedirectResponse(f"/standards/{edition.slug}", status_code=302)
    page = build_standard(
        found,
        language=language_of(request),
        editions=workplace.catalog.editions(found.work_key),
        related_from=workplace.catalog.relations_to(found.key),
        targets=_targets(workplace, found),
        held=workplace.catalog.find_requirements(found.key),
        declarations=_declarations_of(workplace, found.key),
    )
    return show(request, page, current="search")


def _edition_in_force(workplace: Workplace, slug: str) -> Standard | None:
    """Return the first edition of the work whose address was given without a year (``gb-t-19001``)."""
    named = find_designations(slug.replace("-t-", "/t ", 1).replace("-z-", "/z ", 1).replace("-", " ", 1).upper())
    editions = workplace.catalog.editions(named[0].work_key) if named and not named[0].is_dated else []
    return editions[0] if editions else None


def _targets(workplace: Workplace, found: Standard) -> list[Standard]:
    """Return the records that ``found`` points to, and the other editions of what it adopts."""
    keys = [relation.target_key for relation in found.relations if relation.target_key]
    targets = workplace.catalog.get_standards(keys)
    adopted = {relation.target_key for relation in found.relations if relation.kind is RelationKind.ADOPTS}
    works = {target.work_key for target in targets if target.key in adopted}
    return targets + [edition for work in sorted(works) for edition in workplace.catalog.editions(work)]


def _declarations_of(workplace: Workplace, key: str) -> list[PublishedDeclaration]:
    """Return the declarations that declare a standard, cite it or were compared with it, each once."""
    store = workplace.declarations
    found = [*store.by_standard(key), *store.mentioning("benchmark", key), *store.mentioning("reference", key)]
    return list({item.id: item for item in found}.values())


@router.get("/firms/{uscc}.json")
def firm_json(uscc: str, workplace: WorkplaceDep) -> JsonResponse:
    """Return a firm and its declarations as JSON."""
    found, items = _firm(workplace, uscc)
    facts: dict[str, Any] = {"uscc": found.uscc, "name": found.name, "region": found.region, "verified": found.verified}
    return JsonResponse(facts | {"declarations": [describe_declaration(item) for item in items]})


@router.get("/firms/{uscc}", response_class=HTMLResponse)
def firm(request: Request, uscc: str, workplace: WorkplaceDep) -> HTMLResponse:
    """Show a firm."""
    return show(request, build_firm(*_firm(workplace, uscc)))


def _firm(workplace: Workplace, uscc: str) -> tuple[Any, list[PublishedDeclaration]]:
    """Return the firm with that code and its declarations; raises NotFoundError."""
    items = workplace.declarations.of_firm(uscc)
    found = workplace.declarations.find_firm(uscc) or next((item.declaration.firm for item in items), None)
    if found is None:
        raise NotFoundError(f"No firm is known here under {uscc}.", f"本站没有代码为 {uscc} 的企业。")
    return found, items


@router.get("/benchmarks", response_class=HTMLResponse)
def benchmarks(request: Request, workplace: WorkplaceDep) -> HTMLResponse:
    """List the documents whose requirements are held, and the sets of them."""
    return show(request, build_benchmarks(workplace.catalog, language_of(request)), current="compare")


@router.get("/benchmarks.json")
def benchmarks_json(workplace: WorkplaceDep) -> JsonResponse:
    """Return the same as JSON."""
    held = workplace.catalog.benchmarks_held()
    return JsonResponse([{"key": key, "title": title, "requirements": count} for key, title, count in held])


@router.get("/benchmarks/{set_id}", response_class=HTMLResponse)
def benchmark_set(request: Request, set_id: str) -> HTMLResponse:
    """Show one benchmark set; raises NotFoundError."""
    return show(request, build_benchmark_set(set_id, language_of(request)), current="compare", twin=False)


@router.get("/about", response_class=HTMLResponse)
def about(request: Request, workplace: WorkplaceDep) -> HTMLResponse:
    """Say what this is and where the records come from."""
    return show(request, AboutPage(source_lines(workplace.catalog.imports())), current="about", twin=False)


@router.get("/method", response_class=HTMLResponse)
def method(request: Request) -> HTMLResponse:
    """Say how a verdict is made."""
    return show(request, MethodPage(worked_example(), VERDICTS, GATES, ENGINE_VERSION), current="about", twin=False)


@router.get("/glossary", response_class=HTMLResponse)
def glossary(request: Request) -> HTMLResponse:
    """Explain the words."""
    page = GlossaryPage(VERDICTS, tuple(WORDS["code"]), tuple(WORDS["flag"]))
    return show(request, page, current="about", twin=False)
