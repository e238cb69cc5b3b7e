"""Routes to look the catalogue over: the gap question of adoption, the trees of classes, publishers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Request
from fastapi.params import Path
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from catalog.errors import UnusableInputError
from catalog.services.browsing import take_census
from catalog.services.gaps import ask_adoption_gap, describe_adoption_gap
from catalog.web.contexts.browsing import build_browse, build_publisher
from catalog.web.contexts.gaps import build_gap_page
from catalog.web.dependencies import JsonResponse, WorkplaceDep, language_of, show
from catalog.web.downloads import csv_response
from catalog.web.guards import GUARDS

if TYPE_CHECKING:
    from catalog.services.workplace import Workplace

__all__ = ["router"]

router = APIRouter(include_in_schema=False, dependencies=GUARDS)
Tree = Annotated[Literal["ics", "ccs"], Path()]
OWN = ("designation", "title", "state", "reason", "behind_for_months")
ADOPTER = ("designation", "adopts", "degree", "degree_printed", "in_force", "lag_months", "sources")
COLUMNS = (*OWN, *(f"national_{name}" for name in ADOPTER))


def _asked(request: Request) -> dict[str, str]:
    names = {"from": "ISO", "to": "CN", "field": "", "as_of": ""}
    return {name: request.query_params.get(name, usual).strip() for name, usual in names.items()}


def _answer(request: Request, workplace: Workplace) -> dict[str, Any]:
    asked = _asked(request)
    gap = ask_adoption_gap(workplace, asked["from"], asked["to"], asked["field"], as_of=asked["as_of"] or None)
    return describe_adoption_gap(gap)


def _adopters(member: dict[str, Any]) -> list[dict[str, Any]]:
    return [*member["adopted_by"], *member["formerly_or_not_equivalent"]]


@router.get("/gaps", response_class=HTMLResponse)
def gaps(request: Request, workplace: WorkplaceDep) -> HTMLResponse:
    """Answer which standards a country has not adopted, or ask for the field."""
    asked, language = _asked(request), language_of(request)
    answer, problem = None, None
    if asked["field"]:
        try:
            answer = _answer(request, workplace)
        except UnusableInputError as error:
            problem = error.zh if language == "zh" else error.en
    page = build_gap_page(asked, answer, problem, language)
    return show(request, page, current="gaps", twin=answer is not None, status=422 if problem else 200)


@router.get("/gaps.json")
def gaps_json(request: Request, workplace: WorkplaceDep) -> JsonResponse:
    """Return the answer as the command prints it."""
    return JsonResponse(_answer(request, workplace))


@router.get("/gaps.csv")
def gaps_csv(request: Request, workplace: WorkplaceDep) -> Response:
    """Return the members as CSV, one line for each adoption and one for each that has none."""
    rows: list[list[object]] = []
    for it in _answer(request, workplace)["members"]:
        title = it["titles"].get("en") or next(iter(it["titles"].values()), "")
        own = [{**it, "title": title}[name] for name in OWN]
        adopters = [{**one, "sources": "; ".join(one["sources"])} for one in _adopters(it)]
        rows += [[*own, *(one[name] for name in ADOPTER)] for one in adopters] or [[*own, *([None] * len(ADOPTER))]]
    return csv_response(COLUMNS, rows, "duibiao-adoption.csv")


@router.get("/browse")
def browse_start() -> Response:
    """Lead to the tree that all publishers use."""
    return RedirectResponse("/browse/ics", status_code=302)


@router.get("/browse/{tree}.json")
def browse_top_json(tree: Tree, request: Request, workplace: WorkplaceDep) -> JsonResponse:
    """Return the top of a tree as JSON."""
    return JsonResponse(build_browse(take_census(workplace), tree, None, language_of(request)).to_json())


@router.get("/browse/{tree}", response_class=HTMLResponse)
def browse_top(tree: Tree, request: Request, workplace: WorkplaceDep) -> HTMLResponse:
    """Show the top of a tree."""
    return show(request, build_browse(take_census(workplace), tree, None, language_of(request)), current="search")


@router.get("/browse/{tree}/{code:path}.json")
def browse_json(tree: Tree, code: str, request: Request, workplace: WorkplaceDep) -> JsonResponse:
    """Return a class as JSON."""
    return JsonResponse(build_browse(take_census(workplace), tree, code, language_of(request)).to_json())


@router.get("/browse/{tree}/{code:path}", response_class=HTMLResponse)
def browse(tree: Tree, code: str, request: Request, workplace: WorkplaceDep) -> HTMLResponse:
    """Show a class with the classes below it."""
    return show(request, build_browse(take_census(workplace), tree, code, language_of(request)), current="search")


@router.get("/publishers/{name:path}.json")
def publisher_json(name: str, workplace: WorkplaceDep) -> JsonResponse:
    """Return what is held of a publisher as JSON."""
    return JsonResponse(build_publisher(take_census(workplace), name, workplace.catalog.imports()).to_json())


@router.get("/publishers/{name:path}", response_class=HTMLResponse)
def publisher(request: Request, name: str, workplace: WorkplaceDep) -> HTMLResponse:
    """Show what is held of a publisher."""
    page = build_publisher(take_census(workplace), name, workplace.catalog.imports())
    return show(request, page, current="search")
