"""Routes of comparisons and declarations: two documents side by side, a run that was kept, what a firm declares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, UploadFile
from fastapi.responses import HTMLResponse, Response

from catalog.comparison.codec import document_from_json, report_to_json
from catalog.designations import find_designations
from catalog.errors import DuibiaoError, NotFoundError, UnusableInputError
from catalog.services.comparing import Side, compare_sides, compare_with_set, set_members, side_of_file
from catalog.services.life import read_day, standing_of
from catalog.services.records import describe_declaration
from catalog.services.runs import get_run
from catalog.services.tabulating import comparison_sheets, comparisons_to_json, strictest_lines
from catalog.web.contexts.account import FieldError
from catalog.web.contexts.benchmarks import HeldDocument, held_documents
from catalog.web.contexts.compare import CompareForm, ComparisonPage
from catalog.web.contexts.comparisons import build_comparison
from catalog.web.contexts.declarations import Past, build_declaration
from catalog.web.contexts.pictures import qr_path
from catalog.web.contexts.strictest import build_comparison_set
from catalog.web.dependencies import JsonResponse, RevisionNumber, WorkplaceDep, language_of, show, site_address
from catalog.web.downloads import csv_response, report_rows, sheets_response
from catalog.web.filters import filter_href, only_verdict
from catalog.web.guards import GUARDS

if TYPE_CHECKING:
    from catalog.comparison.reports import Report
    from catalog.comparison.strictest import StrictestRow
    from catalog.services.workplace import Workplace
    from catalog.web.contexts.comparisons import ComparisonView
    from declarations import Declaration, Revision
    from declarations.standing import Standing

__all__ = ["router"]

router = APIRouter(include_in_schema=False, dependencies=GUARDS)

SHOWN_DECLARATIONS = 50
MOST_BENCHMARKS = 12
"""Benchmarks that one address may name."""
SET = "set:"
Benchmarks = Annotated[Sequence[str], Query()]
"""Numbers of benchmarks; several give the strictest of them row by row."""


@router.get("/compare", response_class=HTMLResponse)
def compare(request: Request, workplace: WorkplaceDep, declared: str = "", benchmark: Benchmarks = ()) -> HTMLResponse:
    """Show the form, the comparison of the two numbers in the address, or that with several benchmarks."""
    declared, benchmarks = declared.strip(), _named(benchmark)
    if not declared or not benchmarks:
        return show(request, _form(workplace, declared, ", ".join(benchmarks)), current="compare", twin=False)
    try:
        reports, strictest = compare_with_set(declared, benchmarks, workplace=workplace)
    except DuibiaoError as error:
        found = FieldError(_wrong_side(workplace, declared), error.zh if language_of(request) == "zh" else error.en)
        page = replace(_form(workplace, declared, ", ".join(benchmarks)), errors=(found,))
        return show(request, page, current="compare", twin=False, status=404)
    downloads = [f"/compare.{ending}?{_query(declared, benchmarks)}" for ending in ("json", "csv", "xlsx")]
    if len(reports) > 1:
        hrefs = [f"/compare?{_query(declared, [one])}" for one in benchmarks]
        page_of_set = build_comparison_set(
            reports, strictest, hrefs=hrefs, downloads=(downloads[0], downloads[1], downloads[2])
        )
        return show(request, page_of_set, current="compare")
    page_of = ComparisonPage(
        view=build_comparison(reports[0], only=only_verdict(request), filter_href=filter_href(request)),
        json_href=downloads[0],
        csv_href=downloads[1],
        swap_href=f"/compare?{_query(benchmarks[0], [declared])}",
        xlsx_href=downloads[2],
        keep_sides=(declared, benchmarks[0]),
    )
    return show(request, page_of, current="compare")


@router.get("/compare.json")
def compare_json(workplace: WorkplaceDep, declared: str, benchmark: Benchmarks = ()) -> JsonResponse:
    """Return the comparison as the ``compare`` command prints it."""
    reports, strictest = _compared(workplace, declared, benchmark)
    if len(reports) == 1:
        return JsonResponse(report_to_json(reports[0]))
    return JsonResponse(comparisons_to_json(reports, strictest))


@router.get("/compare.csv")
def compare_csv(request: Request, workplace: WorkplaceDep, declared: str, benchmark: Benchmarks = ()) -> Response:
    """Return the rows of the comparison as CSV; of several benchmarks the strictest rows."""
    reports, strictest = _compared(workplace, declared, benchmark)
    if len(reports) == 1:
        return _csv(reports[0], language_of(request))
    return csv_response(*strictest_lines(reports, strictest, language_of(request)), "duibiao-strictest.csv")


@router.get("/compare.xlsx")
def compare_xlsx(request: Request, workplace: WorkplaceDep, declared: str, benchmark: Benchmarks = ()) -> Response:
    """Return the comparison as a workbook."""
    reports, strictest = _compared(workplace, declared, benchmark)
    sheets = comparison_sheets(reports, strictest, language_of(request))
    return sheets_response(sheets, "duibiao-comparison.xlsx")


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


@router.get("/declarations/{identity}.json")
def declaration_json(identity: str, workplace: WorkplaceDep, on: str = "") -> JsonResponse:
    """Return a declaration with its comparisons as JSON: as it is now, or as it stood at the end of the day ``on``."""
    item = workplace.declarations.get_declaration(identity)
    standing = _standing(workplace, identity, on) if on else None
    facts: dict[str, object] = {}
    if standing is not None and standing.revision is not None:
        item = replace(item, revision=standing.revision)
        facts = {
            "on": standing.day.isoformat(),
            "revision": standing.revision.number,
            "state": standing.state,
            "in_force": standing.is_in_force,
        }
    runs = [get_run(workplace, kept).to_json() for kept in item.revision.runs]
    return JsonResponse(describe_declaration(item) | facts | {"comparisons": runs})


@router.get("/declarations/{identity}", response_class=HTMLResponse)
def declaration(request: Request, identity: str, workplace: WorkplaceDep, on: str = "") -> HTMLResponse:
    """Show what a firm declares now, or what it declared at the end of the day ``on``."""
    item = workplace.declarations.get_declaration(identity)
    standing = _standing(workplace, identity, on) if on else None
    shown = standing.revision if standing and standing.revision else item.revision
    return _show_declaration(request, workplace, item.declaration, shown, standing)


def _standing(workplace: Workplace, identity: str, on: str) -> Standing:
    """Return how a declaration stood on a day; raises NotFoundError where it had not been published by then."""
    standing = standing_of(workplace, identity, read_day(on))
    if standing.revision is None:
        raise NotFoundError(
            f"On {standing.day} this declaration had not been published yet: choose a later day.",
            f"{standing.day} 时该声明尚未公开：请选择之后的日期。",
        )
    return standing


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
    kept = get_run(workplace, run or runs[0])
    columns, rows = report_rows(kept.report, language_of(request), kept.decisions)
    return csv_response(columns, rows, "duibiao-comparison.csv")


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
    request: Request,
    workplace: Workplace,
    declaration: Declaration,
    revision: Revision,
    standing: Standing | None = None,
) -> HTMLResponse:
    # a mandatory benchmark first: what is not shown to meet it stands above everything else
    runs = [get_run(workplace, run) for run in revision.runs]
    runs.sort(key=lambda kept: not kept.report.benchmark.mandatory)
    views: list[ComparisonView] = [
        build_comparison(
            kept.report,
            anchor=f"b{number}",
            only=only_verdict(request),
            filter_href=filter_href(request, f"b{number}"),
            declared_href=f"/declarations/{declaration.id}",
            kept=kept.facts,
            decisions=kept.decisions,
        )
        for number, kept in enumerate(runs, 1)
    ]
    here = site_address(request) + f"/declarations/{declaration.id}"
    page = build_declaration(
        declaration,
        revision,
        past=Past(
            tuple(workplace.declarations.revisions(declaration.id)),
            workplace.declarations.chain_holds(declaration.id),
            workplace.declarations.receipts_of(declaration.id),
            standing,
        ),
        views=tuple(views),
        document=document_from_json(revision.document) if revision.document else None,
        address=here,
        qr=qr_path(here),
    )
    return show(request, page, current="search", twin=standing is not None or revision.number == declaration.revision)


def _named(benchmarks: Sequence[str]) -> list[str]:
    """Return the benchmarks of an address, each once; a set is its members (``set:drinking-water``)."""
    found: list[str] = []
    for word in benchmarks:
        found += set_members(word.removeprefix(SET)) if word.startswith(SET) else [word.strip()]
    return list(dict.fromkeys(word for word in found if word))[:MOST_BENCHMARKS]


def _query(declared: str, benchmarks: Sequence[str]) -> str:
    return urlencode([("declared", declared), *(("benchmark", one) for one in benchmarks)])


def _compared(
    workplace: Workplace, declared: str, benchmarks: Sequence[str]
) -> tuple[list[Report], tuple[StrictestRow, ...]]:
    named = _named(benchmarks)
    if not named:
        raise UnusableInputError("Name a benchmark.", "请写明基准。")
    return compare_with_set(declared, named, workplace=workplace)


def _csv(report: Report, language: str) -> Response:
    columns, rows = report_rows(report, language)
    return csv_response(columns, rows, "duibiao-comparison.csv")


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
