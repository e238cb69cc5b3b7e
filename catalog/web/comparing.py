"""Routes of comparisons and declarations: two documents side by side, a run that was kept, what a firm declares."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Path, Request, UploadFile
from fastapi.responses import HTMLResponse, Response

from catalog.comparison.codec import document_from_json, report_from_json, report_to_json
from catalog.comparison.reports import VerdictKind
from catalog.designations import find_designations
from catalog.errors import DuibiaoError, NotFoundError
from catalog.services.comparing import Side, compare_sides, side_of_file
from catalog.services.records import describe_declaration
from catalog.web.contexts.account import FieldError
from catalog.web.contexts.benchmarks import HeldDocument, held_documents
from catalog.web.contexts.compare import CompareForm, ComparisonPage
from catalog.web.contexts.comparisons import build_comparison
from catalog.web.contexts.declarations import build_declaration
from catalog.web.contexts.pictures import qr_path
from catalog.web.dependencies import JsonResponse, WorkplaceDep, address, language_of, show, site_address
from catalog.web.downloads import csv_response, report_rows
from catalog.web.guards import GUARDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from catalog.comparison.reports import Report
    from catalog.services.workplace import Workplace
    from catalog.web.contexts.comparisons import ComparisonView
    from declarations import Declaration, Revision

__all__ = ["router"]

router = APIRouter(include_in_schema=False, dependencies=GUARDS)

SHOWN_DECLARATIONS = 50
RevisionNumber = Annotated[int, Path(ge=1, le=9999)]
"""No declaration has more, and no database takes a number without end."""


@router.get("/compare", response_class=HTMLResponse)
def compare(request: Request, workplace: WorkplaceDep, declared: str = "", benchmark: str = "") -> HTMLResponse:
    """Show the form, or the comparison of the two numbers in the address."""
    declared, benchmark = declared.strip(), benchmark.strip()
    if not declared or not benchmark:
        return show(request, _form(workplace, declared, benchmark), current="compare", twin=False)
    try:
        report = _compared(workplace, declared, benchmark)
    except DuibiaoError as error:
        found = FieldError(_wrong_side(workplace, declared), error.zh if language_of(request) == "zh" else error.en)
        page = replace(_form(workplace, declared, benchmark), errors=(found,))
        return show(request, page, current="compare", twin=False, status=404)
    sides = {"declared": declared, "benchmark": benchmark}
    page_of = ComparisonPage(
        view=build_comparison(report, only=_only(request), filter_href=_filter_href(request)),
        json_href=f"/compare.json?{urlencode(sides)}",
        csv_href=f"/compare.csv?{urlencode(sides)}",
        swap_href=f"/compare?{urlencode({'declared': benchmark, 'benchmark': declared})}",
    )
    return show(request, page_of, current="compare")


@router.get("/compare.json")
def compare_json(workplace: WorkplaceDep, declared: str, benchmark: str) -> JsonResponse:
    """Return the comparison as the ``compare`` command prints it."""
    return JsonResponse(report_to_json(_compared(workplace, declared, benchmark)))


@router.get("/compare.csv")
def compare_csv(request: Request, workplace: WorkplaceDep, declared: str, benchmark: str) -> Response:
    """Return the rows of the comparison as CSV."""
    return _csv(_compared(workplace, declared, benchmark), language_of(request))


@router.post("/compare", response_class=HTMLResponse)
def compare_files(
    request: Request,
    workplace: WorkplaceDep,
    declared_file: UploadFile | None = None,
    benchmark_file: UploadFile | None = None,
    benchmark_held: Annotated[str, Form()] = "",
) -> HTMLResponse:
    """Compare a file that was sent with a second one or with a benchmark that is held; neither is kept."""
    language = language_of(request)
    field = "declared_file"
    try:
        declared = _uploaded(declared_file)
        field = "benchmark_file"
        benchmark = _uploaded(benchmark_file) if _is_sent(benchmark_file) else benchmark_held
        report = compare_sides(declared, benchmark, workplace=workplace)
    except DuibiaoError as error:
        found = FieldError(field, error.zh if language == "zh" else error.en)
        return show(
            request, replace(_form(workplace, "", ""), errors=(found,)), current="compare", twin=False, status=400
        )
    view = build_comparison(report, filter_href=lambda _verdict: "#rows")
    return show(request, ComparisonPage(view, None, None, None), current="compare", twin=False)


@router.get("/runs/{run}.json")
def run_json(run: str, workplace: WorkplaceDep) -> JsonResponse:
    """Return a kept comparison as it was made."""
    return JsonResponse(workplace.catalog.get_run(run))


@router.get("/runs/{run}.csv")
def run_csv(request: Request, run: str, workplace: WorkplaceDep) -> Response:
    """Return the rows of a kept comparison as CSV."""
    return _csv(report_from_json(workplace.catalog.get_run(run)), language_of(request))


@router.get("/runs/{run}", response_class=HTMLResponse)
def run(request: Request, run: str, workplace: WorkplaceDep) -> HTMLResponse:
    """Show a kept comparison as it was made."""
    kept = workplace.catalog.get_run(run)
    view = build_comparison(report_from_json(kept), only=_only(request), filter_href=_filter_href(request), kept=kept)
    return show(request, ComparisonPage(view, f"/runs/{run}.json", f"/runs/{run}.csv", None), current="compare")


@router.get("/declarations/{identity}.json")
def declaration_json(identity: str, workplace: WorkplaceDep) -> JsonResponse:
    """Return a declaration with its comparisons as JSON."""
    item = workplace.declarations.get_declaration(identity)
    runs = [workplace.catalog.get_run(kept) for kept in item.revision.runs]
    return JsonResponse(describe_declaration(item) | {"comparisons": runs})


@router.get("/declarations/{identity}", response_class=HTMLResponse)
def declaration(request: Request, identity: str, workplace: WorkplaceDep) -> HTMLResponse:
    """Show what a firm declares now."""
    item = workplace.declarations.get_declaration(identity)
    return _show_declaration(request, workplace, item.declaration, item.revision)


@router.get("/declarations/{identity}/revisions/{number}", response_class=HTMLResponse)
def revision(request: Request, identity: str, number: RevisionNumber, workplace: WorkplaceDep) -> HTMLResponse:
    """Show one revision of a declaration."""
    item = workplace.declarations.get_declaration(identity)
    found = workplace.declarations.get_revision(identity, number)
    return _show_declaration(request, workplace, item.declaration, found)


@router.get("/declarations/{identity}/rows.csv")
def declaration_csv(request: Request, identity: str, workplace: WorkplaceDep, run: str = "") -> Response:
    """Return the rows of one of a declaration's comparisons as CSV: of ``run``, else of the first."""
    runs = workplace.declarations.get_declaration(identity).revision.runs
    if not runs or (run and run not in runs):
        raise NotFoundError("This declaration was not compared with that benchmark.", "本声明没有与这一基准比对过。")
    return _csv(report_from_json(workplace.catalog.get_run(run or runs[0])), language_of(request))


@router.get("/declarations/{identity}/files/{sha256}")
def declared_file(identity: str, sha256: str, workplace: WorkplaceDep) -> Response:
    """Hand out the document of a declaration as a download, never shown from this site's origin."""
    revisions = workplace.declarations.revisions(identity)
    found = next((file for one in revisions for file in one.content.files if file.sha256 == sha256), None)
    if found is None:
        raise NotFoundError("This declaration has no such file.", "本声明没有这个文件。")
    headers = {"Content-Disposition": f"attachment; filename=\"{sha256[:12]}\"; filename*=UTF-8''{_quoted(found.name)}"}
    return Response(workplace.files.read(sha256), media_type="application/octet-stream", headers=headers)


def _quoted(name: str) -> str:
    return urlencode({"": name})[1:].replace("+", "%20")


def _show_declaration(
    request: Request, workplace: Workplace, declaration: Declaration, revision: Revision
) -> HTMLResponse:
    # a mandatory benchmark first: what is not shown to meet it stands above everything else
    runs = [workplace.catalog.get_run(run) for run in revision.runs]
    runs.sort(key=lambda kept: not kept["benchmark"].get("mandatory"))
    views: list[ComparisonView] = [
        build_comparison(
            report_from_json(kept),
            anchor=f"b{number}",
            only=_only(request),
            filter_href=_filter_href(request, f"b{number}"),
            declared_href=f"/declarations/{declaration.id}",
            kept=kept,
        )
        for number, kept in enumerate(runs, 1)
    ]
    here = site_address(request) + f"/declarations/{declaration.id}"
    page = build_declaration(
        declaration,
        revision,
        history=workplace.declarations.revisions(declaration.id),
        views=tuple(views),
        document=document_from_json(revision.document) if revision.document else None,
        chain_holds=workplace.declarations.chain_holds(declaration.id),
        address=here,
        qr=qr_path(here),
    )
    return show(request, page, current="search", twin=revision.number == declaration.revision)


def _compared(workplace: Workplace, declared: str, benchmark: str) -> Report:
    return compare_sides(declared, benchmark, workplace=workplace)


def _csv(report: Report, language: str) -> Response:
    columns, rows = report_rows(report, language)
    return csv_response(columns, rows, "duibiao-comparison.csv")


def _only(request: Request) -> str | None:
    """Return the one verdict whose rows are asked for."""
    wanted = request.query_params.get("verdict")
    return wanted if wanted in set(VerdictKind) else None


def _filter_href(request: Request, anchor: str = "rows") -> Callable[[str | None], str]:
    return lambda verdict: f"{address(request, verdict=verdict, lang=None)}#{anchor}"


def _is_sent(upload: UploadFile | None) -> bool:
    return upload is not None and bool(upload.filename)


def _uploaded(upload: UploadFile | None) -> Side:
    """Read an uploaded document; raises UnusableInputError."""
    if upload is None:
        return side_of_file(b"", "")
    return side_of_file(upload.file.read(), upload.filename or "")


def _wrong_side(workplace: Workplace, declared: str) -> str:
    """Return the name of the field whose number cannot be used."""
    numbers = find_designations(declared)
    key = numbers[0].key if numbers else declared.upper()
    held = workplace.declarations.find_by_designation(key) or workplace.catalog.find_requirements(key)
    return "benchmark" if held else "declared"


def _form(workplace: Workplace, declared: str, benchmark: str) -> CompareForm:
    declarations: list[HeldDocument] = []
    for item in workplace.declarations.iter_public():
        document = item.revision.document
        if len(declarations) == SHOWN_DECLARATIONS:
            break
        if item.declaration.is_in_force and document:
            standard = item.revision.content.standard
            declarations.append(HeldDocument(standard.designation, standard.title, len(document["requirements"])))
    return CompareForm(declared, benchmark, held_documents(workplace.catalog), tuple(declarations))
