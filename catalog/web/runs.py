"""Routes of kept comparisons: shown as they were made, kept on demand, held side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from catalog.comparison.run_changes import changes_to_json
from catalog.errors import UnusableInputError
from catalog.services.comparing import compare_sides
from catalog.services.runs import KeptRun, compare_kept, get_run
from catalog.web.contexts.compare import ComparisonPage, EarlierRun
from catalog.web.contexts.comparisons import build_comparison
from catalog.web.contexts.run_changes import build_run_changes
from catalog.web.dependencies import JsonResponse, WorkplaceDep, language_of, show
from catalog.web.downloads import csv_response, report_rows, workbook_response
from catalog.web.filters import filter_href, only_verdict
from catalog.web.guards import GUARDS

if TYPE_CHECKING:
    from catalog.services.workplace import Workplace

__all__ = ["router"]

router = APIRouter(include_in_schema=False, dependencies=GUARDS)

EARLIER = 10
"""Other runs of the same two documents that a page offers to hold beside it."""


@router.post("/runs")
def keep(
    workplace: WorkplaceDep, declared: Annotated[str, Form()] = "", benchmark: Annotated[str, Form()] = ""
) -> RedirectResponse:
    """Compare two documents that are held, keep the result, and lead to its address."""
    if not declared.strip() or not benchmark.strip():
        raise UnusableInputError("Name both documents that are compared.", "请写明要比对的两份文件。")
    report = compare_sides(declared.strip(), benchmark.strip(), workplace=workplace, keep_as="person")
    return RedirectResponse(f"/runs/{report.run}", status_code=303)


@router.get("/runs/{old}/changes/{new}.json")
def changes_json(old: str, new: str, workplace: WorkplaceDep) -> JsonResponse:
    """Return what differs between two runs as JSON."""
    return JsonResponse(changes_to_json(compare_kept(workplace, old, new)))


@router.get("/runs/{old}/changes/{new}", response_class=HTMLResponse)
def changes(request: Request, old: str, new: str, workplace: WorkplaceDep) -> HTMLResponse:
    """Show two runs side by side."""
    found = compare_kept(workplace, old, new)
    moments = (workplace.catalog.get_run(old)["at"], workplace.catalog.get_run(new)["at"])
    return show(request, build_run_changes(found, moments), current="compare")


@router.get("/runs/{run}.json")
def run_json(run: str, workplace: WorkplaceDep) -> JsonResponse:
    """Return a kept comparison as it was made, with what reviewers decided since."""
    return JsonResponse(get_run(workplace, run).to_json())


@router.get("/runs/{run}.csv")
def run_csv(request: Request, run: str, workplace: WorkplaceDep) -> Response:
    """Return the rows of a kept comparison as CSV."""
    kept = get_run(workplace, run)
    columns, rows = report_rows(kept.report, language_of(request), kept.decisions)
    return csv_response(columns, rows, f"duibiao-{run}.csv")


@router.get("/runs/{run}.xlsx")
def run_xlsx(request: Request, run: str, workplace: WorkplaceDep) -> Response:
    """Return a kept comparison as a workbook."""
    kept = get_run(workplace, run)
    return workbook_response(kept.report, language_of(request), f"duibiao-{run}.xlsx", kept.facts, kept.decisions)


@router.get("/runs/{run}", response_class=HTMLResponse)
def run(request: Request, run: str, workplace: WorkplaceDep) -> HTMLResponse:
    """Show a kept comparison as it was made, with what reviewers decided since beside it."""
    kept = get_run(workplace, run)
    view = build_comparison(
        kept.report,
        only=only_verdict(request),
        filter_href=filter_href(request),
        kept=kept.facts,
        decisions=kept.decisions,
    )
    page = ComparisonPage(
        view,
        f"/runs/{run}.json",
        f"/runs/{run}.csv",
        None,
        xlsx_href=f"/runs/{run}.xlsx",
        earlier=_earlier(workplace, kept, run),
    )
    return show(request, page, current="compare")


def _earlier(workplace: Workplace, kept: KeptRun, run: str) -> tuple[EarlierRun, ...]:
    """Return the other runs of the same two documents, newest first; the older of two stands first in an address."""
    declared, benchmark = kept.report.declared.designation, kept.report.benchmark.designation
    if declared is None or benchmark is None:
        return ()
    found = []
    for one in workplace.catalog.list_runs(declared, limit=100):
        if one.run == run or one.declared != declared or one.benchmark != benchmark:
            continue
        old, new = (one.run, run) if one.at <= kept.facts["at"] else (run, one.run)
        found.append(EarlierRun(one.run, one.at, f"/runs/{old}/changes/{new}"))
    return tuple(found[:EARLIER])
